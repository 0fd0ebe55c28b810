/**
 * The residual graph of a flow: where flow can still be sent, forth along an arc with room and back along an arc above
 * its lower bound (Ahuja, Magnanti and Orlin 1993, §2.4).
 *
 * A unit can be rerouted over an arc exactly if the arc lies on a directed cycle of this graph, that is, if both of its
 * ends are in one strongly connected component (components: R. E. Tarjan, *SIAM J. Comput.* 1 (1972), without recursion).
 */
import type { FlowNetwork } from "./types.js";

/** Residual arcs as adjacency lists: code 2k goes along arc k, 2k + 1 against it. */
export interface ResidualGraph {
  /** Length nodeCount + 1: node v has the codes first[v] … first[v + 1] − 1. */
  readonly first: Int32Array;
  readonly code: Int32Array;
}

/** The residual graph of a feasible flow. O(nodes + arcs). */
export function residualGraph(network: FlowNetwork, flow: Float64Array): ResidualGraph {
  const { nodeCount, tail, head, lower, upper } = network;
  const first = new Int32Array(nodeCount + 1);
  const mayGrow = (arc: number): boolean => flow[arc]! < upper[arc]!;
  const mayShrink = (arc: number): boolean => flow[arc]! > (lower === undefined ? 0 : lower[arc]!);
  for (let arc = 0; arc < tail.length; arc++) {
    if (mayGrow(arc)) first[tail[arc]! + 1]!++;
    if (mayShrink(arc)) first[head[arc]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
  const code = new Int32Array(first[nodeCount]!);
  const next = first.slice();
  for (let arc = 0; arc < tail.length; arc++) {
    if (mayGrow(arc)) code[next[tail[arc]!]!++] = 2 * arc;
    if (mayShrink(arc)) code[next[head[arc]!]!++] = 2 * arc + 1;
  }
  return { first, code };
}

/** The strongly connected component of every node, numbered from 0. O(nodes + arcs). */
export function residualComponents({ nodeCount, tail, head }: FlowNetwork, { first, code }: ResidualGraph): Int32Array {
  const endOf = (k: number): number => ((code[k]! & 1) === 0 ? head[code[k]! >> 1]! : tail[code[k]! >> 1]!);
  return componentsOf(nodeCount, first, endOf);
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
