/**
 * Plans under conditions that no network holds: a budget of 10 % moves, outflow caps of 10 % on every unit, and 1 % of the
 * people in pairs that must not meet in a unit. Ours against HiGHS on the full model, in the same run, level by level:
 *
 *     npm run bench:residue [-- --quick] [--seeds 3] [--seconds 1500] [--large]
 *
 * CPU seconds, each solver and seed in a process of its own, one after the other. Prints a table in Markdown. `--quick`
 * takes 1,000 people; `--large` adds 20,000, where the full model is more than HiGHS' 2 GiB can hold. Exits with 1 if two
 * answers differ or a plan is not proven where it should be.
 */
import { parseArgs } from "node:util";
import type { CitySize } from "../test/planning/constrained-city.js";
import type { Failed } from "./outcome.js";
import { bundle, runApart } from "./processes.js";
import { spread } from "./statistics.js";

/** What a process is asked. */
export interface ResidueTask {
  readonly solver: "ours" | "full";
  readonly seed: number;
  readonly size: CitySize;
  /** Limit of a whole plan, or of one level of the full model. */
  readonly seconds: number;
}

/** What it answers. */
export type ResidueOutcome = ResidueMeasured | Failed;

export interface ResidueMeasured {
  readonly status: "measured";
  readonly solved: boolean;
  readonly reason: string;
  /** Values of the levels, as far as they were solved. */
  readonly values: readonly string[];
  /** By level, how far the bound is from the value, relative to it. */
  readonly gaps: readonly number[];
  readonly pairs: number;
  /** Seconds. */
  readonly cpu: number;
  /** MiB. */
  readonly peakMemory: number;
}

const QUICK: CitySize = { people: 1_000, posts: 100, units: 20, jobs: 6 };
const CITY: CitySize = { people: 5_000, posts: 500, units: 100, jobs: 16 };
const LARGE: CitySize = { people: 20_000, posts: 2_000, units: 400, jobs: 20 };
/** The gap that a large city may be left with. */
const LARGEST_GAP = 0.001;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    large: { type: "boolean", default: false },
    seeds: { type: "string", default: "3" },
    seconds: { type: "string", default: "1500" },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, k) => k + 1);
const seconds = Number(values.seconds);
const file = bundle("residue-process");
const faults: string[] = [];

const show = (outcome: ResidueOutcome): string =>
  outcome.status === "failed"
    ? outcome.reason
    : `${outcome.cpu.toFixed(1)} s, ${Math.round(outcome.peakMemory)} MiB${outcome.solved ? "" : `, ${outcome.reason}`}`;

async function compare(size: CitySize, seed: number): Promise<number | undefined> {
  const ask = (solver: ResidueTask["solver"]): Promise<ResidueOutcome> =>
    runApart(file, [JSON.stringify({ solver, seed, size, seconds } satisfies ResidueTask)], 4 * seconds);
  const ours = await ask("ours");
  console.error(`${size.people} people, seed ${seed}: ours ${show(ours)}`);
  const full = await ask("full");
  console.error(`${size.people} people, seed ${seed}: full ${show(full)}`);
  if (ours.status === "failed") {
    faults.push(`${size.people} people, seed ${seed}: ${ours.reason}`);
    return undefined;
  }
  const gap = Math.max(...ours.gaps);
  const isLarge = size === LARGE;
  if (isLarge ? gap > LARGEST_GAP : !ours.solved) faults.push(`${size.people} people, seed ${seed}: ${ours.reason}`);
  const known = full.status === "failed" ? [] : full.values;
  known.forEach((value, level) => {
    if (value !== ours.values[level])
      faults.push(`${size.people} people, seed ${seed}, level ${level}: ${ours.values[level]} and ${value}`);
  });
  const ratio = full.status === "measured" && full.cpu > 0 ? full.cpu / ours.cpu : undefined;
  const isWhole = full.status === "measured" && full.solved;
  const ratioText = ratio === undefined ? "–" : `${isWhole ? "" : "> "}${ratio.toFixed(1)}`;
  const cells = [size.people, size.posts, ours.pairs, seed, show(ours), show(full), ratioText];
  console.log(`| ${cells.join(" | ")} | ${(100 * gap).toFixed(4)} % | ${known.length} of ${ours.values.length} |`);
  return isWhole ? ratio : undefined;
}

console.log("| people | posts | pairs | seed | ours | HiGHS on the full model | ratio | gap | levels compared |");
console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
const ratios: number[] = [];
for (const seed of seeds) {
  const ratio = await compare(values.quick ? QUICK : CITY, seed);
  if (ratio !== undefined) ratios.push(ratio);
}
if (values.large) await compare(LARGE, 1);
if (ratios.length > 0) console.log(`\nMedian ratio: ${spread(ratios).median.toFixed(1)}`);
for (const fault of faults) console.error(`WRONG ${fault}`);
if (faults.length > 0) process.exitCode = 1;
