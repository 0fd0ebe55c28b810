/**
 * What `together` and a rule that keeps apart imply together. Each alone is content with half a person here and half a person
 * there, so that no relaxation sees the contradiction: with a = b and a + b ≤ 1 at every node, a = b = ½ at two nodes will do.
 * In whole people there is more to say: who must be with another, at a node where the two must not meet, is not there at all,
 *
 *     a + b at the node ≤ what the ties between a and b miss there + 2 · what keeps them apart misses there,
 *
 * a row that every plan keeps. It asks nothing of its own, it shows relaxations what the others ask (cutting planes: R. E.
 * Gomory 1958, V. Chvátal 1973).
 */
import type { NodeKind } from "../constraints/nodes.js";
import { newRow } from "./constraint-rows.js";
import { type PlaceReader, type PlacesOf, type Someone, type Tie, TOLERANCE, type Wall } from "./meetings.js";
import type { Row } from "./rows.js";

/** From the smallest; a node of one kind lies in one of each later kind. */
const KINDS: readonly NodeKind[] = ["position", "unit", "agency"];

/** The rows that ties and walls imply, as far as weights break them: all those of a wall at once. */
export function meetingCuts(
  ties: readonly Tie[],
  walls: readonly Wall[],
  places: PlaceReader,
): (placesOf: PlacesOf) => readonly Row[] {
  const families = walls.flatMap((wall) => {
    const path = pathBetween(ties, wall);
    return path === undefined ? [] : [lazily(() => cutsOf(wall, path, places))];
  });
  return (placesOf) => families.flatMap((cuts) => (cuts().some((cut) => isBroken(cut, placesOf)) ? cuts() : []));
}

/** The shortest chain of ties that brings the two of a wall to one node of its kind. O(ties²) at worst, where one is tied. */
function pathBetween(ties: readonly Tie[], { people: [from, to], kind }: Wall): readonly Tie[] | undefined {
  const usable = ties.filter((tie) => KINDS.indexOf(tie.kind) <= KINDS.indexOf(kind));
  const isTied = ({ id }: Someone): boolean => usable.some(({ people }) => people.some((one) => one.id === id));
  if (!isTied(from) || !isTied(to)) return undefined;
  const paths = new Map<string, readonly Tie[]>([[from.id, []]]);
  for (const [id, path] of paths) {
    if (id === to.id) return path;
    for (const tie of usable) {
      const other = tie.people.find((one) => one.id !== id);
      if (other === undefined || !tie.people.some((one) => one.id === id) || paths.has(other.id)) continue;
      paths.set(other.id, [...path, tie]);
    }
  }
  return undefined;
}

/** One row for every node of the wall's kind that one of the two can come to. */
function cutsOf({ people, kind, rowAt }: Wall, path: readonly Tie[], places: PlaceReader): Row[] {
  const nodeOfPlace = places.nodesOfPlaces(kind);
  const nodes = new Set(people.flatMap((one) => places.reach(one).map((place) => nodeOfPlace[place]!)));
  return [...nodes].flatMap((node): Row[] => {
    const wall = node === "" ? undefined : rowAt(node);
    if (wall === undefined) return [];
    const within = (tie: Tie): (readonly [Row, number])[] => {
      const inner = new Set(places.nodesOfPlaces(tie.kind).filter((_, place) => nodeOfPlace[place] === node));
      return [...inner].flatMap((each) => {
        const row = tie.rows.get(each);
        return row === undefined ? [] : [[row, 1] as const];
      });
    };
    return [
      newRow({
        name: ["", JSON.stringify([wall.name, ...people.map(({ id }) => id)]), node],
        upper: 0,
        groups: Int32Array.from(people, ({ group }) => group).sort(),
        relief: [[wall, 2], ...path.flatMap(within)],
        coefficient: (_, place) => (nodeOfPlace[place] === node ? 1 : 0),
      }),
    ];
  });
}

function isBroken(cut: Row, placesOf: PlacesOf): boolean {
  const relief = (cut.relief ?? []).reduce((sum, [row, times]) => sum + times * excess(row, placesOf), 0);
  return excess(cut, placesOf) > relief + TOLERANCE;
}

/** How far weights are beyond the bounds of a row. */
function excess({ lower, upper, groups, coefficient }: Row, placesOf: PlacesOf): number {
  let activity = 0;
  for (const group of groups!) {
    for (const [place, weight] of placesOf(group)) activity += weight * coefficient(group, place);
  }
  return Math.max(0, lower - activity, activity - upper);
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
