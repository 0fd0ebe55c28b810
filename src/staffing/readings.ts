/** Readings that several methods share: working time, people, allowances, the rounding of what is shown. */
import { sumOf } from "./compensated-sum.js";
import type { Door, Loose, Path } from "../door/index.js";
import { type Rounding, ROUNDINGS } from "./rounding.js";
import { isAllOf } from "./tolerance.js";

/** Minutes that somebody works in a year: between 1 and those of a leap year. */
export function readMinutes(door: Door, value: unknown, path: Path): number {
  if (typeof value === "number" && value <= 0) {
    const hint = "a full-time year has 75,000 effective minutes, in health 72,000";
    door.report("no-working-time", path, `${value} minutes a year leave no time to work in`, hint);
    return 1;
  }
  return door.number(value, path, { what: "the working time in minutes a year", least: 1, most: 527_040 });
}

/** People who are there: a number ≥ 0; part-time counts in parts. */
export function readExisting(door: Door, value: unknown, path: Path): number {
  return door.number(value, path, { what: "the number of people", most: 1e9 });
}

/** The rounding of the displayed need; half up where it was left out. */
export function readRounding(door: Door, value: unknown, path: Path): Rounding {
  return value === undefined ? "halfUp" : door.choice(value, path, ROUNDINGS);
}

/** Allowances must leave time for the counted work; says nothing while other issues make the sum meaningless. */
export function checkAllowances(door: Door, share: number, path: Path): void {
  if (door.issues.length > 0 || !isAllOf(share, 1)) return;
  const message = `the allowances take ${Number((share * 100).toFixed(2))} % of the working time: none is left for the work itself`;
  door.report(
    "allowances-too-high",
    path,
    message,
    "a figure is given in another unit, or minutes were meant as hours",
  );
}

/** Days that remain of `total` after every kind of absence (absent keys are 0): at least a hundredth. */
export function readDaysLeft(door: Door, given: Loose, path: Path, total: string, absences: readonly string[]): number {
  const before = door.issues.length;
  const day = { what: "the number of days", most: 366 };
  const possible = door.number(given[total], [...path, total], day);
  const away = sumOf(absences, (key) => (given[key] === undefined ? 0 : door.number(given[key], [...path, key], day)));
  if (door.issues.length > before) return 1;
  if (possible - away >= 0.01) return possible - away;
  door.report("no-working-time", path, `${away} days of absence leave nothing of ${possible} possible days`);
  return 1;
}
