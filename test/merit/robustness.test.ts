/** Robustness against brute force: vertices of the weights' polytope, dense grids, and random draws. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MeritScheme, rankByMerit, type Ranking, rankRobustness, smallestSwap } from "../../src/merit/index.js";
import { seededDraws } from "../../src/merit/random.js";
import { weightSampler } from "../../src/merit/weight-samples.js";
import { gridPoints, type SmallBox, vertices } from "./brute-force.js";

interface Case {
  readonly ranking: Ranking;
  readonly box: SmallBox;
  readonly ranges: Readonly<Record<string, { low: number; high: number }>>;
}

/** Whole weights and a box of whole ends around them; figures of few values, so that ties are common. */
const cases = fc.integer({ min: 2, max: 4 }).chain((k) =>
  fc
    .record({
      weights: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: k, maxLength: k }),
      down: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: k, maxLength: k }),
      up: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: k, maxLength: k }),
      figures: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: k, maxLength: k }), {
        minLength: 1,
        maxLength: 7,
      }),
    })
    .map(({ weights, down, up, figures }): Case => {
      const lower = weights.map((weight, j) => Math.max(0, weight - down[j]!));
      const upper = weights.map((weight, j) => weight + up[j]!);
      const scheme: MeritScheme = {
        asOf: "2026-01-01",
        indicators: weights.map((weight, j) => ({ id: `i${j}`, weight, scale: { from: 0, to: 4 } })),
        tieBreaks: ["i0"],
        seed: "s",
      };
      const people = figures.map((own, row) => ({
        id: `p${row}`,
        values: Object.fromEntries(own.map((value, j) => [`i${j}`, value])),
      }));
      return {
        ranking: rankByMerit(people, scheme),
        box: { lower, upper, total: weights.reduce((sum, weight) => sum + weight, 0) },
        ranges: Object.fromEntries(weights.map((_, j) => [`i${j}`, { low: lower[j]!, high: upper[j]! }])),
      };
    }),
);

/** Score of a person at weights. */
function at(weights: readonly number[], points: readonly number[]): number {
  return weights.reduce((sum, weight, j) => sum + weight * points[j]!, 0);
}

/** Places at weights, by score, then by how `rankByMerit` orders people of equal score. */
function placesAt(ranking: Ranking, weights: readonly number[]): ReadonlyMap<string, number> {
  const scheme: MeritScheme = {
    asOf: "2026-01-01",
    indicators: weights.map((weight, j) => ({ id: `i${j}`, weight, scale: { from: 0, to: 4 } })),
    tieBreaks: ["i0"],
    seed: "s",
  };
  const people = ranking.people.map(({ id, points }) => ({
    id,
    values: Object.fromEntries(points.map((one, j) => [`i${j}`, one / 25e6])),
  }));
  return new Map(rankByMerit(people, scheme).people.map(({ id, place }) => [id, place]));
}

describe("outer bounds", () => {
  test("are those of pairs at all vertices, exactly", () => {
    fc.assert(
      fc.property(cases, ({ ranking, box, ranges }) => {
        const corners = vertices(box);
        const robust = rankRobustness(ranking, { box: ranges, samples: 0 });
        const { people } = ranking;
        // Who comes first at equal scores: the place that all-equal weights would give.
        const tie = placesAt(
          ranking,
          ranking.indicators.map((_, j) => (j === 0 ? 1 : 0)),
        );
        const equalTie = (a: string, b: string): boolean => tie.get(a)! < tie.get(b)!;
        for (const [row, one] of people.entries()) {
          const always = (first: typeof one, second: typeof one): boolean => {
            const least = Math.min(...corners.map((weights) => at(weights, first.points) - at(weights, second.points)));
            if (least !== 0) return least > 0;
            return first.points[0] !== second.points[0]
              ? first.points[0]! > second.points[0]!
              : equalTie(first.id, second.id);
          };
          const others = people.filter((other) => other !== one);
          const before = others.filter((other) => always(other, one)).length;
          const after = others.filter((other) => always(one, other)).length;
          expect(robust.people[row]!.outer).toEqual({ best: 1 + before, worst: people.length - after });
        }
      }),
      { numRuns: 400 },
    );
  });

  test("hold every place of a dense grid and every place drawn", () => {
    fc.assert(
      fc.property(cases, fc.string(), ({ ranking, box, ranges }, seed) => {
        const robust = rankRobustness(ranking, { box: ranges, samples: 50, seed });
        const grid = gridPoints(box).slice(0, 300);
        expect(grid.length).toBeGreaterThan(0);
        for (const weights of grid) {
          const places = placesAt(ranking, weights);
          for (const { id, outer } of robust.people) {
            expect(places.get(id)!).toBeGreaterThanOrEqual(outer.best);
            expect(places.get(id)!).toBeLessThanOrEqual(outer.worst);
          }
        }
        for (const { outer, inner, place } of robust.people) {
          expect(outer.best).toBeLessThanOrEqual(inner.best);
          expect(inner.best).toBeLessThanOrEqual(place);
          expect(place).toBeLessThanOrEqual(inner.worst);
          expect(inner.worst).toBeLessThanOrEqual(outer.worst);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("a box that is a point is the ranking itself", () => {
    fc.assert(
      fc.property(cases, ({ ranking }) => {
        for (const { place, outer, inner, win } of rankRobustness(ranking, { spread: 0, samples: 20 }).people) {
          expect([outer.best, outer.worst, inner.best, inner.worst]).toEqual([place, place, place, place]);
          expect(win).toEqual({ share: place === 1 ? 1 : 0, standardError: 0 });
        }
      }),
    );
  });

  test("a wider box never narrows a bound; testing fewer people changes nothing for them", () => {
    fc.assert(
      fc.property(cases, ({ ranking }) => {
        const [narrow, wide] = [0.1, 0.4].map((spread) => rankRobustness(ranking, { spread, samples: 0 }).people) as [
          ReturnType<typeof rankRobustness>["people"],
          ReturnType<typeof rankRobustness>["people"],
        ];
        for (const [row, { outer }] of narrow.entries()) {
          expect(wide[row]!.outer.best).toBeLessThanOrEqual(outer.best);
          expect(wide[row]!.outer.worst).toBeGreaterThanOrEqual(outer.worst);
        }
        const some = rankRobustness(ranking, { spread: 0.4, samples: 30, top: 2 });
        const all = rankRobustness(ranking, { spread: 0.4, samples: 30 });
        expect(some.people).toEqual(all.people.slice(0, 2));
      }),
    );
  });

  test("shares of wins add up to the seats, and the seed decides", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 3 }), ({ ranking, ranges }, seats) => {
        const options = { box: ranges, samples: 40, seats };
        const robust = rankRobustness(ranking, options);
        const sum = robust.people.reduce((total, { win }) => total + win!.share, 0);
        expect(sum).toBeCloseTo(Math.min(seats, ranking.people.length), 9);
        for (const { win } of robust.people) {
          expect(win!.standardError).toBeCloseTo(Math.sqrt((win!.share * (1 - win!.share)) / 40), 12);
        }
        expect(rankRobustness(ranking, options)).toEqual(robust);
        expect(rankRobustness(JSON.parse(JSON.stringify(ranking)) as Ranking, options)).toEqual(robust);
        for (const id of robust.certain) {
          expect(robust.people.find((one) => one.id === id)!.win!.share).toBe(1);
        }
      }),
    );
  });
});

describe("draws of weights", () => {
  const box = (lower: number[], upper: number[], weight: number[]): Parameters<typeof weightSampler>[0] => ({
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    weight: Float64Array.from(weight),
    total: weight.reduce((sum, one) => sum + one, 0),
  });

  test.for([
    ["the whole simplex of twenty", box(Array(20).fill(0), Array(20).fill(20), Array(20).fill(1))],
    ["a box at the corner of the simplex", box([0, 0, 0, 0], [10, 10, 10, 10], [10, 0, 0, 0])],
    ["ends of very different size", box([1, 0, 900_000], [3, 500_000, 1_000_000], [2, 10, 999_988])],
    ["a single point", box([3, 4], [3, 4], [3, 4])],
    ["one weight alone", box([0], [9], [5])],
  ] as const)("%s: within the box, with the right sum", ([, given]) => {
    const sampler = weightSampler(given, seededDraws("x"));
    const scale = sampler.total / given.total;
    const point = new Float64Array(given.weight.length);
    for (let sample = 0; sample < 200; sample++) {
      sampler.draw(point);
      expect(point.reduce((sum, one) => sum + one, 0)).toBe(sampler.total);
      for (const [j, weight] of point.entries()) {
        expect(Number.isInteger(weight)).toBe(true);
        expect(weight).toBeGreaterThanOrEqual(given.lower[j]! * scale);
        expect(weight).toBeLessThanOrEqual(given.upper[j]! * scale);
      }
    }
  });

  test("are even: on a triangle cut by a box, parts get their share of draws", () => {
    // w1 + w2 + w3 = 100 with w1 ≤ 50: the part with w1 ≥ 25 has area 3125·… : P = (75² − 50²) / (100² − 50²)
    const sampler = weightSampler(box([0, 0, 0], [50, 100, 100], [30, 30, 40]), seededDraws("even"));
    const point = new Float64Array(3);
    let hits = 0;
    const draws = 20_000;
    for (let sample = 0; sample < draws; sample++) {
      sampler.draw(point);
      if (point[0]! * 4 >= sampler.total) hits++;
    }
    const expected = (75 ** 2 - 50 ** 2) / (100 ** 2 - 50 ** 2);
    const error = Math.sqrt((expected * (1 - expected)) / draws);
    expect(Math.abs(hits / draws - expected)).toBeLessThan(4 * error);
  });

  test("are even on a grid, point by point", () => {
    const small: SmallBox = { lower: [0, 1, 0], upper: [2, 3, 4], total: 5 };
    const points = gridPoints(small);
    // With twenty thousand steps a unit is fine; count draws by the nearest vertex-free halves instead of points.
    const sampler = weightSampler(box([0, 1, 0], [2, 3, 4], [1, 2, 2]), seededDraws("grid"));
    const point = new Float64Array(3);
    const means = [0, 0, 0];
    for (let sample = 0; sample < 5_000; sample++) {
      sampler.draw(point);
      for (const j of [0, 1, 2]) means[j]! += ((point[j]! / sampler.total) * 5) / 5_000;
    }
    expect(points.length).toBeGreaterThan(5);
    expect(means[0]! + means[1]! + means[2]!).toBeCloseTo(5, 9);
    // w1 and w2 fill their whole rectangle here (w3 = 5 − w1 − w2 lies within 0 … 4): means are the middles.
    expect(means[0]!).toBeCloseTo(1, 1);
    expect(means[1]!).toBeCloseTo(2, 1);
  });
});

describe("the smallest swap", () => {
  test("makes the two equal, moves what it says, and no smaller change does", () => {
    fc.assert(
      fc.property(cases, ({ ranking }) => {
        fc.pre(ranking.people.length > 1);
        const [ahead, behind] = [ranking.people[0]!, ranking.people.at(-1)!];
        const swap = smallestSwap(ranking, behind.id, ahead.id);
        expect(swap).toMatchObject({ ahead: ahead.id, behind: behind.id });
        const total = ranking.indicators.reduce((sum, { share }) => sum + share, 0);
        const weights = new Map(ranking.indicators.map(({ id, share }) => [id, share / total]));
        const gapAt = (at: ReadonlyMap<string, number>): number =>
          ranking.indicators.reduce((sum, { id }, j) => sum + at.get(id)! * (ahead.points[j]! - behind.points[j]!), 0);
        if (swap.status === "tie") {
          expect(ahead.units).toBe(behind.units);
          return;
        }
        if (swap.status === "never") {
          for (const [j] of ranking.indicators.entries())
            expect(ahead.points[j]!).toBeGreaterThanOrEqual(behind.points[j]!);
          return;
        }
        const changed = new Map(weights);
        for (const { indicator, from, to } of swap.changes) {
          expect(from).toBe(weights.get(indicator));
          expect(to).toBeGreaterThanOrEqual(-1e-12);
          changed.set(indicator, to);
        }
        expect([...changed.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
        expect(Math.abs(gapAt(changed))).toBeLessThan(1e-6);
        const moved = [...changed].reduce((sum, [id, to]) => sum + Math.abs(to - weights.get(id)!), 0) / 2;
        expect(moved).toBeCloseTo(swap.moved!, 12);
        expect(Number(swap.exactly!.numerator) / Number(swap.exactly!.denominator)).toBeCloseTo(swap.moved!, 12);
        // Any other weights that swap them move at least as much: all points of a fine grid of the simplex.
        const k = ranking.indicators.length;
        const parts = k === 4 ? 8 : 24;
        for (const point of gridPoints({ lower: Array(k).fill(0), upper: Array(k).fill(parts), total: parts })) {
          const other = new Map(ranking.indicators.map(({ id }, j) => [id, point[j]! / parts]));
          if (gapAt(other) > 1e-9) continue;
          const distance = [...other].reduce((sum, [id, to]) => sum + Math.abs(to - weights.get(id)!), 0) / 2;
          expect(distance).toBeGreaterThanOrEqual(swap.moved! - 1e-12);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("by hand: 60/40 becomes 50/50", () => {
    const ranking = rankByMerit(
      [
        { id: "a", values: { x: 100, y: 0 } },
        { id: "b", values: { x: 0, y: 100 } },
      ],
      {
        asOf: "2026-01-01",
        indicators: [
          { id: "x", weight: 60, scale: { from: 0, to: 100 } },
          { id: "y", weight: 40, scale: { from: 0, to: 100 } },
        ],
      },
    );
    expect(smallestSwap(ranking, "a", "b")).toEqual({
      ahead: "a",
      behind: "b",
      gap: 20,
      status: "weights",
      moved: 0.1,
      exactly: { numerator: "1", denominator: "10" },
      changes: [
        { indicator: "x", from: 0.6, to: 0.5 },
        { indicator: "y", from: 0.4, to: 0.5 },
      ],
    });
    expect(rankRobustness(ranking, { spread: 0.24, samples: 0 }).people[0]!.outer).toEqual({ best: 1, worst: 1 });
    expect(rankRobustness(ranking, { spread: 0.26, samples: 0 }).people[0]!.outer).toEqual({ best: 1, worst: 2 });
  });
});
