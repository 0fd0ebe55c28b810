/** Reads course catalogues (*katalog pelatihan*): what a course teaches, what it asks, takes and costs. */
import type { Course } from "../development/types.js";
import type { CompetencyLevels } from "../scenario/types.js";
import { CompetencyNames } from "./competency-names.js";
import {
  COURSE_IDS,
  COURSE_NAMES,
  isBarePercentage,
  parseCounted,
  parseCourseKind,
  parseLevel,
  parseMonths,
  parseRupiah,
  parseShare,
} from "./course-cells.js";
import { type ColumnSpec, indexAliases } from "./headings.js";
import { parseCompetencies, plainItems } from "./lists.js";
import type { NumberRange } from "./numbers.js";
import { optional } from "./optional.js";
import { checkOptions, NAMES_LIST } from "./options.js";
import { unfitPrerequisites } from "./prerequisites.js";
import { failed, parsed, type Parsed, quoted, tooLong } from "./problem.js";
import { readRows, type RowReader } from "./row.js";
import { openTable, READ_OPTIONS, type ReadOptions, type ReadResult, type Table } from "./table.js";
import { cellText, fold, LONGEST_ID } from "./text.js";

/** Options of {@link readCoursesCsv}. */
export interface CoursesOptions extends ReadOptions {
  /**
   * Names of the competencies that posts ask for. A name of the file that differs in case, spaces and accents alone is
   * read as this one; names that are not among them are kept, with a notice.
   */
  readonly competencies?: readonly string[];
}

type CourseColumn =
  | "course id"
  | "name"
  | "kind"
  | "competencies"
  | "level"
  | "certificates"
  | "hours"
  | "cost"
  | "seats"
  | "months"
  | "success"
  | "prerequisites";

const SPEC: ColumnSpec<CourseColumn> = {
  aliases: {
    "course id": [...COURSE_IDS, "kode", "id"],
    name: [...COURSE_NAMES, "judul", "title", "name", "nama"],
    kind: [
      "kind",
      "bentuk",
      "bentuk pelatihan",
      "bentuk pengembangan kompetensi",
      "jenis pelatihan",
      "jenis",
      "metode",
      "metode pelatihan",
      "jalur",
    ],
    competencies: [
      "competencies",
      "raises",
      "kompetensi",
      "kompetensi yang ditingkatkan",
      "kompetensi yang dikembangkan",
      "kompetensi yang dicapai",
      "competency",
    ],
    level: ["level", "level kompetensi", "level yang dicapai", "tingkat kompetensi", "level akhir"],
    certificates: ["certificates", "grants", "sertifikat", "sertifikasi", "sertifikat yang diperoleh", "certificate"],
    hours: ["hours", "JP", "jumlah JP", "jam pelajaran", "jumlah jam pelajaran", "jam pelatihan", "jam"],
    cost: [
      "cost",
      "biaya",
      "biaya per peserta",
      "biaya peserta",
      "biaya per orang",
      "biaya (Rp)",
      "biaya per peserta (Rp)",
      "tarif",
      "harga",
    ],
    seats: ["seats", "kuota", "kuota peserta", "kapasitas", "jumlah peserta", "daya tampung", "peserta"],
    months: ["months", "bulan", "lama (bulan)", "lama bulan", "durasi (bulan)", "durasi bulan", "lama", "durasi"],
    success: [
      "success probability",
      "peluang lulus",
      "peluang lulus (%)",
      "peluang kelulusan",
      "tingkat kelulusan",
      "persentase kelulusan",
      "persen lulus",
      "pass rate",
    ],
    prerequisites: ["prerequisites", "prasyarat", "syarat pelatihan", "pelatihan prasyarat", "prerequisite"],
  },
  required: [
    {
      name: "course",
      anyOf: ["course id", "name"],
      template: ["kode pelatihan", "nama pelatihan"],
      hint: "a code, a name, or both",
    },
    {
      name: "kind",
      anyOf: ["kind"],
      template: ["bentuk", "jenis pelatihan"],
      hint: "klasikal, e-learning, coaching or magang",
    },
    {
      name: "competencies or certificates",
      anyOf: ["competencies", "certificates"],
      template: ["kompetensi", "sertifikat"],
    },
    { name: "hours", anyOf: ["hours"], template: ["JP", "jam pelajaran"] },
    { name: "cost", anyOf: ["cost"], template: ["biaya", "biaya per peserta"], hint: "0 where a course is free" },
    {
      name: "months",
      anyOf: ["months"],
      template: ["bulan", "lama (bulan)"],
      hint: "whole months until what is learnt counts, 0 for a course of some days",
    },
  ],
  incidental: [],
};

/** What `checkCatalogue` takes: beyond it one row would have the whole catalogue refused, with no line to look at. */
const MOST_COST = 1e15;
const MOST_NAMES = 1000;
const MOST_PREREQUISITES = 100;

const ALIASES = indexAliases(SPEC);
const HOURS: NumberRange = { minimum: 1, maximum: 10_000, integer: true };
const COST: NumberRange = { minimum: 0, maximum: MOST_COST, integer: true };
const SEATS: NumberRange = { minimum: 0, maximum: 1_000_000, integer: true };
const MONTHS: NumberRange = { minimum: 0, maximum: 120, integer: true };

const HOUR_UNIT = /(?:jp|jam pelajaran|jam|hours?)\.?$/i;
const SEAT_UNIT = /(?:orang|peserta|org|kursi|people|seats)\.?$/i;
const NO_LIMIT = /^(?:tidak terbatas|tak terbatas|tanpa batas|unlimited|no limit|~|∞)$/i;

/**
 * Reads courses, ready for `planTraining`. The id is the column `kode pelatihan`, or the name where the file has no
 * codes; prerequisites are given by id, or by a name that one course alone bears. A course whose prerequisites cannot be
 * passed by this catalogue (one is not in it, is left out, or asks for the course itself) is left out: without them it
 * would look easier to take than it is. So is one that has more than 100 of them, direct or not, and one that raises no
 * competency and grants no certificate.
 *
 * Competencies are written `Audit=3; Komunikasi=2`, or as names with the level in a column of its own; costs as `1500000`
 * or `Rp 1.500.000`; the share who pass as `0,85` or `85 %`. Months are whole and are not made from days or weeks.
 *
 * Good rows are kept, bad ones reported, nothing is guessed.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readCoursesCsv(input: string | Uint8Array, options: CoursesOptions = {}): ReadResult<Course> {
  checkOptions(options, { ...READ_OPTIONS, competencies: NAMES_LIST });
  const table = openTable(input, ALIASES, options.fileName ?? "courses.csv", options, [
    "hours",
    "cost",
    "seats",
    "months",
    "success",
  ]);
  const idKey = table.columns.has("course id") ? "course id" : "name";
  const inPercent = bareNumbersArePercentages(table);
  const read = (cells: RowReader<CourseColumn>): Course | undefined => readCourse(cells, idKey, inPercent);
  const keyIsText = idKey === "name";

  const first = readRows<CourseColumn, Course>(table, { idKey, keyIsText, read });
  const idOf = idFinder(first.rows);
  const unfit = unfitPrerequisites(
    first.rows.map((course) => ({ id: course.id, needs: resolved(course, idOf) })),
    MOST_PREREQUISITES,
  );
  const names = new CompetencyNames(options.competencies);
  const lineOf = new Map(first.rows.map(({ id }, k) => [id, first.lines[k]!]));
  return readRows<CourseColumn, Course>(table, {
    idKey,
    keyIsText,
    read,
    check: ({ id }, cells) => {
      const problem = unfit.get(id);
      if (problem === undefined) return;
      const line = lineOf.get(id);
      if (line === cells.record.line) return cells.report("prerequisites", problem);
      // Another row of this id comes to the front once the first is left out; its prerequisites were never looked at.
      cells.report(idKey, {
        code: "csv/duplicate-id",
        message: `the id already stands on line ${line}, which is left out, too`,
        hint: "keep one of the two rows",
      });
    },
    settle: (course, cells) => ({
      ...course,
      ...(course.raises === undefined ? {} : { raises: namedAsAsked(course.raises, cells, names) }),
      ...(course.prerequisites === undefined ? {} : { prerequisites: resolved(course, idOf) }),
    }),
  });
}

function readCourse(
  cells: RowReader<CourseColumn>,
  idKey: "course id" | "name",
  inPercent: boolean,
): Course | undefined {
  const { decimal } = cells.table;
  const id = cells.neededId(idKey);
  const name = cells.table.columns.has("name") ? neededName(cells) : id;
  const kind = cells.parse("kind", parseCourseKind);
  if (kind === undefined) cells.needed("kind");
  const raises = raisesOf(cells);
  const grants = cells.parseList("certificates", parseCertificates) ?? [];
  const hours = cells.parse("hours", (text) => parseCounted(text, HOUR_UNIT, HOURS, decimal));
  if (hours === undefined) cells.needed("hours");
  const cost = cells.parse("cost", (text) => parseRupiah(text, COST, decimal));
  if (cost === undefined) cells.needed("cost");
  const seats = cells.parse("seats", (text) =>
    NO_LIMIT.test(text) ? parsed(undefined) : parseCounted(text, SEAT_UNIT, SEATS, decimal),
  );
  const months = cells.parse("months", (text) => parseMonths(text, MONTHS, decimal));
  if (months === undefined) cells.needed("months");
  const success = cells.parse("success", (text) => parseShare(text, inPercent, decimal));
  const prerequisites = cells.parseList("prerequisites", parsePrerequisites);
  if (raises === undefined && grants.length === 0) {
    cells.report(cells.table.columns.has("competencies") ? "competencies" : "certificates", {
      code: "csv/raises-nothing",
      message: "the course raises no competency and grants no certificate: no plan could use it",
      hint: "fill in kompetensi (Audit=3; Komunikasi=2) or sertifikat",
    });
  }
  if (id === "" || kind === undefined || hours === undefined || cost === undefined || months === undefined)
    return undefined;
  return {
    id,
    name,
    kind,
    ...optional("raises", raises),
    ...optional("grants", grants.length === 0 ? undefined : grants),
    hours,
    cost,
    ...optional("seats", seats),
    months,
    ...optional("successProbability", success),
    ...optional("prerequisites", prerequisites?.length === 0 ? undefined : prerequisites),
  };
}

function neededName(cells: RowReader<CourseColumn>): string {
  const name = cells.needed("name");
  const checked = parseNames([name]);
  if (!checked.ok) cells.report("name", checked.problem);
  return name;
}

/** Certificates without those that differ in case and spaces alone from one before. */
function parseCertificates(cell: string): Parsed<readonly string[]> {
  if (NONE.test(cell)) return parsed([]);
  const seen = new Set<string>();
  return parseNames(plainItems(cell).filter((one) => !seen.has(fold(one)) && seen.add(fold(one))));
}

/** Names as they are, where none of them is too long, and they are not too many. */
function parseNames(names: readonly string[]): Parsed<readonly string[]> {
  const long = names.find(({ length }) => length > LONGEST_ID);
  if (long !== undefined) return tooLong(long, LONGEST_ID);
  return names.length > MOST_NAMES ? tooManyNames(names.length) : parsed(names);
}

function tooManyNames(names: number): Parsed<never> {
  return failed("csv/bad-list", `${names} names; a course has at most ${MOST_NAMES}`);
}

/**
 * What the course raises: pairs in the cell, or names with the level of the column beside them. Where both give a level they must
 * agree: nobody knows which of two is meant.
 */
function raisesOf(cells: RowReader<CourseColumn>): CompetencyLevels | undefined {
  const level = cells.parse("level", parseLevel);
  return cells.parseList("competencies", (text): Parsed<CompetencyLevels | undefined> => {
    if (NONE.test(text)) return parsed(undefined);
    const hasLevels = level === undefined || /[:=] ?\d/.test(text);
    const pairs = hasLevels
      ? text
      : plainItems(text)
          .map((name) => `${name}=${level}`)
          .join("|");
    const read = parseCompetencies(pairs);
    if (!read.ok) return read;
    const levels = Object.entries(read.value);
    if (levels.length > MOST_NAMES) return tooManyNames(levels.length);
    const other = level === undefined ? undefined : levels.find(([, own]) => own !== level);
    if (other === undefined) return read;
    return failed(
      "csv/columns-disagree",
      `${quoted(other[0])} has the level ${other[1]} here and ${level} in the column of levels`,
      "write the level once, or the same twice",
    );
  });
}

/** The names as posts write them; of two spellings of one name the higher level, which a participant has in the end. */
function namedAsAsked(
  raises: CompetencyLevels,
  cells: RowReader<CourseColumn>,
  names: CompetencyNames,
): CompetencyLevels {
  const levels = new Map<string, 1 | 2 | 3 | 4 | 5>();
  for (const [written, level] of Object.entries(raises)) {
    const name = names.of(cells, "competencies", written);
    levels.set(name, Math.max(levels.get(name) ?? 1, level) as 1 | 2 | 3 | 4 | 5);
  }
  return Object.fromEntries(levels);
}

const NONE = /^(?:tidak ada|tidak dipersyaratkan|tanpa prasyarat|nihil|none)$/i;

function parsePrerequisites(cell: string): Parsed<readonly string[]> {
  if (NONE.test(cell)) return parsed([]);
  return parseNames([...new Set(plainItems(cell))]);
}

/** The id that a prerequisite means: itself, or that of the one course of this name. */
function idFinder(courses: readonly Course[]): (written: string) => string {
  const ids = new Set(courses.map(({ id }) => id));
  const byName = new Map<string, string | null>();
  for (const { id, name } of courses) {
    const folded = fold(name);
    byName.set(folded, byName.has(folded) ? null : id);
  }
  return (written) => (ids.has(written) ? written : (byName.get(fold(written)) ?? written));
}

function resolved({ prerequisites = [] }: Course, idOf: (written: string) => string): readonly string[] {
  return [...new Set(prerequisites.map(idOf))];
}

/** Whether the heading says per cent, or some bare number of the column is one. */
function bareNumbersArePercentages({ columns, records }: Table<CourseColumn>): boolean {
  const column = columns.get("success");
  if (column === undefined) return false;
  if (/%|persen|percent/i.test(column.heading)) return true;
  return records.some(({ cells }) => isBarePercentage(cellText(cells[column.index] ?? "")));
}
