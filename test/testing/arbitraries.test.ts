/** What is drawn can be used, is varied, and shrinks. */
import * as fc from "fast-check";
import { createScenario } from "imbang";
import { expect, test } from "vitest";
import { exactEngine } from "../../examples/own-engine.js";
import { linearProgramArbitrary, scenarioInputArbitrary } from "../../src/testing/arbitraries.js";

test("programs of every status are drawn, mostly feasible ones", async () => {
  const counts = new Map<string, number>();
  for (const program of fc.sample(linearProgramArbitrary(), { numRuns: 600, seed: 1 })) {
    const { status } = await exactEngine().solve(program, {});
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(["infeasible", "optimal", "unbounded"]);
  for (const [status, least] of [
    ["optimal", 200],
    ["infeasible", 30],
    ["unbounded", 30],
  ] as const) {
    expect(counts.get(status), status).toBeGreaterThan(least);
  }
});

test("constraints are kept", () => {
  const options = { maxColumns: 3, maxRows: 2, maxCoefficient: 4, maxBound: 3, endless: false } as const;
  for (const integers of ["none", "some", "all"] as const) {
    fc.assert(
      fc.property(
        linearProgramArbitrary({ ...options, integers }),
        ({ cost, colLower, colUpper, isInteger, rowLower, matrix }) => {
          expect(cost.length).toBeLessThanOrEqual(3);
          expect(rowLower.length).toBeLessThanOrEqual(2);
          expect([...cost, ...matrix.values].every((value) => Number.isInteger(value) && Math.abs(value) <= 4)).toBe(
            true,
          );
          expect([...colLower, ...colUpper].every((bound) => Number.isFinite(bound) && Math.abs(bound) <= 6)).toBe(
            true,
          );
          if (integers !== "some") expect(isInteger.every((flag) => flag === (integers === "all" ? 1 : 0))).toBe(true);
        },
      ),
    );
  }
});

test("a fault shrinks to a program that fits in one line", () => {
  const details = fc.check(
    fc.property(linearProgramArbitrary(), ({ cost, isInteger }) => !cost.some((c, j) => c < 0 && isInteger[j] === 1)),
    { seed: 3, numRuns: 500 },
  );
  const [{ cost, rowLower }] = details.counterexample!;
  expect([...cost]).toEqual([-1]);
  expect(rowLower.length).toBe(0);
});

test("scenarios are accepted, all of them, and varied", () => {
  const codes = new Set<string>();
  fc.assert(
    fc.property(scenarioInputArbitrary({ maxStaff: 9, maxPositions: 5 }), (input) => {
      const scenario = createScenario(input);
      expect(scenario.staff.length).toBe(input.staff.length);
      expect(input.positions.length).toBeLessThanOrEqual(5);
      for (const { code } of scenario.notices) codes.add(code);
    }),
    { numRuns: 400 },
  );
  expect(codes.size).toBeGreaterThan(1);
});
