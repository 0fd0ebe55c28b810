/**
 * Checks an engine's answer against the program it belongs to, from the definitions alone. Shares no code with any
 * engine, so a fault there cannot hide here.
 *
 * Tolerances. A continuous column or a row with any continuous column may miss a bound b by 1e-6 + 1e-9·|b|. Integer
 * columns are rounded first (from at most 1e-6 away) and then have no tolerance at all; nor has a row of integer columns
 * and integer coefficients, whose activity is compared exactly. Objectives and bounds are compared to
 * 1e-6 + 1e-9·|objective|; where every objective is an integer (integer costs on integer columns), a bound is rounded up
 * first and then has to reach the optimum exactly.
 *
 * What is proven by these checks: that a point is feasible and what it costs; of a pure LP with duals, that no point is
 * cheaper (weak duality). What is not: that an integer optimum, a bound beside an integer solution, an infeasibility or
 * an unboundedness is right. Those are only refuted where it is cheap (a better or feasible point nearby, costs that
 * cannot fall for ever); for more, ask a second engine.
 */
import type { Issue } from "../errors/index.js";
import { addProduct, type DoubleSum } from "./exact-dot.js";
import type { Feature, Limit, LinearOptions, LinearProgram, LinearResult, Solution } from "./types.js";

const ABSOLUTE = 1e-6;
const RELATIVE = 1e-9;
const INTEGRALITY = 1e-6;

/** `result` is what may be shown: values rounded and within their bounds, objective recomputed. Only without issues. */
export interface LinearVerification {
  readonly issues: readonly Issue[];
  readonly result?: LinearResult;
}

type Fields = Readonly<Record<string, unknown>>;
type Report = (path: readonly (string | number)[], message: string) => void;

/**
 * Whether `result` can be believed of `program`. Takes any value as a result and never throws. All issues carry the code
 * `linear/wrong-answer`. O(n + m + nnz).
 *
 * @param features what the engine declares: where it declares `bound`, an optimum must come with one that meets the
 * objective within `relativeGap`; where it declares `duals`, the optimum of a pure LP must come with duals.
 */
export function verifyLinear(
  program: LinearProgram,
  features: ReadonlySet<Feature>,
  options: LinearOptions,
  result: unknown,
): LinearVerification {
  const issues: Issue[] = [];
  const report: Report = (path, message) => issues.push({ code: "linear/wrong-answer", path, message });
  const checked = judge(program, features, options, result, report);
  return issues.length > 0 || checked === undefined ? { issues } : { issues, result: checked };
}

function judge(
  program: LinearProgram,
  features: ReadonlySet<Feature>,
  options: LinearOptions,
  result: unknown,
  report: Report,
): LinearResult | undefined {
  if (typeof result !== "object" || result === null) {
    report([], "the engine answered no object");
    return undefined;
  }
  const { status, limit, solution } = result as Fields;
  const isLimited = status === "feasible" || status === "noSolutionFound";
  if (isLimited) judgeLimit(limit, options, report);
  else if (limit !== undefined) report(["limit"], `the status ${String(status)} has no limit`);
  const hasSolution = status === "optimal" || status === "feasible";
  if (!hasSolution && solution !== undefined) report(["solution"], `the status ${String(status)} has no solution`);
  switch (status) {
    case "optimal": {
      const checked = judgeSolution(program, features, options, solution, true, report);
      return checked && { status, solution: checked };
    }
    case "feasible": {
      const checked = judgeSolution(program, features, options, solution, false, report);
      const { target = Infinity } = options;
      if (limit === "target" && checked !== undefined && checked.objective > target)
        report(["limit"], `stopped at a target of ${target} with an objective of ${checked.objective}`);
      return checked && { status, limit: limit as "time", solution: checked };
    }
    case "noSolutionFound":
      if (limit === "target") report(["limit"], "a target that no solution reaches");
      return { status, limit: limit as "time" };
    case "infeasible":
      refuteInfeasible(program, options, report);
      return { status };
    case "unbounded":
      if (!canFall(program)) report(["status"], "unbounded, but no cost can fall for ever within the column bounds");
      return { status };
    case "infeasibleOrUnbounded":
      if (!canFall(program)) refuteInfeasible(program, options, report);
      return { status };
    default:
      report(["status"], `there is no status ${JSON.stringify(status) ?? String(status)}`);
      return undefined;
  }
}

const LIMITS: readonly unknown[] = ["time", "cancelled", "iterations", "target", "unknown"] satisfies readonly Limit[];

function judgeLimit(limit: unknown, options: LinearOptions, report: Report): void {
  if (!LIMITS.includes(limit)) {
    report(["limit"], `the limit must be ${LIMITS.slice(0, -1).join(", ")} or ${LIMITS.at(-1)}`);
  } else if (limit === "time" && options.timeLimit === undefined) {
    report(["limit"], "stopped by a time limit that nobody set");
  } else if (limit === "cancelled" && options.signal?.aborted !== true) {
    report(["limit"], "cancelled by nobody");
  } else if (limit === "target" && options.target === undefined) {
    report(["limit"], "stopped by a target that nobody set");
  }
}

function judgeSolution(
  program: LinearProgram,
  features: ReadonlySet<Feature>,
  options: LinearOptions,
  solution: unknown,
  isOptimal: boolean,
  report: Report,
): Solution | undefined {
  if (typeof solution !== "object" || solution === null) {
    report(["solution"], "there is no solution");
    return undefined;
  }
  const fields = solution as Fields;
  const raw = vectorOf(fields["values"], program.cost.length, ["solution", "values"], report);
  if (raw === undefined) return undefined;
  const values = judgeColumns(program, raw, report);
  const activity = judgeRows(program, values, report);
  const objective = dot(program.cost, values);
  judgeObjective(program, raw, fields["objective"], report);
  const tolerance = toleranceOf(objective);
  if (!Number.isFinite(objective)) report(["solution", "objective"], "the objective is beyond all numbers");

  let bound = -Infinity;
  if (features.has("bound")) {
    bound = judgeBound(fields["bound"], objective, tolerance, report);
    const isWhole = hasIntegerObjective(program);
    const whole = isWhole ? roundedUp(bound) : bound;
    const reached = Math.max(isWhole ? 0 : tolerance, (options.relativeGap ?? 0) * Math.abs(objective));
    if (isOptimal && !(whole >= objective - reached)) {
      report(["solution", "bound"], `optimal, but the bound ${bound} does not reach the objective ${objective}`);
    }
    bound = Math.min(objective, whole);
  }
  if (isOptimal) {
    const gap = Math.max(tolerance, (options.relativeGap ?? 0) * Math.abs(objective));
    refuteOptimal(program, values, activity, objective, gap, report);
    refuteByStart(program, options, objective - gap, report);
  }
  const isLp = !program.isInteger.includes(1);
  if (!isOptimal || !isLp || !features.has("duals")) return { values, objective, bound };
  const duals = judgeDuals(program, values, objective, fields["duals"], report);
  if (duals === undefined) return undefined;
  // A bound that is proven here replaces one that is only claimed.
  const proven = duals.bound > -Infinity ? Math.min(objective, duals.bound) : bound;
  return { values, objective, bound: proven, duals: { row: duals.row, column: duals.column } };
}

/** Bounds and integrality. Returns the point with integers rounded and continuous values within their bounds. */
function judgeColumns(
  { colLower, colUpper, isInteger }: LinearProgram,
  raw: Float64Array,
  report: Report,
): Float64Array {
  const values = new Float64Array(raw.length);
  for (let j = 0; j < raw.length; j++) {
    const value = raw[j]!;
    const [lower, upper] = [colLower[j]!, colUpper[j]!];
    const path = ["solution", "values", j];
    if (isInteger[j] === 1) {
      const whole = Math.round(value) + 0; // + 0: never −0
      values[j] = whole;
      if (Math.abs(value - whole) > INTEGRALITY) report(path, `column ${j} is integer, its value is ${value}`);
      else if (whole < lower || whole > upper) report(path, `the value ${value} is outside [${lower}, ${upper}]`);
    } else {
      values[j] = Math.min(upper, Math.max(lower, value)) + 0;
      const excess = Math.max(lower - value, value - upper);
      const missed = value < lower ? lower : upper;
      if (excess > toleranceOf(missed)) report(path, `the value ${value} is outside [${lower}, ${upper}]`);
    }
  }
  return values;
}

function judgeRows(program: LinearProgram, values: Float64Array, report: Report): Float64Array {
  const { rowLower, rowUpper } = program;
  const activity = activities(program, values);
  const exact = exactRows(program);
  for (let i = 0; i < activity.length; i++) {
    const [lower, upper, found] = [rowLower[i]!, rowUpper[i]!, activity[i]!];
    const [slackBelow, slackAbove] = exact[i] === 1 ? [0, 0] : [toleranceOf(lower), toleranceOf(upper)];
    if (found >= lower - slackBelow && found <= upper + slackAbove) continue;
    report(["solution", "values"], `row ${i} comes to ${found}, which is outside [${lower}, ${upper}]`);
  }
  return activity;
}

function judgeObjective(program: LinearProgram, raw: Float64Array, claim: unknown, report: Report): void {
  const path = ["solution", "objective"];
  if (typeof claim !== "number" || !Number.isFinite(claim)) {
    report(path, `the objective must be a finite number, this is ${String(claim)}`);
    return;
  }
  const found = dot(program.cost, raw);
  if (Math.abs(found - claim) <= toleranceOf(found)) return;
  report(path, `the values cost ${found}, the engine says ${claim}`);
}

function judgeBound(claim: unknown, objective: number, tolerance: number, report: Report): number {
  const path = ["solution", "bound"];
  if (typeof claim !== "number" || Number.isNaN(claim)) {
    report(path, `the bound must be a number, this is ${String(claim)}`);
    return -Infinity;
  }
  if (claim > objective + tolerance) report(path, `the bound ${claim} is above the objective ${objective}`);
  return claim;
}

/** Integer costs on integer columns, nothing elsewhere: then every objective is an integer. */
function hasIntegerObjective({ cost, isInteger }: LinearProgram): boolean {
  return cost.every((price, j) => price === 0 || (isInteger[j] === 1 && Number.isInteger(price)));
}

/** The least integer that a bound leaves, give or take the noise of its computation. */
function roundedUp(bound: number): number {
  return Number.isFinite(bound) ? Math.ceil(bound - Math.min(0.5, toleranceOf(bound))) + 0 : bound;
}

/** An optimum that one column alone can improve is none. Steps keep clear of all tolerances, so no honest point falls. */
function refuteOptimal(
  { cost, colLower, colUpper, isInteger, rowLower, rowUpper, matrix }: LinearProgram,
  values: Float64Array,
  activity: Float64Array,
  objective: number,
  gap: number,
  report: Report,
): void {
  for (let j = 0; j < cost.length; j++) {
    if (cost[j] === 0) continue;
    const direction = cost[j]! > 0 ? -1 : 1;
    const end = direction > 0 ? colUpper[j]! : colLower[j]!;
    let step = Math.abs(end - values[j]!);
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]! && step > 0; k++) {
      const row = matrix.rows[k]!;
      const rate = matrix.values[k]! * direction;
      const limit = rate > 0 ? rowUpper[row]! : rowLower[row]!;
      if (!Number.isFinite(limit)) continue;
      const room = Math.abs(limit - activity[row]!) - toleranceOf(limit) - toleranceOf(activity[row]!);
      step = Math.min(step, room / Math.abs(rate));
    }
    if (isInteger[j] === 1) step = Math.floor(step);
    if (!(step > 0) || !(Math.abs(cost[j]!) * step > 2 * gap)) continue;
    const to = step === Infinity ? "for ever" : `by ${step}`;
    const change = `column ${j} can ${direction > 0 ? "rise" : "fall"} ${to} at ${cost[j]} each`;
    report(["status"], `optimal at ${objective}, but ${change}`);
    return;
  }
}

function refuteByStart(program: LinearProgram, options: LinearOptions, floor: number, report: Report): void {
  if (options.start === undefined || !isFeasible(program, rounded(program, options.start))) return;
  const known = dot(program.cost, rounded(program, options.start));
  if (known < floor) report(["status"], `optimal, but the point to start from costs only ${known}`);
}

/** Tries a handful of points; one that is feasible without any tolerance refutes the claim. */
function refuteInfeasible(program: LinearProgram, options: LinearOptions, report: Report): void {
  const { colLower, colUpper } = program;
  const finite = (bound: number, other: number): number =>
    Number.isFinite(bound) ? bound : Number.isFinite(other) ? other : 0;
  const points: [string, Float64Array][] = [
    ["the point nearest to 0", new Float64Array(colLower.length)],
    ["the point of all lower bounds", colLower.map((lower, j) => finite(lower, colUpper[j]!))],
    ["the point of all upper bounds", colUpper.map((upper, j) => finite(upper, colLower[j]!))],
  ];
  if (options.start !== undefined) points.unshift(["the point to start from", options.start]);
  for (const [name, point] of points) {
    if (!isFeasible(program, rounded(program, point))) continue;
    report(["status"], `infeasible, but ${name} is feasible`);
    return;
  }
}

/** The point moved into the column bounds, integer columns to whole numbers where the bounds hold any. */
function rounded({ colLower, colUpper, isInteger }: LinearProgram, point: Float64Array): Float64Array {
  return point.map((value, j) => {
    const [lower, upper] = [colLower[j]!, colUpper[j]!];
    if (isInteger[j] !== 1) return Math.min(upper, Math.max(lower, value));
    return Math.min(Math.floor(upper), Math.max(Math.ceil(lower), Math.round(value)));
  });
}

function isFeasible(program: LinearProgram, point: Float64Array): boolean {
  const { colLower, colUpper, rowLower, rowUpper } = program;
  if (!point.every((value, j) => value >= colLower[j]! && value <= colUpper[j]!)) return false;
  return activities(program, point).every((found, i) => found >= rowLower[i]! && found <= rowUpper[i]!);
}

/** Whether any column with a cost may move for ever towards less cost, as far as its bounds go. */
function canFall({ cost, colLower, colUpper }: LinearProgram): boolean {
  return cost.some((price, j) => (price > 0 && colLower[j] === -Infinity) || (price < 0 && colUpper[j] === Infinity));
}

interface JudgedDuals {
  readonly row: Float64Array;
  readonly column: Float64Array;
  /** Proven by weak duality; −Infinity where a column without an end keeps it from being proven to the last digit. */
  readonly bound: number;
}

/**
 * Stationarity, signs, and primal = dual. With these three, complementary slackness holds too: the duality gap is the sum
 * of all slackness products, none of which is negative at a feasible point.
 */
function judgeDuals(
  program: LinearProgram,
  values: Float64Array,
  objective: number,
  claim: unknown,
  report: Report,
): JudgedDuals | undefined {
  const path = ["solution", "duals"];
  if (typeof claim !== "object" || claim === null) {
    report(path, "the engine declares duals, and the optimum of this LP has none");
    return undefined;
  }
  const fields = claim as Fields;
  const row = vectorOf(fields["row"], program.rowLower.length, [...path, "row"], report);
  const column = vectorOf(fields["column"], program.cost.length, [...path, "column"], report);
  if (row === undefined || column === undefined) return undefined;
  const total: DoubleSum = { high: 0, low: 0 };
  let magnitude = 0; // Σ |terms| of the dual objective, for the rounding error
  let isProven = true;
  for (let i = 0; i < row.length; i++) {
    const price = row[i]!;
    if (price === 0) continue;
    const end = price > 0 ? program.rowLower[i]! : program.rowUpper[i]!;
    if (Number.isFinite(end)) {
      addProduct(total, price, end);
      magnitude += Math.abs(price * end);
    } else if (Math.abs(price) > ABSOLUTE) {
      report([...path, "row", i], `the dual ${price} points to the bound ${end} of row ${i}`);
    } else isProven = false;
  }
  const { starts, rows, values: entries } = program.matrix;
  for (let j = 0; j < column.length; j++) {
    const sum: DoubleSum = { high: program.cost[j]!, low: 0 };
    let scale = Math.abs(sum.high);
    for (let k = starts[j]!; k < starts[j + 1]!; k++) {
      addProduct(sum, entries[k]!, -row[rows[k]!]!);
      scale += Math.abs(entries[k]! * row[rows[k]!]!);
    }
    const reduced = sum.high + sum.low;
    const slack = ABSOLUTE * Math.max(1, Math.abs(program.cost[j]!)) + RELATIVE * scale;
    if (!(Math.abs(reduced - column[j]!) <= slack)) {
      report([...path, "column", j], `cost − Aᵀ·row is ${reduced} in column ${j}, its dual is ${column[j]}`);
    }
    if (reduced === 0) continue;
    const end = reduced > 0 ? program.colLower[j]! : program.colUpper[j]!;
    if (Number.isFinite(end)) {
      addProduct(total, reduced, end);
      magnitude += Math.abs(reduced * end) + 2 ** -90 * scale * Math.abs(end);
    } else if (Math.abs(reduced) > slack) {
      report([...path, "column", j], `the dual ${reduced} points to the bound ${end} of column ${j}`);
    } else isProven = false;
  }
  const dual = total.high + total.low;
  const gap = toleranceOf(objective) + 2 ** -40 * magnitude + slackOfTiny(program, values, row);
  if (!(Math.abs(dual - objective) <= gap)) report(path, `the values cost ${objective}, the duals prove ${dual}`);
  return { row, column, bound: isProven ? dual - magnitude * 2 ** -51 : -Infinity };
}

/** What duals within the tolerance of 0 on rows without that bound may contribute to the gap. */
function slackOfTiny(program: LinearProgram, values: Float64Array, row: Float64Array): number {
  const activity = activities(program, values);
  let slack = 0;
  for (let i = 0; i < row.length; i++) {
    const end = row[i]! > 0 ? program.rowLower[i]! : program.rowUpper[i]!;
    if (row[i] !== 0 && !Number.isFinite(end)) slack += Math.abs(row[i]! * activity[i]!);
  }
  return slack;
}

/** A·x in twice the working precision: exact for integers below 2^53. */
function activities({ rowLower, matrix }: LinearProgram, values: Float64Array): Float64Array {
  const sums: DoubleSum[] = Array.from(rowLower, () => ({ high: 0, low: 0 }));
  for (let j = 0; j < values.length; j++) {
    if (values[j] === 0) continue;
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
      addProduct(sums[matrix.rows[k]!]!, matrix.values[k]!, values[j]!);
    }
  }
  return Float64Array.from(sums, ({ high, low }) => high + low);
}

/** 1 for every row that has integer coefficients on integer columns only. */
function exactRows({ rowLower, isInteger, matrix }: LinearProgram): Uint8Array {
  const exact = new Uint8Array(rowLower.length).fill(1);
  for (let j = 0; j < isInteger.length; j++) {
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
      if (isInteger[j] !== 1 || !Number.isInteger(matrix.values[k])) exact[matrix.rows[k]!] = 0;
    }
  }
  return exact;
}

function dot(left: Float64Array, right: Float64Array): number {
  const sum: DoubleSum = { high: 0, low: 0 };
  for (let k = 0; k < left.length; k++) addProduct(sum, left[k]!, right[k]!);
  return sum.high + sum.low;
}

function toleranceOf(bound: number): number {
  return Number.isFinite(bound) ? ABSOLUTE + RELATIVE * Math.abs(bound) : 0;
}

/** A vector of the result: of that length and without NaN or infinity, or `undefined` and an issue. */
function vectorOf(
  value: unknown,
  length: number,
  path: readonly (string | number)[],
  report: Report,
): Float64Array | undefined {
  if (!ArrayBuffer.isView(value) || Object.prototype.toString.call(value) !== "[object Float64Array]") {
    report(path, "there must be a Float64Array");
    return undefined;
  }
  const values = value as Float64Array;
  if (values.length !== length) {
    report(path, `the length is ${values.length} and must be ${length}`);
    return undefined;
  }
  const bad = values.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) report([...path, bad], `a value must be a finite number, this is ${values[bad]}`);
  return bad >= 0 ? undefined : values.slice();
}
