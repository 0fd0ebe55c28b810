import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exactDecimal } from "../../src/scenario/exact-decimal.js";
import {
  balanceMeasure,
  floorMeasure,
  priceOfMove,
  roundHalfUp,
  shortageMeasure,
} from "../../src/planning/fixed-point.js";
import { exact, newMeasure } from "../../src/planning/verify-measures.js";

const need = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }).map((n) => n / 100),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.constantFrom(0, 1e-7, 0.1, 1 / 3, 0.05, 1, 5, 1e6),
);
const priority = fc.oneof(fc.constantFrom(1, 1.5, 1000), fc.double({ min: 1, max: 1000, noNaN: true }));
const threshold = fc.constantFrom(0, 5, 10, 12.5, 20, 100);

test("a need is read as the decimal that JSON writes, not as the binary double", () => {
  expect(exactDecimal(3.42)).toEqual({ numerator: 342n, denominator: 100n });
  expect(exactDecimal(1e-7)).toEqual({ numerator: 1n, denominator: 10_000_000n });
  expect(exactDecimal(1.5e21)).toEqual({ numerator: 1_500_000_000_000_000_000_000n, denominator: 1n });
  expect(exactDecimal(-0.5)).toEqual({ numerator: -5n, denominator: 10n });
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const { numerator, denominator } = exactDecimal(value);
      expect(Math.abs(Number(`${numerator}e-${String(denominator).length - 1}`))).toBe(Math.abs(value));
    }),
  );
});

test("roundHalfUp is floor(x + ½), below zero too", () => {
  const cases: [bigint, bigint, bigint][] = [
    [5n, 2n, 3n],
    [-5n, 2n, -2n],
    [-3n, 2n, -1n],
    [7n, 3n, 2n],
    [-7n, 3n, -2n],
    [0n, 9n, 0n],
  ];
  for (const [top, bottom, expected] of cases) expect(roundHalfUp(top, bottom)).toBe(expected);
});

test("slopes never fall: the measures are convex, also after rounding", () => {
  fc.assert(
    fc.property(need, priority, threshold, fc.nat(10), (r, a, t, minimum) => {
      const exactNeed = exactDecimal(r);
      for (const measure of [
        floorMeasure(minimum),
        shortageMeasure(exactNeed, exactDecimal(a)),
        balanceMeasure(exactNeed, exactDecimal(a), exactDecimal(t)),
      ]) {
        for (let k = 1; k < 12; k++) expect(measure.slope(k + 1) >= measure.slope(k)).toBe(true);
      }
    }),
  );
});

test("the measures of the formulation equal those of the verifier, written twice from the definition", () => {
  fc.assert(
    fc.property(need, priority, threshold, (r, a, t) => {
      const [exactNeed, weight] = [exactDecimal(r), exactDecimal(a)];
      const pairs = [
        ["shortage", shortageMeasure(exactNeed, weight)],
        ["balance", balanceMeasure(exactNeed, weight, exactDecimal(t))],
        ["squaredBalance", balanceMeasure(exactNeed, weight, exactDecimal(0))],
      ] as const;
      for (const [name, measure] of pairs) {
        const second = newMeasure(name, exact(r), exact(a), 0, exact(t))!;
        expect(measure.atZero).toBe(second.atZero);
        for (const k of [1, 2, 3, 7, Math.ceil(r), Math.ceil(r) + 1]) {
          if (k >= 1 && k < 2_000) expect(measure.slope(k)).toBe(second.slope(k));
        }
      }
    }),
  );
});

test("hand-worked values of the balance at need 2, threshold 10", () => {
  const measure = balanceMeasure(exactDecimal(2), exactDecimal(1), exactDecimal(10));
  expect(measure.atZero).toBe(2_500_000n); // 2²/2 + 0.1·5: the empty post reads 5
  expect(measure.slope(1)).toBe(-1_900_000n); // 1/2 + 0.1 − 2.5
  expect(measure.slope(2)).toBe(-600_000n); // 0 − (0.5 + 0.1)
  expect(measure.slope(3)).toBe(500_000n); // surplus 1²/2
  expect(priceOfMove(exactDecimal(10))).toBe(200_001n);
  expect(priceOfMove(exactDecimal(0))).toBe(1n);
});
