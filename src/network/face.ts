/**
 * The optimal face of a network: the flows that are as cheap as the cheapest, again as a network.
 */
import type { FlowNetwork } from "./types.js";

/**
 * The same network with lower = upper = flow on every arc whose reduced cost is not 0: its feasible flows are exactly
 * the optimal flows of `network` (complementary slackness; Ahuja, Magnanti and Orlin 1993, §9.4). For callers that
 * check each lexicographic level on its own. O(arcs); compares exactly.
 *
 * Shapes: `flow` length m and `potential` length nodeCount, of an optimum of `network`.
 */
export function optimalFace(network: FlowNetwork, flow: Float64Array, potential: Float64Array): FlowNetwork {
  const { tail, head, cost } = network;
  const lower = network.lower === undefined ? new Float64Array(tail.length) : network.lower.slice();
  const upper = network.upper.slice();
  for (let arc = 0; arc < tail.length; arc++) {
    const reducedCost = cost[arc]! - potential[tail[arc]!]! + potential[head[arc]!]!;
    if (reducedCost === 0) continue;
    lower[arc] = flow[arc]!;
    upper[arc] = flow[arc]!;
  }
  return { ...network, lower, upper };
}
