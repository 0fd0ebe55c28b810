/**
 * One thing that every engine must get right, and how it is checked. Free of any test framework: a case passes by
 * resolving and fails by throwing.
 */
import { EngineError } from "../errors/index.js";
import {
  type Engine,
  type Feature,
  type LinearOptions,
  type LinearProgram,
  type LinearResult,
  type Solution,
  solveLinear,
} from "../linear/index.js";

/** What a case is about. */
export type CaseGroup =
  | "statuses"
  | "bounds"
  | "degeneracy"
  | "integrality"
  | "structures"
  | "torture"
  | "assignment"
  | "duals"
  | "limits"
  | "warmStart"
  | "conduct";

/** A conformance case. Names are unique and stable, so that a list of known faults can refer to them. */
export interface EngineCase {
  readonly name: string;
  readonly group: CaseGroup;
  /** Where the expected answer comes from, so that nobody "updates" it blindly. */
  readonly source: string;
  /** Features that an engine must declare; skip the case where one is missing. */
  readonly needs: readonly Feature[];
  /** The programs of the case and what is known of each, where they can be written down in advance. */
  readonly programs: readonly KnownProgram[];
  /**
   * Sends the programs through `solveLinear` and checks the answers.
   *
   * @throws Error naming what was expected and what was found; where the door refused the answer, its `cause` is the
   * `EngineError`, whose bundle `replayBundle` takes.
   */
  run(engine: Engine): Promise<void>;
}

/** A program with its answer. */
export interface KnownProgram {
  readonly program: LinearProgram;
  readonly expected: Expected;
}

/** The right answer. */
export type Expected =
  | {
      readonly status: "optimal";
      readonly objective: number;
      /** Length n, only where no other point is optimal. */
      readonly values?: readonly number[];
      /** Length m, only where no other row duals are optimal. */
      readonly rowDuals?: readonly number[];
    }
  | { readonly status: "infeasible" }
  | { readonly status: "unbounded" };

/** A case that solves programs and compares: all but those on limits, starts and conduct. */
export interface SimpleCase {
  readonly name: string;
  readonly source: string;
  readonly program: LinearProgram;
  /** A number stands for an optimum of that objective. */
  readonly expected: Expected | number | "infeasible" | "unbounded";
  /** Beside `integer`, which is added where the program has integer columns. */
  readonly needs?: readonly Feature[];
  readonly options?: LinearOptions;
}

/** Relative to objectives above 1: what the door allows, too. */
const TOLERANCE = 1e-6;

/** Turns simple cases into engine cases. */
export function solvingCases(group: CaseGroup, cases: readonly SimpleCase[]): EngineCase[] {
  return cases.map(({ name, source, program, expected: answer, needs = [], options = {} }) => {
    const expected: Expected =
      typeof answer === "number"
        ? { status: "optimal", objective: answer }
        : typeof answer === "string"
          ? { status: answer }
          : answer;
    return {
      name: `${group}: ${name}`,
      group,
      source,
      needs: neededBy(program, needs),
      programs: [{ program, expected }],
      run: async (engine) => expectAnswer(program, expected, await solved(program, engine, options)),
    };
  });
}

/** The features that a case names, and `integer` where its program has integer columns. */
export function neededBy(program: LinearProgram, needs: readonly Feature[] = []): readonly Feature[] {
  return program.isInteger.includes(1) ? ["integer", ...needs] : needs;
}

/** Through the door; an answer that the door refuses becomes a failure in plain words. */
export async function solved(
  program: LinearProgram,
  engine: Engine,
  options: LinearOptions = {},
): Promise<LinearResult> {
  try {
    return await solveLinear(program, engine, options);
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    throw new Error(`expected an answer that can be believed, but the door refused it: ${cause.message}`, { cause });
  }
}

/** @throws Error unless the result is the expected one. */
export function expectAnswer(program: LinearProgram, expected: Expected, result: LinearResult): void {
  if (expected.status !== "optimal") {
    if (result.status === expected.status) return;
    // Honest only as long as nobody can see from the column bounds which of the two it is.
    if (result.status === "infeasibleOrUnbounded" && couldFall(program)) return;
    fail(expected.status, describe(result));
  }
  const solution = expectOptimal(result, `optimal at ${expected.objective}`);
  expectNear("objective", expected.objective, solution.objective);
  for (const [j, value] of (expected.values ?? []).entries()) {
    expectNear(`value of column ${j}`, value, solution.values[j]!);
  }
  for (const [i, price] of (expected.rowDuals ?? []).entries()) {
    expectNear(`dual of row ${i}`, price, solution.duals?.row[i] ?? NaN);
  }
}

/** The solution of an optimal result. @throws Error for any other. */
export function expectOptimal(result: LinearResult, expectation = "optimal"): Solution {
  if (result.status !== "optimal") fail(expectation, describe(result));
  return result.solution;
}

/** @throws Error unless both numbers are equal to within 1e-6, relative above 1. */
export function expectNear(what: string, expected: number, found: number): void {
  if (Math.abs(found - expected) <= TOLERANCE * Math.max(1, Math.abs(expected))) return;
  fail(`${what} ${expected}`, String(found));
}

/** Ends a case. */
export function fail(expected: string, found: string): never {
  throw new Error(`expected ${expected}, found ${found}`);
}

/** A result in a few words. */
export function describe(result: LinearResult): string {
  switch (result.status) {
    case "optimal":
      return `optimal at ${result.solution.objective}`;
    case "feasible":
      return `feasible at ${result.solution.objective} with bound ${result.solution.bound} (limit: ${result.limit})`;
    case "noSolutionFound":
      return `noSolutionFound (limit: ${result.limit})`;
    default:
      return result.status;
  }
}

/** Whether the column bounds alone let the cost fall for ever. */
function couldFall({ cost, colLower, colUpper }: LinearProgram): boolean {
  return cost.some((price, j) => (price > 0 && colLower[j] === -Infinity) || (price < 0 && colUpper[j] === Infinity));
}
