/** The door of catalogues: what stands is in order, and whatever does not is an issue with its place, all at once. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCatalogue } from "../../src/development/check-catalogue.js";
import { readAttended } from "../../src/development/read-attended.js";
import { readCatalogue } from "../../src/development/read-catalogue.js";
import type { Course } from "../../src/development/types.js";
import { openDoor } from "../../src/door/index.js";
import { ImbangError, type Issue } from "../../src/errors/index.js";
import { createScenario, type Scenario } from "../../src/scenario/index.js";

/** Deliberately wrong data, past the type checker. */
const wrong = (value: unknown): never => value as never;

const scenario = createScenario({
  asOf: "2026-01-01",
  agencies: [{ id: "a", name: "Dinas A" }],
  units: [{ id: "u", agencyId: "a", name: "Unit" }],
  positions: [
    {
      id: "p",
      unitId: "u",
      title: "Auditor",
      capacity: 2,
      required: 2,
      requirements: { competencies: { Integritas: 3 }, certificates: ["Sertifikat  Auditor"] },
    },
  ],
  staff: [
    { id: "ani", positionId: "p", competencies: { Komunikasi: 2 } },
    { id: "budi", positionId: null },
  ],
});
const course: Course = {
  id: "c1",
  name: "Integritas dasar",
  kind: "classical",
  raises: { Integritas: 3 },
  hours: 20,
  cost: 1_500_000,
  months: 1,
};

function issuesOf(call: () => unknown): readonly Issue[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ImbangError) return error.issues;
    throw error;
  }
  return [];
}

describe("laws", () => {
  /** Catalogues without circles: a course asks for courses of smaller rank; the ids do not follow the ranks. */
  const acyclic = fc.integer({ min: 1, max: 9 }).chain((n) =>
    fc
      .record({
        ids: fc.shuffledSubarray(["a", "b", "c", "d", "e", "f", "g", "h", "i"], { minLength: n, maxLength: n }),
        edges: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 14 }),
        order: fc.shuffledSubarray(
          Array.from({ length: n }, (_, k) => k),
          { minLength: n, maxLength: n },
        ),
      })
      .map(({ ids, edges, order }) =>
        order.map((k): Course => {
          const needs = new Set(edges.filter(([to, from]) => to === k && from < k).map(([, from]) => ids[from]!));
          return { ...course, id: ids[k]!, ...(needs.size > 0 ? { prerequisites: [...needs] } : {}) };
        }),
      ),
  );

  test("all prerequisites of a course come, once each, in an order in which they can be taken", () => {
    fc.assert(
      fc.property(acyclic, (catalogue) => {
        const door = openDoor("development");
        const { courses, prerequisitesOf, byId } = readCatalogue(catalogue, door, ["catalogue"]);
        expect(door.issues).toEqual([]);
        const ids = catalogue.map(({ id }) => id).sort();
        expect(courses.map(({ id }) => id)).toEqual(ids);
        expect([...byId.keys()].sort()).toEqual(ids);
        const reach = (id: string): Set<string> => {
          const all = new Set<string>();
          const visit = (one: string): void => {
            for (const need of catalogue.find((each) => each.id === one)!.prerequisites ?? []) {
              all.add(need);
              visit(need);
            }
          };
          visit(id);
          return all;
        };
        for (const { id, prerequisites = [] } of catalogue) {
          const order = prerequisitesOf.get(id)!;
          expect([...order].sort()).toEqual([...reach(id)].sort());
          const taken = new Set<string>();
          for (const need of order) {
            for (const earlier of byId.get(need)!.prerequisites) expect(taken).toContain(earlier);
            taken.add(need);
          }
          for (const need of prerequisites) expect(taken).toContain(need);
        }
      }),
    );
  });

  test("the order of the caller's list changes nothing", () => {
    fc.assert(
      fc.property(acyclic, (catalogue) => {
        const [one, other] = [catalogue, [...catalogue].reverse()].map((list) => {
          const { courses, prerequisitesOf } = readCatalogue(list, openDoor("development"), []);
          return { courses, prerequisitesOf: [...prerequisitesOf].sort() };
        });
        expect(one).toEqual(other);
      }),
    );
  });

  test("prerequisites are refused exactly where no order of taking exists", () => {
    const any = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 9 });
    fc.assert(
      fc.property(any, (edges) => {
        const ids = ["a", "b", "c", "d", "e", "f"];
        const needs = ids.map(
          (_, k) => new Set(edges.filter(([to, from]) => to === k && from !== k).map(([, from]) => from)),
        );
        const catalogue = ids.map((id, k) => ({ ...course, id, prerequisites: [...needs[k]!].map((n) => ids[n]!) }));
        // Taking whatever can be taken, until nothing more can.
        const taken = new Set<number>();
        for (let round = 0; round < 6; round++) {
          needs.forEach((need, k) => {
            if ([...need].every((n) => taken.has(n))) taken.add(k);
          });
        }
        const door = openDoor("development");
        readCatalogue(catalogue, door, ["catalogue"]);
        expect(door.issues.length > 0).toBe(taken.size < 6);
        expect(door.issues.every(({ code }) => code === "development/prerequisite-cycle")).toBe(true);
      }),
    );
  });

  test("whatever comes in, the answer is a list of issues or of notices", () => {
    const value = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.anything({ withNullPrototype: true, withMap: true, withBigInt: true, withSparseArray: true }),
      },
      fc.constantFrom<unknown>("c1", 1, 0, -1, 2.5, Number.NaN, 1e300, [], ["c1"], { Integritas: 3 }),
    );
    const keys = [
      ...Object.keys(course),
      "seats",
      "grants",
      "prerequisites",
      "successProbability",
      "__proto__",
      "naem",
    ];
    const damaged = fc
      .array(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 3 })
      .map((changes) => ({ ...course, ...Object.fromEntries(changes) }));
    const rows = fc.oneof(value, fc.array(fc.oneof(value, damaged), { maxLength: 3 }));
    fc.assert(
      fc.property(rows, rows, (catalogue, attended) => {
        const issues = issuesOf(() => checkCatalogue(scenario, wrong(catalogue), wrong(attended)));
        for (const { code, message } of issues) {
          expect(code).toMatch(/^development\//);
          expect(message).not.toMatch(/undefined|\[object/);
        }
      }),
    );
  });
});

type Case = readonly [name: string, catalogue: unknown, code: string, path: Issue["path"], words?: string];

const withCourse = (change: object): unknown => [{ ...course, ...change }];
const cases: readonly Case[] = [
  ["no catalogue", undefined, "missing-value", ["catalogue"]],
  ["a catalogue that is a record", { c1: course }, "wrong-type", ["catalogue"]],
  ["a key that is not known", withCourse({ hour: 3 }), "unknown-key", ["catalogue", 0, "hour"], "`hours`"],
  ["a course that is a text", ["c1"], "wrong-type", ["catalogue", 0]],
  ["a hole in the list", Object.assign([], { 1: course }), "missing-value", ["catalogue", 0]],
  ["no id", withCourse({ id: undefined }), "missing-value", ["catalogue", 0, "id"]],
  ["an id that is a number", withCourse({ id: 7 }), "wrong-type", ["catalogue", 0, "id"]],
  ["an id twice", [course, course], "duplicate-id", ["catalogue", 1, "id"], "place 0"],
  ["no name", withCourse({ name: "" }), "out-of-range", ["catalogue", 0, "name"]],
  ["a kind of no kind", withCourse({ kind: "clasical" }), "unknown-value", ["catalogue", 0, "kind"], '"classical"'],
  ["nothing raised or granted", withCourse({ raises: {} }), "raises-nothing", ["catalogue", 0]],
  ["raises that are a list", withCourse({ raises: ["Integritas"] }), "wrong-type", ["catalogue", 0, "raises"]],
  ["a level of 6", withCourse({ raises: { Integritas: 6 } }), "out-of-range", ["catalogue", 0, "raises", "Integritas"]],
  ["a level of 0", withCourse({ raises: { Integritas: 0 } }), "out-of-range", ["catalogue", 0, "raises", "Integritas"]],
  [
    "a level of 2.5",
    withCourse({ raises: { Integritas: 2.5 } }),
    "out-of-range",
    ["catalogue", 0, "raises", "Integritas"],
  ],
  [
    "a competency that nobody knows",
    withCourse({ raises: { integritsa: 3 } }),
    "unknown-competency",
    ["catalogue", 0, "raises", "integritsa"],
    '"Integritas"',
  ],
  ["no hours", withCourse({ hours: 0 }), "out-of-range", ["catalogue", 0, "hours"]],
  ["half an hour", withCourse({ hours: 1.5 }), "out-of-range", ["catalogue", 0, "hours"]],
  ["hours in quotes", withCourse({ hours: "20" }), "wrong-type", ["catalogue", 0, "hours"], "quotes"],
  ["a cost below 0", withCourse({ cost: -1 }), "out-of-range", ["catalogue", 0, "cost"]],
  ["a fraction of a rupiah", withCourse({ cost: 0.5 }), "out-of-range", ["catalogue", 0, "cost"]],
  ["a cost beyond money", withCourse({ cost: 1e16 }), "out-of-range", ["catalogue", 0, "cost"]],
  [
    "a cost of which sums are not exact",
    Array.from({ length: 5 }, (_, k) => ({ ...course, id: `c${k}`, cost: 1e15 })),
    "cost-out-of-range",
    ["catalogue"],
    "2^53",
  ],
  ["seats below 0", withCourse({ seats: -2 }), "out-of-range", ["catalogue", 0, "seats"]],
  ["half a seat", withCourse({ seats: 2.5 }), "out-of-range", ["catalogue", 0, "seats"]],
  ["months below 0", withCourse({ months: -1 }), "out-of-range", ["catalogue", 0, "months"]],
  ["half a month", withCourse({ months: 0.5 }), "out-of-range", ["catalogue", 0, "months"]],
  ["a probability of 0", withCourse({ successProbability: 0 }), "out-of-range", ["catalogue", 0, "successProbability"]],
  [
    "a probability of 1.2",
    withCourse({ successProbability: 1.2 }),
    "out-of-range",
    ["catalogue", 0, "successProbability"],
  ],
  [
    "a probability of NaN",
    withCourse({ successProbability: Number.NaN }),
    "not-a-number",
    ["catalogue", 0, "successProbability"],
  ],
  ["a certificate twice", withCourse({ grants: ["STR", " str"] }), "duplicate-value", ["catalogue", 0, "grants", 1]],
  [
    "a prerequisite that does not exist",
    [course, { ...course, id: "c2", prerequisites: ["c1", "C11"] }],
    "unknown-id",
    ["catalogue", 1, "prerequisites", 1],
    '"c1"',
  ],
  [
    "a prerequisite on itself",
    withCourse({ prerequisites: ["c1"] }),
    "prerequisite-on-itself",
    ["catalogue", 0, "prerequisites", 0],
  ],
  [
    "a circle of prerequisites",
    [
      { ...course, id: "c", prerequisites: ["a"] },
      { ...course, id: "b", prerequisites: ["c"] },
      { ...course, id: "a", prerequisites: ["b"] },
      { ...course, id: "0", prerequisites: ["a"] },
    ],
    "prerequisite-cycle",
    ["catalogue", 2, "prerequisites"],
    '"a" → "b" → "c" → "a"',
  ],
  [
    "a chain that nobody will ever climb",
    Array.from({ length: 102 }, (_, k) => ({
      ...course,
      id: `c${k}`,
      ...(k > 0 ? { prerequisites: [`c${k - 1}`] } : {}),
    })),
    "too-many",
    ["catalogue", 101, "prerequisites"],
  ],
  ["more courses than a country has", Object.assign([], { length: 2 ** 32 - 1 }), "too-many", ["catalogue"]],
  ["an extra that is no record", withCourse({ extra: 3 }), "wrong-type", ["catalogue", 0, "extra"]],
];

test.for(cases)("%s: one issue, with its place", ([, catalogue, code, path, words]) => {
  const issues = issuesOf(() => checkCatalogue(scenario, wrong(catalogue)));
  expect(issues.map((issue) => [issue.code, issue.path])).toEqual([[`development/${code}`, path]]);
  if (words !== undefined) expect(`${issues[0]!.message} ${issues[0]!.hint}`).toContain(words);
});

const row = { staffId: "ani", courseId: "c1", hours: 20, completedOn: "2025-06-01" };
const rows: readonly Case[] = [
  ["attended training that is a record", {}, "wrong-type", ["attended"]],
  ["a person who does not exist", [{ ...row, staffId: "Anni" }], "unknown-id", ["attended", 0, "staffId"], "Anni"],
  ["no person", [{ ...row, staffId: undefined }], "missing-value", ["attended", 0, "staffId"]],
  ["a course that does not exist", [{ ...row, courseId: "c2x" }], "unknown-id", ["attended", 0, "courseId"]],
  [
    "a day that does not exist",
    [{ ...row, completedOn: "2025-02-29" }],
    "impossible-date",
    ["attended", 0, "completedOn"],
  ],
  ["no day", [{ ...row, completedOn: undefined }], "missing-value", ["attended", 0, "completedOn"]],
  ["hours below 1", [{ ...row, hours: 0 }], "out-of-range", ["attended", 0, "hours"]],
  ["passed in words", [{ ...row, passed: "ya" }], "wrong-type", ["attended", 0, "passed"]],
  ["a row twice", [row, { ...row, hours: 10 }], "duplicate-training", ["attended", 1], "row 0"],
  ["a key that is not known", [{ ...row, date: "2025-06-01" }], "unknown-key", ["attended", 0, "date"]],
];

test.for(rows)("%s: one issue, with its place", ([, attended, code, path, words]) => {
  const issues = issuesOf(() => checkCatalogue(scenario, [course], wrong(attended)));
  expect(issues.map((issue) => [issue.code, issue.path])).toEqual([[`development/${code}`, path]]);
  if (words !== undefined) expect(`${issues[0]!.message} ${issues[0]!.hint}`).toContain(words);
});

test("every issue of both lists comes at once", () => {
  const catalogue = [
    { ...course, hours: 0, cost: -1 },
    { ...course, id: "c2", seats: 1.5 },
  ];
  const issues = issuesOf(() => checkCatalogue(scenario, catalogue, [{ ...row, staffId: "x", hours: 0 }]));
  expect(issues.map(({ path }) => path.join("."))).toEqual([
    "catalogue.0.hours",
    "catalogue.0.cost",
    "catalogue.1.seats",
    "attended.0.staffId",
    "attended.0.hours",
  ]);
});

test("two circles are two issues, and what only builds on them is none", () => {
  const needs: Record<string, string[]> = { a: ["b"], b: ["a"], c: ["b", "d"], d: ["c"], e: ["d"] };
  const catalogue = Object.entries(needs).map(([id, prerequisites]) => ({ ...course, id, prerequisites }));
  const door = openDoor("development");
  readCatalogue(catalogue, door, []);
  expect(door.issues.map(({ message }) => message)).toEqual([
    'nobody can begin: "a" → "b" → "a"',
    'nobody can begin: "c" → "d" → "c"',
  ]);
});

describe("hostile records", () => {
  const failing = Object.defineProperty({ ...course }, "hours", {
    enumerable: true,
    get: () => {
      throw new TypeError("boo");
    },
  });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const hostile: readonly (readonly [string, unknown])[] = [
    ["a getter that fails", [failing]],
    ["a proxy that was revoked", revoked.proxy],
    ["a proxy that was revoked, as a course", [revoked.proxy]],
    ["a course that inherits everything", [Object.create(course)]],
    [
      "a course without a prototype, damaged",
      [Object.assign(Object.create(null) as object, { ...course, hours: null })],
    ],
    ["a field called __proto__", [JSON.parse('{"__proto__": {"id": "x"}}')]],
  ];
  test.for(hostile)("%s: issues, and no error of another kind", ([, catalogue]) => {
    const issues = issuesOf(() => checkCatalogue(scenario, wrong(catalogue)));
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.every(({ code }) => code.startsWith("development/"))).toBe(true);
  });

  test("a competency may be called __proto__ or constructor", () => {
    const raises = JSON.parse('{"__proto__": 3, "constructor": 2}') as Record<string, 3>;
    const door = openDoor("development");
    const { courses } = readCatalogue([{ ...course, raises }], door, []);
    expect(door.issues).toEqual([]);
    expect(Object.keys(courses[0]!.raises)).toEqual(["__proto__", "constructor"]);
  });
});

test("defaults are filled in, and what was left out of seats stays without limit", () => {
  const { courses } = readCatalogue([course], openDoor("development"), []);
  expect(courses).toEqual([{ ...course, grants: [], prerequisites: [], successProbability: 1 }]);
});

test("a certificate that no post asks for is a notice; spelling does not matter", () => {
  const grants = ["sertifikat auditor", "Piagam"];
  expect(checkCatalogue(scenario, [{ ...course, grants }])).toEqual([
    {
      code: "development/certificate-not-asked-for",
      path: ["catalogue", 0, "grants"],
      message: 'no post asks for the certificate "Piagam"',
    },
  ]);
});

test("what was completed after the day of the scenario counts for nothing, and is said", () => {
  const read = (attended: unknown, of: Scenario): ReturnType<typeof readAttended> => {
    const door = openDoor("development");
    const result = readAttended(attended, of, readCatalogue([course], door, []), door, ["attended"]);
    door.close();
    return result;
  };
  const later = { ...row, completedOn: "2026-01-02" };
  const failed = { ...row, staffId: "budi", passed: false };
  const { rows: kept, passedBy, notices } = read([failed, later, row], scenario);
  expect(kept).toEqual([
    { ...row, passed: true },
    { ...failed, passed: false },
  ]);
  expect([...passedBy]).toEqual([["ani", new Set(["c1"])]]);
  expect(notices.map(({ code, path }) => [code, path])).toEqual([
    ["development/completed-later", ["attended", 1]],
    ["development/passed-not-on-record", ["attended", 2]],
  ]);
  expect(read(undefined, scenario).rows).toEqual([]);
});

test("a course that was passed and changed nobody's record is one notice, whatever the order of rows", () => {
  const ids = ["dewi", "budi", "ani", "citra", "eka", "fajar", "gita"];
  const post = { ...scenario.positions[0]!, capacity: 9, required: 9 };
  const have: Record<string, object> = {
    eka: { competencies: { Integritas: 3 }, certificates: ["SERTIFIKAT AUDITOR"] },
    fajar: { competencies: { Integritas: 3 }, certificates: [] },
  };
  const { asOf, agencies, units } = scenario;
  const of = createScenario({
    asOf,
    agencies,
    units,
    positions: [post],
    staff: ids.map((id) => ({ id, positionId: "p", competencies: { Integritas: 2 }, ...have[id] })),
  });
  const granting = { ...course, grants: ["Sertifikat Auditor"] };
  const attended = ids
    .filter((id) => id !== "gita")
    .map((staffId) => ({ staffId, courseId: "c1", hours: 20, completedOn: "2025-03-01" }));
  const failed = { staffId: "gita", courseId: "c1", hours: 20, completedOn: "2025-03-01", passed: false };
  for (const rows of [
    [...attended, failed],
    [failed, ...[...attended].reverse()],
  ]) {
    expect(checkCatalogue(of, [granting], rows)).toEqual([
      {
        code: "development/passed-not-on-record",
        path: ["attended", rows.findIndex(({ staffId }) => staffId === "ani")],
        message:
          '5 people passed "c1" and have no record of "Integritas 3", "Sertifikat Auditor": "ani", "budi", "citra" and 2 more; nobody takes it again, and what it gives does not count',
        hint: "join the ratings to the people (withCompetencies) and add the certificates, or drop the row if it was not passed",
      },
    ]);
  }
  expect(checkCatalogue(of, [granting], [{ ...failed, staffId: "eka", passed: true }])).toEqual([]);
});

test("what is no scenario is said so", () => {
  expect(issuesOf(() => checkCatalogue(wrong({}), [course])).map(({ code }) => code)).toEqual(["scenario/not-created"]);
});
