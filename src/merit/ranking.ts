/** What a ranking answers, as plain data: JSON in, JSON out. */
import type { Issue } from "../errors/index.js";
import type { Direction, Label } from "./scheme.js";

/** An indicator as the ranking used it. */
export interface RankedIndicator {
  readonly id: string;
  readonly label: Label;
  /** As the scheme gives it. */
  readonly weight: number;
  /** The weight in whole parts; the parts of all indicators have no common divisor. */
  readonly share: number;
  readonly scale: { readonly from: number; readonly to: number };
  readonly direction: Direction;
  readonly formula: string | null;
}

/** One person of a ranking. Figures of indicators come in the order of {@link Ranking.indicators}. */
export interface RankedPerson {
  readonly id: string;
  /** 1, 2, 3 …: a total order, no two people share a place. */
  readonly place: number;
  /** 1 + the number of people with a higher score; people of equal score share it. */
  readonly rank: number;
  /** 0 … 100 points: {@link units} / {@link Ranking.unitsPerPoint}, rounded once. */
  readonly score: number;
  /** The score as a whole number; by it people are compared. */
  readonly units: number;
  /** What each indicator adds to {@link units}: share × points. Whole numbers that add up to `units` exactly. */
  readonly contributions: readonly number[];
  /** Points of each indicator in millionths, 0 … 100,000,000. */
  readonly points: readonly number[];
  /** People with exactly the same score, this one not counted. */
  readonly tied: number;
  /**
   * What put this person behind the one before: `null` the score (or nobody is before), else the indicator of the
   * tie-break, or `lottery`.
   */
  readonly decidedBy: string | null;
  /** Indicators whose figure was missing and counts as the policy says. */
  readonly substituted: readonly string[];
}

/** Why a figure of a person is missing. */
export interface MissingFigure {
  readonly indicator: string;
  /** `absent`: none was given; `stale`: before the period; `later`: after the period or the day of the ranking. */
  readonly reason: "absent" | "stale" | "later";
}

/** A person who is not ranked. */
export interface ExcludedPerson {
  readonly id: string;
  readonly missing: readonly MissingFigure[];
}

/** A ranking by merit. */
export interface Ranking {
  readonly asOf: string;
  readonly indicators: readonly RankedIndicator[];
  /** Units of one point: the sum of all shares times a million. */
  readonly unitsPerPoint: number;
  /** Indicators that break ties, in order; after them the lottery. */
  readonly tieBreaks: readonly string[];
  /** What the lottery draws from. */
  readonly seed: string;
  /** Best first. */
  readonly people: readonly RankedPerson[];
  /** In id order. */
  readonly excluded: readonly ExcludedPerson[];
  readonly notices: readonly Issue[];
}
