/** Random scenarios whose conditions contradict each other, of all kinds mixed. */
import * as fc from "fast-check";
import {
  type Constraint,
  createScenario,
  type InfeasiblePlan,
  planTransfers,
  type ScenarioInput,
  type Staff,
} from "imbang";
import type { Engine } from "imbang/linear";
import { type Conditions, someConditions } from "../random-constraints.js";
import { smallScenario } from "../random-scenarios.js";

/** A scenario and what is asked of its plan. */
export interface Question {
  readonly input: ScenarioInput;
  readonly conditions: Conditions;
}

/** A question without an answer, and the reason. */
export interface Contradiction extends Question {
  readonly plan: InfeasiblePlan;
}

/** Conditions of any kind on scenarios of any kind. */
export function anyQuestion(people: number, most: number): fc.Arbitrary<Question> {
  return smallScenario({ people, minPeople: Math.ceil(people / 2), posts: people > 10 ? 7 : 4, careers: true }).chain(
    (input) => someConditions(input, most).map((conditions) => ({ input, conditions })),
  );
}

/** Floors that want more than there is, in cities where people are held in every way there is. */
export function floorQuestion(people: number): fc.Arbitrary<Question> {
  return smallScenario({ people, minPeople: Math.ceil(people / 2), posts: 5, capacity: 12, careers: true }).chain(
    (input) => {
      const held = Math.max(1, Math.round(people / 3));
      const node = fc.constantFrom(
        ...input.units.map(({ id }) => ({ unitId: id })),
        ...input.positions.flatMap(({ id, required }) => (required === null ? [] : [{ positionId: id }])),
      );
      const floor = fc.record({ kind: fc.constant("floor" as const), node, value: fc.integer({ min: 1, max: held }) });
      const cap = fc.constantFrom<Constraint>(
        { kind: "outflowCap", node: { each: "unit" }, value: { percent: 30 } },
        { kind: "outflowCap", node: { each: "position" }, value: 1 },
        { kind: "outflowCap", node: { unitId: "u0" }, value: 0 },
        { kind: "inflowCap", node: { unitId: "u1" }, value: 1 },
      );
      const conditions = fc.record({
        floorsWanted: fc.uniqueArray(floor, { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) }),
        caps: fc.uniqueArray(cap, { maxLength: 2, selector: (each) => JSON.stringify(each) }),
        maxMoves: fc.option(fc.nat(held), { nil: undefined }),
        floors: fc.constantFrom(undefined, "hard" as const),
      });
      const pins = fc.infiniteStream(fc.nat(9));
      return fc.record({ conditions, pins }).map(({ conditions: { floorsWanted, caps, ...options }, pins: draws }) => {
        const staff = input.staff.map((each): Staff => {
          const person = { ...each, fixed: false };
          const draw = draws.next().value as number;
          if (draw < 3) return { ...person, fixed: true };
          return draw < 6 ? { ...person, objections: [{ unitId: `u${draw - 3}` }] } : person;
        });
        const chosen = { constraints: [...floorsWanted, ...caps], ...options, objections: "veto" as const };
        return { input: { ...input, staff }, conditions: JSON.parse(JSON.stringify(chosen)) as Conditions };
      });
    },
  );
}

/** The first so many contradictions that a seed brings. */
export async function contradictions(
  questions: fc.Arbitrary<Question>,
  { count, seed, engine }: { count: number; seed: number; engine?: Engine },
): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  for (const { input, conditions } of fc.sample(questions, { seed, numRuns: 40 * count })) {
    const plan = await planTransfers(createScenario(input), {
      policy: ["moves"],
      ...conditions,
      ...(engine === undefined ? {} : { engine }),
    });
    if (plan.status === "infeasible") found.push({ input, conditions, plan });
    if (found.length === count) return found;
  }
  throw new Error(`${found.length} contradictions in the sample`);
}
