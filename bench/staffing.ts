/**
 * How long an analysis of staffing takes: 20,000 positions with 200,000 tasks, from tasks to needs, gaps, report and
 * projection; and the indices of 10⁶ units. `npx tsx bench/staffing.ts` prints seconds. Same seed, same figures.
 */
import { createScenario, type ScenarioInput } from "../src/scenario/index.js";
import {
  abkNeeds,
  advisedMoveThreshold,
  analyzeStaffing,
  balanceIndices,
  type PositionTask,
  projectStaffing,
  staffingReport,
  withRequired,
} from "../src/staffing/index.js";

const POSITIONS = 20_000;
const TASKS = 200_000;
const UNITS = 1_000;
const PEOPLE = 30_000;
const INDEX_UNITS = 1_000_000;

/** Lehmer generator, modulus 2³¹ − 1, multiplier 48271 (Park and Miller, 1993). */
let state = 42;
function below(bound: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % bound;
}

const periods = ["year", "month", "week", "day"] as const;
const tasks = Array.from({ length: TASKS }, (_, k): PositionTask => {
  const timeNorm = 5 + below(120);
  return {
    positionId: `p${k % POSITIONS}`,
    volume: 1 + below(40),
    period: periods[below(3)]!,
    timeNorm: below(10) === 0 ? { low: timeNorm * 0.8, expected: timeNorm, high: timeNorm * 1.5 } : timeNorm,
  };
});
const families = ["bidan", "perawat", "guru", "arsiparis", "analis"];
const input: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: Array.from({ length: 40 }, (_, k) => ({ id: `a${k}`, name: `Dinas ${k}` })),
  units: Array.from({ length: UNITS }, (_, k) => ({ id: `u${k}`, agencyId: `a${k % 40}`, name: `Unit ${k}` })),
  positions: Array.from({ length: POSITIONS }, (_, k) => ({
    id: `p${k}`,
    unitId: `u${k % UNITS}`,
    title: `Post ${k}`,
    kind: "functional" as const,
    jobLevel: "ahli muda",
    jobFamily: families[k % families.length]!,
    capacity: 50,
    required: null,
    minimum: 1,
  })),
  staff: Array.from({ length: PEOPLE }, (_, k) => ({
    id: `s${k}`,
    positionId: `p${below(POSITIONS)}`,
    birthDate: `${1966 + below(35)}-${String(1 + below(12)).padStart(2, "0")}-15`,
  })),
};
const districtOf = Object.fromEntries(input.units.map(({ id }, k) => [id, `Kecamatan ${k % 21}`]));

let total = 0;
function timed<T>(what: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  const seconds = (performance.now() - start) / 1000;
  total += seconds;
  console.log(`${what.padEnd(66)} ${seconds.toFixed(3).padStart(7)} s`);
  return result;
}

console.log(`${POSITIONS} positions, ${TASKS} tasks, ${PEOPLE} people, ${UNITS} units; node ${process.version}`);
const needs = timed("abkNeeds: tasks to needs, with ranges and drivers", () => abkNeeds(tasks));
const joined = timed("withRequired: needs to positions", () => withRequired(input, needs));
const scenario = timed("createScenario: checks and indexes", () => createScenario(joined));
const analysis = timed("analyzeStaffing: positions, units, agencies", () => analyzeStaffing(scenario));
const report = timed("staffingReport: grades, districts, job families, indices before, after", () =>
  staffingReport(scenario, { districtOf, after: analysis }),
);
const projection = timed("projectStaffing: five years", () => projectStaffing(scenario, { growth: 0.02 }));
console.log(`${"together".padEnd(66)} ${total.toFixed(3).padStart(7)} s`);

const loads = Array.from({ length: INDEX_UNITS }, () => ({ required: 1 + below(900) / 100, existing: below(12) }));
const indices = timed(`balanceIndices: ${INDEX_UNITS} units`, () => balanceIndices(loads));

console.log(
  `need ${report.totals.required!.toFixed(1)}, people ${report.totals.existing}, short ${report.totals.shortage.toFixed(1)}, ` +
    `over ${report.totals.surplus.toFixed(1)}, advised moveThreshold ${advisedMoveThreshold(needs)!.toFixed(1)}, ` +
    `retirements ${projection.retirements.length}, Gini of 10⁶ units ${indices.gini!.toFixed(6)}`,
);
