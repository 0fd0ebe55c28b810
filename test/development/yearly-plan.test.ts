/** The year of training: hours are counted, seats and months hold, and whoever stays short could not have been given more. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttendedTraining, Course } from "../../src/development/types.js";
import { planTrainingYear, type TrainingYearOptions } from "../../src/development/yearly-plan.js";
import { ImbangError } from "../../src/errors/index.js";
import { createScenario, type ScenarioInput, type Staff } from "../../src/scenario/index.js";

const wrong = (value: unknown): never => value as never;
const STAFF = ["ani", "budi", "citra", "dewi", "eko"];
const scenarioWith = (asOf: string, staff: readonly Partial<Staff>[] = []): ReturnType<typeof createScenario> =>
  createScenario({
    asOf,
    agencies: [
      { id: "a", name: "Dinas A" },
      { id: "b", name: "Dinas B" },
    ],
    units: [
      { id: "ua", agencyId: "a", name: "Unit A" },
      { id: "ub", agencyId: "b", name: "Unit B" },
    ],
    positions: [
      {
        id: "p",
        unitId: "ua",
        title: "Auditor",
        capacity: 9,
        required: 2,
        requirements: { competencies: { Integritas: 4, Komunikasi: 3 }, certificates: ["STR"] },
      },
      { id: "q", unitId: "ub", title: "Staf", capacity: 9, required: 2 },
    ],
    staff: STAFF.map((id, k) => ({
      id,
      positionId: ["p", "p", "q", null, "q"][k]!,
      competencies: { Integritas: (1 + k) as 1, ...(k % 2 === 0 ? { Komunikasi: 2 as const } : {}) },
      ...staff[k],
    })),
  } satisfies ScenarioInput);

const course: Course = {
  id: "c",
  name: "Kursus",
  kind: "classical",
  raises: { Integritas: 5 },
  hours: 20,
  cost: 10,
  months: 1,
};

const catalogues: fc.Arbitrary<readonly Course[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom("classical" as const, "eLearning" as const, "coaching" as const),
      raises: fc.constantFrom<NonNullable<Course["raises"]>>(
        { Integritas: 3 },
        { Integritas: 5 },
        { Komunikasi: 3 },
        { Komunikasi: 1, Integritas: 2 },
      ),
      grants: fc.constantFrom<readonly string[]>([], ["STR"]),
      hours: fc.constantFrom(4, 8, 10, 20, 30, 60),
      cost: fc.nat(5),
      seats: fc.constantFrom(undefined, 0, 1, 2, 5),
      months: fc.constantFrom(0, 0, 1, 2, 6),
      needs: fc.boolean(),
    }),
    { maxLength: 5 },
  )
  .map((rows) =>
    rows.map(({ seats, needs, ...row }, k): Course => ({
      ...row,
      id: `c${k}`,
      name: `Kursus ${k}`,
      ...(seats === undefined ? {} : { seats }),
      ...(needs && k > 0 ? { prerequisites: [`c${k - 1}`] } : {}),
    })),
  );

/** By record: why nobody with it is given a course in 2026, and the first month in which one may begin. */
const RECORDS: readonly { readonly record: Partial<Staff>; readonly away?: string; readonly back?: number }[] = [
  { record: {} },
  { record: { active: true, studyLeaveUntil: null, birthDate: "1990-01-01" } },
  { record: { active: false, studyLeaveUntil: "2027-01-01" }, away: "notActive" },
  { record: { studyLeaveUntil: "2025-12-31" } },
  { record: { studyLeaveUntil: "2026-01-01" }, back: 2 },
  { record: { studyLeaveUntil: "2026-06-30" }, back: 7 },
  { record: { studyLeaveUntil: "2026-12-01" }, away: "onStudyLeave" },
  { record: { birthDate: "1956-11-30" }, away: "retires" }, // at 70 on 1 December 2026, whatever the post
  { record: { birthDate: "1956-12-01" } },
];

describe("laws", () => {
  const cases = fc.record({
    catalogue: catalogues,
    records: fc.array(fc.oneof(fc.constant(RECORDS[0]!), fc.constantFrom(...RECORDS)), { minLength: 5, maxLength: 5 }),
    asOf: fc.constantFrom("2026-01-01", "2026-03-15", "2026-11-01", "2026-12-31"),
    monthlyHours: fc.constantFrom(undefined, 4, 10, 24),
    attended: fc.array(
      fc.record({
        staffId: fc.constantFrom(...STAFF),
        hours: fc.integer({ min: 1, max: 25 }),
        completedOn: fc.constantFrom("2025-12-31", "2026-01-01", "2026-02-28", "2026-12-31"),
      }),
      { maxLength: 5 },
    ),
    lists: fc.tuple(fc.subarray(STAFF), fc.subarray(STAFF)),
    trainings: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 3 }),
    sessions: fc.array(fc.record({ course: fc.nat(4), month: fc.integer({ min: 1, max: 12 }), seats: fc.nat(2) }), {
      maxLength: 4,
    }),
  });

  test("hours add up; seats, sessions, months and prerequisites hold; whoever is short could not have been given more", () => {
    let [planned, short, away] = [0, 0, 0];
    fc.assert(
      fc.property(cases, ({ catalogue, records, asOf, monthlyHours, attended, lists, trainings, sessions }) => {
        const people = records.map(({ record }) => record);
        const scenario = scenarioWith(asOf, people);
        const has = (k: number): boolean => k < catalogue.length;
        const listed = (ids: readonly string[]): { staffId: string; reason: string }[] =>
          ids.map((staffId) => ({ staffId, reason: "daftar" }));
        const byPerson = new Map(trainings.filter(([, c]) => has(c)).map(([s, c]) => [STAFF[s]!, [`c${c}`]]));
        const calendar = new Map(
          sessions
            .filter(({ course: c }) => has(c))
            .map((one) => [
              `c${one.course} ${one.month}`,
              { courseId: `c${one.course}`, month: one.month, seats: one.seats },
            ]),
        );
        const options: TrainingYearOptions = {
          attended: attended as AttendedTraining[],
          coaching: listed(lists[0]),
          recognition: listed(lists[1]),
          trainings: [...byPerson].map(([staffId, courseIds]) => ({ staffId, courseIds })),
          sessions: [...calendar.values()],
          ...(monthlyHours === undefined ? {} : { monthlyHours }),
        };
        const found = planTrainingYear(scenario, catalogue, options);
        const turned = planTrainingYear(scenarioWith(asOf, people), [...catalogue].reverse(), {
          ...options,
          attended: [...options.attended!].reverse(),
        });
        expect({ ...turned, notices: [] }).toEqual({ ...found, notices: [] }); // notices point into the list given
        const courseOf = new Map(catalogue.map((one) => [one.id, one]));
        const first = { "2026-01-01": 1, "2026-03-15": 4, "2026-11-01": 11, "2026-12-31": 13 }[asOf]!;
        expect(found.firstMonth).toBe(first);
        const begun = new Map<string, number>();
        let cost = 0;
        for (const [k, person] of found.people.entries()) {
          const { away: reason, back = 1 } = records[k]!;
          const past = attended
            .filter(
              (row) => row.staffId === person.staffId && row.completedOn >= "2026-01-01" && row.completedOn <= asOf,
            )
            .reduce((sum, { hours }) => sum + hours, 0);
          expect(person.done).toBe(past);
          expect(person.planned).toBe(person.courses.reduce((sum, { hours }) => sum + hours, 0));
          expect(person.missing).toBe(Math.max(0, 20 - past - person.planned));
          const unmet = reason === undefined ? "short" : "away";
          expect(person.status).toBe(past >= 20 ? "met" : person.missing === 0 ? "planned" : unmet);
          const taken: string[] = [];
          let [end, room] = [first - 1, 0];
          for (const { courseId, from, to, hours, stage } of person.courses) {
            if (stage !== "plan") {
              expect(reason).toBe(undefined);
              expect(from).toBeGreaterThanOrEqual(back);
            }
            const { prerequisites = [], hours: jp, months, cost: price } = courseOf.get(courseId)!;
            expect(hours).toBe(jp);
            expect(taken).not.toContain(courseId);
            for (const need of prerequisites) expect(taken).toContain(need);
            expect(from).toBeGreaterThanOrEqual(end + (room > 0 ? 0 : 1));
            expect(to).toBeLessThanOrEqual(12);
            expect(to).toBeGreaterThanOrEqual(from + months - 1);
            const most = monthlyHours ?? 24;
            expect((to - from + 1) * most).toBeGreaterThanOrEqual(hours);
            [end, room] = [to, months === 0 ? 1 : 0];
            taken.push(courseId);
            begun.set(`${courseId} ${from}`, (begun.get(`${courseId} ${from}`) ?? 0) + 1);
            cost += price;
            planned++;
          }
          if (person.missing === 0) expect(person.obstacles).toEqual([]);
          else {
            // Each course of the catalogue was given, or something is in its way.
            const inTheWay = person.obstacles.reduce((sum, { courses }) => sum + courses, 0);
            expect(inTheWay + person.courses.length).toBe(catalogue.length);
            const codes = person.obstacles.map(({ code }) => code);
            expect(codes).not.toContain("alreadyPlanned");
            expect(codes).not.toContain("passedBefore"); // these people were through no course of the catalogue
            if (reason !== undefined) expect(codes).toEqual([reason]);
            if (codes.includes("onStudyLeave")) expect(reason ?? back).not.toBe(1);
            if (reason === undefined) short++;
            else away++;
          }
        }
        for (const { courseId, participants, months, seats } of found.courses) {
          expect(participants).toBeLessThanOrEqual(seats ?? Infinity);
          for (const { month, participants: count } of months) {
            expect(begun.get(`${courseId} ${month}`)).toBe(count);
            if ([...calendar.values()].some((one) => one.courseId === courseId)) {
              expect(count).toBeLessThanOrEqual(calendar.get(`${courseId} ${month}`)?.seats ?? 0);
            }
          }
        }
        expect(found.courses.reduce((sum, { participants }) => sum + participants, 0)).toBe(
          [...begun.values()].reduce((sum, n) => sum + n, 0),
        );
        expect(found.totals.cost).toBe(cost);
        for (const { cost: own, costByMonth } of found.agencies)
          expect(costByMonth.reduce((sum, n) => sum + n, 0)).toBe(own);
        const { people: everyone, met, planned: will, away: gone, short: stay } = found.totals;
        expect([everyone, met + will + gone + stay]).toEqual([5, 5]);
        expect(found.agencies.reduce((sum, row) => sum + row.away, 0)).toBe(gone);
        for (const { staffId, courseId } of found.refused) expect(byPerson.get(staffId)).toContain(courseId);
        for (const [staffId, [courseId]] of byPerson) {
          const isGiven = found.people.some(
            (one) => one.staffId === staffId && one.courses.some((c) => c.courseId === courseId && c.stage === "plan"),
          );
          expect(isGiven).toBe(!found.refused.some((one) => one.staffId === staffId));
        }
      }),
      { numRuns: 90 },
    );
    expect(planned).toBeGreaterThan(60);
    expect(short).toBeGreaterThan(30);
    expect(away).toBeGreaterThan(30);
  });
});

test("the figure of the year is cited, and the limit of PPPK is said to be unverified", () => {
  const scenario = scenarioWith("2026-01-01", [{ status: "PPPK" }]);
  const attended = [{ staffId: "ani", hours: 25, completedOn: "2026-01-01" }];
  const { required, contractLimit, people, notices } = planTrainingYear(scenario, [], { attended });
  expect(required).toMatchObject({ value: 20, legalBasis: expect.stringContaining("PP 11/2017 ps 203(4)") });
  expect(contractLimit).toMatchObject({ value: 24, verified: false });
  expect(people[0]).toMatchObject({ staffId: "ani", done: 25, status: "met", aboveContractLimit: true });
  expect(notices.map(({ code }) => code)).toEqual(["development/above-contract-limit", "development/unverified-limit"]);
  expect(people[1]).toMatchObject({ staffId: "budi", missing: 20, status: "short", obstacles: [] });
});

test("by hand: the widest gap is served first, the last seat is gone then, and a long course fills several months", () => {
  const long: Course = { ...course, id: "long", hours: 40, seats: 1, raises: { Integritas: 4 } };
  const { people, courses, agencies } = planTrainingYear(scenarioWith("2026-01-01"), [long], { monthlyHours: 16 });
  expect(people.map(({ staffId, status }) => [staffId, status])).toEqual([
    ["ani", "planned"],
    ["budi", "short"],
    ["citra", "short"],
    ["dewi", "short"],
    ["eko", "short"],
  ]);
  expect(people[0]!.courses).toEqual([{ courseId: "long", from: 1, to: 3, hours: 40, stage: "gap" }]);
  expect(people[1]!.obstacles.map(({ code }) => code)).toEqual(["noSeats"]);
  expect(people[4]!.obstacles.map(({ code }) => code)).toEqual(["nothingNew"]);
  expect(courses).toEqual([
    { courseId: "long", participants: 1, seats: 1, cost: 10, months: [{ month: 1, participants: 1 }] },
  ]);
  expect(agencies.map(({ agencyId, people: count, cost }) => [agencyId, count, cost])).toEqual([
    ["a", 2, 10],
    ["b", 2, 0],
    [null, 1, 0],
  ]);
});

test("lists of merit come before gaps: coaching is coached, recognition takes what the post does not ask for", () => {
  const coaching: Course = { ...course, id: "z-coach", kind: "coaching", cost: 99, hours: 4 };
  const optional: Course = { ...course, id: "y-optional", raises: { Inovasi: 3 }, cost: 50, seats: 1 };
  const scenario = scenarioWith("2026-01-01", [{}, {}, { competencies: { Integritas: 3, Inovasi: 1 } }]);
  const { people } = planTrainingYear(scenario, [course, coaching, optional], {
    coaching: [{ staffId: "budi", reason: "kinerja kurang" }],
    recognition: [{ staffId: "ani", reason: "teladan" }],
  });
  expect(people[1]!.courses[0]).toMatchObject({ courseId: "z-coach", stage: "coaching" });
  expect(people[0]!.courses[0]).toMatchObject({ courseId: "y-optional", stage: "recognition" });
});

test("training that is planned already comes first, and what finds no place is said", () => {
  const { people, refused } = planTrainingYear(
    scenarioWith("2026-12-01"),
    [
      { ...course, months: 2 },
      { ...course, id: "d" },
    ],
    {
      trainings: wrong([{ staffId: "ani", courseIds: ["c", "d"], toPositionId: "q" }]),
    },
  );
  expect(people[0]!.courses).toEqual([{ courseId: "d", from: 12, to: 12, hours: 20, stage: "plan" }]);
  expect(refused.map(({ courseId, obstacle }) => [courseId, obstacle])).toEqual([["c", "noMonths"]]);
});

describe("people who are not there", () => {
  const one: Course = {
    ...course,
    id: "k1",
    hours: 60,
    months: 6,
    seats: 1,
    cost: 1_000_000,
    raises: { Integritas: 3 },
  };
  const yearOf = (away: Partial<Staff>, options: TrainingYearOptions = {}, asOf = "2026-01-01") =>
    planTrainingYear(
      scenarioWith(asOf, [away, { active: true }, ...STAFF.slice(2).map(() => ({ active: false }))]),
      [one],
      options,
    );

  test.each([
    ["notActive", { active: false }],
    ["onStudyLeave", { studyLeaveUntil: "2026-12-31" }],
    ["retires", { birthDate: "1955-01-01" }],
  ] as const)("take no seat from colleagues, and the reason is said: %s", (code, record) => {
    const { people, agencies, totals } = yearOf(record);
    expect(people[0]).toMatchObject({ status: "away", missing: 20, planned: 0, courses: [] });
    expect(people[0]!.obstacles).toEqual([
      { code, text: { id: expect.any(String), en: expect.any(String) }, courses: 1 },
    ]);
    expect(people[1]).toMatchObject({ status: "planned", courses: [{ courseId: "k1" }] });
    expect(totals).toMatchObject({ people: 5, planned: 1, away: 4, short: 0, cost: 1_000_000 });
    expect(agencies[0]).toMatchObject({ agencyId: "a", people: 2, away: 1, short: 0 });
  });

  test("keep what a plan gives them; lists of merit give them nothing", () => {
    const { people, refused } = yearOf({ active: false }, { trainings: [{ staffId: "ani", courseIds: ["k1"] }] });
    expect(people[0]).toMatchObject({ status: "planned", planned: 60, obstacles: [] });
    expect([people[1]!.status, refused]).toEqual(["short", []]);
    const coached = yearOf({ active: false }, { coaching: [{ staffId: "ani", reason: "kinerja kurang" }] });
    expect(coached.people[0]!.courses).toEqual([]);
  });

  test("who comes back within the year begins then, and what is too long for the rest is barred by the leave", () => {
    const until = (studyLeaveUntil: string, asOf = "2026-01-01") =>
      planTrainingYear(scenarioWith(asOf, [{ studyLeaveUntil }, ...STAFF.slice(1).map(() => ({ active: false }))]), [
        one,
      ]).people[0]!;
    expect(until("2026-06-30").courses).toMatchObject([{ from: 7, to: 12 }]);
    expect(until("2026-07-01")).toMatchObject({ status: "short", obstacles: [{ code: "onStudyLeave", courses: 1 }] });
    expect(until("2026-10-01", "2026-09-01").obstacles).toMatchObject([{ code: "noMonths" }]); // with or without the leave
  });

  test("what the record leaves open is a notice", () => {
    const codesOf = (record: Partial<Staff>) =>
      yearOf(record).notices.map(({ code, path }) => `${code} ${path.join(".")}`);
    const unchecked = ["development/unchecked staff.studyLeaveUntil", "development/unchecked staff.birthDate"];
    expect(codesOf({})).toEqual(unchecked);
    expect(codesOf({ studyLeaveUntil: null, birthDate: "1965-01-01" })).toEqual([unchecked[1]]); // 58 or 70: no one knows
    expect(codesOf({ studyLeaveUntil: null, birthDate: "1990-01-01" })).toEqual([]);
  });

  test("of a year that is over nobody is judged by what is on record today", () => {
    const { people } = yearOf({ active: false }, { year: 2025 });
    expect(people.map(({ status }) => status)).toEqual(Array.from(STAFF, () => "short"));
  });
});

test("a course that this schedule gives is no obstacle; given twice by a plan it is refused as planned already", () => {
  const { people, refused } = planTrainingYear(scenarioWith("2026-01-01"), [{ ...course, hours: 8 }], {
    trainings: [{ staffId: "ani", courseIds: ["c", "c"] }],
  });
  expect(people[0]).toMatchObject({ status: "short", planned: 8, obstacles: [] });
  expect(refused).toEqual([
    {
      staffId: "ani",
      courseId: "c",
      obstacle: "alreadyPlanned",
      text: { id: "kursus sudah ada dalam jadwal ini", en: "this schedule has the course already" },
    },
  ]);
});

test("before the rule nobody owes hours", () => {
  const scenario = scenarioWith("2026-01-01", [{ status: "PPPK" }]);
  const attended = [{ staffId: "ani", hours: 30, completedOn: "2016-05-05" }];
  const before = planTrainingYear(scenario, [], { year: 2016, attended });
  expect(before.required.value).toBe(0);
  expect(before.totals).toMatchObject({ met: 5, short: 0 });
  expect(before.people[0]!.aboveContractLimit).toBe(false);
  expect(before.notices.map(({ code }) => code)).toEqual(["development/before-rule"]);
  const first = planTrainingYear(scenario, [], { year: 2017 });
  expect([first.required.value, first.totals.short, first.notices]).toEqual([20, 5, []]);
});

test("a year that is over is checked and not planned", () => {
  const { people, firstMonth } = planTrainingYear(scenarioWith("2026-06-01"), [course], {
    year: 2025,
    attended: [{ staffId: "ani", hours: 20, completedOn: "2025-05-05" }],
  });
  expect(firstMonth).toBe(13);
  expect(people.map(({ status, planned }) => [status, planned])).toEqual([
    ["met", 0],
    ...STAFF.slice(1).map(() => ["short", 0]),
  ]);
});

test("bad input: every issue with its place", () => {
  try {
    planTrainingYear(
      scenarioWith("2026-06-15"),
      [{ ...course, hours: 0 }],
      wrong({
        yaer: 1,
        year: 2026.5,
        monthlyHours: 0,
        firstMonth: 6,
        attended: [{ staffId: "x", hours: 1, completedOn: "2026-01-01" }],
        trainings: [{ staffId: "ani", courseIds: ["x"] }, null],
        coaching: [{ staffId: "ani" }, { staffId: "ani", reason: "a" }],
        recognition: {},
        sessions: [{ courseId: "c", month: 13, seats: -1 }],
      }),
    );
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ImbangError);
    expect((error as ImbangError).issues.map(({ code, path }) => `${code.slice(12)} ${path.join(".")}`)).toEqual([
      "out-of-range catalogue.0.hours",
      "unknown-key options.yaer",
      "unknown-id options.attended.0.staffId",
      "out-of-range options.year",
      "out-of-range options.monthlyHours",
      "unknown-id options.trainings.0.courseIds.0",
      "wrong-type options.trainings.1",
      "missing-value options.coaching.0.reason",
      "duplicate-value options.coaching.1.staffId",
      "wrong-type options.recognition",
      "out-of-range options.sessions.0.month",
      "out-of-range options.sessions.0.seats",
    ]);
  }
  expect(() => planTrainingYear(scenarioWith("2026-06-15"), [], { firstMonth: 6 })).toThrow("at least 7");
  expect(() => planTrainingYear(wrong(null), [])).toThrow("scenario/not-created");
});
