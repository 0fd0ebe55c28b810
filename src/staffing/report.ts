/**
 * The analysis of staffing as an analyst reads it: every position, unit, agency, district (*kecamatan*) and job family
 * (*rumpun jabatan*) with its grade, the posts that are needed and empty, totals that never let a surplus hide a
 * shortage, and the indices of balance before and after a plan.
 *
 * It rests on `analyzeStaffing`, whose rows it repeats field by field.
 */
import type { Issue } from "../errors/index.js";
import type { EffectivenessGrade, GradeBands } from "../regulation/index.js";
import { assertScenario, type Scenario, show } from "../scenario/index.js";
import { analyzeStaffing } from "./analyze.js";
import { sumOf } from "./compensated-sum.js";
import { type Door, openDoor, type Path } from "../door/index.js";
import { gradeOf, readBands } from "./grade.js";
import { type BalanceIndices, checkLoads, indicesOf } from "./indices.js";
import { effectivenessOf, NOBODY, ratioOf } from "./tolerance.js";
import type { StaffingAnalysis, StaffingRow } from "./types.js";

/** One position in the report. */
export interface PositionReport extends StaffingRow {
  readonly unitId: string;
  readonly agencyId: string;
  /** `null` where the unit has no district. */
  readonly district: string | null;
  readonly jobFamily: string | null;
  /** PEJ; `null` where nobody is there or nothing was studied. */
  readonly grade: EffectivenessGrade | null;
  /** Needed and empty (*kosong*): somebody is needed (10⁻⁹ people or more) and nobody is there. */
  readonly vacantButNeeded: boolean;
}

/** A group of positions in the report; sums over its studied positions. */
export interface GroupReport extends StaffingRow {
  /** PEU of a unit, and the same figure of larger groups. */
  readonly grade: EffectivenessGrade | null;
  /** Positions of the group, studied or not. */
  readonly positions: number;
  /** Positions without a study; nobody in them is counted. */
  readonly notStudied: number;
  /** Positions that are needed and empty. */
  readonly vacantButNeeded: number;
  /** Full-time staff those positions need. */
  readonly vacantNeed: number;
}

/** Sums over all studied positions, and who is not in them. */
export interface StaffingTotals extends Omit<GroupReport, "id"> {
  /**
   * Shortage that transfers between studied posts could at best close, full-time staff: min(shortage, surplus). What is
   * left then, shortage − this, needs more people. Who may take which post is not asked here.
   */
  readonly closableByTransfers: number;
  /** People in positions without a study. */
  readonly inUnstudied: number;
  /** People who wait for a post. */
  readonly waiting: number;
}

/** How to report. Everything may be left out. */
export interface ReportOptions {
  /** District (*kecamatan*) of each unit by its id. Units left out are reported under `withoutDistrict`. */
  readonly districtOf?: Readonly<Record<string, string>> | ReadonlyMap<string, string>;
  /** Bands of the grade. Default: exactly 1.00 is a B. */
  readonly bands?: GradeBands;
  /** Staffing of this scenario after a plan (`plan.after`), for the indices. */
  readonly after?: StaffingAnalysis;
}

/** Balance between positions and between units. */
export interface ReportIndices {
  readonly positions: BalanceIndices;
  readonly units: BalanceIndices;
}

/** The report; every list in id order. */
export interface StaffingReport {
  /** The day of the scenario. */
  readonly asOf: string;
  readonly positions: readonly PositionReport[];
  readonly units: readonly GroupReport[];
  readonly agencies: readonly GroupReport[];
  /** Empty where `districtOf` was not given. */
  readonly districts: readonly GroupReport[];
  /** Positions of units without a district; `null` where there are none or no districts were given. */
  readonly withoutDistrict: GroupReport | null;
  readonly jobFamilies: readonly GroupReport[];
  /** Positions without a job family; `null` where there are none. */
  readonly withoutJobFamily: GroupReport | null;
  readonly totals: StaffingTotals;
  readonly indices: { readonly before: ReportIndices; readonly after: ReportIndices | null };
  readonly notices: readonly Issue[];
}

/** Name of a group of positions that belong to no named one. */
const NO_NAME = "";

/**
 * Reports the staffing of a scenario. O(n log n).
 *
 * Notices: `staffing/empty-unit` (no position, or none studied), `staffing/no-district`.
 *
 * @throws ScenarioError `scenario/not-created`; `staffing/unknown-id`, `staffing/duplicate-id`, `staffing/wrong-type`,
 * `staffing/missing-value`, `staffing/unknown-key`, `staffing/unknown-value`, `staffing/bands-with-holes`,
 * `staffing/not-a-number`, `staffing/out-of-range` for options that cannot be used
 */
export function staffingReport(scenario: Scenario, options: ReportOptions = {}): StaffingReport {
  assertScenario(scenario);
  const door = openDoor("staffing");
  const given = door.record(options, ["options"], ["districtOf", "bands", "after"]);
  const districtOf = readDistricts(door, given["districtOf"], scenario);
  const bands = readBands(door, given["bands"], ["options", "bands"]);
  const after = given["after"] === undefined ? undefined : readAnalysis(door, given["after"], scenario);
  door.close();

  const before = analyzeStaffing(scenario);
  const positions = before.positions.map((row): PositionReport => {
    const { id, required, existing, gap, ratio, effectiveness, shortage, surplus } = row;
    const { unitId, jobFamily } = scenario.positionById.get(id)!;
    return {
      // Field by field: rows that are made by spreading are read five times more slowly, and are read often.
      id,
      required,
      existing,
      gap,
      ratio,
      effectiveness,
      shortage,
      surplus,
      unitId,
      agencyId: scenario.unitById.get(unitId)!.agencyId,
      district: districtOf?.get(unitId) ?? null,
      jobFamily: jobFamily ?? null,
      grade: gradeOf(effectiveness, bands)?.grade ?? null,
      vacantButNeeded: required !== null && required >= NOBODY && existing === 0,
    };
  });
  const everything = groupOf(NO_NAME, positions, bands);
  const districts = grouped(positions, (row) => row.district, bands);
  const jobFamilies = grouped(positions, (row) => row.jobFamily, bands);
  const { id: _, ...sums } = everything;
  return {
    asOf: scenario.asOf,
    positions,
    units: covering(before.units, positions, (row) => row.unitId, bands),
    agencies: covering(before.agencies, positions, (row) => row.agencyId, bands),
    districts: districtOf === undefined ? [] : districts.named,
    withoutDistrict: districtOf === undefined ? null : districts.nameless,
    jobFamilies: jobFamilies.named,
    withoutJobFamily: jobFamilies.nameless,
    totals: {
      ...sums,
      closableByTransfers: Math.min(sums.shortage, sums.surplus),
      inUnstudied: sumOf(positions, (row) => (row.required === null ? row.existing : 0)),
      waiting: scenario.staff.filter(({ positionId }) => positionId === null).length,
    },
    indices: { before: indicesOfAnalysis(before), after: after === undefined ? null : indicesOfAnalysis(after) },
    notices: noticesOf(scenario, districtOf),
  };
}

function indicesOfAnalysis({ positions, units }: StaffingAnalysis): ReportIndices {
  return { positions: indicesOf(positions), units: indicesOf(units) };
}

/** Sums over positions in id order. */
function groupOf(id: string, rows: readonly PositionReport[], bands: GradeBands): GroupReport {
  const studied = rows.filter(({ required }) => required !== null);
  const vacant = studied.filter(({ vacantButNeeded }) => vacantButNeeded);
  const existing = sumOf(studied, (row) => row.existing);
  const required = studied.length === 0 ? null : sumOf(studied, (row) => row.required!);
  const effectiveness = required === null ? null : effectivenessOf(required, existing);
  return {
    id,
    required,
    existing,
    gap: required === null ? null : existing - required,
    ratio: required === null ? null : ratioOf(existing, required),
    effectiveness,
    shortage: sumOf(studied, (row) => row.shortage),
    surplus: sumOf(studied, (row) => row.surplus),
    grade: gradeOf(effectiveness, bands)?.grade ?? null,
    positions: rows.length,
    notStudied: rows.length - studied.length,
    vacantButNeeded: vacant.length,
    vacantNeed: sumOf(vacant, (row) => row.required!),
  };
}

function byKey(
  rows: readonly PositionReport[],
  keyOf: (row: PositionReport) => string | null,
): Map<string, PositionReport[]> {
  const groups = new Map<string, PositionReport[]>();
  for (const row of rows) {
    const key = keyOf(row) ?? NO_NAME;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** One row for each group that the analysis names, also for those without positions; its sums are the analysis's own. */
function covering(
  rows: readonly StaffingRow[],
  positions: readonly PositionReport[],
  keyOf: (row: PositionReport) => string,
  bands: GradeBands,
): GroupReport[] {
  const groups = byKey(positions, keyOf);
  return rows.map((row) => {
    const group = groupOf(row.id, groups.get(row.id) ?? [], bands);
    return { ...group, ...row, grade: gradeOf(row.effectiveness, bands)?.grade ?? null };
  });
}

function grouped(
  positions: readonly PositionReport[],
  keyOf: (row: PositionReport) => string | null,
  bands: GradeBands,
): { readonly named: GroupReport[]; readonly nameless: GroupReport | null } {
  const groups = byKey(positions, keyOf);
  const nameless = groups.get(NO_NAME);
  groups.delete(NO_NAME);
  return {
    named: [...groups.keys()].sort().map((id) => groupOf(id, groups.get(id)!, bands)),
    nameless: nameless === undefined ? null : groupOf(NO_NAME, nameless, bands),
  };
}

function readDistricts(door: Door, value: unknown, scenario: Scenario): ReadonlyMap<string, string> | undefined {
  if (value === undefined) return undefined;
  const path = ["options", "districtOf"];
  const districts = new Map<string, string>();
  for (const [id, district] of door.byName(value, path, "districts of units")) {
    if (!door.known(id, [...path, id], scenario.unitById, "the id of any of the units")) continue;
    if (typeof district !== "string" || district === "") {
      door.report("wrong-type", [...path, id], `${show(district)} is not the name of a district`);
    } else districts.set(id, district);
  }
  return districts;
}

/** Checks an analysis from outside: every position, unit and agency of this scenario once, and no other. */
function readAnalysis(door: Door, value: unknown, { positionById, unitById, agencyById }: Scenario): StaffingAnalysis {
  const path = ["options", "after"];
  const given = door.record(value, path, ["positions", "units", "agencies"]);
  readRows(door, given["positions"], [...path, "positions"], positionById);
  readRows(door, given["units"], [...path, "units"], unitById);
  readRows(door, given["agencies"], [...path, "agencies"], agencyById);
  return value as StaffingAnalysis;
}

function readRows(door: Door, value: unknown, path: Path, records: ReadonlyMap<string, unknown>): void {
  const before = door.issues.length;
  const list = checkLoads(door, value, path);
  const found = new Set<string>();
  for (let k = 0; k < list.length; k++) {
    const row = list[k];
    if (typeof row !== "object" || row === null) continue;
    const id = (row as { readonly id?: unknown }).id as string;
    const isNew = !found.has(id);
    if (isNew && records.has(id)) found.add(id);
    else if (isNew) door.known(id, [...path, k, "id"], records, `the id of any of the ${path.at(-1)} of this scenario`);
    else door.report("duplicate-id", [...path, k, "id"], `${show(id)} stands in an earlier row, too`);
  }
  if (door.issues.length > before || found.size === records.size) return;
  const message = `a value is missing: ${records.size - found.size} ${path.at(-1)} of this scenario have no row`;
  door.report("missing-value", path, message, "an analysis of the same scenario is meant, e.g. `plan.after`");
}

function noticesOf(scenario: Scenario, districtOf: ReadonlyMap<string, string> | undefined): Issue[] {
  const notices: Issue[] = [];
  scenario.units.forEach(({ id }, index) => {
    const own = scenario.positionsByUnit.get(id)!;
    if (own.some(({ required }) => required !== null)) return;
    const what = own.length === 0 ? "has no position" : "has no position with a workload study";
    notices.push({
      code: "staffing/empty-unit",
      path: ["units", index],
      message: `the unit ${show(id)} ${what}: it has no figures of its own`,
    });
  });
  if (districtOf === undefined) return notices;
  const without = scenario.units.filter(
    ({ id }) => !districtOf.has(id) && scenario.positionsByUnit.get(id)!.length > 0,
  );
  if (without.length > 0) {
    const names = without.slice(0, 10).map(({ id }) => id);
    notices.push({
      code: "staffing/no-district",
      path: ["options", "districtOf"],
      message: `${without.length} units have no district (${names.join(", ")}${without.length > 10 ? ", …" : ""}): see \`withoutDistrict\``,
    });
  }
  return notices;
}
