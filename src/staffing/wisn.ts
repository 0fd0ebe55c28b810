/**
 * WISN, workload indicators of staffing need: WHO, *Workload indicators of staffing need: user's manual*, 2010
 * (ISBN 978 92 4 150019 7).
 *
 *     AWT  = (A − (B + C + D + E)) · F                  available working time, hours a year
 *     SW_i = AWT / time norm_i,  or AWT · rate_i        standard workload of an activity, times a year
 *     service = Σ workload_i / SW_i                     group 1: health service activities
 *     CAS  = Σ shares of AWT,  CAF = 1 / (1 − CAS)      group 2: support activities of everybody
 *     IAS  = Σ people · hours,  IAF = IAS / AWT         group 3: additional activities of some
 *     required = service · CAF + IAF
 *
 * Two other readings of the allowances are met in practice and are here under names of their own, never as the default:
 * `additivePerRow` adds CAS to the need of every activity, `additiveOnce` adds it once.
 */
import { sumOf } from "./compensated-sum.js";
import { DIVISOR, type Door, openDoor, type Path, TIME_NORM } from "../door/index.js";
import { type Estimate, type Interval, type UncertainFigure, uncertaintyOf } from "./estimate.js";
import { type Need, noticesOfSize, type SizedEntry } from "./need.js";
import { readCutOffs, type PressureCutOffs, type WisnComparison, wisnGap } from "./pressure.js";
import { checkAllowances, readDaysLeft, readExisting, readRounding } from "./readings.js";
import { displayedNeed, type Rounding } from "./rounding.js";
import { hoursPerYear, readTimeUse, TIME_USE_KEYS, type TimeUse, type WorkingYear } from "./time-use.js";
import { isAllOf, isBelow } from "./tolerance.js";

/** The leave table of one person of the cadre, in days a year; what is left out is 0. */
export interface LeaveTable {
  /** A: possible working days, e.g. 52 weeks of 5 or 6 days. */
  readonly possibleDays: number;
  /** B */
  readonly publicHolidays?: number;
  /** C */
  readonly annualLeave?: number;
  /** D */
  readonly sickLeave?: number;
  /** E: training and other absence. */
  readonly otherLeave?: number;
  /** F: hours of one working day, > 0. */
  readonly hoursPerDay: number;
}

/** Available working time stated outright. */
export interface AvailableTime {
  /** Hours a year, > 0. */
  readonly hoursPerYear: number;
  /** Hours of one working day, > 0: turns minutes a day into hours a year. A year has at most 366 such days. */
  readonly hoursPerDay: number;
}

/** A health service activity with its standard: the time for one, or how many one person does in an hour. */
export type WisnActivity = {
  readonly name?: string;
  /** Times a year, ≥ 0. */
  readonly workload: Estimate;
} & (
  | {
      /** Service standard: minutes for one time, > 0. */
      readonly timeNorm: Estimate;
    }
  | {
      /** Rate of working: times an hour, > 0. */
      readonly ratePerHour: Estimate;
    }
);

/** Support activity of everybody in the cadre. */
export type CategoryAllowance = { readonly name?: string } & TimeUse;

/** Additional activity of some people of the cadre. */
export type IndividualAllowance = {
  readonly name?: string;
  /** How many people do it, ≥ 0. */
  readonly people: number;
} & TimeUse;

/** How allowances enter the need. */
export type WisnVariant = "who2010" | "additivePerRow" | "additiveOnce";

/** A WISN study of one cadre in one facility. */
export type WisnStudy = {
  readonly workingTime: LeaveTable | AvailableTime;
  /** At least one. */
  readonly activities: readonly WisnActivity[];
  readonly categoryAllowances?: readonly CategoryAllowance[];
  readonly individualAllowances?: readonly IndividualAllowance[];
  /** Default `who2010`. */
  readonly variant?: WisnVariant;
  /** Rounding of the displayed need. Default `halfUp`. */
  readonly rounding?: Rounding;
} & (
  | { readonly existing?: undefined; readonly pressureCutOffs?: undefined }
  | {
      /** People who are there. */
      readonly existing: number;
      /** Where the labels of workload pressure begin: no cut-offs are common to all countries. */
      readonly pressureCutOffs: PressureCutOffs;
    }
);

/** One activity, calculated. */
export interface WisnActivityNeed {
  readonly name: string;
  /** Times a year, as expected. */
  readonly workload: number;
  /** Minutes for one time, as expected; `null` where a rate was given. */
  readonly timeNorm: number | null;
  /** Times an hour, as expected; `null` where a time was given. */
  readonly ratePerHour: number | null;
  /** Times a year that one person could do nothing but this (SW). */
  readonly standardWorkload: number;
  /** Full-time staff: workload / standard workload; in `additivePerRow` plus the category allowance share. */
  readonly required: number;
}

/** One allowance, calculated. */
export interface AllowanceNeed {
  readonly name: string;
  /** How many people do it; `null` of category allowances: everybody in the cadre. */
  readonly people: number | null;
  /** The time of one person, in the form in which it was given. */
  readonly time: TimeUse;
  /** Hours a year of one person. */
  readonly hoursPerYear: number;
  /** Category: share of AWT. Individual: full-time staff it takes, people · hours / AWT. */
  readonly share: number;
}

/** The need of a cadre by WISN. */
export interface WisnNeed extends Need {
  readonly method: "wisn";
  readonly variant: WisnVariant;
  /** Days, hours and minutes of available working time a year (AWT). */
  readonly available: { readonly days: number; readonly hours: number; readonly minutes: number };
  readonly activities: readonly WisnActivityNeed[];
  /** Full-time staff for the health service activities alone. */
  readonly serviceRequired: number;
  readonly categoryAllowances: readonly AllowanceNeed[];
  /** CAS, 0 … 1. */
  readonly categoryAllowanceShare: number;
  /** CAF = 1 / (1 − CAS). */
  readonly categoryAllowanceFactor: number;
  readonly individualAllowances: readonly AllowanceNeed[];
  /** IAS, hours a year. */
  readonly individualAllowanceHours: number;
  /** IAF, full-time staff. */
  readonly individualAllowanceFactor: number;
  /** Difference, ratio and pressure; `null` where `existing` was not given. */
  readonly comparison: WisnComparison | null;
}

const KEYS = [
  "workingTime",
  "activities",
  "categoryAllowances",
  "individualAllowances",
  "variant",
  "rounding",
  "existing",
  "pressureCutOffs",
];
const VARIANTS = ["who2010", "additivePerRow", "additiveOnce"] as const;

/**
 * The need of a cadre by WISN. Notices: `staffing/remarkable-need`, `staffing/remarkable-volume`.
 *
 * @throws ScenarioError with every issue: `staffing/no-tasks`, `staffing/no-working-time`,
 * `staffing/allowances-too-high`, `staffing/one-form`, `staffing/missing-value`, `staffing/wrong-type`,
 * `staffing/not-a-number`, `staffing/out-of-range`, `staffing/unordered-interval`, `staffing/unknown-key`,
 * `staffing/unknown-value`, `staffing/bands-with-holes`
 */
export function wisnNeed(study: WisnStudy): WisnNeed {
  const door = openDoor("staffing");
  const given = door.record(study, ["study"], KEYS);
  const year = readWorkingYear(door, given["workingTime"], ["study", "workingTime"]);
  const activities = readActivities(door, given["activities"], year.hours, ["study", "activities"]);
  const category = readAllowances(door, given["categoryAllowances"], year, ["study", "categoryAllowances"], false);
  const individual = readAllowances(door, given["individualAllowances"], year, ["study", "individualAllowances"], true);
  const variant =
    given["variant"] === undefined ? "who2010" : door.choice(given["variant"], ["study", "variant"], VARIANTS);
  const rounding = readRounding(door, given["rounding"], ["study", "rounding"]);
  const existing =
    given["existing"] === undefined ? undefined : readExisting(door, given["existing"], ["study", "existing"]);
  const cutOffs = readCutOffs(door, given["pressureCutOffs"], ["study", "pressureCutOffs"], existing !== undefined);
  const share = sumOf(category, (one) => one.share);
  const readable = door.issues.length === 0;
  checkAllowances(door, share, ["study", "categoryAllowances"]);
  individual.forEach(({ hoursPerYear }, k) => {
    if (!readable || !isAllOf(hoursPerYear, year.hours)) return;
    const message = `${Number(hoursPerYear.toFixed(2))} hours a year are all the time one person has (${year.hours})`;
    door.report("allowances-too-high", ["study", "individualAllowances", k], message);
  });
  door.close();

  const factor = 1 / (1 - share);
  const additionalHours = sumOf(individual, ({ people, hoursPerYear }) => people! * hoursPerYear);
  const additional = additionalHours / year.hours;
  const finish = (service: number): number => {
    if (variant === "who2010") return service * factor + additional;
    return service + share * (variant === "additiveOnce" ? 1 : activities.length) + additional;
  };
  const service = sumOf(activities, ({ required }) => required.expected);
  const required = finish(service);
  const sizes: SizedEntry[] = [];
  const figures: UncertainFigure[] = [];
  for (const activity of activities) {
    const { name, path, workload, norm, normKey, requiredOf } = activity;
    sizes.push({ path, required: activity.required.expected, volume: workload.high });
    const others = service - activity.required.expected;
    const withWorkload = (value: number): number => finish(others + requiredOf(value, norm.expected));
    const withNorm = (value: number): number => finish(others + requiredOf(workload.expected, value));
    figures.push({ path: [...path, "workload"], name, figure: workload, needAt: withWorkload });
    figures.push({ path: [...path, normKey], name, figure: norm, needAt: withNorm });
  }
  individual.forEach(({ share, people }, k) => {
    sizes.push({ path: ["study", "individualAllowances", k], required: share, volume: people ?? 0 });
  });
  const range = {
    low: Math.min(required, finish(sumOf(activities, ({ required }) => required.low))),
    expected: required,
    high: Math.max(required, finish(sumOf(activities, ({ required }) => required.high))),
  };
  return {
    method: "wisn",
    variant,
    required,
    ...uncertaintyOf(range, figures),
    display: displayedNeed(required, rounding),
    available: { days: year.days, hours: year.hours, minutes: year.hours * 60 },
    activities: activities.map(({ name, workload, norm, normKey, standardWorkload, required }) => ({
      name,
      workload: workload.expected,
      timeNorm: normKey === "timeNorm" ? norm.expected : null,
      ratePerHour: normKey === "ratePerHour" ? norm.expected : null,
      standardWorkload,
      required: required.expected + (variant === "additivePerRow" ? share : 0),
    })),
    serviceRequired: service,
    categoryAllowances: category,
    categoryAllowanceShare: share,
    categoryAllowanceFactor: factor,
    individualAllowances: individual,
    individualAllowanceHours: additionalHours,
    individualAllowanceFactor: additional,
    comparison: existing === undefined ? null : wisnGap({ existing, required, cutOffs: cutOffs! }),
    notices: noticesOfSize(sizes, required, ["study"]),
  };
}

const TABLE_KEYS = ["possibleDays", "publicHolidays", "annualLeave", "sickLeave", "otherLeave", "hoursPerDay"];
const LEAVE_KEYS = ["publicHolidays", "annualLeave", "sickLeave", "otherLeave"];

function readWorkingYear(door: Door, value: unknown, path: Path): WorkingYear {
  const outright = typeof value === "object" && value !== null && "hoursPerYear" in value;
  const given = door.record(value, path, outright ? ["hoursPerYear", "hoursPerDay"] : TABLE_KEYS);
  const before = door.issues.length;
  const hoursPerDay = positive(door, given["hoursPerDay"], [...path, "hoursPerDay"], "the hours of a day", 24);
  if (outright) {
    const hours = positive(door, given["hoursPerYear"], [...path, "hoursPerYear"], "the hours of a year", 8_784);
    const days = hours / hoursPerDay;
    if (door.issues.length === before && isBelow(MOST_DAYS, days)) {
      const message = `${hours} hours a year at ${hoursPerDay} a day are ${Math.round(days)} days, more than a year has`;
      door.report("out-of-range", [...path, "hoursPerDay"], message, "the hours of one working day are meant");
    }
    return { hours, days };
  }
  const days = readDaysLeft(door, given, path, "possibleDays", LEAVE_KEYS);
  return { days, hours: days * hoursPerDay };
}

/** Working time below this is a slip, and would make needs without bound. */
const LEAST_HOURS = 0.01;
/** Days of a leap year. */
const MOST_DAYS = 366;

function positive(door: Door, value: unknown, path: Path, what: string, most: number): number {
  return door.number(value, path, { what, least: LEAST_HOURS, most, codeBelow: "no-working-time" });
}

interface ReadActivity {
  readonly path: Path;
  readonly name: string;
  readonly workload: Interval;
  readonly norm: Interval;
  readonly normKey: "timeNorm" | "ratePerHour";
  readonly standardWorkload: number;
  readonly required: Interval;
  readonly requiredOf: (workload: number, norm: number) => number;
}

function readActivities(door: Door, value: unknown, hours: number, path: Path): ReadActivity[] {
  const list = door.list(value, path, "activities");
  if (Array.isArray(value) && list.length === 0) {
    door.report("no-tasks", path, "there is no activity, so there is no need to calculate");
  }
  return Array.from(list, (item, k): ReadActivity => {
    const at = [...path, k];
    const given = door.record(item, at, ["name", "workload", "timeNorm", "ratePerHour"]);
    const name = door.text(given["name"], [...at, "name"]) ?? "";
    const workload = door.estimate(given["workload"], [...at, "workload"], { what: "the workload" });
    if (given["timeNorm"] !== undefined && given["ratePerHour"] !== undefined) {
      door.report("one-form", at, "the standard is given twice", "exactly one of timeNorm, ratePerHour is needed");
    }
    if (given["ratePerHour"] !== undefined) {
      const rate = { what: "the rate", ...DIVISOR };
      const norm = door.estimate(given["ratePerHour"], [...at, "ratePerHour"], rate);
      const requiredOf = (workload: number, perHour: number): number => workload / (hours * perHour);
      const required = {
        low: requiredOf(workload.low, norm.high),
        expected: requiredOf(workload.expected, norm.expected),
        high: requiredOf(workload.high, norm.low),
      };
      const standardWorkload = hours * norm.expected;
      return { path: at, name, workload, norm, normKey: "ratePerHour", standardWorkload, required, requiredOf };
    }
    const norm = door.estimate(given["timeNorm"], [...at, "timeNorm"], TIME_NORM);
    const minutes = hours * 60;
    const requiredOf = (workload: number, timeNorm: number): number => (workload * timeNorm) / minutes;
    const required = {
      low: requiredOf(workload.low, norm.low),
      expected: requiredOf(workload.expected, norm.expected),
      high: requiredOf(workload.high, norm.high),
    };
    const standardWorkload = minutes / norm.expected;
    return { path: at, name, workload, norm, normKey: "timeNorm", standardWorkload, required, requiredOf };
  });
}

/** Reads allowances of everybody, or of `some` people who are counted. */
function readAllowances(door: Door, value: unknown, year: WorkingYear, path: Path, some: boolean): AllowanceNeed[] {
  if (value === undefined) return [];
  const keys = ["name", ...TIME_USE_KEYS, ...(some ? ["people"] : [])];
  return Array.from(door.list(value, path, "allowances"), (item, k): AllowanceNeed => {
    const at = [...path, k];
    const before = door.issues.length;
    const given = door.record(item, at, keys);
    const people = some
      ? door.number(given["people"], [...at, "people"], { what: "the number of people", most: 1e9 })
      : null;
    const time =
      door.issues.length > before && Object.keys(given).length === 0 ? { share: 0 } : readTimeUse(door, given, at);
    const hours = hoursPerYear(time, year);
    const name = door.text(given["name"], [...at, "name"]) ?? "";
    return { name, people, time, hoursPerYear: hours, share: ((people ?? 1) * hours) / year.hours };
  });
}
