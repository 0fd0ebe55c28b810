/** The calls of `imbang/network` off the caller's thread. */
import { ImbangError } from "../errors/index.js";
import type { FlowNetwork, FlowResult, TransportProblem, TransportResult } from "../network/index.js";
import { runCall, type Stop } from "./call.js";
import type { Job } from "./messages.js";
import { type LimitOptions, type TransferOptions, workerIssues, type WorkerOptions } from "./options.js";
import { buffersOf } from "./transfer.js";

/** The options of `solveTransport` and `minCostFlow` in a thread. */
export interface WorkerNetworkOptions extends Omit<WorkerOptions, "grace">, LimitOptions, TransferOptions {}

/** A limit came before the answer: the kernel gives all or nothing. */
export interface StoppedRun {
  readonly status: "noSolutionFound";
  readonly limit: Stop;
}

/** The options of a call that no limit can stop. */
export type Unlimited = WorkerNetworkOptions & { readonly signal?: never; readonly timeLimit?: never };

/**
 * `solveTransport` of `imbang/network` in a thread of its own, with the same result.
 *
 * The arrays of the problem are TRANSFERRED: afterwards the caller's are detached (length 0), whatever the outcome, unless
 * `keep: true` copies them first. (Views on part of a buffer, and arrays that share one, are always copied.) The arrays
 * of the result are transferred back. `signal` and `timeLimit` end the thread at once.
 *
 * @throws ImbangError `worker/unknown-option`, `worker/wrong-option`, `worker/cannot-be-sent`, `worker/not-available`,
 * `worker/not-started`; nothing is detached then.
 * @throws NetworkError, EngineError as `solveTransport` does; EngineError `worker/died`.
 */
export function solveTransport(problem: TransportProblem, options?: Unlimited): Promise<TransportResult>;
export function solveTransport(
  problem: TransportProblem,
  options: WorkerNetworkOptions,
): Promise<TransportResult | StoppedRun>;
export async function solveTransport(
  problem: TransportProblem,
  options: WorkerNetworkOptions = {},
): Promise<TransportResult | StoppedRun> {
  return inThread(problem, (sent) => ({ call: "solveTransport", problem: sent }), options);
}

/** `minCostFlow` of `imbang/network` in a thread of its own; arrays and limits as for {@link solveTransport}. */
export function minCostFlow(network: FlowNetwork, options?: Unlimited): Promise<FlowResult>;
export function minCostFlow(network: FlowNetwork, options: WorkerNetworkOptions): Promise<FlowResult | StoppedRun>;
export async function minCostFlow(
  network: FlowNetwork,
  options: WorkerNetworkOptions = {},
): Promise<FlowResult | StoppedRun> {
  return inThread(network, (sent) => ({ call: "minCostFlow", network: sent }), options);
}

async function inThread<Problem, Result>(
  problem: Problem,
  jobOf: (problem: Problem) => Job,
  options: WorkerNetworkOptions,
): Promise<Result | StoppedRun> {
  const startedAt = performance.now();
  const issues = workerIssues(options, ["workerUrl", "createWorker", "signal", "timeLimit", "keep"]);
  if (issues.length > 0) throw new ImbangError(issues);
  return runCall<Result | StoppedRun>({
    job: jobOf(problem),
    transfer: options.keep === true ? [] : buffersOf(problem),
    options,
    startedAt,
    isAttentive: false,
    answered: (value) => value as Result,
    stopped: (limit) => ({ status: "noSolutionFound", limit }),
  });
}
