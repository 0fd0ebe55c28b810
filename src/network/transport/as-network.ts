/** A transport problem as a general network, for engines and oracles that read nothing else. */
import type { FlowNetwork } from "../types.js";
import type { TransportProblem } from "./types.js";

/**
 * Nodes: rows, then positions, then the sink. Arcs: those of the problem in their order, then those that rows have over
 * shared lists, row by row, then one a piece. O(arcs + pieces).
 */
export function transportNetwork(problem: TransportProblem): FlowNetwork {
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope, shared } = problem;
  const rowCount = start.length - 1;
  const positionCount = pieceStart.length - 1;
  const listLength = (row: number): number => {
    const list = shared?.list[row] ?? -1;
    return list < 0 ? 0 : shared!.start[list + 1]! - shared!.start[list]!;
  };
  let firstPiece = position.length;
  for (let i = 0; i < rowCount; i++) firstPiece += listLength(i);
  const arcCount = firstPiece + pieceWidth.length;
  const sink = rowCount + positionCount;
  const network = {
    nodeCount: sink + 1,
    tail: new Int32Array(arcCount),
    head: new Int32Array(arcCount).fill(sink),
    lower: new Float64Array(arcCount),
    upper: new Float64Array(arcCount).fill(Infinity),
    cost: new Float64Array(arcCount),
    supply: new Float64Array(sink + 1),
  };
  let next = position.length;
  const add = (arc: number, row: number, to: number, each: number): void => {
    network.tail[arc] = row;
    network.head[arc] = rowCount + to;
    network.cost[arc] = each;
  };
  for (let i = 0; i < rowCount; i++) {
    network.supply[i] = problem.supply?.[i] ?? 1;
    network.supply[sink]! -= network.supply[i]!;
    for (let a = start[i]!; a < start[i + 1]!; a++) add(a, i, position[a]!, cost[a]!);
    const first = listLength(i) === 0 ? 0 : shared!.start[shared!.list[i]!]!;
    for (let k = first; k < first + listLength(i); k++) add(next++, i, shared!.position[k]!, shared!.cost[i]!);
  }
  for (let j = 0; j < positionCount; j++) {
    let forced = problem.lower?.[j] ?? 0;
    for (let p = pieceStart[j]!; p < pieceStart[j + 1]!; p++) {
      const arc = firstPiece + p;
      network.tail[arc] = rowCount + j;
      network.upper[arc] = pieceWidth[p]!;
      network.cost[arc] = pieceSlope[p]!;
      network.lower[arc] = Math.min(forced, pieceWidth[p]!);
      forced -= network.lower[arc]!;
    }
  }
  return network;
}
