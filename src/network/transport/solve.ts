/**
 * The transport kernel as a resumable run: approximate prices, a scan, exact search on the pool, scan again, until a scan
 * finds nothing to do.
 *
 * Why it ends: every phase pushes a unit or spends price; slow rounds make the radius four times as large until the pool
 * is the instance, and after a round that pushed nothing a search over all arcs either reaches a deficit or is a proof of
 * infeasibility (`infeasible.ts`). Why it is right: reduced costs on the pool stay ≥ 0 (`augment.ts`), arcs outside it keep
 * a slack of radius − drift ≥ 0, and the caller verifies every answer all the same.
 */
import { canGoOn, createAuction, holdStage, takeOver } from "./auction.js";
import { commonPhase, phaseFrom } from "./augment.js";
import { infeasibleMarks } from "./infeasible.js";
import { seatAnywhere, type TransportRun } from "./run.js";
import { seatLevel } from "./seats.js";
import { beginPool, priceHubs, type Reach, sampleReach, scanRows, settleSeats } from "./scan.js";
import { beginRound, createSearch, endRound, excessOf, type Search } from "./search.js";
import type { InfeasibleTransport } from "./types.js";

/** How a run ended. */
export type TransportEnd =
  { readonly status: "optimal" } | Pick<InfeasibleTransport, "status" | "reason" | "rows" | "positions">;

/** Arcs scanned between two chances to stop. */
const ARCS_AT_A_TIME = 1 << 20;
/** Stages of the auction before the first scan; more only if more than this part of the units is unseated then. */
const STAGES = 3;
const GOOD_PRICES = 0.15;
/** A round that leaves more than this part of the excess makes the radius of the next one so many times as large. */
const SLOW = 0.25;
const GROWTH = 4;
/** Units a row and arc, on average, with which an auction is still worth it. */
const MOST_UNITS = 8;
/** A common phase that pushes a smaller part of the excess costs more than single ones. */
const WORTH_A_COMMON_PHASE = 0.1;
/** Arcs looked at in single phases between two chances to stop. */
const EFFORT_AT_A_TIME = 1 << 20;

/** A cold solve: an auction for the prices, then the exact search. Yields every few milliseconds of work. */
export function* solveRun(run: TransportRun): Generator<void, TransportEnd> {
  const { shared, total, rowCount, arcCount } = run;
  // Bids are made unit by unit: rows that send thousands each are quicker without.
  if (shared !== undefined || total > MOST_UNITS * (rowCount + arcCount)) return yield* proveFromLevel(run);
  const auction = createAuction(run);
  for (let stage = 0; stage < STAGES && canGoOn(auction); stage++) yield* holdStage(auction);
  takeOver(auction);
  const search = createSearch(run);
  let reach = sampleReach(run);
  for (;;) {
    const unseated = yield* scan(run, search, reach);
    if (unseated === 0) return { status: "optimal" };
    if (unseated <= GOOD_PRICES * run.total || !canGoOn(auction)) break;
    yield* holdStage(auction);
    takeOver(auction);
    reach = sampleReach(run);
  }
  return yield* searchRounds(run, search, reach);
}

/**
 * From the prices and holdings in hand: a scan shows what they are worth, and only where they are poor the run starts
 * afresh. For the next level of a lexicographic goal, or after a small change.
 */
export function* improveRun(run: TransportRun): Generator<void, TransportEnd> {
  const search = createSearch(run);
  const reach = sampleReach(run);
  const unseated = yield* scan(run, search, reach);
  if (unseated === 0) return { status: "optimal" };
  if (unseated > GOOD_PRICES * run.total) return yield* solveRun(run);
  return yield* searchRounds(run, search, reach);
}

/**
 * Where rows share lists, many places cost a row the same, and bids would only climb over one another. The exact search
 * alone does it, from the level at which all seats together would just do.
 */
function* proveFromLevel(run: TransportRun): Generator<void, TransportEnd> {
  run.price.fill(seatLevel(run));
  for (let i = 0; i < run.rowCount; i++) if (run.holdings.firstOf[i]! < 0) seatAnywhere(run, i);
  return yield* proveOptimum(run);
}

/** The exact part alone, from the prices and holdings of the run as they are. Yields every few milliseconds of work. */
export function* proveOptimum(run: TransportRun): Generator<void, TransportEnd> {
  const search = createSearch(run);
  const reach = sampleReach(run);
  if ((yield* scan(run, search, reach)) === 0) return { status: "optimal" };
  return yield* searchRounds(run, search, reach);
}

/** Searches the pool and scans again, in turn, until nothing is left to push. The pool is fresh. */
function* searchRounds(run: TransportRun, search: Search, { radius, part }: Reach): Generator<void, TransportEnd> {
  for (;;) {
    const before = excessOf(search);
    yield* searchPool(run, search);
    const left = excessOf(search);
    endRound(run, search);
    if (left === 0) return { status: "optimal" };
    if (left === before) {
      const marks = infeasibleMarks(run);
      if (marks !== undefined) return { status: "infeasible", ...marks };
    }
    if (left > SLOW * before) radius = Math.max(1, GROWTH * radius);
    part = run.pool.start[run.rowCount]! / Math.max(1, run.problem.position.length);
    if ((yield* scan(run, search, { radius, part })) === 0) return { status: "optimal" };
  }
}

/** A full scan that fills the pool; answers how many units are unseated. */
function* scan(run: TransportRun, search: Search, reach: Reach): Generator<void, number> {
  beginPool(run, reach);
  priceHubs(run);
  yield* scanAll(run);
  settleSeats(run);
  return beginRound(run, search);
}

function* scanAll(run: TransportRun): Generator<void, void> {
  const { start } = run.problem;
  run.work.scans++;
  run.pool.start[0] = 0;
  for (let from = 0; from < run.rowCount;) {
    let to = from + 1;
    while (to < run.rowCount && start[to]! - start[from]! < ARCS_AT_A_TIME) to++;
    scanRows(run, from, to);
    from = to;
    yield;
  }
}

/**
 * Phases until nothing is left to push or the drift of the prices has used up the radius: common ones as long as they push
 * a fair part of what is left, then one excess after the other.
 */
function* searchPool(run: TransportRun, search: Search): Generator<void, void> {
  const { excess } = search;
  const limit = (): number => (run.pool.isAll ? Infinity : run.pool.radius - search.drift);
  let left = excessOf(search);
  for (let worthIt = true; worthIt && left > 0;) {
    const outcome = commonPhase(run, search, limit());
    const now = excessOf(search);
    worthIt = outcome === "augmented" && left - now >= WORTH_A_COMMON_PHASE * left;
    left = now;
    yield;
  }
  let untilYield = search.effort + EFFORT_AT_A_TIME;
  for (let someWay = true; someWay && left > 0;) {
    someWay = false;
    for (let node = 0; node <= run.positionCount; node++) {
      while (excess[node]! > 0 && phaseFrom(run, search, node, limit()) === "augmented") {
        someWay = true;
        if (search.effort < untilYield) continue;
        yield;
        untilYield = search.effort + EFFORT_AT_A_TIME;
      }
    }
    left = excessOf(search);
  }
}
