import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type AbkKesStudy, abkKesNeed, EFFECTIVENESS_BANDS, inForce, wisnNeed } from "../../src/staffing/index.js";

const situbondo = { annualLeave: 12, publicHolidays: 19, training: 5, absence: 12 };
const oneTask = [{ workload: 72_000, timeNorm: 1 }];

test.for<[string, AbkKesStudy["workingTime"], number, number, number]>([
  ["5-day week: 212 days of 5.25 h, 1,113 h", { workingDays: 260, daysPerWeek: 5, ...situbondo }, 212, 5.25, 1_113],
  ["6-day week: 264 days of 4.375 h, 1,155 h", { workingDays: 312, daysPerWeek: 6, ...situbondo }, 264, 4.375, 1_155],
])(
  "working time, %s (ABK-Kes manual 1 table 2, Situbondo, scribd 421172041)",
  ([, workingTime, days, perDay, hours]) => {
    const need = abkKesNeed({ workingTime: workingTime!, activities: oneTask });
    expect(need.table!.effectiveHoursPerWeek).toBeCloseTo(26.25, 12);
    expect(need.table!.days).toBe(days);
    expect(need.table!.hoursPerDay).toBeCloseTo(perDay, 12);
    expect(need.table!.hours).toBeCloseTo(hours, 9);
    expect(need.workingTime).toMatchObject({ minutesPerYear: 72_000, verified: true });
    expect(need.required).toBe(1);
    const own = abkKesNeed({ workingTime: workingTime!, activities: oneTask, use: "table" });
    expect(own.required).toBeCloseTo(1_200 / hours, 12);
    expect(own.workingTime.legalBasis).toBe("worked out from the table");
  },
);

test("the six steps by hand: SBK, JKT, FTP, STP, need", () => {
  const need = abkKesNeed({
    activities: [
      { name: "a", workload: 2_400, timeNorm: 30 },
      { name: "b", workload: 600, standardWorkload: 1_200 },
    ],
    supportTasks: [{ name: "meeting", hoursPerMonth: 10 }, { name: "report", hoursPerYear: 60 }, { share: 0.05 }],
    existing: 1,
  });
  expect(need.activities).toEqual([
    { name: "a", workload: 2_400, timeNorm: 30, standardWorkload: 2_400, required: 1 },
    { name: "b", workload: 600, timeNorm: null, standardWorkload: 1_200, required: 0.5 },
  ]);
  expect(need.supportTasks.map(({ time }) => time)).toEqual([
    { hoursPerMonth: 10 },
    { hoursPerYear: 60 },
    { share: 0.05 },
  ]);
  expect(need.mainRequired).toBe(1.5);
  expect(need.supportTasks.map(({ share }) => share)).toEqual([0.1, 0.05, 0.05]);
  expect(need.supportShare).toBeCloseTo(0.2, 12);
  expect(need.supportTaskStandard).toBeCloseTo(1.25, 12);
  expect(need.required).toBeCloseTo(1.875, 12);
  expect(need.comparison!.grade).toBe("A");
});

test("a table that is only shown changes no need; where it is used, days and hours are both its own", () => {
  const workingTime = { workingDays: 260, daysPerWeek: 5, ...situbondo } as const;
  const study: AbkKesStudy = { activities: oneTask, supportTasks: [{ minutesPerDay: 30 }] };
  const plain = abkKesNeed(study);
  const shown = abkKesNeed({ ...study, workingTime });
  expect(shown.required).toBe(plain.required);
  expect(shown.supportShare).toBeCloseTo(0.1, 12); // 30 min of 300 min: 240 days of the norm's 1,200 hours
  expect([shown.workingTime.daysPerYear, shown.table!.days]).toEqual([240, 212]);
  const used = abkKesNeed({ ...study, workingTime, use: "table" });
  expect(used.supportShare).toBeCloseTo(30 / (5.25 * 60), 12);
  expect(used.workingTime.daysPerYear).toBe(212);
});

test("the bands of the grade are a parameter: exactly 1.00 is a B or an A", () => {
  const study: AbkKesStudy = { activities: oneTask, existing: 1 };
  expect(abkKesNeed(study).comparison!.grade).toBe("B");
  expect(abkKesNeed({ ...study, bands: inForce(EFFECTIVENESS_BANDS.A).value }).comparison!.grade).toBe("A");
});

test("a need of more than 1,000 people is remarkable, whichever task it comes from", () => {
  const activities = Array.from({ length: 600 }, () => ({ workload: 144_000, timeNorm: 1 }));
  expect(abkKesNeed({ activities }).notices.map(({ code, path }) => [code, path])).toEqual([
    ["staffing/remarkable-need", ["study"]],
  ]);
});

test("uncertain figures: a high standard workload is the low end", () => {
  const need = abkKesNeed({
    activities: [{ name: "x", workload: 1_200, standardWorkload: { low: 600, expected: 1_200, high: 2_400 } }],
    supportTaskStandard: 1.2,
  });
  expect(need.range.low).toBeCloseTo(0.6, 12);
  expect(need.range.high).toBeCloseTo(2.4, 12);
  expect(need.drivers).toHaveLength(1);
  expect(need.moveThreshold).toBeCloseTo(200, 9);
});

test("law: ABK-Kes is WISN-2010 with the same working time and allowances", () => {
  const figure = fc.double({ min: 0.1, max: 1e4, noNaN: true });
  const activity = fc.record({ workload: figure, timeNorm: figure });
  const some = fc.array(activity, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(some, fc.double({ min: 0, max: 0.9, noNaN: true }), (activities, share) => {
      const kes = abkKesNeed({ activities, supportTasks: [{ share }] }).required;
      const wisn = wisnNeed({
        workingTime: { hoursPerYear: 1_200, hoursPerDay: 5 },
        activities,
        categoryAllowances: [{ share }],
      }).required;
      expect(Math.abs(kes - wisn)).toBeLessThanOrEqual(1e-12 * Math.max(1, kes));
    }),
  );
});
