/**
 * Solves the levels of a plan with any linear-programming engine, for those who trust one of their own or want a second
 * opinion.
 *
 * A network is a linear program with one column an arc and one balance row a node; its vertices are integral, so no
 * branching is needed (mathematics, section "The network"). The engine's answer is rounded to whole people, and the
 * potentials that prove it are found here, by shortest paths in the residual graph (Bellman and Ford): an answer that is
 * not optimal has a cycle there round which the cost falls, and is refused. So the level loop gets from an engine exactly
 * what it gets from the kernel, and the plan is the same.
 */
import { EngineError } from "../errors/index.js";
import { solveLinear } from "../linear/solve-linear.js";
import type { Engine, LinearProgram } from "../linear/types.js";
import { plainJson } from "../network/plain-json.js";
import type { FlowNetwork } from "../network/types.js";
import type { FlowSolver } from "./flow-solver.js";
import { type Stop, stopReason, type StopSignals } from "./level-solver.js";

/**
 * A flow solver on top of `engine`.
 *
 * @throws EngineError from `optimize`, if the engine's answer does not pass the door, is no whole flow, or is not optimal.
 */
export function engineSolver(
  network: FlowNetwork,
  startFlow: Float64Array,
  engine: Engine,
  stops: StopSignals,
): FlowSolver {
  let flow = startFlow;
  let potential: Float64Array | undefined;
  return {
    name: engine.name,
    async optimize(problem) {
      potential = undefined;
      const found = await solveNetwork(problem, engine, stops);
      if (typeof found === "string") return found;
      flow = found;
      potential = potentialsOf(problem, found, engine.name);
      return stopReason(stops, performance.now());
    },
    flow: () => flow,
    potential: () => potential ?? new Float64Array(network.nodeCount), // prices of 0 prove a bound, too
    lock() {}, // every problem comes narrowed to what was optimal before
  };
}

/**
 * The whole flow that an engine finds best for a network that has one; or what stopped it. Nothing is proven yet.
 *
 * @throws EngineError `planning/wrong-answer` where the engine says that there is none.
 */
export async function solveNetwork(
  network: FlowNetwork,
  engine: Engine,
  { deadline, signal }: StopSignals,
): Promise<Float64Array | Stop> {
  const timeLimit = (deadline - performance.now()) / 1000;
  if (timeLimit <= 0) return "time";
  const result = await solveLinear(networkProgram(network), engine, {
    ...(Number.isFinite(timeLimit) ? { timeLimit } : {}),
    ...(signal === undefined ? {} : { signal }),
  });
  const limit = "limit" in result ? result.limit : undefined;
  if (limit === "time" || limit === "cancelled") return limit;
  // What an engine found but could not prove will do: the proof is made here, or the answer refused.
  if (result.status === "optimal" || result.status === "feasible") return result.solution.values.map(Math.round);
  const message = `${engine.name} answers "${result.status}" to a level that has a best plan`;
  throw new EngineError([{ code: "planning/wrong-answer", path: ["engine"], message }], {
    network: plainJson(network),
    result,
  });
}

/** One column an arc, one row a node: outflow − inflow = supply. */
function networkProgram({ nodeCount, tail, head, lower, upper, cost, supply }: FlowNetwork): LinearProgram {
  const arcCount = tail.length;
  const people = supply.reduce((sum, value) => sum + Math.max(0, value), 0);
  const starts = Int32Array.from({ length: arcCount + 1 }, (_, arc) => 2 * arc);
  const rows = new Int32Array(2 * arcCount);
  const values = new Float64Array(2 * arcCount);
  for (let arc = 0; arc < arcCount; arc++) {
    const isAscending = tail[arc]! < head[arc]!; // no arc of a formulation is a loop
    rows[2 * arc] = isAscending ? tail[arc]! : head[arc]!;
    rows[2 * arc + 1] = isAscending ? head[arc]! : tail[arc]!;
    values[2 * arc] = isAscending ? 1 : -1;
    values[2 * arc + 1] = isAscending ? -1 : 1;
  }
  return {
    cost,
    colLower: lower ?? new Float64Array(arcCount),
    colUpper: upper.map((bound) => Math.min(bound, people)),
    isInteger: new Uint8Array(arcCount),
    rowLower: Float64Array.from({ length: nodeCount }, (_, node) => supply[node]!),
    rowUpper: Float64Array.from({ length: nodeCount }, (_, node) => supply[node]!),
    matrix: { starts, rows, values },
  };
}

/**
 * Potentials that prove `flow` optimal: minus the length of the shortest residual path from anywhere. O(nodes × arcs) at
 * worst, a few rounds over the arcs in practice.
 *
 * @throws EngineError `planning/wrong-answer` if a residual cycle of negative cost shows that the flow is not optimal.
 */
function potentialsOf(network: FlowNetwork, flow: Float64Array, engine: string): Float64Array {
  const { nodeCount, tail, head, lower, upper, cost } = network;
  const distance = new Float64Array(nodeCount);
  for (let round = 0; round <= nodeCount; round++) {
    let changed = false;
    for (let arc = 0; arc < tail.length; arc++) {
      const [from, to] = [tail[arc]!, head[arc]!];
      if (flow[arc]! < upper[arc]! && distance[from]! + cost[arc]! < distance[to]!) {
        distance[to] = distance[from]! + cost[arc]!;
        changed = true;
      }
      if (flow[arc]! > (lower === undefined ? 0 : lower[arc]!) && distance[to]! - cost[arc]! < distance[from]!) {
        distance[from] = distance[to]! - cost[arc]!;
        changed = true;
      }
    }
    if (!changed) return distance.map((value) => 0 - value);
  }
  const message = `the answer of ${engine} is not optimal: a cheaper flow lies round a cycle`;
  throw new EngineError([{ code: "planning/wrong-answer", path: ["engine"], message }], {
    network: plainJson(network),
    flow: [...flow],
  });
}
