/** Laws that every ranking keeps, whatever the people and the weights. */
import * as fc from "fast-check";
import { createScenario, type ScenarioInput } from "imbang";
import { describe, expect, test } from "vitest";
import {
  compareRanked,
  explainScore,
  type Indicator,
  type MeritScheme,
  rankByMerit,
  type Ranking,
  withMerit,
} from "../../src/merit/index.js";
import { draw } from "../../src/merit/lottery.js";
import { hash } from "../../src/planning/hash.js";
import { type Market, market } from "./arbitraries.js";

/** What a ranking says about people, without what a change of units or weights may change. */
function places({ people }: Ranking): readonly unknown[] {
  return people.map(({ id, place, rank, score, points, tied }) => ({ id, place, rank, score, points, tied }));
}

function order({ people }: Ranking): readonly string[] {
  return people.map(({ id }) => id);
}

describe("laws", () => {
  test("contributions add up to the score, exactly", () => {
    fc.assert(
      fc.property(market(), ({ scheme, people }) => {
        const ranking = rankByMerit(people, scheme);
        for (const { id, units, contributions, score } of ranking.people) {
          expect(contributions.reduce((sum, one) => sum + one, 0)).toBe(units);
          expect(contributions.reduce((sum, one) => sum + BigInt(one), 0n)).toBe(BigInt(units));
          expect(score).toBe(units / ranking.unitsPerPoint);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          const explained = explainScore(ranking, id);
          expect(explained.parts.reduce((sum, part) => sum + part.units, 0)).toBe(units);
        }
      }),
    );
  });

  test("places are a total order by units; equal units share a rank and a number of ties", () => {
    fc.assert(
      fc.property(market(), ({ scheme, people }) => {
        const { people: ranked } = rankByMerit(people, scheme);
        expect(ranked.map(({ place }) => place)).toEqual(ranked.map((_, k) => k + 1));
        for (const one of ranked) {
          expect(one.rank).toBe(1 + ranked.filter(({ units }) => units > one.units).length);
          expect(one.tied).toBe(ranked.filter(({ units }) => units === one.units).length - 1);
        }
        for (const [k, one] of ranked.entries()) {
          const before = ranked[k - 1];
          expect(one.decidedBy === null).toBe(before === undefined || before.units > one.units);
        }
      }),
    );
  });

  test("a better figure never costs a place, and adds to the score where it has weight", () => {
    fc.assert(
      fc.property(market(), fc.nat(), fc.nat(), ({ scheme, people }, pickPerson, pickIndicator) => {
        const person = people[pickPerson % people.length]!;
        const { id, scale, direction, weight } = scheme.indicators[pickIndicator % scheme.indicators.length]!;
        const best = direction === "lowerIsBetter" ? scale.from : scale.to;
        const improved = people.map((one) =>
          one === person ? { ...one, values: { ...one.values, [id]: best } } : one,
        );
        const of = (ranking: Ranking): Ranking["people"][number] => ranking.people.find((one) => one.id === person.id)!;
        const [before, after] = [of(rankByMerit(people, scheme)), of(rankByMerit(improved, scheme))];
        expect(after.units).toBeGreaterThanOrEqual(before.units);
        expect(after.place).toBeLessThanOrEqual(before.place);
        expect(after.units > before.units).toBe(weight > 0 && person.values[id] !== best);
      }),
    );
  });

  test("another unit changes nothing: hours or minutes, shares or percent", () => {
    fc.assert(
      fc.property(
        market(),
        fc.constantFrom(60, 100, 0.01, 1_000, 0.5),
        fc.integer({ min: -99, max: 99 }),
        (given, by, plus) => {
          expect(places(inUnit(given, by, plus))).toEqual(places(rankByMerit(given.people, given.scheme)));
        },
      ),
    );
  });

  test("permuting people permutes nothing in the ranking", () => {
    fc.assert(
      fc.property(market(), fc.integer(), ({ scheme, people }, turn) => {
        const shuffled = [...people].sort((a, b) => draw(String(turn), a.id) - draw(String(turn), b.id));
        expect(rankByMerit(shuffled, scheme)).toEqual(rankByMerit(people, scheme));
      }),
    );
  });

  test("the order of an object's keys and of figures does not matter", () => {
    fc.assert(
      fc.property(market(), ({ scheme, people }) => {
        const turned = people.map(({ id, values }) => ({
          values: Object.fromEntries(Object.entries(values).reverse()),
          id,
        }));
        expect(rankByMerit(turned, scheme)).toEqual(rankByMerit(people, scheme));
      }),
    );
  });

  test("weights times a constant change nothing", () => {
    fc.assert(
      fc.property(market(), fc.constantFrom(2, 10, 0.5, 0.125, 7, 1_000), ({ scheme, people }, by) => {
        const scaled = { ...scheme, indicators: scheme.indicators.map((one) => ({ ...one, weight: one.weight * by })) };
        const [before, after] = [rankByMerit(people, scheme), rankByMerit(people, scaled)];
        expect(after.people).toEqual(before.people);
        expect(after.unitsPerPoint).toBe(before.unitsPerPoint);
      }),
    );
  });

  test("a duplicate indicator with split weight changes nothing", () => {
    fc.assert(
      fc.property(market(), fc.nat(), fc.constantFrom(0.5, 0.25, 0.1), ({ scheme, people }, pick, part) => {
        const one = scheme.indicators[pick % scheme.indicators.length]!;
        const weight = Math.round(one.weight * part * 1e6) / 1e6;
        const halves: Indicator[] = [
          { ...one, weight: Math.round((one.weight - weight) * 1e6) / 1e6 },
          { ...one, id: "copy", weight },
        ];
        const split: MeritScheme = {
          ...scheme,
          indicators: scheme.indicators.flatMap((other) => (other === one ? halves : [other])),
        };
        const copied = people.map(({ id, values }) => ({ id, values: { ...values, copy: values[one.id] } }));
        const bare = (ranking: Ranking): unknown =>
          ranking.people.map(({ id, place, rank, score, tied }) => ({ id, place, rank, score, tied }));
        expect(bare(rankByMerit(copied, split))).toEqual(bare(rankByMerit(people, scheme)));
      }),
    );
  });

  test("an indicator without weight changes no score", () => {
    fc.assert(
      fc.property(market(), ({ scheme, people }) => {
        const more = {
          ...scheme,
          indicators: [...scheme.indicators, { id: "extra", weight: 0, scale: { from: 0, to: 9 } }],
        };
        const ranking = rankByMerit(
          people.map(({ id, values }, k) => ({ id, values: { ...values, extra: k % 10 } })),
          more,
        );
        expect(order(ranking)).toEqual(order(rankByMerit(people, scheme)));
      }),
    );
  });

  test("a formula that only names an indicator is that indicator", () => {
    fc.assert(
      fc.property(market(), ({ scheme, people }) => {
        const named: MeritScheme = {
          ...scheme,
          indicators: scheme.indicators.flatMap((one): Indicator[] => [
            { ...one, weight: 0 },
            { ...one, id: `f_${one.id}`, formula: one.id },
          ]),
          tieBreaks: scheme.tieBreaks!.map((name) => `f_${name}`),
        };
        const [a, b] = [rankByMerit(people, named), rankByMerit(people, scheme)];
        expect(a.people.map(({ id, units, score }) => ({ id, units, score }))).toEqual(
          b.people.map(({ id, units, score }) => ({ id, units, score })),
        );
      }),
    );
  });

  test("comparisons of two people add up to the gap", () => {
    fc.assert(
      fc.property(market(), ({ scheme, people }) => {
        fc.pre(people.length > 1);
        const ranking = rankByMerit(people, scheme);
        const { units, parts, ahead } = compareRanked(ranking, "p0", "p1");
        expect(parts.reduce((sum, part) => sum + part.units, 0)).toBe(units);
        expect(units).toBeGreaterThanOrEqual(0);
        expect(order(ranking).indexOf(ahead)).toBe(
          Math.min(order(ranking).indexOf("p0"), order(ranking).indexOf("p1")),
        );
      }),
    );
  });

  test("a ranking is plain JSON and takes nothing of the input away", () => {
    fc.assert(
      fc.property(market(), ({ scheme, people }) => {
        const before = structuredClone({ scheme, people });
        const ranking = rankByMerit(people, scheme);
        expect({ scheme, people }).toEqual(before);
        expect(JSON.parse(JSON.stringify(ranking))).toEqual(ranking);
      }),
    );
  });
});

/** The same people with every figure in another unit, value·by + plus, in decimals that stay exact. */
function inUnit({ scheme, people }: Market, by: number, plus: number): Ranking {
  const convert = (value: number): number => Number((value * by + plus).toFixed(6));
  const indicators = scheme.indicators.map((one) => ({
    ...one,
    scale: { from: convert(one.scale.from), to: convert(one.scale.to) },
  }));
  const converted = people.map(({ id, values }) => ({
    id,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, convert(value as number)])),
  }));
  return rankByMerit(converted, { ...scheme, indicators });
}

describe("missing figures", () => {
  const indicators = (missing?: Indicator["missing"]): MeritScheme["indicators"] => [
    { id: "attendance", weight: 1, scale: { from: 0, to: 10 } },
    {
      id: "late",
      weight: 1,
      scale: { from: 0, to: 10 },
      direction: "lowerIsBetter",
      ...(missing === undefined ? {} : { missing }),
    },
  ];
  const people = [
    { id: "a", values: { attendance: 5, late: 0 } },
    { id: "b", values: { attendance: 9 } },
    { id: "c", values: { attendance: 9, late: null } },
  ];
  const rank = (missing?: Indicator["missing"]): Ranking =>
    rankByMerit(people, { asOf: "2026-01-01", indicators: indicators(missing) });

  test("are refused, each of them, unless the scheme says otherwise", () => {
    expect(() => rank()).toThrow("missing-figure");
    try {
      rank("refuse");
      expect.unreachable();
    } catch (error) {
      expect((error as { issues: { path: unknown }[] }).issues.map(({ path }) => path)).toEqual([
        ["people", 1, "values", "late"],
        ["people", 2, "values", "late"],
      ]);
    }
  });

  test("leave the person out, and say so", () => {
    const { people: ranked, excluded, notices } = rank("exclude");
    expect(ranked.map(({ id }) => id)).toEqual(["a"]);
    expect(excluded).toEqual([
      { id: "b", missing: [{ indicator: "late", reason: "absent" }] },
      { id: "c", missing: [{ indicator: "late", reason: "absent" }] },
    ]);
    expect(notices.map(({ code }) => code)).toEqual(["merit/excluded"]);
  });

  test("count as the worst of the scale, which is not always 0", () => {
    const { people: ranked, notices } = rank("worst");
    expect(ranked.map(({ id, score }) => [id, score])).toEqual([
      ["a", 75],
      ...ranked.slice(1).map(({ id }) => [id, 45]),
    ]);
    expect(ranked[1]!.substituted).toEqual(["late"]);
    expect(notices[0]).toMatchObject({ code: "merit/substituted", message: "2 missing figures of late count as 10" });
  });

  test("count as the figure that the scheme states", () => {
    expect(rank({ value: 4 }).people.map(({ id, score }) => [id, score])).toEqual(
      [
        ["a", 75],
        ...rank({ value: 4 })
          .people.slice(1)
          .map(({ id }) => [id, 75]),
      ].sort(),
    );
  });

  test("a figure of another day is missing", () => {
    const scheme: MeritScheme = {
      asOf: "2026-01-01",
      indicators: [
        {
          id: "x",
          weight: 1,
          scale: { from: 0, to: 10 },
          missing: "exclude",
          period: { from: "2025-01-01", to: "2025-12-31" },
        },
      ],
    };
    const on = (id: string, day?: string): { id: string; values: object } => ({
      id,
      values: { x: { value: 5, ...(day === undefined ? {} : { on: day }) } },
    });
    const { people: ranked, excluded } = rankByMerit(
      [
        on("first", "2025-01-01"),
        on("last", "2025-12-31"),
        on("stale", "2024-12-31"),
        on("later", "2026-01-01"),
        on("none"),
      ] as never,
      scheme,
    );
    expect(ranked.map(({ id }) => id).sort()).toEqual(["first", "last", "none"]);
    expect(excluded.map(({ missing }) => missing[0]!.reason).sort()).toEqual(["later", "stale"]);
  });
});

test("ties go by the published tie-breaks, then by the lottery of transfer plans", () => {
  const scheme: MeritScheme = {
    asOf: "2026-01-01",
    indicators: [
      { id: "x", weight: 1, scale: { from: 0, to: 10 } },
      { id: "service", weight: 0, scale: { from: 0, to: 40 } },
    ],
    tieBreaks: ["service"],
    seed: "2026-1",
  };
  const person = (id: string, x: number, service: number): { id: string; values: Record<string, number> } => ({
    id,
    values: { x, service },
  });
  const { people } = rankByMerit([person("a", 5, 1), person("b", 5, 9), person("c", 5, 9), person("d", 6, 0)], scheme);
  const [first, second] = ["b", "c"].sort((a, b) => hash("2026-1", a) - hash("2026-1", b));
  expect(people.map(({ id, rank, decidedBy, tied }) => [id, rank, decidedBy, tied])).toEqual([
    ["d", 1, null, 0],
    [first, 2, null, 2],
    [second, 2, "lottery", 2],
    ["a", 2, "service", 2],
  ]);
  fc.assert(
    fc.property(fc.string(), fc.string(), (seed, id) => {
      expect(draw(seed, id)).toBe(hash(seed, id));
    }),
  );
});

test("scores join the staff of a scenario, person by person, and change nothing else", () => {
  fc.assert(
    fc.property(market(), ({ scheme, people }) => {
      const ranking = rankByMerit(people, scheme);
      const staff = [...people, { id: "other" }].map(({ id }) => ({ id, positionId: null, fixed: false }));
      const input: ScenarioInput = {
        asOf: "2026-01-01",
        agencies: [{ id: "a", name: "A" }],
        units: [{ id: "u", agencyId: "a", name: "U" }],
        positions: [{ id: "post", unitId: "u", title: "Guru", capacity: 9, required: 2 }],
        staff,
      };
      const joined = withMerit(input, ranking);
      const scores = new Map(ranking.people.map(({ id, score }) => [id, score]));
      expect(joined.staff.map(({ id, merit }) => [id, merit])).toEqual(staff.map(({ id }) => [id, scores.get(id)]));
      expect(joined).toMatchObject(input);
      expect(createScenario(joined).staff).toHaveLength(staff.length);
    }),
  );
});

test("points are exact where doubles are not: thirds, halves of a millionth, cancelling scales", () => {
  const points = (value: number, from: number, to: number): number =>
    rankByMerit([{ id: "a", values: { x: value } }], {
      asOf: "2026-01-01",
      indicators: [{ id: "x", weight: 1, scale: { from, to } }],
    }).people[0]!.points[0]!;
  expect(points(1, 0, 3)).toBe(33_333_333);
  expect(points(2, 0, 3)).toBe(66_666_667);
  expect(points(0.123456785, 0, 1)).toBe(12_345_679); // a half, upwards; the double lies below
  expect(points(1.005, 0, 200_000_000)).toBe(1); // 0.5025 of a part
  expect(points(0.99, 0, 200_000_000)).toBe(0);
  expect(points(1, 0, 200_000_000)).toBe(1); // exactly a half
  expect(points(1_000_000.15, 1_000_000.1, 1_000_000.2)).toBe(50_000_000);
  expect(points(0.3, 0.1, 0.5)).toBe(50_000_000);
  // Halves of a millionth that doubles take for less.
  expect(points(0.1000000165, 0.1, 1.2)).toBe(2);
  expect(points(0.20000003, 0.2, 1.4)).toBe(3);
  expect(points(0.400000115, 0.4, 1.4)).toBe(12);
});
