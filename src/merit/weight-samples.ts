/**
 * Weights drawn evenly from a box, all adding up to the same total: every point of a fine grid in the box is equally
 * likely, and draws are independent, so that shares of samples have the standard error √(p·(1 − p) / samples).
 *
 * What is above the lower ends is cut into at most 20,000 steps. The number of ways in which indicators j, j+1, … can take s steps is
 * a convolution of boxes, found backwards by running sums; going forwards, each indicator draws its steps with the
 * probability that the counts give. O(k · steps) once, O(k · log steps) a sample; any box will do, also the whole
 * simplex, where drawing and throwing away would never end.
 */
import { FULL_POINTS } from "./points.js";
import type { Draws } from "./random.js";
import type { WeightBox } from "./weight-box.js";

const MOST_STEPS = 20_000;
/** Counts kept at once, 8 bytes each. */
const MOST_COUNTS = 4_000_000;

/** Draws of weights. */
export interface WeightSampler {
  /** Sum of the parts of every draw; ×10⁸ it stays exact in doubles. */
  readonly total: number;
  /** Fills `into` with the next draw, in whole parts. */
  draw(into: Float64Array): void;
}

/** Prepares the counts. Deterministic: the draws decide. */
export function weightSampler(box: WeightBox, draws: Draws): WeightSampler {
  const k = box.weight.length;
  const rest = box.total - box.lower.reduce((sum, low) => sum + low, 0);
  const wanted = Math.max(1, Math.min(MOST_STEPS, Math.floor(MOST_COUNTS / (k + 1))));
  // Finer parts where the box is coarse, several parts a step where it is fine.
  const exact = Math.floor(Number.MAX_SAFE_INTEGER / FULL_POINTS / box.total);
  const finer = rest === 0 ? 1 : Math.max(1, Math.min(exact, Math.floor(wanted / rest)));
  const parts = Math.max(1, Math.ceil((rest * finer) / wanted));
  const steps = Math.floor((rest * finer) / parts);
  const spare = rest * finer - steps * parts;
  const lower = box.lower.map((low) => low * finer);
  const room = box.upper.map((high, j) => Math.floor(((high - box.lower[j]!) * finer) / parts));
  const sums = waysFrom(room, steps);
  return {
    total: box.total * finer,
    draw(into) {
      let left = steps;
      for (let j = 0; j < k; j++) {
        const taken = j === k - 1 ? left : takeSteps(sums[j + 1]!, left, room[j]!, draws());
        into[j] = lower[j]! + taken * parts;
        left -= taken;
      }
      let over = spare;
      for (let j = 0; over > 0 && j < k; j++) {
        const free = Math.min(over, box.upper[j]! * finer - into[j]!);
        into[j]! += free;
        over -= free;
      }
    },
  };
}

/**
 * Running sums of the ways: `sums[j][s + 1]` is proportional to the number of ways in which indicators j, j+1, … can
 * take 0, 1, … or s steps together.
 */
function waysFrom(room: ArrayLike<number>, steps: number): readonly Float64Array[] {
  const k = room.length;
  const sums: Float64Array[] = [];
  // Behind the last indicator there is one way: to take nothing.
  let after = new Float64Array(steps + 2).fill(1, 1);
  for (let j = k - 1; j >= 0; j--) {
    const here = new Float64Array(steps + 2);
    let total = 0;
    for (let s = 0; s <= steps; s++) {
      total += Math.max(0, after[s + 1]! - after[Math.max(0, s - room[j]!)]!);
      here[s + 1] = total;
    }
    for (let s = 1; s <= steps + 1; s++) here[s]! /= total;
    sums[j] = here;
    after = here;
  }
  return sums;
}

/** How many of `left` steps this indicator takes, at most `room`; what is then left falls to those behind, whose `sums` these are. */
function takeSteps(sums: Float64Array, left: number, room: number, draw: number): number {
  const first = Math.max(0, left - room); // steps left to the others: first … left
  const [below, above] = [sums[first]!, sums[left + 1]!];
  if (!(above > below)) return Math.min(room, left);
  const target = below + draw * (above - below);
  let [low, high] = [first, left];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle + 1]! > target) high = middle;
    else low = middle + 1;
  }
  return left - low;
}
