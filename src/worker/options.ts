/** The options that working in another thread adds to a call, and their check. */
import { type Issue, nearest } from "../errors/index.js";
import type { EngineChoice, EngineName, WorkerHighsOptions } from "./messages.js";
import type { WorkerLike } from "./spawn.js";

/** Where the thread comes from, and how long it is waited for. Everything may be left out. */
export interface WorkerOptions {
  /**
   * Address of the thread file, for bundlers that do not follow `new URL("./worker-thread.js", import.meta.url)`: build
   * `imbang/worker/thread` as a file of its own and say here where it lies.
   */
  readonly workerUrl?: string | URL;
  /** Makes the worker instead: it must run `imbang/worker/thread` and nothing else. It is terminated after the call. */
  readonly createWorker?: () => WorkerLike;
  /**
   * Seconds that a run which met its limit gets to bring its answer home before its thread is ended and the best that it
   * has sent before is returned. Default: 0.12 after an abort, 6 % of `timeLimit` (at least 0.05) after that.
   */
  readonly grace?: number;
}

/** When to stop. */
export interface LimitOptions {
  /** Stops the run. */
  readonly signal?: AbortSignal;
  /** Seconds after which the run is stopped, the start of the thread included. Default: no limit. */
  readonly timeLimit?: number;
}

/** What becomes of the caller's arrays. */
export interface TransferOptions {
  /**
   * `true` copies the arrays of the problem and leaves the caller's as they are. Default `false`: their memory moves to
   * the other thread, and afterwards the caller's arrays are detached (length 0).
   */
  readonly keep?: boolean;
}

/** Checks of one option each: what it must be, and whether a value is. */
const CHECKS: Readonly<Record<string, readonly [wanted: string, isIt: (value: unknown) => boolean]>> = {
  workerUrl: ["a text or a URL", (value) => typeof value === "string" || value instanceof URL],
  createWorker: ["a function", (value) => typeof value === "function"],
  grace: ["seconds, at least 0", (value) => typeof value === "number" && value >= 0],
  timeLimit: ["seconds, at least 0", (value) => typeof value === "number" && value >= 0],
  signal: [
    "an AbortSignal",
    (value) => typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value,
  ],
  keep: ["true or false", (value) => typeof value === "boolean"],
};

/**
 * Issues with the options of a call. Codes: `worker/wrong-options`, `worker/unknown-option`, `worker/wrong-option`.
 *
 * @param checkedHere options that are checked here. @param others further options there are.
 */
export function workerIssues(
  options: unknown,
  checkedHere: readonly (keyof WorkerOptions | keyof LimitOptions | keyof TransferOptions)[],
  others: readonly string[] = [],
): Issue[] {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    return [{ code: "worker/wrong-options", path: ["options"], message: "options are an object" }];
  }
  const known: readonly string[] = [...others, ...checkedHere];
  const issues: Issue[] = [];
  for (const [key, value] of Object.entries(options)) {
    const path = ["options", key];
    if (!known.includes(key)) {
      const meant = nearest(key, known);
      const hint = meant === undefined ? `the options are ${known.join(", ")}` : `you meant \`${meant}\``;
      issues.push({ code: "worker/unknown-option", path, message: `there is no option ${JSON.stringify(key)}`, hint });
    }
    const check = checkedHere.some((name) => name === key) ? CHECKS[key] : undefined;
    if (value === undefined || check === undefined || check[1](value)) continue;
    issues.push({ code: "worker/wrong-option", path, message: `${key} must be ${check[0]}` });
  }
  return issues;
}

const ENGINES: readonly EngineName[] = ["javascript-lp-solver", "highs"];

/**
 * Issues with the choice of an engine. Codes: `worker/cannot-be-sent` for an engine object or anything else that stays in
 * its thread, `worker/unknown-engine`, `worker/unknown-option`, `worker/wrong-option`.
 *
 * @param path of the name of the engine.
 */
export function engineChoiceIssues(name: unknown, highs: unknown, path: Issue["path"]): Issue[] {
  const issues: Issue[] = [];
  if (name !== undefined && typeof name !== "string") {
    const message = "an engine is bound to its thread";
    const hint = `name it: ${ENGINES.map((each) => JSON.stringify(each)).join(" or ")}; the worker makes its own`;
    issues.push({ code: "worker/cannot-be-sent", path, message, hint });
  } else if (name !== undefined && !ENGINES.some((each) => each === name)) {
    const meant = nearest(name, ENGINES);
    const hint = meant === undefined ? `use one of ${ENGINES.join(", ")}` : `you meant ${JSON.stringify(meant)}`;
    const message = `${JSON.stringify(name)} is no engine that a worker can make`;
    issues.push({ code: "worker/unknown-engine", path, message, hint });
  }
  if (highs === undefined) return issues;
  const at = ["options", "highs"];
  if (typeof highs !== "object" || highs === null) {
    return [...issues, { code: "worker/wrong-option", path: at, message: "highs must be an object" }];
  }
  for (const [key, value] of Object.entries(highs)) {
    const path = [...at, key];
    if (key === "secondOpinion") {
      if (value === undefined || typeof value === "boolean") continue;
      issues.push({ code: "worker/wrong-option", path, message: "secondOpinion must be true or false" });
    } else if (key === "wasmBinary") {
      if (value === undefined || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) continue;
      issues.push({ code: "worker/wrong-option", path, message: "wasmBinary must be the bytes of highs.wasm" });
    } else if (typeof value === "function") {
      const hint = "pass the bytes of highs.wasm as `wasmBinary`";
      issues.push({
        code: "worker/cannot-be-sent",
        path,
        message: `${key} is a function and stays in its thread`,
        hint,
      });
    } else {
      const hint = "the options are wasmBinary, secondOpinion";
      issues.push({ code: "worker/unknown-option", path, message: `there is no option ${JSON.stringify(key)}`, hint });
    }
  }
  return issues;
}

/** What a thread is told about the engine. */
export function engineChoice(name: EngineName, { wasmBinary, secondOpinion }: WorkerHighsOptions = {}): EngineChoice {
  return {
    name,
    highs: {
      ...(wasmBinary === undefined ? {} : { wasmBinary }),
      ...(secondOpinion === undefined ? {} : { secondOpinion }),
    },
  };
}
