/** Rows without an id of their own, many of which belong to one position: how readers of workload read them. */
import type { NumberRange } from "./numbers.js";
import { quoted } from "./problem.js";
import { readRows, RowReader } from "./row.js";
import type { ReadResult, Table } from "./table.js";
import { fold } from "./text.js";
import { keyColumn, type PlaceColumn, placeNotices, type WorkPlaces } from "./work-places.js";

/** Times of a task or activity a period. */
export const VOLUME: NumberRange = { minimum: 0, maximum: 1e12 };

/** What readers of workload answer. */
export interface WorkResult<Row> extends ReadResult<Row> {
  /**
   * Ids, sorted, of the positions of which at least one row was left out: what is calculated from the rest is too small,
   * or there is no rest. A row whose position cannot be read, and another table below, are in `issues` alone. Rows of
   * another year and rows of totals leave nothing out.
   */
  readonly incomplete: readonly string[];
}

/** How the rows of one kind of workload sheet are read. */
export interface WorkRules<Key extends string, Row> {
  readonly places: WorkPlaces;
  /** The column of the task or activity. */
  readonly nameKey: Key;
  /** The row of a position; of `""` only what is wrong with the other cells is reported. */
  readonly read: (cells: RowReader<Key | PlaceColumn>, positionId: string) => Row | undefined;
  /** What a post should not list twice; a last `""` is never reported. */
  readonly nameOf: (row: Row) => readonly string[];
}

/** Reads the rows; each counts for itself. */
export function readWorkRows<Key extends string, Row extends { readonly positionId: string }>(
  table: Table<Key | PlaceColumn>,
  { places, nameKey, read, nameOf }: WorkRules<Key, Row>,
): WorkResult<Row> {
  const seen = new Map<string, number>();
  const positionOf = new Map<RowReader<Key | PlaceColumn>, string>();
  const incomplete = new Set<string>();
  const perhapsShifted = new Set<string>();
  const result = readRows<Key | PlaceColumn, { readonly id: string; readonly row: Row }>(table, {
    idKey: places.only === null ? keyColumn<Key>(table) : nameKey,
    keyIsText: places.only !== null,
    read: (cells) => {
      const positionId = places.positionOf<Key>(cells);
      positionOf.set(cells, positionId);
      const row = read(cells, positionId);
      return row === undefined ? undefined : { id: String(cells.record.line), row };
    },
    leftOut: (cells) => {
      if (cells.issues.some(({ code }) => code === "csv/other-year")) return;
      const known = positionOf.get(cells);
      if (known !== undefined) incomplete.add(known);
      else perhapsShifted.add(places.positionOf<Key>(new RowReader(table, cells.record)));
    },
    settle: (kept, cells) => {
      const name = nameOf(kept.row);
      const key = JSON.stringify(name.map(fold));
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, cells.record.line);
      else if (name.at(-1) !== "") {
        cells.notice(nameKey, {
          code: "csv/repeated-task",
          message: `${quoted(name.at(-1)!)} of this post already stands on line ${earlier}; both are read and count`,
        });
      }
      return kept;
    },
  });
  const rows = result.rows.map(({ row }) => row);
  // Cells that may have been shifted are believed where they name a position that other rows have, or a known one.
  const named = new Set(rows.map(({ positionId }) => positionId));
  for (const id of perhapsShifted) if (named.has(id) || places.has(id)) incomplete.add(id);
  incomplete.delete("");
  const notices = [...placeNotices<Key>(table, places), ...result.notices];
  return { ...result, notices, rows, incomplete: [...incomplete].sort() };
}

/** Whether a cell holds more than a 0, which people write into columns that do not apply. */
export function isFilled<Key extends string>(cells: RowReader<Key>, key: Key): boolean {
  return !/^(?:0+(?:[.,]0+)?)?$/.test(cells.text(key));
}

/** A number that must be there; `undefined` after reporting. */
export function neededNumber<Key extends string>(
  cells: RowReader<Key>,
  key: Key,
  range: NumberRange,
): number | undefined {
  const value = cells.number(key, range);
  if (value === undefined) cells.needed(key);
  return value;
}
