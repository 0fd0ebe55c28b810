/** What `docs/merit.md` says is so: its lines run, and what stands behind them is what they give. */
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import * as merit from "../../src/merit/index.js";

const page = readFileSync(new URL("../../docs/merit.md", import.meta.url), "utf8");

test("every line of the page on merit gives what stands behind it", () => {
  const code = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, block]) => block).join("");
  const told: string[] = [];
  const checked = code.replaceAll(/^(.+); \/\/ (.+)$/gm, (_, expression: string, answer: string) => {
    told.push(answer);
    return `answers.push(${expression});`;
  });
  const answers: unknown[] = [];
  runInNewContext(checked, { ...merit, answers });
  expect(answers.map((answer) => JSON.stringify(answer))).toEqual(told);
  expect(told.length).toBeGreaterThan(15);
});
