import type { Scenario, ScenarioInput } from "imbang";
import { expectTypeOf, test } from "vitest";
import {
  abkNeed,
  type AbkNeed,
  abkNeeds,
  analyzeStaffing,
  balanceIndices,
  type BalanceIndices,
  gradeEffectiveness,
  type Graded,
  type Interval,
  type Need,
  normNeed,
  projectStaffing,
  type StaffingAnalysis,
  type StaffingProjection,
  staffingReport,
  teachingNeed,
  wisnNeed,
  withRequired,
} from "../../src/staffing/index.js";

declare const scenario: Scenario;
declare const input: ScenarioInput;

test("calls take and give what the architecture says", () => {
  expectTypeOf(withRequired(input, { a: 3.42, b: null })).toEqualTypeOf<ScenarioInput>();
  expectTypeOf(withRequired(input, abkNeeds([]))).toEqualTypeOf<ScenarioInput>();
  expectTypeOf(withRequired(input, { a: normNeed({ given: 3 }) })).toEqualTypeOf<ScenarioInput>();
  expectTypeOf(analyzeStaffing(scenario)).toEqualTypeOf<StaffingAnalysis>();
  expectTypeOf(projectStaffing(scenario)).toEqualTypeOf<StaffingProjection>();
  expectTypeOf(balanceIndices(analyzeStaffing(scenario).units)).toEqualTypeOf<BalanceIndices>();
  expectTypeOf(gradeEffectiveness(null)).toEqualTypeOf<Graded | null>();
});

test("every method answers a need with its range", () => {
  expectTypeOf<AbkNeed>().toExtend<Need>();
  expectTypeOf(wisnNeed).returns.toExtend<Need>();
  expectTypeOf(teachingNeed).returns.toExtend<Need>();
  expectTypeOf<Need["range"]>().toEqualTypeOf<Interval>();
  expectTypeOf<Need["moveThreshold"]>().toEqualTypeOf<number | null>();
});

test("mistakes are found before anything runs", () => {
  const workingTime = { hoursPerYear: 1_200, hoursPerDay: 5 };
  const activities = [{ workload: 1, timeNorm: 1 }];
  // @ts-expect-error a period that nobody knows
  void abkNeed([{ volume: 1, period: "fortnight", timeNorm: 1 }]);
  // @ts-expect-error a timed task needs its norm
  void abkNeed([{ volume: 1, period: "year" }]);
  // @ts-expect-error equipment has no period
  void abkNeed([{ approach: "equipment", volume: 1, perPerson: 1, period: "year" }]);
  // @ts-expect-error an interval has three figures
  void abkNeed([{ volume: { low: 1, high: 2 }, period: "year", timeNorm: 1 }]);
  // @ts-expect-error the pressure needs its cut-offs
  void wisnNeed({ workingTime, activities, existing: 3 });
  // @ts-expect-error plain data is no scenario
  void staffingReport(input);
  // @ts-expect-error results are read-only
  abkNeed([]).required = 3;
  void wisnNeed({ workingTime, activities });
});
