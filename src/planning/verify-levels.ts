/**
 * The value of every level and the proof of every bound, recomputed from the scenario and the plan alone. Knows nothing of
 * the network, the solvers, the formulation or the fixed-point arithmetic: measures of staffing and prices of moves are written
 * anew in `verify-measures.ts` and `verify-ranks.ts`. What it shares are facts about one person at one place, which no solver
 * sees: distance, wishes, objections, missing competencies (`pair-costs.ts`), the draws of the lottery, and the gates.
 *
 * The proof (Lagrangian duality; Geoffrion 1974): let entering position p cost price(p), entering unit u price(u). Then
 * no plan costs less than
 *
 *     Σ people  min over places they may take of (cost + price)
 *   + Σ seats   min(0, slope − price of the post + price of its unit)     (as it stands for seats that are surely taken)
 *   + Σ seats of units, likewise
 *
 * and if that equals the value of the plan, the plans that are as good are those in which everyone takes a place of
 * least cost + price and seats below the price are taken, seats above it are not. The next level is proven among these.
 *
 * Under conditions the costs hold what a certificate says that rows and earlier levels are worth, too, and the bound what
 * their limits are worth. Of a plan that is worth δ more than the bound, a pair or seat that alone costs more than δ is
 * no part; where a bound was found by search, the prices prove less, and that is what they are held to. A search that
 * is said to have ended has the value for its bound; what one that was stopped has is held to the prices, like any other.
 */
import { type GateFinding, relativesIn } from "../eligibility/index.js";
import type { Issue } from "../errors/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import type { Geography } from "./geography.js";
import { groupKey, likenessIn, lotteryOf, postSum } from "./lottery.js";
import { inOrderOfMerit } from "./merit-order.js";
import { isCounted, isFree, pairCostOf } from "./pair-costs.js";
import type { LevelResult, Plan, Placement } from "./types.js";
import { exact, type Exact, kindOfMove, type Measure, newMeasure, plus, worth } from "./verify-measures.js";
import { firstWronged, type OpenFace } from "./verify-merit.js";
import { newRanks } from "./verify-ranks.js";
import { hasConditions, softFloorsMissed } from "./verify-constraints.js";
import { peopleByName, type PricedRow, rowReader } from "./verify-rows.js";
import { isTrainingLevel, type Way, wayCost } from "./ways.js";

/** Where a person may be: indices into the studied positions, and whether waiting is one of the places. */
export interface PlacesOf {
  readonly positions: readonly Position[];
  /**
   * Ascending indices of posts that the person may hold, the present one included, then of ways, counted on from
   * `positions.length`; a list may serve many people.
   */
  of(person: Staff): Int32Array;
  /** Ways to posts through courses; absent where only transfers are planned. */
  readonly ways?: WaysToVerify;
}

/** Ways as the verifier finds them anew. */
export interface WaysToVerify {
  readonly list: readonly Way[];
  /** The number of a way that is open to a person; `undefined` where it is none. */
  find(person: Staff, positionId: string, courseIds: readonly string[]): number | undefined;
  /** The record of a person who has passed courses. */
  trained(person: Staff, courseIds: readonly string[]): Staff;
  /** What rules forbid or leave open about a transfer through courses. */
  judge(person: Staff, to: Position, courseIds: readonly string[]): GateFinding[];
  /** What limits the use of ways, by the name that a certificate gives to it. */
  row(constraint: string, node: string, detail: string): PricedRow | undefined;
  /** People whose records alone do not say which ways are theirs. */
  readonly named: ReadonlySet<string>;
}

/** People whose records say the same: what one may do, all may do, at the same cost. */
export interface AlikePeople {
  readonly sample: Staff;
  readonly members: readonly Staff[];
  /** Places that are still open to them, −1 for waiting; narrowed level by level. */
  places: Int32Array;
  /** Index of the present position, −1 for waiting. */
  readonly present: number;
}

/** Integer cost of a person at a place, by its index; −1: waiting. */
type PlaceCost = (person: Staff, place: number) => number;

/** Rows with what they are worth. */
type PricedRows = readonly { readonly row: PricedRow; readonly multiplier: number }[];

/** The seats of a position or of a unit. */
export interface Seats {
  readonly id: string;
  /** Index of the unit above a position, where units have seats; −1 otherwise. */
  readonly above: number;
  /** What the seats measure, by level; `undefined`: nothing. */
  readonly measures: readonly (Measure | undefined)[];
  /** Seats 1 … sure are taken in every plan that is still in question; seats after `last` in none. */
  sure: number;
  last: number;
}

/**
 * Issues with the levels of a plan. Codes: `planning/wrong-level-value`, `planning/wrong-bound` (a claim above what the
 * prices prove), `planning/wrong-proof` (`proven` although value and bound differ, or a search where no condition is there
 * that could ask for one: on the network alone prices prove every bound), `planning/wrong-turn` (somebody could
 * have had a better place in his or her turn, or the turns rest on levels that are not proven).
 *
 * The level `merit` has no prices. Where it says proven, every turn is checked (`verify-merit.ts`).
 *
 * `withBounds: false` leaves the second code and the last out, and with them all work on pairs: O(people × levels).
 * O(pairs of people and posts × levels), as long as levels are not tight; a tight level leaves few pairs.
 */
export function verifyLevels(
  scenario: Scenario,
  plan: Plan,
  placements: readonly Placement[],
  placesOf: PlacesOf,
  geography: Geography,
  withBounds = true,
  show?: (levelsDone: number, face: OpenFace) => void,
): Issue[] {
  const issues: Issue[] = [];
  const { positions, ways } = placesOf;
  const wayAt = (p: number): Way | undefined => ways?.list[p - positions.length];
  const seatOf = (p: number): number => wayAt(p)?.position ?? p;
  const postAt = (p: number): Position | null => (p < 0 ? null : positions[seatOf(p)]!);
  const named = plan.levels.some(({ name }) => name === "merit")
    ? new Set(scenario.staff.map(({ id }) => id)) // everyone has a turn
    : new Set([...peopleByName(scenario, plan.settings), ...(ways?.named ?? [])]);
  const people = alikePeople(scenario, placesOf, named);
  const values = new Float64Array(people.reduce((most, { places }) => Math.max(most, places.length), 0));
  const { positionSeats, unitSeats } = allSeats(scenario, plan, positions, people, seatOf);
  const headCount = countBy(
    placements.flatMap(({ staffId, positionId }) =>
      positionId !== null && isCounted(scenario, scenario.staffById.get(staffId)!) ? [positionId] : [],
    ),
  );
  const placementOf = new Map(placements.map((placement) => [placement.staffId, placement]));
  const unitCount = countBy(
    positions.flatMap(({ id, unitId }) => Array.from({ length: headCount.get(id) ?? 0 }, () => unitId)),
  );
  const keys = plan.levels.some(({ name }) => name === "tie") ? drawingKeys() : new Map<string, string>();
  const lottery = lotteryOf(plan.run.seed, 0);
  const readConstraint = rowReader(scenario, plan.settings, geography);
  const readRow: typeof readConstraint = (...name) => ways?.row(...name) ?? readConstraint(...name);
  const byPlace = new WeakMap<PricedRows, ReadonlyMap<string, PricedRows>>();
  const byWay = new WeakMap<PricedRows, Float64Array>();
  const limits = new Map<string, { lower: number; upper: number }>(); // rows that proofs tightened, by name
  const maySearch = ways !== undefined || hasConditions(scenario, plan.settings);

  const indexOf = new Map(positions.map(({ id }, p) => [id, p]));
  const at = (staffId: string): number => {
    const { positionId, courseIds } = placementOf.get(staffId)!;
    if (positionId === null) return -1;
    if (courseIds === undefined) return indexOf.get(positionId) ?? -1;
    return positions.length + ways!.find(scenario.staffById.get(staffId)!, positionId, courseIds)!;
  };
  const face: OpenFace = { people, positionSeats, unitSeats, at };

  plan.levels.forEach((level, index) => {
    show?.(index, face);
    const cost = costOf(level);
    const value = valueOf(index, cost);
    const say = (code: string, message: string): void => {
      issues.push({ code: `planning/${code}`, path: ["levels", index], message: `level ${level.name}: ${message}` });
    };
    if (value !== toBigInt(level.value)) say("wrong-level-value", `the plan is worth ${value}, not ${level.value}`);
    if (level.proven !== (level.value === level.bound)) {
      say("wrong-proof", `value ${level.value} and bound ${level.bound} contradict proven: ${level.proven}`);
    }
    const isSearched = level.proof === "search" && maySearch && level.proven; // a search that was stopped proves nothing
    if (level.proof === "search" && !maySearch)
      say("wrong-proof", "no condition is there that could ask for a search: prices alone prove a bound here");
    if (!withBounds) return;
    if (level.name === "merit" && level.proven) {
      judgeTurns(index, cost, (message) => say("wrong-turn", message));
      return;
    }
    const bound = boundOf(level, index, cost);
    if (bound === undefined)
      say("wrong-bound", "the prices leave the range in which numbers are exact and prove nothing");
    else if (isSearched) {
      if (bound > value) say("wrong-bound", `the prices prove ${bound}, more than the plan is worth`);
    } else if (toBigInt(level.bound) > bound) say("wrong-bound", `the prices prove ${bound}, not ${level.bound}`);
  });
  show?.(plan.levels.length, face);
  return issues;

  function judgeTurns(index: number, cost: PlaceCost, say: (message: string) => void): void {
    if (plan.levels.slice(0, index).some(({ proven }) => !proven)) return say("a level before it is not proven");
    const byId = new Map(people.map((alike) => [alike.sample.id, alike]));
    const turns = inOrderOfMerit(
      people.map(({ sample }) => sample),
      plan.run.seed,
    ).map(({ id }) => byId.get(id)!);
    const standing = ({ sample }: AlikePeople, place: number): number => cost(sample, place);
    const wronged = firstWronged(face, turns, standing);
    if (wronged === undefined) return;
    const better = wronged.place < 0 ? "waiting" : positions[wronged.place]!.id;
    say(`${wronged.staffId} could have had a better place in turn, ${better} for one`);
  }

  /** The keys by which people draw, by staff id; who has one place alone draws nothing. */
  function drawingKeys(): Map<string, string> {
    const likenessOf = likenessIn(scenario, plan.levels);
    const sums = positions.map(postSum);
    const drawing = new Map<string, string>();
    for (const { sample, members, places, present } of people) {
      if (places.length === 1) continue;
      let [count, first, second] = [0, 0, 0];
      for (const p of places) {
        if (p < 0 || p === present || p >= positions.length) continue;
        count++;
        first = (first + sums[p]![0]) >>> 0;
        second = (second + sums[p]![1]) >>> 0;
      }
      const key = groupKey(likenessOf(sample), count, [first, second], places.includes(present));
      for (const { id } of members) drawing.set(id, key);
    }
    return drawing;
  }

  function costOf({ name }: LevelResult): PlaceCost {
    if (name === "tie") {
      return ({ id }, p) => (keys.has(id) ? lottery(keys.get(id)!, postAt(p), wayAt(p)?.courseIds) : 0);
    }
    if (isTrainingLevel(name)) return (_, p) => wayCost(name, wayAt(p));
    const cost = pairCostOf(name, { scenario, moveThreshold: plan.settings.moveThreshold, geography });
    return (person, p) => {
      const way = wayAt(p);
      return cost(way === undefined ? person : ways!.trained(person, way.courseIds), postAt(p));
    };
  }

  function valueOf(index: number, cost: PlaceCost): bigint {
    const level = plan.levels[index]!;
    let total = 0n;
    for (const seats of positionSeats) total += worth(seats.measures[index], headCount.get(seats.id) ?? 0);
    for (const seats of unitSeats) total += worth(seats.measures[index], unitCount.get(seats.id) ?? 0);
    if (level.name === "floors") total += BigInt(softFloorsMissed(scenario, plan.settings, placements));
    const kind = kindOfMove(level.name, plan.settings.moveThreshold);
    for (const { members } of people) {
      for (const person of members) {
        const id = placementOf.get(person.id)!.positionId;
        if (kind === undefined) total += BigInt(cost(person, at(person.id)));
        else if (id === null) total += kind.waiting;
        else if (person.positionId !== null && person.positionId !== id) total += kind.move;
      }
    }
    return total;
  }

  /**
   * The bound that the level's prices prove; narrows places and seats to the plans that reach it where it is tight.
   * `undefined` where a sum would not be exact.
   */
  function boundOf(level: LevelResult, index: number, cost: PlaceCost): bigint | undefined {
    const prices = plan.run.certificate[index];
    const priceOf = new Map(prices?.positions);
    const unitPriceOf = new Map(prices?.units);
    const price = Float64Array.from(positions, ({ id }) => priceOf.get(id) ?? 0);
    const unitPrice = Float64Array.from(unitSeats, ({ id }) => unitPriceOf.get(id) ?? 0);
    const kind = kindOfMove(level.name, plan.settings.moveThreshold);
    const isNothing = kind === undefined && !isTrainingLevel(level.name) && isFree(level.name, scenario, geography);
    const worth = worthOf(index, prices);
    if (worth === undefined) return undefined;
    const { scale, ofEarlier, rows } = worth;
    const isBare = scale === 1 && ofEarlier.length === 0 && rows.length === 0;
    const isFlat =
      isBare &&
      (isNothing || (kind !== undefined && kind.move === 0n && kind.waiting === 0n)) &&
      price.every((each) => each === 0);
    let total = worth.constant;
    if (!isFlat) {
      for (const alike of people) {
        const least = isBare
          ? valuesOf(alike, price, cost, kind, isNothing)
          : blendedOf(alike, price, [{ multiplier: scale, cost }, ...ofEarlier], rows);
        if (least === undefined) return undefined;
        total += BigInt(alike.members.length) * BigInt(least);
        if (level.proven && level.proof === undefined) narrow(alike, values, least, 0);
      }
    }
    const levelsOf = [
      { index, multiplier: BigInt(scale) },
      ...ofEarlier.map((each) => ({ index: each.index, multiplier: BigInt(each.multiplier) })),
    ];
    const seatCost = (seats: Seats, own: number, above: number): void => {
      const measures = levelsOf.map((each) => ({ ...each, measure: seats.measures[each.index] }));
      const net = BigInt(own) - BigInt(above);
      const isMeasured = measures.some(({ measure }) => measure !== undefined);
      const slope = (k: number): bigint =>
        measures.reduce((sum, { measure, multiplier }) => sum + multiplier * (measure?.slope(k) ?? 0n), 0n - net);
      for (const { measure, multiplier } of measures) total += multiplier * (measure?.atZero ?? 0n);
      if (!isMeasured && net === 0n) return;
      for (let k = 1; k <= seats.sure; k++) total += slope(k);
      let [sure, last] = [seats.sure, seats.sure];
      for (let k = seats.sure + 1; k <= seats.last; k++) {
        const reduced = slope(k);
        if (reduced > slack) break; // slopes never fall: no later seat is worth its price
        if (reduced < 0n) total += reduced;
        last = k;
        if (reduced < 0n - slack) sure = k;
      }
      if (narrows) [seats.sure, seats.last] = [sure, last];
    };
    const allSeatCosts = (): void => {
      positionSeats.forEach((seats, p) => seatCost(seats, price[p]!, seats.above < 0 ? 0 : unitPrice[seats.above]!));
      unitSeats.forEach((seats, u) => seatCost(seats, unitPrice[u]!, 0));
    };
    let slack = 0n;
    let narrows = level.proven && level.proof === undefined;
    allSeatCosts();
    const proven = total;
    if (level.proof !== undefined) {
      slack = BigInt(scale) * toBigInt(level.value) - proven;
      narrows = true;
      if (slack >= 0n && slack <= BigInt(Number.MAX_SAFE_INTEGER)) {
        allSeatCosts();
        for (const alike of people) {
          const least = blendedOf(alike, price, [{ multiplier: scale, cost }, ...ofEarlier], rows)!;
          narrow(alike, values, least, Number(slack));
        }
        tighten(prices, Number(slack));
      }
    }
    const [top, bottom] = [proven, BigInt(scale)];
    const rounded = top / bottom; // rounded up: values are integers
    return rounded * bottom < top ? rounded + 1n : rounded;
  }

  /** What a certificate says that rows and earlier levels are worth; `undefined` where it says what cannot be. */
  function worthOf(
    index: number,
    prices: Plan["run"]["certificate"][number] | undefined,
  ):
    | {
        readonly scale: number;
        readonly ofEarlier: readonly {
          readonly index: number;
          readonly multiplier: number;
          readonly cost: PlaceCost;
        }[];
        readonly rows: PricedRows;
        readonly constant: bigint;
      }
    | undefined {
    const scale = prices?.scale ?? 1;
    let constant = 0n;
    if (!(Number.isSafeInteger(scale) && scale > 0)) return undefined;
    const ofEarlier = (prices?.levels ?? []).map(([earlier, multiplier]) => {
      const level = plan.levels[earlier];
      if (level === undefined || earlier >= index || !(Number.isSafeInteger(multiplier) && multiplier >= 0))
        return undefined;
      constant -= BigInt(multiplier) * toBigInt(level.value);
      return { index: earlier, multiplier, cost: costOf(level) };
    });
    const floorsWorth =
      (plan.levels[index]!.name === "floors" ? scale : 0) +
      ofEarlier.reduce(
        (sum, each) => sum + (each !== undefined && plan.levels[each.index]!.name === "floors" ? each.multiplier : 0),
        0,
      );
    const rows = (prices?.rows ?? []).map(([constraint, node, detail, multiplier]) => {
      const row = readRow(constraint, node, detail);
      if (row === undefined || !Number.isSafeInteger(multiplier)) return undefined;
      const { lower, upper } = limits.get(JSON.stringify([constraint, node, detail])) ?? row;
      const limit = multiplier > 0 ? lower : upper;
      if (!Number.isSafeInteger(limit)) return undefined;
      constant += BigInt(multiplier) * BigInt(limit);
      const short = floorsWorth - Math.abs(multiplier);
      if (row.isSoft && short < 0) constant += BigInt(short) * BigInt(Math.max(0, row.lower));
      return { row, multiplier };
    });
    const isKnown = <Item>(list: readonly (Item | undefined)[]): list is readonly Item[] =>
      list.every((item) => item !== undefined);
    return isKnown(ofEarlier) && isKnown(rows) ? { scale, ofEarlier, rows, constant } : undefined;
  }

  /** Rows by the position where they count. */
  function rowsByPlace(rows: PricedRows): ReadonlyMap<string, PricedRows> {
    const known = byPlace.get(rows);
    if (known !== undefined) return known;
    const found = new Map<string, { row: PricedRow; multiplier: number }[]>();
    for (const each of rows) {
      for (const id of each.row.places ?? []) {
        const list = found.get(id);
        if (list === undefined) found.set(id, [each]);
        else list.push(each);
      }
    }
    byPlace.set(rows, found);
    return found;
  }

  /** What rows take off each way together. */
  function rowsByWay(rows: PricedRows): Float64Array {
    let sums = byWay.get(rows);
    if (sums !== undefined) return sums;
    byWay.set(rows, (sums = new Float64Array(ways?.list.length ?? 0)));
    for (const { row, multiplier } of rows) {
      if (row.ofWay === undefined) continue;
      for (let w = 0; w < sums.length; w++) sums[w]! += multiplier * row.ofWay(ways!.list[w]!);
    }
    return sums;
  }

  /** A row of multiplier m has no more slack than slack / |m| in any plan that is as good. */
  function tighten(prices: Plan["run"]["certificate"][number] | undefined, slack: number): void {
    for (const [constraint, node, detail, multiplier] of prices?.rows ?? []) {
      const row = readRow(constraint, node, detail)!;
      if (row.isSoft || multiplier === 0) continue;
      const name = JSON.stringify([constraint, node, detail]);
      const { lower, upper } = limits.get(name) ?? row;
      const most = Math.floor(slack / Math.abs(multiplier));
      limits.set(
        name,
        multiplier > 0
          ? { lower, upper: Math.min(upper, lower + most) }
          : { lower: Math.max(lower, upper - most), upper },
      );
    }
  }

  /** Like `valuesOf`, with what rows and earlier levels are worth. */
  function blendedOf(
    { sample, places }: AlikePeople,
    price: Float64Array,
    costs: readonly { readonly multiplier: number; readonly cost: PlaceCost }[],
    rows: PricedRows,
  ): number | undefined {
    let [least, largest] = [Infinity, 0];
    const concerned = rows.filter(
      ({ row }) => row.places === undefined && row.ofWay === undefined && (row.concerns?.(sample) ?? true),
    );
    const local = rowsByPlace(rows);
    const through = rowsByWay(rows);
    for (let k = 0; k < places.length; k++) {
      const p = places[k]!;
      const post = postAt(p);
      let value = post === null ? 0 : price[seatOf(p)]!;
      if (p >= positions.length) value -= through[p - positions.length]!;
      for (const { multiplier, cost } of costs) value += multiplier * cost(sample, p);
      for (const { row, multiplier } of concerned) value -= multiplier * row.count(sample, post);
      for (const { row, multiplier } of (post === null ? undefined : local.get(post.id)) ?? [])
        value -= multiplier * row.count(sample, post);
      values[k] = value;
      if (value < least) least = value;
      if (Math.abs(value) > largest) largest = Math.abs(value);
    }
    return largest <= Number.MAX_SAFE_INTEGER ? least : undefined;
  }

  /** cost + price of every open place, into `values`; answers the least, `undefined` where a sum would not be exact. */
  function valuesOf(
    { sample, places, present }: AlikePeople,
    price: Float64Array,
    cost: PlaceCost,
    kind: ReturnType<typeof kindOfMove>,
    isNothing: boolean,
  ): number | undefined {
    const move = kind === undefined || present < 0 ? 0 : Number(kind.move);
    const waiting = kind === undefined ? 0 : Number(kind.waiting);
    const looksCloser = kind === undefined && !isNothing;
    let [least, largest] = [Infinity, 0];
    for (let k = 0; k < places.length; k++) {
      const p = places[k]!;
      let value = p < 0 ? 0 : price[seatOf(p)]!;
      if (looksCloser) value += cost(sample, p);
      else if (p < 0) value += waiting;
      else if (p !== present) value += move;
      values[k] = value;
      if (value < least) least = value;
      if (Math.abs(value) > largest) largest = Math.abs(value);
    }
    return largest <= Number.MAX_SAFE_INTEGER ? least : undefined;
  }
}

function narrow(alike: AlikePeople, values: Float64Array, least: number, slack: number): void {
  const { places } = alike;
  let kept = 0;
  for (let k = 0; k < places.length; k++) if (values[k]! - least <= slack) kept++;
  if (kept === places.length) return;
  alike.places = new Int32Array(kept);
  for (let k = 0, next = 0; next < kept; k++) if (values[k]! - least <= slack) alike.places[next++] = places[k]!;
}

function alikePeople(scenario: Scenario, placesOf: PlacesOf, named: ReadonlySet<string>): AlikePeople[] {
  const known = new Map<string, { sample: Staff; members: Staff[] }>();
  const relatives = relativesIn(scenario);
  for (const person of scenario.staff) {
    if (!isCounted(scenario, person)) continue;
    const { id, extra: _, ...rest } = person;
    const key = JSON.stringify([named.has(id) ? id : null, rest, relatives.get(id)]); // of relatives either record may tell
    const alike = known.get(key);
    if (alike === undefined) known.set(key, { sample: person, members: [person] });
    else alike.members.push(person);
  }
  const indexOf = new Map(placesOf.positions.map(({ id }, p) => [id, p]));
  return [...known.values()].map((alike) => ({
    ...alike,
    places: placesOf.of(alike.sample),
    present: alike.sample.positionId === null ? -1 : indexOf.get(alike.sample.positionId)!,
  }));
}

function allSeats(
  scenario: Scenario,
  plan: Plan,
  positions: readonly Position[],
  people: readonly AlikePeople[],
  seatOf: (place: number) => number,
): { positionSeats: Seats[]; unitSeats: Seats[] } {
  const bound = new Int32Array(positions.length); // people with no other place
  const reach = new Int32Array(positions.length); // people who may sit there
  for (const { members, places } of people) {
    for (const p of places) {
      if (p < 0) continue;
      reach[seatOf(p)]! += members.length;
      if (places.length === 1) bound[p]! += members.length;
    }
  }
  const needs = positions.map(({ required }) => exact(required!));
  const seatsOf = positions.map(({ id, capacity }) =>
    Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length),
  );
  const lastOf = positions.map((_, p) => Math.min(seatsOf[p]!, reach[p]!)); // seats that anybody can take
  const unitIds = plan.levels.some(({ node }) => node === "unit")
    ? [...new Set(positions.map(({ unitId }) => unitId))]
    : [];
  const unitIndex = new Map(unitIds.map((id, u) => [id, u]));
  const inside = unitIds.map((): number[] => []);
  positions.forEach(({ unitId }, p) => inside[unitIndex.get(unitId) ?? -1]?.push(p));
  const sumOver = (list: readonly number[], of: (p: number) => number): number =>
    list.reduce((sum, p) => sum + of(p), 0);
  const unitNeeds = inside.map((list) => list.map((p) => needs[p]!).reduce(plus));
  const threshold = exact(plan.settings.moveThreshold);

  const known = new Map<string, Measure>();
  const measureOf = (
    name: LevelResult["name"],
    need: Exact,
    priority: number,
    minimum: number,
  ): Measure | undefined => {
    const key = `${name} ${need[0]}/${need[1]} ${priority} ${minimum}`;
    const measure = known.get(key) ?? newMeasure(name, need, exact(priority), minimum, threshold);
    if (measure !== undefined) known.set(key, measure);
    return measure;
  };
  const byLevel = plan.levels.map(({ name, node }, index) => {
    const isOnUnits = node === "unit";
    const ofNeeds = isOnUnits ? unitNeeds : needs;
    if (name === "leximin") {
      const seats = isOnUnits ? inside.map((list) => sumOver(list, (p) => lastOf[p]!)) : lastOf;
      const step = exact(plan.settings.levels[index]?.step ?? 0);
      return newRanks(
        ofNeeds.map((need, n) => ({ need, seats: seats[n]! })),
        step,
      );
    }
    return ofNeeds.map((need, n) => {
      const { priority = 1, minimum = 0 } = isOnUnits ? {} : positions[n]!;
      return measureOf(name, need, priority, minimum);
    });
  });
  const measuresOf = (node: "position" | "unit", n: number): (Measure | undefined)[] =>
    plan.levels.map((level, index) => (level.node === node ? byLevel[index]![n] : undefined));
  const positionSeats = positions.map(({ id, unitId }, p): Seats => ({
    id,
    above: unitIndex.get(unitId) ?? -1,
    measures: measuresOf("position", p),
    sure: bound[p]!,
    last: lastOf[p]!,
  }));
  const unitSeats = unitIds.map((id, u): Seats => ({
    id,
    above: -1,
    measures: measuresOf("unit", u),
    sure: sumOver(inside[u]!, (p) => positionSeats[p]!.sure),
    last: sumOver(inside[u]!, (p) => positionSeats[p]!.last),
  }));
  return { positionSeats, unitSeats };
}

function countBy(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** A claim that is no integer can equal nothing. */
function toBigInt(value: number): bigint {
  return Number.isSafeInteger(value) ? BigInt(value) : 2n ** 2000n;
}
