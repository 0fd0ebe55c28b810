/**
 * Ways to posts that are not open to people as they are: through courses. A way is a place of its own beside the positions,
 * and whoever takes it sits on a seat of its position. Who plans transfers alone has none.
 */
import type { GateFinding } from "../eligibility/index.js";
import type { Position, Staff } from "../scenario/index.js";

/** A post, and the courses that open it. */
export interface Way {
  /** Index into the studied positions. */
  readonly position: number;
  /** In the order in which they are taken; at least one. */
  readonly courseIds: readonly string[];
  /** Rupiah. */
  readonly cost: number;
  readonly months: number;
}

/** All ways of a run, numbered. */
export interface Ways {
  readonly list: readonly Way[];
  /** Numbers of the ways that a person can take, ascending; none leads to the post that the person holds. */
  of(person: Staff): Int32Array;
  /** The record of a person who has passed courses. */
  trained(person: Staff, courseIds: readonly string[]): Staff;
  /** What rules forbid or leave open about a transfer through courses. */
  judge(person: Staff, to: Position, courseIds: readonly string[]): GateFinding[];
}

/** The levels that look at ways alone. */
export const TRAINING_LEVELS = ["trainingCost", "trainingMonths"] as const;

/** See {@link TRAINING_LEVELS}: rupiah, and months of everybody's training. */
export type TrainingLevelName = (typeof TRAINING_LEVELS)[number];

/** Whether a level looks at ways alone. */
export function isTrainingLevel(name: string): name is TrainingLevelName {
  return (TRAINING_LEVELS as readonly string[]).includes(name);
}

/** What a way costs on such a level; without one nothing. */
export function wayCost(name: TrainingLevelName, way: Pick<Way, "cost" | "months"> | undefined): number {
  if (way === undefined) return 0;
  return name === "trainingCost" ? way.cost : way.months;
}

/** A name for a place that is a way, among all places of a position. */
export function throughCourses(courseIds: readonly string[] | undefined): string {
  return courseIds === undefined ? "" : ` through ${JSON.stringify(courseIds)}`;
}
