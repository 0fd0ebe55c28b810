/** What a repair leaves behind: a question that `planTransfers` takes, whatever the caller called his constraints. */
import {
  applyRepair,
  asnMutasi,
  type Constraint,
  createScenario,
  planTransfers,
  ScenarioError,
  type ScenarioInput,
} from "imbang";
import { expect, test } from "vitest";

/** Four people in one unit, one in another of another agency; no rules. */
const input: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: ["A", "B"].map((id) => ({ id, name: `Dinas ${id}` })),
  units: [
    { id: "u1", agencyId: "A", name: "Unit Satu" },
    { id: "u2", agencyId: "B", name: "Unit Dua" },
  ],
  positions: [
    { id: "p1", unitId: "u1", title: "Analis", capacity: 5, required: 2 },
    { id: "p2", unitId: "u2", title: "Analis", capacity: 5, required: 3 },
  ],
  staff: [...["a", "b", "c", "d"].map((id) => ({ id, positionId: "p1" })), { id: "e", positionId: "p2" }],
  rules: { id: "none", version: "1", rules: [] },
};

test("ids that are made where a constraint is split collide with no id of the caller's", async () => {
  const constraints: Constraint[] = [
    { id: "cap/u1", kind: "floor", node: { unitId: "u2" }, value: 3 },
    { id: "cap", kind: "outflowCap", node: { each: "unit" }, value: { percent: 25 } },
    { id: "cap/u1-2", kind: "inflowCap", node: { unitId: "u1" }, value: 4 },
  ];
  const scenario = createScenario(input);
  const plan = await planTransfers(scenario, { constraints });
  if (plan.status !== "infeasible") throw new Error(plan.status);
  const raise = plan.diagnosis.repairs.find(({ steps }) => steps[0]!.kind === "relax" && steps[0]!.node === "u1")!;
  const mended = applyRepair(scenario, { constraints }, raise);
  expect(mended.options.constraints!.map(({ id }) => id)).toEqual(["cap/u1", "cap/u1-3", "cap/u2", "cap/u1-2"]);
  expect((await planTransfers(mended.scenario, mended.options)).status).toBe("optimal");
});

test("a repair that cannot be carried out is refused with everything that is wrong with it", () => {
  const scenario = createScenario(input);
  const constraints: Constraint[] = [
    { id: "cap", kind: "outflowCap", node: { each: "unit" }, value: 1 },
    { id: "pair", kind: "together", staffIds: ["a", "b"] },
  ];
  const issuesOf = (repair: unknown, options: unknown = { constraints }): string[] => {
    try {
      applyRepair(scenario, options as never, repair as never);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return error.issues.map(({ code, path }) => `${code} ${path.join(".")}`);
    }
    return [];
  };
  const relax = { kind: "relax", constraintId: "cap", node: "u1", from: 1, to: 2, unit: "people" };
  const cases: readonly (readonly [readonly unknown[], readonly string[]])[] = [
    [[{ kind: "abolish" }], ["planning/unknown-value repair.steps.0.kind"]],
    [[null], ["planning/wrong-type repair.steps.0"]],
    [[{ ...relax, constraintId: "cpa" }], ["planning/unknown-id repair.steps.0.constraintId"]],
    [[{ ...relax, node: "u9" }], ["planning/unknown-id repair.steps.0.node"]],
    [[{ ...relax, to: "2" }], ["planning/wrong-type repair.steps.0.to"]],
    [[{ ...relax, amount: 2 }], ["planning/unknown-key repair.steps.0.amount"]],
    [[{ ...relax, constraintId: "pair", node: "" }], ["planning/no-amount repair.steps.0.constraintId"]],
    [[{ kind: "drop", constraintId: "maxMoves", node: "" }], ["planning/unknown-id repair.steps.0.constraintId"]],
    [[{ kind: "recruit", positionId: "p1", people: 1e9 }], ["planning/out-of-range repair.steps.0.people"]],
    [[{ kind: "unpin", staffIds: ["a", "zz"] }], ["planning/unknown-id repair.steps.0.staffIds.1"]],
    [[{ kind: "waive", ruleId: "none", staffIds: ["a"] }], ["planning/unknown-id repair.steps.0.ruleId"]],
    [
      [
        { kind: "recruit", positionId: "p9", people: 1 },
        { kind: "overrule", staffIds: ["zz"] },
      ],
      ["planning/unknown-id repair.steps.0.positionId", "planning/unknown-id repair.steps.1.staffIds.0"],
    ],
  ];
  for (const [steps, expected] of cases) expect(issuesOf({ steps }), JSON.stringify(steps)).toEqual(expected);
  expect(issuesOf({})).toEqual(["planning/missing-value repair.steps"]);
  expect(issuesOf(null)).toEqual(["planning/wrong-type repair"]);
  expect(issuesOf({ steps: [] }, null)).toEqual(["planning/wrong-type options"]);
  expect(issuesOf({ steps: [relax] })).toEqual([]);
});

test("a law is not waived by hand either", () => {
  const scenario = createScenario({ ...input, rules: asnMutasi });
  const law = asnMutasi.rules.find(({ severity }) => severity === "law")!;
  const steps = [{ kind: "waive", ruleId: law.id, staffIds: ["a"] } as const];
  expect(() => applyRepair(scenario, {}, { steps })).toThrow("planning/never-waived");
});
