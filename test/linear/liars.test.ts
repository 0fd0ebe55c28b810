/** Engines that lie, each in its own way. None of their answers may leave the door. */
import { expect, test, vi } from "vitest";
import { EngineError, ImbangError } from "../../src/errors/index.js";
import {
  type Engine,
  type Feature,
  javascriptLpSolver,
  linearProgram,
  type LinearOptions,
  type LinearProgram,
  type LinearResult,
  replayBundle,
  solveLinear,
} from "../../src/linear/index.js";

const ALL: Feature[] = ["integer", "bound", "cancel", "timeLimit"];

/** min x0 + 3·x1, x0 + x1 ≥ 2.5, x ≤ 2, integer: 4 is not feasible in any other way than (2, 1): 5. */
const covering = linearProgram({
  cost: [1, 3],
  colUpper: [2, 2],
  isInteger: [1, 1],
  rowLower: [2.5],
  entries: [
    [0, 0, 1],
    [0, 1, 1],
  ],
});

/** The same with continuous columns: 2 + 3·0.5 = 3.5. */
const continuous: LinearProgram = { ...covering, isInteger: new Uint8Array(2) };

function liar(answer: unknown, features: Feature[] = ALL): Engine {
  return { name: "liar", features: new Set(features), solve: async () => answer as LinearResult };
}

function optimal(values: number[], objective: number, bound = objective, more: object = {}): unknown {
  return { status: "optimal", solution: { values: Float64Array.from(values), objective, bound, ...more } };
}

async function caught(program: LinearProgram, engine: Engine, options: LinearOptions = {}): Promise<EngineError> {
  const error: unknown = await solveLinear(program, engine, options).then(
    (answer) => ({ answer }),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EngineError);
  return error as EngineError;
}

async function expectWrong(
  program: LinearProgram,
  answer: unknown,
  reason: string | RegExp,
  options: LinearOptions = {},
): Promise<void> {
  const error = await caught(program, liar(answer), options);
  expect(error.issues.map(({ code }) => code)).toContain("linear/wrong-answer");
  expect(error.message).toMatch(reason);
}

test("the truth passes, cleaned up", async () => {
  const answer = optimal([1.9999999, 1 + 4e-8], 5, 4.2);
  const result = await solveLinear(covering, liar(answer));
  expect(result).toEqual({
    status: "optimal",
    solution: { values: Float64Array.of(2, 1), objective: 5, bound: 5 },
  });
});

test("always optimal, all zeros", async () => {
  await expectWrong(covering, optimal([0, 0], 0), "row 0 comes to 0");
});

test("all zeros where they are feasible, and not optimal", async () => {
  const program = linearProgram({ cost: [-1, 1], colUpper: [3, 3], rowUpper: [4], entries: [[0, 0, 1]] });
  await expectWrong(program, optimal([0, 0], 0), "column 0 can rise by");
});

test("off by one in the objective", async () => {
  await expectWrong(covering, optimal([2, 1], 4), "the values cost 5, the engine says 4");
  await expectWrong(covering, optimal([2, 1], 6), "the values cost 5, the engine says 6");
});

test("NaN among the values", async () => {
  await expectWrong(covering, optimal([2, NaN], 5), "a value must be a finite number, this is NaN");
});

test("NaN for an objective", async () => {
  await expectWrong(covering, optimal([2, 1], NaN, 5), "the objective must be a finite number");
});

test("NaN for a bound", async () => {
  await expectWrong(covering, optimal([2, 1], 5, NaN), "the bound must be a number");
});

test("an infinite value", async () => {
  await expectWrong(covering, optimal([Infinity, 1], Infinity), "finite number");
});

test("a value outside its bound", async () => {
  await expectWrong(covering, optimal([3, 0], 3), /the value 3 is outside \[0, 2\]/);
  await expectWrong(continuous, optimal([2.5, 0], 2.5), "outside");
});

test("a fractional integer", async () => {
  await expectWrong(covering, optimal([2, 0.5], 3.5), "column 1 is integer, its value is 0.5");
});

test("an integer that is one only within a big coefficient", async () => {
  const program = linearProgram({
    cost: [1, 1],
    colUpper: [1e6, 1],
    isInteger: [0, 1],
    rowLower: [0, 0.5],
    entries: [
      [0, 0, -1],
      [0, 1, 1e8],
      [1, 0, 1],
    ],
  });
  await expectWrong(program, optimal([0.5, 5e-9], 0.500000005, 0.5), "row 0 comes to -0.5");
});

test("suboptimal, with an inflated bound", async () => {
  await expectWrong(covering, optimal([2, 2], 8), "column 0 can fall by 1 at 1 each");
});

test("a bound above the objective", async () => {
  await expectWrong(covering, optimal([2, 1], 5, 6), "the bound 6 is above the objective 5");
});

test("optimal, with a bound that does not reach the objective", async () => {
  await expectWrong(covering, optimal([2, 1], 5, 3.9), "does not reach");
});

test("an optimum worse than the start", async () => {
  // Moving from (0, 2) to (2, 1) takes two columns at once.
  const program = linearProgram({
    cost: [1, 3],
    colUpper: [2, 2],
    isInteger: [1, 1],
    rowLower: [4],
    entries: [
      [0, 0, 1],
      [0, 1, 2],
    ],
  });
  const worse = optimal([0, 2], 6);
  expect((await solveLinear(program, liar(worse))).status).toBe("optimal"); // nobody knows better
  const error = await caught(program, liar(worse), { start: Float64Array.of(2, 1) });
  expect(error.message).toContain("the point to start from costs only 5");
});

test("infeasible, and it is not", async () => {
  await expectWrong(covering, { status: "infeasible" }, "the point of all upper bounds is feasible");
});

test("infeasible, although the start is feasible", async () => {
  const program = linearProgram({
    cost: [0, 0],
    colUpper: [2, 2],
    rowLower: [1],
    rowUpper: [1],
    entries: [
      [0, 0, 1],
      [0, 1, -1],
    ],
  });
  const error = await caught(program, liar({ status: "infeasible" }), { start: Float64Array.of(2, 1) });
  expect(error.message).toContain("the point to start from is feasible");
});

test("unbounded, where every column is bounded", async () => {
  await expectWrong(covering, { status: "unbounded" }, "no cost can fall for ever");
  await expectWrong(covering, { status: "infeasibleOrUnbounded" }, "feasible");
});

test("a misspelt status", async () => {
  await expectWrong(covering, { status: "Optimal" }, 'there is no status "Optimal"');
});

test("no answer at all", async () => {
  await expectWrong(covering, undefined, "no object");
  await expectWrong(covering, null, "no object");
  await expectWrong(covering, "optimal", "no object");
});

test("optimal without a solution, and infeasible with one", async () => {
  await expectWrong(covering, { status: "optimal" }, "there is no solution");
  const solution = { values: Float64Array.of(2, 1), objective: 5, bound: 5 };
  await expectWrong(covering, { status: "infeasible", solution }, "has no solution");
});

test("feasible without a limit, optimal with one", async () => {
  const solution = { values: Float64Array.of(2, 1), objective: 5, bound: 0 };
  await expectWrong(covering, { status: "feasible", solution }, "the limit must be");
  await expectWrong(covering, { status: "noSolutionFound" }, "the limit must be");
  await expectWrong(
    covering,
    { status: "optimal", limit: "time", solution: { ...solution, bound: 5 } },
    "has no limit",
  );
});

test("a time limit that nobody set, a cancel that nobody asked for", async () => {
  await expectWrong(covering, { status: "noSolutionFound", limit: "time" }, "nobody set");
  await expectWrong(covering, { status: "noSolutionFound", limit: "cancelled" }, "by nobody");
  const solution = { values: Float64Array.of(2, 1), objective: 5, bound: 0 };
  await expectWrong(covering, { status: "feasible", limit: "target", solution }, "a target that nobody set");
});

test("a target that was not reached", async () => {
  const solution = { values: Float64Array.of(2, 1), objective: 5, bound: 0 };
  const missed = { status: "feasible", limit: "target", solution };
  await expectWrong(covering, missed, "stopped at a target of 4 with an objective of 5", { target: 4 });
  await expectWrong(covering, { status: "noSolutionFound", limit: "target" }, "no solution reaches", { target: 4 });
});

test("values of the wrong length or kind", async () => {
  await expectWrong(covering, optimal([2], 2), "the length is 1 and must be 2");
  const solution = { values: [2, 1], objective: 5, bound: 5 };
  await expectWrong(covering, { status: "optimal", solution }, "there must be a Float64Array");
});

test("a mutating engine harms nobody", async () => {
  const program = structuredClone(covering);
  const start = Float64Array.of(2, 2);
  const engine: Engine = {
    name: "vandal",
    features: new Set(ALL),
    solve: async (given, options) => {
      given.cost.fill(0);
      given.rowLower.fill(0);
      given.matrix.values.fill(7);
      options.start!.fill(0);
      return optimal([0, 0], 0) as LinearResult;
    },
  };
  const error = await caught(program, engine, { start });
  expect(error.message).toContain("row 0 comes to 0");
  expect(program).toEqual(covering);
  expect([...start]).toEqual([2, 2]);
});

test("a caller who changes the arrays meanwhile is answered what was asked", async () => {
  const program = structuredClone(covering);
  const pending = solveLinear(program, javascriptLpSolver());
  program.cost.fill(-9);
  program.rowLower.fill(0);
  const result = await pending;
  expect(result).toMatchObject({ status: "optimal", solution: { objective: 5 } });
});

test("a throwing engine, at once or later, and one that throws no error", async () => {
  const throwing = (solve: Engine["solve"]): Engine => ({ name: "bang", features: new Set(ALL), solve });
  for (const solve of [
    () => {
      throw new Error("kaboom");
    },
    async () => {
      throw new Error("kaboom");
    },
    async () => {
      // oxlint-disable-next-line no-throw-literal
      throw "kaboom";
    },
  ]) {
    const error = await caught(covering, throwing(solve as Engine["solve"]));
    expect(error.issues[0]!.code).toBe("linear/engine-failed");
    expect(error.message).toContain("kaboom");
    expect(JSON.parse(JSON.stringify(error.bundle))).toMatchObject({
      engine: "bang",
      result: { error: "Error: kaboom" },
    });
  }
});

test("an engine may refuse what it cannot take", async () => {
  const refusal = new ImbangError([{ code: "linear/too-large", path: [], message: "too large" }]);
  const engine: Engine = { name: "small", features: new Set(ALL), solve: () => Promise.reject(refusal) };
  await expect(solveLinear(covering, engine)).rejects.toBe(refusal);
});

test("a hanging engine is given up after the time limit, and lost", async () => {
  vi.useFakeTimers();
  try {
    const engine: Engine = { name: "sleeper", features: new Set(ALL), solve: () => new Promise(() => {}) };
    const pending = solveLinear(covering, engine, { timeLimit: 3 });
    await vi.advanceTimersByTimeAsync(5001);
    expect(await pending).toEqual({ status: "noSolutionFound", limit: "time" });
    const error: unknown = await solveLinear(covering, engine).catch((thrown: unknown) => thrown);
    expect((error as ImbangError).issues[0]!.code).toBe("linear/engine-lost");
  } finally {
    vi.useRealTimers();
  }
});

test("a hanging engine is given up after an abort", async () => {
  vi.useFakeTimers();
  try {
    const engine: Engine = { name: "deaf", features: new Set(ALL), solve: () => new Promise(() => {}) };
    const controller = new AbortController();
    const pending = solveLinear(covering, engine, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(60_000);
    controller.abort();
    await vi.advanceTimersByTimeAsync(2001);
    expect(await pending).toEqual({ status: "noSolutionFound", limit: "cancelled" });
  } finally {
    vi.useRealTimers();
  }
});

test("an engine that answers late, and fails then, disturbs nobody", async () => {
  vi.useFakeTimers();
  try {
    const engine: Engine = {
      name: "late",
      features: new Set(ALL),
      solve: () => new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), 60_000)),
    };
    const pending = solveLinear(covering, engine, { timeLimit: 1 });
    await vi.advanceTimersByTimeAsync(70_000);
    expect(await pending).toEqual({ status: "noSolutionFound", limit: "time" });
  } finally {
    vi.useRealTimers();
  }
});

test("a call that was cancelled before it began calls no engine", async () => {
  const solve = vi.fn<Engine["solve"]>();
  const engine: Engine = { name: "idle", features: new Set(ALL), solve };
  const result = await solveLinear(covering, engine, { signal: AbortSignal.abort() });
  expect(result).toEqual({ status: "noSolutionFound", limit: "cancelled" });
  expect(solve).not.toHaveBeenCalled();
});

test("what the caller's own progress function throws comes back as it is", async () => {
  const own = new Error("mine");
  const pending = solveLinear(covering, javascriptLpSolver(), {
    onProgress: () => {
      throw own;
    },
  });
  await expect(pending).rejects.toBe(own);
});

const WITH_DUALS: Feature[] = ["bound", "duals"];
const duals = (row: number[], column: number[]): object => ({
  duals: { row: Float64Array.from(row), column: Float64Array.from(column) },
});

test("right duals pass and prove the bound", async () => {
  const answer = optimal([2, 0.5], 3.5, 3.5, duals([3], [-2, 0]));
  const result = await solveLinear(continuous, liar(answer, WITH_DUALS));
  expect(result).toMatchObject({ status: "optimal", solution: { objective: 3.5 } });
  expect((result as { solution: { bound: number } }).solution.bound).toBeCloseTo(3.5, 12);
});

test.for([
  ["missing ones", {}, "has none"],
  ["ones of the wrong length", duals([3], [-2]), "the length is 1"],
  ["ones that break stationarity", duals([3], [-1, 0]), "cost − Aᵀ·row"],
  ["ones of the wrong sign", duals([-3], [4, 6]), "points to the bound Infinity of row 0"],
  ["ones that prove less", duals([1], [0, 2]), "the duals prove 2.5"],
  ["NaN", duals([NaN], [-2, 0]), "finite number"],
] as const)("of wrong duals: %s", async ([, more, reason]) => {
  const error = await caught(continuous, liar(optimal([2, 0.5], 3.5, 3.5, more), WITH_DUALS));
  expect(error.message).toContain(reason);
});

test("a suboptimal vertex with made-up duals", async () => {
  // (1, 1.5) is feasible and tight; no single column can improve it.
  const error = await caught(continuous, liar(optimal([1, 1.5], 5.5, 5.5, duals([3], [-2, 0])), WITH_DUALS));
  expect(error.message).toContain("the duals prove 3.5");
});

test("the bundle is plain JSON, survives infinity and replays", async () => {
  const wrong = liar(optimal([0, 0], 0));
  const named = { ...covering, columnNames: ["Siti", "Budi"] };
  const error = await caught(named, wrong, { start: Float64Array.of(1, 1), relativeGap: 0 });
  const text = JSON.stringify(error.bundle);
  expect(text).toContain('"rowUpper":["Infinity"]');
  expect(text).not.toContain("Siti");
  await expect(replayBundle(text, wrong)).rejects.toThrow("row 0 comes to 0");
  await expect(replayBundle(JSON.parse(text), wrong)).rejects.toBeInstanceOf(EngineError);
  expect(await replayBundle(error.bundle, javascriptLpSolver())).toMatchObject({ status: "optimal" });
});

test.for([
  undefined,
  "no json",
  7,
  {},
  { format: "imbang/linear-bundle@1" },
  { format: "imbang/linear-bundle@1", program: {} },
])("a bundle that is none is refused: %o", async (bundle) => {
  const error: unknown = await replayBundle(bundle, javascriptLpSolver()).catch((thrown: unknown) => thrown);
  expect((error as ImbangError).issues[0]!.code).toBe("linear/wrong-bundle");
});

test("an answer that refers to itself still makes a bundle", async () => {
  const answer: Record<string, unknown> = { status: "Optimal", big: 1n, f: () => 1 };
  answer["self"] = answer;
  const error = await caught(covering, liar(answer));
  expect(() => JSON.stringify(error.bundle)).not.toThrow();
});
