/**
 * The lottery between equal plans: every group of interchangeable people draws a number for every place, and the plan of
 * the smallest sum wins. The key of a group says everything that makes its members alike, so it does not depend on the
 * order of the records. People without a choice draw nothing.
 */
import { isOverTenured } from "../eligibility/index.js";
import { ownLevel, type Position, type Scenario, type Staff } from "../scenario/index.js";
import { hash, mix } from "./hash.js";
import type { PlanLevel } from "./levels.js";
import { throughCourses } from "./ways.js";

/** A set of posts as a sum of numbers, one a post: sets are equal whatever order they are read in. */
export type PostSum = readonly [number, number];

/** No post at all. */
export const NO_POST: PostSum = [0, 0];

/** The number of one post. */
export function postSum({ id }: Position): PostSum {
  return [hash("post", id), hash("post once more", id)];
}

/** The sum with the posts of another set added (`sign` 1) or taken away (−1). */
export function addPosts([a, b]: PostSum, [c, d]: PostSum, sign: 1 | -1 = 1): PostSum {
  return [(a + sign * c) >>> 0, (b + sign * d) >>> 0];
}

/** What makes people alike beside the places that they may take. */
export type LikenessOf = (person: Staff) => string;

/**
 * The canonical text of what any level reads of a person: the present post, home, wishes, objections, the competencies
 * that any post asks for, and, where a level counts it, whether the post has been held for too long. Where seats go by merit
 * everyone has a turn of his or her own: nobody is alike.
 */
export function likenessIn(scenario: Scenario, levels: readonly Pick<PlanLevel, "name">[]): LikenessOf {
  const asked = new Set(
    scenario.positions.flatMap(({ requirements }) => Object.keys(requirements?.competencies ?? {})),
  );
  const competencies = [...asked].sort();
  const countsTenure = levels.some(({ name }) => name === "overTenured");
  const goesByMerit = levels.some(({ name }) => name === "merit");
  return (person) => {
    const alike = likeness(person, competencies, countsTenure && isOverTenured(scenario, person));
    return goesByMerit ? JSON.stringify([person.id, alike]) : alike;
  };
}

function likeness(person: Staff, competencies: readonly string[], isOver: boolean): string {
  const { positionId, home, wishes = [], objections = [] } = person;
  const place = (named: { readonly positionId?: string; readonly unitId?: string }, rank: number): string =>
    JSON.stringify([named.positionId ?? null, named.unitId ?? null, rank]);
  const rated = competencies.flatMap((name) => {
    const level = ownLevel(person, name);
    return level === undefined ? [] : [[name, level]];
  });
  return JSON.stringify([
    positionId,
    rated,
    isOver,
    home === undefined ? null : [home.latitude, home.longitude],
    wishes.map((wish) => place(wish, wish.rank)).sort(),
    objections.map((objection) => place(objection, 0)).sort(),
  ]);
}

/**
 * The canonical key of a group: what makes its members alike, the posts they may enter beside the present one (as many as
 * `count`, with this sum), and whether they may stay. People of equal keys are interchangeable to every level. (Two different
 * sets of one size and sum are one chance in 2^64; a plan that rested on one would not survive verification.)
 */
export function groupKey(likeness: string, count: number, sum: PostSum, mayStay: boolean): string {
  return `${likeness} ${count} ${sum[0].toString(36)} ${sum[1].toString(36)}${mayStay ? "" : " leaves"}`;
}

/**
 * The numbers below 2^20 that a group draws, by place; `draw` > 0 numbers the redraws after a tie of the lottery. Texts are
 * hashed once a group and once a place, and mixed pair by pair.
 */
export function lotteryOf(
  seed: string,
  draw: number,
): (key: string, place: Position | null, courseIds?: readonly string[]) => number {
  const round = draw === 0 ? seed : `draw ${draw} ${seed}`;
  const hashed = new Map<string, number>();
  const once = (kind: string, text: string): number => {
    const known = hashed.get(kind + text);
    if (known !== undefined) return known;
    const value = hash(round, kind, text);
    hashed.set(kind + text, value);
    return value;
  };
  return (key, place, courseIds) =>
    mix(once("group", key), once("place", `${place?.id ?? ""}${throughCourses(courseIds)}`)) >>> 12;
}
