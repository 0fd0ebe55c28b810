/** Rules in repairs: a policy may be waived for as few people as will do, a law never. */
import {
  applyRepair,
  createScenario,
  planTransfers,
  priceOfRules,
  type Rule,
  type ScenarioInput,
  verifyPlan,
} from "imbang";
import { expect, test } from "vitest";

const tenure = (severity: "law" | "policy", id = "tenure", months = 24): Rule => ({
  id,
  version: "1",
  text: { id: "dua tahun dalam jabatan", en: "two years in post" },
  legalBasis: { title: "Keputusan Wali Kota", verified: false },
  severity,
  predicate: "minimumTenure",
  parameters: { years: Math.floor(months / 12), months: months % 12 },
});

/** Two auditors at A, five at B of whom three came last year; A must keep five, and B may lose whom it likes. */
function auditors(severity: "law" | "policy"): ScenarioInput {
  const since = (k: number): string => (k < 2 ? "2015-01-01" : "2025-03-01");
  return {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "Inspektorat" }],
    units: ["A", "B"].map((id) => ({ id, agencyId: "a", name: `Unit ${id}` })),
    positions: ["A", "B"].map((id) => ({ id: `aud-${id}`, unitId: id, title: "Auditor", capacity: 9, required: 4 })),
    staff: [
      ...[0, 1].map((k) => ({ id: `a${k}`, positionId: "aud-A", positionSince: "2015-01-01" })),
      ...[0, 1, 2, 3, 4].map((k) => ({ id: `b${k}`, positionId: "aud-B", positionSince: since(k) })),
    ],
    rules: { id: "city", version: "1", rules: [tenure(severity)] },
  };
}

const options = { constraints: [{ kind: "floor", id: "five", node: { unitId: "A" }, value: 5 }] } as const;

test("a policy is waived for one person of three, and the plan sends that person", async () => {
  const scenario = createScenario(auditors("policy"));
  const plan = await planTransfers(scenario, options);
  if (plan.status !== "infeasible") throw new Error(plan.status);
  const { sentence, counts, repairs, conflict } = plan.diagnosis;
  expect(conflict.map(({ constraintId }) => constraintId)).toEqual(["five"]);
  expect(counts).toMatchObject({ wanted: 5, attainable: 4, present: 2, eligible: 2 });
  expect(counts!.blocked).toMatchObject([{ rule: "tenure", people: 3 }]);
  expect(sentence.en).toMatch(/^Unit A must keep 5 people, but at most 4 people can be there/);
  expect(sentence.id).toMatch(/^Unit A harus memiliki 5 orang, tetapi paling banyak 4 orang/);
  const waiver = repairs.find(({ steps }) => steps[0]!.kind === "waive")!;
  expect(waiver.steps).toHaveLength(1);
  const [step] = waiver.steps;
  if (step?.kind !== "waive") throw new Error("no waiver");
  expect(step.ruleId).toBe("tenure");
  expect(step.staffIds).toHaveLength(1);

  const mended = applyRepair(scenario, options, waiver);
  const after = await planTransfers(mended.scenario, mended.options);
  expect(after.status).toBe("optimal");
  expect(verifyPlan(mended.scenario, after).issues).toEqual([]);
  if (after.status !== "optimal") return;
  const moved = after.transfers.map(({ staffId }) => staffId);
  expect(moved).toHaveLength(3);
  expect(moved).toContain(step.staffIds[0]);
});

test("a law is counted in the sentence and never waived", async () => {
  const plan = await planTransfers(createScenario(auditors("law")), options);
  if (plan.status !== "infeasible") throw new Error(plan.status);
  const { counts, repairs, conflict } = plan.diagnosis;
  expect(counts!.blocked).toMatchObject([{ rule: "tenure", people: 3 }]);
  expect(conflict.every(({ kind }) => kind === "constraint")).toBe(true);
  expect(repairs.length).toBeGreaterThan(0);
  expect(repairs.flatMap(({ steps }) => steps.map(({ kind }) => kind))).not.toContain("waive");
});

test("a rule is priced whatever its severity, laws for information, and rules that bind nobody cost nothing", async () => {
  for (const severity of ["law", "policy"] as const) {
    const input = auditors(severity);
    const rules = { id: "city", version: "1", rules: [tenure(severity), tenure(severity, "idle", 1)] };
    const positions = input.positions.map((each) => (each.id === "aud-A" ? { ...each, minimum: 5 } : each));
    const scenario = createScenario({ ...input, positions, rules });
    const found = await priceOfRules(scenario, { policy: ["floors", "moves"] });
    if (found.status !== "priced") throw new Error(found.status);
    const priced = found.prices.filter(({ kind }) => kind === "rule");
    expect(priced.map(({ id }) => id)).toEqual(["tenure", "idle"]);
    expect(priced.every((price) => price.severity === severity)).toBe(true);
    expect(priced[0]!.levels.map(({ price }) => price)).toEqual([1, -1]); // one person more at A, by one move more
    expect(priced[0]!.decides).toBe("floors");
    expect(priced[1]!.decides).toBeNull();
    expect(priced[1]!.isScreened).toBe(true);
  }
});

const kinship = (severity: "law" | "policy"): Rule => ({
  id: "kin",
  version: "1",
  text: { id: "kerabat tidak dalam satu unit", en: "no relatives in one unit" },
  legalBasis: { title: "Keputusan Wali Kota", verified: false },
  severity,
  predicate: "kinship",
  parameters: { scope: "unit" },
});

/** Two siblings are all that A can get; the one at A already, if any, is fixed there. */
function siblings(severity: "law" | "policy", first: { positionId: string; fixed: boolean }): ScenarioInput {
  const staff = [
    { id: "s1", relatives: ["s2"], ...first },
    { id: "s2", positionId: "aud-B" },
  ];
  return { ...auditors(severity), staff, rules: { id: "city", version: "1", rules: [kinship(severity)] } };
}

const two = { constraints: [{ kind: "floor", id: "two", node: { unitId: "A" }, value: 2 }] } as const;

test.for([
  ["who may both move are exempt together", { positionId: "aud-B", fixed: false }, ["s1", "s2"]],
  ["of whom one is held: the other is exempt", { positionId: "aud-A", fixed: true }, ["s2"]],
] as const)("relatives %s, under a policy alone", async ([, first, staffIds]) => {
  const scenario = createScenario(siblings("policy", first));
  const plan = await planTransfers(scenario, two);
  if (plan.status !== "infeasible") throw new Error(plan.status);
  const waiver = plan.diagnosis.repairs.find(({ steps }) => steps.some(({ kind }) => kind === "waive"))!;
  expect(waiver.steps).toEqual([{ kind: "waive", ruleId: "kin", staffIds }]);
  const mended = applyRepair(scenario, two, waiver);
  const after = await planTransfers(mended.scenario, mended.options);
  expect(after.status).toBe("optimal");
  expect(verifyPlan(mended.scenario, after).issues).toEqual([]);

  const lawful = await planTransfers(createScenario(siblings("law", first)), two);
  if (lawful.status !== "infeasible") throw new Error(lawful.status);
  const kinds = lawful.diagnosis.repairs.flatMap(({ steps }) => steps.map(({ kind }) => kind));
  expect(kinds.length).toBeGreaterThan(0);
  expect(kinds).not.toContain("waive");
});
