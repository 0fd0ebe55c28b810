/** The noise of binary fractions turns no label, no refusal and no index; figures too small to mean anything are none. */
import * as fc from "fast-check";
import { analyzeStaffing, createScenario, ImbangError, type ScenarioInput } from "imbang";
import { describe, expect, test } from "vitest";
import {
  abkKesNeed,
  abkNeed,
  balanceIndices,
  gradeEffectiveness,
  normNeed,
  type PressureCutOffs,
  staffingReport,
  type TimeUse,
  wisnGap,
  wisnNeed,
} from "../../src/staffing/index.js";

const activities = [{ workload: 100, timeNorm: 30 }];
const workingTime = { hoursPerYear: 1_800, hoursPerDay: 7.5 };

function codesOf(call: () => unknown): readonly string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ImbangError) return error.issues.map(({ code }) => code);
    throw error;
  }
  return [];
}

describe("allowances that take all the time are refused, however their sum comes out", () => {
  const elevenths = (hours: number): TimeUse[] => Array.from({ length: 11 }, () => ({ hoursPerYear: hours / 11 }));
  test.for<[string, readonly TimeUse[], readonly TimeUse[]]>([
    ["1, 29 and 70 %", [0.01, 0.29, 0.7].map((share) => ({ share })), [0.01, 0.29, 0.7].map((share) => ({ share }))],
    ["eleven elevenths of the year", elevenths(1_800), elevenths(1_200)],
    ["all but a hundredth of a thousand-millionth", [{ share: 1 - 1e-11 }], [{ share: 1 - 1e-11 }]],
  ])("%s", ([, categoryAllowances, supportTasks]) => {
    const refused = ["staffing/allowances-too-high"];
    expect(codesOf(() => wisnNeed({ workingTime, activities, categoryAllowances }))).toEqual(refused);
    expect(codesOf(() => abkKesNeed({ activities, supportTasks }))).toEqual(refused);
    const [first] = categoryAllowances;
    if (categoryAllowances.length > 1) return;
    const individualAllowances = [{ people: 1, ...first! }];
    expect(codesOf(() => wisnNeed({ workingTime, activities, individualAllowances }))).toEqual(refused);
  });

  test("a millionth of the time left is time", () => {
    const share = 1 - 1e-6;
    expect(wisnNeed({ workingTime, activities, categoryAllowances: [{ share }] }).required).toBeCloseTo(27_777.8, 1);
    expect(codesOf(() => abkKesNeed({ activities, supportTasks: [{ share }] }))).toEqual([]);
  });

  test("law: whatever the parts, they are refused together where they add up to 100 %", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 30 }), (parts) => {
        const whole = parts.reduce((sum, part) => sum + part, 0);
        const categoryAllowances = parts.map((part) => ({ share: part / whole }));
        expect(codesOf(() => wisnNeed({ workingTime, activities, categoryAllowances }))).toHaveLength(1);
      }),
    );
  });
});

const cutOffs: PressureCutOffs = { bands: [{ below: 1, label: "high" }], otherwise: "none" };

test("people who meet a need of 3 are under no pressure although 0.1 + 0.2 + 2.7 is a little more", () => {
  const required = 0.1 + 0.2 + 2.7 + 2 ** -51;
  expect(required).toBeGreaterThan(3);
  const answer = wisnGap({ existing: 3, required, cutOffs });
  expect(answer.pressure).toBe("none");
  expect(answer.ratio).toBeLessThan(1); // figures stay as they are
  expect(wisnGap({ existing: 3, required: 3 * (1 + 1e-8), cutOffs }).pressure).toBe("high");
});

test("nor do they count as overloaded", () => {
  const noise = { required: 0.1 * 3, existing: 0.3 };
  expect(noise.required).toBeGreaterThan(noise.existing);
  expect(balanceIndices([noise, { required: 1, existing: 1 }]).shareOverloaded).toBe(0);
  expect(balanceIndices([{ required: 1 + 1e-8, existing: 1 }]).shareOverloaded).toBe(1);
});

test("a grade does not turn on the last digit of 0.895", () => {
  for (const value of [0.895, 0.895 - 2 ** -53, 0.895 + 2 ** -53]) {
    expect(gradeEffectiveness(value)).toMatchObject({ grade: "B", graded: 0.9, effectiveness: value });
  }
  const tenths = Array.from({ length: 10 }, () => ({ volume: 0.1 * 1.79, period: "year" as const, timeNorm: 75_000 }));
  const { effectiveness, grade } = abkNeed(tenths, { existing: 2 }).comparison!;
  expect([effectiveness === 0.895, grade]).toEqual([false, "B"]);
});

describe("indices stay within their range to the last digit", () => {
  test("Jain of even staffing is at most 1", () => {
    for (let n = 1; n < 600; n++) {
      const needs = Array.from({ length: (n % 30) + 1 }, (_, k) => 0.1 + k * 0.37 + n * 0.001);
      const { jain } = balanceIndices(needs.map((required) => ({ required, existing: required * 1.1 })));
      expect(jain!).toBeLessThanOrEqual(1);
    }
  });
  test("Gini is at most 1 where one unit of hardly any need has everybody", () => {
    const needs = [518251786.5111167, 397499288597.0624, 3674.75027082573, 129601.47099151413];
    const rows = needs.map((required) => ({ required, existing: 0 }));
    expect(balanceIndices([...rows, { required: 5.493963318611318e-7, existing: 653.9987266534002 }]).gini).toBe(1);
  });
});

describe("a need below 10⁻⁹ is none, everywhere alike", () => {
  const input: ScenarioInput = {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: [
      { id: "held", unitId: "u", title: "t", capacity: 3, required: 1e-320 },
      { id: "empty", unitId: "u", title: "t", capacity: 3, required: 9e-10 },
    ],
    staff: [{ id: "x", positionId: "held" }],
  };
  const scenario = createScenario(input);

  test("in the analysis and the report", () => {
    const report = staffingReport(scenario);
    const analysis = analyzeStaffing(scenario);
    for (const row of [...analysis.positions, ...analysis.units, ...report.units, report.totals]) {
      expect(row.ratio).toBeNull();
    }
    expect(report.positions.map(({ vacantButNeeded }) => vacantButNeeded)).toEqual([false, false]);
    expect(report.totals.vacantButNeeded).toBe(0);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test("in indices, comparisons, pressure and thresholds", () => {
    expect(balanceIndices([{ required: 1e-320, existing: 1 }]).counted).toBe(0);
    expect(abkNeed([{ volume: 1e-320, period: "year", timeNorm: 1 }], { existing: 1 }).comparison!.ratio).toBeNull();
    expect(wisnGap({ existing: 1, required: 1e-320, cutOffs })).toMatchObject({ ratio: null, pressure: null });
    expect(normNeed({ given: { low: 0, expected: 1e-320, high: 1 } }).moveThreshold).toBeNull();
  });
});
