/**
 * How much a ranking hangs on its weights: for each person the places that any weights of a stated box could give.
 *
 * **Outer bounds** are exact by pairs: whoever is ahead of a person at every weight of the box is counted before, whoever
 * is behind at every weight after (`dominance.ts`; ties go by the published tie-breaks, which no weight changes). No weights in the box
 * give a place outside; that some give each end is not claimed, for two people may each be overtaken, but never at once.
 *
 * **Inner ranges** are places that weights really gave: even draws from the box (`weight-samples.ts`), seeded, with
 * their number and the standard error of every share. The truth lies between inner and outer.
 */
import { openDoor } from "../door/index.js";
import { type Dominance, dominance, type PointTable } from "./dominance.js";
import { seededDraws } from "./random.js";
import { placeOrder } from "./rank.js";
import type { Ranking } from "./ranking.js";
import { checkRanking, pointTable } from "./read-ranking.js";
import { readBox, type WeightBox, type WeightRange } from "./weight-box.js";
import { weightSampler } from "./weight-samples.js";

/** How a ranking is tested. */
export interface RobustnessOptions {
  /** How far each weight may go either way, as a share of itself, 0 … 1. Default 0.2; with a `box` 0. */
  readonly spread?: number;
  /** Ranges of single weights by indicator, in the scheme's unit; they take the place of the spread. */
  readonly box?: Readonly<Record<string, WeightRange>> | ReadonlyMap<string, WeightRange>;
  /** How many of the first people are tested, each against everyone. Default 1,000. */
  readonly top?: number;
  /** Places that win: one seat, or several. Default 1. */
  readonly seats?: number;
  /** Draws of weights; 0 for none. Default 1,000. */
  readonly samples?: number;
  /** What the draws come from. Default: the seed of the ranking. */
  readonly seed?: string;
}

/** One person's places over the box. */
export interface RobustPlace {
  readonly id: string;
  /** With the published weights. */
  readonly place: number;
  /** No weights in the box give a better or a worse place. */
  readonly outer: { readonly best: number; readonly worst: number };
  /** Best and worst place of the draws and the published weights. */
  readonly inner: { readonly best: number; readonly worst: number };
  /** Share of draws within the first `seats` places, and its standard error; `null` without draws. */
  readonly win: { readonly share: number; readonly standardError: number } | null;
}

/** What {@link rankRobustness} answers. */
export interface Robustness {
  /** The ranges of the weights, in the scheme's unit. */
  readonly box: readonly {
    readonly indicator: string;
    readonly low: number;
    readonly weight: number;
    readonly high: number;
  }[];
  readonly seats: number;
  readonly samples: number;
  readonly seed: string;
  /** Everyone ranked, tested or not. */
  readonly ranked: number;
  /** The people tested, in order of place. */
  readonly people: readonly RobustPlace[];
  /** People tested who are within the seats whatever the weights of the box, in order of place. */
  readonly certain: readonly string[];
}

const LARGEST_TOP = 100_000;
const MOST_SAMPLES = 1_000_000;

/**
 * Tests the first people of a ranking. O(top · rivals · k log k + samples · rivals · k), where rivals are the people
 * whose scores over the box overlap with those of the people tested; all others are settled by sorting.
 *
 * @throws ScenarioError `merit/not-a-ranking`, `merit/box-misses-weight`, `merit/box-too-fine`, `merit/unknown-id`,
 * `merit/missing-value`, `merit/wrong-type`, `merit/not-a-number`, `merit/out-of-range`, `merit/unknown-key`
 */
export function rankRobustness(ranking: Ranking, options: RobustnessOptions = {}): Robustness {
  const door = openDoor("merit");
  const given = door.record(options, ["options"], ["spread", "box", "top", "seats", "samples", "seed"]);
  const whole = (key: "top" | "seats" | "samples", otherwise: number, least: number, most: number): number =>
    given[key] === undefined
      ? otherwise
      : door.number(given[key], ["options", key], { what: `\`${key}\``, least, most, whole: true });
  const top = whole("top", 1_000, 1, LARGEST_TOP);
  const seats = whole("seats", 1, 1, 1e9);
  const samples = whole("samples", 1_000, 0, MOST_SAMPLES);
  const seed = door.text(given["seed"], ["options", "seed"]);
  if (!checkRanking(door, ranking)) door.close();
  const box = readBox(door, ranking, given["spread"], given["box"]);
  door.close();

  const points = pointTable(ranking);
  const field = new Field(ranking, points, dominance(points, box), Math.min(top, ranking.people.length));
  const outer = field.outerBounds();
  const drawn = samplePlaces(ranking, points, box, field, { samples, seats, seed: seed ?? ranking.seed });
  const people = outer.map(([best, worst], row): RobustPlace => {
    const place = row + 1;
    const [least, most, wins] = [drawn.best[row]!, drawn.worst[row]!, drawn.wins[row]!];
    const share = wins / samples;
    return {
      id: ranking.people[row]!.id,
      place,
      outer: { best, worst },
      inner: { best: Math.min(place, least), worst: Math.max(place, most) },
      win: samples === 0 ? null : { share, standardError: Math.sqrt((share * (1 - share)) / samples) },
    };
  });
  const unit = ranking.indicators.reduce((sum, { weight }) => sum + weight, 0) / box.total;
  return {
    box: ranking.indicators.map(({ id, weight }, j) => ({
      indicator: id,
      low: tidy(box.lower[j]! * unit),
      weight,
      high: tidy(box.upper[j]! * unit),
    })),
    seats,
    samples,
    seed: seed ?? ranking.seed,
    ranked: ranking.people.length,
    people,
    certain: people.filter(({ outer }) => outer.worst <= seats).map(({ id }) => id),
  };
}

/** For display: without the noise of the last digits. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** The people tested and their rivals; rows are places less one. */
class Field {
  readonly tested: number;
  /** Position in the order that ties go by, which no weight changes. */
  readonly tieOrder: Int32Array;
  /** Rows of everyone whose score somewhere in the box can reach the least of anyone tested, in order of place. */
  readonly rivals: readonly number[];
  private readonly dominance: Dominance;
  private readonly least: Float64Array;
  /** Rows by their largest score, highest first, and those scores. */
  private readonly byMost: readonly number[];
  private readonly most: Float64Array;

  constructor(ranking: Ranking, points: PointTable, questions: Dominance, tested: number) {
    const count = ranking.people.length;
    this.tested = tested;
    this.dominance = questions;
    this.tieOrder = tieOrderOf(ranking, points);
    this.least = Float64Array.from({ length: tested }, (_, row) => questions.least(row));
    const most = Float64Array.from({ length: count }, (_, row) => questions.most(row));
    this.byMost = Array.from(most, (_, row) => row).sort((a, b) => most[b]! - most[a]! || a - b);
    this.most = Float64Array.from(this.byMost, (row) => most[row]!);
    const lowest = this.least.reduce((a, b) => Math.min(a, b), Infinity);
    this.rivals = Array.from(most, (_, row) => row).filter((row) => row < tested || most[row]! >= lowest);
  }

  /** Whether the first is ahead of the second at every weight of the box. */
  private isAlwaysAhead(first: number, second: number): boolean {
    return this.dominance.isAtLeast(first, second, this.tieOrder[first]! < this.tieOrder[second]! ? 0 : 1);
  }

  /** Best and worst place of each person tested. */
  outerBounds(): readonly (readonly [best: number, worst: number])[] {
    const count = this.byMost.length;
    const before = new Int32Array(this.tested);
    const after = new Int32Array(this.tested);
    for (let row = 0; row < this.tested; row++) {
      // Everyone from here on stays below this person's least score.
      const reach = this.firstBelow(this.least[row]!);
      after[row] = after[row]! + count - reach;
      for (let k = 0; k < reach; k++) {
        const other = this.byMost[k]!;
        if (other > row && this.isAlwaysAhead(row, other)) after[row]!++;
      }
      for (let other = 0; other < row; other++) if (this.isAlwaysAhead(other, row)) before[row]!++;
    }
    return Array.from(before, (ahead, row) => [1 + ahead, count - after[row]!] as const);
  }

  /** How many people have a largest score of at least `score`. */
  private firstBelow(score: number): number {
    let [low, high] = [0, this.most.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.most[middle]! >= score) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Where each person stands in the order of tie-breaks, lottery and id alone. */
function tieOrderOf({ people, indicators, tieBreaks, seed }: Ranking, points: PointTable): Int32Array {
  const k = indicators.length;
  const numbers = tieBreaks.map((name) => indicators.findIndex(({ id }) => id === name));
  const keys = numbers.map((j) => Int32Array.from(people, (_, row) => points[row * k + j]!));
  const compare = placeOrder(
    people.map(({ id }) => id),
    new Float64Array(people.length),
    keys,
    seed,
  );
  const order = new Int32Array(people.length);
  for (const [position, row] of Array.from(people, (_, row) => row)
    .sort(compare)
    .entries())
    order[row] = position;
  return order;
}

interface DrawnPlaces {
  readonly best: Float64Array;
  readonly worst: Float64Array;
  readonly wins: Float64Array;
}

/** Places of the people tested at drawn weights. Scores are exact, so equal means equal here, too. */
function samplePlaces(
  ranking: Ranking,
  points: PointTable,
  box: WeightBox,
  { tested, rivals, tieOrder }: Field,
  { samples, seats, seed }: { readonly samples: number; readonly seats: number; readonly seed: string },
): DrawnPlaces {
  const k = ranking.indicators.length;
  const best = new Float64Array(tested).fill(Infinity);
  const worst = new Float64Array(tested);
  const wins = new Float64Array(tested);
  // In the order that ties go by: of equal scores, who comes first here comes first in the ranking.
  const rows = Int32Array.from([...rivals].sort((a, b) => tieOrder[a]! - tieOrder[b]!));
  const scores = new Float64Array(rows.length);
  const passed = new Int32Array(rows.length);
  const weights = new Float64Array(k);
  const sampler = samples === 0 ? null : weightSampler(box, seededDraws(`${seed}, weights`));
  for (let sample = 0; sample < samples; sample++) {
    sampler!.draw(weights);
    for (let r = 0; r < rows.length; r++) {
      const at = rows[r]! * k;
      let score = 0;
      for (let j = 0; j < k; j++) score += weights[j]! * points[at + j]!;
      scores[r] = -score;
    }
    const sorted = scores.slice().sort(); // ascending: the highest score first
    passed.fill(0);
    for (let r = 0; r < rows.length; r++) {
      const first = firstAtLeast(sorted, scores[r]!);
      const place = 1 + first + passed[first]!++;
      const row = rows[r]!;
      if (row >= tested) continue;
      if (place < best[row]!) best[row] = place;
      if (place > worst[row]!) worst[row] = place;
      if (place <= seats) wins[row]!++;
    }
  }
  return { best, worst, wins };
}

/** The first entry of an ascending array that is at least `value`. O(log n). */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
