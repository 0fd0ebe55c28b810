/**
 * Exact sums of integers: in doubles as long as that is exact, in BigInt from there on.
 */

/** A running total of integers. Its value is `large + small`; `small` stays within ±(2^53 − 1). */
export interface ExactSum {
  large: bigint;
  small: number;
}

/** A total of zero. */
export function createExactSum(): ExactSum {
  return { large: 0n, small: 0 };
}

/** Adds the product of two safe integers. A rounded result is never used: rounding only happens beyond 2^53 − 1. */
export function addProduct(sum: ExactSum, left: number, right: number): void {
  const product = left * right;
  const total = sum.small + product;
  if (Math.abs(product) <= Number.MAX_SAFE_INTEGER && Math.abs(total) <= Number.MAX_SAFE_INTEGER) {
    sum.small = total;
  } else {
    sum.large += BigInt(left) * BigInt(right);
  }
}

/** The total so far. */
export function exactValue(sum: ExactSum): bigint {
  return sum.large + BigInt(sum.small);
}

/** Σ cost·flow, exact. Shapes: both length m, safe integers. O(m). */
export function flowCost(cost: Float64Array, flow: Float64Array): bigint {
  const sum = createExactSum();
  for (let arc = 0; arc < cost.length; arc++) addProduct(sum, cost[arc]!, flow[arc]!);
  return exactValue(sum);
}
