/** Constraints that cannot be used are refused with every issue, where it is and what was probably meant. */
import {
  type Constraint,
  createScenario,
  planTransfers,
  type PlanOptions,
  ScenarioError,
  type ScenarioInput,
  verifyPlan,
} from "imbang";
import { expect, test } from "vitest";

const scenarioInput: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: [{ id: "dinas", name: "Dinas" }],
  units: [
    { id: "utara", agencyId: "dinas", name: "Utara" },
    { id: "selatan", agencyId: "dinas", name: "Selatan" },
  ],
  positions: [
    { id: "guru-utara", unitId: "utara", title: "Guru", capacity: 6, required: 2, minimum: 1 },
    { id: "guru-selatan", unitId: "selatan", title: "Guru", capacity: 6, required: 4 },
    { id: "penjaga", unitId: "utara", title: "Penjaga", capacity: 2, required: null, minimum: 1 },
  ],
  staff: ["ani", "budi", "citra", "dewi"].map((id) => ({ id, positionId: "guru-utara" })),
};
const scenario = createScenario(scenarioInput);

const utara = { unitId: "utara" };
type Row = readonly [name: string, constraints: unknown, issues: readonly string[], hint?: string];

const rows: readonly Row[] = [
  ["no list", { kind: "floor" }, ["wrong-type options.constraints"]],
  ["holes", Array<unknown>(2), ["wrong-type options.constraints.0", "wrong-type options.constraints.1"]],
  ["no object", ["floor"], ["wrong-type options.constraints.0"]],
  ["no kind", [{ node: utara, value: 1 }], ["missing-value options.constraints.0.kind"], "the kinds are"],
  [
    "a kind misspelt",
    [{ kind: "flor", node: utara, value: 1 }],
    ["unknown-value options.constraints.0.kind"],
    '"floor"',
  ],
  [
    "a key misspelt",
    [{ kind: "floor", node: utara, valu: 1, value: 1 }],
    ["unknown-key options.constraints.0.valu"],
    "`value`",
  ],
  ["no value", [{ kind: "floor", node: utara }], ["missing-value options.constraints.0.value"]],
  ["no node", [{ kind: "outflowCap", value: 1 }], ["missing-value options.constraints.0.node"]],
  ["half a person", [{ kind: "floor", node: utara, value: 1.5 }], ["wrong-type options.constraints.0.value"]],
  ["fewer than none", [{ kind: "inflowCap", node: utara, value: -1 }], ["out-of-range options.constraints.0.value"]],
  ["not a number", [{ kind: "floor", node: utara, value: Number.NaN }], ["not-a-number options.constraints.0.value"]],
  [
    "more percent than leave",
    [{ kind: "outflowCap", node: utara, value: { percent: 120 } }],
    ["out-of-range options.constraints.0.value.percent"],
  ],
  [
    "a mix beyond everybody",
    [{ kind: "mix", node: utara, of: { minGrade: "III/a" }, value: { percent: 101 } }],
    ["out-of-range options.constraints.0.value.percent"],
  ],
  [
    "an unknown unit",
    [{ kind: "floor", node: { unitId: "utar" }, value: 1 }],
    ["unknown-id options.constraints.0.node.unitId"],
    '"utara"',
  ],
  ["an unknown person", [{ kind: "apart", staffIds: ["ani", "bud"] }], ["unknown-id options.constraints.0.staffIds.1"]],
  [
    "two nodes in one",
    [{ kind: "floor", node: { unitId: "utara", positionId: "guru-utara" }, value: 1 }],
    ["one-node options.constraints.0.node"],
  ],
  [
    "a floor on a post without a study",
    [{ kind: "floor", node: { positionId: "penjaga" }, value: 1 }],
    ["not-studied options.constraints.0.node.positionId"],
    "`required`",
  ],
  [
    "a cap on a post without a study",
    [{ kind: "outflowCap", node: { positionId: "penjaga" }, value: 0 }],
    ["not-studied options.constraints.0.node.positionId"],
  ],
  ["an empty node", [{ kind: "floor", node: {}, value: 1 }], ["one-node options.constraints.0.node"]],
  ["a group of one", [{ kind: "together", staffIds: ["ani"] }], ["out-of-range options.constraints.0.staffIds"]],
  [
    "one person twice",
    [{ kind: "apart", staffIds: ["ani", "ani"] }],
    ["duplicate-id options.constraints.0.staffIds.1"],
  ],
  [
    "a soft cap",
    [{ kind: "outflowCap", node: utara, value: 1, hard: false }],
    ["soft-not-supported options.constraints.0.hard"],
  ],
  ["a mix of everybody", [{ kind: "mix", node: utara, of: {}, value: 1 }], ["no-trait options.constraints.0.of"]],
  [
    "a grade that does not exist",
    [{ kind: "mix", node: utara, of: { minGrade: "III/e" }, value: 1 }],
    ["unknown-value options.constraints.0.of.minGrade"],
  ],
  ["money without prices", [{ kind: "budget", of: "money", value: 10 }], ["missing-price options.constraints.0"]],
  [
    "prices without money",
    [{ kind: "budget", of: "moves", perMove: 3, value: 1 }],
    ["misplaced-price options.constraints.0.perMove"],
  ],
  [
    "percent of kilometres",
    [{ kind: "budget", of: "distance", value: { percent: 5 } }],
    ["no-percent options.constraints.0.value"],
  ],
  ["half a move", [{ kind: "budget", of: "moves", value: 0.5 }], ["wrong-type options.constraints.0.value"]],
  [
    "an event of nothing",
    [{ kind: "ifThen", if: { staffId: "ani" }, then: { staffId: "budi", moves: true } }],
    ["one-event options.constraints.0.if"],
  ],
  [
    "one id twice",
    [
      { id: "a", kind: "floor", node: utara, value: 1 },
      { id: "a", kind: "inflowCap", node: utara, value: 1 },
    ],
    ["duplicate-id options.constraints.1.id"],
  ],
  [
    "an id that names an option",
    [{ id: "maxMoves", kind: "floor", node: utara, value: 1 }],
    ["reserved-id options.constraints.0.id"],
  ],
  [
    "one constraint twice",
    [
      { kind: "apart", staffIds: ["ani", "budi"] },
      { id: "b", kind: "apart", staffIds: ["budi", "ani"], node: "unit", hard: true },
    ],
    ["duplicate-constraint options.constraints.1"],
  ],
  [
    "three faults at once",
    [
      { kind: "floor", node: { unitId: "barat" }, value: 1 },
      { kind: "apart", staffIds: ["ani", "eka"] },
      { kind: "inflowCap", node: utara, value: 1, hard: false },
    ],
    [
      "unknown-id options.constraints.0.node.unitId",
      "unknown-id options.constraints.1.staffIds.1",
      "soft-not-supported options.constraints.2.hard",
    ],
  ],
  [
    "an amount that is none hides nothing, in its own constraint or another",
    [
      { kind: "floor", node: { unitId: "barat" }, value: 1 },
      { kind: "inflowCap", node: { unitId: "timur" }, value: -1 },
      { kind: "flor", node: utara, value: 1 },
      { kind: "apart", staffIds: ["ani", "eka"] },
      { kind: "inflowCap", node: utara, value: -1, hard: "no" },
      { kind: "inflowCap", node: utara, value: 0 },
    ],
    [
      "unknown-id options.constraints.0.node.unitId",
      "out-of-range options.constraints.1.value",
      "unknown-id options.constraints.1.node.unitId",
      "unknown-value options.constraints.2.kind",
      "unknown-id options.constraints.3.staffIds.1",
      "wrong-type options.constraints.4.hard",
      "out-of-range options.constraints.4.value",
    ],
  ],
];

test.for(rows)("%s", async ([, constraints, expected, hint]) => {
  const error: unknown = await planTransfers(scenario, { constraints } as PlanOptions).catch(
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ScenarioError);
  const { issues } = error as ScenarioError;
  expect(issues.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual(
    expected.map((each) => `planning/${each}`),
  );
  if (hint !== undefined) expect(issues[0]!.hint).toContain(hint);
});

test.for<[string, PlanOptions, string]>([
  ["minus one move", { maxMoves: -1 }, "planning/out-of-range"],
  ["floors of rubber", { floors: "rubber" as "soft" }, "planning/unknown-value"],
  ["objections overruled", { objections: "never" as "veto" }, "planning/unknown-value"],
  ["leximin under a budget", { policy: "equalizeWorkload", maxMoves: 3 }, "planning/leximin-with-constraints"],
  ["leximin under hard floors", { policy: ["leximin"], floors: "hard" }, "planning/leximin-with-constraints"],
])("%s", async ([, options, code]) => {
  const error: unknown = await planTransfers(scenario, options).catch((caught: unknown) => caught);
  expect((error as ScenarioError).issues.map((issue) => issue.code)).toEqual([code]);
});

test.for<[string, Constraint]>([
  ["an outflow cap holds", { kind: "outflowCap", node: utara, value: 1, hard: false }],
  ["an inflow cap holds", { kind: "inflowCap", node: utara, value: 1, hard: false }],
  ["a condition that people are apart holds", { kind: "apart", staffIds: ["ani", "budi"], hard: false }],
])("kinds are called by words: %s", async ([words, constraint]) => {
  const error: unknown = await planTransfers(scenario, { constraints: [constraint] }).catch(
    (caught: unknown) => caught,
  );
  expect((error as ScenarioError).issues[0]!.message).toContain(words);
});

test("vetoes are no constraint of leximin: they only take places away", async () => {
  expect((await planTransfers(scenario, { policy: "equalizeWorkload", objections: "veto" })).status).toBe("optimal");
});

test("posts without a study that a condition passes over are named", async () => {
  const notices = async (options: PlanOptions): Promise<readonly string[]> =>
    (await planTransfers(scenario, options)).notices
      .filter(({ code }) => code === "planning/not-watched")
      .map(({ path, message }) => `${path.join(".")}: ${message}`);
  expect(await notices({ floors: "hard" })).toEqual([
    'options.floors: minimums are not watched where no workload study is: "penjaga"',
  ]);
  const floor = { kind: "floor", node: { each: "position" }, value: 0 } as const;
  expect(await notices({ constraints: [floor] })).toEqual([
    'options.constraints.0: the floor "constraint-1" is not watched where no workload study is: "penjaga"',
  ]);
  expect(await notices({ constraints: [{ ...floor, node: { each: "unit" } }] })).toEqual([]); // utara has others
  expect(await notices({})).toEqual([]);
  const impossible = { floors: "hard", constraints: [floor, { kind: "floor", node: utara, value: 9 }] } as const;
  expect(await notices(impossible)).toHaveLength(2);
  expect(await notices({ floors: "hard", timeLimit: 0 })).toHaveLength(1);
});

test("a stopped run under vetoes is checked under vetoes", async () => {
  const unwilling = createScenario({
    asOf: "2026-01-01",
    rules: { id: "none", version: "1", rules: [] },
    agencies: [{ id: "dinas", name: "Dinas" }],
    units: ["utara", "tengah", "selatan"].map((id) => ({ id, agencyId: "dinas", name: id })),
    positions: [
      { id: "guru-utara", unitId: "utara", title: "Guru", capacity: 9, required: 2 },
      { id: "guru-tengah", unitId: "tengah", title: "Guru", capacity: 9, required: 4 },
      { id: "guru-selatan", unitId: "selatan", title: "Guru", capacity: 9, required: 7 },
    ],
    staff: ["ani", "budi", "citra", "dewi", "eka", "fajar"].map((id) => ({
      id,
      positionId: "guru-utara",
      objections: [{ positionId: "guru-selatan" }],
    })),
  });
  for (const last of [1, 2]) {
    const controller = new AbortController();
    let events = 0;
    const plan = await planTransfers(unwilling, {
      policy: ["leximin", "moves"],
      objections: "veto",
      signal: controller.signal,
      onProgress: () => {
        if (++events === last) controller.abort();
      },
    });
    expect(plan.status).toBe("feasible");
    expect(verifyPlan(unwilling, plan).issues).toEqual([]);
  }
});

test("people who cannot come together miss the condition once a place, however many they are", async () => {
  const staff = [
    ...scenario.staff,
    { id: "eka", positionId: "guru-selatan" },
    { id: "fajar", positionId: "guru-selatan" },
  ];
  const held = createScenario({ ...scenarioInput, staff: staff.map((person) => ({ ...person, fixed: true })) });
  const constraints: Constraint[] = [{ id: "team", kind: "together", staffIds: ["ani", "budi", "eka", "fajar"] }];
  const plan = await planTransfers(held, { constraints });
  if (plan.status !== "infeasible") throw new Error(plan.status);
  expect(plan.missed).toEqual([
    { constraintId: "team", node: "selatan", missing: 2 },
    { constraintId: "team", node: "utara", missing: 2 },
  ]);
});

test("constraints that contradict each other are an answer, with what is missed and where", async () => {
  const constraints: Constraint[] = [
    { id: "selatan", kind: "floor", node: { unitId: "selatan" }, value: 3 },
    { id: "utara", kind: "outflowCap", node: utara, value: 1 },
  ];
  const plan = await planTransfers(scenario, { constraints });
  expect(plan).toMatchObject({ status: "infeasible", levels: [], settings: { constraints } });
  if (plan.status !== "infeasible") throw new Error("not reached");
  expect(plan.missed.reduce((sum, { missing }) => sum + missing, 0)).toBe(2);
  expect(plan.missed.every(({ constraintId, node }) => constraintId === node)).toBe(true);
  expect(plan.after).toEqual(plan.before);
});
