/** Plans with training against truths that are slow and know nothing of how they are found. */
import * as fc from "fast-check";
import { createScenario, planTransfers, type PlanOptions } from "imbang";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";
import { planTraining, verifyTraining } from "../../src/development/index.js";
import { solveFullModel } from "../planning/full-model.js";
import { identityOf } from "../planning/cities.js";
import { bestTraining, choicesOf } from "./brute-training.js";
import { expectedLevels, expectTrueTrainings, levelsOf, optionsOf, planOf } from "./calls.js";
import { fullTrainingModel } from "./full-training-model.js";
import { trainingCase } from "./random-training.js";
import { type Training, trainingGoals } from "./training-truth.js";

test("small cases equal brute force level by level", async () => {
  const seen = { ways: 0, trained: 0, twoCourses: 0, impossible: 0, seats: 0, budget: 0, prerequisites: 0 };
  await fc.assert(
    fc.asyncProperty(trainingCase({ people: 5, minPeople: 3, posts: 4, courses: 6 }), async (given) => {
      const { input, training, policy, conditions, unknown } = given;
      const choices = choicesOf(input, training, conditions, unknown);
      fc.pre(choices.reduce((product, list) => product * list.length, 1) <= 3_000);
      const goals = trainingGoals(policy);
      const best = (with_: Training): ReturnType<typeof bestTraining> =>
        bestTraining(input, with_, goals, conditions, choicesOf(input, with_, conditions, unknown), { unknown });
      const expected = bestTraining(input, training, goals, conditions, choices, { unknown });
      const { scenario, plan } = await planOf(given);
      expect(verifyTraining(scenario, plan).issues).toEqual([]);
      expectTrueTrainings(given, plan);
      expect(plan.status).toBe(expected === undefined ? "infeasible" : "optimal");
      if (expected === undefined) seen.impossible++;
      if (expected === undefined) return;
      const hasWays = choicesOf(input, training, { constraints: [] }, unknown).some((list) =>
        list.some(({ way }) => way),
      );
      expect(levelsOf(plan)).toEqual(expectedLevels(given, expected.values, hasWays));

      if (!hasWays) return;
      seen.ways++;
      if (plan.trainings.length > 0) seen.trained++;
      if (plan.trainings.some(({ courseIds }) => courseIds.length > 1)) seen.twoCourses++;
      const differs = (other: Training): number =>
        JSON.stringify(best(other)?.values) === JSON.stringify(expected.values) ? 0 : 1;
      const { budget, ...unpaid } = training;
      const without = (key: "seats" | "prerequisites"): Training => ({
        ...training,
        catalogue: training.catalogue.map(({ [key]: _without, ...course }) => course),
      });
      if (budget !== undefined) seen.budget += differs(unpaid);
      seen.seats += differs(without("seats"));
      seen.prerequisites += differs(without("prerequisites"));
    }),
    { numRuns: 70 },
  );
  // What can go wrong was there.
  expect(seen.ways).toBeGreaterThan(50);
  expect(seen.trained).toBeGreaterThan(12);
  expect(seen.twoCourses).toBeGreaterThan(0);
  expect(seen.impossible).toBeGreaterThan(0);
  expect(seen.seats).toBeGreaterThan(0);
  expect(seen.budget).toBeGreaterThan(0);
  expect(seen.prerequisites).toBeGreaterThan(0);
});

test.for([
  { cases: 200, least: 3, most: 9, posts: 4 },
  { cases: 12, least: 10, most: 30, posts: 6 },
])("$cases cases of up to $most people equal HiGHS on the full model", async ({ cases, least, most, posts }) => {
  const engine = await highs();
  const instances = fc
    .integer({ min: least, max: most })
    .chain((people) => trainingCase({ people, minPeople: Math.ceil(people / 2), posts, capacity: 8, courses: 6 }));
  const seen = { trained: 0, prices: 0, search: 0, infeasible: 0 };
  await fc.assert(
    fc.asyncProperty(instances, async (given) => {
      const { input, training, policy, conditions, unknown } = given;
      const model = fullTrainingModel(input, training, conditions, unknown);
      const expected = await solveFullModel(input, model, trainingGoals(policy), engine);
      const { scenario, plan } = await planOf(given, engine);
      expect(verifyTraining(scenario, plan).issues).toEqual([]);
      expectTrueTrainings(given, plan);
      if (expected.status === "infeasible") {
        seen.infeasible++;
        expect(plan.status).toBe("infeasible");
        return;
      }
      if (expected.status === "stopped") throw new Error(expected.reason);
      expect(plan.status).toBe("optimal");
      const free = fullTrainingModel(input, training, { constraints: [] }, unknown);
      const hasWays = free.columns.some(({ way }) => way !== undefined);
      expect(levelsOf(plan)).toEqual(expectedLevels(given, expected.values, hasWays));
      if (plan.trainings.length > 0) seen.trained++;
      for (const kind of ["prices", "search"] as const)
        if (plan.levels.some(({ proof }) => proof === kind)) seen[kind]++;
    }),
    { numRuns: cases },
  );
  expect(seen.trained).toBeGreaterThan(cases / 5);
  if (cases > 100) expect(seen.search).toBeGreaterThan(0);
});

test("without courses, or with none that opens a post, the plan is that of planTransfers", async () => {
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(trainingCase({ people: 8, posts: 5, courses: 5 }), async (given) => {
      const { attended: _, ...options } = optionsOf(given);
      const policy = typeof given.policy === "string" ? given.policy : "worthwhile";
      const scenario = createScenario(given.input);
      const { unknown, conditions } = given;
      const transfers = await planTransfers(scenario, { policy, unknown, ...conditions } as PlanOptions);
      const empty = await planTraining(scenario, [], { ...options, policy });
      const noTime = await planTraining(
        scenario,
        given.training.catalogue.map((course) => ({ ...course, months: 120 })),
        { ...options, policy, horizonMonths: 119 },
      );
      for (const plan of [empty, noTime]) {
        expect(verifyTraining(scenario, plan).issues).toEqual([]);
        expect(plan.trainings).toEqual([]);
        expect(plan.status).toBe(transfers.status);
        expect(plan.levels).toEqual(transfers.levels);
        expect(plan.settings).toEqual(transfers.settings);
        if (transfers.status !== "optimal") continue;
        expect(identityOf(plan)).toBe(identityOf(transfers));
        if (transfers.transfers.length > 0) moved++;
      }
    }),
    { numRuns: 50 },
  );
  expect(moved).toBeGreaterThan(20);
});
