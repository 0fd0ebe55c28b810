/**
 * Conditions on people who must, or must not, end up at one place. There is a row for every node where they could meet:
 * too many to write down, so rows are made where a plan, or a relaxation of one, breaks them.
 */
import type { Position, Scenario } from "../../scenario/index.js";
import { type ConflictPair, conflictingSets } from "../conflicts.js";
import { ownNode } from "../constraints/nodes.js";
import type { NamedConstraint } from "../constraints/types.js";
import type { Formulation } from "../formulate.js";
import { newRow } from "./constraint-rows.js";
import type { Row, Weights } from "./rows.js";

/** Weights this close to a bound do not break it: relaxations are computed in doubles. */
const TOLERANCE = 1e-6;

/** Where a person can be: a group of one in the network, or one place for sure. */
interface Someone {
  readonly id: string;
  readonly group: number; // −1: not in the network
  readonly present: Position | null;
}

type Broken = (placesOf: (group: number) => readonly (readonly [place: number, weight: number])[]) => readonly Row[];

/** The conditions of `together` and `apart`, and of pairs in conflict, as rows on demand. */
export function meetingRows(
  scenario: Scenario,
  formulation: Formulation,
  constraints: readonly NamedConstraint[],
  conflicts: readonly ConflictPair[],
): (weights: Weights) => readonly Row[] {
  const { groups, studied, settled } = formulation;
  const groupOfPerson = new Map(groups.flatMap(({ members }, g) => members.map(({ id }) => [id, g] as const)));
  const settledAt = new Map(settled.map(({ person, at }) => [person.id, at]));
  const someone = (id: string): Someone => {
    const { positionId } = scenario.staffById.get(id)!;
    const held = positionId === null ? null : scenario.positionById.get(positionId)!;
    return { id, group: groupOfPerson.get(id) ?? -1, present: settledAt.has(id) ? settledAt.get(id)! : held };
  };
  const families: Broken[] = [];
  const involved = new Set<number>();
  for (const { id, constraint } of constraints) {
    if (constraint.kind !== "together" && constraint.kind !== "apart") continue;
    const kind = constraint.node ?? "unit";
    const nodeOf = (at: Position | null | undefined): string => (at == null ? "" : ownNode(scenario, at, kind));
    const nodeOfPlace = [...studied, null].map(nodeOf);
    const people = [...constraint.staffIds].sort().map(someone);
    for (const { group } of people) if (group >= 0) involved.add(group);
    families.push((constraint.kind === "together" ? togetherRows : apartRows)(id, people, nodeOf, nodeOfPlace));
  }
  for (const pair of conflicts) {
    const people = [someone(pair.staffIds[0]), someone(pair.staffIds[1])] as const;
    for (const { group } of people) if (group >= 0) involved.add(group);
    families.push(conflictRows(pair, people, studied));
  }
  if (families.length === 0) return () => [];
  return ({ pair, people }) => {
    const places = new Map<number, [number, number][]>();
    for (let k = 0; k < pair.length; k++) {
      const group = formulation.groupOf(pair[k]!);
      if (!involved.has(group)) continue;
      const list = places.get(group) ?? [];
      list.push([formulation.seat[pair[k]!]!, people[k]!]);
      places.set(group, list);
    }
    const rows = families.flatMap((broken) => broken((group) => places.get(group) ?? []));
    return rows.sort((a, b) => (JSON.stringify(a.name) < JSON.stringify(b.name) ? -1 : 1));
  };
}

/** At every node the weight of everyone is that of the first. */
function togetherRows(
  id: string,
  people: readonly Someone[],
  nodeOf: (at: Position | null) => string,
  nodeOfPlace: readonly string[],
): Broken {
  const [first, ...others] = people;
  return (placesOf) => {
    const weightsOf = ({ group, present }: Someone): Map<string, number> => {
      if (group < 0) return new Map([[nodeOf(present), 1]]);
      return summed(placesOf(group), nodeOfPlace);
    };
    const ofFirst = weightsOf(first!);
    return others.flatMap((other) => {
      const ofOther = weightsOf(other);
      const nodes = [...new Set([...ofFirst.keys(), ...ofOther.keys()])].sort();
      return nodes.flatMap((node): Row[] => {
        if (Math.abs((ofFirst.get(node) ?? 0) - (ofOther.get(node) ?? 0)) <= TOLERANCE) return [];
        const constant = (one: Someone): number => (one.group < 0 && nodeOf(one.present) === node ? 1 : 0);
        const sum = constant(other) - constant(first!);
        return [
          newRow({
            name: [id, node, other.id],
            lower: sum,
            upper: sum,
            groups: groupsOf([first!, other]),
            coefficient: (g, p) => (nodeOfPlace[p] !== node ? 0 : g === first!.group ? 1 : -1),
          }),
        ];
      });
    });
  };
}

/** At no node is there more than one. Waiting is no node. */
function apartRows(
  id: string,
  people: readonly Someone[],
  nodeOf: (at: Position | null) => string,
  nodeOfPlace: readonly string[],
): Broken {
  const settled = new Map<string, number>();
  for (const { group, present } of people) {
    if (group < 0) settled.set(nodeOf(present), (settled.get(nodeOf(present)) ?? 0) + 1);
  }
  const movable = people.filter(({ group }) => group >= 0);
  const groups = groupsOf(movable);
  return (placesOf) => {
    const total = new Map(settled);
    for (const { group } of movable) {
      for (const [node, weight] of summed(placesOf(group), nodeOfPlace))
        total.set(node, (total.get(node) ?? 0) + weight);
    }
    return [...total]
      .filter(([node, weight]) => node !== "" && weight > 1 + TOLERANCE)
      .map(([node]) =>
        newRow({
          name: [id, node, ""],
          upper: 1 - (settled.get(node) ?? 0),
          groups,
          coefficient: (_, p) => (nodeOfPlace[p] === node ? 1 : 0),
        }),
      );
  };
}

/**
 * Two people at places in conflict: with all places that conflict with the second's, and for the second all that
 * conflict with every one of those, the row forbids as much at once as it can.
 */
function conflictRows(
  pair: ConflictPair,
  [first, second]: readonly [Someone, Someone],
  studied: readonly Position[],
): Broken {
  const { id } = pair;
  return (placesOf) => {
    const weightsOf = ({ group, present }: Someone): (readonly [at: Position | null, weight: number])[] =>
      group < 0 ? [[present, 1]] : placesOf(group).map(([place, weight]) => [studied[place] ?? null, weight] as const);
    const rows: Row[] = [];
    for (const [a, weightOfFirst] of weightsOf(first)) {
      for (const [b, weightOfSecond] of weightsOf(second)) {
        if (a === null || b === null || weightOfFirst + weightOfSecond <= 1 + TOLERANCE || !pair.conflict(a, b))
          continue;
        const [ofFirst, ofSecond] = conflictingSets(pair, [first.present, second.present], b, studied);
        const isSettledThere = (one: Someone, set: ReadonlySet<Position>): number =>
          one.group < 0 && one.present !== null && set.has(one.present) ? 1 : 0;
        rows.push(
          newRow({
            name: [id, JSON.stringify([first.id, second.id]), JSON.stringify([a.id, b.id])],
            upper: 1 - isSettledThere(first, ofFirst) - isSettledThere(second, ofSecond),
            groups: groupsOf([first, second]),
            coefficient(g, p) {
              const at = studied[p];
              return at !== undefined && (g === first.group ? ofFirst : ofSecond).has(at) ? 1 : 0;
            },
          }),
        );
      }
    }
    return rows;
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
