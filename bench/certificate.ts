/**
 * Proof of an answer in one pass over the arcs, from the definitions alone: the flow is allowed, and the prices give a
 * lower bound that its cost meets. Shares nothing with the kernel.
 */
import type { OptimalTransport, TransportProblem } from "imbang/network";

/** What is wrong with the answer, or `undefined` if it is proven cheapest. For rows that supply 1, without `lower`. */
export function faultOf(
  problem: TransportProblem,
  { flow, price, cost: claimed }: OptimalTransport,
): string | undefined {
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope } = problem;
  const load = new Int32Array(pieceStart.length - 1);
  let primal = 0;
  let dual = 0;
  for (let row = 0; row + 1 < start.length; row++) {
    let sent = 0;
    let least = Infinity;
    for (let arc = start[row]!; arc < start[row + 1]!; arc++) {
      const units = flow[arc]!;
      if (units < 0) return `arc ${arc} carries ${units}`;
      sent += units;
      load[position[arc]!]! += units;
      primal += units * cost[arc]!;
      least = Math.min(least, cost[arc]! + price[position[arc]!]!);
    }
    if (sent !== 1) return `row ${row} sends ${sent}`;
    dual += least;
  }
  for (let j = 0; j < load.length; j++) {
    let left = load[j]!;
    for (let piece = pieceStart[j]!; piece < pieceStart[j + 1]!; piece++) {
      const taken = Math.min(left, pieceWidth[piece]!);
      left -= taken;
      primal += taken * pieceSlope[piece]!;
      dual += pieceWidth[piece]! * Math.min(0, pieceSlope[piece]! - price[j]!);
    }
    if (left > 0) return `position ${j} receives ${left} more than it has seats`;
  }
  if (primal !== claimed) return `the flow costs ${primal}, not ${claimed}`;
  if (dual !== primal) return `the flow costs ${primal}, the prices prove only ${dual}`;
  return undefined;
}
