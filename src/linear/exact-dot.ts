/**
 * Dot products in twice the working precision (Ogita, Rump and Oishi, *Accurate sum and dot product*, SIAM J. Sci.
 * Comput. 26, 2005, algorithm Dot2). Of integers, the result is exact as long as it stays below 2^53.
 */

/** A total as the unevaluated sum `high + low`. */
export interface DoubleSum {
  high: number;
  low: number;
}

/** 2^27 + 1 splits a double into halves whose products are exact (Veltkamp). */
const SPLITTER = 134217729;

/** Adds left·right. Where a number is too large to be split, the plain product is added. */
export function addProduct(sum: DoubleSum, left: number, right: number): void {
  const product = left * right;
  let rest = 0;
  if (product !== 0) {
    const leftScaled = left * SPLITTER;
    const rightScaled = right * SPLITTER;
    const leftHigh = leftScaled - (leftScaled - left);
    const rightHigh = rightScaled - (rightScaled - right);
    const leftLow = left - leftHigh;
    const rightLow = right - rightHigh;
    rest = leftLow * rightLow - (product - leftHigh * rightHigh - leftLow * rightHigh - leftHigh * rightLow);
    if (!Number.isFinite(rest)) rest = 0;
  }
  const total = sum.high + product;
  const part = total - sum.high;
  sum.low += sum.high - (total - part) + (product - part) + rest;
  sum.high = total;
}

/** Σ left·right. Shapes: equal lengths. O(n). */
export function dotProduct(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const sum: DoubleSum = { high: 0, low: 0 };
  for (let k = 0; k < left.length; k++) addProduct(sum, left[k]!, right[k]!);
  return sum.high + sum.low;
}
