/** The fuzz command ends when it is told to, with its table, and refuses what it does not understand. */
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("Ctrl-C ends a run early, with the table", async () => {
  const { code, printed } = await fuzz(["--minutes", "10", "--seed", "77", "--kind", "network"], 12);
  expect(printed).toMatch(/\d+ models \(0 lp, 0 milp, \d+ network\) in \d+ s: \d+ a minute/);
  expect(printed).toMatch(/highs +\d+/);
  expect(printed).toContain("0 faults, 0 documented ones");
  expect(code).toBe(0);
});

test("a run ends by itself when its time is up", async () => {
  const { code, printed } = await fuzz(["--minutes", "0.02", "--kind", "network"]);
  expect(printed).toMatch(/\d+ models \(0 lp, 0 milp, \d+ network\)/);
  expect(printed).toContain("seeds 1 to ");
  expect(code).toBe(0);
});

test.for([
  ["--kind", "quadratic"],
  ["--minutes", "soon"],
  ["--seed", "-1"],
])("refuses %s %s", async ([option, value]) => {
  const { code, printed } = await fuzz([`${option}=${value}`]);
  expect(printed).toContain("usage: npm run fuzz");
  expect(code).toBe(2);
});

/** Runs the command, and interrupts it after so many seconds. */
async function fuzz(
  options: readonly string[],
  interruptAfter?: number,
): Promise<{ readonly code: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/fuzz.ts", ...options], {
    cwd: root,
    env: { ...process.env, FUZZ_CORPUS: mkdtempSync(join(tmpdir(), "imbang-corpus-")) }, // what was found before is not the subject
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const timer = interruptAfter && setTimeout(() => child.kill("SIGINT"), interruptAfter * 1000);
  const code = await new Promise<number | null>((resolve) => {
    child.once("close", (exitCode) => resolve(exitCode));
  });
  clearTimeout(timer);
  return { code, printed: Buffer.concat(chunks).toString("utf8") };
}
