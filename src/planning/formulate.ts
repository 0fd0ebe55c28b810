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
import { compileRequirements, judgeEntering, judgeLeaving } from "../eligibility/index.js";
import { ScenarioError } from "../errors/index.js";
import type { FlowNetwork } from "../network/types.js";
import { byId, type Position, type Scenario, type Staff } from "../scenario/index.js";
import {
  addFractions,
  balanceMeasure,
  exactDecimal,
  floorMeasure,
  type Fraction,
  type SeatMeasure,
  shortageMeasure,
} from "./fixed-point.js";
import type { Geography } from "./geography.js";
import { inDrawnOrder } from "./hash.js";
import type { PlanLevel } from "./levels.js";
import { groupKey, lotteryCost } from "./lottery.js";
import type { ResolvedOptions } from "./options.js";
import { isCounted, type PairCost, pairCostOf } from "./pair-costs.js";
import type { LevelPrices, Placement } from "./types.js";

/** Interchangeable people. */
interface Group {
  /** Canonical text of everything that makes its members alike; the present post included. */
  readonly key: string;
  readonly members: readonly Staff[];
  /** Index into `positions` of the present post; −1 for waiting people. */
  readonly from: number;
  /** Indices into `positions` of the posts that the members may enter. */
  readonly destinations: readonly number[];
}

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
  /** Everyone's place under a flow, by staff id. */
  readBack(flow: Float64Array): Placement[];
  /** The potentials of the network as prices of positions and units. */
  pricesOf(potential: Float64Array): LevelPrices;
  readonly size: {
    readonly people: number;
    readonly groups: number;
    readonly positions: number;
    readonly pairs: number;
  };
}

/** What the seats of one node (a position or a unit) measure, level by level; `undefined`: nothing on this level. */
type NodeMeasures = readonly (SeatMeasure | undefined)[];

/**
 * Builds the network of a scenario under the given options.
 *
 * @throws ScenarioError `planning/out-of-range` where needs, priorities and head counts leave the range in which
 * doubles hold integers exactly.
 */
export function formulate(scenario: Scenario, options: ResolvedOptions, geography: Geography): Formulation {
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
  const sum = (counts: Int32Array, members: readonly number[]): number =>
    members.reduce((all, p) => all + counts[p]!, 0);

  // Arcs: pairs of group and place first, seats after.
  const arcs = new ArcList();
  const pairGroup: number[] = [];
  const pairPlace: number[] = []; // index into positions; −1 = waiting
  groups.forEach(({ from, destinations }, g) => {
    for (const place of [from, ...destinations]) {
      pairGroup.push(g);
      pairPlace.push(place);
      arcs.add(g, place < 0 ? sink : positionNode(place), Infinity);
    }
  });
  const pairCount = arcs.length;
  const seats = new SeatSlopes(levels.length);
  positions.forEach(({ unitId }, p) => {
    const head = measuresUnits ? unitNode(unitIndexOf.get(unitId)!) : sink;
    seats.addNode(arcs, positionNode(p), head, settledAt[p]!, width[p]!, positionMeasures[p]!);
  });
  inUnit.forEach((members, u) => {
    seats.addNode(arcs, unitNode(u), sink, sum(settledAt, members), sum(width, members), unitMeasures[u]!);
  });

  const supply = new Float64Array(sink + 1);
  groups.forEach(({ members }, g) => (supply[g] = members.length));
  supply[sink] = -groups.reduce((all, { members }) => all + members.length, 0);
  const network = arcs.network(supply);

  const pairCost = (level: number): PairCost | undefined => {
    const { name } = levels[level]!;
    return name === "tie" ? undefined : pairCostOf(name, { moveThreshold: options.moveThreshold, geography });
  };

  const levelConstant = (level: number): bigint => {
    let constant = 0n;
    const addSeats = (measure: SeatMeasure | undefined, taken: number): void => {
      if (measure === undefined) return;
      constant += measure.atZero;
      for (let k = 1; k <= taken; k++) constant += measure.slope(k);
    };
    positions.forEach((_, p) => addSeats(positionMeasures[p]![level], settledAt[p]!));
    inUnit.forEach((members, u) => addSeats(unitMeasures[u]![level], sum(settledAt, members)));
    const cost = pairCost(level);
    if (cost === undefined) return constant;
    for (const person of settled) {
      const place = person.positionId === null ? null : scenario.positionById.get(person.positionId)!;
      constant += BigInt(cost(person, place));
    }
    return constant;
  };

  const levelCosts = (level: number, draw = 0): Float64Array => {
    const costs = new Float64Array(network.tail.length);
    seats.fill(costs, level);
    const cost = pairCost(level);
    for (let a = 0; a < pairCount; a++) {
      const group = groups[pairGroup[a]!]!;
      const place = pairPlace[a]! < 0 ? null : positions[pairPlace[a]!]!;
      costs[a] =
        cost === undefined ? lotteryCost(options.seed, draw, group.key, place) : cost(group.members[0]!, place);
    }
    guardRange(costs, sink + 1, levels[level]!.name);
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
    levelConstant,
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

/** Groups those who may go somewhere else; the others are settled. Holders of unstudied posts are neither. */
function groupPeople(
  scenario: Scenario,
  positions: readonly Position[],
  unknown: ResolvedOptions["unknown"],
): { groups: Group[]; settled: Staff[] } {
  const compiled = compileRequirements(scenario);
  const indexOf = new Map(positions.map((position, p) => [position.id, p]));
  const requirementOf = new Map(scenario.positions.map(({ id }, k) => [id, compiled.requirementOf[k]!]));
  const open = positions.flatMap((position, p) => (judgeEntering(scenario, position).length === 0 ? [p] : []));
  const mayEnter = compiled.profileKeys.map((_, profile) =>
    open.filter((p) => {
      const verdict = compiled.verdict(profile, requirementOf.get(positions[p]!.id)!);
      return verdict === "allowed" || (verdict === "unknown" && unknown === "allow");
    }),
  );

  const byKey = new Map<string, { members: Staff[]; from: number; destinations: readonly number[] }>();
  const settled: Staff[] = [];
  scenario.staff.forEach((person, k) => {
    if (!isCounted(scenario, person)) return;
    const from = person.positionId === null ? -1 : indexOf.get(person.positionId)!;
    const profile = compiled.profileOf[k]!;
    const somewhereElse = mayEnter[profile]!.some((p) => p !== from);
    if (!somewhereElse || judgeLeaving(scenario, person).length > 0) {
      settled.push(person);
      return;
    }
    const key = groupKey(person, compiled.profileKeys[profile]!);
    const known = byKey.get(key);
    if (known !== undefined) known.members.push(person);
    else byKey.set(key, { members: [person], from, destinations: mayEnter[profile]!.filter((p) => p !== from) });
  });
  const groups = [...byKey].map(([key, group]) => ({ key, ...group })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return { groups, settled };
}

/** Measures of equal need are one object with its slopes remembered: a city has few different needs. */
function memoizedMeasures(
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
    const of = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;
    const key = `${name} ${of(need)} ${of(priority)} ${minimum}`;
    let measure = known.get(key);
    if (measure === undefined) {
      const created = create();
      if (created === undefined) return undefined;
      known.set(key, (measure = remembering(created)));
    }
    return measure;
  };
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

/** Arcs under construction. */
class ArcList {
  readonly #tail: number[] = [];
  readonly #head: number[] = [];
  readonly #upper: number[] = [];

  get length(): number {
    return this.#tail.length;
  }

  add(tail: number, head: number, upper: number): void {
    this.#tail.push(tail);
    this.#head.push(head);
    this.#upper.push(upper);
  }

  network(supply: Float64Array): FlowNetwork {
    return {
      nodeCount: supply.length,
      tail: Int32Array.from(this.#tail),
      head: Int32Array.from(this.#head),
      upper: Float64Array.from(this.#upper),
      cost: new Float64Array(this.#tail.length),
      supply,
    };
  }
}

/** The slopes of all seat arcs, level by level. */
class SeatSlopes {
  #firstArc = -1;
  readonly #slopes: number[][];

  constructor(levelCount: number) {
    this.#slopes = Array.from({ length: levelCount }, () => []);
  }

  /** Adds the seats after the `taken` first ones as arcs tail → head; equal neighbours share an arc. */
  addNode(arcs: ArcList, tail: number, head: number, taken: number, width: number, measures: NodeMeasures): void {
    if (this.#firstArc < 0) this.#firstArc = arcs.length;
    let previous: number[] = [];
    let people = 0;
    for (let k = taken + 1; k <= taken + width; k++) {
      const slopes = measures.map((measure) => Number(measure?.slope(k) ?? 0n));
      if (people > 0 && slopes.some((slope, level) => slope !== previous[level])) {
        this.#addArc(arcs, tail, head, people, previous);
        people = 0;
      }
      previous = slopes;
      people++;
    }
    if (people > 0) this.#addArc(arcs, tail, head, people, previous);
  }

  /** Writes the slopes of one level into a cost vector over all arcs. */
  fill(costs: Float64Array, level: number): void {
    if (this.#firstArc >= 0) costs.set(this.#slopes[level]!, this.#firstArc);
  }

  #addArc(arcs: ArcList, tail: number, head: number, people: number, slopes: readonly number[]): void {
    arcs.add(tail, head, people);
    slopes.forEach((slope, level) => this.#slopes[level]!.push(slope));
  }
}

/** Everyone on the present post or waiting; seats are taken from the best on. */
function everyoneStays(network: FlowNetwork, groups: readonly Group[], pairCount: number): Float64Array {
  const flow = new Float64Array(network.tail.length);
  const load = new Float64Array(network.nodeCount);
  let a = 0;
  for (const { members, destinations } of groups) {
    flow[a] = members.length;
    load[network.head[a]!]! += members.length;
    a += 1 + destinations.length;
  }
  // Seat arcs come node by node, positions before units: a node's load is complete when its seats are reached.
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
  if (largest * nodeCount < Number.MAX_SAFE_INTEGER) return;
  throw new ScenarioError([
    {
      code: "planning/out-of-range",
      path: ["positions"],
      message: `the level ${level} has integer costs up to ${largest} on ${nodeCount} nodes, beyond exact arithmetic`,
      hint: "a need or a priority is far too large",
    },
  ]);
}
