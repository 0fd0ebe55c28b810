/** Reads the training that people have been through (*riwayat pelatihan*): one person and one training a row. */
import type { AttendedTraining, Course } from "../development/types.js";
import { COURSE_IDS, COURSE_NAMES, parseCounted, parsePassed } from "./course-cells.js";
import { type ColumnSpec, indexAliases } from "./headings.js";
import { optional } from "./optional.js";
import { checkOptions, COURSES } from "./options.js";
import { PERSON_ALIASES, PERSON_REQUIRED, personColumn, type PersonColumn, personOf } from "./person-cell.js";
import { quoted } from "./problem.js";
import { readRows, type RowReader } from "./row.js";
import { openTable, READ_OPTIONS, type ReadOptions, type ReadResult } from "./table.js";
import { fold } from "./text.js";

/** Options of {@link readAttendedTrainingCsv}. */
export interface AttendedTrainingOptions extends ReadOptions {
  /** The catalogue. It lets names stand for codes, and tells which codes it no longer has. */
  readonly courses?: readonly Pick<Course, "id" | "name">[];
}

type TrainingColumn = PersonColumn | "course id" | "name" | "hours" | "completed on" | "passed";

const SPEC: ColumnSpec<TrainingColumn> = {
  aliases: {
    ...PERSON_ALIASES,
    "course id": [...COURSE_IDS],
    name: [...COURSE_NAMES, "training", "latihan struktural nama"],
    hours: ["hours", "JP", "jumlah JP", "jam pelajaran", "jumlah jam pelajaran", "jam pelatihan", "jumlah jam", "jam"],
    "completed on": [
      "completed on",
      "tanggal selesai",
      "tgl selesai",
      "tanggal selesai diklat",
      "tanggal akhir",
      "selesai",
      "tanggal sertifikat",
      "tanggal pelatihan",
      "tanggal",
      "completion date",
      "date",
    ],
    passed: ["passed", "lulus", "kelulusan", "status kelulusan", "lulus/tidak", "hasil", "hasil pelatihan", "result"],
  },
  required: [
    PERSON_REQUIRED,
    { name: "hours", anyOf: ["hours"], template: ["JP", "jam pelajaran"] },
    { name: "day of completion", anyOf: ["completed on"], template: ["tanggal selesai", "tgl selesai"] },
  ],
  incidental: ["name"],
};

const ALIASES = indexAliases(SPEC);
const HOURS = { minimum: 1, maximum: 10_000, integer: true } as const;
const HOUR_UNIT = /(?:jp|jam pelajaran|jam|hours?)\.?$/i;
/** What stands between the first and the last day. */
const UNTIL = /^.*(?:\bs\.? ?[/]?d\.?(?= ?\d)|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b|\d ?[\u2013\u2014] ?(?=\d))/i;

/**
 * Reads what people have been through. A person is named by NIP, or by `id` where the file has no NIP; a training by the
 * code of the catalogue, by its name, or by neither: its hours (JP) count all the same. Of a period (`1 s.d. 5 Maret 2025`)
 * the last day is read. An empty cell of `lulus` means that it was passed, as what is on record was.
 *
 * With the option `courses`, a row without a code has that of the one course of its name, and a code that the catalogue
 * does not have is left out with a notice (its name is kept, or the code in its place).
 *
 * Good rows are kept, bad ones reported, nothing is guessed.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readAttendedTrainingCsv(
  input: string | Uint8Array,
  options: AttendedTrainingOptions = {},
): ReadResult<AttendedTraining> {
  checkOptions(options, { ...READ_OPTIONS, courses: COURSES });
  const table = openTable(input, ALIASES, options.fileName ?? "training.csv", options, ["hours"]);
  const courses = options.courses === undefined ? null : new CourseFinder(options.courses);
  const seen = new Map<string, number>();
  const result = readRows<TrainingColumn, { readonly id: string; readonly training: AttendedTraining }>(table, {
    idKey: personColumn<TrainingColumn>(table),
    read: (cells) => {
      const training = readTraining(cells, courses);
      return training === undefined ? undefined : { id: String(cells.record.line), training };
    },
    check: ({ training }, cells) => {
      const { staffId, courseId, name, completedOn } = training;
      if (courseId === undefined && name === undefined) return;
      const key = JSON.stringify([staffId, courseId ?? fold(name!), completedOn]);
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, cells.record.line);
      else {
        cells.report("completed on", {
          code: "csv/duplicate-training",
          message: `the same training of this person on this day already stands on line ${earlier}`,
          hint: "its hours would count twice; keep one of the two rows",
        });
      }
    },
  });
  return { ...result, rows: result.rows.map(({ training }) => training) };
}

function readTraining(cells: RowReader<TrainingColumn>, courses: CourseFinder | null): AttendedTraining | undefined {
  const staffId = personOf<TrainingColumn>(cells);
  const code = cells.id("course id") || undefined;
  const name = cells.text("name") || undefined;
  const hours = cells.parse("hours", (text) => parseCounted(text, HOUR_UNIT, HOURS, cells.table.decimal));
  if (hours === undefined) cells.needed("hours");
  const completedOn = cells.date("completed on", undefined, lastDayOf);
  if (completedOn === undefined) cells.needed("completed on");
  const passed = cells.parse("passed", parsePassed);
  if (staffId === undefined || hours === undefined || completedOn === undefined) return undefined;
  const courseId = courses === null ? code : courses.idOf(code, name);
  if (code !== undefined && courseId === undefined) {
    cells.notice("course id", {
      code: "csv/unknown-course",
      message: `no course of the catalogue has the code ${quoted(code)}; the hours count, the code is left out`,
    });
  }
  return {
    staffId,
    ...optional("courseId", courseId),
    ...optional("name", name ?? (courseId === undefined ? code : undefined)),
    hours,
    completedOn,
    ...optional("passed", passed),
  };
}

/** The day, or the last one of a period. */
function lastDayOf(cell: string): string {
  return cell.replace(UNTIL, "").trim();
}

/** Finds courses of a catalogue. */
class CourseFinder {
  private readonly ids: ReadonlySet<string>;
  private readonly byName = new Map<string, string | null>();

  constructor(courses: readonly Pick<Course, "id" | "name">[]) {
    this.ids = new Set(courses.map(({ id }) => id));
    for (const { id, name } of courses) {
      const folded = fold(name);
      this.byName.set(folded, this.byName.has(folded) ? null : id);
    }
  }

  /** The code where the catalogue has it; without a code, that of the one course of the name. */
  idOf(code: string | undefined, name: string | undefined): string | undefined {
    if (code !== undefined) return this.ids.has(code) ? code : undefined;
    return name === undefined ? undefined : (this.byName.get(fold(name)) ?? undefined);
  }
}
