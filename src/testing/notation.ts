/** How the cases write down a program: dense rows, read aloud like the text-book they come from. */
import { type LinearProgram, linearProgram, type Triplet } from "../linear/index.js";

/** lower ≤ coefficients·x ≤ upper. `coefficients` may be shorter than the program is wide; the rest is 0. */
export interface Row {
  readonly coefficients: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

/** coefficients·x ≤ limit */
export function atMost(coefficients: readonly number[], limit: number): Row {
  return { coefficients, lower: -Infinity, upper: limit };
}

/** coefficients·x ≥ limit */
export function atLeast(coefficients: readonly number[], limit: number): Row {
  return { coefficients, lower: limit, upper: Infinity };
}

/** coefficients·x = value */
export function exactly(coefficients: readonly number[], value: number): Row {
  return { coefficients, lower: value, upper: value };
}

/** lower ≤ coefficients·x ≤ upper */
export function between(lower: number, coefficients: readonly number[], upper: number): Row {
  return { coefficients, lower, upper };
}

/** What is known of the columns. A single number or flag holds for all of them. */
export interface Columns {
  /** Default 0. */
  readonly lower?: number | readonly number[];
  /** Default +Infinity. */
  readonly upper?: number | readonly number[];
  /** Default false. */
  readonly integer?: boolean | readonly (boolean | number)[];
}

/** minimise cost·x over the rows. */
export function minimise(cost: readonly number[], rows: readonly Row[], columns: Columns = {}): LinearProgram {
  const { lower = 0, upper = Infinity, integer = false } = columns;
  const each = <T>(value: T | readonly T[]): readonly T[] =>
    Array.isArray(value) ? (value as readonly T[]) : cost.map(() => value as T);
  return linearProgram({
    cost,
    colLower: each(lower),
    colUpper: each(upper),
    isInteger: each<boolean | number>(integer),
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    entries: rows.flatMap(({ coefficients }, row) =>
      coefficients.map((value, column): Triplet => [row, column, value]),
    ),
  });
}

/** maximise gain·x over the rows, written as a minimisation: the expected objective changes its sign, too. */
export function maximise(gain: readonly number[], rows: readonly Row[], columns: Columns = {}): LinearProgram {
  const cost = gain.map((each) => 0 - each);
  return minimise(cost, rows, columns);
}

/** Columns that are 0 or 1. */
export const BINARY: Columns = { upper: 1, integer: true };

/** `count` entries made by a formula. */
export function vector(count: number, at: (index: number) => number): number[] {
  return Array.from({ length: count }, (_, index) => at(index));
}

/** A row of `count` zeros with 1 (or `value`) in the given places. */
export function marks(count: number, places: Iterable<number>, value = 1): number[] {
  const row = vector(count, () => 0);
  for (const place of places) row[place] = value;
  return row;
}
