/**
 * The exact search of the transport kernel: a primal-dual method on the pool (Ahuja, Magnanti and Orlin 1993, §9.7, §9.8).
 *
 * Where the load of a position exceeds its taken seats, units are too many there; where it falls short, T lacks them. A
 * phase finds the shortest distance D from excesses to the nearest deficit (`distances.ts`); the price of a node at distance
 * d < D rises by D − d, which keeps every reduced cost ≥ 0; then units are pushed along arcs of reduced cost 0 (`push.ts`).
 * No price rises by more than D, so arcs left out of the pool stay too dear as long as no price has risen by more than its
 * radius since the scan: that is the limit of a phase.
 */
import { raisePrices, shortestDistances } from "./distances.js";
import { pushAll, pushToTarget } from "./push.js";
import type { TransportRun } from "./run.js";
import { beginPhase, reach, type Search } from "./search.js";

/**
 * What a phase did. "augmented": at least one unit was pushed. "limit": no deficit is that near; "stuck": none can be
 * reached on the pool at all.
 */
export type PhaseOutcome = "augmented" | "limit" | "stuck";

/**
 * One phase from all excesses together: worth it while many units find a way at once. Prices rise by at most `limit`;
 * where nothing was pushed they rose by a finite limit all the same.
 * O(pool arcs of the nodes reached + positions · log positions).
 */
export function commonPhase(run: TransportRun, search: Search, limit: number): PhaseOutcome {
  const { excess } = search;
  beginPhase(run, search);
  for (let node = 0; node <= run.positionCount; node++) if (excess[node]! > 0) reach(search, node, 0, -1, -1, -1);
  const outcome = raise(run, search, limit, false);
  if (outcome !== "augmented") return outcome;
  for (let source = 0; source <= run.positionCount; source++) pushAll(run, search, source);
  return outcome;
}

/**
 * One phase from a single excess: it looks no farther than the nearest deficit, so it is cheap where that is near.
 * Otherwise as `commonPhase`.
 */
export function phaseFrom(run: TransportRun, search: Search, source: number, limit: number): PhaseOutcome {
  beginPhase(run, search);
  reach(search, source, 0, -1, -1, -1);
  const outcome = raise(run, search, limit, true);
  if (outcome === "augmented") pushToTarget(run, search);
  return outcome;
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
