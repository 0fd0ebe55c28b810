/** What rules make of a plan beside closing ways: posts taken away by law, preferences counted, facts to be looked up. */
import {
  asnMutasi,
  composeRules,
  createScenario,
  type OptimalPlan,
  planTransfers,
  type PlanOptions,
  type Rule,
  type RulePack,
  type Scenario,
  type ScenarioInput,
  type Staff,
  verifyPlan,
} from "imbang";
import { javascriptLpSolver } from "imbang/linear";
import { expect, test } from "vitest";
import { CLEAR } from "./records.js";

const MUST_BE_ACTIVE: Rule = {
  id: "activeOrOut",
  version: "1",
  text: { id: "yang tidak aktif tidak menduduki jabatan", en: "who is not active holds no post" },
  legalBasis: { title: "a test", verified: false },
  severity: "law",
  appliesTo: { events: ["stay"], positionKinds: ["executing"] },
  predicate: "flag",
  parameters: { fact: "active", must: true },
};

function town(staff: readonly Staff[], rules?: RulePack, capacity = 9): ScenarioInput {
  return {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: ["u", "v"].map((id) => ({ id, agencyId: "a", name: id })),
    positions: [
      { id: "desk", unitId: "u", title: "Desk", kind: "executing", capacity: 9, required: 2 },
      { id: "field", unitId: "v", title: "Field", kind: "functional", capacity, required: 2 },
    ],
    staff: staff.map((person) => ({ ...CLEAR, ...person })),
    ...(rules === undefined ? {} : { rules }),
  };
}

async function optimal(scenario: Scenario, options: PlanOptions = {}): Promise<OptimalPlan> {
  const plan = await planTransfers(scenario, options);
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
  expect(plan.status).toBe("optimal");
  return plan as OptimalPlan;
}

const placeOf = (plan: OptimalPlan, id: string): string | null =>
  plan.placements.find(({ staffId }) => staffId === id)!.positionId;

const OUT: RulePack = composeRules(asnMutasi, {
  switchOff: [{ ruleId: "activeStatus", reason: "a test: the others may move" }],
  add: [MUST_BE_ACTIVE],
});

test("who may not keep the post goes where there is a way, or waits, and the plan says so", async () => {
  const staff: Staff[] = ["ani", "budi"].map((id) => ({ id, positionId: "desk", active: id === "ani" }));
  for (const options of [{}, { policy: [{ name: "balance", node: "unit" }, "moves"] }] as PlanOptions[]) {
    const moved = await optimal(createScenario(town(staff, OUT)), options);
    expect([placeOf(moved, "ani"), placeOf(moved, "budi")]).toEqual(["desk", "field"]);
    expect(moved.notices.map(({ code }) => code)).not.toContain("planning/stay-forbidden");

    const full = createScenario(town(staff, OUT, 0));
    const lost = await optimal(full, options);
    expect([placeOf(lost, "ani"), placeOf(lost, "budi")]).toEqual(["desk", null]);
    expect(lost.transfers).toEqual([]);
    expect(lost.after.positions[0]!.existing).toBe(1);
    const notice = lost.notices.find(({ code }) => code === "planning/stay-forbidden")!;
    expect(notice.message).toContain("budi");
    expect(notice.message).toContain("activeOrOut");
  }
  const waiting = (await optimal(createScenario(town(staff, OUT, 0)))).levels.find(({ name }) => name === "waiting")!;
  expect(waiting).toMatchObject({ value: 1, bound: 1, proven: true });
});

test("no way leads back to the post that a law takes away, however good it would be", async () => {
  // The desk is empty without them, and the field needs nobody.
  const staff: Staff[] = ["ani", "budi"].map((id) => ({ id, positionId: "desk", active: false }));
  const input = town(staff, OUT);
  const positions = input.positions.map((post) => (post.id === "field" ? { ...post, required: 0 } : post));
  for (const policy of [undefined, ["balance", "waiting", "moves"], [{ name: "shortage", node: "unit" }]] as const) {
    const plan = await optimal(createScenario({ ...input, positions }), policy === undefined ? {} : { policy });
    expect(plan.placements.map(({ positionId }) => positionId)).not.toContain("desk");
  }
});

test("the law goes before a pin, and missing data takes nobody's post away", async () => {
  const pinned: Staff[] = [{ id: "budi", positionId: "desk", active: false, fixed: true }];
  expect(placeOf(await optimal(createScenario(town(pinned, OUT))), "budi")).toBeNull();

  const { active: _, ...silent } = CLEAR;
  const input = town([], OUT);
  const scenario = createScenario({ ...input, staff: [{ ...silent, id: "budi", positionId: "desk" }] });
  for (const unknown of ["allow", "forbid"] as const) {
    const plan = await optimal(scenario, { unknown, policy: ["waiting", "moves"] });
    expect(placeOf(plan, "budi")).toBe("desk");
    const notice = plan.notices.find(({ code }) => code === "planning/unknown-requirement")!;
    expect(notice.path).toEqual(["staff", "active"]);
    expect(notice.message).toContain("1 person keeps a post under laws that active would decide");
  }
});

test("holders of a post without a study are left alone, whatever a law says", async () => {
  const input = town([{ id: "budi", positionId: "desk", active: false }], OUT);
  const positions = input.positions.map((post) => (post.id === "desk" ? { ...post, required: null } : post));
  expect(placeOf(await optimal(createScenario({ ...input, positions })), "budi")).toBe("desk");
});

test("the verifier refuses to keep, or to throw out, whom the law says otherwise, and names the rule", async () => {
  const staff: Staff[] = ["ani", "budi"].map((id) => ({ id, positionId: "desk", active: id === "ani" }));
  const scenario = createScenario(town(staff, OUT, 0));
  const plan = await optimal(scenario);
  const forged = (id: string, positionId: string | null): string[] => {
    const placements = plan.placements.map((each) => (each.staffId === id ? { ...each, positionId } : each));
    return verifyPlan(scenario, { ...plan, placements }).issues.map(({ code, message }) => `${code} ${message}`);
  };
  expect(forged("budi", "desk").join("\n")).toMatch(/not-eligible "budi" may not keep "desk": activeOrOut: the legal/);
  expect(forged("ani", null).join("\n")).toMatch(/lost-post "ani" loses a post/);
  const recent = createScenario(town([{ id: "ani", positionId: "desk", positionSince: "2025-01-01" }]));
  const stays = await optimal(recent);
  const moved = { ...stays, placements: [{ staffId: "ani", positionId: "field" }] };
  const messages = verifyPlan(recent, moved).issues.map(({ message }) => message);
  expect(messages.join("\n")).toMatch(/may not take "field": minimumTenure: the present post/);
});

test.for<[string, PlanOptions]>([
  ["the transport kernel", { policy: ["balance", "overTenured", "moves"] }],
  ["the network simplex", { policy: [{ name: "balance", node: "unit" }, "overTenured", "moves"] }],
  ["an engine", { policy: ["balance", "overTenured", "moves"], engine: javascriptLpSolver() }],
])("overTenured moves those who have been there longest, on %s", async ([, options]) => {
  const days = ["2022-05-01", "2020-12-31", "2021-01-01", "2015-06-01"];
  const staff = days.map((positionSince, k): Staff => ({ id: `s${k}`, positionId: "desk", positionSince }));
  const scenario = createScenario(town(staff));
  const plan = await optimal(scenario, options);
  expect(plan.transfers.map(({ staffId }) => staffId)).toEqual(["s1", "s3"]);
  expect(plan.levels.find(({ name }) => name === "overTenured")).toMatchObject({ value: 0, bound: 0, proven: true });
  // Where one of them cannot go, one is counted.
  const fixed = createScenario(town(staff.map((s) => (s.id === "s3" ? { ...s, fixed: true } : s))));
  const one = await optimal(fixed, options);
  expect(one.levels.find(({ name }) => name === "overTenured")!.value).toBe(1);
});

test("overTenured is off by default, and nobody is moved for it alone in the named policies", async () => {
  const staff = ["2010-01-01", "2010-01-01"].map((positionSince, k) => ({
    id: `s${k}`,
    positionId: "desk",
    positionSince,
  }));
  const plan = await optimal(createScenario(town([...staff, { id: "t", positionId: "field" }])), {
    moveThreshold: 1_000,
  });
  expect(plan.levels.map(({ name }) => name)).not.toContain("overTenured");
  expect(plan.transfers).toEqual([]);
});

test("unknown facts: a check for each on the transfer, one notice for each column, and none of it when forbidden", async () => {
  const bare: Staff[] = ["p", "q", "r"].map((id) => ({ id, positionId: "desk" }));
  const scenario = createScenario({ ...town([]), staff: bare });
  const plan = await optimal(scenario, { policy: ["shortage", "moves"] });
  expect(plan.transfers).toHaveLength(1);
  expect(plan.transfers[0]!.checks.map(({ rule }) => rule)).toEqual([
    "minimumTenure",
    "activeStatus",
    "probation",
    "discipline",
    "studyLeave",
    "openFindings",
    "performance",
    "pppkMobility",
    "retirementHorizon",
    "kinship",
  ]);
  expect(plan.notices.filter(({ code }) => code === "planning/unknown-requirement").map(({ path }) => path[1])).toEqual(
    [
      "active",
      "birthDate",
      "discipline",
      "openFindings",
      "performance",
      "positionSince",
      "relatives",
      "status",
      "studyLeaveUntil",
    ],
  );
  const strict = await optimal(scenario, { policy: ["shortage", "moves"], unknown: "forbid" });
  expect(strict.transfers).toEqual([]);
  const held = strict.notices.filter(({ code }) => code === "planning/unknown-forbids");
  expect(held.map(({ path }) => path[1])).toEqual([
    "active",
    "discipline",
    "openFindings",
    "performance",
    "positionSince",
    "status",
    "studyLeaveUntil",
  ]);
  expect(held[0]!.message).toContain("3 people stay because active is missing");
});

test("a city that writes down what it knows can forbid what is unknown", async () => {
  const staff: Staff[] = ["p", "q", "r"].map((id) => ({ id, positionId: "desk" }));
  const plan = await optimal(createScenario(town(staff)), { policy: ["shortage", "moves"], unknown: "forbid" });
  expect(plan.transfers).toHaveLength(1);
  expect(plan.transfers[0]!.checks).toEqual([]);
});
