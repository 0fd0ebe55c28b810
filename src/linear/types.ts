/**
 * Linear and mixed-integer programs as plain data, and what an engine may answer.
 *
 * Names follow the row-bound standard form: minimise cᵀx subject to rowLower ≤ A·x ≤ rowUpper, colLower ≤ x ≤ colUpper,
 * with A (m rows × n columns) in compressed sparse column form. Plain data can be frozen, cloned, sent to a worker or
 * written to a fixture.
 */

/** Column j holds entries `starts[j] … starts[j + 1] − 1`; rows ascend within a column. */
export interface SparseColumns {
  readonly starts: Int32Array; // length n + 1, starts[0] = 0
  readonly rows: Int32Array; // length nnz, each in [0, m)
  readonly values: Float64Array; // length nnz, finite and non-zero
}

/** minimise cᵀx subject to rowLower ≤ A·x ≤ rowUpper, colLower ≤ x ≤ colUpper, x_j integer where isInteger[j] = 1. */
export interface LinearProgram {
  /** Length n; for people and reports only, no engine ever parses them. */
  readonly columnNames?: readonly string[];
  /** Length m; for people and reports only. */
  readonly rowNames?: readonly string[];
  readonly cost: Float64Array; // length n, objective units per unit of x, finite
  readonly colLower: Float64Array; // length n, may be −Infinity
  readonly colUpper: Float64Array; // length n, may be +Infinity
  readonly isInteger: Uint8Array; // length n, 0 or 1
  readonly rowLower: Float64Array; // length m, may be −Infinity
  readonly rowUpper: Float64Array; // length m, may be +Infinity
  readonly matrix: SparseColumns;
}

/**
 * What an engine can do. Declared, never sniffed; the conformance cases test every feature that is named.
 *
 * `integer` integer columns · `bound` a proven bound beside the value · `duals` row and column duals of a pure LP ·
 * `warmStart` takes `options.start` · `cancel` honours `options.signal` · `timeLimit` honours `options.timeLimit`
 */
export type Feature = "integer" | "bound" | "duals" | "warmStart" | "cancel" | "timeLimit";

/** What stopped a run before its end. `target`: an objective that is as good as was asked for. */
export type Limit = "time" | "cancelled" | "iterations" | "target" | "unknown";

/** How to solve. Everything may be left out. */
export interface LinearOptions {
  /** Wall-clock seconds. Default: none. */
  readonly timeLimit?: number;
  readonly signal?: AbortSignal;
  /** Relative gap at which an integer solution counts as optimal. Default 0: proven to the last unit. */
  readonly relativeGap?: number;
  /**
   * An objective, in its units, that is good enough: an integer program may end with the first point that is worth no more, proven or
   * not (`feasible`, limit `target`). Engines that do not look at it go on to the optimum. Default: none.
   */
  readonly target?: number;
  /** Length n: a point to start from; need not be feasible. */
  readonly start?: Float64Array;
  /** Called with the incumbent and the bound while an integer program is solved. */
  readonly onProgress?: (event: {
    readonly incumbent: number;
    readonly bound: number;
    readonly elapsed: number;
  }) => void;
}

/** A point with what is proven of it. `bound` never exceeds `objective` (minimisation). */
export interface Solution {
  readonly values: Float64Array; // length n, in column order
  readonly objective: number;
  /** Proven lower bound on the optimum; −Infinity where the engine proves none. */
  readonly bound: number;
  /** Of a pure LP at its optimum, where the engine declares `duals`: cost − Aᵀ·row = column. */
  readonly duals?: { readonly row: Float64Array; readonly column: Float64Array };
}

/** Being infeasible or out of time is an answer, not an exception. */
export type LinearResult =
  | { readonly status: "optimal"; readonly solution: Solution }
  | { readonly status: "feasible"; readonly limit: Limit; readonly solution: Solution }
  | { readonly status: "noSolutionFound"; readonly limit: Limit }
  | { readonly status: "infeasible" }
  | { readonly status: "unbounded" }
  | { readonly status: "infeasibleOrUnbounded" };

/** What an adapter implements. It receives validated programs only (`solveLinear` is the door) and never changes them. */
export interface Engine {
  readonly name: string;
  readonly features: ReadonlySet<Feature>;
  solve(program: LinearProgram, options: LinearOptions): Promise<LinearResult>;
  /** Frees what the engine holds (a runtime, a worker). The engine may not be used afterwards. */
  dispose?(): void;
}
