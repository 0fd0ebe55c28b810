import * as fc from "fast-check";
import { createScenario, type Level, planTransfers, verifyPlan } from "imbang";
import { expect, test } from "vitest";
import { bestValues, goalsOf } from "./brute-force.js";
import { randomPack } from "./random-packs.js";
import { smallScenario } from "./random-scenarios.js";

const composed: readonly (readonly Level[])[] = [
  ["floors", "shortage", "moves", "fit"],
  ["squaredBalance", "waiting", "moves"],
  [{ name: "shortage", node: "unit" }, "floors", "moves", "distance"],
  ["waiting", { name: "balance", node: "unit" }, "balance", "moves", "fit"],
  ["moves", "shortage"],
  ["overTenured", "waiting", "balance", "moves"],
  ["waiting", { name: "balance", node: "unit" }, "overTenured", "moves", "fit"],
  [{ name: "squaredBalance", node: "unit" }, { name: "squaredBalance", node: "position" }, "wishes"],
];

const policies = (["worthwhile", "fillShortages", ...composed] as const).map((policy) => ({
  policy,
  label: typeof policy === "string" ? policy : JSON.stringify(policy),
}));

test.for(policies)("$label equals brute force level by level", async ({ policy }) => {
  const goals = goalsOf(policy);
  const isNamed = typeof policy === "string";
  await fc.assert(
    fc.asyncProperty(
      smallScenario(isNamed ? {} : { people: 6 }),
      fc.constantFrom(0, 5, 10, 40),
      fc.constantFrom("allow" as const, "forbid" as const),
      fc.option(randomPack(), { nil: undefined }),
      async (drawn, moveThreshold, unknown, rules) => {
        const input = rules === undefined ? drawn : { ...drawn, rules };
        const scenario = createScenario(input);
        const plan = await planTransfers(scenario, { policy, moveThreshold, unknown });
        const expected = bestValues(input, goals, { moveThreshold, unknown });
        const found = plan.levels.filter(({ name }) => name !== "tie");
        expect(found.map(({ name, node, value }) => `${name} ${node} ${value}`)).toEqual(
          goals.map(({ name, node }, g) => `${name} ${node} ${expected[g]}`),
        );
        expect(plan.status).toBe("optimal");
        expect(plan.levels.every(({ proven, value, bound }) => proven && value === bound)).toBe(true);
        expect(verifyPlan(scenario, plan).issues).toEqual([]);
      },
    ),
    { numRuns: isNamed ? 500 : 150 },
  );
});
