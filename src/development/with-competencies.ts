/** Joins levels found in assessments (*uji kompetensi*) to the people of a scenario that is still plain data. */
import { openDoor } from "../door/index.js";
import { type CompetencyLevels, type ScenarioInput, show, type Staff } from "../scenario/index.js";
import { nameIn, ownFields, readable, readOr, rowsOf } from "./own-fields.js";
import type { CompetencyRating } from "./types.js";

/** How ratings are joined. */
export interface CompetencyOptions {
  /**
   * What becomes of ratings of a day after `input.asOf`: `refuse` (the default) makes each an issue, `leaveOut` joins none of
   * them, as nobody knew them on the day of the plan.
   */
  readonly later?: "refuse" | "leaveOut";
}

/** Ratings joined in one call. */
const MOST_RATINGS = 10_000_000;

/**
 * The same input with the levels that were found: of each person and competency the rating of the latest day, in place of
 * what the record says, be it lower; a rating without a day is taken for older than any with one. Competencies that were not
 * rated stay as they are. Nothing is changed in place; what `input` itself holds is checked by `createScenario`: levels are joined
 * to those of a plain object, or to none, and whatever else stands in their place is left there for it to refuse.
 * O(staff + ratings).
 *
 * @throws ScenarioError (all `development/…`) `unknown-id` (nobody has this id), `conflicting-ratings` (two levels of one
 * competency on one day, or without a day), `rated-later`, `impossible-date`, `missing-value`, `wrong-type`, `not-a-number`,
 * `out-of-range`, `unknown-key`, `unknown-value`, `too-many`
 */
export function withCompetencies(
  input: ScenarioInput,
  ratings: readonly CompetencyRating[],
  options: CompetencyOptions = {},
): ScenarioInput {
  const door = openDoor("development");
  const asked = ownFields(door, options, ["options"], ["later"]);
  const later =
    asked["later"] === undefined
      ? "refuse"
      : door.choice(asked["later"], ["options", "later"], ["refuse", "leaveOut"] as const);
  const given = readable<Partial<ScenarioInput>>(door, ["input"], {}, () => ({ ...input }));
  const staff = rowsOf(door, given.staff, ["input", "staff"], "people", MOST_RATINGS).map(([, row]) => row);
  const asOf = given.asOf === undefined ? undefined : door.day(given.asOf, ["input", "asOf"]);
  if (door.issues.some(({ path }) => path[0] === "input")) door.close();
  const known = new Set(staff.map(idOf).filter((id) => id !== undefined));
  /** By person and competency: the latest rating so far. */
  const latest = new Map<string, Map<string, { readonly level: 1 | 2 | 3 | 4 | 5; readonly day: string }>>();
  const seen = new Map<string, { readonly level: number; readonly at: number }>();
  for (const [k, row] of rowsOf(door, ratings, ["ratings"], "ratings", MOST_RATINGS)) {
    const at = ["ratings", k];
    const before = door.issues.length;
    const { staffId, competency, level, assessedOn } = ownFields(door, row, at, [
      "staffId",
      "competency",
      "level",
      "assessedOn",
    ]);
    if (!known.has(staffId as string))
      door.knownPerson(staffId, [...at, "staffId"], known, "the id of anyone among the staff");
    const name = nameIn(door, competency, [...at, "competency"], "the name of a competency");
    const rule = { what: "a level of mastery", least: 1, most: 5, whole: true };
    const found = door.number(level, [...at, "level"], rule) as 1 | 2 | 3 | 4 | 5;
    const day = door.day(assessedOn, [...at, "assessedOn"]) ?? "";
    if (asOf !== undefined && day > asOf) {
      if (later === "leaveOut" && door.issues.length === before) continue;
      const message = `the assessment is of ${day}, after the day of the plan, ${asOf}`;
      door.report("rated-later", [...at, "assessedOn"], message, 'later: "leaveOut" joins without it');
    }
    if (door.issues.length > before) continue;
    const key = JSON.stringify([staffId, name, day]);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, { level: found, at: k });
    else if (other.level !== found) {
      const when = day === "" ? "without a day" : `on ${day}`;
      const message = `${show(name)} of ${show(staffId)} has the levels ${other.level} (row ${other.at}) and ${found} ${when}`;
      door.report("conflicting-ratings", [...at, "level"], message);
    }
    let own = latest.get(staffId as string);
    if (own === undefined) latest.set(staffId as string, (own = new Map()));
    const current = own.get(name!);
    if (current === undefined || day > current.day) own.set(name!, { level: found, day });
  }
  door.close();
  const join = (row: unknown): unknown => {
    const found = latest.get(idOf(row) ?? "");
    return found === undefined ? row : withLevels(row as Staff, found);
  };
  return { ...given, staff: staff.map(join) } as ScenarioInput;
}

function idOf(row: unknown): string | undefined {
  const id = readOr(undefined, () => (row as Partial<Staff> | null | undefined)?.id);
  return typeof id === "string" ? id : undefined;
}

/** The person with the levels found; the same row again where its own levels are none, so that `createScenario` refuses it. */
function withLevels(person: Staff, found: ReadonlyMap<string, { readonly level: CompetencyLevels[string] }>): Staff {
  return readOr(person, () => {
    const { competencies: own = {} } = person;
    if (!isPlainRecord(own)) return person;
    const rated = [...found].map(([name, { level }]) => [name, level] as const);
    // `fromEntries` defines fields: a competency may be called anything, `__proto__` included.
    return { ...person, competencies: Object.fromEntries([...Object.entries(own), ...rated]) };
  });
}

function isPlainRecord(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.hasOwn(prototype as object, "isPrototypeOf"); // of any window's `Object`
}
