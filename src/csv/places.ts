/** Finds units by id or name and positions by unit and title, as people write them in lists. */
import type { Agency, Position, Unit } from "../scenario/types.js";
import { failed, parsed, type Parsed, quoted } from "./problem.js";
import { Suggestions } from "./suggest.js";
import { fold } from "./text.js";

/** Headings that say where a post is and what it is called. */
export const POST_ALIASES = {
  "unit id": ["unit id", "UNOR ID", "id unit", "id unor", "kode unit", "kode unor"],
  "unit name": [
    "unit name",
    "UNOR NAMA",
    "unit",
    "nama unor",
    "nama unit",
    "nama unit kerja",
    "unit kerja",
    "unor",
    "satuan kerja",
    "satker",
  ],
  agency: [
    "agency id",
    "OPD ID",
    "id opd",
    "agency name",
    "agency",
    "OPD",
    "nama opd",
    "SKPD",
    "nama skpd",
    "perangkat daerah",
    "SATUAN KERJA INDUK NAMA",
    "instansi",
  ],
  title: ["title", "JABATAN NAMA", "nama jabatan", "jabatan", "position title", "position", "job title"],
} as const;

/** Where blank cells of a place mostly come from. */
export const FILL_DOWN = "where cells were merged in the spreadsheet, unmerge them and fill the value down";

/** How a list names a unit; empty texts where it does not. */
export interface UnitReference {
  readonly id: string;
  readonly name: string;
  /** Id or name of the agency; helps only where a unit name is not unique. */
  readonly agency: string;
}

/** Looks up units. Ids and names are compared without case, accents and spaces; an exact id comes first. */
export class UnitFinder {
  private readonly suggestions = new Suggestions();
  private readonly byId = new Map<string, Unit>();
  private readonly byFoldedId = new Map<string, Unit[]>();
  private readonly byName = new Map<string, Unit[]>();
  private readonly agencyIds = new Map<string, Set<string>>();

  constructor(units: readonly Unit[], agencies: readonly Agency[]) {
    for (const unit of units) {
      this.byId.set(unit.id, unit);
      append(this.byFoldedId, fold(unit.id), unit);
      append(this.byName, fold(unit.name), unit);
      this.addAgency(unit.agencyId, unit.agencyId);
    }
    for (const { id, name } of agencies) {
      this.addAgency(id, id);
      this.addAgency(name, id);
    }
  }

  /** The unit that is meant, by id where one is given, else by name. */
  find(reference: UnitReference): Parsed<Unit> {
    return reference.id === "" ? this.findByName(reference) : this.findById(reference.id);
  }

  /** Whether a unit has exactly this id. */
  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** Whether a unit is called so; compared as names are. */
  isName(text: string): boolean {
    return this.byName.has(fold(text));
  }

  private findById(id: string): Parsed<Unit> {
    const exact = this.byId.get(id);
    if (exact !== undefined) return parsed(exact);
    const folded = this.byFoldedId.get(fold(id)) ?? [];
    if (folded.length === 1) return parsed(folded[0]!);
    return failed("csv/unknown-unit", `no unit has the id ${quoted(id)}`, this.suggestion(id, this.byFoldedId));
  }

  private findByName({ name, agency }: UnitReference): Parsed<Unit> {
    const named = this.byName.get(fold(name)) ?? [];
    const byId = named.length === 0 ? this.findById(name) : null;
    if (byId?.ok === true) return byId;
    const agencies = agency === "" ? undefined : this.agencyIds.get(fold(agency));
    const within = agencies === undefined ? named : named.filter(({ agencyId }) => agencies.has(agencyId));
    if (within.length === 1) return parsed(within[0]!);
    if (within.length > 1) {
      return failed(
        "csv/ambiguous-unit",
        `${within.length} units are called ${quoted(name)}`,
        "give the unit id, or the agency beside the name",
      );
    }
    if (named.length > 0)
      return failed("csv/unknown-unit", `${quoted(name)} is no unit of the agency ${quoted(agency)}`);
    return failed("csv/unknown-unit", `no unit is called ${quoted(name)}`, this.suggestion(name, this.byName));
  }

  private suggestion(text: string, among: ReadonlyMap<string, readonly Unit[]>): string | undefined {
    const near = this.suggestions.nearest(fold(text), among.keys());
    const unit = near === undefined ? undefined : among.get(near)?.[0];
    return unit === undefined ? undefined : `${quoted(among === this.byName ? unit.name : unit.id)} is meant`;
  }

  private addAgency(text: string, id: string): void {
    const folded = fold(text);
    const ids = this.agencyIds.get(folded);
    if (ids === undefined) this.agencyIds.set(folded, new Set([id]));
    else ids.add(id);
  }
}

/** Looks up positions by id, or by unit and title (and level, where a unit has one title at several levels). */
export class PositionFinder {
  private readonly suggestions = new Suggestions();
  private readonly byId = new Map<string, Position>();
  private readonly byUnit = new Map<string, Map<string, Position[]>>();
  private readonly titles = new Set<string>();

  constructor(positions: readonly Position[]) {
    for (const position of positions) {
      this.byId.set(position.id, position);
      let titles = this.byUnit.get(position.unitId);
      if (titles === undefined) this.byUnit.set(position.unitId, (titles = new Map<string, Position[]>()));
      append(titles, fold(position.title), position);
      this.titles.add(fold(position.title));
    }
  }

  /** Whether a position has exactly this id. */
  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** Whether a position of any unit has this title; compared as names are. */
  isTitle(text: string): boolean {
    return this.titles.has(fold(text));
  }

  /** The position of a unit with a title. */
  find(unit: Unit, title: string, level: string): Parsed<string> {
    const titles = this.byUnit.get(unit.id) ?? new Map<string, Position[]>();
    const named = titles.get(fold(title)) ?? [];
    const atLevel =
      level === "" ? named : named.filter(({ jobLevel }) => jobLevel !== undefined && fold(jobLevel) === fold(level));
    const matches = named.length > 1 && atLevel.length > 0 ? atLevel : named;
    if (matches.length === 1) return parsed(matches[0]!.id);
    if (matches.length > 1) {
      return failed(
        "csv/ambiguous-position",
        `${matches.length} positions of ${quoted(unit.name)} are called ${quoted(title)}`,
        "give the position id, in a column headed kode posisi or id posisi",
      );
    }
    const near = this.suggestions.nearest(fold(title), titles.keys());
    const hint =
      levelHint(title, [...titles.values()].flat()) ??
      (near === undefined ? undefined : `${quoted(titles.get(near)![0]!.title)} is meant`);
    return failed("csv/unknown-position", `no position of ${quoted(unit.name)} is called ${quoted(title)}`, hint);
  }
}

/** Levels as they stand behind titles, folded. */
const LEVELS =
  /^(?:ahli)?(?:pertama|muda|madya|utama)$|^(?:pelaksana)?(?:pemula|lanjutan)$|^(?:terampil|mahir|penyelia|pelaksana)$/;

/** What to say where title and level stand in one cell. */
function levelHint(text: string, positions: readonly Position[]): string | undefined {
  const whole = fold(text);
  const own = positions.find(({ title, jobLevel }) => jobLevel !== undefined && fold(`${title} ${jobLevel}`) === whole);
  const alike =
    own ?? positions.find(({ title }) => whole.startsWith(fold(title)) && LEVELS.test(whole.slice(fold(title).length)));
  if (alike === undefined) return undefined;
  const level = own === undefined ? "" : ` with the level ${quoted(own.jobLevel!)}`;
  return `${quoted(alike.title)}${level} is meant: the level belongs in a column of its own (jenjang)`;
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
