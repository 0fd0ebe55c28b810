/** Points as adapters handle them: rounded, clamped, and checked before anyone calls them solutions. */
import type { Box } from "./certificates.js";
import { objectiveValue, rowActivity } from "./program.js";
import type { LinearProgram } from "./types.js";

/** Distance from an integer, and from a bound, that counts as none: what the door allows. */
const TOLERANCE = 1e-6;

/** A point that meets all bounds, rows and integralities within the door's tolerances. */
export interface FeasiblePoint {
  readonly values: Float64Array;
  readonly objective: number;
}

/**
 * The point with integer columns rounded and all columns within their bounds, if it is feasible so; else `undefined`.
 * Stricter than the door: half of its tolerance. Shapes: length n. O(n + nnz).
 */
export function feasiblePoint(program: LinearProgram, point: Float64Array): FeasiblePoint | undefined {
  const { colLower, colUpper, isInteger, rowLower, rowUpper } = program;
  const values = new Float64Array(point.length);
  for (let j = 0; j < point.length; j++) {
    const value = point[j]!;
    if (!Number.isFinite(value)) return undefined;
    const [lower, upper] = [colLower[j]!, colUpper[j]!];
    const nearest = isInteger[j] === 1 ? Math.round(value) : Math.min(upper, Math.max(lower, value));
    if (!(Math.abs(nearest - value) <= TOLERANCE + 1e-9 * Math.abs(nearest))) return undefined;
    if (nearest < lower || nearest > upper) return undefined;
    values[j] = nearest + 0;
  }
  const exact = integerRows(program);
  const activity = rowActivity(program, values);
  for (let i = 0; i < activity.length; i++) {
    const [lower, upper, found] = [rowLower[i]!, rowUpper[i]!, activity[i]!];
    const slackOf = (bound: number): number =>
      exact[i] === 1 || !Number.isFinite(bound) ? 0 : 0.5 * (TOLERANCE + 1e-9 * Math.abs(bound));
    if (found < lower - slackOf(lower) || found > upper + slackOf(upper)) return undefined;
  }
  return { values, objective: objectiveValue(program, values) };
}

/** 1 for rows with integer coefficients on integer columns only: their activity is exact. */
function integerRows({ rowLower, isInteger, matrix }: LinearProgram): Uint8Array {
  const exact = new Uint8Array(rowLower.length).fill(1);
  for (let j = 0; j < isInteger.length; j++) {
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
      if (isInteger[j] !== 1 || !Number.isInteger(matrix.values[k])) exact[matrix.rows[k]!] = 0;
    }
  }
  return exact;
}

/** Whether every feasible objective is an integer: integer costs on integer columns, nothing elsewhere. O(n). */
export function hasIntegerObjective({ cost, isInteger }: LinearProgram): boolean {
  return cost.every((price, j) => price === 0 || (isInteger[j] === 1 && Number.isInteger(price)));
}

/**
 * Whether a proven bound closes the gap to an objective: within a tenth of what the door allows, or within the relative
 * gap that was asked for; exactly, where all objectives are integers (round the bound up first).
 */
export function closesGap(bound: number, objective: number, relativeGap: number, isWhole: boolean): boolean {
  const tolerance = isWhole ? 0 : closeness(objective);
  return bound >= objective - Math.max(tolerance, relativeGap * Math.abs(objective));
}

/** Objectives nearer than this to each other are the same: a tenth of what the door allows. */
export function closeness(objective: number): number {
  return 0.1 * TOLERANCE + 1e-10 * Math.abs(objective);
}

/** The least integer that a bound leaves, give or take the noise of its computation. */
export function roundedUp(bound: number): number {
  return Number.isFinite(bound) ? Math.ceil(bound - Math.min(0.5, closeness(bound))) + 0 : bound;
}

/** The column bounds, integer columns rounded inwards; `undefined` where they hold no integer. */
export function integerBox({ colLower, colUpper, isInteger }: LinearProgram): Box | undefined {
  const lower = colLower.map((bound, j) => (isInteger[j] === 1 ? Math.ceil(bound) : bound));
  const upper = colUpper.map((bound, j) => (isInteger[j] === 1 ? Math.floor(bound) : bound));
  return lower.some((bound, j) => bound > upper[j]!) ? undefined : { lower, upper };
}
