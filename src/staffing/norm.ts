/**
 * Needs of units without a workload study: a need that somebody has set, or a ratio norm (so many people for so many
 * inhabitants, beds, households, classes).
 *
 *     required = volume · staff / per, at least `minimum`
 */
import { DIVISOR, openDoor } from "../door/index.js";
import { type Estimate, type Interval, type UncertainFigure, uncertaintyOf } from "./estimate.js";
import { type Need, noticesOfSize } from "./need.js";
import { readRounding } from "./readings.js";
import { displayedNeed, type Rounding } from "./rounding.js";

/** So many people for so many of something. */
export interface RatioNorm {
  readonly name?: string;
  /** People, ≥ 0. */
  readonly staff: Estimate;
  /** For how many of `unit`, > 0. Default 1. */
  readonly per?: Estimate;
  /** What the volume counts, in words: inhabitants, beds, households. */
  readonly unit?: string;
  /** Least number of people wherever the volume is above 0. Default 0. */
  readonly minimum?: number;
  /** Where the norm comes from. */
  readonly legalBasis?: string;
}

/** A need that was set, without a volume behind it. */
export interface GivenNeed {
  readonly name?: string;
  /** People, ≥ 0. */
  readonly given: Estimate;
  readonly legalBasis?: string;
}

/** The need of a norm. */
export interface NormNeed extends Need {
  readonly method: "norm" | "given";
  /** Name of the norm, `""` where it has none. */
  readonly name: string;
  /** What the norm was applied to; `null` for a given need. */
  readonly volume: Interval | null;
  /** People for `per` of the volume; of a given need: the need itself, `per` 1. */
  readonly staff: Interval;
  readonly per: Interval;
  /** What the volume counts; `""` where the norm does not say. */
  readonly unit: string;
  /** volume · staff / per as expected, before `minimum`. */
  readonly raw: number;
  readonly minimum: number;
  /** `""` where the norm does not say. */
  readonly legalBasis: string;
}

/**
 * The need that a ratio norm gives for `volume`, or a need that was set. Notices: `staffing/remarkable-need`,
 * `staffing/remarkable-volume`.
 *
 * @param volume inhabitants, beds, households …, ≥ 0; left out for a given need
 * @throws ScenarioError with every issue: `staffing/missing-value`, `staffing/wrong-type`, `staffing/not-a-number`,
 * `staffing/out-of-range`, `staffing/unordered-interval`, `staffing/unknown-key`, `staffing/one-form`,
 * `staffing/unknown-value`
 */
export function normNeed(
  norm: RatioNorm | GivenNeed,
  volume?: Estimate,
  options: { readonly rounding?: Rounding } = {},
): NormNeed {
  const door = openDoor("staffing");
  const isGiven = typeof norm === "object" && norm !== null && "given" in norm;
  const record = door.record(
    norm,
    ["norm"],
    isGiven ? ["name", "given", "legalBasis"] : ["name", "staff", "per", "unit", "minimum", "legalBasis"],
  );
  const key = isGiven ? "given" : "staff";
  const staff = door.estimate(record[key], ["norm", key], { what: "the number of people" });
  const one = { low: 1, expected: 1, high: 1 };
  const per =
    record["per"] === undefined
      ? one
      : door.estimate(record["per"], ["norm", "per"], { what: "the divisor", ...DIVISOR });
  const minimum =
    record["minimum"] === undefined
      ? 0
      : door.number(record["minimum"], ["norm", "minimum"], { what: "the minimum", most: 1e9 });
  let amount: Interval | null = null;
  if (!isGiven) amount = door.estimate(volume, ["volume"], { what: "the volume" });
  else if (volume !== undefined) {
    door.report("one-form", ["volume"], "a given need has no volume", "a ratio norm { staff, per } is meant");
  }
  const name = door.text(record["name"], ["norm", "name"]) ?? "";
  const unit = door.text(record["unit"], ["norm", "unit"]) ?? "";
  const legalBasis = door.text(record["legalBasis"], ["norm", "legalBasis"]) ?? "";
  const settings = door.record(options, ["options"], ["rounding"]);
  const rounding = readRounding(door, settings["rounding"], ["options", "rounding"]);
  door.close();

  const units = amount ?? one;
  const needOf = (volume: number, staff: number, per: number): number => {
    const raw = (volume * staff) / per;
    return volume > 0 ? Math.max(minimum, raw) : raw;
  };
  const figures: UncertainFigure[] = [
    { path: ["volume"], name, figure: units, needAt: (value) => needOf(value, staff.expected, per.expected) },
    { path: ["norm", key], name, figure: staff, needAt: (value) => needOf(units.expected, value, per.expected) },
    { path: ["norm", "per"], name, figure: per, needAt: (value) => needOf(units.expected, staff.expected, value) },
  ];
  const required = needOf(units.expected, staff.expected, per.expected);
  const path = isGiven ? ["norm", key] : ["volume"];
  const range = {
    low: needOf(units.low, staff.low, per.high),
    expected: required,
    high: needOf(units.high, staff.high, per.low),
  };
  return {
    method: isGiven ? "given" : "norm",
    name,
    required,
    ...uncertaintyOf(range, figures),
    display: displayedNeed(required, rounding),
    volume: amount,
    staff,
    per,
    unit,
    raw: (units.expected * staff.expected) / per.expected,
    minimum,
    legalBasis,
    notices: noticesOfSize([{ path, required, volume: units.high }], required, path),
  };
}
