/** The one door of training that people have been through (*riwayat pelatihan*). */
import type { Door, Path } from "../door/index.js";
import type { Issue } from "../errors/index.js";
import { type Scenario, show } from "../scenario/index.js";
import { nameIn, ownFields, rowsOf } from "./own-fields.js";
import { type Passed, unrecordedNotices } from "./passed-not-on-record.js";
import type { CatalogueRead } from "./read-catalogue.js";
import type { AttendedTraining } from "./types.js";

/** Attended training that was read. Means nothing where the door has issues. */
export interface AttendedRead {
  /** What was completed by the day of the scenario: by person, then day, then course, name and hours. */
  readonly rows: readonly (AttendedTraining & { readonly passed: boolean })[];
  /** By person: courses of the catalogue that were passed by the day of the scenario. */
  readonly passedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * `development/completed-later`: rows of a day after that of the scenario, which count for nothing.
   * `development/passed-not-on-record`: courses that were passed and whose content records do not show.
   */
  readonly notices: readonly Issue[];
}

const KEYS = [
  "staffId",
  "courseId",
  "name",
  "hours",
  "completedOn",
  "passed",
] as const satisfies readonly (keyof AttendedTraining)[];

/** Rows of one record: twenty years of a city of a hundred thousand people. */
const MOST_ROWS = 10_000_000;
/** Hours (JP) of one training. */
const MOST_HOURS = 10_000;

/**
 * Reads attended training; `undefined` is an empty list. Issues (all `development/…`): `missing-value`, `wrong-type`,
 * `unknown-key`, `unknown-id` (a person, a course), `not-a-number`, `out-of-range`, `impossible-date`, `duplicate-training`
 * (the same course or name of the same person and day twice), `too-many`. O(rows × log rows).
 *
 * @param path - where the list stands in the caller's input, e.g. `["options", "attended"]`
 */
export function readAttended(
  attended: unknown,
  { staffById, asOf }: Scenario,
  { byId }: CatalogueRead,
  door: Door,
  path: Path,
): AttendedRead {
  const rows: (AttendedTraining & { readonly passed: boolean })[] = [];
  const placeOf = new Map<AttendedTraining, number>();
  const seen = new Map<string, number>();
  let [later, firstLater] = [0, -1];
  const given = attended === undefined ? [] : rowsOf(door, attended, path, "attended trainings", MOST_ROWS);
  for (const [k, row] of given) {
    const at = [...path, k];
    const before = door.issues.length;
    const { staffId, courseId, name, hours, completedOn, passed } = ownFields(door, row, at, KEYS);
    if (!staffById.has(staffId as string))
      door.knownPerson(staffId, [...at, "staffId"], staffById, "the id of anyone among the staff");
    if (courseId !== undefined && !byId.has(courseId as string)) {
      door.known(
        courseId,
        [...at, "courseId"],
        byId,
        "the id of a course of this catalogue; another one is given by its name alone",
      );
    }
    if (name !== undefined) nameIn(door, name, [...at, "name"], "the name of a training");
    const jp = door.number(hours, [...at, "hours"], {
      what: "the hours (JP)",
      least: 1,
      most: MOST_HOURS,
      whole: true,
    });
    if (completedOn === undefined)
      door.report("missing-value", [...at, "completedOn"], "a value is missing: the day of completion is needed");
    const day = door.day(completedOn, [...at, "completedOn"]);
    if (passed !== undefined && typeof passed !== "boolean") {
      door.report("wrong-type", [...at, "passed"], `${show(passed)} is neither true nor false`);
    }
    if (door.issues.length > before) continue;
    if (courseId !== undefined || name !== undefined) {
      const key = JSON.stringify([staffId, courseId ?? null, courseId === undefined ? name : null, day]);
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, k);
      else {
        const message = `row ${earlier} is the same training of the same person on the same day`;
        door.report("duplicate-training", at, message, "its hours would count twice");
        continue;
      }
    }
    if (day! > asOf) {
      if (later++ === 0) firstLater = k;
      continue;
    }
    const read = {
      staffId: staffId as string,
      ...(courseId === undefined ? {} : { courseId: courseId as string }),
      ...(name === undefined ? {} : { name: name as string }),
      hours: jp,
      completedOn: day!,
      passed: passed !== false,
    };
    rows.push(read);
    placeOf.set(read, k);
  }
  const notices: Issue[] = [];
  if (later > 0) {
    const message =
      later === 1
        ? `a training was completed after the day of the scenario, ${asOf}: it counts for nothing`
        : `${later} trainings were completed after the day of the scenario, ${asOf}: they count for nothing; this is the first`;
    notices.push({ code: "development/completed-later", path: [...path, firstLater], message });
  }
  rows.sort(
    (a, b) =>
      inOrder(a.staffId, b.staffId) ||
      inOrder(a.completedOn, b.completedOn) ||
      inOrder(a.courseId ?? "", b.courseId ?? "") ||
      inOrder(a.name ?? "", b.name ?? "") ||
      a.hours - b.hours,
  );
  const passedBy = new Map<string, Set<string>>();
  const passedRows: Passed[] = [];
  for (const row of rows) {
    const { staffId, courseId, passed } = row;
    if (courseId === undefined || !passed) continue;
    passedRows.push({ staffId, courseId, at: placeOf.get(row)! });
    const known = passedBy.get(staffId);
    if (known === undefined) passedBy.set(staffId, new Set([courseId]));
    else known.add(courseId);
  }
  for (const notice of unrecordedNotices(passedRows, { staffById }, byId, path)) notices.push(notice);
  return { rows, passedBy, notices };
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
