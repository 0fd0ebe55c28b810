/** The README says what is true: its code runs, its commands exist, its status table names real entry points. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");
const { scripts, exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
  scripts: Record<string, string>;
  exports: Record<string, unknown>;
};

test("the code in the README is the quick start, to the letter, and it runs", async () => {
  const [, code] = /```ts\n([\s\S]*?)```/.exec(readme)!;
  expect(code).toBe(readFileSync(`${root}examples/quick-start.ts`, "utf8"));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await import("../examples/quick-start.js");
  const [status, units] = log.mock.calls[0]! as [string, { id: string; existing: number }[]];
  log.mockRestore();
  expect(status).toBe("optimal");
  expect(units.map(({ id, existing }) => [id, existing])).toEqual([
    ["north", 4],
    ["south", 3],
  ]);
});

test("the commands in the README exist", () => {
  for (const [, name] of readme.matchAll(/npm run ([a-z:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
  expect(readme).toContain("npm ci && npm start");
  expect(readme).toContain("npm ci && npm test");
  expect(readFileSync(`${root}.ci/run`, "utf8")).toContain("npm ci && npm test");
});

test("every entry point is in the README", () => {
  for (const entry of Object.keys(exports)) {
    if (entry !== "./package.json") expect(readme).toContain(`\`${entry.replace(".", "imbang")}\``);
  }
});
