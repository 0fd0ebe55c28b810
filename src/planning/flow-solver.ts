/**
 * Who finds the optimal flow of a level: the network simplex of the library, or any engine of the caller's. The level loop
 * (`solve-levels.ts`) treats both alike and believes neither.
 */
import { advance, createSimplex, currentFlow, currentPotential, lockFace, setCosts } from "../network/simplex.js";
import type { FlowNetwork } from "../network/types.js";

/** What stops a run before its end. */
export type Stop = "time" | "cancelled";

/** When to stop. */
export interface StopSignals {
  /** Milliseconds on the clock of `performance.now()`. */
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
}

/** A solver that goes from level to level on one network. */
export interface FlowSolver {
  /** Names the method in `run.engine`. */
  readonly name: string;
  /**
   * Finds an optimal flow of `problem`: the network with the costs of the present level, narrowed to the flows that were
   * optimal on all levels before. `report` may be called when there is something new to see. Answers what stopped it, if
   * anything did.
   */
  optimize(problem: FlowNetwork, report: () => void): Promise<Stop | undefined>;
  /** The present flow, by arc: feasible at any time; optimal for the last problem unless stopped. */
  flow(): Float64Array;
  /** The present potentials, by node: proof of optimality unless stopped; any bound otherwise. */
  potential(): Float64Array;
  /** The last answer was verified: later problems are confined to its optimal flows. */
  lock(): void;
}

/** Pivots between two looks at the clock: well under a millisecond of work. */
const PIVOTS_AT_A_TIME = 64;
/** Milliseconds of work before the event loop gets its turn, so that an abort can arrive. */
const WORK_BEFORE_YIELD = 40;
/** Milliseconds between two reports. */
const BETWEEN_REPORTS = 400;

/** The network simplex, from the given feasible flow; keeps its tree from level to level. */
export function simplexSolver(network: FlowNetwork, startFlow: Float64Array, stops: StopSignals): FlowSolver {
  const simplex = createSimplex(network, startFlow);
  let [yieldedAt, reportedAt] = [performance.now(), performance.now()];
  return {
    name: "imbang network simplex",
    async optimize({ cost }, report) {
      setCosts(simplex, cost);
      while (advance(simplex, PIVOTS_AT_A_TIME) === "working") {
        const now = performance.now();
        const stop = stopReason(stops, now);
        if (stop !== undefined) return stop;
        if (now - reportedAt >= BETWEEN_REPORTS) {
          report();
          reportedAt = now;
        }
        if (now - yieldedAt >= WORK_BEFORE_YIELD) {
          await yieldToEventLoop();
          yieldedAt = performance.now();
        }
      }
      return undefined;
    },
    flow: () => currentFlow(simplex),
    potential: () => currentPotential(simplex),
    lock: () => lockFace(simplex),
  };
}

/** Why a run must stop now, if it must. */
export function stopReason({ signal, deadline }: StopSignals, now: number): Stop | undefined {
  if (signal?.aborted === true) return "cancelled";
  return now >= deadline ? "time" : undefined;
}

/** Lets timers, messages and aborts through. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
