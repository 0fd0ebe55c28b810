import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PressureCutOffs, wisnGap, wisnNeed, type WisnStudy, type WisnVariant } from "../../src/staffing/index.js";

describe("W1: cashier (field guide 1.3, published sheet in the style of Kepmenkes 81/2004)", () => {
  const cashier: WisnStudy = {
    workingTime: {
      possibleDays: 300,
      annualLeave: 12,
      otherLeave: 6,
      publicHolidays: 19,
      sickLeave: 10,
      hoursPerDay: 7,
    },
    activities: [
      { name: "outpatient", workload: 150 * 360, timeNorm: 5 },
      { name: "inpatient", workload: 30 * 360, timeNorm: 10 },
      { name: "daily report", workload: 360, timeNorm: 15 },
    ],
    categoryAllowances: [{ hoursPerYear: 3_000 / 60 }, { hoursPerYear: 1_000 / 60 }, { hoursPerYear: 1_440 / 60 }],
  };
  /** The sheet rounds the sum of its allowances, 0.0511952, to 0.049. */
  const asSheet = (variant: WisnVariant): WisnStudy => ({
    ...cashier,
    categoryAllowances: [{ share: 0.049 }],
    variant,
  });

  test("working time 253 days, 1,771 h, 106,260 min; standard workloads; needs of the rows", () => {
    const need = wisnNeed(cashier);
    expect(need.available).toEqual({ days: 253, hours: 1_771, minutes: 106_260 });
    expect(need.activities.map(({ standardWorkload }) => standardWorkload)).toEqual([21_252, 10_626, 7_084]);
    expect(need.activities.map(({ required }) => required.toFixed(5))).toEqual(["2.54094", "1.01637", "0.05082"]);
    expect(need.serviceRequired.toFixed(5)).toBe("3.60813");
    expect(need.categoryAllowances.map(({ share }) => share.toFixed(7))).toEqual([
      "0.0282326",
      "0.0094109",
      "0.0135517",
    ]);
    expect(need.categoryAllowanceShare.toFixed(7)).toBe("0.0511952");
  });

  test("who2010 (the default): 3.802817", () => {
    const need = wisnNeed(cashier);
    expect(need.variant).toBe("who2010");
    expect(need.required.toFixed(6)).toBe("3.802817");
  });

  test("additivePerRow with the sheet's 0.049: 2.589937 + 1.065375 + 0.099819 = 3.755131", () => {
    const need = wisnNeed(asSheet("additivePerRow"));
    expect(need.activities.map(({ required }) => required.toFixed(6))).toEqual(["2.589937", "1.065375", "0.099819"]);
    expect(need.required.toFixed(6)).toBe("3.755131");
  });

  test("additiveOnce with the sheet's 0.049: 3.65713", () => {
    expect(wisnNeed(asSheet("additiveOnce")).required.toFixed(5)).toBe("3.65713");
  });
});

/** Fitted to the published labels; the paper does not print its cut-offs. */
const cutOffs: PressureCutOffs = {
  bands: [
    { below: 0.3, label: "Extremely high" },
    { below: 0.5, label: "Very high" },
    { below: 0.7, label: "High" },
    { below: 0.9, label: "Moderately high" },
    { below: 1, label: "Low" },
  ],
  otherwise: "None",
};

describe("W3: Bangladesh upazila health complexes (BMJ Open, table 5)", () => {
  test.for<[string, number, number, string, string, string]>([
    ["physician Shailkupa", 4, 8.14, "-4.14", "0.49", "Very high"],
    ["physician Kotchandpur", 3, 10.71, "-7.71", "0.28", "Extremely high"],
    ["physician Kulaura", 4, 12.28, "-8.28", "0.33", "Very high"],
    ["physician Sreemangal", 7, 11.23, "-4.23", "0.62", "High"],
    ["nurse Shailkupa", 14, 16.08, "-2.08", "0.87", "Moderately high"],
    ["nurse Kotchandpur", 15, 22.8, "-7.80", "0.66", "High"],
    ["nurse Kulaura", 10, 16.08, "-6.08", "0.62", "High"],
    ["nurse Sreemangal", 12, 20.46, "-8.46", "0.59", "High"],
  ])("%s", ([, existing, required, gap, ratio, pressure]) => {
    const answer = wisnGap({ existing, required, cutOffs });
    expect([answer.gap.toFixed(2), answer.ratio!.toFixed(2), answer.pressure]).toEqual([gap, ratio, pressure]);
  });
});

test("W4: surgery, 1,834 h = 110,040 min; 15, 120, 60 min → 7,336, 917, 1,834; 0.5 h a day is 7.1 % (scribd 593205452)", () => {
  const need = wisnNeed({
    workingTime: {
      possibleDays: 312,
      publicHolidays: 12,
      annualLeave: 8,
      sickLeave: 14,
      otherLeave: 16,
      hoursPerDay: 7,
    },
    activities: [15, 120, 60].map((timeNorm) => ({ workload: 100, timeNorm })),
    categoryAllowances: [{ minutesPerDay: 30 }],
  });
  expect(need.available).toEqual({ days: 262, hours: 1_834, minutes: 110_040 });
  expect(need.activities.map(({ standardWorkload }) => standardWorkload)).toEqual([7_336, 917, 1_834]);
  expect(need.categoryAllowances[0]!.hoursPerYear).toBe(131);
  expect((need.categoryAllowanceShare * 100).toFixed(1)).toBe("7.1");
});

test("W4: a total allowance of 14 % leaves a factor of 0.86 (scribd 593205452)", () => {
  const need = wisnNeed({
    workingTime: { hoursPerYear: 1_834, hoursPerDay: 7 },
    activities: [{ workload: 100, timeNorm: 15 }],
    categoryAllowances: [{ share: 0.14 }],
  });
  expect((1 / need.categoryAllowanceFactor).toFixed(2)).toBe("0.86");
});

test("W6: 1,862 h = 111,720 min; 10, 20, 5, 15 min → 11,172, 5,586, 22,344, 7,448; 72 h are 0.0387 (scribd 584027065)", () => {
  const need = wisnNeed({
    workingTime: { possibleDays: 312, otherLeave: 46, hoursPerDay: 7 },
    activities: [10, 20, 5, 15].map((timeNorm) => ({ workload: 100, timeNorm })),
    categoryAllowances: [{ hoursPerYear: 72 }],
  });
  expect(need.available).toEqual({ days: 266, hours: 1_862, minutes: 111_720 });
  expect(need.activities.map(({ standardWorkload }) => standardWorkload)).toEqual([11_172, 5_586, 22_344, 7_448]);
  expect(need.categoryAllowanceShare.toFixed(4)).toBe("0.0387");
});

const midwives: WisnStudy = {
  workingTime: { possibleDays: 260, publicHolidays: 12, annualLeave: 15, sickLeave: 10, otherLeave: 5, hoursPerDay: 8 },
  activities: [
    { name: "ANC", workload: 1_200, timeNorm: 39 },
    { name: "delivery", workload: 220, timeNorm: 99 },
    { name: "newborn", workload: 220, timeNorm: 120 },
    { name: "labour", workload: 220, timeNorm: 168 },
    { name: "PNC", workload: 600, timeNorm: 35 },
    { name: "FP inj.", workload: 800, timeNorm: 23 },
  ],
  categoryAllowances: [
    { name: "health education", minutesPerDay: 30 },
    { name: "home visits", hoursPerMonth: 8 },
    { name: "staff meetings", hoursPerMonth: 2 },
    { name: "CPD", hoursPerYear: 48 },
    { name: "5S", minutesPerDay: 40 },
  ],
  individualAllowances: [
    { name: "supervision", people: 1, minutesPerDay: 60 },
    { name: "management meetings", people: 1, hoursPerMonth: 1 },
  ],
  existing: 3,
  pressureCutOffs: cutOffs,
};

test("W7: full WISN-2010 (field guide 1.3; norms HRH 2021 s12960-021-00670-4, volumes constructed)", () => {
  const need = wisnNeed(midwives);
  expect(need.available).toEqual({ days: 218, hours: 1_744, minutes: 104_640 });
  expect(
    need.activities.map(({ standardWorkload, required }) => [standardWorkload.toFixed(2), required.toFixed(4)]),
  ).toEqual([
    ["2683.08", "0.4472"],
    ["1056.97", "0.2081"],
    ["872.00", "0.2523"],
    ["622.86", "0.3532"],
    ["2989.71", "0.2007"],
    ["4549.57", "0.1758"],
  ]);
  expect(need.serviceRequired.toFixed(6)).toBe("1.637424");
  expect(need.categoryAllowanceShare.toFixed(6)).toBe("0.242164");
  expect(need.categoryAllowanceFactor.toFixed(6)).toBe("1.319546");
  expect(need.individualAllowances.map(({ hoursPerYear }) => hoursPerYear)).toEqual([218, 12]);
  expect(need.individualAllowanceHours).toBe(230);
  expect(need.individualAllowanceFactor.toFixed(6)).toBe("0.131881");
  expect(need.required.toFixed(6)).toBe("2.292536");
  expect(need.comparison!.gap.toFixed(4)).toBe("0.7075");
  expect(need.comparison!.ratio!.toFixed(4)).toBe("1.3086");
  expect(need.comparison!.pressure).toBe("None");
});

test("a rate of working is the other form of an activity standard: 4 an hour are 15 minutes each", () => {
  const workingTime = { hoursPerYear: 1_834, hoursPerDay: 7 };
  const byTime = wisnNeed({ workingTime, activities: [{ workload: 5_000, timeNorm: 15 }] });
  const byRate = wisnNeed({ workingTime, activities: [{ workload: 5_000, ratePerHour: 4 }] });
  expect(byRate.required).toBeCloseTo(byTime.required, 12);
  expect(byRate.activities[0]!.standardWorkload).toBe(7_336);
});

test("every figure of the sum is in the result: workloads, standards, people, the time as it was given (W7)", () => {
  const need = wisnNeed(midwives);
  expect(need.activities[1]).toMatchObject({ workload: 220, timeNorm: 99, ratePerHour: null });
  for (const { workload, standardWorkload, required } of need.activities) {
    expect(required).toBeCloseTo(workload / standardWorkload, 12);
  }
  expect(need.categoryAllowances[1]).toMatchObject({ people: null, time: { hoursPerMonth: 8 }, hoursPerYear: 96 });
  expect(need.individualAllowances[0]).toMatchObject({ people: 1, time: { minutesPerDay: 60 }, hoursPerYear: 218 });
  const byRate = wisnNeed({
    ...midwives,
    activities: [{ workload: 9, ratePerHour: { low: 1, expected: 2, high: 3 } }],
  });
  expect(byRate.activities[0]).toMatchObject({ workload: 9, timeNorm: null, ratePerHour: 2 });
});

test("what is remarkable about the size: an activity, an allowance of many, all together, a volume", () => {
  const workingTime = { hoursPerYear: 1_800, hoursPerDay: 8 };
  const noticed = (study: Partial<WisnStudy>): unknown =>
    wisnNeed({ workingTime, activities: [{ workload: 1, timeNorm: 1 }], ...study } as WisnStudy).notices.map(
      ({ code, path }) => [code, path.slice(1).join(".")],
    );
  expect(noticed({ individualAllowances: [{ people: 1e6, hoursPerYear: 900 }] })).toEqual([
    ["staffing/remarkable-need", "individualAllowances.0"],
  ]);
  expect(noticed({ activities: [{ workload: 1e9, ratePerHour: 1e8 }] })).toEqual([
    ["staffing/remarkable-volume", "activities.0"],
  ]);
  expect(noticed({ activities: [{ workload: 1e6, timeNorm: 60 }], categoryAllowances: [{ share: 0.5 }] })).toEqual([
    ["staffing/remarkable-need", ""],
  ]);
  expect(noticed({})).toEqual([]);
});

test("uncertain figures: the range, its drivers in order, and a threshold (by hand)", () => {
  const need = wisnNeed({
    workingTime: { hoursPerYear: 1_000, hoursPerDay: 8 },
    activities: [
      { name: "small", workload: { low: 900, expected: 1_000, high: 1_100 }, timeNorm: 6 },
      { name: "large", workload: 6_000, ratePerHour: { low: 2, expected: 3, high: 4 } },
    ],
    categoryAllowances: [{ share: 0.2 }],
    individualAllowances: [{ people: 1, hoursPerYear: 100 }],
  });
  expect(need.required).toBeCloseTo(2.1 * 1.25 + 0.1, 12);
  expect(need.range.low).toBeCloseTo(1.59 * 1.25 + 0.1, 12);
  expect(need.range.high).toBeCloseTo(3.11 * 1.25 + 0.1, 12);
  expect(need.drivers.map(({ name, path }) => [name, ...path])).toEqual([
    ["large", "study", "activities", 1, "ratePerHour"],
    ["small", "study", "activities", 0, "workload"],
  ]);
  expect(need.drivers[0]!.swing).toBeCloseTo(1.5 * 1.25, 12);
  expect(need.moveThreshold).toBeCloseTo((200 * 1.01 * 1.25) / need.required, 9);
});

describe("laws", () => {
  const study = fc.record({
    hours: fc.double({ min: 500, max: 2_500, noNaN: true }),
    activities: fc.array(
      fc.record({
        workload: fc.double({ min: 0, max: 1e4, noNaN: true }),
        timeNorm: fc.double({ min: 0.1, max: 500, noNaN: true }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    share: fc.double({ min: 0, max: 0.9, noNaN: true }),
    additional: fc.double({ min: 0, max: 400, noNaN: true }),
  });
  type Random = typeof study extends fc.Arbitrary<infer T> ? T : never;
  const needOf = ({ hours, activities, share, additional }: Random, variant: WisnVariant = "who2010"): number =>
    wisnNeed({
      workingTime: { hoursPerYear: hours, hoursPerDay: 8 },
      activities,
      categoryAllowances: [{ share }],
      individualAllowances: [{ people: 1, hoursPerYear: additional }],
      variant,
    }).required;

  test("the variants: per row never below once; all three agree without allowances", () => {
    fc.assert(
      fc.property(study, (random) => {
        expect(needOf(random, "additivePerRow")).toBeGreaterThanOrEqual(needOf(random, "additiveOnce") - 1e-9);
        const without = { ...random, share: 0 };
        expect(needOf(without, "additiveOnce")).toBeCloseTo(needOf(without), 9);
        expect(needOf(without, "additivePerRow")).toBeCloseTo(needOf(without), 9);
      }),
    );
  });

  test("monotone in volumes, norms and allowances", () => {
    fc.assert(
      fc.property(study, fc.double({ min: 1, max: 3, noNaN: true }), (random, factor) => {
        const slack = needOf(random) * (1 - 1e-12);
        const activities = (key: "workload" | "timeNorm"): Random["activities"] =>
          random.activities.map((one) => ({ ...one, [key]: one[key] * factor }));
        expect(needOf({ ...random, activities: activities("workload") })).toBeGreaterThanOrEqual(slack);
        expect(needOf({ ...random, activities: activities("timeNorm") })).toBeGreaterThanOrEqual(slack);
        expect(needOf({ ...random, share: Math.min(0.95, random.share * factor) })).toBeGreaterThanOrEqual(slack);
        expect(needOf({ ...random, additional: random.additional * 1.2 })).toBeGreaterThanOrEqual(slack);
      }),
    );
  });
});
