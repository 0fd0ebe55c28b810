/** Groups split so far as conditions tell their members apart: named people are alone, traits that a `mix` counts divide. */
import type { Scenario, Staff } from "../../scenario/index.js";
import { namedPeople } from "../constraints/cross-checks.js";
import { hasTrait } from "../constraints/traits.js";
import type { NamedConstraint } from "../constraints/types.js";
import type { GroupedPeople } from "../groups.js";

/**
 * What conditions know of a person, as text; people of one group and one class are interchangeable still. `alone`: further
 * people who are like nobody.
 */
export function classReader(
  scenario: Scenario,
  constraints: readonly NamedConstraint[],
  alone: Iterable<string>,
): (person: Staff) => string {
  const named = namedPeople(constraints);
  for (const id of alone) named.add(id);
  const traits = new Map<string, (person: Staff) => boolean>();
  for (const { constraint } of constraints) {
    if (constraint.kind !== "mix") continue;
    traits.set(JSON.stringify(constraint.of), (person) => hasTrait(scenario, person, constraint.of));
  }
  const tests = [...traits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, test]) => test);
  return (person) =>
    `${tests.map((test) => (test(person) ? 1 : 0)).join("")} ${named.has(person.id) ? JSON.stringify(person.id) : ""}`;
}

/** The same people in groups whose members are of one class, in the order of groups and classes. O(people + pairs). */
export function splitGroups(grouped: GroupedPeople, classOf: (person: Staff) => string): GroupedPeople {
  const { groups, start, place, list } = grouped;
  const origin: number[] = [];
  const split = groups.flatMap((group, g) => {
    const byClass = new Map<string, Staff[]>();
    for (const person of group.members) {
      const key = classOf(person);
      const members = byClass.get(key) ?? [];
      members.push(person);
      byClass.set(key, members);
    }
    return [...byClass]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, members]) => {
        origin.push(g);
        return { ...group, members };
      });
  });
  const newStart = new Int32Array(split.length + 1);
  origin.forEach((g, k) => (newStart[k + 1] = newStart[k]! + start[g + 1]! - start[g]!));
  const newPlace = new Int32Array(newStart[split.length]!);
  origin.forEach((g, k) => newPlace.set(place.subarray(start[g], start[g + 1]), newStart[k]));
  return {
    ...grouped,
    groups: split,
    start: newStart,
    place: newPlace,
    list: Int32Array.from(origin, (g) => list[g]!),
  };
}
