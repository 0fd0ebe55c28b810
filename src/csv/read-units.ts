/** Reads the list of units (*unor*), and with it the agencies they belong to. */
import type { Agency, Unit } from "../scenario/types.js";
import { type ColumnSpec, indexAliases } from "./headings.js";
import { optional } from "./optional.js";
import { checkOptions } from "./options.js";
import { ParentLinks } from "./parents.js";
import { quoted } from "./problem.js";
import { type RowReader, readRows } from "./row.js";
import { Suggestions } from "./suggest.js";
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
    { name: "unit id", anyOf: ["unit id"], template: ["UNOR ID", "kode unit"] },
    { name: "unit name", anyOf: ["unit name"], template: ["UNOR NAMA", "nama unit kerja"] },
    { name: "agency", anyOf: ["agency name", "agency id"], template: ["OPD", "perangkat daerah"] },
  ],
  incidental: ["latitude", "longitude"],
};

const ALIASES = indexAliases(SPEC);

/**
 * Reads units and their agencies. Where the file has no agency id, the agency's name is its id; where it has no
 * agency name, the id is the name. A parent that is not among the units kept is left out with a notice.
 *
 * Good rows are kept, bad ones reported, nothing is guessed.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readUnitsCsv(input: string | Uint8Array, options: ReadOptions = {}): UnitsResult {
  checkOptions(options, READ_OPTIONS);
  const table = openTable(input, ALIASES, options.fileName ?? "units.csv", options, []);
  const agencies = new AgencyList();
  const links = new ParentLinks();
  const suggestions = new Suggestions();
  const result = readRows(table, {
    idKey: "unit id",
    read: unitOf,
    check: ({ id, parentUnitId }, cells) => {
      if (parentUnitId === undefined || links.link(id, parentUnitId)) return;
      cells.report("parent unit id", {
        code: "csv/unit-cycle",
        message:
          id === parentUnitId
            ? "the unit stands above itself"
            : `${quoted(parentUnitId)} already stands below this unit; with this row the units run in a circle`,
        hint: "leave the cell empty for a unit at the top",
      });
    },
    settle: (unit, cells, ids) => {
      agencies.add(unit, cells);
      const { parentUnitId, ...alone } = unit;
      if (parentUnitId === undefined || ids.has(parentUnitId)) return unit;
      const near = suggestions.nearest(parentUnitId, ids.keys());
      cells.notice("parent unit id", {
        code: "csv/unknown-parent",
        message: `${quoted(parentUnitId)} is not among the units read; this unit is read as one at the top`,
        ...optional("hint", near === undefined ? undefined : `${quoted(near)} is meant`),
      });
      return alone;
    },
  });
  return { ...result, agencies: agencies.list() };
}

function unitOf(cells: RowReader<UnitColumn>): Unit | undefined {
  const row: Unit = {
    id: cells.neededId("unit id"),
    agencyId: cells.neededId(cells.table.columns.has("agency id") ? "agency id" : "agency name"),
    ...optional("parentUnitId", cells.id("parent unit id") || undefined),
    name: cells.needed("unit name"),
    ...optional("location", cells.location("latitude", "longitude")),
  };
  // Read by `AgencyList` once the row is kept; a name that is too long is reported here.
  cells.text("agency name");
  return row.id === "" ? undefined : row;
}

/** The agencies of units, in order of first appearance; of several names of one agency the first is kept. */
class AgencyList {
  private readonly byId = new Map<string, { readonly agency: Agency; readonly line: number }>();
  private readonly differing = new Set<string>();

  add({ agencyId }: Unit, cells: RowReader<UnitColumn>): void {
    const name = cells.text("agency name") || agencyId;
    const known = this.byId.get(agencyId);
    if (known === undefined) this.byId.set(agencyId, { agency: { id: agencyId, name }, line: cells.record.line });
    else if (known.agency.name !== name && !this.differing.has(agencyId)) {
      this.differing.add(agencyId);
      cells.notice("agency name", {
        code: "csv/agency-names-differ",
        message: `agency ${quoted(agencyId)} is called ${quoted(name)} here and ${quoted(known.agency.name)} on line ${known.line}`,
      });
    }
  }

  list(): readonly Agency[] {
    return [...this.byId.values()].map(({ agency }) => agency);
  }
}
