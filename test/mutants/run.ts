/**
 * Shows that the suite can fail: seeds faults one at a time into a copy of the project and runs the tests that should
 * notice. A fault that no test notices is a survivor, and a survivor is a question: delete the code or write the test.
 *
 *     npm run mutants [-- name]
 */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mutants } from "./mutants.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const copy = join(root, ".mutants");
const wanted = process.argv[2];
/** Milliseconds that the tests of one fault may take. */
const LONGEST = 120_000;

rmSync(copy, { recursive: true, force: true });
mkdirSync(copy);
for (const item of ["src", "test", "examples", "package.json", "tsconfig.json", "vitest.config.ts"]) {
  cpSync(join(root, item), join(copy, item), { recursive: true });
}
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));

let survivors = 0;
for (const { name, file, find, replace, tests } of mutants) {
  if (wanted !== undefined && !name.includes(wanted)) continue;
  const path = join(copy, "src", file);
  const original = readFileSync(path, "utf8");
  if (original.split(find).length !== 2)
    throw new Error(`${name}: ${file} does not hold the text exactly once:\n${find}`);
  writeFileSync(
    path,
    original.replace(find, () => replace),
  );
  const killer = await failingTest(tests);
  writeFileSync(path, original);
  if (killer === undefined) survivors++;
  console.log(`${killer === undefined ? "SURVIVED" : "killed  "} ${name}${killer === undefined ? "" : ` ← ${killer}`}`);
}
rmSync(copy, { recursive: true, force: true });
if (survivors > 0) {
  console.error(`${survivors} mutants survived`);
  process.exitCode = 1;
}

/** The first failing test, or `undefined` if all pass. A fault that makes the tests run for ever is noticed, too. */
async function failingTest(tests: readonly string[]): Promise<string | undefined> {
  const { stdout, code } = await runTests(tests);
  if (code === 0) return undefined;
  if (code === null) return `${tests.join(", ")}: stopped after ${LONGEST / 1000} s`;
  const start = stdout.indexOf("{");
  if (start < 0) return "a test run that ends without a report";
  const report = JSON.parse(stdout.slice(start)) as {
    testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[];
  };
  for (const { name, assertionResults } of report.testResults) {
    const failed = assertionResults.find(({ status }) => status === "failed");
    if (failed !== undefined) return `${name.split("/test/")[1]}: ${failed.fullName}`;
  }
  return "a test file that does not load";
}

/** Runs the tests in a process group of their own, so that workers which never end are ended with them. */
function runTests(tests: readonly string[]): Promise<{ stdout: string; code: number | null }> {
  return new Promise((resolve) => {
    const args = ["vitest", "run", "--bail=1", "--reporter=json", ...tests];
    const child = spawn("npx", args, { cwd: copy, detached: true, stdio: ["ignore", "pipe", "ignore"] });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    const timer = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), LONGEST);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ stdout, code });
    });
  });
}
