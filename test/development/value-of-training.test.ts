/** The worth of one more trained person: the difference between two plans, and nothing that a plan with the seat would not say. */
import * as fc from "fast-check";
import { createScenario, ScenarioError } from "imbang";
import { expect, test } from "vitest";
import { planTraining, valueOfTraining } from "../../src/development/index.js";
import { optionsOf } from "./calls.js";
import { trainingCase } from "./random-training.js";

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
    { level: "shortage", node: "position", unit: expect.any(String), scale: 1e6, before: 2e6, after: 1e6 },
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
        const after = await planTraining(scenario, [...given.training.catalogue, seat], options);
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
