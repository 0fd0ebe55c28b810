/** `voluntaryExchange` against every exchange of small markets, and the trades in words. */
import * as fc from "fast-check";
import {
  createScenario,
  type Exchange,
  planTransfers,
  type ScenarioInput,
  verifyExchange,
  voluntaryExchange,
} from "imbang";
import { expect, test } from "vitest";
import { city, shuffled } from "../cities.js";
import { dominates, everyExchange, goalsOf, likingOf, scenarioOf, smallMarket, spotsOf } from "./small-markets.js";

const compared = (a: readonly number[], b: readonly number[]): number => {
  const k = a.findIndex((value, n) => value !== b[n]);
  return k < 0 ? 0 : a[k]! - b[k]!;
};

test.for([
  { consent: "strict", vacancies: "use" },
  { consent: "weak", vacancies: "use" },
  { consent: "strict", vacancies: "keep" },
  { consent: "weak", vacancies: "keep" },
] as const)("the best of every exchange, goal by goal, and Pareto-efficient among them: %o", async (options) => {
  await fc.assert(
    fc.asyncProperty(smallMarket(), async (market) => {
      const input = scenarioOf(market);
      const all = everyExchange(input, options);
      const exchange = await voluntaryExchange(createScenario(input), options);
      expect(exchange.status).toBe("optimal");
      const spots = spotsOf(exchange, input);
      expect(all).toContainEqual(spots);
      const best = all.map((each) => goalsOf(input, each)).reduce((a, b) => (compared(b, a) < 0 ? b : a));
      expect(goalsOf(input, spots)).toEqual(best);
      expect(exchange.levels.slice(0, 3).map(({ value }) => value)).toEqual(best.slice(0, 3));
      expect(exchange.levels.every(({ proven }) => proven)).toBe(true);
      for (const other of all) expect(dominates(input, other, spots)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test("every reason of the audit is true: the first goal that an exchange with that place is worse on", async () => {
  await fc.assert(
    fc.asyncProperty(smallMarket(), async (market) => {
      const input = scenarioOf(market);
      const all = everyExchange(input);
      const exchange = await voluntaryExchange(createScenario(input));
      const own = goalsOf(input, spotsOf(exchange, input));
      const index = new Map(input.staff.map(({ id }, i) => [id, i]));
      const reasons = ["fewerGain", "lowerRanks", "moreMoves", "lessBalance", "lottery"];
      for (const { staffId, missed } of exchange.audit.unmet) {
        for (const { positionId, reason } of missed) {
          const giving = all.filter((spots) => spots[index.get(staffId)!] === positionId);
          const best = giving
            .map((spots) => goalsOf(input, spots))
            .reduce<number[] | undefined>((a, b) => (a === undefined || compared(b, a) < 0 ? b : a), undefined);
          if (best === undefined) expect(["noRoom", "notEligible"]).toContain(reason);
          else {
            const worse = best.findIndex((value, k) => value !== own[k]);
            expect(reason).toBe(reasons[worse < 0 ? 4 : worse]);
          }
        }
      }
      for (const person of input.staff) {
        const liking = likingOf(person);
        const at = spotsOf(exchange, input)[index.get(person.id)!]!;
        const wants = (person.wishes ?? []).some(
          (wish) => liking((wish as { positionId: string }).positionId) < liking(at),
        );
        expect(exchange.audit.unmet.some(({ staffId }) => staffId === person.id)).toBe(wants || at === null);
      }
    }),
    { numRuns: 300 },
  );
});

/** Three offices with one seat each, and who holds them would rather be one further. */
const ring: ScenarioInput = scenarioOf({
  posts: [1, 1, 1].map((capacity) => ({ capacity, minimum: 1, required: 1 })),
  people: [0, 1, 2].map((home) => ({
    home,
    wishes: [[(home + 1) % 3]],
    objections: [],
    merit: undefined,
    fixed: false,
  })),
});

test("a ring of three is found and told", async () => {
  const { trades, audit, balance, after, before } = await voluntaryExchange(createScenario(ring));
  expect(trades).toHaveLength(1);
  expect(trades[0]).toMatchObject({
    kind: "cycle",
    steps: [{ toPositionId: "p0" }, { toPositionId: "p2" }, { toPositionId: "p1" }],
  });
  expect(trades[0]!.text).toEqual({
    id: "Tukar melingkar 3 orang: s2 ke Post 0 (Unit 0), s1 ke Post 2 (Unit 2), s0 ke Post 1 (Unit 1).",
    en: "Ring of 3: s2 to Post 0 (Unit 0), s1 to Post 2 (Unit 2), s0 to Post 1 (Unit 1).",
  });
  expect(audit).toEqual({ traders: 3, gain: 3, unmet: [], blockingPairs: [] });
  expect(after).toEqual(before);
  expect(balance.find(({ name }) => name === "moves")).toMatchObject({ staying: 0, exchange: 3, plan: null });
});

test("a chain fills a free seat and leaves another", async () => {
  const input = scenarioOf({
    posts: [1, 1, 1].map((capacity) => ({ capacity, minimum: 0, required: 1 })),
    people: [0, 1].map((home) => ({ home, wishes: [[home + 1]], objections: [], merit: undefined, fixed: false })),
  });
  const { trades, balance } = await voluntaryExchange(createScenario(input));
  expect(trades.map(({ kind, text }) => [kind, text.en])).toEqual([
    [
      "chain",
      "Chain: s1 takes a free seat at Post 2 (Unit 2); s0 takes the seat left at Post 1 (Unit 1); one seat at Post 0 (Unit 0) is left free.",
    ],
  ]);
  expect(balance.find(({ name }) => name === "balance")!.exchange).toBeGreaterThan(0);
  const swapsOnly = await voluntaryExchange(createScenario(input), { vacancies: "keep" });
  expect(swapsOnly.trades).toEqual([]);
});

test("whoever says nothing stays, and a person who objects is not sent there", async () => {
  const people = [
    { home: 0, wishes: [[1]], objections: [], merit: 1, fixed: false },
    { home: 1, wishes: [], objections: [], merit: 2, fixed: false },
  ];
  const posts = [1, 1].map((capacity) => ({ capacity, minimum: 0, required: 1 }));
  const exchange = await voluntaryExchange(createScenario(scenarioOf({ posts, people })));
  expect(exchange.transfers).toEqual([]);
  expect(exchange.audit.unmet).toMatchObject([{ staffId: "s0", missed: [{ positionId: "p1", reason: "noRoom" }] }]);
});

test("of two relatives who may both move the one of less merit stays, whoever wishes what", async () => {
  const shape = {
    posts: [1, 1, 2].map((capacity) => ({ capacity, minimum: 0, required: 1 })),
    people: [9, 1].map((merit, home) => ({ home, wishes: [[2]], objections: [], merit, fixed: false })),
  };
  const plain = scenarioOf(shape);
  expect((await voluntaryExchange(createScenario(plain))).audit.gain).toBe(2);
  const kin = {
    ...plain,
    staff: plain.staff.map((person) => ({ ...person, relatives: [person.id === "s0" ? "s1" : "s0"] })),
  };
  for (const mechanism of ["exchange", "deferredAcceptance"] as const) {
    const { audit, transfers } = await voluntaryExchange(createScenario(kin), { mechanism });
    expect(transfers.map(({ staffId }) => staffId)).toEqual(["s0"]);
    expect(audit.unmet).toMatchObject([{ staffId: "s1", missed: [{ reason: "heldForRelative" }] }]);
  }
});

/** A city in which a third of the people wish for something. */
function wishingCity(seed: number): ScenarioInput {
  const input = city({ seed, people: 400, posts: 50, units: 12 });
  return {
    ...input,
    staff: input.staff.map((person, k) =>
      k % 3 === 0
        ? {
            ...person,
            merit: (k * 7) % 50,
            wishes: [
              { positionId: `post-${(k * 13) % 50}`, rank: 1 },
              { unitId: `unit-${(k * 5) % 12}`, rank: 2 },
            ],
          }
        : person,
    ),
  };
}

const identity = ({ status, placements, levels, trades, balance, audit }: Exchange): string =>
  JSON.stringify({ status, placements, levels, trades, balance, audit });

test.for([1, 2])(
  "a city: same exchange for rows in another order, verified, told beside a plan (seed %i)",
  async (seed) => {
    const input = wishingCity(seed);
    const scenario = createScenario(input);
    const plan = await planTransfers(scenario);
    for (const mechanism of ["exchange", "deferredAcceptance"] as const) {
      const exchange = await voluntaryExchange(scenario, { mechanism, compareWith: plan });
      expect(verifyExchange(scenario, exchange)).toEqual({ ok: true, issues: [] });
      expect(exchange.audit.gain).toBeGreaterThan(20);
      if (plan.status !== "optimal") throw new Error(plan.status);
      expect(exchange.balance.map(({ name, plan: value }) => [name, value])).toEqual(
        plan.levels.filter(({ name }) => name !== "tie").map(({ name, value }) => [name, value]),
      );
      const again = await voluntaryExchange(createScenario(shuffled(input, 7)), { mechanism, compareWith: plan });
      expect(identity(again)).toBe(identity(exchange));
    }
  },
);

test("an abort leaves an exchange that worsens nobody; progress counts the goals", async () => {
  const scenario = createScenario(wishingCity(3));
  const controller = new AbortController();
  controller.abort();
  const stopped = await voluntaryExchange(scenario, { signal: controller.signal });
  expect(stopped).toMatchObject({ status: "feasible", limit: "cancelled", transfers: [] });
  const seen: string[] = [];
  await voluntaryExchange(scenario, {
    onProgress: ({ level, index, count }) => void seen.push(`${level} ${index}/${count}`),
  });
  expect([...new Set(seen)]).toEqual(["unmet 1/5", "ranks 2/5", "moves 3/5", "squaredBalance 4/5", "tie 5/5"]);
});

test.for([
  [{ mechanism: "deferredAcceptance", consent: "weak" }, "planning/exchange-option"],
  [{ mechanism: "exchnge" }, "planning/unknown-value"],
  [{ vacancy: "use" }, "planning/unknown-key"],
  [{ timeLimit: NaN }, "planning/not-a-number"],
  [{ timeLimit: "ten" }, "planning/wrong-type"],
  [{ compareWith: 5 }, "planning/wrong-type"],
  [{ compareWith: {} }, "planning/no-comparison"],
] as const)("%o is refused with %s", async ([options, code]) => {
  const refused = voluntaryExchange(createScenario(ring), options as never);
  await expect(refused).rejects.toMatchObject({ issues: [{ code }] });
});
