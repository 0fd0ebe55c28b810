/** Reads levels of competencies found in assessments (*uji kompetensi*): a rating a row, or a column a competency. */
import type { CompetencyRating } from "../development/types.js";
import { CompetencyNames } from "./competency-names.js";
import { parseLevel } from "./course-cells.js";
import { type AliasIndex, type ColumnSpec, indexAliases, type RequiredColumn } from "./headings.js";
import { parseCompetencies } from "./lists.js";
import { optional } from "./optional.js";
import { checkOptions, NAMES_LIST } from "./options.js";
import { PERSON_ALIASES, PERSON_REQUIRED, personColumn, type PersonColumn, personOf } from "./person-cell.js";
import { issueAt, quoted } from "./problem.js";
import { readRows, type RowReader } from "./row.js";
import { openTable, READ_OPTIONS, type ReadOptions, type ReadResult, type Table } from "./table.js";
import { cellText, isSpreadsheetError } from "./text.js";

/** Options of {@link readCompetenciesCsv}. */
export interface CompetenciesOptions extends ReadOptions {
  /**
   * Names of the competencies that posts ask for. A name or a heading of the file that differs in case, spaces and
   * accents alone is read as this one. With it, only these have columns in a file of the wide form; without it, every
   * column that the reader does not know and that holds levels is one.
   */
  readonly competencies?: readonly string[];
}

/** What {@link readCompetenciesCsv} answers. In the wide form one line gives a rating for each level on it. */
export interface CompetenciesResult extends ReadResult<CompetencyRating> {
  /** Lines that were read and hold no level: `rowsRead` is their number, that of the lines in `lines`, and `rowsReported`. */
  readonly linesWithoutLevel: number;
}

/** Columns of competencies carry a mark, so that one may be called `id` or `level` without taking their place. */
type RatingColumn = PersonColumn | "competency" | "level" | "assessed on" | `level of ${string}`;

const LONG: Readonly<Record<"competency" | "level" | "assessed on", readonly string[]>> = {
  competency: ["competency", "kompetensi", "nama kompetensi", "jenis kompetensi", "unit kompetensi"],
  level: [
    "level",
    "level kompetensi",
    "tingkat kompetensi",
    "level hasil",
    "nilai",
    "nilai kompetensi",
    "skor",
    "hasil",
  ],
  "assessed on": [
    "assessed on",
    "tanggal asesmen",
    "tanggal penilaian",
    "tanggal uji",
    "tanggal uji kompetensi",
    "tgl asesmen",
    "tgl uji",
    "tanggal",
    "date",
  ],
};
const COMPETENCY: RequiredColumn<RatingColumn> = {
  name: "competency",
  anyOf: ["competency"],
  template: ["kompetensi"],
};
const LEVEL: RequiredColumn<RatingColumn> = {
  name: "level",
  anyOf: ["level"],
  template: ["level", "tingkat kompetensi"],
  hint: "or a column for each competency, headed by its name",
};

/** A longer text is no level. */
const LONGEST_LEVEL = 20;

const keyOf = (name: string): `level of ${string}` => `level of ${name}`;

/** The headings of the long form, and of competencies that have columns of their own. */
function aliasesFor(
  names: readonly string[],
  required: readonly RequiredColumn<RatingColumn>[],
): AliasIndex<RatingColumn> {
  const spec: ColumnSpec<RatingColumn> = {
    aliases: { ...PERSON_ALIASES, ...LONG, ...Object.fromEntries(names.map((name) => [keyOf(name), [name]])) },
    required: [PERSON_REQUIRED, ...required],
    incidental: [],
    open: true,
  };
  return indexAliases(spec);
}

/**
 * Reads ratings, in the long form (person, competency, level) or in the wide one (a person a row, a column a competency;
 * an empty cell is no rating). A cell of the long form may hold several, `Audit=3; Komunikasi=2`, where there is no column
 * with the level. Levels are whole, 1 … 5. A person is named by NIP, or by `id` where the file has no NIP.
 *
 * In the wide form a line with a bad level is left out as a whole: it does not say what else is wrong on it.
 *
 * Good rows are kept, bad ones reported, nothing is guessed; which columns were taken for competencies, a notice says.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readCompetenciesCsv(input: string | Uint8Array, options: CompetenciesOptions = {}): CompetenciesResult {
  checkOptions(options, { ...READ_OPTIONS, competencies: NAMES_LIST });
  const fileName = options.fileName ?? "competencies.csv";
  const open = (names: readonly string[], required: readonly RequiredColumn<RatingColumn>[]): Table<RatingColumn> =>
    openTable(input, aliasesFor(names, required), fileName, options, ["level", ...names.map(keyOf)]);
  const given = [...new Set(options.competencies)];
  const probe = open(given, []);
  if (probe.columns.has("competency")) return readRatings(open([], [COMPETENCY]), ratingsOfRow(options.competencies));
  const found = options.competencies === undefined ? levelColumns(probe) : [];
  const names = [...found, ...given.filter((name) => probe.columns.has(keyOf(name)))];
  const table = names.length === 0 ? open(given, [COMPETENCY, LEVEL]) : open(names, []);
  const result = readRatings(table, ratingsOfColumns(names));
  if (found.length === 0) return result;
  const notice = issueAt([fileName, table.headingLine], {
    code: "csv/competency-columns",
    message: `columns read as competencies: ${found.map(quoted).join(", ")}`,
    hint: "the option competencies says which names are meant",
  });
  return { ...result, notices: [notice, ...result.notices] };
}

type Level = CompetencyRating["level"];
type RatingsOf = (cells: RowReader<RatingColumn>) => readonly (readonly [competency: string, level: Level])[];

/** The competency of a row with the level beside it, or several with their levels in one cell. */
function ratingsOfRow(known: readonly string[] | undefined): RatingsOf {
  const names = new CompetencyNames(known);
  return (cells) => {
    const hasLevel = cells.table.columns.has("level");
    const written = hasLevel ? cells.needed("competency") : "";
    const level = hasLevel ? cells.parse("level", parseLevel) : undefined;
    if (hasLevel && level === undefined) cells.needed("level");
    const pairs = hasLevel ? undefined : cells.parseList("competency", parseCompetencies);
    if (!hasLevel && pairs === undefined) cells.needed("competency");
    const ratings: readonly (readonly [string, Level | undefined])[] = hasLevel
      ? [[written, level]]
      : Object.entries(pairs ?? {});
    return ratings.flatMap(([name, reached]) =>
      name === "" || reached === undefined ? [] : [[names.of(cells, "competency", name), reached] as const],
    );
  };
}

/** The levels in the columns of a row. */
function ratingsOfColumns(names: readonly string[]): RatingsOf {
  return (cells) =>
    names.flatMap((name) => {
      const level = cells.parse(keyOf(name), parseLevel);
      return level === undefined ? [] : [[name, level] as const];
    });
}

function readRatings(table: Table<RatingColumn>, ratingsOf: RatingsOf): CompetenciesResult {
  const seen = new Map<string, number>();
  const result = readRows<RatingColumn, { readonly id: string; readonly ratings: readonly CompetencyRating[] }>(table, {
    idKey: personColumn<RatingColumn>(table),
    read: (cells) => {
      const staffId = personOf<RatingColumn>(cells);
      const assessedOn = cells.date("assessed on");
      const found = ratingsOf(cells);
      if (staffId === undefined) return undefined;
      const ratings = found.map(([competency, level]) => ({
        staffId,
        competency,
        level,
        ...optional("assessedOn", assessedOn),
      }));
      return { id: String(cells.record.line), ratings };
    },
    check: ({ ratings }, cells) => {
      const keys = ratings.map(({ staffId, competency, assessedOn }) =>
        JSON.stringify([staffId, competency, assessedOn]),
      );
      const again = keys.findIndex((key) => seen.has(key));
      if (again < 0) return keys.forEach((key) => seen.set(key, cells.record.line));
      const { competency, assessedOn } = ratings[again]!;
      cells.report(cells.table.columns.has("competency") ? "competency" : keyOf(competency), {
        code: "csv/duplicate-rating",
        message: `${quoted(competency)} of this person ${assessedOn === undefined ? "without a day" : "on this day"} already stands on line ${seen.get(keys[again]!)}`,
        hint:
          assessedOn === undefined ? "add the days of the assessments, or keep one of the two" : "keep one of the two",
      });
    },
  });
  return {
    ...result,
    rows: result.rows.flatMap(({ ratings }) => ratings),
    lines: result.rows.flatMap(({ ratings }, k) => ratings.map(() => result.lines[k]!)),
    linesWithoutLevel: result.rows.filter(({ ratings }) => ratings.length === 0).length,
  };
}

/** Headings that the reader does not know and under which at least half of what stands there, and something, is a level. */
function levelColumns({ unknown, records }: Table<RatingColumn>): readonly string[] {
  return unknown.flatMap(({ heading, index }) => {
    const texts = records
      .map(({ cells }) => cellText(cells[index] ?? ""))
      .filter((text) => text !== "" && !isSpreadsheetError(text));
    const levels = texts.filter((text) => text.length <= LONGEST_LEVEL && parseLevel(text).ok).length;
    return levels > 0 && 2 * levels >= texts.length && heading !== "__proto__" ? [heading] : [];
  });
}
