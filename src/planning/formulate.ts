/**
 * The only place where people meet mathematics: a scenario becomes groups, places and seats, and what comes back becomes
 * placements.
 *
 *     groups ──pairs──▶ positions (and waiting) ──seats──▶ [units ──seats──▶] sink
 *
 * A group is one or more interchangeable people; its pairs are the present place and every post its members may enter.
 * Seats of a position (and of a unit, where a level measures units) have one slope a level. People who cannot go anywhere
 * else are not in the network; they take the first seats. `transport-levels.ts` and `network-levels.ts` find the best flow,
 * in the form that suits each; neither knows a person.
 */
import { ScenarioError } from "../errors/index.js";
import { byId, exactDecimal, type Position, type Scenario } from "../scenario/index.js";
import { addFractions, type SeatMeasure } from "./fixed-point.js";
import type { Geography } from "./geography.js";
import { type Group, type GroupedPeople, groupPeople, type Settled } from "./groups.js";
import { inDrawnOrder } from "./hash.js";
import type { PlanLevel } from "./levels.js";
import { leximinMeasures } from "./leximin.js";
import { lotteryOf } from "./lottery.js";
import { inOrderOfMerit } from "./merit-order.js";
import type { ResolvedOptions } from "./options.js";
import { FREE, isCounted, isFree, pairCostOf, type UniformCost, uniformCostOf } from "./pair-costs.js";
import { memoizedMeasures, type NodeMeasures } from "./seats.js";
import type { LevelPrices, Placement, RunRecord } from "./types.js";
import { isTrainingLevel, throughCourses, wayCost, type Ways } from "./ways.js";

/** People by pair of group and place: everyone of the network has exactly one. */
export interface PairFlow {
  /** Pairs in use, each once. */
  readonly pair: Int32Array;
  /** People on each. */
  readonly people: Int32Array;
}

/** The seats of a position or of a unit that are open to the people of the network. */
export interface SeatNode {
  readonly id: string;
  /** What seats measure, level by level. */
  readonly measures: NodeMeasures;
  /** Seats taken by settled people: the first ones. */
  readonly taken: number;
  /** Seats that people of the network can take. */
  readonly width: number;
  /** The more of need and people: about as many seats as will be in question. */
  readonly usual: number;
}

/** A scenario in the shape that the solvers read. */
export interface Formulation {
  readonly levels: readonly PlanLevel[];
  readonly groups: readonly Group[];
  /** Pairs of groups and places; see `GroupedPeople`. Waiting is the place `positions.length`. */
  readonly start: Int32Array;
  readonly place: Int32Array;
  /** By pair: the position on whose seats it sits, which is the place itself where that is no way. */
  readonly seat: Int32Array;
  /** The position of any place, and the ways behind the places after waiting. */
  seatOf(place: number): number;
  readonly ways: Ways | undefined;
  /** The sets of posts that groups may enter; see `GroupedPeople`. */
  readonly list: Int32Array;
  readonly listStart: Int32Array;
  readonly listPlace: Int32Array;
  /** Length groups: people of each. */
  readonly people: Int32Array;
  /** The studied positions, by id. */
  readonly positions: readonly SeatNode[];
  /** The units, by id, with their positions; empty where no level measures units. */
  readonly units: readonly (SeatNode & { readonly members: readonly number[] })[];
  /** The records behind `positions`, and the people who are not in the network because they cannot go anywhere else. */
  readonly studied: readonly Position[];
  readonly settled: readonly Settled[];
  /** Millimetres that no distance exceeds; 0 where no level looks at distances. */
  readonly farthest: number;
  /** Integer cost per person of the given pairs (all by default) on a level; `undefined` where all are 0. */
  pairCosts(level: number, draw: number, pairs?: Int32Array): Float64Array | undefined;
  /** The costs of a level that looks at nothing but the kind of a pair; `undefined` for the others. */
  uniformCost(level: number): UniformCost | undefined;
  /** The groups in the order of merit, where a level asks for it and every group is one person. */
  readonly turns: Int32Array;
  /** The group of a pair. O(log groups). */
  groupOf(pair: number): number;
  /** The pair of a group and a place that it may take. */
  pairOf(group: number, place: number): number;
  /** What a level is worth before anyone of the network sits down. */
  levelConstant(level: number): bigint;
  levelValue(level: number, flow: PairFlow): bigint;
  /** A bound on a level from its seats alone. */
  seatBound(level: number): bigint;
  readBack(flow: PairFlow): Placement[];
  /** Prices by position and unit, in the order of `positions` and `units`, as a plan carries them. */
  pricesOf(positions: Float64Array, units: Float64Array): LevelPrices;
  readonly size: RunRecord["size"];
}

/**
 * The shape of a scenario under the given options. O(people + pairs + seats).
 *
 * @param refine divides groups further, where conditions tell their members apart.
 * @param ways lead to posts that rules do not open to people as they are; no kernel knows them.
 */
export function formulate(
  scenario: Scenario,
  options: ResolvedOptions,
  geography: Geography,
  refine: (grouped: GroupedPeople) => GroupedPeople = (grouped) => grouped,
  ways?: Ways,
): Formulation {
  const { levels, moveThreshold } = options;
  const studied = scenario.positions.filter(({ required }) => required !== null).sort(byId);
  const grouped = refine(groupPeople(scenario, studied, options.unknown, levels, options.objections === "veto", ways));
  const { groups, settled, start, place } = grouped;
  const people = Int32Array.from(groups, ({ members }) => members.length);
  const waitingPlace = studied.length;
  const wayAt = (at: number): Ways["list"][number] | undefined => ways?.list[at - waitingPlace - 1];
  const seatOf = (at: number): number => wayAt(at)?.position ?? at;
  const seat = ways === undefined ? place : place.map(seatOf);

  const settledAt = new Int32Array(studied.length);
  const reach = new Int32Array(studied.length + 1); // people of the network who may sit here
  const indexOf = new Map(studied.map((position, p) => [position.id, p]));
  for (const { at } of settled) if (at !== null) settledAt[indexOf.get(at.id)!]!++;
  for (let g = 0; g < groups.length; g++) {
    for (let pair = start[g]!; pair < start[g + 1]!; pair++) reach[seat[pair]!]! += people[g]!;
  }

  const seatsOf = ({ id, capacity }: Position): number =>
    Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length);
  const width = studied.map((position, p) => Math.min(seatsOf(position) - settledAt[p]!, reach[p]!));
  const reachable = studied.map((_, p) => settledAt[p]! + width[p]!); // seats that anybody can take
  const positionMeasures = measuresOfPositions(studied, levels, moveThreshold, reachable);
  const positions = studied.map((position, p): SeatNode => ({
    id: position.id,
    measures: positionMeasures[p]!,
    taken: settledAt[p]!,
    width: width[p]!,
    usual: Math.max(Math.ceil(position.required!), scenario.incumbentsByPosition.get(position.id)!.length),
  }));
  const units = unitsOf(studied, positions, levels, moveThreshold, reachable);

  const isFreeLevel = levels.map(({ name }) =>
    isTrainingLevel(name) ? ways === undefined : isFree(name, scenario, geography),
  );
  const pairCosts = (level: number, draw: number, pairs?: Int32Array): Float64Array | undefined => {
    if (isFreeLevel[level] === true) return undefined;
    const { name } = levels[level]!;
    const costs = new Float64Array(pairs === undefined ? place.length : pairs.length);
    const lottery = lotteryOf(options.seed, draw);
    const uniform = uniformCostOf(name, moveThreshold);
    const costOf = name === "tie" ? undefined : pairCostOf(name, { scenario, moveThreshold, geography });
    let g = 0;
    for (let k = 0; k < costs.length; k++) {
      const pair = pairs === undefined ? k : pairs[k]!;
      if (pair < start[g]! || pair >= start[g + 1]!) g = groupOf(start, pair);
      const { key, members, from } = groups[g]!;
      if (uniform !== undefined) {
        if (place[pair] === waitingPlace) costs[k] = uniform.waiting;
        else if (from < 0) costs[k] = uniform.placement;
        else costs[k] = pair === start[g] ? uniform.stay : uniform.move;
        continue;
      }
      const at = studied[seat[pair]!] ?? null;
      const way = wayAt(place[pair]!);
      if (isTrainingLevel(name)) costs[k] = wayCost(name, way);
      else if (costOf === undefined) costs[k] = lottery(key, at, way?.courseIds);
      else costs[k] = costOf(way === undefined ? members[0]! : ways!.trained(members[0]!, way.courseIds), at);
    }
    return costs;
  };

  const settledCost = levels.map((level): bigint => {
    if (level.name === "tie") return 0n;
    const cost = pairCostOf(level.name, { scenario, moveThreshold, geography });
    return settled.reduce((sum, { person, at }) => sum + BigInt(cost(person, at)), 0n);
  });
  const seatValue = (level: number, heads: Int32Array): bigint => {
    let value = 0n;
    positions.forEach(({ measures }, p) => (value += valueAt(measures[level], heads[p]!)));
    units.forEach(({ measures, members }) => (value += valueAt(measures[level], sumOver(heads, members))));
    return value;
  };
  const levelConstant = (level: number): bigint => settledCost[level]! + seatValue(level, settledAt);

  return {
    levels,
    groups,
    start,
    place,
    seat,
    seatOf,
    ways,
    list: grouped.list,
    listStart: grouped.listStart,
    listPlace: grouped.listPlace,
    people,
    positions,
    units,
    studied,
    settled,
    farthest: levels.some(({ name }) => name === "distance") ? geography.farthest : 0,
    pairCosts,
    uniformCost: (level) => (isFreeLevel[level] === true ? FREE : uniformCostOf(levels[level]!.name, moveThreshold)),
    turns: levels.some(({ name }) => name === "merit") ? turnsOf(groups, options.seed) : new Int32Array(0),
    groupOf: (pair) => groupOf(start, pair),
    pairOf(group, at) {
      const first = start[group]!;
      if (place[first] === at) return first;
      let [low, high] = [first + 1, start[group + 1]!];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (place[middle]! <= at) low = middle;
        else high = middle;
      }
      return low;
    },
    levelConstant,
    levelValue(level, flow) {
      const heads = settledAt.slice();
      const costs = pairCosts(level, 0, flow.pair);
      let value = settledCost[level]!;
      for (let k = 0; k < flow.pair.length; k++) {
        const at = seat[flow.pair[k]!]!;
        if (at !== waitingPlace) heads[at]! += flow.people[k]!;
        if (costs !== undefined) value += BigInt(costs[k]!) * BigInt(flow.people[k]!);
      }
      return value + seatValue(level, heads);
    },
    seatBound(level) {
      let bound = levelConstant(level); // no pair costs less than 0
      for (const { measures, taken, width } of [...positions, ...units]) {
        const measure = measures[level];
        if (measure === undefined) continue;
        for (let k = 1; k <= width; k++) {
          const slope = measure.slope(taken + k);
          if (slope >= 0n) break;
          bound += slope;
        }
      }
      return bound;
    },
    readBack(flow) {
      const placements: Placement[] = scenario.staff
        .filter((person) => !isCounted(scenario, person))
        .map(({ id, positionId }) => ({ staffId: id, positionId }));
      for (const { person, at } of settled) placements.push({ staffId: person.id, positionId: at?.id ?? null });
      const placesOf = groups.map((): (Omit<Placement, "staffId"> & { readonly people: number })[] => []);
      for (let k = 0; k < flow.pair.length; k++) {
        const pair = flow.pair[k]!;
        const positionId = studied[seat[pair]!]?.id ?? null;
        const way = wayAt(place[pair]!);
        const at = way === undefined ? { positionId } : { positionId, courseIds: way.courseIds };
        placesOf[groupOf(start, pair)]!.push({ ...at, people: flow.people[k]! });
      }
      groups.forEach(({ members }, g) => {
        const drawn = inDrawnOrder(members, options.seed, ({ id }) => id);
        let next = 0;
        const nameOf = ({ positionId, courseIds }: (typeof placesOf)[number][number]): string =>
          `${positionId ?? ""}${throughCourses(courseIds)}`;
        for (const { people: count, ...at } of inDrawnOrder(placesOf[g]!, options.seed, nameOf)) {
          for (let k = 0; k < count; k++) placements.push({ staffId: drawn[next++]!.id, ...at });
        }
      });
      return placements.sort((x, y) => (x.staffId < y.staffId ? -1 : 1));
    },
    pricesOf: (positionPrices, unitPrices) => ({
      positions: priced(positions, positionPrices),
      units: priced(units, unitPrices),
    }),
    size: {
      people: people.reduce((sum, count) => sum + count, 0),
      groups: groups.length,
      positions: studied.length,
      pairs: place.length,
    },
  };
}

/** Everyone on the present place. */
export function everyoneStays({ groups, start, people }: Formulation): PairFlow {
  return { pair: start.slice(0, groups.length), people: people.slice() };
}

/** @throws ScenarioError `planning/out-of-range`: costs of this size on that many nodes leave exact arithmetic. */
export function costsOutOfRange(level: string, largest: number, nodeCount: number): ScenarioError {
  const message = `the level ${level} has integer costs up to ${largest} on ${nodeCount} nodes, beyond exact arithmetic`;
  const hint = "a need or a priority is far too large";
  return new ScenarioError([{ code: "planning/out-of-range", path: ["positions"], message, hint }]);
}

function measuresOfPositions(
  studied: readonly Position[],
  levels: readonly PlanLevel[],
  moveThreshold: number,
  reachable: readonly number[],
): NodeMeasures[] {
  const measureFor = memoizedMeasures(moveThreshold);
  const needs = studied.map(({ required }) => exactDecimal(required!));
  const byLevel = levels.map(({ name, node, step }): (SeatMeasure | undefined)[] => {
    if (node !== "position") return studied.map(() => undefined);
    if (name === "leximin") {
      const nodes = needs.map((need, p) => ({ need, seats: reachable[p]! }));
      return leximinMeasures(nodes, exactDecimal(step!));
    }
    return studied.map(({ priority, minimum }, p) =>
      measureFor(name, needs[p]!, exactDecimal(priority ?? 1), minimum ?? 0),
    );
  });
  return studied.map((_, p) => byLevel.map((measures) => measures[p]));
}

function unitsOf(
  studied: readonly Position[],
  positions: readonly SeatNode[],
  levels: readonly PlanLevel[],
  moveThreshold: number,
  reachable: readonly number[],
): Formulation["units"] {
  if (levels.every(({ node }) => node === "position")) return [];
  const ids = [...new Set(studied.map(({ unitId }) => unitId))].sort();
  const membersOf = new Map(ids.map((id): [string, number[]] => [id, []]));
  studied.forEach(({ unitId }, p) => membersOf.get(unitId)!.push(p));
  const members = ids.map((id) => membersOf.get(id)!);
  const needs = members.map((inside) => inside.map((p) => exactDecimal(studied[p]!.required!)).reduce(addFractions));
  const measureFor = memoizedMeasures(moveThreshold);
  const byLevel = levels.map(({ name, node, step }): (SeatMeasure | undefined)[] => {
    if (node !== "unit") return ids.map(() => undefined);
    if (name === "leximin") {
      const seats = members.map((inside) => inside.reduce((sum, p) => sum + reachable[p]!, 0));
      return leximinMeasures(
        needs.map((need, u) => ({ need, seats: seats[u]! })),
        exactDecimal(step!),
      );
    }
    return needs.map((need) => measureFor(name, need, exactDecimal(1), 0));
  });
  const total = (inside: readonly number[], of: (node: SeatNode) => number): number =>
    inside.reduce((sum, p) => sum + of(positions[p]!), 0);
  return ids.map((id, u) => ({
    id,
    members: members[u]!,
    measures: byLevel.map((measures) => measures[u]),
    taken: total(members[u]!, ({ taken }) => taken),
    width: total(members[u]!, ({ width }) => width),
    usual: total(members[u]!, ({ usual }) => usual),
  }));
}

/** Groups of one person each in the order of merit. */
function turnsOf(groups: readonly Group[], seed: string): Int32Array {
  const groupAt = new Map(groups.map(({ members }, g) => [members[0]!.id, g]));
  const people = groups.map(({ members }) => members[0]!);
  return Int32Array.from(inOrderOfMerit(people, seed), ({ id }) => groupAt.get(id)!);
}

/** The group of a pair. O(log groups). */
function groupOf(start: Int32Array, pair: number): number {
  let [low, high] = [0, start.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (start[middle]! <= pair) low = middle;
    else high = middle;
  }
  return low;
}

function sumOver(counts: Int32Array, members: readonly number[]): number {
  return members.reduce((all, p) => all + counts[p]!, 0);
}

/** Value of a measure with n people. */
function valueAt(measure: SeatMeasure | undefined, n: number): bigint {
  let value = measure?.atZero ?? 0n;
  for (let k = 1; k <= n; k++) value += measure?.slope(k) ?? 0n;
  return value;
}

function priced(nodes: readonly { readonly id: string }[], prices: Float64Array): [string, number][] {
  return nodes.flatMap(({ id }, n): [string, number][] => (prices[n] === 0 ? [] : [[id, prices[n]!]]));
}
