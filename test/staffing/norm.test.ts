import * as fc from "fast-check";
import { createScenario, type ScenarioInput } from "imbang";
import { describe, expect, test } from "vitest";
import {
  abkNeeds,
  advisedMoveThreshold,
  HEALTH_CENTRE_MINIMUM,
  normNeed,
  priorityFromService,
  withPriority,
  withRequired,
} from "../../src/staffing/index.js";

describe("ratio norms and given needs", () => {
  test.for<[string, Parameters<typeof normNeed>, number]>([
    ["one for 2,500 inhabitants, 31,000 of them", [{ staff: 1, per: 2_500, unit: "inhabitants" }, 31_000], 12.4],
    ["three for ten beds, 25 of them", [{ staff: 3, per: 10, unit: "beds" }, 25], 7.5],
    ["one a village, at least two", [{ staff: 1, minimum: 2 }, 1], 2],
    ["nothing to serve, nobody needed", [{ staff: 1, minimum: 2 }, 0], 0],
    ["a need that was set", [{ given: 4.5 }], 4.5],
  ])("%s", ([, args, required]) => {
    expect(normNeed(...args).required).toBeCloseTo(required, 12);
  });

  test("intervals in norm and volume", () => {
    const need = normNeed(
      { staff: 1, per: { low: 2_000, expected: 2_500, high: 4_000 } },
      { low: 9_000, expected: 1e4, high: 1e4 },
    );
    expect(need.range).toEqual({ low: 2.25, expected: 4, high: 5 });
    expect(need.drivers.map(({ path }) => path)).toEqual([["norm", "per"], ["volume"]]);
    expect(need.moveThreshold).toBeCloseTo((200 * 1.75) / 4, 9);
  });

  test("the result repeats what it was worked out from", () => {
    const need = normNeed({ staff: 3, per: { low: 8, expected: 10, high: 12 }, unit: "beds" }, 25);
    expect([need.staff.expected, need.per, need.volume!.expected]).toEqual([3, { low: 8, expected: 10, high: 12 }, 25]);
  });

  test("a volume of 10⁹ is remarkable although it needs few people", () => {
    expect(normNeed({ staff: 1, per: 1e8 }, 1e9).notices.map(({ code, path }) => [code, path])).toEqual([
      ["staffing/remarkable-volume", ["volume"]],
    ]);
    expect(normNeed({ given: 2_000 }).notices.map(({ path }) => path)).toEqual([["norm", "given"]]);
  });

  test("law: additive over units (without a minimum), monotone in the volume", () => {
    const volume = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(volume, volume, fc.double({ min: 1, max: 1e4, noNaN: true }), (a, b, per) => {
        const norm = { staff: 2, per };
        expect(normNeed(norm, a).required + normNeed(norm, b).required).toBeCloseTo(normNeed(norm, a + b).required, 6);
        expect(normNeed(norm, a + b).required).toBeGreaterThanOrEqual(normNeed(norm, a).required);
      }),
    );
  });

  test("the tables for health centres add up to 22 and 31 (Permenkes 75/2014, from memory, unverified)", () => {
    const { value, verified } = HEALTH_CENTRE_MINIMUM[0]!;
    const sum = (table: Readonly<Record<string, number>>): number => Object.values(table).reduce((a, b) => a + b, 0);
    expect([sum(value.urban), sum(value.urbanInpatient), verified]).toEqual([22, 31, false]);
  });
});

const input: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: [{ id: "a", name: "A" }],
  units: [{ id: "u", agencyId: "a", name: "U" }],
  positions: [
    { id: "p1", unitId: "u", title: "one", capacity: 9, required: null },
    { id: "p2", unitId: "u", title: "two", capacity: 9, required: 2 },
    { id: "__proto__", unitId: "u", title: "three", capacity: 9, required: 1 },
  ],
  staff: [],
};

describe("withRequired", () => {
  test("joins numbers, results and null by position id and changes nothing in place", () => {
    const before = structuredClone(input);
    const joined = withRequired(input, { p1: 3.42, p2: null });
    expect(joined.positions.map(({ required }) => required)).toEqual([3.42, null, 1]);
    expect(input).toEqual(before);
    expect(createScenario(joined).positionById.get("p1")!.required).toBe(3.42);
  });

  test("joins what abkNeeds returns, and the end that suits", () => {
    const needs = abkNeeds([
      { positionId: "p1", volume: 1_000, period: "year", timeNorm: { low: 60, expected: 75, high: 150 } },
      { positionId: "p2", volume: 500, period: "year", timeNorm: 75 },
    ]);
    const at = (end?: "low" | "expected" | "high"): unknown =>
      withRequired(input, needs, end === undefined ? {} : { end }).positions.map(({ required }) => required);
    expect([at(), at("low"), at("high")]).toEqual([
      [1, 0.5, 1],
      [0.8, 0.5, 1],
      [2, 0.5, 1],
    ]);
  });

  test("a need that comes with a range lies in it, whichever end is planned with", () => {
    const range = { low: 1, expected: 2, high: 3 };
    expect(withRequired(input, { p1: { required: 2, range } }, { end: "high" }).positions[0]!.required).toBe(3);
    for (const end of ["low", "expected", "high"] as const) {
      expect(() => withRequired(input, { p1: { required: 4, range } }, { end })).toThrow("not between 1 and 3");
    }
  });

  test("takes a Map for ids of any spelling", () => {
    expect(withRequired(input, new Map([["__proto__", 7]])).positions[2]!.required).toBe(7);
  });
});

describe("priority from service quality: 1 + (most − 1)·shortfall, never below 1 or above most", () => {
  const formula = { most: 3, satisfaction: { target: 80, worst: 40 }, complaints: { tolerated: 2, worst: 12 } };
  test.for<[string, Parameters<typeof priorityFromService>[0], number]>([
    ["no score", {}, 1],
    ["at the target", { satisfaction: 80 }, 1],
    ["above the target", { satisfaction: 95 }, 1],
    ["half-way", { satisfaction: 60 }, 2],
    ["the worst", { satisfaction: 40 }, 3],
    ["below the worst: capped", { satisfaction: 10 }, 3],
    ["complaints", { complaints: 7 }, 2],
    ["the larger shortfall counts", { satisfaction: 70, complaints: 12 }, 3],
  ])("%s", ([, scores, priority]) => {
    expect(priorityFromService(scores, formula).priority).toBe(priority);
  });

  test("every intermediate figure, and the default cap of 2", () => {
    expect(priorityFromService({ satisfaction: 50 }, { satisfaction: { target: 100, worst: 0 } })).toEqual({
      priority: 1.5,
      most: 2,
      shortfall: 0.5,
      satisfactionShortfall: 0.5,
      complaintsShortfall: null,
    });
  });

  test("only ever raises: a position keeps a higher priority of its own", () => {
    const own = { ...input, positions: input.positions.map((position) => ({ ...position, priority: 5 })) };
    expect(withPriority(own, { p1: 2, p2: 7 }).positions.map(({ priority }) => priority)).toEqual([5, 7, 5]);
  });

  test("takes what priorityFromService returns, by id or in a list", () => {
    const priority = priorityFromService({ satisfaction: 60 }, formula);
    expect(withPriority(input, { p1: priority }).positions[0]!.priority).toBe(2);
    expect(withPriority(input, new Map([["p2", priority]])).positions[1]!.priority).toBe(2);
    expect(withPriority(input, [{ positionId: "p1", ...priority }]).positions[0]!.priority).toBe(2);
  });

  test("joins to positions", () => {
    const joined = withPriority(input, { p1: 1.5 });
    expect(joined.positions.map(({ priority }) => priority)).toEqual([1.5, undefined, undefined]);
    expect(createScenario(joined).positionById.get("p1")!.priority).toBe(1.5);
  });
});

describe("the moveThreshold advised for many needs", () => {
  const uncertain = normNeed({ staff: 1, per: 10 }, { low: 90, expected: 100, high: 110 });
  const certain = normNeed({ given: 500 });

  test("norms known to ±10 % advise 20, however many needs are certain", () => {
    expect(advisedMoveThreshold([uncertain])).toBeCloseTo(20, 9);
    expect(advisedMoveThreshold([uncertain, certain, certain])).toBeCloseTo(20, 9);
  });
  test("each need weighs as many people as it asks for (by hand)", () => {
    const other = normNeed({ given: { low: 30, expected: 30, high: 36 } });
    expect(advisedMoveThreshold([uncertain, other])).toBeCloseTo((200 * (1 + 6)) / (10 + 30), 9);
  });
  test("null where nothing is uncertain, and at most 1000", () => {
    expect(advisedMoveThreshold([])).toBeNull();
    expect(advisedMoveThreshold([certain])).toBeNull();
    expect(advisedMoveThreshold([{ range: { low: 0, expected: 1e-3, high: 1e9 } }])).toBe(1_000);
  });
  test("is never NaN: figures beyond any need are refused", () => {
    const range = { low: 0, expected: 1e308, high: 1.7e308 };
    expect(() => advisedMoveThreshold([{ range }, { range }])).toThrow("staffing/out-of-range");
    const large = { low: 0, expected: 1e100, high: 1e100 };
    expect(advisedMoveThreshold([{ range: large }, { range: large }])).toBe(200);
  });
});
