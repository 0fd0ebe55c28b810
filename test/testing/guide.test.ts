/** The guide says what is true: its code is that of files which are compiled and run, its names and commands exist. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { EngineError } from "../../src/errors/index.js";
import { javascriptLpSolver, replayBundle } from "../../src/linear/index.js";
import type { Engine } from "../../src/linear/types.js";
import { engineCases } from "../../src/testing/index.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const guide = readFileSync(`${root}docs/bring-your-own-engine.md`, "utf8");

test("every piece of code stands in the file that it names", () => {
  const pieces = [...guide.matchAll(/<!-- (\S+) -->\n\n```ts\n([\s\S]*?)```/g)];
  expect(pieces.length).toBe((guide.match(/```ts/g) ?? []).length);
  expect(pieces.length).toBe(4);
  for (const [, file, code] of pieces) {
    const text = readFileSync(root + file!, "utf8").replaceAll("../../examples/", "./");
    expect(text, file).toContain(code!.trim());
  }
});

test("the example runs, and passes all that it covers", () => {
  const printed = tsx("examples/own-engine.ts");
  const [, passed, skipped] = /^exact: (\d+) cases passed, (\d+) skipped\n$/.exec(printed) ?? [];
  expect(Number(passed) + Number(skipped)).toBe(engineCases().length);
  expect(Number(skipped)).toBe(engineCases().filter(({ needs }) => needs.includes("warmStart")).length);
});

test("the cases run with node --test, too", () => {
  const printed = tsx("--test", "test/testing/own-engine.node.ts");
  expect(printed).toMatch(/(#|ℹ) fail 0/);
});

test("what the door refused can be asked again", async () => {
  const engine: Engine = {
    name: "mine",
    features: new Set(),
    solve: () => Promise.resolve({ status: "unbounded" }),
  };
  const engineCase = engineCases().find(({ name }) => name === "statuses: the cheapest column serves first")!;
  const error = await engineCase.run(engine).catch((caught: unknown) => caught);
  const { bundle } = (error as Error).cause as EngineError;
  await expect(replayBundle(JSON.stringify(bundle), engine)).rejects.toThrow(EngineError);
  expect(await replayBundle(bundle, javascriptLpSolver())).toMatchObject({ status: "optimal" });
});

function tsx(...options: readonly string[]): string {
  return execFileSync(process.execPath, ["--import", "tsx", ...options], { cwd: root, encoding: "utf8" });
}
