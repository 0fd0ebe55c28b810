import type { ScenarioInput } from "imbang";
import { expectTypeOf, test } from "vitest";
import {
  comparePeriods,
  jobPersonMatch,
  type MeritScheme,
  matchScore,
  performancePredicate,
  type PeriodComparison,
  professionalismIndex,
  rankByMerit,
  type Ranking,
  rankRobustness,
  type Robustness,
  smallestSwap,
  talentBox,
  type WeightSwap,
  withMerit,
} from "../../src/merit/index.js";

declare const scheme: MeritScheme;
declare const ranking: Ranking;
declare const input: ScenarioInput;

test("calls take and give what the architecture says", () => {
  expectTypeOf(rankByMerit([], scheme)).toEqualTypeOf<Ranking>();
  expectTypeOf(rankRobustness(ranking)).toEqualTypeOf<Robustness>();
  expectTypeOf(rankRobustness(ranking, { spread: 0.1, box: new Map() })).toEqualTypeOf<Robustness>();
  expectTypeOf(smallestSwap(ranking, "a", "b")).toEqualTypeOf<WeightSwap>();
  expectTypeOf(withMerit(input, ranking)).toEqualTypeOf<ScenarioInput>();
  expectTypeOf(comparePeriods([], [])).toEqualTypeOf<PeriodComparison>();
  expectTypeOf(performancePredicate("above", "meets").predicate).toExtend<string>();
  expectTypeOf(professionalismIndex).returns.toHaveProperty("index").toEqualTypeOf<number>();
  expectTypeOf(matchScore).returns.toHaveProperty("score").toEqualTypeOf<number>();
});

test("mistakes are found before anything runs", () => {
  const cutOffs = { performance: { middle: 60, high: 80 }, potential: { middle: 60, high: 80 } };
  const indicator = { id: "x", weight: 1, scale: { from: 0, to: 1 } };
  // @ts-expect-error a scheme has a day
  void ((): MeritScheme => ({ indicators: [indicator] }));
  // @ts-expect-error a missing figure is never dropped in silence
  void ((): MeritScheme => ({ asOf: "2026-01-01", indicators: [{ ...indicator, missing: "reweigh" }] }));
  // @ts-expect-error a direction that nobody knows
  void ((): MeritScheme => ({ asOf: "2026-01-01", indicators: [{ ...indicator, direction: "up" }] }));
  // @ts-expect-error no rating of this name
  void ((): unknown => performancePredicate("good", "meets"));
  // @ts-expect-error cut-offs are the agency's own: there is no default
  void ((): unknown => talentBox(1, 2));
  // @ts-expect-error what counts above the standard must be said
  void ((): unknown => jobPersonMatch({}, {}, { use: "selection" }));
  void ((): void => {
    // @ts-expect-error results are read-only
    ranking.people[0]!.place = 1;
  });
  void talentBox(1, 2, cutOffs);
});
