/** Laws of plans with training that need no second solver. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { TrainingPlan } from "../../src/development/index.js";
import { identityOf, randomNumbers, shuffled } from "../planning/cities.js";
import { planOf } from "./calls.js";
import { type TrainingCase, trainingCase } from "./random-training.js";
import type { Training } from "./training-truth.js";

const cases = trainingCase({ people: 7, minPeople: 4, posts: 4, courses: 5 });

/** Below 0: `a` is better than `b`. A level that one of them lacks is about training, and nobody is trained there. */
function compared(a: TrainingPlan, b: TrainingPlan): number {
  const valueOf = ({ levels }: TrainingPlan, name: string, node: string): number =>
    levels.find((level) => level.name === name && level.node === node)?.value ?? 0;
  const longer = a.levels.length > b.levels.length ? a : b;
  for (const { name, node } of longer.levels.filter((level) => level.name !== "tie")) {
    const difference = valueOf(a, name, node) - valueOf(b, name, node);
    if (difference !== 0) return difference;
  }
  return 0;
}

const withTraining = (given: TrainingCase, training: Training): TrainingCase => ({ ...given, training });

test("one more seat and more money never hurt, and help somebody", async () => {
  const helped = { seat: 0, money: 0 };
  await fc.assert(
    fc.asyncProperty(cases, fc.nat(5), async (given, pick) => {
      const { training } = given;
      const { plan } = await planOf(given);
      if (plan.status !== "optimal") return;
      const limited = training.catalogue.filter(({ seats }) => seats !== undefined);
      if (limited.length > 0) {
        const chosen = limited[pick % limited.length]!;
        const catalogue = training.catalogue.map((course) =>
          course === chosen ? { ...course, seats: course.seats! + 1 } : course,
        );
        const difference = compared((await planOf(withTraining(given, { ...training, catalogue }))).plan, plan);
        expect(difference).toBeLessThanOrEqual(0);
        if (difference < 0) helped.seat++;
      }
      if (training.budget === undefined) return;
      const step = training.catalogue.some(({ cost }) => cost >= 100_000) ? 100_000 : 1;
      const richer = { ...training, budget: training.budget + step };
      const difference = compared((await planOf(withTraining(given, richer))).plan, plan);
      expect(difference).toBeLessThanOrEqual(0);
      if (difference < 0) helped.money++;
    }),
    { numRuns: 20 },
  );
  expect(helped.seat + helped.money).toBeGreaterThan(0);
});

test("a course that nobody takes may go, and nothing changes", async () => {
  let gone = 0;
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const { training } = given;
      const { catalogue, attended = [] } = training;
      const { plan } = await planOf(given);
      const asked = new Set(catalogue.flatMap(({ prerequisites = [] }) => prerequisites));
      const unused = plan.courses.find(({ courseId, participants }) => participants === 0 && !asked.has(courseId));
      if (unused === undefined || plan.status !== "optimal") return;
      gone++;
      const fewer = {
        ...training,
        catalogue: catalogue.filter(({ id }) => id !== unused.courseId),
        attended: attended.filter(({ courseId }) => courseId !== unused.courseId),
      };
      expect(compared((await planOf(withTraining(given, fewer))).plan, plan)).toBe(0);
    }),
    { numRuns: 15 },
  );
  expect(gone).toBeGreaterThan(8);
});

test("the order of people, posts, courses and attended training says nothing", async () => {
  let trained = 0;
  await fc.assert(
    fc.asyncProperty(cases, fc.integer(), async (given, seed) => {
      const { training } = given;
      const random = randomNumbers(seed);
      const mixed = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, key: random() }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const other: TrainingCase = {
        ...given,
        input: shuffled(given.input, seed),
        training: {
          ...training,
          catalogue: mixed(training.catalogue).map((course) =>
            course.prerequisites === undefined ? course : { ...course, prerequisites: mixed(course.prerequisites) },
          ),
          ...(training.attended === undefined ? {} : { attended: mixed(training.attended) }),
        },
      };
      const [{ plan: a }, { plan: b }] = [await planOf(given), await planOf(other)];
      expect(b.status).toBe(a.status);
      if (a.status !== "optimal") return;
      expect(identityOf(b)).toBe(identityOf(a));
      expect([b.trainings, b.courses]).toEqual([a.trainings, a.courses]);
      if (a.trainings.length > 0) trained++;
    }),
    { numRuns: 20 },
  );
  expect(trained).toBeGreaterThan(2);
});

test("renamed people, posts and courses leave every value but that of the lottery", async () => {
  let trained = 0;
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const { rules: _, ...renamable } = given.input; // ids of rules stay
      const text = JSON.stringify({ ...given, input: renamable });
      const renamed = JSON.parse(
        text.replaceAll(/"([spuac])(\d)"/g, (_all, kind: string, n: string) => `"z${9 - Number(n)}${kind}"`),
      ) as TrainingCase;
      const rules = given.input.rules === undefined ? {} : { rules: given.input.rules };
      const { plan: a } = await planOf(given);
      const { plan: b } = await planOf({ ...renamed, input: { ...renamed.input, ...rules } });
      expect(b.status).toBe(a.status);
      expect(compared(b, a)).toBe(0);
      if (a.trainings.length > 0) trained++;
    }),
    { numRuns: 15 },
  );
  expect(trained).toBeGreaterThan(2);
});
