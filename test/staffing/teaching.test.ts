import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EFFECTIVENESS_BANDS, inForce, type School, type TeacherNeed, teachingNeed } from "../../src/staffing/index.js";

const twoEach = { 1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2 };
const row = (school: School, kind: TeacherNeed["kind"]): TeacherNeed =>
  teachingNeed(school).teachers.find((one) => one.kind === kind)!;

test("SD of 12 classes: 12 class teachers, PJOK 3 h a week 36/24 = 1.5 (field guide 1.4)", () => {
  const need = teachingNeed({
    level: "SD",
    classes: twoEach,
    physicalEducation: { name: "PJOK", hours: 3, existing: 1 },
    religion: [{ name: "Islam", hours: 4 }],
  });
  expect(need.teachers).toMatchObject([
    { kind: "class", required: 12 },
    { kind: "religion", weeklyLessons: 48, required: 2 },
    { kind: "physicalEducation", weeklyLessons: 36, required: 1.5, existing: 1, gap: -0.5 },
  ]);
  expect([need.required, need.headteachers, need.notices]).toEqual([15.5, 1, []]);
});

test("SMP of 18 classes with 5 h of maths: 90/24 = 3.75 (field guide 1.4)", () => {
  const school: School = {
    level: "SMP",
    classes: { 7: 6, 8: 6, 9: 6 },
    subjects: [{ name: "Matematika", hours: 5, existing: 3 }],
    pupils: 540,
  };
  expect(row(school, "subject")).toEqual({
    kind: "subject",
    name: "Matematika",
    weeklyLessons: 90,
    amount: 90,
    perTeacher: 24,
    raw: 3.75,
    minimum: 0,
    required: 3.75,
    existing: 3,
    gap: -0.75,
  });
  expect(row(school, "counsellor").required).toBe(3.6);
  expect(teachingNeed(school).required).toBeCloseTo(7.35, 12);
});

test("SMA form: hours differ by grade; groups of a religion may differ from the classes (scribd 368101529, layout)", () => {
  const school: School = {
    level: "SMA",
    classes: { 10: 4, 11: 3, 12: 3 },
    subjects: [
      { name: "Biologi", hours: { 10: 3, 11: 4, 12: 4 } },
      { name: "Agama Katolik", hours: 3, groups: { 10: 1, 11: 1, 12: 1 } },
    ],
    pupils: 300,
  };
  const [biology, religion] = teachingNeed(school).teachers;
  expect([biology!.weeklyLessons, biology!.required]).toEqual([36, 1.5]);
  expect([religion!.weeklyLessons, religion!.required]).toEqual([9, 0.375]);
});

describe("least numbers of a primary school (field guide 1.4)", () => {
  const six = { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1 };
  test("one PJOK teacher although 6 classes of 3 h are 0.75", () => {
    expect(
      row({ level: "SD", classes: six, physicalEducation: { name: "PJOK", hours: 3 } }, "physicalEducation"),
    ).toMatchObject({ raw: 0.75, minimum: 1, required: 1 });
  });
  test("one teacher for all religions together, shared out by their lessons", () => {
    const religion = [
      { name: "Islam", hours: 2, groups: 6 },
      { name: "Kristen", hours: 2, groups: 2 },
    ];
    const rows = teachingNeed({ level: "SD", classes: six, religion }).teachers.filter(
      ({ kind }) => kind === "religion",
    );
    expect(rows.map(({ raw, required }) => [raw, required])).toEqual([
      [0.5, 0.75],
      [1 / 6, 0.25],
    ]);
  });
  test("without hours religion and PJOK count as one each, with a notice: classes + 2", () => {
    const need = teachingNeed({ level: "SD", classes: 6 });
    expect(need.required).toBe(8);
    expect(need.notices.map(({ code }) => code)).toEqual(["staffing/hours-not-given", "staffing/hours-not-given"]);
  });
  test("an inclusive school has a special-education teacher for 6 classes, at least one", () => {
    expect(row({ level: "SD", classes: 12, inclusive: true }, "specialEducation").required).toBe(2);
    expect(row({ level: "SD", classes: 3, inclusive: true }, "specialEducation")).toMatchObject({
      raw: 0.5,
      required: 1,
    });
  });
});

describe("teachers who are there show their gap", () => {
  const smp: School = { level: "SMP", classes: 6, subjects: [{ name: "IPA", hours: 4 }], pupils: 300 };
  test("counsellors against pupils / 150", () => {
    expect(row({ ...smp, counsellors: 3 }, "counsellor")).toEqual({
      kind: "counsellor",
      name: "bimbingan dan konseling",
      weeklyLessons: null,
      amount: 300,
      perTeacher: 150,
      raw: 2,
      minimum: 0,
      required: 2,
      existing: 3,
      gap: 1,
    });
  });
  test("special-education teachers of an inclusive school, and of one that needs none", () => {
    const sd: School = { level: "SD", classes: 12, specialEducationTeachers: 1 };
    expect(row({ ...sd, inclusive: true }, "specialEducation")).toMatchObject({
      amount: 12,
      perTeacher: 6,
      required: 2,
      gap: -1,
    });
    expect(row(sd, "specialEducation")).toMatchObject({ required: 0, existing: 1, gap: 1 });
    expect(teachingNeed(sd).required).toBe(teachingNeed({ level: "SD", classes: 12 }).required);
  });
  test("law: every row is amount / perTeacher, at least its minimum", () => {
    const school: School = { level: "SD", classes: twoEach, inclusive: true, religion: [{ name: "Islam", hours: 3 }] };
    for (const one of [...teachingNeed(school).teachers, ...teachingNeed(smp).teachers]) {
      expect(one.raw).toBe((one.amount ?? 0) / one.perTeacher);
      expect(one.required).toBe(Math.max(one.raw, one.minimum));
    }
  });
});

test("an inclusive SMP is no mistake, but no rule counts for it, and that is said", () => {
  const school: School = { level: "SMP", classes: 6, subjects: [{ name: "IPA", hours: 4 }], inclusive: true };
  expect(teachingNeed(school).notices.map(({ code }) => code)).toContain("staffing/not-counted");
  expect(teachingNeed({ ...school, level: "SMA" }).notices.map(({ path }) => path)).toContainEqual([
    "school",
    "inclusive",
  ]);
});

test("a school that may have no class next year has the need of the class it is expected to have", () => {
  const need = teachingNeed({ level: "SD", classes: { low: 0, expected: 1, high: 2 } });
  expect([need.classes, need.range]).toEqual([1, { low: 2, expected: 3, high: 4 }]);
});

test("grades by the names that school tables use: numbers, Roman numerals, parts of a grade", () => {
  const hours = { "11 IPA": 4, "11 IPS": 2, X: 3 };
  const classes = { "11 IPA": 2, "11 IPS": 1, X: 3 };
  expect(teachingNeed({ level: "SMA", classes, subjects: [{ name: "Kimia", hours }] }).required).toBe(19 / 24);
});

test("the bands of the grade are a parameter: exactly 1.00 is a B or an A", () => {
  const bands = inForce(EFFECTIVENESS_BANDS.A).value;
  const school: School = { level: "SD", classes: 6, existing: 8 };
  expect([teachingNeed(school).comparison!.grade, teachingNeed({ ...school, bands }).comparison!.grade]).toEqual([
    "B",
    "A",
  ]);
});

test("pupil ratios and class sizes are a check on the result, never the result, and say that they are unverified", () => {
  const need = teachingNeed({ level: "SD", classes: 6, pupils: 60, existing: 9 });
  expect(need.pupilRatio).toEqual({ pupils: 60, perTeacher: 7.5, standard: 20, meetsStandard: false, verified: false });
  expect(need.notices.map(({ code }) => code)).toContain("staffing/pupil-ratio");
  expect(need.comparison).toMatchObject({ existing: 9, gap: 1, ratio: 9 / 8 });
  const full = teachingNeed({ level: "SD", classes: 6, pupils: 240 });
  expect(full.notices.map(({ code }) => code)).toContain("staffing/large-classes");
});

test("uncertain classes and hours: range and drivers", () => {
  const need = teachingNeed({
    level: "SMP",
    classes: { 7: { low: 5, expected: 6, high: 7 }, 8: 6, 9: 6 },
    subjects: [{ name: "IPA", hours: { low: 4, expected: 5, high: 5 } }],
  });
  expect(need.range).toEqual({ low: (17 * 4) / 24, expected: 3.75, high: (19 * 5) / 24 });
  expect(need.drivers.map(({ path }) => path)).toEqual([
    ["school", "subjects", 0, "hours"],
    ["school", "classes", "7"],
  ]);
});

test("laws: the need is additive over subjects, monotone in classes and hours, and halves with twice the load", () => {
  const subject = fc.record({
    name: fc.constant("x"),
    hours: fc.integer({ min: 1, max: 9 }),
    groups: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(
      fc.array(subject, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      (subjects, classes) => {
        const needOf = (change: Partial<School>): number =>
          teachingNeed({ level: "SMA", classes, subjects, ...change } as School).required;
        const alone = subjects.reduce((sum, one) => sum + needOf({ subjects: [one] }), 0);
        expect(needOf({})).toBeCloseTo(alone, 9);
        expect(needOf({ weeklyHours: 48 })).toBeCloseTo(needOf({}) / 2, 9);
        const more = subjects.map((one) => ({ ...one, hours: one.hours + 1 }));
        expect(needOf({ subjects: more })).toBeGreaterThan(needOf({}));
        const byClass = [{ name: "y", hours: 3 }];
        expect(needOf({ subjects: byClass, classes: classes + 1 })).toBeGreaterThan(needOf({ subjects: byClass }));
      },
    ),
  );
});
