/**
 * Everything that reproduces a wrong answer, as plain JSON. JSON knows no infinity, so numbers that it cannot write
 * travel as texts: "Infinity", "-Infinity", "NaN", "-0".
 */
import { ImbangError, type Issue } from "../errors/index.js";
import type { LinearOptions, LinearProgram } from "./types.js";
import { optionIssues, programIssues } from "./validate.js";

/** A number as JSON can hold it. */
export type JsonNumber = number | "Infinity" | "-Infinity" | "NaN" | "-0";

/** The `bundle` of an `EngineError`: plain JSON, nothing in it needs this library to be read. */
export interface LinearBundle {
  readonly format: "imbang/linear-bundle@1";
  /** Name of the engine that gave the answer. */
  readonly engine: string;
  readonly program: {
    readonly cost: readonly JsonNumber[];
    readonly colLower: readonly JsonNumber[];
    readonly colUpper: readonly JsonNumber[];
    readonly isInteger: readonly JsonNumber[];
    readonly rowLower: readonly JsonNumber[];
    readonly rowUpper: readonly JsonNumber[];
    readonly matrix: {
      readonly starts: readonly JsonNumber[];
      readonly rows: readonly JsonNumber[];
      readonly values: readonly JsonNumber[];
    };
  };
  readonly options: {
    readonly timeLimit?: JsonNumber;
    readonly relativeGap?: JsonNumber;
    readonly target?: JsonNumber;
    readonly start?: readonly JsonNumber[];
  };
  /** What the engine answered, or `{ error }` where it threw. */
  readonly result: unknown;
}

const FORMAT = "imbang/linear-bundle@1";
/** Deeper than any answer; a result that refers to itself ends here. */
const DEEPEST = 8;

/** Packs an answer with its question. Names stay behind: they may be those of people. */
export function createBundle(
  engine: string,
  program: LinearProgram,
  options: LinearOptions,
  result: unknown,
): LinearBundle {
  const { timeLimit, relativeGap, target, start } = options;
  return {
    format: FORMAT,
    engine,
    program: {
      cost: toJson(program.cost),
      colLower: toJson(program.colLower),
      colUpper: toJson(program.colUpper),
      isInteger: toJson(program.isInteger),
      rowLower: toJson(program.rowLower),
      rowUpper: toJson(program.rowUpper),
      matrix: {
        starts: toJson(program.matrix.starts),
        rows: toJson(program.matrix.rows),
        values: toJson(program.matrix.values),
      },
    },
    options: {
      ...(timeLimit === undefined ? {} : { timeLimit: numberToJson(timeLimit) }),
      ...(relativeGap === undefined ? {} : { relativeGap: numberToJson(relativeGap) }),
      ...(target === undefined ? {} : { target: numberToJson(target) }),
      ...(start === undefined ? {} : { start: toJson(start) }),
    },
    result: plain(result, 0),
  };
}

/**
 * The program and the options of a bundle, or of its JSON text.
 *
 * @throws ImbangError `linear/wrong-bundle` for anything that is no bundle, or the codes of `programIssues`.
 */
export function readBundle(bundle: unknown): { program: LinearProgram; options: LinearOptions } {
  const fields = record(typeof bundle === "string" ? parse(bundle) : bundle, []);
  if (fields["format"] !== FORMAT) throw wrong(["format"], `the format of a bundle is ${FORMAT}`);
  const source = record(fields["program"], ["program"]);
  const matrix = record(source["matrix"], ["program", "matrix"]);
  const numbers = (from: Fields, key: string, ...path: string[]): number[] => fromJson(from[key], [...path, key]);
  const program: LinearProgram = {
    cost: Float64Array.from(numbers(source, "cost", "program")),
    colLower: Float64Array.from(numbers(source, "colLower", "program")),
    colUpper: Float64Array.from(numbers(source, "colUpper", "program")),
    isInteger: Uint8Array.from(numbers(source, "isInteger", "program")),
    rowLower: Float64Array.from(numbers(source, "rowLower", "program")),
    rowUpper: Float64Array.from(numbers(source, "rowUpper", "program")),
    matrix: {
      starts: Int32Array.from(numbers(matrix, "starts", "program", "matrix")),
      rows: Int32Array.from(numbers(matrix, "rows", "program", "matrix")),
      values: Float64Array.from(numbers(matrix, "values", "program", "matrix")),
    },
  };
  const given = record(fields["options"] ?? {}, ["options"]);
  const options: LinearOptions = {
    ...("timeLimit" in given ? { timeLimit: numberFromJson(given["timeLimit"], ["options", "timeLimit"]) } : {}),
    ...("relativeGap" in given
      ? { relativeGap: numberFromJson(given["relativeGap"], ["options", "relativeGap"]) }
      : {}),
    ...("target" in given ? { target: numberFromJson(given["target"], ["options", "target"]) } : {}),
    ...("start" in given ? { start: Float64Array.from(numbers(given, "start", "options")) } : {}),
  };
  const issues = [...programIssues(program), ...optionIssues(options, program.cost.length)];
  if (issues.length > 0) throw new ImbangError(issues);
  return { program, options };
}

type Fields = Readonly<Record<string, unknown>>;

function wrong(path: readonly (string | number)[], message: string): ImbangError {
  const issue: Issue = { code: "linear/wrong-bundle", path: ["bundle", ...path], message };
  return new ImbangError([issue]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong([], "this text is no JSON");
  }
}

function record(value: unknown, path: readonly string[]): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw wrong(path, "there must be an object");
}

function toJson(values: Iterable<number>): JsonNumber[] {
  return Array.from(values, numberToJson);
}

function numberToJson(value: number): JsonNumber {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : (String(value) as "NaN");
}

function fromJson(value: unknown, path: readonly string[]): number[] {
  if (!Array.isArray(value)) throw wrong(path, "there must be an array of numbers");
  return value.map((entry, index) => numberFromJson(entry, [...path, index]));
}

function numberFromJson(value: unknown, path: readonly (string | number)[]): number {
  if (typeof value === "number") return value;
  if (value === "Infinity" || value === "-Infinity" || value === "NaN" || value === "-0") return Number(value);
  throw wrong(path, 'there must be a number, or "Infinity" or "-Infinity"');
}

/** Any value as plain JSON; what JSON cannot hold becomes a text. */
function plain(value: unknown, depth: number): unknown {
  if (typeof value === "number") return numberToJson(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Error) return { error: `${value.name}: ${value.message}` };
  if (typeof value !== "object") return value === undefined ? null : `(${typeof value})`;
  if (depth > DEEPEST) return "(too deep)";
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<number | bigint>, (entry) => numberToJson(Number(entry)));
  }
  if (Array.isArray(value)) return value.map((entry) => plain(entry, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry, depth + 1)]));
}
