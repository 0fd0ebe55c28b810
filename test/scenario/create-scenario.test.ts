import * as fc from "fast-check";
import { createScenario, planTransfers, type ScenarioInput, ScenarioError, scenarioJsonSchema } from "imbang";
import { expect, test } from "vitest";
import { smallScenario } from "../planning/random-scenarios.js";

/** A small, valid input; each case breaks it in one way. */
const valid = (): ScenarioInput => ({
  asOf: "2026-01-01",
  agencies: [{ id: "dinas", name: "Dinas Pendidikan" }],
  units: [
    { id: "north", agencyId: "dinas", name: "SD Utara", location: { latitude: 3.6, longitude: 98.7 } },
    { id: "south", agencyId: "dinas", parentUnitId: "north", name: "SD Selatan" },
  ],
  positions: [
    { id: "teacher-north", unitId: "north", title: "Guru", capacity: 3, required: 2.5, minimum: 1 },
    {
      id: "teacher-south",
      unitId: "south",
      title: "Guru",
      capacity: 3,
      required: 3,
      requirements: { minEducation: "S1" },
    },
  ],
  staff: [
    { id: "ani", positionId: "teacher-north", grade: "III/a", education: { level: "S1", field: "PGSD" } },
    { id: "budi", positionId: "teacher-south", birthDate: "1980-02-29", competencies: { Integritas: 3 } },
    { id: "citra", positionId: null, wishes: [{ unitId: "south", rank: 1 }] },
  ],
});

/** Sets the value at a path of a deep copy; `undefined` deletes. */
function broken(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(valid()) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

function issuesOf(input: unknown): ScenarioError["issues"] {
  try {
    createScenario(input as ScenarioInput);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError); // nothing else may reach a user
    return (error as ScenarioError).issues;
  }
}

test("a valid input is accepted, copied and frozen, and indexed", () => {
  const input = valid();
  const scenario = createScenario(input);
  expect(scenario.staff).toEqual(input.staff);
  expect(Object.isFrozen(scenario.staff[0])).toBe(true);
  expect(Object.isFrozen(input.staff[0])).toBe(false);
  expect(scenario.incumbentsByPosition.get("teacher-north")!.map(({ id }) => id)).toEqual(["ani"]);
  expect(scenario.positionsByUnit.get("south")!.map(({ id }) => id)).toEqual(["teacher-south"]);
  expect(() => ((scenario.staff as unknown[])[0] = null)).toThrow(TypeError);
  expect(() => (scenario.staffById as Map<string, unknown>).set("x", null)).toThrow(/scenario\/frozen/);
  expect(() => (scenario.incumbentsByPosition.get("teacher-north") as unknown[]).push(null)).toThrow(TypeError);
});

type Case = readonly [
  name: string,
  path: readonly (string | number)[],
  value: unknown,
  code: string,
  at?: readonly (string | number)[],
];

const hostile: readonly Case[] = [
  ["no day", ["asOf"], undefined, "missing-value"],
  ["a day that does not exist", ["asOf"], "2025-02-30", "impossible-date"],
  ["a day in Indonesian order", ["asOf"], "31-12-2025", "impossible-date"],
  ["a day with time", ["asOf"], "2025-12-31T00:00:00Z", "impossible-date"],
  ["a Date object", ["asOf"], new Date(0), "wrong-type"],
  ["no staff list", ["staff"], undefined, "missing-value"],
  ["staff as an object", ["staff"], {}, "wrong-type"],
  ["no position at all", ["positions"], [], "empty"],
  ["a person who is null", ["staff", 0], null, "wrong-type"],
  ["a person who is a text", ["staff", 0], "ani", "wrong-type"],
  ["an id that is a number", ["staff", 0, "id"], 19860926, "wrong-type"],
  ["an empty id", ["staff", 0, "id"], "", "out-of-range"],
  ["an endless id", ["staff", 0, "id"], "x".repeat(501), "out-of-range"],
  ["an id used twice", ["staff", 1, "id"], "ani", "duplicate-id"],
  ["a unit id used twice", ["units", 1, "id"], "north", "duplicate-id"],
  ["a position id used twice", ["positions", 1, "id"], "teacher-north", "duplicate-id"],
  ["an agency id used twice", ["agencies", 1], { id: "dinas", name: "again" }, "duplicate-id", ["agencies", 1, "id"]],
  ["a post that does not exist", ["staff", 0, "positionId"], "teacher-nort", "unknown-id"],
  ["a post left out (null means waiting)", ["staff", 0, "positionId"], undefined, "missing-value"],
  ["a unit that does not exist", ["positions", 0, "unitId"], "west", "unknown-id"],
  ["an agency that does not exist", ["units", 0, "agencyId"], "dina", "unknown-id"],
  ["a parent that does not exist", ["units", 1, "parentUnitId"], "up", "unknown-id"],
  ["units above one another", ["units", 0, "parentUnitId"], "south", "unit-cycle"],
  ["a unit above itself", ["units", 0, "parentUnitId"], "north", "unit-cycle"],
  ["a relative who does not exist", ["staff", 0, "relatives"], ["dodo"], "unknown-id", ["staff", 0, "relatives", 0]],
  ["a wish for nowhere", ["staff", 2, "wishes", 0, "unitId"], "moon", "unknown-id"],
  [
    "a wish for two places",
    ["staff", 2, "wishes", 0, "positionId"],
    "teacher-south",
    "one-place",
    ["staff", 2, "wishes", 0],
  ],
  ["a wish without a place", ["staff", 2, "wishes", 0, "unitId"], undefined, "one-place", ["staff", 2, "wishes", 0]],
  ["a wish of rank 0", ["staff", 2, "wishes", 0, "rank"], 0, "out-of-range"],
  ["a key with a typo", ["staff", 0, "postionId"], "x", "unknown-key"],
  ["a key of the HR system", ["staff", 0, "nik"], "1271", "unknown-key"],
  ["a key at the top", ["people"], [], "unknown-key"],
  ["a key deep down", ["positions", 1, "requirements", "minEducaton"], "S1", "unknown-key"],
  ["NaN capacity", ["positions", 0, "capacity"], Number.NaN, "not-a-number"],
  ["infinite capacity", ["positions", 0, "capacity"], Number.POSITIVE_INFINITY, "not-a-number"],
  ["negative capacity", ["positions", 0, "capacity"], -1, "out-of-range"],
  ["half a seat", ["positions", 0, "capacity"], 2.5, "wrong-type"],
  ["capacity as a text", ["positions", 0, "capacity"], "3", "wrong-type"],
  ["NaN need", ["positions", 0, "required"], Number.NaN, "not-a-number"],
  ["infinite need", ["positions", 0, "required"], Number.NEGATIVE_INFINITY, "not-a-number"],
  ["negative need", ["positions", 0, "required"], -0.5, "out-of-range"],
  ["absurd need", ["positions", 0, "required"], 1e9, "out-of-range"],
  ["need left out (null means not studied)", ["positions", 0, "required"], undefined, "missing-value"],
  ["a floor above capacity", ["positions", 0, "minimum"], 4, "floor-above-capacity"],
  ["a negative floor", ["positions", 0, "minimum"], -1, "out-of-range"],
  ["a priority below 1", ["positions", 0, "priority"], 0.5, "out-of-range"],
  ["a priority above 1000", ["positions", 0, "priority"], 1001, "out-of-range"],
  ["an unknown kind", ["positions", 0, "kind"], "structure", "unknown-value"],
  ["a job class beyond 17", ["positions", 0, "jobClass"], 18, "out-of-range"],
  ["an unknown grade", ["staff", 0, "grade"], "III/e", "unknown-value"],
  ["a grade in another spelling", ["staff", 0, "grade"], "III.a", "unknown-value"],
  ["an unknown education", ["staff", 0, "education", "level"], "S4", "unknown-value"],
  [
    "no grade between the bounds",
    ["positions", 1, "requirements"],
    { minGrade: "III/d", maxGrade: "III/a" },
    "empty-range",
    ["positions", 1, "requirements", "maxGrade"],
  ],
  [
    "bounds on two ladders",
    ["positions", 1, "requirements"],
    { minGrade: "III/a", maxGrade: "IX" },
    "empty-range",
    ["positions", 1, "requirements", "maxGrade"],
  ],
  ["competency level 6", ["staff", 1, "competencies", "Integritas"], 6, "out-of-range"],
  ["competency level 2.5", ["staff", 1, "competencies", "Integritas"], 2.5, "wrong-type"],
  [
    "a competency that objects cannot hold",
    ["staff", 1],
    JSON.parse('{"id":"budi","positionId":null,"competencies":{"__proto__":3}}'),
    "unknown-key",
    ["staff", 1, "competencies", "__proto__"],
  ],
  ["discipline as one record", ["staff", 1, "discipline"], { level: "light" }, "wrong-type"],
  [
    "an unknown level of discipline",
    ["staff", 1, "discipline"],
    [{ level: "ringan" }],
    "unknown-value",
    ["staff", 1, "discipline", 0, "level"],
  ],
  ["born after today", ["staff", 1, "birthDate"], "2030-01-01", "impossible-date"],
  ["born on 29 February of no leap year", ["staff", 1, "birthDate"], "1981-02-29", "impossible-date"],
  ["appointed before birth", ["staff", 1, "appointedOn"], "1979-01-01", "impossible-date", ["staff", 1, "birthDate"]],
  ["an unknown status", ["staff", 0, "status"], "pns", "unknown-value"],
  ["latitude beyond the pole", ["units", 0, "location", "latitude"], 98.7, "out-of-range"],
  [
    "half a location",
    ["units", 0, "location"],
    { latitude: 3.6 },
    "missing-value",
    ["units", 0, "location", "longitude"],
  ],
  ["fixed as a text", ["staff", 0, "fixed"], "ya", "wrong-type"],
  [
    "an unknown predicate",
    ["staff", 0, "performance"],
    [{ year: 2025, predicate: "Bagus" }],
    "unknown-value",
    ["staff", 0, "performance", 0, "predicate"],
  ],
  ["merit NaN", ["staff", 0, "merit"], Number.NaN, "not-a-number"],
];

test.for(hostile)("%s → scenario/%s", ([, path, value, code, at = path]) => {
  const issues = issuesOf(broken(path, value));
  expect(issues.map((issue) => `${issue.code} ${issue.path.join(".")}`)).toContain(`scenario/${code} ${at.join(".")}`);
  for (const { message } of issues) expect(message).toMatch(/^\S.{8,}/);
});

test.for([undefined, null, 5, "text", [], () => {}, Symbol("x"), new Map(), { staff: null }])(
  "junk %#: issues, no other error",
  (junk) => {
    expect(issuesOf(junk).length).toBeGreaterThan(0);
  },
);

test.each([
  ["01/01/2026", 'with the day first this is "2026-01-01"'],
  ["31-12-2025", 'with the day first this is "2025-12-31"'],
  ["12/31/2025", 'with the month first this is "2025-12-31"'],
  ["31/31/2025", "the date needs the form YYYY-MM-DD"],
  ["Januari 2026", "the date needs the form YYYY-MM-DD"],
])("a day that is none, %s, is one issue: nothing is compared with it", (asOf, hint) => {
  const input = valid();
  const born = { ...input, asOf, staff: input.staff.map((person) => ({ ...person, birthDate: "1990-01-01" })) };
  const issues = issuesOf(born);
  expect(issues.map(({ code, path }) => [code, path])).toEqual([["scenario/impossible-date", ["asOf"]]]);
  expect(issues[0]!.hint?.endsWith(hint)).toBe(true);
  const unborn = { ...born, asOf: "2026-01-01", staff: [{ ...input.staff[0]!, birthDate: "01/02/1990" }] };
  expect(issuesOf(unborn).filter(({ path }) => path.includes("birthDate"))).toHaveLength(1);
});

test("did you mean: keys, values and ids get the nearest known one", () => {
  const hintOf = (path: readonly (string | number)[], value: unknown): string | undefined =>
    issuesOf(broken(path, value)).find(({ hint }) => hint?.includes("you meant"))?.hint;
  expect(hintOf(["staff", 0, "postionId"], "x")).toBe("you meant `positionId`");
  expect(hintOf(["staff", 0, "grade"], "IIIa")).toBe('you meant "III/a"');
  expect(hintOf(["staff", 0, "positionId"], "teacher-nort")).toBe('you meant "teacher-north"');
  expect(issuesOf(broken(["staff", 0, "nik"], "x"))[0]!.hint).toContain("`extra`");
});

test("every issue is reported at once, in records that are broken and in those that are not", () => {
  const input = {
    ...valid(),
    units: [{ id: "north", agencyId: "nobody", name: 7 }],
    staff: [{ id: "x", positionId: "gone" }, { id: "x" }, "junk"],
  };
  const codes = issuesOf(input).map(({ code, path }) => `${code} ${path.join(".")}`);
  expect(codes).toEqual(
    expect.arrayContaining([
      "scenario/wrong-type units.0.name",
      "scenario/missing-value staff.1.positionId",
      "scenario/wrong-type staff.2",
      "scenario/unknown-id units.0.agencyId",
      "scenario/unknown-id positions.1.unitId",
      "scenario/duplicate-id staff.1.id",
      "scenario/unknown-id staff.0.positionId",
    ]),
  );
});

test("10,000 broken people: 10,000 issues, a short text, no stack overflow", () => {
  const staff = Array.from({ length: 10_000 }, (_, k) => ({ id: `s${k}`, positionId: `gone-${k}`, grade: "??" }));
  const issues = issuesOf({ ...valid(), staff });
  expect(issues).toHaveLength(20_000);
  const error = new ScenarioError(issues);
  expect(error.message.length).toBeLessThan(10_000);
  expect(error.message).toContain("… and 19980 more");
});

test("a tower of 10,000 units is no cycle, a ring of 10,000 is one", () => {
  const tower = Array.from({ length: 10_000 }, (_, k) => ({
    id: `u${k}`,
    agencyId: "dinas",
    name: "U",
    ...(k > 0 ? { parentUnitId: `u${k - 1}` } : {}),
  }));
  const input = { ...valid(), units: [...tower, ...valid().units] };
  expect(issuesOf(input)).toEqual([]);
  const ring = [{ ...tower[0]!, parentUnitId: "u9999" }, ...tower.slice(1), ...valid().units];
  expect(issuesOf({ ...valid(), units: ring }).map(({ code }) => code)).toEqual(["scenario/unit-cycle"]);
});

test("ids that look like object internals are ids like any other", async () => {
  const strange = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const input: ScenarioInput = {
    asOf: "2026-01-01",
    agencies: [{ id: "__proto__", name: "A" }],
    units: strange.map((id) => ({ id, agencyId: "__proto__", name: id })),
    positions: strange.map((id, k) => ({ id, unitId: id, title: id, capacity: 9, required: 2, minimum: k })),
    staff: Array.from({ length: 8 }, (_, k) => ({ id: k < 4 ? strange[k]! : `s${k}`, positionId: "__proto__" })),
  };
  const plan = await planTransfers(createScenario(input), { policy: ["shortage", "moves"] });
  expect(plan.after.positions.map(({ existing }) => existing)).toEqual([2, 2, 2, 2]);
});

test("what is unusual but real is a notice, not an issue", () => {
  const input = valid();
  const scenario = createScenario({
    ...input,
    positions: [
      { ...input.positions[0]!, capacity: 1, minimum: 0 },
      { ...input.positions[1]!, required: null },
    ],
    staff: [
      input.staff[0]!,
      { ...input.staff[0]!, id: "dewi" },
      { id: "eko", positionId: "teacher-south", education: { level: "SMA" } },
    ],
  });
  expect(scenario.notices.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
    "scenario/over-capacity positions.0.capacity",
    "scenario/not-studied positions.1.required",
    "scenario/requirement-unmet staff.2.positionId",
  ]);
  expect(createScenario({ ...input, staff: [] }).notices.map(({ code }) => code)).toEqual(["scenario/no-staff"]);
});

test("`extra` travels along untouched; undefined counts as absent", () => {
  const extra = { nested: { deep: [1, 2] } };
  const input = valid();
  const scenario = createScenario({
    ...input,
    staff: [{ ...input.staff[0]!, extra, grade: undefined } as unknown as ScenarioInput["staff"][number]],
  });
  expect(scenario.staff[0]!.extra).toEqual(extra);
  expect("grade" in scenario.staff[0]!).toBe(false);
  expect(Object.isFrozen(extra.nested)).toBe(false);
});

test("plain data in place of a created scenario is refused by name, and so is a changed copy of one", async () => {
  const scenario = createScenario(valid());
  await expect(planTransfers({ ...scenario, asOf: "2030-01-01" })).rejects.toThrow(/scenario\/not-created/);
  await expect(planTransfers(valid() as never)).rejects.toThrow(/scenario\/not-created/);
  await expect(planTransfers(undefined as never)).rejects.toThrow(/scenario\/not-created/);
});

test("random valid scenarios are accepted; any value anywhere may break them, but only into issues", () => {
  const junk = fc.oneof(fc.constantFrom(null, Number.NaN, -1, "", "x", [], {}, true), fc.anything());
  fc.assert(
    fc.property(smallScenario(), fc.nat(), junk, (input, pick, value) => {
      expect(issuesOf(input)).toEqual([]);
      const leaves = pathsOf(input);
      const copy = structuredClone(input) as unknown as Record<string | number, unknown>;
      const path = leaves[pick % leaves.length]!;
      let at = copy;
      for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
      at[path.at(-1)!] = value;
      for (const issue of issuesOf(copy)) expect(issue.code).toMatch(/^scenario\/[a-z-]+$/);
    }),
    { numRuns: 500 },
  );
});

function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const below = keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key]));
  return path.length > 0 ? [path, ...below] : below;
}

test("the JSON Schema names every key and refuses unknown ones", () => {
  const schema = scenarioJsonSchema() as {
    required: string[];
    additionalProperties: boolean;
    properties: Record<string, { items?: { properties: Record<string, unknown>; additionalProperties: boolean } }>;
  };
  expect(schema.required).toEqual(["asOf", "agencies", "units", "positions", "staff"]);
  expect(schema.additionalProperties).toBe(false);
  expect(Object.keys(schema.properties["positions"]!.items!.properties)).toEqual([
    "id",
    "unitId",
    "title",
    "kind",
    "echelon",
    "jobFamily",
    "jobLevel",
    "jobClass",
    "capacity",
    "required",
    "minimum",
    "priority",
    "requirements",
    "extra",
  ]);
  expect(schema.properties["staff"]!.items!.additionalProperties).toBe(false);
  expect(() => JSON.stringify(schema)).not.toThrow();
});
