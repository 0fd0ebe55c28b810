/**
 * Bring your own engine: an exact one. Every number is a fraction of big integers, so nothing is ever rounded; slow, but
 * right to the last digit, and a judge over faster engines on small programs.
 *
 *     npx tsx examples/own-engine.ts
 *
 * runs the conformance cases of `imbang/testing` on it. How it works: the criss-cross method with least indices (Terlaky
 * 1985), which never cycles and needs no first phase, on a tableau of integers with one common denominator (Edmonds
 * 1967); above it, branch and bound.
 */
import { pathToFileURL } from "node:url";
import { ImbangError } from "imbang";
import type { Engine, Limit, LinearOptions, LinearProgram, LinearResult } from "imbang/linear";
import { engineCases, skipReason } from "imbang/testing";

/** Row r says: basic[r] = (tableau[r][0] − Σ tableau[r][s]·nonbasic[s]) / denominator. The last row holds the objective. */
interface Tableau {
  readonly basic: number[];
  readonly nonbasic: number[];
  rows: bigint[][];
  denominator: bigint;
}

/** How the columns of the tableau make x: x_j = base_j + sign_j·first_j − second_j, all in units of 1 / unit. */
interface Form {
  readonly base: bigint[];
  readonly sign: bigint[];
  readonly first: number[];
  readonly second: (number | undefined)[];
  /** Slack variables of rows: multiplying a reduced cost by `factor` gives its share of the row's dual. */
  readonly slacks: { readonly variable: number; readonly row: number; readonly factor: Fraction }[];
  readonly unit: bigint;
}

/** Numerator and positive denominator. */
type Fraction = readonly [bigint, bigint];

/** Which limit, once one is met. */
type Watch = () => Limit | undefined;

/** The exact engine. Stateless; one may serve any number of calls. */
export function exactEngine(): Engine {
  return {
    name: "exact",
    features: new Set(["integer", "bound", "duals", "timeLimit", "cancel"]),
    solve,
  };
}

async function solve(program: LinearProgram, options: LinearOptions): Promise<LinearResult> {
  const startedAt = performance.now();
  const watch: Watch = () => {
    if (options.signal?.aborted === true) return "cancelled";
    return performance.now() - startedAt > (options.timeLimit ?? Infinity) * 1000 ? "time" : undefined;
  };
  return run(program, watch);
}

async function run(program: LinearProgram, watch: Watch): Promise<LinearResult> {
  const { form, tableau } = translate(program);
  const first = crissCross(tableau, watch);
  if (first === "dual infeasible") {
    // The cost falls for ever, if there is any point at all: integer columns are bounded and cannot take part in it.
    const any = await run({ ...program, cost: program.cost.map(() => 0) }, watch);
    return any.status === "optimal" || any.status === "feasible" ? { status: "unbounded" } : any;
  }
  if (first === "infeasible") return { status: "infeasible" };
  const isLinear = !program.isInteger.includes(1);
  if (first === "optimal" && isLinear) {
    const values = Float64Array.from(pointOf(form, tableau), toNumber);
    const objective = toNumber(objectiveOf(form, tableau));
    return {
      status: "optimal",
      solution: { values, objective, bound: objective, duals: dualsOf(program, form, tableau) },
    };
  }
  return branch(program, form, tableau, watch);
}

/** Depth first; a node is its parent's last tableau with one more row. */
async function branch(program: LinearProgram, form: Form, root: Tableau, watch: Watch): Promise<LinearResult> {
  const wholeCost = program.cost.every(
    (cost, j) => cost === 0 || (program.isInteger[j] === 1 && Number.isInteger(cost)),
  );
  const open: Tableau[] = [root];
  let best: { readonly objective: Fraction; readonly values: Float64Array } | undefined;
  let breathedAt = performance.now();
  while (open.length > 0) {
    if (performance.now() - breathedAt > 20) {
      await new Promise((resolve) => setTimeout(resolve, 0)); // signals and timers arrive here
      breathedAt = performance.now();
    }
    const node = open.pop()!;
    const status = crissCross(node, watch);
    if (status === "infeasible" || status === "dual infeasible") continue; // the latter was ruled out at the root
    if (status !== "optimal") {
      if (best === undefined) return { status: "noSolutionFound", limit: status };
      const objective = toNumber(best.objective);
      return { status: "feasible", limit: status, solution: { values: best.values, objective, bound: -Infinity } };
    }
    const cost = objectiveOf(form, node);
    const bound: Fraction = wholeCost ? [-floor([-cost[0], cost[1]]), 1n] : cost;
    if (best !== undefined && bound[0] * best.objective[1] >= best.objective[0] * bound[1]) continue;
    const point = pointOf(form, node);
    const column = point.findIndex(([above, below], j) => program.isInteger[j] === 1 && above % below !== 0n);
    if (column < 0) {
      best = { objective: cost, values: Float64Array.from(point, toNumber) };
      continue;
    }
    const below = floor(point[column]!);
    open.push(withBound(form, node, column, 1n, below), withBound(form, node, column, -1n, -below - 1n));
  }
  if (best === undefined) return { status: "infeasible" };
  const objective = toNumber(best.objective);
  return { status: "optimal", solution: { values: best.values, objective, bound: objective } };
}

/** Columns ≥ 0, every finite side of a row and every second bound of a column as one row ≤, all numbers whole. */
function translate(program: LinearProgram): { form: Form; tableau: Tableau } {
  const { cost, colLower, colUpper, rowLower, rowUpper, matrix } = program;
  const unit = commonUnit([cost, colLower, colUpper, rowLower, rowUpper, matrix.values]);
  const whole = (value: number): bigint => toUnits(value, unit);
  const base = Array.from(colLower, (lower, j) => {
    const start = Number.isFinite(lower) ? lower : colUpper[j]!;
    return Number.isFinite(start) ? whole(start) : 0n;
  });
  const sign = Array.from(colLower, (lower, j) => (lower === -Infinity && colUpper[j] !== Infinity ? -1n : 1n));
  const first: number[] = [];
  const second: (number | undefined)[] = [];
  let width = 1;
  for (let j = 0; j < cost.length; j++) {
    first.push(width++);
    second.push(colLower[j] === -Infinity && colUpper[j] === Infinity ? width++ : undefined);
  }

  const sides: bigint[][] = Array.from(rowLower, () => Array.from({ length: width }, () => 0n));
  const objective = Array.from({ length: width }, () => 0n);
  const put = (row: bigint[], j: number, value: bigint): void => {
    row[0]! -= value * base[j]!;
    row[first[j]!]! += value * sign[j]! * unit;
    if (second[j] !== undefined) row[second[j]]! -= value * unit;
  };
  for (let j = 0; j < cost.length; j++) {
    put(objective, j, -whole(cost[j]!));
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++)
      put(sides[matrix.rows[k]!]!, j, whole(matrix.values[k]!));
  }

  const rows: bigint[][] = [];
  const slacks: { variable: number; row: number; factor: Fraction }[] = [];
  const add = (row: bigint[], source?: { index: number; direction: bigint }): void => {
    const divisor = row.reduce(gcd, 0n) || 1n;
    const variable = width - 1 + rows.length;
    // A slack in units of the row is (divisor / unit²) of this one; the objective is in units of 1 / unit².
    if (source !== undefined) slacks.push({ variable, row: source.index, factor: [source.direction, divisor] });
    rows.push(row.map((entry) => entry / divisor));
  };
  for (const [index, side] of sides.entries()) {
    const upper = rowUpper[index]!;
    const lower = rowLower[index]!;
    if (upper < Infinity) {
      add([side[0]! + whole(upper) * unit, ...side.slice(1)], { index, direction: -1n });
    }
    if (lower > -Infinity) {
      add([-side[0]! - whole(lower) * unit, ...side.slice(1).map((entry) => -entry)], { index, direction: 1n });
    }
  }
  for (let j = 0; j < cost.length; j++) {
    if (!Number.isFinite(colLower[j]!) || !Number.isFinite(colUpper[j]!)) continue;
    const row = Array.from({ length: width }, () => 0n);
    row[0] = whole(colUpper[j]!) - whole(colLower[j]!);
    row[first[j]!] = unit;
    add(row);
  }
  const form: Form = {
    base,
    sign,
    first: first.map((at) => at - 1),
    second: second.map((at) => at && at - 1),
    slacks,
    unit,
  };
  const nonbasic = Array.from({ length: width - 1 }, (_, variable) => variable);
  const basic = rows.map((_, row) => width - 1 + row);
  return { form, tableau: { basic, nonbasic, rows: [...rows, objective], denominator: 1n } };
}

/** Pivots on the first variable, by number, that is out of place, until none is. */
function crissCross(tableau: Tableau, watch: Watch): "optimal" | "infeasible" | "dual infeasible" | Limit {
  const { basic, nonbasic } = tableau;
  for (;;) {
    const limit = watch();
    if (limit !== undefined) return limit;
    const { rows } = tableau;
    const objective = rows.at(-1)!;
    let [row, column, least] = [-1, -1, Infinity];
    for (let r = 0; r < basic.length; r++) if (rows[r]![0]! < 0n && basic[r]! < least) [row, least] = [r, basic[r]!];
    for (let s = 0; s < nonbasic.length; s++) {
      if (objective[s + 1]! > 0n && nonbasic[s]! < least) [row, column, least] = [-1, s, nonbasic[s]!];
    }
    if (least === Infinity) return "optimal";
    least = Infinity;
    if (row >= 0) {
      for (let s = 0; s < nonbasic.length; s++) {
        if (rows[row]![s + 1]! < 0n && nonbasic[s]! < least) [column, least] = [s, nonbasic[s]!];
      }
    } else {
      for (let r = 0; r < basic.length; r++) {
        if (rows[r]![column + 1]! > 0n && basic[r]! < least) [row, least] = [r, basic[r]!];
      }
    }
    if (least === Infinity) return row >= 0 ? "infeasible" : "dual infeasible";
    pivot(tableau, row, column);
  }
}

/** All divisions are exact: the entries are minors of the first tableau. */
function pivot(tableau: Tableau, row: number, column: number): void {
  const { basic, nonbasic, rows, denominator } = tableau;
  const at = column + 1;
  const pivotRow = rows[row]!;
  const element = pivotRow[at]!;
  const flip = element < 0n ? -1n : 1n;
  tableau.rows = rows.map((entries, r) => {
    if (r === row) return entries.map((entry, s) => flip * (s === at ? denominator : entry));
    const factor = entries[at]!;
    return entries.map((entry, s) => {
      if (s === at) return -flip * factor;
      if (factor === 0n || pivotRow[s] === 0n) return (flip * entry * element) / denominator;
      return (flip * (entry * element - factor * pivotRow[s]!)) / denominator;
    });
  });
  tableau.denominator = flip * element;
  [basic[row], nonbasic[column]] = [nonbasic[column]!, basic[row]!];
}

/** A copy with one more row: direction·x_column ≤ end. Only for columns with a bound. */
function withBound(form: Form, node: Tableau, column: number, direction: bigint, end: bigint): Tableau {
  const { basic, nonbasic, rows, denominator } = node;
  const { base, sign, first, unit } = form;
  const towards = direction * sign[column]!;
  const room = (end * unit - direction * base[column]!) * denominator;
  const variable = first[column]!;
  const at = basic.indexOf(variable);
  // unit·room = end·unit − direction·base − towards·unit·x′, and x′ stands in the tableau.
  const row = Array.from({ length: nonbasic.length + 1 }, (_, s) =>
    at >= 0
      ? -towards * unit * rows[at]![s]!
      : s > 0 && nonbasic[s - 1] === variable
        ? towards * unit * denominator
        : 0n,
  );
  row[0]! += room;
  return {
    basic: [...basic, basic.length + nonbasic.length],
    nonbasic: nonbasic.slice(),
    rows: [...rows.slice(0, -1), row, rows.at(-1)!],
    denominator,
  };
}

function pointOf({ base, sign, first, second, unit }: Form, { basic, rows, denominator }: Tableau): Fraction[] {
  const value = new Map(basic.map((variable, row) => [variable, rows[row]![0]!]));
  return base.map((from, j): Fraction => {
    const moved = sign[j]! * (value.get(first[j]!) ?? 0n) - (value.get(second[j] ?? -1) ?? 0n);
    return [from * denominator + moved * unit, unit * denominator];
  });
}

function objectiveOf({ unit }: Form, { rows, denominator }: Tableau): Fraction {
  return [rows.at(-1)![0]!, unit * unit * denominator];
}

/** The reduced cost of a row's slack is the row's dual; what is left of the cost is the column's. */
function dualsOf(
  { cost, rowLower, matrix }: LinearProgram,
  form: Form,
  { nonbasic, rows, denominator }: Tableau,
): { readonly row: Float64Array; readonly column: Float64Array } {
  const price = new Map(nonbasic.map((variable, s) => [variable, -rows.at(-1)![s + 1]!]));
  const row = new Float64Array(rowLower.length);
  for (const { variable, row: index, factor } of form.slacks) {
    row[index]! += toNumber([(price.get(variable) ?? 0n) * factor[0], denominator * factor[1]]);
  }
  const column = cost.map((from, j) => {
    let reduced = from;
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++)
      reduced -= matrix.values[k]! * row[matrix.rows[k]!]!;
    return reduced;
  });
  return { row, column };
}

/** The least power of two by which all numbers become whole. Every double is a whole number over a power of two. */
function commonUnit(vectors: readonly Float64Array[]): bigint {
  const numbers = vectors.flatMap((values) => Array.from(values)).filter((value) => Number.isFinite(value));
  let unit = 1;
  for (const value of numbers) while (unit < 2 ** 500 && !Number.isInteger(value * unit)) unit *= 2;
  if (numbers.every((value) => Number.isInteger(value * unit))) return BigInt(unit);
  const message = "numbers of such different sizes have no common unit below 2^500";
  throw new ImbangError([{ code: "exact/out-of-range", path: [], message }]); // a refusal, not a breakdown
}

function toUnits(value: number, unit: bigint): bigint {
  return BigInt(value * Number(unit)); // exact: `unit` is a power of two
}

function gcd(a: bigint, b: bigint): bigint {
  let [large, small] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (small > 0n) [large, small] = [small, large % small];
  return large;
}

function floor([above, below]: Fraction): bigint {
  return above / below - (above % below < 0n ? 1n : 0n);
}

/** The double next to a fraction, to within one unit in the last place. */
function toNumber([above, below]: Fraction): number {
  const shift = Math.max(0, below.toString(2).length - above.toString(2).length + 64);
  return Number((above << BigInt(shift)) / below) / 2 ** shift;
}

/** Runs every conformance case that the engine's features cover. */
async function main(): Promise<void> {
  const engine = exactEngine();
  let [passed, skipped] = [0, 0];
  for (const engineCase of engineCases()) {
    if (skipReason(engineCase, engine) !== undefined) {
      skipped += 1;
      continue;
    }
    await engineCase.run(engine);
    passed += 1;
  }
  console.log(`${engine.name}: ${passed} cases passed, ${skipped} skipped`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
