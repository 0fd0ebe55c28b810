/** What every calculation of need answers, whatever its method. */
import type { Issue } from "../errors/index.js";
import type { Uncertainty } from "./estimate.js";
import type { DisplayedNeed } from "./rounding.js";

/**
 * A need in full-time staff with the figures it rests on, as plain data. Nothing in it is rounded but `display`.
 * `withRequired` joins it to a position.
 */
export interface Need extends Uncertainty {
  /** Name of the method. */
  readonly method: string;
  /** Full-time staff needed, fractional: the expected end of `range`. */
  readonly required: number;
  /** The need in whole people, for display alone, and how it was rounded. */
  readonly display: DisplayedNeed;
  /** Unusual but not wrong; paths into the caller's input. */
  readonly notices: readonly Issue[];
}

/** A single task, activity or norm that asks for more people than this is more often a wrong unit than work. */
export const REMARKABLE_NEED = 1_000;

/** `staffing/remarkable-need`: the notice of an entry that alone needs more than {@link REMARKABLE_NEED} people. */
export function remarkableNeed(required: number, path: Issue["path"]): Issue {
  return {
    code: "staffing/remarkable-need",
    path,
    message: `this alone needs ${Math.round(required)} people`,
    hint: "the volume or the norm is given in another unit, or for another period",
  };
}
