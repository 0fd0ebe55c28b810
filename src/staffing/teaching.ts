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
  type GradeBands,
  type SchoolLevel,
} from "../regulation/index.js";
import { sumOf } from "./compensated-sum.js";
import { openDoor, type Path } from "../door/index.js";
import { type Estimate, type UncertainFigure, uncertaintyOf } from "./estimate.js";
import { type Comparison, compare, readBands } from "./grade.js";
import { type Need, noticesOfSize } from "./need.js";
import {
  type ByGradeRead,
  type Figure,
  PRIMARY,
  type ReadSchool,
  readSchool,
  type ReadSubject,
  WITH_CLASS_TEACHERS,
} from "./read-school.js";
import { readExisting, readRounding } from "./readings.js";
import { displayedNeed, type Rounding } from "./rounding.js";
import { NOBODY } from "./tolerance.js";

/**
 * One figure for the whole school, or one for each grade by its name: `{ 1: 2, 2: 2, … }`. A name begins with a grade of
 * the level, in digits or Roman numerals (`7`, `VII`, `7A`, `11 IPA`); of TK with `A` or `B`.
 */
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
  /** Classes (*rombongan belajar*): the total, or by grade. At least one is expected. */
  readonly classes: ByGrade;
  readonly pupils?: Estimate;
  /** Subjects with teachers of their own. Needed above primary school. */
  readonly subjects?: readonly SchoolSubject[];
  /** Religions taught (*pendidikan agama*), each with its own groups where pupils are divided. */
  readonly religion?: readonly SchoolSubject[];
  /** *Pendidikan jasmani, olahraga dan kesehatan* (PJOK). */
  readonly physicalEducation?: SchoolSubject;
  /** Takes pupils with special needs. Default `false`. Above SD and MI no rule known here counts teachers for them. */
  readonly inclusive?: boolean;
  /** Class teachers who are there (TK, SD, MI). */
  readonly classTeachers?: number;
  /** Special-education teachers who are there (SD, MI). */
  readonly specialEducationTeachers?: number;
  /** Counsellors (*guru BK*) who are there (SMP and above); asks for `pupils`. */
  readonly counsellors?: number;
  /** All teachers who are there, without the headteacher. */
  readonly existing?: number;
  /** The day whose rules hold. Default: the newest. */
  readonly asOf?: string;
  /** Face-to-face hours a week of one teacher in place of the rule's 24, > 0. */
  readonly weeklyHours?: number;
  /** Bands of the grade. Default: exactly 1.00 is a B. */
  readonly bands?: GradeBands;
  /** Rounding of the displayed need. Default `halfUp`. */
  readonly rounding?: Rounding;
}

/** Teachers of one kind. */
export interface TeacherNeed {
  readonly kind: "class" | "subject" | "religion" | "physicalEducation" | "specialEducation" | "counsellor";
  readonly name: string;
  /** Lessons a week to be taught (total JTM); `null` where the need does not come from hours. */
  readonly weeklyLessons: number | null;
  /** What needs teachers: lessons a week, classes, or pupils; `null` where only the least number is known. */
  readonly amount: number | null;
  /** How much of it one teacher takes: hours a week, classes, pupils. */
  readonly perTeacher: number;
  /** amount / perTeacher, full-time staff; 0 where there is no amount. */
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
  "specialEducationTeachers",
  "counsellors",
  "existing",
  "asOf",
  "weeklyHours",
  "bands",
  "rounding",
];

/**
 * The need of a school for teachers, by kind.
 *
 * @throws ScenarioError with every issue: `staffing/no-classes`, `staffing/unknown-grade`, `staffing/not-for-level`,
 * `staffing/no-working-time`, `staffing/bands-with-holes`, `staffing/missing-value`, `staffing/wrong-type`, `staffing/not-a-number`, `staffing/out-of-range`,
 * `staffing/unordered-interval`, `staffing/unknown-key`, `staffing/unknown-value`, `staffing/impossible-date`
 */
export function teachingNeed(school: School): TeachingNeed {
  const door = openDoor("staffing");
  const given = door.record(school, ["school"], KEYS);
  const read = readSchool(door, given);
  const bands = readBands(door, given["bands"], ["school", "bands"]);
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
    comparison: existing === undefined ? null : compare(required, existing, bands),
    notices: noticesOf(read, required, classes, pupilRatio),
  };
}

/** Picks the value of a figure. */
type Choice = (figure: Figure) => number;

/** Σ hours · groups over the grades. */
function lessonsOf({ hours, groups }: ReadSubject, choose: Choice): number {
  const everywhere = hours.get("");
  return sumOf(groups, ([grade, count]) => {
    const own = everywhere ?? hours.get(grade);
    return own === undefined ? 0 : choose(own) * choose(count);
  });
}

function countOf(graded: ByGradeRead, choose: Choice): number {
  return sumOf(graded.values(), choose);
}

function teachersOf(school: ReadSchool, choose: Choice): TeacherNeed[] {
  const { level, day, weeklyHours, subjects, pupils } = school;
  const teachers: TeacherNeed[] = [];
  const add = (row: Pick<TeacherNeed, "kind" | "name" | "amount" | "perTeacher" | "existing">, minimum = 0): void => {
    const { kind, amount, perTeacher, existing } = row;
    const raw = (amount ?? 0) / perTeacher;
    const required = Math.max(raw, minimum);
    const gap = existing === null ? null : existing - required;
    const isTaught = kind === "subject" || kind === "religion" || kind === "physicalEducation";
    teachers.push({ ...row, weeklyLessons: isTaught ? amount : null, raw, minimum, required, gap });
  };
  const classes = countOf(school.classes, choose);
  if (WITH_CLASS_TEACHERS.includes(level)) {
    add({ kind: "class", name: "guru kelas", amount: classes, perTeacher: 1, existing: school.classTeachers });
  }
  const least = inForce(PRIMARY_SCHOOL_MINIMUM, day).value;
  const primary = PRIMARY.includes(level);
  /** The least number holds for all rows of a kind together: each has its share of it, in proportion to its lessons. */
  const withLeast = (kind: "religion" | "physicalEducation", fallback: string, minimum: number): void => {
    const rows = subjects.filter((one) => one.kind === kind);
    if (rows.length === 0) {
      const row = { kind, name: fallback, amount: null, perTeacher: weeklyHours, existing: null };
      if (minimum > 0) add(row, minimum);
      return;
    }
    const lessons = rows.map((one) => lessonsOf(one, choose));
    const all = sumOf(lessons, (one) => one);
    rows.forEach(({ name, existing }, k) => {
      const amount = lessons[k]!;
      const least = all === 0 ? minimum / rows.length : minimum * (amount / all);
      add({ kind, name, amount, perTeacher: weeklyHours, existing }, least);
    });
  };
  for (const one of subjects) {
    const { kind, name, existing } = one;
    if (kind === "subject") add({ kind, name, amount: lessonsOf(one, choose), perTeacher: weeklyHours, existing });
  }
  withLeast("religion", "pendidikan agama", primary ? least.religionTeachers : 0);
  withLeast("physicalEducation", "PJOK", primary ? least.physicalEducationTeachers : 0);
  if (primary && (school.inclusive || school.specialEducationTeachers !== null)) {
    const row = {
      kind: "specialEducation",
      name: "pendidikan khusus",
      perTeacher: least.classesPerSpecialTeacher,
    } as const;
    const existing = school.specialEducationTeachers;
    if (school.inclusive) add({ ...row, amount: classes, existing }, 1);
    else add({ ...row, amount: 0, existing });
  }
  if (pupils !== undefined && !WITH_CLASS_TEACHERS.includes(level)) {
    const perTeacher = inForce(PUPILS_PER_COUNSELLOR, day).value.least;
    const name = "bimbingan dan konseling";
    add({ kind: "counsellor", name, amount: choose(pupils), perTeacher, existing: school.counsellors });
  }
  return teachers;
}

/**
 * `staffing/hours-not-given`: religion or PJOK of a primary school stands at its least number for lack of hours;
 * `staffing/no-counsellors`: pupils unknown, counsellors not counted; `staffing/not-counted`: an
 * inclusive school above primary; `staffing/large-classes` and `staffing/pupil-ratio`: the school is outside ratios that are themselves unverified.
 */
function noticesOf(
  { level, day, subjects, pupils, inclusive }: ReadSchool,
  required: number,
  classes: number,
  pupilRatio: TeachingNeed["pupilRatio"],
): Issue[] {
  const notices = noticesOfSize([], required, ["school"]);
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
  if (inclusive && !PRIMARY.includes(level)) {
    say("not-counted", ["school", "inclusive"], `no rule known here counts special-education teachers in ${level}`);
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
