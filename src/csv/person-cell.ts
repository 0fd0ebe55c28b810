/** The person of a row: by NIP, or by id where the file has no NIP. */
import type { RequiredColumn } from "./headings.js";
import { nipOf } from "./nip-cell.js";
import type { RowReader } from "./row.js";
import type { Table } from "./table.js";

/** The columns of a file about people that say who is meant. */
export type PersonColumn = "nip" | "id";

/** Their headings. */
export const PERSON_ALIASES: Readonly<Record<PersonColumn, readonly string[]>> = {
  nip: ["NIP BARU", "NIP", "NIP NI PPPK", "NI PPPK", "NIP PPPK"],
  id: ["id", "pseudonym", "pseudonim", "staff id", "id pegawai", "kode pegawai", "employee id"],
};

/** One of them must be there. */
export const PERSON_REQUIRED: RequiredColumn<PersonColumn> = {
  name: "person",
  anyOf: ["nip", "id"],
  template: ["NIP", "id"],
};

/** The column that is read. */
export function personColumn<Key extends string>({ columns }: Table<Key | PersonColumn>): PersonColumn {
  return columns.has("nip") ? "nip" : "id";
}

/** The person's id: the NIP without spaces, or the id as it stands; `undefined` after reporting that there is none. */
export function personOf<Key extends string>(cells: RowReader<Key | PersonColumn>): string | undefined {
  if (personColumn<Key>(cells.table) === "nip") return nipOf<Key | PersonColumn>(cells)?.nip;
  return cells.neededId("id") || undefined;
}
