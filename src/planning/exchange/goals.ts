/** The goals of an exchange, most important first, as integers of a person at a place. */
import type { Market, Trader } from "./market.js";
import type { ExchangeLevelName, ExchangeReason } from "./types.js";

/** A goal and how it is called. */
export interface Goal {
  readonly name: ExchangeLevelName;
  readonly unit: string;
  readonly scale: number;
  /** Why a place is not given that would worsen this goal first. */
  readonly reason: ExchangeReason;
}

/** In order. `squaredBalance` is the level of that name in `planTransfers`, over the posts in question. */
export const GOALS: readonly Goal[] = [
  { name: "unmet", unit: "people who could gain and do not", scale: 1, reason: "fewerGain" },
  { name: "ranks", unit: "steps from the best place, of those who gain", scale: 1, reason: "lowerRanks" },
  { name: "moves", unit: "moves", scale: 1, reason: "moreMoves" },
  { name: "squaredBalance", unit: "squared relative deviation", scale: 1_000_000, reason: "lessBalance" },
  { name: "tie", unit: "lottery", scale: 1, reason: "lottery" },
];

/**
 * What a trader at a place costs on a goal, the lottery left out. `squaredBalance` looks at posts alone.
 *
 * * `unmet`: 1 for who could gain and does not.
 * * `ranks`: standing − 1 of who gains; nobody is weighed by a list that led nowhere.
 * * `moves`: 1 for a holder who leaves; placing a waiting person is none.
 */
export function costAt(
  goal: ExchangeLevelName,
  { home, staying, options }: Trader,
  post: number,
  standing: number,
): number {
  const gains = post !== home && standing < staying;
  switch (goal) {
    case "unmet":
      return !gains && options.some((option) => option.standing < staying) ? 1 : 0;
    case "ranks":
      return gains ? standing - 1 : 0;
    case "moves":
      return home >= 0 && post !== home ? 1 : 0;
    default:
      return 0;
  }
}

/** Places of a trader, the present one first. */
export function placesOf({ home, staying, options }: Trader): { readonly post: number; readonly standing: number }[] {
  return [{ post: home, standing: staying }, ...options];
}

/** People of each post under an assignment, those who do not trade included; length posts. */
export function headsOf({ posts }: Market, assignment: Int32Array): Int32Array {
  const heads = Int32Array.from(posts, ({ settled }) => settled);
  for (const post of assignment) if (post >= 0) heads[post]!++;
  return heads;
}
