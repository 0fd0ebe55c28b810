/**
 * Effective working time (*waktu kerja efektif*, WKE, JKE) and how often a period comes round in a working year.
 *
 * 1,250 hours a year is quoted from PermenPANRB 1/2020 by two public workload applications; 1,200 hours is the older
 * rule, printed in published workload sheets and in the ABK-Kes manual, where it is still used.
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** A period that a volume of work is counted in. */
export type Period = "year" | "semester" | "quarter" | "month" | "week" | "day" | "hour";

/** Every period, longest first. */
export const PERIODS: readonly Period[] = frozen(["year", "semester", "quarter", "month", "week", "day", "hour"]);

/** How long one person effectively works. */
export interface WorkingTime {
  /** Effective minutes of one full-time person a year. */
  readonly minutesPerYear: number;
  /** How many of each period one working year has: what a volume is multiplied by. */
  readonly periodsPerYear: Readonly<Record<Period, number>>;
}

const OLDER_RULE: WorkingTime = {
  minutesPerYear: 72_000,
  periodsPerYear: { year: 1, semester: 2, quarter: 4, month: 12, week: 48, day: 240, hour: 1_200 },
};

const HEALTH: DatedParameter<WorkingTime> = {
  value: OLDER_RULE,
  effectiveFrom: "2015-01-01",
  legalBasis: "Permenkes 33/2015, ABK-Kes manual 1 (1,200 h = 72,000 min)",
  verified: true,
  note: "read in published ABK-Kes sheets; day of effect and the 48 weeks and 240 days a year are not verified",
};

/** Effective working time by field: every office, and health facilities. Oldest first. */
export const WORKING_TIME: Readonly<Record<"general" | "health", readonly DatedParameter<WorkingTime>[]>> = frozen({
  general: [
    {
      value: OLDER_RULE,
      effectiveFrom: "2011-01-01",
      legalBasis: "PermenPAN-RB 26/2011 and Perka BKN 19/2011 (1,200 h)",
      verified: true,
      note: "72,000 min was read in published sheets, 6,000 min a month and 1,500 a week in an application; day of effect not verified",
    },
    {
      value: {
        minutesPerYear: 75_000,
        periodsPerYear: { year: 1, semester: 2, quarter: 4, month: 12, week: 50, day: 250, hour: 1_250 },
      },
      effectiveFrom: "2020-01-01",
      legalBasis: "PermenPANRB 1/2020 (1,250 h; 5 h a day)",
      verified: false,
      note: "as quoted by public applications; the regulation's own text was not read, day of effect not verified",
    },
  ],
  health: [HEALTH],
});

/** Share of the office hours that counts as effective in the ABK-Kes table of working time: 70 % of 37.5 h a week. */
export const HEALTH_WEEK: readonly DatedParameter<{
  readonly hoursPerWeek: number;
  readonly effectiveShare: number;
}>[] = frozen([
  {
    value: { hoursPerWeek: 37.5, effectiveShare: 0.7 },
    effectiveFrom: "1995-01-01",
    legalBasis: "Keppres 68/1995 (37.5 h a week), ABK-Kes manual 1, table 2 (70 %)",
    verified: true,
    note: "read in a published ABK-Kes sheet; day of effect not verified",
  },
]);
