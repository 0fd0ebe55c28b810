/**
 * Leximin as integer slopes: the worst-off node as well off as possible, then the next, and so on.
 *
 * Taking the k-th seat of a node of need r lifts its ratio from (k−1)/r to k/r. Sort all seats by what that does to the
 * sorted list of ratios: first those that lift a lower ratio, among equals those that lift it higher. The rank of a seat
 * is its slope. A cheapest flow under these ranks is leximin (M-convexity; Frank and Murota, arXiv 1907.02673; Murota,
 * *Discrete Convex Analysis*, 2003): a flow is best under any increasing slopes exactly if no exchange along a chain
 * takes a seat that comes earlier in this order than the one it gives up.
 *
 * In steps of s percentage points the rank of a seat is ⌊100·((k−1)/r)/s⌋: seats of one step count alike, so nobody is
 * moved for less, and no exchange helps a node that is a whole step worse off. It is the seat that is put in steps, never
 * the ratio of a node: that would not be convex.
 *
 * Ratios are compared by cross-multiplication. Seats of nodes without need come last. Slopes are valid on the pure network
 * alone (no cap on moves, no conditions across people); elsewhere they are not.
 */
import { type Fraction } from "../scenario/index.js";
import type { SeatMeasure } from "./fixed-point.js";

/** A node whose seats are ranked: its need in people and the most people that can ever be there. */
export interface RankedNode {
  readonly need: Fraction;
  readonly seats: number;
}

/** Percentage points of staffing that `leximin` treats as alike unless told otherwise. */
export const DEFAULT_STEP = 10;

/**
 * One measure a node, in the order given. `step`: percentage points; 0 compares ratios exactly.
 * O(nodes), and O(seats of different needs · log) for step 0.
 */
export function leximinMeasures(nodes: readonly RankedNode[], step: Fraction): SeatMeasure[] {
  const ranks = step.numerator === 0n ? exactRanks(nodes) : steppedRanks(step);
  let last = 0n;
  for (const { need, seats } of nodes) {
    if (need.numerator === 0n || seats === 0) continue;
    const rank = ranks(need, seats);
    if (rank > last) last = rank;
  }
  const afterAll = last + 1n;
  return nodes.map(({ need }) => ({
    atZero: 0n,
    slope: (k) => (need.numerator === 0n ? afterAll : ranks(need, k)),
  }));
}

/** Rank of the k-th seat of a need that is not 0. */
type Ranks = (need: Fraction, k: number) => bigint;

function steppedRanks(step: Fraction): Ranks {
  return ({ numerator, denominator }, k) =>
    (100n * BigInt(k - 1) * denominator * step.denominator) / (numerator * step.numerator);
}

/** Ranks all seats of all different needs at once. */
function exactRanks(nodes: readonly RankedNode[]): Ranks {
  const keyOf = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;
  const seatsOf = new Map<string, { need: Fraction; seats: number }>();
  for (const { need, seats } of nodes) {
    if (need.numerator === 0n) continue;
    const known = seatsOf.get(keyOf(need));
    if (known === undefined || known.seats < seats) seatsOf.set(keyOf(need), { need, seats });
  }
  const needs = [...seatsOf.values()];
  const common = needs.reduce((product, { need }) => leastCommonMultiple(product, need.denominator), 1n);
  const whole = needs.map(({ need }) => (need.numerator * common) / need.denominator); // needs in units of 1/common
  const order = needs.flatMap(({ seats }, n) => Array.from({ length: seats }, (_, k) => ({ n, k: k + 1 })));
  const byLift = comparison(whole);
  order.sort(byLift);
  const rankOf = needs.map(({ seats }) => new Float64Array(seats + 1));
  let rank = 0;
  order.forEach((seat, place) => {
    if (place > 0 && byLift(order[place - 1]!, seat) !== 0) rank++;
    rankOf[seat.n]![seat.k] = rank;
  });
  const indexOf = new Map([...seatsOf.keys()].map((key, n) => [key, n]));
  return (need, k) => {
    const ranks = rankOf[indexOf.get(keyOf(need))!]!;
    return BigInt(ranks[Math.min(k, ranks.length - 1)]!);
  };
}

interface Seat {
  /** Index of the need. */
  readonly n: number;
  readonly k: number;
}

/** Lower ratio first, of equal ratios the higher lift first: (k−1)/r ascending, then k/r descending. */
function comparison(whole: readonly bigint[]): (a: Seat, b: Seat) => number {
  const plain = whole.map(Number);
  return (a, b) => {
    const [ra, rb] = [plain[a.n]!, plain[b.n]!];
    const [lowA, lowB] = [(a.k - 1) * rb, (b.k - 1) * ra];
    const [highA, highB] = [a.k * rb, b.k * ra];
    if (Math.max(highA, highB, ra, rb) < Number.MAX_SAFE_INTEGER) return lowA - lowB || highB - highA;
    const exact = (k: number, r: bigint): bigint => BigInt(k) * r;
    const low = exact(a.k - 1, whole[b.n]!) - exact(b.k - 1, whole[a.n]!);
    const high = exact(b.k, whole[a.n]!) - exact(a.k, whole[b.n]!);
    const difference = low !== 0n ? low : high;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
