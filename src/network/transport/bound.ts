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
  const { start, position, cost, supply, pieceStart, pieceWidth, pieceSlope, lower, shared } = problem;
  const sum = createExactSum();
  const leastOf = leastPrices(problem, price);
  for (let i = 0; i + 1 < start.length; i++) {
    const units = supply === undefined ? 1 : supply[i]!;
    if (units === 0) continue;
    let least = Infinity;
    for (let a = start[i]!; a < start[i + 1]!; a++) least = Math.min(least, cost[a]! + price[position[a]!]!);
    const list = shared?.list[i] ?? -1;
    if (list >= 0) least = Math.min(least, shared!.cost[i]! + leastOf[list]!);
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

/** By shared list: the least price of its positions; Infinity for an empty list. O(entries). */
export function leastPrices({ shared }: TransportProblem, price: Float64Array): Float64Array {
  if (shared === undefined) return new Float64Array(0);
  const least = new Float64Array(shared.start.length - 1).fill(Infinity);
  for (let l = 0; l < least.length; l++) {
    for (let k = shared.start[l]!; k < shared.start[l + 1]!; k++) {
      least[l] = Math.min(least[l]!, price[shared.position[k]!]!);
    }
  }
  return least;
}
