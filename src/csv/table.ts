/** A file as a table: which line holds the headings, which lines are data, and which rows cannot be read at all. */
import type { Issue } from "../errors/index.js";
import { decodeText } from "./decode.js";
import { declaredDelimiter, detectDelimiter } from "./delimiter.js";
import { foreignKind } from "./foreign.js";
import {
  type AliasIndex,
  type Column,
  countKnown,
  countNear,
  type HeadingRow,
  hasRequired,
  headingsFor,
  isHeadingRow,
  readHeadings,
  type YearColumn,
} from "./headings.js";
import { MonthFirst } from "./month-first.js";
import { type DecimalMark, decimalEvidence } from "./numbers.js";
import { DECIMAL, DELIMITER, type OptionRule, TEXT } from "./options.js";
import { issueAt, type Problem } from "./problem.js";
import { type CsvRecord, freeSwallowed, isBlank, splitRecords } from "./records.js";
import { cellText } from "./text.js";

/** Options that every reader has. */
export interface ReadOptions {
  /**
   * Stands first in the path of every issue. Default, by reader: `units.csv`, `positions.csv`, `staff.csv`,
   * `workload.csv`, `wisn.csv`, `schools.csv`, `indicators.csv`, `courses.csv`, `training.csv` or `competencies.csv`.
   */
  readonly fileName?: string;
  /** What separates the cells. Default: found out from the file. */
  readonly delimiter?: string;
  /** The decimal mark. Default: found out from the numbers of the file; `1.234` is refused where they do not say. */
  readonly decimal?: "," | ".";
}

/**
 * What every reader answers. Nothing in the content of a file makes a reader throw.
 *
 * A bad cell leaves its row out, with an issue, where a plan rests on the column: identity, place, grade, education,
 * competencies, capacity, need and the like. In a column that decides nothing in a plan yet, such as status, wishes or
 * coordinates, the cell alone is left out: the same code and text then stand among the notices, and the row is kept.
 */
export interface ReadResult<Row> {
  /** The rows without an issue, in file order. */
  readonly rows: readonly Row[];
  /** The physical line on which each row starts: `lines[k]` is that of `rows[k]`. Leads later findings back to the file. */
  readonly lines: readonly number[];
  /**
   * What is wrong, in file order; paths are `[fileName, line, column heading]`. Each names a row that was left out, or
   * a fault of the file or of its headings.
   */
  readonly issues: readonly Issue[];
  /** What is unusual about rows that were kept: read as it stands, or a cell that decides nothing and was left out. */
  readonly notices: readonly Issue[];
  /** Data rows in the file: `rows.length + rowsReported`; 0 where no heading row was found. */
  readonly rowsRead: number;
  /**
   * Data rows that were left out. Each has at least one issue with its line, but for two cases: where a column is
   * missing all are left out, and one issue for each missing column says so; and where another table stands below, one
   * issue on the line of its headings speaks for all of its rows.
   */
  readonly rowsReported: number;
}

/** Rules for {@link ReadOptions}. */
export const READ_OPTIONS: Readonly<Record<keyof ReadOptions, OptionRule>> = {
  fileName: TEXT,
  delimiter: DELIMITER,
  decimal: DECIMAL,
};

/** A table that is ready to be read row by row. */
export interface Table<Key extends string> {
  readonly fileName: string;
  readonly headingLine: number;
  readonly columns: ReadonlyMap<Key, Column>;
  /** Further columns of the same meaning, which are only compared. */
  readonly seconds: ReadonlyMap<Key, readonly Column[]>;
  readonly years: readonly YearColumn[];
  /** Columns whose headings the reader does not know. */
  readonly unknown: readonly Column[];
  /** Number of headed columns. */
  readonly width: number;
  readonly delimiter: string;
  readonly decimal: DecimalMark;
  /** The first number that told the mark; `null` where none did, or the caller says which mark it is. */
  readonly evidence: DecimalEvidence | null;
  /** Which columns of dates have the month first. */
  readonly monthFirst: MonthFirst;
  /** Columns whose numbers tell the decimal mark, and rows of data from others. */
  readonly numeric: readonly Key[];
  /** Columns in which a bad cell does not leave the row out. */
  readonly incidental: ReadonlySet<Key>;
  /** Data rows, blank ones left out. */
  readonly records: readonly CsvRecord[];
  /** Rows of another table below, its headings included: counted, never read. */
  readonly foreignRows: number;
  /** Whether every column that is needed is there. */
  readonly usable: boolean;
  readonly issues: readonly Issue[];
  readonly notices: readonly Issue[];
}

/** A number that tells the decimal mark of its file. */
interface DecimalEvidence {
  readonly mark: "," | ".";
  readonly text: string;
  readonly line: number;
  readonly heading: string;
}

/** The heading row is looked for among this many records. */
const HEADING_DEPTH = 40;

/**
 * Opens a file. Never throws for content.
 *
 * @param numeric - columns whose numbers tell the decimal mark of the file, and rows of data from signatures.
 * @throws ImbangError csv/bad-input when the input is neither text nor bytes.
 */
export function openTable<Key extends string>(
  input: string | Uint8Array,
  aliases: AliasIndex<Key>,
  fileName: string,
  options: ReadOptions,
  numeric: readonly Key[],
): Table<Key> {
  const decoded = decodeText(input);
  const issues: Issue[] = [];
  const notices: Issue[] = decoded.notices.map((problem) => issueAt([fileName], problem));
  const foreign = foreignKind(input);
  const declared = declaredDelimiter(decoded.text);
  const text =
    foreign !== null
      ? ""
      : declared === null
        ? decoded.text
        : decoded.text.slice(`${decoded.text}\n`.indexOf("\n") + 1);
  const delimiter = options.delimiter ?? declared ?? detectDelimiter(text, (cells) => countKnown(cells, aliases));
  const firstLine = declared === null ? 1 : 2;
  const records = splitRecords(text, delimiter, firstLine).filter((record) => !isBlank(record));

  const closed: Table<Key> = {
    fileName,
    headingLine: 0,
    columns: new Map(),
    seconds: new Map(),
    years: [],
    unknown: [],
    width: 0,
    delimiter,
    decimal: null,
    evidence: null,
    monthFirst: new MonthFirst([]),
    numeric,
    incidental: new Set(aliases.spec.incidental),
    records: [],
    foreignRows: 0,
    usable: false,
    issues,
    notices,
  };
  if (foreign !== null) {
    issues.push(issueAt([fileName], foreign));
    // What the bytes looked like as text is beside the point.
    return { ...closed, notices: [] };
  }
  if (records.length === 0) {
    issues.push(issueAt([fileName], { code: "csv/empty-file", message: "the file is empty" }));
    return closed;
  }
  const heading = findHeading(records, aliases);
  if (heading === null) {
    issues.push(
      issueAt([fileName, records[0]!.line], {
        code: "csv/no-header",
        message: "no line looks like a heading row; no row was read",
        hint: `the first line should hold headings such as ${aliases.spec.required.map((group) => headingsFor(group, aliases.spec)[0]).join(", ")}`,
      }),
    );
    return closed;
  }
  const { line, cells } = records[heading]!;
  const headings = readHeadings(cells, aliases, fileName, line);
  let skipped: Problem | null = null;
  if (heading > 0) {
    const [first, last] = [records[0]!.line, records[heading - 1]!.lastLine];
    const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
    skipped = { code: "csv/skipped-lines", message: `${lines} above the heading row skipped` };
    notices.push(issueAt([fileName, first], skipped));
  }
  let firstData = heading + 1;
  if (firstData < records.length && isColumnNumbers(records[firstData]!, headings.width)) {
    const { line: at } = records[firstData]!;
    notices.push(
      issueAt([fileName, at], { code: "csv/skipped-lines", message: `line ${at} numbers the columns; skipped` }),
    );
    firstData++;
  }
  for (const issue of headings.issues) issues.push(issue);
  for (const notice of headings.notices) notices.push(notice);
  const usable = !headings.issues.some(({ code }) => code === "csv/missing-column");
  const below = freeSwallowed(records.slice(firstData), text, { delimiter, width: headings.width, firstLine });
  const all = below.filter((record) => !isBlank(record));
  const end = all.findIndex(({ cells }) => isOtherHeading(cells, headings, aliases));
  const data = end < 0 ? all : all.slice(0, end);
  if (end >= 0) {
    const count = all.length - end - 1;
    issues.push(
      issueAt([fileName, all[end]!.line], {
        code: "csv/another-table",
        message: `other headings, or the same in another order, stand on line ${all[end]!.line}: from here on it is another table, and its rows (${count}) were not read`,
        hint: "give it a file of its own, or put its columns in the order of the first table",
      }),
    );
  }
  if (usable && all.length === 0) {
    notices.push(issueAt([fileName, line], { code: "csv/no-rows", message: "a heading row and nothing under it" }));
  }
  const evidence = decimalMark(
    data,
    numeric.flatMap((key) => headings.columns.get(key) ?? []),
  );
  return {
    ...closed,
    headingLine: line,
    columns: headings.columns,
    seconds: headings.seconds,
    years: headings.years,
    unknown: headings.unknown,
    width: headings.width,
    decimal: options.decimal ?? evidence?.mark ?? null,
    evidence: options.decimal === undefined ? evidence : null,
    monthFirst: new MonthFirst(data),
    records: data,
    foreignRows: all.length - data.length,
    usable,
  };
}

/**
 * The first record that has every heading that is needed; a later one with more begins another table. Else the record
 * with most known headings, the first among equals. Where none has two (or only one cell and knows it), the
 * record with most headings that are known or nearly so, at least two: it lacks a column that is needed, but the
 * message can say which heading is misspelt. Else `null`.
 */
function findHeading<Key extends string>(records: readonly CsvRecord[], aliases: AliasIndex<Key>): number | null {
  const first = records.slice(0, HEADING_DEPTH).map(({ cells }) => cells);
  const isOpen = aliases.spec.open === true;
  // One known word among several cells may be a row of data; its content must not end up in messages as headings.
  const known = first.map((cells) => {
    const count = countKnown(cells, aliases);
    const needed = isOpen && !holdsFigures(cells, aliases) ? 1 : 2;
    return count >= Math.min(needed, cells.filter((cell) => cell.trim() !== "").length) ? count : 0;
  });
  const complete = first.findIndex((cells, k) => known[k]! > 0 && hasRequired(cells, aliases));
  if (complete >= 0) return complete;
  return (
    mostOf(known, 1) ??
    mostOf(
      first.map((cells) => countNear(cells, aliases)),
      2,
    )
  );
}

/** Whether a digit stands in a cell that is no heading, as in rows of data. */
function holdsFigures<Key extends string>(cells: readonly string[], aliases: AliasIndex<Key>): boolean {
  return cells.some((cell) => /\d/.test(cell) && countKnown([cell], aliases) === 0);
}

/** Whether a record amid the data holds headings of which one stands elsewhere, or is not among those of the table. */
function isOtherHeading<Key extends string>(
  cells: readonly string[],
  { columns, seconds }: HeadingRow<Key>,
  aliases: AliasIndex<Key>,
): boolean {
  if (!isHeadingRow(cells, aliases)) return false;
  const here = readHeadings(cells, aliases, "", 0);
  return [...here.columns].some(([key, { index }]) => {
    const known = [columns.get(key), ...(seconds.get(key) ?? [])];
    return known.every((column) => column?.index !== index);
  });
}

/** Where the greatest number stands first, if it is at least `needed`. */
function mostOf(counts: readonly number[], needed: number): number | null {
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  return most < needed ? null : counts.indexOf(most);
}

/** `1;2;3;…` or `(1);(2);(3);…` right under the headings, at least four. */
function isColumnNumbers({ cells }: CsvRecord, width: number): boolean {
  return (
    width >= 4 &&
    cells.length >= width &&
    cells.slice(0, width).every((cell, k) => cell.replace(/[()\s]/g, "") === String(k + 1))
  );
}

/** The mark that all telling numbers share, with the first of them; `null` where none tells or they contradict each other. */
function decimalMark(records: readonly CsvRecord[], columns: readonly Column[]): DecimalEvidence | null {
  const found = new Map<DecimalMark, DecimalEvidence>();
  for (const { index, heading } of columns) {
    for (const { cells, line } of records) {
      const text = cellText(cells[index] ?? "");
      const mark = decimalEvidence(text);
      if (mark !== null && !found.has(mark)) found.set(mark, { mark, text, line, heading });
      if (found.size > 1) return null;
    }
  }
  return [...found.values()][0] ?? null;
}
