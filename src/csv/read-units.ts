/** Reads the list of units (*unor*), and with it the agencies they belong to. */
import type { Agency, Unit } from "../scenario/types.js";
import { type ColumnSpec, indexAliases } from "./headings.js";
import { checkOptions } from "./options.js";
import { quoted } from "./problem.js";
import { readRows } from "./row.js";
import { openTable, READ_OPTIONS, type ReadOptions, type ReadResult } from "./table.js";

/** What {@link readUnitsCsv} answers. */
export interface UnitsResult extends ReadResult<Unit> {
  /** The agencies of the units kept, in order of first appearance. */
  readonly agencies: readonly Agency[];
}

type UnitColumn = "unit id" | "unit name" | "agency id" | "agency name" | "parent unit id" | "latitude" | "longitude";

const SPEC: ColumnSpec<UnitColumn> = {
  aliases: {
    "unit id": ["unit id", "UNOR ID", "id unit", "id unor", "kode unit", "kode unor", "id"],
    "unit name": [
      "unit name",
      "UNOR NAMA",
      "nama unor",
      "nama unit",
      "nama unit kerja",
      "unit kerja",
      "unit",
      "unor",
      "name",
      "nama",
    ],
    "agency id": [
      "agency id",
      "OPD ID",
      "id opd",
      "kode opd",
      "SKPD ID",
      "id skpd",
      "SATUAN KERJA INDUK ID",
      "UNOR INDUK ID",
      "INDUK UNOR ID",
      "INSTANSI ID",
      "id instansi",
      "INSTANSI INDUK ID",
    ],
    "agency name": [
      "agency name",
      "agency",
      "OPD",
      "nama opd",
      "SKPD",
      "nama skpd",
      "perangkat daerah",
      "SATUAN KERJA INDUK NAMA",
      "UNOR INDUK NAMA",
      "INSTANSI",
      "nama instansi",
      "INSTANSI INDUK NAMA",
    ],
    "parent unit id": [
      "parent unit id",
      "parent id",
      "DIATASAN ID",
      "id atasan",
      "unor atasan id",
      "id unor atasan",
      "id induk",
      "parent",
    ],
    latitude: ["latitude", "lintang", "lat"],
    longitude: ["longitude", "bujur", "lon", "long", "lng"],
  },
  required: [
    { name: "unit id", anyOf: ["unit id"] },
    { name: "unit name", anyOf: ["unit name"] },
    { name: "agency", anyOf: ["agency name", "agency id"] },
  ],
};

const ALIASES = indexAliases(SPEC);

/**
 * Reads units and their agencies. Where the file has no agency id, the agency's name is its id; where it has no
 * agency name, the id is the name. Parents are not looked up here.
 *
 * Good rows are kept, bad ones reported, nothing is guessed.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readUnitsCsv(input: string | Uint8Array, options: ReadOptions = {}): UnitsResult {
  checkOptions(options, READ_OPTIONS);
  const table = openTable(input, ALIASES, options.fileName ?? "units.csv", options, []);
  const agencies = new Map<string, { readonly agency: Agency; readonly line: number }>();
  const differing = new Set<string>();
  const hasAgencyId = table.columns.has("agency id");
  const result = readRows(table, "unit id", (cells) => {
    const id = cells.needed("unit id");
    const name = cells.needed("unit name");
    const agencyId = cells.needed(hasAgencyId ? "agency id" : "agency name");
    const agencyName = cells.text("agency name") || agencyId;
    const parentUnitId = cells.text("parent unit id");
    const location = cells.location("latitude", "longitude");
    if (id === "") return undefined;
    if (cells.issues.length === 0) {
      const known = agencies.get(agencyId);
      if (known === undefined)
        agencies.set(agencyId, { agency: { id: agencyId, name: agencyName }, line: cells.record.line });
      else if (known.agency.name !== agencyName && !differing.has(agencyId)) {
        differing.add(agencyId);
        cells.notice("agency name", {
          code: "csv/agency-names-differ",
          message: `agency ${quoted(agencyId)} is called ${quoted(agencyName)} here and ${quoted(known.agency.name)} on line ${known.line}`,
        });
      }
    }
    return {
      id,
      row: {
        id,
        agencyId,
        ...(parentUnitId === "" ? {} : { parentUnitId }),
        name,
        ...(location === undefined ? {} : { location }),
      },
    };
  });
  const used = new Set(result.rows.map(({ agencyId }) => agencyId));
  return { ...result, agencies: [...agencies.values()].flatMap(({ agency }) => (used.has(agency.id) ? [agency] : [])) };
}
