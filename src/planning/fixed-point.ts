/**
 * The convex measures of staffing in exact fixed point.
 *
 * A measure f says how bad it is that a position of need r holds n people. The network needs its slopes
 * f(k) − f(k−1), one a seat, as integers. With K = 1,000,000 the slope of the k-th seat is
 * floor(K·(f(k) − f(k−1)) + ½), with f exact: needs, priorities and the threshold are read from their decimal text as
 * rational numbers. Rounding f first and differencing after would change plans; rounding the difference keeps the
 * slopes non-decreasing.
 *
 * Measures, with d = max(r, 1), priority a and threshold t in percentage points:
 *   shortage        a·max(0, r−n)
 *   balance         a·[max(0, r−n)²/d + (t/100)·max(0, r−n)] + max(0, n−r)²/d; at n = 0 with r > 0 the linear term
 *                   reads max(5, r): the last person of a position stays, an empty one is worth filling
 *   squaredBalance  balance with t = 0
 *   floors          max(0, minimum − n), in whole people
 */
import { type Fraction } from "../scenario/index.js";

/** Integer units of one: values are `value / SCALE`. */
export const SCALE = 1_000_000;
const K = BigInt(SCALE);

/** The exact sum. */
export function addFractions(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/** floor(numerator / denominator + ½). */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const [top, bottom] = [2n * numerator + denominator, 2n * denominator];
  const quotient = top / bottom;
  return top < 0n && quotient * bottom !== top ? quotient - 1n : quotient;
}

/** Price of one move in `balance`: round(2tK/100) + 1. The extra unit keeps rounding from turning a tie into a move. */
export function priceOfMove(threshold: Fraction): bigint {
  return roundHalfUp(2n * K * threshold.numerator, 100n * threshold.denominator) + 1n;
}

/** A convex measure: its value when nobody is there and the integer slope of every seat. */
export interface SeatMeasure {
  /** round(K·f(0)). */
  readonly atZero: bigint;
  /** Integer slope of the k-th seat, k ≥ 1; non-decreasing in k. */
  slope(k: number): bigint;
}

/** Whole people below a floor. */
export function floorMeasure(minimum: number): SeatMeasure {
  return { atZero: BigInt(minimum), slope: (k) => (k <= minimum ? -1n : 0n) };
}

/** Weighted people short. */
export function shortageMeasure(need: Fraction, priority: Fraction): SeatMeasure {
  const { numerator: r, denominator: s } = need;
  return scaled(priority.denominator * s, (k) => {
    const short = r - BigInt(k) * s;
    return short > 0n ? priority.numerator * short : 0n;
  });
}

/** Squared relative deviation and the linear term of the threshold; `threshold` 0 gives `squaredBalance`. */
export function balanceMeasure(need: Fraction, priority: Fraction, threshold: Fraction): SeatMeasure {
  const { numerator: r, denominator: s } = need;
  const d = r > s ? r : s; // max(r, 1), in units of 1/s
  const percent = 100n * threshold.denominator;
  return scaled(priority.denominator * s * d * percent, (k) => {
    const short = r - BigInt(k) * s; // in units of 1/s
    if (short <= 0n) return priority.denominator * percent * short * short;
    const linear = k === 0 && short < 5n * s ? 5n * s : short;
    return priority.numerator * (percent * short * short + threshold.numerator * linear * d);
  });
}

/** The measure f(k) = numeratorAt(k) / denominator. */
function scaled(denominator: bigint, numeratorAt: (k: number) => bigint): SeatMeasure {
  return {
    atZero: roundHalfUp(K * numeratorAt(0), denominator),
    slope: (k) => roundHalfUp(K * (numeratorAt(k) - numeratorAt(k - 1)), denominator),
  };
}
