/** Conflicts where a law takes somebody's post away: who must leave may wait, fixed or not. */
import {
  applyRepair,
  asnMutasi,
  composeRules,
  createScenario,
  type InfeasiblePlan,
  planTransfers,
  type PlanOptions,
  type Rule,
  type Scenario,
  type ScenarioInput,
  type Staff,
  verifyPlan,
} from "imbang";
import { expect, test } from "vitest";

const law = (rest: Pick<Rule, "predicate" | "parameters">): Rule =>
  ({
    id: "mustLeave",
    version: "1",
    text: { id: "yang bersangkutan tidak menduduki jabatan", en: "such people hold no post" },
    legalBasis: { title: "UU 20/2023", verified: false },
    severity: "law",
    appliesTo: { events: ["stay"] },
    ...rest,
  }) as Rule;
const noFindings = law({ predicate: "flag", parameters: { fact: "openFindings", must: false } });

/** `seats`: unit, title and capacity of each post p1, p2 … */
function office(
  seats: readonly (readonly [string, string, number])[],
  staff: readonly Staff[],
  rules: ScenarioInput["rules"],
): Scenario {
  return createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "A", name: "Dinas A" }],
    units: [
      { id: "u1", agencyId: "A", name: "Unit Satu" },
      { id: "u2", agencyId: "A", name: "Unit Dua" },
    ],
    positions: seats.map(([unitId, title, capacity], k) => {
      return { id: `p${k + 1}`, unitId, title, kind: "functional", jobLevel: "Ahli Muda", capacity, required: 3 };
    }),
    staff,
    ...(rules === undefined ? {} : { rules }),
  });
}

async function conflictOf(scenario: Scenario, options: PlanOptions): Promise<InfeasiblePlan["diagnosis"]> {
  const plan = await planTransfers(scenario, options);
  if (plan.status !== "infeasible") throw new Error(plan.status);
  return plan.diagnosis;
}

async function expectMended(scenario: Scenario, options: PlanOptions): Promise<void> {
  const { repairs } = await conflictOf(scenario, options);
  expect(repairs.length).toBeGreaterThan(0);
  for (const repair of repairs) {
    const mended = applyRepair(scenario, options, repair);
    const after = await planTransfers(mended.scenario, mended.options);
    expect(after.status, repair.text.en).toBe("optimal");
    expect(verifyPlan(mended.scenario, after).issues).toEqual([]);
  }
}

test("a repair may leave somebody waiting whom a law takes out of a post", async () => {
  const retired = law({ predicate: "retirementHorizon", parameters: { years: 0 } });
  const scenario = office(
    [
      ["u1", "Analis", 5],
      ["u2", "Analis", 5],
    ],
    [
      { id: "old", positionId: "p1", birthDate: "1955-01-01" },
      { id: "b", positionId: "p1", birthDate: "1985-01-01" },
      { id: "c", positionId: "p2", birthDate: "1985-01-01" },
    ],
    composeRules(asnMutasi, { add: [retired] }),
  );
  const floors = ["u1", "u2"].map((unitId) => ({ kind: "floor", node: { unitId }, value: 2 }) as const);
  await expectMended(scenario, { constraints: floors });
});

test("a fixed person whom a law takes out of the post waits: the pin alone is no conflict", async () => {
  const staff = ["a", "b", "c"].map((id, k) => {
    return { id, positionId: `p${k + 1}`, openFindings: id === "a", fixed: true };
  });
  const scenario = office(
    [
      ["u1", "Analis", 2],
      ["u1", "Auditor", 2],
      ["u2", "Analis", 1],
    ],
    staff,
    { id: "one", version: "1", rules: [noFindings] },
  );
  expect(await planTransfers(scenario)).toMatchObject({
    placements: [{ positionId: null }, { positionId: "p2" }, { positionId: "p3" }],
  });
  const options: PlanOptions = { constraints: [{ id: "pair", kind: "together", staffIds: ["a", "b"], node: "unit" }] };
  const { conflict, isMinimal, sentence } = await conflictOf(scenario, options);
  expect(isMinimal).toBe(true);
  expect(conflict.map(({ kind, node, staffIds }) => [kind, node, staffIds])).toEqual([
    ["constraint", "", ["a", "b"]],
    ["pin", "", ["a"]],
  ]);
  expect(sentence.en).toContain("a must wait (fixed, and by law not to stay in the present post)");
  await expectMended(scenario, options);
});

test("a fixed relative whom a law takes out of the post keeps nobody out, neither in plans nor in repairs", async () => {
  const kept: Rule = {
    id: "kin",
    version: "1",
    text: { id: "kerabat tidak satu unit", en: "relatives are not in one unit" },
    legalBasis: { title: "a test", verified: false },
    severity: "policy",
    predicate: "kinship",
    parameters: { scope: "unit" },
  };
  const scenario = office(
    [["u1", "Analis", 2]],
    [
      { id: "gone", positionId: "p1", openFindings: true, fixed: true },
      { id: "kin", positionId: null, openFindings: false, relatives: ["gone"] },
    ],
    { id: "two", version: "1", rules: [noFindings, kept] },
  );
  const plan = await planTransfers(scenario);
  expect(plan).toMatchObject({ placements: [{ positionId: null }, { positionId: "p1" }] });
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
  await expectMended(scenario, {
    constraints: [{ kind: "together", staffIds: ["gone", "kin"], node: "agency" }, moves],
  });
});

const moves = { kind: "ifThen", if: { staffId: "kin", moves: false }, then: { staffId: "kin", moves: true } } as const;
