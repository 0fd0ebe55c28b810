/** One data row while it is read: cells by column, and every problem at its place. */
import type { Issue } from "../errors/index.js";
import type { Location } from "../scenario/types.js";
import { parseDate } from "./dates.js";
import type { Column } from "./headings.js";
import { type NumberRange, parseNumber } from "./numbers.js";
import { issueAt, type Parsed, type Problem, quoted } from "./problem.js";
import type { CsvRecord } from "./records.js";
import type { ReadResult, Table } from "./table.js";
import { cellText, foldHeading } from "./text.js";

const YES: ReadonlySet<string> = new Set(["ya", "y", "yes", "true", "1", "benar", "v", "x", "ada"]);
const NO: ReadonlySet<string> = new Set(["tidak", "n", "no", "false", "0", "salah", "tdk", "tidak ada"]);

const TOTAL = /^(?:(?:grand|sub)[\s-]*)?(?:total|jumlah)\b/i;

/** Reads the cells of one row. Readers answer `undefined` for an empty cell, and also, after reporting, for a bad one. */
export class RowReader<Key extends string> {
  readonly table: Table<Key>;
  readonly record: CsvRecord;
  /** What is wrong with the row so far; a row with an issue is left out of the result. */
  readonly issues: Issue[] = [];
  /** What is unusual; forgotten where the row is left out. */
  readonly notices: Issue[] = [];

  constructor(table: Table<Key>, record: CsvRecord) {
    this.table = table;
    this.record = record;
  }

  /** The text of the cell, empty where the cell or the column is. */
  text(key: Key): string {
    const column = this.table.columns.get(key);
    return column === undefined ? "" : this.at(column);
  }

  /** The text of the cell in a column. */
  at({ index }: Column): string {
    return cellText(this.record.cells[index] ?? "");
  }

  /** The text of a cell that must not be empty; reports it if it is. */
  needed(key: Key): string {
    const text = this.text(key);
    if (text === "") this.report(key, { code: "csv/missing-value", message: "the cell is empty" });
    return text;
  }

  /** Parses a cell that may be empty. */
  parse<Value>(key: Key, parser: (text: string) => Parsed<Value>): Value | undefined {
    const text = this.text(key);
    if (text === "") return undefined;
    const result = parser(text);
    if (result.ok) return result.value;
    this.report(key, result.problem);
    return undefined;
  }

  number(key: Key, range: NumberRange): number | undefined {
    return this.parse(key, (text) => parseNumber(text, range, this.table.decimal));
  }

  date(key: Key): string | undefined {
    return this.parse(key, parseDate);
  }

  boolean(key: Key): boolean | undefined {
    return this.parse(key, (text): Parsed<boolean> => {
      const word = text.toLowerCase();
      if (YES.has(word)) return { ok: true, value: true };
      if (NO.has(word)) return { ok: true, value: false };
      return {
        ok: false,
        problem: {
          code: "csv/bad-boolean",
          message: `${quoted(text)} is neither yes nor no`,
          hint: "write ya or tidak",
        },
      };
    });
  }

  /** The items of a cell that are separated by `|`, without empty ones. */
  list(key: Key): readonly string[] | undefined {
    const text = this.text(key);
    if (text === "") return undefined;
    if (NONE.test(text)) return [];
    return text
      .split("|")
      .map((item) => item.trim())
      .filter((item) => item !== "");
  }

  /** Two cells in degrees: both or neither. */
  location(latitudeKey: Key, longitudeKey: Key): Location | undefined {
    const latitude = this.number(latitudeKey, { minimum: -90, maximum: 90 });
    const longitude = this.number(longitudeKey, { minimum: -180, maximum: 180 });
    if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
    const missing = latitude === undefined ? latitudeKey : longitudeKey;
    if (latitude !== longitude && this.text(missing) === "") {
      this.report(missing, {
        code: "csv/bad-location",
        message: "a place needs both latitude and longitude",
      });
    }
    return undefined;
  }

  /** Records an issue at a column. */
  report(key: Key, problem: Problem): void {
    this.issues.push(issueAt(this.path(key), problem));
  }

  /** Records a notice at a column. */
  notice(key: Key, problem: Problem): void {
    this.notices.push(issueAt(this.path(key), problem));
  }

  /** `[file, line, heading]`; the name of the column where the file has none. */
  path(key: Key): readonly (string | number)[] {
    return [this.table.fileName, this.record.line, this.table.columns.get(key)?.heading ?? key];
  }
}

/** "None" in words, as opposed to an empty cell, which says nothing. */
const NONE = /^(?:tidak ada|tidak punya|nihil|none)$/i;

/** A row and the id under which it must be unique. */
export interface Identified<Row> {
  readonly id: string;
  readonly row: Row;
}

/**
 * Reads every row of a table. A row is kept where `readRow` answers a row and reported no issue; rows of totals, ragged
 * and broken rows and repeated ids are reported here.
 *
 * @param idKey - the column of the id.
 */
export function readRows<Key extends string, Row>(
  table: Table<Key>,
  idKey: Key,
  readRow: (cells: RowReader<Key>) => Identified<Row> | undefined,
): ReadResult<Row> {
  const rows: Row[] = [];
  const issues = [...table.issues];
  const notices = [...table.notices];
  const firstLineOf = new Map<string, number>();
  const width = usualWidth(table);
  for (const record of table.records) {
    const cells = new RowReader(table, record);
    const problem = structuralProblem(table, idKey, cells, width);
    if (problem !== null) {
      issues.push(issueAt([table.fileName, record.line], problem));
      continue;
    }
    const result = readRow(cells);
    if (result !== undefined) {
      const earlier = firstLineOf.get(result.id);
      if (earlier === undefined) firstLineOf.set(result.id, record.line);
      else {
        cells.report(idKey, {
          code: "csv/duplicate-id",
          message: `${quoted(result.id)} already stands on line ${earlier}`,
          hint: "keep one of the two rows",
        });
      }
    }
    for (const issue of cells.issues) issues.push(issue);
    if (cells.issues.length > 0) continue;
    if (result === undefined) {
      // A reader that answers nothing has said why; this keeps the count honest should one forget.
      cells.report(idKey, { code: "csv/missing-value", message: "the row could not be read" });
      issues.push(cells.issues[0]!);
      continue;
    }
    for (const notice of cells.notices) notices.push(notice);
    rows.push(result.row);
  }
  const rowsRead = table.records.length;
  return { rows, issues, notices, rowsRead, rowsReported: rowsRead - rows.length };
}

/** What keeps a row from being read cell by cell; says nothing about the content of its cells. */
function structuralProblem<Key extends string>(
  table: Table<Key>,
  idKey: Key,
  row: RowReader<Key>,
  width: number,
): Problem | null {
  const { record } = row;
  if (record.broken) {
    return {
      code: "csv/unclosed-quote",
      message: "a quotation mark opens in this row and does not close in it",
      hint: "a quotation mark is missing, or should be written twice inside a quoted cell",
    };
  }
  const id = row.text(idKey);
  if ((id === "" || TOTAL.test(id)) && record.cells.some((cell) => TOTAL.test(cellText(cell)))) {
    return { code: "csv/total-row", message: "a row of totals is not read", hint: "remove it from the file" };
  }
  const heading = foldHeading(table.columns.get(idKey)?.heading ?? "");
  if (heading !== "" && foldHeading(id) === heading) {
    return {
      code: "csv/repeated-heading",
      message: "the heading row stands here again",
      hint: "remove it from the file",
    };
  }
  // Empty cells beyond the headings are harmless where most rows have them (a delimiter ends each row); in one row alone
  // they mean that a delimiter inside a cell has shifted the others.
  const { cells } = record;
  const extra = cells.length > table.width && (cells.length !== width || cells.slice(table.width).some(hasText));
  if (!extra && cells.length >= table.width) return null;
  const several = record.lastLine > record.line ? ` (the row reaches down to line ${record.lastLine})` : "";
  return {
    code: "csv/ragged-row",
    message: `${cells.length} cells under ${table.width} headings${several}`,
    hint: extra ? `a cell that contains "${table.delimiter}" must stand in quotation marks` : "the row was cut off",
  };
}

function hasText(cell: string): boolean {
  return cellText(cell) !== "";
}

/** The number of cells that most rows have; of equally frequent numbers the smallest. */
function usualWidth<Key extends string>({ records, width }: Table<Key>): number {
  const counts = new Map<number, number>();
  for (const { cells, broken } of records) if (!broken) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let usual = width;
  for (const [cells, count] of [...counts].sort(([a], [b]) => a - b))
    if (count > (counts.get(usual) ?? 0)) usual = cells;
  return usual;
}
