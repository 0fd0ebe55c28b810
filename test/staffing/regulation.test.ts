/** The tables of rules: results point into them, so nobody may change them. */
import { expect, test } from "vitest";
import * as regulation from "../../src/regulation/index.js";
import { abkNeed, DEFAULT_BANDS } from "../../src/staffing/index.js";

function isFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

const tables = Object.entries(regulation).filter(
  ([, value]) => Array.isArray(value) || (typeof value === "object" && value !== null),
);

test.for(tables.filter(([, value]) => !Array.isArray(value) || value.some((one) => typeof one === "object")))(
  "%s is frozen through and through",
  ([, table]) => {
    expect(isFrozen(table)).toBe(true);
  },
);

test("a result that is written into changes no later result", () => {
  const tasks = [{ volume: 300, period: "day", timeNorm: 1 }] as const;
  const first = abkNeed(tasks);
  const periods = first.workingTime.periodsPerYear as { day: number };
  expect(() => (periods.day = 1)).toThrow(TypeError);
  expect(abkNeed(tasks).required).toBe(1);
  expect(isFrozen(DEFAULT_BANDS)).toBe(true);
});

test.for<[regulation.SchoolLevel, string, boolean]>([
  ["SD", "1", true],
  ["SD", "VI", true],
  ["SD", "7", false],
  ["SMP", "7A", true],
  ["SMP", "vii", true],
  ["SMP", "total", false],
  ["SMA", "11 IPA", true],
  ["SMA", "XI IPS", true],
  ["SMA", "13", false],
  ["SMK", "13", true],
  ["TK", "A", true],
  ["TK", "B2", true],
  ["TK", "C", false],
  ["SD", "", false],
  ["SD", "low", false],
])("%s: is %s a grade of it? %s", ([level, name, is]) => {
  expect(regulation.isSchoolGrade(level, name)).toBe(is);
});
