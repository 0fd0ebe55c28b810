/**
 * The box of weights over which a ranking is tested: each weight may lie between two ends, and all weights together stay
 * what they are. Everything is in whole parts of one unit.
 */
import type { Door, Path } from "../door/index.js";
import { exactDecimal } from "../scenario/index.js";
import { greatestDivisor } from "./decimal.js";
import { FULL_POINTS } from "./points.js";
import type { Ranking } from "./ranking.js";

/** A box in whole parts. Shapes: one entry an indicator. Σ weight = total, lower ≤ weight ≤ upper. */
export interface WeightBox {
  readonly weight: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Sum of all weights; total × points stays exact in doubles. */
  readonly total: number;
}

/** Weights between `low` and `high`, in the scheme's own unit. */
export interface WeightRange {
  readonly low: number;
  readonly high: number;
}

/** How far each weight may go either way, as a share of itself, where the options name no box. */
const USUAL_SPREAD = 0.2;

/** Reads `spread` and `box`; what it answers means nothing where the door has issues. */
export function readBox(door: Door, { indicators }: Ranking, spread: unknown, box: unknown): WeightBox {
  const names = new Map(indicators.map(({ id }, j) => [id, j]));
  const share = { what: "the spread", most: 1 };
  // A box says what may move; without one every weight may, by the usual spread.
  const usual = box === undefined ? USUAL_SPREAD : 0;
  const around = spread === undefined ? usual : door.number(spread, ["options", "spread"], share);
  const ranges = indicators.map(({ weight }): readonly [low: Part, high: Part] => {
    const [own, away] = [exactDecimal(weight), exactDecimal(around)];
    const denominator = own.denominator * away.denominator;
    const ends = [away.denominator - away.numerator, away.denominator + away.numerator] as const;
    return [
      { numerator: own.numerator * ends[0], denominator },
      { numerator: own.numerator * ends[1], denominator },
    ];
  });
  const at: Path = ["options", "box"];
  for (const [name, given] of box === undefined ? [] : door.byName(box, at, "ranges of weights")) {
    if (!door.known(name, [...at, name], names, "the name of an indicator of this ranking")) continue;
    const j = names.get(name)!;
    const range = door.record(given, [...at, name], ["low", "high"]);
    const before = door.issues.length;
    const low = door.number(range["low"], [...at, name, "low"], { what: "the lower end of a weight" });
    const high = door.number(range["high"], [...at, name, "high"], { what: "the upper end of a weight" });
    const { weight } = indicators[j]!;
    if (door.issues.length === before && !(low <= weight && weight <= high)) {
      const message = `${low} to ${high} does not hold the weight ${weight} that was published`;
      door.report("box-misses-weight", [...at, name], message, "low ≤ weight ≤ high is meant");
    }
    ranges[j] = [exactDecimal(low), exactDecimal(high)];
  }
  return inWholeParts(
    door,
    indicators.map(({ weight }) => exactDecimal(weight)),
    ranges,
  );
}

interface Part {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function inWholeParts(door: Door, weights: readonly Part[], ranges: readonly (readonly [Part, Part])[]): WeightBox {
  const parts = [...weights, ...ranges.map(([low]) => low), ...ranges.map(([, high]) => high)];
  // Denominators are powers of ten: the largest is a multiple of all.
  const common = parts.reduce((most, { denominator }) => (denominator > most ? denominator : most), 1n);
  const whole = parts.map(({ numerator, denominator }) => numerator * (common / denominator));
  const divisor = greatestDivisor(whole);
  const total = whole.slice(0, weights.length).reduce((sum, part) => sum + part, 0n) / divisor;
  const largest = Math.floor(Number.MAX_SAFE_INTEGER / FULL_POINTS);
  if (total > BigInt(largest)) {
    door.report(
      "box-too-fine",
      ["options"],
      `as whole parts of one unit the weights add up to ${total}; exact bounds need at most ${largest}`,
      "ends with fewer decimals will do",
    );
  }
  const column = (from: number): Float64Array =>
    Float64Array.from(whole.slice(from, from + weights.length), (part) => Number(part / divisor));
  // An upper end beyond the total is never reached.
  const upper = column(2 * weights.length).map((part) => Math.min(part, Number(total)));
  return { weight: column(0), lower: column(weights.length), upper, total: Number(total) };
}
