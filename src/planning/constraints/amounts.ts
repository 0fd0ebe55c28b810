/** What the amounts of constraints come to in whole people, exact in the decimals that were written. */
import { exactDecimal } from "../../scenario/index.js";
import type { Amount } from "./types.js";

/** A floor: percent of the people there today, rounded up. */
export function floorOf(value: Amount, people: number): number {
  if (typeof value === "number") return value;
  const [share, whole] = shareOf(value.percent, people);
  return Number((share + whole - 1n) / whole);
}

/** A cap: percent of the people there today, rounded down. */
export function capOf(value: Amount, people: number): number {
  if (typeof value === "number") return value;
  const [share, whole] = shareOf(value.percent, people);
  return Number(share / whole);
}

function shareOf(percent: number, people: number): [bigint, bigint] {
  const { numerator, denominator } = exactDecimal(percent);
  return [numerator * BigInt(people), 100n * denominator];
}

/** Percent as the fraction of two integers in lowest terms. */
export function ratioOf(percent: number): { readonly part: number; readonly whole: number } {
  const { numerator, denominator } = exactDecimal(percent);
  let [a, b] = [numerator, 100n * denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return { part: Number(numerator / a), whole: Number((100n * denominator) / a) };
}

/** floor(value · factor). */
export function scaledFloor(value: number, factor: number): number {
  const { numerator, denominator } = exactDecimal(value);
  return Number((numerator * BigInt(factor)) / denominator);
}

/**
 * Whole units of money for one transfer: `perMove` where it changes the position, and `perKilometre`, rounded half up.
 * Answers are remembered: a city has few different distances.
 */
export function moneyOf(perMove: number, perKilometre: number): (isMove: boolean, millimetres: number) => number {
  const [each, far] = [exactDecimal(perMove), exactDecimal(perKilometre)];
  const bottom = 2n * each.denominator * far.denominator * 1_000_000n;
  const known = [new Map<number, number>(), new Map<number, number>()] as const;
  return (isMove, millimetres) => {
    const of = known[isMove ? 1 : 0];
    let money = of.get(millimetres);
    if (money === undefined) {
      const fixed = isMove ? each.numerator * far.denominator * 1_000_000n : 0n;
      const top = fixed + far.numerator * each.denominator * BigInt(millimetres);
      money = Number((2n * top + bottom / 2n) / bottom);
      of.set(millimetres, money);
    }
    return money;
  };
}
