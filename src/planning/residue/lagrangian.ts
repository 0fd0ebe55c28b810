/**
 * A proven bound from any prices and multipliers whatever, and what a better plan can still use.
 *
 * With a price for entering every position and unit and a multiplier for every row, no plan of the residue costs less than
 *
 *     Σ groups people · min over open pairs (cost − Σ multiplier · coefficient + price)
 *   + Σ seats min(0, slope − price of the position + price of its unit) + Σ seats of units, likewise
 *   + Σ rows multiplier · (its lower bound if the multiplier is positive, its upper one if not)
 *   − Σ earlier goals multiplier · most            (costs and slopes hold multiplier · theirs, too)
 *
 * (Lagrangian relaxation; Geoffrion 1974). All numbers are integers, in units of 1/scale of the goal, so that multipliers
 * may be fractions. A plan that is worth at most δ more than the bound uses no pair, no seat and no slack that alone costs
 * more than δ (reduced-cost fixing).
 */
import { addProduct, createExactSum, exactValue } from "../../network/exact-sum.js";
import type { SeatMeasure } from "../fixed-point.js";
import { seatArcs } from "../seats.js";
import type { Goal } from "./goal.js";
import type { Residue } from "./residue.js";
import { indexRows } from "./rows.js";

/** Integers, in units of 1/scale of the goal. */
export interface Multipliers {
  readonly scale: number;
  readonly positions: Float64Array;
  readonly units: Float64Array;
  /** By row: ≥ 0 where a lower bound is priced, ≤ 0 for an upper one. */
  readonly rows: Float64Array;
  /** By earlier goal, ≥ 0. */
  readonly kept: Float64Array;
}

/** What multipliers prove. */
export interface Valuation {
  /** No plan of the residue is worth less: in units of 1/scale. */
  readonly bound: bigint;
  /** By open pair: how much more than the least of its group it costs. */
  readonly reduced: Float64Array;
}

/** Nothing has a price. */
export function noMultipliers({ formulation, rows, kept }: Residue): Multipliers {
  return {
    scale: 1,
    positions: new Float64Array(formulation.positions.length),
    units: new Float64Array(formulation.units.length),
    rows: new Float64Array(rows.length),
    kept: new Float64Array(kept.length),
  };
}

/** Costs of the given pairs: of the goal and of earlier ones, without rows and prices. */
export function blendedCosts(goals: readonly Goal[], weights: readonly number[], pairs: Int32Array): Float64Array {
  const sum = new Float64Array(pairs.length);
  goals.forEach((goal, k) => {
    if (weights[k] === 0) return;
    const costs = goal.pairCosts(pairs);
    if (costs !== undefined) for (let a = 0; a < sum.length; a++) sum[a]! += weights[k]! * costs[a]!;
  });
  return sum;
}

/** Value of open pairs at multipliers: cost − rows + price. O(pairs · rows with a multiplier). */
export function pricedCosts(residue: Residue, goal: Goal, multipliers: Multipliers): Float64Array {
  const { formulation, rows, kept, start, pair } = residue;
  const { scale, positions, rows: ofRow, kept: ofKept } = multipliers;
  const value = blendedCosts([goal, ...kept.map((each) => each.goal)], [scale, ...ofKept], pair);
  const waiting = positions.length;
  const isPriced = ofRow.some((multiplier) => multiplier !== 0);
  const index = indexRows(rows, start.length - 1, waiting + 1, (r) => (ofRow[r] ?? 0) !== 0);
  for (let g = 0; g + 1 < start.length; g++) {
    for (let a = start[g]!; a < start[g + 1]!; a++) {
      const place = formulation.place[pair[a]!]!;
      const seat = formulation.seat[pair[a]!]!;
      if (seat < waiting) value[a]! += positions[seat]!;
      if (isPriced) {
        index.ofPair(g, place, (r, coefficient) => {
          value[a]! -= ofRow[r]! * coefficient;
        });
      }
    }
  }
  return value;
}

/**
 * Evaluates multipliers. `undefined` where a number would not be exact. O(pairs · rows with a multiplier + seats).
 *
 * @param most by elastic row, the most units that it can miss.
 */
export function valuate(
  residue: Residue,
  goal: Goal,
  multipliers: Multipliers,
  most: (row: number) => number,
): Valuation | undefined {
  const { formulation, rows, lower, upper, kept, start } = residue;
  const { scale, rows: ofRow, kept: ofKept } = multipliers;
  const reduced = pricedCosts(residue, goal, multipliers);
  const sum = createExactSum();
  let largest = 0;
  for (let g = 0; g + 1 < start.length; g++) {
    let least = Infinity;
    for (let a = start[g]!; a < start[g + 1]!; a++) {
      least = Math.min(least, reduced[a]!);
      largest = Math.max(largest, Math.abs(reduced[a]!));
    }
    addProduct(sum, formulation.people[g]!, least);
    for (let a = start[g]!; a < start[g + 1]!; a++) reduced[a]! -= least;
  }
  if (!(2 * largest < Number.MAX_SAFE_INTEGER)) return undefined;
  let bound = BigInt(scale) * goal.constant;
  kept.forEach(({ goal: earlier, most: limit }, k) => (bound += BigInt(ofKept[k]!) * (earlier.constant - limit)));
  let isExact = true;
  forSeats(residue, goal, multipliers, (people, slope, isSure) => {
    if (!Number.isSafeInteger(slope)) isExact = false;
    else if (isSure || slope < 0) addProduct(sum, people, slope);
  });
  const relief = reliefPrices(residue, ofRow);
  rows.forEach((row, r) => {
    const multiplier = ofRow[r] ?? 0; // rows that were made later have none
    if (multiplier !== 0) addProduct(sum, multiplier, multiplier > 0 ? lower[r]! : upper[r]!);
    const cost = goal.missingCost(row);
    if (cost === undefined || (multiplier === 0 && !relief.has(r))) return;
    const each = missingPrice(residue, multipliers, r, cost) - (relief.get(r) ?? 0);
    if (each < 0) addProduct(sum, most(r), each);
  });
  return isExact ? { bound: bound + exactValue(sum), reduced } : undefined;
}

/** What one unit that a row misses costs at multipliers. */
export function missingPrice(
  { rows, kept }: Residue,
  { scale, rows: ofRow, kept: ofKept }: Multipliers,
  r: number,
  cost: number,
): number {
  const row = rows[r]!;
  const earlier = kept.reduce((sum, { goal }, k) => sum + ofKept[k]! * (goal.missingCost(row) ?? 0), 0);
  return scale * cost + earlier - Math.abs(ofRow[r] ?? 0) * row.unit;
}

/** By row that gives relief to implied ones with a multiplier: what each unit missed of it is worth there. */
export function reliefPrices({ rows, numberOf }: Residue, ofRow: Float64Array): ReadonlyMap<number, number> {
  const prices = new Map<number, number>();
  rows.forEach(({ relief = [] }, r) => {
    if ((ofRow[r] ?? 0) === 0) return;
    for (const [each, times] of relief) {
      const at = numberOf.get(each)!;
      prices.set(at, (prices.get(at) ?? 0) + times * Math.abs(ofRow[r]!));
    }
  });
  return prices;
}

/** Shows every bundle of seats with its price at multipliers: sure ones, then open ones, by position and unit. */
export function forSeats(
  residue: Residue,
  goal: Goal,
  { scale, positions: price, units: unitPrice, kept: ofKept }: Multipliers,
  show: (people: number, slope: number, isSure: boolean, node: number, isUnit: boolean) => void,
): void {
  const { formulation, kept, sure, last, unitSure, unitLast } = residue;
  const goals = [goal, ...kept.map((each) => each.goal)];
  const weights = [scale, ...ofKept];
  const visit = (
    measures: readonly (SeatMeasure | undefined)[],
    net: number,
    taken: number,
    first: number,
    end: number,
    node: number,
    isUnit: boolean,
  ): void => {
    const priceOf = (slopes: readonly number[]): number =>
      slopes.reduce((sum, slope, k) => sum + weights[k]! * slope, 0) - net;
    for (const { people, slopes } of seatArcs(measures, taken, first, first))
      show(people, priceOf(slopes), true, node, isUnit);
    for (const { people, slopes } of seatArcs(measures, taken + first, end - first, end - first))
      show(people, priceOf(slopes), false, node, isUnit);
  };
  const unitOf = unitIndex(residue);
  formulation.positions.forEach(({ taken }, p) => {
    const above = unitOf[p]! < 0 ? 0 : unitPrice[unitOf[p]!]!;
    const measures = goals.map((each) => each.ofPosition(p));
    visit(measures, price[p]! - above, taken, sure[p]!, last[p]!, p, false);
  });
  formulation.units.forEach(({ taken }, u) => {
    const measures = goals.map((each) => each.ofUnit(u));
    visit(measures, unitPrice[u]!, taken, unitSure[u]!, unitLast[u]!, u, true);
  });
}

/** Length positions: the unit of each, where units have seats; −1 otherwise. */
export function unitIndex({ formulation: { positions, units } }: Residue): Int32Array {
  const unitOf = new Int32Array(positions.length).fill(-1);
  units.forEach(({ members }, u) => members.forEach((p) => (unitOf[p] = u)));
  return unitOf;
}
