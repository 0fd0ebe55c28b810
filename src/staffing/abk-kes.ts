/**
 * ABK-Kes: the need of a health facility in six steps (Permenkes 33/2015; *Buku Manual 1*, Pusrengun SDMK).
 *
 *     WKT   = (A − (B + C + D + E)) · effective hours a day       available working time
 *     SBK_i = WKT in minutes / time norm_i                       standard workload (*standar beban kerja*)
 *     JKT   = Σ workload_i / SBK_i                               people for the main tasks
 *     FTP_j = time of a support task a year / WKT                share (*faktor tugas penunjang*)
 *     STP   = 1 / (1 − Σ FTP_j)                                  *standar tugas penunjang*
 *     required = JKT · STP
 *
 * The manual works out WKT (1,113 or 1,155 hours) and then uses the rounded norm of 1,200 hours, 72,000 minutes; so does
 * this calculation unless told otherwise. Days go with hours: minutes a day of a support task count on the norm's 240
 * days of 5 hours, or on the table's days where the table is used, never on the days of one by the hours of the other.
 */
import { type GradeBands, HEALTH_WEEK, inForce, WORKING_TIME } from "../regulation/index.js";
import { sumOf } from "./compensated-sum.js";
import { DIVISOR, type Door, openDoor, type Path, TIME_NORM } from "../door/index.js";
import { type Estimate, type Interval, type UncertainFigure, uncertaintyOf } from "./estimate.js";
import { type Comparison, compare, readBands } from "./grade.js";
import { type Need, noticesOfSize, type SizedEntry } from "./need.js";
import { checkAllowances, readDaysLeft, readExisting, readMinutes, readRounding } from "./readings.js";
import { displayedNeed, type Rounding } from "./rounding.js";
import { hoursPerYear, readTimeUse, TIME_USE_KEYS, type TimeUse } from "./time-use.js";

/** The table of available working time (*waktu kerja tersedia*), days a year; what is left out is 0. */
export interface WorkingTimeTable {
  /** A: *hari kerja*, 52 weeks of 5 or 6 days. */
  readonly workingDays: number;
  /** B: *cuti pegawai*. */
  readonly annualLeave?: number;
  /** C: *libur nasional* and *cuti bersama*. */
  readonly publicHolidays?: number;
  /** D: *mengikuti pelatihan*. */
  readonly training?: number;
  /** E: *absen*. */
  readonly absence?: number;
  /** Working days of a week. */
  readonly daysPerWeek: 5 | 6;
  /** F: office hours a week. Default 37.5 (Keppres 68/1995). */
  readonly hoursPerWeek?: number;
  /** Share of the office hours that is effective, (0, 1]. Default 0.7. */
  readonly effectiveShare?: number;
}

/** A main task with its time norm, or with its standard workload as a sheet gives it. */
export type AbkKesActivity = {
  readonly name?: string;
  /** Times a year, ≥ 0 (*capaian*). */
  readonly workload: Estimate;
} & (
  | {
      /** Minutes for one time, > 0 (*norma waktu*). */
      readonly timeNorm: Estimate;
    }
  | {
      /** Times a year one person could do nothing but this, > 0 (SBK). */
      readonly standardWorkload: Estimate;
    }
);

/** A support task of everybody (*tugas penunjang*). */
export type SupportTask = { readonly name?: string } & TimeUse;

/** An ABK-Kes study of one profession in one facility. */
export interface AbkKesStudy {
  /** At least one. */
  readonly activities: readonly AbkKesActivity[];
  readonly supportTasks?: readonly SupportTask[];
  /** STP as a sheet gives it, ≥ 1, in place of `supportTasks`. */
  readonly supportTaskStandard?: number;
  /** The table behind WKT; shown, and used where `use` says so: a table that is only shown changes no figure. */
  readonly workingTime?: WorkingTimeTable;
  /**
   * What the need is divided by: the norm of 72,000 minutes on 240 days, or the minutes and days worked out from the
   * table. Default `norm`.
   */
  readonly use?: "norm" | "table";
  /** Minutes a year in place of both; the days stay those of `use`. */
  readonly effectiveMinutesPerYear?: number;
  /** The day whose rule holds. Default: the newest rule. */
  readonly asOf?: string;
  readonly existing?: number;
  /** Bands of the grade. Default: exactly 1.00 is a B. */
  readonly bands?: GradeBands;
  /** Rounding of the displayed need. Default `halfUp`. */
  readonly rounding?: Rounding;
}

/** The need by ABK-Kes. */
export interface AbkKesNeed extends Need {
  readonly method: "abkKes";
  /** The table worked out; `null` where none was given. */
  readonly table: {
    readonly effectiveHoursPerWeek: number;
    readonly hoursPerDay: number;
    readonly days: number;
    readonly hours: number;
  } | null;
  /** WKT that the need was calculated with; `daysPerYear` is what minutes a day were multiplied by. */
  readonly workingTime: {
    readonly minutesPerYear: number;
    readonly daysPerYear: number;
    readonly legalBasis: string;
    readonly verified: boolean;
  };
  readonly activities: readonly {
    readonly name: string;
    /** Times a year, as expected. */
    readonly workload: number;
    /** Minutes for one time, as expected; `null` where the standard workload was given. */
    readonly timeNorm: number | null;
    /** SBK, times a year. */
    readonly standardWorkload: number;
    readonly required: number;
  }[];
  /** JKT: people for the main tasks. */
  readonly mainRequired: number;
  readonly supportTasks: readonly {
    readonly name: string;
    /** The time of one person, in the form in which it was given. */
    readonly time: TimeUse;
    readonly hoursPerYear: number;
    /** FTP, 0 … 1. */
    readonly share: number;
  }[];
  /** Σ FTP, 0 … 1. */
  readonly supportShare: number;
  /** STP. */
  readonly supportTaskStandard: number;
  readonly comparison: Comparison | null;
}

const KEYS = [
  "activities",
  "supportTasks",
  "supportTaskStandard",
  "workingTime",
  "use",
  "effectiveMinutesPerYear",
  "asOf",
  "existing",
  "bands",
  "rounding",
];

/**
 * The need of one profession in one facility by ABK-Kes. Notices: `staffing/remarkable-need`,
 * `staffing/remarkable-volume`.
 *
 * @throws ScenarioError with every issue: `staffing/no-tasks`, `staffing/no-working-time`,
 * `staffing/allowances-too-high`, `staffing/one-form`, `staffing/missing-value`, `staffing/wrong-type`,
 * `staffing/not-a-number`, `staffing/out-of-range`, `staffing/unordered-interval`, `staffing/unknown-key`,
 * `staffing/unknown-value`, `staffing/impossible-date`, `staffing/bands-with-holes`
 */
export function abkKesNeed(study: AbkKesStudy): AbkKesNeed {
  const door = openDoor("staffing");
  const given = door.record(study, ["study"], KEYS);
  const day = door.day(given["asOf"], ["study", "asOf"]);
  const table =
    given["workingTime"] === undefined ? null : readTable(door, given["workingTime"], ["study", "workingTime"], day);
  const use =
    given["use"] === undefined ? "norm" : door.choice(given["use"], ["study", "use"], ["norm", "table"] as const);
  if (use === "table" && given["workingTime"] === undefined) {
    door.report("missing-value", ["study", "workingTime"], "the table of working time that `use` asks for is missing");
  }
  const rule = inForce(WORKING_TIME.health, day);
  const own = given["effectiveMinutesPerYear"];
  const minutes =
    own !== undefined
      ? readMinutes(door, own, ["study", "effectiveMinutesPerYear"])
      : use === "table" && table !== null
        ? table.hours * 60
        : rule.value.minutesPerYear;
  const workingTime = {
    minutesPerYear: minutes,
    daysPerYear: use === "table" && table !== null ? table.days : rule.value.periodsPerYear.day,
    ...(own === undefined && use === "norm"
      ? { legalBasis: rule.legalBasis, verified: rule.verified }
      : { legalBasis: own === undefined ? "worked out from the table" : "given by the caller", verified: false }),
  };
  const activities = readActivities(door, given["activities"], minutes, ["study", "activities"]);
  const year = { days: workingTime.daysPerYear, hours: minutes / 60 };
  const support = readSupport(door, given["supportTasks"], year, ["study", "supportTasks"]);
  const standard = given["supportTaskStandard"];
  if (standard !== undefined && given["supportTasks"] !== undefined) {
    const hint = "exactly one of supportTasks, supportTaskStandard is needed";
    door.report("one-form", ["study", "supportTaskStandard"], "the support tasks are given twice", hint);
  }
  const stated =
    standard === undefined
      ? undefined
      : door.number(standard, ["study", "supportTaskStandard"], { what: "STP", least: 1, most: 1e6 });
  const existing =
    given["existing"] === undefined ? undefined : readExisting(door, given["existing"], ["study", "existing"]);
  const bands = readBands(door, given["bands"], ["study", "bands"]);
  const rounding = readRounding(door, given["rounding"], ["study", "rounding"]);
  const share = stated === undefined ? sumOf(support, (one) => one.share) : 1 - 1 / stated;
  checkAllowances(door, share, ["study", "supportTasks"]);
  door.close();

  const factor = stated ?? 1 / (1 - share);
  const main = sumOf(activities, ({ required }) => required.expected);
  const required = main * factor;
  const sizes: SizedEntry[] = [];
  const figures: UncertainFigure[] = [];
  for (const { path, name, workload, norm, normKey, required: own, requiredOf } of activities) {
    sizes.push({ path, required: own.expected, volume: workload.high });
    const needAt = (changed: number): number => (main - own.expected + changed) * factor;
    const withWorkload = (value: number): number => needAt(requiredOf(value, norm.expected));
    const withNorm = (value: number): number => needAt(requiredOf(workload.expected, value));
    figures.push({ path: [...path, "workload"], name, figure: workload, needAt: withWorkload });
    figures.push({ path: [...path, normKey], name, figure: norm, needAt: withNorm });
  }
  const range = {
    low: Math.min(required, sumOf(activities, ({ required }) => required.low) * factor),
    expected: required,
    high: Math.max(required, sumOf(activities, ({ required }) => required.high) * factor),
  };
  return {
    method: "abkKes",
    required,
    ...uncertaintyOf(range, figures),
    display: displayedNeed(required, rounding),
    table,
    workingTime,
    activities: activities.map(({ name, workload, norm, normKey, standardWorkload, required }) => ({
      name,
      workload: workload.expected,
      timeNorm: normKey === "timeNorm" ? norm.expected : null,
      standardWorkload,
      required: required.expected,
    })),
    mainRequired: main,
    supportTasks: support,
    supportShare: share,
    supportTaskStandard: factor,
    comparison: existing === undefined ? null : compare(required, existing, bands),
    notices: noticesOfSize(sizes, required, ["study"]),
  };
}

const TABLE_KEYS = [
  "workingDays",
  "annualLeave",
  "publicHolidays",
  "training",
  "absence",
  "daysPerWeek",
  "hoursPerWeek",
  "effectiveShare",
];
const ABSENCES = ["annualLeave", "publicHolidays", "training", "absence"];

function readTable(door: Door, value: unknown, path: Path, day: string | undefined): NonNullable<AbkKesNeed["table"]> {
  const given = door.record(value, path, TABLE_KEYS);
  const week = inForce(HEALTH_WEEK, day).value;
  const days = readDaysLeft(door, given, path, "workingDays", ABSENCES);
  if (given["daysPerWeek"] !== 5 && given["daysPerWeek"] !== 6) {
    door.report("out-of-range", [...path, "daysPerWeek"], "a week has 5 or 6 working days");
  }
  const positive = (key: string, what: string, most: number, otherwise: number): number => {
    const rule = { what, least: 0.01, most, codeBelow: "no-working-time" };
    return given[key] === undefined ? otherwise : door.number(given[key], [...path, key], rule);
  };
  const hoursPerWeek = positive("hoursPerWeek", "the hours of a week", 168, week.hoursPerWeek);
  const effectiveHoursPerWeek =
    positive("effectiveShare", "the effective share", 1, week.effectiveShare) * hoursPerWeek;
  const hoursPerDay = effectiveHoursPerWeek / (given["daysPerWeek"] === 6 ? 6 : 5);
  return { effectiveHoursPerWeek, hoursPerDay, days, hours: days * hoursPerDay };
}

interface ReadActivity {
  readonly path: Path;
  readonly name: string;
  readonly workload: Interval;
  readonly norm: Interval;
  readonly normKey: "timeNorm" | "standardWorkload";
  readonly standardWorkload: number;
  readonly required: Interval;
  readonly requiredOf: (workload: number, norm: number) => number;
}

function readActivities(door: Door, value: unknown, minutes: number, path: Path): ReadActivity[] {
  const list = door.list(value, path, "activities");
  if (Array.isArray(value) && list.length === 0) {
    door.report("no-tasks", path, "there is no activity, so there is no need to calculate");
  }
  return Array.from(list, (item, k): ReadActivity => {
    const at = [...path, k];
    const given = door.record(item, at, ["name", "workload", "timeNorm", "standardWorkload"]);
    const stated = given["standardWorkload"] !== undefined;
    if (stated && given["timeNorm"] !== undefined) {
      const hint = "exactly one of timeNorm, standardWorkload is needed";
      door.report("one-form", at, "the standard is given twice", hint);
    }
    const workload = door.estimate(given["workload"], [...at, "workload"], { what: "the workload" });
    const normKey = stated ? "standardWorkload" : "timeNorm";
    const rule = stated ? { what: "the standard workload", ...DIVISOR } : TIME_NORM;
    const norm = door.estimate(given[normKey], [...at, normKey], rule);
    const requiredOf = stated
      ? (workload: number, standard: number): number => workload / standard
      : (workload: number, timeNorm: number): number => (workload * timeNorm) / minutes;
    return {
      path: at,
      name: door.text(given["name"], [...at, "name"]) ?? "",
      workload,
      norm,
      normKey,
      standardWorkload: stated ? norm.expected : minutes / norm.expected,
      required: {
        low: requiredOf(workload.low, stated ? norm.high : norm.low),
        expected: requiredOf(workload.expected, norm.expected),
        high: requiredOf(workload.high, stated ? norm.low : norm.high),
      },
      requiredOf,
    };
  });
}

function readSupport(
  door: Door,
  value: unknown,
  year: { readonly days: number; readonly hours: number },
  path: Path,
): AbkKesNeed["supportTasks"] {
  if (value === undefined) return [];
  return Array.from(door.list(value, path, "support tasks"), (item, k) => {
    const at = [...path, k];
    const before = door.issues.length;
    const given = door.record(item, at, ["name", ...TIME_USE_KEYS]);
    const unreadable = door.issues.length > before && Object.keys(given).length === 0;
    const time = unreadable ? { share: 0 } : readTimeUse(door, given, at);
    const hours = hoursPerYear(time, year);
    const name = door.text(given["name"], [...at, "name"]) ?? "";
    return { name, time, hoursPerYear: hours, share: hours / year.hours };
  });
}
