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

/** A post, or a single task of it, that asks for more people than this is more often a wrong unit than work. */
const REMARKABLE_NEED = 1_000;
/** Nothing is done or counted this often in a city or a country, whatever little time it takes. */
const REMARKABLE_VOLUME = 1e9;

/** A task, activity, allowance or norm, as the search for the remarkable sees it. */
export interface SizedEntry {
  readonly path: Issue["path"];
  /** People it alone needs. */
  readonly required: number;
  /** How often, how many: at most. */
  readonly volume: number;
}

/**
 * Notices of a need whose size is more often a slip than work, one for each entry: `staffing/remarkable-need` where an
 * entry, or all of them together, need more than 1,000 people; `staffing/remarkable-volume` where a volume is 10⁹ or
 * more. The whole is named (at `path`) only where no single entry is.
 */
export function noticesOfSize(entries: readonly SizedEntry[], required: number, path: Issue["path"]): Issue[] {
  const hint = "the volume or the norm is given in another unit, or for another period";
  const notices: Issue[] = [];
  for (const entry of entries) {
    if (entry.required > REMARKABLE_NEED) {
      const message = `this alone needs ${Math.round(entry.required)} people`;
      notices.push({ code: "staffing/remarkable-need", path: entry.path, message, hint });
    } else if (entry.volume >= REMARKABLE_VOLUME) {
      const message = `a volume of ${entry.volume} is more than anything is done or counted`;
      notices.push({ code: "staffing/remarkable-volume", path: entry.path, message, hint });
    }
  }
  if (required > REMARKABLE_NEED && !notices.some(({ code }) => code === "staffing/remarkable-need")) {
    const message = `all together this needs ${Math.round(required)} people`;
    notices.push({ code: "staffing/remarkable-need", path, message, hint });
  }
  return notices;
}
