/** Means with their uncertainty, the same for every order of the values that a caller may have. */
import { twoSidedT } from "./student-t.js";

/** Where the true value lies with a stated confidence, if the values are a sample of it. */
export interface ConfidenceInterval {
  readonly low: number;
  readonly high: number;
  /** E.g. 0.95. */
  readonly confidence: number;
}

/** The mean of some values. */
export interface UncertainMean {
  readonly people: number;
  readonly mean: number;
  /** Standard error; `null` for fewer than two values. */
  readonly standardError: number | null;
  readonly interval: ConfidenceInterval | null;
}

/** Mean and standard error of at least one value, two passes over the sorted values. O(n log n). */
export function uncertainMean(values: readonly number[], confidence: number): UncertainMean {
  const { mean, variance } = moments(values);
  const people = values.length;
  if (variance === null) return { people, mean, standardError: null, interval: null };
  const standardError = Math.sqrt(variance / people);
  return { people, mean, standardError, interval: intervalAround(mean, standardError, people - 1, confidence) };
}

/** Mean and sample variance (`null` for one value). */
export function moments(values: readonly number[]): { readonly mean: number; readonly variance: number | null } {
  const sorted = Float64Array.from(values).sort();
  // Equal values have no variance; to doubles the mean of three tenths is not quite a tenth, and noise would count as evidence.
  if (sorted[0] === sorted.at(-1)) return { mean: sorted[0]!, variance: sorted.length < 2 ? null : 0 };
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (sorted.length - 1) };
}

/** Without the noise of binary fractions: 80.3 − 70.2 is 10.1, and no difference is 0, not −0. */
export function difference(after: number, before: number): number {
  return Math.round((after - before) * 1e9) / 1e9 + 0;
}

/** value ± t · standard error. */
export function intervalAround(
  value: number,
  standardError: number,
  freedom: number,
  confidence: number,
): ConfidenceInterval {
  const reach = standardError === 0 ? 0 : twoSidedT(confidence, freedom) * standardError;
  return { low: value - reach, high: value + reach, confidence };
}
