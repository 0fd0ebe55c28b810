/**
 * Teaching loads and ratios: hours a week of one teacher, least numbers a school, pupils a counsellor and a teacher.
 *
 * Read in published guides that follow the joint ministerial regulation of 2011 and PP 74/2008; the ratios of PP 74/2008
 * and the class sizes are from memory.
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** Kinds of school (*bentuk pendidikan*). */
export type SchoolLevel = "TK" | "SD" | "MI" | "SMP" | "MTs" | "SMA" | "MA" | "SMK" | "MAK";

/** Every kind of school. */
export const SCHOOL_LEVELS: readonly SchoolLevel[] = frozen([
  "TK",
  "SD",
  "MI",
  "SMP",
  "MTs",
  "SMA",
  "MA",
  "SMK",
  "MAK",
]);

/**
 * The grades (*tingkat*) of each kind of school as school tables name them: by number; of TK its groups. Vocational
 * schools may have a fourth year. Common knowledge, not a text that was read.
 */
export const SCHOOL_GRADES: Readonly<Record<SchoolLevel, readonly string[]>> = frozen({
  TK: ["A", "B"],
  SD: ["1", "2", "3", "4", "5", "6"],
  MI: ["1", "2", "3", "4", "5", "6"],
  SMP: ["7", "8", "9"],
  MTs: ["7", "8", "9"],
  SMA: ["10", "11", "12"],
  MA: ["10", "11", "12"],
  SMK: ["10", "11", "12", "13"],
  MAK: ["10", "11", "12", "13"],
});

const ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"];

/**
 * Whether `name` names a grade of `level`, or a part of one: `7`, `VII`, `7A`, `11 IPA`, `XI IPS`; in TK `A`, `B`, `A1`.
 * Read is the leading number, or the leading letters.
 */
export function isSchoolGrade(level: SchoolLevel, name: string): boolean {
  const first = /^\s*(\d+|[a-z]+)/i.exec(name)?.[1]?.toUpperCase();
  return first !== undefined && SCHOOL_GRADES[level].some((grade) => grade === first || ROMAN[Number(grade)] === first);
}

/** Face-to-face hours (*jam tatap muka*, JTM) a week of one full-time teacher. */
export const WEEKLY_TEACHING_HOURS: readonly DatedParameter<number>[] = frozen([
  {
    value: 24,
    effectiveFrom: "2018-01-01",
    legalBasis: "PP 74/2008; Permendikbud 15/2018 (24 face-to-face hours)",
    verified: true,
    note: "day of effect not verified; rules after Permendikdasmen 11/2025 were not read",
  },
]);

/** Least numbers of a primary school (SD, MI) and how many classes one special-education teacher serves. */
export const PRIMARY_SCHOOL_MINIMUM: readonly DatedParameter<{
  readonly religionTeachers: number;
  readonly physicalEducationTeachers: number;
  readonly classesPerSpecialTeacher: number;
}>[] = frozen([
  {
    value: { religionTeachers: 1, physicalEducationTeachers: 1, classesPerSpecialTeacher: 6 },
    effectiveFrom: "2011-01-01",
    legalBasis: "Peraturan Bersama 2011 (teacher distribution), as given in a published guide",
    verified: true,
    note: "day of effect not verified",
  },
]);

/** Headteachers a school has. */
export const HEADTEACHERS_PER_SCHOOL: readonly DatedParameter<number>[] = frozen([
  {
    value: 1,
    effectiveFrom: "2018-01-01",
    legalBasis: "Permendikbud 15/2018 (a headteacher has no teaching duty)",
    verified: false,
    note: "read for primary schools; other levels and the date from memory",
  },
]);

/** Pupils one counsellor (*guru BK*) serves. The need counts with the least. */
export const PUPILS_PER_COUNSELLOR: readonly DatedParameter<{ readonly least: number; readonly most: number }>[] =
  frozen([
    {
      value: { least: 150, most: 225 },
      effectiveFrom: "2008-01-01",
      legalBasis: "PP 74/2008, as given in a published guide (150 to 225 pupils)",
      verified: true,
      note: "day of effect not verified",
    },
  ]);

/** Pupils for each teacher by kind of school: a check on a need, never the need. */
export const PUPILS_PER_TEACHER: readonly DatedParameter<Readonly<Record<SchoolLevel, number>>>[] = frozen([
  {
    value: { TK: 15, SD: 20, MI: 15, SMP: 20, MTs: 15, SMA: 20, MA: 15, SMK: 15, MAK: 12 },
    effectiveFrom: "2008-12-01",
    legalBasis: "PP 74/2008 ps 17",
    verified: false,
    note: "from memory",
  },
]);

/** Most pupils in a class (*rombel*), where a figure is known. */
export const LARGEST_CLASS: readonly DatedParameter<Readonly<Partial<Record<SchoolLevel, number>>>>[] = frozen([
  {
    value: { SD: 28, SMP: 32, SMA: 36, SMK: 36 },
    effectiveFrom: "2017-01-01",
    legalBasis: "process standards of the ministry of education",
    verified: false,
    note: "from memory; older texts allow 20 to 32 pupils in SD",
  },
]);
