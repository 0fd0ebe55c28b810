/** Periods, trends and programmes: by hand, against tables of t, and the same for every order. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assessmentGaps,
  comparePeriods,
  meritTrend,
  type PeriodScore,
  programmeEffect,
  type ProgrammePerson,
  rankByMerit,
} from "../../src/merit/index.js";
import { twoSidedT } from "../../src/merit/student-t.js";

test.for([
  // Tables of Student's t, as printed everywhere.
  [0.95, 1, 12.706],
  [0.95, 2, 4.303],
  [0.95, 5, 2.571],
  [0.95, 10, 2.228],
  [0.95, 30, 2.042],
  [0.95, 120, 1.98],
  [0.95, 1e6, 1.96],
  [0.99, 4, 4.604],
  [0.9, 8, 1.86],
  [0.5, 3, 0.765],
  [0.999, 2, 31.599],
] as const)("t of %f with %i degrees of freedom is %f", ([confidence, freedom, expected]) => {
  expect(twoSidedT(confidence, freedom)).toBeCloseTo(expected, 2);
});

describe("two periods", () => {
  const unit = (id: string, score: number | null, unitId = "u", agencyId = "a"): PeriodScore => ({
    id,
    score,
    unitId,
    agencyId,
  });
  const before = [unit("a", 70), unit("b", 80), unit("c", 60, "v"), unit("d", 90), unit("e", null), unit("g", 50)];
  const after = [unit("a", 75.1), unit("b", 78), unit("c", 72), unit("d", null), unit("e", 66), unit("f", 95)];

  test("of people: changes without noise, who came, who left, who moved", () => {
    const found = comparePeriods(before, after, { smallestGroup: 1 });
    expect(found.people.map(({ id, change, moved }) => [id, change, moved])).toEqual([
      ["a", 5.1, false],
      ["b", -2, false],
      ["c", 12, true],
    ]);
    expect([found.entered, found.left, found.unscored]).toEqual([["e", "f"], ["d", "g"], []]);
  });

  test("of groups: means over those in both periods, with standard error and interval", () => {
    const { units, everyone } = comparePeriods(before, after, { smallestGroup: 3 });
    expect(units).toHaveLength(1);
    expect(everyone).toMatchObject({ people: 3, before: 70, change: { people: 3 } });
    const changes = [5.1, -2, 12];
    const mean = 15.1 / 3;
    const deviation = Math.sqrt(changes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 2);
    expect(everyone.change!.mean).toBeCloseTo(mean, 12);
    expect(everyone.change!.standardError).toBeCloseTo(deviation / Math.sqrt(3), 12);
    expect(everyone.change!.interval!.low).toBeCloseTo(mean - (4.302653 * deviation) / Math.sqrt(3), 4);
  });

  test("small groups have no mean", () => {
    const { everyone, units, notices } = comparePeriods(before, after);
    expect(everyone).toEqual({ id: "", people: 3, before: null, after: null, change: null });
    expect(units[0]!.change).toBeNull();
    expect(notices.map(({ code }) => code)).toEqual(["merit/small-group", "merit/small-group"]);
  });

  test("lists follow the stated criteria alone, each name with its reasons in both languages", () => {
    const { recognition, coaching } = comparePeriods(before, after, {
      recognition: { score: 78, change: 10 },
      coaching: { score: 70, change: 2 },
    });
    expect(recognition.map(({ id, reasons }) => [id, reasons.map(({ en }) => en)])).toEqual([
      ["f", ["a score of at least 78"]],
      ["b", ["a score of at least 78"]],
      ["c", ["a rise of at least 10"]],
    ]);
    expect(coaching.map(({ id, reasons }) => [id, reasons.map(({ id: words }) => words)])).toEqual([
      ["e", ["nilai di bawah 70"]],
      ["b", ["turun paling sedikit 2"]],
    ]);
    expect(comparePeriods(before, after)).toMatchObject({ recognition: [], coaching: [] });
  });

  test("the order of rows does not matter", () => {
    const scores = fc.array(
      fc.record({
        id: fc.integer({ min: 0, max: 9 }).map(String),
        score: fc.option(fc.integer({ min: 0, max: 1_000 }).map((one) => one / 10)),
        unitId: fc.constantFrom("u", "v"),
      }),
      { maxLength: 10 },
    );
    const unique = scores.map((list) => [...new Map(list.map((one) => [one.id, one])).values()]);
    fc.assert(
      fc.property(unique, unique, (one, other) => {
        const options = { smallestGroup: 1, recognition: { score: 50 }, coaching: { change: 5 } };
        expect(comparePeriods([...one].reverse(), [...other].reverse(), options)).toEqual(
          comparePeriods(one, other, options),
        );
      }),
    );
  });
});

describe("trend", () => {
  test("by hand: 1, 2, 4 over three years", () => {
    const trend = meritTrend([2025, 2023, 2024].map((period) => ({ period, value: [1, 2, 4][period - 2023]! })));
    expect(trend.slope).toBeCloseTo(1.5, 12);
    expect(trend.latest).toBeCloseTo(7 / 3 + 1.5, 12);
    // Residuals 1/6, −1/3, 1/6: s² = 1/6, spread 2.
    expect(trend.standardError).toBeCloseTo(Math.sqrt(1 / 12), 12);
    expect(trend.direction).toBe("unclear");
  });

  test("two periods have a slope and no certainty; a straight line is certain", () => {
    expect(
      meritTrend([
        { period: 1, value: 3 },
        { period: 2, value: 9 },
      ]),
    ).toEqual({
      points: 2,
      slope: 6,
      latest: 9,
      standardError: null,
      interval: null,
      direction: "unclear",
    });
    expect(meritTrend([1, 2, 3, 4].map((period) => ({ period, value: 10 - 2 * period }))).direction).toBe("falling");
  });
});

describe("programme", () => {
  const person = (id: string, group: ProgrammePerson["group"], before: number, after: number): ProgrammePerson => ({
    id,
    group,
    before,
    after,
  });
  const took = [person("a", "programme", 60, 70), person("b", "programme", 62, 70), person("c", "programme", 64, 76)];
  const others = [person("d", "comparison", 61, 64), person("e", "comparison", 63, 68)];

  test("difference in differences, with Welch's interval", () => {
    const found = programmeEffect([...took, ...others]);
    expect(found).toMatchObject({
      method: "differenceInDifferences",
      effect: 6,
      programme: { change: 10 },
      comparison: { change: 4 },
    });
    // Changes 10, 8, 12 (s² = 4) and 3, 5 (s² = 2): 4/3 + 2/2.
    expect(found.standardError).toBeCloseTo(Math.sqrt(4 / 3 + 1), 12);
    const freedom = (4 / 3 + 1) ** 2 / ((4 / 3) ** 2 / 2 + 1 ** 2 / 1);
    expect(found.interval!.high).toBeCloseTo(6 + twoSidedT(0.95, freedom) * Math.sqrt(4 / 3 + 1), 9);
    expect(found.caveats[0]!.en).toContain("without the programme both groups would have changed alike");
    expect(found.caveats.every(({ id, en }) => id !== "" && en !== "")).toBe(true);
  });

  test("equal changes are no effect, whatever the noise of binary fractions", () => {
    const group = (name: "programme" | "comparison", size: number, from: number): ProgrammePerson[] =>
      Array.from({ length: size }, (_, k) => ({
        id: `${name} ${k}`,
        group: name,
        before: from + k / 10,
        after: from + (k + 1) / 10,
      }));
    const { effect, standardError, interval } = programmeEffect([
      ...group("programme", 3, 0),
      ...group("comparison", 7, 1),
    ]);
    expect([effect, standardError, interval!.low, interval!.high]).toEqual([0, 0, 0, 0]);
  });

  test("without a comparison it is before and after, and says that this proves nothing", () => {
    const found = programmeEffect(took);
    expect(found).toMatchObject({ method: "beforeAfter", effect: 10, comparison: null });
    expect(found.caveats[0]!.id).toContain("bukan bukti pengaruh program");
    expect(programmeEffect(took.slice(0, 1))).toMatchObject({ standardError: null, interval: null });
  });

  test("groups that differed before are named", () => {
    const apart = others.map((one) => ({ ...one, before: one.before + 30, after: one.after + 30 }));
    expect(programmeEffect([...took, ...apart]).caveats.some(({ en }) => en.includes("differed before"))).toBe(true);
  });
});

test("a gap of the threshold is flagged, whatever doubles make of it", () => {
  const scale = { from: 0, to: 100 };
  const indicators = ["self", "other"].map((id) => ({ id, weight: 1, scale }));
  for (const threshold of [16.1, 4.03, 8.05, 0.3]) {
    const ranking = rankByMerit([{ id: "a", values: { self: threshold, other: 0 } }], {
      asOf: "2026-01-01",
      indicators,
    });
    expect(assessmentGaps(ranking, { self: "self", other: "other", threshold }).flagged).toHaveLength(1);
  }
});

test("self-assessment against the supervisor: gaps are flagged, missing figures are not compared", () => {
  const scale = { from: 0, to: 10 };
  const ranking = rankByMerit(
    [
      { id: "high", values: { self: 9, supervisor: 5 } },
      { id: "low", values: { self: 4, supervisor: 8 } },
      { id: "same", values: { self: 7, supervisor: 7 } },
      { id: "edge", values: { self: 8, supervisor: 5 } },
      { id: "none", values: { supervisor: 8 } },
    ],
    {
      asOf: "2026-01-01",
      indicators: [
        { id: "self", weight: 0, scale, missing: "worst" },
        { id: "supervisor", weight: 1, scale },
      ],
    },
  );
  expect(assessmentGaps(ranking, { self: "self", other: "supervisor", threshold: 30 })).toEqual({
    flagged: [
      { id: "high", self: 90, other: 50, gap: 40 },
      { id: "low", self: 40, other: 80, gap: -40 },
      { id: "edge", self: 80, other: 50, gap: 30 },
    ],
    compared: 4,
    meanGap: 7.5,
    unknown: ["none"],
  });
});
