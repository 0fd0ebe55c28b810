/**
 * Whether a network has a single feasible flow. Asked of an optimal face (`face.ts`) it tells whether the optimum is
 * unique, whichever engine found it.
 *
 * Two feasible flows differ by cycles of the residual graph, so the flow is the only one exactly if that graph has no
 * directed cycle but the trivial ones that go forth and back on one arc. Inside a strongly connected component such a
 * cycle exists exactly if the component has more arcs than a tree: an arc that can be used in one direction only is
 * closed to a cycle by the component, and where all arcs go both ways any undirected cycle is a directed one.
 */
import { residualComponents, residualGraph } from "./residual.js";
import type { FlowNetwork } from "./types.js";

/** Whether `flow`, feasible for `network`, is its only feasible flow. Costs are not read. O(nodes + arcs). */
export function isOnlyFlow(network: FlowNetwork, flow: Float64Array): boolean {
  const { nodeCount, tail, head, lower, upper } = network;
  const component = residualComponents(network, residualGraph(network, flow));
  const excess = new Int32Array(nodeCount); // by component: arcs − nodes; a tree has −1, an unused number 0
  const isUsed = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    excess[component[node]!]!--;
    isUsed[component[node]!] = 1;
  }
  for (let arc = 0; arc < tail.length; arc++) {
    const canChange = flow[arc]! < upper[arc]! || flow[arc]! > (lower === undefined ? 0 : lower[arc]!);
    const isInside = component[tail[arc]!] === component[head[arc]!];
    if (isInside && canChange) excess[component[tail[arc]!]!]!++;
  }
  return excess.every((count, number) => isUsed[number] === 0 || count < 0);
}
