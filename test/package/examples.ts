/**
 * Runs the examples whose data are in the repository, on the built package, and compares what they make with what is
 * kept: the sample city byte for byte, the output of examples 01, 03, 04, 05 and 06 line by line with times masked.
 *
 *     npx tsx test/package/examples.ts [--update]
 *
 * `--update` rewrites what is kept in `examples/data/` and `examples/expected/`; read the difference before you commit it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createScenario, type Plan, verifyPlan } from "imbang";
import { readPositionsCsv, readStaffCsv, readUnitsCsv } from "imbang/csv";
import { CITY_FILES, DEVELOPMENT_FILES, MERIT_FILES, SAMPLE_DAY, STUDY_FILES } from "../../examples/make-sample.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DATA = join(ROOT, "examples", "data");
const EXPECTED = join(ROOT, "examples", "expected");
const OUT_FILES = ["transfers.csv", "staffing-before-after.csv", "plan.json"] as const;
/** Differing lines shown of each text. */
const SHOWN = 5;

const update = process.argv.includes("--update");
const failures: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "imbang-examples-"));
try {
  checkSample(join(folder, "data"));
  checkExample(join(folder, "out"));
  checkStaffing(join(folder, "staffing"));
  compare(join(EXPECTED, "04.txt"), run("04-rules-and-repairs.ts", []));
  checkMerit(join(folder, "merit"));
  checkTraining(join(folder, "training"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.error(`\n${failure}`);
if (failures.length > 0) {
  console.error("\nWhere the new result is right: npx tsx test/package/examples.ts --update");
  process.exitCode = 1;
} else {
  console.log(update ? "examples: what is kept was rewritten" : "examples: as expected");
}

/** The generator makes the files that are kept. */
function checkSample(out: string): void {
  run("make-sample.ts", ["--out", out]);
  for (const name of [...CITY_FILES, ...STUDY_FILES, ...MERIT_FILES, ...DEVELOPMENT_FILES])
    compare(join(DATA, name), readFileSync(join(out, name), "utf8"));
}

/** Example 01 prints what it printed, writes its files, and its plan survives verification. */
function checkExample(out: string): void {
  const printed = run("01-balance-a-city.ts", ["--out", out]);
  const masked = printed.replaceAll(/\b\d+\.\d\d s\b/g, "#.## s").replaceAll(out, "OUT");
  compare(join(EXPECTED, "01.txt"), masked);
  const contents = OUT_FILES.map((name) => readFileSync(join(out, name), "utf8"));
  const plan = JSON.parse(contents.at(-1)!) as Plan;
  if (plan.status !== "optimal") failures.push(`plan.json: the status is ${plan.status}, not optimal`);
  const { issues } = verifyPlan(sampleScenario(), plan);
  if (issues.length > 0) failures.push(`plan.json: ${issues.length} issues, the first: ${issues[0]!.message}`);
  const rows = contents[0]!.trimEnd().split("\r\n").length - 1;
  const transfers = plan.status === "noPlanFound" || plan.status === "infeasible" ? 0 : plan.transfers.length;
  if (rows !== transfers) failures.push(`transfers.csv: ${rows} rows for ${transfers} transfers`);
}

/** Example 03 prints what it printed, and its table has a row for every position and more. */
function checkStaffing(out: string): void {
  const printed = run("03-staffing-gap.ts", ["--out", out]);
  compare(join(EXPECTED, "03.txt"), printed.replaceAll(out, "OUT"));
  const rows = readFileSync(join(out, "gaps.csv"), "utf8").trimEnd().split("\r\n").length - 1;
  const { positions } = sampleScenario();
  if (rows <= positions.length) failures.push(`gaps.csv: ${rows} rows for ${positions.length} positions`);
}

/** Example 05 prints what it printed, and its table has a row for everyone who is ranked or is not. */
function checkMerit(out: string): void {
  const printed = run("05-merit-ranking.ts", ["--out", out]);
  compare(join(EXPECTED, "05.txt"), printed.replaceAll(out, "OUT"));
  const rows = readFileSync(join(out, "ranking.csv"), "utf8").trimEnd().split("\r\n").length - 1;
  const title = /^(\d+) people/m.exec(printed)?.[1];
  if (rows !== Number(title)) failures.push(`ranking.csv: ${rows} rows for ${title} people`);
}

/** Example 06 prints what it printed, and its tables have a row for everyone who is trained and for everyone who moves. */
function checkTraining(out: string): void {
  const printed = run("06-train-and-mentor.ts", ["--out", out]);
  compare(join(EXPECTED, "06.txt"), printed.replaceAll(out, "OUT"));
  const rowsOf = (name: string): number => readFileSync(join(out, name), "utf8").trimEnd().split("\r\n").length - 1;
  const trained = Number(/^(\d+) people go through courses/m.exec(printed)?.[1]);
  if (rowsOf("training.csv") !== trained) failures.push(`training.csv: not a row for each of ${trained} people`);
  if (rowsOf("mentors.csv") !== rowsOf("transfers.csv")) failures.push("mentors.csv: not a row for everyone who moves");
}

function sampleScenario(): Parameters<typeof verifyPlan>[0] {
  const [units, positions, staff] = CITY_FILES.map((name) => readFileSync(join(DATA, name)));
  const { rows, agencies } = readUnitsCsv(units!);
  const posts = readPositionsCsv(positions!, { units: rows, agencies }).rows;
  const people = readStaffCsv(staff!, { units: rows, agencies, positions: posts }).rows;
  return createScenario({ asOf: SAMPLE_DAY, agencies, units: rows, positions: posts, staff: people });
}

/** What an example prints. An empty tsconfig keeps tsx from reading our sources: `imbang` is what was built. */
function run(example: string, options: readonly string[]): string {
  const config = join(folder, "tsconfig.json");
  writeFileSync(config, "{}");
  return execFileSync(process.execPath, ["--import", "tsx", join("examples", example), ...options], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, TSX_TSCONFIG_PATH: config },
    maxBuffer: 1 << 26,
  });
}

/** Compares a text with the one that is kept, or keeps it. */
function compare(path: string, found: string): void {
  if (update) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, found);
    return;
  }
  const kept = readFileSync(path, "utf8");
  if (kept === found) return;
  const [expected, actual] = [kept, found].map((text) => text.split("\n")) as [string[], string[]];
  const differing = Array.from({ length: Math.max(expected.length, actual.length) }, (_, k) => k).filter(
    (k) => expected[k] !== actual[k],
  );
  const shown = differing
    .slice(0, SHOWN)
    .flatMap((k) => [
      `  line ${k + 1}`,
      `  - ${expected[k] ?? "(no such line)"}`,
      `  + ${actual[k] ?? "(no such line)"}`,
    ]);
  failures.push([`${path.slice(ROOT.length)}: ${differing.length} lines differ`, ...shown].join("\n"));
}
