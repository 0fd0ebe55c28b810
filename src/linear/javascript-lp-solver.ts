/**
 * The embedded engine: the simplex of javascript-lp-solver 1.0.3 under our own branch and bound. No asset, no worker;
 * runs wherever JavaScript runs.
 *
 * The package is trusted with nothing but pivots. Its JSON door is not used (names, typos and texts cannot occur), nor
 * its presolve, nor its branch and bound, which has claimed wrong optima and run for ever. Each linear relaxation is
 * solved on its `Tableau`; the row multipliers that the final tableau holds are then turned into a bound, or into a proof
 * of infeasibility, by `certificates.ts`. A relaxation that proves nothing is tried again in another scaling.
 *
 * Every loop of its simplex ends in `pivot`, which is watched: a cycling or endless run stops at the pivot limit or at
 * the clock. Its cycle detection is off, as it calls a cycling program infeasible.
 */
import lpSolver from "javascript-lp-solver";
import { ImbangError, type Issue, nearest } from "../errors/index.js";
import { branchAndBound, type Relaxation, type Relaxed, Stopped } from "./branch-and-bound.js";
import type { Box } from "./certificates.js";
import type { Engine, Feature, LinearOptions, LinearProgram, LinearResult } from "./types.js";
import { noOptionsIssues } from "./validate.js";

// Typed as CommonJS, so `nodenext` sees a namespace here; at run time it is the solver itself.
const { Model } = lpSolver as unknown as typeof lpSolver.default;
type Model = InstanceType<typeof Model>;
type Tableau = Model["tableau"];

/** How far the embedded engine goes. */
export interface JavascriptLpSolverOptions {
  /** Nodes of branch and bound before it gives up with `limit: "iterations"`. Default 200,000. */
  readonly nodeLimit?: number;
}

/** Cells of a dense tableau (8 bytes each) beyond which programs are refused: 16 million, of which three copies live. */
const MOST_CELLS = 2 ** 24;
/** Milliseconds of work between two visits of the event loop. */
const BREATH = 20;
const FEATURES: readonly Feature[] = ["integer", "bound", "duals", "warmStart", "cancel", "timeLimit"];

/**
 * The default engine. Stateless: one may serve any number of calls, also at once.
 *
 * `optimal`, `infeasible` and `unbounded` are said only with a proof that was checked; where the arithmetic fails, the
 * answer is `feasible` or `noSolutionFound` with `limit: "unknown"`. A time limit is kept to within a few pivots,
 * cancelling works between nodes. `start` becomes the first incumbent where it is feasible. Dense: good for up to some
 * hundred rows and columns; beyond 16 million cells it refuses.
 *
 * @throws ImbangError `linear/wrong-options`, `linear/unknown-option`, `linear/wrong-option`; when solving, `linear/too-large`.
 */
export function javascriptLpSolver(options: JavascriptLpSolverOptions = {}): Engine {
  const issues: Issue[] = noOptionsIssues(options);
  if (issues.length > 0) throw new ImbangError(issues);
  for (const key of Object.keys(options)) {
    if (key === "nodeLimit") continue;
    const hint = nearest(key, ["nodeLimit"]) === undefined ? "the only option is nodeLimit" : "you meant `nodeLimit`";
    const message = `there is no option ${JSON.stringify(key)}`;
    issues.push({ code: "linear/unknown-option", path: [key], message, hint });
  }
  const { nodeLimit = 200_000 } = options;
  if (!(typeof nodeLimit === "number" && nodeLimit >= 1)) {
    const message = `nodeLimit must be a number from 1, this is ${String(nodeLimit)}`;
    issues.push({ code: "linear/wrong-option", path: ["nodeLimit"], message });
  }
  if (issues.length > 0) throw new ImbangError(issues);
  return {
    name: "javascript-lp-solver",
    features: new Set(FEATURES),
    solve: (program, solveOptions) => solve(program, solveOptions, nodeLimit),
  };
}

async function solve(program: LinearProgram, options: LinearOptions, nodeLimit: number): Promise<LinearResult> {
  const cells = (program.cost.length + 1) * (program.rowLower.length + 1);
  if (cells > MOST_CELLS) {
    const message = `${program.rowLower.length} rows and ${program.cost.length} columns make a dense tableau of ${cells} cells; the limit is ${MOST_CELLS}`;
    throw new ImbangError([{ code: "linear/too-large", path: [], message, hint: "use the engine `highs()`" }]);
  }
  const startedAt = performance.now();
  const deadline = options.timeLimit === undefined ? Infinity : startedAt + options.timeLimit * 1000;
  let breathedAt = startedAt;
  const check = (): void => {
    if (options.signal?.aborted === true) throw new Stopped("cancelled");
    if (performance.now() >= deadline) throw new Stopped("time");
  };
  const breathe = async (): Promise<void> => {
    if (performance.now() - breathedAt < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    breathedAt = performance.now();
  };
  return branchAndBound(program, createRelaxation(program, check), options, { nodeLimit, check, breathe });
}

/** How an attempt at a relaxation is made. */
interface Manner {
  readonly precision: number;
  readonly scaled: boolean;
}

const MANNERS: readonly Manner[] = [
  { precision: 1e-9, scaled: true },
  { precision: 1e-11, scaled: true },
  { precision: 1e-8, scaled: false },
];

/** Relaxations by simplex: the first attempt goes on from the tableau of the first box, later ones begin anew. */
function createRelaxation(program: LinearProgram, check: () => void): Relaxation {
  let root: { readonly cost: Float64Array; readonly dense: Dense; readonly isOptimal: boolean } | undefined;
  return {
    attempts: MANNERS.length + 1,
    solve(cost, box, attempt) {
      if (attempt > 0) return solveDense(createDense(program, cost, box, MANNERS[attempt - 1]!), program, check);
      if (root?.cost !== cost) {
        const dense = createDense(program, cost, box, MANNERS[0]!);
        root = undefined;
        const relaxed = solveDense(dense, program, check);
        root = { cost, dense, isOptimal: relaxed.kind === "point" };
        return relaxed;
      }
      if (!root.isOptimal) return { kind: "failed" };
      return solveDense(narrowed(root.dense, box), program, check);
    },
  };
}

/** A program in the form of the package: columns x′ ≥ 0, rows ≤ or ≥, and the tableau that belongs to it. */
interface Dense {
  readonly tableau: Tableau;
  readonly box: Box;
  /** Length n: x = base + sign·x′. Columns without any finite bound are split: x = x′ − x″. */
  readonly base: Float64Array;
  readonly sign: Int8Array;
  /** Length n: index of x′ and of x″ in the tableau; −1 where there is none (fixed columns, and most x″). */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Row, index of its slack, and what its dual is worth in units of the row (negative for ≤). */
  readonly slacks: readonly { readonly row: number; readonly index: number; readonly factor: number }[];
}

function createDense(program: LinearProgram, cost: Float64Array, box: Box, { precision, scaled }: Manner): Dense {
  const { rowLower, rowUpper, matrix } = program;
  const [columns, rows] = [cost.length, rowLower.length];
  const model = new Model(precision);
  model.checkForCycles = false;
  model.usePresolve = false;
  const base = new Float64Array(columns);
  const sign = new Int8Array(columns).fill(1);
  const shift = new Float64Array(rows);
  const largest = new Float64Array(rows);
  for (let j = 0; j < columns; j++) {
    const [low, high] = [box.lower[j]!, box.upper[j]!];
    if (low === -Infinity && high !== Infinity) sign[j] = -1;
    base[j] = low !== -Infinity ? low : high !== Infinity ? high : 0;
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
      const row = matrix.rows[k]!;
      shift[row]! += matrix.values[k]! * base[j]!;
      if (low !== high) largest[row] = Math.max(largest[row]!, Math.abs(matrix.values[k]!));
    }
  }
  // Powers of two scale without rounding.
  const scale = largest.map((most) => (scaled && most > 0 ? 2 ** -Math.round(Math.log2(most)) : 1));
  const greatestCost = cost.reduce((most, price) => Math.max(most, Math.abs(price)), 0);
  const costScale = scaled && greatestCost > 0 ? 2 ** -Math.round(Math.log2(greatestCost)) : 1;

  const first = new Int32Array(columns).fill(-1);
  const second = new Int32Array(columns).fill(-1);
  const variables: ReturnType<Model["addVariable"]>[] = [];
  const addVariable = (price: number): number => {
    const variable = model.addVariable(price * costScale, `c${variables.length}`, false, false);
    variables[variable.index] = variable;
    return variable.index;
  };
  for (let j = 0; j < columns; j++) {
    const [low, high] = [box.lower[j]!, box.upper[j]!];
    if (low === high) continue;
    first[j] = addVariable(cost[j]! * sign[j]!);
    if (low === -Infinity && high === Infinity) second[j] = addVariable(-cost[j]!);
  }
  const slacks: { row: number; index: number; factor: number }[] = [];
  const below: ReturnType<Model["smallerThan"]>[] = [];
  const above: ReturnType<Model["smallerThan"]>[] = [];
  for (let i = 0; i < rows; i++) {
    if (rowUpper[i] !== Infinity) {
      below[i] = model.smallerThan((rowUpper[i]! - shift[i]!) * scale[i]!);
      slacks.push({ row: i, index: below[i]!.index, factor: -scale[i]! });
    }
    if (rowLower[i] !== -Infinity) {
      above[i] = model.greaterThan((rowLower[i]! - shift[i]!) * scale[i]!);
      slacks.push({ row: i, index: above[i]!.index, factor: scale[i]! });
    }
  }
  for (let j = 0; j < columns; j++) {
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
      const row = matrix.rows[k]!;
      const value = matrix.values[k]! * scale[row]!;
      for (const constraint of [below[row], above[row]]) {
        if (first[j]! >= 0) constraint?.addTerm(value * sign[j]!, variables[first[j]!]!);
        if (second[j]! >= 0) constraint?.addTerm(-value, variables[second[j]!]!);
      }
    }
    const width = box.upper[j]! - box.lower[j]!;
    if (first[j]! >= 0 && Number.isFinite(width)) model.smallerThan(width).addTerm(1, variables[first[j]!]!);
  }
  for (let index = 0; index < slacks.length; index++) slacks[index]!.factor /= costScale;
  const tableau = model.tableau.setModel(model);
  model.tableauInitialized = true;
  return { tableau, box, base, sign, first, second, slacks };
}

/** The solved tableau with the tighter bounds of a box as further rows. The original stays as it is. */
function narrowed(dense: Dense, box: Box): Dense {
  const cuts: { type: "min" | "max"; varIndex: number; value: number }[] = [];
  for (let j = 0; j < box.lower.length; j++) {
    const varIndex = dense.first[j]!;
    if (box.lower[j] !== dense.box.lower[j]) {
      cuts.push({ type: "min", varIndex, value: box.lower[j]! - dense.base[j]! });
    }
    if (box.upper[j] !== dense.box.upper[j]) {
      cuts.push({ type: "max", varIndex, value: box.upper[j]! - dense.base[j]! });
    }
  }
  const tableau = dense.tableau.copy();
  tableau.addCutConstraints(cuts);
  return { ...dense, tableau };
}

function solveDense(dense: Dense, program: LinearProgram, check: () => void): Relaxed {
  const { tableau } = dense;
  const pivotLimit = 20_000 + 50 * (tableau.width + tableau.height);
  let pivots = 0;
  const pivot = tableau.pivot.bind(tableau);
  tableau.pivot = (row, column) => {
    pivots += 1;
    if (pivots > pivotLimit) throw new EndlessRun();
    if (pivots % 16 === 0) check();
    pivot(row, column);
  };
  try {
    tableau.simplex();
  } catch (error) {
    if (error instanceof EndlessRun) return { kind: "failed" };
    throw error;
  } finally {
    tableau.pivot = pivot;
  }
  const values = pointOf(dense);
  if (!tableau.feasible) {
    return { kind: "infeasible", multipliers: multipliersOf(dense, program, infeasibleRow(tableau)) };
  }
  if (!tableau.bounded) return { kind: "unbounded", values, direction: directionOf(dense) };
  return { kind: "point", values, multipliers: multipliersOf(dense, program, 0) };
}

/** The simplex of the package pivots on without end. */
class EndlessRun extends Error {
  override readonly name = "EndlessRun";
}

function pointOf({ tableau, box, base, sign, first, second }: Dense): Float64Array {
  const { matrix, width, rowByVarIndex } = tableau;
  const valueOf = (index: number): number => {
    const row = index < 0 ? -1 : rowByVarIndex[index]!;
    return row < 0 ? 0 : matrix[row * width]!;
  };
  return base.map((from, j) => {
    const value = from + sign[j]! * valueOf(first[j]!) - valueOf(second[j]!);
    for (const bound of [box.lower[j]!, box.upper[j]!]) {
      if (Number.isFinite(bound) && Math.abs(value - bound) <= 1e-11 * Math.max(1, Math.abs(bound))) return bound;
    }
    return value;
  });
}

/** The row that cannot be met: most negative on the right, nothing negative on the left. */
function infeasibleRow({ matrix, width, height, precision }: Tableau): number {
  let worst = 0;
  let least = -precision;
  for (let row = 1; row < height; row++) {
    if (matrix[row * width]! < least) [worst, least] = [row, matrix[row * width]!];
  }
  return worst;
}

/**
 * The multiplier of every row of the program in a row of the tableau: of the cost row the duals, of a row that cannot be
 * met the Farkas multipliers. Those that no bound allows are noise, and 0.
 */
function multipliersOf({ tableau, slacks }: Dense, program: LinearProgram, tableauRow: number): Float64Array {
  const { matrix, width, rowByVarIndex, colByVarIndex } = tableau;
  const multipliers = new Float64Array(program.rowLower.length);
  for (const { row, index, factor } of slacks) {
    const column = colByVarIndex[index]!;
    const isBasicHere = tableauRow > 0 && rowByVarIndex[index] === tableauRow;
    const entry = isBasicHere ? 1 : column < 0 ? 0 : matrix[tableauRow * width + column]!;
    const weight = tableauRow === 0 ? -entry : entry; // the cost row holds the reduced costs negated
    if (weight > 0) multipliers[row]! += weight * factor;
  }
  return multipliers;
}

/** Where x goes when the column that nothing blocks grows. */
function directionOf({ tableau, base, sign, first, second }: Dense): Float64Array {
  const { matrix, width, rowByVarIndex, colByVarIndex, unboundedVarIndex } = tableau;
  const entering = unboundedVarIndex ?? -1;
  const column = entering < 0 ? -1 : colByVarIndex[entering]!;
  const stepOf = (index: number): number => {
    if (index < 0 || column < 0) return 0;
    if (index === entering) return 1;
    const row = rowByVarIndex[index]!;
    return row < 0 ? 0 : -matrix[row * width + column]!;
  };
  return base.map((_, j) => sign[j]! * stepOf(first[j]!) - stepOf(second[j]!));
}
