/** A gap that the caller allows: what is left unproven is within it, stated, and verified. */
import { createScenario, type Level, planTransfers, verifyPlan } from "imbang";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";
import { constrainedCity } from "./constrained-city.js";

const POLICY = ["balance", "moves", "distance"] as const satisfies readonly Level[];

test.for([1, 2, 3, 4])(
  "every level is within the gap of its bound, and the best within both (city %i)",
  async (seed) => {
    const engine = await highs();
    const { input, options } = constrainedCity(seed, { people: 160, posts: 32, units: 8, jobs: 1 });
    const scenario = createScenario(input);
    const exact = await planTransfers(scenario, { policy: POLICY, engine, ...options });
    expect(exact.status).toBe("optimal");
    for (const gap of [0, 0.01, 0.1]) {
      const plan = await planTransfers(scenario, { policy: POLICY, engine, gap, ...options });
      expect(verifyPlan(scenario, plan).issues).toEqual([]);
      const isProven = plan.levels.every(({ proven }) => proven);
      expect(plan.status).toBe(isProven ? "optimal" : "feasible");
      if (plan.status === "feasible") expect(plan.limit).toBe("gap");
      if (gap === 0) expect(plan.levels).toEqual(exact.levels);
      for (const { value, bound, proven } of plan.levels) {
        expect(value - bound).toBeLessThanOrEqual(gap * Math.abs(value));
        expect(proven).toBe(value === bound);
      }
      // Up to the first level with another value both speak of the same plans.
      const apart = plan.levels.findIndex(({ value }, k) => value !== exact.levels[k]!.value);
      if (apart < 0) continue;
      expect(exact.levels[apart]!.value).toBeLessThan(plan.levels[apart]!.value);
      expect(exact.levels[apart]!.value).toBeGreaterThanOrEqual(plan.levels[apart]!.bound);
    }
  },
);

test("without conditions a gap changes nothing", async () => {
  const scenario = createScenario(constrainedCity(5, { people: 60, posts: 12, units: 4, jobs: 1 }).input);
  const [exact, lax] = [await planTransfers(scenario), await planTransfers(scenario, { gap: 0.1 })];
  expect(lax.status).toBe("optimal");
  expect(lax.levels).toEqual(exact.levels);
});
