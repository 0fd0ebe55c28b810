/**
 * The seats of positions and units as arcs: one slope a seat and level, equal neighbours in one arc.
 */
import { exactDecimal, type Fraction } from "../scenario/index.js";
import { balanceMeasure, floorMeasure, type SeatMeasure, shortageMeasure } from "./fixed-point.js";
import type { PlanLevel } from "./levels.js";

/** What the seats of one node (a position or a unit) measure, level by level; `undefined`: nothing on this level. */
export type NodeMeasures = readonly (SeatMeasure | undefined)[];

/** Seats that every post shows beyond its need or its people, whichever is more. */
export const FEW = 4;

/** A bundle of seats. */
export interface SeatArc {
  readonly people: number;
  /** Integer slope of each seat, by level. */
  readonly slopes: readonly number[];
  /** Whether the later seats of the bundle are dearer than the slopes say. */
  readonly isRest: boolean;
}

/**
 * The seats after the `taken` first ones, best first; neighbours of equal slopes on every level are one arc.
 *
 * Seats after the `shown` first ones are one arc, too, at the slopes of the first of them. That makes later ones too
 * cheap, so the network is a relaxation: its optimum bounds the true one, and *is* the true one where at most one person
 * sits on such a rest, which is all but always the case. The caller checks and shows more seats if not.
 */
export function seatArcs(measures: NodeMeasures, taken: number, width: number, shown: number): SeatArc[] {
  const slopesAt = (k: number): number[] => measures.map((measure) => Number(measure?.slope(taken + k) ?? 0n));
  const arcs: SeatArc[] = [];
  for (let first = 1; first <= width;) {
    const slopes = slopesAt(first);
    const isEven = isSame(slopes, slopesAt(width)); // slopes never fall: all seats in between are equal, too
    if (isEven || first > shown) {
      arcs.push({ people: width - first + 1, slopes, isRest: !isEven });
      break;
    }
    let people = 1;
    while (isSame(slopes, slopesAt(first + people))) people++;
    arcs.push({ people, slopes, isRest: false });
    first += people;
  }
  return arcs;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.every((slope, level) => slope === b[level]);
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
  const slopes = new Map<number, bigint>();
  return {
    atZero: measure.atZero,
    slope(k) {
      let slope = slopes.get(k);
      if (slope === undefined) slopes.set(k, (slope = measure.slope(k)));
      return slope;
    },
  };
}
