/** Exact decimals as whole numbers: rounding, common divisors, whole multiples of one unit. */
import { exactDecimal, type Fraction } from "../scenario/index.js";

/** floor(numerator / denominator + ½); `denominator` > 0. */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const [top, bottom] = [2n * numerator + denominator, 2n * denominator];
  const quotient = top / bottom;
  return top < 0n && quotient * bottom !== top ? quotient - 1n : quotient;
}

/** The double nearest to a fraction whose denominator is a power of ten, however small or long: decimals, added and multiplied. */
export function nearestDouble({ numerator, denominator }: Fraction): number {
  return Number(`${numerator}e-${String(denominator).length - 1}`);
}

/** A positive common divisor; of nothing but zeros 1. */
export function greatestDivisor(values: readonly bigint[]): bigint {
  let divisor = 0n;
  for (const value of values) {
    let [a, b] = [divisor, value < 0n ? -value : value];
    while (b !== 0n) [a, b] = [b, a % b];
    divisor = a;
  }
  return divisor === 0n ? 1n : divisor;
}

/** The values as whole multiples of one unit, the largest for which that is possible: 0.25, 0.4, 0.35 → 5, 8, 7. */
export function wholeMultiples(values: readonly number[]): readonly bigint[] {
  const fractions = values.map(exactDecimal);
  const common = fractions.reduce((most, { denominator }) => (denominator > most ? denominator : most), 1n);
  const whole = fractions.map(({ numerator, denominator }) => numerator * (common / denominator));
  const divisor = greatestDivisor(whole);
  return whole.map((value) => value / divisor);
}
