/**
 * A proven lower bound on the cost of every flow, from any potentials whatever (Lagrangian relaxation of the balances).
 */
import { NetworkError } from "../errors/index.js";
import { addProduct, createExactSum, exactValue } from "./exact-sum.js";
import type { FlowNetwork } from "./types.js";

/**
 * Σ supply·potential + Σ over arcs of (reduced cost > 0 ? reduced cost·lower : reduced cost·upper), exact: no feasible
 * flow of the network costs less. At optimal potentials it is the optimum (Ahuja, Magnanti and Orlin 1993, §9.4, §16.2).
 * `null` (no bound, −∞) where an arc without an upper limit has a negative reduced cost. O(nodes + arcs).
 *
 * Shapes: `potential` length nodeCount, any safe integers; the network passed by `validate.ts`.
 *
 * @throws NetworkError `network/potential` if the potentials are of another length or not safe integers.
 */
export function dualBound(network: FlowNetwork, potential: Float64Array): bigint | null {
  const { nodeCount, tail, head, lower, upper, cost, supply } = network;
  if (potential.length !== nodeCount || !potential.every(Number.isSafeInteger)) {
    const message = `potentials must be ${nodeCount} integers between −(2^53 − 1) and 2^53 − 1`;
    throw new NetworkError([{ code: "network/potential", path: ["potential"], message }]);
  }
  const sum = createExactSum();
  for (let node = 0; node < nodeCount; node++) addProduct(sum, supply[node]!, potential[node]!);
  for (let arc = 0; arc < tail.length; arc++) {
    const arcCost = cost[arc]!;
    const tailPotential = potential[tail[arc]!]!;
    const headPotential = potential[head[arc]!]!;
    const rise = headPotential - tailPotential;
    const reducedCost = arcCost + rise;
    if (Math.abs(rise) > Number.MAX_SAFE_INTEGER || Math.abs(reducedCost) > Number.MAX_SAFE_INTEGER) {
      const exact = BigInt(arcCost) - BigInt(tailPotential) + BigInt(headPotential);
      const bound = exact > 0n ? (lower === undefined ? 0 : lower[arc]!) : upper[arc]!;
      if (exact < 0n && bound === Infinity) return null;
      if (exact !== 0n) sum.large += exact * BigInt(bound);
    } else if (reducedCost > 0) {
      if (lower !== undefined) addProduct(sum, reducedCost, lower[arc]!);
    } else if (reducedCost < 0) {
      if (upper[arc] === Infinity) return null;
      addProduct(sum, reducedCost, upper[arc]!);
    }
  }
  return exactValue(sum);
}
