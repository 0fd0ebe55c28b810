/** Pushes units along paths of reduced cost 0: the one that the search found, or as many as a blocking flow has. */
import { moveUnits, type TransportRun } from "./run.js";
import type { Search } from "./search.js";
import { roomAtLast, roomAtNext, setFilled } from "./seats.js";

/** Pushes what fits along the path by which the nearest deficit was reached. O(length of the path). */
export function pushToTarget(run: TransportRun, search: Search): void {
  const { parent, parentHolding, parentArc, path, pathHolding, pathArc, level, target } = search;
  const depth = level[target]!;
  path[depth] = target;
  for (let node = target, d = depth - 1; d >= 0; node = parent[node]!, d--) {
    path[d] = parent[node]!;
    pathHolding[d] = parentHolding[node]!;
    pathArc[d] = parentArc[node]!;
  }
  augment(run, search, depth);
}

/**
 * The blocking flow of a source: along arcs of reduced cost 0 and rising level, until nothing gets through (Dinitz).
 * Everything that was passed in vain in this phase is passed over.
 */
export function pushAll(run: TransportRun, search: Search, source: number): void {
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
    if (node <= run.positionCount && excess[node]! < 0) {
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

/** Whether a node lies ahead: reached, on a higher level, and not known to be in vain. */
function isAhead({ distance, level, isDead, phase }: Search, node: number, from: number): boolean {
  return distance[node]! < Infinity && level[node]! > level[from]! && isDead[node] !== phase;
}

/** The next node over an arc of reduced cost 0, noted on the path; −1 if none is left. */
function advanceFrom(run: TransportRun, search: Search, node: number, depth: number): number {
  const { positionCount: sink, holdings, lastSlope, price, shared, hubPrice } = run;
  const { current, stamp, phase, sinkPrice, pathHolding, pathArc } = search;
  if (stamp[node] !== phase) {
    stamp[node] = phase;
    current[node] = node < sink ? holdings.firstAt[node]! : node === sink ? 0 : shared!.start[node - sink - 1]!;
  }
  if (node < sink) return advanceFromPosition(run, search, node, depth);
  pathHolding[depth] = -1;
  if (node === sink) {
    for (let q = current[sink]!; q < sink; q++) {
      if (price[q]! - sinkPrice !== lastSlope[q] || !isAhead(search, q, sink)) continue;
      current[sink] = q;
      return q;
    }
    current[sink] = sink;
    return -1;
  }
  const list = node - sink - 1;
  const end = shared!.start[list + 1]!;
  for (let k = current[node]!; k < end; k++) {
    const q = shared!.position[k]!;
    if (price[q] !== hubPrice[list] || !isAhead(search, q, node)) continue;
    current[node] = k;
    pathArc[depth] = k;
    return q;
  }
  search.effort += end - current[node]!;
  current[node] = end;
  return -1;
}

function advanceFromPosition(run: TransportRun, search: Search, node: number, depth: number): number {
  const { positionCount: sink, price, nextSlope, holdings, pool, shared, hubPrice } = run;
  const { current, currentArc, phase, pathHolding, pathArc } = search;
  if (nextSlope[node] === price[node]! - search.sinkPrice && isAhead(search, sink, node)) {
    pathHolding[depth] = -1;
    return sink;
  }
  const { position: poolPosition, cost: poolCost, start: poolStart } = pool;
  for (let h = current[node]!; h >= 0; h = holdings.nextAt[h]!) {
    const row = holdings.row[h]!;
    if (holdings.searched[h] !== phase) {
      holdings.searched[h] = phase;
      currentArc[h] = poolStart[row]!;
    }
    const own = holdings.cost[h]! + price[node]!;
    const first = currentArc[h]!;
    const end = poolStart[row + 1]!;
    for (let k = first; k < end; k++) {
      const q = poolPosition[k]!;
      if (poolCost[k]! + price[q]! !== own || !isAhead(search, q, node)) continue;
      currentArc[h] = k;
      current[node] = h;
      pathHolding[depth] = h;
      pathArc[depth] = k;
      return q;
    }
    search.effort += end - first;
    if (pool.isAll) run.work.arcsRead += end - first;
    currentArc[h] = end;
    const list = shared === undefined ? -1 : shared.list[row]!;
    if (list < 0) continue;
    const hub = sink + 1 + list;
    if (shared!.cost[row]! + hubPrice[list]! !== own || !isAhead(search, hub, node)) continue;
    current[node] = h;
    pathHolding[depth] = h;
    return hub;
  }
  current[node] = -1;
  return -1;
}

/** Pushes along the path of that depth as many units as every step of it has. */
function augment(run: TransportRun, search: Search, depth: number): void {
  const { positionCount: sink, holdings, pool, arcCount } = run;
  const { excess, path, pathHolding, pathArc, current } = search;
  const source = path[0]!;
  const target = path[depth]!;
  let units = Math.min(excess[source]!, -excess[target]!);
  for (let d = 0; d < depth; d++) {
    const node = path[d]!;
    if (node > sink) continue;
    if (node === sink) units = Math.min(units, roomAtLast(run, path[d + 1]!));
    else if (pathHolding[d] === -1) units = Math.min(units, roomAtNext(run, node));
    else units = Math.min(units, holdings.count[pathHolding[d]!]!);
  }
  for (let d = 0; d < depth; d++) {
    const node = path[d]!;
    if (node > sink) continue; // a unit enters a hub and leaves it in one step
    if (node === sink) {
      const q = path[d + 1]!;
      setFilled(run, q, run.filled[q]! - units);
    } else if (pathHolding[d] === -1) {
      setFilled(run, node, run.filled[node]! + units);
    } else {
      const h = pathHolding[d]!;
      // A holding that leaves as a whole is unlinked here: the search goes on with the one behind it.
      if (units === holdings.count[h]!) current[node] = holdings.nextAt[h]!;
      const k = pathArc[d]!;
      const viaHub = path[d + 1]! > sink;
      moveUnits(run, h, viaHub ? arcCount + pathArc[d + 1]! : pool.isAll ? k : pool.arc[k]!, units);
    }
  }
  excess[source]! -= units;
  excess[target]! += units;
}
