/**
 * The thread file: waits for one job, does it, answers. `imbang/worker` starts it, and ends it when it has what it wants.
 *
 * Loaded anywhere but in a worker it does nothing. What a job needs is loaded when the job is known: most of the start is
 * the reading of code.
 */
import type { Engine } from "../linear/types.js";
import type { PlanOptions } from "../planning/index.js";
import type { RunGlimpse } from "../planning/plan-transfers.js";
import type { ScenarioInput } from "../scenario/index.js";
import type { EngineChoice, LinearJob, Order, PlanJob, Report } from "./messages.js";
import { nodeThreads } from "./node-threads.js";
import { buffersOf } from "./transfer.js";
import { packError } from "./wire-error.js";

/** The line to the caller's thread. */
export interface Line {
  send(report: Report, transfer: ArrayBuffer[]): void;
  /** Hears every order. */
  listen(hear: (order: Order) => void): void;
}

/** Share of the time that may be spent on plans that are sent in case the run is stopped. */
const SHARE_FOR_PLANS = 0.1;

/** Answers one job that comes along the line. */
export function serve(line: Line): void {
  const controller = new AbortController();
  line.listen((order) => {
    if (order.kind === "stop") controller.abort();
    else void answer(line, order, controller.signal);
  });
  line.send({ kind: "ready" }, []);
}

type JobOrder = Extract<Order, { kind: "job" }>;

async function answer(line: Line, order: JobOrder, signal: AbortSignal): Promise<void> {
  try {
    const value = await work(line, order, signal);
    line.send({ kind: "answer", value }, buffersOf(value));
  } catch (error) {
    const packed = packError(error);
    try {
      line.send({ kind: "failed", error: packed }, []);
    } catch {
      line.send({ kind: "failed", error: { ...packed, bundle: String(packed.bundle) } }, []);
    }
  }
}

async function work(line: Line, order: JobOrder, signal: AbortSignal): Promise<unknown> {
  const { job, timeLimit, stopFlag } = order;
  const limits = {
    signal: stopFlag === undefined ? signal : flagged(signal, new Int32Array(stopFlag)),
    ...(timeLimit === undefined ? {} : { timeLimit }),
  };
  switch (job.call) {
    case "solveTransport":
      return (await import("../network/index.js")).solveTransport(job.problem);
    case "minCostFlow":
      return (await import("../network/index.js")).minCostFlow(job.network);
    case "solveLinear":
      return linear(line, job, limits);
    case "planTransfers":
      return plan(line, job, limits);
  }
}

interface Limits {
  readonly signal: AbortSignal;
  readonly timeLimit?: number;
}

async function linear(line: Line, job: LinearJob, limits: Limits): Promise<unknown> {
  const { program, options, wantsProgress } = job;
  const { solveLinear } = await import("../linear/solve-linear.js");
  return solveLinear(program, await makeEngine(job.engine), {
    ...options,
    ...limits,
    ...(wantsProgress ? { onProgress: (event) => line.send({ kind: "progress", event }, []) } : {}),
  });
}

/** The plan as JSON text. */
async function plan(line: Line, job: PlanJob, limits: Limits): Promise<string> {
  const startedAt = performance.now();
  const { createScenario } = await import("../scenario/index.js");
  const { planWatched } = await import("../planning/plan-transfers.js");
  const scenario = createScenario(JSON.parse(job.scenario) as ScenarioInput);
  const engine = job.engine === undefined ? undefined : await makeEngine(job.engine);
  const { timeLimit = Infinity } = limits;
  const options: PlanOptions = {
    ...job.options,
    ...limits,
    timeLimit: Math.max(0, timeLimit - (performance.now() - startedAt) / 1000),
    ...(engine === undefined ? {} : { engine }),
    ...(job.wantsProgress ? { onProgress: (event) => line.send({ kind: "progress", event }, []) } : {}),
  };
  let spent = 0;
  let sent: RunGlimpse | undefined;
  const sendPlan = (glimpse: RunGlimpse): void => {
    const now = performance.now();
    const isAffordable = glimpse.isLast || spent <= SHARE_FOR_PLANS * (now - startedAt);
    if (!job.mayStop || !isAffordable || (sent !== undefined && isWorse(glimpse, sent))) return;
    sent = glimpse;
    line.send({ kind: "inHand", plan: JSON.stringify(glimpse.plan("time")) }, []);
    spent += performance.now() - now;
  };
  const look = (glimpse: RunGlimpse): void => {
    sendPlan(glimpse);
    const { done, levels } = glimpse;
    const next = levels[done];
    if (!job.wantsProgress || next === undefined) return;
    const { name: level, value: incumbent, bound } = next;
    const elapsed = (performance.now() - startedAt) / 1000;
    const [index, count, gap] = [done + 1, levels.length, incumbent - bound];
    const event = { phase: "levels" as const, level, index, count, incumbent, bound, gap, elapsed };
    line.send({ kind: "level", event }, []);
  };
  return JSON.stringify(await planWatched(scenario, options, job.mayStop || job.wantsProgress ? look : undefined));
}

/** Levels are begun anew where bundled seats turn out to matter: what is in hand is then worse than what was sent. */
function isWorse(a: RunGlimpse, b: RunGlimpse): boolean {
  const first = a.levels.findIndex(({ value }, index) => value !== b.levels[index]!.value);
  return first < 0 ? a.done < b.done : a.levels[first]!.value > b.levels[first]!.value;
}

async function makeEngine({ name, highs: options }: EngineChoice): Promise<Engine> {
  if (name === "javascript-lp-solver") {
    return (await import("../linear/javascript-lp-solver.js")).javascriptLpSolver();
  }
  const { highs } = await import("../linear/highs.js");
  return highs(options);
}

/** A signal that is also aborted once the flag is up, which no engine has to visit its event loop to see. */
function flagged(signal: AbortSignal, flag: Int32Array): AbortSignal {
  const abortedProperly = Object.getOwnPropertyDescriptor(AbortSignal.prototype, "aborted")?.get;
  return Object.defineProperty(signal, "aborted", {
    get: () => Atomics.load(flag, 0) === 1 || abortedProperly?.call(signal) === true,
  });
}

/** The part of `MessagePort` that is needed here. */
interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  on?(name: "message", listener: (data: unknown) => void): void;
  addEventListener?(name: "message", listener: (event: MessageEvent) => void): void;
}

/** The line of this thread; `undefined` where this is no worker. */
function ownLine(): Line | undefined {
  const isWebWorker = "WorkerGlobalScope" in globalThis && typeof globalThis.postMessage === "function";
  const threads = nodeThreads<{ readonly parentPort: Port | null }>();
  const port = isWebWorker ? (globalThis as unknown as Port) : threads?.parentPort;
  if (port === undefined || port === null) return undefined;
  return {
    send: (report, transfer) => port.postMessage(report, transfer),
    listen(hear) {
      if (isWebWorker) port.addEventListener?.("message", ({ data }) => hear(data as Order));
      else port.on?.("message", (data) => hear(data as Order));
    },
  };
}

const line = ownLine();
if (line !== undefined) serve(line);
