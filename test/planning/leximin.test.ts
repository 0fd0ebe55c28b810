import * as fc from "fast-check";
import {
  createScenario,
  judgeTransfer,
  type Plan,
  planTransfers,
  type Position,
  type ScenarioError,
  type ScenarioInput,
  verifyPlan,
} from "imbang";
import { expect, test } from "vitest";
import { everyPlan } from "./brute-force.js";
import { city } from "./cities.js";
import { smallScenario } from "./random-scenarios.js";

type Heads = ReadonlyMap<string, number>;

/** What comes before leximin in the policy: people below floors, people left waiting. */
interface Before {
  readonly floors: number;
  readonly waiting: number;
}

const studied = (input: ScenarioInput): Position[] => input.positions.filter(({ required }) => required !== null);
const needs = (input: ScenarioInput): Position[] => studied(input).filter(({ required }) => required! > 0);

/** Ratios as exact fractions: people × 100 over hundredths of need. */
function sortedRatios(input: ScenarioInput, heads: Heads): [number, number][] {
  const ratios = needs(input).map(({ id, required }): [number, number] => [
    100 * (heads.get(id) ?? 0),
    Math.round(required! * 100),
  ]);
  return ratios.sort(([a, r], [b, s]) => a * s - b * r);
}

/** < 0 if the first list is worse. */
function compare(a: readonly [number, number][], b: readonly [number, number][]): number {
  for (let k = 0; k < a.length; k++) {
    const difference = a[k]![0] * b[k]![1] - b[k]![0] * a[k]![1];
    if (difference !== 0) return difference;
  }
  return 0;
}

function beforeOf(input: ScenarioInput, chosen: readonly (Position | null)[], heads: Heads): Before {
  return {
    floors: studied(input).reduce((sum, { id, minimum = 0 }) => sum + Math.max(0, minimum - (heads.get(id) ?? 0)), 0),
    waiting: chosen.filter((place) => place === null).length,
  };
}

function isBetter(a: Before, b: Before): boolean {
  return a.floors < b.floors || (a.floors === b.floors && a.waiting < b.waiting);
}

function headsOf(plan: Plan): Heads {
  const heads = new Map<string, number>();
  for (const { id, existing } of plan.after.positions) heads.set(id, existing);
  return heads;
}

/** Nobody is anybody's relative: ranks are for the pure network. */
function strangers(input: ScenarioInput): ScenarioInput {
  return { ...input, staff: input.staff.map((person) => ({ ...person, relatives: [] })) };
}

test("where the best plan brings relatives together leximin is refused, else it is what it is without them", async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(smallScenario(), async (input) => {
      const policy = ["floors", "waiting", "leximin", "moves"] as const;
      try {
        const plan = await planTransfers(createScenario(input), { policy });
        expect(plan.status).toBe("optimal");
      } catch (error) {
        expect((error as ScenarioError).issues.map(({ code }) => code)).toEqual(["planning/leximin-with-constraints"]);
        refused++;
      }
    }),
    { numRuns: 200, seed: 7 },
  );
  expect(refused).toBeGreaterThan(0);
});

test("exact leximin is the best list of ratios of all plans, compared from the bottom", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario().map(strangers), async (input) => {
      let best: { before: Before; ratios: [number, number][] } | undefined;
      everyPlan(input, "allow", (chosen, heads) => {
        const before = beforeOf(input, chosen, heads);
        if (best !== undefined && isBetter(best.before, before)) return;
        const ratios = sortedRatios(input, heads);
        if (best === undefined || isBetter(before, best.before) || compare(ratios, best.ratios) > 0) {
          best = { before, ratios };
        }
      });
      const scenario = createScenario(input);
      const plan = await planTransfers(scenario, {
        policy: ["floors", "waiting", { name: "leximin", step: 0 }, "moves"],
      });
      expect(plan.status).toBe("optimal");
      expect(verifyPlan(scenario, plan).issues).toEqual([]);
      const ratios = sortedRatios(input, headsOf(plan));
      expect(compare(ratios, best!.ratios), `${JSON.stringify(ratios)} against ${JSON.stringify(best!.ratios)}`).toBe(
        0,
      );
    }),
    { numRuns: 500 },
  );
});

test("in steps, no exchange helps a post that is a whole step worse off", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario({ people: 6 }).map(strangers), fc.constantFrom(5, 10, 25), async (input, step) => {
      const scenario = createScenario(input);
      const plan = await planTransfers(scenario, {
        policy: ["floors", "waiting", { name: "leximin", step }, "moves"],
      });
      const now = headsOf(plan);
      const [floors, waiting] = plan.levels.map(({ value }) => value);
      const stepOf = (id: string, people: number): number => {
        const hundredths = Math.round(studied(input).find((post) => post.id === id)!.required! * 100);
        return hundredths === 0 ? Infinity : Math.floor((100 * 100 * people) / (hundredths * step) + 1e-9);
      };
      everyPlan(input, "allow", (chosen, heads) => {
        const before = beforeOf(input, chosen, heads);
        if (before.floors !== floors || before.waiting !== waiting) return;
        const changed = studied(input).flatMap(({ id }): [string, number][] => {
          const difference = (heads.get(id) ?? 0) - now.get(id)!;
          return difference === 0 ? [] : [[id, difference]];
        });
        if (changed.length !== 2) return;
        const [receiver, giver] = changed.sort(([, a], [, b]) => b - a);
        if (receiver![1] !== 1 || giver![1] !== -1) return;
        expect(stepOf(receiver![0], now.get(receiver![0])!)).toBeGreaterThanOrEqual(
          stepOf(giver![0], now.get(giver![0])! - 1),
        );
      });
    }),
    { numRuns: 300 },
  );
});

test("medium cities: no chain of exchanges takes a seat that comes before the one it gives up", async () => {
  for (const seed of [1, 2, 3]) {
    const input = city({ seed, people: 400, posts: 50, units: 12 });
    const scenario = createScenario(input);
    for (const step of [0, 10]) {
      const plan = await planTransfers(scenario, { policy: [{ name: "leximin", step }, "moves"] });
      if (plan.status === "noPlanFound" || plan.status === "infeasible") throw new Error("there is no limit");
      const now = headsOf(plan);
      const posts = studied(input);
      /** What comes first: a lower ratio (in steps where there are any), of equal ones the higher lift; posts without need last. */
      const before = (a: Position, seatA: number, b: Position, seatB: number): boolean => {
        const [r, s] = [Math.round(a.required! * 100), Math.round(b.required! * 100)];
        if (r === 0 || s === 0) return r > 0 && s === 0;
        if (step > 0) {
          const bucket = (seat: number, need: number): number =>
            Math.floor((10_000 * (seat - 1)) / (need * step) + 1e-9);
          return bucket(seatA, r) < bucket(seatB, s);
        }
        const low = (seatA - 1) * s - (seatB - 1) * r;
        return low < 0 || (low === 0 && seatA * s > seatB * r);
      };
      const ids = posts.map(({ id }) => id);
      const seats = posts.map(({ id, capacity }) => Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length));
      // Whom a person at each post could go to, and from there on: reachability over people.
      const next = ids.map(() => new Set<number>());
      for (const { staffId, positionId } of plan.placements) {
        const person = scenario.staffById.get(staffId)!;
        const at = ids.indexOf(positionId ?? "");
        if (at < 0 || (person.positionId !== null && !ids.includes(person.positionId))) continue;
        posts.forEach((post, q) => {
          const isBack = post.id === person.positionId;
          if (
            q !== at &&
            (isBack ||
              judgeTransfer(scenario, person, scenario.positionById.get(post.id)!).every(
                ({ verdict }) => verdict !== "forbidden",
              ))
          )
            next[at]!.add(q);
        });
      }
      posts.forEach((giver, from) => {
        if (now.get(giver.id) === 0) return;
        const reached = new Set<number>([from]);
        for (const node of reached) for (const q of next[node]!) reached.add(q);
        for (const to of reached) {
          const receiver = posts[to]!;
          const people = now.get(receiver.id)!;
          if (to === from || people >= seats[to]!) continue;
          expect(before(receiver, people + 1, giver, now.get(giver.id)!), `${giver.id} to ${receiver.id}`).toBe(false);
        }
      });
    }
  }
});

test("equalizeWorkload says how many moves it costs, and smaller steps never move fewer", async () => {
  const input: ScenarioInput = {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: [3, 10, 4].map((required, p) => ({ id: `p${p}`, unitId: "u", title: "T", capacity: 20, required })),
    staff: Array.from({ length: 17 }, (_, s) => ({ id: `s${s}`, positionId: s < 9 ? "p0" : s < 16 ? "p1" : "p2" })),
  };
  const scenario = createScenario(input);
  const movesAt = async (step: number): Promise<number> => {
    const plan = await planTransfers(scenario, { policy: [{ name: "leximin", step }, "moves"] });
    return plan.levels.find(({ name }) => name === "moves")!.value;
  };
  const moves = [];
  for (const step of [0, 5, 10, 50, 100]) moves.push(await movesAt(step));
  expect(moves).toEqual([...moves].sort((a, b) => b - a));
  const plan = await planTransfers(scenario, { policy: "equalizeWorkload" });
  expect(plan.levels.map(({ name }) => name)).toContain("moves");
  expect(plan.settings.levels.find(({ name }) => name === "leximin")).toEqual({
    name: "leximin",
    node: "position",
    step: 10,
  });
});
