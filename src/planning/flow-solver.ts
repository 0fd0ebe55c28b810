/**
 * Who finds the optimal flow of a level on a general network: the network simplex of the library, or any engine of the
 * caller's (`engine-solver.ts`). `network-levels.ts` treats both alike and believes neither.
 */
import { advance, createSimplex, currentFlow, currentPotential, lockFace, setCosts } from "../network/simplex.js";
import type { FlowNetwork } from "../network/types.js";
import { type Stop, type StopSignals, watch } from "./level-solver.js";

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

/** The network simplex, from the given feasible flow; keeps its tree from level to level. */
export function simplexSolver(network: FlowNetwork, startFlow: Float64Array, stops: StopSignals): FlowSolver {
  const simplex = createSimplex(network, startFlow);
  const look = watch(stops);
  return {
    name: "imbang network simplex",
    async optimize({ cost }, report) {
      setCosts(simplex, cost);
      while (advance(simplex, PIVOTS_AT_A_TIME) === "working") {
        const stop = await look(report);
        if (stop !== undefined) return stop;
      }
      return undefined;
    },
    flow: () => currentFlow(simplex),
    potential: () => currentPotential(simplex),
    lock: () => lockFace(simplex),
  };
}
