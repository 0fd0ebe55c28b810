/** What placements say of training, in lists to hand on. */
import type { Placement } from "../planning/index.js";
import type { IsoDate } from "../scenario/index.js";
import type { Issue } from "../errors/index.js";
import type { CatalogueRead, ReadCourse } from "./read-catalogue.js";
import { monthsAfter } from "./trained-record.js";
import type { TrainingSettings } from "./training-options.js";

/** One person who goes through courses before the transfer. */
export interface Training {
  readonly staffId: string;
  readonly toPositionId: string;
  /** In the order of taking. */
  readonly courseIds: readonly string[];
  /** Rupiah. */
  readonly cost: number;
  /** JP. */
  readonly hours: number;
  /** Courses follow one another. */
  readonly months: number;
  /** Day from which what is learnt counts: the transfer is not earlier. */
  readonly availableOn: IsoDate;
  /** Chance of passing all of them. */
  readonly successProbability: number;
}

/** How far a course is used. */
export interface CourseUse {
  readonly courseId: string;
  readonly participants: number;
  /** `null`: no limit. */
  readonly seats: number | null;
  /** Rupiah for all participants. */
  readonly cost: number;
}

/** Everyone who goes through courses, in the order of the placements. */
export function trainingsOf(
  asOf: IsoDate,
  byId: ReadonlyMap<string, ReadCourse>,
  placements: readonly Placement[],
): Training[] {
  return placements.flatMap(({ staffId, positionId, courseIds }): Training[] => {
    if (courseIds === undefined || positionId === null) return [];
    const courses = courseIds.map((id) => byId.get(id)!);
    const months = sum(courses, (course) => course.months);
    return [
      {
        staffId,
        toPositionId: positionId,
        courseIds,
        cost: sum(courses, ({ cost }) => cost),
        hours: sum(courses, ({ hours }) => hours),
        months,
        availableOn: monthsAfter(asOf, months),
        successProbability: courses.reduce((all, { successProbability }) => all * successProbability, 1),
      },
    ];
  });
}

/** How far each course is used, by id. */
export function coursesOf(courses: readonly ReadCourse[], placements: readonly Placement[]): CourseUse[] {
  const participants = new Map<string, number>();
  for (const { courseIds = [] } of placements) {
    for (const id of courseIds) participants.set(id, (participants.get(id) ?? 0) + 1);
  }
  return courses.map(({ id, seats, cost }) => {
    const people = participants.get(id) ?? 0;
    return { courseId: id, participants: people, seats: seats ?? null, cost: people * cost };
  });
}

/**
 * What is wrong with the lists of a plan, counted from its placements: `development/wrong-training`,
 * `development/seats-exceeded`, `development/budget-exceeded`.
 */
export function trainingIssues(
  asOf: IsoDate,
  { courses, byId }: CatalogueRead,
  { budget }: Pick<TrainingSettings, "budget">,
  plan: {
    readonly placements?: readonly Placement[];
    readonly trainings: readonly Training[];
    readonly courses: readonly CourseUse[];
  },
): Issue[] {
  const issues: Issue[] = [];
  const { placements = [] } = plan;
  const say = (code: string, path: Issue["path"], message: string): void => {
    issues.push({ code: `development/${code}`, path, message });
  };
  const used = coursesOf(courses, placements);
  if (!isSame(trainingsOf(asOf, byId, placements), plan.trainings))
    say("wrong-training", ["trainings"], "the trainings are not those of the placements");
  if (!isSame(used, plan.courses))
    say("wrong-training", ["courses"], "the use of courses is not that of the placements");
  used.forEach(({ courseId, participants, seats }, k) => {
    if (seats !== null && participants > seats)
      say(
        "seats-exceeded",
        ["courses", k],
        `${participants} people in ${JSON.stringify(courseId)}, which seats ${seats}`,
      );
  });
  const spent = sum(used, ({ cost }) => cost);
  if (budget !== null && spent > budget)
    say("budget-exceeded", ["courses"], `the courses cost ${spent} rupiah of ${budget}`);
  return issues;
}

/** Lists of plain records, field by field in the order of the first. */
function isSame(expected: readonly object[], given: unknown): boolean {
  if (!Array.isArray(given) || given.length !== expected.length) return false;
  return expected.every((record, k) =>
    Object.entries(record).every(([key, value]) => {
      const other = (given[k] as Readonly<Record<string, unknown>> | null)?.[key];
      return JSON.stringify(value) === JSON.stringify(other);
    }),
  );
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}
