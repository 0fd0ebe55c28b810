/** Random schemes and people: small, with ties, extremes and odd decimals, so that failures can be followed by hand. */
import * as fc from "fast-check";
import type { Indicator, MeritPerson, MeritScheme } from "../../src/merit/index.js";

/** A scheme of measured indicators with the people it ranks. */
export interface Market {
  readonly scheme: MeritScheme;
  readonly people: readonly MeritPerson[];
}

/** Scales in tenths, of any place and width. */
const scale = fc
  .record({ from: fc.integer({ min: -500, max: 500 }), width: fc.integer({ min: 1, max: 2_000 }) })
  .map(({ from, width }) => ({ from: from / 10, to: (from + width) / 10 }));

function indicator(k: number): fc.Arbitrary<Indicator> {
  return fc
    .record({
      weight: fc.integer({ min: 0, max: 40 }).map((weight) => weight / 4),
      scale,
      direction: fc.constantFrom("higherIsBetter" as const, "lowerIsBetter" as const),
    })
    .map((one) => ({ id: `i${k}`, ...one }));
}

/** People and a scheme; at least one weight is above 0. */
export function market({
  people = 8,
  indicators = 5,
}: { people?: number; indicators?: number } = {}): fc.Arbitrary<Market> {
  return fc
    .integer({ min: 1, max: indicators })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, k) => indicator(k))))
    .map((list) => (list.every(({ weight }) => weight === 0) ? [{ ...list[0]!, weight: 1 }, ...list.slice(1)] : list))
    .chain((list) =>
      fc
        .record({
          steps: fc.array(
            fc.array(fc.integer({ min: 0, max: 4 }), { minLength: list.length, maxLength: list.length }),
            {
              minLength: 1,
              maxLength: people,
            },
          ),
          tieBreaks: fc.subarray(
            list.map(({ id }) => id),
            { maxLength: Math.min(2, list.length) },
          ),
        })
        .map(({ steps, tieBreaks }): Market => ({
          scheme: { asOf: "2026-01-01", indicators: list, tieBreaks, seed: "undian" },
          people: steps.map((own, row) => ({
            id: `p${row}`,
            values: Object.fromEntries(
              list.map(({ id, scale: { from, to } }, k) => [
                id,
                inTenths(from + ((to - from) * own[k]!) / 4, from, to),
              ]),
            ),
          })),
        })),
    );
}

/** A figure of one decimal within the scale. */
function inTenths(value: number, from: number, to: number): number {
  return Math.min(Math.max(Math.round(value * 10) / 10, from), to);
}
