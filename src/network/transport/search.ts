/**
 * Working memory of the exact search, and its heap.
 *
 * Nodes: the positions, then the sink T (number `positionCount`), then one hub for each shared list.
 */
import type { TransportRun } from "./run.js";

/** One a run. By node unless said otherwise. */
export interface Search {
  /** Length positions + 1 (T is last): load − filled, and for T what balances them. */
  readonly excess: Float64Array;
  readonly distance: Float64Array;
  /** Steps from the source. */
  readonly level: Int32Array;
  // how a node was reached: from where, with which holding (−1: seats, or out of a hub), over which arc
  readonly parent: Int32Array;
  readonly parentHolding: Int32Array;
  readonly parentArc: Int32Array;
  /** Nodes reached by the last search. */
  readonly reached: Int32Array;
  reachedCount: number;
  /** The nearest deficit that was seen. */
  target: number;
  // a binary heap of nodes by distance
  readonly heap: Int32Array;
  readonly heapAt: Int32Array; // place of a node in the heap, −1 outside
  heapSize: number;
  // the blocking flow
  readonly current: Int32Array; // where the search of a node goes on: a holding; for T a position, for a hub an arc
  readonly currentArc: Int32Array; // by holding: place in the pool
  readonly stamp: Int32Array; // the phase in which `current` is valid
  readonly isDead: Int32Array; // the phase in which nothing more gets through
  readonly path: Int32Array;
  readonly pathHolding: Int32Array; // what leads out of the node at this place of the path: a holding, or −1
  readonly pathArc: Int32Array; // a place in the pool, or of a hub an arc of its list
  /** Price of T: subtracted from all prices when a round ends. */
  sinkPrice: number;
  /** How much the price of a node rose since the scan, and the most of any. */
  readonly risen: Float64Array;
  drift: number;
  phase: number;
  /** Arcs looked at, of the pool or not: a clock that does not depend on the machine. */
  effort: number;
}

/** Fresh memory for a run; whatever an earlier search of the same run left in it counts no more. */
export function createSearch(run: TransportRun): Search {
  const nodes = run.positionCount + 1 + run.hubPrice.length;
  const holdings = run.holdings.arc.length;
  run.holdings.searched.fill(0); // phases are numbered from 1 again
  return {
    excess: new Float64Array(run.positionCount + 1),
    distance: new Float64Array(nodes).fill(Infinity),
    level: new Int32Array(nodes),
    parent: new Int32Array(nodes),
    parentHolding: new Int32Array(nodes),
    parentArc: new Int32Array(nodes),
    reached: new Int32Array(nodes),
    reachedCount: 0,
    target: -1,
    heap: new Int32Array(nodes),
    heapAt: new Int32Array(nodes).fill(-1),
    heapSize: 0,
    current: new Int32Array(nodes),
    currentArc: new Int32Array(holdings),
    stamp: new Int32Array(nodes),
    isDead: new Int32Array(nodes),
    path: new Int32Array(nodes + 1),
    pathHolding: new Int32Array(nodes + 1),
    pathArc: new Int32Array(nodes + 1),
    sinkPrice: 0,
    risen: new Float64Array(nodes),
    drift: 0,
    phase: 0,
    effort: 0,
  };
}

/** Begins a round after a scan: reads off the excesses of a run whose seats were settled; answers their sum. */
export function beginRound(run: TransportRun, search: Search): number {
  const { excess } = search;
  search.risen.fill(0);
  search.drift = 0;
  let sum = 0;
  let tooMany = 0;
  for (let j = 0; j < run.positionCount; j++) {
    excess[j] = run.load[j]! - run.filled[j]!;
    sum += excess[j]!;
    if (excess[j]! > 0) tooMany += excess[j]!;
  }
  excess[run.positionCount] = -sum;
  return tooMany + Math.max(0, -sum);
}

/** Ends a round: the price of the sink is 0, all prices are what entering costs there. */
export function endRound({ price, hubPrice }: TransportRun, search: Search): void {
  for (let j = 0; j < price.length; j++) price[j]! -= search.sinkPrice;
  for (let l = 0; l < hubPrice.length; l++) hubPrice[l]! -= search.sinkPrice;
  search.sinkPrice = 0;
}

/** Units that are too many somewhere. */
export function excessOf({ excess }: Search): number {
  let sum = 0;
  for (const units of excess) if (units > 0) sum += units;
  return sum;
}

/** Forgets what the last phase reached. */
export function beginPhase(run: TransportRun, search: Search): void {
  const { distance, reached, heapAt } = search;
  for (let k = 0; k < search.reachedCount; k++) {
    distance[reached[k]!] = Infinity;
    heapAt[reached[k]!] = -1;
  }
  search.reachedCount = 0;
  search.heapSize = 0;
  search.target = -1;
  search.phase++;
  run.work.phases++;
}

/** Enters a node into the heap, or brings it nearer; notes how it was reached. */
export function reach(
  search: Search,
  node: number,
  distance: number,
  parent: number,
  holding: number,
  arc: number,
): void {
  const { heap, heapAt, distance: distances } = search;
  if (distances[node] === Infinity) search.reached[search.reachedCount++] = node;
  distances[node] = distance;
  search.level[node] = parent < 0 ? 0 : search.level[parent]! + 1;
  search.parent[node] = parent;
  search.parentHolding[node] = holding;
  search.parentArc[node] = arc;
  let at = heapAt[node]!;
  if (at < 0) at = search.heapSize++;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above]!;
    if (distances[other]! <= distance) break;
    heap[at] = other;
    heapAt[other] = at;
    at = above;
  }
  heap[at] = node;
  heapAt[node] = at;
}

/** Takes the nearest node off the heap. */
export function popNearest(search: Search): number {
  const { heap, heapAt, distance } = search;
  const nearest = heap[0]!;
  heapAt[nearest] = -1;
  const size = --search.heapSize;
  if (size === 0) return nearest;
  const last = heap[size]!;
  const key = distance[last]!;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= size) break;
    if (below + 1 < size && distance[heap[below + 1]!]! < distance[heap[below]!]!) below++;
    const other = heap[below]!;
    if (distance[other]! >= key) break;
    heap[at] = other;
    heapAt[other] = at;
    at = below;
  }
  heap[at] = last;
  heapAt[last] = at;
  return nearest;
}
