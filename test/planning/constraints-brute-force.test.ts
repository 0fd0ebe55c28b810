import * as fc from "fast-check";
import { createScenario, type Level, planTransfers, verifyPlan } from "imbang";
import { expect, test } from "vitest";
import { bestValuesUnder, goalsOf } from "./brute-force.js";
import { judged } from "./constraint-truth.js";
import { someConditions } from "./random-constraints.js";
import { smallScenario } from "./random-scenarios.js";

const composed: readonly Level[] = ["floors", { name: "shortage", node: "unit" }, "moves", "distance"];
const policies = (["worthwhile", "fillShortages", composed] as const).map((policy) => ({
  policy,
  label: typeof policy === "string" ? policy : JSON.stringify(policy),
}));

test.for(policies)("$label under all kinds of constraints equals brute force level by level", async ({ policy }) => {
  const goals = goalsOf(policy);
  const instances = smallScenario({ people: 7, minPeople: 2, careers: true }).chain((input) =>
    someConditions(input).map((conditions) => ({ input, conditions })),
  );
  let impossible = 0;
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions }) => {
      const scenario = createScenario(input);
      const plan = await planTransfers(scenario, { policy, ...conditions });
      const { constraints, objections, ...options } = conditions;
      const soft = (at: ReadonlyMap<string, never>): bigint | undefined => {
        const missed = judged(input, constraints, options, at);
        return missed === undefined ? undefined : BigInt(missed);
      };
      const expected = bestValuesUnder(input, goals, {}, soft as never, objections === "veto");
      expect(verifyPlan(scenario, plan).issues).toEqual([]);
      if (expected === undefined) {
        impossible++;
        expect(plan.status).toBe("infeasible");
        return;
      }
      expect(plan.status).toBe("optimal");
      const found = plan.levels.filter(({ name }) => name !== "tie");
      expect(found.map(({ name, node, value }) => `${name} ${node} ${value}`)).toEqual(
        goals.map(({ name, node }, g) => `${name} ${node} ${expected[g]}`),
      );
    }),
    { numRuns: 100 },
  );
  expect(impossible).toBeGreaterThan(5);
});
