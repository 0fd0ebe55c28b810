/** Which position a row of workload speaks of, as workload sheets name it. */
import type { Agency, Position, Unit } from "../scenario/types.js";
import type { Issue } from "../errors/index.js";
import type { ColumnSpec } from "./headings.js";
import { AGENCIES, type OptionRule, POSITIONS, UNITS } from "./options.js";
import { FILL_DOWN, PositionFinder, UnitFinder } from "./places.js";
import { failed, issueAt, parsed, type Parsed, quoted } from "./problem.js";
import type { RowReader } from "./row.js";
import { Suggestions } from "./suggest.js";
import { type ReadOptions, READ_OPTIONS, type Table } from "./table.js";
import { fold } from "./text.js";

/** Options of readers whose rows belong to positions. */
export interface WorkOptions extends ReadOptions {
  /**
   * Where given, each row's position must be one of them: it is found by its id (also in `kode_jabatan`, alone or
   * behind its unit as `kode_unit/kode_jabatan`, in upper or lower case), or by unit and title. Without them the id of
   * the file is kept, and where it has a unit and a job instead, `kode_unit/kode_jabatan` is the id. A unit that is
   * named and not given by id stands in its agency's name, if the file has it: `OPD/unit/jabatan`; and where the file
   * has no unit at all, `OPD/jabatan` keeps equal titles apart.
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

/** Whether the file says anything about the position of a row. */
export function namesPositions<Key extends string>({ columns }: Table<Key | PlaceColumn>): boolean {
  return PLACE_REQUIRED.anyOf.some((key) => columns.has(key));
}

/** What is to be said about the place columns that a file has and lacks. */
export function placeNotices<Key extends string>(
  table: Table<Key | PlaceColumn>,
  { only, isGiven }: WorkPlaces,
): Issue[] {
  const isApart = (["position id", "unit id", "unit name", "agency"] as const).some((key) => table.columns.has(key));
  if (!table.usable || table.records.length === 0 || only !== null || isGiven || isApart) return [];
  return [
    issueAt([table.fileName, table.headingLine], {
      code: "csv/no-unit-column",
      message: "no column for the unit: equal titles or codes count as one position",
      hint: "units (kode_unit) or agencies (OPD) are missing, where the same title stands in several of them",
    }),
  ];
}

/** Finds the position of each row. */
export class WorkPlaces {
  /** The position of every row of a file that names none; `null` where rows name theirs. */
  readonly only: string | null;
  private readonly positions: ReadonlyMap<string, Position> | null;
  private readonly byFoldedId = new Map<string, Position[]>();
  private readonly finder: PositionFinder;
  private readonly units: UnitFinder | null;
  private readonly suggestions = new Suggestions();

  constructor({ positions, units, agencies }: WorkOptions, only: string | null = null) {
    this.only = only;
    this.positions = positions === undefined ? null : new Map(positions.map((one) => [one.id, one]));
    for (const one of positions ?? []) {
      const same = this.byFoldedId.get(fold(one.id));
      if (same === undefined) this.byFoldedId.set(fold(one.id), [one]);
      else same.push(one);
    }
    this.finder = new PositionFinder(positions ?? []);
    const known =
      units ??
      (positions === undefined ? null : [...new Set(positions.map(({ unitId }) => unitId))].map((id) => nameless(id)));
    this.units = known === null ? null : new UnitFinder(known, agencies ?? []);
  }

  /** Whether there are positions to look in. */
  get isGiven(): boolean {
    return this.positions !== null;
  }

  /** Whether the positions were given and one has exactly this id. */
  has(id: string): boolean {
    return this.positions?.has(id) === true;
  }

  /** The id of the position; empty after reporting that there is none. */
  positionOf<Key extends string>(cells: RowReader<Key | PlaceColumn>): string {
    if (this.only !== null) return this.known(cells, this.only);
    const id = cells.id("position id");
    if (id !== "") return this.known(cells, id);
    const code = cells.id("job code");
    const title = cells.text("title");
    if (code === "" && title === "") {
      cells.report(keyColumn(cells.table), { code: "csv/missing-value", message: "no position", hint: FILL_DOWN });
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
    if (this.positions === null) return id;
    const found = this.byId(id);
    if (found !== undefined) return found.id;
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
      if (!cells.table.columns.has(key)) return this.agencyAsUnit(cells);
      cells.report(key, { code: "csv/missing-value", message: "no unit", hint: FILL_DOWN });
      return undefined;
    }
    if (this.units === null) {
      if (reference.id !== "") return nameless(reference.id);
      const agency = this.agencyAsUnit(cells);
      if (agency === undefined) return undefined;
      return nameless(agency === null ? reference.name : `${agency.id}/${reference.name}`);
    }
    const found = this.units.find(reference);
    if (found.ok) return found.value;
    cells.report(key, found.problem);
    return undefined;
  }

  /** What keeps equal names apart where ids do not; `null` without positions to look in or such a column. */
  private agencyAsUnit<Key extends string>(cells: RowReader<Key | PlaceColumn>): Unit | null | undefined {
    if (this.positions !== null || !cells.table.columns.has("agency")) return null;
    const agency = cells.id("agency");
    if (agency !== "") return nameless(agency);
    cells.report("agency", { code: "csv/missing-value", message: "no agency", hint: FILL_DOWN });
    return undefined;
  }

  /** The position with this id, or the only one with it in another case. */
  private byId(id: string): Position | undefined {
    const exact = this.positions?.get(id);
    const folded = exact === undefined && id !== "" ? (this.byFoldedId.get(fold(id)) ?? []) : [];
    return folded.length === 1 ? folded[0] : exact;
  }

  private find(unit: Unit | null, code: string, title: string, level: string): Parsed<string> {
    if (this.positions === null) return parsed(unit === null ? code || title : `${unit.id}/${code || title}`);
    const byCode = this.byId(code);
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
    const behindUnit = code === "" ? undefined : this.byId(joined);
    if (behindUnit?.unitId === unit.id) return parsed(behindUnit.id);
    return this.finder.find(unit, title || code, level);
  }
}

function nameless(id: string): Unit {
  return { id, agencyId: "", name: id };
}
