/** One data row while it is read: cells by column, and every problem at its place. */
import type { Issue } from "../errors/index.js";
import type { Location } from "../scenario/types.js";
import { parseDate } from "./dates.js";
import type { Column } from "./headings.js";
import { parseId } from "./ids.js";
import { plainItems } from "./lists.js";
import { type NumberRange, parseNumber } from "./numbers.js";
import { failed, issueAt, type Parsed, parsed, type Problem, quoted, tooLong } from "./problem.js";
import type { CsvRecord } from "./records.js";
import { strayRow } from "./stray-rows.js";
import type { ReadResult, Table } from "./table.js";
import { cellText, foldHeading, isSpreadsheetError, LONGEST_ID, LONGEST_TEXT } from "./text.js";
import { readBoolean } from "./yes-or-no.js";

/** A number such as `1.234` and how it was read. */
interface Settled<Key> {
  readonly key: Key;
  readonly text: string;
  readonly value: number;
}

/** Reads the cells of one row. Readers answer `undefined` for an empty cell, and also, after reporting, for a bad one. */
export class RowReader<Key extends string> {
  readonly table: Table<Key>;
  readonly record: CsvRecord;
  /** What is wrong with the row so far; a row with an issue is left out of the result. */
  readonly issues: Issue[] = [];
  /** What is unusual, or wrong where it decides nothing; forgotten where the row is left out. */
  readonly notices: Issue[] = [];
  /** Numbers that fit both conventions and were read as the evidence of the file says. */
  readonly settled: Settled<Key>[] = [];
  /** Notices that other rows may share word for word. */
  readonly shared: { readonly key: Key; readonly problem: Problem }[] = [];
  /** One problem a cell is enough. */
  private readonly bad = new Set<Key>();

  constructor(table: Table<Key>, record: CsvRecord) {
    this.table = table;
    this.record = record;
  }

  /** The text of the cell; empty where the cell or the column is, and, after reporting, where it is too long. */
  text(key: Key): string {
    return this.within(key, LONGEST_TEXT);
  }

  /** The text of the cell as an id, which must be shorter than other texts. */
  id(key: Key): string {
    const cell = this.record.cells[this.table.columns.get(key)?.index ?? -1] ?? "";
    return this.readWith(key, this.within(key, LONGEST_ID), (text) => parseId(text, cell)) ?? "";
  }

  /** The text of the cell in a column, of any length. */
  at({ index }: Column): string {
    return cellText(this.record.cells[index] ?? "");
  }

  /** The text of a cell that must not be empty; reports it if it is. */
  needed(key: Key): string {
    return this.orReport(key, this.text(key));
  }

  /** The id in a cell that must not be empty; reports it if it is. */
  neededId(key: Key): string {
    return this.orReport(key, this.id(key));
  }

  /** Parses a cell that may be empty. Where a second column of the same meaning says something else, that is reported. */
  parse<Value>(key: Key, parser: (text: string) => Parsed<Value>): Value | undefined {
    const text = this.text(key);
    const value = this.readWith(key, text, parser);
    for (const second of this.table.seconds.get(key) ?? []) {
      const other = this.at(second);
      const said = other === "" || (text !== "" && value === undefined) ? null : parser(other);
      if (said?.ok !== true || agree(value, said.value)) continue;
      const here = text === "" ? "nothing" : quoted(text);
      this.report(key, {
        code: "csv/columns-disagree",
        message: `${here} here, ${quoted(other)} in the column ${quoted(second.heading)}, which means the same`,
        hint: "remove the column that does not count, or make both say the same",
      });
    }
    return value;
  }

  /** The same for a list, which may be of any length; its parser looks after the length of the items. */
  parseList<Value>(key: Key, parser: (text: string) => Parsed<Value>): Value | undefined {
    return this.readWith(key, this.whole(key), parser);
  }

  number(key: Key, range: NumberRange): number | undefined {
    const value = this.parse(key, (text) => parseNumber(text, range, this.table.decimal));
    const { evidence } = this.table;
    const text = value === undefined || evidence === null ? "" : this.text(key);
    if (value !== undefined && evidence !== null && !parseNumber(text, range, null).ok) {
      this.settled.push({ key, text, value });
    }
    return value;
  }

  /** @param name - what messages call the cell; by default its text. @param cut - what of the cell is the date. */
  date(key: Key, name?: string, cut: (text: string) => string = (text) => text): string | undefined {
    const column = this.table.columns.get(key);
    const monthFirst = column === undefined ? null : this.table.monthFirst.lineOf(column);
    return this.parse(key, (text) => parseDate(cut(text), name ?? quoted(text), monthFirst));
  }

  /** A day, or `null` where the cell says that there is none. */
  dateOrNone(key: Key): string | null | undefined {
    return NONE.test(this.text(key)) || readBoolean(this.text(key)) === false ? null : this.date(key);
  }

  boolean(key: Key): boolean | undefined {
    return this.parse(key, (text): Parsed<boolean> => {
      const answer = readBoolean(text);
      if (answer !== undefined) return parsed(answer);
      return failed("csv/bad-boolean", `${quoted(text)} is neither yes nor no`, "write ya or tidak");
    });
  }

  /** The items of a cell that are separated by `|` or `;`, without empty ones. */
  list(key: Key): readonly string[] | undefined {
    return this.parseList(key, (text) => {
      if (NONE.test(text)) return parsed([]);
      const found = plainItems(text);
      const long = found.find(({ length }) => length > LONGEST_TEXT);
      return long === undefined ? parsed(found) : tooLong(long, LONGEST_TEXT);
    });
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

  /** Records what is wrong with a cell: an issue, or a notice where the column decides nothing. */
  report(key: Key, problem: Problem): void {
    if (this.bad.has(key)) return;
    this.bad.add(key);
    const list = this.table.incidental.has(key) ? this.notices : this.issues;
    list.push(issueAt(this.path(key), problem));
  }

  /** Records a notice at a column. */
  notice(key: Key, problem: Problem): void {
    this.notices.push(issueAt(this.path(key), problem));
  }

  /** Records a notice of which many rows may have the same: it is told at the first, with the number of the others. */
  noticeOnce(key: Key, problem: Problem): void {
    this.shared.push({ key, problem });
  }

  /** `[file, line, heading]`; the name of the column where the file has none. */
  path(key: Key): readonly (string | number)[] {
    return [this.table.fileName, this.record.line, this.table.columns.get(key)?.heading ?? key];
  }

  private whole(key: Key): string {
    const column = this.table.columns.get(key);
    return column === undefined ? "" : this.at(column);
  }

  private within(key: Key, longest: number): string {
    return (
      this.readWith(key, this.whole(key), (text) => (text.length > longest ? tooLong(text, longest) : parsed(text))) ??
      ""
    );
  }

  private orReport(key: Key, text: string): string {
    if (text === "") this.report(key, { code: "csv/missing-value", message: "the cell is empty" });
    return text;
  }

  private readWith<Value>(key: Key, text: string, parser: (text: string) => Parsed<Value>): Value | undefined {
    if (text === "") return undefined;
    const result = isSpreadsheetError(text) ? formulaFailed(text) : parser(text);
    if (result.ok) return result.value;
    this.report(key, result.problem);
    return undefined;
  }
}

function formulaFailed(text: string): Parsed<never> {
  return failed(
    "csv/spreadsheet-error",
    `${quoted(text)} is the error of a formula, not a value`,
    "mend the formula in the spreadsheet, or clear the cell where there is nothing to say",
  );
}

/** Whether two readings can both be true: equal, or records that differ in no key they share. */
function agree(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const there = other as Readonly<Record<string, unknown>>;
  return Object.entries(one).every(([key, value]) => !Object.hasOwn(there, key) || agree(value, there[key]));
}

/** "None" in words, as opposed to an empty cell, which says nothing. */
const NONE = /^(?:tidak ada|tidak punya|nihil|none)$/i;

/** How one kind of file is read, row by row. */
export interface RowRules<Key extends string, Row extends { readonly id: string }> {
  /** The column of the id. */
  readonly idKey: Key;
  /** Whether that column holds words: then only a cell that says "Jumlah" and no more makes a row of totals. */
  readonly keyIsText?: boolean;
  /** The row; `undefined` after reporting that it has no id. */
  readonly read: (cells: RowReader<Key>) => Row | undefined;
  /** Called in file order for each row without an issue so far, which it may still report; what passes is kept. */
  readonly check?: (row: Row, cells: RowReader<Key>) => void;
  /** Called in file order for each row that is left out with cells that can be looked at, though they may be shifted. */
  readonly leftOut?: (cells: RowReader<Key>) => void;
  /** Called in file order for each row kept, once all ids are known: the row as it is to be answered. */
  readonly settle?: (row: Row, cells: RowReader<Key>, ids: ReadonlyMap<string, unknown>) => Row;
}

/**
 * Reads every row of a table. A row is kept where no issue was reported; rows of totals, ragged and broken rows and
 * repeated ids are reported here. A row that is left out does not claim its id.
 */
export function readRows<Key extends string, Row extends { readonly id: string }>(
  table: Table<Key>,
  { idKey, keyIsText = false, read, check, leftOut, settle }: RowRules<Key, Row>,
): ReadResult<Row> {
  const issues = [...table.issues];
  const notices = [...table.notices];
  const rowsRead = table.records.length + table.foreignRows;
  if (!table.usable) return { rows: [], lines: [], issues, notices, rowsRead, rowsReported: rowsRead };
  const kept: { readonly row: Row; readonly cells: RowReader<Key> }[] = [];
  const lineOf = new Map<string, number>();
  const width = usualWidth(table);
  for (const record of table.records) {
    const cells = new RowReader(table, record);
    const problem = structuralProblem(table, idKey, keyIsText, cells, width);
    if (problem !== null) {
      issues.push(issueAt([table.fileName, record.line], problem));
      if (problem.code === "csv/ragged-row") leftOut?.(cells);
      continue;
    }
    const row = read(cells);
    const earlier = row === undefined ? undefined : lineOf.get(row.id);
    if (earlier !== undefined) {
      cells.report(idKey, {
        code: "csv/duplicate-id",
        message: `${quoted(row!.id)} already stands on line ${earlier}`,
        hint: "keep one of the two rows",
      });
    }
    if (row === undefined && cells.issues.length === 0) {
      // A reader that answers nothing has said why; this keeps the count honest should one forget.
      cells.issues.push(
        issueAt(cells.path(idKey), { code: "csv/missing-value", message: "the row could not be read" }),
      );
    }
    if (row !== undefined && cells.issues.length === 0) check?.(row, cells);
    if (row !== undefined && cells.issues.length === 0) {
      lineOf.set(row.id, record.line);
      kept.push({ row, cells });
    }
    if (cells.issues.length > 0) leftOut?.(cells);
    for (const issue of cells.issues) issues.push(issue);
  }
  const rows = kept.map(({ row, cells }) => {
    const settled = settle?.(row, cells, lineOf) ?? row;
    for (const notice of cells.notices) notices.push(notice);
    return settled;
  });
  const readers = kept.map(({ cells }) => cells);
  for (const notice of settledNotices(table, readers)) notices.push(notice);
  for (const notice of sharedNotices(readers)) notices.push(notice);
  for (const notice of table.monthFirst.notices(table.fileName)) notices.push(notice);
  const lines = kept.map(({ cells }) => cells.record.line);
  return { rows, lines, issues, notices, rowsRead, rowsReported: rowsRead - rows.length };
}

/** One notice for each column of which a number was read as another number decided: the first such number. */
function settledNotices<Key extends string>(table: Table<Key>, rows: readonly RowReader<Key>[]): Issue[] {
  const { evidence } = table;
  if (evidence === null) return [];
  const first = new Map<Key, Settled<Key> & { readonly row: RowReader<Key> }>();
  const counts = new Map<Key, number>();
  for (const row of rows) {
    for (const one of row.settled) {
      if (!first.has(one.key)) first.set(one.key, { ...one, row });
      counts.set(one.key, (counts.get(one.key) ?? 0) + 1);
    }
  }
  return [...first.values()].map(({ key, text, value, row }) => {
    const more = counts.get(key)! - 1;
    const [mark, other] = evidence.mark === "," ? ["comma", "."] : ["point", ","];
    return issueAt(row.path(key), {
      code: "csv/number-settled",
      message: `${quoted(text)} was read as ${value}, since ${quoted(evidence.text)} on line ${evidence.line} (${evidence.heading}) has a decimal ${mark}${more === 0 ? "" : `; ${more} more of this column likewise`}`,
      hint: `this is wrong: the option decimal: "${other}" reads it the other way`,
    });
  });
}

/** Each notice that rows share once, at the first of them. */
function sharedNotices<Key extends string>(rows: readonly RowReader<Key>[]): Issue[] {
  const found = new Map<string, { readonly path: Issue["path"]; readonly problem: Problem; count: number }>();
  for (const row of rows) {
    for (const { key, problem } of row.shared) {
      const same = JSON.stringify([key, problem.code, problem.message]);
      const earlier = found.get(same);
      if (earlier === undefined) found.set(same, { path: row.path(key), problem, count: 1 });
      else earlier.count++;
    }
  }
  return [...found.values()].map(({ path, problem, count }) => {
    const more = count === 1 ? "" : `; ${count - 1} more of this column likewise`;
    return issueAt(path, { ...problem, message: `${problem.message}${more}` });
  });
}

/** What keeps a row from being read cell by cell; says nothing about the content of its cells. */
function structuralProblem<Key extends string>(
  table: Table<Key>,
  idKey: Key,
  keyIsText: boolean,
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
  const stray = strayRow(table, record, id, keyIsText);
  if (stray !== null) return stray;
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
