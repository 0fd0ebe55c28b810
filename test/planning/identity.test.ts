/** Same input, same plan: whatever the order of the rows, and however often it is asked. */
import * as fc from "fast-check";
import { createScenario, type PlanOptions, planTransfers, type ScenarioInput } from "imbang";
import { expect, test } from "vitest";
import { city, identityOf, shuffled } from "./cities.js";
import { smallScenario } from "./random-scenarios.js";
import { CLEAR } from "./records.js";

const planOf = async (
  input: ScenarioInput,
  options?: PlanOptions,
): Promise<Awaited<ReturnType<typeof planTransfers>>> => planTransfers(createScenario(input), options);

test("permuted rows give the identical plan (random small scenarios)", async () => {
  await fc.assert(
    fc.asyncProperty(
      smallScenario(),
      fc.integer(),
      fc.constantFrom("worthwhile", "fillShortages"),
      async (input, seed, policy) => {
        const options = { policy } as PlanOptions;
        expect(identityOf(await planOf(shuffled(input, seed), options))).toBe(identityOf(await planOf(input, options)));
      },
    ),
    { numRuns: 300 },
  );
});

test.for([1, 2, 3, 4, 5, 6])("permuted rows give the identical plan in a city full of ties (seed %i)", async (seed) => {
  const input = city({ seed });
  const options: PlanOptions = { policy: seed % 2 === 0 ? "fillShortages" : ["floors", "shortage", "moves"] };
  const first = await planOf(input, options);
  expect(first.levels.find(({ name }) => name === "moves")!.value).toBeGreaterThan(10);
  for (const order of [7, 8, 9]) {
    expect(identityOf(await planOf(shuffled(input, order), options))).toBe(identityOf(first));
  }
  expect(identityOf(await planOf(input, options))).toBe(identityOf(first));
});

test("renaming ids changes no level but the lottery", async () => {
  const input = city({ seed: 3 });
  const renamed = JSON.parse(
    JSON.stringify(input).replaceAll(/"(post|person|unit|agency)-(\d+)"/g, '"z$2-$1"'),
  ) as ScenarioInput;
  const values = ({ levels }: Awaited<ReturnType<typeof planOf>>): unknown =>
    levels.filter(({ name }) => name !== "tie").map(({ name, value }) => [name, value]);
  expect(values(await planOf(renamed))).toEqual(values(await planOf(input)));
});

test("the seed touches the lottery alone", async () => {
  const input = city({ seed: 5 });
  const options = { policy: ["floors", "shortage", "moves"] } as const;
  const plans = await Promise.all(["a", "b", 3].map((seed) => planOf(input, { ...options, seed })));
  const others = plans.map(({ levels }) => levels.filter(({ name }) => name !== "tie").map(({ value }) => value));
  expect(others[1]).toEqual(others[0]);
  expect(others[2]).toEqual(others[0]);
  expect(new Set(plans.map(identityOf)).size).toBe(3); // and it does touch it
});

test("facts about people that no rule reads, and days that change no verdict, change nothing", async () => {
  const input = city({ seed: 2 });
  const clear = { ...input, staff: input.staff.map((person) => ({ ...CLEAR, ...person })) };
  const told: ScenarioInput = {
    ...clear,
    staff: clear.staff.map((person, k) => ({
      ...person,
      birthDate: `19${70 + (k % 20)}-05-05`,
      appointedOn: `20${10 + (k % 9)}-07-01`,
      positionSince: `202${k % 4}-02-0${1 + (k % 9)}`,
      merit: k,
      extra: { note: k },
    })),
  };
  expect(identityOf(await planOf(told))).toBe(identityOf(await planOf(clear)));
});
