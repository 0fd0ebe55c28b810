/** Reads workload studies (*analisis beban kerja*, ABK): the tasks of positions with volume, period and time norm. */
import type { Period } from "../regulation/working-time.js";
import type { PositionTask, TimedTask } from "../staffing/abk.js";
import { type AliasIndex, type ColumnSpec, indexAliases } from "./headings.js";
import { checkOptions, oneOf } from "./options.js";
import { optional } from "./optional.js";
import { failed, issueAt, parsed, type Parsed, quoted } from "./problem.js";
import type { RowReader } from "./row.js";
import { openTable } from "./table.js";
import { foldHeading } from "./text.js";
import { minutesOf, NORM_ALIASES, type NormColumn } from "./time-norms.js";
import {
  namesPositions,
  PLACE_ALIASES,
  PLACE_REQUIRED,
  type PlaceColumn,
  WORK_OPTIONS,
  type WorkOptions,
  WorkPlaces,
} from "./work-places.js";
import { WorkloadYears } from "./workload-years.js";
import { neededNumber, readWorkRows, VOLUME, type WorkResult } from "./work-rows.js";

/** Options of {@link readWorkloadCsv}. */
export interface WorkloadOptions extends WorkOptions {
  /** The one year whose workload is read. Default: of each position the newest in the column `tahun`. */
  readonly year?: number;
  /** The position of every row, for the sheet of one post that has no column for it. */
  readonly positionId?: string;
  /** The period of every volume, for a sheet that has no column for it. */
  readonly period?: Period;
}

/** A task with a time norm and the position it belongs to: what `abkNeeds` takes, its figures known or ranges. */
export type WorkloadTask = PositionTask & TimedTask;

/** One row of a workload sheet: a task whose figures are known. */
export interface WorkloadRow {
  readonly positionId: string;
  /** *Uraian tugas*. */
  readonly name?: string;
  /** Times the task is done in each `period`, ≥ 0. */
  readonly volume: number;
  readonly period: Period;
  /** Minutes for one time, > 0. */
  readonly timeNorm: number;
}

type WorkloadColumn = PlaceColumn | NormColumn | "year" | "task" | "result" | "volume" | "period";

const SPEC: ColumnSpec<WorkloadColumn> = {
  aliases: {
    ...PLACE_ALIASES,
    year: ["year", "tahun"],
    task: ["task", "uraian_tugas", "uraian tugas jabatan", "uraian", "tugas", "activity", "kegiatan"],
    result: ["result", "hasil_kerja", "satuan hasil", "output"],
    volume: ["volume", "volume kerja", "jumlah volume", "beban kerja volume", "jumlah beban kerja", "jumlah hasil"],
    period: ["period", "satuan_periode", "periode", "per"],
    ...NORM_ALIASES,
  },
  required: [
    PLACE_REQUIRED,
    {
      name: "volume",
      anyOf: ["volume"],
      template: ["volume", "jumlah volume"],
      hint: 'where the volume stands under "Beban Kerja" (as in the e-ABK form), head that column volume',
    },
    { name: "period", anyOf: ["period"], template: ["satuan_periode", "periode"] },
    {
      name: "time norm",
      anyOf: ["time norm", "time norm in hours"],
      template: ["norma_waktu", "norma waktu (menit)", "norma waktu (jam)"],
      hint: "minutes for one time",
    },
  ],
  incidental: ["result"],
};

/** The headings of a file of which options supply the position or the period. */
function aliasesFor({ positionId, period }: WorkloadOptions): AliasIndex<WorkloadColumn> {
  const isSupplied = (name: string): boolean =>
    (name === PLACE_REQUIRED.name && positionId !== undefined) || (name === "period" && period !== undefined);
  return indexAliases({ ...SPEC, required: SPEC.required.filter(({ name }) => !isSupplied(name)) });
}

const OPTIONS = {
  ...WORK_OPTIONS,
  positionId: {
    what: "the id of a position",
    accepts: (value: unknown): boolean => typeof value === "string" && value !== "",
  },
  period: oneOf("year", "semester", "quarter", "month", "week", "day", "hour"),
  year: { what: "a year such as 2026", accepts: (value: unknown): boolean => Number.isInteger(value) },
};

const PERIODS: ReadonlyMap<string, Period> = new Map(
  (
    [
      ["year", "year yearly annual annually tahun tahunan setahun pertahun peryear thn th"],
      ["semester", "semester semesteran persemester smt sem halfyear setengahtahun"],
      ["quarter", "quarter quarterly triwulan triwulanan pertriwulan perquarter tw trw kuartal kwartal"],
      ["month", "month monthly bulan bulanan sebulan perbulan permonth bln bl"],
      ["week", "week weekly minggu mingguan seminggu perminggu perweek mgg mg pekan"],
      ["day", "day daily hari harian sehari perhari perday hr"],
      ["hour", "hour hourly jam perjam perhour"],
    ] as const
  ).flatMap(([period, words]) => words.split(" ").map((word) => [word, period] as const)),
);

/**
 * Reads the ABK template (`kode_unit, kode_jabatan, tahun, uraian_tugas, hasil_kerja, volume, satuan_periode,
 * norma_waktu`): one task a row, ready for `abkNeeds`. Time norms are minutes, or hours where their heading or a column
 * `satuan_waktu` says so.
 * Where the column `tahun` holds several years, the newest of each position is read and its rows of the others are
 * reported: they must not be added up; a notice names the positions whose newest year is not that of the file. Two equal tasks of one position are both read, with a notice.
 *
 * Good rows are kept, bad ones reported, nothing is guessed. A position some of whose tasks were reported comes out too
 * small: `incomplete` names it.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readWorkloadCsv(input: string | Uint8Array, options: WorkloadOptions = {}): WorkResult<WorkloadRow> {
  checkOptions(options, OPTIONS);
  const fileName = options.fileName ?? "workload.csv";
  const table = openTable(input, aliasesFor(options), fileName, options, ["volume", "time norm", "time norm in hours"]);
  const isNamed = namesPositions<WorkloadColumn>(table);
  const places = new WorkPlaces(options, isNamed ? null : (options.positionId ?? null));
  const period = table.columns.has("period") ? undefined : options.period;
  const years = new WorkloadYears<WorkloadColumn>(table, new WorkPlaces(options, places.only), options.year);
  const result = readWorkRows<WorkloadColumn, WorkloadRow>(table, {
    places,
    nameKey: "task",
    read: (cells, positionId) => readTask(cells, positionId, years, period),
    nameOf: ({ positionId, name }) => [positionId, name ?? ""],
  });
  const unused = [
    ...(isNamed && options.positionId !== undefined ? ["positionId"] : []),
    ...(table.columns.has("period") && options.period !== undefined ? ["period"] : []),
  ].map((option) =>
    issueAt([fileName, table.headingLine], {
      code: "csv/unused-option",
      message: `the file has a column of its own for what the option ${option} would supply; the column is read`,
    }),
  );
  return { ...result, notices: [...unused, ...result.notices, ...years.notices(result)] };
}

function readTask(
  cells: RowReader<WorkloadColumn>,
  positionId: string,
  years: WorkloadYears<WorkloadColumn>,
  always: Period | undefined,
): WorkloadRow | undefined {
  if (!years.accept(cells, positionId)) return undefined;
  const name = cells.text("task") || undefined;
  cells.text("result");
  const volume = neededNumber(cells, "volume", VOLUME);
  const period = always ?? cells.parse("period", parsePeriod);
  if (period === undefined) cells.needed("period");
  const timeNorm = minutesOf<WorkloadColumn>(cells);
  if (positionId === "" || volume === undefined || period === undefined || timeNorm === undefined) return undefined;
  return { positionId, ...optional("name", name), volume, period, timeNorm };
}

function parsePeriod(text: string): Parsed<Period> {
  const period = PERIODS.get(foldHeading(text));
  if (period !== undefined) return parsed(period);
  return failed(
    "csv/bad-period",
    `${quoted(text)} is no period`,
    "write tahun, semester, triwulan, bulan, minggu, hari or jam",
  );
}
