/** Serial dictatorship the slow way: every plan, and everyone in turn keeps those that are best for him or her. */
import * as fc from "fast-check";
import type { Level, ScenarioInput, Staff } from "imbang";
import { inOrderOfMerit } from "../../src/planning/merit-order.js";
import { countedPeople, goalsOf, type Place, valuedPlans } from "./brute-force.js";

/** How far a place is from a person's best, in steps: wishes by rank, staying, silence, waiting, objections. */
export function stepsTo(person: Staff, place: Place): number {
  const ranks = [...new Set((person.wishes ?? []).map(({ rank }) => rank))].sort((a, b) => a - b);
  if (place === null) return ranks.length + 2;
  const isNamed = (named: object): boolean => {
    const { positionId, unitId } = named as { positionId?: string; unitId?: string };
    return positionId === place.id || unitId === place.unitId;
  };
  const isHome = place.id === person.positionId;
  if (!isHome && (person.objections ?? []).some(isNamed)) return ranks.length + 3;
  const met = (person.wishes ?? []).filter(isNamed).map(({ rank }) => rank);
  if (met.length > 0) return ranks.indexOf(Math.min(...met));
  return ranks.length + (isHome ? 0 : 1);
}

export interface Truth {
  /** Steps of each counted person, by id. */
  readonly steps: Readonly<Record<string, number>>;
  /** Values of the levels before `merit`, the sum of steps, and the values of those after. */
  readonly values: readonly bigint[];
}

/** What a policy with the level `merit` (and without the lottery) leads to. */
export function meritTruth(input: ScenarioInput, policy: readonly Level[], seed = "imbang"): Truth {
  const people = countedPeople(input);
  const goals = goalsOf(policy);
  const merit = goals.findIndex(({ name }) => name === "merit");
  let plans = valuedPlans(input, goals).map(({ chosen, values }) => ({
    values,
    steps: people.map((person, k) => stepsTo(person, chosen[k]!)),
  }));
  const keepLeast = <T extends number | bigint>(of: (plan: (typeof plans)[number]) => T): void => {
    const least = plans.map(of).reduce((a, b) => (b < a ? b : a));
    plans = plans.filter((plan) => of(plan) === least);
  };
  goals.forEach((_, g) => {
    if (g !== merit) return keepLeast(({ values }) => values[g]!);
    for (const { id } of inOrderOfMerit(people, seed)) {
      const k = people.findIndex((person) => person.id === id);
      keepLeast(({ steps }) => steps[k]!);
    }
  });
  const [{ values, steps }] = plans as [(typeof plans)[number]];
  return {
    steps: Object.fromEntries(people.map(({ id }, k) => [id, steps[k]!])),
    values: values.map((value, g) => (g === merit ? BigInt(steps.reduce((a, b) => a + b, 0)) : value)),
  };
}

/** The same scenarios with merit scores, some equal and some missing. */
export function withMerit(scenario: fc.Arbitrary<ScenarioInput>): fc.Arbitrary<ScenarioInput> {
  const scores = fc.array(fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 6 }), {
    minLength: 8,
    maxLength: 8,
  });
  return fc.tuple(scenario, scores).map(([input, drawn]) => ({
    ...input,
    staff: input.staff.map((person, k) => {
      const merit = drawn[k % drawn.length];
      return merit === undefined ? person : { ...person, merit };
    }),
  }));
}
