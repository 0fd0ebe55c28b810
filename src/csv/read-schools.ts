/** Reads school tables, above all the headings of Dapodik: classes, pupils and teachers. */
import type { SchoolLevel } from "../regulation/teaching.js";
import type { School } from "../staffing/teaching.js";
import { type ColumnSpec, indexAliases } from "./headings.js";
import { checkOptions } from "./options.js";
import { optional } from "./optional.js";
import { failed, parsed, type Parsed, quoted } from "./problem.js";
import { readRows, type RowReader } from "./row.js";
import { openTable, READ_OPTIONS, type ReadOptions, type ReadResult } from "./table.js";
import { foldHeading } from "./text.js";
import { neededNumber } from "./work-rows.js";

/** A school of a table. */
export interface SchoolRow {
  /** NPSN, or the id of the unit. */
  readonly id: string;
  readonly name: string;
  readonly status?: "state" | "private";
  /** District (*kecamatan*), as the file writes it. */
  readonly district?: string;
  /** City or regency (*kota/kabupaten*), as the file writes it. */
  readonly city?: string;
  /**
   * What `teachingNeed` takes, so far as a table has it; above primary school the caller adds the subjects. `existing`
   * is the number of teachers as the file counts them: whether headteachers are among them, the file does not say.
   */
  readonly school: Readonly<Pick<School, "level"> & { classes: number; pupils?: number; existing?: number }>;
}

type SchoolColumn = "school id" | "name" | "level" | "status" | "district" | "city" | "classes" | "pupils" | "teachers";

const SPEC: ColumnSpec<SchoolColumn> = {
  aliases: {
    "school id": [
      "school id",
      "UNOR ID",
      "NPSN",
      "unit id",
      "id sekolah",
      "kode sekolah",
      "id unit",
      "kode unit",
      "id",
    ],
    name: ["school name", "Nama_Sekolah", "nama satuan pendidikan", "sekolah", "school", "UNOR NAMA", "name", "nama"],
    level: ["level", "Bentuk_Pendidikan", "jenjang", "jenjang pendidikan", "bentuk"],
    status: ["status", "status sekolah"],
    district: ["district", "Kecamatan"],
    city: ["city", "Kota_Kabupaten", "kabupaten/kota", "kabupaten"],
    classes: ["classes", "Rombel", "jumlah rombel", "rombongan belajar"],
    pupils: ["pupils", "Peserta_Didik_Total", "peserta didik", "jumlah siswa", "siswa", "jumlah peserta didik"],
    teachers: ["teachers", "Guru_Total", "jumlah guru", "guru"],
  },
  required: [
    { name: "school id", anyOf: ["school id"], template: ["NPSN", "kode sekolah"] },
    { name: "name", anyOf: ["name"], template: ["Nama_Sekolah", "nama satuan pendidikan"] },
    { name: "level", anyOf: ["level"], template: ["Bentuk_Pendidikan", "jenjang"] },
    { name: "classes", anyOf: ["classes"], template: ["Rombel", "jumlah rombel"] },
  ],
  incidental: ["status", "district", "city"],
};

const ALIASES = indexAliases(SPEC);
const CLASSES = { minimum: 0, maximum: 10_000, integer: true } as const;
const PUPILS = { minimum: 0, maximum: 1_000_000, integer: true } as const;

const LEVELS: ReadonlyMap<string, SchoolLevel> = new Map(
  (
    [
      ["TK", "TK,taman kanak-kanak,kindergarten"],
      ["SD", "SD,sekolah dasar,primary"],
      ["MI", "MI,madrasah ibtidaiyah"],
      ["SMP", "SMP,sekolah menengah pertama"],
      ["MTs", "MTs,madrasah tsanawiyah"],
      ["SMA", "SMA,sekolah menengah atas"],
      ["MA", "MA,madrasah aliyah"],
      ["SMK", "SMK,sekolah menengah kejuruan"],
      ["MAK", "MAK,madrasah aliyah kejuruan"],
    ] as const
  ).flatMap(([level, words]) => words.split(",").map((word) => [foldHeading(word), level] as const)),
);

const STATUS: ReadonlyMap<string, NonNullable<SchoolRow["status"]>> = new Map([
  ["negeri", "state"],
  ["n", "state"],
  ["state", "state"],
  ["public", "state"],
  ["swasta", "private"],
  ["s", "private"],
  ["private", "private"],
]);

/** What stands behind the level: `SDN` is a state school, `SDS` a private one. */
const SUFFIXES: ReadonlyMap<string, NonNullable<SchoolRow["status"]>> = new Map([
  ["negeri", "state"],
  ["n", "state"],
  ["swasta", "private"],
  ["s", "private"],
]);

interface Level {
  readonly level: SchoolLevel;
  readonly status?: NonNullable<SchoolRow["status"]>;
}

/**
 * Reads schools: one row each, with what `teachingNeed` takes. Schools of other levels (SLB, KB, PKBM …) and schools
 * without a class are reported: no need can be calculated for them. `SDN` and `SDS` are read as SD, state and private. An empty number of pupils or teachers is left out.
 *
 * Good rows are kept, bad ones reported, nothing is guessed.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readSchoolsCsv(input: string | Uint8Array, options: ReadOptions = {}): ReadResult<SchoolRow> {
  checkOptions(options, READ_OPTIONS);
  const numeric = ["classes", "pupils", "teachers"] as const;
  const table = openTable(input, ALIASES, options.fileName ?? "schools.csv", options, numeric);
  return readRows(table, { idKey: "school id", read: readSchool });
}

function readSchool(cells: RowReader<SchoolColumn>): SchoolRow | undefined {
  const id = cells.neededId("school id");
  const name = cells.needed("name");
  const named = cells.parse("level", parseLevel);
  if (named === undefined) cells.needed("level");
  const stated = cells.parse("status", parseStatus);
  if (stated !== undefined && named?.status !== undefined && stated !== named.status) {
    cells.notice("status", {
      code: "csv/status-disagrees",
      message: `${quoted(cells.text("status"))} here, ${quoted(cells.text("level"))} as the level; the status is read from here`,
    });
  }
  const status = stated ?? named?.status;
  const district = cells.text("district") || undefined;
  const city = cells.text("city") || undefined;
  const classes = neededNumber(cells, "classes", CLASSES);
  if (classes === 0) {
    const message = "a school without a class has no need that can be calculated";
    cells.report("classes", { code: "csv/no-class", message });
  }
  const pupils = cells.number("pupils", PUPILS);
  const existing = cells.number("teachers", PUPILS);
  if (id === "" || named === undefined || classes === undefined) return undefined;
  return {
    id,
    name,
    ...optional("status", status),
    ...optional("district", district),
    ...optional("city", city),
    school: { level: named.level, classes, ...optional("pupils", pupils), ...optional("existing", existing) },
  };
}

function parseLevel(text: string): Parsed<Level> {
  const word = foldHeading(text);
  const exact = LEVELS.get(word);
  if (exact !== undefined) return parsed({ level: exact });
  for (const [suffix, status] of SUFFIXES) {
    const level = word.endsWith(suffix) ? LEVELS.get(word.slice(0, -suffix.length)) : undefined;
    if (level !== undefined) return parsed({ level, status });
  }
  return failed("csv/bad-level", `${quoted(text)} is no level of school whose need can be calculated`);
}

function parseStatus(text: string): Parsed<NonNullable<SchoolRow["status"]>> {
  const status = STATUS.get(foldHeading(text));
  if (status !== undefined) return parsed(status);
  return failed("csv/bad-school-status", `${quoted(text)} is neither Negeri nor Swasta`);
}
