/**
 * Whether a network has a single feasible flow. Asked of an optimal face (`face.ts`) it tells whether the optimum is
 * unique, whichever engine found it.
 *
 * Two feasible flows differ by cycles of the residual graph, so the flow is the only one exactly if that graph has no
 * directed cycle but the trivial ones that go forth and back on one arc. Inside a strongly connected component such a
 * cycle exists exactly if the component has more arcs than a tree: an arc that can be used in one direction only is
 * closed to a cycle by the component, and where all arcs go both ways any undirected cycle is a directed one.
 *
 * Source of the components: R. E. Tarjan, *SIAM J. Comput.* 1 (1972), without recursion.
 */
import type { FlowNetwork } from "./types.js";

/** Whether `flow`, feasible for `network`, is its only feasible flow. Costs are not read. O(nodes + arcs). */
export function isOnlyFlow(network: FlowNetwork, flow: Float64Array): boolean {
  const { nodeCount, tail, head, lower, upper } = network;
  const arcCount = tail.length;

  // Residual arcs as adjacency lists: 2k goes along arc k, 2k + 1 against it.
  const first = new Int32Array(nodeCount + 1);
  const mayGrow = (arc: number): boolean => flow[arc]! < upper[arc]!;
  const mayShrink = (arc: number): boolean => flow[arc]! > (lower === undefined ? 0 : lower[arc]!);
  for (let arc = 0; arc < arcCount; arc++) {
    if (mayGrow(arc)) first[tail[arc]! + 1]!++;
    if (mayShrink(arc)) first[head[arc]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
  const residual = new Int32Array(first[nodeCount]!);
  const next = first.slice();
  for (let arc = 0; arc < arcCount; arc++) {
    if (mayGrow(arc)) residual[next[tail[arc]!]!++] = 2 * arc;
    if (mayShrink(arc)) residual[next[head[arc]!]!++] = 2 * arc + 1;
  }
  const end = (code: number): number => ((code & 1) === 0 ? head[code >> 1]! : tail[code >> 1]!);

  const component = componentsOf(nodeCount, first, (k) => end(residual[k]!));
  const excess = new Int32Array(nodeCount); // by component: arcs − nodes; a tree has −1, an unused number 0
  const isUsed = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    excess[component[node]!]!--;
    isUsed[component[node]!] = 1;
  }
  for (let arc = 0; arc < arcCount; arc++) {
    const isInside = component[tail[arc]!] === component[head[arc]!];
    if (isInside && (mayGrow(arc) || mayShrink(arc))) excess[component[tail[arc]!]!]!++;
  }
  return excess.every((count, number) => isUsed[number] === 0 || count < 0);
}

/** The number of each node's strongly connected component. `endOf(k)` is where the k-th listed arc leads. */
function componentsOf(nodeCount: number, first: Int32Array, endOf: (k: number) => number): Int32Array {
  const component = new Int32Array(nodeCount).fill(-1);
  const entered = new Int32Array(nodeCount).fill(-1); // order of entry
  const low = new Int32Array(nodeCount); // earliest entry reachable
  const at = first.slice(); // next arc to look at
  const open: number[] = []; // entered, component not known yet
  const trail: number[] = []; // the depth-first path
  let entries = 0;
  let components = 0;
  const enter = (node: number): void => {
    entered[node] = low[node] = entries++;
    open.push(node);
    trail.push(node);
  };
  for (let start = 0; start < nodeCount; start++) {
    if (entered[start] !== -1) continue;
    enter(start);
    while (trail.length > 0) {
      const node = trail[trail.length - 1]!;
      if (at[node]! < first[node + 1]!) {
        const to = endOf(at[node]!++);
        if (entered[to] === -1) enter(to);
        else if (component[to] === -1) low[node] = Math.min(low[node]!, entered[to]!);
        continue;
      }
      trail.pop();
      if (trail.length > 0) {
        const parent = trail[trail.length - 1]!;
        low[parent] = Math.min(low[parent]!, low[node]!);
      }
      if (low[node] !== entered[node]) continue;
      for (let member = -1; member !== node;) {
        member = open.pop()!;
        component[member] = components;
      }
      components++;
    }
  }
  return component;
}
