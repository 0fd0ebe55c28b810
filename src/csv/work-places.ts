/** Which position a row of workload speaks of, as workload sheets name it. */
import type { Agency, Position, Unit } from "../scenario/types.js";
import type { ColumnSpec } from "./headings.js";
import { AGENCIES, type OptionRule, POSITIONS, UNITS } from "./options.js";
import { PositionFinder, UnitFinder } from "./places.js";
import { failed, parsed, type Parsed, quoted } from "./problem.js";
import type { RowReader } from "./row.js";
import { Suggestions } from "./suggest.js";
import { type ReadOptions, READ_OPTIONS, type Table } from "./table.js";

/** Options of readers whose rows belong to positions. */
export interface WorkOptions extends ReadOptions {
  /**
   * Where given, each row's position must be one of them: it is found by its id (also in `kode_jabatan`, alone or
   * behind its unit as `kode_unit/kode_jabatan`), or by unit and title. Without them the id of the file is kept, and
   * where it has a unit and a job instead, `kode_unit/kode_jabatan` is the id.
   */
  readonly positions?: readonly Position[];
  /** Needed where the file names units instead of giving their ids. */
  readonly units?: readonly Unit[];
  /** Lets the agency's name tell apart units of one name. */
  readonly agencies?: readonly Agency[];
}

/** Rules for {@link WorkOptions}. */
export const WORK_OPTIONS: Readonly<Record<keyof WorkOptions, OptionRule>> = {
  ...READ_OPTIONS,
  positions: POSITIONS,
  units: UNITS,
  agencies: AGENCIES,
};

/** Columns that name a position. */
export type PlaceColumn = "position id" | "unit id" | "unit name" | "agency" | "job code" | "title" | "job level";

/** Their headings. */
export const PLACE_ALIASES: ColumnSpec<PlaceColumn>["aliases"] = {
  "position id": ["position id", "id jabatan", "posisi id", "id posisi", "kode posisi", "formasi id", "id formasi"],
  "unit id": [
    "unit id",
    "kode_unit",
    "UNOR ID",
    "id unit",
    "id unor",
    "kode unor",
    "unit code",
    "facility id",
    "kode fasyankes",
    "kode faskes",
  ],
  "unit name": [
    "unit name",
    "UNOR NAMA",
    "unit",
    "nama unit",
    "nama unor",
    "nama unit kerja",
    "unit kerja",
    "unor",
    "facility",
    "facility name",
    "fasyankes",
    "nama fasyankes",
    "faskes",
    "puskesmas",
  ],
  agency: ["agency id", "OPD ID", "agency", "agency name", "OPD", "nama opd", "SKPD", "perangkat daerah", "instansi"],
  "job code": ["job code", "kode_jabatan"],
  title: [
    "title",
    "nama jabatan",
    "JABATAN NAMA",
    "jabatan",
    "job title",
    "position title",
    "position",
    "cadre",
    "kader",
    "jenis SDMK",
    "jenis tenaga",
  ],
  "job level": ["job level", "jenjang jabatan", "jenjang"],
};

/** What every such file must have. */
export const PLACE_REQUIRED: ColumnSpec<PlaceColumn>["required"][number] = {
  name: "position",
  anyOf: ["position id", "job code", "title"],
  template: ["kode_jabatan", "nama jabatan", "id jabatan"],
};

/** The column by which rows of totals and repeated headings are known. */
export function keyColumn<Key extends string>({ columns }: Table<Key | PlaceColumn>): PlaceColumn {
  return (["position id", "job code", "title"] as const).find((key) => columns.has(key)) ?? "position id";
}

/** Finds the position of each row. */
export class WorkPlaces {
  private readonly positions: ReadonlyMap<string, Position> | null;
  private readonly finder: PositionFinder;
  private readonly units: UnitFinder | null;
  private readonly suggestions = new Suggestions();

  constructor({ positions, units, agencies }: WorkOptions) {
    this.positions = positions === undefined ? null : new Map(positions.map((one) => [one.id, one]));
    this.finder = new PositionFinder(positions ?? []);
    const known =
      units ??
      (positions === undefined ? null : [...new Set(positions.map(({ unitId }) => unitId))].map((id) => nameless(id)));
    this.units = known === null ? null : new UnitFinder(known, agencies ?? []);
  }

  /** Whether the positions were given and one has exactly this id. */
  has(id: string): boolean {
    return this.positions?.has(id) === true;
  }

  /** The id of the position; empty after reporting that there is none. */
  positionOf<Key extends string>(cells: RowReader<Key | PlaceColumn>): string {
    const id = cells.id("position id");
    if (id !== "") return this.known(cells, id);
    const code = cells.id("job code");
    const title = cells.text("title");
    if (code === "" && title === "") {
      cells.report(keyColumn(cells.table), { code: "csv/missing-value", message: "no position" });
      return "";
    }
    const unit = this.unitOf(cells);
    if (unit === undefined) return "";
    const found = this.find(unit, code, title, cells.text("job level"));
    if (found.ok) return found.value;
    cells.report(title === "" ? "job code" : "title", found.problem);
    return "";
  }

  private known<Key extends string>(cells: RowReader<Key | PlaceColumn>, id: string): string {
    if (this.positions === null || this.positions.has(id)) return id;
    const near = this.suggestions.nearest(id, this.positions.keys());
    cells.report("position id", {
      code: "csv/unknown-position",
      message: `no position has the id ${quoted(id)}`,
      ...(near === undefined ? {} : { hint: `${quoted(near)} is meant` }),
    });
    return "";
  }

  /** The unit; `null` where the file has no column for it, `undefined` after reporting that it is not found. */
  private unitOf<Key extends string>(cells: RowReader<Key | PlaceColumn>): Unit | null | undefined {
    const reference = { id: cells.id("unit id"), name: cells.text("unit name"), agency: cells.text("agency") };
    const key = reference.id === "" && cells.table.columns.has("unit name") ? "unit name" : "unit id";
    if (reference.id === "" && reference.name === "") {
      if (!cells.table.columns.has(key)) return null;
      cells.report(key, { code: "csv/missing-value", message: "no unit" });
      return undefined;
    }
    if (this.units === null) return nameless(reference.id || reference.name);
    const found = this.units.find(reference);
    if (found.ok) return found.value;
    cells.report(key, found.problem);
    return undefined;
  }

  private find(unit: Unit | null, code: string, title: string, level: string): Parsed<string> {
    if (this.positions === null) return parsed(unit === null ? code || title : `${unit.id}/${code || title}`);
    const byCode = this.positions.get(code);
    if (byCode !== undefined && (unit === null || byCode.unitId === unit.id)) return parsed(byCode.id);
    if (byCode !== undefined) {
      const message = `the position ${quoted(code)} belongs to the unit ${quoted(byCode.unitId)}, not to ${quoted(unit!.id)}`;
      return failed("csv/unknown-position", message);
    }
    if (unit === null) {
      const near = this.suggestions.nearest(code, this.positions.keys());
      const hint = near === undefined ? "a title is found only within a unit" : `${quoted(near)} is meant`;
      return failed("csv/unknown-position", `no position has the id ${quoted(code || title)}`, hint);
    }
    const joined = `${unit.id}/${code}`;
    if (code !== "" && this.positions.get(joined)?.unitId === unit.id) return parsed(joined);
    return this.finder.find(unit, title || code, level);
  }
}

function nameless(id: string): Unit {
  return { id, agencyId: "", name: id };
}
