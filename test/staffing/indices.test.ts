import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { balanceIndices, type Load } from "../../src/staffing/index.js";

/** Four units of equal need with 1, 2, 3 and 4 people for 2. */
const four: Load[] = [4, 1, 3, 2].map((existing, k) => ({ id: `u${k}`, required: 2, existing }));

test("hand values: equal needs of 2 with 1, 2, 3, 4 people", () => {
  const index = balanceIndices(four);
  expect(index).toMatchObject({ counted: 4, leftOut: 0, required: 8, existing: 10, meanRatio: 1.25 });
  // ratios 0.5, 1, 1.5, 2: variance (0.75² + 0.25² + 0.25² + 0.75²)/4 = 0.3125
  expect(index.coefficientOfVariation).toBeCloseTo(Math.sqrt(0.3125) / 1.25, 14);
  // mean difference of the 16 pairs: 2·(3·0.5 + 2·1 + 1·1.5) / 16 = 0.625; Gini = 0.625 / (2·1.25)
  expect(index.gini).toBeCloseTo(0.25, 14);
  expect(index.jain).toBeCloseTo(25 / (4 * 7.5), 14);
  expect(index.worst).toEqual({ id: "u1", index: 1, ratio: 0.5 });
  expect(index.shareOverloaded).toBeCloseTo(0.1, 14);
  expect(index.lorenz).toEqual([
    { needShare: 0, staffShare: 0 },
    { needShare: 0.25, staffShare: 0.1 },
    { needShare: 0.5, staffShare: 0.3 },
    { needShare: 0.75, staffShare: 0.6 },
    { needShare: 1, staffShare: 1 },
  ]);
});

test("hand values: need weighs (3 of need at half staffing, 1 at double)", () => {
  const index = balanceIndices([
    { required: 3, existing: 1.5 },
    { required: 1, existing: 2 },
  ]);
  expect(index.meanRatio).toBe(0.875);
  expect(index.coefficientOfVariation).toBeCloseTo(Math.sqrt((3 * 0.375 ** 2 + 1.125 ** 2) / 4) / 0.875, 14);
  expect(index.gini).toBeCloseTo((3 * 1 * 1.5 * 2) / (2 * 0.875 * 16), 14);
  expect(index.jain).toBeCloseTo(6.25 / (2 * 4.25), 14);
});

test("even staffing: all indices at their best", () => {
  const index = balanceIndices([3, 1.5, 12].map((required) => ({ required, existing: required * 2 })));
  expect(index).toMatchObject({ coefficientOfVariation: 0, gini: 0, jain: 1, shareOverloaded: 0 });
  expect(index.lorenz).toEqual([
    { needShare: 0, staffShare: 0 },
    { needShare: 1, staffShare: 1 },
  ]);
});

test("one unit has everybody: Gini 1 − its share, Jain 1/n", () => {
  const index = balanceIndices([0, 0, 0, 8].map((existing) => ({ required: 2, existing })));
  expect([index.gini, index.jain, index.worst!.ratio]).toEqual([0.75, 0.25, 0]);
});

test("what has no figure is null, never NaN: unstudied, not needed, nobody there", () => {
  const nothing = balanceIndices([
    { required: null, existing: 3 },
    { required: 0, existing: 1 },
  ]);
  expect(nothing).toMatchObject({ counted: 0, leftOut: 2, gini: null, jain: null, worst: null, shareOverloaded: 0 });
  const nobody = balanceIndices([{ required: 2, existing: 0 }]);
  expect(nobody).toMatchObject({
    meanRatio: 0,
    coefficientOfVariation: null,
    gini: null,
    jain: null,
    shareOverloaded: null,
  });
  expect(nobody.worst).toEqual({ id: null, index: 0, ratio: 0 });
});

describe("laws", () => {
  const load = fc.record({
    required: fc.double({ min: 0.1, max: 1e3, noNaN: true }),
    existing: fc.double({ min: 0, max: 1e3, noNaN: true }),
  });
  const loads = fc
    .array(load, { minLength: 1, maxLength: 20 })
    .filter((rows) => rows.some(({ existing }) => existing > 1));
  const close = (a: number | null, b: number | null): void => expect(Math.abs(a! - b!)).toBeLessThanOrEqual(1e-9);

  test("scale-free: more people everywhere, or more need everywhere, changes neither CV nor Gini nor Jain", () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 0.01, max: 100, noNaN: true }), (rows, k) => {
        const base = balanceIndices(rows);
        for (const scaled of [
          balanceIndices(rows.map((row) => ({ ...row, existing: row.existing * k }))),
          balanceIndices(rows.map((row) => ({ ...row, required: row.required * k }))),
        ]) {
          close(scaled.coefficientOfVariation, base.coefficientOfVariation);
          close(scaled.gini, base.gini);
          close(scaled.jain, base.jain);
        }
        const twice = balanceIndices([...rows, ...rows]);
        close(twice.gini, base.gini);
        close(twice.jain, base.jain);
      }),
    );
  });

  test("order does not matter; each index stays in its range", () => {
    fc.assert(
      fc.property(loads, (rows) => {
        const index = balanceIndices(rows);
        const turned = balanceIndices([...rows].reverse());
        close(turned.gini, index.gini);
        close(turned.coefficientOfVariation, index.coefficientOfVariation);
        expect(index.gini!).toBeGreaterThanOrEqual(0);
        expect(index.gini!).toBeLessThan(1);
        expect(index.jain!).toBeGreaterThanOrEqual(1 / rows.length - 1e-12);
        expect(index.jain!).toBeLessThanOrEqual(1 + 1e-12);
        expect(index.worst!.ratio).toBe(Math.min(...rows.map(({ required, existing }) => existing / required)));
      }),
    );
  });

  test("splitting a unit into parts of the same ratio changes neither CV nor Gini", () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (rows, share) => {
        const split = rows.flatMap(({ required, existing }) => [
          { required: required * share, existing: existing * share },
          { required: required * (1 - share), existing: existing * (1 - share) },
        ]);
        const [base, parts] = [balanceIndices(rows), balanceIndices(split)];
        close(parts.coefficientOfVariation, base.coefficientOfVariation);
        close(parts.gini, base.gini);
      }),
    );
  });

  test("with equal needs Jain is 1 / (1 + CV²), and Gini is twice the area between the Lorenz curve and the diagonal", () => {
    fc.assert(
      fc.property(loads, (rows) => {
        const equal = rows.map(({ existing }) => ({ required: 4, existing }));
        const index = balanceIndices(equal);
        close(index.jain, 1 / (1 + index.coefficientOfVariation! ** 2));
        const { lorenz, gini } = balanceIndices(rows);
        let area = 0;
        for (let k = 1; k < lorenz.length; k++) {
          const [a, b] = [lorenz[k - 1]!, lorenz[k]!];
          area += ((b.needShare - a.needShare) * (a.staffShare + b.staffShare)) / 2;
        }
        close(gini, 1 - 2 * area);
      }),
    );
  });
});

describe("10⁶ units", () => {
  const n = 1_000_000;

  test("nearly even staffing keeps its digits: ratios 1 ± 10⁻⁷ in turn", () => {
    const step = 1e-7;
    const rows = Array.from({ length: n }, (_, k) => ({ required: 1, existing: k % 2 === 0 ? 1 + step : 1 - step }));
    const index = balanceIndices(rows);
    expect(Math.abs(index.coefficientOfVariation! / step - 1)).toBeLessThan(1e-8);
    expect(Math.abs(index.gini! / (step / 2) - 1)).toBeLessThan(1e-8);
    expect(index.meanRatio).toBeCloseTo(1, 14);
  });

  test("and keeps them down to ratios of 1 ± 2⁻⁴⁰", () => {
    const step = 2 ** -40;
    const rows = Array.from({ length: n }, (_, k) => ({ required: 1, existing: k % 2 === 0 ? 1 + step : 1 - step }));
    const index = balanceIndices(rows);
    expect(Math.abs(index.coefficientOfVariation! / step - 1)).toBeLessThan(1e-12);
    expect(Math.abs(index.gini! / (step / 2) - 1)).toBeLessThan(1e-12);
  });

  test("small units beside a giant one are not lost: 10⁶ needs of 0.1 after one of 10¹²", () => {
    const rows: Load[] = [{ required: 1e12, existing: 1e12 }];
    for (let k = 0; k < n; k++) rows.push({ required: 0.1, existing: 0.1 });
    const index = balanceIndices(rows);
    expect(index.required).toBe(1_000_000_100_000);
    expect(rows.reduce((sum, row) => sum + row.required!, 0)).not.toBe(1_000_000_100_000);
    expect(index.coefficientOfVariation).toBe(0);
    expect(index.gini).toBe(0);
  });

  test("against closed forms: 1, 2, …, n people for one", () => {
    const rows = Array.from({ length: n }, (_, k) => ({ required: 1, existing: k + 1 }));
    const index = balanceIndices(rows);
    expect(index.existing).toBe((n * (n + 1)) / 2);
    expect(index.coefficientOfVariation).toBeCloseTo(Math.sqrt((n - 1) / (3 * (n + 1))), 12);
    expect(index.gini).toBeCloseTo((n - 1) / (3 * n), 12);
    expect(index.jain).toBeCloseTo((3 * (n + 1)) / (2 * (2 * n + 1)), 12);
  });
});
