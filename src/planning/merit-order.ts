/** The published order of merit: who chooses first, and whom a post prefers. */
import type { Staff } from "../scenario/index.js";
import { hash } from "./hash.js";

/**
 * The people in order: higher `merit` first, equal merit by the published lottery `hash(seed, "merit", id)`, people without
 * merit after all others (by the same lottery). A copy; depends neither on the order of the records nor on wishes.
 */
export function inOrderOfMerit<T extends Staff>(people: readonly T[], seed: string): T[] {
  return people
    .map((person) => ({ person, merit: person.merit ?? -Infinity, drawn: hash(seed, "merit", person.id) }))
    .sort(
      (a, b) =>
        (a.merit === b.merit ? 0 : b.merit - a.merit) || a.drawn - b.drawn || (a.person.id < b.person.id ? -1 : 1),
    )
    .map(({ person }) => person);
}
