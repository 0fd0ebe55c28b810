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
 * O(k log k) a pair; most pairs are settled before by a lower bound in O(k):
 *
 *     min ≥ Σ lower·d + λ·rest − Σ (upper − lower)·max(0, λ − d)      for every λ (weak duality)
 */
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

/** Relative error of the quick bound's doubles, with room to spare. */
const MARGIN = 1e-12;

/** Prepares the questions. */
export function dominance(points: PointTable, box: WeightBox): Dominance {
  const k = box.weight.length;
  const { lower, upper, total } = box;
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

  /** A lower bound on the minimum, up to the error of doubles. */
  function lowerBound(pivot: number): number {
    let sum = pivot * rest;
    for (let j = 0; j < k; j++) {
      const value = difference[j]!;
      sum += lower[j]! * value;
      if (value < pivot) sum -= room[j]! * (pivot - value);
    }
    return sum;
  }

  const largest = total * 1e8 * k;
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
        atWeight += box.weight[j]! * value;
      }
      if (atWeight < floor) return false; // the published weights are in the box
      // The mean difference is near the pivot at which the bound is tight.
      const margin = MARGIN * largest;
      if (lowerBound(Math.round(atWeight / total)) >= floor + margin) return true;
      return minimum() >= floor;
    },
  };
}
