/**
 * One process of the end-to-end measurement (`end-to-end.ts`, which says what is measured how):
 *
 *     node process.mjs whole|parts FOLDER POLICY DAY
 *
 * Prints its report as JSON.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPositionsCsv, readStaffCsv, readUnitsCsv, writePlanCsv } from "../src/csv/index.js";
import { createScenario, type Plan, planTransfers, type PolicyName, type Scenario, verifyPlan } from "../src/index.js";
import { everyoneStays, formulate } from "../src/planning/formulate.js";
import { geographyOf } from "../src/planning/geography.js";
import { groupPeople } from "../src/planning/groups.js";
import { networkSolver } from "../src/planning/network-levels.js";
import { resolveOptions } from "../src/planning/options.js";
import { solveLevels } from "../src/planning/solve-levels.js";
import { fitsTransport, transportSolver } from "../src/planning/transport-levels.js";
import { byId } from "../src/scenario/index.js";
import { analyzeStaffing } from "../src/staffing/index.js";

/** Seconds of the clock and of the processor (all threads: compilers and garbage collection, too). */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

export interface Stage extends Cost {
  readonly name: string;
}

/** What one process reports. */
export interface Report {
  readonly stages: readonly Stage[];
  readonly total: Cost;
  /** Bytes: the highest resident memory. */
  readonly peak: number;
}

export interface Whole extends Report {
  readonly plan: {
    readonly status: Plan["status"];
    readonly units: number;
    readonly staff: number;
    readonly size: Plan["run"]["size"];
    readonly moves: number;
    readonly placements: number;
    readonly shortageBefore: number;
    readonly shortageAfter: number;
    readonly notices: number;
  };
}

export interface Parts extends Report {
  readonly levels: readonly Stage[];
  readonly verified: boolean;
  /** Whether the parts, put together, found the plan of the whole. */
  readonly samePlan: boolean;
}

/** Measures stages from the moment at which the last one ended. */
class Stopwatch {
  readonly stages: Stage[] = [];
  private wall = 0; // the clock of `performance` starts with the process
  private cpu = 0;

  lap(name: string): Stage {
    const { wall, cpu } = totalCost();
    const stage = { name, wall: wall - this.wall, cpu: cpu - this.cpu };
    [this.wall, this.cpu] = [wall, cpu];
    this.stages.push(stage);
    return stage;
  }

  report(): Report {
    return { stages: this.stages, total: totalCost(), peak: process.resourceUsage().maxRSS * 1024 };
  }
}

function totalCost(): Cost {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now() / 1000, cpu: (user + system) / 1e6 };
}

function readCity(folder: string, asOf: string, watch: Stopwatch): Scenario {
  const file = (name: string): Uint8Array => readFileSync(join(folder, name));
  const units = readUnitsCsv(file("units.csv"));
  const places = { units: units.rows, agencies: units.agencies };
  const positions = readPositionsCsv(file("positions.csv"), places);
  const staff = readStaffCsv(file("staff.csv"), { ...places, positions: positions.rows });
  const issues = [units, positions, staff].reduce((sum, result) => sum + result.issues.length, 0);
  if (issues > 0) throw new Error(`${issues} issues in files that should have none`);
  watch.lap("read three CSV files");
  const scenario = createScenario({
    asOf,
    agencies: units.agencies,
    units: units.rows,
    positions: positions.rows,
    staff: staff.rows,
  });
  watch.lap("createScenario");
  return scenario;
}

/** The process `whole`. */
async function runWhole(folder: string, policy: PolicyName, asOf: string): Promise<Whole> {
  const watch = new Stopwatch();
  watch.lap("start of Node, loading the library");
  const scenario = readCity(folder, asOf, watch);
  const plan = await planTransfers(scenario, { policy });
  watch.lap("planTransfers, with verification");
  if (plan.status === "noPlanFound" || plan.status === "infeasible") throw new Error("no plan");
  writeFileSync(join(folder, "transfers.csv"), writePlanCsv(plan, scenario, { excel: true, language: "id" }));
  writeFileSync(join(folder, "plan.json"), `${JSON.stringify(plan, null, 1)}\n`);
  watch.lap("write the plan (CSV, JSON)");
  const report = watch.report();
  const shortage = ({ positions }: Plan["before"]): number => positions.reduce((sum, row) => sum + row.shortage, 0);
  const moves = plan.transfers.filter(({ fromPositionId }) => fromPositionId !== null).length;
  return {
    ...report,
    plan: {
      status: plan.status,
      units: scenario.units.length,
      staff: scenario.staff.length,
      size: plan.run.size,
      moves,
      placements: plan.transfers.length - moves,
      shortageBefore: shortage(plan.before),
      shortageAfter: shortage(plan.after),
      notices: plan.notices.length,
    },
  };
}

/** The process `parts`. */
async function runParts(folder: string, policy: PolicyName, asOf: string): Promise<Parts> {
  const watch = new Stopwatch();
  watch.lap("start of Node, loading the library");
  const scenario = readCity(folder, asOf, watch);
  analyzeStaffing(scenario);
  watch.lap("analyzeStaffing");
  const options = resolveOptions({ policy });
  const geography = geographyOf(scenario);
  const studied = scenario.positions.filter(({ required }) => required !== null).sort(byId);
  watch.lap("options, geography");
  groupPeople(scenario, studied, options.unknown);
  watch.lap("eligibility, groups, pairs");
  const formulation = formulate(scenario, options, geography);
  watch.lap("formulate (eligibility once more, seats)");

  const levels = new Stopwatch();
  levels.lap("before");
  const control = {
    startedAt: performance.now(),
    deadline: Infinity,
    signal: undefined,
    phase: "levels" as const,
    // The last event of a level ends it.
    onProgress: ({ level, gap }: { level: string; gap: number }) => gap === 0 && levels.lap(level),
  };
  const isFast = fitsTransport(formulation);
  let solver;
  let solved;
  let spread = 1;
  let inHand = everyoneStays(formulation);
  do {
    solver = isFast
      ? transportSolver(formulation, control, spread, undefined, inHand)
      : networkSolver(formulation, control, spread, undefined, undefined, inHand);
    solved = await solveLevels(formulation, solver, control);
    levels.lap("is it the only plan?");
    inHand = solved.flow;
    spread *= 4;
  } while (!solver.isExact());
  watch.lap("solve");
  const placements = formulation.readBack(solved.flow);
  watch.lap("read back");
  const plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as Plan;
  watch.lap("parse plan.json");
  const { ok } = verifyPlan(scenario, plan);
  watch.lap("verifyPlan");
  return {
    ...watch.report(),
    levels: merged(levels.stages.slice(1)),
    verified: ok,
    samePlan: "placements" in plan && JSON.stringify(plan.placements) === JSON.stringify(placements),
  };
}

/** Stages of one name as one: a level may send its last event more than once. */
function merged(stages: readonly Stage[]): Stage[] {
  const byName = new Map<string, Stage>();
  for (const { name, wall, cpu } of stages) {
    const known = byName.get(name) ?? { wall: 0, cpu: 0 };
    byName.set(name, { name, wall: known.wall + wall, cpu: known.cpu + cpu });
  }
  return [...byName.values()];
}

const [kind, folder, policy, asOf] = process.argv.slice(2);
const run = kind === "whole" ? runWhole : runParts;
console.log(JSON.stringify(await run(folder!, policy as PolicyName, asOf!)));
