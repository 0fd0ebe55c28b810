/** The truth about small boxes of weights, found by looking everywhere; written from the words, not from the code. */

/** A box in any unit: lower ≤ w ≤ upper, Σ w = total. */
export interface SmallBox {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly total: number;
}

/** Every vertex of the box cut by Σ w = total: all weights but one at an end, the last one whatever is left. */
export function vertices({ lower, upper, total }: SmallBox): readonly (readonly number[])[] {
  const k = lower.length;
  const found: number[][] = [];
  for (let free = 0; free < k; free++) {
    for (let ends = 0; ends < 2 ** (k - 1); ends++) {
      const point = lower.map((low, j) => {
        if (j === free) return 0;
        const bit = j < free ? j : j - 1;
        return (ends >> bit) & 1 ? upper[j]! : low;
      });
      const left = total - point.reduce((sum, weight) => sum + weight, 0);
      if (left < lower[free]! || left > upper[free]!) continue;
      point[free] = left;
      found.push(point);
    }
  }
  return found;
}

/** Every point of a grid in the box, whole numbers all. */
export function gridPoints({ lower, upper, total }: SmallBox): readonly (readonly number[])[] {
  const found: number[][] = [];
  const walk = (j: number, left: number, point: readonly number[]): void => {
    if (j === lower.length) {
      if (left === 0) found.push([...point]);
      return;
    }
    for (let weight = lower[j]!; weight <= Math.min(upper[j]!, left); weight++)
      walk(j + 1, left - weight, [...point, weight]);
  };
  walk(0, total, []);
  return found;
}
