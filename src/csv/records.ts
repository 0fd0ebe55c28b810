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
  if (!text.includes('"')) return splitPlain(text, delimiter, firstLine);
  const records: CsvRecord[] = [];
  let rest = text;
  let line = firstLine;
  for (let broken = 0; rest !== ""; broken++) {
    const start = line;
    try {
      parse(rest, {
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

/** Whether nothing but spaces and delimiters of any kind stands in the record. */
export function isBlank({ cells, broken }: CsvRecord): boolean {
  return !broken && cells.every((cell) => /^[\s,;|]*$/.test(cell));
}

/** Without quotation marks a record is a line; this is what csv-parse answers, in a fraction of the time. */
function splitPlain(text: string, delimiter: string, firstLine: number): CsvRecord[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((content, k) => {
    const line = firstLine + k;
    return { line, lastLine: line, cells: content.split(delimiter), broken: false };
  });
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
