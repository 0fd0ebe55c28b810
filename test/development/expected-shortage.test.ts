/** The expected shortage of a post: against every outcome, the binomial formula and Hoeffding's theorem. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedShortage } from "../../src/development/expected-shortage.js";
import { ImbangError } from "../../src/errors/index.js";

const chance = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0.5));
const need = fc.oneof(
  fc.nat(8),
  fc.nat(800).map((hundredths) => hundredths / 100),
);

/** All 2^k outcomes, one by one. */
function everyOutcome(required: number, sure: number, chances: readonly number[]): { shortage: number; met: number } {
  let [shortage, met] = [0, 0];
  for (let outcome = 0; outcome < 2 ** chances.length; outcome++) {
    const passes = chances.map((_, k) => Math.floor(outcome / 2 ** k) % 2 === 1);
    const probability = chances.reduce((product, p, k) => product * (passes[k]! ? p : 1 - p), 1);
    const people = sure + passes.filter(Boolean).length;
    shortage += probability * Math.max(0, required - people);
    if (people >= required) met += probability;
  }
  return { shortage, met };
}

describe("laws", () => {
  test("equals the mean over every outcome", () => {
    fc.assert(
      fc.property(need, fc.nat(4), fc.array(chance, { maxLength: 9 }), (required, sure, chances) => {
        const found = expectedShortage(required, sure, chances);
        const truth = everyOutcome(required, sure, chances);
        expect(found.expectedShortage).toBeCloseTo(truth.shortage, 10);
        expect(found.probabilityMet).toBeCloseTo(truth.met, 10);
      }),
    );
  });

  test("equal chances: the binomial formula", () => {
    fc.assert(
      fc.property(need, fc.nat(40), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (required, n, p) => {
        let term = (1 - p) ** n; // C(n, j) p^j (1 − p)^(n − j)
        let [shortage, met] = [0, 0];
        for (let j = 0; j <= n; j++) {
          shortage += term * Math.max(0, required - j);
          if (j >= required) met += term;
          term *= ((n - j) / (j + 1)) * (p / (1 - p));
        }
        const found = expectedShortage(
          required,
          0,
          Array.from({ length: n }, () => p),
        );
        expect(found.expectedShortage).toBeCloseTo(shortage, 8);
        expect(found.probabilityMet).toBeCloseTo(met, 8);
      }),
    );
  });

  test("Hoeffding: unequal chances never do worse than their mean, and never better than the mean of those who pass", () => {
    fc.assert(
      fc.property(need, fc.array(chance, { minLength: 1, maxLength: 12 }), (required, chances) => {
        const { expectedShortage: found, expectedPassing } = expectedShortage(required, 0, chances);
        const mean = Math.min(1, expectedPassing / chances.length);
        const alike = expectedShortage(
          required,
          0,
          chances.map(() => mean),
        ).expectedShortage;
        expect(found).toBeLessThanOrEqual(alike + 1e-9);
        expect(found).toBeGreaterThanOrEqual(required - expectedPassing - 1e-9); // Jensen
      }),
    );
  });

  test("one more trainee closes p times the probability that somebody is still missing, less and less", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8 }),
        fc.array(chance, { maxLength: 8 }),
        chance,
        (required, chances, p) => {
          const before = expectedShortage(required, 0, chances);
          const [once, twice] = [[p], [p, p]].map((more) => expectedShortage(required, 0, [...chances, ...more]));
          expect(before.expectedShortage - once!.expectedShortage).toBeCloseTo(p * (1 - before.probabilityMet), 10);
          const [first, second] = [
            before.expectedShortage - once!.expectedShortage,
            once!.expectedShortage - twice!.expectedShortage,
          ];
          expect(second).toBeLessThanOrEqual(first + 1e-12);
        },
      ),
    );
  });
});

test("by hand: two are missing, two trainees pass with one half each", () => {
  expect(expectedShortage(5, 3, [0.5, 0.5])).toEqual({ expectedShortage: 1, probabilityMet: 0.25, expectedPassing: 1 });
});

test("a need that is met already, and nobody in training", () => {
  expect(expectedShortage(3, 4, [0.5])).toEqual({ expectedShortage: 0, probabilityMet: 1, expectedPassing: 0.5 });
  expect(expectedShortage(2.4, 1, [])).toEqual({ expectedShortage: 1.4, probabilityMet: 0, expectedPassing: 0 });
});

test("thousands of trainees are a matter of less than a second", () => {
  const chances = Array.from({ length: 5000 }, (_, k) => 0.5 + (k % 50) / 100);
  const { expectedShortage: found, probabilityMet } = expectedShortage(4000, 0, chances);
  expect(found).toBeGreaterThan(200);
  expect(probabilityMet).toBeGreaterThanOrEqual(0);
});

test("bad input: every issue with its place", () => {
  const wrong = (value: unknown): never => value as never;
  try {
    expectedShortage(-1, 1.5, wrong([0.5, 1.2, Number.NaN, "0.5"]));
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ImbangError);
    expect((error as ImbangError).issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["development/out-of-range", "required"],
      ["development/out-of-range", "sure"],
      ["development/out-of-range", "probabilities.1"],
      ["development/not-a-number", "probabilities.2"],
      ["development/wrong-type", "probabilities.3"],
    ]);
  }
  expect(() => expectedShortage(1, 1, wrong(undefined))).toThrow("probabilities");
});
