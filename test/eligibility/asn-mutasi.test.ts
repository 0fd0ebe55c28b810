/** Every rule of the default pack allows, forbids and leaves open what it should, and none can be taken out unnoticed. */
import { asnMutasi, createScenario, type Rule, type RulePack, type Staff, whyIneligible } from "imbang";
import { type RuleClaims, verifyRule } from "imbang/testing";
import { describe, expect, test } from "vitest";
import { CLEAR } from "../planning/records.js";
import { PACK_CASES, type PackCase } from "./pack-cases.js";

/** A case on its own rule, or on the whole pack: there all else is complete and clear. */
function claimsOf(rules: Rule | RulePack, { person, position, setting }: PackCase): RuleClaims {
  const told = Object.entries({ ...CLEAR, ...person }).filter(([, value]) => value !== undefined);
  const isWhole = "rules" in rules;
  const post = position === "present" || !isWhole ? position : { kind: "executing" as const, ...position };
  return verifyRule(rules).given(Object.fromEntries(told) as Partial<Staff>, post, setting);
}

const ruleOf = new Map(asnMutasi.rules.map((rule) => [rule.id, rule]));

test("every rule of the pack has cases, and every case a rule", () => {
  expect(Object.keys(PACK_CASES).sort()).toEqual([...ruleOf.keys()].sort());
});

describe.for(Object.entries(PACK_CASES))("%s", ([id, { allows, forbids, unknown }]) => {
  const rule = ruleOf.get(id)!;
  const isPreference = rule.severity === "preference";

  test("has a case of each kind", () => {
    for (const cases of [allows, forbids, unknown]) expect(cases.length).toBeGreaterThan(0);
  });

  test.for(allows.map((each) => [each.name, each] as const))("allows: %s", ([, each]) => {
    claimsOf(rule, each).allows();
    claimsOf(rule, each).costs(0);
    claimsOf(asnMutasi, each).allows();
  });

  test.for(forbids.map((each) => [each.name, each] as const))("forbids: %s", ([, each]) => {
    if (isPreference) {
      claimsOf(rule, each).allows(); // it takes nobody's post away
      claimsOf(rule, each).costs(1);
      return;
    }
    claimsOf(rule, each).forbids();
    claimsOf(asnMutasi, each).forbids(id);
  });

  test.for(unknown.map((each) => [each.name, each] as const))("leaves open: %s", ([, each]) => {
    if (isPreference) claimsOf(rule, each).allows();
    else claimsOf(rule, each).unknown();
    claimsOf(rule, each).costs(0);
  });

  test("cannot be taken out of the pack unnoticed", () => {
    const rest: RulePack = { ...asnMutasi, rules: asnMutasi.rules.filter((each) => each !== rule) };
    for (const each of forbids) {
      if (isPreference) claimsOf(rest, each).costs(0);
      else expect(() => claimsOf(rest, each).forbids(), each.name).toThrow(/expected forbidden/);
    }
  });

  test("is no rule before its first day in force", () => {
    if (rule.effectiveFrom === undefined) return;
    for (const each of forbids) {
      const asOf = `${Number(rule.effectiveFrom.slice(0, 4)) - 1}-06-01`;
      claimsOf(rule, { ...each, setting: { ...each.setting, asOf } }).allows();
    }
  });

  test("says what it is, where it stands and whether that was read", () => {
    expect([rule.text.id.length > 8, rule.text.en.length > 8]).toEqual([true, true]);
    expect(rule.legalBasis.title.length).toBeGreaterThan(5);
    if (!rule.legalBasis.verified) expect(rule.legalBasis.note).toBeTruthy();
  });
});

test("the pack is plain, frozen JSON that a scenario takes", () => {
  expect(JSON.parse(JSON.stringify(asnMutasi))).toEqual(asnMutasi);
  expect(Object.isFrozen(asnMutasi.rules[0]!.parameters)).toBe(true);
});

test("why not: laws first, then policies, then gates, each with its reason and basis", () => {
  const scenario = createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: [
      { id: "here", unitId: "u", title: "Here", kind: "executing", capacity: 5, required: 1 },
      {
        id: "there",
        unitId: "u",
        title: "There",
        kind: "executing",
        capacity: 5,
        required: null,
        requirements: { minGrade: "III/d" },
      },
    ],
    staff: [
      { ...CLEAR, id: "p", positionId: "here", grade: "III/a", positionSince: "2025-05-01", openFindings: true },
      { id: "q", positionId: "here", fixed: true },
    ],
  });
  const found = whyIneligible(scenario, "p", "there");
  expect(found.map(({ rule, severity, verdict }) => `${severity} ${rule} ${verdict}`)).toEqual([
    "law minimumTenure forbidden",
    "law openFindings forbidden",
    "policy minGrade forbidden",
    "gate notStudied forbidden",
  ]);
  expect(found[0]!.text).toEqual({
    id: "masa jabatan minimal 2 tahun, menduduki jabatan sejak 2025-05-01",
    en: "the present post must have been held for 2 years; held since 2025-05-01",
  });
  expect(found[0]!.legalBasis).toMatchObject({ title: "Peraturan BKN 5/2019", article: "2(3)", verified: true });
  const open = whyIneligible(scenario, "q", "there");
  expect(open.map(({ severity, verdict }) => `${severity} ${verdict}`)).toEqual(
    [...open]
      .map(({ severity, verdict }) => `${severity} ${verdict}`)
      .sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
  );
  expect(open.find(({ rule }) => rule === "minimumTenure")!.missing).toEqual(["staff", "positionSince"]);
  expect(whyIneligible(scenario, "p", "here")).toEqual([]);
  expect(() => whyIneligible(scenario, "pp", "there")).toThrow(/scenario\/unknown-id\] at staffId/);
  expect(() => whyIneligible(scenario, "p", undefined as never)).toThrow(/scenario\/unknown-id\] at positionId/);
  expect(() => whyIneligible({} as never, "p", "there")).toThrow(/scenario\/not-created/);
});

const ORDER = ["law forbidden", "law unknown", "policy forbidden", "policy unknown", "gate forbidden"];
