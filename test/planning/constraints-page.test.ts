/** What `docs/constraints.md` says is so: its lines run, what stands behind them is what they give, and no kind is left out. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CONSTRAINT_KINDS } from "../../src/planning/constraints/schema.js";
import { answersOf } from "../page-code.js";

const page = readFileSync(new URL("../../docs/constraints.md", import.meta.url), "utf8");

test("every line of the page on constraints gives what stands behind it", async () => {
  const answers = await answersOf(page);
  expect(answers.map(({ found }) => found)).toEqual(answers.map(({ told }) => told));
  expect(answers.length).toBeGreaterThan(15);
});

test("every kind is in the table and in a snippet", () => {
  for (const kind of CONSTRAINT_KINDS) {
    expect(page).toContain(`| \`${kind}\``);
    expect(page).toContain(`kind: "${kind}"`);
  }
});
