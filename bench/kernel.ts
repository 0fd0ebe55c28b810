/**
 * The one file of the bench that knows where the transport kernel lives.
 *
 * A stand-in: the same question asked of the general network simplex. Its counts of work are 0, its cost that of a graph
 * with a sink.
 */
import { minCostFlow } from "../src/network/index.js";
import type { TransportProblem, TransportResult } from "../src/network/transport/types.js";

export type { OptimalTransport, TransportProblem, TransportResult } from "../src/network/transport/types.js";

/** The cheapest flow of a transport problem whose rows supply 1. */
export function solveTransport(problem: TransportProblem): TransportResult {
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope } = problem;
  const [rows, positions] = [start.length - 1, pieceStart.length - 1];
  const [arcs, pieces] = [position.length, pieceWidth.length];
  const sink = rows + positions;
  const tail = new Int32Array(arcs + pieces);
  const head = new Int32Array(arcs + pieces).fill(sink);
  const upper = new Float64Array(arcs + pieces).fill(1);
  const costs = new Float64Array(arcs + pieces);
  for (let row = 0; row < rows; row++) tail.fill(row, start[row], start[row + 1]);
  for (let arc = 0; arc < arcs; arc++) head[arc] = rows + position[arc]!;
  for (let j = 0; j < positions; j++) tail.fill(rows + j, arcs + pieceStart[j]!, arcs + pieceStart[j + 1]!);
  costs.set(cost);
  costs.set(pieceSlope, arcs);
  upper.set(pieceWidth, arcs);
  const supply = new Float64Array(sink + 1).fill(1, 0, rows);
  supply[sink] = -rows;
  const work = { arcsRead: 0, bids: 0, scans: 0, phases: 0 };
  const result = minCostFlow({ nodeCount: sink + 1, tail, head, upper, cost: costs, supply });
  if (result.status !== "optimal") {
    const all = { rows: new Uint8Array(rows).fill(1), positions: new Uint8Array(positions).fill(1) };
    return { status: "infeasible", reason: "overfull", ...all, work };
  }
  const price = Float64Array.from(
    { length: positions },
    (_, j) => result.potential[rows + j]! - result.potential[sink]!,
  );
  return { status: "optimal", cost: result.cost, flow: Int32Array.from(result.flow.subarray(0, arcs)), price, work };
}
