/**
 * Recomputes every level of a plan from people and posts, and checks the proof of its bound. Shares no code with the
 * network, the solvers, the formulation or the fixed-point arithmetic: measures of staffing and prices of moves are written
 * anew in `verify-measures.ts`. What it shares are facts about one person at one place, which no solver sees: distance,
 * wishes, objections, missing competencies (`pair-costs.ts`), the draws of the lottery, and the gates.
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
 */
import type { Issue } from "../errors/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import type { Geography } from "./geography.js";
import { lotteryKeys, lotteryOf } from "./lottery.js";
import { isCounted, type PairCost, pairCostOf } from "./pair-costs.js";
import type { LevelResult, Plan, Placement } from "./types.js";
import { exact, type Exact, type Measure, movePrice, newMeasure, plus, worth } from "./verify-measures.js";

/** A place: a position, or `null` for waiting. */
type Place = Position | null;

/** People whose records say the same: what one may do, all may do, at the same cost. */
interface AlikePeople {
  readonly sample: Staff;
  readonly members: readonly Staff[];
  /** Places that are still open to them; narrowed level by level. */
  places: readonly Place[];
}

/** The seats of a position or of a unit. */
interface Seats {
  readonly id: string;
  /** What the seats measure on a level; `undefined`: nothing. */
  readonly measure: (level: number) => Measure | undefined;
  /** Seats 1 … sure are taken in every plan that is still in question; seats after `last` in none. */
  sure: number;
  last: number;
}

/**
 * Issues with the levels of a plan. Codes: `planning/wrong-level-value`, `planning/wrong-bound` (a claim above what the
 * prices prove), `planning/wrong-proof` (`proven` although value and bound differ).
 *
 * @param placesOf the places that a person may take, own place included.
 */
export function verifyLevels(
  scenario: Scenario,
  plan: Plan,
  placements: readonly Placement[],
  placesOf: (person: Staff) => readonly Place[],
  geography: Geography,
): Issue[] {
  const issues: Issue[] = [];
  const people = alikePeople(scenario, placesOf);
  const positions = scenario.positions.filter(({ required }) => required !== null);
  const measuresUnits = plan.levels.some(({ node }) => node === "unit");
  const { positionSeats, unitSeats } = allSeats(scenario, plan, positions, people, measuresUnits);
  const headCount = countBy(
    placements.flatMap(({ staffId, positionId }) =>
      positionId !== null && isCounted(scenario, scenario.staffById.get(staffId)!) ? [positionId] : [],
    ),
  );
  const placeOf = new Map(placements.map(({ staffId, positionId }) => [staffId, positionId]));
  const unitCount = countBy(
    positions.flatMap(({ id, unitId }) => Array.from({ length: headCount.get(id) ?? 0 }, () => unitId)),
  );
  const keys = plan.levels.some(({ name }) => name === "tie") ? lotteryKeys(scenario) : new Map<string, string>();
  for (const { places, members } of people) if (places.length === 1) for (const { id } of members) keys.delete(id);
  const lottery = lotteryOf(plan.run.seed, 0);

  plan.levels.forEach((level, index) => {
    const cost: PairCost =
      level.name === "tie"
        ? (person, place) => (keys.has(person.id) ? lottery(keys.get(person.id)!, place) : 0)
        : (movePrice(level.name, plan.settings.moveThreshold) ??
          pairCostOf(level.name, { moveThreshold: 0, geography }));
    const value = valueOf(index);
    const say = (code: string, message: string): void => {
      issues.push({ code: `planning/${code}`, path: ["levels", index], message: `level ${level.name}: ${message}` });
    };
    if (value !== toBigInt(level.value)) say("wrong-level-value", `the plan is worth ${value}, not ${level.value}`);
    if (level.proven !== (level.value === level.bound)) {
      say("wrong-proof", `value ${level.value} and bound ${level.bound} contradict proven: ${level.proven}`);
    }
    const bound = boundOf(level, index, cost);
    if (toBigInt(level.bound) > bound) say("wrong-bound", `the prices prove ${bound}, not ${level.bound}`);

    function valueOf(levelIndex: number): bigint {
      let total = 0n;
      for (const seats of positionSeats) total += worth(seats.measure(levelIndex), headCount.get(seats.id) ?? 0);
      for (const seats of unitSeats) total += worth(seats.measure(levelIndex), unitCount.get(seats.id) ?? 0);
      for (const { members } of people) {
        for (const person of members) {
          const id = placeOf.get(person.id) ?? null;
          total += BigInt(cost(person, id === null ? null : scenario.positionById.get(id)!));
        }
      }
      return total;
    }
  });
  return issues;

  /** The bound that the level's prices prove; narrows places and seats to the plans that reach it where it is tight. */
  function boundOf(level: LevelResult, index: number, cost: PairCost): bigint {
    const prices = plan.run.certificate[index];
    // Prices come from outside: any integers will do, but sums of them must be exact.
    const positionPrice = new Map(prices?.positions.map(([id, price]) => [id, BigInt(price)]));
    const unitPrice = new Map(prices?.units.map(([id, price]) => [id, BigInt(price)]));
    const enter = (place: Place): bigint => (place === null ? 0n : (positionPrice.get(place.id) ?? 0n));
    let total = 0n;
    for (const alike of people) {
      const costs = alike.places.map((place) => BigInt(cost(alike.sample, place)) + enter(place));
      const least = costs.reduce((a, b) => (a < b ? a : b));
      total += BigInt(alike.members.length) * least;
      if (level.proven) alike.places = alike.places.filter((_, k) => costs[k] === least);
    }
    const seatCost = (seats: Seats, price: bigint): void => {
      const measure = seats.measure(index);
      const slope = (k: number): bigint => (measure?.slope(k) ?? 0n) - price;
      total += measure?.atZero ?? 0n;
      for (let k = 1; k <= seats.sure; k++) total += slope(k);
      let [sure, last] = [seats.sure, seats.sure];
      for (let k = seats.sure + 1; k <= seats.last; k++) {
        const reduced = slope(k);
        if (reduced > 0n) break; // slopes never fall: no later seat is worth its price
        total += reduced;
        last = k;
        if (reduced < 0n) sure = k;
      }
      if (level.proven) [seats.sure, seats.last] = [sure, last];
    };
    for (const seats of positionSeats) {
      const unitId = scenario.positionById.get(seats.id)!.unitId;
      seatCost(seats, (positionPrice.get(seats.id) ?? 0n) - (measuresUnits ? (unitPrice.get(unitId) ?? 0n) : 0n));
    }
    for (const seats of unitSeats) seatCost(seats, unitPrice.get(seats.id) ?? 0n);
    return total;
  }
}

function alikePeople(scenario: Scenario, placesOf: (person: Staff) => readonly Place[]): AlikePeople[] {
  const known = new Map<string, { sample: Staff; members: Staff[] }>();
  for (const person of scenario.staff) {
    if (!isCounted(scenario, person)) continue;
    const { id: _, extra: __, ...rest } = person;
    const key = JSON.stringify(rest);
    const alike = known.get(key);
    if (alike === undefined) known.set(key, { sample: person, members: [person] });
    else alike.members.push(person);
  }
  return [...known.values()].map((alike) => ({ ...alike, places: placesOf(alike.sample) }));
}

function allSeats(
  scenario: Scenario,
  plan: Plan,
  positions: readonly Position[],
  people: readonly AlikePeople[],
  measuresUnits: boolean,
): { positionSeats: Seats[]; unitSeats: Seats[] } {
  const bound = new Map<string, number>(); // people with no other place
  const reach = new Map<string, number>(); // people who may sit there
  for (const { members, places } of people) {
    for (const place of places) {
      if (place === null) continue;
      reach.set(place.id, (reach.get(place.id) ?? 0) + members.length);
      if (places.length === 1) bound.set(place.id, (bound.get(place.id) ?? 0) + members.length);
    }
  }
  const threshold = exact(plan.settings.moveThreshold);
  const measures = new Map<string, Measure>();
  const measureOf = (
    level: LevelResult,
    need: Exact,
    needKey: string,
    priority: number,
    minimum: number,
  ): Measure | undefined => {
    const key = `${level.name} ${needKey} ${priority} ${minimum}`;
    const known = measures.get(key) ?? newMeasure(level.name, need, exact(priority), minimum, threshold);
    if (known !== undefined) measures.set(key, known);
    return known;
  };
  const positionSeats = positions.map(({ id, capacity, required, priority, minimum }): Seats => {
    const need = exact(required!);
    return {
      id,
      measure: (index) => {
        const level = plan.levels[index]!;
        return level.node === "unit"
          ? undefined
          : measureOf(level, need, String(required), priority ?? 1, minimum ?? 0);
      },
      sure: bound.get(id) ?? 0,
      last: Math.min(Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length), reach.get(id) ?? 0),
    };
  });
  if (!measuresUnits) return { positionSeats, unitSeats: [] };
  const unitSeats = [...new Set(positions.map(({ unitId }) => unitId))].map((unitId): Seats => {
    const inside = positions.flatMap((position, k) => (position.unitId === unitId ? [k] : []));
    const need = inside.map((k) => exact(positions[k]!.required!)).reduce(plus);
    return {
      id: unitId,
      measure: (index) => {
        const level = plan.levels[index]!;
        return level.node === "unit" ? measureOf(level, need, `unit ${unitId}`, 1, 0) : undefined;
      },
      sure: inside.reduce((sum, k) => sum + positionSeats[k]!.sure, 0),
      last: inside.reduce((sum, k) => sum + positionSeats[k]!.last, 0),
    };
  });
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
