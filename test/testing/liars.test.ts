/** The suite can fail: every kind of lie is noticed, and by many cases. */
import { expect, test } from "vitest";
import { exactEngine } from "../../examples/own-engine.js";
import { programFingerprint } from "../../src/linear/index.js";
import type { Engine, Feature, LinearProgram, LinearResult, Solution } from "../../src/linear/types.js";
import { engineCases, skipReason } from "../../src/testing/index.js";

const exact = exactEngine();
const answers = new Map<string, Promise<LinearResult>>();

/** Asks once, as every liar begins with the same questions. */
const honest: Pick<Engine, "solve"> = {
  solve(program, options) {
    const key = programFingerprint(program);
    const known = answers.get(key) ?? exact.solve(program, options);
    answers.set(key, known);
    return known;
  },
};
/** Without limits, whose cases take their time; those that lie about limits have a test of their own. */
const FEATURES: readonly Feature[] = ["integer", "bound", "duals", "warmStart"];

type Answer = (program: LinearProgram, result: LinearResult) => LinearResult | Promise<LinearResult>;

function liar(answer: Answer, features: readonly Feature[] = FEATURES): Engine {
  return {
    name: "liar",
    features: new Set(features),
    solve: async (program, options) => answer(program, await honest.solve(program, options)),
  };
}

/** Changes the solution of every optimum. */
function twisted(change: (program: LinearProgram, solution: Solution) => Partial<Solution>): Answer {
  return (program, result) =>
    result.status === "optimal"
      ? { status: "optimal", solution: { ...result.solution, ...change(program, result.solution) } }
      : result;
}

/** Solves another program and passes its answer off as that of the one asked. */
function instead(other: (program: LinearProgram) => LinearProgram): Answer {
  return async (program) => {
    const result = await honest.solve(other(program), { timeLimit: 0.3 });
    if (result.status !== "optimal") return result;
    const { values } = result.solution;
    const objective = program.cost.reduce((sum, cost, j) => sum + cost * values[j]!, 0);
    return { status: "optimal", solution: { values, objective, bound: objective } };
  };
}

const withoutDuals = FEATURES.filter((feature) => feature !== "duals");

const LIARS: readonly (readonly [name: string, engine: () => Engine, fails: number])[] = [
  [
    "all zeros, always optimal",
    () =>
      liar((program) => ({
        status: "optimal",
        solution: {
          values: new Float64Array(program.cost.length),
          objective: 0,
          bound: 0,
          duals: { row: new Float64Array(program.rowLower.length), column: program.cost.slice() },
        },
      })),
    200,
  ],
  ["off by one in the objective", () => liar(twisted((_, { objective }) => ({ objective: objective + 1 }))), 165],
  ["NaN", () => liar(twisted((_, { values }) => ({ values: values.map(() => NaN), objective: NaN }))), 165],
  ["a bound above the value", () => liar(twisted((_, { objective }) => ({ bound: objective + 1 }))), 165],
  ["a bound far below the value", () => liar(twisted((_, { objective }) => ({ bound: objective - 10 }))), 165],
  ["always infeasible", () => liar(() => ({ status: "infeasible" })), 175],
  ["always unbounded", () => liar(() => ({ status: "unbounded" })), 190],
  ["always infeasibleOrUnbounded", () => liar(() => ({ status: "infeasibleOrUnbounded" })), 190],
  ["always out of time", () => liar(() => ({ status: "noSolutionFound", limit: "unknown" })), 200],
  ["nothing at all", () => liar(() => undefined as unknown as LinearResult), 205],
  [
    "a breakdown",
    () =>
      liar(() => {
        throw new TypeError("Cannot read property 'cuts' of null");
      }),
    205,
  ],
  [
    "integrality ignored",
    () =>
      liar(
        instead((program) => ({ ...program, isInteger: new Uint8Array(program.cost.length) })),
        withoutDuals,
      ),
    70,
  ],
  [
    "the relaxation, rounded",
    () =>
      liar(async (program) => {
        const result = await honest.solve({ ...program, isInteger: new Uint8Array(program.cost.length) }, {});
        if (result.status !== "optimal") return result;
        const values = result.solution.values.map((value, j) =>
          program.isInteger[j] === 1 ? Math.round(value) : value,
        );
        const objective = program.cost.reduce((sum, cost, j) => sum + cost * values[j]!, 0);
        return { status: "optimal", solution: { values, objective, bound: objective } };
      }, withoutDuals),
    65,
  ],
  [
    "upper bounds of columns ignored",
    () =>
      liar(
        instead((program) => ({
          ...program,
          colUpper: program.colUpper.map((upper, j) => (program.isInteger[j] === 1 ? upper + 5 : Infinity)),
        })),
        withoutDuals,
      ),
    40,
  ],
  [
    "lower bounds of columns taken for 0",
    () =>
      liar(
        instead((program) => ({
          ...program,
          colLower: program.colLower.map((_, j) => Math.min(0, program.colUpper[j]!)),
        })),
        withoutDuals,
      ),
    25,
  ],
  [
    "the last row forgotten",
    () =>
      liar(
        instead((program) => ({
          ...program,
          rowLower: program.rowLower.map((lower, i, { length }) => (i === length - 1 ? -Infinity : lower)),
          rowUpper: program.rowUpper.map((upper, i, { length }) => (i === length - 1 ? Infinity : upper)),
        })),
        withoutDuals,
      ),
    120,
  ],
  [
    "feasible but dear",
    () =>
      liar(
        instead((program) => ({ ...program, cost: program.cost.map((c) => 0 - c) })),
        withoutDuals,
      ),
    130,
  ],
  [
    "any feasible point",
    () =>
      liar(
        instead((program) => ({ ...program, cost: program.cost.map(() => 0) })),
        withoutDuals,
      ),
    85,
  ],
  [
    "infeasible called unbounded",
    () => liar((_, result) => (result.status === "infeasible" ? { status: "unbounded" } : result)),
    25,
  ],
  [
    "unbounded called infeasible",
    () => liar((_, result) => (result.status === "unbounded" ? { status: "infeasible" } : result)),
    10,
  ],
  [
    "duals with the wrong sign",
    () =>
      liar(
        twisted((_, { duals }) =>
          duals === undefined ? {} : { duals: { row: duals.row.map((y) => -y), column: duals.column.map((z) => -z) } },
        ),
      ),
    75,
  ],
  [
    "duals that are missing",
    () => liar(twisted((_, { values, objective, bound }) => ({ values, objective, bound, duals: undefined as never }))),
    80,
  ],
];

test.for(LIARS)("a liar is caught: %s", async ([, create, fails]) => {
  const failed = await failures(create());
  expect(failed.length).toBeGreaterThanOrEqual(fails);
});

test("an engine that changes what it is given is caught", async () => {
  const engine = liar((program, result) => {
    program.cost.fill(0);
    return result;
  });
  expect(await failures(engine)).toEqual([
    "conduct: a linear program is not changed",
    "conduct: an integer program is not changed",
  ]);
});

test("an engine with a memory is caught", async () => {
  let first: LinearResult | undefined;
  const failed = await failures(liar((_, result) => (first ??= result)));
  expect(failed.length).toBeGreaterThan(150);
});

test("engines that lie about limits are caught", async () => {
  const limited = async (engine: Engine): Promise<string[]> => {
    const failed: string[] = [];
    for (const engineCase of engineCases().filter(({ name }) =>
      name.endsWith("Jeroslow's parity program with 61 columns"),
    )) {
      await engineCase.run(engine).catch((error: unknown) => failed.push(String(error)));
    }
    return failed;
  };
  const point = (program: LinearProgram): Solution => {
    // 30 columns at 1 and the last one at 1: the optimum, of which nobody has proven anything.
    const values = program.cost.map((cost, j) => (cost === 1 || j < 30 ? 1 : 0));
    return { values, objective: 1, bound: 1 };
  };
  const features: ReadonlySet<Feature> = new Set(["integer", "timeLimit", "cancel"]);
  const sleeper: Engine = { name: "sleeper", features, solve: () => new Promise(() => {}) };
  expect((await limited(sleeper)).every((text) => text.includes("linear/engine-lost"))).toBe(true);
  const settled: Engine = {
    name: "settled for less",
    features,
    solve: (program) =>
      Promise.resolve({
        status: "optimal",
        solution: { ...point(program), values: program.cost.map(() => 0), objective: 0 },
      }),
  };
  expect((await limited(settled)).length).toBe(2);
  const wrongLimit: Engine = {
    name: "wrong limit",
    features,
    solve: (program) => Promise.resolve({ status: "feasible", limit: "iterations", solution: point(program) }),
  };
  expect(await limited(wrongLimit)).toEqual([
    "Error: expected a run that was stopped by time, found feasible at 1 with bound -Infinity (limit: iterations)",
    "Error: expected a run that was stopped by cancelled, found feasible at 1 with bound -Infinity (limit: iterations)",
  ]);
});

test("a failure says what was expected and what was found", async () => {
  const engineCase = engineCases().find(({ name }) => name === "statuses: Wyndor Glass")!;
  await expect(engineCase.run(liar(() => ({ status: "noSolutionFound", limit: "unknown" })))).rejects.toThrow(
    "expected optimal at -36, found noSolutionFound (limit: unknown)",
  );
  await expect(engineCase.run(liar(() => ({ status: "infeasible" })))).rejects.toThrow(
    "expected an answer that can be believed, but the door refused it: [linear/wrong-answer] at engine.liar.status: infeasible, but",
  );
});

async function failures(engine: Engine): Promise<string[]> {
  const failed: string[] = [];
  for (const engineCase of engineCases()) {
    if (skipReason(engineCase, engine) !== undefined) continue;
    await engineCase.run(engine).catch(() => failed.push(engineCase.name));
  }
  return failed;
}
