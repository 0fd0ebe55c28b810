/**
 * What row multipliers and directions prove about a program whatever their source: lower bounds, infeasibility,
 * unboundedness. Adapters use these to say only what they can prove; the door checks with code of its own.
 *
 * The bounds are safe in floating point (Neumaier and Shcherbina, *Safe bounds in linear and mixed-integer linear
 * programming*, Math. Program. 99, 2004): every rounding error is covered, as long as the columns concerned have finite
 * bounds. Where a column has no end, a reduced cost within 1e-9 of its terms counts as 0.
 */
import type { LinearProgram } from "./types.js";

/** Half a unit in the last place of 1, a little enlarged. */
const ROUNDING = 2 ** -52;
/** A reduced cost below this share of its terms is taken for 0 where the column has no end. */
const NOTHING = 1e-9;

/** The box that a proof is about: that of the program or of a node of branch and bound. Shapes: both length n. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * min over the box of cost·x + Σ multiplier·(how far the row must still go), a lower bound on cost·x over all feasible
 * points in the box (Lagrangian relaxation of all rows). −Infinity where nothing is proven. O(n + m + nnz).
 *
 * Shapes: `cost` length n, `multipliers` length m, any signs; those that point to an infinite row bound count as 0.
 */
export function lagrangianBound(
  program: LinearProgram,
  box: Box,
  cost: Float64Array,
  multipliers: Float64Array,
): number {
  const { rowLower, rowUpper, matrix } = program;
  let total = 0;
  let error = 0;
  const add = (term: number, uncertainty: number): void => {
    total += term;
    error += ROUNDING * (Math.abs(term) + Math.abs(total)) + uncertainty;
  };
  const used = new Float64Array(multipliers.length);
  for (let i = 0; i < used.length; i++) {
    const multiplier = multipliers[i]!;
    const end = multiplier > 0 ? rowLower[i]! : rowUpper[i]!;
    if (multiplier === 0 || !Number.isFinite(end)) continue;
    used[i] = multiplier;
    add(multiplier * end, 0);
  }
  for (let j = 0; j < cost.length; j++) {
    let reduced = cost[j]!;
    let terms = Math.abs(reduced);
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
      const term = matrix.values[k]! * used[matrix.rows[k]!]!;
      reduced -= term;
      terms += Math.abs(term);
    }
    if (reduced === 0 && terms === 0) continue;
    const doubt = (matrix.starts[j + 1]! - matrix.starts[j]! + 1) * ROUNDING * terms;
    const [low, high] = [box.lower[j]!, box.upper[j]!];
    const isTiny = Math.abs(reduced) <= Math.max(doubt, NOTHING * Math.max(terms, 1e-3));
    if (Number.isFinite(low) && Number.isFinite(high)) {
      add(reduced * (reduced > 0 ? low : high), doubt * Math.max(Math.abs(low), Math.abs(high)));
    } else {
      const end = reduced > 0 ? low : high;
      if (Number.isFinite(end)) add(reduced * end, doubt * Math.abs(end));
      else if (!isTiny) return -Infinity;
    }
  }
  const bound = total - error;
  return Number.isNaN(bound) ? -Infinity : bound;
}

/** Whether the multipliers prove that no point of the box meets all rows (Farkas). O(n + m + nnz). */
export function provesInfeasible(program: LinearProgram, box: Box, multipliers: Float64Array): boolean {
  let scale = 0;
  for (const multiplier of multipliers) scale = Math.max(scale, Math.abs(multiplier));
  if (!(scale > 0) || !Number.isFinite(scale)) return false;
  const unit = multipliers.map((multiplier) => multiplier / scale);
  return lagrangianBound(program, box, new Float64Array(program.cost.length), unit) > 0;
}

/**
 * Whether the direction keeps to all rows and all ends of the box for ever while the cost falls: with any feasible point
 * a proof that there is no optimum. O(n + m + nnz).
 */
export function provesFallingForEver(program: LinearProgram, box: Box, direction: Float64Array): boolean {
  const { cost, rowLower, rowUpper, matrix } = program;
  let scale = 0;
  for (const step of direction) scale = Math.max(scale, Math.abs(step));
  if (!(scale > 0) || !Number.isFinite(scale)) return false;
  const drift = new Float64Array(rowLower.length);
  const terms = new Float64Array(rowLower.length);
  let [fall, costTerms] = [0, 0];
  for (let j = 0; j < direction.length; j++) {
    const step = direction[j]! / scale;
    if (Math.abs(step) <= NOTHING) continue; // noise of the pivots
    if (step > 0 ? box.upper[j] !== Infinity : box.lower[j] !== -Infinity) return false;
    fall += cost[j]! * step;
    costTerms += Math.abs(cost[j]! * step);
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
      drift[matrix.rows[k]!]! += matrix.values[k]! * step;
      terms[matrix.rows[k]!]! += Math.abs(matrix.values[k]! * step);
    }
  }
  if (!(fall < -NOTHING * costTerms)) return false;
  return drift.every((change, i) => {
    if (Math.abs(change) <= NOTHING * terms[i]!) return true;
    return change > 0 ? rowUpper[i] === Infinity : rowLower[i] === -Infinity;
  });
}

/** cost − Aᵀ·multipliers, column by column: the duals of the columns. O(n + nnz). */
export function reducedCosts({ cost, matrix }: LinearProgram, multipliers: Float64Array): Float64Array {
  return cost.map((price, j) => {
    let reduced = price;
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
      reduced -= matrix.values[k]! * multipliers[matrix.rows[k]!]!;
    }
    return reduced;
  });
}
