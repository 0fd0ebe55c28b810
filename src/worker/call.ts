/**
 * One call in a thread of its own: started, watched, and ended whatever happens.
 *
 * The thread says `ready`, gets its job (so nothing is transferred to a file that does not load), reports while it works and
 * answers. A limit is told to the thread first, since only the run itself can bring its latest answer home; what has not
 * come when the grace is over is not waited for. The thread is ended after every outcome.
 */
import { EngineError, ImbangError, type Issue } from "../errors/index.js";
import type { Job, Order, Report } from "./messages.js";
import type { LimitOptions, WorkerOptions } from "./options.js";
import { listen, notStarted, startWorker } from "./spawn.js";
import { unpackError } from "./wire-error.js";

/** What stopped a run. */
export type Stop = "time" | "cancelled";

/** A call to be made. */
export interface Call<Value> {
  readonly job: Job;
  /** Memory that moves with the job. */
  readonly transfer: ArrayBuffer[];
  readonly options: WorkerOptions & LimitOptions;
  /** On the clock of `performance.now()`. */
  readonly startedAt: number;
  /** Whether the run looks at its limits; what does not is ended without grace. */
  readonly isAttentive: boolean;
  /** Makes the result of the answer. */
  answered(value: unknown): Value;
  /** The result where the run had to be ended. */
  stopped(limit: Stop): Value;
  /** Anything else that the thread reports. What it throws ends the call. */
  heard?(report: Report): void;
  /** Called several times a second. What it throws ends the call. */
  tick?(): void;
  /** What is known, for the bundle of an error about a thread that died. */
  known?(): object;
}

/** Milliseconds that a thread may take to load its file. */
const LONGEST_START = 60_000;
/** Milliseconds between two ticks. */
const TICK = 100;
/** Milliseconds: see `WorkerOptions.grace`. */
const GRACE_AFTER_ABORT = 120;
const LEAST_GRACE = 50;
const SHARE_OF_LIMIT = 0.06;
/** What setTimeout can count to. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Runs the call.
 *
 * @throws ImbangError `worker/not-available`, `worker/not-started`, `worker/cannot-be-sent`.
 * @throws EngineError `worker/died` with what is known in its bundle.
 * @throws whatever the call threw in its thread.
 */
export function runCall<Value>(call: Call<Value>): Promise<Value> {
  const { job, transfer, options, startedAt, isAttentive } = call;
  const { signal, timeLimit = Infinity, grace } = options;
  const left = (): number => startedAt + timeLimit * 1000 - performance.now();
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return resolve(call.stopped("cancelled"));
    if (left() <= 0) return resolve(call.stopped("time"));
    const worker = (options.createWorker ?? (() => startWorker(options.workerUrl)))();
    const stopFlag = sharedFlag();
    const timers = new Set<ReturnType<typeof setTimeout>>();
    let phase: "starting" | "working" | "over" = "starting";

    const end = (outcome: () => Value): void => {
      if (phase === "over") return;
      phase = "over";
      timers.forEach(clearTimeout);
      signal?.removeEventListener("abort", onAbort);
      void worker.terminate();
      try {
        resolve(outcome());
      } catch (error) {
        reject(error as Error);
      }
    };
    const fail = (error: unknown): void =>
      end(() => {
        throw error;
      });
    const after = (milliseconds: number, act: () => void): void => {
      if (milliseconds > LONGEST_TIMER) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        try {
          act();
        } catch (error) {
          fail(error);
        }
      }, milliseconds);
      timers.add(timer);
    };
    // An answer that already waits in the queue goes first: timers may come before messages.
    const giveUp = (limit: Stop): void => after(0, () => end(() => call.stopped(limit)));
    const send = (order: Order, moved: ArrayBuffer[] = []): void => worker.postMessage(order, moved);

    const onAbort = (): void => {
      if (phase === "starting" || !isAttentive) return end(() => call.stopped("cancelled"));
      if (stopFlag !== undefined) Atomics.store(new Int32Array(stopFlag), 0, 1);
      send({ kind: "stop" });
      after(grace === undefined ? GRACE_AFTER_ABORT : grace * 1000, () => giveUp("cancelled"));
    };
    const onTime = (): void => {
      if (phase === "starting" || !isAttentive) return giveUp("time");
      const patience = grace === undefined ? Math.max(LEAST_GRACE, SHARE_OF_LIMIT * 1000 * timeLimit) : grace * 1000;
      after(patience, () => giveUp("time"));
    };
    const tick = (): void => {
      call.tick?.();
      after(TICK, tick);
    };
    const begin = (): void => {
      phase = "working";
      const seconds = timeLimit === Infinity ? undefined : Math.max(0, left() / 1000);
      try {
        send({ kind: "job", job, timeLimit: seconds, stopFlag }, transfer);
      } catch (cause) {
        throw new ImbangError(unsendable(job, cause), { cause });
      }
      if (call.tick !== undefined) tick();
    };

    listen(worker, {
      message(data) {
        if (phase === "over") return;
        const report = data as Report;
        try {
          if (phase === "starting") {
            if (report?.kind !== "ready") throw notStarted("it runs another script");
            begin();
          } else if (report.kind === "answer") end(() => call.answered(report.value));
          else if (report.kind === "failed") fail(unpackError(report.error));
          else call.heard?.(report);
        } catch (error) {
          fail(error);
        }
      },
      lost(reason) {
        if (phase === "starting") fail(notStarted(reason));
        else fail(died(job, reason, (performance.now() - startedAt) / 1000, call.known?.() ?? {}));
      },
    });
    after(LONGEST_START, () => {
      if (phase === "starting") throw notStarted(`it has not said a word for ${LONGEST_START / 1000} seconds`);
    });
    signal?.addEventListener("abort", onAbort, { once: true });
    after(Math.max(0, left()), onTime);
  });
}

/** Shared memory where there is any: in browsers only on pages that are isolated (COOP and COEP). */
function sharedFlag(): SharedArrayBuffer | undefined {
  return typeof SharedArrayBuffer === "function" ? new SharedArrayBuffer(4) : undefined;
}

function died({ call }: Job, reason: string, elapsed: number, known: object): EngineError {
  const message = `the worker died during ${call}: ${reason}`;
  const hint = "it ran out of memory: give it more (`createWorker` with `resourceLimits`), or send less";
  return new EngineError([{ code: "worker/died", path: [], message, hint }], { call, reason, elapsed, ...known });
}

/** Which parts of a job cannot leave their thread. */
function unsendable(job: Job, cause: unknown): Issue[] {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const issues: Issue[] = [];
  const look = (value: unknown, path: readonly string[]): void => {
    const isArray = ArrayBuffer.isView(value);
    if (isArray ? !isDetached(value) : isClonable(value)) return;
    const before = issues.length;
    if (!isArray && typeof value === "object" && value !== null && path.length < 4) {
      for (const [key, item] of Object.entries(value)) look(item, [...path, key]);
    }
    if (issues.length > before) return;
    const hint = isArray
      ? "an earlier call took its memory along: give that one `keep: true`"
      : "plain data and typed arrays can";
    const message = `this cannot be sent to another thread: ${reason}`;
    issues.push({ code: "worker/cannot-be-sent", path: path.slice(1), message, hint });
  };
  for (const [key, value] of Object.entries(job)) look(value, [key]);
  return issues.length > 0 ? issues : [{ code: "worker/cannot-be-sent", path: [], message: reason }];
}

function isDetached({ buffer }: ArrayBufferView): boolean {
  try {
    return new Uint8Array(buffer).length < 0;
  } catch {
    return true;
  }
}

function isClonable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
