/** The verifier refuses every kind of false plan with training; the door refuses what cannot be meant; a stop is an answer. */
import { createScenario, type OptimalPlan, type Scenario, ScenarioError, type Staff } from "imbang";
import { highs } from "imbang/linear/highs";
import { beforeAll, expect, test } from "vitest";
import {
  type Course,
  planTraining,
  planTrainingYear,
  type TrainingOptions,
  type TrainingPlan,
  valueOfTraining,
  verifyTraining,
} from "../../src/development/index.js";
import { trainingCity } from "./training-city.js";

type Trained = TrainingPlan & OptimalPlan;
type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

const { input, catalogue, budget } = trainingCity(2, { people: 40, posts: 8, units: 4, jobs: 1, courses: 3 });
const scenario: Scenario = createScenario(input);
let options: TrainingOptions;
let plan: Trained;

beforeAll(async () => {
  options = {
    policy: ["balance", "trainingCost", "trainingMonths", "moves"],
    engine: await highs(),
    budget: 3 * budget,
  };
  plan = (await planTraining(scenario, catalogue, options)) as Trained;
}, 120_000);

test("an honest plan passes, also as JSON from a file", () => {
  expect(plan.status).toBe("optimal");
  expect(plan.trainings.length).toBeGreaterThan(1);
  expect(plan.trainings.some(({ courseIds }) => courseIds.length === 2)).toBe(true);
  expect(verifyTraining(scenario, plan)).toMatchObject({ ok: true, issues: [] });
  expect(verifyTraining(scenario, JSON.parse(JSON.stringify(plan)) as TrainingPlan).ok).toBe(true);
});

test("a plan made with another catalogue is refused by whoever has the right one", () => {
  const reversed = [...catalogue].reverse();
  expect(verifyTraining(scenario, plan, { catalogue: reversed })).toMatchObject({ ok: true, issues: [] });
  for (const other of [catalogue.slice(1), catalogue.map((course) => ({ ...course, cost: course.cost + 1 })), []]) {
    const { ok, issues } = verifyTraining(scenario, plan, { catalogue: other });
    expect([ok, issues.map(({ code }) => code)]).toEqual([false, ["development/other-catalogue"]]);
  }
});

test.for(["catalogue", "attended", "budget", "horizonMonths", "maximumCourses"] as const)(
  "a plan that does not say its %s cannot be read: nothing is put in its place",
  (key) => {
    const { [key]: _, ...rest } = plan.trainingSettings;
    for (const trainingSettings of [rest, { ...rest, [key]: undefined }]) {
      const { ok, issues } = verifyTraining(scenario, { ...plan, trainingSettings } as TrainingPlan);
      expect([ok, issues.map(({ code, path }) => [code, ...path])]).toEqual([
        false,
        [["development/unreadable-plan", "trainingSettings", key]],
      ]);
    }
  },
);

test("only what was read of the settings is used, not what a plan answers later", () => {
  let asked = 0;
  const trainingSettings = {
    ...plan.trainingSettings,
    get budget() {
      return asked++ === 0 ? 1 : null;
    },
  };
  expect(verifyTraining(scenario, { ...plan, trainingSettings }).ok).toBe(false);
});

test("a forged record, budget or horizon is refused by whoever has the right one", () => {
  const attended = [{ staffId: plan.placements[0]!.staffId, name: "Dasar", hours: 1, completedOn: "2025-01-01" }];
  const right = { budget: 3 * budget, horizonMonths: 12, maximumCourses: 2, attended: [] };
  expect(verifyTraining(scenario, plan, { ...right, catalogue })).toMatchObject({ ok: true, issues: [] });
  const later = { ...attended[0]!, completedOn: "2035-01-01" };
  expect(verifyTraining(scenario, plan, { attended: [later] })).toMatchObject({ ok: true, issues: [] });
  for (const [key, value] of [
    ["attended", attended],
    ["attended", [{ ...attended[0]!, hours: 0 }]],
    ["budget", 3 * budget + 1],
    ["budget", null],
    ["horizonMonths", 11],
    ["maximumCourses", 1],
  ] as const) {
    const { ok, issues } = verifyTraining(scenario, plan, { ...right, [key]: value });
    expect([ok, issues.map(({ code, path }) => [code, ...path])]).toEqual([
      false,
      [["development/other-settings", "trainingSettings", key]],
    ]);
  }
});

test.for([
  ["budget", -1],
  ["budget", "much"],
  ["horizonMonths", Number.NaN],
  ["horizonMonths", null],
  ["maximumCourses", 9],
] as const)("a %s of %s to hold against a plan is refused", ([key, value]) => {
  expect(() => verifyTraining(scenario, plan, { [key]: value } as never)).toThrow(ScenarioError);
});

const placed = (p: Mutable<Trained>, length: number): Mutable<Trained["placements"][number]> =>
  p.placements.find(({ courseIds }) => courseIds?.length === length)!;
const isOf =
  (p: Mutable<Trained>, k: number) =>
  ({ courseId }: { courseId: string }) =>
    p.trainings[k]!.courseIds.includes(courseId);
const usedCourse = (p: Mutable<Trained>): Mutable<Course> => {
  const { courseId } = p.courses.find(({ participants }) => participants > 0)!;
  return p.trainingSettings.catalogue.find(({ id }) => id === courseId)!;
};

test.for<[string, (copy: Mutable<Trained>) => void]>([
  ["another course", (p) => void (placed(p, 1).courseIds = ["course-1"])],
  [
    "another course, in the lists as well",
    (p) => {
      const { staffId } = placed(p, 1);
      placed(p, 1).courseIds = ["course-1"];
      p.trainings.find((each) => each.staffId === staffId)!.courseIds = ["course-1"];
    },
  ],
  ["a course that does not exist", (p) => void (placed(p, 1).courseIds = ["course-99"])],
  ["a prerequisite missing", (p) => void (placed(p, 2).courseIds = placed(p, 2).courseIds!.slice(1))],
  ["the prerequisite last", (p) => void (placed(p, 2).courseIds = [...placed(p, 2).courseIds!].reverse())],
  [
    "a course that could be left out",
    (p) => {
      const more = catalogue.find(
        ({ id, prerequisites }) => prerequisites === undefined && !placed(p, 1).courseIds!.includes(id),
      )!;
      placed(p, 1).courseIds = [...placed(p, 1).courseIds!, more.id].sort();
    },
  ],
  ["no course at all", (p) => void delete placed(p, 1).courseIds],
  ["an empty list of courses", (p) => void (placed(p, 1).courseIds = [])],
  [
    "a course for somebody who stays",
    (p) => {
      const stays = p.placements.find(
        ({ staffId, positionId }) => scenario.staffById.get(staffId)!.positionId === positionId,
      )!;
      stays.courseIds = ["course-0"];
    },
  ],
  ["fewer seats than participants", (p) => void (usedCourse(p).seats = 0)],
  ["a budget below the cost", (p) => void (p.trainingSettings.budget = 1)],
  ["a price changed in the catalogue", (p) => void (usedCourse(p).cost += 1)],
  ["a horizon that is too short", (p) => void (p.trainingSettings.horizonMonths = 0)],
  ["fewer courses a person", (p) => void (p.trainingSettings.maximumCourses = 1)],
  [
    "passed before",
    (p) => {
      const { staffId, courseIds } = placed(p, 1);
      p.trainingSettings.attended = [
        { staffId, courseId: courseIds![0]!, hours: 1, completedOn: "2025-01-01", passed: true },
      ];
    },
  ],
  ["a course cost off by one", (p) => void (p.courses.find(isOf(p, 0))!.cost += 1)],
  ["participants off by one", (p) => void (p.courses.find(isOf(p, 0))!.participants += 1)],
  ["seats off by one", (p) => void (p.courses.find(isOf(p, 0))!.seats! += 1)],
  ["a course left off the list", (p) => void p.courses.pop()],
  ["a training's cost", (p) => void (p.trainings[0]!.cost += 1)],
  ["a training's hours", (p) => void (p.trainings[0]!.hours += 1)],
  ["a training's months", (p) => void (p.trainings[0]!.months += 1)],
  ["a training's day", (p) => void (p.trainings[0]!.availableOn = "2026-01-02")],
  ["a training's chance", (p) => void (p.trainings[0]!.successProbability = 0.5)],
  ["a training's post", (p) => void (p.trainings[0]!.toPositionId = "post-0x")],
  ["a training left off the list", (p) => void p.trainings.pop()],
  ["a training twice", (p) => void p.trainings.push({ ...p.trainings[0]! })],
  ["the level of cost off", (p) => void ((p.levels[1]!.value -= 1_000_000), (p.levels[1]!.bound -= 1_000_000))],
  [
    "a bound above what is proven",
    (p) => {
      const level = p.levels.find(({ value, bound }) => value === bound)!;
      level.bound += 1;
    },
  ],
  ["a bound below the value, called proven", (p) => void (p.levels[0]!.bound -= 1)],
  ["no certificate", (p) => void (p.run.certificate = [])],
  ["no settings", (p) => void delete (p as Partial<Mutable<Trained>>).trainingSettings],
  ["no list of trainings", (p) => void delete (p as Partial<Mutable<Trained>>).trainings],
])("refused: %s", ([, change]) => {
  const copy = structuredClone(plan) as Mutable<Trained>;
  change(copy);
  const { ok, issues } = verifyTraining(scenario, copy as TrainingPlan);
  expect(ok).toBe(false);
  expect(issues.length).toBeGreaterThan(0);
  for (const { code, message } of issues) {
    expect(code).toMatch(/^(planning|development)\//);
    expect(message.length).toBeGreaterThan(5);
  }
});

test.for<[string, unknown, string, string]>([
  ["a budget below 0", { budget: -1 }, "development/out-of-range", "options.budget"],
  ["half a rupiah", { budget: 0.5 }, "development/out-of-range", "options.budget"],
  ["a budget in words", { budget: "much" }, "development/wrong-type", "options.budget"],
  ["no horizon", { horizonMonths: Number.NaN }, "development/not-a-number", "options.horizonMonths"],
  ["a horizon in the past", { horizonMonths: -1 }, "development/out-of-range", "options.horizonMonths"],
  ["no course", { maximumCourses: 0 }, "development/out-of-range", "options.maximumCourses"],
  ["five courses", { maximumCourses: 5 }, "development/out-of-range", "options.maximumCourses"],
  ["an option unknown", { bugdet: 1 }, "planning/unknown-key", "options.bugdet"],
  ["a second engine", { assurance: "high" }, "planning/unknown-key", "options.assurance"],
  ["a gap beyond any use", { gap: 0.2 }, "planning/out-of-range", "options.gap"],
  ["a level unknown", { policy: ["trainingCosts"] }, "planning/", "options.policy"],
  ["a level twice", { policy: ["trainingCost", "trainingCost"] }, "planning/duplicate-level", "options.policy"],
  ["ranks", { policy: "equalizeWorkload" }, "planning/leximin-with-constraints", "options.policy"],
  ["turns", { policy: ["balance", "merit"] }, "planning/merit-with-constraints", "options.policy"],
  [
    "attended by nobody",
    { attended: [{ staffId: "x", hours: 1, completedOn: "2025-01-01" }] },
    "development/unknown-id",
    "options.attended.0.staffId",
  ],
  ["options that are a list", [], "development/wrong-type", "options"],
])("%s is refused", async ([, wrong, code, path]) => {
  const error: unknown = await planTraining(scenario, catalogue, wrong as TrainingOptions).catch(
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ScenarioError);
  const found = (error as ScenarioError).issues.map((issue) => `${issue.code} ${issue.path.join(".")}`);
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${code}.* ${path}`)));
});

test("mistakes in catalogue and options come in one error", async () => {
  const wrong = [{ ...catalogue[0]!, hours: 0 }, ...catalogue.slice(1)];
  const error: unknown = await planTraining(scenario, wrong, { budget: -1, maxMoves: -1 }).catch(
    (caught: unknown) => caught,
  );
  const paths = (error as ScenarioError).issues.map(({ path }) => path.join("."));
  expect(paths).toEqual(expect.arrayContaining(["catalogue.0.hours", "options.budget", "options.maxMoves"]));
});

test("a run that is cancelled after a level gives a verified plan that says how far it got", async () => {
  const controller = new AbortController();
  const stopped = await planTraining(scenario, catalogue, {
    ...options,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  expect(stopped).toMatchObject({ status: "feasible", limit: "cancelled" });
  for (const { bound, value } of stopped.levels) expect(bound).toBeLessThanOrEqual(value);
  expect(verifyTraining(scenario, stopped).issues).toEqual([]);
});

test("a limit of time gives a plan that holds, or says that there was no time for one", async () => {
  const none = await planTraining(scenario, catalogue, { ...options, signal: AbortSignal.abort() });
  expect(none).toMatchObject({ status: "noPlanFound", limit: "cancelled", trainings: [] });
  expect(verifyTraining(scenario, none).ok).toBe(true);
  for (const timeLimit of [0, 0.02, 0.1]) {
    const stopped = await planTraining(scenario, catalogue, { ...options, timeLimit });
    expect(["noPlanFound", "feasible", "optimal"]).toContain(stopped.status);
    if (stopped.status === "feasible" || stopped.status === "noPlanFound") expect(stopped.limit).toBe("time");
    expect(verifyTraining(scenario, stopped).issues).toEqual([]);
  }
});

// What is not known stays open where that is allowed, whatever a course would make of it; nobody goes back behind a course.
const oneAsks = (
  staff: Partial<Staff>,
  requirements: NonNullable<(typeof input.positions)[number]["requirements"]>,
  kind: { readonly kind?: "executing" } = { kind: "executing" },
): Scenario =>
  createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "dinas", name: "Dinas" }],
    units: [{ id: "unit", agencyId: "dinas", name: "Unit" }],
    positions: [
      { id: "here", unitId: "unit", title: "Analis", capacity: 5, required: 1 },
      { id: "there", unitId: "unit", title: "Analis", ...kind, capacity: 5, required: 2, requirements },
    ],
    staff: [
      { id: "ani", positionId: "here", ...staff },
      { id: "budi", positionId: "here", competencies: { A: 1, B: 1 }, certificates: [] },
    ],
  });
const course = (id: string, more: Partial<Course>): Course => {
  return { id, name: id, kind: "classical", hours: 1, cost: 1, months: 1, ...more };
};

test.for<[string, Scenario, readonly Course[], TrainingOptions, readonly string[]]>([
  [
    "who passed the second of three courses needs the third alone",
    oneAsks({ competencies: { A: 1 } }, { competencies: { A: 3 } }),
    [
      course("first", { raises: { A: 2 } }),
      course("second", { raises: { A: 2 }, prerequisites: ["first"] }),
      course("third", { raises: { A: 3 }, prerequisites: ["second"] }),
    ],
    { attended: [{ staffId: "ani", courseId: "second", hours: 1, completedOn: "2025-01-01" }] },
    ["third"],
  ],
  [
    "a level that is not known, and a course that would raise it to less than asked",
    oneAsks({ competencies: { A: 1 } }, { competencies: { A: 3, B: 2 } }),
    [course("enough", { raises: { A: 3 } }), course("less", { raises: { B: 1 } })],
    {},
    ["enough"],
  ],
  [
    "certificates that are not known, and a course that grants another one",
    oneAsks({ competencies: { A: 1 } }, { competencies: { A: 3 }, certificates: ["STR"] }),
    [course("enough", { raises: { A: 3 } }), course("other", { grants: ["SIP"] })],
    {},
    ["enough"],
  ],
  [
    "who retires in a year takes the course that takes no time, though it costs more",
    oneAsks({ competencies: { A: 1, B: 4 }, birthDate: "1968-12-01" }, { competencies: { A: 3, B: 4 } }),
    [course("slow", { raises: { A: 3 }, cost: 0 }), course("quick", { raises: { A: 3 }, cost: 5, months: 0 })],
    {},
    ["quick"],
  ],
  [
    "nobody is sent to a course that the post does not need, even for nothing",
    oneAsks({ competencies: { A: 1 }, certificates: ["STR"] }, { competencies: { A: 3, B: 2 }, certificates: ["STR"] }),
    [course("also", { raises: { B: 2 }, cost: 0, months: 0 }), course("enough", { raises: { A: 3 } })],
    { policy: ["shortage", "competencyGap"] },
    ["enough"],
  ],
])("%s", async ([, small, courses, more, courseIds]) => {
  const found = await planTraining(small, courses, { policy: ["shortage"], ...more });
  expect(found.trainings.map((training) => [training.staffId, training.courseIds])).toEqual([["ani", courseIds]]);
  expect(verifyTraining(small, found).issues).toEqual([]);
});

test("training on record that the person's levels do not show makes nobody less usable in silence", async () => {
  const asked = oneAsks({ competencies: { A: 1 } }, { competencies: { A: 2 } });
  const [only, attended] = [course("only", { raises: { A: 2 } }), { courseId: "only", hours: 1 }];
  const found = await planTraining(asked, [only], {
    policy: ["shortage"],
    attended: ["ani", "budi"].map((staffId) => ({ staffId, ...attended, completedOn: "2025-01-01" })),
  });
  expect(found.trainings).toEqual([]);
  expect(found.notices.filter(({ code }) => code.startsWith("development/"))).toEqual([
    expect.objectContaining({ code: "development/passed-not-on-record", path: ["options", "attended", 0] }),
  ]);
  const year = planTrainingYear(asked, [only], { attended: found.trainingSettings.attended });
  expect(year.notices.map(({ code }) => code)).toContain("development/passed-not-on-record");
});

test("what a retirement age that is not known leaves open on the day when a course ends is a check on the transfer", async () => {
  // Of 58 he retires on 1 April 2027: more than a year from today, less than one from the end of the course.
  const asked = oneAsks(
    { competencies: { A: 1, B: 4 }, birthDate: "1969-03-10" },
    { competencies: { A: 3, B: 4 } },
    {},
  );
  const slow = course("slow", { raises: { A: 3 }, months: 6 });
  const found = (await planTraining(asked, [slow], { policy: ["shortage"] })) as Trained;
  expect(found.transfers.map(({ checks }) => checks.map(({ rule }) => rule))).toEqual([
    expect.arrayContaining(["retirementHorizon"]) as unknown,
  ]);
  expect(found.notices.some(({ path }) => path.join(".") === "positions.kind")).toBe(true);
  expect(verifyTraining(asked, found).issues).toEqual([]);
  const silent = { ...found, transfers: found.transfers.map((each) => ({ ...each, checks: [] })) };
  expect(verifyTraining(asked, silent).issues.map(({ code }) => code)).toEqual(["planning/wrong-transfer"]);
});

test.for([
  ["nothing", null],
  ["a number", 5],
  ["the catalogue itself", catalogue],
  ["a map", new Map([["budget", 5]])],
  ["a key that is mistyped", { catalog: catalogue }],
])("options that are %s are refused, not passed over", async ([, wrong]) => {
  const refused = { issues: [{ path: ["options", ...(wrong?.constructor === Object ? ["catalog"] : [])] }] };
  expect(() => verifyTraining(scenario, plan, wrong as never)).toThrow(ScenarioError);
  await expect(planTraining(scenario, catalogue, wrong as never)).rejects.toMatchObject(refused);
  await expect(valueOfTraining(scenario, catalogue, wrong as never)).rejects.toMatchObject(refused);
});
