import * as fc from "fast-check";
import { createScenario, type Level, planTransfers, verifyPlan } from "imbang";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";
import { constrainedCity } from "./constrained-city.js";
import { goalsOf } from "./brute-force.js";
import { fullModel, solveFullModel } from "./full-model.js";
import { someConditions } from "./random-constraints.js";
import { smallScenario } from "./random-scenarios.js";

const policies: readonly ("worthwhile" | "fillShortages" | readonly Level[])[] = [
  "worthwhile",
  "fillShortages",
  ["floors", { name: "squaredBalance", node: "unit" }, "moves", "wishes"],
];

// 200 scenarios in four parts.
test.for([1, 2, 3, 4])("50 scenarios of up to 60 people equal HiGHS on the full model (part %i)", async (part) => {
  const engine = await highs();
  const instances = fc.integer({ min: 8, max: 60 }).chain((people) =>
    smallScenario({ people, minPeople: Math.ceil(people / 2), posts: 8, capacity: 12, careers: true }).chain((input) =>
      fc.record({
        input: fc.constant(input),
        conditions: someConditions(input, 6),
        policy: fc.constantFrom(...policies),
      }),
    ),
  );
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions, policy }) => {
      const goals = goalsOf(policy);
      const scenario = createScenario(input);
      const plan = await planTransfers(scenario, { policy, engine, ...conditions });
      const kind = plan.levels.some(({ proof }) => proof === "search")
        ? "search"
        : plan.levels.some(({ proof }) => proof === "prices")
          ? "prices"
          : plan.status;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      const expected = await solveFullModel(input, fullModel(input, conditions), goals, engine);
      expect(verifyPlan(scenario, plan).issues).toEqual([]);
      if (expected.status === "infeasible") {
        expect(plan.status).toBe("infeasible");
        return;
      }
      if (expected.status === "stopped") throw new Error(expected.reason);
      expect(plan.status).toBe("optimal");
      const found = plan.levels.filter(({ name }) => name !== "tie");
      expect(found.map(({ name, node, value }) => `${name} ${node} ${value}`)).toEqual(
        goals.map(({ name, node }, g) => `${name} ${node} ${(expected as { values: readonly bigint[] }).values[g]}`),
      );
    }),
    { numRuns: 50, seed: 20260101 + part },
  );
  // Every way to an answer was gone.
  expect([...seen.keys()].sort()).toEqual(["infeasible", "optimal", "prices", "search"]);
});

test.for([1, 2])("cores that grow by prices find what the full model finds (seed %i)", async (seed) => {
  const { input, options } = constrainedCity(seed, { people: 160, posts: 32, units: 8, jobs: 1 });
  const engine = await highs();
  const levels = ["balance", "moves", "distance"] as const satisfies readonly Level[];
  const scenario = createScenario(input);
  const plan = await planTransfers(scenario, { policy: levels, engine, ...options });
  expect(plan.run.size.pairs).toBeGreaterThan(4_500);
  const goals = levels.map((name) => ({ name, node: "position" as const }));
  const expected = await solveFullModel(input, fullModel(input, options), goals, engine);
  expect(expected).toEqual({ status: "solved", values: plan.levels.slice(0, 3).map(({ value }) => BigInt(value)) });
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
});
