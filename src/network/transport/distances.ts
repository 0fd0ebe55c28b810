/**
 * Shortest distances from excesses to the nearest deficit (Dijkstra, integer reduced costs), and the rise of prices that
 * keeps every reduced cost ≥ 0 and makes the shortest paths cost nothing.
 *
 * Arcs of the residual graph and their reduced costs, all ≥ 0 by R2 and R4 of `run.ts`:
 *   j → q      a unit at j moves to q over an arc of its row: (cost + price of q) − (cost + price of j)
 *   j → hub    a unit at j enters the shared list of its row: (cost of the list + price of the hub) − (cost + price of j)
 *   hub → q    and leaves it: price of q − price of the hub
 *   j → T      one more seat of j is taken: slope of the next seat − price of j
 *   T → q      the last seat of q is given up: price of q − slope of the last seat
 */
import type { TransportRun } from "./run.js";
import { popNearest, reach, type Search } from "./search.js";

/**
 * Distance of the nearest deficit from the nodes that were entered at distance 0; Infinity if none is within reach. Nodes
 * farther than it, or than the limit, are left.
 *
 * @param oneWillDo stop at the first deficit (`search.target`); else settle all nodes as near as it, for a blocking flow.
 */
export function shortestDistances(run: TransportRun, search: Search, limit: number, oneWillDo: boolean): number {
  const { positionCount: sink, price, hubPrice, holdings, pool, nextSlope, shared, positionCount } = run;
  const { excess, distance, sinkPrice } = search;
  const { firstAt, nextAt, row: rowOf, cost: costOf } = holdings;
  const { start: poolStart, position: poolPosition, cost: poolCost } = pool;
  let nearest = Infinity; // the least distance at which a deficit was seen
  let arcsRead = 0;
  let hubArcsRead = 0;
  while (search.heapSize > 0) {
    const node = popNearest(search);
    const at = distance[node]!;
    if (at > nearest || at > limit || (oneWillDo && at === nearest)) break;
    if (node <= sink && excess[node]! < 0) {
      nearest = at;
      search.target = node;
      continue;
    }
    if (node === sink) {
      nearest = leaveSink(run, search, at, nearest);
      continue;
    }
    if (node > sink) {
      const { start, position } = shared!;
      const own = at - hubPrice[node - sink - 1]!;
      const first = start[node - sink - 1]!;
      const end = start[node - sink]!;
      hubArcsRead += end - first;
      for (let k = first; k < end; k++) {
        const q = position[k]!;
        const through = own + price[q]!;
        if (through >= distance[q]! || through > nearest) continue;
        reach(search, q, through, node, -1, k);
        if (excess[q]! < 0 && through < nearest) {
          nearest = through;
          search.target = q;
        }
      }
      continue;
    }
    const toSink = at + nextSlope[node]! - price[node]! + sinkPrice;
    if (toSink < distance[sink]! && toSink <= nearest) {
      reach(search, sink, toSink, node, -1, -1);
      if (excess[sink]! < 0 && toSink < nearest) {
        nearest = toSink;
        search.target = sink;
      }
    }
    const own = price[node]! - at;
    for (let h = firstAt[node]!; h >= 0; h = nextAt[h]!) {
      const row = rowOf[h]!;
      const base = costOf[h]! + own;
      const first = poolStart[row]!;
      const end = poolStart[row + 1]!;
      arcsRead += end - first;
      for (let k = first; k < end; k++) {
        const q = poolPosition[k]!;
        const through = poolCost[k]! + price[q]! - base;
        if (through >= distance[q]! || through > nearest) continue;
        reach(search, q, through, node, h, k);
        if (excess[q]! < 0 && through < nearest) {
          nearest = through;
          search.target = q;
        }
      }
      if (shared === undefined) continue;
      const list = shared.list[row]!;
      if (list < 0) continue;
      const hub = positionCount + 1 + list;
      const through = shared.cost[row]! + hubPrice[list]! - base;
      if (through < distance[hub]! && through <= nearest) reach(search, hub, through, node, h, -1);
    }
  }
  search.effort += arcsRead + hubArcsRead;
  run.work.arcsRead += hubArcsRead + (pool.isAll ? arcsRead : 0);
  return nearest;
}

function leaveSink(run: TransportRun, search: Search, at: number, known: number): number {
  const { positionCount, price, lastSlope } = run;
  const { excess, distance } = search;
  const own = at - search.sinkPrice;
  let nearest = known;
  for (let q = 0; q < positionCount; q++) {
    const through = own + price[q]! - lastSlope[q]!;
    if (through >= distance[q]! || through > nearest) continue;
    reach(search, q, through, positionCount, -1, -1);
    if (excess[q]! < 0 && through < nearest) {
      nearest = through;
      search.target = q;
    }
  }
  search.effort += positionCount;
  return nearest;
}

/** Nodes nearer than the rise go up by the difference. */
export function raisePrices({ price, hubPrice, positionCount }: TransportRun, search: Search, rise: number): void {
  const { distance, reached, reachedCount, risen } = search;
  for (let k = 0; k < reachedCount; k++) {
    const node = reached[k]!;
    const up = rise - distance[node]!;
    if (up <= 0) continue;
    if (node < positionCount) price[node]! += up;
    else if (node === positionCount) search.sinkPrice += up;
    else hubPrice[node - positionCount - 1]! += up;
    const sum = risen[node]! + up;
    risen[node] = sum;
    if (sum > search.drift) search.drift = sum;
  }
}
