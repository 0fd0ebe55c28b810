/** Plans made in a worker are the plans made here, and nothing that a worker does can hold the caller up. */
import {
  asnMutasi,
  composeRules,
  createScenario,
  EngineError,
  ImbangError,
  planTransfers,
  type PlanOptions,
  type Scenario,
  ScenarioError,
  verifyPlan,
} from "imbang";
import { planTransfers as planInWorker, type WorkerPlanOptions } from "imbang/worker";
import { expect, test } from "vitest";
import { javascriptLpSolver } from "../../src/linear/index.js";
import { city, identityOf } from "../planning/cities.js";
import { hasEnded, threadUrl, useThread, workerMaker } from "./thread.js";

useThread();
const town = createScenario(city({ seed: 3, people: 150, posts: 20, units: 8 }));
const inWorker = (scenario: Scenario, options: WorkerPlanOptions = {}): ReturnType<typeof planInWorker> =>
  planInWorker(scenario, { workerUrl: threadUrl(), ...options });
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const codesOf = (error: unknown): string[] => (error as ImbangError).issues.map(({ code }) => code);

test.for<WorkerPlanOptions>([
  {},
  { policy: "fillShortages", seed: 7 },
  { policy: ["floors", { name: "leximin", node: "unit", step: 5 }, "moves", "fit"], moveThreshold: 4 },
  { unknown: "forbid", assurance: "high" },
])("the plan is the one made here, to the last placement: %j", async (options) => {
  const direct = options as unknown as PlanOptions;
  const [here, there] = await Promise.all([planTransfers(town, direct), inWorker(town, options)]);
  expect(there).toEqual({ ...here, run: { ...here.run, elapsed: there.run.elapsed } });
});

test("the rules travel with the scenario", async () => {
  const rules = composeRules(asnMutasi, { parameters: { minimumTenure: { years: 4 } } });
  const input = city({ seed: 4, people: 80, posts: 8, units: 4 });
  const staff = input.staff.map((person, k) => ({
    ...person,
    positionSince: k % 2 === 0 ? "2023-01-01" : "2015-01-01",
  }));
  const scenario = createScenario({ ...input, staff, rules });
  const [here, there] = await Promise.all([planTransfers(scenario), inWorker(scenario)]);
  expect(identityOf(there)).toBe(identityOf(here));
  expect(there.run.inputDigest).toBe(here.run.inputDigest);
  const byDefault = await planTransfers(createScenario({ ...input, staff }));
  expect(identityOf(byDefault)).not.toBe(identityOf(here));
  expect(byDefault.run.inputDigest).not.toBe(here.run.inputDigest);
});

test("fields of the caller's own stay at home and change nothing", async () => {
  const input = city({ seed: 4, people: 40, posts: 8, units: 4 });
  const withExtra = createScenario({
    ...input,
    staff: input.staff.map((person) => ({ ...person, extra: { note: () => "a function cannot be cloned" } })),
  });
  expect(identityOf(await inWorker(withExtra))).toBe(identityOf(await planTransfers(createScenario(input))));
});

test.for(["javascript-lp-solver", "highs"] as const)(
  "%s is made in the worker and gives the same plan",
  async (engine) => {
    const scenario = createScenario(city({ seed: 1, people: 60, posts: 8, units: 4 }));
    const plan = await inWorker(scenario, { engine });
    expect(plan.run.engine).toBe(engine);
    expect(identityOf(plan)).toBe(identityOf(await planTransfers(scenario)));
  },
);

test("the event loop stays free while a city of 2,000 people is planned, and progress arrives", async () => {
  const scenario = createScenario(city({ seed: 8, people: 2_000, posts: 300, units: 60 }));
  const gaps: number[] = [];
  let tickedAt = performance.now();
  const clock = setInterval(() => {
    gaps.push(performance.now() - tickedAt);
    tickedAt = performance.now();
  }, 10);
  const told: number[] = [];
  const plan = await inWorker(scenario, { onProgress: ({ elapsed }) => told.push(elapsed) });
  clearInterval(clock);
  expect(plan.status).toBe("optimal");
  const usual = gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.9)]!;
  expect(usual).toBeLessThan(50); // measured at most 50 on a quiet machine; the tail belongs to the machine
  expect(told.length).toBeGreaterThanOrEqual(plan.levels.length);
  expect(told).toEqual([...told].sort((a, b) => a - b));
});

test("an abort brings the best plan so far, verified, and ends the worker", async () => {
  const { made, createWorker } = workerMaker();
  const controller = new AbortController();
  const plan = await inWorker(town, {
    createWorker,
    grace: 60,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  expect(plan).toMatchObject({ status: "feasible", limit: "cancelled" });
  expect(verifyPlan(town, plan).issues).toEqual([]);
  expect(await hasEnded(made[0]!)).toBe(true);
});

test("a run that gets no grace leaves the plan that it had sent", async () => {
  const controller = new AbortController();
  const plan = await inWorker(town, { grace: 0, signal: controller.signal, onProgress: () => controller.abort() });
  expect(plan).toMatchObject({ status: "feasible", limit: "cancelled" });
  expect(plan.levels.at(-1)!.proven).toBe(false);
  expect(verifyPlan(town, plan).issues).toEqual([]);
});

test("HiGHS blocks its thread; its run is told about, and stopped with the plan in hand, all the same", async () => {
  const scenario = createScenario(city({ seed: 1, people: 700, posts: 120, units: 30 }));
  const { made, createWorker } = workerMaker();
  const controller = new AbortController();
  let events = 0;
  let abortedAt = 0;
  const plan = await inWorker(scenario, {
    createWorker,
    engine: "highs",
    signal: controller.signal,
    onProgress() {
      if (++events < 3) return; // the first level takes seconds: what we hear of it is the watch of this side
      abortedAt = performance.now();
      controller.abort();
    },
  });
  expect(performance.now() - abortedAt).toBeLessThan(2_000); // 200 ms on a quiet machine
  expect(plan).toMatchObject({ status: "feasible", limit: "cancelled" });
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
  expect(await hasEnded(made[0]!)).toBe(true);
});

test("a time limit counts from the call and is an answer", async () => {
  const scenario = createScenario(city({ seed: 8, people: 2_000, posts: 300, units: 60 }));
  const startedAt = performance.now();
  const plan = await inWorker(scenario, { timeLimit: 0.8 });
  expect(performance.now() - startedAt).toBeLessThan(4_000); // 880 ms on a quiet machine
  expect(plan).toMatchObject({ limit: "time" });
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
});

test("limits that come before the worker does are answers", async () => {
  const { made, createWorker } = workerMaker();
  const aborted = await inWorker(town, { createWorker, signal: AbortSignal.abort() });
  expect(aborted).toMatchObject({ status: "noPlanFound", limit: "cancelled", levels: [] });
  const timedOut = await inWorker(town, { createWorker, timeLimit: 0, engine: "highs" });
  expect(timedOut).toMatchObject({ status: "noPlanFound", limit: "time", run: { engine: "highs" } });
  expect(verifyPlan(town, timedOut).ok).toBe(true);
  expect(made).toEqual([]);
});

test("many calls at once do not disturb each other", async () => {
  const cities = [1, 2, 3, 4, 5, 6].map((seed) => createScenario(city({ seed, people: 50, posts: 8, units: 4 })));
  const there = await Promise.all(cities.map((scenario) => inWorker(scenario)));
  const here = await Promise.all(cities.map((scenario) => planTransfers(scenario)));
  expect(there.map(identityOf)).toEqual(here.map(identityOf));
});

test("what an onlooker throws ends the call and the worker", async () => {
  const { made, createWorker } = workerMaker();
  const onProgress = (): never => {
    throw new RangeError("not today");
  };
  const error = await failureOf(inWorker(town, { createWorker, onProgress }));
  expect(error).toBeInstanceOf(RangeError);
  expect(await hasEnded(made[0]!)).toBe(true);
});

test("options are checked here, all at once, before a worker is made", async () => {
  const { made, createWorker } = workerMaker();
  const error = await failureOf(
    inWorker(town, {
      createWorker,
      workerURL: "x",
      engine: javascriptLpSolver(),
      moveThreshold: -1,
      grace: "long",
      highs: { locateFile: () => "", wasmbinary: 1 },
    } as never),
  );
  expect(error).toBeInstanceOf(ScenarioError);
  expect((error as ScenarioError).issues.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
    "worker/unknown-option options.workerURL",
    "worker/wrong-option options.grace",
    "worker/cannot-be-sent options.engine",
    "worker/cannot-be-sent options.highs.locateFile",
    "worker/unknown-option options.highs.wasmbinary",
    "planning/out-of-range options.moveThreshold",
  ]);
  expect((error as ScenarioError).issues[0]!.hint).toContain("workerUrl");
  expect((error as ScenarioError).issues[2]!.hint).toContain('"highs"');
  expect(codesOf(await failureOf(inWorker(town, { engine: "highz" as never })))).toEqual(["worker/unknown-engine"]);
  expect(codesOf(await failureOf(planInWorker(city() as never)))).toEqual(["scenario/not-created"]);
  expect(made).toEqual([]);
});

test("what the run throws there is what it throws here", async () => {
  const scenario = createScenario(city({ seed: 1, people: 1_500, posts: 250, units: 30 }));
  const here = await failureOf(planTransfers(scenario, { engine: javascriptLpSolver() }));
  const there = await failureOf(inWorker(scenario, { engine: "javascript-lp-solver" }));
  expect(codesOf(here)).toEqual(["linear/too-large"]);
  expect(there).toBeInstanceOf(ImbangError);
  expect((there as ImbangError).issues).toEqual((here as ImbangError).issues);
  expect((there as ImbangError).message).toBe((here as ImbangError).message);
});

test("a worker that is killed is an EngineError with what is known", async () => {
  const { made, createWorker } = workerMaker();
  const scenario = createScenario(city({ seed: 8, people: 800, posts: 120, units: 30 }));
  let killed: Promise<number> | undefined;
  const onProgress = (): void => void (killed ??= made[0]!.terminate());
  const error = await failureOf(inWorker(scenario, { createWorker, timeLimit: 600, onProgress }));
  expect(error).toBeInstanceOf(EngineError);
  expect(codesOf(error)).toEqual(["worker/died"]);
  const bundle = (error as EngineError).bundle as Record<string, unknown>;
  expect(bundle).toMatchObject({ call: "planTransfers", size: { people: 800, positions: 120 } });
  expect(verifyPlan(scenario, bundle["plan"] as never).issues).toEqual([]);
});

test("a worker that runs out of memory is an EngineError, and this side lives on", async () => {
  const scenario = createScenario(city({ seed: 8, people: 8_000, posts: 100, units: 30 }));
  const error = await failureOf(inWorker(scenario, { createWorker: workerMaker(14).createWorker }));
  expect(error).toBeInstanceOf(EngineError);
  expect(codesOf(error)).toEqual(["worker/died"]);
  expect((error as EngineError).message).toMatch(/memory/);
});

test("a thread file that is not there, or another one, is said to be so", async () => {
  for (const workerUrl of [
    new URL("nowhere.mjs", threadUrl()),
    new URL("data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.postMessage('hello')"),
  ]) {
    const error = await failureOf(inWorker(town, { workerUrl }));
    expect(error).toBeInstanceOf(ImbangError);
    expect(codesOf(error)).toEqual(["worker/not-started"]);
  }
});
