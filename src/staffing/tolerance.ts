/**
 * What counts as nobody, and what counts as less. Figures of staffing come out of sums and quotients of binary
 * fractions: their last digits are noise, and a label must not turn on it. Figures themselves are never rounded here.
 */

/** Fewer people than this are nobody: a ratio to them says nothing and may leave the range of numbers. */
export const NOBODY = 1e-9;

/** Relative differences up to this are noise. */
const NOISE = 1e-9;

/** Whether `value` ≥ 0 is less than `bound` by more than noise. */
export function isBelow(value: number, bound: number): boolean {
  return value < bound * (1 - NOISE);
}

/** Whether `part` is all of `whole`, or more, but for noise. */
export function isAllOf(part: number, whole: number): boolean {
  return !isBelow(part, whole);
}

/** existing / required; `null` where nobody is needed. */
export function ratioOf(existing: number, required: number): number | null {
  return required < NOBODY ? null : existing / required;
}

/** required / existing; `null` where nobody is there. */
export function effectivenessOf(required: number, existing: number): number | null {
  return existing < NOBODY ? null : required / existing;
}
