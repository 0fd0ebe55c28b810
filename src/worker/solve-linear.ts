/** `solveLinear` off the caller's thread. */
import { ImbangError } from "../errors/index.js";
import type { LinearOptions, LinearProgram, LinearResult } from "../linear/types.js";
import { optionIssues } from "../linear/validate.js";
import { runCall } from "./call.js";
import type { EngineName, LinearProgress, WorkerHighsOptions } from "./messages.js";
import { engineChoice, engineChoiceIssues, type TransferOptions, workerIssues, type WorkerOptions } from "./options.js";
import { buffersOf } from "./transfer.js";

/** The options of `solveLinear`, and those of the thread. */
export interface WorkerLinearOptions extends LinearOptions, WorkerOptions, TransferOptions {
  /** How `highs` is loaded there. */
  readonly highs?: WorkerHighsOptions;
}

const LINEAR_KEYS = ["timeLimit", "signal", "relativeGap", "target", "start", "onProgress"];

/**
 * `solveLinear` of `imbang/linear` in a thread of its own, with an engine that the thread makes for itself.
 *
 * The arrays of the program, and `options.start`, are TRANSFERRED: afterwards the caller's are detached (length 0),
 * whatever the outcome, unless `keep: true` copies them first. (Views on part of a buffer, and arrays that share one, are
 * always copied.) The arrays of the result are transferred back.
 *
 * After an abort or a time limit the engine has `grace` to answer with what it has; then its thread is ended, with
 * `noSolutionFound`. HiGHS notices an abort in the middle of its work where memory can be shared: in Node, and on pages
 * that are isolated; elsewhere its thread is ended.
 *
 * @throws ImbangError as `solveLinear` does, and `worker/unknown-option`, `worker/wrong-option`, `worker/unknown-engine`,
 * `worker/cannot-be-sent`, `worker/not-available`, `worker/not-started`, `linear/engine-unavailable`.
 * @throws EngineError as `solveLinear` does, and `worker/died`.
 */
export async function solveLinear(
  program: LinearProgram,
  engine: EngineName,
  options: WorkerLinearOptions = {},
): Promise<LinearResult> {
  const startedAt = performance.now();
  const issues = workerIssues(options, ["workerUrl", "createWorker", "grace", "keep"], [...LINEAR_KEYS, "highs"]);
  if (issues[0]?.code !== "worker/wrong-options") {
    issues.push(...engineChoiceIssues(engine ?? null, options.highs, ["engine"]));
    const known = Object.entries(options).filter(([key]) => LINEAR_KEYS.includes(key));
    for (const issue of optionIssues(Object.fromEntries(known), undefined)) issues.push(issue);
  }
  if (issues.length > 0) throw new ImbangError(issues);
  const { relativeGap, target, start, onProgress } = options;
  const linear = {
    ...(relativeGap === undefined ? {} : { relativeGap }),
    ...(target === undefined ? {} : { target }),
    ...(start === undefined ? {} : { start }),
  };
  return runCall<LinearResult>({
    job: {
      call: "solveLinear",
      program,
      options: linear,
      engine: engineChoice(engine, options.highs),
      wantsProgress: onProgress !== undefined,
    },
    transfer: options.keep === true ? [] : buffersOf({ program, linear }),
    options,
    startedAt,
    isAttentive: true,
    answered: (value) => value as LinearResult,
    stopped: (limit) => ({ status: "noSolutionFound", limit }),
    heard(report) {
      if (report.kind === "progress") onProgress?.(report.event as LinearProgress);
    },
  });
}
