/**
 * The seats of positions and units as arcs: one slope a seat and level, equal neighbours in one arc.
 */
import {
  balanceMeasure,
  exactDecimal,
  floorMeasure,
  type Fraction,
  type SeatMeasure,
  shortageMeasure,
} from "./fixed-point.js";
import type { PlanLevel } from "./levels.js";

/** What the seats of one node (a position or a unit) measure, level by level; `undefined`: nothing on this level. */
export type NodeMeasures = readonly (SeatMeasure | undefined)[];

/** A bundle of equal seats. */
export interface SeatArc {
  readonly people: number;
  /** Integer slope of each seat, by level. */
  readonly slopes: readonly number[];
}

/** The seats after the `taken` first ones, best first; neighbours of equal slopes on every level are one arc. */
export function seatArcs(measures: NodeMeasures, taken: number, width: number): SeatArc[] {
  const arcs: SeatArc[] = [];
  let slopes: number[] = [];
  let people = 0;
  for (let k = taken + 1; k <= taken + width; k++) {
    const next = measures.map((measure) => Number(measure?.slope(k) ?? 0n));
    if (people > 0 && next.some((slope, level) => slope !== slopes[level])) {
      arcs.push({ people, slopes });
      people = 0;
    }
    slopes = next;
    people++;
  }
  if (people > 0) arcs.push({ people, slopes });
  return arcs;
}

/** Measures of equal need are one object with its slopes remembered: a city has few different needs. */
export function memoizedMeasures(
  moveThreshold: number,
): (name: PlanLevel["name"], need: Fraction, priority: Fraction, minimum: number) => SeatMeasure | undefined {
  const known = new Map<string, SeatMeasure>();
  const threshold = exactDecimal(moveThreshold);
  const none = exactDecimal(0);
  return (name, need, priority, minimum) => {
    const create = (): SeatMeasure | undefined => {
      switch (name) {
        case "floors":
          return floorMeasure(minimum);
        case "shortage":
        case "shortageWithMoves":
          return shortageMeasure(need, priority);
        case "balance":
          return balanceMeasure(need, priority, threshold);
        case "squaredBalance":
          return balanceMeasure(need, priority, none);
        default:
          return undefined;
      }
    };
    const key = `${name} ${fractionText(need)} ${fractionText(priority)} ${minimum}`;
    let measure = known.get(key);
    if (measure === undefined) {
      const created = create();
      if (created === undefined) return undefined;
      known.set(key, (measure = remembering(created)));
    }
    return measure;
  };
}

function fractionText({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}

function remembering(measure: SeatMeasure): SeatMeasure {
  const slopes: bigint[] = [];
  return {
    atZero: measure.atZero,
    slope(k) {
      while (slopes.length < k) slopes.push(measure.slope(slopes.length + 1));
      return slopes[k - 1]!;
    },
  };
}
