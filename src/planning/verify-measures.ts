/**
 * The measures of staffing once more, straight from their definitions in exact fractions, for the verifier alone: it must
 * not share the algebra of `fixed-point.ts`.
 */
import type { LevelResult } from "./types.js";

/** Numerator and denominator; the denominator is positive. */
export type Exact = readonly [bigint, bigint];

/** f(n) in integer units: the value at 0 and the slope of each seat. */
export interface Measure {
  readonly atZero: bigint;
  slope(k: number): bigint;
}

const K = 1_000_000n;
const ZERO: Exact = [0n, 1n];

/** The measure of a level for a need; `undefined` where the level does not count heads. */
export function newMeasure(
  name: LevelResult["name"],
  need: Exact,
  priority: Exact,
  minimum: number,
  threshold: Exact,
): Measure | undefined {
  const short = (n: Exact): Exact => larger(ZERO, minus(need, n));
  const surplus = (n: Exact): Exact => larger(ZERO, minus(n, need));
  const divisor = larger(need, [1n, 1n]);
  const square = (x: Exact): Exact => divide(times(x, x), divisor);
  const balance = (n: number, t: Exact): Exact => {
    const people: Exact = [BigInt(n), 1n];
    const linear = n === 0 && need[0] > 0n ? larger(need, [5n, 1n]) : short(people);
    const shortSide = plus(square(short(people)), times(divide(t, [100n, 1n]), linear));
    return plus(times(priority, shortSide), square(surplus(people)));
  };
  const f = ((): ((n: number) => Exact) | undefined => {
    switch (name) {
      case "shortage":
      case "shortageWithMoves":
        return (n) => times(priority, short([BigInt(n), 1n]));
      case "balance":
        return (n) => balance(n, threshold);
      case "squaredBalance":
        return (n) => balance(n, ZERO);
      default:
        return undefined;
    }
  })();
  if (name === "floors") return { atZero: BigInt(minimum), slope: (k) => (k > minimum ? 0n : -1n) };
  if (f === undefined) return undefined;
  const slopes: bigint[] = [];
  return {
    atZero: rounded(f(0)),
    slope(k) {
      for (let next = slopes.length + 1; next <= k; next++) slopes.push(rounded(minus(f(next), f(next - 1))));
      return slopes[k - 1]!;
    },
  };
}

/** Value of a measure at n people. */
export function worth(measure: Measure | undefined, n: number): bigint {
  if (measure === undefined) return 0n;
  let total = measure.atZero;
  for (let k = 1; k <= n; k++) total += measure.slope(k);
  return total;
}

/** The fraction that the decimal text of a number names. */
export function exact(value: number): Exact {
  const text = String(value);
  const [mantissa = "", exponent = "0"] = text.split("e");
  const [whole = "", decimals = ""] = mantissa.split(".");
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return power < 0 ? [digits, 10n ** BigInt(-power)] : [digits * 10n ** BigInt(power), 1n];
}

/** The exact sum. */
export function plus([a, b]: Exact, [c, d]: Exact): Exact {
  return [a * d + c * b, b * d];
}

function minus([a, b]: Exact, [c, d]: Exact): Exact {
  return [a * d - c * b, b * d];
}

function times([a, b]: Exact, [c, d]: Exact): Exact {
  return [a * c, b * d];
}

/** Divisor > 0. */
function divide([a, b]: Exact, [c, d]: Exact): Exact {
  return [a * d, b * c];
}

function larger(x: Exact, y: Exact): Exact {
  return x[0] * y[1] >= y[0] * x[1] ? x : y;
}

/** floor(K·x + ½) */
function rounded([a, b]: Exact): bigint {
  const [top, bottom] = [2n * K * a + b, 2n * b];
  const floor = top / bottom;
  return floor * bottom > top ? floor - 1n : floor;
}

/**
 * What one move costs, and being left waiting, on the levels that look at nothing else of a pair; `undefined` on the others.
 */
export function kindOfMove(
  name: LevelResult["name"],
  threshold: number,
): { readonly move: bigint; readonly waiting: bigint } | undefined {
  switch (name) {
    case "floors":
    case "shortage":
    case "squaredBalance":
    case "leximin":
      return { move: 0n, waiting: 0n };
    case "waiting":
      return { move: 0n, waiting: 1n };
    case "moves":
      return { move: 1n, waiting: 0n };
    case "shortageWithMoves":
      return { move: K / 2n, waiting: 0n };
    case "balance": // round(2tK/100) + 1
      return { move: rounded(divide(times([2n, 1n], exact(threshold)), [100n, 1n])) + 1n, waiting: 0n };
    default:
      return undefined;
  }
}
