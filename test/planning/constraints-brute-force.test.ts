import * as fc from "fast-check";
import {
  asnMutasi,
  composeRules,
  type Constraint,
  createScenario,
  type Level,
  planTransfers,
  type PlanOptions,
  type RulePack,
  type ScenarioInput,
  verifyPlan,
} from "imbang";
import { expect, test } from "vitest";
import { bestValuesUnder, goalsOf } from "./brute-force.js";
import { mayStay } from "./brute-rules.js";
import { judged } from "./constraint-truth.js";
import { softFloors, someConditions, withLaws } from "./random-constraints.js";
import { smallScenario } from "./random-scenarios.js";

const composed: readonly Level[] = ["floors", { name: "shortage", node: "unit" }, "moves", "distance"];
const policies = (["worthwhile", "fillShortages", composed] as const).map((policy) => ({
  policy,
  label: typeof policy === "string" ? policy : JSON.stringify(policy),
}));

test.for(policies)("$label under all kinds of constraints equals brute force level by level", async ({ policy }) => {
  const goals = goalsOf(policy);
  const instances = smallScenario({ people: 7, minPeople: 2, careers: true }).chain((input) =>
    someConditions(input).map((conditions) => ({ input, conditions })),
  );
  let impossible = 0;
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions }) => {
      const scenario = createScenario(input);
      const plan = await planTransfers(scenario, { policy, ...conditions });
      const { constraints, objections, ...options } = conditions;
      const soft = (at: ReadonlyMap<string, never>): bigint | undefined => {
        const missed = judged(input, constraints, options, at);
        return missed === undefined ? undefined : BigInt(missed);
      };
      const expected = bestValuesUnder(input, goals, {}, soft as never, objections === "veto");
      expect(verifyPlan(scenario, plan).issues).toEqual([]);
      if (expected === undefined) {
        impossible++;
        expect(plan.status).toBe("infeasible");
        return;
      }
      expect(plan.status).toBe("optimal");
      const found = plan.levels.filter(({ name }) => name !== "tie");
      expect(found.map(({ name, node, value }) => `${name} ${node} ${value}`)).toEqual(
        goals.map(({ name, node }, g) => `${name} ${node} ${expected[g]}`),
      );
    }),
    { numRuns: 100 },
  );
  expect(impossible).toBeGreaterThan(5);
});

const early: readonly Level[] = ["floors", "shortage", "moves"];
const late: readonly Level[] = ["shortage", "floors", "balance"];
const orders = [early, late].map((policy) => ({ policy, label: policy.join(", ") }));

test.for(orders)("soft floors that hold today count where the plan breaks them: $label", async ({ policy }) => {
  const goals = goalsOf(policy);
  const instances = smallScenario({ people: 7, minPeople: 3, careers: true }).chain((input) =>
    softFloors(input).map((conditions) => ({ input, conditions })),
  );
  let bound = 0;
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions }) => {
      const scenario = createScenario(input);
      const plan = await planTransfers(scenario, { policy, ...conditions });
      const soft = (at: ReadonlyMap<string, never>): bigint =>
        BigInt(judged(input, conditions.constraints, {}, at) ?? Number.NaN);
      const expected = bestValuesUnder(input, goals, {}, soft as never)!;
      expect(verifyPlan(scenario, plan).issues).toEqual([]);
      expect(plan.levels.slice(0, goals.length).map(({ value }) => BigInt(value))).toEqual(expected);
      const free = await planTransfers(scenario, { policy });
      if (free.levels.some(({ value }, k) => value !== plan.levels[k]!.value && k < goals.length)) bound++;
    }),
    { numRuns: 100 },
  );
  expect(bound).toBeGreaterThan(5);
});

test("a soft floor that nobody breaks at first binds on every level after it", async () => {
  const scenario = createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "dinas", name: "Dinas" }],
    units: [
      { id: "utara", agencyId: "dinas", name: "Utara" },
      { id: "selatan", agencyId: "dinas", name: "Selatan" },
    ],
    positions: [
      { id: "analis-utara", unitId: "utara", title: "Analis", capacity: 5, required: 2 },
      { id: "analis-selatan", unitId: "selatan", title: "Analis", capacity: 5, required: 3 },
    ],
    staff: [
      ...["ani", "budi", "citra", "dewi"].map((id) => ({ id, positionId: "analis-utara" })),
      { id: "eka", positionId: "analis-selatan" },
    ],
  });
  const found = async (value: number, options: PlanOptions = {}): Promise<unknown> => {
    const floor = { kind: "floor", node: { unitId: "utara" }, value, hard: false } as const;
    const { status, levels } = await planTransfers(scenario, { ...options, constraints: [floor] });
    return [
      status,
      ...levels.filter(({ name }) => name === "floors" || name === "moves").map(({ value: worth }) => worth),
    ];
  };
  expect(await found(2)).toEqual(["optimal", 0, 2]);
  expect(await found(3)).toEqual(["optimal", 0, 1]);
  expect(await found(4)).toEqual(["optimal", 0, 0]);
  expect(await found(5)).toEqual(["optimal", 0, 1]);
  expect(await found(3, { maxMoves: 3 })).toEqual(["optimal", 0, 1]);
  expect(await found(3, { policy: ["floors", "moves", "balance"] })).toEqual(["optimal", 0, 0]);
  expect(await found(3, { policy: "fillShortages" })).toEqual(["optimal", 0, 1]);
});

test.for(policies)("$label under laws that take posts away equals brute force", async ({ policy }) => {
  const goals = goalsOf(policy);
  const instances = smallScenario({ people: 6, minPeople: 2, careers: true }).chain(withLaws);
  const seen = { infeasible: 0, lost: 0 };
  await fc.assert(
    fc.asyncProperty(instances, async ({ input, conditions }) => {
      const scenario = createScenario(input);
      const plan = await planTransfers(scenario, { policy, ...conditions });
      const { constraints, objections, ...options } = conditions;
      const soft = (at: ReadonlyMap<string, never>): bigint | undefined => {
        const missed = judged(input, constraints, options, at);
        return missed === undefined ? undefined : BigInt(missed);
      };
      const expected = bestValuesUnder(input, goals, {}, soft as never, objections === "veto");
      if (input.staff.some((person) => !mayStay(input, person))) seen.lost++;
      expect(verifyPlan(scenario, plan).issues).toEqual([]);
      expect(plan.status).toBe(expected === undefined ? "infeasible" : "optimal");
      if (expected === undefined) seen.infeasible++;
      else expect(plan.levels.slice(0, goals.length).map(({ value }) => BigInt(value))).toEqual(expected);
    }),
    { numRuns: 80 },
  );
  expect(seen.infeasible).toBeGreaterThan(3);
  expect(seen.lost).toBeGreaterThan(10);
});

test("an outflow cap holds nobody whom a law sends away, with somewhere to go or not", async () => {
  const law = {
    id: "pensiun",
    version: "1",
    text: {
      id: "yang mencapai batas usia pensiun tidak menduduki jabatan",
      en: "who has reached retirement age holds no post",
    },
    legalBasis: { title: "a test", verified: false },
    severity: "law",
    appliesTo: { events: ["stay"] },
    predicate: "retirementHorizon",
    parameters: { years: 0 },
  } as const;
  const born = (id: string, positionId: string, year: number): ScenarioInput["staff"][number] => ({
    id,
    positionId,
    birthDate: `${year}-01-01`,
  });
  const post = { title: "Analis", kind: "functional", jobLevel: "Ahli Muda", capacity: 5, required: 2 } as const;
  const planned = async (rules: RulePack, constraints: readonly Constraint[]): Promise<string> => {
    const scenario = createScenario({
      asOf: "2026-01-01",
      agencies: [{ id: "dinas", name: "Dinas" }],
      units: ["utara", "selatan"].map((id) => ({ id, agencyId: "dinas", name: id })),
      positions: ["utara", "selatan"].map((unitId) => ({ ...post, id: `analis-${unitId}`, unitId })),
      staff: [
        born("ani", "analis-utara", 1955),
        born("budi", "analis-utara", 1985),
        born("citra", "analis-selatan", 1985),
      ],
      rules,
    });
    const plan = await planTransfers(scenario, { constraints });
    expect(verifyPlan(scenario, plan).issues).toEqual([]);
    return plan.status === "optimal"
      ? plan.placements.map(({ positionId }) => positionId ?? "waits").join(" ")
      : plan.status;
  };
  const cap: Constraint = { kind: "outflowCap", node: { each: "unit" }, value: 0 };
  const nowhere = composeRules(asnMutasi, { add: [law] });
  const anywhere = { id: "law", version: "1", rules: [law] };
  expect(await planned(nowhere, [cap])).toBe("waits analis-utara analis-selatan");
  expect(await planned(anywhere, [cap])).toBe("analis-selatan analis-utara analis-selatan");
  expect(await planned(anywhere, [cap, { kind: "budget", of: "moves", value: 0 }])).toBe(
    "waits analis-utara analis-selatan",
  );
  expect(await planned(nowhere, [{ kind: "together", staffIds: ["ani", "budi"] }])).toBe("infeasible");
});
