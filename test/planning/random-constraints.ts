/** Random conditions of every kind for small random scenarios. */
import * as fc from "fast-check";
import {
  type Amount,
  asnMutasi,
  type Constraint,
  type ConstraintNode,
  type PlanEvent,
  type PlanOptions,
  type Rule,
  type ScenarioInput,
} from "imbang";

/** Conditions of a plan: what brute force and planner are both told. */
export type Conditions = Pick<PlanOptions, "maxMoves" | "floors" | "objections"> & {
  readonly constraints: readonly Constraint[];
};

/** Floors that are wanted alone, and that everyone who stays keeps: what a plan does can break them. */
export function softFloors(input: ScenarioInput): fc.Arbitrary<Conditions> {
  const node: fc.Arbitrary<ConstraintNode> = fc.oneof(
    fc.constantFrom(...input.units).map(({ id }) => ({ unitId: id })),
    fc.constantFrom(...input.agencies).map(({ id }) => ({ agencyId: id })),
    fc.constantFrom("position" as const, "unit" as const, "agency" as const).map((each) => ({ each })),
  );
  const value = fc.constantFrom(40, 75, 100).map((percent) => ({ percent }));
  const floor = fc.record({ kind: fc.constant("floor" as const), node, value, hard: fc.constant(false) });
  return fc
    .uniqueArray(floor, { minLength: 1, maxLength: 2, selector: (constraint) => JSON.stringify(constraint) })
    .map((constraints) => ({ constraints }));
}

/** The same and a cap on who leaves, in a scenario whose laws take posts away: with tenure, with status, or with a grade. */
export function withLaws(input: ScenarioInput): fc.Arbitrary<{ input: ScenarioInput; conditions: Conditions }> {
  const asked = fc.constantFrom(
    { predicate: "maximumTenure" as const, parameters: { years: 5 } },
    { predicate: "status" as const, parameters: { barred: ["PPPK" as const, "CPNS" as const] } },
    { predicate: "requirement" as const, parameters: { requirement: "minGrade" as const } },
    { predicate: "retirementHorizon" as const, parameters: { years: 15 } },
  );
  const law = (ask: { predicate: string; parameters: object }, k: number): Rule =>
    ({
      id: `law-${k}`,
      version: "1",
      text: { id: "undang-undang", en: "law" },
      legalBasis: { title: "a test", verified: false },
      severity: "law",
      appliesTo: { events: ["stay"] },
      ...ask,
    }) as Rule;
  const cap = fc.record({
    id: fc.constant("leaves"),
    kind: fc.constant("outflowCap" as const),
    node: fc.constantFrom<ConstraintNode[]>({ each: "unit" }, { each: "position" }, { agencyId: "a0" }),
    value: fc.constantFrom<Amount[]>(0, 1, { percent: 25.5 }),
  });
  return fc
    .record({
      laws: fc.uniqueArray(asked, { minLength: 1, maxLength: 2, selector: ({ predicate }) => predicate }),
      conditions: someConditions(input, 2),
      cap,
    })
    .map(({ laws, conditions, cap: more }) => ({
      input: { ...input, rules: { id: "laws", version: "1", rules: [...asnMutasi.rules, ...laws.map(law)] } },
      conditions: {
        ...conditions,
        constraints: [...conditions.constraints.filter(({ kind }) => kind !== "outflowCap"), more],
      },
    }));
}

/** Up to `most` constraints of any kind, and the options that are short for some. Not always possible together. */
export function someConditions(input: ScenarioInput, most = 4): fc.Arbitrary<Conditions> {
  const ids = {
    positions: input.positions.map(({ id }) => id),
    studied: input.positions.filter(({ required }) => required !== null).map(({ id }) => id),
    units: input.units.map(({ id }) => id),
    staff: input.staff.map(({ id }) => id),
  };
  const one = (list: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...list);
  const node: fc.Arbitrary<ConstraintNode> = fc.oneof(
    ids.studied.length === 0
      ? fc.constant({ each: "position" as const })
      : one(ids.studied).map((positionId) => ({ positionId })), // others are refused
    one(ids.units).map((unitId) => ({ unitId })),
    one(input.agencies.map(({ id }) => id)).map((agencyId) => ({ agencyId })),
    fc.constantFrom("position" as const, "unit" as const, "agency" as const).map((each) => ({ each })),
  );
  const few = Math.max(2, Math.ceil(ids.staff.length / 10));
  const people = fc.nat(few);
  const percent = fc.constantFrom(0, 12.5, 25, 33.33, 50, 80, 100).map((each) => ({ percent: each }));
  const amount = fc.oneof({ weight: 3, arbitrary: people }, { weight: 2, arbitrary: percent });
  const trait = fc.constantFrom(
    { minGrade: "III/a" as const },
    { minGrade: "III/d" as const, minYearsInPost: 2 },
    { jobLevels: ["ahli muda"] },
    { certificates: ["STR"] },
    { minYearsInPost: 4 },
  );
  const rows: fc.Arbitrary<Constraint>[] = [
    fc.record({ kind: fc.constant("floor" as const), node, value: amount, hard: fc.constantFrom(true, false, false) }),
    fc.record({ kind: fc.constant("inflowCap" as const), node, value: amount }),
    fc.record({ kind: fc.constant("outflowCap" as const), node, value: amount }),
    fc.record({ kind: fc.constant("mix" as const), node, of: trait, value: fc.oneof(fc.nat(2), percent) }),
    fc.record({ kind: fc.constant("budget" as const), of: fc.constant("moves" as const), value: amount }),
    fc.record({ kind: fc.constant("budget" as const), of: fc.constant("moves" as const), node, value: amount }),
    fc.record({
      kind: fc.constant("budget" as const),
      of: fc.constant("distance" as const),
      value: fc.constantFrom(0, 2.5, 4.123, 10, 30),
    }),
    fc.record({
      kind: fc.constant("budget" as const),
      of: fc.constant("money" as const),
      perMove: fc.constantFrom(0, 100, 350),
      perKilometre: fc.constantFrom(0, 7, 45),
      value: fc.constantFrom(0, 300, 500, 1_000),
    }),
  ];
  if (ids.staff.length >= 2) {
    const group = fc.uniqueArray(one(ids.staff), { minLength: 2, maxLength: Math.min(3, ids.staff.length) });
    const level = fc.constantFrom("position" as const, "unit" as const, "agency" as const);
    rows.push(
      fc.record({ kind: fc.constant("apart" as const), staffIds: group, node: level }),
      fc.record({ kind: fc.constant("together" as const), staffIds: group, node: level }),
    );
    const event: fc.Arbitrary<PlanEvent> = one(ids.staff).chain((staffId) =>
      fc.oneof(
        fc.boolean().map((moves) => ({ staffId, moves })),
        one(ids.positions).map((positionId) => ({ staffId, positionId })),
        one(ids.units).map((unitId) => ({ staffId, unitId })),
      ),
    );
    rows.push(fc.record({ kind: fc.constant("ifThen" as const), if: event, then: event }));
  }
  return fc
    .record({
      constraints: fc.uniqueArray(fc.oneof(...rows), {
        maxLength: most,
        size: "max",
        selector: (constraint) =>
          JSON.stringify({
            ...constraint,
            ...("staffIds" in constraint ? { staffIds: [...constraint.staffIds].sort() } : {}),
          }),
      }),
      maxMoves: fc.option(fc.nat(few), { freq: 2, nil: undefined }),
      floors: fc.constantFrom(undefined, undefined, undefined, "hard" as const),
      objections: fc.constantFrom(undefined, undefined, "veto" as const),
    })
    .map((conditions) => JSON.parse(JSON.stringify(conditions)) as Conditions);
}
