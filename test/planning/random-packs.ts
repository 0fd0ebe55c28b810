/** Random rule packs that are valid: subsets of the default one with other figures, and rules of a city's own. */
import * as fc from "fast-check";
import { type AppliesTo, asnMutasi, type PredicateParameters, type Rule, type RulePack } from "imbang";

type Asked = {
  [Kind in keyof PredicateParameters]: readonly [Kind, PredicateParameters[Kind]];
}[keyof PredicateParameters];

/** Rules that may be asked of anybody and any event. */
const ANYTIME: readonly Asked[] = [
  ["requirement", { requirement: "minGrade" }],
  ["requirement", { requirement: "competencies" }],
  ["requirement", { requirement: "certificates" }],
  ["flag", { fact: "active", must: true }],
  ["flag", { fact: "openFindings", must: false }],
  ["status", { barred: ["CPNS", "PPPK"] }],
  ["discipline", { levels: ["moderate", "severe"] }],
  ["studyLeave", {}],
  ["performance", { atLeast: "Sangat Baik", years: 1 }],
  ["retirementHorizon", { years: 0, months: 11 }],
  ["retirementHorizon", { years: 15 }],
  ["certificate", { certificate: "STR", titles: ["guru"] }],
  ["jobFamily", { alike: [["Keuangan", "teknik"]] }],
  ["jobLevel", { rise: 1, fall: 0 }],
];
/** Rules on transfers alone. */
const TRANSFERS: readonly Asked[] = [
  ["minimumTenure", { years: 2 }],
  ["minimumTenure", { years: 0, months: 1 }],
  ["contractMobility", { mobility: "none" }],
  ["contractMobility", { mobility: "sameJobInternal" }],
  ["kinship", { scope: "unit" }],
  ["kinship", { scope: "directSupervision" }],
  ["serviceCommitment", { years: 10, scope: "otherAgency" }],
  ["serviceCommitment", { years: 9, months: 11, scope: "any" }],
];

const appliesTo: fc.Arbitrary<AppliesTo> = fc.record(
  {
    statuses: fc.constantFrom(["PNS"] as const, ["PPPK"] as const),
    positionKinds: fc.constantFrom(["functional"] as const, ["executing", "structural"] as const),
    jobFamilies: fc.constant(["keuangan"]),
  },
  { requiredKeys: [] },
);

function rule(
  [predicate, parameters]: Asked,
  severity: Rule["severity"],
  applies: AppliesTo | undefined,
  days: Pick<Rule, "effectiveFrom" | "effectiveTo">,
): Omit<Rule, "id"> {
  return {
    version: "1",
    text: { id: `aturan ${predicate}`, en: `rule ${predicate}` },
    legalBasis: { title: "a test", verified: false },
    severity,
    ...(applies === undefined ? {} : { appliesTo: applies }),
    ...days,
    predicate,
    parameters,
  } as Omit<Rule, "id">;
}

const days = fc.constantFrom<Pick<Rule, "effectiveFrom" | "effectiveTo">[]>(
  {},
  {},
  {},
  { effectiveFrom: "2026-01-01" },
  { effectiveFrom: "2026-01-02" },
  { effectiveTo: "2026-01-01" },
  { effectiveFrom: "2020-01-01", effectiveTo: "2025-12-31" },
);

const own: fc.Arbitrary<Omit<Rule, "id">> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...ANYTIME, ...TRANSFERS), fc.constantFrom("law", "policy"), appliesTo, days)
      .map(([asked, severity, applies, when]) => rule(asked, severity, applies, when)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...TRANSFERS), fc.constantFrom(["move"] as const, ["placement"] as const))
      .map(([asked, events]) => rule(asked, "law", { events }, {})),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...ANYTIME),
        fc.constantFrom(["stay"] as const, ["stay", "move"] as const, ["move", "placement", "stay"] as const),
        appliesTo,
        days,
      )
      .map(([asked, events, applies, when]) => rule(asked, "law", { ...applies, events }, when)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("law", "preference"), fc.constantFrom({ years: 5 }, { years: 3, months: 11 }), appliesTo)
      .map(([severity, period, applies]) =>
        rule(["maximumTenure", period], severity, { ...applies, events: ["stay"] }, {}),
      ),
  },
);

/** A pack of up to a dozen rules; one in ten of them replaces another. */
export function randomPack(): fc.Arbitrary<RulePack> {
  return fc
    .record({
      kept: fc.subarray([...asnMutasi.rules].filter(({ predicate }) => predicate !== "maximumTenure")),
      own: fc.array(own, { maxLength: 4 }),
      replaces: fc.option(fc.nat(20), { freq: 4, nil: undefined }),
    })
    .map(({ kept, own: drawn, replaces }): RulePack => {
      const rules = [...kept, ...drawn.map((each, k) => ({ ...each, id: `own-${k}` }) as Rule)];
      const last = rules.length - 1;
      const target = replaces === undefined || rules.length < 2 ? undefined : rules[replaces % last]!.id;
      return {
        id: "random",
        version: "1",
        rules: rules.map((each, k) =>
          k === last && target !== undefined ? { ...each, replaces: { ruleId: target, reason: "a test" } } : each,
        ),
      };
    });
}
