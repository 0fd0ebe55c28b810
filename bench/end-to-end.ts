/**
 * From three CSV files of a generated city (`big-city.ts`) to a verified plan on disk: how long every stage takes.
 *
 *     npm run bench:city -- [--seeds 3] [--people 20000] [--positions 5000] [--asked 3]
 *         [--policy worthwhile|fillShortages|equalizeWorkload|all] [--quick] [--keep DIR] [--profile]
 *
 * The sources are bundled, packages stay outside, and two processes of Node run one after the other for each city:
 *
 * 1. `whole` knows the public doors alone: it reads the files, makes a scenario, plans (which verifies) and writes
 *    `transfers.csv` and `plan.json`. Its time and memory are those of the whole; time counts from the start of the
 *    process, resident memory is its highest (`process.resourceUsage()`).
 * 2. `parts` reads the same files and the plan from disk, and calls what `planTransfers` calls inside, one stage after the
 *    other, each for the first time in the process, as it is in the whole: eligibility (`groupPeople`: profiles, bits,
 *    groups and pairs), formulation (`formulate`, which finds eligibility a second time, so it is shown and not counted),
 *    solving level by level with the check of every answer (`solveLevels`, from one event of progress to the next), the
 *    staffing (`analyzeStaffing`) and the verification of the plan in the file (`verifyPlan`).
 *
 * Prints Markdown, writes `out/end-to-end.json`. `--quick` is one city of 2,000 people and 500 positions. `--profile`
 * writes a CPU profile of each whole into the folder of the city.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { POLICY_NAMES } from "../src/planning/levels.js";
import type { PolicyName } from "../src/planning/types.js";
import { CITY_DAY, CITY_DEFAULTS, writeCity } from "./big-city.js";
import type { Cost, Parts, Report, Stage, Whole } from "./end-to-end-process.js";

/** The figures that the bench holds itself to. */
const MOST_OF_WHOLE = 0.5;
const MOST_MEMORY = 1.2e9;

interface City {
  readonly seed: number;
  readonly policy: PolicyName;
  readonly whole: Whole;
  readonly parts: Parts;
}

/** Bundles the measured process; packages are loaded from where they are installed. */
async function bundle(): Promise<string> {
  const { build } = await import("esbuild");
  const outfile = join("out", "end-to-end", "process.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("end-to-end-process.ts", import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}

const NOTHING: Cost = { wall: 0, cpu: 0 };

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
const seconds = (value: number): string => value.toFixed(2);

function costs({ wall, cpu }: Cost): string {
  return `${seconds(wall)} / ${seconds(cpu)}`;
}

/** Stages as rows, cities as columns, and the share of the processor time of the whole. */
function stageTable(
  cities: readonly City[],
  groups: readonly (readonly [title: string, of: (city: City) => readonly Stage[]])[],
): string {
  const lines = [
    `| stage | ${cities.map(({ seed }) => `seed ${seed}`).join(" | ")} | of the whole |`,
    `| :--- |${cities.map(() => " ---: |").join("")} ---: |`,
  ];
  const add = (name: string, of: (city: City) => Cost): void => {
    const share = median(cities.map((city) => of(city).cpu / city.whole.total.cpu));
    lines.push(`| ${name} | ${cities.map((city) => costs(of(city))).join(" | ")} | ${(100 * share).toFixed(1)} % |`);
  };
  for (const [title, of] of groups) {
    for (const { name } of of(cities[0]!)) {
      add(`${title}${name}`, (city) => of(city).find((stage) => stage.name === name) ?? NOTHING);
    }
  }
  add("**whole process**", ({ whole }) => whole.total);
  return lines.join("\n");
}

function cityTable(cities: readonly City[]): string {
  const lines = [
    "| seed | people | units | positions | in the network: people | groups | shrink | pairs | moves | placements | short before | after | peak memory |",
    `|${" ---: |".repeat(13)}`,
  ];
  for (const { seed, whole: report } of cities) {
    const { plan, peak } = report;
    const { people, groups, positions, pairs } = plan.size;
    const cells = [
      seed,
      ...[plan.staff, plan.units, positions, people, groups].map(whole),
      (people / groups).toFixed(2),
      ...[pairs, plan.moves, plan.placements].map(whole),
      ...[plan.shortageBefore, plan.shortageAfter].map((people) => people.toFixed(1)),
      `${(peak / 1e9).toFixed(2)} GB`,
    ];
    lines.push(`| ${cells.join(" | ")} |`);
  }
  return lines.join("\n");
}

function stageOf({ stages }: Report, name: string): Cost {
  return stages.find((stage) => stage.name === name)!;
}

interface Claim {
  readonly claim: string;
  readonly held: boolean;
  readonly figure: string;
}

/** What must hold, with the figures; processor time, because other programs use the machine. */
function claims(cities: readonly City[]): Claim[] {
  const solve = median(cities.map(({ parts }) => stageOf(parts, "solve").cpu));
  const eligibility = median(cities.map(({ parts }) => stageOf(parts, "eligibility, groups, pairs").cpu));
  const share = median(cities.map(({ parts, whole }) => stageOf(parts, "solve").cpu / whole.total.cpu));
  const peak = Math.max(...cities.map(({ whole }) => whole.peak));
  return [
    {
      claim: "solving is less than half of the whole",
      held: share < MOST_OF_WHOLE,
      figure: `${(100 * share).toFixed(1)} % of CPU time`,
    },
    { claim: "peak memory is under 1.2 GB", held: peak < MOST_MEMORY, figure: `${(peak / 1e9).toFixed(2)} GB` },
    {
      claim: "eligibility takes no longer than the solve",
      held: eligibility <= solve,
      figure: `${seconds(eligibility)} s against ${seconds(solve)} s of CPU time`,
    },
  ];
}

/** Whether the plan is proven, survives verification in another process, and is found again there. */
function isRight({ whole, parts }: City): boolean {
  return whole.plan.status === "optimal" && parts.verified && parts.samePlan;
}

/** What stands inside `planTransfers`, around the levels. */
const BEFORE_LEVELS = [
  "analyzeStaffing",
  "options, geography",
  "eligibility, groups, pairs",
  "formulate (eligibility once more, seats)",
  "solve",
];
const AFTER_LEVELS = ["read back", "verifyPlan"];

function print(policy: PolicyName, load: number, cities: readonly City[], held: readonly Claim[]): void {
  const inside =
    (names: readonly string[]) =>
    ({ parts }: City): Stage[] =>
      parts.stages.filter(({ name }) => names.includes(name));
  console.log(`\n## ${policy}\n`);
  console.log(cityTable(cities));
  console.log(`\nThe whole (load of the machine before it: ${load.toFixed(1)}):\n`);
  console.log(stageTable(cities, [["", ({ whole }) => whole.stages]]));
  console.log("\nInside planTransfers, measured in a process of its own:\n");
  const parts = stageTable(cities, [
    ["", inside(BEFORE_LEVELS)],
    ["solve: ", ({ parts }) => parts.levels],
    ["", inside(AFTER_LEVELS)],
  ]);
  console.log(`${parts}\n`);
  for (const { claim, held: isHeld, figure } of held) {
    console.log(`- ${isHeld ? "held" : "MISSED"}: ${claim} (${figure})`);
  }
  for (const city of cities.filter((city) => !isRight(city))) {
    const { status } = city.whole.plan;
    const { verified, samePlan } = city.parts;
    console.log(`- MISSED: seed ${city.seed}: ${status}, verified: ${verified}, the same plan again: ${samePlan}`);
  }
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({
    options: {
      seeds: text,
      people: text,
      positions: text,
      asked: text,
      policy: text,
      quick: flag,
      keep: text,
      profile: flag,
    },
  });
  const quick = values.quick === true;
  const options = {
    people: Number(values.people ?? (quick ? 2_000 : CITY_DEFAULTS.people)),
    positions: Number(values.positions ?? (quick ? 500 : CITY_DEFAULTS.positions)),
    asked: Number(values.asked ?? CITY_DEFAULTS.asked),
  };
  const seeds = Array.from({ length: Number(values.seeds ?? (quick ? 1 : 3)) }, (_, k) => k + 1);
  const policies = values.policy === "all" ? POLICY_NAMES : [(values.policy ?? POLICY_NAMES[0]!) as PolicyName];

  const script = await bundle();
  const folderOf = (seed: number): string => join(values.keep ?? join("out", "end-to-end"), `city-${seed}`);
  for (const seed of seeds) writeCity(folderOf(seed), { ...options, seed });
  const run = (kind: "whole" | "parts", folder: string, policy: PolicyName): unknown => {
    const profile =
      values.profile === true && kind === "whole"
        ? ["--cpu-prof", `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${policy}.cpuprofile`]
        : [];
    const args = [...profile, script, kind, folder, policy, CITY_DAY];
    const output = execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
    return JSON.parse(output);
  };

  const machine = `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? "processor"}`;
  console.log(`# From three files to a verified plan\n`);
  console.log(`${whole(options.people)} people, ${whole(options.positions)} positions; ${machine}.`);
  console.log("Seconds of the clock / of the processor; shares are of processor time, medians over the seeds.");
  const results: Record<string, unknown>[] = [];
  for (const policy of policies) {
    const load = loadavg()[0]!;
    const cities = seeds.map((seed): City => ({
      seed,
      policy,
      whole: run("whole", folderOf(seed), policy) as Whole,
      parts: run("parts", folderOf(seed), policy) as Parts,
    }));
    const held = claims(cities);
    print(policy, load, cities, held);
    if (!cities.every(isRight)) process.exitCode = 1;
    results.push({ policy, load, claims: held, cities });
  }
  mkdirSync("out", { recursive: true });
  writeFileSync(join("out", "end-to-end.json"), `${JSON.stringify({ machine, options, results }, null, 1)}\n`);
}

await main();
