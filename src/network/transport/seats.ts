/** The convex seats of a position: how many are taken, and what the next and the last one cost. */
import type { TransportRun } from "./run.js";

/** Sets `filled` of a position and the slopes next to it (R3). O(pieces passed). */
export function setFilled(run: TransportRun, j: number, count: number): void {
  const { problem, filled, piece, inPiece, nextSlope, lastSlope, lower } = run;
  const { pieceStart, pieceWidth, pieceSlope } = problem;
  const first = pieceStart[j]!;
  const end = pieceStart[j + 1]!;
  let p = piece[j]!;
  let before = filled[j]! - inPiece[j]!; // seats of the pieces before p
  while (count < before) before -= pieceWidth[--p]!;
  while (p < end && count - before >= pieceWidth[p]!) before += pieceWidth[p++]!;
  filled[j] = count;
  piece[j] = p;
  inPiece[j] = count - before;
  nextSlope[j] = p < end ? pieceSlope[p]! : Infinity;
  if (count <= lower[j]!) {
    lastSlope[j] = -Infinity;
    return;
  }
  let last = p;
  if (count === before) for (last = p - 1; last > first && pieceWidth[last] === 0;) last--;
  lastSlope[j] = pieceSlope[last]!;
}

/**
 * Brings `filled` into the range that the price allows (R2), as near to the load as possible. O(pieces passed).
 */
export function fitFilled(run: TransportRun, j: number): void {
  const { problem, price, load, lower, capacity } = run;
  const { pieceStart, pieceWidth, pieceSlope } = problem;
  const at = price[j]!;
  let below = 0;
  let upTo = 0; // seats of slope < price, ≤ price
  for (let p = pieceStart[j]!; p < pieceStart[j + 1]! && pieceSlope[p]! <= at; p++) {
    upTo += pieceWidth[p]!;
    if (pieceSlope[p]! < at) below = upTo;
  }
  const least = Math.max(below, lower[j]!);
  const most = Math.min(capacity[j]!, Math.max(upTo, lower[j]!));
  setFilled(run, j, Math.min(Math.max(load[j]!, least), most));
}

/** The slope up to which all positions together have seats for all units; 0 without seats. O(pieces · log pieces). */
export function seatLevel({ problem, total }: TransportRun): number {
  const { pieceWidth, pieceSlope } = problem;
  if (pieceSlope.length === 0 || total === 0) return 0;
  // Halving the sorted slopes: no comparator is called, which in a fresh process costs more than all the rest.
  const sorted = pieceSlope.slice().sort();
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    let seats = 0;
    for (let p = 0; p < pieceSlope.length; p++) if (pieceSlope[p]! <= sorted[middle]!) seats += pieceWidth[p]!;
    if (seats >= total) high = middle;
    else low = middle + 1;
  }
  return sorted[low]!;
}

/** Units that can be seated at the slope of the next seat, or unseated at the slope of the last one. */
export function roomAtNext({ problem, piece, inPiece }: TransportRun, j: number): number {
  const p = piece[j]!;
  return problem.pieceWidth[p]! - inPiece[j]!;
}

export function roomAtLast({ problem, filled, piece, inPiece, lower }: TransportRun, j: number): number {
  const above = filled[j]! - lower[j]!;
  if (inPiece[j]! > 0) return Math.min(inPiece[j]!, above);
  let p = piece[j]! - 1;
  while (problem.pieceWidth[p] === 0) p--;
  return Math.min(problem.pieceWidth[p]!, above);
}
