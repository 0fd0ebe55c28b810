/** Any engine gives the plan that the kernel gives; an engine that lies gives none. */
import * as fc from "fast-check";
import {
  type Constraint,
  createScenario,
  EngineError,
  type Plan,
  planTransfers,
  type PlanOptions,
  verifyPlan,
} from "imbang";
import { expect, test } from "vitest";
import { javascriptLpSolver } from "../../src/linear/index.js";
import type { Engine, LinearResult } from "../../src/linear/types.js";
import { highs } from "../../src/linear/highs.js";
import { city, identityOf } from "./cities.js";
import { smallScenario } from "./random-scenarios.js";

test("kernel, javascript-lp-solver and HiGHS agree on every level of 300 random scenarios, to the identical plan", async () => {
  const engines = [javascriptLpSolver(), await highs()];
  await fc.assert(
    fc.asyncProperty(
      smallScenario(),
      fc.constantFrom<PlanOptions["policy"][]>("worthwhile", "fillShortages", [
        "floors",
        { name: "shortage", node: "unit" },
        "moves",
        "fit",
      ]),
      async (input, policy) => {
        const scenario = createScenario(input);
        const options = { policy } as PlanOptions;
        const expected = identityOf(await planTransfers(scenario, options));
        for (const engine of engines) {
          const plan = await planTransfers(scenario, { ...options, engine });
          expect(identityOf(plan), engine.name).toBe(expected);
          expect(plan.run.engine).toContain(engine.name);
          expect(plan.levels.every(({ proven }) => proven)).toBe(true);
          expect(verifyPlan(scenario, plan).ok).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test.for([1, 2])("the identity holds across engines in a city full of ties (seed %i)", async (seed) => {
  const scenario = createScenario(city({ seed, people: 80, posts: 10, units: 5 }));
  for (const policy of ["worthwhile", ["floors", "shortage", "moves"]] as const) {
    const expected = identityOf(await planTransfers(scenario, { policy }));
    for (const engine of [javascriptLpSolver(), await highs()]) {
      expect(identityOf(await planTransfers(scenario, { policy, engine })), engine.name).toBe(expected);
    }
  }
});

test("high assurance: a second engine confirms every level, and says who it was", async () => {
  const scenario = createScenario(city({ seed: 3, people: 60, posts: 8, units: 4 }));
  const plain = await planTransfers(scenario);
  expect(plain.run.secondEngine).toBeNull();
  const confirmed = await planTransfers(scenario, { assurance: "high" });
  expect(confirmed.run).toMatchObject({ engine: "imbang transport kernel", secondEngine: "javascript-lp-solver" });
  const reversed = await planTransfers(scenario, { assurance: "high", engine: await highs() });
  expect(reversed.run).toMatchObject({ engine: "highs", secondEngine: "imbang network simplex" });
  for (const plan of [confirmed, reversed]) expect(identityOf(plan)).toBe(identityOf(plain));
});

test("high assurance where constraints bind: nobody is named who did not confirm, and the reason is said", async () => {
  const scenario = createScenario(city({ seed: 3, people: 60, posts: 8, units: 4 }));
  const { levels } = await planTransfers(scenario, { policy: ["shortage", "moves"] });
  const moves = levels.find(({ name }) => name === "moves")!.value;
  const under = async (maxMoves: number): Promise<Plan> =>
    planTransfers(scenario, { policy: ["shortage", "moves"], assurance: "high", maxMoves });
  const isTold = ({ notices }: Plan): boolean => notices.some(({ code }) => code === "planning/not-confirmed");
  const kept = await under(moves);
  expect(kept.run.secondEngine).toBe("javascript-lp-solver");
  expect(isTold(kept)).toBe(false);
  const bound = await under(moves - 1);
  expect(bound).toMatchObject({ status: "optimal", run: { secondEngine: null } });
  expect(isTold(bound)).toBe(true);
  const impossible = await planTransfers(scenario, {
    assurance: "high",
    maxMoves: 0,
    constraints: [overFull(scenario.positions[0]!)],
  });
  expect(impossible).toMatchObject({ status: "infeasible", run: { secondEngine: null } });
  expect(isTold(impossible)).toBe(true);
});

/** More people wanted than there are seats. */
function overFull({ id, capacity }: { readonly id: string; readonly capacity: number }): Constraint {
  return { kind: "floor", node: { positionId: id }, value: capacity + 100 };
}

/** An engine that changes what an honest one answers. */
function liar(change: (result: LinearResult) => LinearResult): Engine {
  const honest = javascriptLpSolver();
  return {
    ...honest,
    name: "liar",
    solve: async (program, options) => change(await honest.solve(program, options)),
  };
}

test.for<[string, (result: LinearResult) => LinearResult]>([
  ["infeasible, though everyone may stay", () => ({ status: "infeasible" })],
  ["unbounded", () => ({ status: "unbounded" })],
  [
    "all zeros",
    (result) =>
      result.status === "optimal"
        ? { ...result, solution: { values: result.solution.values.map(() => 0), objective: 0, bound: 0 } }
        : result,
  ],
  [
    "NaN",
    (result) =>
      result.status === "optimal"
        ? { ...result, solution: { values: result.solution.values.map(() => Number.NaN), objective: 0, bound: 0 } }
        : result,
  ],
])("an engine that answers %s gives no plan", async ([, change]) => {
  const scenario = createScenario(city({ seed: 3, people: 40, posts: 6, units: 3 }));
  const error: unknown = await planTransfers(scenario, { engine: liar(change) }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(EngineError);
});

test("an engine that claims a plan optimal which is not is caught by a cheaper cycle", async () => {
  const scenario = createScenario(city({ seed: 3, people: 40, posts: 6, units: 3 }));
  // Honest about feasibility, but with the costs turned round: the dearest plan, claimed as the cheapest.
  const honest = javascriptLpSolver();
  const engine: Engine = {
    name: "upside down",
    features: new Set(["bound"]),
    async solve(program, options) {
      const result = await honest.solve({ ...program, cost: program.cost.map((c) => 0 - c) }, options);
      if (result.status !== "optimal") return result;
      const objective = program.cost.reduce((sum, c, k) => sum + c * result.solution.values[k]!, 0);
      return { status: "optimal", solution: { values: result.solution.values, objective, bound: objective } };
    },
  };
  const error: unknown = await planTransfers(scenario, { engine }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(EngineError);
  expect((error as EngineError).issues[0]!.code).toBe("planning/wrong-answer");
});

test("limits hold with an engine, too", async () => {
  const scenario = createScenario(city({ seed: 1, people: 120, posts: 12, units: 6 }));
  const controller = new AbortController();
  const plan = await planTransfers(scenario, {
    engine: javascriptLpSolver(),
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  expect(plan).toMatchObject({ status: "feasible", limit: "cancelled" });
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
});
