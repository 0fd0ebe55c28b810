/** The page on rules shows the example to the letter, the example runs, and the page knows every rule and predicate. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { PREDICATE_KINDS } from "../../src/scenario/rule-schema.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const guide = readFileSync(`${root}docs/rules.md`, "utf8");

test("the code is the example, and it runs", async () => {
  const [, code] = /```ts\n([\s\S]*?)```/.exec(guide)!;
  expect(code).toBe(readFileSync(`${root}examples/city-rules.ts`, "utf8"));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await import("../../examples/city-rules.js");
  const lines = log.mock.calls.map(([line]) => String(line));
  log.mockRestore();
  expect(lines[0]).toBe(
    "law activeStatus: unknown: it is not known whether the legal standing is active (Peraturan BKN 5/2019)",
  );
  expect(lines).toContain(
    "policy functionalTenure: forbidden: the present post must have been held for 4 years; held since 2023-03-01 (Perwali 12/2026)",
  );
});

test("every predicate is in the table", () => {
  for (const kind of PREDICATE_KINDS) expect(guide).toContain(`| \`${kind}\``);
});
