/**
 * Approximate prices by an auction over convex seats (Bertsekas, *Network Optimization*, 1998, ch. 7: auction for
 * transportation problems, ε-scaling). The exact search that follows is exact from any prices; good ones make it short.
 *
 * A free unit of a row bids for the cheapest seat of its best position: the price of that seat rises by the difference to
 * the second-best position plus ε, and who sat there is free again. Seats that nobody took yet cost their slope, or the
 * floor of the position where that is more. Prices only rise within a stage, so a row keeps a list of its few cheapest
 * arcs and the value of the cheapest one left out: while the best on the list is no worse than that, the list is exact.
 */
import { addUnits, clearHoldings, heldUnits, type TransportRun } from "./run.js";
import { seatLevel } from "./seats.js";

/** Arcs that a row remembers. */
const LISTED = 8;
/** ε of the first stage as a part of the scale of the instance, and of each stage as a part of the one before. */
const FIRST_PART = 16;
const NEXT_PART = 8;
/** Bids a unit on average after which the exact search takes over. */
const MOST_BIDS = 20;
/** Rows looked at for the scale. */
const SAMPLE = 200;
/** Bids between two chances to stop. */
const BIDS_AT_A_TIME = 1 << 16;

/** Working memory of an auction. */
export interface Auction {
  readonly run: TransportRun;
  readonly scale: number;
  /** No bid rises by more, or a row with a single choice would bid the earth: the spread of slopes and costs. */
  readonly mostRise: number;
  /** Of the last stage; 0 before the first. */
  epsilon: number;
  /** By position: price of its cheapest seat; Infinity where there is none. */
  readonly price: Float64Array;
  readonly floor: Float64Array;
  /** By position: piece of the cheapest seat that nobody took, and how many of that piece are taken. */
  readonly piece: Int32Array;
  readonly inPiece: Int32Array;
  // a heap of taken seats a position, by price: regions of an arena that move to its end when they grow
  readonly heapStart: Int32Array;
  readonly heapRoom: Int32Array;
  readonly heapSize: Int32Array;
  arenaUsed: number;
  seatPrice: Float64Array;
  seatArc: Int32Array;
  seatRow: Int32Array;
  /** By row: units without a seat. */
  readonly free: Int32Array;
  // by row: its list
  readonly listSize: Uint8Array;
  readonly listArc: Int32Array;
  readonly listCost: Int32Array;
  readonly listPosition: Int32Array;
  readonly leftOut: Float64Array;
  // the row that is being listed
  readonly values: Float64Array;
  readonly arcs: Int32Array;
  bids: number;
}

/**
 * One stage more, with an ε that is a fraction of that of the stage before; `takeOver` brings its outcome into the run.
 * Yields now and then; between yields nothing needs to be kept. O(bids · log seats + arcs read).
 */
export function* holdStage(auction: Auction): Generator<void, void> {
  const { run } = auction;
  const before = auction.bids;
  if (auction.epsilon > 0) beginStage(auction);
  auction.epsilon = auction.epsilon === 0 ? auction.scale / FIRST_PART : auction.epsilon / NEXT_PART;
  yield* bidUntilSeated(auction, Math.max(1, Math.round(auction.epsilon)));
  run.work.bids += auction.bids - before;
}

/** Whether another stage can make the prices better: arcs differ, ε is above 1 and the bids are not used up. */
export function canGoOn({ scale, epsilon, bids, run }: Auction): boolean {
  return scale > 0 && (epsilon === 0 || epsilon > 1) && bids < MOST_BIDS * run.total;
}

/**
 * The scale of the costs: twice the 75th percentile of how much the median arc of a row costs above its cheapest. Never a
 * maximum: one dear arc must not set the scale of a city. 0 where rows hardly care where they go.
 *
 * Slopes need no scale: the first floors are near the right level, and a bid for an open seat takes its slope in one step.
 */
function scaleOf({ problem, rowCount, work }: TransportRun): number {
  const { start, cost } = problem;
  const stride = Math.max(1, Math.floor(rowCount / SAMPLE));
  const spreads: number[] = [];
  for (let i = 0; i < rowCount; i += stride) {
    const row = cost.slice(start[i]!, start[i + 1]!).sort();
    work.arcsRead += row.length;
    if (row.length > 1) spreads.push(row[row.length >> 1]! - row[0]!);
  }
  spreads.sort((a, b) => a - b);
  return 2 * (spreads[Math.floor(0.75 * spreads.length)] ?? 0);
}

/** An auction for a run, before its first stage: its prices would do if arcs cost nothing. O(rows + seats). */
export function createAuction(run: TransportRun): Auction {
  const { rowCount, positionCount, total, capacity, problem } = run;
  const usual = Math.max(4, Math.ceil((1.5 * total) / Math.max(1, positionCount)));
  const heapStart = new Int32Array(positionCount);
  const heapRoom = new Int32Array(positionCount);
  let used = 0;
  for (let j = 0; j < positionCount; j++) {
    heapStart[j] = used;
    heapRoom[j] = Math.min(capacity[j]!, usual);
    used += heapRoom[j]!;
  }
  const scale = scaleOf(run);
  const auction: Auction = {
    run,
    scale,
    mostRise: mostRise(run, scale),
    epsilon: 0,
    price: new Float64Array(positionCount),
    floor: new Float64Array(positionCount).fill(-Infinity),
    piece: problem.pieceStart.slice(0, positionCount),
    inPiece: new Int32Array(positionCount),
    heapStart,
    heapRoom,
    heapSize: new Int32Array(positionCount),
    arenaUsed: used,
    seatPrice: new Float64Array(used),
    seatArc: new Int32Array(used),
    seatRow: new Int32Array(used),
    free: run.supply.slice(),
    listSize: new Uint8Array(rowCount),
    listArc: new Int32Array(LISTED * rowCount),
    listCost: new Int32Array(LISTED * rowCount),
    listPosition: new Int32Array(LISTED * rowCount),
    leftOut: new Float64Array(rowCount).fill(-Infinity), // no list yet: nothing is cheaper than what it leaves out
    values: new Float64Array(LISTED + 1),
    arcs: new Int32Array(LISTED + 1),
    bids: 0,
  };
  setFirstFloors(auction);
  return auction;
}

/** See `Auction.mostRise`; small enough for all prices of an auction to stay exact. */
function mostRise({ problem, positionCount, total }: TransportRun, scale: number): number {
  const { pieceStart, pieceSlope } = problem;
  let least = Infinity;
  let most = -Infinity;
  for (let j = 0; j < positionCount; j++) {
    const first = pieceStart[j]!;
    const end = pieceStart[j + 1]!;
    if (first === end) continue;
    least = Math.min(least, pieceSlope[first]!);
    most = Math.max(most, pieceSlope[end - 1]!);
  }
  const spread = (most > least ? most - least : 0) + 2 * scale;
  return Math.min(spread, Math.floor(2 ** 51 / (MOST_BIDS * total + 1)));
}

/** Slope of the cheapest seat that nobody took; Infinity where there is none. Steps over empty pieces. */
function nextSlope({ run, piece, inPiece }: Auction, j: number): number {
  const { pieceStart, pieceWidth, pieceSlope } = run.problem;
  while (piece[j]! < pieceStart[j + 1]! && inPiece[j]! >= pieceWidth[piece[j]!]!) {
    piece[j]!++;
    inPiece[j] = 0;
  }
  return piece[j]! < pieceStart[j + 1]! ? pieceSlope[piece[j]!]! : Infinity;
}

/** Price of the cheapest seat that nobody took. */
function openPrice(auction: Auction, j: number): number {
  return Math.max(nextSlope(auction, j), auction.floor[j]!);
}

/**
 * The first stage starts near the price at which all seats together would just do: with no arc costs that is the optimum,
 * and the bids that would climb there are saved.
 */
function setFirstFloors(auction: Auction): void {
  const { run, floor, price, scale } = auction;
  floor.fill(seatLevel(run) - Math.ceil(scale / FIRST_PART));
  for (let j = 0; j < run.positionCount; j++) price[j] = openPrice(auction, j);
}

/** Everyone is free again; seats start a little below where the stage before left them. */
function beginStage(auction: Auction): void {
  const { epsilon, run, price, floor, piece, inPiece, heapSize, free, leftOut } = auction;
  let fall = 0; // the most that any price falls: lists stay exact below what they left out, less the fall
  for (let j = 0; j < run.positionCount; j++) {
    const before = price[j]!;
    const reached = before - Math.ceil(epsilon);
    const isOpen = nextSlope(auction, j) < Infinity;
    // A position with seats to spare starts from its slopes, whatever floor it had.
    floor[j] = isOpen ? Math.min(reached, nextSlope(auction, j)) : reached;
    piece[j] = run.problem.pieceStart[j]!;
    inPiece[j] = 0;
    heapSize[j] = 0;
    price[j] = openPrice(auction, j);
    if (before - price[j]! > fall) fall = before - price[j]!;
  }
  free.set(run.supply);
  for (let i = 0; i < run.rowCount; i++) leftOut[i]! -= fall;
}

/** Bids until no unit is free, or the exact search can do better. */
function* bidUntilSeated(auction: Auction, epsilon: number): Generator<void, void> {
  const { run, free } = auction;
  const limit = MOST_BIDS * run.total;
  let untilYield = BIDS_AT_A_TIME;
  for (let someFree = true; someFree && auction.bids <= limit;) {
    someFree = false;
    for (let i = 0; i < run.rowCount; i++) {
      while (free[i]! > 0) {
        if (auction.bids > limit || !bid(auction, i, epsilon)) return;
        someFree = true;
        if (--untilYield > 0) continue;
        yield;
        untilYield = BIDS_AT_A_TIME;
      }
    }
  }
}

/** One unit of the row takes a seat; answers false where the row has none to bid for. */
function bid(auction: Auction, row: number, epsilon: number): boolean {
  const { price, listSize, listArc, listCost, listPosition, leftOut, free } = auction;
  const first = LISTED * row;
  for (let isFresh = false; ; isFresh = true) {
    let best = Infinity;
    let second = Infinity;
    let at = -1;
    for (let k = first, end = first + listSize[row]!; k < end; k++) {
      const value = listCost[k]! + price[listPosition[k]!]!;
      if (value < best) {
        second = best;
        best = value;
        at = k;
      } else if (value < second) second = value;
    }
    if (isFresh && best === Infinity) return false;
    if (at >= 0 && (isFresh || best <= leftOut[row]!)) {
      const next = Math.min(second, leftOut[row]!);
      free[row]!--;
      auction.bids++;
      takeSeat(auction, row, listArc[at]!, listPosition[at]!, Math.min(next - best, auction.mostRise) + epsilon);
      return true;
    }
    fillList(auction, row);
  }
}

/** Reads the row again and lists its cheapest arcs, in order; seatless positions are left out. */
function fillList(auction: Auction, row: number): void {
  const { run, price, listSize, listArc, listCost, listPosition, leftOut, values, arcs } = auction;
  const { start, position, cost } = run.problem;
  const from = start[row]!;
  const to = start[row + 1]!;
  const size = cheapestArcs(position, cost, price, from, to, values, arcs);
  const first = LISTED * row;
  const listed = Math.min(size, LISTED);
  for (let k = 0; k < listed; k++) {
    const a = arcs[k]!;
    listArc[first + k] = a;
    listCost[first + k] = cost[a]!;
    listPosition[first + k] = position[a]!;
  }
  listSize[row] = listed;
  leftOut[row] = size > LISTED ? values[LISTED]! : Infinity;
  run.work.arcsRead += to - from;
}

/** The `LISTED` + 1 cheapest arcs of finite value, by insertion; answers how many there are. The hot loop of the auction. */
function cheapestArcs(
  position: Int32Array,
  cost: Int32Array,
  price: Float64Array,
  from: number,
  to: number,
  values: Float64Array,
  arcs: Int32Array,
): number {
  let size = 0;
  let limit = Infinity; // the dearest value kept, once the list is full
  for (let a = from; a < to; a++) {
    const value = cost[a]! + price[position[a]!]!;
    if (value >= limit) continue;
    let at = size <= LISTED ? size++ : LISTED;
    while (at > 0 && values[at - 1]! > value) {
      values[at] = values[at - 1]!;
      arcs[at] = arcs[at - 1]!;
      at--;
    }
    values[at] = value;
    arcs[at] = a;
    if (size > LISTED) limit = values[LISTED]!;
  }
  return size;
}

/** The cheapest seat of the position goes to the row, `rise` dearer; who had it is free. */
function takeSeat(auction: Auction, row: number, arc: number, j: number, rise: number): void {
  const { price, heapStart, heapSize, seatPrice, seatArc, seatRow, free, inPiece } = auction;
  const open = openPrice(auction, j);
  const top = heapStart[j]!;
  const paid = price[j]! + rise;
  if (open <= price[j]!) {
    inPiece[j]!++;
    pushSeat(auction, j, paid, arc, row);
  } else {
    free[seatRow[top]!]!++;
    siftDown(seatPrice, seatArc, seatRow, top, heapSize[j]!, paid, arc, row);
  }
  const cheapest = auction.seatPrice[auction.heapStart[j]!]!;
  const next = openPrice(auction, j);
  price[j] = next < cheapest ? next : cheapest;
}

function pushSeat(auction: Auction, j: number, paid: number, arc: number, row: number): void {
  const { heapStart, heapRoom, heapSize } = auction;
  if (heapSize[j] === heapRoom[j]) growHeap(auction, j);
  const { seatPrice, seatArc, seatRow } = auction;
  const top = heapStart[j]!;
  let at = heapSize[j]!++;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (seatPrice[top + above]! <= paid) break;
    seatPrice[top + at] = seatPrice[top + above]!;
    seatArc[top + at] = seatArc[top + above]!;
    seatRow[top + at] = seatRow[top + above]!;
    at = above;
  }
  seatPrice[top + at] = paid;
  seatArc[top + at] = arc;
  seatRow[top + at] = row;
}

function siftDown(
  seatPrice: Float64Array,
  seatArc: Int32Array,
  seatRow: Int32Array,
  top: number,
  size: number,
  paid: number,
  arc: number,
  row: number,
): void {
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= size) break;
    if (below + 1 < size && seatPrice[top + below + 1]! < seatPrice[top + below]!) below++;
    if (seatPrice[top + below]! >= paid) break;
    seatPrice[top + at] = seatPrice[top + below]!;
    seatArc[top + at] = seatArc[top + below]!;
    seatRow[top + at] = seatRow[top + below]!;
    at = below;
  }
  seatPrice[top + at] = paid;
  seatArc[top + at] = arc;
  seatRow[top + at] = row;
}

/** Doubles the room of a heap at the end of the arena. */
function growHeap(auction: Auction, j: number): void {
  const { heapStart, heapRoom, heapSize } = auction;
  const room = Math.max(4, 2 * heapRoom[j]!);
  if (auction.arenaUsed + room > auction.seatPrice.length) {
    const size = 2 * auction.seatPrice.length + room;
    const prices = new Float64Array(size);
    prices.set(auction.seatPrice);
    const arcs = new Int32Array(size);
    const rows = new Int32Array(size);
    arcs.set(auction.seatArc);
    rows.set(auction.seatRow);
    auction.seatPrice = prices;
    auction.seatArc = arcs;
    auction.seatRow = rows;
  }
  const from = heapStart[j]!;
  const to = auction.arenaUsed;
  const end = heapStart[j]! + heapSize[j]!;
  auction.seatPrice.copyWithin(to, from, end);
  auction.seatArc.copyWithin(to, from, end);
  auction.seatRow.copyWithin(to, from, end);
  heapStart[j] = to;
  heapRoom[j] = room;
  auction.arenaUsed += room;
}

/** Prices and seats become those of the run; units that found no seat go on the cheapest arc of their row. */
export function takeOver(auction: Auction): void {
  const { run, price, heapStart, heapSize, seatArc, seatRow, free } = auction;
  clearHoldings(run);
  let highest = 0;
  for (let j = 0; j < run.positionCount; j++) if (price[j]! < Infinity) highest = Math.max(highest, price[j]!);
  for (let j = 0; j < run.positionCount; j++) {
    run.price[j] = price[j] === Infinity ? highest : price[j]!;
    const top = heapStart[j]!;
    for (let k = top; k < top + heapSize[j]!; k++) addUnits(run, seatRow[k]!, seatArc[k]!, 1);
  }
  let isComplete = true;
  for (let i = 0; i < run.rowCount; i++) {
    if (free[i] === 0) continue;
    isComplete = false;
    addUnits(run, i, run.problem.start[i]!, free[i]!); // the first scan moves them to a cheapest arc
  }
  if (isComplete && run.problem.lower === undefined) run.incumbent = heldUnits(run);
}
