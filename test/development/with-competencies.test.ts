/** Ratings joined to people: the latest day wins, nothing is guessed, nothing is changed in place. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CompetencyRating } from "../../src/development/types.js";
import { withCompetencies } from "../../src/development/with-competencies.js";
import { ImbangError, type Issue } from "../../src/errors/index.js";
import { createScenario, type ScenarioInput } from "../../src/scenario/index.js";

const wrong = (value: unknown): never => value as never;
const input: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: [{ id: "a", name: "Dinas" }],
  units: [{ id: "u", agencyId: "a", name: "Unit" }],
  positions: [{ id: "p", unitId: "u", title: "Post", capacity: 1, required: 1 }],
  staff: [
    { id: "ani", positionId: null, competencies: { Integritas: 4, Komunikasi: 2 } },
    { id: "budi", positionId: null },
    { id: "citra", positionId: null },
  ],
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

const rating: fc.Arbitrary<CompetencyRating> = fc.record(
  {
    staffId: fc.constantFrom("ani", "budi"),
    competency: fc.constantFrom("Integritas", "Komunikasi", "__proto__"),
    level: fc.constantFrom(1, 2, 3, 4, 5),
    assessedOn: fc.constantFrom("2024-01-01", "2025-01-01", "2025-06-30"),
  },
  { requiredKeys: ["staffId", "competency", "level"] },
);

test("law: of each person and competency the latest day stands; two levels on one day are refused; the rest stays", () => {
  fc.assert(
    fc.property(fc.array(rating, { maxLength: 8 }), (ratings) => {
      const frozen = structuredClone(input);
      const conflict = ratings.some((a) =>
        ratings.some(
          (b) =>
            a.staffId === b.staffId &&
            a.competency === b.competency &&
            a.assessedOn === b.assessedOn &&
            a.level !== b.level,
        ),
      );
      const issues = issuesOf(() => withCompetencies(input, ratings));
      expect(issues.length > 0).toBe(conflict);
      expect(issues.every(({ code }) => code === "development/conflicting-ratings")).toBe(true);
      expect(input).toEqual(frozen);
      if (conflict) return;
      const joined = withCompetencies(input, ratings);
      expect(joined).toEqual(withCompetencies(input, [...ratings].reverse()));
      expect(joined.staff[2]).toBe(input.staff[2]);
      for (const [k, person] of input.staff.entries()) {
        const own = new Map(Object.entries(joined.staff[k]!.competencies ?? {}));
        for (const name of ["Integritas", "Komunikasi", "__proto__"]) {
          const found = ratings
            .filter((one) => one.staffId === person.id && one.competency === name)
            .sort((a, b) => ((a.assessedOn ?? "") < (b.assessedOn ?? "") ? 1 : -1))[0];
          const before = new Map(Object.entries(person.competencies ?? {}));
          expect(own.get(name)).toBe(found?.level ?? before.get(name));
        }
      }
    }),
  );
});

test("a scenario can be made of what is joined", () => {
  const joined = withCompetencies(input, [{ staffId: "budi", competency: "Integritas", level: 3 }]);
  expect(createScenario(joined).staffById.get("budi")!.competencies).toEqual({ Integritas: 3 });
});

test("a lower level found later takes the place of the record", () => {
  const joined = withCompetencies(input, [{ staffId: "ani", competency: "Integritas", level: 2 }]);
  expect(joined.staff[0]!.competencies).toEqual({ Integritas: 2, Komunikasi: 2 });
});

test("ratings of a later day are refused, or left out where asked", () => {
  const late: CompetencyRating = { staffId: "ani", competency: "Integritas", level: 5, assessedOn: "2026-01-02" };
  expect(issuesOf(() => withCompetencies(input, [late])).map(({ code }) => code)).toEqual(["development/rated-later"]);
  expect(withCompetencies(input, [late], { later: "leaveOut" })).toEqual(input);
});

test("bad input: every issue with its place", () => {
  const rows = [
    { staffId: "anni", competency: "Integritas", level: 3 },
    { staffId: "ani", competency: "", level: 6 },
    { staffId: "ani", competency: "Integritas", level: 2.5, assessedOn: "2025-02-29" },
    { staffId: "ani", competency: "Integritas", level: 2, day: "2025-02-28" },
    "ani",
  ];
  const issues = issuesOf(() => withCompetencies(input, wrong(rows), wrong({ latr: 1 })));
  expect(issues.map(({ code, path }) => [code.slice(12), path.join(".")])).toEqual([
    ["unknown-key", "options.latr"],
    ["unknown-id", "ratings.0.staffId"],
    ["out-of-range", "ratings.1.competency"],
    ["out-of-range", "ratings.1.level"],
    ["out-of-range", "ratings.2.level"],
    ["impossible-date", "ratings.2.assessedOn"],
    ["unknown-key", "ratings.3.day"],
    ["wrong-type", "ratings.4"],
  ]);
  expect(issues[1]).not.toHaveProperty("hint"); // the nearest would be another person
});

test.for([undefined, null, 7, {}, { staff: 3 }, { staff: [null, 7] }, { staff: [], asOf: "x" }])(
  "an input that is none, %j: an issue or the same again, and no error of another kind",
  (value) => {
    const issues = issuesOf(() => withCompetencies(wrong(value), []));
    expect(issues.every(({ code }) => code.startsWith("development/"))).toBe(true);
  },
);

test.for<[string, unknown]>([
  ["a number", 5],
  ["true", true],
  ["null", null],
  ["an empty text", ""],
  ["a day", new Date(0)],
  ["a map", new Map([["Audit", 3]])],
  ["a list", [1]],
  ["an error", new Error("none")],
])("levels of a person that are %s are left to createScenario, which refuses them", ([, competencies]) => {
  const person = { id: "ani", positionId: null, competencies };
  const joined = withCompetencies({ ...input, staff: [wrong(person)] }, [
    { staffId: "ani", competency: "Audit", level: 3 },
  ]);
  expect(joined.staff[0]).toBe(person);
  const paths = issuesOf(() => createScenario(joined)).map(({ path }) => path.join("."));
  expect(paths).toEqual(["staff.0.competencies"]);
});

test("levels on an object without a prototype are levels", () => {
  const competencies = Object.assign(Object.create(null) as object, { Audit: 1, Kinerja: 2 });
  const joined = withCompetencies({ ...input, staff: [wrong({ id: "ani", positionId: null, competencies })] }, [
    { staffId: "ani", competency: "Audit", level: 3 },
  ]);
  expect(joined.staff[0]!.competencies).toEqual({ Audit: 3, Kinerja: 2 });
});
