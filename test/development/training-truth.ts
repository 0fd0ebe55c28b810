/**
 * What training may do for a person, from the definitions: for oracles. It imports nothing of the library but types, and what
 * the rules say from the other oracles.
 */
import type { Level, Position, ScenarioInput, Staff } from "imbang";
import type { AttendedTraining, Course } from "../../src/development/index.js";
import { goalsOf, type Goal, pairValue, type Place, ungatedPosts } from "../planning/brute-force.js";
import { later, mayEnter, plain } from "../planning/brute-rules.js";

/** The catalogue, and what limits its use. */
export interface Training {
  readonly catalogue: readonly Course[];
  readonly attended?: readonly AttendedTraining[];
  readonly budget?: number;
  readonly horizonMonths?: number;
  readonly maximumCourses?: number;
}

/** Courses that open a post to a person. */
export interface TrainingWay {
  readonly at: Position;
  readonly courses: readonly Course[];
  readonly cost: number;
  readonly months: number;
  /** The person's record after them. */
  readonly trained: Staff;
}

/** A policy as `planTransfers` takes it, or a list that holds the levels of training, too. */
export type TrainingPolicy = "worthwhile" | "fillShortages" | readonly (Level | "trainingCost" | "trainingMonths")[];

/** The goals of a policy; those of training in front of what matters less, or behind the one that the caller placed. */
export function trainingGoals(policy: TrainingPolicy): Goal[] {
  const goals = goalsOf(policy as Parameters<typeof goalsOf>[0]);
  const own = ["trainingCost", "trainingMonths"].map((name): Goal => ({ name, node: "position" }));
  const missing = own.filter(({ name }) => goals.every((goal) => goal.name !== name));
  const lesser = ["overTenured", "moves", "merit", "objections", "wishes", "competencyGap", "distance"];
  const listed = goals.findIndex(({ name }) => name.startsWith("training"));
  const first = goals.findIndex(({ name }) => lesser.includes(name));
  const at = listed >= 0 ? listed + 1 : first < 0 ? goals.length : first;
  return [...goals.slice(0, at), ...missing, ...goals.slice(at)];
}

/** What one person at one place, trained or not, is worth on a goal. */
export function trainingValue(
  input: ScenarioInput,
  goal: string,
  { person, at, way }: { readonly person: Staff; readonly at: Place; readonly way?: TrainingWay | undefined },
  threshold: number,
): bigint {
  if (goal === "trainingCost") return BigInt(way?.cost ?? 0);
  if (goal === "trainingMonths") return BigInt(way?.months ?? 0);
  return pairValue(input, goal, way?.trained ?? person, at, threshold);
}

/** Every way of a person to any post: every set of courses is tried. */
export function waysOf(
  input: ScenarioInput,
  person: Staff,
  training: Training,
  unknown: "allow" | "forbid",
): TrainingWay[] {
  const sets = possibleSets(person, training.catalogue, training);
  return ungatedPosts(input, person)
    .filter((at) => !mayEnter(input, person, at, unknown))
    .flatMap((at) =>
      leastSets(sets.filter((courses) => opens(input, person, at, courses, unknown))).map((courses) =>
        wayThrough(person, at, courses),
      ),
    );
}

/**
 * The same for more than a few people: what training cannot mend is asked once, and only courses are tried that give
 * something the post asks, or lead to one that does. The others could be left out of any set.
 */
export function waysQuickly(
  input: ScenarioInput,
  person: Staff,
  training: Training,
  unknown: "allow" | "forbid",
): TrainingWay[] {
  const { catalogue } = training;
  const best = atBest(person, catalogue, unknown);
  return ungatedPosts(input, person)
    .filter((at) => mayEnter(input, best, at, unknown) && !mayEnter(input, person, at, unknown))
    .flatMap((at) => {
      const asked = Object.keys(at.requirements?.competencies ?? {});
      const useful = new Set(
        catalogue.filter(
          ({ raises = {}, grants = [] }) => grants.length > 0 || asked.some((competency) => competency in raises),
        ),
      );
      for (const course of useful) {
        for (const id of course.prerequisites ?? []) useful.add(catalogue.find((other) => other.id === id)!);
      }
      const sets = possibleSets(person, [...useful], training);
      return leastSets(sets.filter((courses) => opens(input, person, at, courses, unknown))).map((courses) =>
        wayThrough(person, at, courses),
      );
    });
}

/** A record that no set of courses can do better than: what is not known stays so where that is enough. */
function atBest(person: Staff, catalogue: readonly Course[], unknown: "allow" | "forbid"): Staff {
  const { competencies, certificates } = trainedBy(person, catalogue);
  if (unknown === "forbid") return { ...person, ...defined({ competencies, certificates }) };
  const known = Object.keys(person.competencies ?? {});
  const raised = Object.fromEntries(known.map((name) => [name, competencies?.[name]])) as typeof competencies;
  const held = person.certificates === undefined ? undefined : certificates;
  return { ...person, ...defined({ competencies: raised, certificates: held }) };
}

/** Sets of courses that a person may be sent to, whatever they are good for. */
function possibleSets(
  { id }: Staff,
  courses: readonly Course[],
  { attended = [], horizonMonths = 12, maximumCourses = 2 }: Training,
): Course[][] {
  const passed = new Set(
    attended
      .filter(({ staffId, passed: isPassed }) => staffId === id && isPassed !== false)
      .map(({ courseId }) => courseId),
  );
  const left = courses.filter((course) => !passed.has(course.id));
  return subsets(left, maximumCourses).filter((set) => {
    const taken = new Set(set.map((course) => course.id));
    const isComplete = set.every(({ prerequisites = [] }) =>
      prerequisites.every((before) => taken.has(before) || passed.has(before)),
    );
    return set.length > 0 && isComplete && sum(set.map(({ months }) => months)) <= horizonMonths;
  });
}

/** Without the sets that hold another one. */
function leastSets(sets: readonly (readonly Course[])[]): (readonly Course[])[] {
  return sets.filter(
    (set) => !sets.some((other) => other.length < set.length && other.every((course) => set.includes(course))),
  );
}

function opens(
  input: ScenarioInput,
  person: Staff,
  at: Position,
  courses: readonly Course[],
  unknown: "allow" | "forbid",
): boolean {
  const from = later(input.asOf, { years: 0, months: sum(courses.map(({ months }) => months)) });
  return mayEnter(input, trainedBy(person, courses), at, unknown, { from });
}

function wayThrough(person: Staff, at: Position, courses: readonly Course[]): TrainingWay {
  const cost = sum(courses.map((course) => course.cost));
  const months = sum(courses.map((course) => course.months));
  return { at, courses, cost, months, trained: trainedBy(person, courses) };
}

function trainedBy(person: Staff, courses: readonly Course[]): Staff {
  const levels: Record<string, number> = { ...person.competencies };
  for (const { raises = {} } of courses) {
    for (const [name, level] of Object.entries(raises)) levels[name] = Math.max(levels[name] ?? 0, level);
  }
  const granted = courses.flatMap(({ grants = [] }) => grants);
  const held = person.certificates ?? [];
  const fresh = granted.filter((grant) => !held.some((own) => plain(own) === plain(grant)));
  const isRaised = courses.some(({ raises }) => raises !== undefined);
  return {
    ...person,
    ...(isRaised ? { competencies: levels as NonNullable<Staff["competencies"]> } : {}),
    ...(granted.length > 0 ? { certificates: [...held, ...fresh] } : {}),
  };
}

function subsets<T>(items: readonly T[], most: number): T[][] {
  let sets: T[][] = [[]];
  for (const item of items)
    sets = [...sets, ...sets.filter(({ length }) => length < most).map((set) => [...set, item])];
  return sets;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function defined<T extends object>(record: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never;
}
