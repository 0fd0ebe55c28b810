/** Columns of dates in which the month comes first, as in the United States: `02/12/2024` is then no longer 2 December. */
import type { Issue } from "../errors/index.js";
import { dateOrder, WRITE_DATES } from "./dates.js";
import type { Column } from "./headings.js";
import { issueAt } from "./problem.js";
import type { CsvRecord } from "./records.js";
import { cellText } from "./text.js";

/** What the dates of one column say about their order. */
interface Orders {
  /** The first line whose date is one only with the month first; `null` where there is none. */
  readonly monthFirst: number | null;
  readonly dayFirst: number | null;
  /** Dates that fit both orders and are different days in them. */
  readonly unclear: number;
}

/** Finds out for each column that is read as dates, once. */
export class MonthFirst {
  private readonly records: readonly CsvRecord[];
  private readonly found = new Map<number, Orders & { readonly heading: string }>();

  constructor(records: readonly CsvRecord[]) {
    this.records = records;
  }

  /** The line that proves that the month comes first in a column; `null` where none does. */
  lineOf(column: Column): number | null {
    const known = this.found.get(column.index) ?? { heading: column.heading, ...ordersOf(this.records, column) };
    this.found.set(column.index, known);
    return known.monthFirst;
  }

  /** One notice for each column asked about of which dates were left out. */
  notices(fileName: string): Issue[] {
    return [...this.found.values()].flatMap(({ heading, monthFirst, dayFirst, unclear }) => {
      if (monthFirst === null || unclear === 0) return [];
      const other = dayFirst === null ? "" : `, and the day comes first on line ${dayFirst}`;
      return issueAt([fileName, monthFirst, heading], {
        code: "csv/month-first",
        message: `the month comes first here${other}: dates of this column that could be read either way (${unclear}) were not read`,
        hint: WRITE_DATES,
      });
    });
  }
}

function ordersOf(records: readonly CsvRecord[], { index }: Column): Orders {
  let [monthFirst, dayFirst, unclear]: [number | null, number | null, number] = [null, null, 0];
  for (const { cells, line } of records) {
    const order = dateOrder(cellText(cells[index] ?? ""));
    if (order === "month first") monthFirst ??= line;
    if (order === "day first") dayFirst ??= line;
    if (order === "either") unclear++;
  }
  return { monthFirst, dayFirst, unclear };
}
