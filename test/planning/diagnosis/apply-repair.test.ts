/** What a repair leaves behind: a question that `planTransfers` takes, whatever the caller called his constraints. */
import { applyRepair, type Constraint, createScenario, planTransfers, type ScenarioInput } from "imbang";
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
