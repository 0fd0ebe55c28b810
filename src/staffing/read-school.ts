/**
 * Reads a school at the door of `teachingNeed`: figures for the whole school or by grade, subjects, and the teachers who
 * are there. A figure that its level of school has no use for is an issue, never dropped.
 */
import {
  inForce,
  isSchoolGrade,
  SCHOOL_GRADES,
  SCHOOL_LEVELS,
  type SchoolLevel,
  WEEKLY_TEACHING_HOURS,
} from "../regulation/index.js";
import { sumOf } from "./compensated-sum.js";
import type { Door, Loose, Path } from "../door/index.js";
import { type Interval, isRange } from "./estimate.js";
import { readExisting } from "./readings.js";
import type { TeacherNeed } from "./teaching.js";
import { isBelow } from "./tolerance.js";

/** Kinds of school where a class has a teacher of its own. */
export const WITH_CLASS_TEACHERS: readonly SchoolLevel[] = ["TK", "SD", "MI"];
/** Primary schools. */
export const PRIMARY: readonly SchoolLevel[] = ["SD", "MI"];

/** A figure of the school with its place in the input. */
export interface Figure {
  readonly path: Path;
  readonly name: string;
  readonly figure: Interval;
}

/** Figures by grade; one entry named `""` where there is one figure for the whole school. */
export type ByGradeRead = ReadonlyMap<string, Figure>;

/** A subject, read. */
export interface ReadSubject {
  readonly kind: TeacherNeed["kind"];
  readonly name: string;
  readonly hours: ByGradeRead;
  readonly groups: ByGradeRead;
  readonly existing: number | null;
}

/** A school, read. */
export interface ReadSchool {
  readonly level: SchoolLevel;
  readonly day: string | undefined;
  readonly weeklyHours: number;
  readonly classes: ByGradeRead;
  readonly pupils: Figure | undefined;
  readonly subjects: readonly ReadSubject[];
  readonly inclusive: boolean;
  /** People there; `null` where it was not given. */
  readonly classTeachers: number | null;
  readonly specialEducationTeachers: number | null;
  readonly counsellors: number | null;
  /** Every figure that may be a range, in the order of the input. */
  readonly figures: readonly Figure[];
}

/** What every reading of a school shares. */
interface Reading {
  readonly door: Door;
  /** `undefined` where the level could not be read: no grade is checked then. */
  readonly level: SchoolLevel | undefined;
  /** Filled on the way. */
  readonly figures: Figure[];
}

const CLASSES = { what: "the number of classes", most: 10_000 };
const HOURS = { what: "the weekly hours", most: 60 };
const PUPILS = { what: "the number of pupils", most: 1e6 };

/** Reads a school whose keys were checked. */
export function readSchool(door: Door, given: Loose): ReadSchool {
  const atStart = door.issues.length;
  const level = door.choice(given["level"], ["school", "level"], SCHOOL_LEVELS);
  const known = door.issues.length === atStart ? level : undefined;
  const reading: Reading = { door, level: known, figures: [] };
  const day = door.day(given["asOf"], ["school", "asOf"]);
  const before = door.issues.length;
  const classes = readByGrade(reading, given["classes"], ["school", "classes"], "classes", CLASSES);
  const count = sumOf(classes.values(), ({ figure }) => figure.expected);
  if (door.issues.length === before && isBelow(count, 1)) {
    const message =
      count > 0 ? `${count} classes are not one class` : "the school has no class, so nobody can teach one";
    const hint = "a school that no longer teaches is left out, or the column of classes was not read";
    door.report("no-classes", ["school", "classes"], message, hint);
  }
  const pupils = readPupils(reading, given["pupils"]);
  const inclusive = given["inclusive"] ?? false;
  if (typeof inclusive !== "boolean") door.report("wrong-type", ["school", "inclusive"], "true or false is needed");
  const subjects = readSubjects(reading, given, classes);
  if (subjects.length === 0 && known !== undefined && !WITH_CLASS_TEACHERS.includes(known)) {
    const message = `${known} teachers come from the hours of their subjects`;
    const hint = "{ name, hours } for each subject of the curriculum";
    door.report("missing-value", ["school", "subjects"], message, hint);
  }
  const hours = { what: "the weekly hours of one teacher", least: 0.1, most: 60, codeBelow: "no-working-time" };
  const weeklyHours =
    given["weeklyHours"] === undefined
      ? inForce(WEEKLY_TEACHING_HOURS, day).value
      : door.number(given["weeklyHours"], ["school", "weeklyHours"], hours);
  const there = (key: string, isFor: (level: SchoolLevel) => boolean): number | null =>
    readPeople(reading, given[key], key, isFor);
  const hasClassTeachers = (one: SchoolLevel): boolean => WITH_CLASS_TEACHERS.includes(one);
  const classTeachers = there("classTeachers", hasClassTeachers);
  const specialEducationTeachers = there("specialEducationTeachers", (one) => PRIMARY.includes(one));
  const counsellors = there("counsellors", (one) => !hasClassTeachers(one));
  if (counsellors !== null && given["pupils"] === undefined && known !== undefined && !hasClassTeachers(known)) {
    const message = "a value is missing: the need for counsellors comes from the number of pupils";
    door.report("missing-value", ["school", "pupils"], message);
  }
  return {
    level,
    day,
    weeklyHours,
    classes,
    pupils,
    subjects,
    inclusive: inclusive === true,
    classTeachers,
    specialEducationTeachers,
    counsellors,
    figures: reading.figures,
  };
}

function readPupils({ door, figures }: Reading, value: unknown): Figure | undefined {
  if (value === undefined) return undefined;
  const path = ["school", "pupils"];
  const pupils = { path, name: "pupils", figure: door.estimate(value, path, PUPILS) };
  figures.push(pupils);
  return pupils;
}

/** Teachers of one kind who are there; an issue where the level of school needs none of the kind. */
function readPeople(
  { door, level }: Reading,
  value: unknown,
  key: string,
  isFor: (level: SchoolLevel) => boolean,
): number | null {
  if (value === undefined) return null;
  if (level !== undefined && !isFor(level)) {
    const message = `${level} has no need that \`${key}\` could be set against`;
    door.report("not-for-level", ["school", key], message, "they are counted in `existing`, or under a subject");
  }
  return readExisting(door, value, ["school", key]);
}

function readSubjects(reading: Reading, given: Loose, classes: ByGradeRead): readonly ReadSubject[] {
  const subjects: ReadSubject[] = [];
  for (const [kind, key] of [
    ["subject", "subjects"],
    ["religion", "religion"],
  ] as const) {
    if (given[key] === undefined) continue;
    const list = reading.door.list(given[key], ["school", key], "subjects");
    for (let k = 0; k < list.length; k++) {
      subjects.push(readSubject(reading, kind, list[k], ["school", key, k], classes));
    }
  }
  const sports = given["physicalEducation"];
  if (sports !== undefined) {
    subjects.push(readSubject(reading, "physicalEducation", sports, ["school", "physicalEducation"], classes));
  }
  return subjects;
}

function readSubject(
  reading: Reading,
  kind: TeacherNeed["kind"],
  value: unknown,
  path: Path,
  classes: ByGradeRead,
): ReadSubject {
  const { door } = reading;
  const given = door.record(value, path, ["name", "hours", "groups", "existing"]);
  const name = door.text(given["name"], [...path, "name"]);
  if (given["name"] === undefined) {
    door.report("missing-value", [...path, "name"], "the name of the subject is missing");
  }
  const read = (key: "hours" | "groups", rule: typeof HOURS): ByGradeRead => {
    const found = readByGrade(reading, given[key], [...path, key], name ?? "", rule);
    if (found.size === 0) door.report("missing-value", [...path, key], "a value is missing: no grade has a figure");
    return found;
  };
  const groups = given["groups"] === undefined ? classes : read("groups", CLASSES);
  const before = door.issues.length;
  const hours = read("hours", HOURS);
  if (door.issues.length === before && !hours.has("")) {
    for (const grade of hours.keys()) {
      if (groups.has(grade)) continue;
      const others = [...groups.keys()].filter((one) => one !== "");
      const hint = others.length === 0 ? "classes are needed by grade, too" : `the grades are ${others.join(", ")}`;
      door.report("unknown-grade", [...path, "hours", grade], `there is no class of grade ${grade}`, hint);
    }
  }
  const existing =
    given["existing"] === undefined ? null : readExisting(door, given["existing"], [...path, "existing"]);
  return { kind, name: name ?? "", hours, groups, existing };
}

/** One figure (a number or a range) under the name `""`, or one by grade; nothing where no grade is named. */
function readByGrade(
  { door, level, figures }: Reading,
  value: unknown,
  path: Path,
  name: string,
  rule: { readonly what: string; readonly most: number },
): ByGradeRead {
  const found = new Map<string, Figure>();
  const add = (grade: string, item: unknown, at: Path): void => {
    const label = grade === "" ? name : `${name}, grade ${grade}`;
    const one = { path: at, name: label, figure: door.estimate(item, at, rule) };
    found.set(grade, one);
    figures.push(one);
  };
  if (typeof value !== "object" || value === null || isRange(value)) add("", value, path);
  else if (Array.isArray(value)) {
    const hint = "{ 1: 2, 2: 2, … }: one figure for each grade, by its name";
    door.report("wrong-type", path, "a list is not a figure by grade", hint);
  } else {
    for (const [grade, item] of door.byName(value, path, "figures of grades")) {
      if (level !== undefined && !isSchoolGrade(level, grade)) {
        const hint = `the grades of ${level} are ${SCHOOL_GRADES[level].join(", ")}; a range is { low, expected, high }`;
        door.report("unknown-grade", [...path, grade], `${JSON.stringify(grade)} is not a grade of ${level}`, hint);
      }
      add(grade, item, [...path, grade]);
    }
  }
  return found;
}
