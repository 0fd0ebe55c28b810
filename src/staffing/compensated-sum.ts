/**
 * Sums that do not lose small terms beside large ones, however many there are.
 *
 * Compensated summation as improved by A. Neumaier (*ZAMM* 54, 1974, 39–51): the error is some units in the last place
 * of the result plus n²ε² of the sum of absolute values, where plain summation has nε of it.
 */

/** A sum in the making. Terms and partial sums are finite. */
export interface RunningSum {
  /** Adds a term and answers the sum so far. */
  add(term: number): number;
}

/** A sum of nothing yet. */
export function runningSum(): RunningSum {
  let sum = 0;
  let lost = 0;
  return {
    add(term) {
      const next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
      return sum + lost;
    },
  };
}

/** The sum of `pick(item)` over `items`, in their order; 0 for none. O(n). */
export function sumOf<T>(items: Iterable<T>, pick: (item: T) => number): number {
  let sum = 0;
  let lost = 0;
  for (const item of items) {
    const term = pick(item);
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}
