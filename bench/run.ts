/**
 * Times the transport kernel on seeded instances, beside LEMON (C++, where a compiler and liblemon-dev are found) and other
 * solvers from npm, and asserts that all find the same least cost:
 *
 *     npm run bench [-- --quick] [--seeds 5] [--size PEOPLE]... [--families] [--no-families] [--no-peers] [--no-policies]
 *
 * Prints tables in Markdown, progress on stderr; writes `out/bench.json` and `out/bench-scaling.svg`. `--quick` takes about
 * three minutes; `--size` keeps only the sizes with so many people; `--families` runs the hard families alone. Exits with 1
 * if an objective differs, a proof fails or a plan is not optimal.
 *
 * CPU time on both sides, each solver and seed in a process of its own. Ours goes from typed arrays to plan, prices and
 * objective; LEMON's is `run()` alone; whatever comes before is shown beside it. The check of our answer is the bench's own
 * and timed apart.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Choice, conclusion, faultsOf, type Row, runTasks, SIZES, tasksOf } from "./campaign.js";
import { scalingChart } from "./chart.js";
import { FAMILIES } from "./instances.js";
import { compileDriver } from "./lemon.js";
import { FULL_SECONDS, QUICK_SECONDS } from "./limits.js";
import type { Outcome } from "./outcome.js";
import { PEERS } from "./peers.js";
import { type PlanOutcome, type PlanRow, planTasks } from "./policies.js";
import { bundle, runApart } from "./processes.js";
import { groupsOf, growth } from "./summary.js";
import { markdown } from "./tables.js";

const OUT = new URL("../out/", import.meta.url);
/** Seconds that a whole plan gets. */
const PLAN_SECONDS = 300;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    quick: { type: "boolean", default: false },
    seeds: { type: "string" },
    size: { type: "string", multiple: true },
    families: { type: "boolean" },
    peers: { type: "boolean", default: true },
    policies: { type: "boolean" },
  },
});
const seeds = Number(values.seeds ?? (values.quick ? 1 : 5));
if (!(Number.isInteger(seeds) && seeds > 0))
  throw new RangeError(`--seeds must be a whole number from 1, not ${values.seeds}`);
const sizes = SIZES.filter(({ people }) => values.size?.includes(String(people)) ?? true);
const onlyFamilies = values.families === true && values.size === undefined;
const withFamilies = values.families ?? values.size === undefined;
const withPolicies = values.policies ?? (values.size === undefined && !onlyFamilies);

const driver = compileDriver();
const skipped = "skipped" in driver ? driver.skipped : undefined;
const choice: Choice = {
  sizes,
  seeds,
  forms: [...(onlyFamilies ? [] : ["pure" as const]), ...(withFamilies ? FAMILIES : [])],
  lemon: skipped === undefined,
  peers: values.peers ? PEERS : [],
  peerSeconds: values.quick ? QUICK_SECONDS : FULL_SECONDS,
};

const startedAt = performance.now();
const loadBefore = loadavg()[0]!;
const one = bundle("one");
const tasks = tasksOf(choice);
const say = (done: number, of: number, what: string, outcome: Outcome | PlanOutcome): void => {
  const figures = outcome.status === "failed" ? outcome.reason : `${outcome.cpu.toFixed(1)} ms`;
  console.error(`[${((performance.now() - startedAt) / 1000).toFixed(0)} s] ${done}/${of} ${what}: ${figures}`);
};
let rows: Row[];
try {
  rows = await runTasks(
    tasks,
    (task, seconds) =>
      runApart<Outcome>(one, [JSON.stringify(task), ...("program" in driver ? [driver.program] : [])], seconds),
    ({ task: { form, size, seed, solver }, outcome }, done) =>
      say(done, tasks.length, `${form} ${size.people}/${size.positions}/${size.arcs} seed ${seed} ${solver}`, outcome),
  );
} finally {
  if ("dispose" in driver) driver.dispose();
}

const plans: PlanRow[] = [];
if (withPolicies) {
  const onePlan = bundle("one-plan");
  const asked = planTasks(seeds, values.quick ? 1_000 : Infinity);
  for (const task of asked) {
    const outcome = await runApart<PlanOutcome>(onePlan, [JSON.stringify(task)], PLAN_SECONDS);
    plans.push({ task, outcome });
    say(plans.length, asked.length, `${task.policy} ${task.people} people seed ${task.seed}`, outcome);
  }
}

const groups = groupsOf(rows);
const faults = [
  ...faultsOf(rows),
  ...plans.flatMap(({ task, outcome }) =>
    outcome.status === "failed" ? [`${task.policy}, ${task.people} people, seed ${task.seed}: ${outcome.reason}`] : [],
  ),
];
mkdirSync(OUT, { recursive: true });
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  load: [loadBefore, loadavg()[0]!],
};
const report = { machine, choice, lemonSkipped: skipped ?? null, growth: growth(groups) ?? null, rows, plans, faults };
writeFileSync(fileURLToPath(new URL("bench.json", OUT)), `${JSON.stringify(report, null, 1)}\n`);
if (choice.forms.includes("pure")) {
  writeFileSync(fileURLToPath(new URL("bench-scaling.svg", OUT)), scalingChart(groups));
}
console.log(`# Bench: Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${seeds} seeds\n`);
if (loadBefore > 0.5) {
  console.log(`The machine was not idle (load ${loadBefore.toFixed(1)}): CPU times can be twice as long then.\n`);
}
console.log(markdown(rows, plans, skipped));
const { text, exitCode } = conclusion(faults);
console.log(text);
process.exitCode = exitCode;
