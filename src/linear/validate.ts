/**
 * The one place where a linear program, the options of a call and the shape of an engine are checked before any engine
 * runs. Collects every issue; changes and guesses nothing.
 */
import { type Issue, nearest } from "../errors/index.js";
import type { Engine, Feature, LinearProgram } from "./types.js";

type ArrayKind = "Float64Array" | "Int32Array" | "Uint8Array";
type Fields = Readonly<Record<string, unknown>>;

/** Every field of a program that holds numbers: its kind, and what one entry belongs to. */
const VECTORS = [
  ["cost", "Float64Array", "column"],
  ["colLower", "Float64Array", "column"],
  ["colUpper", "Float64Array", "column"],
  ["isInteger", "Uint8Array", "column"],
  ["rowLower", "Float64Array", "row"],
  ["rowUpper", "Float64Array", "row"],
] as const;

const NAMES = ["columnNames", "rowNames"];
const KEYS: readonly string[] = [...VECTORS.map(([name]) => name), "matrix", ...NAMES];
const FEATURES: readonly Feature[] = ["integer", "bound", "duals", "warmStart", "cancel", "timeLimit"];
const OPTIONS = ["timeLimit", "signal", "relativeGap", "target", "start", "onProgress"];

/**
 * Everything that is wrong with a program, in field order; empty means that an engine may have it. Takes any value:
 * missing fields and plain arrays are issues, never a TypeError. O(n + m + nnz).
 *
 * Codes: `linear/not-a-program`, `linear/unknown-key`, `linear/wrong-type`, `linear/wrong-length`, `linear/not-a-number`,
 * `linear/infinite-cost`, `linear/impossible-bound` (a lower bound of +∞ or an upper bound of −∞),
 * `linear/crossed-bounds`, `linear/not-a-flag`, `linear/unbounded-integer`, `linear/wrong-starts`,
 * `linear/row-out-of-range`, `linear/unsorted-rows`, `linear/duplicate-entry`, `linear/infinite-value`,
 * `linear/zero-value`, `linear/wrong-name`.
 *
 * An integer column needs two finite bounds: without them branch and bound may never end. Bounds that hold no integer
 * are no issue: such a program is infeasible, which is an answer.
 */
export function programIssues(program: unknown): Issue[] {
  if (typeof program !== "object" || program === null) {
    const message = `a program is an object, this is ${describe(program)}`;
    return [{ code: "linear/not-a-program", path: [], message, hint: "build it with `linearProgram({ … })`" }];
  }
  const issues: Issue[] = [];
  const fields = program as Fields;
  for (const key of Object.keys(fields)) {
    // Other fields may travel along, but an optional one must not be lost to a slip of the pen.
    if (KEYS.includes(key)) continue;
    const meant = nearest(key, NAMES);
    if (meant === undefined) continue;
    const message = `a program has no field ${JSON.stringify(key)}`;
    issues.push({ code: "linear/unknown-key", path: [key], message, hint: `you meant \`${meant}\`` });
  }
  const vectors = Object.fromEntries(
    VECTORS.map(([name, kind]) => [name, readArray(fields[name], name, kind, issues)]),
  ) as Record<(typeof VECTORS)[number][0], Float64Array | Uint8Array | undefined>;
  const columns = vectors.cost?.length;
  const rows = vectors.rowLower?.length;
  for (const [name, , axis] of VECTORS) {
    const wanted = axis === "column" ? columns : rows;
    const values = vectors[name];
    if (values === undefined || wanted === undefined || values.length === wanted) continue;
    const message = `${name} has length ${values.length} and must have length ${wanted}: one entry a ${axis}`;
    issues.push({ code: "linear/wrong-length", path: [name], message });
  }
  checkCost(vectors.cost, issues);
  checkBounds(vectors.colLower, vectors.colUpper, "col", issues);
  checkBounds(vectors.rowLower, vectors.rowUpper, "row", issues);
  checkIntegers(vectors.isInteger, vectors.colLower, vectors.colUpper, issues);
  checkMatrix(fields["matrix"], rows, columns, issues);
  checkNames(fields["columnNames"], "columnNames", columns, "column", issues);
  checkNames(fields["rowNames"], "rowNames", rows, "row", issues);
  return issues;
}

/** What keeps a value from being options at all. Code: `linear/wrong-options`. */
export function noOptionsIssues(options: unknown): Issue[] {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return [];
  const message = `options are an object, this is ${describe(options)}`;
  return [{ code: "linear/wrong-options", path: ["options"], message }];
}

/**
 * Everything that is wrong with the options of a call for a program of n columns. Codes: `linear/wrong-options`,
 * `linear/unknown-option`, `linear/wrong-option`. `columns` undefined: the length of `start` is not checked.
 */
export function optionIssues(options: unknown, columns: number | undefined): Issue[] {
  const issues = noOptionsIssues(options);
  if (issues.length > 0) return issues;
  const fields = options as Fields;
  const refuse = (name: string, wanted: string): void => {
    const message = `${name} must be ${wanted}, this is ${describe(fields[name])}`;
    issues.push({ code: "linear/wrong-option", path: ["options", name], message });
  };
  for (const key of Object.keys(fields)) {
    if (OPTIONS.includes(key)) continue;
    const meant = nearest(key, OPTIONS);
    const message = `there is no option ${JSON.stringify(key)}`;
    const hint = meant === undefined ? `the options are ${OPTIONS.join(", ")}` : `you meant \`${meant}\``;
    issues.push({ code: "linear/unknown-option", path: ["options", key], message, hint });
  }
  const { timeLimit, signal, relativeGap, target, start, onProgress } = fields;
  if (timeLimit !== undefined && !(typeof timeLimit === "number" && timeLimit >= 0)) {
    refuse("timeLimit", "a number of seconds, at least 0");
  }
  if (relativeGap !== undefined && !(typeof relativeGap === "number" && relativeGap >= 0 && relativeGap < Infinity)) {
    refuse("relativeGap", "a finite number, at least 0");
  }
  if (target !== undefined && !Number.isFinite(target)) refuse("target", "a finite number");
  if (onProgress !== undefined && typeof onProgress !== "function") refuse("onProgress", "a function");
  if (signal !== undefined && !isSignal(signal)) refuse("signal", "an AbortSignal");
  if (start !== undefined) {
    if (!isTyped(start, "Float64Array")) refuse("start", "a Float64Array");
    else checkStart(start as Float64Array, columns, issues);
  }
  return issues;
}

/** What keeps a value from being an engine. Codes: `linear/not-an-engine`, `linear/unknown-feature`. */
export function engineIssues(engine: unknown): Issue[] {
  const refuse = (path: string[], message: string): Issue[] => [{ code: "linear/not-an-engine", path, message }];
  if (engine instanceof Promise) {
    const message = "this engine is still a promise";
    return [{ code: "linear/not-an-engine", path: ["engine"], message, hint: "write `await highs()`" }];
  }
  if (typeof engine !== "object" || engine === null) {
    return refuse(["engine"], `an engine is an object { name, features, solve }, this is ${describe(engine)}`);
  }
  const { name, features, solve } = engine as Partial<Engine>;
  if (typeof name !== "string" || name === "") return refuse(["engine", "name"], "an engine has a name");
  if (typeof solve !== "function") return refuse(["engine", "solve"], "an engine has a method `solve`");
  if (!isSet(features)) return refuse(["engine", "features"], "an engine declares its features as a Set");
  const unknown = [...features].filter((feature) => !FEATURES.includes(feature));
  return unknown.map((feature) => {
    const meant = typeof feature === "string" ? nearest(feature, FEATURES) : undefined;
    const hint = meant === undefined ? `the features are ${FEATURES.join(", ")}` : `you meant \`${meant}\``;
    const message = `there is no feature ${describe(feature)}`;
    return { code: "linear/unknown-feature", path: ["engine", "features"], message, hint };
  });
}

/** Whether any column is integer: such a program needs an engine with the feature `integer`. O(n). */
export function hasIntegers(program: LinearProgram): boolean {
  return program.isInteger.includes(1);
}

function isSet(value: unknown): value is ReadonlySet<Feature> {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Set<unknown>).has === "function" &&
    typeof (value as Set<unknown>)[Symbol.iterator] === "function"
  );
}

function isSignal(value: unknown): boolean {
  const signal = value as Partial<AbortSignal> | null;
  return (
    typeof signal === "object" &&
    signal !== null &&
    typeof signal.aborted === "boolean" &&
    typeof signal.addEventListener === "function"
  );
}

function checkStart(start: Float64Array, columns: number | undefined, issues: Issue[]): void {
  if (columns !== undefined && start.length !== columns) {
    const message = `start has length ${start.length} and must have length ${columns}: one entry a column`;
    issues.push({ code: "linear/wrong-option", path: ["options", "start"], message });
  }
  for (let j = 0; j < start.length; j++) {
    if (Number.isFinite(start[j])) continue;
    const message = `a start holds finite numbers, this is ${start[j]}`;
    issues.push({ code: "linear/wrong-option", path: ["options", "start", j], message });
  }
}

function checkCost(cost: ArrayLike<number> | undefined, issues: Issue[]): void {
  for (let j = 0; j < (cost?.length ?? 0); j++) {
    const value = cost![j]!;
    if (Number.isNaN(value)) issues.push(notANumber("cost", j));
    else if (!Number.isFinite(value)) {
      const hint = "forbid the column with colUpper = 0 instead";
      issues.push({ code: "linear/infinite-cost", path: ["cost", j], message: `a cost is finite, not ${value}`, hint });
    }
  }
}

function checkBounds(
  lower: ArrayLike<number> | undefined,
  upper: ArrayLike<number> | undefined,
  axis: "col" | "row",
  issues: Issue[],
): void {
  for (const [name, bounds, impossible] of [
    [`${axis}Lower`, lower, Infinity],
    [`${axis}Upper`, upper, -Infinity],
  ] as const) {
    for (let k = 0; k < (bounds?.length ?? 0); k++) {
      if (Number.isNaN(bounds![k])) issues.push(notANumber(name, k));
      else if (bounds![k] === impossible) {
        const message = `${name} is ${impossible}, which no finite number can meet`;
        issues.push({ code: "linear/impossible-bound", path: [name, k], message });
      }
    }
  }
  if (lower === undefined || upper === undefined) return;
  for (let k = 0; k < Math.min(lower.length, upper.length); k++) {
    if (!(lower[k]! > upper[k]!) || lower[k] === Infinity || upper[k] === -Infinity) continue;
    const message = `the lower bound ${lower[k]} is above the upper bound ${upper[k]}`;
    issues.push({ code: "linear/crossed-bounds", path: [`${axis}Lower`, k], message });
  }
}

function checkIntegers(
  isInteger: ArrayLike<number> | undefined,
  lower: ArrayLike<number> | undefined,
  upper: ArrayLike<number> | undefined,
  issues: Issue[],
): void {
  for (let j = 0; j < (isInteger?.length ?? 0); j++) {
    const flag = isInteger![j]!;
    if (flag > 1) {
      const message = `a column is integer (1) or not (0), this is ${flag}`;
      issues.push({ code: "linear/not-a-flag", path: ["isInteger", j], message });
    }
    if (flag !== 1) continue;
    for (const [name, bounds, missing] of [
      ["colLower", lower, -Infinity],
      ["colUpper", upper, Infinity],
    ] as const) {
      if (bounds?.[j] !== missing) continue;
      const message = `column ${j} is integer and ${name} is ${missing}: branch and bound may then never end`;
      const hint = "give it the bounds that the real thing has";
      issues.push({ code: "linear/unbounded-integer", path: [name, j], message, hint });
    }
  }
}

function checkMatrix(value: unknown, rows: number | undefined, columns: number | undefined, issues: Issue[]): void {
  if (typeof value !== "object" || value === null) {
    const message = `matrix must be an object { starts, rows, values }, this is ${describe(value)}`;
    issues.push({ code: "linear/wrong-type", path: ["matrix"], message });
    return;
  }
  const fields = value as Fields;
  const starts = readArray(fields["starts"], "starts", "Int32Array", issues, "matrix");
  const indices = readArray(fields["rows"], "rows", "Int32Array", issues, "matrix");
  const values = readArray(fields["values"], "values", "Float64Array", issues, "matrix");
  if (values !== undefined) checkValues(values, issues);
  if (indices !== undefined && values !== undefined && indices.length !== values.length) {
    const message = `rows has length ${indices.length} and values has length ${values.length}: one of each an entry`;
    issues.push({ code: "linear/wrong-length", path: ["matrix", "values"], message });
  }
  if (starts === undefined || indices === undefined) return;
  if (checkStarts(starts, indices.length, columns, issues)) checkRows(starts, indices, rows, issues);
}

function checkValues(values: ArrayLike<number>, issues: Issue[]): void {
  for (let k = 0; k < values.length; k++) {
    const entry = values[k]!;
    const path = ["matrix", "values", k];
    if (Number.isNaN(entry)) issues.push({ ...notANumber("values", k), path });
    else if (!Number.isFinite(entry)) {
      issues.push({ code: "linear/infinite-value", path, message: `an entry is finite, not ${entry}` });
    } else if (entry === 0) {
      issues.push({ code: "linear/zero-value", path, message: "an entry is not 0", hint: "leave it out" });
    }
  }
}

/** Whether the columns can be read at all. */
function checkStarts(
  starts: ArrayLike<number>,
  entries: number,
  columns: number | undefined,
  issues: Issue[],
): boolean {
  const refuse = (path: (string | number)[], message: string): false => {
    issues.push({ code: "linear/wrong-starts", path: ["matrix", "starts", ...path], message });
    return false;
  };
  if (columns !== undefined && starts.length !== columns + 1) {
    return refuse(
      [],
      `starts has length ${starts.length} and must have length ${columns + 1}: the columns, and the end`,
    );
  }
  if (starts.length === 0 || starts[0] !== 0) return refuse([0], `starts begins with 0, not ${starts[0]}`);
  for (let j = 1; j < starts.length; j++) {
    if (starts[j]! < starts[j - 1]!) return refuse([j], `starts ascend: ${starts[j]} follows ${starts[j - 1]}`);
  }
  const end = starts[starts.length - 1]!;
  return end === entries || refuse([starts.length - 1], `starts ends with ${end}, there are ${entries} entries`);
}

function checkRows(
  starts: ArrayLike<number>,
  indices: ArrayLike<number>,
  rows: number | undefined,
  issues: Issue[],
): void {
  for (let j = 0; j + 1 < starts.length; j++) {
    let seen: Set<number> | undefined; // only where the order is broken
    for (let k = starts[j]!; k < starts[j + 1]!; k++) {
      const row = indices[k]!;
      const path = ["matrix", "rows", k];
      if (rows !== undefined && !(row >= 0 && row < rows)) {
        const message = `row ${row} does not exist: rows are numbered from 0 to ${rows - 1}`;
        issues.push({ code: "linear/row-out-of-range", path, message });
      }
      if (seen === undefined && (k === starts[j]! || row > indices[k - 1]!)) continue;
      seen ??= new Set(Array.from({ length: k - starts[j]! }, (_, before) => indices[starts[j]! + before]!));
      if (seen.has(row)) {
        const message = `column ${j} names row ${row} twice`;
        issues.push({ code: "linear/duplicate-entry", path, message, hint: "add the two values up" });
      } else if (row < indices[k - 1]!) {
        const message = `rows ascend within a column: ${row} follows ${indices[k - 1]}`;
        issues.push({ code: "linear/unsorted-rows", path, message });
      }
      seen.add(row);
    }
  }
}

function checkNames(value: unknown, name: string, wanted: number | undefined, axis: string, issues: Issue[]): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    const message = `${name} must be an array of texts, this is ${describe(value)}`;
    issues.push({ code: "linear/wrong-type", path: [name], message });
    return;
  }
  if (wanted !== undefined && value.length !== wanted) {
    const message = `${name} has length ${value.length} and must have length ${wanted}: one name a ${axis}`;
    issues.push({ code: "linear/wrong-length", path: [name], message });
  }
  for (let k = 0; k < value.length; k++) {
    if (typeof value[k] === "string") continue;
    const message = `a name is a text, this is ${describe(value[k])}`;
    issues.push({ code: "linear/wrong-name", path: [name, k], message });
  }
}

function readArray(
  value: unknown,
  name: string,
  kind: ArrayKind,
  issues: Issue[],
  parent?: string,
): Float64Array | Int32Array | Uint8Array | undefined {
  if (isTyped(value, kind)) return value as Float64Array | Int32Array | Uint8Array;
  const message = `${name} must be a ${kind}, this is ${describe(value)}`;
  const hint = Array.isArray(value) ? `wrap it: ${kind}.from(${name})` : undefined;
  const path = parent === undefined ? [name] : [parent, name];
  issues.push({ code: "linear/wrong-type", path, message, ...(hint === undefined ? {} : { hint }) });
  return undefined;
}

/** By tag, not by `instanceof`: arrays from another realm (an iframe, a test runner) are welcome. */
function isTyped(value: unknown, kind: ArrayKind): boolean {
  return ArrayBuffer.isView(value) && (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === kind;
}

function notANumber(name: string, index: number): Issue {
  return { code: "linear/not-a-number", path: [name, index], message: `${name} holds NaN` };
}

/** A short name for any value, safe for values that refuse to be printed. */
function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "object") return Array.isArray(value) ? "a plain array" : "an object of another kind";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
}
