/** Seats by merit: the level against the slow truth, its properties, and its audit. */
import * as fc from "fast-check";
import {
  auditMerit,
  createScenario,
  type Level,
  type OptimalPlan,
  planTransfers,
  type ScenarioInput,
  verifyPlan,
  voluntaryExchange,
} from "imbang";
import { javascriptLpSolver } from "imbang/linear";
import { expect, test } from "vitest";
import { inOrderOfMerit } from "../../src/planning/merit-order.js";
import { countedPeople, goalsOf, valuedPlans } from "./brute-force.js";
import { city, identityOf, shuffled } from "./cities.js";
import { everyReport, likingOf, type MarketShape, scenarioOf, smallMarket } from "./exchange/small-markets.js";
import { meritTruth, stepsTo, withMerit } from "./merit-truth.js";
import { smallScenario } from "./random-scenarios.js";

const optimal = async (
  input: ScenarioInput,
  policy: readonly Level[],
  options: { readonly objections?: "level" | "veto" } = {},
): Promise<OptimalPlan> => {
  const plan = await planTransfers(createScenario(input), { policy, ...options });
  if (plan.status !== "optimal") throw new Error(plan.status);
  return plan;
};
const stepsOf = (input: ScenarioInput, plan: OptimalPlan): Record<string, number> => {
  const at = new Map(plan.placements.map(({ staffId, positionId }) => [staffId, positionId]));
  return Object.fromEntries(
    countedPeople(input).map((person) => [
      person.id,
      stepsTo(person, input.positions.find(({ id }) => id === at.get(person.id)) ?? null),
    ]),
  );
};

/** Nobody is kin to anybody: where relatives bind, seats do not go by merit. */
function strangers(input: ScenarioInput): ScenarioInput {
  return { ...input, staff: input.staff.map((person) => ({ ...person, relatives: [] })) };
}

test.for<{ policy: readonly Level[] }>([
  { policy: ["floors", "waiting", "balance", "moves", "merit", "fit"] },
  { policy: ["shortage", "moves", "merit"] },
  { policy: ["merit", "shortage", "fit"] },
  { policy: [{ name: "shortage", node: "unit" }, "moves", "merit", "squaredBalance"] },
  { policy: ["moves", "wishes", "merit", "distance"] },
])("$policy: everyone in turn gets the best that is left, as brute force finds it", async ({ policy }) => {
  await fc.assert(
    fc.asyncProperty(withMerit(smallScenario({ people: 6 })).map(strangers), async (input) => {
      const plan = await optimal(input, policy);
      const truth = meritTruth(input, policy);
      expect(stepsOf(input, plan)).toEqual(truth.steps);
      const values = plan.levels.filter(({ name }) => name !== "tie").map(({ value }) => BigInt(value));
      expect(values).toEqual(truth.values);
      expect(plan.levels.every(({ proven }) => proven)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("a city: proven, and the same whatever the order of the rows; units measured, too", async () => {
  const input = meritCity(3);
  for (const policy of [
    ["floors", "waiting", "balance", "moves", "merit", "fit"],
    [{ name: "shortage", node: "unit" }, "moves", "merit", "fit"],
  ] as const) {
    const first = await optimal(input, policy);
    for (const order of [1, 2])
      expect(identityOf(await optimal(shuffled(input, order), policy))).toBe(identityOf(first));
  }
});

function meritCity(seed: number): ScenarioInput {
  const input = city({ seed, people: 250, posts: 30, units: 10 });
  return {
    ...input,
    staff: input.staff.map((person, k) => ({
      ...person,
      merit: (k * 7) % 40,
      ...(k % 2 === 0
        ? {
            wishes: [
              { positionId: `post-${(k * 13) % 30}`, rank: 1 },
              { unitId: `unit-${k % 10}`, rank: 2 },
            ],
          }
        : {}),
    })),
  };
}

// Properties: claims hold exactly, and for each property that the level does not have a counter-example is kept.

const neutral: readonly Level[] = ["floors", "shortage", "moves", "merit"];
const seat = { capacity: 1, minimum: 0, required: 1 };
const silentAt = (home: number, merit: number): MarketShape["people"][number] => ({
  home,
  wishes: [],
  objections: [],
  merit,
  fixed: false,
});
/** Posts by staff id. */
const placesOf = ({ placements }: OptimalPlan): (string | null)[] => placements.map(({ positionId }) => positionId);

test("where the levels above read no wishes, no report gets anybody a better place than the truth", async () => {
  await fc.assert(
    fc.asyncProperty(smallMarket(), async (shape) => {
      const input = scenarioOf(shape);
      const truth = await optimal(input, neutral);
      for (const [i, person] of input.staff.entries()) {
        const liking = likingOf(person);
        const placeIn = (plan: OptimalPlan): string | null =>
          plan.placements.find(({ staffId }) => staffId === person.id)!.positionId;
        for (const wishes of everyReport(shape.posts.length).filter(({ length }) => length <= 2)) {
          const listed = new Set(wishes.flat());
          const others = shape.posts.map((_, p) => p).filter((p) => !listed.has(p));
          for (const objections of [[], others]) {
            const people = shape.people.map((each, k) => (k === i ? { ...each, wishes, objections } : each));
            const told = await optimal(scenarioOf({ ...shape, people }), neutral);
            expect(liking(placeIn(told))).toBeGreaterThanOrEqual(liking(placeIn(truth)));
          }
        }
      }
    }),
    { numRuns: 12 },
  );
});

test("counter-example: where a level above reads wishes, a report can win a place", async () => {
  // Two of three must fill p1 and p2. s0 and s1 both wish for p1, s1 with less merit …
  const people: MarketShape["people"] = [
    { home: -1, wishes: [[0], [1]], objections: [], merit: 9, fixed: false },
    { home: -1, wishes: [[0], [1]], objections: [], merit: 1, fixed: false },
  ];
  const shape: MarketShape = { posts: [0, 1].map(() => ({ capacity: 1, minimum: 0, required: 1 })), people };
  const policy: readonly Level[] = ["waiting", "wishes", "merit"];
  const placeOf = (plan: OptimalPlan, id: string): string | null =>
    plan.placements.find(({ staffId }) => staffId === id)!.positionId;
  expect(placeOf(await optimal(scenarioOf(shape), policy), "s1")).toBe("p1");
  // … who gets p0 by hiding that p1 would do.
  const lying = { ...shape, people: [people[0]!, { ...people[1]!, wishes: [[0], [0], [0]] }] };
  const lie = scenarioOf(lying);
  const padded = {
    ...lie,
    staff: lie.staff.map((person) =>
      person.id === "s1"
        ? {
            ...person,
            wishes: [
              { positionId: "p0", rank: 1 },
              { unitId: "u0", rank: 9 },
            ],
          }
        : person,
    ),
  };
  expect(placeOf(await optimal(padded, policy), "s1")).toBe("p0");
  // Without the level `wishes` above, the same report wins nothing.
  expect(placeOf(await optimal(padded, ["waiting", "merit"]), "s1")).toBe("p1");
});

test.for<{ policy: readonly Level[]; objections: "level" | "veto" }>([
  { policy: ["waiting", "objections", "merit"], objections: "level" },
  { policy: ["waiting", "merit"], objections: "veto" },
])("counter-example: where objections count before merit, one can win a place ($policy, $objections)", async (mode) => {
  // Both wait for p0 and would take p1. s1, of less merit, objects to p1 and so leaves it to s0.
  const shape: MarketShape = {
    posts: [seat, seat],
    people: [9, 1].map((merit) => ({ ...silentAt(-1, merit), wishes: [[0], [1]] })),
  };
  const lie: MarketShape = { ...shape, people: [shape.people[0]!, { ...shape.people[1]!, objections: [1] }] };
  expect(placesOf(await optimal(scenarioOf(shape), mode.policy, mode))).toEqual(["p0", "p1"]);
  expect(placesOf(await optimal(scenarioOf(lie), mode.policy, mode))).toEqual(["p1", "p0"]);
  // As a goal after merit, or none, the objection wins nothing.
  expect(placesOf(await optimal(scenarioOf(lie), ["waiting", "merit", "objections"]))).toEqual(["p0", "p1"]);
});

test("counter-example: the level may leave somebody worse off than staying, an exchange does not", async () => {
  // Both are content at p0, which needs one of them; p1 lacks somebody. Need sends s1, who even objects.
  const shape: MarketShape = {
    posts: [{ ...seat, capacity: 2 }, seat],
    people: [silentAt(0, 9), { ...silentAt(0, 1), objections: [1] }],
  };
  const input = scenarioOf(shape);
  const sent = await optimal(input, neutral);
  expect(placesOf(sent)).toEqual(["p0", "p1"]);
  const s1 = input.staff[1]!;
  expect(likingOf(s1)("p1")).toBeGreaterThan(likingOf(s1)("p0"));
  // Nor does merit protect: alone at a post of no need, the best goes as well.
  const alone: MarketShape = { posts: [{ ...seat, required: 0 }, seat], people: [silentAt(0, 9)] };
  expect(placesOf(await optimal(scenarioOf(alone), neutral))).toEqual(["p1"]);
  for (const mechanism of ["exchange", "deferredAcceptance"] as const) {
    expect((await voluntaryExchange(createScenario(input), { mechanism })).transfers).toEqual([]);
  }
});

test("Pareto-efficient among the plans that are as good on the levels before", async () => {
  const before = goalsOf(neutral).filter(({ name }) => name !== "merit");
  await fc.assert(
    fc.asyncProperty(withMerit(smallScenario({ people: 5 })).map(strangers), async (input) => {
      const plan = await optimal(input, neutral);
      const steps = stepsOf(input, plan);
      const people = countedPeople(input);
      const values = plan.levels.slice(0, before.length).map(({ value }) => BigInt(value));
      for (const other of valuedPlans(input, before)) {
        if (other.values.some((value, g) => value !== values[g])) continue;
        const gains = people.map((person, k) => steps[person.id]! - stepsTo(person, other.chosen[k]!));
        expect(gains.some((gain) => gain > 0) && gains.every((gain) => gain >= 0)).toBe(false);
      }
    }),
    { numRuns: 100 },
  );
});

test("counter-example: not Pareto-efficient among all plans, for a swap costs moves", async () => {
  const shape: MarketShape = {
    posts: [seat, seat],
    people: [0, 1].map((home) => ({ ...silentAt(home, home), wishes: [[1 - home]] })),
  };
  const input = scenarioOf(shape);
  expect(placesOf(await optimal(input, neutral))).toEqual(["p0", "p1"]);
  expect((await voluntaryExchange(createScenario(input))).audit.gain).toBe(2);
});

test("an engine of the caller's and a second opinion lead to the same turns", async () => {
  const { staff, ...rest } = meritCity(8);
  const scenario = createScenario({ ...rest, staff: staff.slice(0, 60) });
  const policy: readonly Level[] = ["floors", "shortage", "moves", "merit", "wishes"];
  const own = await planTransfers(scenario, { policy });
  const engine = javascriptLpSolver();
  expect(identityOf(await planTransfers(scenario, { policy, engine }))).toBe(identityOf(own));
  expect(identityOf(await planTransfers(scenario, { policy, assurance: "high" }))).toBe(identityOf(own));
});

test("constraints that do not bind change nothing; where they bind, merit is refused with a code", async () => {
  const scenario = createScenario(meritCity(7));
  const policy: readonly Level[] = ["floors", "balance", "moves", "merit", "fit"];
  const free = await planTransfers(scenario, { policy });
  const loose = await planTransfers(scenario, { policy, maxMoves: 250 });
  expect(identityOf(loose)).toBe(identityOf(free));
  await expect(planTransfers(scenario, { policy, maxMoves: 3 })).rejects.toMatchObject({
    issues: [{ code: "planning/merit-with-constraints" }],
  });
});

test("people without merit choose last and are named", async () => {
  const input = meritCity(4);
  const staff = input.staff.map(({ merit, ...person }, k) => (k < 12 ? person : { ...person, merit: merit! }));
  const plan = await optimal({ ...input, staff }, ["floors", "balance", "moves", "merit", "fit"]);
  const notice = plan.notices.find(({ code }) => code === "planning/no-merit")!;
  expect(notice.message).toMatch(/people have no merit score and choose after all others: person-0, person-1/);
  expect(
    inOrderOfMerit(staff, "imbang")
      .slice(-12)
      .every((person) => !("merit" in person)),
  ).toBe(true);
});

test("the order of merit depends on merit, the seed and ids alone", () => {
  const people = Array.from({ length: 20 }, (_, k) => ({ id: `s${k}`, positionId: null, merit: k % 3 }));
  const ids = (seed: string, list = people): string[] => inOrderOfMerit(list, seed).map(({ id }) => id);
  expect(ids("a", [...people].reverse())).toEqual(ids("a"));
  expect(ids("a")).not.toEqual(ids("b"));
  expect(inOrderOfMerit(people, "a").map(({ merit }) => merit)).toEqual(
    people.map(({ merit }) => merit).sort((a, b) => b - a),
  );
});

// The verifier and the audit.

test.for<[string, (plan: OptimalPlan) => OptimalPlan]>([
  ["a plan of another order of merit", (plan) => ({ ...plan, run: { ...plan.run, seed: "another" } })],
  [
    "turns on levels that are not proven",
    (plan) => ({
      ...plan,
      levels: plan.levels.map((level, k) => (k === 1 ? { ...level, proven: false, bound: level.bound - 1 } : level)),
    }),
  ],
])("the verifier finds %s", async ([, change]) => {
  const input = meritCity(5);
  const equals = { ...input, staff: input.staff.map((person, k) => ({ ...person, merit: k % 2 })) };
  const plan = await optimal(equals, ["floors", "balance", "moves", "merit", "fit"]);
  const codes = verifyPlan(createScenario(equals), change(plan)).issues.map(({ code }) => code);
  expect(codes).toContain("planning/wrong-turn");
});

test("the verifier finds a plan in which one person took the place of somebody of more merit", async () => {
  const input: ScenarioInput = scenarioOf({
    posts: [0, 1].map(() => ({ capacity: 1, minimum: 0, required: 1 })),
    people: [9, 1].map((merit) => ({ home: -1, wishes: [[0], [1]], objections: [], merit, fixed: false })),
  });
  const policy: readonly Level[] = ["waiting", "merit"];
  const plan = await optimal(input, policy);
  const swap = (id: string): string => (id === "p0" ? "p1" : "p0");
  const forged: OptimalPlan = {
    ...plan,
    placements: plan.placements.map((each) => ({ ...each, positionId: swap(each.positionId!) })),
    transfers: plan.transfers.map((each) => ({ ...each, toPositionId: swap(each.toPositionId) })),
  };
  const codes = verifyPlan(createScenario(input), forged).issues.map(({ code }) => code);
  expect(codes).toContain("planning/wrong-turn");
});

test("the audit lists exactly the justified envy, and every reason is true by brute force", async () => {
  const policy: readonly Level[] = ["floors", "shortage", "moves", "merit", "wishes"];
  const goals = goalsOf(policy).filter(({ name }) => name !== "merit");
  await fc.assert(
    fc.asyncProperty(withMerit(smallScenario({ people: 5 })).map(strangers), async (input) => {
      const scenario = createScenario(input);
      const plan = await optimal(input, policy);
      const audit = auditMerit(scenario, plan);
      const people = countedPeople(input);
      const index = new Map(people.map(({ id }, k) => [id, k]));
      const plans = valuedPlans(input, goals);
      const at = new Map(plan.placements.map(({ staffId, positionId }) => [staffId, positionId]));
      const placeOf = (id: string): ScenarioInput["positions"][number] | null =>
        input.positions.find((position) => position.id === at.get(id)) ?? null;
      const own = plan.levels
        .filter(({ name }) => name !== "merit" && name !== "tie")
        .map(({ value }) => BigInt(value));
      const turns = inOrderOfMerit(people, "imbang");
      const listed = new Set(audit.cases.map(({ staffId, wantedPositionId }) => `${staffId} ${wantedPositionId}`));
      for (const { staffId, wantedPositionId, reason } of audit.cases) {
        const k = index.get(staffId)!;
        const giving = plans.filter(({ chosen }) => chosen[k]?.id === wantedPositionId);
        const asGood = (upTo: number): typeof plans =>
          giving.filter(({ values }) => values.slice(0, upTo).every((value, g) => value === own[g]));
        if (giving.length === 0) expect(reason).toBe("noRoom");
        else if (asGood(3).length === 0) {
          const first = [1, 2, 3].find((upTo) => asGood(upTo).length === 0)!;
          expect(reason).toBe(policy[first - 1]);
        } else {
          // Some turn goes worse in every such plan, at the latest that of the person: never a later level.
          expect(reason).toBe("merit");
          const isNoWorse = asGood(3).some(({ chosen }) => {
            const worse = turns.find(
              (person) => stepsTo(person, chosen[index.get(person.id)!]!) !== stepsTo(person, placeOf(person.id)),
            );
            return (
              worse === undefined || stepsTo(worse, chosen[index.get(worse.id)!]!) < stepsTo(worse, placeOf(worse.id))
            );
          });
          expect(isNoWorse).toBe(false);
        }
      }
      // Complete: everybody who likes a place better where somebody of less merit is, and may go there in some plan.
      for (const person of people) {
        if (person.merit === undefined) continue;
        for (const other of people) {
          const place = placeOf(other.id);
          if (place === null || (other.merit ?? -1) >= person.merit) continue;
          if (stepsTo(person, place) >= stepsTo(person, placeOf(person.id))) continue;
          const mayGo = plans.some(({ chosen }) => chosen[index.get(person.id)!]?.id === place.id);
          if (mayGo) expect(listed).toContain(`${person.id} ${place.id}`);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("counter-example: justified envy is left where a level before forbids the place; the case in words", async () => {
  // s0 has more merit and wishes for p1, but moving both would be two moves for nothing.
  const input = scenarioOf({
    posts: [0, 1].map(() => ({ capacity: 1, minimum: 0, required: 1 })),
    people: [
      { home: 0, wishes: [[1]], objections: [], merit: 9, fixed: false },
      { home: 1, wishes: [], objections: [], merit: 1, fixed: false },
    ],
  });
  const audit = auditMerit(createScenario(input), await optimal(input, ["shortage", "moves", "merit"]));
  expect(audit).toMatchObject({ people: 2, withMerit: 2, byReason: { moves: 1 } });
  expect(audit.cases).toMatchObject([
    {
      staffId: "s0",
      wantedPositionId: "p1",
      overStaffId: "s1",
      arrived: false,
      reason: "moves",
      text: {
        id: "memberi Post 1 (Unit 1) kepada s0 akan memperburuk jumlah perpindahan",
        en: "giving Post 1 (Unit 1) to s0 would worsen the number of moves",
      },
    },
  ]);
});

test("a stopped run keeps a plan; the audit says what was not proven", async () => {
  const scenario = createScenario(meritCity(6));
  const controller = new AbortController();
  const plan = await planTransfers(scenario, {
    policy: ["floors", "balance", "moves", "merit", "fit"],
    signal: controller.signal,
    onProgress: ({ level }) => {
      if (level === "moves") controller.abort();
    },
  });
  expect(plan.status).toBe("feasible");
  expect(plan.levels.find(({ name }) => name === "merit")!.proven).toBe(false);
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
  expect(Object.keys(auditMerit(scenario, plan).byReason)).toContain("notProven");
});
