/** Values that fail where they are read: whatever call they come to, the answer is issues of ours or a result. */
import { createScenario, ImbangError } from "imbang";
import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import {
  checkCatalogue,
  expectedShortage,
  planTraining,
  planTrainingYear,
  trainingEffect,
  type TrainingPlan,
  valueOfTraining,
  verifyTraining,
  withCompetencies,
} from "../../src/development/index.js";

const fail = (): never => {
  throw new TypeError("this cannot be read");
};
const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
/** By name, so that a counterexample can be printed: printing such a value fails, too. */
const HOSTILE: Readonly<Record<string, unknown>> = {
  "a revoked object": revoked({}),
  "a revoked list": revoked([]),
  "an object that answers nothing": new Proxy(
    {},
    { get: fail, ownKeys: fail, has: fail, getOwnPropertyDescriptor: fail },
  ),
  "a list that answers nothing": new Proxy([], { get: fail, has: fail }),
  "an object whose kind cannot be asked": {
    get [Symbol.toStringTag]() {
      return fail();
    },
  },
  "a function that answers nothing": new Proxy(() => 1, { get: fail }),
  "a symbol": Symbol("none"),
  "a large integer": 1n,
};

const input = {
  asOf: "2026-01-01",
  agencies: [{ id: "a", name: "Dinas" }],
  units: [{ id: "u", agencyId: "a", name: "Unit" }],
  positions: [
    { id: "here", unitId: "u", title: "Analis", kind: "executing" as const, capacity: 2, required: 1 },
    {
      id: "there",
      unitId: "u",
      title: "Auditor",
      kind: "executing" as const,
      capacity: 2,
      required: 1,
      requirements: { competencies: { Audit: 2 as const } },
    },
  ],
  staff: [
    { id: "ani", positionId: "here", competencies: { Audit: 1 as const } },
    { id: "budi", positionId: "here", competencies: { Audit: 1 as const } },
  ],
};
const scenario = createScenario(input);
const catalogue = [
  {
    id: "k",
    name: "Audit",
    kind: "classical" as const,
    raises: { Audit: 2 as const },
    grants: ["Auditor"],
    hours: 20,
    cost: 1,
    seats: 5,
    months: 1,
    successProbability: 0.5,
    prerequisites: [] as string[],
    extra: { own: [1] },
  },
];
const attended = [{ staffId: "ani", name: "Dasar", hours: 1, completedOn: "2025-01-01", passed: true }];
const ratings = [{ staffId: "ani", competency: "Audit", level: 2 as const, assessedOn: "2025-01-01" }];
const measured = [
  { staffId: "ani", competencies: { Audit: 1 } },
  { staffId: "budi", competencies: { Audit: 2 } },
];
const options = { policy: ["shortage"] as const, attended, budget: 5, horizonMonths: 12, maximumCourses: 2 };
let plan: TrainingPlan;
beforeAll(async () => {
  plan = await planTraining(scenario, catalogue, options);
});

type Path = readonly string[];

/** The paths of everything in some plain data, from the whole of it on. */
function pathsOf(value: unknown): Path[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, field]) => pathsOf(field).map((path) => [key, ...path]))];
}

/** A copy with another value, or a getter, at one place. */
function withValue(data: unknown, [key, ...rest]: Path, hostile: unknown): unknown {
  if (key === undefined) return hostile;
  const copy = (Array.isArray(data) ? [...(data as unknown[])] : { ...(data as object) }) as Record<string, unknown>;
  if (rest.length === 0 && hostile === fail) Object.defineProperty(copy, key, { get: fail, enumerable: true });
  else copy[key] = withValue(copy[key], rest, hostile);
  return copy;
}

const CALLS: Readonly<Record<string, readonly [args: () => readonly unknown[], call: (...args: never[]) => unknown]>> =
  {
    expectedShortage: [() => [3, 1, [0.5, 0.5]], expectedShortage],
    checkCatalogue: [() => [catalogue, attended], (...rest) => checkCatalogue(scenario, ...(rest as [never]))],
    trainingEffect: [() => [measured, measured, { attended, confidence: 0.9 }], trainingEffect],
    withCompetencies: [() => [input, ratings, { later: "refuse" }], withCompetencies],
    planTrainingYear: [
      () => [catalogue, { attended, year: 2026, monthlyHours: 24 }],
      (...rest) => planTrainingYear(scenario, ...(rest as unknown as [never])),
    ],
    planTraining: [() => [catalogue, options], (...rest) => planTraining(scenario, ...(rest as unknown as [never]))],
    valueOfTraining: [
      () => [catalogue, { ...options, competencies: [] }],
      (...rest) => valueOfTraining(scenario, ...(rest as unknown as [never])),
    ],
    verifyTraining: [
      () => [plan, { catalogue, attended, budget: 5, horizonMonths: 12, maximumCourses: 2 }],
      (...rest) => verifyTraining(scenario, ...(rest as unknown as [never])),
    ],
  };

test.for(Object.keys(CALLS))("%s: a value that cannot be read is an issue, wherever it stands", async (name) => {
  const [argumentsOf, call] = CALLS[name]!;
  const given = argumentsOf();
  const paths = pathsOf(given).filter((path) => path.length > 0);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.constantFrom("a getter that throws", ...Object.keys(HOSTILE)),
      async (path, which) => {
        const isGetter = which === "a getter that throws";
        if (isGetter && path.length === 1) return; // an argument has no getter
        const args = withValue(given, path, isGetter ? fail : HOSTILE[which]) as never[];
        try {
          const answer = await call(...args);
          if (name === "verifyTraining" && path[0] === "0") expect(answer).toHaveProperty("ok");
        } catch (error) {
          if (!(error instanceof ImbangError)) throw error;
          // A plan is answered, whatever it is.
          expect(name === "verifyTraining" && path[0] === "0").toBe(false);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test("the plan that is damaged here is one with training", () => {
  expect(plan.trainings).toHaveLength(1);
  expect(verifyTraining(scenario, plan).ok).toBe(true);
});

test("figures that cannot be read are said so", () => {
  expect(() => expectedShortage(HOSTILE["a revoked object"] as never, 1, [])).toThrow(
    "a value that cannot be read is not a number",
  );
});

test("a plan is plain JSON, whatever hangs under the courses of the catalogue", async () => {
  const extra: Record<string, unknown> = { many: 1n };
  extra["itself"] = extra;
  const made = await planTraining(scenario, [{ ...catalogue[0]!, extra }], options);
  expect(JSON.parse(JSON.stringify(made.trainingSettings))).toEqual(made.trainingSettings);
  expect(verifyTraining(scenario, made, { catalogue })).toMatchObject({ ok: true, issues: [] });
});
