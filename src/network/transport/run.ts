/**
 * The state of a run of the transport kernel: who sends what where, how many seats are taken, and what entering costs.
 *
 * Names: `price` λ(j) is what entering position j costs besides the arc; a row pays cost + price. `load` is what a position
 * receives, `filled` how many of its seats count as taken; a run is at its end when the two agree everywhere.
 *
 * Invariants, held between the steps of `solve.ts`:
 *   R1  the holdings of a row sum to its supply; `load` of a position is the sum of the holdings at it
 *   R2  max(lower, seats of slope < price) ≤ filled ≤ max(lower, seats of slope ≤ price)
 *   R3  `piece`, `inPiece`, `nextSlope` and `lastSlope` describe the seats next to `filled`
 *   R4  no arc of the pool, and no shared list (cost + price of its hub), is cheaper than the arc of a holding of its row;
 *       no position of a list has a smaller price than its hub
 * R2 and R4 are complementary slackness on the pool; `scan.ts` establishes them from any prices, `augment.ts` keeps them.
 */
import type { SharedLists, TransportProblem } from "./types.js";

/**
 * Units of a row on one arc. Holdings at a position form a doubly linked list from `firstAt`; those of a row a list from
 * `firstOf`. Unused holdings are chained through `nextOf` from `unused`. −1 ends a list.
 */
export interface Holdings {
  /** An arc of the row, or `arcCount` + an entry of its shared list. */
  readonly arc: Int32Array;
  /** Cost per unit there. */
  readonly cost: Int32Array;
  readonly row: Int32Array;
  readonly count: Int32Array;
  readonly nextAt: Int32Array;
  readonly previousAt: Int32Array;
  readonly firstAt: Int32Array; // length positions
  readonly nextOf: Int32Array;
  readonly firstOf: Int32Array; // length rows
  readonly searched: Int32Array; // the phase in which the search has begun with this holding; 0 after every move
  unused: number;
}

/** The arcs that the exact search looks at: those of a row within a radius of its cheapest, or simply all. */
export interface Pool {
  /** Length rows + 1. */
  start: Int32Array;
  /** By place in the pool: arc of the instance, its position and its cost. */
  arc: Int32Array;
  position: Int32Array;
  cost: Int32Array;
  /** Arcs left out cost their row more than this above its cheapest when the pool was filled. */
  radius: number;
  /** Whether the pool is the instance itself. */
  isAll: boolean;
}

/** Arcs read and steps done so far. */
export interface WorkCounter {
  arcsRead: number;
  bids: number;
  scans: number;
  phases: number;
}

/** A run. Only the files of this folder change it. */
export interface TransportRun {
  readonly problem: TransportProblem;
  readonly shared: SharedLists | undefined;
  readonly rowCount: number;
  readonly arcCount: number;
  readonly positionCount: number;
  /** Units in all. */
  readonly total: number;
  readonly supply: Int32Array;
  readonly lower: Int32Array;
  readonly capacity: Int32Array;
  readonly price: Float64Array;
  /** By shared list: the price of its hub. */
  readonly hubPrice: Float64Array;
  readonly load: Int32Array;
  readonly filled: Int32Array;
  readonly piece: Int32Array; // piece of seat `filled` + 1, or pieceStart of the next position where all are taken
  readonly inPiece: Int32Array; // seats of that piece that are taken
  readonly nextSlope: Float64Array; // slope of seat `filled` + 1; Infinity where all are taken
  readonly lastSlope: Float64Array; // slope of seat `filled`; −Infinity where it must stay taken or none is
  readonly holdings: Holdings;
  readonly pool: Pool;
  readonly work: WorkCounter;
  /** A feasible flow that the auction found; none until there is one. */
  incumbent: HeldUnits | undefined;
}

/** A fresh run without holdings and with all prices 0. The problem was passed by `validate.ts`. O(rows + positions). */
export function createRun(problem: TransportProblem): TransportRun {
  const rowCount = problem.start.length - 1;
  const positionCount = problem.pieceStart.length - 1;
  const supply = problem.supply ?? new Int32Array(rowCount).fill(1);
  let total = 0;
  let most = 0;
  for (let i = 0; i < rowCount; i++) {
    total += supply[i]!;
    const list = problem.shared?.list[i] ?? -1;
    const listed = list < 0 ? 0 : problem.shared!.start[list + 1]! - problem.shared!.start[list]!;
    most += Math.min(supply[i]!, problem.start[i + 1]! - problem.start[i]! + listed);
  }
  const capacity = new Int32Array(positionCount);
  for (let j = 0; j < positionCount; j++) {
    let seats = 0;
    for (let p = problem.pieceStart[j]!; p < problem.pieceStart[j + 1]!; p++) seats += problem.pieceWidth[p]!;
    capacity[j] = Math.min(seats, 2 ** 31 - 1);
  }
  return {
    problem,
    shared: problem.shared,
    rowCount,
    arcCount: problem.position.length,
    positionCount,
    total,
    supply,
    lower: problem.lower ?? new Int32Array(positionCount),
    capacity,
    price: new Float64Array(positionCount),
    hubPrice: new Float64Array(problem.shared === undefined ? 0 : problem.shared.start.length - 1),
    load: new Int32Array(positionCount),
    filled: new Int32Array(positionCount),
    piece: problem.pieceStart.slice(0, positionCount),
    inPiece: new Int32Array(positionCount),
    nextSlope: new Float64Array(positionCount),
    lastSlope: new Float64Array(positionCount),
    holdings: emptyHoldings(rowCount, positionCount, most),
    pool: {
      start: new Int32Array(rowCount + 1),
      arc: new Int32Array(0),
      position: new Int32Array(0),
      cost: new Int32Array(0),
      radius: 0,
      isAll: false,
    },
    work: { arcsRead: 0, bids: 0, scans: 0, phases: 0 },
    incumbent: undefined,
  };
}

function emptyHoldings(rowCount: number, positionCount: number, most: number): Holdings {
  const nextOf = new Int32Array(most);
  for (let h = 0; h < most; h++) nextOf[h] = h + 1 < most ? h + 1 : -1;
  return {
    arc: new Int32Array(most),
    cost: new Int32Array(most),
    row: new Int32Array(most),
    count: new Int32Array(most),
    nextAt: new Int32Array(most),
    previousAt: new Int32Array(most),
    firstAt: new Int32Array(positionCount).fill(-1),
    nextOf,
    firstOf: new Int32Array(rowCount).fill(-1),
    searched: new Int32Array(most),
    unused: most > 0 ? 0 : -1,
  };
}

/** The position of an arc, or of an entry of a shared list. */
export function positionOf({ problem, shared, arcCount }: TransportRun, arc: number): number {
  return arc < arcCount ? problem.position[arc]! : shared!.position[arc - arcCount]!;
}

/** Cost per unit of a row on an arc, or on an entry of its shared list. */
function costAt({ problem, shared, arcCount }: TransportRun, row: number, arc: number): number {
  return arc < arcCount ? problem.cost[arc]! : shared!.cost[row]!;
}

/** Puts `count` more units of a row on an arc; keeps R1. O(holdings of the row). */
export function addUnits(run: TransportRun, row: number, arc: number, count: number): void {
  const { holdings, load } = run;
  const at = positionOf(run, arc);
  load[at]! += count;
  for (let h = holdings.firstOf[row]!; h >= 0; h = holdings.nextOf[h]!) {
    if (holdings.arc[h] !== arc) continue;
    holdings.count[h]! += count;
    return;
  }
  const h = holdings.unused;
  holdings.unused = holdings.nextOf[h]!;
  holdings.arc[h] = arc;
  holdings.cost[h] = costAt(run, row, arc);
  holdings.row[h] = row;
  holdings.count[h] = count;
  holdings.nextOf[h] = holdings.firstOf[row]!;
  holdings.firstOf[row] = h;
  linkAt(holdings, h, at);
}

/** Puts all units of a row that has a place on the first one; the next scan moves them to a cheapest. */
export function seatAnywhere(run: TransportRun, row: number): void {
  const { problem, shared, arcCount, supply } = run;
  if (supply[row] === 0) return;
  const first = problem.start[row]!;
  addUnits(
    run,
    row,
    first < problem.start[row + 1]! ? first : arcCount + shared!.start[shared!.list[row]!]!,
    supply[row]!,
  );
}

/** Moves `count` units of a holding to another arc of its row; keeps R1. O(holdings of the row). */
export function moveUnits(run: TransportRun, holding: number, arc: number, count: number): void {
  const { holdings, load } = run;
  const row = holdings.row[holding]!;
  const from = positionOf(run, holdings.arc[holding]!);
  const to = positionOf(run, arc);
  if (count < holdings.count[holding]!) {
    holdings.count[holding]! -= count;
    load[from]! -= count;
    addUnits(run, row, arc, count);
    return;
  }
  // The whole holding goes: it is kept where the row has nothing on that arc yet.
  load[from]! -= count;
  unlinkAt(holdings, holding, from);
  for (let h = holdings.firstOf[row]!; h >= 0; h = holdings.nextOf[h]!) {
    if (holdings.arc[h] !== arc) continue;
    holdings.count[h]! += count;
    load[to]! += count;
    forget(holdings, holding, row);
    return;
  }
  load[to]! += count;
  holdings.arc[holding] = arc;
  holdings.cost[holding] = costAt(run, row, arc);
  linkAt(holdings, holding, to);
}

/** Takes every unit off again. O(rows + positions + holdings). */
export function clearHoldings(run: TransportRun): void {
  const { holdings, load } = run;
  const most = holdings.arc.length;
  for (let h = 0; h < most; h++) holdings.nextOf[h] = h + 1 < most ? h + 1 : -1;
  holdings.unused = most > 0 ? 0 : -1;
  holdings.firstAt.fill(-1);
  holdings.firstOf.fill(-1);
  load.fill(0);
}

/** Units by row and arc (or `arcCount` + entry of the shared list). */
export interface HeldUnits {
  readonly row: Int32Array;
  readonly arc: Int32Array;
  readonly count: Int32Array;
}

/** What the rows hold at present, row by row. O(rows + holdings). */
export function heldUnits({ holdings, rowCount }: TransportRun): HeldUnits {
  let used = 0;
  for (let i = 0; i < rowCount; i++) for (let h = holdings.firstOf[i]!; h >= 0; h = holdings.nextOf[h]!) used++;
  const row = new Int32Array(used);
  const arc = new Int32Array(used);
  const count = new Int32Array(used);
  let next = 0;
  for (let i = 0; i < rowCount; i++) {
    for (let h = holdings.firstOf[i]!; h >= 0; h = holdings.nextOf[h]!) {
      row[next] = i;
      arc[next] = holdings.arc[h]!;
      count[next++] = holdings.count[h]!;
    }
  }
  return { row, arc, count };
}

function linkAt(holdings: Holdings, h: number, at: number): void {
  const first = holdings.firstAt[at]!;
  holdings.nextAt[h] = first;
  holdings.previousAt[h] = -1;
  if (first >= 0) holdings.previousAt[first] = h;
  holdings.searched[h] = 0;
  holdings.firstAt[at] = h;
}

function unlinkAt(holdings: Holdings, h: number, at: number): void {
  const next = holdings.nextAt[h]!;
  const previous = holdings.previousAt[h]!;
  if (previous >= 0) holdings.nextAt[previous] = next;
  else holdings.firstAt[at] = next;
  if (next >= 0) holdings.previousAt[next] = previous;
}

function forget(holdings: Holdings, h: number, row: number): void {
  if (holdings.firstOf[row] === h) holdings.firstOf[row] = holdings.nextOf[h]!;
  else {
    let before = holdings.firstOf[row]!;
    while (holdings.nextOf[before] !== h) before = holdings.nextOf[before]!;
    holdings.nextOf[before] = holdings.nextOf[h]!;
  }
  holdings.nextOf[h] = holdings.unused;
  holdings.unused = h;
}
