/**
 * Branch and bound that believes nothing: a node is closed only by a proof that is checked here (a safe lower bound or
 * Farkas multipliers), and a point counts only if it is feasible after rounding. A relaxation that answers nonsense can
 * cost time, never a wrong answer.
 *
 * Best bound first, diving from each node towards the nearer side of the most fractional column.
 */
import { type Box, lagrangianBound, provesFallingForEver, provesInfeasible, reducedCosts } from "./certificates.js";
import { closesGap, type FeasiblePoint, feasiblePoint, hasIntegerObjective, integerBox, roundedUp } from "./points.js";
import type { Limit, LinearOptions, LinearProgram, LinearResult } from "./types.js";

/** What a relaxation claims about the program without integrality in a box. Nothing of it is believed unchecked. */
export type Relaxed =
  | { readonly kind: "point"; readonly values: Float64Array; readonly multipliers: Float64Array }
  | { readonly kind: "infeasible"; readonly multipliers: Float64Array }
  | { readonly kind: "unbounded"; readonly values: Float64Array; readonly direction: Float64Array }
  | { readonly kind: "failed" };

/** Solves relaxations. `attempt` counts up where an answer could not be proven: try something else. */
export interface Relaxation {
  /** How many attempts are worth making. */
  readonly attempts: number;
  /** @throws {@link Stopped} once time is up. */
  solve(cost: Float64Array, box: Box, attempt: number): Relaxed;
}

/** Thrown in the middle of a run; the search then ends with what it has. */
export class Stopped extends Error {
  override readonly name = "Stopped";
  readonly limit: Limit;

  constructor(limit: Limit) {
    super(`stopped: ${limit}`);
    this.limit = limit;
  }
}

/** How far to search. */
export interface SearchLimits {
  /** Nodes after which to give up with `limit: "iterations"`. */
  readonly nodeLimit: number;
  /** Throws {@link Stopped} when time is up or the run was cancelled. */
  readonly check: () => void;
  /** Lets the event loop run now and then, so that signals and timers arrive. */
  readonly breathe: () => Promise<void>;
}

/** Further than this from an integer is fractional. */
const FRACTION = 1e-7;

/**
 * The optimum with its proof, or how far the proof got. The program is validated: every integer column is bounded.
 * Duals are given for pure LPs.
 */
export async function branchAndBound(
  program: LinearProgram,
  relaxation: Relaxation,
  options: LinearOptions,
  limits: SearchLimits,
): Promise<LinearResult> {
  const root = integerBox(program);
  if (root === undefined) return { status: "infeasible" };
  if (!program.isInteger.includes(1)) return solveContinuous(program, relaxation, root, options);
  const search: Search = {
    program,
    relaxation,
    options,
    gap: options.relativeGap ?? 0,
    wholeObjective: hasIntegerObjective(program),
    startedAt: performance.now(),
    open: [],
    best: undefined,
    closedBound: Infinity,
  };
  if (options.start !== undefined) offer(search, options.start);
  return run(search, { ...root, bound: -Infinity }, limits);
}

function solveContinuous(
  program: LinearProgram,
  relaxation: Relaxation,
  box: Box,
  { start, relativeGap = 0 }: LinearOptions,
): LinearResult {
  let best = start === undefined ? undefined : feasiblePoint(program, start);
  let bound = -Infinity;
  let multipliers: Float64Array | undefined;
  let limit: Limit = "unknown";
  try {
    for (let attempt = 0; attempt < relaxation.attempts; attempt++) {
      const relaxed = relaxation.solve(program.cost, box, attempt);
      if (relaxed.kind === "infeasible" && provesInfeasible(program, box, relaxed.multipliers)) {
        return { status: "infeasible" };
      }
      if (relaxed.kind === "point" || relaxed.kind === "unbounded") {
        const point = feasiblePoint(program, relaxed.values);
        if (point !== undefined && point.objective < (best?.objective ?? Infinity)) best = point;
      }
      if (relaxed.kind === "unbounded" && best !== undefined) {
        if (provesFallingForEver(program, box, relaxed.direction)) return { status: "unbounded" };
      }
      if (relaxed.kind === "point") {
        const proven = lagrangianBound(program, box, program.cost, relaxed.multipliers);
        if (proven > bound) [bound, multipliers] = [proven, relaxed.multipliers];
      }
      if (best !== undefined && multipliers !== undefined && closesGap(bound, best.objective, relativeGap, false)) {
        const duals = { row: multipliers, column: reducedCosts(program, multipliers) };
        return { status: "optimal", solution: { ...best, bound: Math.min(bound, best.objective), duals } };
      }
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    limit = error.limit;
  }
  if (best === undefined) return { status: "noSolutionFound", limit };
  return { status: "feasible", limit, solution: { ...best, bound: Math.min(bound, best.objective) } };
}

interface Node extends Box {
  /** Proven for the parent, hence for this node. */
  readonly bound: number;
}

/** The state of one run. */
interface Search {
  readonly program: LinearProgram;
  readonly relaxation: Relaxation;
  readonly options: LinearOptions;
  readonly gap: number;
  readonly wholeObjective: boolean;
  readonly startedAt: number;
  /** A heap, least bound on top. */
  readonly open: Node[];
  best: FeasiblePoint | undefined;
  /** Least bound of all nodes that were closed against the incumbent, or could be neither closed nor split. */
  closedBound: number;
}

async function run(search: Search, root: Node, limits: SearchLimits): Promise<LinearResult> {
  const { target = -Infinity } = search.options;
  let node: Node | undefined = root;
  let limit: Limit | undefined;
  try {
    for (let explored = 0; node !== undefined; node ??= pop(search.open)) {
      if (isCut(search, node.bound)) {
        search.closedBound = Math.min(search.closedBound, node.bound);
        node = undefined;
        continue;
      }
      await limits.breathe();
      limits.check();
      if ((search.best?.objective ?? Infinity) <= target) throw new Stopped("target");
      if (explored >= limits.nodeLimit) throw new Stopped("iterations");
      explored += 1;
      const next = explore(search, node);
      if (next === "unbounded") return await decideUnbounded(search, limits);
      node = next;
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    limit = error.limit;
    if (node !== undefined) search.closedBound = Math.min(search.closedBound, node.bound);
  }
  return answer(search, limit);
}

function answer(search: Search, limit: Limit | undefined): LinearResult {
  const bound = leastBound(search);
  if (search.best === undefined) {
    if (limit === undefined && bound === Infinity) return { status: "infeasible" };
    return { status: "noSolutionFound", limit: limit ?? "unknown" };
  }
  const { objective } = search.best;
  const solution = { ...search.best, bound: Math.min(objective, provenBy(search, bound)) };
  if (closesGap(solution.bound, objective, search.gap, search.wholeObjective)) return { status: "optimal", solution };
  return { status: "feasible", limit: limit ?? "unknown", solution };
}

function leastBound({ open, closedBound }: Search): number {
  return open.reduce((least, { bound }) => Math.min(least, bound), closedBound);
}

/** Closes the node, or splits it and returns the half to go on with. */
function explore(search: Search, node: Node): Node | "unbounded" | undefined {
  const { program, relaxation } = search;
  let bound = node.bound;
  let values: Float64Array | undefined;
  for (let attempt = 0; attempt < relaxation.attempts; attempt++) {
    const relaxed = relaxation.solve(program.cost, node, attempt);
    if (relaxed.kind === "infeasible" && provesInfeasible(program, node, relaxed.multipliers)) return undefined;
    if (relaxed.kind === "unbounded" && provesFallingForEver(program, node, relaxed.direction)) return "unbounded";
    if (relaxed.kind !== "point") continue;
    offer(search, relaxed.values);
    const proven = lagrangianBound(program, node, program.cost, relaxed.multipliers);
    bound = Math.max(bound, proven);
    values ??= relaxed.values;
    if (isCut(search, bound)) {
      search.closedBound = Math.min(search.closedBound, bound);
      return undefined;
    }
    // With a bound and a column to split, splitting does more than another attempt.
    if (proven > -Infinity && fractionalColumn(program, node, values) !== undefined) break;
  }
  return split(search, node, bound, values);
}

function split(search: Search, node: Node, bound: number, values: Float64Array | undefined): Node | undefined {
  const { program } = search;
  const column = (values && fractionalColumn(program, node, values)) ?? widestColumn(program, node);
  if (column === undefined) {
    search.closedBound = Math.min(search.closedBound, bound); // neither closed nor split: stays unproven
    return undefined;
  }
  const [low, high] = [node.lower[column]!, node.upper[column]!];
  const value = values?.[column] ?? NaN;
  const wanted = value >= low && value <= high ? value : (low + high) / 2;
  const floor = Math.min(high - 1, Math.max(low, Math.floor(wanted)));
  const below: Node = { lower: node.lower, upper: replaced(node.upper, column, floor), bound };
  const above: Node = { lower: replaced(node.lower, column, floor + 1), upper: node.upper, bound };
  const [next, later] = wanted - floor <= 0.5 ? [below, above] : [above, below];
  push(search.open, later);
  return next;
}

function replaced(values: Float64Array, index: number, value: number): Float64Array {
  const copy = values.slice();
  copy[index] = value;
  return copy;
}

/** The most fractional integer column that still has room. Ties go to the first. */
function fractionalColumn(
  { isInteger }: LinearProgram,
  { lower, upper }: Box,
  values: Float64Array,
): number | undefined {
  let best: number | undefined;
  let most = FRACTION;
  for (let j = 0; j < values.length; j++) {
    if (isInteger[j] !== 1 || lower[j] === upper[j]) continue;
    const fraction = Math.abs(values[j]! - Math.round(values[j]!));
    if (fraction > most) [best, most] = [j, fraction];
  }
  return best;
}

function widestColumn({ isInteger }: LinearProgram, { lower, upper }: Box): number | undefined {
  let widest: number | undefined;
  let most = 0;
  for (let j = 0; j < lower.length; j++) {
    if (isInteger[j] === 1 && upper[j]! - lower[j]! > most) [widest, most] = [j, upper[j]! - lower[j]!];
  }
  return widest;
}

function isCut(search: Search, bound: number): boolean {
  if (search.best === undefined) return bound === Infinity;
  return closesGap(provenBy(search, bound), search.best.objective, search.gap, search.wholeObjective);
}

/** Where all objectives are integers, so is the least one above a bound. */
function provenBy({ wholeObjective }: Search, bound: number): number {
  return wholeObjective ? roundedUp(bound) : bound;
}

function offer(search: Search, values: Float64Array): void {
  const point = feasiblePoint(search.program, values);
  if (point === undefined || point.objective >= (search.best?.objective ?? Infinity)) return;
  search.best = point;
  const elapsed = (performance.now() - search.startedAt) / 1000;
  const bound = Math.min(leastBound(search), point.objective);
  search.options.onProgress?.({ incumbent: point.objective, bound, elapsed });
}

/** The cost falls for ever from any feasible point: integer columns are bounded, so they take no part in the fall. */
async function decideUnbounded(search: Search, limits: SearchLimits): Promise<LinearResult> {
  if (search.best !== undefined) return { status: "unbounded" };
  const free: LinearProgram = { ...search.program, cost: new Float64Array(search.program.cost.length) };
  const found = await branchAndBound(free, search.relaxation, {}, limits);
  return found.status === "optimal" || found.status === "feasible" ? { status: "unbounded" } : found;
}

function push(heap: Node[], node: Node): void {
  let at = heap.push(node) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.bound <= node.bound) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = node;
}

function pop(heap: Node[]): Node | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.bound < heap[child]!.bound) child += 1;
    if (heap[child]!.bound >= last.bound) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return top;
}
