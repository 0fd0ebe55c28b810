/**
 * The optimal face of a transport problem: the flows that are as cheap as the cheapest, again as a transport problem.
 *
 * By complementary slackness these are the flows that use only cheapest arcs of their rows, take every seat of slope below
 * the price and none above it (Ahuja, Magnanti and Orlin 1993, §9.4). So rows keep their cheapest arcs, and each position
 * keeps a range of seats: the sure ones and those up to the last.
 */
import { leastPrices } from "./bound.js";
import type { SharedLists, TransportProblem } from "./types.js";

/** What is left of a problem. */
export interface TransportFace {
  readonly start: Int32Array;
  readonly position: Int32Array;
  /** Length arcs of the face: the arc of the problem that each one was, ascending. */
  readonly arc: Int32Array;
  /** Length rows: the shared list of each, −1 where its list is too dear; and the cheapest entries of the lists. */
  readonly list: Int32Array | undefined;
  readonly listStart: Int32Array | undefined;
  readonly listPosition: Int32Array | undefined;
  /** Length positions: seats that every optimal flow takes, and the most that any takes. */
  readonly sure: Int32Array;
  readonly last: Int32Array;
}

/** The face at optimal prices. Compares exactly. O(arcs + pieces). */
export function transportFace(problem: TransportProblem, price: Float64Array): TransportFace {
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope, lower, shared } = problem;
  const leastOf = leastPrices(problem, price);
  const list = shared?.list.slice();
  const rowCount = start.length - 1;
  const faceStart = new Int32Array(rowCount + 1);
  const kept = new Int32Array(position.length);
  let used = 0;
  for (let i = 0; i < rowCount; i++) {
    const ofList = list === undefined || list[i]! < 0 ? Infinity : shared!.cost[i]! + leastOf[list[i]!]!;
    let least = ofList;
    const first = used;
    for (let a = start[i]!; a < start[i + 1]!; a++) {
      const value = cost[a]! + price[position[a]!]!;
      if (value > least) continue;
      if (value < least) {
        least = value;
        used = first;
      }
      kept[used++] = a;
    }
    faceStart[i + 1] = used;
    if (list !== undefined && ofList > least) list[i] = -1;
  }
  const arc = kept.slice(0, used);
  const positionCount = pieceStart.length - 1;
  const sure = new Int32Array(positionCount);
  const last = new Int32Array(positionCount);
  for (let j = 0; j < positionCount; j++) {
    let below = 0;
    let upTo = 0;
    for (let p = pieceStart[j]!; p < pieceStart[j + 1]!; p++) {
      if (pieceSlope[p]! < price[j]!) below += pieceWidth[p]!;
      if (pieceSlope[p]! <= price[j]!) upTo += pieceWidth[p]!;
    }
    const least = lower === undefined ? 0 : lower[j]!;
    sure[j] = Math.max(below, least);
    last[j] = Math.max(upTo, least);
  }
  const lists = shared === undefined ? undefined : cheapestEntries(shared, leastOf, price);
  return {
    start: faceStart,
    position: arc.map((a) => position[a]!),
    arc,
    list,
    listStart: lists?.start,
    listPosition: lists?.position,
    sure,
    last,
  };
}

function cheapestEntries(
  { start, position }: SharedLists,
  leastOf: Float64Array,
  price: Float64Array,
): { start: Int32Array; position: Int32Array } {
  const faceStart = new Int32Array(start.length);
  const kept = new Int32Array(position.length);
  let used = 0;
  for (let l = 0; l + 1 < start.length; l++) {
    for (let k = start[l]!; k < start[l + 1]!; k++) {
      if (price[position[k]!] === leastOf[l]) kept[used++] = position[k]!;
    }
    faceStart[l + 1] = used;
  }
  return { start: faceStart, position: kept.slice(0, used) };
}
