/** Writes plans and staffing tables for spreadsheets: one heading row, one row a transfer or a post. */
import { stringify } from "csv-stringify/browser/esm/sync";
import { ImbangError } from "../errors/index.js";
import type { Transfer } from "../planning/types.js";
import type { Agency, Position, Staff, Unit } from "../scenario/types.js";
import type { StaffingAnalysis, StaffingRow } from "../staffing/types.js";
import { issueAt } from "./problem.js";
import { changedBySpreadsheet } from "./spreadsheet-texts.js";
import { checkOptions, DECIMAL, DELIMITER, FLAG, oneOf, type OptionRule } from "./options.js";
import {
  BOOLEAN,
  checkShapes,
  listOf,
  maybe,
  NUMBER,
  NUMBER_OR_NULL,
  objectWith,
  type Shape,
  STRING,
  STRING_OR_NULL,
} from "./shapes.js";

/** Where titles and names come from; a scenario, or the parts of one that are at hand. */
export interface Names {
  readonly agencies?: readonly Agency[];
  readonly units?: readonly Unit[];
  readonly positions?: readonly Position[];
  readonly staff?: readonly Staff[];
}

/** How a file is written. */
export interface WriteOptions {
  /** Language of headings and words. Default `en`. */
  readonly language?: "en" | "id";
  /** Default `,`; with `excel` `;`. */
  readonly delimiter?: string;
  /** Decimal mark. Default `.`; with `excel` `,`. */
  readonly decimal?: "," | ".";
  /** Whether a byte-order mark (U+FEFF) stands first, by which spreadsheets know UTF-8. Default `false`; with `excel` `true`. */
  readonly bom?: boolean;
  /**
   * For a double click in an Indonesian Excel: sets the three above, and puts an apostrophe before texts that Excel
   * would turn into a number, date, time or logical value of another spelling (a NIP, `007`, `1.234`, `1-2`, `MAR1`,
   * `12:30`, `TRUE`; not `12345`). The readers of this room take it off again.
   */
  readonly excel?: boolean;
}

/** The transfers of a plan; a plan whose status is `optimal` or `feasible` has them. */
export interface Transfers {
  readonly transfers: readonly Transfer[];
}

/** What a cell holds before it is written; `null` is an empty one, `day` a date as YYYY-MM-DD. */
export type Cell = string | number | boolean | { readonly day: string } | null;

/** The heading of a column in both languages. */
export interface Heading {
  readonly en: string;
  readonly id: string;
}

/** How every cell of a file is written. */
export interface Format {
  readonly language: "en" | "id";
  readonly delimiter: string;
  readonly decimal: "," | ".";
  readonly bom: boolean;
  readonly excel: boolean;
}

/** What the options of a writer may be. */
export const WRITE_OPTIONS: Readonly<Record<string, OptionRule>> = {
  language: oneOf("en", "id"),
  delimiter: DELIMITER,
  decimal: DECIMAL,
  bom: FLAG,
  excel: FLAG,
};

/** The shape of {@link Names}. */
export const NAMES: Shape = maybe(
  noOptions(
    objectWith({
      agencies: maybe(listOf(objectWith({ id: STRING, name: STRING }))),
      units: maybe(listOf(objectWith({ id: STRING, agencyId: STRING, name: STRING }))),
      positions: maybe(listOf(objectWith({ id: STRING, unitId: STRING, title: STRING }))),
    }),
  ),
);

/** A shape in whose place options are passed by mistake, which would otherwise do nothing. */
export function noOptions(shape: Shape): Shape {
  return (found, path, issues) => {
    const keys = typeof found === "object" && found !== null ? Object.keys(found) : [];
    const option = keys.find((key) => Object.hasOwn(WRITE_OPTIONS, key));
    if (option === undefined) shape(found, path, issues);
    else {
      issues.push(
        issueAt([...path, option], {
          code: "csv/bad-input",
          message: `${option} is an option, and this is the place of the ${path.join(".")}`,
          hint: "options come last; what stands before them and is not needed is undefined",
        }),
      );
    }
  };
}

const PLAN = objectWith({
  transfers: listOf(
    objectWith({
      staffId: STRING,
      fromPositionId: STRING_OR_NULL,
      toPositionId: STRING,
      sameUnit: BOOLEAN,
      distance: NUMBER_OR_NULL,
      checks: listOf(objectWith({ text: objectWith({ en: STRING, id: STRING }) })),
    }),
  ),
});

const ROWS = listOf(
  objectWith({
    id: STRING,
    required: NUMBER_OR_NULL,
    existing: NUMBER,
    gap: NUMBER_OR_NULL,
    ratio: NUMBER_OR_NULL,
    effectiveness: NUMBER_OR_NULL,
    shortage: NUMBER,
    surplus: NUMBER,
  }),
);
const ANALYSIS = objectWith({ agencies: ROWS, units: ROWS, positions: ROWS });

/**
 * The transfers as a table, one row each, in the order of the plan. With `names`, titles, units and agencies stand
 * beside the ids. The place left is empty for a waiting person. Distances are in kilometres with three decimals.
 *
 * @throws ImbangError csv/no-plan where there are no transfers to write (status `noPlanFound`); csv/bad-input where
 * the transfers or the names have another shape; csv/unknown-option, csv/bad-option.
 */
export function writePlanCsv(plan: Transfers, names?: Names, options: WriteOptions = {}): string {
  const format = formatOf(options);
  const transfers: readonly Transfer[] | undefined = plan?.transfers;
  if (!Array.isArray(transfers)) {
    throw new ImbangError([
      {
        code: "csv/no-plan",
        path: ["plan", "transfers"],
        message: "the plan holds no list of transfers",
        hint: 'only plans with the status "optimal" or "feasible" can be written',
      },
    ]);
  }
  checkShapes(["plan", plan, PLAN], ["names", names, NAMES]);
  const label = labels(names);
  const place = (side: "from" | "to", asal: "asal" | "tujuan"): Heading[] => [
    { en: `${side}_position`, id: `id_jabatan_${asal}` },
    ...(names === undefined
      ? []
      : [
          { en: `${side}_title`, id: `jabatan_${asal}` },
          { en: `${side}_unit`, id: `unit_${asal}` },
          { en: `${side}_agency`, id: `opd_${asal}` },
        ]),
  ];
  const headings: Heading[] = [
    { en: "staff_id", id: "id_pegawai" },
    ...place("from", "asal"),
    ...place("to", "tujuan"),
    { en: "same_unit", id: "unit_sama" },
    { en: "distance_km", id: "jarak_km" },
    { en: "checks", id: "perlu_diperiksa" },
  ];
  const named = (positionId: string | null): Cell[] =>
    names === undefined ? [positionId] : [positionId, ...label.position(positionId)];
  const row = ({ staffId, fromPositionId, toPositionId, sameUnit, distance, checks }: Transfer): Cell[] => {
    const kilometres = distance === null ? null : Math.round(distance / 1000) / 1000;
    const toCheck = checks.map(({ text }) => text[format.language]).join(" | ");
    return [staffId, ...named(fromPositionId), ...named(toPositionId), sameUnit, kilometres, toCheck];
  };
  return writeTable(headings, (transfers as readonly Transfer[]).map(row), format);
}

/**
 * Need, people, gap and the indices of every agency, unit and position as a table; with `after`, both states side by
 * side. Numbers are rounded to six decimals. With `names`, agency, unit and title stand beside the ids.
 *
 * @throws ImbangError csv/bad-input where an analysis or the names have another shape; csv/analyses-differ where
 * `after` lacks a row of `before` or has another; csv/unknown-option, csv/bad-option.
 */
export function writeStaffingCsv(
  before: StaffingAnalysis,
  after?: StaffingAnalysis,
  names?: Names,
  options: WriteOptions = {},
): string {
  const format = formatOf(options);
  checkShapes(["before", before, ANALYSIS], ["after", after, maybe(noOptions(ANALYSIS))], ["names", names, NAMES]);
  const label = labels(names);
  const headings: Heading[] = [
    { en: "level", id: "tingkat" },
    { en: "id", id: "id" },
    ...(names === undefined
      ? []
      : [
          { en: "agency", id: "opd" },
          { en: "unit", id: "unit" },
          { en: "title", id: "jabatan" },
        ]),
    { en: "required", id: "kebutuhan" },
    ...measures(after === undefined ? "" : "before", "sebelum"),
    ...(after === undefined ? [] : measures("after", "sesudah")),
  ];
  const rows: Cell[][] = [];
  for (const { level, list, name } of LEVELS) {
    const later = after === undefined ? null : pair(level, before[list], after[list]);
    for (const row of before[list]) {
      rows.push([
        name[format.language],
        row.id,
        ...(names === undefined ? [] : label[level](row.id)),
        row.required,
        ...MEASURES.map(({ of }) => of(row)),
        ...(later === null ? [] : MEASURES.map(({ of }) => of(later.get(row.id)!))),
      ]);
    }
  }
  return writeTable(headings, rows, format);
}

const LEVELS = [
  { level: "agency", list: "agencies", name: { en: "agency", id: "OPD" } },
  { level: "unit", list: "units", name: { en: "unit", id: "unit" } },
  { level: "place", list: "positions", name: { en: "position", id: "jabatan" } },
] as const;

const MEASURES: readonly (Heading & { readonly of: (row: StaffingRow) => number | null })[] = [
  { en: "existing", id: "bezetting", of: (row) => row.existing },
  { en: "gap", id: "selisih", of: (row) => row.gap },
  { en: "ratio", id: "rasio", of: (row) => row.ratio },
  { en: "effectiveness", id: "efektivitas", of: (row) => row.effectiveness },
  { en: "shortage", id: "kekurangan", of: (row) => row.shortage },
  { en: "surplus", id: "kelebihan", of: (row) => row.surplus },
];

/** Headings of the measures; with both states, the state stands behind the name. */
function measures(when: "" | "before" | "after", saat: string): Heading[] {
  return MEASURES.map(({ en, id }) => (when === "" ? { en, id } : { en: `${en}_${when}`, id: `${id}_${saat}` }));
}

/** The rows of `after` by id; both lists must speak of the same ids. */
function pair(level: string, before: readonly StaffingRow[], after: readonly StaffingRow[]): Map<string, StaffingRow> {
  const later = new Map(after.map((row) => [row.id, row]));
  const missing = before.find(({ id }) => !later.has(id));
  if (missing === undefined && later.size === before.length) return later;
  throw new ImbangError([
    {
      code: "csv/analyses-differ",
      path: ["after"],
      message:
        missing === undefined
          ? `the analyses have ${before.length} and ${later.size} rows of kind ${level}`
          : `${missing.id} (${level}) is in the analysis before, not in the one after`,
      hint: "pass two analyses of one scenario",
    },
  ]);
}

/** Names beside ids: `[title, unit, agency]` of a position; `[agency, unit, title]` of a row of a staffing table. */
export function labels({ agencies = [], units = [], positions = [] }: Names = {}): {
  readonly position: (id: string | null) => Cell[];
  readonly place: (id: string) => Cell[];
  readonly unit: (id: string) => Cell[];
  readonly agency: (id: string) => Cell[];
} {
  const agencyName = new Map(agencies.map(({ id, name }) => [id, name]));
  const unitById = new Map(units.map((unit) => [unit.id, unit]));
  const positionById = new Map(positions.map((position) => [position.id, position]));
  const agencyOf = (unit: Unit | undefined): string | null =>
    unit === undefined ? null : (agencyName.get(unit.agencyId) ?? unit.agencyId);
  const position = (id: string | null): Cell[] => {
    const found = id === null ? undefined : positionById.get(id);
    const unit = found === undefined ? undefined : unitById.get(found.unitId);
    return [found?.title ?? null, unit?.name ?? found?.unitId ?? null, agencyOf(unit)];
  };
  return {
    position,
    place: (id) => position(id).reverse(),
    unit: (id) => [agencyOf(unitById.get(id)), unitById.get(id)?.name ?? null, null],
    agency: (id) => [agencyName.get(id) ?? null, null, null],
  };
}

/** The options with their defaults. */
export function formatOf(options: WriteOptions): Format {
  checkOptions(options, WRITE_OPTIONS);
  const excel = options.excel ?? false;
  return {
    language: options.language ?? "en",
    delimiter: options.delimiter ?? (excel ? ";" : ","),
    decimal: options.decimal ?? (excel ? "," : "."),
    bom: options.bom ?? excel,
    excel,
  };
}

/** One heading row, then the rows; texts start no formula. */
export function writeTable(headings: readonly Heading[], rows: readonly (readonly Cell[])[], format: Format): string {
  const head = headings.map((heading) => heading[format.language]);
  return writeRecords([head, ...rows.map((row) => row.map((cell) => cellOf(cell, format)))], format);
}

/** Records to text, lines ending in CR LF; cells are written as they are, in quotation marks where needed. */
export function writeRecords(
  records: readonly (readonly string[])[],
  { delimiter, bom }: { readonly delimiter: string; readonly bom: boolean },
): string {
  return stringify(
    records.map((record) => [...record]),
    // Also quoted: line ends of any kind, spaces at the edges, which readers may drop, and the separators of other
    // files, at which a spreadsheet of another country splits; of numbers, their decimal comma is none.
    {
      delimiter,
      bom,
      record_delimiter: "\r\n",
      quoted_match: /[\r\n]|^\s|\s$|[;\t]|^(?!-?\d+,\d+$)[^,]*,/,
      quoted_empty: false,
    },
  );
}

function cellOf(cell: Cell, format: Format): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return format.language === "id" ? (cell ? "ya" : "tidak") : cell ? "yes" : "no";
  if (typeof cell === "number") return String(Number(cell.toFixed(6))).replace(".", format.decimal);
  // A day is a day in every spreadsheet, however it shows it; as a text it could not be sorted.
  if (typeof cell === "object") return /^\d{4}-\d\d-\d\d$/.test(cell.day) ? cell.day : textOf(cell.day, format.excel);
  return textOf(cell, format.excel);
}

/** A text as it is written: no formula, and for Excel no number, date, time or logical value either. */
export function textOf(text: string, excel: boolean): string {
  return excel && changedBySpreadsheet(text) ? `'${text}` : neutralized(text);
}

/**
 * A text that no spreadsheet runs as a formula: an apostrophe before `=`, `+`, `-`, `@`, tab and carriage return (also
 * behind spaces), and before an apostrophe, so that reading the cell back gives the same text.
 */
export function neutralized(text: string): string {
  return /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]|^\s*['\u2019]/.test(text) ? `'${text}` : text;
}
