/**
 * Rounding, for display alone: needs stay fractional inside, and whoever shows a whole number says how it was made.
 *
 * No regulation read settles it. Half up is what published sheets do (6.67 → 7, 3.2 → 3, 3.38 → 3); some applications
 * take the ceiling. Rounding each task and then adding overstates the need and is not offered.
 */

/** How a need becomes a whole number of people. */
export type Rounding = "halfUp" | "ceil";

/** Every way of rounding. */
export const ROUNDINGS: readonly Rounding[] = ["halfUp", "ceil"];

/** A need as shown to people. */
export interface DisplayedNeed {
  readonly people: number;
  readonly rounding: Rounding;
}

/** Decimals that are meant; what lies beyond is the noise of binary fractions, which must not make a figure jump. */
const MEANT_DECIMALS = 9;

/** The need in whole people. A need of 3.0000000000000004 is 3 under either rule. */
export function displayedNeed(required: number, rounding: Rounding): DisplayedNeed {
  const people = rounding === "ceil" ? Math.ceil(roundAsMeant(required, MEANT_DECIMALS)) : roundAsMeant(required, 0);
  return { people, rounding };
}

/**
 * `value` ≥ 0 rounded half up to at most nine decimals, after the noise beyond the ninth was taken off:
 * 0.8949999999999999 to two decimals is 0.9. In whole thousand-millionths, so that both steps are exact.
 */
export function roundAsMeant(value: number, decimals: number): number {
  const parts = Math.round(value * 10 ** MEANT_DECIMALS);
  const unit = 10 ** (MEANT_DECIMALS - decimals);
  if (parts > Number.MAX_SAFE_INTEGER - unit) return roundHalfUp(value, decimals);
  return Math.floor((parts + unit / 2) / unit) / 10 ** decimals;
}

/** `value` ≥ 0 rounded half up to some decimals, as its shortest decimal text reads: 1.005 to two decimals is 1.01. */
export function roundHalfUp(value: number, decimals: number): number {
  const text = String(value);
  if (text.includes("e")) return value >= 1 ? value : Math.round(value * 10 ** decimals) / 10 ** decimals;
  const scaled = Number(`${text}e${decimals}`);
  return scaled > Number.MAX_SAFE_INTEGER ? value : Number(`${Math.round(scaled)}e-${decimals}`);
}
