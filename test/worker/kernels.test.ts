/** The kernels and the engines in a worker: the same results, memory that moves, errors that stay what they are. */
import { EngineError, ImbangError, NetworkError, ScenarioError } from "imbang";
import { javascriptLpSolver, linearProgram, type LinearProgram, solveLinear } from "imbang/linear";
import { highs } from "imbang/linear/highs";
import { type FlowNetwork, minCostFlow, solveTransport, type TransportProblem } from "imbang/network";
import * as worker from "imbang/worker";
import { expect, test } from "vitest";
import { packError, unpackError } from "../../src/worker/wire-error.js";
import { randomNumbers } from "../planning/cities.js";
import { hasEnded, threadUrl, useThread, workerMaker } from "./thread.js";

useThread();
const at = (): { workerUrl: URL } => ({ workerUrl: threadUrl() });
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const codesOf = (error: unknown): string[] => (error as ImbangError).issues.map(({ code }) => code);

/** Rows with some arcs each to positions with two pieces of seats. */
function transport(rows: number, positions: number, arcs: number): TransportProblem {
  const random = randomNumbers(rows);
  return {
    start: Int32Array.from({ length: rows + 1 }, (_, i) => i * arcs),
    position: Int32Array.from({ length: rows * arcs }, () => Math.floor(random() * positions)),
    cost: Int32Array.from({ length: rows * arcs }, () => Math.floor(random() * 1_000)),
    pieceStart: Int32Array.from({ length: positions + 1 }, (_, j) => 2 * j),
    pieceWidth: new Int32Array(2 * positions).fill(Math.ceil((2 * rows) / positions)),
    pieceSlope: Float64Array.from({ length: 2 * positions }, (_, k) => (k % 2) * 500),
  };
}

const network = (): FlowNetwork => ({
  nodeCount: 3,
  tail: Int32Array.of(0, 0, 1),
  head: Int32Array.of(1, 2, 2),
  upper: Float64Array.of(4, 2, Infinity),
  cost: Float64Array.of(1, 5, 1),
  supply: Float64Array.of(5, 0, -5),
});

const program = (): LinearProgram =>
  linearProgram({
    cost: [2, 3],
    colUpper: [10, 10],
    isInteger: [false, true],
    rowLower: [4.5],
    entries: [
      [0, 0, 1],
      [0, 1, 1],
    ],
  });

/** A knapsack with many near-equal answers, on which branch and bound works for minutes. */
function longProgram(): LinearProgram {
  const random = randomNumbers(5);
  const items = 60;
  const weights = Array.from({ length: items }, () => 100_000 + Math.floor(random() * 100_000));
  return linearProgram({
    cost: weights.map((weight) => -weight),
    colUpper: weights.map(() => 1),
    isInteger: weights.map(() => true),
    rowUpper: [Math.floor(weights.reduce((a, b) => a + b, 0) / 2) + 0.5],
    entries: weights.map((weight, j) => [0, j, weight]),
  });
}

test("solveTransport: the same result; the arrays move, and come back as new ones", async () => {
  const problem = transport(300, 40, 12);
  const here = solveTransport(problem);
  const there = await worker.solveTransport(problem, at());
  expect(there).toEqual(here);
  expect(Object.values(problem).map(({ length }) => length)).toEqual([0, 0, 0, 0, 0, 0]);
});

test("minCostFlow: the same result; `keep` leaves the arrays as they are", async () => {
  const problem = network();
  expect(await worker.minCostFlow(problem, { ...at(), keep: true })).toEqual(minCostFlow(network()));
  expect(problem).toEqual(network());
  await worker.minCostFlow(problem, at());
  expect(problem.cost.length).toBe(0);
});

test("views on part of a buffer and arrays that share one are copied: the rest belongs to someone else", async () => {
  const pool = new Float64Array(12).fill(7);
  const shared = pool.subarray(3, 6);
  shared.set([1, 5, 1]);
  const nodes = Int32Array.of(0, 0, 1);
  const problem = { ...network(), cost: shared, tail: nodes };
  const twice = { ...problem, lower: new Float64Array(3) };
  expect(await worker.minCostFlow(twice, at())).toEqual(minCostFlow(network()));
  expect(pool[11]).toBe(7);
  expect(problem.cost).toEqual(Float64Array.of(1, 5, 1));
  expect(nodes.length).toBe(0);
  expect(twice.lower.length).toBe(0);
});

test.for(["javascript-lp-solver", "highs"] as const)("solveLinear on %s: the same result", async (engine) => {
  const given = program();
  const there = await worker.solveLinear(given, engine, { ...at(), keep: true });
  const own = engine === "highs" ? await highs() : javascriptLpSolver();
  expect(there).toEqual(await solveLinear(program(), own));
  expect(given).toEqual(program());
  const start = Float64Array.of(2.5, 2);
  expect(await worker.solveLinear(given, engine, { ...at(), start })).toMatchObject({ status: "optimal" });
  expect([given.cost.length, given.matrix.values.length, start.length]).toEqual([0, 0, 0]);
});

test.for(["javascript-lp-solver", "highs"] as const)(
  "an abort reaches %s in the middle of its work",
  async (engine) => {
    const { made, createWorker } = workerMaker();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1_500);
    const result = await worker.solveLinear(longProgram(), engine, {
      createWorker,
      grace: 30,
      signal: controller.signal,
    });
    expect(result).toMatchObject({ limit: "cancelled" });
    if (result.status === "feasible") expect(result.solution.objective).toBeLessThan(0);
    expect(await hasEnded(made[0]!)).toBe(true);
  },
);

test("limits end a kernel that looks at nothing", async () => {
  const large = (): ReturnType<typeof transport> => transport(60_000, 1_000, 80); // a second of work and more
  const { made, createWorker } = workerMaker();
  const controller = new AbortController();
  const promise = worker.solveTransport(large(), { createWorker, signal: controller.signal });
  setTimeout(() => controller.abort(), 300);
  expect(await promise).toEqual({ status: "noSolutionFound", limit: "cancelled" });
  const late = await worker.solveTransport(large(), { createWorker, timeLimit: 0.3 });
  expect(late).toEqual({ status: "noSolutionFound", limit: "time" });
  for (const each of made) expect(await hasEnded(each)).toBe(true);
});

test("errors keep their class: the kernel's", async () => {
  const bad = { ...network(), tail: Int32Array.of(0, 0, 9) };
  const error = await failureOf(worker.minCostFlow(bad, at()));
  expect(error).toBeInstanceOf(NetworkError);
  expect(codesOf(error)).toEqual(["network/node-out-of-range"]);
  expect(codesOf(await failureOf(worker.solveTransport(null as never, at())))).toEqual(["network/not-a-network"]);
});

test("errors keep their class: each of them, with issues, bundle and cause", () => {
  const issues = [{ code: "room/what", path: ["a", 1], message: "no", hint: "yes" }];
  for (const error of [
    new ImbangError(issues),
    new ScenarioError(issues),
    new NetworkError(issues, { cause: new Error("deep") }),
    new EngineError(issues, { model: [1] }),
    new TypeError("a fault of ours"),
  ]) {
    const back = unpackError(structuredClone(packError(error)));
    expect(back.message).toBe(error.message);
    expect(back.stack).toBe(error.stack);
    if (!(error instanceof ImbangError)) continue;
    expect(back.constructor).toBe(error.constructor);
    expect(back).toMatchObject({ issues });
    expect((back.cause as Error | undefined)?.message).toBe((error.cause as Error | undefined)?.message);
    if (error instanceof EngineError) expect((back as EngineError).bundle).toEqual(error.bundle);
  }
});

test("options and what cannot be sent are refused with code and path, and nothing is detached", async () => {
  const problem = network();
  const options = { ...at(), keeep: true, timeLimit: "soon" } as never;
  const refused = await failureOf(worker.minCostFlow(problem, options));
  expect(codesOf(refused)).toEqual(["worker/unknown-option", "worker/wrong-option"]);
  expect((refused as ImbangError).issues[0]!.hint).toBe("you meant `keep`");
  const unsendable = await failureOf(worker.minCostFlow({ ...problem, names: () => [] } as never, at()));
  expect((unsendable as ImbangError).issues).toMatchObject([{ code: "worker/cannot-be-sent", path: ["names"] }]);
  const given = program();
  await worker.solveLinear(given, "javascript-lp-solver", at());
  const gone = await failureOf(worker.solveLinear(given, "javascript-lp-solver", at()));
  expect((gone as ImbangError).issues[0]).toMatchObject({ code: "worker/cannot-be-sent", path: ["cost"] });
  expect((gone as ImbangError).issues[0]!.hint).toContain("keep: true");
  const engine = javascriptLpSolver() as never;
  const wrong = await failureOf(worker.solveLinear(program(), engine, { ...at(), relativeGap: -1, x: 1 } as never));
  expect(codesOf(wrong)).toEqual(["worker/unknown-option", "worker/cannot-be-sent", "linear/wrong-option"]);
  expect(problem).toEqual(network());
});

test("a hundred calls, many of them aborted, leave nothing behind", async () => {
  const random = randomNumbers(11);
  const expected = minCostFlow(network());
  const { made, createWorker } = workerMaker();
  const controller = new AbortController(); // one signal for all, as in a page that is left
  let aborted = 0;
  for (let round = 0; round < 20; round++) {
    const calls = Array.from({ length: 5 }, async (_, k) => {
      const own = new AbortController();
      if (k === 4) setTimeout(() => own.abort(), random() * 60);
      const signal = k === 4 ? own.signal : controller.signal;
      const result = await worker.minCostFlow(network(), { createWorker, signal });
      if (result.status === "noSolutionFound") aborted++;
      else expect(result).toEqual(expected);
    });
    await Promise.all(calls);
  }
  expect(made.length).toBeGreaterThan(75);
  expect(aborted).toBeGreaterThan(0);
  for (const each of made) expect(await hasEnded(each)).toBe(true);
});
