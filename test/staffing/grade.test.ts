import * as fc from "fast-check";
import { expect, test } from "vitest";
import { EFFECTIVENESS_BANDS, gradeEffectiveness, inForce } from "../../src/staffing/index.js";
import { displayedNeed, roundAsMeant, roundHalfUp } from "../../src/staffing/rounding.js";

test.for<[number, string, string]>([
  [1.52, "A", "Sangat Baik"],
  [1.01, "A", "Sangat Baik"],
  [1.005, "A", "Sangat Baik"],
  [1.004, "B", "Baik"],
  [1, "B", "Baik"],
  [0.9, "B", "Baik"],
  [0.895, "B", "Baik"],
  [0.8949, "C", "Cukup"],
  [0.76, "C", "Cukup"],
  [0.7, "C", "Cukup"],
  [0.69, "D", "Sedang"],
  [0.5, "D", "Sedang"],
  [0.49, "E", "Kurang"],
  [0, "E", "Kurang"],
  [1e-9, "E", "Kurang"],
  [1e9, "A", "Sangat Baik"],
])("an effectiveness of %f grades %s (field guide 1.1, SIMONKEB: > 1 A)", ([effectiveness, grade, label]) => {
  expect(gradeEffectiveness(effectiveness)).toMatchObject({ grade, label: { id: label }, effectiveness });
});

test("exactly 1.00 is contested: B by default (SIMONKEB), A by the other reading (regional rules, ≥ 1.00)", () => {
  const other = inForce(EFFECTIVENESS_BANDS.A).value;
  expect(gradeEffectiveness(1)!.grade).toBe("B");
  expect(gradeEffectiveness(1, other)!.grade).toBe("A");
  expect([1.01, 0.99, 0.9, 0.5, 0.1].map((value) => gradeEffectiveness(value, other)!.grade)).toEqual(
    [1.01, 0.99, 0.9, 0.5, 0.1].map((value) => gradeEffectiveness(value)!.grade),
  );
});

test("nobody there, no grade", () => {
  expect(gradeEffectiveness(null)).toBeNull();
});

test("law: every value has one grade, and grades do not rise as the load falls", () => {
  const value = fc.double({ min: 0, max: 5, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      expect(gradeEffectiveness(high)!.grade <= gradeEffectiveness(low)!.grade).toBe(true);
    }),
  );
});

test("law: rounding as meant is rounding half up at the ninth decimal, then where it is asked for", () => {
  const value = fc.oneof(
    fc.double({ min: 0, max: 1e7, noNaN: true }),
    fc.integer({ min: 0, max: 1e7 }).map((thousandths) => thousandths / 1_000),
    fc.constantFrom(0, 5e-324, 1e-9, 0.5, 1e15, 1e24, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE),
  );
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 9 }), (one, decimals) => {
      const twice = roundHalfUp(roundHalfUp(one, 9), decimals);
      // a tie at the ninth decimal itself may fall to either side
      expect(Math.abs(roundAsMeant(one, decimals) - twice)).toBeLessThanOrEqual(
        decimals === 9 ? 1.1e-9 : 1e-12 * twice,
      );
    }),
    { numRuns: 2_000 },
  );
});

test.for<[number, number, number]>([
  [6.67, 7, 7],
  [3.2, 3, 4],
  [3.38, 3, 4],
  [2.5, 3, 3],
  [3.0000000000000004, 3, 3],
  [0, 0, 0],
  [1e-12, 0, 0],
  [0.1, 0, 1],
  [1e12, 1e12, 1e12],
  [1e24, 1e24, 1e24],
])("a need of %f shows as %i half up and %i by ceiling", ([need, halfUp, ceil]) => {
  expect(displayedNeed(need, "halfUp").people).toBe(halfUp);
  expect(displayedNeed(need, "ceil").people).toBe(ceil);
});
