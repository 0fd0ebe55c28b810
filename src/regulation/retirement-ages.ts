/**
 * Retirement ages (*batas usia pensiun*, BUP) by kind of post, and the day of retirement (*TMT pensiun*).
 *
 * Only the years and months of a birth date enter; all arithmetic is on the parts of the date, never on a clock.
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** Kinds of post that the rules on retirement ages tell apart. */
export type RetirementPost =
  | "seniorExecutive"
  | "administrator"
  | "supervisor"
  | "executing"
  | "functionalSkilled"
  | "functionalFirst"
  | "functionalYoung"
  | "functionalMiddle"
  | "functionalPrincipal"
  | "teacher"
  | "lecturer"
  | "professor";

const CIVIL_SERVICE_ACT = {
  effectiveFrom: "2023-10-31",
  legalBasis: "UU 20/2023 ps 55",
  verified: true,
  note: "ages read in press summaries; article number and day of effect not verified",
};
const FUNCTIONAL = {
  effectiveFrom: "2017-01-01",
  legalBasis: "PP 11/2017, as quoted in a letter of the head of BKN",
  verified: true,
  note: "day of effect not verified",
};
const TEACHERS_ACT = {
  effectiveFrom: "2005-12-30",
  legalBasis: "UU 14/2005 (teachers and lecturers) ps 40(4)",
  verified: true,
  note: "day of effect not verified",
};

/** Retirement age in years by kind of post; each list oldest first. */
export const RETIREMENT_AGES: Readonly<Record<RetirementPost, readonly DatedParameter<number>[]>> = frozen({
  /** Pimpinan tinggi: utama, madya, pratama (echelons I and II). */
  seniorExecutive: [{ value: 60, ...CIVIL_SERVICE_ACT }],
  /** Echelon III. */
  administrator: [{ value: 58, ...CIVIL_SERVICE_ACT }],
  /** Pengawas: echelons IV and V. */
  supervisor: [{ value: 58, ...CIVIL_SERVICE_ACT }],
  /** Pelaksana. */
  executing: [{ value: 58, ...CIVIL_SERVICE_ACT }],
  /** Keterampilan: pemula, terampil, mahir, penyelia. */
  functionalSkilled: [{ value: 58, ...FUNCTIONAL }],
  /** Ahli pertama. */
  functionalFirst: [{ value: 58, ...FUNCTIONAL }],
  /** Ahli muda. */
  functionalYoung: [{ value: 58, ...FUNCTIONAL }],
  /** Ahli madya. */
  functionalMiddle: [{ value: 60, ...FUNCTIONAL }],
  /** Ahli utama. */
  functionalPrincipal: [{ value: 65, ...FUNCTIONAL }],
  /** Guru, whatever the level. */
  teacher: [{ value: 60, ...TEACHERS_ACT }],
  lecturer: [{ value: 65, ...TEACHERS_ACT }],
  professor: [{ value: 70, ...TEACHERS_ACT, verified: false, note: "from memory" }],
});

/** When retirement begins: on the first day of the month after the one in which the age is reached. */
export const RETIREMENT_DAY: readonly DatedParameter<"firstOfNextMonth">[] = frozen([
  {
    value: "firstOfNextMonth",
    effectiveFrom: "2017-01-01",
    legalBasis: "practice under PP 11/2017",
    verified: false,
    note: "from memory of the field",
  },
]);

const PROFESSOR = /^(dosen )?(guru besar|profesor)\b/;
const EXPERT_LEVELS: readonly (readonly [RegExp, RetirementPost])[] = [
  [/\butama\b/, "functionalPrincipal"],
  [/\bmadya\b/, "functionalMiddle"],
  [/\bmuda\b/, "functionalYoung"],
  [/\bpertama\b/, "functionalFirst"],
  [/\b(pemula|terampil|mahir|penyelia|pelaksana)\b/, "functionalSkilled"],
];

/** What is read of a post, and of the person where the post says nothing, to tell the retirement age. */
export interface RetirementTraits {
  readonly kind?: "structural" | "functional" | "executing";
  readonly echelon?: string;
  readonly jobFamily?: string;
  readonly jobLevel?: string;
  readonly title?: string;
}

/**
 * The kind of post that the retirement rules see, `undefined` where the record says too little.
 *
 * A job family, title or level that begins with *guru besar* or *profesor* is a professor's, also among *dosen*; else
 * a family or title that begins with *guru* or *dosen* goes before the level: a teacher *ahli utama* retires as a
 * teacher. Structural posts are told by their echelon, functional ones by their level.
 */
export function retirementPost({
  kind,
  echelon,
  jobFamily,
  jobLevel,
  title,
}: RetirementTraits): RetirementPost | undefined {
  if (kind !== "structural" && kind !== "executing") {
    const names = [jobFamily, title].map(plain);
    if ([...names, plain(jobLevel)].some((words) => PROFESSOR.test(words))) return "professor";
    for (const words of names) {
      if (/^guru\b/.test(words)) return "teacher";
      if (/^dosen\b/.test(words)) return "lecturer";
    }
  }
  if (kind === "executing") return "executing";
  if (kind !== "functional") {
    const step = /^(?:eselon )?(iv|v|i{1,3})(?: ?[ab])?$/.exec(plain(echelon))?.[1];
    if (step !== undefined)
      return step === "iii" ? "administrator" : step.includes("v") ? "supervisor" : "seniorExecutive";
  }
  if (kind === "structural") return undefined;
  return EXPERT_LEVELS.find(([level]) => level.test(plain(jobLevel)))?.[1];
}

function plain(words: string | undefined): string {
  return (words ?? "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * The day of retirement of a person born on `birthDate` (`YYYY-MM-DD`) in a post with retirement age `age` (whole
 * years): the first day of the month after the birthday ({@link RETIREMENT_DAY}).
 */
export function retirementDate(birthDate: string, age: number): string {
  const [year, month] = birthDate.split("-").map(Number);
  const reached = year! + age;
  return month === 12 ? `${pad(reached + 1, 4)}-01-01` : `${pad(reached, 4)}-${pad(month! + 1, 2)}-01`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}
