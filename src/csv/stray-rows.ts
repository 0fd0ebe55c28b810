/** Rows that are no data: totals and averages, signatures and remarks, titles between the rows. */
import type { Problem } from "./problem.js";
import type { CsvRecord } from "./records.js";
import type { Table } from "./table.js";
import { cellText } from "./text.js";

/** How a row of totals begins where it has no key. */
const TOTAL_START = /^(?:(?:grand|sub)[\s-]*)?(?:total|jumlah|jml|rata[\s-]*rata|rerata|average)\b/i;
/** The whole of a cell that says so in a row whose key is filled down: "Jumlah arsip" may be a task, "Jumlah" is none. */
const TOTAL =
  /^(?:(?:grand|sub)[\s-]*)?(?:total|jumlah|jml|rata[\s-]*rata|rerata|average)(?: (?:total|keseluruhan|seluruhnya|beban|kerja|volume|waktu|menit|jam|kebutuhan|pegawai))*[\s:.=]*$/i;

/** What makes a row no data; `null` for rows of data. Says nothing about the content of its cells. */
export function strayRow<Key extends string>(
  table: Table<Key>,
  record: CsvRecord,
  id: string,
  keyIsText: boolean,
): Problem | null {
  const isKeyless = id === "" || (keyIsText ? TOTAL : TOTAL_START).test(id);
  const isTotal = isKeyless
    ? record.cells.some((cell) => TOTAL_START.test(cellText(cell)))
    : decisive(table, [...table.columns.keys()]).some((index) => TOTAL.test(cellText(record.cells[index] ?? "")));
  if (isTotal) {
    return {
      code: "csv/total-row",
      message: "a row of totals is not read",
      hint: "remove it from the file",
    };
  }
  if (id !== "" || !isStray(table, record)) return null;
  return {
    code: "csv/stray-row",
    message: "a row with neither a key nor a number is not read",
    hint: "signatures, remarks and titles do not belong between rows; fill cells down that were merged",
  };
}

/** Of a row without a key: whether no number stands where one decides, or, where none does, hardly anything else. */
function isStray<Key extends string>(table: Table<Key>, { cells }: CsvRecord): boolean {
  const numbers = decisive(table, table.numeric);
  if (numbers.length > 0) return !numbers.some((index) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(cellText(cells[index] ?? "")));
  const filled = cells.filter((cell) => cellText(cell) !== "").length;
  return filled <= 2 && 2 * filled < table.width;
}

/** Where the columns stand that decide whether a row is kept. */
function decisive<Key extends string>({ columns, incidental }: Table<Key>, keys: readonly Key[]): number[] {
  return keys.flatMap((key) => (incidental.has(key) ? [] : (columns.get(key)?.index ?? [])));
}
