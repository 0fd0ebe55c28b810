/**
 * The lottery between equal plans: every group of interchangeable people draws a number for every place, and the plan of
 * the smallest sum wins. The key of a group says everything that makes its members alike, so it does not depend on the
 * order of the records. People without a choice draw nothing.
 */
import { compileRequirements } from "../eligibility/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import { hash, mix } from "./hash.js";

/**
 * The canonical key of a person's group: the present post, what the requirements of the scenario read of the person, and
 * home, wishes and objections. People of equal keys are interchangeable to every level.
 */
export function groupKey(person: Staff, profileKey: string): string {
  const { positionId, home, wishes = [], objections = [] } = person;
  const place = (named: { readonly positionId?: string; readonly unitId?: string }, rank: number): string =>
    JSON.stringify([named.positionId ?? null, named.unitId ?? null, rank]);
  return JSON.stringify([
    positionId,
    profileKey,
    home === undefined ? null : [home.latitude, home.longitude],
    wishes.map((wish) => place(wish, wish.rank)).sort(),
    objections.map((objection) => place(objection, 0)).sort(),
  ]);
}

/** The group key of everyone, by staff id. */
export function lotteryKeys(scenario: Scenario): Map<string, string> {
  const { profileOf, profileKeys } = compileRequirements(scenario);
  return new Map(scenario.staff.map((person, k) => [person.id, groupKey(person, profileKeys[profileOf[k]!]!)]));
}

/**
 * The numbers below 2^20 that a group draws, by place; `draw` > 0 numbers the redraws after a tie of the lottery. Texts are
 * hashed once a group and once a place, and mixed pair by pair.
 */
export function lotteryOf(seed: string, draw: number): (key: string, place: Position | null) => number {
  const round = draw === 0 ? seed : `draw ${draw} ${seed}`;
  const hashed = new Map<string, number>();
  const once = (kind: string, text: string): number => {
    const known = hashed.get(kind + text);
    if (known !== undefined) return known;
    const value = hash(round, kind, text);
    hashed.set(kind + text, value);
    return value;
  };
  return (key, place) => mix(once("group", key), once("place", place?.id ?? "")) >>> 12;
}
