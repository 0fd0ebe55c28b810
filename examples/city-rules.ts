/** A city's own rules: the default pack with other figures, one rule less, one more; and how such a rule is tested. */
import { asnMutasi, composeRules, createScenario, type Rule, type RulePack, whyIneligible } from "imbang";
import { verifyRule } from "imbang/testing";

const ownRule: Rule = {
  id: "functionalTenure",
  version: "2026",
  text: {
    id: "pejabat fungsional dimutasi paling cepat setelah 4 tahun dalam jabatan",
    en: "functional staff are transferred after 4 years in the post at the earliest",
  },
  legalBasis: { title: "Perwali 12/2026", article: "5", verified: true },
  effectiveFrom: "2026-01-01",
  severity: "policy",
  appliesTo: { events: ["move"], positionKinds: ["functional"] },
  predicate: "minimumTenure",
  parameters: { years: 4 },
};

export const cityRules: RulePack = composeRules(asnMutasi, {
  id: "kota",
  version: "2026",
  parameters: { retirementHorizon: { years: 2 }, kinship: { scope: "unit" } },
  switchOff: [
    { ruleId: "jobLevel" },
    { ruleId: "pppkMobility", reason: "SE Menteri, January 2026: contract staff move within the city" },
  ],
  add: [ownRule],
});

verifyRule(ownRule).given({ positionSince: "2022-01-02" }, { kind: "functional" }, { asOf: "2026-01-01" }).forbids();
verifyRule(ownRule).given({ positionSince: "2022-01-01" }, { kind: "functional" }, { asOf: "2026-01-01" }).allows();
verifyRule(ownRule).given({ positionSince: "2025-06-01" }, { kind: "executing" }).allows();
verifyRule(ownRule).given({}, { kind: "functional" }).unknown();

const scenario = createScenario({
  asOf: "2026-01-01",
  agencies: [{ id: "edu", name: "Dinas Pendidikan" }],
  units: ["north", "south"].map((id) => ({ id, agencyId: "edu", name: `SD ${id}` })),
  positions: ["north", "south"].map((id) => ({
    id,
    unitId: id,
    title: "Guru Kelas",
    kind: "functional" as const,
    capacity: 9,
    required: 4,
  })),
  staff: [{ id: "Ani", positionId: "north", status: "PNS", positionSince: "2023-03-01", birthDate: "1980-04-21" }],
  rules: cityRules,
});
for (const { rule, verdict, severity, text, legalBasis } of whyIneligible(scenario, "Ani", "south")) {
  console.log(`${severity} ${rule}: ${verdict}: ${text.en} (${legalBasis?.title})`);
}
