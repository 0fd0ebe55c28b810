/** Which character separates the cells. */
import { isBlank, splitRecords } from "./records.js";

/** The separators that are tried, in order of preference where nothing else decides. */
export const DELIMITERS = [",", ";", "\t", "|"] as const;

const SAMPLE_LINES = 60;
const SAMPLE_LENGTH = 200_000;

/**
 * The delimiter under which some line of the start of the file shows most known headings; among equals, the one that
 * cuts most lines into the same number of cells, at least two; among those, the one that gives most cells.
 *
 * @param knownHeadings - how many headings of a record the reader knows.
 */
export function detectDelimiter(text: string, knownHeadings: (cells: readonly string[]) => number): string {
  const sample = text.split("\n", SAMPLE_LINES).join("\n").slice(0, SAMPLE_LENGTH);
  let best: { readonly delimiter: string; readonly score: readonly number[] } = { delimiter: ",", score: [0, 0, 0] };
  for (const delimiter of DELIMITERS) {
    const records = splitRecords(sample, delimiter).filter((record) => !isBlank(record));
    const widths = new Map<number, number>();
    let headings = 0;
    for (const { cells } of records) {
      headings = Math.max(headings, knownHeadings(cells));
      if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    }
    let [lines, width] = [0, 0];
    for (const [cells, count] of widths) if (count > lines) [lines, width] = [count, cells];
    const score = [headings, lines, width];
    if (isGreater(score, best.score)) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Excel's own first line `sep=;`: the delimiter it names, `null` where there is none. */
export function declaredDelimiter(text: string): string | null {
  return /^"?sep=([^\n"])"?[^\S\t\n]*(?:\n|$)/i.exec(text)?.[1] ?? null;
}

function isGreater(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, k) => value !== b[k]);
  return at >= 0 && a[at]! > b[at]!;
}
