/** A past plan against a later scenario. */
import { createScenario, evaluatePlan, type OptimalPlan, planTransfers, type ScenarioInput } from "imbang";
import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { city, randomNumbers } from "./cities.js";

const input = city({ seed: 2, people: 200, posts: 25, units: 8 });
let plan: OptimalPlan;
beforeAll(async () => {
  plan = (await planTransfers(createScenario(input))) as OptimalPlan;
});

/** The input with everyone where the plan has them. */
const carriedOut = (): ScenarioInput => {
  const at = new Map(plan.placements.map(({ staffId, positionId }) => [staffId, positionId]));
  return { ...input, asOf: "2027-01-01", staff: input.staff.map((s) => ({ ...s, positionId: at.get(s.id)! })) };
};

test("a plan that was carried out to the letter is off by nobody", () => {
  const { summary, transfers, unplanned, positions, asOf } = evaluatePlan(plan, createScenario(carriedOut()));
  expect(asOf).toBe("2027-01-01");
  expect(summary.outcomes).toEqual({ carriedOut: plan.transfers.length, notCarriedOut: 0, elsewhere: 0, left: 0 });
  expect(summary).toMatchObject({ carriedOutShare: 1, peopleOffPrediction: 0, arrivals: 0, departures: 0 });
  expect(summary.shortage.realised).toBe(summary.shortage.predicted);
  expect(summary.shortage.realised).toBeLessThan(summary.shortage.before);
  expect(transfers.every(({ outcome }) => outcome === "carriedOut")).toBe(true);
  expect([unplanned, positions.filter(({ difference }) => difference !== 0)]).toEqual([[], []]);
});

test("a plan that was not carried out leaves everything as before", () => {
  const { summary } = evaluatePlan(plan, createScenario(input));
  expect(summary.outcomes.notCarriedOut).toBe(plan.transfers.length);
  expect(summary.carriedOutShare).toBe(0);
  expect(summary.shortage.realised).toBe(summary.shortage.before);
});

test("outcomes, arrivals, departures, changed needs and posts are told apart, in both languages", () => {
  const later = carriedOut();
  const [first, second, third] = plan.transfers;
  const elsewhere = plan.before.positions.find(
    ({ id }) => id !== third!.toPositionId && id !== third!.fromPositionId,
  )!.id;
  const staff = later.staff
    .filter(({ id }) => id !== first!.staffId)
    .map((s) => (s.id === second!.staffId ? { ...s, positionId: second!.fromPositionId } : s))
    .map((s) => (s.id === third!.staffId ? { ...s, positionId: elsewhere } : s));
  const positions = later.positions.map((p) => (p.id === "post-3" ? { ...p, required: 99 } : p));
  const changed = { ...later, positions, staff: [...staff, { id: "new", positionId: "post-5" }] };
  const evaluation = evaluatePlan(plan, createScenario(changed));
  expect(evaluation.transfers.slice(0, 3).map(({ outcome }) => outcome)).toEqual([
    "left",
    "notCarriedOut",
    "elsewhere",
  ]);
  expect(evaluation.transfers[0]!.text.en).toContain("cannot be told");
  expect(evaluation.transfers[0]!.text.id).toContain("tidak diketahui");
  expect(evaluation.unplanned).toEqual([
    { staffId: "new", kind: "arrived", plannedPositionId: null, nowPositionId: "post-5" },
    { staffId: first!.staffId, kind: "left", plannedPositionId: first!.toPositionId, nowPositionId: null },
  ]);
  expect(evaluation.positions.find(({ id }) => id === first!.toPositionId)!.because!.departures).toBe(-1);
  expect(evaluation.positions.find(({ id }) => id === "post-3")!.needChange).toBeGreaterThan(0);
  expect(evaluation.caveats.map(({ code }) => code)).toEqual([
    "planning/cause-unknown",
    "planning/order-unknown",
    "planning/needs-changed",
  ]);
});

test("whatever happened, the reasons of every row sum to its difference; positions leave nothing open", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 30 }), (seed) => {
      const random = randomNumbers(seed);
      const later = carriedOut();
      const kept = later.staff.filter(() => random() > 0.1);
      const moved = kept.map((s) => (random() < 0.2 ? { ...s, positionId: `post-${Math.floor(random() * 25)}` } : s));
      const come = Array.from({ length: 10 }, (_, k) => ({ id: `new-${k}`, positionId: `post-${k}` }));
      const { positions, units, agencies, summary } = evaluatePlan(
        plan,
        createScenario({ ...later, staff: [...moved, ...come] }),
      );
      for (const { because, difference } of [...positions, ...units, ...agencies]) {
        const { notAsPlanned, unplannedMoves, arrivals, departures, unattributed } = because!;
        expect(notAsPlanned + unplannedMoves + arrivals + departures + unattributed).toBe(difference);
        expect(unattributed).toBe(0);
      }
      expect(summary.arrivals).toBe(10);
      expect(summary.departures).toBe(later.staff.length - kept.length);
    }),
    { numRuns: 50 },
  );
});

test("a post that was abolished is said, and what a unit's figures cannot attribute is", () => {
  const later = carriedOut();
  const gone = later.positions.find(
    ({ id, required }) => required !== null && later.staff.some((s) => s.positionId === id),
  )!;
  const { positions, units, caveats } = evaluatePlan(
    plan,
    createScenario({
      ...later,
      positions: later.positions.filter(({ id }) => id !== gone.id),
      staff: later.staff.map((s) => (s.positionId === gone.id ? { ...s, positionId: null } : s)),
    }),
  );
  expect(positions.find(({ id }) => id === gone.id)).toMatchObject({
    presence: "planOnly",
    realised: null,
    because: null,
  });
  expect(units.find(({ id }) => id === gone.unitId)!.because!.unattributed).toBeLessThan(0);
  expect(caveats.map(({ code }) => code)).toContain("planning/posts-changed");
});

test("people with other ids are not taken for others in silence", () => {
  const later = carriedOut();
  const renamed = { ...later, staff: later.staff.map((s) => ({ ...s, id: `x-${s.id}` })) };
  expect(evaluatePlan(plan, createScenario(renamed)).caveats.map(({ code }) => code)).toContain(
    "planning/few-people-known",
  );
});

test("what is no plan, or moves nobody, is refused with a code", () => {
  const scenario = createScenario(input);
  expect(() => evaluatePlan({ ...plan, status: "noPlanFound" } as never, scenario)).toThrow(/planning\//);
  expect(() => evaluatePlan(5 as never, scenario)).toThrow(/planning\/unreadable-plan/);
  for (const status of [1n, Symbol("s"), { toString: null }, [[]]]) {
    expect(() => evaluatePlan({ status } as never, scenario)).toThrow(/planning\/unreadable-plan/);
  }
  expect(() => evaluatePlan(plan, input as never)).toThrow(/scenario\/not-created/);
});
