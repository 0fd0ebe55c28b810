/**
 * Time that people spend beside their counted work, in the forms in which studies state it: minutes on each working
 * day, hours a month, hours a year, or a share of the working time.
 */
import type { Door, Loose, Path } from "../door/index.js";

/** Months a year. */
const MONTHS = 12;

/** Time one person spends, in exactly one of four forms. Every form is ≥ 0. */
export type TimeUse =
  | { readonly minutesPerDay: number }
  | { readonly hoursPerMonth: number }
  | { readonly hoursPerYear: number }
  | {
      /** Of the working time, 0 … 1. */
      readonly share: number;
    };

/** The four keys. */
export const TIME_USE_KEYS = ["minutesPerDay", "hoursPerMonth", "hoursPerYear", "share"] as const;

/** The working year that the forms are read against. */
export interface WorkingYear {
  readonly days: number;
  readonly hours: number;
}

/** Hours a year of one person: min/day·days/60, h/month·12, h/year, or share·hours. */
export function hoursPerYear(use: TimeUse, { days, hours }: WorkingYear): number {
  if ("minutesPerDay" in use) return (use.minutesPerDay * days) / 60;
  if ("hoursPerMonth" in use) return use.hoursPerMonth * MONTHS;
  return "hoursPerYear" in use ? use.hoursPerYear : use.share * hours;
}

/** Reads the one form that a record gives. */
export function readTimeUse(door: Door, record: Loose, path: Path): TimeUse {
  const given = TIME_USE_KEYS.filter((key) => record[key] !== undefined);
  if (given.length !== 1) {
    const hint = `exactly one of ${TIME_USE_KEYS.join(", ")} is needed`;
    door.report(
      "one-form",
      path,
      given.length === 0 ? "no time is given" : `time is given ${given.length} times`,
      hint,
    );
    return { share: 0 };
  }
  const key = given[0]!;
  const most = { minutesPerDay: 1_440, hoursPerMonth: 744, hoursPerYear: 8_784, share: LARGEST_SHARE }[key];
  const value = door.number(record[key], [...path, key], { what: "the time", most });
  return { [key]: value } as unknown as TimeUse;
}

/** Shares at or above 1 get an issue of their own (`allowances-too-high`), with the sum they make. */
const LARGEST_SHARE = 1_000;
