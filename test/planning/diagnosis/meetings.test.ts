/** Conditions on who meets whom that contradict each other: the answer must not come one node, or one pair, at a time. */
import { asnMutasi, type Constraint, createScenario, type InfeasiblePlan, planTransfers, type Staff } from "imbang";
import { type Engine } from "imbang/linear";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";

/** Two hundred people who may go anywhere, in ten units; relatives may not share one. */
async function diagnosisOf(
  relatives: readonly (readonly [number, number])[],
  constraints: readonly Constraint[],
): Promise<InfeasiblePlan["diagnosis"] & { readonly calls: number; readonly searches: number }> {
  const engine = await highs();
  const count = { calls: 0, searches: 0 };
  const counting: Engine = {
    ...engine,
    solve(program, options) {
      count.calls++;
      if (program.isInteger.includes(1)) count.searches++;
      return engine.solve(program, options);
    },
  };
  const posts = Array.from({ length: 20 }, (_, p) => ({ id: `p${p}`, unitId: `u${p % 10}` }));
  const staff = Array.from({ length: 200 }, (_, k): Staff => {
    const others = relatives.flatMap(([a, b]) => (a === k ? [`s${b}`] : []));
    return { id: `s${k}`, positionId: `p${k % 20}`, relatives: others };
  });
  const kinship = asnMutasi.rules.filter(({ id }) => id === "kinship");
  const scenario = createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "A", name: "Dinas A" }],
    units: Array.from({ length: 10 }, (_, u) => ({ id: `u${u}`, agencyId: "A", name: `Unit ${u}` })),
    positions: posts.map((post) => ({ ...post, title: "Analis", capacity: 15, required: 10 })),
    staff,
    rules: {
      id: "kin",
      version: "1",
      rules: kinship.map((rule) => ({ ...rule, parameters: { scope: "unit" as const } })) as typeof kinship,
    },
  });
  const plan = await planTransfers(scenario, { policy: ["moves"], constraints, engine: counting });
  if (plan.status !== "infeasible") throw new Error(plan.status);
  return { ...plan.diagnosis, ...count };
}

test("relatives who must be together are explained without a search", async () => {
  const { conflict, isMinimal, repairs, calls, searches } = await diagnosisOf(
    [[0, 1]],
    [{ kind: "together", staffIds: ["s0", "s1"] }],
  );
  expect(conflict.map(({ staffIds }) => staffIds)).toEqual([["s0", "s1"]]);
  expect(isMinimal).toBe(true);
  expect(repairs.map(({ steps }) => steps.map(({ kind }) => kind))).toEqual([["drop"], ["waive"]]);
  expect(searches).toBe(0);
  expect(calls).toBeLessThan(25);
});

test("one of many conflicts is found without asking about the others", async () => {
  const constraints = Array.from({ length: 6 }, (_, k): Constraint[] => {
    const [a, b, c] = [`s${3 * k}`, `s${3 * k + 1}`, `s${3 * k + 2}`];
    return [
      { kind: "together", staffIds: [a, b], node: "position" },
      { kind: "together", staffIds: [b, c], node: "unit" },
      { kind: "apart", staffIds: [a, c], node: "unit" },
    ];
  }).flat();
  const { conflict, isMinimal, repairs, calls } = await diagnosisOf([], constraints);
  expect(conflict).toHaveLength(3);
  expect(isMinimal).toBe(true);
  expect(repairs[0]!.steps).toHaveLength(6);
  expect(calls).toBeLessThan(80);
});

test("what a plan misses least is asked of conditions alone: relatives are kept apart all the while", async () => {
  const kinship = asnMutasi.rules.filter((rule) => rule.predicate === "kinship");
  const scenario = createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "A", name: "Dinas A" }],
    units: [{ id: "u", agencyId: "A", name: "Unit" }],
    positions: ["p", "q"].map((id) => ({ id, unitId: "u", title: "Analis", capacity: 2, required: 2 })),
    staff: [
      { id: "a", positionId: "p", relatives: ["b"] },
      { id: "b", positionId: "p" },
    ],
    rules: {
      id: "kin",
      version: "1",
      rules: kinship.map((rule) => ({ ...rule, parameters: { scope: "unit" as const } })),
    },
  });
  const constraints: Constraint[] = [
    { id: "filled", kind: "floor", node: { positionId: "q" }, value: 1 },
    { id: "leaves", kind: "ifThen", if: { staffId: "a", positionId: "p" }, then: { staffId: "a", positionId: "q" } },
  ];
  const plan = await planTransfers(scenario, { constraints });
  if (plan.status !== "infeasible") throw new Error(plan.status);
  expect(plan.missedIsLeast).toBe(true);
  expect(plan.missed.map(({ constraintId, missing }) => [constraintId, missing]).sort()).toEqual([
    ["filled", 1],
    ["leaves", 1],
  ]);
});
