/** What the level loop (`solve-levels.ts`) asks of whoever finds the best plan of a level. */
import type { PairFlow } from "./formulate.js";
import type { LevelPrices } from "./types.js";

/** What stops a run before its end; `iterations`: an engine gave up. */
export type Stop = "time" | "cancelled" | "iterations";

/** When to stop. */
export interface StopSignals {
  /** Milliseconds on the clock of `performance.now()`. */
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
}

/** Milliseconds, at least, for what is worth some effort and no more: where a proof would be nice to have. */
const SOME_EFFORT = 5_000;

/** The same, but not for much longer: for twice the time that the work before has taken, some seconds at least. */
export function soon(stops: StopSignals, startedAt: number): StopSignals {
  const now = performance.now();
  return { ...stops, deadline: Math.min(stops.deadline, now + Math.max(SOME_EFFORT, 2 * (now - startedAt))) };
}

/** A solver that goes from level to level on one formulation. */
export interface LevelSolver {
  /** Names the method in `run.engine`. */
  readonly name: string;
  /**
   * Finds the best plan on a level among those that were best on all levels before, verifies it and confines itself to
   * the plans that are as good. `report` may be called when there is something new to see. Answers what stopped it, if
   * anything did; the plan in hand is then the best one known.
   *
   * @param draw number of the draw, of the level `tie`.
   * @throws EngineError `planning/wrong-answer` if the answer does not survive verification.
   */
  optimize(level: number, draw: number, report: () => void): Promise<Stop | undefined>;
  /**
   * The level `merit`: the groups, single people then, choose in turn (`choose-in-turn.ts`), and the plans that give everyone
   * what the turn gave remain. Answers what stopped it, if anything did; nothing is confined then. Absent where plans are
   * confined by more than a network.
   *
   * @param turns groups, first chooser first.
   */
  chooseInTurn?(level: number, turns: Int32Array, report: () => void): Promise<Stop | undefined>;
  /** The plan in hand: possible at any time. */
  flow(): PairFlow;
  /** A proven bound on the value of the level in work, at the prices in hand: its optimum unless stopped. */
  bound(): bigint;
  /** The prices that prove it. */
  prices(): LevelPrices;
  /** How it is proven, where that is not by prices alone. */
  proof?(): "prices" | "search";
  /** Whether later levels keep the value of the plan in hand, proven or not: their bounds speak of plans as good as it. */
  readonly keepsValues?: boolean;
  /** Whether no other plan is as good on every level so far. */
  isOnlyPlan(): boolean;
  /** Whether the seats that were bundled for speed made no difference to the plan in hand (`seats.ts`). */
  isExact(): boolean;
}

/** Milliseconds of work before the event loop gets its turn, so that an abort can arrive. */
const WORK_BEFORE_YIELD = 40;
/** Milliseconds between two reports. */
const BETWEEN_REPORTS = 400;

/** Looks at the clock between two steps of a kernel; answers what stops it, if anything does. */
export function watch(stops: StopSignals): (report: () => void) => Promise<Stop | undefined> | undefined {
  let [yieldedAt, reportedAt] = [performance.now(), performance.now()];
  return (report) => {
    const now = performance.now();
    const stop = stopReason(stops, now);
    if (stop !== undefined) return Promise.resolve(stop);
    if (now - reportedAt >= BETWEEN_REPORTS) {
      report();
      reportedAt = now;
    }
    if (now - yieldedAt < WORK_BEFORE_YIELD) return undefined;
    return yieldToEventLoop().then(() => {
      yieldedAt = performance.now();
      return stopReason(stops, yieldedAt);
    });
  };
}

/** Why a run must stop now, if it must. */
export function stopReason({ signal, deadline }: StopSignals, now: number): Stop | undefined {
  if (signal?.aborted === true) return "cancelled";
  return now >= deadline ? "time" : undefined;
}

/** Lets aborts through; answers what stops a run, if anything does. */
export async function pause(stops: StopSignals): Promise<Stop | undefined> {
  await yieldToEventLoop();
  return stopReason(stops, performance.now());
}

/** Lets timers, messages and aborts through. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
