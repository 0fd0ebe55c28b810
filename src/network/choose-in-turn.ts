/**
 * Nodes choose in turn: serial dictatorship on the flows of a network. Each chooser in turn gets the cheapest of its arcs
 * that some flow still allows, given what those before it got; equally cheap arcs all stay open. What is left in the end are
 * exactly the flows that are lexicographically best in the order of the choosers.
 *
 * The extension test: a unit can go over arc (v, p) instead of (v, q) exactly if the residual graph has a path from p to q
 * (Ahuja, Magnanti and Orlin 1993, §3.5), so only if both are in one strongly connected component. Arcs are only ever
 * taken away and flow is only pushed round cycles, so components can only fall apart. A path is looked for from both ends at
 * once, arc by arc; a search that fails has seen all that p reaches, or all that reaches q, whichever is less: no cycle
 * leaves that set, and it is a component of its own for all later searches.
 *
 * Complexity: O(arcs · log nodes) for all searches that fail, since a failed search costs no more than the smaller part that
 * it divides; for the others what two searches read until they meet. Everyone who already has the best arc costs O(arcs of
 * the node).
 */
import { residualComponents, residualGraph } from "./residual.js";
import type { FlowNetwork } from "./types.js";

/** Where the choosers left it. */
export interface ChosenFlow {
  /** The same network; arcs that a chooser's turn ruled out have upper = 0. */
  readonly network: FlowNetwork;
  readonly flow: Float64Array;
}

/** Arcs read between two yields: some milliseconds of work. */
const WORK_BEFORE_YIELD = 100_000;

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
  const { head } = network;
  const upper = network.upper.slice();
  const narrowed = { ...network, upper };
  const residual = movingFlow(narrowed, flow.slice());
  const { out, outFirst } = residual;
  let readUntil = WORK_BEFORE_YIELD;
  yield; // what was read so far are all arcs
  for (const chooser of turns) {
    let own = -1;
    for (let k = outFirst[chooser]!; k < outFirst[chooser + 1]!; k++) {
      if (residual.flow[out[k]!]! > 0) own = out[k]!;
    }
    const better: number[] = [];
    for (let k = outFirst[chooser]!; k < outFirst[chooser + 1]!; k++) {
      const arc = out[k]!;
      if (upper[arc]! > 0 && cost[arc]! < cost[own]!) better.push(arc);
    }
    better.sort((a, b) => cost[a]! - cost[b]! || a - b);
    for (const arc of better) {
      if (!residual.reroute(head[arc]!, head[own]!)) continue;
      residual.change(arc, 1);
      residual.change(own, -1);
      own = arc;
      break;
    }
    for (let k = outFirst[chooser]!; k < outFirst[chooser + 1]!; k++) {
      if (cost[out[k]!] !== cost[own]) upper[out[k]!] = 0;
    }
    if (residual.arcsRead() < readUntil) continue;
    readUntil = residual.arcsRead() + WORK_BEFORE_YIELD;
    yield;
  }
  return { network: narrowed, flow: residual.flow };
}

/** A flow that is pushed round cycles while arcs are closed (upper = 0) from outside. */
interface MovingFlow {
  readonly flow: Float64Array;
  /** Arcs by tail. */
  readonly outFirst: Int32Array;
  readonly out: Int32Array;
  /** Sends one unit from a node to another if there is a way; answers whether there was. */
  reroute(from: number, to: number): boolean;
  change(arc: number, by: 1 | -1): void;
  arcsRead(): number;
}

function movingFlow(network: FlowNetwork, flow: Float64Array): MovingFlow {
  const { nodeCount, tail, head, lower, upper } = network;
  const { first: outFirst, arc: out } = arcsBy(tail, nodeCount);
  const { first: inFirst, arc: incoming } = arcsBy(head, nodeCount);
  const inEnd = inFirst.slice(1); // closed arcs are moved behind the end when somebody passes
  // Arcs above their lower bound, by head, as a list: what can be sent back from a node.
  const firstBack = new Int32Array(nodeCount).fill(-1);
  const nextBack = new Int32Array(tail.length).fill(-1);
  const lastBack = new Int32Array(tail.length).fill(-1);
  const mayShrink = (arc: number): boolean => flow[arc]! > (lower === undefined ? 0 : lower[arc]!);
  const link = (arc: number): void => {
    const next = firstBack[head[arc]!]!;
    nextBack[arc] = next;
    lastBack[arc] = -1;
    if (next >= 0) lastBack[next] = arc;
    firstBack[head[arc]!] = arc;
  };
  const unlink = (arc: number): void => {
    const [next, last] = [nextBack[arc]!, lastBack[arc]!];
    if (last < 0) firstBack[head[arc]!] = next;
    else nextBack[last] = next;
    if (next >= 0) lastBack[next] = last;
  };
  for (let arc = 0; arc < tail.length; arc++) if (mayShrink(arc)) link(arc);

  const component = residualComponents(network, residualGraph(network, flow));
  let components = nodeCount;
  let read = 0;
  let search = 0;
  const ahead = newSearch(nodeCount);
  const behind = newSearch(nodeCount);
  let meeting = -1;
  let inside = -1;

  const change = (arc: number, by: 1 | -1): void => {
    const before = mayShrink(arc);
    flow[arc]! += by;
    if (mayShrink(arc) && !before) link(arc);
    else if (before && !mayShrink(arc)) unlink(arc);
  };
  /** A node is reached; answers whether the other search has been there. */
  const enter = (mine: Search, other: Search, node: number, code: number): boolean => {
    if (mine.seen[node] === search || component[node] !== inside) return false;
    mine.seen[node] = search;
    mine.code[node] = code;
    mine.queue[mine.end++] = node;
    if (other.seen[node] !== search) return false;
    meeting = node;
    return true;
  };
  const stepAhead = (): boolean => {
    const node = ahead.queue[ahead.next++]!;
    const [from, to] = [outFirst[node]!, outFirst[node + 1]!];
    ahead.work += to - from + 1;
    for (let k = from; k < to; k++) {
      const arc = out[k]!;
      if (flow[arc]! < upper[arc]! && enter(ahead, behind, head[arc]!, 2 * arc)) return true;
    }
    for (let arc = firstBack[node]!; arc >= 0; arc = nextBack[arc]!) {
      ahead.work++;
      if (enter(ahead, behind, tail[arc]!, 2 * arc + 1)) return true;
    }
    return false;
  };
  const stepBehind = (): boolean => {
    const node = behind.queue[behind.next++]!;
    behind.work += inEnd[node]! - inFirst[node]! + outFirst[node + 1]! - outFirst[node]! + 1;
    for (let k = inFirst[node]!; k < inEnd[node]!; k++) {
      const arc = incoming[k]!;
      if (upper[arc] === 0) {
        const last = --inEnd[node]!;
        incoming[k--] = incoming[last]!;
        incoming[last] = arc;
      } else if (flow[arc]! < upper[arc]! && enter(behind, ahead, tail[arc]!, 2 * arc)) return true;
    }
    for (let k = outFirst[node]!; k < outFirst[node + 1]!; k++) {
      const arc = out[k]!;
      if (mayShrink(arc) && enter(behind, ahead, head[arc]!, 2 * arc + 1)) return true;
    }
    return false;
  };
  const start = (mine: Search, node: number): void => {
    mine.seen[node] = search;
    mine.queue[0] = node;
    [mine.next, mine.end, mine.work] = [0, 1, 0];
  };
  const far = (code: number): number => ((code & 1) === 0 ? head[code >> 1]! : tail[code >> 1]!);
  const near = (code: number): number => ((code & 1) === 0 ? tail[code >> 1]! : head[code >> 1]!);
  const send = (code: number): void => change(code >> 1, (code & 1) === 0 ? 1 : -1);

  return {
    flow,
    out,
    outFirst,
    change,
    arcsRead: () => read,
    reroute(from, to) {
      inside = component[to]!;
      if (component[from] !== inside) return false;
      if (from === to) return true;
      search++;
      start(ahead, from);
      start(behind, to);
      let isFound = false;
      while (!isFound && ahead.next < ahead.end && behind.next < behind.end) {
        isFound = ahead.work <= behind.work ? stepAhead() : stepBehind();
      }
      read += ahead.work + behind.work;
      if (!isFound) {
        const closed = ahead.next === ahead.end ? ahead : behind;
        for (let k = 0; k < closed.end; k++) component[closed.queue[k]!] = components;
        components++;
        return false;
      }
      // Read both halves before anything is sent: the lists must not change under them.
      const codes: number[] = [];
      for (let node = meeting; node !== from; node = near(ahead.code[node]!)) codes.push(ahead.code[node]!);
      for (let node = meeting; node !== to; node = far(behind.code[node]!)) codes.push(behind.code[node]!);
      codes.forEach(send);
      return true;
    },
  };
}

/** One of the two searches for a way. */
interface Search {
  readonly seen: Int32Array; // by node: number of the search that reached it last
  readonly code: Int32Array; // by node: the residual arc on the way, see `ResidualGraph`
  readonly queue: Int32Array;
  next: number;
  end: number;
  /** Arcs read. */
  work: number;
}

function newSearch(nodeCount: number): Search {
  const array = (): Int32Array => new Int32Array(nodeCount);
  return { seen: array(), code: array(), queue: array(), next: 0, end: 0, work: 0 };
}

/** The arcs at every node, by one of their ends. */
function arcsBy(end: Int32Array, nodeCount: number): { first: Int32Array; arc: Int32Array } {
  const first = new Int32Array(nodeCount + 1);
  for (const node of end) first[node + 1]!++;
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
  const arc = new Int32Array(end.length);
  const next = first.slice();
  for (let k = 0; k < end.length; k++) arc[next[end[k]!]!++] = k;
  return { first, arc };
}
