/** The effect of training: the figures of merit's arithmetic on the right groups, and nobody dropped in silence. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trainingEffect } from "../../src/development/training-effect.js";
import { ImbangError } from "../../src/errors/index.js";

const wrong = (value: unknown): never => value as never;
const IDS = ["a", "b", "c", "d", "e", "f"];
const scores = fc
  .array(fc.option(fc.integer({ min: 0, max: 100 })), { minLength: 6, maxLength: 6 })
  .map((values) => values.flatMap((value, k) => (value === null ? [] : [{ staffId: IDS[k]!, value }])));
const attended = fc.array(fc.record({ staffId: fc.constantFrom(...IDS, "g"), courseId: fc.constantFrom("x", "y") }), {
  minLength: 1,
  maxLength: 6,
});
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("laws", () => {
  test("mean change of those who attended minus that of those who attended nothing; everyone is somewhere", () => {
    fc.assert(
      fc.property(scores, scores, attended, (before, after, rows) => {
        const found = trainingEffect(before, after, { attended: rows });
        expect(trainingEffect([...before].reverse(), [...after].reverse(), { attended: [...rows].reverse() })).toEqual(
          found,
        );
        const changeOf = new Map(
          before.flatMap(({ staffId, value }) => {
            const later = after.find((one) => one.staffId === staffId);
            return later === undefined ? [] : [[staffId, later.value - value] as const];
          }),
        );
        const went = (id: string, course?: string): boolean =>
          rows.some(({ staffId, courseId }) => staffId === id && (course === undefined || course === courseId));
        const others = [...changeOf].filter(([id]) => !went(id)).map(([, change]) => change);
        for (const [one, course] of [
          [found.overall, undefined],
          ...found.byCourse.map((each) => [each, each.course] as const),
        ] as const) {
          const took = [...changeOf].filter(([id]) => went(id, course)).map(([, change]) => change);
          expect([one.participants, one.comparison]).toEqual([took.length, others.length]);
          if (took.length === 0) expect(one.effect).toBeNull();
          else {
            expect(one.effect!.effect).toBeCloseTo(mean(took) - (others.length > 0 ? mean(others) : 0), 8);
            expect(one.effect!.method).toBe(others.length > 0 ? "differenceInDifferences" : "beforeAfter");
          }
          expect(one.isSmall).toBe(true);
        }
        const seen = new Set([...before, ...after].map(({ staffId }) => staffId));
        expect([...changeOf.keys(), ...found.unpaired.map(({ staffId }) => staffId)].sort()).toEqual([...seen].sort());
        expect(found.unmeasured).toEqual(
          [...new Set(rows.map(({ staffId }) => staffId))].filter((id) => !seen.has(id)).sort(),
        );
      }),
    );
  });
});

test("levels: competency by competency, over those rated both times; what was rated once is listed", () => {
  const found = trainingEffect(
    [
      { staffId: "ani", competencies: { Integritas: 2, Komunikasi: 2 } },
      { staffId: "budi", competencies: { Integritas: 3 } },
      { staffId: "citra", competencies: { Integritas: 1 } },
      { staffId: "eko", competencies: { Integritas: 1 } },
    ],
    [
      { staffId: "ani", competencies: { Integritas: 4, Komunikasi: 2, Inovasi: 1 } },
      { staffId: "budi", competencies: { Integritas: 4 } },
      { staffId: "citra", competencies: { Komunikasi: 1 } },
      { staffId: "dewi", competencies: { Integritas: 1 } },
    ],
    {
      attended: [
        { staffId: "ani", courseId: "x", name: "X" },
        { staffId: "fajar", name: "Y" },
      ],
    },
  );
  expect(found.overall.effect).toMatchObject({ effect: 0, method: "differenceInDifferences" }); // 2 → 3 against 3 → 4
  expect(
    found.overall.competencies.map(({ competency, effect }) => [competency, effect.effect, effect.method]),
  ).toEqual([
    ["Integritas", 1, "differenceInDifferences"],
    ["Komunikasi", 0, "beforeAfter"],
  ]);
  expect(found.unpaired).toEqual([
    { staffId: "citra", only: "neither" },
    { staffId: "dewi", only: "after" },
    { staffId: "eko", only: "before" },
  ]);
  expect(found.unpairedRatings).toEqual([{ staffId: "ani", competency: "Inovasi", only: "after" }]);
  expect(found.unmeasured).toEqual(["fajar"]);
  expect(found.byCourse.map(({ course, participants, effect }) => [course, participants, effect === null])).toEqual([
    ["Y", 0, true],
    ["x", 1, false],
  ]);
  const words = [...found.overall.caveats, ...found.overall.effect!.caveats];
  for (const { id, en } of words) expect([id.length, en.length].every((length) => length > 40)).toBe(true);
  expect(words.some(({ en }) => en.includes("measured once"))).toBe(true);
});

test("courses attended together, and many courses at once, are said to be so", () => {
  const before = IDS.map((staffId) => ({ staffId, value: 1 }));
  const { byCourse } = trainingEffect(before, before, {
    attended: [
      { staffId: "a", courseId: "x" },
      { staffId: "a", courseId: "y" },
      { staffId: "b", courseId: "y" },
    ],
  });
  expect(byCourse.map(({ caveats }) => caveats.length)).toEqual([2, 2]);
});

test("thirty on both sides are not small", () => {
  const people = Array.from({ length: 60 }, (_, k) => ({ staffId: `s${k}`, value: k }));
  const rows = people.slice(0, 30).map(({ staffId }) => ({ staffId, courseId: "x" }));
  expect(trainingEffect(people, people, { attended: rows }).overall.isSmall).toBe(false);
  expect(trainingEffect(people, people, { attended: rows.slice(1) }).overall.isSmall).toBe(true);
});

test("bad input: every issue with its place", () => {
  const issuesOf = (call: () => unknown): string[] => {
    try {
      call();
    } catch (error) {
      if (error instanceof ImbangError)
        return error.issues.map(({ code, path }) => `${code.slice(12)} ${path.join(".")}`);
      throw error;
    }
    return [];
  };
  const before = [
    { staffId: "a", value: Number.NaN },
    { staffId: "b", value: 1, competencies: { X: 6 } },
    { staffId: "c" },
    { staffId: "d", value: 1 },
    { staffId: "d", value: 2 },
  ];
  expect(
    issuesOf(() => trainingEffect(wrong(before), wrong(null), wrong({ attended: [{ staffId: 7 }], confidence: 1 }))),
  ).toEqual([
    "not-a-number before.0.value",
    "mixed-measures before.1",
    "out-of-range before.1.competencies.X",
    "missing-value before.2.value",
    "duplicate-id before.4.staffId",
    "wrong-type after",
    "out-of-range options.confidence",
    "wrong-type options.attended.0.staffId",
    "missing-value options.attended.0.name",
  ]);
  expect(issuesOf(() => trainingEffect([], [], { attended: [] }))).toEqual(["nobody-took-part options.attended"]);
  expect(
    issuesOf(() =>
      trainingEffect([{ staffId: "a", value: 1 }], [{ staffId: "a", competencies: { X: 1 } }], { attended: [] }),
    ),
  ).toEqual(["mixed-measures before"]);
  expect(issuesOf(() => trainingEffect([], [], wrong(undefined)))).not.toEqual([]);
});
