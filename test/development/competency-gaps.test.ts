/** Competency gaps against the words of the rules, pair by pair, on random small scenarios. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { competencyGaps, competencyGapsTo } from "../../src/development/competency-gaps.js";
import type { GapSums } from "../../src/development/own-gaps.js";
import { asnMutasi, judgeTransfer } from "../../src/eligibility/index.js";
import { ImbangError } from "../../src/errors/index.js";
import {
  type CompetencyLevels,
  createScenario,
  type Position,
  type Scenario,
  type ScenarioInput,
  type Staff,
} from "../../src/scenario/index.js";
import { scenarioInputArbitrary } from "../../src/testing/arbitraries.js";
import { city } from "../planning/cities.js";

const wrong = (value: unknown): never => value as never;
const NAMES = ["Integritas", "Komunikasi", "Kerja sama"];
const level = fc.constantFrom(1, 2, 3, 4, 5);
const levels = fc.record(Object.fromEntries(NAMES.map((name) => [name, level])), {
  requiredKeys: [],
}) as fc.Arbitrary<CompetencyLevels>;

/** Random scenarios in which most posts ask for competencies, most people have some, and many posts are short. */
const inputs: fc.Arbitrary<ScenarioInput> = fc
  .record({
    input: scenarioInputArbitrary({ maxStaff: 8 }),
    asked: fc.array(levels, { minLength: 4, maxLength: 4 }),
    own: fc.array(levels, { minLength: 8, maxLength: 8 }),
  })
  .map(({ input, asked, own }) => ({
    ...input,
    positions: input.positions.map((position, p): Position => ({
      ...position,
      requirements: { ...position.requirements, competencies: asked[p % 4]! },
    })),
    staff: input.staff.map((person, s): Staff => ({ ...person, competencies: own[s % 8]! })),
  }));

type Places = ReadonlyMap<string, string | null>;
const asked = (position: Position): [string, number][] =>
  Object.entries(position.requirements?.competencies ?? {}).sort();

interface Pair {
  readonly person: Staff;
  readonly position: Position;
  readonly isEligible: boolean;
  readonly isBlocked: boolean;
  readonly low: readonly string[];
  readonly unrated: readonly string[];
}

const headsAt = (places: Places, id: string): number => [...places.values()].filter((place) => place === id).length;

/** Posts that are short and have a seat. */
function openPosts(scenario: Scenario, places: Places): readonly Position[] {
  return scenario.positions.filter((position) => {
    const isOverFull = scenario.incumbentsByPosition.get(position.id)!.length > position.capacity;
    const there = headsAt(places, position.id);
    return position.required !== null && position.required > there && there < position.capacity && !isOverFull;
  });
}

/** Every person against every one of the posts, in the words of the rules. */
function everyPair(
  input: ScenarioInput,
  scenario: Scenario,
  posts: readonly Position[],
  places: Places,
  unknown: "allow" | "forbid",
): Pair[] {
  const without = createScenario({
    ...input,
    positions: input.positions.map(({ requirements, ...position }) => {
      const { competencies: _, ...others } = requirements ?? {};
      return { ...position, requirements: others };
    }),
  });
  const isLetIn = (one: Scenario, staffId: string, positionId: string): boolean =>
    judgeTransfer(one, one.staffById.get(staffId)!, one.positionById.get(positionId)!).every(
      ({ verdict }) => verdict === "unknown" && unknown === "allow",
    );
  return posts.flatMap((position) =>
    scenario.staff
      .filter(({ id }) => places.get(id) !== position.id)
      .map((person): Pair => {
        const isEligible = isLetIn(scenario, person.id, position.id);
        const own = new Map(Object.entries(person.competencies ?? {}));
        return {
          person,
          position,
          isEligible,
          isBlocked: !isEligible && isLetIn(without, person.id, position.id),
          low: asked(position).flatMap(([name, least]) => (own.has(name) && own.get(name)! < least ? [name] : [])),
          unrated: asked(position).flatMap(([name]) => (own.has(name) ? [] : [name])),
        };
      }),
  );
}

describe("laws", () => {
  const cases = fc.record({
    input: inputs,
    unknown: fc.constantFrom("allow" as const, "forbid" as const),
    moves: fc.option(fc.array(fc.nat(4), { minLength: 8, maxLength: 8 })),
  });

  test("posts, sets and competencies: the same as pair by pair in the words of the rules", () => {
    let blocks = 0;
    fc.assert(
      fc.property(cases, ({ input, unknown, moves }) => {
        const scenario = createScenario(input);
        const placements = scenario.staff.map(({ id, positionId }, s) => ({
          staffId: id,
          positionId: moves === null ? positionId : (scenario.positions[moves[s % 8]!]?.id ?? null),
        }));
        const places: Places = new Map(placements.map(({ staffId, positionId }) => [staffId, positionId]));
        const plan = moves === null ? {} : { plan: { placements } };
        const found = competencyGaps(scenario, { unknown, nearest: 3, ...plan });
        const posts = openPosts(scenario, places);
        const pairs = everyPair(input, scenario, posts, places, unknown);
        const setOf = (pair: Pair): string =>
          JSON.stringify([...pair.low, ...(unknown === "forbid" ? pair.unrated : [])].sort());
        blocks += pairs.filter(({ isBlocked }) => isBlocked).length;

        expect(found.posts.map(({ positionId }) => positionId)).toEqual(posts.map(({ id }) => id).sort());
        const expected = new Map<
          string,
          { people: Set<string>; unrated: Set<string>; closes: number; posts: number }
        >();
        for (const post of found.posts) {
          const here = pairs.filter(({ position }) => position.id === post.positionId);
          const there = headsAt(places, post.positionId);
          const { required, capacity } = scenario.positionById.get(post.positionId)!;
          expect(post.shortage).toBeCloseTo(required! - there, 6);
          expect(post.closable).toBeCloseTo(Math.min(required! - there, capacity - there), 6);
          expect(post.eligible).toBe(here.filter(({ isEligible }) => isEligible).length);
          expect(post.unrated).toBe(here.filter(({ isEligible, unrated }) => isEligible && unrated.length > 0).length);
          const blocked = here.filter(({ isBlocked }) => isBlocked);
          expect(post.blocked.reduce((sum, { people }) => sum + people, 0)).toBe(blocked.length);
          for (const { competencies, people, neverRated, closes } of post.blocked) {
            const those = blocked.filter((pair) => setOf(pair) === JSON.stringify(competencies));
            expect(people).toBe(those.length);
            const unrated = unknown === "forbid" ? those.filter((pair) => pair.unrated.length > 0) : [];
            expect(neverRated).toBe(unrated.length);
            expect(closes).toBe(Math.min(post.closable, people));
            const key = JSON.stringify(competencies);
            const sum = expected.get(key) ?? { people: new Set(), unrated: new Set(), closes: 0, posts: 0 };
            for (const { person } of those) sum.people.add(person.id);
            for (const { person } of unrated) sum.unrated.add(person.id);
            sum.closes += closes;
            sum.posts++;
            expected.set(key, sum);
          }
          const distance = ({ low, unrated, person, position }: Pair): number =>
            unrated.length * 100 +
            low.reduce(
              (sum, name) => sum + position.requirements!.competencies![name]! - person.competencies![name]!,
              0,
            );
          const near = [...blocked].sort((a, b) => distance(a) - distance(b) || (a.person.id < b.person.id ? -1 : 1));
          expect(post.nearest.map(({ staffId }) => staffId)).toEqual(near.slice(0, 3).map(({ person }) => person.id));
        }
        expect(found.sets.length).toBe(expected.size);
        for (const { competencies, people, neverRated, posts: count, closes } of found.sets) {
          const sum = expected.get(JSON.stringify(competencies))!;
          expect([people, neverRated, count]).toEqual([sum.people.size, sum.unrated.size, sum.posts]);
          expect(closes).toBeCloseTo(sum.closes, 5);
        }
        for (const { competency, alone, people } of found.competencies) {
          const set = found.sets.find(
            ({ competencies }) => JSON.stringify(competencies) === JSON.stringify([competency]),
          );
          expect(alone.people).toBe(set?.people ?? 0);
          expect(alone.closes).toBe(set?.closes ?? 0);
          const all = [...expected].filter(([key]) => key.includes(JSON.stringify(competency)));
          expect(people).toBe(new Set(all.flatMap(([, sum]) => [...sum.people])).size);
        }
      }),
      { numRuns: 80 },
    );
    expect(blocks).toBeGreaterThan(30);
  });

  test("units and agencies: the sets of their own posts, whose figures add up to those of the city, people counted once in each", () => {
    let shared = 0;
    fc.assert(
      fc.property(inputs, fc.constantFrom("allow" as const, "forbid" as const), (input, unknown) => {
        const scenario = createScenario(input);
        const found = competencyGaps(scenario, { unknown });
        const places: Places = new Map(scenario.staff.map(({ id, positionId }) => [id, positionId]));
        const pairs = everyPair(input, scenario, openPosts(scenario, places), places, unknown);
        const blocked = pairs.filter(({ isBlocked }) => isBlocked);
        const keyOf = ({ competencies }: { readonly competencies: readonly string[] }): string =>
          JSON.stringify(competencies);
        const setOf = ({ low, unrated }: Pair): string =>
          JSON.stringify([...low, ...(unknown === "forbid" ? unrated : [])].sort());
        const agencyOf = (unitId: string): string => scenario.unitById.get(unitId)!.agencyId;
        for (const [rows, placeOf] of [
          [found.units, (unitId: string) => unitId],
          [found.agencies, agencyOf],
        ] as const) {
          for (const { id, blocking } of rows) {
            const own = found.posts.filter(({ unitId }) => placeOf(unitId) === id);
            const here = blocked.filter(({ position }) => placeOf(position.unitId) === id);
            expect(blocking.map(keyOf).sort()).toEqual([...new Set(here.map(setOf))].sort());
            for (const set of blocking) {
              const posts = own.filter((post) => post.blocked.some((block) => keyOf(block) === keyOf(set)));
              expect(set.posts).toBe(posts.length);
              const sum = (of: (post: (typeof posts)[number]) => number): number =>
                posts.reduce((all, post) => all + of(post), 0);
              expect(set.closable).toBeCloseTo(sum(({ closable }) => closable));
              expect(set.closes).toBeCloseTo(
                sum(({ blocked: blocks }) => blocks.find((block) => keyOf(block) === keyOf(set))!.closes),
              );
              const those = here.filter((pair) => setOf(pair) === keyOf(set));
              expect(set.people).toBe(new Set(those.map(({ person }) => person.id)).size);
              const unrated = unknown === "forbid" ? those.filter((pair) => pair.unrated.length > 0) : [];
              expect(set.neverRated).toBe(new Set(unrated.map(({ person }) => person.id)).size);
              shared += those.length - set.people;
            }
          }
          const all = rows.flatMap(({ blocking }) => blocking);
          for (const set of found.sets) {
            const same = all.filter((each) => keyOf(each) === keyOf(set));
            for (const figure of ["posts", "closable", "closes"] as const)
              expect(same.reduce((sum, each) => sum + each[figure], 0)).toBeCloseTo(set[figure], 4);
          }
        }
      }),
      { numRuns: 80 },
    );
    expect(shared).toBeGreaterThan(0);
  });

  test("gaps to the own post: what is asked and not met, the never rated apart; sums of units are those of agencies and the city", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const scenario = createScenario(input);
        const { people, units, agencies, city: all } = competencyGaps(scenario);
        for (const person of scenario.staff) {
          const post = person.positionId === null ? undefined : scenario.positionById.get(person.positionId);
          const own = new Map(Object.entries(person.competencies ?? {}));
          const low =
            post === undefined ? [] : asked(post).filter(([name, level]) => own.has(name) && own.get(name)! < level);
          const unrated = post === undefined ? [] : asked(post).filter(([name]) => !own.has(name));
          const row = people.find(({ staffId }) => staffId === person.id);
          expect(row?.tooLow.map(({ competency, asked: level }) => [competency, level]) ?? []).toEqual(low);
          expect(row?.neverRated.map(({ competency, asked: level }) => [competency, level]) ?? []).toEqual(unrated);
          expect(row?.missingLevels ?? 0).toBe(low.reduce((sum, [name, level]) => sum + level - own.get(name)!, 0));
        }
        const total = (rows: readonly GapSums[]): Map<string, number[]> => {
          const sums = new Map<string, number[]>();
          for (const { competencies } of rows) {
            for (const { competency, people: count, met, tooLow, neverRated, missingLevels } of competencies) {
              expect(count).toBe(met + tooLow + neverRated);
              const figures = [count, met, tooLow, neverRated, missingLevels];
              sums.set(
                competency,
                figures.map((figure, k) => figure + (sums.get(competency)?.[k] ?? 0)),
              );
            }
          }
          return new Map([...sums].sort());
        };
        expect(total(units)).toEqual(total([{ id: "", competencies: all }]));
        expect(total(agencies)).toEqual(total([{ id: "", competencies: all }]));
      }),
      { numRuns: 40 },
    );
  });

  test("the order of the records changes nothing", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const turned = { ...input, positions: [...input.positions].reverse(), staff: [...input.staff].reverse() };
        expect(competencyGaps(createScenario(turned))).toEqual(competencyGaps(createScenario(input)));
      }),
      { numRuns: 20 },
    );
  });
});

const exampleInput: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: [{ id: "a", name: "Dinas" }],
  units: [{ id: "u", agencyId: "a", name: "Unit" }],
  positions: [
    {
      id: "auditor",
      unitId: "u",
      title: "Auditor",
      capacity: 3,
      required: 2.5,
      requirements: { competencies: { Integritas: 3, Komunikasi: 2 } },
    },
    { id: "staf", unitId: "u", title: "Staf", capacity: 9, required: 3 },
    { id: "penuh", unitId: "u", title: "Penuh", capacity: 0, required: 1 },
  ],
  staff: [
    { id: "ani", positionId: "staf", competencies: { Integritas: 2, Komunikasi: 4 } },
    { id: "budi", positionId: "staf", competencies: { Integritas: 1, Komunikasi: 1 } },
    { id: "citra", positionId: "staf", competencies: { Integritas: 5 } },
    { id: "dewi", positionId: "auditor", competencies: { Integritas: 2, Komunikasi: 2 } },
  ],
  rules: { ...asnMutasi, rules: asnMutasi.rules.filter(({ id }) => id === "competencies") },
};
const example = createScenario(exampleInput);

test("by hand: what is asked of auditors keeps two people out, and one was never rated", () => {
  const { people, posts, withoutSeat, competencies, sets, reading } = competencyGaps(example);
  expect(people.map(({ staffId, tooLow }) => [staffId, tooLow])).toEqual([
    ["dewi", [{ competency: "Integritas", own: 2, asked: 3, missing: 1 }]],
  ]);
  const both = ["Integritas", "Komunikasi"];
  expect(posts).toHaveLength(1);
  expect(posts[0]).toMatchObject({
    positionId: "auditor",
    shortage: 1.5,
    seats: 2,
    closable: 1.5,
    eligible: 1,
    unrated: 1,
  });
  expect(posts[0]!.blocked).toEqual([
    { competencies: ["Integritas"], people: 1, neverRated: 0, closes: 1 },
    { competencies: both, people: 1, neverRated: 0, closes: 1 },
  ]);
  expect(posts[0]!.nearest.map(({ staffId, missingLevels }) => [staffId, missingLevels])).toEqual([
    ["ani", 1],
    ["budi", 3],
  ]);
  expect(withoutSeat).toEqual([{ positionId: "penuh", shortage: 1 }]);
  const figures = { posts: 1, closable: 1.5, closes: 1, people: 1, neverRated: 0 };
  expect(sets).toEqual([
    { competencies: ["Integritas"], ...figures },
    { competencies: both, ...figures },
  ]);
  expect(competencies).toEqual([
    { competency: "Integritas", alone: figures, people: 2 },
    { competency: "Komunikasi", alone: { posts: 0, closable: 0, closes: 0, people: 0, neverRated: 0 }, people: 1 },
  ]);
  expect(reading.en).toContain("do not add up");
  const strict = competencyGaps(example, { unknown: "forbid" });
  expect(strict.sets.map((set) => [set.competencies, set.neverRated])).toContainEqual([["Komunikasi"], 1]);
  expect(
    competencyGapsTo(example, "auditor").map((row) => [row.staffId, row.missingLevels, row.neverRated.length]),
  ).toEqual([
    ["ani", 1, 0],
    ["budi", 3, 0],
    ["citra", 0, 1],
  ]);
});

test("a pack that asks for no competencies keeps nobody out by them", () => {
  const { posts } = competencyGaps(createScenario({ ...exampleInput, rules: { ...asnMutasi, rules: [] } }));
  expect(posts.map(({ eligible, blocked }) => [eligible, blocked])).toEqual([[3, []]]);
});

describe("bad input", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["options that are none", 7, "development/wrong-type"],
    ["an unknown option", { plann: {} }, "development/unknown-key"],
    ["a plan that is none", { plan: "x" }, "development/wrong-type"],
    ["a plan without places", { plan: { status: "infeasible" } }, "development/no-placements"],
    ["somebody without a place", { plan: { placements: [] } }, "development/missing-value"],
    [
      "somebody who does not exist",
      { plan: { placements: [{ staffId: "anni", positionId: null }] } },
      "development/unknown-id",
    ],
    [
      "a post that does not exist",
      { plan: { placements: [{ staffId: "ani", positionId: "x" }] } },
      "development/unknown-id",
    ],
    ["a place that is none", { plan: { placements: [null] } }, "development/wrong-type"],
    ["unknown as a truth", { unknown: true }, "development/unknown-value"],
    ["a fraction of a list", { nearest: 1.5 }, "development/out-of-range"],
  ];
  test.for(cases)("%s", ([, options, code]) => {
    try {
      competencyGaps(example, wrong(options));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ImbangError);
      expect((error as ImbangError).issues.map((issue) => issue.code)).toContain(code);
    }
  });
  test("what is no scenario, and no position", () => {
    expect(() => competencyGaps(wrong({}))).toThrow("scenario/not-created");
    expect(() => competencyGapsTo(example, "auditr")).toThrow('you meant "auditor"');
    expect(() => competencyGapsTo(example, wrong(null))).toThrow("a text");
  });
});

test("a town of 1,500 people and 400 posts takes no time", () => {
  const base = city({ seed: 4, people: 1500, posts: 400, units: 40 });
  const input: ScenarioInput = {
    ...base,
    positions: base.positions.map((position, p) => ({
      ...position,
      requirements: {
        ...position.requirements,
        competencies: { Integritas: (1 + (p % 4)) as 1, [NAMES[1 + (p % 2)]!]: 3 },
      },
    })),
    staff: base.staff.map((person, s) => ({
      ...person,
      competencies: { Integritas: (1 + (s % 5)) as 1, Komunikasi: (1 + (s % 3)) as 1 },
    })),
  };
  const scenario = createScenario(input);
  const startedAt = performance.now();
  const { posts, sets } = competencyGaps(scenario);
  expect(posts.length).toBeGreaterThan(50);
  expect(sets.length).toBeGreaterThan(0);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
