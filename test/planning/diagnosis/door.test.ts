/** What the calls on a plan's shortage and on prices refuse, and how they say it. */
import { createScenario, diagnoseShortage, type Plan, planTransfers, priceOfRules, ScenarioError } from "imbang";
import { expect, test } from "vitest";

const scenario = createScenario({
  asOf: "2026-01-01",
  agencies: [{ id: "A", name: "Dinas A" }],
  units: ["u1", "u2"].map((id) => ({ id, agencyId: "A", name: `Unit ${id}` })),
  positions: ["p1", "p2"].map((id, k) => ({ id, unitId: `u${k + 1}`, title: "Analis", capacity: 5, required: 2 + k })),
  staff: ["a", "b", "c"].map((id) => ({ id, positionId: "p1" })),
  rules: { id: "none", version: "1", rules: [] },
});

async function issuesOf(call: () => Promise<unknown>): Promise<string[]> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.issues.map(({ code, path }) => `${code} ${path.join(".")}`);
  }
  return [];
}

test("a shortage is diagnosed of a readable plan of this scenario alone", async () => {
  const plan = await planTransfers(scenario);
  if (plan.status !== "optimal") throw new Error(plan.status);
  const of = (changed: unknown, options?: unknown): Promise<string[]> =>
    issuesOf(() => diagnoseShortage(scenario, changed as Plan, options as never));
  expect(await of(plan)).toEqual([]);
  expect(await of(null)).toEqual(["planning/unreadable-plan plan"]);
  expect(await of({ ...plan, settings: undefined })).toEqual(["planning/missing-value plan.settings"]);
  expect(await of(plan, { timelimit: 3 })).toEqual(["planning/unknown-key options.timelimit"]);
  expect(await of(plan, { timeLimit: "3" })).toEqual(["planning/wrong-type options.timeLimit"]);
  expect(await of(plan, { maxMoves: 3 })).toEqual(["planning/unknown-key options.maxMoves"]);
  expect(await of(plan, null)).toEqual(["planning/wrong-type options"]);
  const [a, b, c] = plan.placements;
  expect(await of({ ...plan, placements: [a, b, { ...c, staffId: "zz" }] })).toEqual([
    "planning/unknown-id plan.placements.2.staffId",
    "planning/missing-value plan.placements",
  ]);
  expect(await of({ ...plan, placements: [a, b, { ...c, positionId: "p9" }] })).toEqual([
    "planning/unknown-id plan.placements.2.positionId",
  ]);
  expect(await of({ ...plan, placements: [a, b, b, c] })).toEqual(["planning/duplicate-id plan.placements.2.staffId"]);
});

test("constraints of a stored plan are complained about where they stand", async () => {
  const plan = await planTransfers(scenario);
  const under = (constraint: unknown): Promise<string[]> =>
    issuesOf(() =>
      diagnoseShortage(scenario, { ...plan, settings: { ...plan.settings, constraints: [constraint] } } as Plan),
    );
  const node = { unitId: "u9" };
  expect(await under({ kind: "floor", node })).toEqual([
    "planning/missing-value plan.settings.constraints.0.value",
    "planning/unknown-id plan.settings.constraints.0.node.unitId",
  ]);
  expect(await under({ kind: "floor", node, value: 1 })).toEqual([
    "planning/unknown-id plan.settings.constraints.0.node.unitId",
  ]);
});

test("prices are told to a function, under options that are options", async () => {
  const of = (options: unknown): Promise<string[]> => issuesOf(() => priceOfRules(scenario, options as never));
  expect(await of({ onPrice: "x" })).toEqual(["planning/wrong-type options.onPrice"]);
  expect(await of(null)).toEqual(["planning/wrong-type options"]);
  expect(await of({ onprice: () => 0 })).toEqual(["planning/unknown-key options.onprice"]);
});
