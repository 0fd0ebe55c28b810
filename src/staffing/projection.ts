/**
 * Staffing one to five years ahead if nothing is done but what is already decided: people retire, work grows, approved
 * posts are filled.
 *
 *     need in year k      required · (1 + growth)^k
 *     people in year k    today − retired by then + arrivals by then
 *
 * Retirement ages come from `regulation/` by the kind and level of the post held today, and by the job family and level
 * of the person where a post without an echelon has none; the day of retirement is the
 * first of the month after the birthday. Year k ends on the same day of the year as the scenario's `asOf`; whoever
 * retires on or before that day is gone. Transfers, resignations and deaths are not foreseen. The clock is never read.
 */
import type { Issue } from "../errors/index.js";
import {
  inForce,
  RETIREMENT_AGES,
  retirementDate,
  retirementPost,
  type RetirementTraits,
} from "../regulation/index.js";
import { assertScenario, byId, type Position, type Scenario, show, type Staff } from "../scenario/index.js";
import { sumOf } from "./compensated-sum.js";
import { type Door, openDoor, type Path } from "../door/index.js";

/** People who will come: an approved post that is not filled yet (*formasi yang disetujui*). */
export interface ApprovedPost {
  readonly positionId: string;
  /** Whole people. Default 1. */
  readonly people?: number;
  /** Year in which they are there, 1 … `years`: counted from the end of that year. */
  readonly year: number;
}

/** What is foreseen. */
export interface ProjectionOptions {
  /** Years ahead, 1 … 5. Default 5. */
  readonly years?: number;
  /**
   * Growth of the work a year as a share (0.02 is 2 %), −0.5 … 1: one figure, or one by position and by job family (a
   * position's own goes first), with `otherwise` for the rest. Default 0.
   */
  readonly growth?: number | GrowthRates;
  readonly approved?: readonly ApprovedPost[];
  /** Retirement age by position id, where the library's rules do not fit, 40 … 75 years. */
  readonly retirementAges?: Readonly<Record<string, number>> | ReadonlyMap<string, number>;
}

/** Growth of the work a year by position id and by job family. */
export interface GrowthRates {
  readonly positions?: Readonly<Record<string, number>> | ReadonlyMap<string, number>;
  readonly jobFamilies?: Readonly<Record<string, number>> | ReadonlyMap<string, number>;
  /** Default 0. */
  readonly otherwise?: number;
}

/** One position or group at the end of one year. */
export interface ProjectedYear {
  /** 0 is today. */
  readonly year: number;
  /** The day, `YYYY-MM-DD`. */
  readonly on: string;
  /** Need; `null` where not studied. Of a group: over its studied positions. */
  readonly required: number | null;
  /** People; of a group: in its studied positions. */
  readonly existing: number;
  /** People gone and people come since today; of a group: in its studied positions. */
  readonly retired: number;
  readonly arrived: number;
  readonly gap: number | null;
  /** max(0, required − existing), summed over positions. */
  readonly shortage: number;
  /** max(0, existing − required), summed over positions. */
  readonly surplus: number;
  /** max(0, floor − people), summed over all positions, studied or not. */
  readonly belowFloor: number;
}

/** The years of one position, unit or agency. */
export interface ProjectedRow {
  readonly id: string;
  /** Floor: people it should keep (`minimum`); of a group: the sum. */
  readonly floor: number;
  /** First year (0 is today) in which it, or any of its positions, is below its floor; `null` where it never is. */
  readonly belowFloorFrom: number | null;
  /** Years 0 … `years`. */
  readonly years: readonly ProjectedYear[];
}

/** A retirement within the years looked at. */
export interface Retirement {
  readonly staffId: string;
  readonly positionId: string;
  /** First day of retirement (*TMT pensiun*). */
  readonly on: string;
  /** Retirement age (*BUP*), years. */
  readonly age: number;
  /**
   * `rule`: by the post (or the person); `given`: by `retirementAges`; `assumed`: neither tells, the lowest age was taken.
   */
  readonly basis: "rule" | "given" | "assumed";
  /** Whether the age rests on a text that was read. */
  readonly verified: boolean;
}

/** A projection; every list in id order, retirements by day and id. */
export interface StaffingProjection {
  readonly asOf: string;
  readonly years: number;
  readonly positions: readonly ProjectedRow[];
  readonly units: readonly ProjectedRow[];
  readonly agencies: readonly ProjectedRow[];
  /** All positions together. */
  readonly totals: Omit<ProjectedRow, "id">;
  readonly retirements: readonly Retirement[];
  readonly notices: readonly Issue[];
}

const LONGEST = 5;

/**
 * Projects the staffing of a scenario.
 *
 * Notices: `staffing/over-capacity` (more people approved than a post may hold; they are counted all the same),
 * `staffing/no-birth-date` (people who are taken to stay), `staffing/assumed-retirement-age`,
 * `staffing/past-retirement` (on the list although the day has passed; gone in year 1),
 * `staffing/unverified-retirement-day`.
 *
 * @throws ScenarioError `scenario/not-created`; `staffing/unknown-id`, `staffing/out-of-range`,
 * `staffing/not-a-number`, `staffing/wrong-type`, `staffing/missing-value`, `staffing/unknown-key`
 */
export function projectStaffing(scenario: Scenario, options: ProjectionOptions = {}): StaffingProjection {
  assertScenario(scenario);
  const settings = readOptions(scenario, options);
  const { years } = settings;
  const days = Array.from({ length: years + 1 }, (_, year) => yearsLater(scenario.asOf, year));
  const { retirements, notices: ofRetirements } = retirementsOf(scenario, settings.ages, days[years]!);
  const notices: Issue[] = [];
  const retired = new Map<string, Retirement[]>();
  for (const one of retirements) {
    const group = retired.get(one.positionId);
    if (group === undefined) retired.set(one.positionId, [one]);
    else group.push(one);
  }
  const positions = [...scenario.positions].sort(byId);
  const rows = positions.map((position): ProjectedRow => {
    const floor = position.minimum ?? 0;
    const growth = settings.growthOf(position);
    const today = scenario.incumbentsByPosition.get(position.id)!.length;
    const gone = retired.get(position.id) ?? [];
    const come = settings.approved.get(position.id) ?? [];
    const projected = days.map((on, year): ProjectedYear => {
      const left = year === 0 ? 0 : gone.filter((one) => one.on <= on).length;
      const arrived = come.reduce((sum, one) => sum + (one.year <= year ? one.people : 0), 0);
      const existing = today - left + arrived;
      const required = position.required === null ? null : position.required * (1 + growth) ** year;
      const gap = required === null ? null : existing - required;
      return {
        year,
        on,
        required,
        existing,
        retired: left,
        arrived,
        gap,
        shortage: gap === null ? 0 : Math.max(0, -gap),
        surplus: gap === null ? 0 : Math.max(0, gap),
        belowFloor: Math.max(0, floor - existing),
      };
    });
    const full = come.length === 0 ? undefined : projected.find((one) => isTooFull(one, position));
    if (full !== undefined) notices.push(overCapacity(full, position, come));
    return { id: position.id, floor, belowFloorFrom: firstBelow(projected), years: projected };
  });

  const groupRow = (id: string, members: readonly ProjectedRow[]): ProjectedRow => {
    const floor = members.reduce((sum, one) => sum + one.floor, 0);
    const of = (year: number): ProjectedYear[] => members.map((one) => one.years[year]!);
    const projected = days.map((on, year) => totalOf(year, on, of(year)));
    return { id, floor, belowFloorFrom: firstBelow(projected), years: projected };
  };
  const byUnit = new Map<string, ProjectedRow[]>(scenario.units.map(({ id }) => [id, []]));
  const byAgency = new Map<string, ProjectedRow[]>(scenario.agencies.map(({ id }) => [id, []]));
  positions.forEach(({ unitId }, k) => {
    byUnit.get(unitId)!.push(rows[k]!);
    byAgency.get(scenario.unitById.get(unitId)!.agencyId)!.push(rows[k]!);
  });
  const { id: _, ...totals } = groupRow("", rows);
  return {
    asOf: scenario.asOf,
    years,
    positions: rows,
    units: [...byUnit.keys()].sort().map((id) => groupRow(id, byUnit.get(id)!)),
    agencies: [...byAgency.keys()].sort().map((id) => groupRow(id, byAgency.get(id)!)),
    totals,
    retirements,
    notices: [...notices, ...ofRetirements],
  };
}

/** Whether people have come by then and there are more than the position may hold. */
function isTooFull({ existing, arrived }: ProjectedYear, { capacity }: Position): boolean {
  return arrived > 0 && existing > capacity;
}

function overCapacity({ year, existing }: ProjectedYear, { id, capacity }: Position, come: readonly Arrival[]): Issue {
  return {
    code: "staffing/over-capacity",
    path: come.find((one) => one.year <= year && one.people > 0)!.path,
    message: `${existing} people would hold ${show(id)} at the end of year ${year}, which may hold ${capacity}`,
    hint: "the capacity (formasi) grows with what is approved, or the number of people is a slip",
  };
}

function firstBelow(years: readonly ProjectedYear[]): number | null {
  return years.find(({ belowFloor }) => belowFloor > 0)?.year ?? null;
}

/** Adds up positions; need and people over the studied ones, floors over all. */
function totalOf(year: number, on: string, cells: readonly ProjectedYear[]): ProjectedYear {
  const studied = cells.filter(({ required }) => required !== null);
  const sum = (pick: (one: ProjectedYear) => number): number => sumOf(studied, pick);
  const required = studied.length === 0 ? null : sum((one) => one.required!);
  const existing = sum((one) => one.existing);
  return {
    year,
    on,
    required,
    existing,
    retired: sum((one) => one.retired),
    arrived: sum((one) => one.arrived),
    gap: required === null ? null : existing - required,
    shortage: sum((one) => one.shortage),
    surplus: sum((one) => one.surplus),
    belowFloor: sumOf(cells, (one) => one.belowFloor),
  };
}

/** The same day `years` later; the 29th of February becomes the 28th where the year has none. */
function yearsLater(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const rest = day.slice(4) === "-02-29" && !leap ? "-02-28" : day.slice(4);
  return `${String(year).padStart(4, "0")}${rest}`;
}

/** Retirement ages that hold on the day of the scenario; `otherwise` is the lowest of them. */
function agesOn(day: string): { readonly of: (traits: RetirementTraits) => AgeRule; readonly otherwise: number } {
  const lowest = Math.min(...Object.values(RETIREMENT_AGES).map((ages) => inForce(ages, day).value));
  return {
    otherwise: lowest,
    of: (traits) => {
      const post = retirementPost(traits);
      if (post === undefined) return { age: lowest, basis: "assumed", verified: false };
      const { value, verified } = inForce(RETIREMENT_AGES[post], day);
      return { age: value, basis: "rule", verified };
    },
  };
}

/** Whether a person's own family or level adds to what the post says. An echelon or a kind without levels says enough. */
function addsTraits(
  { kind, echelon, jobFamily, jobLevel }: Position,
  person: Pick<Staff, "jobFamily" | "jobLevel">,
): boolean {
  if (kind === "structural" || kind === "executing" || echelon !== undefined) return false;
  const addsFamily = jobFamily === undefined && person.jobFamily !== undefined;
  return addsFamily || (jobLevel === undefined && person.jobLevel !== undefined);
}

/** The post with the person's own family and level where it has none. */
function withTraits(position: Position, person: Staff): RetirementTraits {
  const jobFamily = position.jobFamily ?? person.jobFamily;
  const jobLevel = position.jobLevel ?? person.jobLevel;
  return {
    ...position,
    ...(jobFamily === undefined ? {} : { jobFamily }),
    ...(jobLevel === undefined ? {} : { jobLevel }),
  };
}

interface AgeRule {
  readonly age: number;
  readonly basis: Retirement["basis"];
  readonly verified: boolean;
}

function retirementsOf(
  scenario: Scenario,
  given: ReadonlyMap<string, number>,
  lastDay: string,
): { readonly retirements: readonly Retirement[]; readonly notices: readonly Issue[] } {
  const rules = agesOn(scenario.asOf);
  const retirements: Retirement[] = [];
  const notices: Issue[] = [];
  let unknownBirth = 0;
  let assumed = 0;
  for (const position of scenario.positions) {
    const own = given.get(position.id);
    const ofPost: AgeRule = own === undefined ? rules.of(position) : { age: own, basis: "given", verified: false };
    for (const person of scenario.incumbentsByPosition.get(position.id)!) {
      const { id, birthDate } = person;
      if (birthDate === undefined) {
        unknownBirth++;
        continue;
      }
      const rule = own === undefined && addsTraits(position, person) ? rules.of(withTraits(position, person)) : ofPost;
      if (rule.basis === "assumed") assumed++;
      const on = retirementDate(birthDate, rule.age);
      if (on <= lastDay) retirements.push({ staffId: id, positionId: position.id, on, ...rule });
    }
  }
  retirements.sort((a, b) => (a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.staffId < b.staffId ? -1 : 1));
  const say = (code: string, path: Path, message: string, hint?: string): void => {
    notices.push({ code: `staffing/${code}`, path, message, ...(hint === undefined ? {} : { hint }) });
  };
  if (unknownBirth > 0) {
    say("no-birth-date", ["staff", "birthDate"], `${unknownBirth} people without a birth date are taken to stay`);
  }
  if (assumed > 0) {
    const message = `${assumed} people hold posts that do not tell their retirement age; ${rules.otherwise} years, the lowest, was taken`;
    say(
      "assumed-retirement-age",
      ["positions"],
      message,
      "kind, echelon and jobLevel of the posts tell, jobFamily and jobLevel of the people, or `retirementAges`",
    );
  }
  const indexOf = new Map<string, number>(scenario.staff.map(({ id }: Staff, index) => [id, index]));
  for (const { staffId, on, age } of retirements) {
    if (on > scenario.asOf) break;
    const message = `${show(staffId)} should have retired on ${on} (at ${age}); counted today, gone in year 1`;
    say("past-retirement", ["staff", indexOf.get(staffId)!, "birthDate"], message);
  }
  if (retirements.length > 0) {
    const message =
      "the first of the month after the birthday as the day of retirement is practice, not a text that was read";
    say("unverified-retirement-day", ["staff", "birthDate"], message);
  }
  return { retirements, notices };
}

/** People who come, read. */
interface Arrival {
  readonly people: number;
  readonly year: number;
  readonly path: Path;
}

interface Settings {
  readonly years: number;
  readonly growthOf: (position: Position) => number;
  readonly approved: ReadonlyMap<string, readonly Arrival[]>;
  readonly ages: ReadonlyMap<string, number>;
}

const GROWTH = { what: "the growth a year", least: -0.5, most: 1, hint: "a share is meant: 0.02 for 2 %" };
const AGE = { what: "the retirement age", least: 40, most: 75, whole: true };
const YEARS = { what: "the number of years", least: 1, most: LONGEST, whole: true };

function readOptions(scenario: Scenario, options: ProjectionOptions): Settings {
  const door = openDoor("staffing");
  const given = door.record(options, ["options"], ["years", "growth", "approved", "retirementAges"]);
  const years = readYears(door, given["years"]);
  const growthOf = readGrowth(door, scenario, given["growth"]);
  const approved = new Map<string, Arrival[]>();
  const hint = `${years} years are looked at: later arrivals change nothing in them`;
  const year = { what: "the year", least: 1, most: years, whole: true, hint };
  const list = given["approved"] === undefined ? [] : door.list(given["approved"], ["options", "approved"], "posts");
  for (let k = 0; k < list.length; k++) {
    const path = ["options", "approved", k];
    const post = door.record(list[k], path, ["positionId", "people", "year"]);
    const people = { what: "the number of people", whole: true, most: 1e6 };
    const entry = {
      people: post["people"] === undefined ? 1 : door.number(post["people"], [...path, "people"], people),
      year: door.number(post["year"], [...path, "year"], year),
      path,
    };
    const id = post["positionId"];
    mustExist(door, scenario, id, [...path, "positionId"]);
    const own = approved.get(id as string);
    if (own === undefined) approved.set(id as string, [entry]);
    else own.push(entry);
  }
  const ages = readNumbers(door, given["retirementAges"], ["options", "retirementAges"], AGE, (id, path) =>
    mustExist(door, scenario, id, path),
  );
  door.close();
  return { years, growthOf, approved, ages };
}

/** The years ahead; the most there are where the figure cannot be used, so that no arrival seems late. */
function readYears(door: Door, value: unknown): number {
  if (value === undefined) return LONGEST;
  const before = door.issues.length;
  const years = door.number(value, ["options", "years"], YEARS);
  return door.issues.length > before ? LONGEST : years;
}

function readGrowth(door: Door, scenario: Scenario, value: unknown): (position: Position) => number {
  const path = ["options", "growth"];
  if (value === undefined) return () => 0;
  if (typeof value !== "object" || value === null) {
    const everywhere = door.number(value, path, GROWTH);
    return () => everywhere;
  }
  const rates = door.record(value, path, ["positions", "jobFamilies", "otherwise"]);
  const positions = readNumbers(door, rates["positions"], [...path, "positions"], GROWTH, (id, at) =>
    mustExist(door, scenario, id, at),
  );
  const known = new Set(scenario.positions.flatMap(({ jobFamily }) => jobFamily ?? []));
  const families = readNumbers(door, rates["jobFamilies"], [...path, "jobFamilies"], GROWTH, (name, at) => {
    door.known(name, at, known, "the job family of any position");
  });
  const rest = rates["otherwise"];
  const otherwise = rest === undefined ? 0 : door.number(rest, [...path, "otherwise"], GROWTH);
  return ({ id, jobFamily }) =>
    positions.get(id) ?? (jobFamily === undefined ? undefined : families.get(jobFamily)) ?? otherwise;
}

function readNumbers(
  door: Door,
  value: unknown,
  path: Path,
  rule: Parameters<Door["number"]>[2],
  check: (key: string, path: Path) => void,
): Map<string, number> {
  const found = new Map<string, number>();
  if (value === undefined) return found;
  for (const [key, item] of door.byName(value, path, "figures")) {
    check(key, [...path, key]);
    found.set(key, door.number(item, [...path, key], rule));
  }
  return found;
}

function mustExist(door: Door, scenario: Scenario, id: unknown, path: Path): void {
  door.known(id, path, scenario.positionById, "the id of any of the positions");
}
