/**
 * Plans that may send people to courses: seats of courses, a budget that binds, prerequisites. Ours against HiGHS on the full
 * model (a column for every person, post and way), in the same run, level by level:
 *
 *     npm run bench:training [-- --quick] [--seeds 3] [--seconds 1500] [--gap 0.005]
 *
 * CPU seconds, each solver and seed in a process of its own, one after the other. Prints a table in Markdown. `--quick`
 * takes 1,000 people. Both sides may leave a level within the gap (0.5 %; `--gap 0`: proven to the last unit). Exits with 1 if
 * bounds and values of the two contradict each other, a gap of ours is wider, or the courses cost more than the budget.
 */
import { parseArgs } from "node:util";
import type { TrainingCitySize } from "../test/development/training-city.js";
import type { Failed } from "./outcome.js";
import { bundle, runApart } from "./processes.js";
import { spread } from "./statistics.js";

/** What a process is asked. */
export interface TrainingTask {
  readonly solver: "ours" | "full";
  readonly seed: number;
  readonly size: TrainingCitySize;
  /** Limit of a whole plan, or of one level of the full model. */
  readonly seconds: number;
  /** Share of its value by which a level may miss its bound, for both. */
  readonly gap: number;
}

/** What it answers. */
export type TrainingOutcome = TrainingMeasured | Failed;

export interface TrainingMeasured {
  readonly status: "measured";
  readonly solved: boolean;
  readonly reason: string;
  /** Values of the levels, as far as they were solved. */
  readonly values: readonly number[];
  /** Lower bounds of ours, by level; none of the full model, which stops at what it cannot prove. */
  readonly bounds: readonly number[];
  /** Columns of the full model, or what ours calls pairs: places and ways of all people, and the ways among them. */
  readonly pairs: number;
  readonly ways: number;
  /** Of our plan: people sent to courses, what that costs, and the budget (rupiah). */
  readonly trained: number;
  readonly spent: number;
  readonly budget: number;
  /** Seconds. */
  readonly cpu: number;
  /** MiB. */
  readonly peakMemory: number;
}

const QUICK: TrainingCitySize = { people: 1_000, posts: 100, units: 20, jobs: 6, courses: 20 };
const CITY: TrainingCitySize = { people: 5_000, posts: 500, units: 100, jobs: 16, courses: 50 };

const { values: given } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    seeds: { type: "string", default: "3" },
    seconds: { type: "string", default: "1500" },
    gap: { type: "string", default: "0.005" },
  },
});
const seeds = Array.from({ length: Number(given.seeds) }, (_, k) => k + 1);
const seconds = Number(given.seconds);
const gap = Number(given.gap);
const size = given.quick ? QUICK : CITY;
const file = bundle("training-process");
const faults: string[] = [];

const show = (outcome: TrainingOutcome): string =>
  outcome.status === "failed"
    ? outcome.reason
    : `${outcome.cpu.toFixed(1)} s, ${Math.round(outcome.peakMemory)} MiB${outcome.solved ? "" : `, ${outcome.reason}`}`;

const percent = (share: number): string => `${(100 * share).toFixed(4)} %`;

async function compare(seed: number): Promise<number | undefined> {
  const ask = async (solver: TrainingTask["solver"]): Promise<TrainingOutcome> => {
    const task: TrainingTask = { solver, seed, size, seconds, gap };
    const outcome = await runApart<TrainingOutcome>(file, [JSON.stringify(task)], 6 * seconds);
    console.error(`seed ${seed}: ${solver} ${show(outcome)}`);
    return outcome;
  };
  const blame = (text: string): void => void faults.push(`seed ${seed}: ${text}`);
  const ours = await ask("ours");
  const full = await ask("full");
  if (ours.status === "failed") {
    blame(ours.reason);
    return undefined;
  }
  if (ours.spent > ours.budget) blame(`courses for ${ours.spent} rupiah, and a budget of ${ours.budget}`);
  const gaps = ours.values.map((value, level) => (value - ours.bounds[level]!) / Math.max(1, Math.abs(value)));
  const known = full.status === "failed" ? [] : full.values;
  // Where the two differ on an earlier level the later ones speak of other plans.
  const apart = ours.values.findIndex((value, level) => value !== known[level] || gaps[level]! > 0);
  const comparable = apart < 0 ? ours.values.length : apart + 1;
  if (ours.values.length === 0) blame(ours.reason);
  gaps.forEach((left, level) => {
    if (left > gap) blame(`level ${level}: a gap of ${percent(left)}`);
  });
  known.slice(0, comparable).forEach((value, level) => {
    if (ours.values[level]! < value - gap * Math.abs(value) || ours.bounds[level]! > value)
      blame(`level ${level}: ${ours.bounds[level]} … ${ours.values[level]} and ${value}`);
  });
  const ratio = full.status === "measured" && full.cpu > 0 ? full.cpu / ours.cpu : undefined;
  const isWhole = full.status === "measured" && full.solved;
  const ratioText = ratio === undefined ? "–" : `${isWhole ? "" : "> "}${ratio.toFixed(1)}`;
  const sizes = [size.people, size.posts, size.courses, ours.pairs, full.status === "failed" ? "–" : full.ways];
  const plan = `${ours.trained} people, ${Math.round(ours.spent / 1e6)} of ${Math.round(ours.budget / 1e6)} million`;
  const widest = percent(Math.max(0, ...gaps));
  const compared = `${Math.min(known.length, comparable)} of ${ours.values.length}`;
  console.log(`| ${[...sizes, seed, plan, show(ours), show(full), ratioText, widest, compared].join(" | ")} |`);
  return isWhole ? ratio : undefined;
}

const heads =
  "people, posts, courses, pairs, ways, seed, trained, ours, HiGHS on the full model, ratio, gap, levels compared";
console.log(`| ${heads.split(", ").join(" | ")} |`);
console.log(`|${" --- |".repeat(heads.split(", ").length)}`);
const ratios: number[] = [];
for (const seed of seeds) {
  const ratio = await compare(seed);
  if (ratio !== undefined) ratios.push(ratio);
}
if (ratios.length > 0) console.log(`\nMedian ratio: ${spread(ratios).median.toFixed(1)}`);
for (const fault of faults) console.error(`WRONG ${fault}`);
if (faults.length > 0) process.exitCode = 1;
