/** A proven lower bound on the cost of every answer to a transport problem, from any prices whatever. */
import { addProduct, createExactSum, exactValue } from "../exact-sum.js";
import type { TransportProblem } from "./types.js";

/**
 * Σ rows supply · min(cost + price) + Σ seats min(0, slope − price), exact; seats that `lower` asks for count as they
 * stand. No flow costs less (Lagrangian relaxation of what the positions receive; Geoffrion 1974). O(arcs + pieces).
 *
 * Shapes: `price` length positions, integers; sums of a cost or slope and a price must be safe integers.
 */
export function transportBound(problem: TransportProblem, price: Float64Array): bigint {
  const { start, position, cost, supply, pieceStart, pieceWidth, pieceSlope, lower } = problem;
  const sum = createExactSum();
  for (let i = 0; i + 1 < start.length; i++) {
    const units = supply === undefined ? 1 : supply[i]!;
    if (units === 0) continue;
    let least = Infinity;
    for (let a = start[i]!; a < start[i + 1]!; a++) least = Math.min(least, cost[a]! + price[position[a]!]!);
    addProduct(sum, units, least);
  }
  for (let j = 0; j + 1 < pieceStart.length; j++) {
    let forced = lower === undefined ? 0 : lower[j]!;
    for (let p = pieceStart[j]!; p < pieceStart[j + 1]!; p++) {
      const reduced = pieceSlope[p]! - price[j]!;
      const taken = Math.min(forced, pieceWidth[p]!);
      forced -= taken;
      addProduct(sum, reduced < 0 ? pieceWidth[p]! : taken, reduced);
    }
  }
  return exactValue(sum);
}
