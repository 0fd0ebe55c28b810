/**
 * Numbers as the decimals that people wrote. A double is read as its shortest decimal text, so that 0.1 is one tenth and
 * not the nearest binary fraction; from there on everything is whole numbers.
 */

/** An exact fraction; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction that the shortest decimal text of a finite `value` names. */
export function exactDecimal(value: number): Fraction {
  const [, sign, whole, decimals = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))!;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const shift = Number(exponent) - decimals.length;
  return shift >= 0
    ? { numerator: digits * 10n ** BigInt(shift), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-shift) };
}

/** floor(numerator / denominator + ½); `denominator` > 0. */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const [top, bottom] = [2n * numerator + denominator, 2n * denominator];
  const quotient = top / bottom;
  return top < 0n && quotient * bottom !== top ? quotient - 1n : quotient;
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
