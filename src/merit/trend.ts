/** The trend of a series of periods: a least-squares line with the uncertainty of its slope. */
import { openDoor, type Path } from "../door/index.js";
import { type ConfidenceInterval, intervalAround } from "./uncertain-mean.js";

/** A value in a period, e.g. of a year. */
export interface TrendPoint {
  /** When, as a number: 2024, 2025, or 1, 2, 3. */
  readonly period: number;
  readonly value: number;
}

/** A line through a series. */
export interface Trend {
  readonly points: number;
  /** Change of the value from one period to the next. */
  readonly slope: number;
  /** Value of the line in the last period. */
  readonly latest: number;
  /** Standard error of the slope; `null` for two points, which every line fits. */
  readonly standardError: number | null;
  readonly interval: ConfidenceInterval | null;
  /** `rising` or `falling` only where the interval leaves no other sign; else nothing is said. */
  readonly direction: "rising" | "falling" | "unclear";
}

/**
 * The least-squares line of at least two periods. The interval takes the deviations from the line for independent and
 * alike; a handful of points bears little. O(n log n), the same for every order of the points.
 *
 * @throws ScenarioError `merit/too-few-points`, `merit/duplicate-period`, `merit/missing-value`, `merit/wrong-type`,
 * `merit/not-a-number`, `merit/out-of-range`, `merit/unknown-key`
 */
export function meritTrend(points: readonly TrendPoint[], options: { readonly confidence?: number } = {}): Trend {
  const door = openDoor("merit");
  const given = door.record(options, ["options"], ["confidence"]);
  const rule = { what: "the confidence", least: 0.5, most: 0.999 };
  const confidence =
    given["confidence"] === undefined ? 0.95 : door.number(given["confidence"], ["options", "confidence"], rule);
  const read = Array.from(door.list(points, ["points"], "points"), (one, k) => {
    const at: Path = ["points", k];
    const point = door.record(one, at, ["period", "value"]);
    const period = door.number(point["period"], [...at, "period"], { what: "the period", least: -1e6, most: 1e6 });
    return {
      period,
      value: door.number(point["value"], [...at, "value"], { what: "the value", least: -1e9, most: 1e9 }),
    };
  }).sort((a, b) => a.period - b.period);
  if (door.issues.length === 0 && read.length < 2) {
    door.report("too-few-points", ["points"], `a trend needs two periods, ${read.length} is given`);
  }
  const twice = read.find(({ period }, k) => k > 0 && read[k - 1]!.period === period);
  if (door.issues.length === 0 && twice !== undefined) {
    door.report("duplicate-period", ["points"], `the period ${twice.period} has two values`);
  }
  door.close();

  const n = read.length;
  const meanPeriod = read.reduce((sum, { period }) => sum + period, 0) / n;
  const meanValue = read.reduce((sum, { value }) => sum + value, 0) / n;
  const spread = read.reduce((sum, { period }) => sum + (period - meanPeriod) ** 2, 0);
  const slope = read.reduce((sum, { period, value }) => sum + (period - meanPeriod) * (value - meanValue), 0) / spread;
  const latest = meanValue + slope * (read[n - 1]!.period - meanPeriod);
  if (n === 2) return { points: n, slope, latest, standardError: null, interval: null, direction: "unclear" };
  const residual = read.reduce(
    (sum, { period, value }) => sum + (value - meanValue - slope * (period - meanPeriod)) ** 2,
    0,
  );
  const standardError = Math.sqrt(residual / (n - 2) / spread);
  const interval = intervalAround(slope, standardError, n - 2, confidence);
  const direction = interval.low > 0 ? "rising" : interval.high < 0 ? "falling" : "unclear";
  return { points: n, slope, latest, standardError, interval, direction };
}
