/**
 * Text to records, by csv-parse (its build for browsers, which brings its own Buffer), with the physical line on which
 * each record starts, and with a quotation mark that never closes confined to its own line.
 */
import { parse } from "csv-parse/browser/esm/sync";

/** One record of the file, blank ones included. */
export interface CsvRecord {
  /** Physical line on which it starts, 1-based. */
  readonly line: number;
  /** Physical line on which it ends. */
  readonly lastLine: number;
  /** The cells as they stand; empty where `broken`. */
  readonly cells: readonly string[];
  /** A quotation mark opens on this line and never closes. */
  readonly broken: boolean;
}

/** Each broken record makes the rest of the file be read again; beyond this many, the rest is one broken record. */
const MAX_BROKEN = 20;

/**
 * Splits text into records. Spaces before an opening quote are dropped; a quote inside an unquoted cell, or text after a closing quote, is kept as it stands.
 *
 * @param text - lines end in `\n`.
 * @param firstLine - number of the first line, 1 unless lines were cut off before.
 * @returns records in file order; together they cover every line.
 */
export function splitRecords(text: string, delimiter: string, firstLine = 1): CsvRecord[] {
  const records: CsvRecord[] = [];
  let rest = text;
  let line = firstLine;
  for (let broken = 0; rest !== ""; broken++) {
    const start = line;
    try {
      // The platform encodes many times faster than the Buffer that the build for browsers brings.
      parse(new TextEncoder().encode(rest), {
        delimiter,
        record_delimiter: "\n",
        ltrim: true,
        relax_column_count: true,
        relax_quotes: true,
        on_record: (cells: string[], { lines }): null => {
          const lastLine = start + lines - 1;
          records.push({ line, lastLine, cells, broken: false });
          line = lastLine + 1;
          return null;
        },
      });
      return records;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "CSV_QUOTE_NOT_CLOSED")) throw error;
      records.push({ line, lastLine: line, cells: [], broken: true });
      if (broken >= MAX_BROKEN) return records;
      rest = afterLines(rest, line - start + 1);
      line++;
    }
  }
  return records;
}

/**
 * Frees rows that a stray quotation mark swallowed: a record with a cell that reaches over line ends and holds as many
 * delimiters as a row has becomes one broken record, and the lines behind its first are read as rows.
 *
 * @param text - what `records` were split from, with the same `firstLine`.
 * @param width - number of columns.
 */
export function freeSwallowed(
  records: readonly CsvRecord[],
  text: string,
  { delimiter, width, firstLine }: { readonly delimiter: string; readonly width: number; readonly firstLine: number },
): CsvRecord[] {
  let lines: readonly string[] | null = null;
  let read = 0;
  const free = (some: readonly CsvRecord[]): CsvRecord[] =>
    some.flatMap((record) => {
      if (record.lastLine === record.line || !swallowsRows(record, width, delimiter)) return [record];
      const broken: CsvRecord = { line: record.line, lastLine: record.line, cells: [], broken: true };
      lines ??= text.split("\n");
      // Every round reads the swallowed lines again; a file that is nothing but stray marks is not worth many.
      read += record.lastLine - record.line;
      if (read > MAX_BROKEN * lines.length) return [{ ...broken, lastLine: record.lastLine }];
      const swallowed = lines.slice(record.line - firstLine + 1, record.lastLine - firstLine + 1);
      const rows = free(splitRecords(swallowed.join("\n"), delimiter, record.line + 1));
      // The mark that closed the cell stands alone in the last line; what it leaves of that row is not trusted.
      const last = rows.at(-1);
      const marks = swallowed.at(-1)!.split('"').length - 1;
      if (last !== undefined && last.line === record.lastLine && marks % 2 === 1) {
        rows[rows.length - 1] = { ...last, cells: [], broken: true };
      }
      return [broken, ...rows];
    });
  return free(records);
}

/** A whole row in one line of a cell, or the two ends of a cell that together make one. */
function swallowsRows({ cells }: CsvRecord, width: number, delimiter: string): boolean {
  const row = Math.max(2, width - 1);
  return cells.some((cell) => {
    if (!cell.includes("\n")) return false;
    const counts = cell.split("\n").map((line) => line.split(delimiter).length - 1);
    return counts.some((count) => count >= row) || counts[0]! + counts.at(-1)! >= row;
  });
}

/** Whether nothing but spaces and delimiters of any kind stands in the record. */
export function isBlank({ cells, broken }: CsvRecord): boolean {
  return !broken && cells.every((cell) => /^[\s,;|]*$/.test(cell));
}

function afterLines(text: string, count: number): string {
  let offset = 0;
  for (let k = 0; k < count; k++) {
    const next = text.indexOf("\n", offset);
    if (next < 0) return "";
    offset = next + 1;
  }
  return text.slice(offset);
}
