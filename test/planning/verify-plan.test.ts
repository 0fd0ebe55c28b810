/** The verifier refuses every kind of false plan; it is the last thing between a mistake and a person's letter. */
import {
  createScenario,
  type InfeasiblePlan,
  type LevelResult,
  type OptimalPlan,
  planTransfers,
  type Scenario,
  verifyPlan,
} from "imbang";
import { analyzeStaffing } from "imbang/staffing";
import { beforeAll, expect, test } from "vitest";
import { city } from "./cities.js";

let scenario: Scenario;
let plan: OptimalPlan;

beforeAll(async () => {
  scenario = createScenario(city({ seed: 4 }));
  plan = (await planTransfers(scenario)) as OptimalPlan;
});

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

/** Codes found after a change to a copy of the plan. */
function codesAfter(change: (copy: Mutable<OptimalPlan>) => void): string[] {
  const copy = structuredClone(plan) as Mutable<OptimalPlan>;
  change(copy);
  return [...new Set(verifyPlan(scenario, copy as OptimalPlan).issues.map(({ code }) => code))];
}

test("an honest plan passes, also as JSON from a file", () => {
  expect(plan.transfers.length).toBeGreaterThan(10);
  expect(verifyPlan(scenario, plan)).toEqual({ ok: true, issues: [] });
  expect(verifyPlan(scenario, JSON.parse(JSON.stringify(plan)) as OptimalPlan).ok).toBe(true);
});

test.for<[string, string, (copy: Mutable<OptimalPlan>) => void]>([
  ["a level's value off by one", "planning/wrong-level-value", (p) => void (p.levels[2]!.value += 1)],
  [
    "a level's value and bound both off",
    "planning/wrong-bound",
    (p) => void ((p.levels[2]!.value += 1), (p.levels[2]!.bound += 1)),
  ],
  ["a bound above what the prices prove", "planning/wrong-bound", (p) => void (p.levels[3]!.bound += 1)],
  ["a proof claimed without one", "planning/wrong-proof", (p) => void (p.levels[2]!.bound -= 1)],
  [
    "a price changed",
    "planning/wrong-bound",
    (p) => void ((p.run.certificate[2]!.positions[0] as [string, number])[1] += 1_000_000),
  ],
  ["no certificate", "planning/wrong-bound", (p) => void (p.run.certificate = [])],
  ["a value that is no number", "planning/not-a-number", (p) => void (p.levels[0]!.value = Number.NaN)],
  ["a person missing", "planning/missing-person", (p) => void p.placements.pop()],
  ["a person twice", "planning/person-twice", (p) => void p.placements.unshift({ ...p.placements[0]! })],
  ["somebody unknown", "planning/unknown-person", (p) => void (p.placements[0]!.staffId = "nobody")],
  ["a place unknown", "planning/unknown-position", (p) => void (p.placements[0]!.positionId = "nowhere")],
  [
    "a holder thrown out",
    "planning/lost-post",
    (p) => void (p.placements.find(({ positionId }) => positionId !== null)!.positionId = null),
  ],
  [
    "everyone in one post",
    "planning/over-capacity",
    (p) => p.placements.forEach((each) => (each.positionId = "post-1")),
  ],
  ["a transfer left off the list", "planning/wrong-transfer", (p) => void p.transfers.pop()],
  [
    "a transfer to elsewhere",
    "planning/wrong-transfer",
    (p) => void (p.transfers[0]!.toPositionId = p.transfers[1]!.fromPositionId!),
  ],
  ["a transfer with another distance", "planning/wrong-transfer", (p) => void (p.transfers[0]!.distance = 1)],
  [
    "a transfer said to stay in the unit",
    "planning/wrong-transfer",
    (p) => void (p.transfers[0]!.sameUnit = !p.transfers[0]!.sameUnit),
  ],
  ["figures before the plan", "planning/wrong-analysis", (p) => void (p.before.positions[0]!.existing += 1)],
  ["figures after the plan", "planning/wrong-analysis", (p) => void (p.after.units[0]!.shortage = 0.5)],
  [
    "a level left out of an optimal plan's proof",
    "planning/not-proven",
    (p) => void ((p.levels[2]!.proven = false), (p.levels[2]!.bound -= 1)),
  ],
  ["an unknown status", "planning/unreadable-plan", (p) => void ((p as { status: string }).status = "great")],
  ["junk instead of placements", "planning/wrong-type", (p) => void ((p as { placements: unknown }).placements = 5)],
  ["a level left out", "planning/unreadable-plan", (p) => void p.levels.pop()],
  ["no levels at all", "planning/unreadable-plan", (p) => void (p.levels = [])],
  ["a level twice", "planning/unreadable-plan", (p) => void p.levels.push({ ...p.levels[0]! })],
  [
    "a node that does not exist",
    "planning/unknown-value",
    (p) => void ((p.levels[0] as { node: string }).node = "banana"),
  ],
  ["values in another unit", "planning/unreadable-plan", (p) => void (p.levels[2]!.scale = 1)],
  ["feasible without a limit", "planning/missing-value", (p) => void ((p as { status: string }).status = "feasible")],
  [
    "a threshold as text",
    "planning/wrong-type",
    (p) => void ((p.settings as { moveThreshold: unknown }).moveThreshold = "10"),
  ],
  [
    "an unknown reading of unknowns",
    "planning/unknown-value",
    (p) => void ((p.settings as { unknown: unknown }).unknown = "banana"),
  ],
  ["placements out of order", "planning/unreadable-plan", (p) => void p.placements.reverse()],
  [
    "a price beyond exact integers",
    "planning/out-of-range",
    (p) => void (p.run.certificate[2]!.positions[0] = ["post-1", 2 ** 60]),
  ],
  ["noPlanFound with transfers", "planning/wrong-type", (p) => void ((p as { status: string }).status = "noPlanFound")],
])("%s → %s", ([, code, change]) => {
  expect(codesAfter(change)).toContain(code);
});

test("a plan that nobody optimised is not proven optimal, however it is dressed", async () => {
  // Everyone stays, with the certificate of the real plan: the values are right, the bounds cannot be.
  const stay = structuredClone(plan) as Mutable<OptimalPlan>;
  stay.placements.forEach((each) => (each.positionId = scenario.staffById.get(each.staffId)!.positionId));
  stay.transfers = [];
  stay.after = stay.before;
  const wrong = verifyPlan(scenario, stay as OptimalPlan).issues.map(({ code }) => code);
  expect(wrong).toContain("planning/wrong-level-value");
});

test("a fixed person or a person on probation who moves is found", async () => {
  const input = city({ seed: 4 });
  const mover = plan.transfers.find(({ fromPositionId }) => fromPositionId !== null)!.staffId;
  for (const change of [{ fixed: true }, { status: "CPNS" as const }]) {
    const stricter = createScenario({
      ...input,
      staff: input.staff.map((person) => (person.id === mover ? { ...person, ...change } : person)),
    });
    expect(verifyPlan(stricter, plan).issues.map(({ code }) => code)).toContain("planning/not-eligible");
  }
});

test("prices so large that doubles would round do not prove a false optimum", async () => {
  // Two people who each wish for the other's post, and a plan that says the worse of two is best.
  const pair = createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: ["p", "q"].map((id) => ({ id, unitId: "u", title: id, capacity: 1, required: 1 })),
    staff: [
      {
        id: "s",
        positionId: "p",
        wishes: [
          { positionId: "p", rank: 150 },
          { positionId: "q", rank: 251 },
        ],
      },
      {
        id: "t",
        positionId: "q",
        wishes: [
          { positionId: "q", rank: 150 },
          { positionId: "p", rank: 251 },
        ],
      },
    ],
  });
  const honest = (await planTransfers(pair, { policy: ["wishes"] })) as OptimalPlan;
  expect(honest.levels[0]).toMatchObject({ value: 298, bound: 298 });
  for (const huge of [2 ** 52, 2 ** 53 - 300, Number.MAX_SAFE_INTEGER]) {
    const forged = structuredClone(honest) as Mutable<OptimalPlan>;
    forged.placements = [
      { staffId: "s", positionId: "q" },
      { staffId: "t", positionId: "p" },
    ];
    forged.transfers = [
      { staffId: "s", fromPositionId: "p", toPositionId: "q", sameUnit: true, distance: null, checks: [] },
      { staffId: "t", fromPositionId: "q", toPositionId: "p", sameUnit: true, distance: null, checks: [] },
    ];
    forged.levels[0]!.value = forged.levels[0]!.bound = 500;
    forged.run.certificate = honest.levels.map(() => ({
      positions: [
        ["p", huge],
        ["q", huge],
      ],
      units: [],
    }));
    const codes = verifyPlan(pair, forged as OptimalPlan).issues.map(({ code }) => code);
    expect(codes).toContain("planning/wrong-bound");
  }
});

test("the order of keys in a file says nothing", () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, reversed(item)]),
    );
  };
  expect(verifyPlan(scenario, reversed(plan) as OptimalPlan)).toEqual({ ok: true, issues: [] });
});

test.for([undefined, null, 5, "plan", [], {}, { status: "optimal" }])("%o is no plan, and no TypeError", (junk) => {
  const { ok, issues } = verifyPlan(scenario, junk as never);
  expect(ok).toBe(false);
  for (const { code, message } of issues) {
    expect(code).toMatch(/^planning\//);
    expect(message).not.toMatch(/Cannot read|is not a function|is not iterable/);
  }
});

/** Everyone stays, and every level says that this is best: found by search, with nothing to show for it. */
function nobodyMoves(of: Scenario, { settings, ...rest }: OptimalPlan, asked: Partial<OptimalPlan["settings"]> = {}) {
  const before = analyzeStaffing(of);
  const placements = [...of.staff]
    .map(({ id, positionId }) => ({ staffId: id, positionId }))
    .sort((a, b) => (a.staffId < b.staffId ? -1 : 1));
  const claim = (values: readonly number[]): OptimalPlan => ({
    ...rest,
    settings: { ...settings, ...asked },
    placements,
    transfers: [],
    after: before,
    levels: rest.levels.map((level, k): LevelResult => {
      return { ...level, value: values[k]!, bound: values[k]!, proven: true, proof: "search" };
    }),
    run: { ...rest.run, certificate: rest.levels.map(() => ({ positions: [], units: [] })) },
  });
  const worth = rest.levels.map(() => 0);
  for (const { path, message } of verifyPlan(of, claim(worth)).issues) {
    const found = /worth (-?\d+)/.exec(message);
    if (found !== null) worth[path[1] as number] = Number(found[1]);
  }
  return claim(worth);
}

test("a search is no proof where no condition could ask for one", () => {
  const lie = nobodyMoves(scenario, plan);
  const { ok, issues, unrepeated } = verifyPlan(scenario, lie);
  expect(ok).toBe(false);
  expect(issues.filter(({ code }) => code === "planning/wrong-proof")).toHaveLength(plan.levels.length);
  expect(issues.map(({ code }) => code)).toContain("planning/wrong-bound");
  expect(unrepeated).toEqual(plan.levels.map(({ name }) => name));
});

test("where conditions are, the levels that rest on search are named", () => {
  const { ok, unrepeated } = verifyPlan(scenario, nobodyMoves(scenario, plan, { maxMoves: 10_000 }));
  expect(ok).toBe(true); // which is why they are named
  expect(unrepeated).toEqual(plan.levels.map(({ name }) => name));
  expect(verifyPlan(scenario, plan).unrepeated).toBeUndefined();
});

test("a search that was stopped proves no bound: what it claims is held to the prices", () => {
  const { levels, ...rest } = nobodyMoves(scenario, plan, { maxMoves: 10_000 });
  const beyond = levels.map((level) => ({ ...level, bound: level.value + 1, proven: false }));
  const { issues } = verifyPlan(scenario, { ...rest, status: "feasible", limit: "time", levels: beyond });
  expect(issues.map(({ code }) => code)).toEqual(levels.map(() => "planning/wrong-bound"));
});

test("nothing is infeasible where nobody needs to move", async () => {
  const tooMany = { kind: "floor", node: { each: "unit" }, value: 1_000 } as const;
  const found = (await planTransfers(scenario, { constraints: [tooMany] })) as InfeasiblePlan;
  expect(found.status).toBe("infeasible");
  expect(verifyPlan(scenario, found)).toEqual({ ok: true, issues: [], unrepeated: ["infeasible"] });
  const unsure = verifyPlan(scenario, { ...found, missedIsLeast: "yes" as never });
  expect(unsure.issues.map(({ code, path }) => [code, ...path])).toEqual([["planning/wrong-type", "missedIsLeast"]]);
  const { constraints: _, ...free } = found.settings;
  const soft = { ...tooMany, hard: false };
  const cap = { kind: "outflowCap", node: { each: "unit" }, value: 0 } as const;
  for (const settings of [
    free,
    { ...free, maxMoves: 0 },
    { ...free, constraints: [soft] },
    { ...free, constraints: [cap] },
  ])
    expect(verifyPlan(scenario, { ...found, settings }).issues.map(({ code }) => code)).toEqual([
      "planning/not-infeasible",
    ]);
});
