/** Reads the list of positions (*peta jabatan*): title, unit, capacity, need and requirements. */
import type { Agency, Position, Requirements, Unit } from "../scenario/types.js";
import { parseEducation } from "./education.js";
import { isEmptyRange, parseEchelon, parseGrade } from "./grades.js";
import { type ColumnSpec, indexAliases } from "./headings.js";
import { parseCompetencies } from "./lists.js";
import { AGENCIES, checkOptions, UNITS } from "./options.js";
import { optional } from "./optional.js";
import { POST_ALIASES, UnitFinder } from "./places.js";
import { failed, issueAt, parsed, type Parsed, quoted } from "./problem.js";
import { readRows, type RowReader } from "./row.js";
import { openTable, READ_OPTIONS, type ReadOptions, type ReadResult } from "./table.js";

/** Options of {@link readPositionsCsv}. */
export interface PositionsOptions extends ReadOptions {
  /** Where given, each position's unit must be one of them; needed where the file names units instead of giving ids. */
  readonly units?: readonly Unit[];
  /** Lets the agency's name tell apart units of one name. */
  readonly agencies?: readonly Agency[];
}

type PositionColumn =
  | "position id"
  | "unit id"
  | "unit name"
  | "agency"
  | "title"
  | "kind"
  | "echelon"
  | "job family"
  | "job level"
  | "job class"
  | "capacity"
  | "required"
  | "minimum"
  | "priority"
  | "min grade"
  | "max grade"
  | "min education"
  | "fields"
  | "competencies"
  | "certificates";

const SPEC: ColumnSpec<PositionColumn> = {
  aliases: {
    "position id": [
      "position id",
      "posisi id",
      "id posisi",
      "kode posisi",
      "formasi id",
      "id formasi",
      "kode jabatan",
      "id",
    ],
    ...POST_ALIASES,
    kind: ["kind", "JENIS JABATAN NAMA", "jenis jabatan"],
    echelon: ["echelon", "eselon"],
    "job family": ["job family", "rumpun jabatan", "rumpun"],
    "job level": ["job level", "jenjang jabatan", "jenjang"],
    "job class": ["job class", "kelas jabatan", "kelas"],
    capacity: ["capacity", "formasi", "jumlah formasi", "kapasitas"],
    required: ["required", "kebutuhan", "kebutuhan pegawai", "jumlah kebutuhan", "need", "abk", "hasil abk", "K"],
    minimum: ["minimum", "min", "batas bawah"],
    priority: ["priority", "prioritas"],
    "min grade": ["min grade", "minimum grade", "golongan minimal", "golongan terendah", "gol min"],
    "max grade": ["max grade", "maximum grade", "golongan maksimal", "golongan tertinggi", "gol max"],
    "min education": ["min education", "minimum education", "pendidikan minimal", "pendidikan terendah"],
    fields: ["fields", "field", "jurusan", "bidang studi", "kualifikasi jurusan"],
    competencies: ["competencies", "kompetensi", "standar kompetensi"],
    certificates: ["certificates", "sertifikat", "sertifikasi"],
  },
  required: [
    {
      name: "position id",
      anyOf: ["position id"],
      template: ["kode jabatan", "id posisi"],
      hint: "any text that is unique in the file will do",
    },
    { name: "unit", anyOf: ["unit id", "unit name"], template: ["UNOR ID", "UNOR NAMA"] },
    { name: "title", anyOf: ["title"], template: ["nama jabatan", "jabatan"] },
    { name: "capacity", anyOf: ["capacity"], template: ["formasi", "kapasitas"] },
  ],
  incidental: ["kind", "echelon", "job family", "job level", "job class"],
};

const ALIASES = indexAliases(SPEC);
/** As far as the scenario takes them. */
const PEOPLE = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER, integer: true } as const;
const LARGEST_NEED = 1_000_000;
const LARGEST_PRIORITY = 1000;

const OPTIONS = { ...READ_OPTIONS, units: UNITS, agencies: AGENCIES };

const KINDS: readonly (readonly [pattern: RegExp, kind: NonNullable<Position["kind"]>])[] = [
  [
    /^(structural|jabatan struktural|struktural|jpt\b.*|jabatan pimpinan tinggi.*|(jabatan )?administrator|(jabatan )?pengawas|(jabatan )?administrasi)$/,
    "structural",
  ],
  [/^(executing|(jabatan )?pelaksana|jfu|(jabatan )?fungsional umum)$/, "executing"],
  [/^(functional|(jabatan )?fungsional( tertentu)?|jft?)$/, "functional"],
];

/**
 * Reads positions. The unit is the unit id of the file or is found by its name among `options.units`. An empty need
 * (`kebutuhan`) means that no workload study exists: `required: null`.
 *
 * Good rows are kept, bad ones reported, nothing is guessed.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readPositionsCsv(input: string | Uint8Array, options: PositionsOptions = {}): ReadResult<Position> {
  checkOptions(options, OPTIONS);
  const fileName = options.fileName ?? "positions.csv";
  const table = openTable(input, ALIASES, fileName, options, [
    "capacity",
    "required",
    "minimum",
    "priority",
    "job class",
  ]);
  const units = options.units === undefined ? null : new UnitFinder(options.units, options.agencies ?? []);
  const result = readRows(table, { idKey: "position id", read: (cells) => readPosition(cells, units) });
  if (!table.usable || table.columns.has("required")) return result;
  const noNeed = issueAt([fileName, table.headingLine], {
    code: "csv/no-need-column",
    message: "no column with the need (kebutuhan); every position counts as not studied",
  });
  return { ...result, notices: [...result.notices, noNeed] };
}

function readPosition(cells: RowReader<PositionColumn>, units: UnitFinder | null): Position | undefined {
  const id = cells.neededId("position id");
  const unitId = unitOf(cells, units);
  const title = cells.needed("title");
  const kind = cells.parse("kind", parseKind);
  const echelon = cells.parse("echelon", echelonOrNone);
  const jobFamily = cells.text("job family") || undefined;
  const jobLevel = cells.text("job level") || undefined;
  const jobClass = cells.number("job class", { minimum: 1, maximum: 17, integer: true });
  const capacity = cells.number("capacity", PEOPLE);
  if (capacity === undefined) cells.needed("capacity");
  const required = cells.number("required", { minimum: 0, maximum: LARGEST_NEED }) ?? null;
  const minimum = cells.number("minimum", PEOPLE);
  if (capacity !== undefined && minimum !== undefined && minimum > capacity) {
    cells.report("minimum", {
      code: "csv/floor-above-capacity",
      message: `the floor of ${minimum} people is above the capacity of ${capacity}`,
    });
  }
  const priority = cells.number("priority", { minimum: 1, maximum: LARGEST_PRIORITY });
  const requirements = requirementsOf(cells);
  if (id === "") return undefined;
  return {
    id,
    unitId,
    title,
    ...optional("kind", kind),
    ...optional("echelon", echelon),
    ...optional("jobFamily", jobFamily),
    ...optional("jobLevel", jobLevel),
    ...optional("jobClass", jobClass),
    capacity: capacity ?? 0,
    required,
    ...optional("minimum", minimum),
    ...optional("priority", priority),
    ...optional("requirements", requirements),
  };
}

function unitOf(cells: RowReader<PositionColumn>, units: UnitFinder | null): string {
  const reference = { id: cells.id("unit id"), name: cells.text("unit name"), agency: cells.text("agency") };
  const key = reference.id === "" && cells.table.columns.has("unit name") ? "unit name" : "unit id";
  if (reference.id === "" && reference.name === "") {
    cells.report(key, { code: "csv/missing-value", message: "no unit" });
    return "";
  }
  if (units === null) {
    if (reference.id !== "") return reference.id;
    cells.report(key, {
      code: "csv/unknown-unit",
      message: `${quoted(reference.name)} is a name, and there are no units to look it up in`,
      hint: "pass the units (the option units), or give a unit id",
    });
    return "";
  }
  const unit = units.find(reference);
  if (unit.ok) return unit.value.id;
  cells.report(key, unit.problem);
  return "";
}

function requirementsOf(cells: RowReader<PositionColumn>): Requirements | undefined {
  const minGrade = cells.parse("min grade", parseGrade);
  const maxGrade = cells.parse("max grade", parseGrade);
  if (minGrade !== undefined && maxGrade !== undefined && isEmptyRange(minGrade, maxGrade)) {
    cells.report("max grade", {
      code: "csv/empty-range",
      message: `no grade lies between ${minGrade} and ${maxGrade}`,
    });
  }
  const requirements: Requirements = {
    ...optional("minGrade", minGrade),
    ...optional("maxGrade", maxGrade),
    ...optional("minEducation", cells.parse("min education", levelAlone)),
    ...optional("fields", cells.list("fields")),
    ...optional("competencies", cells.parseList("competencies", parseCompetencies)),
    ...optional("certificates", cells.list("certificates")),
  };
  return Object.keys(requirements).length === 0 ? undefined : requirements;
}

/** As a requirement, a field of study belongs in its own column. */
function levelAlone(cell: string): Parsed<NonNullable<Requirements["minEducation"]>> {
  const education = parseEducation(cell);
  if (!education.ok) return education;
  if (education.value.field === undefined) return parsed(education.value.level);
  return failed(
    "csv/bad-education",
    `${quoted(cell)} is more than a level of education`,
    "give the field its own column (fields, jurusan)",
  );
}

function echelonOrNone(cell: string): Parsed<string | undefined> {
  return /^non[\s-]*(eselon|struktural)$/i.test(cell) ? parsed(undefined) : parseEchelon(cell);
}

function parseKind(cell: string): Parsed<NonNullable<Position["kind"]>> {
  const word = cell.toLowerCase();
  const kind = KINDS.find(([pattern]) => pattern.test(word))?.[1];
  if (kind !== undefined) return parsed(kind);
  return failed("csv/bad-kind", `${quoted(cell)} is no kind of position`, "write struktural, fungsional or pelaksana");
}
