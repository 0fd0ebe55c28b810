/**
 * Nodes choose in turn: serial dictatorship on the flows of a network. Each chooser in turn gets the cheapest of its arcs
 * that some flow still allows, given what those before it got; equally cheap arcs all stay open. What is left in the end are
 * exactly the flows that are lexicographically best in the order of the choosers.
 *
 * The extension test: a unit can go over arc (v, p) instead of (v, q) exactly if the residual graph has a path from p to q
 * (Ahuja, Magnanti and Orlin 1993, §3.5). It is looked for backwards from q, inside the strongly connected component that
 * both must share; a search that fails has found a set that no cycle leaves, which divides the component for all later
 * searches. Arcs are only ever taken away and flow is only pushed round cycles, so components can only fall apart.
 *
 * Complexity: O(choosers + arcs) where everyone has the best arc, and one search of the component, O(its arcs), for each
 * chooser who has not.
 */
import { residualComponents, residualGraph } from "./residual.js";
import type { FlowNetwork } from "./types.js";

/** Where the choosers left it. */
export interface ChosenFlow {
  /** The same network; arcs that a chooser's turn ruled out have upper = 0. */
  readonly network: FlowNetwork;
  readonly flow: Float64Array;
}

/**
 * Goes through the turns; yields now and then, and can be left at any step.
 *
 * @param flow a feasible flow; not changed.
 * @param turns nodes of supply 1 with nothing coming in, each once.
 * @param cost length arcs: what the arcs of choosers cost; other arcs are not read.
 */
export function* chooseInTurn(
  network: FlowNetwork,
  flow: Float64Array,
  turns: Int32Array,
  cost: Float64Array,
): Generator<void, ChosenFlow> {
  const { nodeCount, tail, head, lower } = network;
  const current = flow.slice();
  const upper = network.upper.slice();
  const narrowed = { ...network, upper };
  const { first, arc: arcsAt } = incidence(network);
  const component = residualComponents(narrowed, residualGraph(narrowed, current));
  let components = nodeCount;
  const seen = new Int32Array(nodeCount); // number of the search that reached a node last
  const toward = new Int32Array(nodeCount); // code of the residual arc that leads on to the target
  const queue = new Int32Array(nodeCount);
  let search = 0;
  let work = 0;

  for (const chooser of turns) {
    let own = -1;
    for (let k = first[chooser]!; k < first[chooser + 1]!; k++) {
      const arc = arcsAt[k]!;
      if (tail[arc] === chooser && current[arc]! > 0) own = arc;
    }
    const target = head[own]!;
    const better: number[] = [];
    for (let k = first[chooser]!; k < first[chooser + 1]!; k++) {
      const arc = arcsAt[k]!;
      if (upper[arc] === 0 || cost[arc]! >= cost[own]!) continue;
      if (component[head[arc]!] === component[target]) better.push(arc);
    }
    if (better.length > 0) {
      better.sort((a, b) => cost[a]! - cost[b]! || a - b);
      const reached = searchBack(target, component[target]!, head[better[0]!]!);
      const best = better.find((arc) => seen[head[arc]!] === search);
      if (best !== undefined) {
        push(head[best]!, target);
        current[best]!++;
        current[own]!--;
        own = best;
      }
      // A search that went through to the end knows everybody who can reach the target: nobody else shares a cycle with it.
      if (reached >= 0) {
        for (let k = 0; k < reached; k++) component[queue[k]!] = components;
        components++;
      }
    }
    for (let k = first[chooser]!; k < first[chooser + 1]!; k++) {
      const arc = arcsAt[k]!;
      if (tail[arc] === chooser && cost[arc] !== cost[own]) upper[arc] = 0;
    }
    work++;
    if (work >= WORK_BEFORE_YIELD) {
      work = 0;
      yield;
    }
  }
  return { network: narrowed, flow: current };

  /** Marks the nodes of a component that reach the target, until `wanted` is one; answers how many if it went to the end. */
  function searchBack(target: number, inside: number, wanted: number): number {
    search++;
    seen[target] = search;
    queue[0] = target;
    let [next, end] = [0, 1];
    while (next < end) {
      const node = queue[next++]!;
      for (let k = first[node]!; k < first[node + 1]!; k++) {
        const arc = arcsAt[k]!;
        const isForward = head[arc] === node; // the arc comes in: it leads here if it may grow
        const from = isForward ? tail[arc]! : head[arc]!;
        if (seen[from] === search || component[from] !== inside) continue;
        const room = isForward ? current[arc]! < upper[arc]! : current[arc]! > (lower === undefined ? 0 : lower[arc]!);
        if (!room) continue;
        seen[from] = search;
        toward[from] = isForward ? 2 * arc : 2 * arc + 1;
        if (from === wanted) return -1;
        queue[end++] = from;
      }
      work += first[node + 1]! - first[node]!;
    }
    return end;
  }

  function push(from: number, target: number): void {
    for (let node = from; node !== target;) {
      const arc = toward[node]! >> 1;
      if ((toward[node]! & 1) === 0) {
        current[arc]!++;
        node = head[arc]!;
      } else {
        current[arc]!--;
        node = tail[arc]!;
      }
    }
  }
}

/** Arcs read between two yields: well under a millisecond of work. */
const WORK_BEFORE_YIELD = 20_000;

/** The arcs at every node, whichever way they run. */
function incidence({ nodeCount, tail, head }: FlowNetwork): { first: Int32Array; arc: Int32Array } {
  const first = new Int32Array(nodeCount + 1);
  for (let k = 0; k < tail.length; k++) {
    first[tail[k]! + 1]!++;
    first[head[k]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
  const arc = new Int32Array(first[nodeCount]!);
  const next = first.slice();
  for (let k = 0; k < tail.length; k++) {
    arc[next[tail[k]!]!++] = k;
    arc[next[head[k]!]!++] = k;
  }
  return { first, arc };
}
