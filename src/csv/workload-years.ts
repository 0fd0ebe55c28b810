/** Which year of a workload file is read: of each position the newest that can be meant, or the one asked for. */
import type { Issue } from "../errors/index.js";
import { parseNumber } from "./numbers.js";
import { issueAt, quoted } from "./problem.js";
import { RowReader } from "./row.js";
import type { Table } from "./table.js";
import { cellText } from "./text.js";
import type { PlaceColumn, WorkPlaces } from "./work-places.js";
import type { WorkResult } from "./work-rows.js";

const WRITTEN = { minimum: 1900, maximum: 2199, integer: true } as const;
/** Years of studies under the rules that are in use; anything else is a slip of the pen. */
const [EARLIEST, LATEST] = [2000, 2050];
/** A year this much later than the one that most rows have is a slip, too. */
const FAR_AHEAD = 10;
/** Names and lines that a notice lists. */
const SHOWN = 50;

/** The years of a file, and for each row whether it is read. */
export class WorkloadYears<Key extends string> {
  private readonly table: Table<Key | PlaceColumn | "year">;
  private readonly wanted: number | undefined;
  private readonly newestOf = new Map<string, number>();
  private readonly usual: number | undefined;
  private readonly newest: number | undefined;
  private readonly blank = new Set<number>();

  /**
   * @param places - not those that read the rows: looking up uses up suggestions.
   * @param wanted - the year asked for; then no other is read.
   */
  constructor(table: Table<Key | PlaceColumn | "year">, places: WorkPlaces, wanted: number | undefined) {
    this.table = table;
    this.wanted = wanted;
    const column = table.columns.get("year");
    const written = (column === undefined || wanted !== undefined ? [] : table.records).flatMap((record) => {
      const year = parseNumber(cellText(record.cells[column!.index] ?? ""), WRITTEN, null);
      return year.ok ? [{ record, year: year.value }] : [];
    });
    this.usual = mostFrequent(written.map(({ year }) => year));
    for (const { record, year } of written) {
      if (!this.isPlausible(year)) continue;
      this.newest = Math.max(this.newest ?? year, year);
      const id = places.positionOf<Key | "year">(new RowReader(table, record));
      this.newestOf.set(id, Math.max(this.newestOf.get(id) ?? year, year));
    }
  }

  /** Whether the row counts; `false` after reporting that its year does not. */
  accept(cells: RowReader<Key | PlaceColumn | "year">, positionId: string): boolean {
    const year = cells.number("year", WRITTEN);
    if (year === undefined) {
      if (cells.text("year") === "") this.blank.add(cells.record.line);
      return true;
    }
    if (this.wanted === undefined && !this.isPlausible(year)) {
      cells.report("year", {
        code: "csv/implausible-year",
        message: `the year ${year} cannot be meant${this.usual === undefined || this.usual === year ? "" : `: most rows are of ${this.usual}`}`,
        hint: "correct it; or the option year says that this year is meant",
      });
      return false;
    }
    const read = this.wanted ?? this.newestOf.get(positionId);
    if (read === undefined || positionId === "" || year === read) return true;
    cells.report("year", {
      code: "csv/other-year",
      message:
        this.wanted === undefined
          ? `the year ${year} is not ${read}, the newest of this position, which is read`
          : `the year ${year} is not ${read}, the one that is read`,
      hint: "volumes of several years are not added up; the option year chooses one",
    });
    return false;
  }

  /** What is to be said about the years of the rows that were kept. */
  notices({ rows, lines }: WorkResult<{ readonly positionId: string }>): Issue[] {
    const heading = this.table.columns.get("year")?.heading;
    if (heading === undefined) return [];
    const { fileName, headingLine } = this.table;
    const notices: Issue[] = [];
    const older = [...new Set(rows.map(({ positionId }) => positionId))].sort().flatMap((id) => {
      const year = this.newestOf.get(id);
      return year === undefined || year === this.newest ? [] : [`${quoted(id)} (${year})`];
    });
    if (older.length > 0) {
      notices.push(
        issueAt([fileName, headingLine, heading], {
          code: "csv/older-year",
          message: `positions without rows of ${this.newest}, read from the newest year they have: ${listed(older)}`,
          hint: "their workload may have changed since; the option year reads one year alone",
        }),
      );
    }
    const blank = lines.filter((line) => this.blank.has(line));
    if (blank.length > 0 && (this.wanted !== undefined || this.newest !== undefined)) {
      notices.push(
        issueAt([fileName, blank[0]!, heading], {
          code: "csv/blank-year",
          message: `rows without a year, read beside those of a year: on lines ${listed(blank.map(String))}`,
          hint: "fill the year in, also where cells were merged",
        }),
      );
    }
    return notices;
  }

  private isPlausible(year: number): boolean {
    return year >= EARLIEST && year <= LATEST && year <= (this.usual ?? year) + FAR_AHEAD;
  }
}

function listed(items: readonly string[]): string {
  const rest = items.length - SHOWN;
  return `${items.slice(0, SHOWN).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** Of equally frequent years the newest. */
function mostFrequent(years: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0];
}
