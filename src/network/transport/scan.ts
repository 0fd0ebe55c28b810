/**
 * A full scan: every arc is read once. Units that are not on a cheapest arc of their row move to one, and the arcs near
 * the cheapest go into the pool on which the exact search works.
 *
 * After a scan the holdings are optimal for the prices as they are (R4 on all arcs), so a scan after which every load
 * equals `filled` is the proof of optimality.
 */
import { moveUnits, type Pool, positionOf, type TransportRun } from "./run.js";
import { fitFilled } from "./seats.js";

/** Rows of which a sample of the slacks is taken, and arcs a row that the pool should hold on average. */
const SAMPLE = 256;
const ARCS_A_ROW = 5;
/** A pool that would hold more than this part of the instance is not worth copying. */
const WORTH_A_POOL = 0.4;

/** How far from its cheapest arc a row is looked at, and the part of all arcs that lie so near. */
export interface Reach {
  readonly radius: number;
  readonly part: number;
}

/** A radius within which rows have about `ARCS_A_ROW` arcs; read off a sample of rows. */
export function sampleReach(run: TransportRun): Reach {
  if (run.shared !== undefined) return { radius: 0, part: 1 }; // own arcs are few where lists are shared
  const { problem, rowCount, price, work } = run;
  const { start, position, cost } = problem;
  const stride = Math.max(1, Math.floor(rowCount / SAMPLE));
  const slacks: number[] = [];
  let rows = 0;
  for (let i = 0; i < rowCount; i += stride) {
    let least = Infinity;
    for (let a = start[i]!; a < start[i + 1]!; a++) least = Math.min(least, cost[a]! + price[position[a]!]!);
    for (let a = start[i]!; a < start[i + 1]!; a++) slacks.push(cost[a]! + price[position[a]!]! - least);
    work.arcsRead += start[i + 1]! - start[i]!;
    rows++;
  }
  if (slacks.length === 0) return { radius: 0, part: 1 };
  const sorted = Float64Array.from(slacks).sort();
  const radius = sorted[Math.min(sorted.length - 1, ARCS_A_ROW * rows)]!;
  let within = sorted.length;
  while (within > 0 && sorted[within - 1]! > radius) within--;
  return { radius, part: within / sorted.length };
}

/**
 * Prepares the pool for the scan of row 0. With a radius that would take in most of the arcs, the instance itself serves.
 */
export function beginPool(run: TransportRun, { radius, part }: Reach): void {
  const { pool, problem, rowCount } = run;
  pool.radius = radius;
  if (part > WORTH_A_POOL) {
    pool.isAll = true;
    pool.start = problem.start;
    pool.position = problem.position;
    pool.cost = problem.cost;
    pool.arc = new Int32Array(0);
    return;
  }
  if (pool.isAll) {
    // The arrays are those of the instance: they are given back, not written to.
    pool.start = new Int32Array(rowCount + 1);
    pool.position = pool.cost = new Int32Array(0);
    pool.isAll = false;
  }
  if (pool.arc.length === 0) resizePool(pool, 2 * ARCS_A_ROW * rowCount + 1024);
}

/** Scans the rows `from` … `to` − 1; rows are scanned in order. O(arcs of the rows). */
export function scanRows(run: TransportRun, from: number, to: number): void {
  const { problem, pool, price, hubPrice, shared, holdings, work } = run;
  const { start, position, cost } = problem;
  let longest = 0;
  for (let i = from; i < to; i++) longest = Math.max(longest, start[i + 1]! - start[i]!);
  const value = new Float64Array(longest);
  for (let i = from; i < to; i++) {
    const first = start[i]!;
    const end = start[i + 1]!;
    const ofArcs = leastValue(position, cost, price, value, first, end);
    const list = shared === undefined ? -1 : shared.list[i]!;
    const least = list < 0 ? ofArcs : Math.min(ofArcs, shared!.cost[i]! + hubPrice[list]!);
    if (!pool.isAll) {
      const used = pool.start[i]!;
      if (used + end - first > pool.arc.length) resizePool(pool, Math.max(2 * pool.arc.length, used + end - first));
      pool.start[i + 1] = fillPool(pool, position, cost, value, first, end, used, least + pool.radius);
    }
    for (let h = holdings.firstOf[i]!; h >= 0;) {
      const next = holdings.nextOf[h]!;
      if (holdings.cost[h]! + price[positionOf(run, holdings.arc[h]!)]! > least) {
        moveUnits(run, h, roomiest(run, value, i, least), holdings.count[h]!);
      }
      h = next;
    }
  }
  work.arcsRead += start[to]! - start[from]!;
}

/** Fits the taken seats of all positions to their loads. O(pieces). */
export function settleSeats(run: TransportRun): void {
  for (let j = 0; j < run.positionCount; j++) fitFilled(run, j);
}

/** cost + price of the arcs of a row, into `value`; answers the least. The hot loop of every scan. */
function leastValue(
  position: Int32Array,
  cost: Int32Array,
  price: Float64Array,
  value: Float64Array,
  first: number,
  end: number,
): number {
  let least = Infinity;
  for (let a = first; a < end; a++) {
    const v = cost[a]! + price[position[a]!]!;
    value[a - first] = v;
    if (v < least) least = v;
  }
  return least;
}

/** Copies the arcs of a row whose value is within the limit; answers the end of the pool. */
function fillPool(
  pool: Pool,
  position: Int32Array,
  cost: Int32Array,
  value: Float64Array,
  first: number,
  end: number,
  used: number,
  limit: number,
): number {
  const { arc: poolArc, position: poolPosition, cost: poolCost } = pool;
  for (let a = first; a < end; a++) {
    if (value[a - first]! > limit) continue;
    poolArc[used] = a;
    poolPosition[used] = position[a]!;
    poolCost[used++] = cost[a]!;
  }
  return used;
}

/** Of the cheapest places of a row the one that has most room left at its price; the first of several. */
function roomiest(run: TransportRun, value: Float64Array, row: number, least: number): number {
  const { problem, shared, price, arcCount } = run;
  const first = problem.start[row]!;
  const end = problem.start[row + 1]!;
  let best = -1;
  let mostRoom = -Infinity;
  for (let a = first; a < end; a++) {
    if (value[a - first] !== least) continue;
    const room = roomOf(run, problem.position[a]!);
    if (room <= mostRoom) continue;
    best = a;
    mostRoom = room;
  }
  const list = shared === undefined ? -1 : shared.list[row]!;
  if (list < 0) return best;
  for (let k = shared!.start[list]!; k < shared!.start[list + 1]!; k++) {
    if (shared!.cost[row]! + price[shared!.position[k]!]! !== least) continue;
    const room = roomOf(run, shared!.position[k]!);
    if (room <= mostRoom) continue;
    best = arcCount + k;
    mostRoom = room;
  }
  return best;
}

/** Seats that are left at the price of a position, as far as the settled ones show. */
function roomOf({ load, filled, nextSlope, price, capacity }: TransportRun, j: number): number {
  return (nextSlope[j]! <= price[j]! ? capacity[j]! : filled[j]!) - load[j]!;
}

/** The price of a hub is that of the cheapest position of its list. O(entries). */
export function priceHubs({ shared, hubPrice, price, work }: TransportRun): void {
  if (shared === undefined) return;
  hubPrice.fill(Infinity);
  for (let l = 0; l < hubPrice.length; l++) {
    for (let k = shared.start[l]!; k < shared.start[l + 1]!; k++) {
      hubPrice[l] = Math.min(hubPrice[l]!, price[shared.position[k]!]!);
    }
  }
  work.arcsRead += shared.position.length;
}

function resizePool(pool: Pool, size: number): void {
  const grown = (old: Int32Array): Int32Array => {
    const array = new Int32Array(size);
    array.set(old);
    return array;
  };
  pool.arc = grown(pool.arc);
  pool.position = grown(pool.position);
  pool.cost = grown(pool.cost);
}
