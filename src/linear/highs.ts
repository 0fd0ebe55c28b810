/**
 * HiGHS (https://highs.dev) compiled to WebAssembly, by the npm package `highs` 1.15: an optional peer dependency, loaded
 * when the engine is created. Programs travel as sparse arrays, never as text; names never travel.
 *
 * HiGHS 1.15 has returned wrong optima with all gaps at 0 (faults of its presolve), so an integer program is solved a
 * second time without presolve, and only verdicts that two runs share, or that the second run had no time to doubt, are
 * passed on (`secondOpinion`). The second run does not start at the first answer: it would only confirm it. Answers on pure LPs need no second run: they come with duals
 * or rays, which are checked.
 *
 * Solving blocks the thread. In a browser, put it into a worker.
 */
import type { CallbackData, Highs, HighsCallbackMap, Model, ModelStatusCode } from "highs";
import { EngineError, ImbangError, type Issue, nearest } from "../errors/index.js";
import { type Box, lagrangianBound, provesFallingForEver, provesInfeasible, reducedCosts } from "./certificates.js";
import {
  closeness,
  closesGap,
  type FeasiblePoint,
  feasiblePoint,
  hasIntegerObjective,
  integerBox,
  roundedUp,
} from "./points.js";
import type { Engine, Feature, Limit, LinearOptions, LinearProgram, LinearResult } from "./types.js";
import { noOptionsIssues } from "./validate.js";

/** Where the runtime comes from, and how far it is trusted. */
export interface HighsOptions {
  /** The bytes of `highs.wasm` (`highs/runtime`), where the package cannot find the file itself. */
  readonly wasmBinary?: ArrayBuffer | ArrayBufferView;
  /** Where `highs.wasm` lies: a URL or a path. */
  readonly locateFile?: (file: string) => string;
  /**
   * Solve integer programs again without presolve and compare. The second run takes at most twice as long as the
   * first (at least a second); what it cannot decide by then, it does not doubt. Default true.
   */
  readonly secondOpinion?: boolean;
}

const OPTIONS = ["wasmBinary", "locateFile", "secondOpinion"];
const FEATURES: readonly Feature[] = ["integer", "bound", "duals", "warmStart", "cancel", "timeLimit"];

/** Bytes that the 32-bit heap can ever hold. */
const HEAP = 2 ** 31;
/** A runtime whose heap has grown beyond this is not used again: it never shrinks. */
const WORN_OUT = 2 ** 30;
/** Seconds of work between two visits of the event loop. */
const BREATH = 0.05;
const SPLIT = "split the program, or bring an engine that runs natively";
/** The matrix entries and bounds that HiGHS takes as they are: beyond, it drops or changes them. */
const LEAST_VALUE = 1e-12;
const GREATEST_VALUE = 1e15;
const GREATEST_BOUND = 1e20;

/**
 * Loads HiGHS and makes an engine of it.
 *
 * Integer programs run with both gaps at 0 (unless `relativeGap` says otherwise).
 * `signal` is looked at in HiGHS' callbacks: while it blocks the thread, only `onProgress` (or shared memory in a worker)
 * can abort it. Nothing is kept from one call to the next, so the same program gets the same answer. After HiGHS throws
 * or aborts, its runtime is thrown away and the next call gets a fresh one.
 *
 * @throws ImbangError `linear/wrong-options`, `linear/unknown-option`, `linear/wrong-option`, `linear/engine-unavailable` (the
 * package or its wasm file cannot be loaded); when solving, `linear/too-large`, `linear/out-of-range`.
 */
export async function highs(options: HighsOptions = {}): Promise<Engine> {
  const issues = optionIssues(options);
  if (issues.length > 0) throw new ImbangError(issues);
  const { secondOpinion = true, ...assets } = options;
  let runtime: Highs | undefined = await load(assets);
  let isDisposed = false;
  let breathedAt = now();
  return {
    name: "highs",
    features: new Set(FEATURES),
    async solve(program, solveOptions) {
      if (isDisposed) throw new Error("this engine was disposed");
      const refusals = rangeIssues(program);
      if (refusals.length > 0) throw new ImbangError(refusals);
      if (now() - breathedAt > BREATH) {
        await new Promise((resolve) => setTimeout(resolve, 0)); // HiGHS blocks: signals and timers only arrive here
        breathedAt = now();
      }
      const current = runtime !== undefined && runtime.memoryBytes <= WORN_OUT ? runtime : await load(assets);
      runtime = current;
      try {
        return solve({ highs: current, program, options: solveOptions, startedAt: now() }, secondOpinion);
      } catch (error) {
        const isFull = current.memoryBytes > 0.9 * HEAP;
        runtime = undefined;
        if (!isFull) throw error;
        const message = "this program took HiGHS beyond the 2 GiB of its WebAssembly heap";
        throw new ImbangError([{ code: "linear/too-large", path: [], message, hint: SPLIT }], { cause: error });
      }
    },
    dispose() {
      isDisposed = true;
      runtime = undefined;
    },
  };
}

function optionIssues(options: HighsOptions): Issue[] {
  const issues = noOptionsIssues(options);
  if (issues.length > 0) return issues;
  for (const key of Object.keys(options)) {
    if (OPTIONS.includes(key)) continue;
    const meant = nearest(key, OPTIONS);
    const hint = meant === undefined ? `the options are ${OPTIONS.join(", ")}` : `you meant \`${meant}\``;
    issues.push({ code: "linear/unknown-option", path: [key], message: `there is no option "${key}"`, hint });
  }
  const { wasmBinary, locateFile, secondOpinion } = options as Record<string, unknown>;
  const refuse = (name: string, wanted: string): void => {
    issues.push({ code: "linear/wrong-option", path: [name], message: `${name} must be ${wanted}` });
  };
  if (secondOpinion !== undefined && typeof secondOpinion !== "boolean") refuse("secondOpinion", "true or false");
  if (locateFile !== undefined && typeof locateFile !== "function") refuse("locateFile", "a function");
  const isBytes = wasmBinary instanceof ArrayBuffer || ArrayBuffer.isView(wasmBinary);
  if (wasmBinary !== undefined && !isBytes) refuse("wasmBinary", "the bytes of highs.wasm");
  return issues;
}

type Assets = Pick<HighsOptions, "wasmBinary" | "locateFile">;

async function load({ wasmBinary, locateFile }: Assets): Promise<Highs> {
  let runtime: Highs;
  try {
    // Typed as CommonJS, so `nodenext` sees a namespace here; at run time the default export is the loader.
    const loader = (await import("highs")).default as unknown as (options: object) => Promise<Highs>;
    runtime = await loader({
      ...(locateFile === undefined ? {} : { locateFile }),
      ...(wasmBinary === undefined ? {} : { instantiateWasm: await instantiator(wasmBinary) }),
    });
  } catch (cause) {
    const message = `HiGHS cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`;
    const hint = "run `npm install highs`, or pass `wasmBinary` or `locateFile` if only highs.wasm is not found";
    throw new ImbangError([{ code: "linear/engine-unavailable", path: [], message, hint }], { cause });
  }
  selfTest(runtime);
  return runtime;
}

/** The package documents `wasmBinary` and `wasmModule` and reads neither (1.15.3); Emscripten's own hook works. */
async function instantiator(bytes: NonNullable<Assets["wasmBinary"]>): Promise<unknown> {
  const module = await WebAssembly.compile(bytes as BufferSource);
  return (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object => {
    done(new WebAssembly.Instance(module, imports));
    return {};
  };
}

/** lovasoa/highs-js #53: `highs` 1.14.2 called 15 optimal here. */
function selfTest(runtime: Highs): void {
  const program: LinearProgram = {
    cost: Float64Array.of(2, 3),
    colLower: new Float64Array(2),
    colUpper: Float64Array.of(10, 10),
    isInteger: Uint8Array.of(0, 1),
    rowLower: Float64Array.of(4.5),
    rowUpper: Float64Array.of(Infinity),
    matrix: { starts: Int32Array.of(0, 1, 2), rows: new Int32Array(2), values: Float64Array.of(1, 1) },
  };
  const found = solve({ highs: runtime, program, options: {}, startedAt: now() }, false);
  if (found.status === "optimal" && Math.abs(found.solution.objective - 9) < 1e-6) return;
  const message = `HiGHS ${runtime.version.string} fails its self-test: the optimum is 9`;
  throw new EngineError([{ code: "linear/wrong-answer", path: ["engine", "highs"], message }], { result: found });
}

/**
 * What HiGHS would silently change, and what cannot fit its heap. The estimate of bytes, measured on random programs and
 * rounded up: 2,000 a row or column and 400 an entry, twice that with integer columns.
 */
function rangeIssues(program: LinearProgram): Issue[] {
  const { cost, colLower, colUpper, rowLower, rowUpper, isInteger, matrix } = program;
  const issues: Issue[] = [];
  const perItem = isInteger.includes(1) ? 2 : 1;
  const bytes = perItem * (2000 * (cost.length + rowLower.length) + 400 * matrix.values.length);
  if (bytes > HEAP) {
    const gibibytes = (bytes / 2 ** 30).toFixed(1);
    const message = `this program would take HiGHS about ${gibibytes} GiB; its WebAssembly heap ends at 2 GiB`;
    issues.push({ code: "linear/too-large", path: ["matrix"], message, hint: SPLIT });
  }
  const refuse = (path: (string | number)[], value: number, limits: string): void => {
    const message = `HiGHS would not take ${value} as it is: ${limits}`;
    issues.push({ code: "linear/out-of-range", path, message, hint: "choose units nearer to 1" });
  };
  for (let k = 0; k < matrix.values.length; k++) {
    const size = Math.abs(matrix.values[k]!);
    if (size > LEAST_VALUE && size < GREATEST_VALUE) continue;
    refuse(["matrix", "values", k], matrix.values[k]!, `entries lie between ${LEAST_VALUE} and ${GREATEST_VALUE}`);
  }
  for (const [name, values] of Object.entries({ cost, colLower, colUpper, rowLower, rowUpper })) {
    for (let k = 0; k < values.length; k++) {
      if (Math.abs(values[k]!) < GREATEST_BOUND || !Number.isFinite(values[k])) continue;
      refuse([name, k], values[k]!, `from ${GREATEST_BOUND} on numbers count as infinite`);
    }
  }
  return issues;
}

/** One call: everything that its runs share. */
interface Call {
  readonly highs: Highs;
  readonly program: LinearProgram;
  readonly options: LinearOptions;
  readonly startedAt: number;
}

/** How a run is made. */
interface Manner {
  readonly presolve: "choose" | "off";
  /** Feasibility tolerances of 1e-9 whatever the size of the numbers: exacter, and on large ones sometimes endless. */
  readonly strict: boolean;
  readonly seed: number;
  readonly start?: Float64Array | undefined;
  /** Seconds, beside what is left of the caller's limit. */
  readonly budget: number;
  readonly reports: boolean;
}

/** What one run says. `point` is checked and rounded; `bound` and `verdict` are claims. */
interface Opinion {
  readonly verdict: "optimal" | "infeasible" | "unbounded" | "infeasibleOrUnbounded" | "stopped";
  readonly limit: Limit;
  readonly point?: FeasiblePoint | undefined;
  readonly bound: number;
  readonly multipliers?: Float64Array | undefined;
  readonly ray?: Float64Array | undefined;
}

function solve(call: Call, secondOpinion: boolean): LinearResult {
  const { program } = call;
  if (program.cost.length === 0) {
    // HiGHS calls a program without columns empty, even where a row wants more than 0.
    const point = feasiblePoint(program, new Float64Array(0));
    if (point === undefined) return { status: "infeasible" };
    const duals = { row: new Float64Array(program.rowLower.length), column: new Float64Array(0) };
    return { status: "optimal", solution: { ...point, bound: 0, duals } };
  }
  if (!program.isInteger.includes(1)) return solveContinuous(call);
  // With fractional bounds on integer columns, HiGHS 1.15 cuts off optima, and aborts without presolve.
  const box = integerBox(program);
  if (box === undefined) return { status: "infeasible" };
  return solveInteger({ ...call, program: { ...program, colLower: box.lower, colUpper: box.upper } }, secondOpinion);
}

/** Presolve is tried first, then none; the first verdict with a proof counts. */
function solveContinuous(call: Call): LinearResult {
  const { program, options } = call;
  const box: Box = { lower: program.colLower, upper: program.colUpper };
  let best: FeasiblePoint | undefined;
  let bound = -Infinity;
  let limit: Limit = "unknown";
  const verdicts: Opinion["verdict"][] = [];
  for (const presolve of ["choose", "off"] as const) {
    const strict = presolve === "off";
    const opinion = run(call, { presolve, strict, seed: 0, start: options.start, budget: Infinity, reports: true });
    const { verdict, point, multipliers, ray } = opinion;
    verdicts.push(verdict);
    if (point !== undefined && point.objective < (best?.objective ?? Infinity)) best = point;
    if (multipliers !== undefined) {
      bound = Math.max(bound, lagrangianBound(program, box, program.cost, multipliers));
      if (verdict === "infeasible" && provesInfeasible(program, box, multipliers)) return { status: "infeasible" };
    }
    if (verdict === "unbounded" && ray !== undefined && provesFallingForEver(program, box, ray)) {
      best ??= run({ ...call, program: withoutCost(program) }, FEASIBILITY).point;
      if (best !== undefined) return { status: "unbounded" };
    }
    if (verdict === "optimal" && best !== undefined && multipliers !== undefined && closes(call, bound, best)) {
      const duals = { row: multipliers, column: reducedCosts(program, multipliers) };
      return { status: "optimal", solution: { ...best, bound: Math.min(bound, best.objective), duals } };
    }
    if (verdict === "stopped") {
      limit = opinion.limit;
      if (limit !== "unknown") break;
    }
  }
  // No proof, but the same verdict with presolve and without.
  if (best === undefined && verdicts.every((verdict) => verdict === "infeasible")) return { status: "infeasible" };
  if (verdicts.every((verdict) => verdict === "unbounded" || verdict === "infeasibleOrUnbounded")) {
    const feasible = best ?? run({ ...call, program: withoutCost(program) }, FEASIBILITY).point;
    return { status: feasible === undefined ? "infeasibleOrUnbounded" : "unbounded" };
  }
  if (best === undefined) return { status: "noSolutionFound", limit };
  return { status: "feasible", limit, solution: { ...best, bound: Math.min(bound, best.objective) } };
}

const FEASIBILITY: Manner = { presolve: "choose", strict: false, seed: 0, budget: Infinity, reports: false };

/** Runs until two verdicts agree, three at most; a run that was stopped by its budget doubts nothing. */
function solveInteger(call: Call, secondOpinion: boolean): LinearResult {
  const { options } = call;
  const opinions: Opinion[] = [];
  let best: FeasiblePoint | undefined;
  const manners = [
    { presolve: "choose", strict: false, seed: 0 },
    { presolve: "off", strict: false, seed: 1 },
    { presolve: "off", strict: true, seed: 2 },
  ] as const;
  for (const manner of secondOpinion ? manners : manners.slice(0, 1)) {
    const isFirst = opinions.length === 0;
    const budget = isFirst ? Infinity : Math.max(1, 2 * (now() - call.startedAt));
    const opinion = decided(call, run(call, { ...manner, start: options.start, budget, reports: isFirst }), budget);
    opinions.push(opinion);
    if (opinion.point !== undefined && opinion.point.objective < (best?.objective ?? Infinity)) best = opinion.point;
    if (isFirst && opinion.verdict === "stopped" && opinion.limit !== "unknown") break;
    const settled = agreed(call, opinions, best, secondOpinion ? 2 : 1);
    if (settled !== undefined) return settled;
  }
  const { limit } = opinions.at(-1)!;
  if (best === undefined) return { status: "noSolutionFound", limit };
  // Bounds that are above a feasible point are wrong, and then none of this program is to be believed.
  const bounds = opinions.map(({ bound }) => bound);
  const isCredible = bounds.every((bound) => bound <= best.objective + closeness(best.objective));
  const bound = isCredible ? Math.min(best.objective, ...bounds) : -Infinity;
  return { status: "feasible", limit, solution: { ...best, bound } };
}

/** The verdict that no known point refutes and that enough runs share; runs that were stopped doubt nothing. */
function agreed(
  call: Call,
  opinions: readonly Opinion[],
  best: FeasiblePoint | undefined,
  needed: number,
): LinearResult | undefined {
  const decided = opinions.filter(({ verdict }) => verdict !== "stopped");
  const standing = decided.filter((opinion) => !isRefuted(call, opinion, best));
  const undecided = standing.length === decided.length ? opinions.length - decided.length : 0;
  for (const { verdict } of standing) {
    const same = standing.filter((other) => other.verdict === verdict);
    if (same.length + undecided < needed) continue;
    if (verdict !== "optimal") return { status: verdict as "infeasible" };
    const bound = Math.min(best!.objective, ...same.map((other) => other.bound));
    return { status: "optimal", solution: { ...best!, bound } };
  }
  return undefined;
}

function isRefuted(call: Call, { verdict, bound }: Opinion, best: FeasiblePoint | undefined): boolean {
  if (verdict === "infeasible") return best !== undefined;
  if (verdict !== "optimal") return false;
  return best === undefined || bound > best.objective + closeness(best.objective) || !closes(call, bound, best);
}

function closes({ program, options }: Call, bound: number, { objective }: FeasiblePoint): boolean {
  return closesGap(bound, objective, options.relativeGap ?? 0, hasIntegerObjective(program));
}

/** Tells "infeasible or unbounded" apart by asking for any point at all. */
function decided(call: Call, opinion: Opinion, budget: number): Opinion {
  if (opinion.verdict !== "infeasibleOrUnbounded" && opinion.verdict !== "unbounded") return opinion;
  const found = run({ ...call, program: withoutCost(call.program) }, { ...FEASIBILITY, budget });
  if (found.point !== undefined) return { ...opinion, verdict: "unbounded" };
  return found.verdict === "infeasible" ? { ...opinion, verdict: "infeasible" } : opinion;
}

function withoutCost(program: LinearProgram): LinearProgram {
  return { ...program, cost: new Float64Array(program.cost.length) };
}

function run(call: Call, manner: Manner): Opinion {
  const { highs, program, options } = call;
  const [numCols, numRows] = [program.cost.length, program.rowLower.length];
  const { starts, rows, values } = program.matrix;
  const data = {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: program.cost,
    colLower: program.colLower,
    colUpper: program.colUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    ...(program.isInteger.includes(1) ? { integrality: Int32Array.from(program.isInteger) } : {}),
    matrix: { format: "csc", numRows, numCols, starts, indices: rows, values },
  } as const;
  return highs.withModel((model): Opinion => {
    const left = options.timeLimit === undefined ? Infinity : options.timeLimit - (now() - call.startedAt);
    const seconds = Math.max(0, Math.min(left, manner.budget));
    if (options.signal?.aborted === true) return { verdict: "stopped", limit: "cancelled", bound: -Infinity };
    if (seconds === 0) return { verdict: "stopped", limit: "time", bound: -Infinity };
    const tolerance = manner.strict ? 1e-9 : toleranceFor(program);
    model.options.set({
      output_flag: false,
      small_matrix_value: LEAST_VALUE,
      presolve: manner.presolve,
      random_seed: manner.seed,
      mip_rel_gap: options.relativeGap ?? 0,
      mip_abs_gap: 0,
      ...(options.target === undefined ? {} : { objective_target: options.target }),
      mip_feasibility_tolerance: tolerance,
      primal_feasibility_tolerance: Math.min(1e-7, tolerance),
      dual_feasibility_tolerance: Math.min(1e-7, tolerance),
      ...(seconds < Infinity ? { time_limit: seconds } : {}),
    });
    model.passModel(data);
    if (manner.start !== undefined) model.setSolution({ colValue: manner.start });
    const { callbacks, reason } = watch(call, manner, seconds);
    const { modelStatus } = model.run(callbacks);
    return opinionOf(call, model, modelStatus, reason(), seconds < left ? "unknown" : "time");
  });
}

/**
 * 1e-12 of the largest bound, within [1e-9, 1e-6]. HiGHS' own 1e-6 lets an optimum of 9 come to 8.999999; 1e-9 on bounds
 * of a million is below what doubles can tell, and its simplex then cycles for many seconds past any time limit.
 */
function toleranceFor({ colLower, colUpper, rowLower, rowUpper }: LinearProgram): number {
  let largest = 0;
  for (const bounds of [colLower, colUpper, rowLower, rowUpper]) {
    for (const bound of bounds) if (Number.isFinite(bound)) largest = Math.max(largest, Math.abs(bound));
  }
  return Math.min(1e-6, Math.max(1e-9, 1e-12 * largest));
}

/** Callbacks that stop the run when it is cancelled or its time is up (HiGHS forgets its own limit now and then). */
function watch(
  { highs, options, startedAt }: Call,
  manner: Manner,
  seconds: number,
): { callbacks: HighsCallbackMap | undefined; reason: () => Limit | undefined } {
  const type = highs.constants.callbackType;
  const deadline = now() + seconds;
  let reason: Limit | undefined;
  const look = (event: { interrupt(): void }): undefined => {
    if (options.signal?.aborted === true) reason = "cancelled";
    else if (now() >= deadline) reason ??= "time";
    if (reason !== undefined) event.interrupt();
    return undefined;
  };
  const { onProgress } = options;
  const report = ({ data }: { data: CallbackData }): undefined => {
    const [incumbent = Infinity, bound = -Infinity] = [data.mip_primal_bound, data.mip_dual_bound];
    if (Math.abs(incumbent) >= GREATEST_BOUND) return undefined;
    onProgress?.({ incumbent, bound: Math.min(bound, incumbent), elapsed: now() - startedAt });
    return undefined;
  };
  const callbacks: HighsCallbackMap = {
    ...(options.signal !== undefined || seconds < Infinity
      ? { [type.simplexInterrupt]: look, [type.ipmInterrupt]: look, [type.mipInterrupt]: look }
      : {}),
    ...(onProgress !== undefined && manner.reports
      ? { [type.mipLogging]: report, [type.mipImprovingSolution]: report }
      : {}),
  };
  return { callbacks: Object.keys(callbacks).length > 0 ? callbacks : undefined, reason: () => reason };
}

function opinionOf(
  call: Call,
  model: Model,
  status: ModelStatusCode,
  reason: Limit | undefined,
  timeMeans: Limit,
): Opinion {
  const { highs, program, options } = call;
  const code = highs.constants.modelStatus;
  const isInteger = program.isInteger.includes(1);
  const hasPoint = Number(model.info.get("primal_solution_status")) === highs.constants.solutionStatus.feasible;
  const solution = model.getSolution();
  const point = hasPoint ? (feasiblePoint(program, solution.colValue) ?? polished(call, solution.colValue)) : undefined;
  const hasDuals = Number(model.info.get("dual_solution_status")) === highs.constants.solutionStatus.feasible;
  const claimed = isInteger ? Number(model.info.get("mip_dual_bound")) : -Infinity;
  const bound = Number.isNaN(claimed) ? -Infinity : hasIntegerObjective(program) ? roundedUp(claimed) : claimed;
  const limit: Limit = "unknown";
  switch (status) {
    case code.optimal:
    case code.empty: {
      const multipliers = !isInteger && hasDuals ? cleaned(program, solution.rowDual) : undefined;
      return { verdict: point === undefined ? "stopped" : "optimal", limit, point, bound, multipliers };
    }
    case code.infeasible: {
      const multipliers = isInteger ? undefined : rayOf(program, model.getDualRay());
      return { verdict: "infeasible", limit, bound, multipliers };
    }
    case code.unbounded: {
      const ray = isInteger ? undefined : dense(model.getPrimalRay(), program.cost.length);
      return { verdict: "unbounded", limit, point, bound: -Infinity, ray };
    }
    case code.unboundedOrInfeasible:
      return { verdict: "infeasibleOrUnbounded", limit, bound: -Infinity };
    case code.objectiveTarget: {
      const isReached = point !== undefined && point.objective <= options.target!;
      return { verdict: "stopped", limit: isReached ? "target" : limit, point, bound };
    }
    default: {
      const stopped =
        reason === "cancelled" ? reason : status === code.timeLimit || reason === "time" ? timeMeans : limit;
      const isIterations = status === code.iterationLimit || status === code.solutionLimit;
      return { verdict: "stopped", limit: isIterations ? "iterations" : stopped, point, bound };
    }
  }
}

/** The point with integers rounded and fixed, and the rest solved anew; where rounding alone breaks a row. */
function polished(call: Call, values: Float64Array): FeasiblePoint | undefined {
  const { program } = call;
  if (!program.isInteger.includes(1)) return undefined;
  const fixed = (bounds: Float64Array): Float64Array =>
    bounds.map((bound, j) => (program.isInteger[j] === 1 ? Math.round(values[j]!) : bound));
  const continuous: LinearProgram = {
    ...program,
    isInteger: new Uint8Array(values.length),
    colLower: fixed(program.colLower),
    colUpper: fixed(program.colUpper),
  };
  const { point } = run({ ...call, program: continuous }, FEASIBILITY);
  return point && feasiblePoint(program, point.values);
}

/** Multipliers that point to no bound are noise. */
function cleaned({ rowLower, rowUpper }: LinearProgram, row: Float64Array): Float64Array {
  return row.map((price, i) => (Number.isFinite(price > 0 ? rowLower[i] : rowUpper[i]) ? price : 0));
}

/** HiGHS does not say which sign its rays have: the one that can be used is. */
function rayOf(
  program: LinearProgram,
  ray: { readonly values: ArrayLike<number> } | undefined,
): Float64Array | undefined {
  const multipliers = dense(ray, program.rowLower.length);
  if (multipliers === undefined) return undefined;
  const box: Box = { lower: program.colLower, upper: program.colUpper };
  const opposite = multipliers.map((multiplier) => -multiplier);
  return provesInfeasible(program, box, opposite) ? opposite : multipliers;
}

function dense(vector: { readonly values: ArrayLike<number> } | undefined, length: number): Float64Array | undefined {
  return vector === undefined || vector.values.length !== length ? undefined : Float64Array.from(vector.values);
}

/** Seconds on a clock that nobody sets. */
function now(): number {
  return performance.now() / 1000;
}
