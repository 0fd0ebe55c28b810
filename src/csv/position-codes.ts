/**
 * `KODE JABATAN` in a list of people: the id of a position, as the list of positions heads its own, or the code of a
 * title, which says nothing about the unit. The cells tell which of the two it is.
 */
import type { PositionFinder } from "./places.js";
import { issueAt, quoted } from "./problem.js";
import type { StaffColumn } from "./staff-columns.js";
import type { Table } from "./table.js";
import { cellText } from "./text.js";

/**
 * The table with the codes as position ids, where one of them is the id of a position, or where nothing else says which
 * position is held; else with a notice that they are not read.
 */
export function withPositionCodes(table: Table<StaffColumn>, positions: PositionFinder | null): Table<StaffColumn> {
  const { columns, records, fileName, headingLine, notices } = table;
  const codes = columns.get("position code");
  if (codes === undefined || !table.usable) return table;
  const hasIds = columns.has("position id");
  const isAlone = !columns.has("title") || !(columns.has("unit id") || columns.has("unit name"));
  const isId = (text: string): boolean => positions?.has(cellText(text)) === true;
  if (!hasIds && (isAlone || records.some(({ cells }) => isId(cells[codes.index] ?? "")))) {
    return { ...table, columns: new Map(columns).set("position id", codes) };
  }
  const why = hasIds ? "position ids stand in another column" : "none of its cells is the id of a position given";
  const notice = issueAt([fileName, headingLine, codes.heading], {
    code: "csv/position-codes",
    message: `${quoted(codes.heading)} was not read: ${why}`,
    hint: "the column with position ids is headed kode posisi or id posisi",
  });
  return { ...table, notices: [...notices, notice] };
}
