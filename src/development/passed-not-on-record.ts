/**
 * Courses that people passed and whose content their record does not show. Such a course is not taken again, and what it gives
 * does not count either: only records say what people have. Passed over in silence it would make people less usable than before.
 */
import type { Path } from "../door/index.js";
import type { Issue } from "../errors/index.js";
import { ownLevel, plainText, type Scenario, show, type Staff } from "../scenario/index.js";
import type { ReadCourse } from "./read-catalogue.js";

/** A course that somebody passed. */
export interface Passed {
  readonly staffId: string;
  readonly courseId: string;
  /** Its place in the caller's list. */
  readonly at: number;
}

/** People named in one notice. */
const SHOWN = 3;

/**
 * `development/passed-not-on-record`: one notice a course, in id order, which names its people in the order of `passed` and stands
 * at the row of the first. O(passed × what a course gives).
 *
 * @param passed - by person
 */
export function unrecordedNotices(
  passed: readonly Passed[],
  { staffById }: Pick<Scenario, "staffById">,
  byId: ReadonlyMap<string, ReadCourse>,
  path: Path,
): Issue[] {
  const found = new Map<string, { readonly people: Set<string>; readonly lacks: Set<string>; readonly at: number }>();
  for (const { staffId, courseId, at } of passed) {
    const lacks = lackedOf(staffById.get(staffId)!, byId.get(courseId)!);
    if (lacks.length === 0) continue;
    let own = found.get(courseId);
    if (own === undefined) found.set(courseId, (own = { people: new Set(), lacks: new Set(), at }));
    own.people.add(staffId);
    for (const each of lacks) own.lacks.add(each);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([courseId, { people, lacks, at }]) => ({
      code: "development/passed-not-on-record",
      path: [...path, at],
      message: `${countOf(people.size)} passed ${show(courseId)} and ${people.size === 1 ? "has" : "have"} no record of ${inWords([...lacks].sort())}: ${inWords([...people])}; nobody takes it again, and what it gives does not count`,
      hint: "join the ratings to the people (withCompetencies) and add the certificates, or drop the row if it was not passed",
    }));
}

function countOf(people: number): string {
  return people === 1 ? "1 person" : `${people} people`;
}

/** The first few, quoted, and how many more there are. */
function inWords(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).map(show).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** What a course gives that a record does not show. */
function lackedOf(person: Staff, { raises, grants }: ReadCourse): string[] {
  const held = new Set(person.certificates?.map(plainText));
  const levels = Object.entries(raises).filter(([name, level]) => (ownLevel(person, name) ?? 0) < level);
  return [...levels.map(([name, level]) => `${name} ${level}`), ...grants.filter((name) => !held.has(plainText(name)))];
}
