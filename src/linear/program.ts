/**
 * What can be computed from a linear program alone: activities and objectives of a point, a builder from triplets, and
 * a fingerprint. Sums are compensated: their error does not grow with the number of terms.
 */
import { ImbangError, type Issue } from "../errors/index.js";
import { dotProduct } from "./exact-dot.js";
import type { LinearProgram, SparseColumns } from "./types.js";
import { programIssues } from "./validate.js";

/** One entry of the constraint matrix. */
export type Triplet = readonly [row: number, column: number, value: number];

/** What `linearProgram` takes: plain arrays, with the usual defaults. */
export interface LinearProgramInput {
  /** Length n, objective units per unit of x. */
  readonly cost: ArrayLike<number>;
  /** Length n. Default: 0 everywhere. */
  readonly colLower?: ArrayLike<number>;
  /** Length n. Default: +Infinity everywhere. */
  readonly colUpper?: ArrayLike<number>;
  /** Length n: true or 1 for an integer column. Default: none. */
  readonly isInteger?: ArrayLike<boolean | number>;
  /** Length m. Default: −Infinity for every row of `rowUpper`. */
  readonly rowLower?: ArrayLike<number>;
  /** Length m. Default: +Infinity for every row of `rowLower`. */
  readonly rowUpper?: ArrayLike<number>;
  /** In any order; entries of one place are added up, and entries that come to 0 are left out. Default: none. */
  readonly entries?: Iterable<Triplet>;
  readonly columnNames?: readonly string[];
  readonly rowNames?: readonly string[];
}

const FIELDS = ["cost", "colLower", "colUpper", "isInteger", "rowLower", "rowUpper"] as const;

/**
 * A checked program from triplets. O(entries · log entries).
 *
 * @throws ImbangError with the codes of `programIssues`, and `linear/bad-triplet`, `linear/wrong-type`.
 */
export function linearProgram(input: LinearProgramInput): LinearProgram {
  const issues: Issue[] = [];
  if (typeof input !== "object" || input === null) {
    const message = "a program is built from an object { cost, entries, … }";
    throw new ImbangError([{ code: "linear/not-a-program", path: [], message }]);
  }
  for (const field of FIELDS) {
    const value: unknown = input[field];
    if (value === undefined ? field !== "cost" : isList(value)) continue;
    issues.push({ code: "linear/wrong-type", path: [field], message: `${field} must be an array of numbers` });
  }
  if (issues.length > 0) throw new ImbangError(issues);
  const columns = input.cost.length;
  const rows = (input.rowLower ?? input.rowUpper)?.length ?? 0;
  const matrix = compress(input.entries ?? [], rows, columns, issues);
  if (issues.length > 0) throw new ImbangError(issues);
  const program: LinearProgram = {
    ...(input.columnNames === undefined ? {} : { columnNames: input.columnNames }),
    ...(input.rowNames === undefined ? {} : { rowNames: input.rowNames }),
    cost: Float64Array.from(input.cost),
    colLower: Float64Array.from(input.colLower ?? new Float64Array(columns)),
    colUpper: Float64Array.from(input.colUpper ?? new Float64Array(columns).fill(Infinity)),
    isInteger: Uint8Array.from(Array.from(input.isInteger ?? new Uint8Array(columns), Number)),
    rowLower: Float64Array.from(input.rowLower ?? new Float64Array(rows).fill(-Infinity)),
    rowUpper: Float64Array.from(input.rowUpper ?? new Float64Array(rows).fill(Infinity)),
    matrix,
  };
  for (const issue of flagIssues(input.isInteger)) issues.push(issue);
  for (const issue of programIssues(program)) issues.push(issue);
  if (issues.length > 0) throw new ImbangError(issues);
  return program;
}

/** Flags that a Uint8Array would quietly turn into 0 or 1 (0.5, 257, NaN) are mistakes. */
function flagIssues(flags: ArrayLike<boolean | number> | undefined): Issue[] {
  const issues: Issue[] = [];
  for (let j = 0; j < (flags?.length ?? 0); j++) {
    const flag = Number(flags![j]);
    if (flag === 0 || flag === 1) continue;
    const message = `a column is integer (1, true) or not (0, false), this is ${String(flags![j])}`;
    issues.push({ code: "linear/not-a-flag", path: ["isInteger", j], message });
  }
  return issues;
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function compress(entries: Iterable<Triplet>, rows: number, columns: number, issues: Issue[]): SparseColumns {
  const columnsOf: Map<number, number>[] = Array.from({ length: columns }, () => new Map());
  let index = 0;
  for (const entry of entries) {
    const [row, column, value] = Array.isArray(entry) ? (entry as unknown as Triplet) : [NaN, NaN, NaN];
    const inRange =
      Number.isInteger(row) && row >= 0 && row < rows && Number.isInteger(column) && column >= 0 && column < columns;
    if (inRange && Number.isFinite(value)) {
      const cells = columnsOf[column]!;
      cells.set(row, (cells.get(row) ?? 0) + value);
    } else {
      const message = `an entry is [row from 0 to ${rows - 1}, column from 0 to ${columns - 1}, finite value]`;
      issues.push({ code: "linear/bad-triplet", path: ["entries", index], message });
    }
    index += 1;
  }
  const starts = new Int32Array(columns + 1);
  const sorted = columnsOf.map((cells) => [...cells].filter(([, value]) => value !== 0).sort((a, b) => a[0] - b[0]));
  for (let j = 0; j < columns; j++) starts[j + 1] = starts[j]! + sorted[j]!.length;
  return {
    starts,
    rows: Int32Array.from(sorted.flat(), ([row]) => row),
    values: Float64Array.from(sorted.flat(), ([, value]) => value),
  };
}

/** Refuses what is no program at all; arrays are not looked into, for these calls stand in loops. */
function mustBeProgram(program: LinearProgram, values?: ArrayLike<number>): void {
  const isProgram =
    typeof program === "object" &&
    program !== null &&
    typeof program.matrix === "object" &&
    program.matrix !== null &&
    FIELDS.every((name) => ArrayBuffer.isView(program[name])) &&
    [program.matrix.starts, program.matrix.rows, program.matrix.values].every((part) => ArrayBuffer.isView(part));
  if (!isProgram) throw new ImbangError(programIssues(program));
  if (values === undefined || values.length === program.cost.length) return;
  const message = `a point has one entry a column: ${program.cost.length}`;
  throw new ImbangError([{ code: "linear/wrong-length", path: ["values"], message }]);
}

/**
 * Row activities A·x. Shapes: `values` length n; the result length m. O(nnz).
 *
 * @throws ImbangError `linear/wrong-length`, and the codes of `programIssues` for what is no program
 */
export function rowActivity(program: LinearProgram, values: ArrayLike<number>): Float64Array {
  mustBeProgram(program, values ?? []);
  const { starts, rows, values: entries } = program.matrix;
  const activity = new Float64Array(program.rowLower.length);
  for (let j = 0; j < program.cost.length; j++) {
    const value = values[j]!;
    if (value === 0) continue;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) activity[rows[k]!]! += entries[k]! * value;
  }
  return activity;
}

/**
 * cᵀx; exact where costs and values are integers and the total stays below 2^53. Shapes: both length n. O(n).
 *
 * @throws ImbangError as `rowActivity`
 */
export function objectiveValue(program: LinearProgram, values: ArrayLike<number>): number {
  mustBeProgram(program, values ?? []);
  return dotProduct(program.cost, values);
}

/**
 * 16 hexadecimal digits that tell programs apart (FNV-1a over the bytes of all numbers): equal programs agree on any
 * machine. For logs and caches, not for security. O(n + m + nnz).
 *
 * @throws ImbangError with the codes of `programIssues` for what is no program
 */
export function programFingerprint(program: LinearProgram): string {
  mustBeProgram(program);
  const { cost, colLower, colUpper, isInteger, rowLower, rowUpper, matrix } = program;
  const parts = [cost, colLower, colUpper, Float64Array.from(isInteger), rowLower, rowUpper];
  const indices = [matrix.starts, matrix.rows].map((part) => Float64Array.from(part));
  let [low, high] = [0x811c9dc5, 0xcbf29ce4];
  const word = new DataView(new ArrayBuffer(8));
  const add = (value: number): void => {
    word.setFloat64(0, value === 0 ? 0 : value); // −0 and 0 are one number
    low = Math.imul(low ^ word.getUint32(0), 0x01000193) >>> 0;
    low = Math.imul(low ^ word.getUint32(4), 0x01000193) >>> 0;
    high = Math.imul(high ^ word.getUint32(4) ^ (low >>> 16), 0x01000193) >>> 0;
  };
  for (const part of [...parts, ...indices, matrix.values]) {
    add(part.length);
    for (const value of part) add(value);
  }
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}
