/** The split of a shortage and what each thing in the way is worth, against the slow truth. */
import * as fc from "fast-check";
import { createScenario, diagnoseShortage, planTransfers, type ScenarioInput } from "imbang";
import { expect, test } from "vitest";
import { bestValuesUnder, countedPeople, goalsOf, objects, type Place, placesFor } from "../brute-force.js";
import { judged } from "../constraint-truth.js";
import type { Conditions } from "../random-constraints.js";
import { anyQuestion } from "./contradictions.js";

/** The least shortage in people, weighted by priority; `undefined` where conditions contradict each other. */
function leastOf(input: ScenarioInput, { constraints, objections, ...rest }: Conditions): number | undefined {
  const soft = (at: ReadonlyMap<string, Place>): bigint | undefined =>
    judged(input, constraints, rest, at) === undefined ? undefined : 0n;
  const best = bestValuesUnder(input, goalsOf(["shortage"]), {}, soft, objections === "veto");
  return best === undefined ? undefined : Number(best[0]) / 1e6;
}

test("what transfers could close and what blocks it equals brute force in 100 scenarios", async () => {
  let [closable, blocking] = [0, 0];
  await fc.assert(
    fc.asyncProperty(anyQuestion(6, 3), async ({ input, conditions }) => {
      const named = conditions.constraints.map((each, k) => ({ ...each, id: `c${k}` }));
      const all = { ...conditions, constraints: named };
      const scenario = createScenario(input);
      const plan = await planTransfers(scenario, { ...all, moveThreshold: 200 }); // leaves something to close
      if (plan.status === "infeasible") {
        await expect(diagnoseShortage(scenario, plan)).rejects.toThrow("places nobody");
        return;
      }
      const found = await diagnoseShortage(scenario, plan);
      const least = leastOf(input, all)!;
      expect(found.recruitmentOnly).toBeCloseTo(least, 5);
      expect(found.closableByTransfer).toBeCloseTo(found.short - least, 5);
      if (found.closableByTransfer! > 0) closable++;
      const bought = new Map(found.blockers.map(({ kind, id, buys }) => [`${kind} ${id}`, buys]));
      for (const { id } of named) {
        const without = leastOf(input, { ...all, constraints: named.filter((each) => each.id !== id) })!;
        expect(bought.get(`constraint ${id}`) ?? 0).toBeCloseTo(least - without, 5);
        if (without < least) blocking++;
      }
      for (const { id } of input.positions) {
        const staff = input.staff.map((each) => (each.positionId === id ? { ...each, fixed: false } : each));
        if (bought.has(`pin ${id}`)) blocking++;
        expect(bought.get(`pin ${id}`) ?? 0).toBeCloseTo(least - leastOf({ ...input, staff }, all)!, 5);
      }
      if (plan.status !== "optimal") throw new Error(plan.status);
      const at = new Map(plan.placements.map(({ staffId, positionId }) => [staffId, positionId]));
      const free = { ...input, staff: input.staff.map((person) => ({ ...person, fixed: false })) };
      for (const post of found.posts) {
        const position = input.positions.find(({ id }) => id === post.positionId)!;
        const elsewhere = countedPeople(input).filter(({ id }) => at.get(id) !== position.id);
        const mayCome = elsewhere.filter(({ id }) =>
          placesFor(
            free,
            free.staff.find((person) => person.id === id)!,
            "allow",
          ).some((place) => place?.id === position.id),
        );
        expect(post.eligible).toBe(mayCome.length);
        expect(post.pinned).toBe(mayCome.filter(({ fixed }) => fixed === true).length);
        const isVetoed = conditions.objections === "veto";
        const vetoed = mayCome.filter(
          (person) =>
            isVetoed && person.fixed !== true && person.positionId !== position.id && objects(person, position),
        );
        expect(post.vetoed).toBe(vetoed.length);
        expect(post.byTransfer + post.byData + post.byRecruitment + post.withoutSeat).toBeCloseTo(post.short, 5);
        for (const text of [post.sentence.id, post.sentence.en]) expect(text).toContain(position.title);
      }
      const shortIds = plan.after.positions.filter(({ shortage }) => (shortage ?? 0) > 0).map(({ id }) => id);
      expect(found.posts.map(({ positionId }) => positionId).sort()).toEqual(shortIds.sort());
    }),
    { numRuns: 100, seed: 11 },
  );
  expect(closable).toBeGreaterThan(2);
  expect(blocking).toBeGreaterThan(3);
});
