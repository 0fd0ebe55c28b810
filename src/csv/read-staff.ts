/**
 * Reads the list of people: exports of SIASN ("Export Data ASN"), nominatif lists of an office, or a plain table.
 *
 * Only the columns of the list below are read. Names, NIK, religion, sex, marital status, addresses and the like are
 * known by their headings and never looked at (UU 27/2022: work on what the purpose needs).
 *
 * Which bad cell costs the row: identity, place, grade, education and field, competencies, certificates and `fixed`
 * decide what a post asks for, so a row with a bad one is left out, with an issue. Of everything else (status, dates,
 * performance, discipline, home, relatives, wishes, objections, merit …) the cell alone is left out, with a notice of the
 * same code and text, and the person is counted; where a rule would read it, the rule says that it is not recorded.
 */
import type { Agency, PerformancePredicate, Place, Position, Staff, Unit } from "../scenario/types.js";
import { parseEducation } from "./education.js";
import { isContractGrade, parseGrade } from "./grades.js";
import { items, parseCompetencies, parseRanked } from "./lists.js";
import { type Nip, nipDigits } from "./nip.js";
import { nipOf } from "./nip-cell.js";
import { optional } from "./optional.js";
import { AGENCIES, checkOptions, POSITIONS, UNITS } from "./options.js";
import { FILL_DOWN, PositionFinder, UnitFinder } from "./places.js";
import { withPositionCodes } from "./position-codes.js";
import { failed, issueAt, parsed, type Parsed, quoted, tooLong } from "./problem.js";
import { readRows, type RowReader } from "./row.js";
import { NEEDS_PLACE, NEEDS_POSITION_ID, type StaffColumn } from "./staff-columns.js";
import { activeOf, isContractCode, standingOf } from "./standing.js";
import { openTable, READ_OPTIONS, type ReadOptions, type ReadResult } from "./table.js";
import { LONGEST_ID, LONGEST_TEXT } from "./text.js";

/** Options of {@link readStaffCsv}. */
export interface StaffOptions extends ReadOptions {
  /** The units by whose ids or names the file says where people work. */
  readonly units?: readonly Unit[];
  /** Lets the agency's name tell apart units of one name. */
  readonly agencies?: readonly Agency[];
  /** The positions that people hold; needed unless the file has a column with position ids. */
  readonly positions?: readonly Position[];
}

const OPTIONS = { ...READ_OPTIONS, units: UNITS, agencies: AGENCIES, positions: POSITIONS };

const PREDICATES: ReadonlyMap<string, PerformancePredicate> = new Map([
  ["sangat baik", "Sangat Baik"],
  ["baik", "Baik"],
  ["butuh perbaikan", "Butuh Perbaikan"],
  ["kurang", "Kurang"],
  ["kurang/misconduct", "Kurang"],
  ["kurang/missconduct", "Kurang"],
  ["kurang (misconduct)", "Kurang"],
  ["sangat kurang", "Sangat Kurang"],
]);

interface Places {
  readonly units: UnitFinder | null;
  readonly positions: PositionFinder | null;
  readonly unitById: ReadonlyMap<string, Unit>;
}

/**
 * Reads people. Each one's id is the NIP, or the `id` (`pseudonym`) column where the file has no NIP. The position is
 * the position id of the file (under KODE JABATAN, too, where those are ids of `options.positions`), or is found by unit
 * and title among `options.positions`; a person with neither is read as waiting, with a notice. Birth date and appointment
 * come from their columns, else from the NIP.
 *
 * Good rows are kept, bad ones reported, nothing is guessed.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readStaffCsv(input: string | Uint8Array, options: StaffOptions = {}): ReadResult<Staff> {
  checkOptions(options, OPTIONS);
  const aliases = options.positions === undefined ? NEEDS_POSITION_ID : NEEDS_PLACE;
  const places = placesOf(options);
  const opened = openTable(input, aliases, options.fileName ?? "staff.csv", options, ["merit"]);
  const table = withPositionCodes(opened, places.positions);
  const hasNip = table.columns.has("nip");
  return readRows<StaffColumn, Staff>(table, {
    idKey: hasNip ? "nip" : "id",
    read: (cells) => {
      const nip = hasNip ? nipOf(cells) : null;
      const id = hasNip ? nip?.nip : idOf(cells);
      const row = {
        positionId: positionOf(cells, places),
        ...personOf(cells, nip ?? null),
        ...wishesOf(cells, places),
      };
      return id === undefined ? undefined : { id, ...row };
    },
    settle: withKnownRelatives,
  });
}

/** The person without relatives who are not among those kept. */
function withKnownRelatives(person: Staff, cells: RowReader<StaffColumn>, ids: ReadonlyMap<string, unknown>): Staff {
  const { relatives = [], ...alone } = person;
  const known = relatives.filter((id) => ids.has(id));
  const unknown = relatives.length - known.length;
  if (unknown === 0) return person;
  cells.notice("relatives", {
    code: "csv/unknown-relative",
    message: `${unknown} of ${relatives.length} relatives are not among the people read from this file; left out`,
    hint: "relatives are named by the ids (NIP) of their own rows, separated by |",
  });
  return known.length === 0 ? alone : { ...alone, relatives: known };
}

/** A NIP as the rows have it, without spaces and separators; other ids as they stand. */
function relativeId(text: string): string {
  const nip = nipDigits(text);
  return /^\d{18}$/.test(nip) ? nip : text;
}

function placesOf({ units, agencies, positions }: StaffOptions): Places {
  const known = units ?? unitsOfPositions(positions ?? []);
  return {
    units: units === undefined && positions === undefined ? null : new UnitFinder(known, agencies ?? []),
    positions: positions === undefined ? null : new PositionFinder(positions),
    unitById: new Map(known.map((unit) => [unit.id, unit])),
  };
}

/** Without a list of units, the unit ids of the positions are all that is known of them. */
function unitsOfPositions(positions: readonly Position[]): Unit[] {
  return [...new Set(positions.map(({ unitId }) => unitId))].map((id) => ({ id, name: id, agencyId: "" }));
}

function idOf(cells: RowReader<StaffColumn>): string | undefined {
  return cells.neededId("id") || undefined;
}

/** The id of the position held, `null` for a waiting person (and where the place was reported). */
function positionOf(cells: RowReader<StaffColumn>, { units, positions }: Places): string | null {
  const positionId = cells.id("position id");
  if (positionId !== "") {
    if (positions === null || positions.has(positionId)) return positionId;
    cells.report("position id", {
      code: "csv/unknown-position",
      message: `no position has the id ${quoted(positionId)}`,
    });
    return null;
  }
  const unitId = cells.id("unit id");
  const name = cells.text("unit name");
  const title = cells.text("title");
  if (unitId === "" && name === "" && title === "") {
    const key = cells.table.columns.has("position id") ? "position id" : "title";
    cells.notice(key, { code: "csv/waiting-person", message: "neither unit nor position: read as waiting for one" });
    return null;
  }
  if (positions === null || units === null) {
    cells.report("position id", {
      code: "csv/missing-value",
      message: "no position id, though the row names a unit or a title",
      hint: "pass the positions (the option positions) so that unit and title say which one is held",
    });
    return null;
  }
  const unitKey = unitId === "" && cells.table.columns.has("unit name") ? "unit name" : "unit id";
  if (unitId === "" && name === "") {
    cells.report(unitKey, { code: "csv/unknown-unit", message: "a title without a unit", hint: FILL_DOWN });
    return null;
  }
  const unit = units.find({ id: unitId, name, agency: cells.text("agency") });
  if (!unit.ok) {
    cells.report(unitKey, unit.problem);
    return null;
  }
  if (title === "") {
    cells.report("title", {
      code: "csv/unknown-position",
      message: "a unit without the title of a position",
      hint: FILL_DOWN,
    });
    return null;
  }
  const position = positions.find(unit.value, title, cells.text("job level"));
  if (position.ok) return position.value;
  cells.report("title", position.problem);
  return null;
}

function personOf(cells: RowReader<StaffColumn>, nip: Nip | null): Omit<Staff, "id" | "positionId"> {
  const status = statusOf(cells, nip);
  return {
    ...optional("grade", gradeOf(cells, status, nip)),
    ...optional("education", educationOf(cells)),
    ...optional("competencies", cells.parseList("competencies", parseCompetencies)),
    ...optional("certificates", cells.list("certificates")),
    ...optional("status", status),
    ...optional("active", activeOf(cells)),
    ...datesOf(cells, nip),
    ...optional("jobFamily", cells.text("job family") || undefined),
    ...optional("jobLevel", cells.text("job level") || undefined),
    ...optional("performance", performanceOf(cells)),
    ...optional("discipline", disciplineOf(cells)),
    ...optional("studyLeaveUntil", cells.dateOrNone("study leave until")),
    ...optional("openFindings", cells.boolean("open findings")),
    ...optional("ownRequest", cells.boolean("own request")),
    ...optional("home", cells.location("home latitude", "home longitude")),
    ...optional("relatives", cells.list("relatives")?.map(relativeId)),
    ...optional("fixed", cells.boolean("fixed")),
    ...optional("merit", cells.number("merit", { minimum: -1e9, maximum: 1e9 })),
  };
}

/**
 * The status that the file states. *Kedudukan hukum* 71 or 72 means contract staff and decides; else all sources that
 * speak must agree, the structure of a contract-staff number among them; where they do not, none is read.
 */
function statusOf(cells: RowReader<StaffColumn>, nip: Nip | null): Staff["status"] {
  const stated = cells.parse("status", parseStatus) ?? undefined;
  const cpnsOrPns = cells.parse("cpns or pns", parseStatus) ?? undefined;
  const kind = kindOfEmployee(cells.text("kind of employee"));
  const standing: Staff["status"] = isContractCode(cells.text("legal standing")) ? "PPPK" : undefined;
  const columns = [stated, cpnsOrPns, kind].filter((status) => status !== undefined);
  const structure: Staff["status"] = nip?.kind === "PPPK" ? "PPPK" : undefined;
  const claims = new Set([...columns, ...(structure === undefined ? [] : [structure])]);
  // "PNS Daerah" as a kind of employee covers those on probation too.
  if (kind === "PNS" && claims.has("CPNS") && stated !== "PNS" && cpnsOrPns !== "PNS") claims.delete("PNS");
  const status = standing ?? (claims.size === 1 ? [...claims][0] : undefined);
  const nipSaysCivil = status === "PPPK" && nip?.kind === "PNS";
  if (nipSaysCivil || (standing === undefined && claims.size > 1)) {
    const key =
      cells.text("status") !== "" ? "status" : cells.text("cpns or pns") !== "" ? "cpns or pns" : "kind of employee";
    cells.notice(key, {
      code: "csv/status-disagrees",
      message: nipSaysCivil
        ? "the NIP has the form of a civil servant's, the file says PPPK; read as PPPK"
        : `the columns and the NIP say ${[...claims].join(" and ")}; no status was read`,
    });
  }
  return status;
}

/** The status; `null` where the cell says no more than whether the person is in service ("Pensiun"). */
function parseStatus(cell: string): Parsed<NonNullable<Staff["status"]> | null> {
  switch (cell.toUpperCase().replace(/[^A-Z0-9]/g, "")) {
    case "P":
    case "PNS":
    case "PNSD":
    case "PNSDAERAH":
    case "PNSPUSAT":
      return parsed("PNS");
    case "C":
    case "CPNS":
    case "CPNSD":
      return parsed("CPNS");
    case "PPPK":
    case "P3K":
    case "PPPKPARUHWAKTU":
    case "PPPKPENUHWAKTU":
      return parsed("PPPK");
    default:
      if (standingOf(cell) !== undefined) return parsed(kindOfEmployee(cell) ?? null);
      return failed("csv/bad-status", `${quoted(cell)} is no status`, "write PNS, CPNS or PPPK");
  }
}

/** The kind of employee has many names; only what they say about the status is read. */
function kindOfEmployee(text: string): Staff["status"] {
  const word = text.toUpperCase();
  if (/\b(?:PPPK|P3K)\b|PERJANJIAN KERJA/.test(word)) return "PPPK";
  if (/\bCPNS/.test(word)) return "CPNS";
  return /\bPNS/.test(word) ? "PNS" : undefined;
}

/**
 * Birth, appointment and post: from the columns, else from the NIP. Nobody is appointed, or holds a post, before birth:
 * of dates that contradict each other those are left out which the NIP does not bear out, and without a NIP all.
 */
function datesOf(
  cells: RowReader<StaffColumn>,
  nip: Nip | null,
): Pick<Staff, "birthDate" | "appointedOn" | "positionSince"> {
  const stated = cells.date("birth date", "the cell");
  const appointed = cells.date("appointed on");
  const since = cells.date("position since");
  const leftOut = (key: StaffColumn, message: string): undefined => {
    cells.report(key, { code: "csv/impossible-date", message: `${message}; this date was left out` });
  };

  const isWrong =
    stated !== nip?.birthDate && (isBefore(appointed ?? nip?.appointedOn, stated) || isBefore(since, stated));
  const birthDate = isWrong ? leftOut("birth date", "it is not before the appointment and the post") : stated;
  // Without a NIP nothing says which of the dates is wrong: the others are held against the one just left out.
  const born = birthDate ?? nip?.birthDate ?? stated;
  const appointedOn = isBefore(appointed, born)
    ? leftOut("appointed on", "nobody is appointed before birth")
    : appointed;
  const positionSince = isBefore(since, born) ? leftOut("position since", "nobody holds a post before birth") : since;

  if (nip !== null) compareWithNip(cells, nip, birthDate, appointedOn);
  return {
    ...optional("birthDate", birthDate ?? nip?.birthDate),
    ...optional("appointedOn", appointedOn ?? nip?.appointedOn),
    ...optional("positionSince", positionSince),
  };
}

/** Not after the birth, which nothing in a career can be; `false` where either is unknown. */
function isBefore(day: string | undefined, birth: string | undefined): boolean {
  return day !== undefined && birth !== undefined && day <= birth;
}

/** The dates themselves are private, so messages do not name them. */
function compareWithNip(
  cells: RowReader<StaffColumn>,
  nip: Nip,
  birthDate: string | undefined,
  appointedOn: string | undefined,
): void {
  const differs = (key: StaffColumn, what: string): void =>
    cells.notice(key, {
      code: "csv/nip-disagrees",
      message: `the column and the NIP give different ${what}; the column is kept`,
    });
  if (birthDate !== undefined && birthDate !== nip.birthDate) differs("birth date", "birth dates");
  const byNip = nip.appointedOn?.slice(0, 7) ?? String(nip.appointedYear);
  if (appointedOn !== undefined && !appointedOn.startsWith(byNip)) {
    differs("appointed on", nip.kind === "PNS" ? "months of appointment" : "years of appointment");
  }
}

/** The grade; `III` alone of a civil servant is a grade without its letter, not a contract grade. */
function gradeOf(cells: RowReader<StaffColumn>, status: Staff["status"], nip: Nip | null): Staff["grade"] {
  const grade = cells.parse("grade", parseGrade);
  if (grade === undefined) return undefined;
  const civil = status === "PNS" || status === "CPNS" || (status === undefined && nip?.kind === "PNS");
  if (civil && isContractGrade(grade)) {
    cells.report("grade", {
      code: "csv/bad-grade",
      message: `${quoted(cells.text("grade"))} is a grade of contract staff, or lacks its letter; the person is a civil servant`,
      hint: "write the grade with its letter, e.g. III/a",
    });
  }
  if (status === "PPPK" && !isContractGrade(grade)) {
    cells.notice("grade", {
      code: "csv/grade-disagrees",
      message: `contract staff with the civil-service grade ${grade}`,
    });
  }
  return grade;
}

/** Level and field; a field column comes before a field named behind the level. */
function educationOf(cells: RowReader<StaffColumn>): Staff["education"] {
  const education = cells.parse("education", parseEducation);
  if (education === undefined) return undefined;
  const field = withoutLevel(cells.text("field")) || education.field;
  return { level: education.level, ...optional("field", field) };
}

/** "S-1 AKUNTANSI" names the level of a degree once more; school types ("SMK Akuntansi") belong to the name. */
function withoutLevel(field: string): string {
  const named = field === "" ? undefined : parseEducation(field);
  const isDegree = named?.ok === true && /^[DS]\d$/.test(named.value.level);
  return isDegree && named.value.field !== undefined ? named.value.field : field;
}

function performanceOf(cells: RowReader<StaffColumn>): Staff["performance"] {
  const performance: { year: number; predicate: PerformancePredicate }[] = [];
  for (const column of cells.table.years) {
    const text = cells.at(column);
    if (text === "") continue;
    const predicate = PREDICATES.get(text.toLowerCase().replace(/ ?\/ ?/g, "/"));
    if (predicate !== undefined) performance.push({ year: column.year, predicate });
    else {
      cells.notices.push(
        issueAt([cells.table.fileName, cells.record.line, column.heading], {
          code: "csv/bad-predicate",
          message: `${quoted(text)} is no predicate of performance`,
          hint: "write Sangat Baik, Baik, Butuh Perbaikan, Kurang or Sangat Kurang; leave older marks out",
        }),
      );
    }
  }
  return performance.length === 0 ? undefined : performance;
}

/** The penalty with its last day; a last day that cannot be read leaves all of it out, for nobody knows if it is over. */
function disciplineOf(cells: RowReader<StaffColumn>): Staff["discipline"] {
  const level = cells.parse("discipline", parseDiscipline);
  const until = cells.date("discipline until");
  if (level === "none") return [];
  if (level === undefined || (until === undefined && cells.text("discipline until") !== "")) return undefined;
  return [{ level, ...optional("until", until) }];
}

function parseDiscipline(cell: string): Parsed<NonNullable<Staff["discipline"]>[number]["level"] | "none"> {
  switch (cell.toLowerCase().replace(/^hukuman (?:disiplin )?|^tingkat /, "")) {
    case "ringan":
    case "light":
      return parsed("light");
    case "sedang":
    case "moderate":
      return parsed("moderate");
    case "berat":
    case "severe":
      return parsed("severe");
    case "tidak ada":
    case "tidak":
    case "no":
      return parsed("none");
    default:
      return failed("csv/bad-discipline", `${quoted(cell)} is no level of discipline`, "write ringan, sedang or berat");
  }
}

function wishesOf(cells: RowReader<StaffColumn>, places: Places): Pick<Staff, "wishes" | "objections"> {
  const wishes = cells.parseList("wishes", (text): Parsed<NonNullable<Staff["wishes"]>> => {
    const ranked = parseRanked(text);
    if (!ranked.ok) return ranked;
    const wishes: (Place & { readonly rank: number })[] = [];
    for (const { id, rank } of ranked.value) {
      const place = placeOf(id, places);
      if (!place.ok) return place;
      wishes.push({ ...place.value, rank });
    }
    return parsed(wishes);
  });
  const objections = cells.parseList("objections", (text): Parsed<NonNullable<Staff["objections"]>> => {
    const objections: (Place & { readonly reason?: string })[] = [];
    for (const item of items(text)) {
      const [id, reason] = splitReason(item, places);
      if (reason !== undefined && reason.length > LONGEST_TEXT) return tooLong(reason, LONGEST_TEXT);
      const place = placeOf(id, places);
      if (!place.ok) return place;
      objections.push({ ...place.value, ...optional("reason", reason) });
    }
    return parsed(objections);
  });
  return { ...optional("wishes", wishes), ...optional("objections", objections) };
}

/** `id` or `id: reason`; an id that is known whole may contain a colon. */
function splitReason(item: string, { positions, unitById }: Places): readonly [id: string, reason: string | undefined] {
  const colon = item.indexOf(":");
  if (colon < 0 || positions?.has(item) === true || unitById.has(item)) return [item, undefined];
  return [item.slice(0, colon).trim(), item.slice(colon + 1).trim() || undefined];
}

/** A position or a unit by its id; without lists to look in, ids are read as those of positions. */
function placeOf(id: string, { units, positions, unitById }: Places): Parsed<Place> {
  if (id.length > LONGEST_ID) return tooLong(id, LONGEST_ID);
  const isUnit = unitById.has(id);
  const isPosition = positions?.has(id) === true;
  if (isPosition && isUnit) return failed("csv/unknown-place", `${quoted(id)} is a position and a unit`);
  if (isPosition) return parsed({ positionId: id });
  if (isUnit) return parsed({ unitId: id });
  const named =
    units?.isName(id) === true ? "name of a unit" : positions?.isTitle(id) === true ? "title of a position" : null;
  if (named !== null) {
    const what = `${quoted(id)} is the ${named}; wishes and objections are given by id`;
    return failed("csv/unknown-place", what, "write the id of the position or of the unit");
  }
  if (positions === null) return parsed({ positionId: id });
  return failed("csv/unknown-place", `${quoted(id)} is the id of neither a position nor a unit`);
}
