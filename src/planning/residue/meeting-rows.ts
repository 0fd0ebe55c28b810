/**
 * Conditions on people who must, or must not, end up at one place. There is a row for every node where they could meet:
 * too many to write down for everybody, so rows are made where a plan, or a relaxation of one, breaks a condition; then all
 * of that condition at once, for whoever may not meet here meets next door.
 */
import type { Position, Scenario } from "../../scenario/index.js";
import { type ConflictPair, conflictingSets } from "../conflicts.js";
import { type NodeKind, ownNode } from "../constraints/nodes.js";
import type { NamedConstraint } from "../constraints/types.js";
import type { Formulation } from "../formulate.js";
import { newRow } from "./constraint-rows.js";
import { meetingCuts } from "./meeting-cuts.js";
import { type PlaceReader, type PlacesOf, type Someone, type Tie, TOLERANCE, type Wall } from "./meetings.js";
import type { Row, RowSource, Weights } from "./rows.js";

/** Pairs of places that are looked at to write down all rows of two people in conflict; beyond them, rows come one by one. */
const MOST_PLACE_PAIRS = 100_000;

interface Family {
  /** The rows that weights break. */
  broken(placesOf: PlacesOf): readonly Row[];
  readonly ties: readonly Tie[];
  readonly walls: readonly Wall[];
}

/** The conditions of `together` and `apart`, and of pairs in conflict, as rows on demand; and what they imply together. */
export function meetingRows(
  scenario: Scenario,
  formulation: Formulation,
  constraints: readonly NamedConstraint[],
  conflicts: readonly ConflictPair[],
): Pick<RowSource, "broken" | "implied"> {
  const { groups, studied, settled, start, seat } = formulation;
  const groupOfPerson = new Map(groups.flatMap(({ members }, g) => members.map(({ id }) => [id, g] as const)));
  const settledAt = new Map(settled.map(({ person, at }) => [person.id, at]));
  const involved = new Set<number>();
  const someone = (id: string): Someone => {
    const { positionId } = scenario.staffById.get(id)!;
    const held = positionId === null ? null : scenario.positionById.get(positionId)!;
    const group = groupOfPerson.get(id) ?? -1;
    if (group >= 0) involved.add(group);
    return { id, group, present: settledAt.has(id) ? settledAt.get(id)! : held };
  };
  const known = new Map<NodeKind, readonly string[]>();
  const nodeOf: PlaceReader["nodeOf"] = (at, kind) => (at == null ? "" : ownNode(scenario, at, kind));
  const places: PlaceReader = {
    nodeOf,
    nodesOfPlaces(kind) {
      let nodes = known.get(kind);
      if (nodes === undefined) known.set(kind, (nodes = [...studied, null].map((at) => nodeOf(at, kind))));
      return nodes;
    },
    reach: ({ group }) => (group < 0 ? [] : [...seat.subarray(start[group], start[group + 1])]),
  };
  const families: Family[] = [];
  for (const { id, constraint } of constraints) {
    if (constraint.kind !== "together" && constraint.kind !== "apart") continue;
    const people = [...constraint.staffIds].sort().map(someone);
    families.push((constraint.kind === "together" ? together : apart)(id, people, constraint.node ?? "unit", places));
  }
  for (const pair of conflicts)
    families.push(conflict(pair, [someone(pair.staffIds[0]), someone(pair.staffIds[1])], studied, places));
  if (families.length === 0) return { broken: () => [], implied: () => [] };

  const implied = meetingCuts(
    families.flatMap(({ ties }) => ties),
    families.flatMap(({ walls }) => walls),
    places,
  );
  const reading =
    (read: (placesOf: PlacesOf) => readonly Row[]): RowSource["broken"] =>
    ({ pair, people }: Weights) => {
      const at = new Map<number, [number, number][]>();
      for (let k = 0; k < pair.length; k++) {
        const group = formulation.groupOf(pair[k]!);
        if (!involved.has(group)) continue;
        const list = at.get(group) ?? [];
        list.push([seat[pair[k]!]!, people[k]!]);
        at.set(group, list);
      }
      const rows = [...read((group) => at.get(group) ?? [])];
      return rows.sort((a, b) => (JSON.stringify(a.name) < JSON.stringify(b.name) ? -1 : 1));
    };
  return {
    broken: reading((placesOf) => families.flatMap((each) => each.broken(placesOf))),
    implied: reading(implied),
  };
}

/** At every node the weight of everyone is that of the first. */
function together(id: string, people: readonly Someone[], kind: NodeKind, places: PlaceReader): Family {
  const [first, ...others] = people;
  const nodeOfPlace = places.nodesOfPlaces(kind);
  const all = (): readonly Row[] => ties.flatMap(({ rows }) => [...rows.values()]);
  const constant = (one: Someone, node: string): number =>
    one.group < 0 && places.nodeOf(one.present, kind) === node ? 1 : 0;
  const nodesOf = (one: Someone): readonly string[] =>
    one.group < 0 ? [places.nodeOf(one.present, kind)] : places.reach(one).map((place) => nodeOfPlace[place]!);
  const ties = others.map((other): Tie => {
    const groups = groupsOf([first!, other]);
    const nodes = [...new Set([...nodesOf(first!), ...nodesOf(other)])].sort();
    const rows = nodes.map((node): [string, Row] => {
      const sum = constant(other, node) - constant(first!, node);
      const coefficient = (g: number, p: number): number => (nodeOfPlace[p] !== node ? 0 : g === first!.group ? 1 : -1);
      return [node, newRow({ name: [id, node, other.id], lower: sum, upper: sum, groups, family: all, coefficient })];
    });
    return { people: [first!, other], kind, rows: new Map(rows) };
  });
  const weightsOf = (one: Someone, placesOf: PlacesOf): Map<string, number> =>
    one.group < 0 ? new Map([[places.nodeOf(one.present, kind), 1]]) : summed(placesOf(one.group), nodeOfPlace);
  return {
    ties,
    walls: [],
    broken(placesOf) {
      const ofFirst = weightsOf(first!, placesOf);
      return ties.flatMap(({ people: [, other], rows }) => {
        const ofOther = weightsOf(other, placesOf);
        return [...new Set([...ofFirst.keys(), ...ofOther.keys()])]
          .filter((node) => Math.abs((ofFirst.get(node) ?? 0) - (ofOther.get(node) ?? 0)) > TOLERANCE)
          .map((node) => rows.get(node)!);
      });
    },
  };
}

/** At no node is there more than one. Waiting is no node. */
function apart(id: string, people: readonly Someone[], kind: NodeKind, places: PlaceReader): Family {
  const nodeOfPlace = places.nodesOfPlaces(kind);
  const settled = new Map<string, number>();
  for (const { group, present } of people) {
    const node = places.nodeOf(present, kind);
    if (group < 0) settled.set(node, (settled.get(node) ?? 0) + 1);
  }
  const movable = people.filter(({ group }) => group >= 0);
  const groups = groupsOf(movable);
  const rows = new Map<string, Row>();
  const rowAt = (node: string): Row => {
    let row = rows.get(node);
    if (row === undefined) {
      const coefficient = (_: number, p: number): number => (nodeOfPlace[p] === node ? 1 : 0);
      row = newRow({ name: [id, node, ""], upper: 1 - (settled.get(node) ?? 0), groups, family: all, coefficient });
      rows.set(node, row);
    }
    return row;
  };
  /** Of every node that two of them can come to. */
  const all = (): readonly Row[] => {
    const visitors = new Map(settled);
    for (const one of movable) {
      for (const node of new Set(places.reach(one).map((place) => nodeOfPlace[place]!)))
        visitors.set(node, (visitors.get(node) ?? 0) + 1);
    }
    return [...visitors].filter(([node, count]) => node !== "" && count > 1).map(([node]) => rowAt(node));
  };
  const walls = movable.flatMap((one, k) =>
    movable.slice(k + 1).map((other): Wall => ({ people: [one, other], kind, rowAt })),
  );
  return {
    ties: [],
    walls,
    broken(placesOf) {
      const total = new Map(settled);
      for (const { group } of movable) {
        for (const [node, weight] of summed(placesOf(group), nodeOfPlace))
          total.set(node, (total.get(node) ?? 0) + weight);
      }
      return [...total].filter(([node, weight]) => node !== "" && weight > 1 + TOLERANCE).map(([node]) => rowAt(node));
    },
  };
}

/**
 * Two people at places in conflict: with all places that conflict with the second's, and for the second all that
 * conflict with every one of those, the row forbids as much at once as it can.
 */
function conflict(
  pair: ConflictPair,
  [first, second]: readonly [Someone, Someone],
  studied: readonly Position[],
  places: PlaceReader,
): Family {
  const byPlace = new Map<Position, Row | undefined>();
  const bySets = new Map<string, Row>();
  /** The row that the place of the second suggests; the same for places that suggest the same. */
  const rowOf = (b: Position): Row | undefined => {
    if (byPlace.has(b)) return byPlace.get(b);
    const [ofFirst, ofSecond] = conflictingSets(pair, [first.present, second.present], b, studied);
    const sets = JSON.stringify([ofFirst, ofSecond].map((set) => [...set].map(({ id }) => id)));
    const [a] = ofFirst;
    let row = bySets.get(sets);
    if (row === undefined && a !== undefined) {
      const isSettledThere = (one: Someone, set: ReadonlySet<Position>): number =>
        one.group < 0 && one.present !== null && set.has(one.present) ? 1 : 0;
      row = newRow({
        name: [pair.id, JSON.stringify([first.id, second.id]), JSON.stringify([a.id, b.id])],
        upper: 1 - isSettledThere(first, ofFirst) - isSettledThere(second, ofSecond),
        isRule: true,
        groups: groupsOf([first, second]),
        family: all,
        coefficient(g, p) {
          const at = studied[p];
          return at !== undefined && (g === first.group ? ofFirst : ofSecond).has(at) ? 1 : 0;
        },
      });
      bySets.set(sets, row);
    }
    byPlace.set(b, row);
    return row;
  };
  const placesFor = (one: Someone): readonly Position[] =>
    one.group < 0 ? [one.present!] : places.reach(one).flatMap((p) => studied[p] ?? []);
  const all = (): readonly Row[] => {
    const ofSecond = second.group < 0 && second.present === null ? [] : placesFor(second);
    if (ofSecond.length * studied.length <= MOST_PLACE_PAIRS) ofSecond.forEach(rowOf);
    return [...bySets.values()];
  };
  /** In a unit of which every place conflicts with every other, the row that says so. */
  const rowAt = (unitId: string): Row | undefined => {
    const inside = (one: Someone): readonly number[] =>
      places.reach(one).filter((p) => places.nodesOfPlaces("unit")[p] === unitId);
    const [b] = inside(second);
    const row = b === undefined ? undefined : rowOf(studied[b]!);
    if (row === undefined) return undefined;
    const isWhole = [first, second].every((one) => inside(one).every((p) => row.coefficient(one.group, p) === 1));
    return isWhole ? row : undefined;
  };
  const isMovable = first.group >= 0 && second.group >= 0;
  return {
    ties: [],
    walls: isMovable ? [{ people: [first, second], kind: "unit", rowAt }] : [],
    broken(placesOf) {
      const weightsOf = ({ group, present }: Someone): (readonly [at: Position | null, weight: number])[] =>
        group < 0
          ? [[present, 1]]
          : placesOf(group).map(([place, weight]) => [studied[place] ?? null, weight] as const);
      const rows = new Set<Row>();
      for (const [a, weightOfFirst] of weightsOf(first)) {
        for (const [b, weightOfSecond] of weightsOf(second)) {
          if (a === null || b === null || weightOfFirst + weightOfSecond <= 1 + TOLERANCE || !pair.conflict(a, b))
            continue;
          rows.add(rowOf(b)!);
        }
      }
      return [...rows];
    },
  };
}

function summed(
  weights: readonly (readonly [place: number, weight: number])[],
  nodeOfPlace: readonly string[],
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [place, weight] of weights) {
    const node = nodeOfPlace[place]!;
    sums.set(node, (sums.get(node) ?? 0) + weight);
  }
  return sums;
}

function groupsOf(people: readonly Someone[]): Int32Array {
  return Int32Array.from(people.flatMap(({ group }) => (group < 0 ? [] : [group])).sort((a, b) => a - b));
}
