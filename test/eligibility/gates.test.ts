import * as fc from "fast-check";
import { createScenario, judgeTransfer, type Position, type ScenarioInput, type Staff } from "imbang";
import { expect, test } from "vitest";
import { compileRules, hasBit, judgeLeaving, judgeRequirements, verdictOf } from "../../src/eligibility/index.js";
import { smallScenario } from "../planning/random-scenarios.js";
import { CLEAR } from "../planning/records.js";

/** The rules found between one person, of whom all else is known, and one post, as `rule:verdict`. */
function findings(person: Partial<Staff>, position: Partial<Position>, others: Partial<ScenarioInput> = {}): string[] {
  const scenario = createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: [
      { id: "here", unitId: "u", title: "Here", kind: "executing", capacity: 5, required: 1 },
      { id: "there", unitId: "u", title: "There", kind: "executing", capacity: 5, required: 1, ...position },
    ],
    staff: [{ ...CLEAR, id: "p", positionId: "here", ...person }],
    ...others,
  });
  const found = judgeTransfer(scenario, scenario.staff[0]!, scenario.positionById.get("there")!);
  for (const { text } of found) expect([text.id.length > 5, text.en.length > 5]).toEqual([true, true]);
  return found.map(({ rule, verdict }) => `${rule}:${verdict}`);
}

test.for<[string, Partial<Staff>, Position["requirements"], string[]]>([
  ["nothing asked", {}, undefined, []],
  ["nothing asked, in so many words", {}, { fields: [], certificates: [], competencies: {} }, []],
  ["grade high enough", { grade: "III/b" }, { minGrade: "III/b" }, []],
  ["grade one step too low", { grade: "III/a" }, { minGrade: "III/b" }, ["minGrade:forbidden"]],
  ["II/d is below III/a", { grade: "II/d" }, { minGrade: "III/a" }, ["minGrade:forbidden"]],
  ["grade at the top of the range", { grade: "IV/a" }, { maxGrade: "IV/a" }, []],
  ["grade above the range", { grade: "IV/b" }, { maxGrade: "IV/a" }, ["maxGrade:forbidden"]],
  ["no grade recorded", {}, { minGrade: "III/a", maxGrade: "III/d" }, ["minGrade:unknown", "maxGrade:unknown"]],
  ["contract grade against a rank", { grade: "IX" }, { minGrade: "III/a" }, ["minGrade:unknown"]],
  ["contract grade against a contract grade", { grade: "VII" }, { minGrade: "IX" }, ["minGrade:forbidden"]],
  ["D4 counts as S1", { education: { level: "D4" } }, { minEducation: "S1" }, []],
  ["D3 is not S1", { education: { level: "D3" } }, { minEducation: "S1" }, ["minEducation:forbidden"]],
  ["SMK counts as SMA", { education: { level: "SMK" } }, { minEducation: "SMA" }, []],
  ["no education recorded", {}, { minEducation: "SD" }, ["minEducation:unknown"]],
  ["field in another spelling", { education: { level: "S1", field: " ilmu  HUKUM" } }, { fields: ["Ilmu Hukum"] }, []],
  ["another field", { education: { level: "S1", field: "Teknik" } }, { fields: ["Ilmu Hukum"] }, ["fields:forbidden"]],
  ["no field recorded", { education: { level: "S1" } }, { fields: ["Ilmu Hukum"] }, ["fields:unknown"]],
  ["competency high enough", { competencies: { Integritas: 3 } }, { competencies: { Integritas: 3 } }, []],
  [
    "competency too low",
    { competencies: { Integritas: 2 } },
    { competencies: { Integritas: 3 } },
    ["competencies:forbidden"],
  ],
  [
    "competency never rated",
    { competencies: {} },
    { competencies: JSON.parse('{"constructor":1}') as Record<string, 1> },
    ["competencies:unknown"],
  ],
  ["certificate held", { certificates: ["str"] }, { certificates: ["STR"] }, []],
  ["certificate not held", { certificates: [] }, { certificates: ["STR"] }, ["certificates:forbidden"]],
  ["no certificates recorded", {}, { certificates: ["STR"] }, ["certificates:unknown"]],
  ["probation", { status: "CPNS" }, undefined, ["probation:forbidden"]],
  ["fixed", { fixed: true }, undefined, ["fixed:forbidden"]],
])("%s", ([, person, requirements, expected]) => {
  expect(findings(person, requirements === undefined ? {} : { requirements })).toEqual(expected);
});

test("posts that take nobody in", () => {
  expect(findings({}, { required: null })).toEqual(["notStudied:forbidden"]);
  const crowd = { staff: ["p", "q", "r"].map((id, k) => ({ ...CLEAR, id, positionId: k === 0 ? "here" : "there" })) };
  expect(findings({}, { capacity: 1 }, crowd)).toEqual(["overFull:forbidden"]);
  expect(findings({}, { capacity: 2 }, crowd)).toEqual([]);
});

test("holders of an unstudied post do not leave it", () => {
  const positions = [
    { id: "here", unitId: "u", title: "Here", capacity: 5, required: null },
    { id: "there", unitId: "u", title: "There", capacity: 5, required: 1 },
  ];
  expect(findings({}, {}, { positions })).toEqual(["leavesUnstudied:forbidden"]);
});

test("the compiled classes say of every pair what the gates say", () => {
  fc.assert(
    fc.property(smallScenario(), (input) => {
      const scenario = createScenario(input);
      const compiled = compileRules(scenario);
      scenario.staff.forEach((person, s) => {
        scenario.positions.forEach((position, p) => {
          const onBoth = verdictOf(judgeRequirements(scenario, person, position));
          expect(compiled.leaving(s)).toBe(verdictOf(judgeLeaving(scenario, person)));
          expect(compiled.verdict(s, p)).toBe(
            verdictOf([...judgeLeaving(scenario, person), ...judgeRequirements(scenario, person, position)]),
          );
          for (const unknown of ["allow", "forbid"] as const) {
            const eligible = hasBit(compiled.eligible(compiled.profileOf[s]!, unknown), p);
            expect(eligible).toBe(onBoth === "allowed" || (onBoth === "unknown" && unknown === "allow"));
          }
        });
      });
    }),
  );
});

test("people and posts of elsewhere are refused by name", () => {
  const scenario = createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: [{ id: "here", unitId: "u", title: "Here", capacity: 5, required: 1 }],
    staff: [{ id: "p", positionId: "here" }],
  });
  const [person, position] = [scenario.staff[0]!, scenario.positions[0]!];
  expect(() => judgeTransfer(scenario, undefined as never, position)).toThrow("[scenario/unknown-id] at person");
  expect(() => judgeTransfer(scenario, person, { ...position, id: "there" })).toThrow(
    "[scenario/unknown-id] at position",
  );
  expect(() => judgeTransfer({} as never, person, position)).toThrow(/scenario\/not-created/);
});
