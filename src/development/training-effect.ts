/**
 * What training did: scores or ratings before and after, of those who attended against those who attended nothing. The
 * arithmetic and its caveats are those of `programmeEffect` (difference in differences where there is a comparison group).
 */
import { type Door, openDoor, type Path } from "../door/index.js";
import { type Label, type ProgrammeEffect, programmeEffect, type ProgrammePerson } from "../merit/index.js";
import { type CompetencyLevels, show } from "../scenario/index.js";
import { nameIn, ownEntries, ownFields, rowsOf } from "./own-fields.js";
import type { AttendedTraining } from "./types.js";

/** A measurement of one person: a score, or levels of competencies. All of one call are of the same kind. */
export type Measurement =
  | { readonly staffId: string; readonly value: number }
  | { readonly staffId: string; readonly competencies: CompetencyLevels };

/** Who took part, and how sure to be. */
export interface TrainingEffectOptions {
  /** Who attended what between the two measurements, passed or not: leaving out those who failed would flatter a course. */
  readonly attended: readonly Pick<AttendedTraining, "staffId" | "courseId" | "name">[];
  /** Confidence of the intervals, 0.5 … 0.999. Default 0.95. */
  readonly confidence?: number;
}

/** The effect on those who attended something. */
export interface MeasuredEffect {
  /** People measured twice who attended. */
  readonly participants: number;
  /** People measured twice who attended nothing at all. */
  readonly comparison: number;
  /** Of scores; of levels: of the mean level over the competencies that a person was rated in both times. `null`: nobody was measured twice. */
  readonly effect: ProgrammeEffect | null;
  /** Of levels: competency by competency, by name, over those rated in it both times. Empty for scores. */
  readonly competencies: readonly { readonly competency: string; readonly effect: ProgrammeEffect }[];
  /** Fewer than 30 participants, or fewer than 30 to compare with: one person can turn the result. */
  readonly isSmall: boolean;
  /** What must be kept in mind besides the caveats of `effect`. */
  readonly caveats: readonly Label[];
}

/** The effect of training, course by course and together. */
export interface TrainingEffect {
  readonly overall: MeasuredEffect;
  /** By the id (or the name) of the course. */
  readonly byCourse: readonly (MeasuredEffect & { readonly course: string })[];
  /** People with one measurement, in id order: they count for nothing. Of levels, with nothing rated both times: `neither`. */
  readonly unpaired: readonly { readonly staffId: string; readonly only: "before" | "after" | "neither" }[];
  /** Of levels: competencies rated once only, of people who count. By person, then competency. */
  readonly unpairedRatings: readonly {
    readonly staffId: string;
    readonly competency: string;
    readonly only: "before" | "after";
  }[];
  /** People who attended and were never measured, in id order. */
  readonly unmeasured: readonly string[];
}

/** Groups smaller than this are called small, as in `programmeEffect`. */
const FEW = 30;
const MOST_ROWS = 1_000_000;

const CAVEAT = {
  together: {
    id: "Sebagian peserta juga mengikuti kursus lain; pengaruh kursus-kursus itu tidak dapat dipisahkan di sini.",
    en: "Some participants attended other courses as well; the effects of these cannot be told apart here.",
  },
  many: {
    id: "Banyak kursus dibandingkan sekaligus: beberapa akan tampak berhasil secara kebetulan.",
    en: "Many courses are compared at once: some will seem to work by chance.",
  },
  mean: {
    id: "Angka gabungan adalah rata-rata tingkat kompetensi yang dinilai dua kali; tingkat adalah urutan, bukan jarak yang sama.",
    en: "The figure in all is the mean level of the competencies rated both times; levels are an order, and their steps need not be alike.",
  },
  single: {
    id: "Sebagian orang hanya diukur sekali dan tidak dihitung; jika mereka berbeda dari yang lain, hasilnya bergeser.",
    en: "Some people were measured once only and are not counted; if they differ from the others the result is off.",
  },
} as const;

/** A person measured twice. */
interface Pair {
  readonly staffId: string;
  readonly before: number;
  readonly after: number;
  readonly competencies: ReadonlyMap<string, readonly [before: number, after: number]>;
}

/**
 * The effect of training. The comparison group, overall and for each course, is everyone measured twice who attended nothing;
 * people of other courses belong to neither group of a course. Without such people, before and after alone, which proves
 * little, as the caveats say. The same for every order of the rows. O(rows × log rows + courses × people).
 *
 * @throws ScenarioError (all `development/…`) `missing-value`, `wrong-type`, `not-a-number`, `out-of-range`, `unknown-key`,
 * `duplicate-id`, `mixed-measures` (scores and levels together), `nobody-took-part` (nobody attended), `too-many`
 */
export function trainingEffect(
  before: readonly Measurement[],
  after: readonly Measurement[],
  options: TrainingEffectOptions,
): TrainingEffect {
  const door = openDoor("development");
  const [first, second] = [readMeasurements(door, before, ["before"]), readMeasurements(door, after, ["after"])];
  const given = ownFields(door, options, ["options"], ["attended", "confidence"]);
  const rule = { what: "the confidence", least: 0.5, most: 0.999 };
  const confidence =
    given["confidence"] === undefined ? 0.95 : door.number(given["confidence"], ["options", "confidence"], rule);
  const coursesOf = readCourses(door, given["attended"]);
  const kinds = new Set([...first.values(), ...second.values()].map((one) => typeof one));
  if (kinds.size > 1) {
    const hint = "measure everybody by `value`, or everybody by `competencies`";
    door.report("mixed-measures", ["before"], "some people have a score and others have levels", hint);
  }
  if (door.issues.length === 0 && coursesOf.size === 0) {
    door.report("nobody-took-part", ["options", "attended"], "nobody attended anything");
  }
  door.close();

  const pairs: Pair[] = [];
  const unpaired: TrainingEffect["unpaired"][number][] = [];
  const unpairedRatings: TrainingEffect["unpairedRatings"][number][] = [];
  for (const staffId of sorted(new Set([...first.keys(), ...second.keys()]))) {
    const [was, is] = [first.get(staffId), second.get(staffId)];
    if (was === undefined || is === undefined) {
      unpaired.push({ staffId, only: was === undefined ? "after" : "before" });
    } else if (typeof was === "number" || typeof is === "number") {
      pairs.push({ staffId, before: was as number, after: is as number, competencies: new Map() });
    } else {
      const names = sorted(new Set([...was.keys(), ...is.keys()]));
      const both = names.filter((name) => was.has(name) && is.has(name));
      if (both.length === 0) {
        unpaired.push({ staffId, only: "neither" });
        continue;
      }
      for (const competency of names) {
        if (!both.includes(competency)) {
          unpairedRatings.push({ staffId, competency, only: was.has(competency) ? "before" : "after" });
        }
      }
      const meanOf = (levels: ReadonlyMap<string, number>): number =>
        both.reduce((sum, name) => sum + levels.get(name)!, 0) / both.length;
      pairs.push({
        staffId,
        before: meanOf(was),
        after: meanOf(is),
        competencies: new Map(both.map((name) => [name, [was.get(name)!, is.get(name)!]])),
      });
    }
  }
  const isOfLevels = kinds.has("object");
  const others = pairs.filter(({ staffId }) => !coursesOf.has(staffId));
  const courses = sorted(new Set([...coursesOf.values()].flatMap((own) => [...own])));
  const measured = (took: readonly Pair[], more: readonly Label[]): MeasuredEffect => {
    const names = sorted(new Set(took.flatMap(({ competencies }) => [...competencies.keys()])));
    return {
      participants: took.length,
      comparison: others.length,
      effect: effectOf(took, others, confidence, ({ before: was, after: is }) => [was, is]),
      competencies: names.map((competency) => ({
        competency,
        effect: effectOf(took, others, confidence, ({ competencies }) => competencies.get(competency))!,
      })),
      isSmall: took.length < FEW || (others.length > 0 && others.length < FEW),
      caveats: [...(isOfLevels ? [CAVEAT.mean] : []), ...(unpaired.length > 0 ? [CAVEAT.single] : []), ...more],
    };
  };
  const overall = measured(
    pairs.filter(({ staffId }) => coursesOf.has(staffId)),
    [],
  );
  const byCourse = courses.map((course) => {
    const took = pairs.filter(({ staffId }) => coursesOf.get(staffId)?.has(course) === true);
    const isAlone = took.every(({ staffId }) => coursesOf.get(staffId)!.size === 1);
    const more = [...(isAlone ? [] : [CAVEAT.together]), ...(courses.length > 1 ? [CAVEAT.many] : [])];
    return { course, ...measured(took, more) };
  });
  const unmeasured = sorted(coursesOf.keys()).filter((staffId) => !first.has(staffId) && !second.has(staffId));
  return { overall, byCourse, unpaired, unpairedRatings, unmeasured };
}

/** `null` where nobody who took part was measured twice. */
function effectOf(
  took: readonly Pair[],
  others: readonly Pair[],
  confidence: number,
  figures: (pair: Pair) => readonly [before: number, after: number] | undefined,
): ProgrammeEffect | null {
  const people = [
    ...took.map((pair) => ({ pair, group: "programme" as const })),
    ...others.map((pair) => ({ pair, group: "comparison" as const })),
  ].flatMap(({ pair, group }): ProgrammePerson[] => {
    const found = figures(pair);
    return found === undefined ? [] : [{ id: pair.staffId, group, before: found[0], after: found[1] }];
  });
  if (people.every(({ group }) => group === "comparison")) return null;
  return programmeEffect(people, { confidence });
}

/** By person: the score, or the levels by competency. */
function readMeasurements(
  door: Door,
  value: unknown,
  path: Path,
): ReadonlyMap<string, number | ReadonlyMap<string, number>> {
  const read = new Map<string, number | ReadonlyMap<string, number>>();
  const placeOf = new Map<string, number>();
  for (const [k, row] of rowsOf(door, value, path, "measurements", MOST_ROWS)) {
    const at = [...path, k];
    const before = door.issues.length;
    const given = ownFields(door, row, at, ["staffId", "value", "competencies"]);
    const staffId = nameIn(door, given["staffId"], [...at, "staffId"], "the id of a person");
    const levels = given["competencies"];
    if (given["value"] !== undefined && levels !== undefined) {
      door.report("mixed-measures", at, "there is a score and there are levels", "give one of them");
    }
    const score = { what: "the score", least: -1e9, most: 1e9 };
    const level = { what: "a level of mastery", least: 1, most: 5, whole: true };
    const found =
      levels === undefined
        ? door.number(given["value"], [...at, "value"], score)
        : new Map(
            ownEntries(door, levels, [...at, "competencies"], "levels").map(([name, one]) => [
              name,
              door.number(one, [...at, "competencies", name], level),
            ]),
          );
    if (staffId === undefined) continue;
    const earlier = placeOf.get(staffId);
    if (earlier !== undefined) {
      door.report("duplicate-id", [...at, "staffId"], `${show(staffId)} was measured in row ${earlier} already`);
    } else placeOf.set(staffId, k);
    if (door.issues.length === before) read.set(staffId, found);
  }
  return read;
}

/** By person: the courses attended, by id or else by name. */
function readCourses(door: Door, value: unknown): ReadonlyMap<string, ReadonlySet<string>> {
  const path: Path = ["options", "attended"];
  const read = new Map<string, Set<string>>();
  for (const [k, row] of rowsOf(door, value, path, "attended trainings", MOST_ROWS)) {
    const at = [...path, k];
    const given = ownFields(door, row, at, ATTENDED);
    const staffId = nameIn(door, given["staffId"], [...at, "staffId"], "the id of a person");
    const key = given["courseId"] === undefined ? "name" : "courseId";
    const course = nameIn(door, given[key], [...at, key], "the id or the name of a course");
    if (staffId === undefined || course === undefined) continue;
    const own = read.get(staffId);
    if (own === undefined) read.set(staffId, new Set([course]));
    else own.add(course);
  }
  return read;
}

/** Records of attended training are welcome as they are; hours, days and whether it was passed are not read here. */
const ATTENDED = ["staffId", "courseId", "name", "hours", "completedOn", "passed"];

function sorted(names: Iterable<string>): string[] {
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
