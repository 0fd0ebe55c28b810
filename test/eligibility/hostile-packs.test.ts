/** Packs that are broken, absurd or hostile: every fault is an issue with a code and a path, and none takes its time. */
import * as fc from "fast-check";
import { asnMutasi, composeRules, createScenario, type Issue, type Rule, type RulePack, ScenarioError } from "imbang";
import { verifyRule } from "imbang/testing";
import { expect, test } from "vitest";
import { randomPack } from "../planning/random-packs.js";

/** A sound rule; each case breaks it. */
const RULE = {
  id: "own",
  version: "1",
  text: { id: "aturan kota", en: "a rule of the city" },
  legalBasis: { title: "Perwali 1/2026", verified: false },
  severity: "policy",
  predicate: "minimumTenure",
  parameters: { years: 2 },
} as const satisfies Rule;
const LONG = {
  ...RULE,
  id: "long",
  severity: "preference",
  predicate: "maximumTenure",
  appliesTo: { events: ["stay"] },
} as const;

function pack(...rules: readonly unknown[]): unknown {
  return { id: "city", version: "1", rules };
}

function issuesOf(rules: unknown): readonly Issue[] {
  try {
    createScenario({
      asOf: "2026-01-01",
      agencies: [{ id: "a", name: "A" }],
      units: [{ id: "u", agencyId: "a", name: "U" }],
      positions: [{ id: "p", unitId: "u", title: "P", capacity: 1, required: 1 }],
      staff: [],
      rules: rules as RulePack,
    });
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError); // nothing else may reach a user
    return (error as ScenarioError).issues;
  }
}

function issuesOfComposing(...args: readonly unknown[]): readonly Issue[] {
  try {
    composeRules(...(args as Parameters<typeof composeRules>));
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    return (error as ScenarioError).issues;
  }
}

const codes = (issues: readonly Issue[]): string[] => issues.map(({ code, path }) => `${code} ${path.join(".")}`);

test("a sound rule is taken", () => {
  expect(issuesOf(pack(RULE, LONG))).toEqual([]);
  expect(issuesOf(pack())).toEqual([]);
});

test.for<[string, unknown, string]>([
  ["no pack but null", null, "rules/wrong-type rules"],
  ["a list", [], "rules/wrong-type rules"],
  ["a text", "asnMutasi", "rules/wrong-type rules"],
  ["no rules", { id: "city", version: "1" }, "rules/missing-value rules.rules"],
  ["rules that are no list", { id: "city", version: "1", rules: {} }, "rules/wrong-type rules.rules"],
  ["a pack without an id", { version: "1", rules: [] }, "rules/missing-value rules.id"],
  ["an unknown key of the pack", { ...(pack() as object), rule: [] }, "rules/unknown-key rules.rule"],
  ["rules that are holes", { id: "city", version: "1", rules: Array<unknown>(2) }, "rules/missing-value rules.rules.1"],
  ["a rule that is null", pack(null), "rules/wrong-type rules.rules.0"],
  ["a rule that is a text", pack(RULE, "minimumTenure"), "rules/wrong-type rules.rules.1"],
  ["an unknown predicate", pack({ ...RULE, predicate: "minimumTenur" }), "rules/unknown-value rules.rules.0.predicate"],
  ["no predicate", pack({ ...RULE, predicate: undefined }), "rules/missing-value rules.rules.0.predicate"],
  [
    "a predicate of every object",
    pack({ ...RULE, predicate: "constructor" }),
    "rules/unknown-value rules.rules.0.predicate",
  ],
  [
    "code in the place of a predicate",
    pack({ ...RULE, predicate: () => true }),
    "rules/unknown-value rules.rules.0.predicate",
  ],
  ["no parameters", pack({ ...RULE, parameters: undefined }), "rules/missing-value rules.rules.0.parameters"],
  [
    "parameters of another predicate",
    pack({ ...RULE, parameters: { years: 2, scope: "unit" } }),
    "rules/unknown-key rules.rules.0.parameters.scope",
  ],
  ["negative years", pack({ ...RULE, parameters: { years: -1 } }), "rules/out-of-range rules.rules.0.parameters.years"],
  ["half a year", pack({ ...RULE, parameters: { years: 0.5 } }), "rules/wrong-type rules.rules.0.parameters.years"],
  [
    "NaN years",
    pack({ ...RULE, parameters: { years: Number.NaN } }),
    "rules/not-a-number rules.rules.0.parameters.years",
  ],
  [
    "thirteen months",
    pack({ ...RULE, parameters: { years: 1, months: 13 } }),
    "rules/out-of-range rules.rules.0.parameters.months",
  ],
  [
    "a prototype among the parameters",
    pack({ ...RULE, parameters: JSON.parse('{"years":2,"__proto__":{"months":3}}') }),
    "rules/unknown-key rules.rules.0.parameters.__proto__",
  ],
  [
    "a prototype among the keys of a rule",
    pack(JSON.parse(JSON.stringify(RULE).replace("{", '{"__proto__":{"id":"x"},'))),
    "rules/unknown-key rules.rules.0.__proto__",
  ],
  ["an unknown severity", pack({ ...RULE, severity: "rule" }), "rules/unknown-value rules.rules.0.severity"],
  ["text in one language", pack({ ...RULE, text: { en: "x" } }), "rules/missing-value rules.rules.0.text.id"],
  [
    "no word on verification",
    pack({ ...RULE, legalBasis: { title: "x" } }),
    "rules/missing-value rules.rules.0.legalBasis.verified",
  ],
  [
    "a day that does not exist",
    pack({ ...RULE, effectiveFrom: "2025-02-30" }),
    "rules/impossible-date rules.rules.0.effectiveFrom",
  ],
  [
    "dates reversed",
    pack({ ...RULE, effectiveFrom: "2026-01-02", effectiveTo: "2026-01-01" }),
    "rules/dates-reversed rules.rules.0.effectiveTo",
  ],
  ["no event", pack({ ...RULE, appliesTo: { events: [] } }), "rules/out-of-range rules.rules.0.appliesTo.events"],
  [
    "an unknown event",
    pack({ ...RULE, appliesTo: { events: ["leave"] } }),
    "rules/unknown-value rules.rules.0.appliesTo.events.0",
  ],
  [
    "staying by a rule on transfers",
    pack({ ...RULE, severity: "law", appliesTo: { events: ["stay"] } }),
    "rules/event-not-judged rules.rules.0.appliesTo.events",
  ],
  [
    "a maximum tenure of moves",
    pack({ ...LONG, appliesTo: { events: ["move"] } }),
    "rules/event-not-judged rules.rules.0.appliesTo.events",
  ],
  [
    "a maximum tenure without events",
    pack({ ...LONG, appliesTo: undefined }),
    "rules/event-not-judged rules.rules.0.appliesTo.events",
  ],
  [
    "a policy that takes posts away",
    pack({ ...LONG, severity: "policy" }),
    "rules/stay-needs-law rules.rules.0.appliesTo.events",
  ],
  [
    "somebody exempt from a law",
    pack({ ...RULE, severity: "law", appliesTo: { exceptStaffIds: ["s1"] } }),
    "rules/law-with-exemptions rules.rules.0.appliesTo.exceptStaffIds",
  ],
  [
    "a preference that no level counts",
    pack({ ...RULE, severity: "preference" }),
    "rules/preference-without-level rules.rules.0.severity",
  ],
  ["an id twice", pack(RULE, { ...RULE, version: "2" }), "rules/duplicate-rule rules.rules.1.id"],
  [
    "minimum above maximum",
    pack({ ...RULE, parameters: { years: 6 } }, { ...LONG, parameters: { years: 5 } }),
    "rules/empty-range rules.rules.0.parameters",
  ],
  [
    "replaces itself",
    pack({ ...RULE, replaces: { ruleId: "own" } }),
    "rules/replaces-itself rules.rules.0.replaces.ruleId",
  ],
  [
    "replaces nothing known",
    pack(RULE, { ...RULE, id: "b", replaces: { ruleId: "owm" } }),
    "rules/unknown-rule rules.rules.1.replaces.ruleId",
  ],
  [
    "a circle of two",
    pack({ ...RULE, replaces: { ruleId: "b" } }, { ...RULE, id: "b", replaces: { ruleId: "own" } }),
    "rules/circular-replacement rules.rules.0.replaces",
  ],
  [
    "replaces a law without a reason",
    pack({ ...RULE, severity: "law" }, { ...RULE, id: "b", replaces: { ruleId: "own" } }),
    "rules/law-off-without-reason rules.rules.1.replaces.reason",
  ],
  [
    "a law off without a reason",
    { ...(pack() as object), off: [{ ruleId: "x", severity: "law" }] },
    "rules/law-off-without-reason rules.off.0.reason",
  ],
])("%s", ([, rules, expected]) => {
  const issues = issuesOf(rules);
  expect(codes(issues)).toContain(expected);
  for (const { message } of issues) expect(message).toMatch(/^\S.{8,}/);
});

test("did you mean: predicates and rules get the nearest known one", () => {
  const hintOf = (rules: unknown): (string | undefined)[] => issuesOf(rules).map(({ hint }) => hint);
  expect(hintOf(pack({ ...RULE, predicate: "minimumTenur" }))).toContain('you meant "minimumTenure"');
  expect(hintOf(pack(RULE, { ...RULE, id: "rule-b", replaces: { ruleId: "own " } }))).toContain('you meant "own"');
  expect(issuesOfComposing(asnMutasi, { switchOff: [{ ruleId: "jobfamily" }] })[0]!.hint).toBe('you meant "jobFamily"');
});

test("every fault is told at once", () => {
  const found = codes(issuesOf(pack({ ...RULE, predicate: "x", severity: "y" }, RULE, RULE, { ...RULE, text: 5 })));
  expect(found).toEqual([
    "rules/unknown-value rules.rules.0.severity",
    "rules/unknown-value rules.rules.0.predicate",
    "rules/wrong-type rules.rules.3.text",
    "rules/duplicate-rule rules.rules.2.id",
  ]);
});

test("ids that look like object internals are ids like any other", () => {
  const strange = ["__proto__", "constructor", "toString"].map((id) => ({ ...RULE, id }));
  expect(issuesOf(pack(...strange))).toEqual([]);
  const made = composeRules(pack(...strange) as RulePack, {
    switchOff: [{ ruleId: "constructor" }],
    parameters: JSON.parse('{"__proto__":{"years":7}}') as Record<string, Record<string, unknown>>,
  });
  expect(made.rules.map(({ id, parameters }) => [id, parameters])).toEqual([
    ["__proto__", { years: 7 }],
    ["toString", { years: 2 }],
  ]);
  expect(codes(issuesOfComposing(asnMutasi, { parameters: { hasOwnProperty: { years: 1 } } }))).toEqual([
    "rules/unknown-rule changes.0.parameters.hasOwnProperty",
  ]);
});

test.for<[string, () => unknown]>([
  ["5,000 sound rules", () => pack(...Array.from({ length: 5_000 }, (_, k) => ({ ...RULE, id: `r${k}` })))],
  ["5,000 nulls", () => pack(...Array.from({ length: 5_000 }, () => null))],
  [
    "500 rules in one circle",
    () =>
      pack(
        ...Array.from({ length: 500 }, (_, k) => ({ ...RULE, id: `r${k}`, replaces: { ruleId: `r${(k + 1) % 500}` } })),
      ),
  ],
  [
    "500 broken rules",
    () => pack(...Array.from({ length: 500 }, () => ({ ...RULE, id: 5, predicate: "x".repeat(100_000) }))),
  ],
  ["a text of ten million letters", () => pack({ ...RULE, text: { id: "x".repeat(1e7), en: "y" } })],
  ["a predicate of ten million letters", () => pack({ ...RULE, predicate: "minimum".repeat(1e6) })],
  [
    "an id of ten million letters",
    () => pack({ ...RULE, id: "x".repeat(1e7) }, { ...RULE, replaces: { ruleId: "x".repeat(1e7) } }),
  ],
  [
    "a million titles",
    () =>
      pack({
        ...RULE,
        predicate: "certificate",
        parameters: { certificate: "STR", titles: Array.from({ length: 1e6 }, () => "x") },
      }),
  ],
  [
    "a million entries switched off",
    () => ({ ...(pack() as object), off: Array.from({ length: 1e6 }, () => ({ ruleId: "x", severity: "law" })) }),
  ],
])("%s: refused with a code, in little time", ([, make]) => {
  const rules = make();
  const startedAt = performance.now();
  const issues = issuesOf(rules);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(issues.length).toBeGreaterThan(0);
  for (const { code, message } of issues) {
    expect(code).toMatch(/^rules\//);
    expect(message.length).toBeLessThan(1_000);
  }
});

test("one rule too many is refused, 500 are taken and judged", () => {
  const rules = (count: number): unknown =>
    pack(...Array.from({ length: count }, (_, k) => ({ ...RULE, id: `r${k}` })));
  expect(codes(issuesOf(rules(501)))).toEqual(["rules/too-many-rules rules.rules"]);
  expect(issuesOf(rules(500))).toEqual([]);
});

test("composing: figures, switching off, adding, and packs in a row", () => {
  const made = composeRules(
    asnMutasi,
    {
      id: "kota",
      version: "2026",
      parameters: { minimumTenure: { years: 3 }, retirementHorizon: { months: 6 } },
      switchOff: [{ ruleId: "jobLevel" }, { ruleId: "discipline", reason: "Perwali 4/2026: a commission decides" }],
      add: [RULE],
    },
    { id: "more", version: "1", rules: [{ ...RULE, id: "third" }] },
  );
  const ruleOf = new Map(made.rules.map((rule) => [rule.id, rule]));
  expect([made.id, made.version]).toEqual(["kota+more", "2026+1"]);
  expect(ruleOf.get("minimumTenure")!.parameters).toEqual({ years: 3 });
  expect(ruleOf.get("retirementHorizon")!.parameters).toEqual({ years: 1, months: 6 });
  expect([ruleOf.has("jobLevel"), ruleOf.has("discipline"), ruleOf.has("own"), ruleOf.has("third")]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(made.off).toEqual([
    { ruleId: "jobLevel", severity: "policy" },
    { ruleId: "discipline", severity: "law", reason: "Perwali 4/2026: a commission decides" },
  ]);
  expect(asnMutasi.off).toBeUndefined();
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  expect(issuesOf(made)).toEqual([]);
  expect(composeRules(asnMutasi)).toEqual(asnMutasi);
});

test.for<[string, unknown, string]>([
  ["an unknown rule", { switchOff: [{ ruleId: "tenure" }] }, "rules/unknown-rule changes.0.switchOff.0.ruleId"],
  ["an entry that is null", { switchOff: [null] }, "rules/wrong-type changes.0.switchOff.0"],
  ["an entry that is a hole", { switchOff: Array<unknown>(2) }, "rules/wrong-type changes.0.switchOff.1"],
  ["an entry that is an id", { switchOff: ["jobLevel"] }, "rules/wrong-type changes.0.switchOff.0"],
  [
    "a reason under another name",
    { switchOff: [{ ruleId: "kinship", alasan: "SK 1/2026" }] },
    "rules/unknown-key changes.0.switchOff.0.alasan",
  ],
  [
    "a law without a reason",
    { switchOff: [{ ruleId: "performance" }] },
    "rules/law-off-without-reason changes.0.switchOff.0.reason",
  ],
  [
    "a law with an empty reason",
    { switchOff: [{ ruleId: "performance", reason: " " }] },
    "rules/wrong-type changes.0.switchOff.0.reason",
  ],
  [
    "figures of an unknown rule",
    { parameters: { tenure: { years: 1 } } },
    "rules/unknown-rule changes.0.parameters.tenure",
  ],
  [
    "an unknown figure",
    { parameters: { minimumTenure: { year: 1 } } },
    "rules/unknown-key changes.0.parameters.minimumTenure.year",
  ],
  [
    "a figure out of range",
    { parameters: { minimumTenure: { years: 101 } } },
    "rules/out-of-range changes.0.parameters.minimumTenure.years",
  ],
  [
    "a minimum above the maximum",
    { parameters: { minimumTenure: { years: 6 } } },
    "rules/empty-range changes.0.parameters.minimumTenure",
  ],
  [
    "figures that are none",
    { parameters: { minimumTenure: 3 } },
    "rules/wrong-type changes.0.parameters.minimumTenure",
  ],
  [
    "changed and switched off",
    { parameters: { jobLevel: { rise: 1 } }, switchOff: [{ ruleId: "jobLevel" }] },
    "rules/contradicting-changes changes.0.parameters.jobLevel",
  ],
  [
    "switched off twice",
    { switchOff: [{ ruleId: "jobLevel" }, { ruleId: "jobLevel" }] },
    "rules/contradicting-changes changes.0.switchOff.1",
  ],
  ["added under a known id", { add: [{ ...RULE, id: "jobLevel" }] }, "rules/duplicate-rule changes.0.add.0.id"],
  [
    "added and switched off",
    { add: [{ ...RULE, id: "jobLevel" }], switchOff: [{ ruleId: "jobLevel" }] },
    "rules/contradicting-changes changes.0.add.0.id",
  ],
  [
    "a broken rule added",
    { add: [RULE, { ...RULE, id: "b", parameters: {} }] },
    "rules/missing-value changes.0.add.1.parameters.years",
  ],
  [
    "a replacement that goes round",
    {
      add: [
        { ...RULE, replaces: { ruleId: "b" } },
        { ...RULE, id: "b", replaces: { ruleId: "own" } },
      ],
    },
    "rules/circular-replacement changes.0.add.0.replaces",
  ],
  ["an unknown key", { switchoff: [] }, "rules/unknown-key changes.0.switchoff"],
  ["lists that are none", { add: {}, switchOff: 3 }, "rules/wrong-type changes.0.add"],
  ["changes that are null", null, "rules/wrong-type changes.0"],
  [
    "a pack with a rule of the same id",
    { id: "b", version: "1", rules: [{ ...RULE, id: "jobLevel" }] },
    "rules/duplicate-rule changes.0.rules.0.id",
  ],
  ["a broken pack", { id: "b", version: "1", rules: [{}] }, "rules/missing-value changes.0.rules.0.id"],
  ["an id that is none", { id: 5 }, "rules/wrong-type changes.0"],
])("composing with %s", ([, changes, expected]) => {
  expect(codes(issuesOfComposing(asnMutasi, changes))).toContain(expected);
});

test.for<[string, () => unknown, string]>([
  ["no rule", () => verifyRule(undefined as never).given({}, {}), "rules/missing-value rules.rules.0"],
  ["nobody", () => verifyRule(RULE).given(null as never, {}), "rules/wrong-type person"],
  ["no post", () => verifyRule(RULE).given({}, "p1" as never), "rules/wrong-type position"],
])("a test of a rule with %s is refused", ([, ask, expected]) => {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    expect(codes(error.issues)).toContain(expected);
    return;
  }
  expect.unreachable("nothing was refused");
});

test("junk in any place ends in issues, or is taken, and never in another error", () => {
  fc.assert(
    fc.property(
      randomPack(),
      fc.nat(),
      fc.oneof(fc.constantFrom(null, -1, "", [], {}), fc.anything()),
      (rules, pick, value) => {
        expect(issuesOf(rules)).toEqual([]);
        const copy = structuredClone(rules) as unknown as Record<string | number, unknown>;
        const paths = pathsOf(copy);
        const path = paths[pick % paths.length]!;
        let at = copy;
        for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
        at[path.at(-1)!] = value;
        for (const issue of [...issuesOf(copy), ...issuesOfComposing(asnMutasi, copy), ...issuesOfComposing(copy)]) {
          expect(issue.code).toMatch(/^rules\/[a-z-]+$/);
        }
      },
    ),
  );
});

function pathsOf(value: unknown, at: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, k) => k) : Object.keys(value);
  return keys.flatMap((key) => [
    [...at, key],
    ...pathsOf((value as Record<string | number, unknown>)[key], [...at, key]),
  ]);
}

test("a rule with figures of the city's own says so in its version, text and basis; the same figures change nothing", () => {
  const { rules } = composeRules(asnMutasi, {
    parameters: { minimumTenure: { years: 3 }, maximumTenure: { years: 5 } },
  });
  const old = asnMutasi.rules.find(({ id }) => id === "minimumTenure")!;
  const changed = rules.find(({ id }) => id === "minimumTenure")!;
  expect(changed.version).toBe(`${old.version}+changed`);
  expect(changed.text.en).toBe(`${old.text.en} (changed: years 3)`);
  expect(changed.text.id).toBe(`${old.text.id} (diubah: years 3)`);
  expect(changed.legalBasis).toMatchObject({ title: old.legalBasis.title, verified: false });
  expect(changed.legalBasis.note).toContain("years 3 (was years 2)");
  expect(rules.find(({ id }) => id === "maximumTenure")).toEqual(
    asnMutasi.rules.find(({ id }) => id === "maximumTenure"),
  );
});

test("a law without a reason is reported once, and blanks are no reason for replacing one", () => {
  const issuesOfChanges = (change: object): readonly string[] => {
    try {
      composeRules(asnMutasi, change);
      return [];
    } catch (error) {
      return (error as ScenarioError).issues.map(({ code, path }) => `${code} ${path.join(".")}`);
    }
  };
  expect(issuesOfChanges({ switchOff: [{ ruleId: "performance" }] })).toEqual([
    "rules/law-off-without-reason changes.0.switchOff.0.reason",
  ]);
  const own = { ...RULE, severity: "law", replaces: { ruleId: "minimumTenure", reason: " " } };
  expect(issuesOfChanges({ add: [own] })).toHaveLength(1);
  expect(issuesOfChanges({ add: [own] })[0]).toMatch(/ changes\.0\.add\.0\.replaces\.reason$/);
});
