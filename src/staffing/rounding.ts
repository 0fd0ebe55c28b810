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
  const meant = roundHalfUp(required, MEANT_DECIMALS);
  return { people: rounding === "ceil" ? Math.ceil(meant) : roundHalfUp(meant, 0), rounding };
}

/** `value` ≥ 0 rounded half up to at most nine decimals, after the noise beyond the ninth was taken off. */
export function roundAsMeant(value: number, decimals: number): number {
  return roundHalfUp(roundHalfUp(value, MEANT_DECIMALS), decimals);
}

/** `value` ≥ 0 rounded half up to some decimals, as its shortest decimal text reads: 1.005 to two decimals is 1.01. */
export function roundHalfUp(value: number, decimals: number): number {
  const text = String(value);
  if (text.includes("e")) return value >= 1 ? value : Math.round(value * 10 ** decimals) / 10 ** decimals;
  const scaled = Number(`${text}e${decimals}`);
  return scaled > Number.MAX_SAFE_INTEGER ? value : Number(`${Math.round(scaled)}e-${decimals}`);
}
