/** Relations between plans that hold whatever the plan is: a wrong solver cannot pass them all. */
import * as fc from "fast-check";
import { createScenario, type Plan, planTransfers, type PlanOptions, type ScenarioInput, whyIneligible } from "imbang";
import { expect, test } from "vitest";
import { city, identityOf } from "./cities.js";
import { smallScenario } from "./random-scenarios.js";

const runs = { numRuns: 200 };

async function planOf(
  input: ScenarioInput,
  options: PlanOptions = {},
): Promise<Exclude<Plan, { status: "noPlanFound" | "infeasible" }>> {
  const plan = await planTransfers(createScenario(input), options);
  if (plan.status === "noPlanFound" || plan.status === "infeasible") throw new Error("no limit was set");
  return plan;
}

/** Values of all levels but the lottery. */
function valuesOf(plan: Plan): number[] {
  return plan.levels.filter(({ name }) => name !== "tie").map(({ value }) => value);
}

/** Every post may hold those who hold it. */
function withoutCrowding(input: ScenarioInput): ScenarioInput {
  const held = (id: string): number => input.staff.filter(({ positionId }) => positionId === id).length;
  const positions = input.positions.map((p) => ({ ...p, capacity: Math.max(p.capacity, held(p.id)) }));
  return { ...input, positions };
}

/** −1, 0 or 1: lexicographic order. */
function compare(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((value, index) => value !== b[index]);
  return k < 0 ? 0 : Math.sign(a[k]! - b[k]!);
}

test("nobody is lost, nobody is doubled, and nobody who holds a post loses it", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), async (input) => {
      const plan = await planOf(input);
      expect(plan.placements.map(({ staffId }) => staffId)).toEqual(input.staff.map(({ id }) => id).sort());
      for (const { staffId, positionId } of plan.placements) {
        if (positionId === null) expect(input.staff.find(({ id }) => id === staffId)!.positionId).toBeNull();
      }
    }),
    runs,
  );
});

test("over-full posts take nobody in, unstudied ones neither give nor take", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), async (input) => {
      const plan = await planOf(input);
      for (const { id, capacity, required } of input.positions) {
        const held = input.staff.filter(({ positionId }) => positionId === id).length;
        const entering = plan.transfers.filter(({ toPositionId }) => toPositionId === id).length;
        const leaving = plan.transfers.filter(({ fromPositionId }) => fromPositionId === id).length;
        if (held > capacity || required === null) expect(entering).toBe(0);
        if (required === null) expect(leaving).toBe(0);
        expect(held + entering - leaving).toBeLessThanOrEqual(Math.max(capacity, held));
      }
    }),
    runs,
  );
});

test("a plan put into effect leaves nothing worth doing", async () => {
  // Only without levels that look at where people come from: those see a new starting point. And without over-full
  // posts: once enough people have left one, it may take others in.
  const policy = ["floors", "waiting", "balance", "moves"] as const;
  await fc.assert(
    fc.asyncProperty(smallScenario().map(withoutCrowding), async (input) => {
      const plan = await planOf(input, { policy });
      const place = new Map(plan.placements.map(({ staffId, positionId }) => [staffId, positionId]));
      const done = { ...input, staff: input.staff.map((person) => ({ ...person, positionId: place.get(person.id)! })) };
      const again = await planOf(done, { policy });
      const sum = (p: Plan, name: string): number => p.levels.find((level) => level.name === name)!.value;
      expect(sum(again, "floors")).toBe(sum(plan, "floors"));
      expect(sum(again, "waiting")).toBe(sum(plan, "waiting"));
      expect(again.transfers).toEqual([]);
    }),
    runs,
  );
});

test("fixing a person who stays changes no value; fixing anyone never helps", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), fc.nat(), async (input, pick) => {
      fc.pre(input.staff.length > 0);
      const plan = await planOf(input);
      const { id } = input.staff[pick % input.staff.length]!;
      const fixed = await planOf({
        ...input,
        staff: input.staff.map((s) => (s.id === id ? { ...s, fixed: true } : s)),
      });
      const stays = plan.transfers.every(({ staffId }) => staffId !== id);
      const order = compare(valuesOf(fixed), valuesOf(plan));
      if (stays) expect(order).toBe(0);
      else expect(order).toBeGreaterThanOrEqual(0);
    }),
    runs,
  );
});

test("forbidding what is unknown never helps", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), async (input) => {
      const strict = valuesOf(await planOf(input, { unknown: "forbid" }));
      expect(compare(strict, valuesOf(await planOf(input, { unknown: "allow" })))).toBeGreaterThanOrEqual(0);
    }),
    runs,
  );
});

test("with unknown forbidden no transfer carries a check; with unknown allowed each open question is on it", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), async (input) => {
      const strict = await planOf(input, { unknown: "forbid" });
      expect(strict.transfers.flatMap(({ checks }) => checks)).toEqual([]);
      const open = await planOf(input);
      const scenario = createScenario(input);
      const columns = open.transfers.flatMap(({ staffId, toPositionId, checks }) => {
        const found = whyIneligible(scenario, staffId, toPositionId);
        expect(found.map(({ rule }) => rule).sort()).toEqual(checks.map(({ rule }) => rule).sort());
        return found.map(({ missing }) => missing!.join("."));
      });
      const noticed = open.notices.filter(({ code }) => code === "planning/unknown-requirement");
      expect(noticed.map(({ path }) => path.join("."))).toEqual([...new Set(columns)].sort());
    }),
    runs,
  );
});

test("dropping a requirement never hurts", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), fc.nat(), async (input, pick) => {
      const index = pick % input.positions.length;
      const looser = input.positions.map(({ requirements, ...rest }, p) =>
        p === index || requirements === undefined ? rest : { ...rest, requirements },
      );
      // Levels that read the requirement itself as a value are left out.
      const policy = ["floors", "waiting", "balance", "moves"] as const;
      const before = valuesOf(await planOf(input, { policy }));
      expect(compare(valuesOf(await planOf({ ...input, positions: looser }, { policy })), before)).toBeLessThanOrEqual(
        0,
      );
    }),
    runs,
  );
});

test("an unrelated town planned along changes nobody's place", async () => {
  const one = city({ seed: 11, people: 80, posts: 12, units: 4 });
  const other = JSON.parse(
    JSON.stringify(city({ seed: 12, people: 60, posts: 10, units: 4 })).replaceAll(
      /"(post|person|unit|agency)-/g,
      '"other-$1-',
    ),
  ) as ScenarioInput;
  const apart = (input: ScenarioInput, certificate: string): ScenarioInput => ({
    ...input,
    positions: input.positions.map((p) => ({ ...p, requirements: { certificates: [certificate] } })),
    staff: input.staff.map((s) => ({ ...s, certificates: [certificate] })),
  });
  const [left, right] = [apart(one, "left"), apart(other, "right")];
  const both: ScenarioInput = {
    asOf: left.asOf,
    agencies: [...left.agencies, ...right.agencies],
    units: [...left.units, ...right.units],
    positions: [...left.positions, ...right.positions],
    staff: [...left.staff, ...right.staff],
  };
  // Without distances: a unit without a place is charged the largest distance of the whole scenario.
  const policy = ["floors", "waiting", "balance", "moves"] as const;
  const [p, q, pq] = [await planOf(left, { policy }), await planOf(right, { policy }), await planOf(both, { policy })];
  expect(valuesOf(pq)).toEqual(valuesOf(p).map((value, k) => value + valuesOf(q)[k]!));
  expect(pq.placements).toEqual([...p.placements, ...q.placements].sort((a, b) => (a.staffId < b.staffId ? -1 : 1)));
});

test("scaling every need and every head count keeps the ratios that a plan reaches", async () => {
  const position = (id: string, required: number, k: number): ScenarioInput["positions"][number] => ({
    id,
    unitId: "u",
    title: id,
    capacity: 100,
    required: required * k,
  });
  for (const k of [1, 2, 5]) {
    const plan = await planOf(
      {
        asOf: "2026-01-01",
        agencies: [{ id: "a", name: "A" }],
        units: [{ id: "u", agencyId: "a", name: "U" }],
        positions: [position("p", 6, k), position("q", 3, k), position("r", 1, k)],
        staff: Array.from({ length: 10 * k }, (_, s) => ({ id: `s${s}`, positionId: "p" })),
      },
      { policy: ["squaredBalance", "moves"] },
    );
    expect(plan.after.positions.map(({ ratio }) => ratio)).toEqual([1, 1, 1]);
  }
});

test("nobody is moved for less than the threshold, in the words of the policy", async () => {
  // Two posts of need 10 and no shortage: 13 against 11. Half-way through a move the giver stands at 125 %, the
  // receiver at 115 %: ten points, which is not *more than* ten. At 9 points the move is worth it.
  const input: ScenarioInput = {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: ["giver", "taker"].map((id) => ({ id, unitId: "u", title: id, capacity: 20, required: 10 })),
    staff: Array.from({ length: 24 }, (_, s) => ({ id: `s${s}`, positionId: s < 13 ? "giver" : "taker" })),
  };
  expect((await planOf(input, { moveThreshold: 10 })).transfers).toHaveLength(0);
  expect((await planOf(input, { moveThreshold: 9 })).transfers).toHaveLength(1);
  // Closing a whole person of shortage halves the bar: 11 against 9 is 10 points apart half-way.
  const short = { ...input, staff: input.staff.slice(2, 22) };
  expect((await planOf(short, { moveThreshold: 19 })).transfers).toHaveLength(1);
  expect((await planOf(short, { moveThreshold: 20 })).transfers).toHaveLength(0);
});

test("the last person of a post with need stays", async () => {
  const input: ScenarioInput = {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: [
      { id: "small", unitId: "u", title: "small", capacity: 5, required: 0.6 },
      { id: "large", unitId: "u", title: "large", capacity: 5, required: 3 },
    ],
    staff: [
      { id: "only", positionId: "small" },
      { id: "one", positionId: "large" },
      { id: "two", positionId: "large" },
    ],
  };
  expect((await planOf(input)).transfers).toEqual([]);
});

test("where every unit is short, filling shortages moves nobody", async () => {
  const input = city({ seed: 6, people: 100, posts: 10, units: 5 });
  const poor = {
    ...input,
    positions: input.positions.map((p) => ({ ...p, required: 60, capacity: 60, minimum: 0, priority: 1 })),
    staff: input.staff.map((s) => ({ ...s, positionId: s.positionId ?? "post-0" })),
  };
  const plan = await planOf(poor, { policy: "fillShortages" });
  expect(plan.transfers).toEqual([]);
  expect(plan.notices.map(({ code }) => code)).toContain("planning/short-everywhere");
});

test("identical people differ by their draw alone: swapping two of them swaps nothing else", async () => {
  const input = city({ seed: 9 });
  const plan = await planOf(input);
  expect(identityOf(await planOf({ ...input, staff: [...input.staff].reverse() }))).toBe(identityOf(plan));
});

test("far more people than a post needs or has may be sent there, and are counted at their true cost", async () => {
  // Forty people wish for a post of need 1: beyond its single seats the network shows the others as one bundle.
  const input: ScenarioInput = {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: ["from", "to"].map((id) => ({ id, unitId: "u", title: id, capacity: 50, required: 1 })),
    staff: Array.from({ length: 40 }, (_, s) => ({
      id: `s${s}`,
      positionId: "from",
      wishes: [{ positionId: "to", rank: 1 }],
    })),
  };
  const plan = await planOf(input, { policy: ["wishes", "squaredBalance", "moves"] });
  expect(plan.transfers).toHaveLength(40);
  expect(plan.levels.find(({ name }) => name === "squaredBalance")!.value).toBe(1_000_000 + 39 ** 2 * 1_000_000);
});
