/** Published programs with published answers, through the door: `../shared/data/linear` and `../shared/data/gap`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { highs } from "../../src/linear/highs.js";
import {
  javascriptLpSolver,
  type LinearProgram,
  linearProgram,
  solveLinear,
  type Triplet,
} from "../../src/linear/index.js";
import { readLinearModel } from "./linear-json.js";

const DATA = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const isThere = existsSync(DATA);
const engines = [javascriptLpSolver(), await highs()];

describe.skipIf(!isThere)("programs of javascript-lp-solver and YALPS (skipped where ../shared/data is absent)", () => {
  const folders = isThere ? ["javascript-lp-solver", "yalps"].map((folder) => join(DATA, "linear", folder)) : [];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => ({
        file,
        path: join(folder, file),
        name: `${folder.split(/[/\\]/).at(-1)}: ${file.replace(".json", "")}`,
      })),
  );

  test.for(files)("$name", { timeout: 120_000 }, async ({ file, path }, { skip }) => {
    const read = readLinearModel(file.replace(".json", ""), JSON.parse(readFileSync(path, "utf8")));
    if ("skip" in read) return skip(read.skip);
    for (const engine of engines) {
      const result = await solveLinear(read.program, engine, { timeLimit: 60, relativeGap: read.gap });
      if (typeof read.expected === "string") {
        expect(result.status, engine.name).toBe(read.expected);
        continue;
      }
      expect(result.status, engine.name).toBe("optimal");
      const { objective } = result.status === "optimal" ? result.solution : { objective: NaN };
      // The published results are rounded to their sixth significant digit or so.
      expect(Math.abs(objective - read.expected), engine.name).toBeLessThan(
        Math.max(1e-5, read.gap) * Math.max(1, Math.abs(read.expected)),
      );
    }
  });
});

describe.skipIf(!isThere)("generalised assignment gap1–gap6 (skipped where ../shared/data is absent)", () => {
  const rows = isThere
    ? readFileSync(join(DATA, "gap", "optima.csv"), "utf8")
        .trim()
        .split(/\r?\n/)
        .slice(1)
    : [];
  const instances = rows.map((row) => row.split(","));
  let seconds = 0;

  test.for(instances)("%s is proven by HiGHS", { timeout: 120_000 }, async ([file, , , optimum]) => {
    const program = readGap(readFileSync(join(DATA, "gap", file!), "utf8"));
    const startedAt = performance.now();
    const result = await solveLinear(program, engines[1]!);
    seconds += (performance.now() - startedAt) / 1000;
    expect(result.status).toBe("optimal");
    if (result.status === "optimal") expect(result.solution.objective).toBe(Number(optimum));
  });

  test("all thirty of them, in reasonable time", () => {
    expect(instances.length).toBe(30);
    console.log(`gap1–gap6 by HiGHS, with second opinion: ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(300);
  });
});

/** agents jobs, costs, weights, capacities. */
function readGap(text: string): LinearProgram {
  const numbers = text.trim().split(/\s+/).map(Number);
  const [agents, jobs] = [numbers[0]!, numbers[1]!];
  const width = agents * jobs;
  const costs = numbers.slice(2, 2 + width);
  const weights = numbers.slice(2 + width, 2 + 2 * width);
  const capacities = numbers.slice(2 + 2 * width);
  expect(capacities.length).toBe(agents);
  return linearProgram({
    cost: costs,
    colUpper: costs.map(() => 1),
    isInteger: costs.map(() => true),
    rowLower: [...Array.from({ length: jobs }, () => 1), ...capacities.map(() => -Infinity)],
    rowUpper: [...Array.from({ length: jobs }, () => 1), ...capacities],
    entries: costs.flatMap((_, at): Triplet[] => [
      [at % jobs, at, 1],
      [jobs + Math.floor(at / jobs), at, weights[at]!],
    ]),
  });
}
