/**
 * The floor "at least one senior": the most senior people of each unit who can mentor at all do so only in their own unit,
 * so that no unit lends out the last of them.
 */
import { CIVIL_SERVICE_GRADES, CONTRACT_GRADES, type Grade } from "../../regulation/index.js";

/** What seniority is read from. */
export interface SeniorityRecord {
  readonly id: string;
  readonly unitId: string;
  readonly grade: Grade | undefined;
  /** Since when in the job; `undefined`: not recorded. */
  readonly since: string | undefined;
  /** The number drawn. */
  readonly drawn: number;
}

/**
 * Ids of the first `count` of each unit in the order of seniority: higher grade (civil-service grades, then contract
 * grades, then no grade), longer in the job (unknown days last), smaller number drawn, id.
 */
export function mostSenior(available: readonly SeniorityRecord[], count: number): Set<string> {
  const byUnit = new Map<string, SeniorityRecord[]>();
  for (const record of available) {
    const inUnit = byUnit.get(record.unitId);
    if (inUnit === undefined) byUnit.set(record.unitId, [record]);
    else inUnit.push(record);
  }
  const kept = new Set<string>();
  for (const inUnit of byUnit.values()) {
    for (const { id } of inUnit.sort(bySeniority).slice(0, count)) kept.add(id);
  }
  return kept;
}

function bySeniority(a: SeniorityRecord, b: SeniorityRecord): number {
  const byGrade = gradeStanding(b.grade) - gradeStanding(a.grade);
  const byDay = compareTexts(a.since ?? "9999-99-99", b.since ?? "9999-99-99");
  return byGrade || byDay || a.drawn - b.drawn || compareTexts(a.id, b.id);
}

/** A standing for the sake of an order: the two ladders do not really compare. */
function gradeStanding(grade: Grade | undefined): number {
  if (grade === undefined) return -1;
  const step = CIVIL_SERVICE_GRADES.indexOf(grade as (typeof CIVIL_SERVICE_GRADES)[number]);
  return step < 0 ? CONTRACT_GRADES.indexOf(grade as (typeof CONTRACT_GRADES)[number]) : CONTRACT_GRADES.length + step;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
