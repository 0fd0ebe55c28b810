/**
 * Seeded transfer problems in pure form (people to positions with convex seats): the usual one and the families that are
 * known to be hard for one method or another. The same form, size and seed give the same arrays everywhere.
 *
 * Every instance is feasible, and shows it: `present` is a place for everybody that no position refuses.
 */
import { exactDecimal } from "../src/scenario/exact-decimal.js";
import { DEFAULT_STEP, leximinMeasures } from "../src/planning/leximin.js";
import { randomNumbers } from "../test/planning/cities.js";
import type { TransportProblem } from "imbang/network";

/** How large an instance is. */
export interface Size {
  readonly people: number;
  readonly positions: number;
  /** Positions that a person may hold, the present one included; where a form offers fewer, all that it offers. */
  readonly arcs: number;
}

/** A problem and one feasible answer. */
export interface Instance {
  readonly problem: TransportProblem;
  /** Length people: the position where everybody is now; nowhere more people than seats. */
  readonly present: Int32Array;
}

/** The usual form (`pure`), the hard families and leximin. */
export type Form =
  | "pure"
  | "ties"
  | "noSlack"
  | "identical"
  | "largeCosts"
  | "fewPositions"
  | "zeroCost"
  | "chain"
  | "sparse"
  | "distanceOnly"
  | "assignment"
  | "leximin"
  | "leximinInSteps";

type Random = () => number;

/** What tells one form from another; what is left out is as in the usual form. */
interface Recipe {
  /** The size that is built where `size` was asked for. */
  readonly resize?: (size: Size) => Size;
  /** Seats of a position, in the mean people of a position; 1: the seats sum exactly to the people. Default 1.6. */
  readonly slack?: number;
  /** What the k-th person (from 1) at a position costs that needs `need` people. */
  readonly slope?: (k: number, need: number) => number;
  /** Slopes are leximin ranks instead, in steps of so many percentage points (0: exact). */
  readonly leximinStep?: number;
  /** What an arc costs, given the distance from home (sides of the city) and whether it is the present position. */
  readonly cost?: (distance: number, isPresent: boolean, random: Random) => number;
  /** Positions of a region; people reach their own region and the next one. Default: everybody may reach any position. */
  readonly region?: (size: Size) => number;
  /** Kinds of people at each position, all of a kind with the same arcs and costs. Default: everybody is distinct. */
  readonly kinds?: number;
  /** Homes crowd towards a corner of the city. */
  readonly crowded?: boolean;
}

/** The price of a squared deviation from the need, divided by the need. */
const BALANCE = 5_000;
/** The price of a move: that of 10 points of workload on both sides. */
const MOVE = 1_000;
/** The price of a distance as long as the side of the city. */
const DISTANCE = 10_000;

const usualCost = (distance: number, isPresent: boolean): number =>
  isPresent ? 0 : MOVE + Math.round(DISTANCE * distance);
const distanceCost = (distance: number): number => Math.round(DISTANCE * distance);
const deviationSlope =
  (balance: number) =>
  (k: number, need: number): number =>
    Math.round((balance * (2 * k - 1 - 2 * need)) / Math.max(need, 1)); // (k − need)² − (k − 1 − need)² = 2k − 1 − 2 need
const noSlope = (): number => 0;

const RECIPES: Readonly<Record<Form, Recipe>> = {
  /** Stay at no cost or move at a price that grows with the distance from home; squared deviation from the need. */
  pure: {},
  /** Every cost and slope is 0 or 1: hardly anything tells two answers apart. */
  ties: {
    cost: (_distance, isPresent, random) => (isPresent || random() < 0.5 ? 0 : 1),
    slope: (k, need) => (k <= need ? 0 : 1),
  },
  /** As many seats as people; staying is not free, or everybody would stay. */
  noSlack: { slack: 1, cost: (distance) => MOVE + Math.round(DISTANCE * distance) },
  /** Three kinds of people at each position. */
  identical: { kinds: 3 },
  /** Costs up to a million. */
  largeCosts: {
    cost: (_distance, isPresent, random) => (isPresent ? 0 : Math.floor(1e6 * random())),
    slope: deviationSlope(100_000),
  },
  /** Twenty positions with hundreds of seats each. */
  fewPositions: { resize: ({ people, arcs }) => ({ people, positions: 20, arcs: Math.min(arcs, 15) }) },
  /** Moves are free, only the need counts. */
  zeroCost: { cost: () => 0 },
  /** Too many people at one end, and each step leads only into the next region. */
  chain: { region: ({ positions, arcs }) => Math.min(positions, Math.ceil(arcs / 2)) },
  /** Five arcs each. */
  sparse: { resize: ({ people, positions }) => ({ people, positions, arcs: 5 }) },
  /** No needs: everybody near home, with a tenth more seats than people and homes that crowd. */
  distanceOnly: { slack: 1.1, slope: noSlope, cost: distanceCost, crowded: true },
  /** As many positions as people, one seat each, random costs. */
  assignment: {
    resize: ({ people, arcs }) => ({ people, positions: people, arcs }),
    slack: 1,
    slope: noSlope,
    cost: (_distance, _isPresent, random) => Math.floor(10_000 * random()),
  },
  /** The worst-off position as well off as possible, then the next: ranks of seats, and nothing else counts. */
  leximin: { leximinStep: 0, cost: () => 0 },
  /** The same in steps. */
  leximinInSteps: { leximinStep: DEFAULT_STEP, cost: () => 0 },
};

/** The hard families. */
export const FAMILIES: readonly Form[] = (Object.keys(RECIPES) as Form[]).filter((form) => form !== "pure");

/**
 * The instance of a form, a size and a seed. People, positions and arcs are as many as asked for, except where the family
 * is about their number (`fewPositions`, `sparse`, `assignment`) or a region has fewer positions (`chain`).
 *
 * The arcs of a row are distinct and sorted by position. Seats of a position of equal slope are one piece.
 */
export function makeInstance(form: Form, asked: Size, seed: number): Instance {
  const recipe = RECIPES[form];
  const size = recipe.resize?.(asked) ?? asked;
  const random = randomNumbers(seed);
  const need = needs(size, random);
  const capacity = recipe.slack === 1 ? apportioned(need) : seatsAround(size, recipe.slack ?? 1.6);
  const present = presentPositions(size, capacity, random);
  return { problem: { ...arcsOf(size, recipe, present, random), ...piecesOf(need, capacity, recipe) }, present };
}

/** Length positions: people that each position needs, from 0.4 to 1.6 times the mean, summing to the people. */
function needs({ people, positions }: Size, random: Random): Float64Array {
  if (people === positions) return new Float64Array(positions).fill(1);
  const share = Float64Array.from({ length: positions }, () => 0.4 + 1.2 * random());
  const total = share.reduce((sum, value) => sum + value, 0);
  return share.map((value) => (value / total) * people);
}

/** Length positions: `slack` times the mean, rounded up. */
function seatsAround({ people, positions }: Size, slack: number): Int32Array {
  return new Int32Array(positions).fill(Math.ceil((slack * people) / positions));
}

/** Length positions: the needs in whole seats, by largest remainder, summing to the people. */
function apportioned(need: Float64Array): Int32Array {
  const seats = Int32Array.from(need, Math.floor);
  const people = Math.round(need.reduce((sum, value) => sum + value, 0));
  const left = people - seats.reduce((sum, value) => sum + value, 0);
  const byRemainder = Array.from(need.keys()).sort((a, b) => need[b]! - seats[b]! - (need[a]! - seats[a]!));
  for (const j of byRemainder.slice(0, left)) seats[j]!++;
  return seats;
}

/** Length people: positions with low numbers are full, those with high numbers nearly empty. */
function presentPositions({ people, positions }: Size, capacity: Int32Array, random: Random): Int32Array {
  const room = capacity.slice();
  return new Int32Array(people).map(() => {
    let j: number;
    do j = Math.floor(positions * squared(random()));
    while (room[j] === 0);
    room[j]!--;
    return j;
  });
}

/** Neither `**` nor `Math.hypot` is the same to the last bit everywhere. */
function squared(value: number): number {
  return value * value;
}

type Arcs = Pick<TransportProblem, "start" | "position" | "cost">;

function arcsOf(size: Size, recipe: Recipe, present: Int32Array, random: Random): Arcs {
  const { people, positions } = size;
  const width = recipe.region?.(size) ?? positions;
  const costOf = recipe.cost ?? usualCost;
  const positionX = Float64Array.from({ length: positions }, random);
  const positionY = Float64Array.from({ length: positions }, random);
  const reachable = Int32Array.from({ length: positions }, (_, j) => j);
  const start = new Int32Array(people + 1);
  const position = new Int32Array(people * Math.min(size.arcs, positions));
  const cost = new Int32Array(position.length);
  /** By kind of people: the first row of that kind. */
  const firstOfKind = new Map<number, number>();
  for (let person = 0; person < people; person++) {
    const begin = start[person]!;
    const here = present[person]!;
    if (recipe.kinds !== undefined) {
      const kind = here * recipe.kinds + Math.floor(recipe.kinds * random());
      const twin = firstOfKind.get(kind);
      if (twin !== undefined) {
        const end = start[twin + 1]!;
        position.copyWithin(begin, start[twin]!, end);
        cost.copyWithin(begin, start[twin]!, end);
        start[person + 1] = begin + end - start[twin]!;
        continue;
      }
      firstOfKind.set(kind, person);
    }
    const from = Math.floor(here / width) * width;
    const pool = reachable.subarray(
      from,
      Math.min(positions, recipe.region === undefined ? positions : from + 2 * width),
    );
    const count = Math.min(size.arcs, pool.length);
    const end = begin + count;
    drawDistinct(pool, here, position.subarray(begin, end), random);
    const place = recipe.crowded === true ? () => squared(random()) : random;
    const [x, y] = [place(), place()];
    for (let arc = begin; arc < end; arc++) {
      const j = position[arc]!;
      const distance = Math.sqrt(squared(positionX[j]! - x) + squared(positionY[j]! - y));
      cost[arc] = costOf(distance, j === here, random);
    }
    start[person + 1] = end;
  }
  const arcs = start[people]!;
  return { start, position: position.subarray(0, arcs), cost: cost.subarray(0, arcs) };
}

/** Fills `into` with `always` and others of the pool, distinct and sorted. Leaves the pool in another order. */
function drawDistinct(pool: Int32Array, always: number, into: Int32Array, random: Random): void {
  into[0] = always;
  for (let filled = 1, k = 0; filled < into.length; k++) {
    const other = k + Math.floor((pool.length - k) * random());
    const drawn = pool[other]!;
    pool[other] = pool[k]!;
    pool[k] = drawn;
    if (drawn !== always) into[filled++] = drawn;
  }
  into.sort();
}

type Pieces = Pick<TransportProblem, "pieceStart" | "pieceWidth" | "pieceSlope">;

function piecesOf(need: Float64Array, capacity: Int32Array, recipe: Recipe): Pieces {
  const slopeOf =
    recipe.leximinStep === undefined
      ? (k: number, j: number) => (recipe.slope ?? deviationSlope(BALANCE))(k, need[j]!)
      : leximinSlopes(need, capacity, recipe.leximinStep);
  const pieceStart = new Int32Array(capacity.length + 1);
  const widths: number[] = [];
  const slopes: number[] = [];
  for (let j = 0; j < capacity.length; j++) {
    for (let k = 1; k <= capacity[j]!; k++) {
      const slope = slopeOf(k, j);
      const isNew = widths.length === pieceStart[j] || slopes.at(-1) !== slope;
      if (isNew) {
        widths.push(1);
        slopes.push(slope);
      } else widths[widths.length - 1]!++;
    }
    pieceStart[j + 1] = widths.length;
  }
  return { pieceStart, pieceWidth: Int32Array.from(widths), pieceSlope: Float64Array.from(slopes) };
}

/** Rank of the k-th person at position j, needs in hundredths of a person. */
function leximinSlopes(need: Float64Array, capacity: Int32Array, step: number): (k: number, j: number) => number {
  const nodes = Array.from(need, (value, j) => ({
    need: exactDecimal(Math.round(100 * value) / 100),
    seats: capacity[j]!,
  }));
  const measures = leximinMeasures(nodes, exactDecimal(step));
  return (k, j) => Number(measures[j]!.slope(k));
}
