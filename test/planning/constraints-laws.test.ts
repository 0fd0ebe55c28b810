/** What must hold between plans with and without constraints, whatever the optimum is. */
import * as fc from "fast-check";
import { type Constraint, createScenario, planTransfers, type Plan, type PlanOptions, verifyPlan } from "imbang";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";
import { findPossiblePlan } from "../../src/planning/residue/possible-plan.js";
import { city, identityOf, shuffled } from "./cities.js";
import { judged } from "./constraint-truth.js";
import { someConditions } from "./random-constraints.js";
import { smallScenario } from "./random-scenarios.js";

const instances = smallScenario({ people: 14, minPeople: 4, posts: 5, careers: true }).chain((input) =>
  someConditions(input).map((conditions) => ({ input, conditions })),
);

function values(plan: Plan): string {
  const levels = plan.levels.filter(({ name }) => name !== "tie");
  return `${plan.status} ${levels.map(({ name, value }) => `${name} ${value}`).join(", ")}`;
}

/** The first difference decides; a plan is better than none. */
function compare(a: Plan, b: Plan): number {
  if (a.status === "infeasible" || b.status === "infeasible")
    return Number(a.status === "infeasible") - Number(b.status === "infeasible");
  for (let k = 0; k < a.levels.length - 1; k++) {
    const difference = a.levels[k]!.value - b.levels[k]!.value;
    if (difference !== 0) return difference;
  }
  return 0;
}

test("dropping a condition never worsens a plan, adding one never improves it", async () => {
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions }) => {
      const scenario = createScenario(input);
      const all = await planTransfers(scenario, conditions);
      const { constraints, ...rest } = conditions;
      const fewer = await planTransfers(scenario, { ...rest, constraints: constraints.slice(1) });
      expect(compare(all, fewer)).toBeGreaterThanOrEqual(0);
      const none = await planTransfers(scenario, { objections: conditions.objections ?? "level" });
      expect(compare(all, none)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

test("conditions that a plan keeps anyway change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions: { constraints, objections = "level", ...options } }) => {
      const scenario = createScenario(input);
      const plain = await planTransfers(scenario, { objections });
      if (plain.status !== "optimal") throw new Error("no limit was set");
      const at = new Map(
        plain.placements.map(({ staffId, positionId }) => [
          staffId,
          input.positions.find(({ id }) => id === positionId) ?? null,
        ]),
      );
      fc.pre(judged(input, constraints, options, at) === 0);
      const plan = await planTransfers(scenario, { constraints, objections, ...options });
      expect(identityOf(plan)).toBe(identityOf(plain));
    }),
    { numRuns: 60 },
  );
});

test("the verifier finds broken what the definitions find broken", async () => {
  const seen = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions: { constraints, ...options } }) => {
      const scenario = createScenario(input);
      const plain = await planTransfers(scenario, {});
      if (plain.status !== "optimal") throw new Error("no limit was set");
      const { maxMoves, floors } = options;
      const settings = {
        ...plain.settings,
        constraints,
        ...(maxMoves === undefined ? {} : { maxMoves }),
        ...(floors === "hard" ? { floors } : {}),
      };
      const at = new Map(
        plain.placements.map(({ staffId, positionId }) => [
          staffId,
          input.positions.find(({ id }) => id === positionId) ?? null,
        ]),
      );
      const isBroken = judged(input, constraints, options, at) === undefined;
      seen.add(isBroken);
      const codes = verifyPlan(scenario, { ...plain, settings }).issues.map(({ code }) => code);
      expect(codes.includes("planning/constraint-broken")).toBe(isBroken);
    }),
    { numRuns: 300 },
  );
  expect(seen.size).toBe(2);
});

test("the order of records and constraints says nothing", async () => {
  await fc.assert(
    fc.asyncProperty(instances, fc.nat(), async ({ input, conditions }, seed) => {
      const plan = await planTransfers(createScenario(input), conditions);
      const constraints = [...conditions.constraints].reverse();
      const other = await planTransfers(createScenario(shuffled(input, seed)), { ...conditions, constraints });
      expect(values(other)).toBe(values(plan));
    }),
    { numRuns: 60 },
  );
});

test("a tighter budget of moves never improves, and the last one that binds is met to the move", async () => {
  const scenario = createScenario(city({ people: 60, posts: 12, units: 4 }));
  const free = await planTransfers(scenario, { policy: ["shortage", "moves"] });
  const most = free.levels[1]!.value;
  let last: Plan = free;
  for (const maxMoves of [most, most - 1, Math.floor(most / 2), 1, 0]) {
    const plan = await planTransfers(scenario, { policy: ["shortage", "moves"], maxMoves });
    expect(plan.status).toBe("optimal");
    expect(compare(plan, last)).toBeGreaterThanOrEqual(0);
    expect(plan.levels[1]!.value).toBe(maxMoves);
    last = plan;
  }
});

test("a set of conditions can hold exactly if there is a plan for it", async () => {
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions }) => {
      const scenario = createScenario(input);
      const { status } = await planTransfers(scenario, conditions);
      const { constraints, ...rest } = conditions;
      const found = await findPossiblePlan(scenario, rest, { withConstraints: constraints });
      expect(found.status).toBe(status === "optimal" ? "possible" : "infeasible");
      if (found.status !== "possible") return;
      const at = new Map(
        found.placements.map(({ staffId, positionId }) => [
          staffId,
          input.positions.find(({ id }) => id === positionId) ?? null,
        ]),
      );
      expect(judged(input, constraints, rest, at)).toBeDefined();
    }),
    { numRuns: 60 },
  );
});

const budget: Constraint = { id: "way", kind: "budget", of: "distance", value: 5 };
const bounded: PlanOptions = {
  policy: ["shortage", "moves", "distance"],
  constraints: [budget, { id: "out", kind: "outflowCap", node: { each: "unit" }, value: { percent: 25 } }],
};

test("a plan under constraints is checkable alone, and every lie about it is noticed", async () => {
  const scenario = createScenario(city({ people: 60, posts: 12, units: 4 }));
  const found = await planTransfers(scenario, { ...bounded, engine: await highs() });
  const plan = JSON.parse(JSON.stringify(found)) as Extract<Plan, { status: "optimal" }>;
  expect(plan.levels.some(({ proof }) => proof !== undefined)).toBe(true);
  const searched = plan.levels.filter(({ proof }) => proof === "search").map(({ name }) => name);
  const unrepeated = searched.length === 0 ? undefined : searched;
  expect(verifyPlan(scenario, plan)).toEqual({ ok: true, issues: [], unrepeated });
  const codes = (changed: unknown): string[] => verifyPlan(scenario, changed as Plan).issues.map(({ code }) => code);
  const change = (edit: (copy: typeof plan) => void): unknown => {
    const copy = structuredClone(plan);
    edit(copy);
    return copy;
  };
  type Writable = { -readonly [Key in keyof typeof plan]: (typeof plan)[Key] };
  const tighter = change((copy) => ((copy.settings.constraints as Constraint[])[0] = { ...budget, value: 0.1 }));
  expect(codes(tighter)).toContain("planning/constraint-broken");
  const unknown = change(
    (copy) => ((copy.settings.constraints as Constraint[])[0] = { ...budget, node: { unitId: "x" } }),
  );
  expect(codes(unknown)).toContain("planning/unknown-id");
  const priced = plan.run.certificate.findIndex(({ rows = [] }) => rows.length > 0);
  expect(priced).toBeGreaterThanOrEqual(0);
  const dearer = change((copy) => {
    const prices = copy.run.certificate[priced] as unknown as { rows: [string, string, string, number][] };
    for (const row of prices.rows) row[3] = 0;
  });
  expect(codes(dearer)).toContain("planning/wrong-bound");
  const nameless = change((copy) => {
    const prices = copy.run.certificate[priced] as unknown as { rows: [string, string, string, number][] };
    prices.rows[0]![0] = "nobody";
  });
  expect(codes(nameless)).toContain("planning/wrong-bound");
  const relaxed = change((copy) => ((copy as Writable).settings = { ...copy.settings, constraints: [] }));
  expect(codes(relaxed)).toContain("planning/wrong-bound");
});

test("the verifier counts to the person: a bound that is met holds, one less is broken", async () => {
  const input = city({ people: 80, posts: 12, units: 4 });
  const scenario = createScenario(input);
  const plain = await planTransfers(scenario, { policy: ["shortage", "moves"] });
  if (plain.status !== "optimal") throw new Error("no limit was set");
  const unitOf = new Map(input.positions.map(({ id, unitId }) => [id, unitId]));
  const crossing = (staffId: string, positionId: string | null): (string | undefined)[] =>
    [scenario.staffById.get(staffId)!.positionId, positionId].map((id) => unitOf.get(id ?? ""));
  const isBroken = (constraint: Constraint): boolean => {
    const settings = { ...plain.settings, constraints: [constraint] };
    return verifyPlan(scenario, { ...plain, settings }).issues.some(
      ({ code }) => code === "planning/constraint-broken",
    );
  };
  for (const { id: unitId } of input.units) {
    const ways = plain.placements.map(({ staffId, positionId }) => crossing(staffId, positionId));
    const out = ways.filter(([from, to]) => from === unitId && to !== unitId).length;
    const into = ways.filter(([from, to]) => from !== unitId && to === unitId).length;
    const studied = new Set(input.positions.filter(({ required }) => required !== null).map(({ id }) => id));
    const there = plain.placements.filter(
      ({ positionId }) => positionId !== null && studied.has(positionId) && unitOf.get(positionId) === unitId,
    ).length;
    const node = { unitId };
    for (const [kind, value, tighter] of [
      ["outflowCap", out, out - 1],
      ["inflowCap", into, into - 1],
      ["floor", there, there + 1],
    ] as const) {
      expect(isBroken({ kind, node, value })).toBe(false);
      if (tighter >= 0) expect(isBroken({ kind, node, value: tighter })).toBe(true);
    }
  }
});

test("a limit gives the best plan in hand with an honest bound", async () => {
  const scenario = createScenario(city({ people: 120, posts: 15, units: 5 }));
  const controller = new AbortController();
  let events = 0;
  const plan = await planTransfers(scenario, {
    ...bounded,
    engine: await highs(),
    signal: controller.signal,
    onProgress: () => {
      if (++events === 2) controller.abort();
    },
  });
  expect(plan).toMatchObject({ status: "feasible", limit: "cancelled" });
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
  expect(plan.levels.every(({ value, bound }) => bound <= value)).toBe(true);
  const out = await planTransfers(scenario, { ...bounded, floors: "hard", timeLimit: 0 });
  expect(out.status).toBe("noPlanFound");
});
