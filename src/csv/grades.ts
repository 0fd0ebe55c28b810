/** Grades (*golongan/ruang*, PPPK grades) and echelons in the many spellings of personnel lists. */
import type { Grade } from "../regulation/index.js";
import { failed, parsed, type Parsed, quoted } from "./problem.js";

/** Names of the civil-service ranks (*pangkat*), lowest first. */
const RANK_NAMES: readonly (readonly [name: string, grade: Grade])[] = [
  ["Juru Muda", "I/a"],
  ["Juru Muda Tk I", "I/b"],
  ["Juru", "I/c"],
  ["Juru Tk I", "I/d"],
  ["Pengatur Muda", "II/a"],
  ["Pengatur Muda Tk I", "II/b"],
  ["Pengatur", "II/c"],
  ["Pengatur Tk I", "II/d"],
  ["Penata Muda", "III/a"],
  ["Penata Muda Tk I", "III/b"],
  ["Penata", "III/c"],
  ["Penata Tk I", "III/d"],
  ["Pembina", "IV/a"],
  ["Pembina Tk I", "IV/b"],
  ["Pembina Utama Muda", "IV/c"],
  ["Pembina Utama Madya", "IV/d"],
  ["Pembina Utama", "IV/e"],
];

const BY_RANK_NAME: ReadonlyMap<string, Grade> = new Map(RANK_NAMES.map(([name, grade]) => [foldRank(name), grade]));

const CONTRACT: ReadonlySet<string> = new Set(
  "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII".split(" ") satisfies readonly string[],
);

/** Both ladders, lowest grade first. */
const LADDERS: readonly (readonly string[])[] = [RANK_NAMES.map(([, grade]) => grade), [...CONTRACT]];

const ROMAN = ["", "I", "II", "III", "IV", "V"] as const;
const WHOLE = /^(iv|i{1,3}|[1-4])[\s/.\\-]*([a-e])$/i;
const INSIDE = /(?<![a-z0-9])(iv|i{1,3})\s*[/.]?\s*([a-e])(?![a-z0-9])/gi;
const DATE_LIKE =
  /^\d{1,2}[-/ ][a-z]{3,}|^[a-z]{3,}[-/ ]\d{1,4}$|^\d{4,5}$|^\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?(?: |$)/i;

/** Whether a grade is one of contract staff (PPPK). */
export function isContractGrade(grade: Grade): boolean {
  return CONTRACT.has(grade);
}

/** Whether no grade lies between the two: the lowest stands above the highest, or on another ladder. */
export function isEmptyRange(lowest: Grade, highest: Grade): boolean {
  const ladder = LADDERS.find((grades) => grades.includes(lowest)) ?? [];
  return ladder.indexOf(lowest) > ladder.indexOf(highest);
}

/**
 * Reads a grade: `III/a`, `III.a`, `IIIa`, `3a`, `Penata Muda (III/a)`, `Penata Muda Tk. I`, and contract grades
 * `IX` or `Golongan IX`. A rank name and a grade that disagree are a problem, and so is a grade without its letter
 * where a number stands (`3`).
 */
export function parseGrade(cell: string): Parsed<Grade> {
  const text = cell.replace(/^(?:gol(?:ongan)?(?:\s*\/?\s*ruang)?|pppk)\b[\s.:]*/i, "").trim();
  const whole = WHOLE.exec(text);
  if (whole !== null) return civilGrade(cell, whole[1]!, whole[2]!);
  if (CONTRACT.has(text.toUpperCase())) return parsed(text.toUpperCase() as Grade);
  const named = BY_RANK_NAME.get(foldRank(text));
  if (named !== undefined) return parsed(named);

  const found = [...text.matchAll(INSIDE)];
  if (found.length === 1) {
    const [spelling, level, letter] = found[0]!;
    const grade = civilGrade(cell, level!, letter!);
    const rank = BY_RANK_NAME.get(foldRank(text.replace(spelling, "")));
    if (!grade.ok || rank === undefined || rank === grade.value) return grade;
    return failed("csv/bad-grade", `${quoted(cell)} names the rank of ${rank} beside the grade ${grade.value}`);
  }
  if (DATE_LIKE.test(text)) {
    return failed(
      "csv/bad-grade",
      `${quoted(cell)} is a date: a spreadsheet changed the grade`,
      "type the grade again as III/a with the column formatted as text",
    );
  }
  return failed("csv/bad-grade", `${quoted(cell)} is not a grade`, "write I/a … IV/e, or I … XVII for contract staff");
}

/** Reads an echelon: `III.a`, `IIIa`, `3/a`, `Eselon III.a`, `V`; answers `I.a` … `IV.b` or `V`. */
export function parseEchelon(cell: string): Parsed<string> {
  const text = cell.replace(/^es(?:elon|l)?\b[\s.:]*/i, "").trim();
  const match = /^(iv|v|i{1,3}|[1-5])(?:[\s/.\\-]*([ab]))?$/i.exec(text);
  const level = match === null ? undefined : roman(match[1]!);
  const letter = match?.[2]?.toLowerCase();
  if (level !== undefined && letter !== undefined) return parsed(`${level}.${letter}`);
  if (level === "V") return parsed("V");
  return failed("csv/bad-echelon", `${quoted(cell)} is not an echelon`, "write I.a … IV.b or V");
}

function civilGrade(cell: string, level: string, letter: string): Parsed<Grade> {
  const grade = `${roman(level)}/${letter.toLowerCase()}`;
  if (letter.toLowerCase() === "e" && grade !== "IV/e") {
    return failed("csv/bad-grade", `${quoted(cell)}: only IV has the letter e`);
  }
  return parsed(grade as Grade);
}

function roman(level: string): string {
  return /\d/.test(level) ? ROMAN[Number(level)]! : level.toUpperCase();
}

function foldRank(name: string): string {
  return name
    .toLowerCase()
    .replace(/tingkat|tkt/g, "tk")
    .replace(/[^a-z0-9]/g, "")
    .replace(/tk1$/, "tki");
}
