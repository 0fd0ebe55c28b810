/** Reads WISN sheets: the activities and allowances of cadres in health facilities. */
import type { CategoryAllowance, IndividualAllowance, WisnActivity } from "../staffing/wisn.js";
import type { TimeUse } from "../staffing/time-use.js";
import { type ColumnSpec, indexAliases } from "./headings.js";
import { checkOptions } from "./options.js";
import { optional } from "./optional.js";
import { failed, issueAt, parsed, type Parsed, quoted } from "./problem.js";
import type { RowReader } from "./row.js";
import { openTable } from "./table.js";
import { foldHeading } from "./text.js";
import {
  PLACE_ALIASES,
  PLACE_REQUIRED,
  type PlaceColumn,
  WORK_OPTIONS,
  type WorkOptions,
  WorkPlaces,
} from "./work-places.js";
import { minutesOf, NORM, NORM_ALIASES, type NormColumn } from "./time-norms.js";
import { isFilled, neededNumber, readWorkRows, VOLUME, type WorkResult } from "./work-rows.js";

/** One row of a WISN sheet. */
export type WisnRow = { readonly positionId: string } & (
  | { readonly kind: "activity"; readonly entry: WisnActivity }
  | { readonly kind: "support"; readonly entry: CategoryAllowance }
  | { readonly kind: "additional"; readonly entry: IndividualAllowance }
);

/** The rows of one position: with a working time they make a study for `wisnNeed`. */
export interface WisnParts {
  readonly positionId: string;
  readonly activities: readonly WisnActivity[];
  readonly categoryAllowances: readonly CategoryAllowance[];
  readonly individualAllowances: readonly IndividualAllowance[];
}

/** What {@link readWisnCsv} answers. */
export interface WisnResult extends WorkResult<WisnRow> {
  /** The rows kept, by position in id order; without positions that have no activity, which a notice names. */
  readonly studies: readonly WisnParts[];
  /** The lines of the entries of each study: `studyLines[k].activities[j]` is that of `studies[k].activities[j]`. */
  readonly studyLines: readonly WisnLines[];
}

/** On which line of the file each entry of a study stands. */
export interface WisnLines {
  readonly activities: readonly number[];
  readonly categoryAllowances: readonly number[];
  readonly individualAllowances: readonly number[];
}

/** Options of {@link readWisnCsv}. */
export interface WisnOptions extends WorkOptions {
  /** Weeks of a year that are worked, after leave: turns hours a week into hours a year. */
  readonly weeksPerYear?: number;
}

type WisnColumn =
  | PlaceColumn
  | NormColumn
  | "kind"
  | "name"
  | "workload"
  | "rate per hour"
  | "minutes per day"
  | "hours per week"
  | "hours per month"
  | "hours per year"
  | "people";

const SPEC: ColumnSpec<WisnColumn> = {
  aliases: {
    ...PLACE_ALIASES,
    kind: ["kind", "jenis", "jenis kegiatan", "kelompok", "kelompok kegiatan", "group"],
    name: ["name", "nama kegiatan", "kegiatan", "uraian kegiatan", "uraian", "activity", "task", "uraian_tugas"],
    workload: [
      "workload",
      "annual workload",
      "beban kerja",
      "volume",
      "volume per tahun",
      "volume tahun",
      "capaian",
      "capaian (1 tahun)",
      "kuantitas per tahun",
    ],
    ...NORM_ALIASES,
    "rate per hour": ["rate per hour", "per jam", "laju per jam", "jumlah per jam"],
    "minutes per day": ["minutes per day", "menit per hari", "menit/hari"],
    "hours per week": ["hours per week", "jam per minggu", "jam/minggu", "jam per pekan"],
    "hours per month": ["hours per month", "jam per bulan", "jam/bulan"],
    "hours per year": ["hours per year", "jam per tahun", "jam/tahun"],
    people: ["people", "orang", "jumlah orang", "jumlah petugas", "staff"],
  },
  required: [PLACE_REQUIRED, { name: "kind", anyOf: ["kind"], template: ["jenis", "jenis kegiatan"] }],
  incidental: [],
};

const ALIASES = indexAliases(SPEC);
const OPTIONS = {
  ...WORK_OPTIONS,
  weeksPerYear: {
    what: "a number of weeks above 0 and up to 53",
    accepts: (value: unknown): boolean => typeof value === "number" && value > 0 && value <= 53,
  },
};

type Kind = WisnRow["kind"];

const KINDS: ReadonlyMap<string, Kind> = new Map(
  (
    [
      [
        "activity",
        "activity,service,health service,kegiatan,kegiatan pokok,kegiatan utama,pokok,utama,pelayanan,tugas pokok",
      ],
      ["support", "support,support activity,category,category allowance,penunjang,kegiatan penunjang,tugas penunjang"],
      [
        "additional",
        "additional,additional activity,individual,individual allowance,tambahan,kegiatan tambahan,tugas tambahan",
      ],
    ] as const
  ).flatMap(([kind, words]) => words.split(",").map((word) => [foldHeading(word), kind] as const)),
);

/** The forms of an allowance with the most that one person can spend. */
const FORMS = [
  { column: "minutes per day", key: "minutesPerDay", maximum: 1_440 },
  { column: "hours per week", key: "hoursPerWeek", maximum: 168 },
  { column: "hours per month", key: "hoursPerMonth", maximum: 744 },
  { column: "hours per year", key: "hoursPerYear", maximum: 8_784 },
] as const;
const TIMES = FORMS.map(({ column }) => column);
const STANDARDS = ["time norm", "time norm in hours", "rate per hour"] as const;
const PEOPLE = { minimum: 0, maximum: 1_000_000 } as const;

/**
 * Reads a WISN sheet: activities (`kegiatan`) with their workload a year and minutes or hours (or a rate an hour),
 * support activities of everybody (`penunjang`) and additional ones of some people (`tambahan`), the latter two with
 * minutes a day, hours a week, a month or a year. A 0 where a column does not apply to the kind of row is as good as an
 * empty cell. `studies` holds the rows by position:
 *
 *     for (const { positionId, ...parts } of studies) needs.set(positionId, wisnNeed({ workingTime, ...parts }));
 *
 * Good rows are kept, bad ones reported, nothing is guessed. A cadre some of whose rows were reported comes out too
 * small: `incomplete` names it. A position of allowances alone has no need by WISN: it is not among the studies.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readWisnCsv(input: string | Uint8Array, options: WisnOptions = {}): WisnResult {
  checkOptions(options, OPTIONS);
  const fileName = options.fileName ?? "wisn.csv";
  const numeric = ["workload", ...STANDARDS, ...TIMES, "people"] as const;
  const table = openTable(input, ALIASES, fileName, options, numeric);
  const places = new WorkPlaces(options);
  const result = readWorkRows(table, {
    places,
    nameKey: "name",
    read: (cells, positionId) => readRow(cells, positionId, options.weeksPerYear),
    nameOf: ({ positionId, kind, entry }) => [positionId, kind, entry.name ?? ""],
  });
  const all = groupsOf(result);
  const complete = all.filter(({ study }) => study.activities.length > 0);
  const without = all
    .filter(({ study }) => study.activities.length === 0)
    .map(({ study: { positionId }, firstLine }) =>
      issueAt([fileName, firstLine], {
        code: "csv/no-activity",
        message: `the position ${quoted(positionId)} has allowances and no activity: no need can be calculated, and it is not among the studies`,
      }),
    );
  return {
    ...result,
    notices: [...result.notices, ...without],
    studies: complete.map(({ study }) => study),
    studyLines: complete.map(({ lines }) => lines),
  };
}

function readRow(
  cells: RowReader<WisnColumn>,
  positionId: string,
  weeksPerYear: number | undefined,
): WisnRow | undefined {
  const kind = cells.parse("kind", parseKind);
  const name = optional("name", cells.text("name") || undefined);
  if (kind === undefined) {
    cells.needed("kind");
    return undefined;
  }
  if (kind === "activity") {
    empty(cells, kind, [...TIMES, "people"]);
    const workload = neededNumber(cells, "workload", VOLUME);
    const standard = standardOf(cells);
    if (positionId === "" || workload === undefined || standard === undefined) return undefined;
    return { positionId, kind, entry: { ...name, workload, ...standard } };
  }
  empty(cells, kind, ["workload", ...STANDARDS, ...(kind === "support" ? (["people"] as const) : [])]);
  const people = kind === "support" ? 0 : neededNumber(cells, "people", PEOPLE);
  const use = timeOf(cells, weeksPerYear);
  if (positionId === "" || people === undefined || use === undefined) return undefined;
  return kind === "support"
    ? { positionId, kind, entry: { ...name, ...use } }
    : { positionId, kind, entry: { ...name, people, ...use } };
}

/** Minutes for one time, or times an hour; `undefined` after reporting. */
function standardOf(cells: RowReader<WisnColumn>): { timeNorm: number } | { ratePerHour: number } | undefined {
  const hasNorm = isFilled(cells, "time norm") || isFilled(cells, "time norm in hours");
  const hasRate = isFilled(cells, "rate per hour");
  if (hasNorm !== hasRate) {
    const value = hasNorm ? minutesOf<WisnColumn>(cells) : cells.number("rate per hour", NORM);
    return value === undefined ? undefined : hasNorm ? { timeNorm: value } : { ratePerHour: value };
  }
  reportForms(cells, STANDARDS, hasNorm ? "rate per hour" : undefined, "the minutes for one, or how many an hour");
  return undefined;
}

/** Reports each cell that a row of this kind cannot have. */
function empty(cells: RowReader<WisnColumn>, kind: Kind, columns: readonly WisnColumn[]): void {
  for (const column of columns) {
    if (!isFilled(cells, column)) continue;
    cells.report(column, {
      code: "csv/wrong-columns",
      message: `a row of the kind ${kind} has no such figure`,
      hint: "leave the cell empty, or correct the kind",
    });
  }
}

/** Reports that a row has its time in no form, or in several, of which `second` is the one too many. */
function reportForms(
  cells: RowReader<WisnColumn>,
  columns: readonly WisnColumn[],
  second: WisnColumn | undefined,
  what: string,
): void {
  const there = columns.filter((column) => cells.table.columns.has(column));
  const names = (there.length === 0 ? columns : there).map((key) => cells.table.columns.get(key)?.heading ?? key);
  cells.report(second ?? there[0] ?? columns[0]!, {
    code: "csv/wrong-columns",
    message: second === undefined ? `no time: ${what}` : "time is given more than once",
    hint: `fill exactly one of the columns ${names.map((name) => `"${name}"`).join(", ")}`,
  });
}

/** The time of an allowance in the one form that is filled, of several zeros the first; `undefined` after reporting. */
function timeOf(cells: RowReader<WisnColumn>, weeksPerYear: number | undefined): TimeUse | undefined {
  const [first, second] = FORMS.filter(({ column }) => isFilled(cells, column));
  const form = first ?? FORMS.find(({ column }) => cells.text(column) !== "");
  if (form === undefined || second !== undefined) {
    reportForms(cells, TIMES, second?.column, "the minutes a day, or the hours a week, a month or a year");
    return undefined;
  }
  const value = cells.number(form.column, { minimum: 0, maximum: form.maximum });
  if (value === undefined) return undefined;
  if (form.key !== "hoursPerWeek") return { [form.key]: value } as unknown as TimeUse;
  if (weeksPerYear !== undefined || value === 0) return { hoursPerYear: value * (weeksPerYear ?? 0) };
  cells.report(form.column, {
    code: "csv/weeks-unknown",
    message: `${value} hours a week, of how many weeks a year the file does not say`,
    hint: "the option weeksPerYear says how many weeks are worked; or write hours a year (jam per tahun)",
  });
  return undefined;
}

function parseKind(text: string): Parsed<Kind> {
  const kind = KINDS.get(foldHeading(text));
  if (kind !== undefined) return parsed(kind);
  return failed("csv/bad-work-kind", `${quoted(text)} is no kind of work`, "write kegiatan, penunjang or tambahan");
}

interface Group {
  readonly study: WisnParts;
  readonly lines: WisnLines;
  readonly firstLine: number;
}

/** The rows by position, in id order. */
function groupsOf({ rows, lines }: WorkResult<WisnRow>): Group[] {
  const groups = new Map<string, { readonly row: WisnRow; readonly line: number }[]>();
  for (const [k, row] of rows.entries()) {
    const one = { row, line: lines[k]! };
    const group = groups.get(row.positionId);
    if (group === undefined) groups.set(row.positionId, [one]);
    else group.push(one);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([positionId, group]) => {
      const linesOf = (kind: Kind): number[] => group.flatMap(({ row, line }) => (row.kind === kind ? [line] : []));
      return {
        study: {
          positionId,
          activities: group.flatMap(({ row }) => (row.kind === "activity" ? [row.entry] : [])),
          categoryAllowances: group.flatMap(({ row }) => (row.kind === "support" ? [row.entry] : [])),
          individualAllowances: group.flatMap(({ row }) => (row.kind === "additional" ? [row.entry] : [])),
        },
        lines: {
          activities: linesOf("activity"),
          categoryAllowances: linesOf("support"),
          individualAllowances: linesOf("additional"),
        },
        firstLine: group[0]!.line,
      };
    });
}
