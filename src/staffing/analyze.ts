/** Need against people: the gaps that a transfer plan sets out to close. */
import { ImbangError } from "../errors/index.js";
import { assertScenario, byId, type Position, type Scenario } from "../scenario/index.js";
import { effectivenessOf, ratioOf } from "./tolerance.js";
import type { StaffingAnalysis, StaffingRow } from "./types.js";

/**
 * The staffing of every position, unit and agency today.
 *
 * Shortage and surplus are taken position by position and then summed, so that a surplus never hides a shortage
 * (the aggregation rule of the workload-analysis practice, *analisis beban kerja*). A unit counts its own positions,
 * not those of the units below it. Sums run in id order, so equal input gives equal floating-point sums. O(n log n).
 *
 * @throws ScenarioError `scenario/not-created`
 */
export function analyzeStaffing(scenario: Scenario): StaffingAnalysis {
  assertScenario(scenario);
  return analyzePlacement(scenario, (position) => scenario.incumbentsByPosition.get(position.id)!.length);
}

/**
 * The staffing if each position held `existing(position)` people. O(n log n).
 *
 * @throws ScenarioError `scenario/not-created`
 * @throws ImbangError `staffing/wrong-type` if `existing` is no function
 */
export function analyzePlacement(scenario: Scenario, existing: (position: Position) => number): StaffingAnalysis {
  assertScenario(scenario);
  if (typeof existing !== "function") {
    const message = "the people of a post are counted by a function, (position) => number";
    throw new ImbangError([{ code: "staffing/wrong-type", path: ["existing"], message }]);
  }
  const positions = [...scenario.positions].sort(byId);
  const rows = positions.map((position) => row(position.id, position.required, existing(position)));
  const byUnit = new Map<string, StaffingRow[]>(scenario.units.map(({ id }) => [id, []]));
  const byAgency = new Map<string, StaffingRow[]>(scenario.agencies.map(({ id }) => [id, []]));
  positions.forEach(({ unitId, required }, k) => {
    if (required === null) return;
    byUnit.get(unitId)!.push(rows[k]!);
    byAgency.get(scenario.unitById.get(unitId)!.agencyId)!.push(rows[k]!);
  });
  return {
    positions: rows,
    units: [...scenario.units].sort(byId).map(({ id }) => total(id, byUnit.get(id)!)),
    agencies: [...scenario.agencies].sort(byId).map(({ id }) => total(id, byAgency.get(id)!)),
  };
}

function row(id: string, required: number | null, existing: number): StaffingRow {
  const gap = required === null ? null : existing - required;
  return {
    id,
    required,
    existing,
    gap,
    ratio: required === null ? null : ratioOf(existing, required),
    effectiveness: required === null ? null : effectivenessOf(required, existing),
    shortage: gap === null ? 0 : Math.max(0, -gap),
    surplus: gap === null ? 0 : Math.max(0, gap),
  };
}

/** Adds up studied positions, which come in id order. */
function total(id: string, rows: readonly StaffingRow[]): StaffingRow {
  const sum = (pick: (one: StaffingRow) => number): number => rows.reduce((all, one) => all + pick(one), 0);
  const required = rows.length === 0 ? null : sum((one) => one.required!);
  return {
    ...row(
      id,
      required,
      sum((one) => one.existing),
    ),
    shortage: sum((one) => one.shortage),
    surplus: sum((one) => one.surplus),
  };
}
