/**
 * A scheme of merit as data: which indicators count, how much, on which scale, and what happens where a figure is
 * missing. It is what an agency publishes before anyone is ranked.
 */

/** A text in both languages. */
export interface Label {
  readonly id: string;
  readonly en: string;
}

/** Which way an indicator points. */
export type Direction = "higherIsBetter" | "lowerIsBetter";

/**
 * What becomes of a person without a figure:
 *
 * - `refuse`: the ranking is refused, with every such person among the issues;
 * - `exclude`: the person is not ranked and is listed with the reason;
 * - `worst`: the figure counts as the worst of the scale, said on the person's row;
 * - `{ value }`: the figure counts as this one, said on the person's row.
 *
 * There is no policy that leaves the indicator out for one person: it would let a missing figure be worth the mean of
 * the person's others, so that hiding a bad one pays.
 */
export type MissingPolicy = "refuse" | "exclude" | "worst" | { readonly value: number };

/** One indicator. */
export interface Indicator {
  /** A name of letters, digits and `_` that starts with a letter: what values and formulas call it. */
  readonly id: string;
  /** Default: the id. */
  readonly label?: Label;
  /** ≥ 0, at most 15 digits; weights count relative to their sum. 0: used by a formula or to break ties alone. */
  readonly weight: number;
  /** The figures that mean the ends of the scale, `from` < `to`, in the indicator's own unit. */
  readonly scale: { readonly from: number; readonly to: number };
  /** Default `higherIsBetter`. */
  readonly direction?: Direction;
  /** A figure beyond the scale: `refuse` (default) makes an issue of it, `clamp` takes the end of the scale. */
  readonly outside?: "refuse" | "clamp";
  /** Default `refuse`. Of a formula: where one of its indicators is missing. */
  readonly missing?: MissingPolicy;
  /** Days within which a dated figure counts, both included, `YYYY-MM-DD`; another is treated as missing. */
  readonly period?: { readonly from: string; readonly to: string };
  /**
   * Calculates the figure from other indicators, in the syntax of mathjs: numbers, indicators, `+ - * /`, `^` with a
   * number as exponent, `if(a < b, x, y)`, `min max mean abs round sqrt`. It reads their figures, not their points.
   */
  readonly formula?: string;
}

/** A scheme of merit. */
export interface MeritScheme {
  /** The day for which the ranking is made, `YYYY-MM-DD`. Figures of later days are not read. */
  readonly asOf: string;
  readonly indicators: readonly Indicator[];
  /** Indicators whose points decide between equal scores, in this order, before the lottery does. Default none. */
  readonly tieBreaks?: readonly string[];
  /** Published text from which the lottery draws that breaks the last ties. Default `""`. */
  readonly seed?: string;
}

/** A figure as it was observed; a bare number is one without a day. */
export type Observation = number | null | { readonly value: number | null; readonly on?: string };

/** A person and what is known about the person's work. */
export interface MeritPerson {
  readonly id: string;
  /** By indicator; a figure that is left out or `null` is missing. */
  readonly values: Readonly<Record<string, Observation | undefined>>;
}
