/** The numbers of a conflict counted one by one over every plan. */
import type { ConflictCounts, ScenarioInput, Staff } from "imbang";
import { countedPeople, everyPlan, objects, type Place, placesFor } from "../brute-force.js";
import { amount, isInside, judged, nodesOf } from "../constraint-truth.js";
import type { Piece } from "./pieces.js";

/**
 * What `counts` should be; `undefined` where the conflict has no floor. Blocked and undecided people and relatives are
 * not counted again, they are taken from `found`.
 */
export function countsByForce(
  input: ScenarioInput,
  conflict: readonly Piece[],
  found: ConflictCounts | undefined,
): ConflictCounts | undefined {
  const floors = conflict.flatMap((piece) =>
    "constraint" in piece && piece.constraint.kind === "floor"
      ? [{ inside: nodesOf(input, piece.constraint.node)[0]!, value: piece.constraint.value }]
      : [],
  );
  if (floors.length === 0 || found === undefined) return undefined;
  const others = conflict.filter((piece) => !("constraint" in piece && piece.constraint.kind === "floor"));
  const pins = new Set(others.flatMap((piece) => (piece.kind === "pin" ? [piece.staffId] : [])));
  const vetoes = new Set(others.flatMap((piece) => (piece.kind === "veto" ? [piece.staffId] : [])));
  const free = { ...input, staff: input.staff.map((person): Staff => ({ ...person, fixed: false })) };
  const people = countedPeople(free);
  const post = ({ positionId }: Staff): Place => input.positions.find(({ id }) => id === positionId) ?? null;
  const wanted = floors.map(({ inside, value }) => ({
    inside,
    wanted: amount(value, people.filter((person) => isInside(post(person), inside)).length, Math.ceil),
  }));

  const constraints = others.flatMap((piece) => ("constraint" in piece ? [piece.constraint] : []));
  let lacking = Infinity;
  everyPlan(free, "allow", (chosen) => {
    const at = new Map(people.map((person, k): [string, Place] => [person.id, chosen[k]!]));
    const breaks = people.some((person) => {
      const place = at.get(person.id)!;
      const isSent = (place?.id ?? null) !== person.positionId;
      return isSent && (pins.has(person.id) || (place !== null && vetoes.has(person.id) && objects(person, place)));
    });
    if (breaks || judged(free, constraints, {}, at) === undefined) return;
    const missing = wanted.map(
      (floor) => floor.wanted - people.filter(({ id }) => isInside(at.get(id)!, floor.inside)).length,
    );
    lacking = Math.min(
      lacking,
      missing.reduce((sum, each) => sum + Math.max(0, each), 0),
    );
  });

  const union = new Set(floors.flatMap(({ inside }) => [...inside]));
  const places = input.positions.filter(({ id }) => union.has(id));
  const holders = (id: string): number => people.filter(({ positionId }) => positionId === id).length;
  const outside = people.filter((person) => !isInside(post(person), union));
  const openTo = (person: Staff): Place[] => placesFor(free, person, "allow").filter((place) => isInside(place, union));
  const eligible = outside.filter((person) => openTo(person).length > 0);
  const all = wantedIn(wanted, union);
  return {
    wanted: all,
    attainable: Math.max(0, all - lacking),
    seats: places.reduce((sum, { id, capacity }) => sum + Math.max(capacity, holders(id)), 0),
    present: places.reduce((sum, { id }) => sum + holders(id), 0),
    eligible: eligible.length,
    pinned: eligible.filter(({ id }) => pins.has(id)).length,
    vetoed: eligible.filter(
      (person) =>
        vetoes.has(person.id) && !pins.has(person.id) && openTo(person).every((place) => objects(person, place!)),
    ).length,
    capped: others.flatMap((piece) => {
      if (!("constraint" in piece) || piece.constraint.kind !== "outflowCap") return [];
      const inside = nodesOf(input, piece.constraint.node)[0]!;
      const today = people.filter((person) => isInside(post(person), inside)).length;
      const leaving = eligible.filter(
        (person) => isInside(post(person), inside) && openTo(person).some((place) => !isInside(place, inside)),
      );
      const beyond = leaving.length - amount(piece.constraint.value, today, Math.floor);
      return beyond > 0 ? [{ constraintId: piece.id, node: piece.node, people: beyond }] : [];
    }),
    blocked: found.blocked,
    blockedBySeveral: found.blockedBySeveral,
    undecided: found.undecided,
    leaving: [], // the packs in these questions have no law on staying
    apart: found.apart,
  };
}

/** The most of: what a place wants for itself, and what smaller places within it want together. */
function wantedIn(
  floors: readonly { inside: ReadonlySet<string>; wanted: number }[],
  within: ReadonlySet<string>,
): number {
  const own = Math.max(0, ...floors.filter(({ inside }) => inside.size === within.size).map(({ wanted }) => wanted));
  const smaller = floors.filter(({ inside }) => inside.size < within.size);
  const largest = smaller.filter(
    ({ inside }) =>
      !smaller.some((other) => other.inside.size > inside.size && [...inside].every((id) => other.inside.has(id))),
  );
  const distinct = new Map(largest.map(({ inside }) => [[...inside].sort().join(), inside]));
  const sum = [...distinct.values()].reduce(
    (total, inside) =>
      total +
      wantedIn(
        floors.filter((floor) => [...floor.inside].every((id) => inside.has(id))),
        inside,
      ),
    0,
  );
  return Math.max(own, sum);
}
