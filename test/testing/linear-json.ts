/** Readers for the two JSON dialects of `../shared/data/linear`. */
import { type LinearProgram, linearProgram, type Triplet } from "../../src/linear/index.js";

/** A program and its published answer, as a minimisation. */
export interface PublishedProgram {
  readonly program: LinearProgram;
  readonly expected: number | "infeasible" | "unbounded";
  /** The relative gap that the file asks for, and its answer has: 0 but for integer programs with a `tolerance`. */
  readonly gap: number;
}

interface Options {
  readonly tolerance?: number;
}

type Coefficients = Readonly<Record<string, number>>;
interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly equal?: number;
  /** A wish, not a constraint: javascript-lp-solver relaxes it at a price. */
  readonly weight?: number | string;
  readonly priority?: number | string;
}

interface Model {
  readonly optimize?: string | Readonly<Record<string, string>>;
  readonly opType?: string;
  readonly objective?: string;
  readonly direction?: string;
  readonly constraints: Readonly<Record<string, Limits>>;
  readonly variables: Readonly<Record<string, Coefficients>>;
  readonly ints?: Readonly<Record<string, unknown>>;
  readonly binaries?: Readonly<Record<string, unknown>> | readonly string[];
  readonly integers?: readonly string[];
  readonly unrestricted?: Readonly<Record<string, unknown>>;
}

interface JavascriptLpSolverFile extends Model {
  readonly options?: Options;
  readonly expects: { readonly feasible: boolean; readonly bounded?: boolean; readonly result: number | string };
}

interface YalpsFile {
  readonly options?: Options;
  readonly model: Model;
  readonly expected: { readonly status: string; readonly result: number };
}

/** What the two cases of YALPS have that expect the status "cycled" (`../shared/data/README.md`). */
const CYCLED: Readonly<Record<string, PublishedProgram["expected"]>> = {
  "ChenhuaWANG22 2": "infeasible",
  "Chvatal Cycling": 1,
};

/** An integer column that nothing bounds gets this upper bound: far beyond every published answer. */
const FAR = 100_000;

/** Why a file is left out, or the program with its answer. `name` is that of the file, without `.json`. */
export function readLinearModel(name: string, json: unknown): PublishedProgram | { readonly skip: string } {
  return "model" in (json as object)
    ? readYalps(name, json as YalpsFile)
    : readJavascriptLpSolver(json as JavascriptLpSolverFile);
}

function readJavascriptLpSolver(file: JavascriptLpSolverFile): PublishedProgram | { readonly skip: string } {
  if (file.optimize !== undefined && typeof file.optimize !== "string") return { skip: "several objectives at once" };
  const soft = Object.values(file.constraints).some(
    ({ weight, priority }) => weight !== undefined || priority !== undefined,
  );
  if (soft) return { skip: "constraints with a weight are wishes of the package's own" };
  const { feasible, bounded, result } = file.expects;
  const direction = file.opType === "max" ? -1 : 1;
  const program = build(file, file.optimize, direction);
  const gap = gapOf(program, file.options);
  if (!feasible) return { program, gap, expected: "infeasible" };
  if (bounded === false) return { program, gap, expected: "unbounded" };
  return { program, gap, expected: file.optimize === undefined ? 0 : direction * Number(result) };
}

function readYalps(name: string, { model, expected, options }: YalpsFile): PublishedProgram {
  const direction = model.direction === "maximize" ? -1 : 1;
  const program = build(model, model.objective, direction);
  const { status, result } = expected;
  const gap = gapOf(program, options);
  if (status === "cycled") {
    const known = CYCLED[name]!;
    return { program, gap, expected: typeof known === "number" ? direction * known : known };
  }
  if (status === "infeasible" || status === "unbounded") return { program, gap, expected: status };
  return { program, gap, expected: model.objective === undefined ? 0 : direction * result };
}

function gapOf(program: LinearProgram, { tolerance = 0 }: Options = {}): number {
  return program.isInteger.includes(1) ? tolerance : 0;
}

function build(model: Model, objective: string | undefined, direction: number): LinearProgram {
  const names = Object.keys(model.variables);
  const constraints = Object.entries(model.constraints);
  const listed = (value: Readonly<Record<string, unknown>> | readonly string[] | undefined): Set<string> =>
    new Set(Array.isArray(value) ? (value as string[]) : Object.keys(value ?? {}));
  const [whole, binary] = [new Set([...listed(model.ints), ...listed(model.integers)]), listed(model.binaries)];
  const free = listed(model.unrestricted);
  const entries = constraints.flatMap(([row], i) =>
    names.flatMap((name, j): Triplet[] => {
      const value = model.variables[name]![row] ?? 0;
      return value === 0 ? [] : [[i, j, value]];
    }),
  );
  const rowUpper = constraints.map(([, { max, equal }]) => equal ?? max ?? Infinity);
  const isWhole = (name: string): boolean => whole.has(name) || binary.has(name);
  return linearProgram({
    columnNames: names,
    rowNames: constraints.map(([name]) => name),
    cost: names.map((name) => (objective === undefined ? 0 : direction * (model.variables[name]![objective] ?? 0) + 0)),
    colLower: names.map((name) => (free.has(name) ? (isWhole(name) ? -FAR : -Infinity) : 0)),
    colUpper: names.map((name) => (binary.has(name) ? 1 : isWhole(name) ? FAR : Infinity)),
    isInteger: names.map(isWhole),
    rowLower: constraints.map(([, { min, equal }]) => equal ?? min ?? -Infinity),
    rowUpper,
    entries,
  });
}
