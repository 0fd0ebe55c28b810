import * as fc from "fast-check";
import { createScenario, type Level, planTransfers, verifyPlan } from "imbang";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";
import { goalsOf } from "./brute-force.js";
import { fullModel, solveFullModel } from "./full-model.js";
import { someConditions } from "./random-constraints.js";
import { smallScenario } from "./random-scenarios.js";

const policies: readonly ("worthwhile" | "fillShortages" | readonly Level[])[] = [
  "worthwhile",
  "fillShortages",
  ["floors", { name: "squaredBalance", node: "unit" }, "moves", "wishes"],
];

test("200 scenarios of up to 60 people equal HiGHS on the full model, level by level", async () => {
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
    {
      numRuns: Number(process.env["RUNS"] ?? 200),
      endOnFailure: true,
      ...(process.env["SEED"] ? { seed: Number(process.env["SEED"]) } : {}),
    },
  );
  // Every way to an answer was gone.
  console.log(seen);
  expect([...seen.keys()].sort()).toEqual(["infeasible", "optimal", "prices", "search"]);
});
