/**
 * Figures that are not known exactly, and what that does to a need: its range, what drives the range, and how far apart
 * two posts should be before a transfer between them is worth making.
 *
 * The ends come from interval arithmetic: every need here rises with volumes and norms and falls with standards, so
 * that the low end takes all figures at the end that gives the least work. Source of the idea: R. E. Moore, *Interval
 * Analysis*, 1966.
 */
import { NOBODY } from "./tolerance.js";

/** A range of figures: low ≤ expected ≤ high. */
export interface Interval {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** A figure, or the range it lies in. */
export type Estimate = number | Interval;

/** One uncertain figure and how far it moves the need while all others are as expected. */
export interface Driver {
  /** Where the figure stands in the caller's input. */
  readonly path: readonly (string | number)[];
  /** Name of the task, activity or norm that the figure belongs to, `""` where it has none. */
  readonly name: string;
  /** Need in people with this figure at its low and at its high end. */
  readonly atLow: number;
  readonly atHigh: number;
  /** |atHigh − atLow|, people. */
  readonly swing: number;
}

/** A need with its uncertainty. */
export interface Uncertainty {
  /** Need in people; all three equal where every figure is known. */
  readonly range: Interval;
  /** Uncertain figures, the one that moves the need most first; equal swings in the order of the input. */
  readonly drivers: readonly Driver[];
  /**
   * Advised `moveThreshold` of `planTransfers`: twice the relative error of the need in percentage points, that is
   * 200·max(high − expected, expected − low)/expected, at most 1000. `null` where nothing is uncertain or nobody is
   * expected to be needed: `advisedMoveThreshold` tells what to plan with then.
   */
  readonly moveThreshold: number | null;
}

/** An uncertain figure on its way to become a driver. */
export interface UncertainFigure {
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly figure: Interval;
  /** The whole need with this figure at `value` and every other as expected. */
  needAt(value: number): number;
}

/** Whether a value from outside is meant as a range, whole or not. */
export function isRange(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "expected" in value || "low" in value || "high" in value;
}

/** Largest threshold that `planTransfers` takes. */
export const LARGEST_THRESHOLD = 1_000;

/** Ranks what drives a need. O(k log k) calls of `needAt` for k figures. */
export function uncertaintyOf(range: Interval, figures: Iterable<UncertainFigure>): Uncertainty {
  const drivers: Driver[] = [];
  for (const { path, name, figure, needAt } of figures) {
    if (figure.low >= figure.high) continue;
    const [atLow, atHigh] = [needAt(figure.low), needAt(figure.high)];
    drivers.push({ path, name, atLow, atHigh, swing: Math.abs(atHigh - atLow) });
  }
  drivers.sort((a, b) => b.swing - a.swing);
  return { range, drivers, moveThreshold: thresholdOf(range) };
}

function thresholdOf({ low, expected, high }: Interval): number | null {
  if (low >= high || expected < NOBODY) return null;
  return Math.min(LARGEST_THRESHOLD, (200 * Math.max(high - expected, expected - low)) / expected);
}
