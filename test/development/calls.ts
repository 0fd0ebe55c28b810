/** Random cases as calls of the library, and what a plan must say whatever it is. */
import { createScenario, type Scenario } from "imbang";
import type { Engine } from "imbang/linear";
import { expect } from "vitest";
import { planTraining, type TrainingOptions, type TrainingPlan } from "../../src/development/index.js";
import { countedPeople, type Goal } from "../planning/brute-force.js";
import { later } from "../planning/brute-rules.js";
import type { TrainingCase } from "./random-training.js";
import { trainingGoals, waysOf } from "./training-truth.js";

/** The options of a case. */
export function optionsOf({ policy, unknown, conditions, training }: TrainingCase, engine?: Engine): TrainingOptions {
  const { catalogue: _, ...limits } = training;
  return { policy, unknown, ...conditions, ...limits, ...(engine === undefined ? {} : { engine }) };
}

/** The plan of a case. */
export async function planOf(
  given: TrainingCase,
  engine?: Engine,
): Promise<{ readonly scenario: Scenario; readonly plan: TrainingPlan }> {
  const scenario = createScenario(given.input);
  return { scenario, plan: await planTraining(scenario, given.training.catalogue, optionsOf(given, engine)) };
}

/** The levels of a plan, as texts; the lottery left out. */
export function levelsOf({ levels }: TrainingPlan): string[] {
  return levels
    .filter(({ name }) => name !== "tie")
    .map(({ name, node, value, proven }) => `${name} ${node} ${value}${proven ? "" : " not proven"}`);
}

/** The same of what a truth found. Where nobody has a way, the levels of training are there only if the caller listed them. */
export function expectedLevels(
  { policy }: TrainingCase,
  values: readonly (number | bigint)[],
  hasWays: boolean,
): string[] {
  const isListed = (goal: Goal): boolean => typeof policy !== "string" && policy.some((level) => level === goal.name);
  return trainingGoals(policy).flatMap((goal, g) =>
    goal.name.startsWith("training") && !hasWays && !isListed(goal) ? [] : [`${goal.name} ${goal.node} ${values[g]}`],
  );
}

/** Every training is a way of the person, its figures are those of its courses, and seats and budget are kept. */
export function expectTrueTrainings({ input, training, unknown }: TrainingCase, plan: TrainingPlan): void {
  const { catalogue, budget = Infinity, attended = [] } = training;
  const courseOf = new Map(catalogue.map((course) => [course.id, course]));
  const placements = "placements" in plan ? plan.placements : [];
  const through = placements.filter(({ courseIds }) => courseIds !== undefined);
  expect(
    plan.trainings.map(({ staffId, toPositionId, courseIds }) => ({ staffId, positionId: toPositionId, courseIds })),
  ).toEqual(through);
  for (const { staffId, toPositionId, courseIds, ...figures } of plan.trainings) {
    const person = countedPeople(input).find(({ id }) => id === staffId)!;
    const courses = courseIds.map((id) => courseOf.get(id)!);
    const ways = waysOf(input, person, training, unknown).filter(({ at }) => at.id === toPositionId);
    const sets = ways.map((way) => way.courses.map(({ id }) => id).sort());
    expect(sets).toContainEqual([...courseIds].sort());
    courses.forEach(({ prerequisites = [] }, k) => {
      const passed = attended.filter((one) => one.staffId === staffId && one.passed !== false);
      const before = [...courseIds.slice(0, k), ...passed.map(({ courseId }) => courseId)];
      expect(before).toEqual(expect.arrayContaining([...prerequisites]));
    });
    const sum = (of: (course: (typeof courses)[number]) => number): number =>
      courses.reduce((all, each) => all + of(each), 0);
    const months = sum((course) => course.months);
    expect(figures).toEqual({
      cost: sum(({ cost }) => cost),
      hours: sum(({ hours }) => hours),
      months,
      availableOn: later(input.asOf, { years: 0, months }),
      successProbability: courses.reduce((all, { successProbability = 1 }) => all * successProbability, 1),
    });
  }
  const participants = (id: string): number => plan.trainings.filter(({ courseIds }) => courseIds.includes(id)).length;
  expect(plan.courses).toEqual(
    [...catalogue]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, seats = null, cost }) => ({
        courseId: id,
        participants: participants(id),
        seats,
        cost: participants(id) * cost,
      })),
  );
  for (const { participants: people, seats } of plan.courses) expect(people).toBeLessThanOrEqual(seats ?? Infinity);
  const spent = plan.trainings.reduce((all, { cost }) => all + cost, 0);
  expect(spent).toBeLessThanOrEqual(budget);
  const level = plan.levels.find(({ name }) => name === "trainingCost");
  if (level !== undefined && "placements" in plan) expect(level.value).toBe(spent);
}
