/** Prices against the slow truth: the best levels with a thing and without it, over every plan. */
import * as fc from "fast-check";
import { createScenario, type Level, priceOfRules, type ScenarioInput } from "imbang";
import { expect, test } from "vitest";
import { bestValuesUnder, goalsOf, type Place } from "../brute-force.js";
import { city } from "../cities.js";
import { judged } from "../constraint-truth.js";
import type { Conditions } from "../random-constraints.js";
import { anyQuestion } from "./contradictions.js";

const policy: readonly Level[] = ["floors", "waiting", "balance", "moves", "objections"];

function bestOf(input: ScenarioInput, { constraints, objections, ...rest }: Conditions): readonly bigint[] | undefined {
  const soft = (at: ReadonlyMap<string, Place>): bigint | undefined => {
    const missed = judged(input, constraints, rest, at);
    return missed === undefined ? undefined : BigInt(missed);
  };
  return bestValuesUnder(input, goalsOf(policy), {}, soft, objections === "veto");
}

test("a price is the difference of the best levels with a thing and without it, in 60 scenarios", async () => {
  let [screened, resolved, costly] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(anyQuestion(6, 3), async ({ input, conditions }) => {
      const named = conditions.constraints.map((each, k) => ({ ...each, id: `c${k}` }));
      const all = { ...conditions, constraints: named };
      const found = await priceOfRules(createScenario(input), { policy, ...all });
      const base = bestOf(input, all);
      if (base === undefined) {
        expect(found.status).toBe("infeasible");
        return;
      }
      if (found.status !== "priced") throw new Error(found.status);
      screened += found.screened;
      resolved += found.resolved;
      for (const { kind, id, levels, decides, isScreened } of found.prices) {
        if (kind === "rule") continue; // see waivers.test.ts
        const { maxMoves: _moves, ...unlimited } = all;
        const [changed, left] = ((): [ScenarioInput, Conditions] => {
          if (kind === "pin") {
            const staff = input.staff.map((each) =>
              (each.positionId ?? "") === id ? { ...each, fixed: false } : each,
            );
            return [{ ...input, staff }, all];
          }
          if (kind === "floors") return [input, { ...all, floors: "soft" }];
          if (kind === "vetoes") return [input, { ...all, objections: "level" }];
          if (id === "maxMoves") return [input, unlimited];
          return [input, { ...all, constraints: named.filter((each) => each.id !== id) }];
        })();
        const without = bestOf(changed, left)!;
        expect(levels.map(({ price }) => BigInt(price))).toEqual(base.map((value, k) => value - without[k]!));
        const first = levels.find(({ price }) => price !== 0);
        expect(first?.name ?? null).toBe(decides);
        if (first !== undefined) {
          expect(first.price).toBeGreaterThan(0);
          expect(isScreened).toBe(false);
          costly++;
        }
      }
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(costly).toBeGreaterThan(10);
  expect(screened).toBeGreaterThan(20);
  expect(resolved).toBeGreaterThan(10);
});

test("pricing a city tells how far it is, screens most pins, and stops when it is told to", async () => {
  const scenario = createScenario(city({ people: 200, posts: 20, seed: 4 }));
  const seen: number[] = [];
  const found = await priceOfRules(scenario, { onPrice: ({ done }) => seen.push(done) });
  if (found.status !== "priced") throw new Error(found.status);
  expect(seen).toEqual(found.prices.map((_, k) => k + 1));
  expect(found.screened + found.resolved).toBe(found.prices.length);
  expect(found.limit).toBeUndefined();

  const controller = new AbortController();
  const stopped = await priceOfRules(scenario, { signal: controller.signal, onPrice: () => controller.abort() });
  if (stopped.status !== "priced") throw new Error(stopped.status);
  expect(stopped.prices.length).toBeLessThan(found.prices.length);
  expect(stopped.limit).toBe("cancelled");
  expect(await priceOfRules(scenario, { timeLimit: 0 })).toEqual({ status: "noPlanFound" });
});
