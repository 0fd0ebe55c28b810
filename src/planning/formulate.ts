/**
 * Where people meet mathematics: a scenario becomes a min-cost flow network, a flow becomes placements.
 *
 * The network (mathematics, section "The network"):
 *
 *     group of people ──► position ══► (unit ══►) sink          ══ is a bundle of seat arcs
 *            └──── waiting ────────────────────────▲
 *
 * * A **group** is all people who are interchangeable: same present post, same answer to every requirement, same
 *   places, wishes and objections. Its supply is its size. It has an arc to its present post (staying) and to every
 *   post that its members may enter; a waiting group has an arc to the sink (waiting on).
 * * A position's **seat arcs** carry the slopes of its convex measures, one integer a seat and level. Neighbouring
 *   seats with the same slopes on every level are one arc.
 * * People who cannot go anywhere else are no part of the network: they sit on the first seats of their post, and
 *   what they cost is a constant.
 * * Units are nodes only where a level measures units.
 *
 * Every level has its own costs on the same network. `apply` is {@link formulate}, `readBack` is its inverse.
 */
import { ScenarioError } from "../errors/index.js";
import type { FlowNetwork } from "../network/types.js";
import { byId, type Scenario } from "../scenario/index.js";
import { addFractions, exactDecimal, type SeatMeasure } from "./fixed-point.js";
import type { Geography } from "./geography.js";
import { type Group, groupPeople } from "./groups.js";
import { inDrawnOrder } from "./hash.js";
import type { PlanLevel } from "./levels.js";
import { lotteryOf } from "./lottery.js";
import type { ResolvedOptions } from "./options.js";
import { isCounted, type PairCost, pairCostOf } from "./pair-costs.js";
import { memoizedMeasures, type NodeMeasures, seatArcs } from "./seats.js";
import type { LevelPrices, Placement, RunRecord } from "./types.js";

/** A scenario as a network with one cost vector a level. */
export interface Formulation {
  readonly levels: readonly PlanLevel[];
  /** Costs are 0 here; see `levelCosts`. */
  readonly network: FlowNetwork;
  /** Everyone stays: a feasible flow, length = arcs. */
  readonly startFlow: Float64Array;
  /** Integer cost of each arc on a level. `draw` numbers the redraws of the lottery, for `tie` only. */
  levelCosts(level: number, draw?: number): Float64Array;
  /** What the level costs beside the flow: value = constant + Σ cost · flow. */
  levelConstant(level: number): bigint;
  /** What a flow is worth on a level, counted from the heads at every post, whichever seats the flow takes. */
  levelValue(level: number, flow: Float64Array): bigint;
  /** A bound on a level that costs next to nothing to compute. */
  seatBound(level: number): bigint;
  /** Whether the costs of a flow are its true costs: not more than one person sits on the rest of any post's seats. */
  isExact(flow: Float64Array): boolean;
  /** Everyone's place under a flow, by staff id. */
  readBack(flow: Float64Array): Placement[];
  /** The potentials of the network as prices of positions and units. */
  pricesOf(potential: Float64Array): LevelPrices;
  readonly size: RunRecord["size"];
}

/** Seats that every post shows beyond its need or its people, whichever is more. */
const FEW = 4;

/**
 * Builds the network of a scenario under the given options.
 *
 * @param spread how many times the usual number of people a post shows as single seats; see `seatArcs`.
 * @throws ScenarioError `planning/out-of-range` where needs, priorities and head counts leave the range in which
 * doubles hold integers exactly.
 */
export function formulate(
  scenario: Scenario,
  options: ResolvedOptions,
  geography: Geography,
  spread: number,
): Formulation {
  const { levels } = options;
  const positions = scenario.positions.filter(({ required }) => required !== null).sort(byId);
  const { groups, settled } = groupPeople(scenario, positions, options.unknown);

  const settledAt = new Int32Array(positions.length);
  const reach = new Int32Array(positions.length); // people of the network who may sit here
  const indexOf = new Map(positions.map((position, p) => [position.id, p]));
  for (const person of settled) if (person.positionId !== null) settledAt[indexOf.get(person.positionId)!]!++;
  for (const { from, destinations, members } of groups) {
    for (const p of from >= 0 ? [from, ...destinations] : destinations) reach[p]! += members.length;
  }
  const width = Int32Array.from(positions, ({ id, capacity }, p) => {
    const seats = Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length);
    return Math.min(seats - settledAt[p]!, reach[p]!);
  });

  // Nodes: groups, then positions, then units (where measured), then the sink.
  const measuresUnits = levels.some(({ node }) => node === "unit");
  const units = measuresUnits ? [...new Set(positions.map(({ unitId }) => unitId))].sort() : [];
  const unitIndexOf = new Map(units.map((id, u) => [id, u]));
  const positionNode = (p: number): number => groups.length + p;
  const unitNode = (u: number): number => groups.length + positions.length + u;
  const sink = groups.length + positions.length + units.length;

  const measureFor = memoizedMeasures(options.moveThreshold);
  const positionMeasures: NodeMeasures[] = positions.map(({ required, priority, minimum }) =>
    levels.map(({ name, node }) =>
      node === "position"
        ? measureFor(name, exactDecimal(required!), exactDecimal(priority ?? 1), minimum ?? 0)
        : undefined,
    ),
  );
  const inUnit = units.map((id) => positions.flatMap(({ unitId }, p) => (unitId === id ? [p] : [])));
  const unitMeasures: NodeMeasures[] = inUnit.map((members) => {
    const need = members.map((p) => exactDecimal(positions[p]!.required!)).reduce(addFractions);
    return levels.map(({ name, node }) => (node === "unit" ? measureFor(name, need, exactDecimal(1), 0) : undefined));
  });

  // Arcs: pairs of group and place first, seats after; of each seat arc the slopes, level by level.
  const tail: number[] = [];
  const head: number[] = [];
  const upper: number[] = [];
  const slopes: (readonly number[])[] = [];
  const rests: number[] = [];
  const pairGroup: Group[] = [];
  const pairPlace: number[] = []; // index into positions; −1 = waiting
  groups.forEach((group, g) => {
    for (const place of [group.from, ...group.destinations]) {
      pairGroup.push(group);
      pairPlace.push(place);
      tail.push(g);
      head.push(place < 0 ? sink : positionNode(place));
      upper.push(Infinity);
    }
  });
  const pairCount = tail.length;
  const addSeats = (
    from: number,
    to: number,
    measures: NodeMeasures,
    taken: number,
    seats: number,
    shown: number,
  ): void => {
    for (const arc of seatArcs(measures, taken, seats, shown)) {
      if (arc.isRest) rests.push(tail.length);
      tail.push(from);
      head.push(to);
      upper.push(arc.people);
      slopes.push(arc.slopes);
    }
  };
  const shown = Int32Array.from(positions, ({ id, required }, p) => {
    const usual = Math.max(Math.ceil(required!), scenario.incumbentsByPosition.get(id)!.length);
    return Math.min(width[p]!, spread * (usual + FEW));
  });
  positions.forEach(({ unitId }, p) => {
    const above = measuresUnits ? unitNode(unitIndexOf.get(unitId)!) : sink;
    addSeats(positionNode(p), above, positionMeasures[p]!, settledAt[p]!, width[p]!, shown[p]!);
  });
  inUnit.forEach((members, u) => {
    const [taken, seats, usual] = [sumOver(settledAt, members), sumOver(width, members), sumOver(shown, members)];
    addSeats(unitNode(u), sink, unitMeasures[u]!, taken, seats, usual);
  });

  const supply = new Float64Array(sink + 1);
  groups.forEach(({ members }, g) => (supply[g] = members.length));
  supply[sink] = -groups.reduce((all, { members }) => all + members.length, 0);
  const network: FlowNetwork = {
    nodeCount: supply.length,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    upper: Float64Array.from(upper),
    cost: new Float64Array(tail.length),
    supply,
  };

  const pairCost = (level: number): PairCost | undefined => {
    const { name } = levels[level]!;
    return name === "tie" ? undefined : pairCostOf(name, { moveThreshold: options.moveThreshold, geography });
  };

  const settledCost = (level: number): bigint => {
    const cost = pairCost(level);
    if (cost === undefined) return 0n;
    return settled.reduce((sum, person) => {
      const place = person.positionId === null ? null : scenario.positionById.get(person.positionId)!;
      return sum + BigInt(cost(person, place));
    }, 0n);
  };
  const seatValue = (level: number, heads: Int32Array): bigint => {
    let value = 0n;
    positions.forEach((_, p) => (value += valueAt(positionMeasures[p]![level], heads[p]!)));
    inUnit.forEach((members, u) => (value += valueAt(unitMeasures[u]![level], sumOver(heads, members))));
    return value;
  };

  /** The cost of a pair arc on a level. */
  const arcCost = (level: number, draw: number): ((arc: number) => number) => {
    const cost = pairCost(level);
    const lottery = lotteryOf(options.seed, draw);
    return (arc) => {
      const { key, members } = pairGroup[arc]!;
      const place = pairPlace[arc]! < 0 ? null : positions[pairPlace[arc]!]!;
      return cost === undefined ? lottery(key, place) : cost(members[0]!, place);
    };
  };

  const levelValue = (level: number, flow: Float64Array): bigint => {
    const heads = settledAt.slice();
    const costOf = arcCost(level, 0);
    let value = settledCost(level);
    for (let arc = 0; arc < pairCount; arc++) {
      if (flow[arc] === 0) continue;
      if (pairPlace[arc]! >= 0) heads[pairPlace[arc]!]! += flow[arc]!;
      value += BigInt(costOf(arc)) * BigInt(flow[arc]!);
    }
    return value + seatValue(level, heads);
  };

  /** No pair costs less than 0, so the best seats alone bound a level. */
  const seatBound = (level: number): bigint => {
    let bound = settledCost(level) + seatValue(level, settledAt);
    slopes.forEach((bySeat, k) => {
      const slope = bySeat[level]!;
      if (slope < 0) bound += BigInt(slope) * BigInt(upper[pairCount + k]!);
    });
    return bound;
  };

  const levelCosts = (level: number, draw = 0): Float64Array => {
    const costOf = arcCost(level, draw);
    const costs = new Float64Array(network.tail.length);
    for (let arc = 0; arc < pairCount; arc++) costs[arc] = costOf(arc);
    slopes.forEach((bySeat, k) => (costs[pairCount + k] = bySeat[level]!));
    guardRange(costs, network.nodeCount, levels[level]!.name);
    return costs;
  };

  const readBack = (flow: Float64Array): Placement[] => {
    const placements: Placement[] = scenario.staff
      .filter((person) => !isCounted(scenario, person))
      .map(({ id, positionId }) => ({ staffId: id, positionId }));
    for (const { id, positionId } of settled) placements.push({ staffId: id, positionId });
    let a = 0;
    for (const { members, destinations } of groups) {
      const places: { id: string | null; people: number }[] = [];
      for (let k = 0; k <= destinations.length; k++, a++) {
        if (flow[a]! > 0) places.push({ id: positions[pairPlace[a]!]?.id ?? null, people: flow[a]! });
      }
      const drawn = inDrawnOrder(members, options.seed, ({ id }) => id);
      let next = 0;
      for (const { id, people } of inDrawnOrder(places, options.seed, ({ id }) => id ?? "")) {
        for (let k = 0; k < people; k++) placements.push({ staffId: drawn[next++]!.id, positionId: id });
      }
    }
    return placements.sort((x, y) => (x.staffId < y.staffId ? -1 : 1));
  };

  const pricesOf = (potential: Float64Array): LevelPrices => {
    const price = (node: number): number => potential[node]! - potential[sink]!;
    const priced = (ids: readonly string[], node: (index: number) => number): [string, number][] =>
      ids.flatMap((id, index): [string, number][] => (price(node(index)) === 0 ? [] : [[id, price(node(index))]]));
    return {
      positions: priced(
        positions.map(({ id }) => id),
        positionNode,
      ),
      units: priced(units, unitNode),
    };
  };

  return {
    levels,
    network,
    startFlow: everyoneStays(network, groups, pairCount),
    levelCosts,
    levelConstant: (level) => settledCost(level) + seatValue(level, settledAt),
    levelValue,
    seatBound,
    isExact: (flow) => rests.every((arc) => flow[arc]! <= 1),
    readBack,
    pricesOf,
    size: {
      people: -supply[sink]!,
      groups: groups.length,
      positions: positions.length,
      pairs: pairCount,
    },
  };
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

/** Everyone on the present post or waiting, on the best seats there. */
function everyoneStays(network: FlowNetwork, groups: readonly Group[], pairCount: number): Float64Array {
  const flow = new Float64Array(network.tail.length);
  let a = 0;
  for (const { members, destinations } of groups) {
    flow[a] = members.length;
    a += 1 + destinations.length;
  }
  // Seat arcs come node by node, positions before units: a node's load is complete when its seats are reached.
  const load = new Float64Array(network.nodeCount);
  for (let pair = 0; pair < pairCount; pair++) load[network.head[pair]!]! += flow[pair]!;
  for (let seat = pairCount; seat < flow.length; seat++) {
    const people = Math.min(load[network.tail[seat]!]!, network.upper[seat]!);
    flow[seat] = people;
    load[network.tail[seat]!]! -= people;
    load[network.head[seat]!]! += people;
  }
  return flow;
}

/** Costs so large that potentials could leave the range of exact integers are refused. */
function guardRange(costs: Float64Array, nodeCount: number, level: string): void {
  let largest = 0;
  for (const cost of costs) largest = Math.max(largest, Math.abs(cost));
  if (2 * largest * nodeCount < Number.MAX_SAFE_INTEGER) return; // prices are differences of two potentials
  throw new ScenarioError([
    {
      code: "planning/out-of-range",
      path: ["positions"],
      message: `the level ${level} has integer costs up to ${largest} on ${nodeCount} nodes, beyond exact arithmetic`,
      hint: "a need or a priority is far too large",
    },
  ]);
}
