/**
 * The one door of catalogues of courses: every mistake found is an issue with its place, and a reading that stands has
 * courses in id order, defaults filled in, and for each course everything that must be passed before it.
 */
import { type Door, LARGEST, type Path } from "../door/index.js";
import { nearest, type Issue } from "../errors/index.js";
import { type CompetencyLevels, plainText, type Scenario, show } from "../scenario/index.js";
import { nameIn, ownEntries, ownFields, rowsOf, someFields } from "./own-fields.js";
import { orderPrerequisites } from "./prerequisites.js";
import type { Course } from "./types.js";

/**
 * A course whose defaults are filled in: it raises nothing, grants nothing and asks for nothing where lists are empty. What hangs
 * under `extra` may be anything, which no plan could carry as JSON: it stays with the caller.
 */
export interface ReadCourse extends Omit<Course, "extra"> {
  readonly raises: CompetencyLevels;
  readonly grants: readonly string[];
  readonly successProbability: number;
  /** Sorted. */
  readonly prerequisites: readonly string[];
}

/** A catalogue that was read. Means nothing where the door has issues. */
export interface CatalogueRead {
  /** In id order. */
  readonly courses: readonly ReadCourse[];
  readonly byId: ReadonlyMap<string, ReadCourse>;
  /** By course: all its prerequisites, those of prerequisites included, in an order in which they can be taken. */
  readonly prerequisitesOf: ReadonlyMap<string, readonly string[]>;
  /** By course: its place in the caller's list. */
  readonly givenAt: ReadonlyMap<string, number>;
}

/** Ways of holding a course, as the door knows them. */
export const COURSE_KINDS = ["classical", "eLearning", "coaching", "internship"] as const;

/** Courses of one catalogue; those of a whole country stay below. */
const MOST_COURSES = 100_000;
/** Competencies, certificates or prerequisites named by one course. */
const MOST_NAMES = 1000;
/** Prerequisites that one course may have, those of prerequisites included. */
const MOST_PREREQUISITES = 100;
/** Hours (JP) of one course: at eight a day, more than three years. */
const MOST_HOURS = 10_000;
/** Months of one course: ten years. */
const MOST_MONTHS = 120;

const KEYS = [
  "id",
  "name",
  "kind",
  "raises",
  "grants",
  "hours",
  "cost",
  "seats",
  "months",
  "successProbability",
  "prerequisites",
  "extra",
] as const satisfies readonly (keyof Course)[];

/**
 * Reads a catalogue. Issues (all `development/…`): `missing-value`, `wrong-type`, `unknown-key`, `unknown-value` (a kind),
 * `not-a-number`, `out-of-range`, `too-many`, `duplicate-id`, `duplicate-value`, `raises-nothing`, `unknown-id` (a
 * prerequisite), `prerequisite-on-itself`, `prerequisite-cycle`. O(courses × log courses + names + prerequisites).
 *
 * @param path - where the catalogue stands in the caller's input, e.g. `["catalogue"]`
 */
export function readCatalogue(catalogue: unknown, door: Door, path: Path): CatalogueRead {
  const byId = new Map<string, ReadCourse>();
  const givenAt = new Map<string, number>();
  const prerequisitesAt = new Map<string, ReadonlyMap<string, number>>();
  for (const [k, row] of rowsOf(door, catalogue, path, "courses", MOST_COURSES)) {
    const at = [...path, k];
    const read = readCourse(door, row, at);
    if (read === undefined) continue;
    const { id } = read.course;
    const earlier = givenAt.get(id);
    if (earlier === undefined) {
      givenAt.set(id, k);
      byId.set(id, read.course);
      prerequisitesAt.set(id, read.prerequisites);
    } else door.report("duplicate-id", [...at, "id"], `the course at place ${earlier} has the same id ${show(id)}`);
  }
  const courses = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const direct = new Map<string, readonly string[]>();
  for (const { id, prerequisites } of courses) {
    const known = prerequisites.filter((need) => {
      const at = [...path, givenAt.get(id)!, "prerequisites", prerequisitesAt.get(id)!.get(need)!];
      if (need === id) {
        door.report("prerequisite-on-itself", at, `the course ${show(id)} is to be passed before itself`);
        return false;
      }
      return byId.has(need) || door.known(need, at, byId, "the id of a course of this catalogue");
    });
    direct.set(id, known);
  }
  const { closureOf, cycles, tooMany } = orderPrerequisites(direct, MOST_PREREQUISITES);
  for (const cycle of cycles) {
    const shown = cycle.length > 10 ? [...cycle.slice(0, 10), `… (${cycle.length} courses)`] : cycle;
    const circle = [...shown, cycle[0]!].map((id) => (byId.has(id) ? show(id) : id)).join(" → ");
    const at = [...path, givenAt.get(cycle[0]!)!, "prerequisites"];
    door.report("prerequisite-cycle", at, `nobody can begin: ${circle}`, "one of these prerequisites must go");
  }
  for (const id of tooMany) {
    const at = [...path, givenAt.get(id)!, "prerequisites"];
    door.report("too-many", at, `${show(id)} has more than ${MOST_PREREQUISITES} prerequisites, direct or not`);
  }
  return { courses, byId, prerequisitesOf: closureOf, givenAt };
}

/** `undefined` where there is no id to go by. */
function readCourse(
  door: Door,
  row: unknown,
  at: Path,
): { readonly course: ReadCourse; readonly prerequisites: ReadonlyMap<string, number> } | undefined {
  const before = door.issues.length;
  const given = ownFields(door, row, at, KEYS);
  const wasRead = door.issues.slice(before).every(({ path }) => path.length !== at.length);
  if (!wasRead) return undefined;
  const id = nameIn(door, given["id"], [...at, "id"], "the id of a course");
  const name = nameIn(door, given["name"], [...at, "name"], "the name of a course");
  const kind = door.choice(given["kind"], [...at, "kind"], COURSE_KINDS);
  const raises = given["raises"] === undefined ? {} : readLevels(door, given["raises"], [...at, "raises"]);
  const grants =
    given["grants"] === undefined ? NO_NAMES : readNames(door, given["grants"], [...at, "grants"], CERTIFICATE);
  const number = (key: "hours" | "cost" | "seats" | "months", what: string, least: number, most: number): number =>
    door.number(given[key], [...at, key], { what, least, most, whole: true });
  const hours = number("hours", "the hours (JP)", 1, MOST_HOURS);
  const cost = number("cost", "the cost in rupiah", 0, LARGEST);
  const seats = given["seats"] === undefined ? undefined : number("seats", "the number of seats", 0, LARGEST);
  const months = number("months", "the number of months", 0, MOST_MONTHS);
  const rule = { what: "the share of those who pass", above: 0, most: 1 };
  const probability = given["successProbability"];
  const successProbability =
    probability === undefined ? 1 : door.number(probability, [...at, "successProbability"], rule);
  const prerequisites =
    given["prerequisites"] === undefined
      ? NO_NAMES
      : readNames(door, given["prerequisites"], [...at, "prerequisites"], PREREQUISITE);
  if (given["extra"] !== undefined) someFields(door, given["extra"], [...at, "extra"], []);
  const names = [given["raises"], given["grants"]];
  const isEmpty = Object.keys(raises).length === 0 && grants.size === 0;
  if (isEmpty && door.issues.slice(before).every(({ path }) => !CONTENT.has(path[at.length]))) {
    const message = "the course raises no competency and grants no certificate";
    const hint = names.every((value) => value === undefined) ? "`raises` or `grants` was left out" : undefined;
    door.report("raises-nothing", at, message, hint);
  }
  if (id === undefined) return undefined;
  const course = {
    id,
    name: name ?? "",
    kind,
    raises,
    grants: [...grants.keys()].sort(),
    hours,
    cost,
    ...(seats === undefined ? {} : { seats }),
    months,
    successProbability,
    prerequisites: [...prerequisites.keys()].sort(),
  };
  return { course, prerequisites };
}

const NO_NAMES: ReadonlyMap<string, number> = new Map();

const CONTENT: ReadonlySet<unknown> = new Set(["raises", "grants"]);

function readLevels(door: Door, value: unknown, path: Path): CompetencyLevels {
  const rule = { what: "a level of mastery", least: 1, most: 5, whole: true };
  const entries = ownEntries(door, value, path, "levels");
  if (entries.length > MOST_NAMES) {
    door.report("too-many", path, `${entries.length} competencies are given: at most ${MOST_NAMES} are read`);
    return {};
  }
  const levels = entries.map(([name, level]) => {
    if (name === "") door.report("out-of-range", [...path, name], "a competency needs a name");
    return [name, door.number(level, [...path, name], rule) as 1 | 2 | 3 | 4 | 5] as const;
  });
  // `fromEntries` defines fields: a competency may be called anything, `__proto__` included.
  return Object.fromEntries(levels);
}

interface NameKind {
  readonly list: string;
  readonly one: string;
  /** What makes two names the same. */
  readonly plain: (name: string) => string;
}
const CERTIFICATE: NameKind = { list: "certificates", one: "a certificate", plain: plainText };
const PREREQUISITE: NameKind = { list: "ids of courses", one: "the id of a course", plain: (id) => id };

/** Names, and the place of each in the list. */
function readNames(
  door: Door,
  value: unknown,
  path: Path,
  { list, one, plain }: NameKind,
): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const seen = new Set<string>();
  for (const [k, row] of rowsOf(door, value, path, list, MOST_NAMES)) {
    const name = nameIn(door, row, [...path, k], one);
    if (name === undefined) continue;
    if (seen.has(plain(name))) door.report("duplicate-value", [...path, k], `${show(name)} is in the list already`);
    else names.set(name, k);
    seen.add(plain(name));
  }
  return names;
}

/** Names compared in one call in search of what was meant. */
const MOST_COMPARED = 100_000;

/**
 * Holds a catalogue that was read against a scenario. Issues: `development/unknown-competency` (no post asks for it and
 * nobody was ever rated in it), `development/cost-out-of-range` (sums over everyone would not be exact). Returns notices:
 * `development/certificate-not-asked-for`. O(people × competencies + posts + courses).
 */
export function checkAgainstScenario(
  { courses, givenAt }: CatalogueRead,
  scenario: Scenario,
  door: Door,
  path: Path,
): readonly Issue[] {
  const { competencies, certificates } = namesOf(scenario);
  const notices: Issue[] = [];
  let compared = 0;
  for (const { id, raises, grants } of courses) {
    const at = [...path, givenAt.get(id)!];
    for (const name of Object.keys(raises).sort()) {
      if (competencies.has(name)) continue;
      const near = compared < MOST_COMPARED ? nearest(name, competencies) : undefined;
      compared += competencies.size;
      door.report(
        "unknown-competency",
        [...at, "raises", name],
        `no post asks for ${show(name)} and nobody was rated in it`,
        near === undefined ? undefined : `you meant ${show(near)}`,
      );
    }
    for (const name of grants) {
      if (certificates.has(plainText(name))) continue;
      const code = "development/certificate-not-asked-for";
      notices.push({ code, path: [...at, "grants"], message: `no post asks for the certificate ${show(name)}` });
    }
  }
  // Everyone takes each course once at most: no sum over people is larger.
  const everyone = BigInt(scenario.staff.length);
  let most = 0n;
  for (const { cost, seats } of courses) {
    const takers = seats === undefined || BigInt(seats) > everyone ? everyone : BigInt(seats);
    most += BigInt(cost) * takers;
  }
  if (most > BigInt(Number.MAX_SAFE_INTEGER)) {
    const message = `if all seats were taken the courses would cost ${most} rupiah: sums are exact up to 2^53 − 1`;
    door.report("cost-out-of-range", path, message, "a cost is in rupiah a participant");
  }
  return notices;
}

/** Names of competencies (to the letter) and of certificates (without case and spacing) that mean something here. */
function namesOf({ positions, staff }: Scenario): {
  competencies: ReadonlySet<string>;
  certificates: ReadonlySet<string>;
} {
  const asked = positions.flatMap(({ requirements }) => Object.keys(requirements?.competencies ?? {}));
  const competencies = new Set(asked.sort());
  for (const { competencies: levels } of staff) {
    if (levels !== undefined) for (const name of Object.keys(levels)) competencies.add(name);
  }
  const certificates = new Set(
    positions.flatMap(({ requirements }) => (requirements?.certificates ?? []).map(plainText)),
  );
  return { competencies, certificates };
}
