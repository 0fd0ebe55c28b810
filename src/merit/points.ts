/**
 * From a figure in its own unit to points on one scale, exactly.
 *
 *     points = 100 · (value − from) / (to − from)      higher is better
 *     points = 100 · (to − value) / (to − from)        lower is better
 *
 * in whole millionths of a point, halves upwards: 0 … 100,000,000. All numbers are read as the decimals that were
 * written, so that hours and minutes, shares and percent give the same points to the last digit. Doubles decide wherever
 * their error cannot turn the rounding; next to a half it is done again with whole numbers of any size.
 */
import { exactDecimal } from "../scenario/index.js";
import { roundHalfUp } from "./decimal.js";

/** Whole parts of one point. */
export const PARTS = 1_000_000;

/** 100 points: the most that an indicator can give. */
export const FULL_POINTS: number = 100 * PARTS;

/** The scale of an indicator: which figures mean 0 and 100 points. */
export interface PointScale {
  readonly from: number;
  /** Greater than `from`. */
  readonly to: number;
  readonly higherIsBetter: boolean;
}

/** Relative error that a double may have: of a figure as it was given, and of one that a formula calculated. */
const GIVEN = 8 * 2 ** -52;
const CALCULATED = 1e-11;
/** Digits of a calculated figure that are meant; what lies beyond is the noise of binary fractions. */
const MEANT_DIGITS = 12;

/**
 * Points in millionths.
 *
 * @param value - between `from` and `to`.
 * @param calculated - whether a formula calculated the value: then twelve digits of it count.
 */
export function pointsOf(value: number, { from, to, higherIsBetter }: PointScale, calculated: boolean): number {
  const range = to - from;
  const parts = (FULL_POINTS * (higherIsBetter ? value - from : to - value)) / range;
  const rounded = Math.floor(parts + 0.5);
  const error =
    ((FULL_POINTS * (Math.abs(value) + Math.max(Math.abs(from), Math.abs(to)))) / range) *
      (calculated ? CALCULATED : GIVEN) +
    1e-9;
  const above = parts + 0.5 - rounded;
  if (above > error && above < 1 - error) return rounded;
  const meant = calculated ? Number(value.toPrecision(MEANT_DIGITS)) : value;
  return exactPoints(Math.min(Math.max(meant, from), to), from, to, higherIsBetter);
}

function exactPoints(value: number, from: number, to: number, higherIsBetter: boolean): number {
  const [v, f, t] = [exactDecimal(value), exactDecimal(from), exactDecimal(to)];
  const common = [v, f, t].reduce((most, { denominator }) => (denominator > most ? denominator : most), 1n);
  const [whole, least, most] = [v, f, t].map(({ numerator, denominator }) => numerator * (common / denominator)) as [
    bigint,
    bigint,
    bigint,
  ];
  const part = higherIsBetter ? whole - least : most - whole;
  return Number(roundHalfUp(part * BigInt(FULL_POINTS), most - least));
}
