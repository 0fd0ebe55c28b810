/**
 * The one door to every engine: checks what goes in, guards the run, then checks what comes out.
 */
import { EngineError, ImbangError, type Issue } from "../errors/index.js";
import { createBundle, readBundle } from "./bundle.js";
import type { Engine, LinearOptions, LinearProgram, LinearResult } from "./types.js";
import { engineIssues, hasIntegers, optionIssues, programIssues } from "./validate.js";
import { verifyLinear } from "./verify-linear.js";

/** Seconds that an engine may take beyond its time limit, or after it was cancelled, before it is given up. */
const GRACE = 2;
/** What setTimeout can count to, in seconds. */
const LONGEST_TIMER = 2 ** 31 / 1000 - 1;

/** Engines that were given up: whatever they still do, nobody waits for it. */
const lost = new WeakSet<Engine>();

/**
 * Solves a linear or mixed-integer program with the given engine and believes nothing of it unchecked.
 *
 * Before: program, options and engine are validated, and an engine that lacks a needed feature is refused. The engine
 * gets copies; nothing it does changes the caller's arrays.
 *
 * Meanwhile: an engine that has not answered 2 seconds after `timeLimit`, or after `signal` was aborted, is given up
 * (`noSolutionFound`) and lost: it is never called again. Without `timeLimit` and `signal`, an engine that never answers
 * is waited for without end; nor can any door in the same thread interrupt an engine that blocks it.
 *
 * After: see `verifyLinear` for what is checked, to which tolerance, and what cannot be. `values` come back with exact
 * integers in integer columns and within all column bounds, `objective` is recomputed from them, `bound` never exceeds it.
 *
 * @throws ImbangError with the codes of `programIssues`, `optionIssues` and `engineIssues`, `linear/unsupported-feature`,
 * `linear/engine-lost`, or what the engine says it cannot take (`linear/too-large`).
 * @throws EngineError `linear/wrong-answer` or `linear/engine-failed`, with a bundle for `replayBundle`.
 */
export async function solveLinear(
  program: LinearProgram,
  engine: Engine,
  options: LinearOptions = {},
): Promise<LinearResult> {
  const issues = [...programIssues(program), ...engineIssues(engine)];
  for (const issue of optionIssues(options, issues.length > 0 ? undefined : program.cost.length)) issues.push(issue);
  if (issues.length === 0) for (const issue of fitIssues(program, engine)) issues.push(issue);
  if (issues.length > 0) throw new ImbangError(issues);
  if (options.signal?.aborted === true) return { status: "noSolutionFound", limit: "cancelled" };

  // What is verified is what was asked: not the caller's arrays, which may change meanwhile, nor the engine's.
  const asked = copyOf(program);
  const fixed: LinearOptions = options.start === undefined ? options : { ...options, start: options.start.slice() };
  const run = await guard(engine, asked, fixed);
  if (run.kind === "callerFailed") throw run.error;
  if (run.kind === "givenUp") return run.result;
  if (run.kind === "engineFailed") {
    if (isRefusal(run.error)) throw run.error;
    throw failure(engine, asked, fixed, run.error);
  }
  const verification = verifyLinear(asked, engine.features, fixed, run.result);
  if (verification.result !== undefined) return verification.result;
  const found = verification.issues.map((issue) => ({ ...issue, path: ["engine", engine.name, ...issue.path] }));
  throw new EngineError(found, createBundle(engine.name, asked, fixed, run.result));
}

/**
 * Asks an engine again what the bundle of an `EngineError` (or its JSON text) says: throws the same error if the fault
 * is still there, returns the verified answer if not.
 *
 * @throws ImbangError `linear/wrong-bundle`, and whatever `solveLinear` throws.
 */
export async function replayBundle(bundle: unknown, engine: Engine): Promise<LinearResult> {
  const { program, options } = readBundle(bundle);
  return solveLinear(program, engine, options);
}

function fitIssues(program: LinearProgram, engine: Engine): Issue[] {
  if (lost.has(engine)) {
    const message = `${engine.name} did not answer an earlier call in time and may still be busy with it`;
    return [{ code: "linear/engine-lost", path: ["engine"], message, hint: "create a new engine" }];
  }
  if (hasIntegers(program) && !engine.features.has("integer")) {
    const message = `the program has integer columns and ${engine.name} solves continuous programs only`;
    const hint = "use another engine, or relax the program";
    return [{ code: "linear/unsupported-feature", path: ["engine", "features"], message, hint }];
  }
  return [];
}

type Run =
  | { readonly kind: "answered"; readonly result: unknown }
  | { readonly kind: "engineFailed"; readonly error: unknown }
  | { readonly kind: "callerFailed"; readonly error: unknown }
  | { readonly kind: "givenUp"; readonly result: LinearResult };

/** Runs the engine on copies of its own and waits no longer than it is worth. Never rejects. */
async function guard(engine: Engine, program: LinearProgram, options: LinearOptions): Promise<Run> {
  let callerError: { readonly error: unknown } | undefined;
  const { onProgress, start, signal, timeLimit } = options;
  const own: LinearOptions = {
    ...options,
    ...(start === undefined ? {} : { start: start.slice() }),
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: (event) => {
            try {
              onProgress(event);
            } catch (error) {
              callerError ??= { error };
            }
          },
        }),
  };
  const timers: ReturnType<typeof setTimeout>[] = [];
  let stopListening: (() => void) | undefined;
  const givenUp = new Promise<Run>((resolve) => {
    const giveUpAfter = (seconds: number, limit: "time" | "cancelled"): void => {
      if (seconds > LONGEST_TIMER) return;
      const giveUp = (): void => {
        lost.add(engine);
        resolve({ kind: "givenUp", result: { status: "noSolutionFound", limit } });
      };
      timers.push(setTimeout(giveUp, seconds * 1000));
    };
    if (timeLimit !== undefined) giveUpAfter(timeLimit + GRACE, "time");
    if (signal !== undefined) {
      const onAbort = (): void => giveUpAfter(GRACE, "cancelled");
      signal.addEventListener("abort", onAbort, { once: true });
      stopListening = () => signal.removeEventListener("abort", onAbort);
    }
  });
  const answer = (async (): Promise<Run> => {
    try {
      return { kind: "answered", result: await engine.solve(copyOf(program), own) };
    } catch (error) {
      return { kind: "engineFailed", error };
    }
  })();
  try {
    const run = await Promise.race([answer, givenUp]);
    return callerError === undefined ? run : { kind: "callerFailed", error: callerError.error };
  } finally {
    timers.forEach(clearTimeout);
    stopListening?.();
  }
}

/** An engine may say what it cannot take; that is the caller's mistake, not the engine's. */
function isRefusal(error: unknown): boolean {
  return error instanceof ImbangError && !(error instanceof EngineError);
}

function failure(engine: Engine, program: LinearProgram, options: LinearOptions, cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `${engine.name} broke down: ${reason}`;
  const issue: Issue = { code: "linear/engine-failed", path: ["engine", engine.name], message };
  const error = cause instanceof Error ? cause : new Error(reason);
  return new EngineError([issue], createBundle(engine.name, program, options, error), { cause });
}

/** Names stay behind: no engine ever sees them. */
function copyOf({ cost, colLower, colUpper, isInteger, rowLower, rowUpper, matrix }: LinearProgram): LinearProgram {
  return {
    cost: cost.slice(),
    colLower: colLower.slice(),
    colUpper: colUpper.slice(),
    isInteger: isInteger.slice(),
    rowLower: rowLower.slice(),
    rowUpper: rowUpper.slice(),
    matrix: { starts: matrix.starts.slice(), rows: matrix.rows.slice(), values: matrix.values.slice() },
  };
}
