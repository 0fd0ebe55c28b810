/**
 * The need of a school for teachers.
 *
 *     class teachers (*guru kelas*)  = classes                                   SD, MI, TK
 *     a subject (*guru mapel*)       = Σ_grades hours a week · classes / 24
 *     religion, PJOK in SD and MI    = the same, at least 1 of each a school
 *     counsellors (*guru BK*)        = pupils / 150                              SMP and above
 *     inclusive SD                   = at least 1 special-education teacher for 6 classes
 *
 * Sources: Peraturan Bersama 2011 and PP 74/2008 as given in published guides on teacher needs. The headteacher is shown
 * apart and is not in `required`: it is a post of its own. Pupil ratios are a check on the result, never the result.
 */
import type { Issue } from "../errors/index.js";
import {
  HEADTEACHERS_PER_SCHOOL,
  inForce,
  LARGEST_CLASS,
  PRIMARY_SCHOOL_MINIMUM,
  PUPILS_PER_COUNSELLOR,
  PUPILS_PER_TEACHER,
  SCHOOL_LEVELS,
  type SchoolLevel,
  WEEKLY_TEACHING_HOURS,
} from "../regulation/index.js";
import { sumOf } from "./compensated-sum.js";
import { type Door, type Loose, openDoor, type Path } from "./door.js";
import { type Estimate, type Interval, isInterval, type UncertainFigure, uncertaintyOf } from "./estimate.js";
import { type Comparison, compare, DEFAULT_BANDS } from "./grade.js";
import { type Need, REMARKABLE_NEED, remarkableNeed } from "./need.js";
import { readExisting, readRounding } from "./readings.js";
import { displayedNeed, type Rounding } from "./rounding.js";
import { NOBODY } from "./tolerance.js";

/** One figure for the whole school, or one for each grade by its name: `{ 1: 2, 2: 2, … }`. */
export type ByGrade = Estimate | Readonly<Record<string, Estimate>>;

/** A subject and its weekly hours. */
export interface SchoolSubject {
  readonly name: string;
  /** Face-to-face hours a week of one class (JTM): the same in every grade, or by grade; grades left out have none. */
  readonly hours: ByGrade;
  /** Groups that are taught, where they are not the classes of the school: pupils of one religion, electives. */
  readonly groups?: ByGrade;
  /** Teachers of the subject who are there. */
  readonly existing?: number;
}

/** A school as the calculation reads it. */
export interface School {
  readonly level: SchoolLevel;
  /** Classes (*rombongan belajar*): the total, or by grade. At least one. */
  readonly classes: ByGrade;
  readonly pupils?: Estimate;
  /** Subjects with teachers of their own. Needed above primary school. */
  readonly subjects?: readonly SchoolSubject[];
  /** Religions taught (*pendidikan agama*), each with its own groups where pupils are divided. */
  readonly religion?: readonly SchoolSubject[];
  /** *Pendidikan jasmani, olahraga dan kesehatan* (PJOK). */
  readonly physicalEducation?: SchoolSubject;
  /** Takes pupils with special needs. Default `false`. */
  readonly inclusive?: boolean;
  /** Class teachers who are there. */
  readonly classTeachers?: number;
  /** All teachers who are there, without the headteacher. */
  readonly existing?: number;
  /** The day whose rules hold. Default: the newest. */
  readonly asOf?: string;
  /** Face-to-face hours a week of one teacher in place of the rule's 24, > 0. */
  readonly weeklyHours?: number;
  /** Rounding of the displayed need. Default `halfUp`. */
  readonly rounding?: Rounding;
}

/** Teachers of one kind. */
export interface TeacherNeed {
  readonly kind: "class" | "subject" | "religion" | "physicalEducation" | "specialEducation" | "counsellor";
  readonly name: string;
  /** Lessons a week to be taught (total JTM); `null` where the need does not come from hours. */
  readonly weeklyLessons: number | null;
  /** By the formula, full-time staff. */
  readonly raw: number;
  /** Least number; 0 where there is none. */
  readonly minimum: number;
  /** max(raw, minimum). */
  readonly required: number;
  /** `null` where it was not given. */
  readonly existing: number | null;
  /** existing − required (*kelebihan* above 0, *kekurangan* below). */
  readonly gap: number | null;
}

/** The need of a school. */
export interface TeachingNeed extends Need {
  readonly method: "teaching";
  readonly level: SchoolLevel;
  readonly classes: number;
  /** Weekly hours of one teacher that were used. */
  readonly weeklyHours: number;
  readonly teachers: readonly TeacherNeed[];
  /** Headteachers; not in `required`. */
  readonly headteachers: number;
  /** Pupils for each teacher needed, against the ratio of the rules (from memory, unverified); `null` without pupils. */
  readonly pupilRatio: {
    readonly pupils: number;
    readonly perTeacher: number;
    readonly standard: number;
    readonly meetsStandard: boolean;
    readonly verified: boolean;
  } | null;
  readonly comparison: Comparison | null;
}

const KEYS = [
  "level",
  "classes",
  "pupils",
  "subjects",
  "religion",
  "physicalEducation",
  "inclusive",
  "classTeachers",
  "existing",
  "asOf",
  "weeklyHours",
  "rounding",
];
const WITH_CLASS_TEACHERS: readonly SchoolLevel[] = ["TK", "SD", "MI"];
const PRIMARY: readonly SchoolLevel[] = ["SD", "MI"];

/**
 * The need of a school for teachers, by kind.
 *
 * @throws ScenarioError with every issue: `staffing/no-classes`, `staffing/unknown-grade`, `staffing/no-working-time`,
 * `staffing/missing-value`, `staffing/wrong-type`, `staffing/not-a-number`, `staffing/out-of-range`,
 * `staffing/unordered-interval`, `staffing/unknown-key`, `staffing/unknown-value`, `staffing/impossible-date`
 */
export function teachingNeed(school: School): TeachingNeed {
  const door = openDoor();
  const given = door.record(school, ["school"], KEYS);
  const read = readSchool(door, given);
  const rounding = readRounding(door, given["rounding"], ["school", "rounding"]);
  const existing =
    given["existing"] === undefined ? undefined : readExisting(door, given["existing"], ["school", "existing"]);
  door.close();

  const expected: Choice = ({ figure }) => figure.expected;
  const teachers = teachersOf(read, expected);
  const total = (choose: Choice): number => sumOf(teachersOf(read, choose), ({ required }) => required);
  const required = sumOf(teachers, (one) => one.required);
  const figures = read.figures.filter(({ figure }) => figure.low < figure.high);
  const range = {
    low: Math.min(
      required,
      total(({ figure }) => figure.low),
    ),
    expected: required,
    high: Math.max(
      required,
      total(({ figure }) => figure.high),
    ),
  };
  const open = figures.map((one): UncertainFigure => ({
    ...one,
    needAt: (value) => total((other) => (other === one ? value : other.figure.expected)),
  }));
  const classes = countOf(read.classes, expected);
  const pupils = read.pupils?.figure.expected;
  const ratio = inForce(PUPILS_PER_TEACHER, read.day);
  const standard = ratio.value[read.level];
  const pupilRatio =
    pupils === undefined || required < NOBODY
      ? null
      : {
          pupils,
          perTeacher: pupils / required,
          standard,
          meetsStandard: pupils / required >= standard,
          verified: ratio.verified,
        };
  return {
    method: "teaching",
    level: read.level,
    required,
    ...uncertaintyOf(range, open),
    display: displayedNeed(required, rounding),
    classes,
    weeklyHours: read.weeklyHours,
    teachers,
    headteachers: inForce(HEADTEACHERS_PER_SCHOOL, read.day).value,
    pupilRatio,
    comparison: existing === undefined ? null : compare(required, existing, DEFAULT_BANDS),
    notices: noticesOf(read, required, classes, pupilRatio),
  };
}

/** A figure of the school with its place in the input. */
interface Figure {
  readonly path: Path;
  readonly name: string;
  readonly figure: Interval;
}

/** Picks the value of a figure. */
type Choice = (figure: Figure) => number;

/** Figures by grade; one entry named `""` where there is one figure for the whole school. */
type Graded = ReadonlyMap<string, Figure>;

interface ReadSubject {
  readonly kind: TeacherNeed["kind"];
  readonly name: string;
  readonly hours: Graded;
  readonly groups: Graded;
  readonly existing: number | null;
}

interface ReadSchool {
  readonly level: SchoolLevel;
  readonly day: string | undefined;
  readonly weeklyHours: number;
  readonly classes: Graded;
  readonly pupils: Figure | undefined;
  readonly subjects: readonly ReadSubject[];
  readonly inclusive: boolean;
  readonly classTeachers: number | null;
  /** Every figure that may be a range, in the order of the input. */
  readonly figures: readonly Figure[];
}

function readSchool(door: Door, given: Loose): ReadSchool {
  const figures: Figure[] = [];
  const level = door.choice(given["level"], ["school", "level"], SCHOOL_LEVELS);
  const day = door.day(given["asOf"], ["school", "asOf"]);
  const before = door.issues.length;
  const classes = readByGrade(door, given["classes"], ["school", "classes"], "classes", figures, CLASSES);
  if (door.issues.length === before && sumOf(classes.values(), ({ figure }) => figure.low) <= 0) {
    const hint = "a school that no longer teaches is left out, or the column of classes was not read";
    door.report("no-classes", ["school", "classes"], "the school has no class, so nobody can teach one", hint);
  }
  let pupils: Figure | undefined;
  if (given["pupils"] !== undefined) {
    const figure = door.estimate(given["pupils"], ["school", "pupils"], { what: "the number of pupils", most: 1e6 });
    pupils = { path: ["school", "pupils"], name: "pupils", figure };
    figures.push(pupils);
  }
  const inclusive = given["inclusive"] ?? false;
  if (typeof inclusive !== "boolean") door.report("wrong-type", ["school", "inclusive"], "true or false is needed");
  const subjects: ReadSubject[] = [];
  const subject = (kind: TeacherNeed["kind"], value: unknown, path: Path): void => {
    subjects.push(readSubject(door, kind, value, path, classes, figures));
  };
  const subjectsOf = (kind: TeacherNeed["kind"], key: string): void => {
    if (given[key] === undefined) return;
    const list = door.list(given[key], ["school", key], "subjects");
    for (let k = 0; k < list.length; k++) subject(kind, list[k], ["school", key, k]);
  };
  subjectsOf("subject", "subjects");
  subjectsOf("religion", "religion");
  if (given["physicalEducation"] !== undefined) {
    subject("physicalEducation", given["physicalEducation"], ["school", "physicalEducation"]);
  }
  if (subjects.length === 0 && !WITH_CLASS_TEACHERS.includes(level)) {
    const hint = "{ name, hours } for each subject of the curriculum";
    door.report(
      "missing-value",
      ["school", "subjects"],
      `${level} teachers come from the hours of their subjects`,
      hint,
    );
  }
  const hours = { what: "the weekly hours of one teacher", least: 0.1, most: 60, codeBelow: "no-working-time" };
  return {
    level,
    day,
    weeklyHours:
      given["weeklyHours"] === undefined
        ? inForce(WEEKLY_TEACHING_HOURS, day).value
        : door.number(given["weeklyHours"], ["school", "weeklyHours"], hours),
    classes,
    pupils,
    subjects,
    inclusive: inclusive === true,
    classTeachers:
      given["classTeachers"] === undefined
        ? null
        : readExisting(door, given["classTeachers"], ["school", "classTeachers"]),
    figures,
  };
}

const CLASSES = { what: "the number of classes", most: 10_000 };
const HOURS = { what: "the weekly hours", most: 60 };

function readSubject(
  door: Door,
  kind: TeacherNeed["kind"],
  value: unknown,
  path: Path,
  classes: Graded,
  figures: Figure[],
): ReadSubject {
  const given = door.record(value, path, ["name", "hours", "groups", "existing"]);
  const name = door.text(given["name"], [...path, "name"]);
  if (given["name"] === undefined)
    door.report("missing-value", [...path, "name"], "the name of the subject is missing");
  const own = given["groups"];
  const groups =
    own === undefined ? classes : readByGrade(door, own, [...path, "groups"], name ?? "", figures, CLASSES);
  const before = door.issues.length;
  const hours = readByGrade(door, given["hours"], [...path, "hours"], name ?? "", figures, HOURS);
  if (door.issues.length === before && !hours.has("")) {
    for (const grade of hours.keys()) {
      if (groups.has(grade)) continue;
      const known = [...groups.keys()].filter((one) => one !== "");
      const hint = known.length === 0 ? "classes are needed by grade, too" : `the grades are ${known.join(", ")}`;
      door.report("unknown-grade", [...path, "hours", grade], `there is no class of grade ${grade}`, hint);
    }
  }
  const existing =
    given["existing"] === undefined ? null : readExisting(door, given["existing"], [...path, "existing"]);
  return { kind, name: name ?? "", hours, groups, existing };
}

function readByGrade(
  door: Door,
  value: unknown,
  path: Path,
  name: string,
  figures: Figure[],
  rule: { readonly what: string; readonly most: number },
): Graded {
  const found = new Map<string, Figure>();
  const add = (grade: string, item: unknown, at: Path): void => {
    const one = {
      path: at,
      name: grade === "" ? name : `${name}, grade ${grade}`,
      figure: door.estimate(item, at, rule),
    };
    found.set(grade, one);
    figures.push(one);
  };
  if (typeof value !== "object" || value === null || isInterval(value)) add("", value, path);
  else if (Array.isArray(value)) {
    const hint = "{ 1: 2, 2: 2, … }: one figure for each grade, by its name";
    door.report("wrong-type", path, "a list is not a figure by grade", hint);
  } else {
    for (const [grade, item] of Object.entries(value)) add(grade, item, [...path, grade]);
    if (found.size === 0) add("", 0, path);
  }
  return found;
}

/** Σ hours · groups over the grades. */
function lessonsOf({ hours, groups }: ReadSubject, choose: Choice): number {
  const everywhere = hours.get("");
  return sumOf(groups, ([grade, count]) => {
    const own = everywhere ?? hours.get(grade);
    return own === undefined ? 0 : choose(own) * choose(count);
  });
}

function countOf(graded: Graded, choose: Choice): number {
  return sumOf(graded.values(), choose);
}

function teachersOf(school: ReadSchool, choose: Choice): TeacherNeed[] {
  const { level, day, weeklyHours, subjects, pupils } = school;
  const teachers: TeacherNeed[] = [];
  const add = (
    kind: TeacherNeed["kind"],
    name: string,
    weeklyLessons: number | null,
    raw: number,
    minimum: number,
    existing: number | null,
  ): void => {
    const required = Math.max(raw, minimum);
    const gap = existing === null ? null : existing - required;
    teachers.push({ kind, name, weeklyLessons, raw, minimum, required, existing, gap });
  };
  const classes = countOf(school.classes, choose);
  if (WITH_CLASS_TEACHERS.includes(level)) add("class", "guru kelas", null, classes, 0, school.classTeachers);
  const least = inForce(PRIMARY_SCHOOL_MINIMUM, day).value;
  const primary = PRIMARY.includes(level);
  /** The least number holds for all rows of a kind together: each has its share of it, in proportion to its lessons. */
  const withLeast = (kind: "religion" | "physicalEducation", fallback: string, minimum: number): void => {
    const rows = subjects.filter((one) => one.kind === kind);
    if (rows.length === 0) {
      if (minimum > 0) add(kind, fallback, null, 0, minimum, null);
      return;
    }
    const lessons = rows.map((one) => lessonsOf(one, choose));
    const raw = sumOf(lessons, (one) => one) / weeklyHours;
    rows.forEach(({ name, existing }, k) => {
      const own = lessons[k]! / weeklyHours;
      const least = raw === 0 ? minimum / rows.length : (minimum * own) / raw;
      add(kind, name, lessons[k]!, own, least, existing);
    });
  };
  for (const one of subjects) {
    if (one.kind !== "subject") continue;
    const lessons = lessonsOf(one, choose);
    add("subject", one.name, lessons, lessons / weeklyHours, 0, one.existing);
  }
  withLeast("religion", "pendidikan agama", primary ? least.religionTeachers : 0);
  withLeast("physicalEducation", "PJOK", primary ? least.physicalEducationTeachers : 0);
  if (school.inclusive && primary) {
    add("specialEducation", "pendidikan khusus", null, classes / least.classesPerSpecialTeacher, 1, null);
  }
  if (pupils !== undefined && !WITH_CLASS_TEACHERS.includes(level)) {
    add(
      "counsellor",
      "bimbingan dan konseling",
      null,
      choose(pupils) / inForce(PUPILS_PER_COUNSELLOR, day).value.least,
      0,
      null,
    );
  }
  return teachers;
}

/**
 * `staffing/hours-not-given`: religion or PJOK of a primary school stands at its least number for lack of hours;
 * `staffing/no-counsellors`: pupils unknown, counsellors not counted; `staffing/large-classes` and
 * `staffing/pupil-ratio`: the school is outside ratios that are themselves unverified.
 */
function noticesOf(
  { level, day, subjects, pupils }: ReadSchool,
  required: number,
  classes: number,
  pupilRatio: TeachingNeed["pupilRatio"],
): Issue[] {
  const notices: Issue[] = required > REMARKABLE_NEED ? [remarkableNeed(required, ["school"])] : [];
  const say = (code: string, path: Path, message: string): void => {
    notices.push({ code: `staffing/${code}`, path, message });
  };
  if (PRIMARY.includes(level)) {
    for (const kind of ["religion", "physicalEducation"] as const) {
      if (subjects.some((one) => one.kind === kind)) continue;
      say("hours-not-given", ["school", kind], "without weekly hours this counts as one teacher, the least number");
    }
  } else if (level !== "TK" && pupils === undefined) {
    say("no-counsellors", ["school", "pupils"], "without the number of pupils no counsellors are counted");
  }
  const largest = inForce(LARGEST_CLASS, day).value[level];
  const perClass = pupils === undefined ? 0 : pupils.figure.expected / classes;
  if (largest !== undefined && perClass > largest) {
    const message = `${Number(perClass.toFixed(1))} pupils a class are more than ${largest} (a figure that is not verified)`;
    say("large-classes", ["school", "classes"], message);
  }
  if (pupilRatio !== null && !pupilRatio.meetsStandard) {
    const { perTeacher, standard } = pupilRatio;
    const message = `the need gives ${Number(perTeacher.toFixed(1))} pupils for each teacher, fewer than ${standard} (a ratio that is not verified)`;
    say("pupil-ratio", ["school", "pupils"], message);
  }
  return notices;
}
