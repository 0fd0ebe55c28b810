/** Both engines that we ship pass every case that their features cover; the one that we show has its own test. */
import { describe, expect, test } from "vitest";
import { highs } from "../../src/linear/highs.js";
import { javascriptLpSolver } from "../../src/linear/index.js";
import type { Engine } from "../../src/linear/types.js";
import { engineCases, knownFaults, skipReason } from "../../src/testing/index.js";

const cases = engineCases();

test("names are unique, sources are given, groups are in order", () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  for (const { name, group, source } of cases) {
    expect(source.length, name).toBeGreaterThan(10);
    expect(name.startsWith(`${group}: `), name).toBe(true);
  }
  expect(cases.length).toBeGreaterThanOrEqual(150);
});

const engines: readonly [string, () => Engine | Promise<Engine>][] = [
  ["javascript-lp-solver", () => javascriptLpSolver()],
  ["highs", () => highs()],
];

describe.for(engines)("%s", async ([name, create]) => {
  const engine = await create();

  test("known faults name cases that exist and that still fail", async () => {
    for (const [caseName] of knownFaults(name)) {
      const found = cases.find((each) => each.name === caseName);
      if (found === undefined) throw new Error(`no case is called "${caseName}"`);
      await expect(found.run(await create()), `"${caseName}" passes: the fault is mended`).rejects.toThrow("expected");
    }
  });

  test.for(cases)("$name", async (engineCase, { skip }) => {
    const reason = skipReason(engineCase, engine);
    if (reason !== undefined) return skip(reason);
    return engineCase.run(engine);
  });
});
