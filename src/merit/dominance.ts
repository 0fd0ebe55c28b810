/**
 * Who is ahead of whom at every weight of a box, exactly.
 *
 * For two people with points p and q the difference of their scores is linear in the weights, and over
 *
 *     { w : lower ≤ w ≤ upper, Σ w = total }
 *
 * its minimum is found by filling: every weight starts at its lower end, and what is left goes to the indicators in
 * ascending order of p − q (the fractional knapsack; G. B. Dantzig, *Operations Research* 5, 1957). All amounts are whole
 * numbers that add up to `total`, so every partial sum is below total · 10⁸ < 2⁵³ and the minimum is exact.
 * O(k log k) a pair; most pairs are settled before in O(k), by a point of the box with a difference below 0 or by
 *
 *     min ≥ Σ lower·d + λ·rest − Σ (upper − lower)·max(0, λ − d)      for every λ (weak duality)
 */
import { FULL_POINTS } from "./points.js";
import type { WeightBox } from "./weight-box.js";

/** Points of people, row by row: person r's point of indicator j stands at `r · k + j`. */
export type PointTable = Int32Array;

/** What is asked of a box over and over. */
export interface Dominance {
  /** The least and the largest score of a person over the box, in parts. */
  least(row: number): number;
  most(row: number): number;
  /** Whether the difference of the scores, first − second, is at least `floor` (0 or 1) everywhere in the box. */
  isAtLeast(first: number, second: number, floor: 0 | 1): boolean;
}

/** Relative error of the quick bounds' doubles, with room to spare. */
const MARGIN = 1e-12;

/** Prepares the questions. */
export function dominance(points: PointTable, box: WeightBox): Dominance {
  const { weight, lower, upper, total } = box;
  const k = weight.length;
  const room = upper.map((high, j) => high - lower[j]!);
  const rest = total - lower.reduce((sum, low) => sum + low, 0);
  const difference = new Float64Array(k);
  const order = new Int32Array(k);

  /** Insertion sort of `order` by `difference`: k is small, and neighbours are often in order already. */
  function sortAscending(): void {
    for (let j = 0; j < k; j++) {
      const value = difference[j]!;
      let at = j;
      while (at > 0 && difference[order[at - 1]!]! > value) {
        order[at] = order[at - 1]!;
        at--;
      }
      order[at] = j;
    }
  }

  /** Exact minimum of Σ w·difference over the box. */
  function minimum(): number {
    sortAscending();
    let sum = 0;
    for (let j = 0; j < k; j++) sum += lower[j]! * difference[j]!;
    let left = rest;
    for (let at = 0; left > 0 && at < k; at++) {
      const j = order[at]!;
      const amount = Math.min(left, room[j]!);
      sum += amount * difference[j]!;
      left -= amount;
    }
    return sum;
  }

  /** Two bounds on the minimum, up to the error of doubles: `low` ≤ minimum ≤ `high`. */
  let [low, high] = [0, 0];

  /**
   * `low` by weak duality with this pivot; `high` at a point of the box: from all indicators above the pivot as much is
   * taken as those below have room for, from each and to each by the same share.
   */
  function bound(pivot: number, atWeight: number): void {
    low = pivot * rest;
    let [taken, takenSum, given, givenSum] = [0, 0, 0, 0];
    for (let j = 0; j < k; j++) {
      const value = difference[j]!;
      low += lower[j]! * value;
      if (value < pivot) {
        low -= room[j]! * (pivot - value);
        const free = upper[j]! - weight[j]!;
        given += free;
        givenSum += free * value;
      } else {
        const free = weight[j]! - lower[j]!;
        taken += free;
        takenSum += free * value;
      }
    }
    const moved = Math.min(taken, given);
    high = moved > 0 ? atWeight - moved * (takenSum / taken - givenSum / given) : atWeight;
  }

  const margin = MARGIN * total * FULL_POINTS * k;
  return {
    least(row) {
      for (let j = 0; j < k; j++) difference[j] = points[row * k + j]!;
      return minimum();
    },
    most(row) {
      for (let j = 0; j < k; j++) difference[j] = -points[row * k + j]!;
      return -minimum();
    },
    isAtLeast(first, second, floor) {
      const [a, b] = [first * k, second * k];
      let atWeight = 0;
      for (let j = 0; j < k; j++) {
        const value = points[a + j]! - points[b + j]!;
        difference[j] = value;
        atWeight += weight[j]! * value;
      }
      if (atWeight < floor) return false; // the published weights are in the box
      // The mean difference is near the pivot at which the bounds are tight.
      bound(Math.round(atWeight / total), atWeight);
      if (high < floor - margin) return false;
      if (low >= floor + margin) return true;
      return minimum() >= floor;
    },
  };
}
