/** The worth of one more trained person: the difference between two plans, and nothing that a plan with the seat would not say. */
import * as fc from "fast-check";
import { createScenario, ScenarioError, type ScenarioInput } from "imbang";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";
import { planTraining, type TrainingValue, valueOfTraining } from "../../src/development/index.js";
import { planWithSeat } from "../../src/development/plan-training.js";
import { optionsOf } from "./calls.js";
import { trainingCase } from "./random-training.js";
import { trainingCity } from "./training-city.js";

const office = createScenario({
  asOf: "2026-01-01",
  agencies: [{ id: "a", name: "Inspektorat" }],
  units: [{ id: "u", agencyId: "a", name: "Inspektorat" }],
  positions: [
    { id: "clerk", unitId: "u", title: "Clerk", capacity: 6, required: 2 },
    {
      id: "auditor",
      unitId: "u",
      title: "Auditor",
      capacity: 4,
      required: 2,
      requirements: { competencies: { Audit: 3 } },
    },
    {
      id: "driver",
      unitId: "u",
      title: "Driver",
      capacity: 4,
      required: 0,
      requirements: { competencies: { Truck: 2 } },
    },
  ],
  staff: ["h", "i", "j", "k"].map((id) => ({ id, positionId: "clerk", competencies: { Audit: 2, Truck: 1 } })),
});

test("one more auditor closes a whole person of shortage, one more driver nothing", async () => {
  const [best, last] = await valueOfTraining(office, [], { policy: ["shortage", "moves"] });
  expect(best).toMatchObject({ competency: "Audit", level: 3, proven: true });
  expect(best!.gains).toEqual([
    {
      level: "shortage",
      node: "position",
      unit: expect.any(String),
      scale: 1e6,
      before: 2e6,
      after: 1e6,
      atLeast: 1e6,
    },
  ]);
  expect(best!.staffId).toMatch(/^[hijk]$/);
  expect(last).toEqual({ competency: "Truck", level: 2, gains: [], staffId: null, compared: true, proven: true });
});

test("where a course is there already, one more free seat saves its cost", async () => {
  const course = {
    id: "c",
    name: "Audit",
    kind: "classical",
    raises: { Audit: 3 },
    hours: 9,
    cost: 700,
    months: 1,
  } as const;
  const [audit] = await valueOfTraining(office, [course], { policy: ["shortage", "moves"], competencies: ["Audit"] });
  expect(audit!.gains.map(({ level, before, after }) => [level, before, after])).toEqual([
    ["trainingCost", 1400, 700],
    ["trainingMonths", 2, 1],
  ]);
});

test("the seat is one more course than a person may be sent to", async () => {
  const courses = [
    { id: "k1", name: "k1", kind: "classical", raises: { Truck: 2 }, hours: 9, cost: 1, months: 1 },
    {
      id: "k2",
      name: "k2",
      kind: "classical",
      raises: { Truck: 3 },
      hours: 9,
      cost: 1,
      months: 1,
      prerequisites: ["k1"],
    },
  ] as const;
  const driver = {
    ...office.positions[2]!,
    required: 1,
    requirements: { competencies: { Audit: 3, Truck: 3 } as const },
  };
  const { asOf, agencies, units, staff } = office;
  const positions = [office.positions[0]!, driver];
  const scenario = createScenario({ asOf, agencies, units, staff, positions });
  const options = { policy: ["shortage", "moves"], competencies: ["Audit"] } as const;
  const [audit] = await valueOfTraining(scenario, courses, options);
  expect(audit!.gains[0]).toMatchObject({ level: "shortage", before: 1e6, after: 0 });
  const [none] = await valueOfTraining(scenario, courses, { ...options, maximumCourses: 1 });
  expect(none).toMatchObject({ gains: [], staffId: null, proven: true });
});

test("law: what is gained is what a record with the competency would gain", async () => {
  let worth = 0;
  await fc.assert(
    fc.asyncProperty(trainingCase({ people: 4, posts: 3, courses: 3 }), async (given) => {
      const { onProgress: _, ...rest } = optionsOf(given);
      const options = { ...rest, policy: ["waiting", "balance", "trainingCost", "trainingMonths"] as const };
      const { catalogue } = given.training;
      const levels = async (input: ScenarioInput): Promise<readonly number[] | undefined> => {
        const plan = await planTraining(createScenario(input), catalogue, options);
        return plan.status === "optimal" ? plan.levels.slice(0, 4).map(({ value }) => value) : undefined;
      };
      const before = await levels(given.input);
      fc.pre(before !== undefined);
      for (const { gains, competency, level } of await valueOfTraining(
        createScenario(given.input),
        catalogue,
        options,
      )) {
        let best = before;
        for (const person of given.input.staff) {
          if ((person.competencies?.[competency] ?? 0) >= level) continue;
          const trained = { ...person, competencies: { ...person.competencies, [competency]: level } };
          const staff = given.input.staff.map((each) => (each === person ? trained : each));
          const after = await levels({ ...given.input, staff });
          if (after !== undefined && isBelow(after, best)) best = after;
        }
        if (gains.length > 0) worth++;
        const change = new Map(gains.map((gain) => [gain.level, gain.atLeast]));
        const names = ["waiting", "balance", "trainingCost", "trainingMonths"] as const;
        expect(names.map((name) => change.get(name) ?? 0)).toEqual(before.map((value, k) => value - best[k]!));
      }
    }),
    { numRuns: 12 },
  );
  expect(worth).toBeGreaterThan(0);
});

test("plans that are not proven show gains that are sure, and no losses as gains", async () => {
  const { input, catalogue, budget } = trainingCity(1, { people: 60, posts: 8, units: 4, jobs: 2, courses: 4 });
  const scenario = createScenario(input);
  const options = { policy: ["balance", "moves"], budget, competencies: ["skill 0 a"], engine: await highs() } as const;
  const exact = await valueOfTraining(scenario, catalogue, options);
  const near = await valueOfTraining(scenario, catalogue, { ...options, gap: 0.1 });
  const sure = (values: TrainingValue[], level: number): number =>
    values.find((value) => value.level === level)!.gains[0]?.atLeast ?? 0;
  expect(near.some(({ proven }) => !proven)).toBe(true);
  for (const { level, gains, proven } of near) {
    if (!proven) expect(gains.length).toBeLessThanOrEqual(1);
    expect(sure(near, level)).toBeLessThanOrEqual(sure(exact, level));
    for (const { atLeast } of gains.slice(0, 1)) expect(atLeast).toBeGreaterThan(0);
  }
});

test("a listener that is none is refused before anything is computed", async () => {
  for (const onProgress of [1, null, "x"])
    await expect(valueOfTraining(office, [], { onProgress: onProgress as never })).rejects.toMatchObject({
      issues: [{ code: "development/wrong-type", path: ["options", "onProgress"] }],
    });
});

test("a long name of a competency is no long name of a course", async () => {
  const name = "a".repeat(495);
  const positions = [{ ...office.positions[1]!, requirements: { competencies: { [name]: 3 as const } } }];
  const { asOf, agencies, units } = office;
  const [value] = await valueOfTraining(createScenario({ asOf, agencies, units, positions, staff: [] }), []);
  expect(value).toMatchObject({ competency: name, gains: [] });
});

test("law: the first gain is one, the most valuable comes first, and the plan with the seat says the same", async () => {
  let worth = 0;
  await fc.assert(
    fc.asyncProperty(trainingCase({ people: 4, posts: 3, courses: 2 }), async (given) => {
      const { onProgress: _, ...rest } = optionsOf(given);
      const options = { ...rest, policy: ["waiting", "balance"] as const };
      const scenario = createScenario(given.input);
      const before = await planTraining(scenario, given.training.catalogue, options);
      fc.pre(before.status === "optimal");
      const values = await valueOfTraining(scenario, given.training.catalogue, options);
      for (const { gains, competency, level } of values) {
        if (gains.length === 0) continue;
        worth++;
        expect(gains[0]!.after).toBeLessThan(gains[0]!.before);
        const raises = { [competency]: level };
        const seat = {
          id: "zz",
          name: "seat",
          kind: "coaching",
          raises,
          hours: 1,
          cost: 0,
          seats: 1,
          months: 0,
        } as const;
        const after = await planWithSeat(scenario, [...given.training.catalogue, seat], options, seat.id);
        const [first] = gains;
        expect(after.levels.find(({ name }) => name === first!.level)!.value).toBe(first!.after);
      }
      const firsts = values.map(({ gains }) => (gains[0] === undefined ? 0 : 1));
      expect(firsts).toEqual([...firsts].sort((a, b) => b - a));
    }),
    { numRuns: 12 },
  );
  expect(worth).toBeGreaterThan(0);
});

test("a competency that no post asks for is refused, and told what was meant", async () => {
  const error: unknown = await valueOfTraining(office, [], { competencies: ["Audti"] }).catch(
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ScenarioError);
  expect((error as ScenarioError).issues).toMatchObject([{ path: ["options", "competencies", 0] }]);
  expect(JSON.stringify((error as ScenarioError).issues)).toContain("Audit");
});

test("where there are no two plans to compare, that nothing is gained does not read as worth nothing", async () => {
  const seat = { competencies: ["Audit"], policy: ["shortage", "moves"] } as const;
  const stopped = await valueOfTraining(office, [], { ...seat, signal: AbortSignal.abort() });
  expect(stopped).toMatchObject([{ gains: [], compared: false, proven: false }]);
  const floor = { ...office.positions[1]!, minimum: 1 };
  const positions = [office.positions[0]!, floor, office.positions[2]!];
  const { asOf, agencies, units, staff } = office;
  const bound = createScenario({ asOf, agencies, units, staff, positions });
  const impossible = await valueOfTraining(bound, [], { ...seat, floors: "hard" });
  expect(impossible).toMatchObject([{ gains: [], compared: false, proven: false }]);
});

test("a hole among the competencies asked for is refused", async () => {
  const competencies = Object.assign(["Audit"], { length: 2 });
  await expect(valueOfTraining(office, [], { competencies })).rejects.toMatchObject({
    issues: [{ path: ["options", "competencies", 1] }],
  });
});

/** Whether a list of values comes before another one. */
function isBelow(values: readonly number[], others: readonly number[]): boolean {
  const k = values.findIndex((value, index) => value !== others[index]);
  return k >= 0 && values[k]! < others[k]!;
}
