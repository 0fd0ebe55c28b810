/**
 * The exact search of the transport kernel: a primal-dual method on the pool (Ahuja, Magnanti and Orlin 1993, §9.8).
 *
 * The residual graph has the positions and a sink T as nodes. Its arcs, all of reduced cost ≥ 0 by R2 and R4:
 *   j → q   a unit at j moves to q over an arc of its row: (cost + price of q) − (cost + price of j)
 *   j → T   one more seat of j is taken:  slope of the next seat − price of j
 *   T → q   the last seat of q is given up:  price of q − slope of the last seat
 * Where the load of a position exceeds its taken seats, units are too many there; where it falls short, T lacks them.
 *
 * A phase: shortest distances from all excesses to the nearest deficit, D away (Dijkstra); the price of a node at distance
 * d < D rises by D − d, which keeps every reduced cost ≥ 0; then as many units as can be pushed along arcs of reduced cost
 * 0 in the order of their hop levels (a blocking flow, Dinitz). No price rises by more than D, so arcs left out of the
 * pool stay too dear as long as all rises together do not exceed its radius: that is the limit of a phase.
 */
import { moveUnits, type TransportRun } from "./run.js";
import { roomAtLast, roomAtNext, setFilled } from "./seats.js";

/** Working memory of the search, one a run. */
export interface Search {
  /** Length positions + 1 (T is last): load − filled, and for T what balances them. */
  readonly excess: Int32Array;
  readonly distance: Float64Array;
  readonly level: Int32Array;
  /** Nodes reached by the last search, settled ones first is not implied. */
  readonly reached: Int32Array;
  reachedCount: number;
  // a binary heap of nodes by distance
  readonly heap: Int32Array;
  readonly heapAt: Int32Array; // place of a node in the heap, −1 outside
  heapSize: number;
  // the depth-first search
  readonly currentHolding: Int32Array; // by node: where its search goes on; for T a position
  readonly currentArc: Int32Array; // by holding: place in the pool
  readonly stamp: Int32Array; // by node: the phase in which `currentHolding` is valid
  readonly isDead: Int32Array; // by node: the phase in which nothing more gets through
  readonly path: Int32Array;
  readonly pathHolding: Int32Array; // what leads out of the node at this place of the path: a holding, or −1 for seats
  readonly pathArc: Int32Array; // place in the pool
  /** Price of T: subtracted from all prices when a round ends. */
  sinkPrice: number;
  /** By node: how much its price rose since the scan, and the most of any. */
  readonly risen: Float64Array;
  drift: number;
  phase: number;
}

export function createSearch(run: TransportRun): Search {
  const nodes = run.positionCount + 1;
  const holdings = run.holdings.arc.length;
  return {
    excess: new Int32Array(nodes),
    distance: new Float64Array(nodes).fill(Infinity),
    level: new Int32Array(nodes),
    reached: new Int32Array(nodes),
    reachedCount: 0,
    heap: new Int32Array(nodes),
    heapAt: new Int32Array(nodes).fill(-1),
    heapSize: 0,
    currentHolding: new Int32Array(nodes),
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
  };
}

/** Begins a round after a scan: reads off the excesses of a run whose seats were settled; answers their sum. */
export function beginRound(run: TransportRun, search: Search): number {
  const { excess } = search;
  search.risen.fill(0);
  search.drift = 0;
  let [sum, tooMany] = [0, 0];
  for (let j = 0; j < run.positionCount; j++) {
    excess[j] = run.load[j]! - run.filled[j]!;
    sum += excess[j]!;
    if (excess[j]! > 0) tooMany += excess[j]!;
  }
  excess[run.positionCount] = -sum;
  return tooMany + Math.max(0, -sum);
}

/** What a phase did. "augmented": at least one unit was pushed. "limit": no deficit is that near; "stuck": none can be reached on the pool at all. */
export type PhaseOutcome = "augmented" | "limit" | "stuck";

/**
 * One phase from all excesses together: worth it while many units find a way at once. Prices rise by at most `limit`;
 * where nothing was pushed they rose by a finite limit all the same.
 * O(pool arcs of the nodes reached + positions · log positions).
 */
export function commonPhase(run: TransportRun, search: Search, limit: number): PhaseOutcome {
  const { excess } = search;
  beginPhase(run, search);
  for (let node = 0; node <= run.positionCount; node++) if (excess[node]! > 0) reach(search, node, 0, 0);
  const outcome = raise(run, search, limit, false);
  if (outcome !== "augmented") return outcome;
  for (let source = 0; source <= run.positionCount; source++) pushAll(run, search, source);
  return outcome;
}

/**
 * One phase from a single excess: it looks no farther than the nearest deficit, so it is cheap where that is near
 * (successive shortest paths; Ahuja, Magnanti and Orlin 1993, §9.7). Otherwise as `commonPhase`.
 */
export function phaseFrom(run: TransportRun, search: Search, source: number, limit: number): PhaseOutcome {
  beginPhase(run, search);
  reach(search, source, 0, 0);
  const outcome = raise(run, search, limit, true);
  if (outcome === "augmented") pushAll(run, search, source);
  return outcome;
}

function beginPhase(run: TransportRun, search: Search): void {
  const { distance, reached, heapAt } = search;
  for (let k = 0; k < search.reachedCount; k++) {
    distance[reached[k]!] = Infinity;
    heapAt[reached[k]!] = -1;
  }
  search.reachedCount = 0;
  search.heapSize = 0;
  search.phase++;
  run.work.phases++;
}

/** Finds the distances and raises the prices. */
function raise(run: TransportRun, search: Search, limit: number, oneWillDo: boolean): PhaseOutcome {
  const nearest = shortestDistances(run, search, limit, oneWillDo);
  const isStuck = nearest === Infinity && search.heapSize === 0;
  if (isStuck && limit === Infinity) return "stuck";
  const rise = Math.min(nearest, limit);
  if (rise > 0) raisePrices(run, search, rise);
  if (nearest > limit) return isStuck ? "stuck" : "limit";
  return "augmented";
}

/**
 * Distance of the nearest deficit; Infinity if none is within reach. Nodes farther than it, or than the limit, are left.
 *
 * @param oneWillDo stop at the first deficit; else settle all nodes as near as it, for a blocking flow.
 */
function shortestDistances(run: TransportRun, search: Search, limit: number, oneWillDo: boolean): number {
  const { positionCount, price, holdings, pool, nextSlope, lastSlope } = run;
  const { excess, distance, level, sinkPrice } = search;
  const sink = positionCount;
  let nearest = Infinity; // the least distance at which a deficit was seen
  const { firstAt, nextAt, row: rowOf, arc: arcOf } = holdings;
  const { start: poolStart, position: poolPosition, cost: poolCost } = pool;
  const costOf = run.problem.cost;
  let arcsRead = 0;
  while (search.heapSize > 0) {
    const node = popNearest(search);
    const at = distance[node]!;
    if (at > nearest || at > limit || (oneWillDo && at === nearest)) break;
    if (excess[node]! < 0) {
      nearest = at;
      continue;
    }
    const hop = level[node]! + 1;
    if (node === sink) {
      for (let q = 0; q < positionCount; q++) {
        const reach1 = at + price[q]! - lastSlope[q]! - sinkPrice;
        if (reach1 < distance[q]! && reach1 <= nearest) {
          reach(search, q, reach1, hop);
          if (excess[q]! < 0) nearest = Math.min(nearest, reach1);
        }
      }
      continue;
    }
    const toSink = at + nextSlope[node]! - price[node]! + sinkPrice;
    if (toSink < distance[sink]! && toSink <= nearest) {
      reach(search, sink, toSink, hop);
      if (excess[sink]! < 0) nearest = Math.min(nearest, toSink);
    }
    const own = price[node]! - at;
    for (let h = firstAt[node]!; h >= 0; h = nextAt[h]!) {
      const row = rowOf[h]!;
      const base = costOf[arcOf[h]!]! + own;
      arcsRead += poolStart[row + 1]! - poolStart[row]!;
      for (let k = poolStart[row]!, end = poolStart[row + 1]!; k < end; k++) {
        const q = poolPosition[k]!;
        const through = poolCost[k]! + price[q]! - base;
        if (through < distance[q]! && through <= nearest) {
          reach(search, q, through, hop);
          if (excess[q]! < 0) nearest = through;
        }
      }
    }
  }
  if (pool.isAll) run.work.arcsRead += arcsRead;
  return nearest;
}

/** Nodes nearer than the rise go up by the difference. */
function raisePrices({ price, positionCount }: TransportRun, search: Search, rise: number): void {
  const { distance, reached, reachedCount, risen } = search;
  for (let k = 0; k < reachedCount; k++) {
    const node = reached[k]!;
    const up = rise - distance[node]!;
    if (up <= 0) continue;
    if (node === positionCount) search.sinkPrice += up;
    else price[node]! += up;
    const sum = risen[node]! + up;
    risen[node] = sum;
    if (sum > search.drift) search.drift = sum;
  }
}

/** The blocking flow of a source: along arcs of reduced cost 0 and rising level, until nothing gets through. */
function pushAll(run: TransportRun, search: Search, source: number): void {
  while (search.excess[source]! > 0 && pushFrom(run, search, source)) {
    // each success pushes at least one unit
  }
}

/** One path from the source to a deficit; pushes what fits through. */
function pushFrom(run: TransportRun, search: Search, source: number): boolean {
  const { excess, path, isDead, phase } = search;
  if (isDead[source] === phase) return false;
  let depth = 0;
  path[0] = source;
  for (;;) {
    const node = path[depth]!;
    if (excess[node]! < 0) {
      augment(run, search, depth);
      return true;
    }
    const next = advanceFrom(run, search, node, depth);
    if (next >= 0) path[++depth] = next;
    else {
      isDead[node] = phase;
      if (depth === 0) return false;
      depth--;
    }
  }
}

/** The next node over an arc of reduced cost 0 and higher level, noted on the path; −1 if none is left. */
function advanceFrom(run: TransportRun, search: Search, node: number, depth: number): number {
  const { positionCount: sink, price, nextSlope, lastSlope, holdings, pool, problem } = run;
  const { distance, level, isDead, phase, currentHolding, stamp, currentArc, sinkPrice } = search;
  const { pathHolding, pathArc } = search;
  const higher = (q: number): boolean => distance[q]! < Infinity && level[q]! > level[node]! && isDead[q] !== phase;
  if (node === sink) {
    if (stamp[sink] !== phase) {
      stamp[sink] = phase;
      currentHolding[sink] = 0;
    }
    for (let q = currentHolding[sink]!; q < sink; q++) {
      if (price[q]! - sinkPrice !== lastSlope[q] || !higher(q)) continue;
      currentHolding[sink] = q;
      pathHolding[depth] = -1;
      return q;
    }
    currentHolding[sink] = sink;
    return -1;
  }
  if (nextSlope[node] === price[node]! - sinkPrice && higher(sink)) {
    pathHolding[depth] = -1;
    return sink;
  }
  if (stamp[node] !== phase) {
    stamp[node] = phase;
    currentHolding[node] = holdings.firstAt[node]!;
  }
  const { position: poolPosition, cost: poolCost, start: poolStart } = pool;
  for (let h = currentHolding[node]!; h >= 0; h = holdings.nextAt[h]!) {
    const row = holdings.row[h]!;
    if (holdings.searched[h] !== phase) {
      holdings.searched[h] = phase;
      currentArc[h] = poolStart[row]!;
    }
    const own = problem.cost[holdings.arc[h]!]! + price[node]!;
    for (let k = currentArc[h]!, end = poolStart[row + 1]!; k < end; k++) {
      const q = poolPosition[k]!;
      if (poolCost[k]! + price[q]! !== own || !higher(q)) continue;
      currentArc[h] = k;
      currentHolding[node] = h;
      pathHolding[depth] = h;
      pathArc[depth] = k;
      return q;
    }
    if (pool.isAll) run.work.arcsRead += poolStart[row + 1]! - currentArc[h]!;
    currentArc[h] = poolStart[row + 1]!;
  }
  currentHolding[node] = -1;
  return -1;
}

/** Pushes along the path of that depth as many units as every step of it has. */
function augment(run: TransportRun, search: Search, depth: number): void {
  const { positionCount: sink, holdings, pool } = run;
  const { excess, path, pathHolding, pathArc, currentHolding } = search;
  const [source, target] = [path[0]!, path[depth]!];
  let units = Math.min(excess[source]!, -excess[target]!);
  for (let d = 0; d < depth; d++) {
    const node = path[d]!;
    if (node === sink) units = Math.min(units, roomAtLast(run, path[d + 1]!));
    else if (pathHolding[d] === -1) units = Math.min(units, roomAtNext(run, node));
    else units = Math.min(units, holdings.count[pathHolding[d]!]!);
  }
  for (let d = 0; d < depth; d++) {
    const node = path[d]!;
    if (node === sink) {
      const q = path[d + 1]!;
      setFilled(run, q, run.filled[q]! - units);
    } else if (pathHolding[d] === -1) {
      setFilled(run, node, run.filled[node]! + units);
    } else {
      const h = pathHolding[d]!;
      // A holding that leaves as a whole is unlinked here: the search goes on with the one behind it.
      if (units === holdings.count[h]!) currentHolding[node] = holdings.nextAt[h]!;
      const k = pathArc[d]!;
      moveUnits(run, h, pool.isAll ? k : pool.arc[k]!, units);
    }
  }
  excess[source]! -= units;
  excess[target]! += units;
}

/** Enters a node into the heap, or brings it nearer. */
function reach(search: Search, node: number, distance: number, level: number): void {
  const { heap, heapAt, distance: distances } = search;
  if (distances[node] === Infinity) search.reached[search.reachedCount++] = node;
  distances[node] = distance;
  search.level[node] = level;
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

function popNearest(search: Search): number {
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
