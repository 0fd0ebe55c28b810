/** Rows without an id of their own, many of which belong to one position: how readers of workload read them. */
import type { NumberRange } from "./numbers.js";
import { quoted } from "./problem.js";
import { readRows, type RowReader } from "./row.js";
import type { ReadResult, Table } from "./table.js";
import { fold } from "./text.js";
import { keyColumn, type PlaceColumn } from "./work-places.js";

/** Times of a task or activity a period. */
export const VOLUME: NumberRange = { minimum: 0, maximum: 1e12 };
/** Minutes for one time, or times an hour: what a need is divided or multiplied by, never 0. */
export const NORM: NumberRange = { minimum: 0.001, maximum: 1e9 };

/** Reads the rows; each counts for itself. `nameOf` says what a post should not list twice; `""` is never reported. */
export function readWorkRows<Key extends string, Row>(
  table: Table<Key | PlaceColumn>,
  nameKey: Key,
  read: (cells: RowReader<Key | PlaceColumn>) => Row | undefined,
  nameOf: (row: Row) => readonly string[],
): ReadResult<Row> {
  const seen = new Map<string, number>();
  const result = readRows<Key | PlaceColumn, { readonly id: string; readonly row: Row }>(table, {
    idKey: keyColumn(table),
    read: (cells) => {
      const row = read(cells);
      return row === undefined ? undefined : { id: String(cells.record.line), row };
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
  return { ...result, rows: result.rows.map(({ row }) => row) };
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
