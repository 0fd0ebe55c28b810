/** Points of presets: exact means of decimals, printed in whole millionths. */
import { exactDecimal, type Fraction } from "../scenario/index.js";

/** Millionths as a number. */
export function fromMillionths(parts: bigint): number {
  return Number(parts) / 1e6;
}

/** The exact mean of decimals. */
export function meanOf(values: readonly number[]): Fraction {
  const fractions = values.map(exactDecimal);
  const common = fractions.reduce((most, { denominator }) => (denominator > most ? denominator : most), 1n);
  const sum = fractions.reduce((total, { numerator, denominator }) => total + numerator * (common / denominator), 0n);
  return { numerator: sum, denominator: common * BigInt(values.length) };
}
