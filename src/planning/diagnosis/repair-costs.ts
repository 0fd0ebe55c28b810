/**
 * What repairs are ranked by: a plain price list, in points. It says what is easier to decide in an office, no more; every
 * repair is exact whatever its price.
 */
import type { RepairStep } from "./types.js";

/** One person (or move) less asked of a floor, or more allowed by a cap. */
export const RELAX_ONE = 1;
/** One fixed person let go. */
export const UNPIN_ONE = 2;
/** One condition on named people given up. */
export const DROP = 2;
/** One objection overruled. */
export const OVERRULE_ONE = 3;
/** One person for whom a rule of policy is waived. */
export const WAIVE_ONE = 4;
/** One person from outside. */
export const RECRUIT_ONE = 10;
/** A tenth of a budget of kilometres or money, or ten percentage points of a mix. */
export const RELAX_TENTH = 1;

/** The price of a step. */
export function costOf(step: RepairStep): number {
  switch (step.kind) {
    case "relax": {
      const by = Math.abs(step.to - step.from);
      if (step.unit === "people" || step.unit === "moves") return RELAX_ONE * by;
      if (step.unit === "percent") return RELAX_TENTH * Math.ceil(by / 10);
      return step.from === 0 ? 10 * RELAX_TENTH : RELAX_TENTH * Math.ceil((10 * by) / step.from);
    }
    case "drop":
      return DROP;
    case "unpin":
      return UNPIN_ONE * step.staffIds.length;
    case "overrule":
      return OVERRULE_ONE * step.staffIds.length;
    case "waive":
      return WAIVE_ONE * step.staffIds.length;
    case "recruit":
      return RECRUIT_ONE * step.people;
  }
}
