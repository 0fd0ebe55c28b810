/** A second engine asked for the optimum of every level (`assurance: "high"`). */
import { EngineError } from "../errors/index.js";
import type { Engine } from "../linear/types.js";
import { flowCost } from "../network/exact-sum.js";
import { minCostFlow } from "../network/min-cost-flow.js";
import { plainJson } from "../network/plain-json.js";
import type { FlowNetwork } from "../network/types.js";
import { solveNetwork } from "./engine-solver.js";
import type { Stop, StopSignals } from "./level-solver.js";

/** Asks for the optimal cost of a network and compares. */
export interface SecondOpinion {
  readonly name: string;
  /**
   * Whether `cost` is the optimum of `problem`; answers what stopped the second engine, if anything did.
   *
   * @throws EngineError `planning/engines-disagree` with both costs and the network that tells them apart.
   */
  confirm(problem: FlowNetwork, cost: bigint): Promise<Stop | undefined>;
}

/** The opinion of the network simplex where an engine came first, else of the embedded engine, loaded on demand. */
export async function secondOpinion(first: Engine | undefined, stops: StopSignals): Promise<SecondOpinion> {
  if (first !== undefined) {
    const name = "imbang network simplex";
    return {
      name,
      confirm(problem, cost) {
        const result = minCostFlow(problem);
        compare(name, problem, cost, result.status === "optimal" ? BigInt(result.cost) : undefined);
        return Promise.resolve(undefined);
      },
    };
  }
  const { javascriptLpSolver } = await import("../linear/javascript-lp-solver.js");
  const engine = javascriptLpSolver();
  return {
    name: engine.name,
    async confirm(problem, cost) {
      const flow = await solveNetwork(problem, engine, stops);
      if (typeof flow === "string") return flow;
      compare(engine.name, problem, cost, flowCost(problem.cost, flow));
      return undefined;
    },
  };
}

function compare(name: string, network: FlowNetwork, first: bigint, second: bigint | undefined): void {
  if (first === second) return;
  const message = `two engines disagree on the optimum of a level: ${first}, and ${second ?? "none"} by ${name}`;
  throw new EngineError([{ code: "planning/engines-disagree", path: [], message }], {
    network: plainJson(network),
    first: String(first),
  });
}
