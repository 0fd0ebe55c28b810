/**
 * The default rule pack: what national regulations ask of a transfer of state civil apparatus (*mutasi ASN*) within one
 * government. Figures come from the dated parameters of `regulation/`; what was not read in a published text says so.
 *
 * A city composes its own pack from this one (`composeRules`). Nothing here is legal advice.
 */
import {
  CONTRACT_MOBILITY,
  type DatedParameter,
  frozen,
  HEALTH_CERTIFICATE,
  KINSHIP_SCOPE,
  MAXIMUM_TENURE,
  MINIMUM_TENURE,
  PENALTIES_THAT_BAR,
  PERFORMANCE_BEFORE_TRANSFER,
  RETIREMENT_HORIZON,
  SERVICE_COMMITMENT,
  STATUSES_NOT_TRANSFERRED,
} from "../regulation/index.js";
import type { LegalBasis, Requirements, Rule, RuleCommon, RulePack, RuleText } from "../scenario/index.js";

const VERSION = "2026-11";

/** The parameter in force now, which the rule takes its figure, its day and its basis from. */
function resting<T>(
  parameters: readonly DatedParameter<T>[],
  article?: string,
): { readonly value: T; readonly basis: Pick<RuleCommon, "legalBasis" | "effectiveFrom"> } {
  const { value, effectiveFrom, legalBasis, verified, note } = parameters.at(-1)!;
  return {
    value,
    basis: {
      legalBasis: {
        title: legalBasis,
        ...(article === undefined ? {} : { article }),
        verified,
        ...(note === undefined ? {} : { note }),
      },
      effectiveFrom,
    },
  };
}

const minimumTenure = resting(MINIMUM_TENURE, "2(3)");
const maximumTenure = resting(MAXIMUM_TENURE, "2(3)");
const statuses = resting(STATUSES_NOT_TRANSFERRED, "3");
const penalties = resting(PENALTIES_THAT_BAR, "3");
const performance = resting(PERFORMANCE_BEFORE_TRANSFER, "3");
const mobility = resting(CONTRACT_MOBILITY);
const commitment = resting(SERVICE_COMMITMENT, "59");
const retirement = resting(RETIREMENT_HORIZON);
const kinship = resting(KINSHIP_SCOPE);
const health = resting(HEALTH_CERTIFICATE);

const FIT_FOR_THE_POST: LegalBasis = {
  title: "Peraturan BKN 5/2019",
  article: "2",
  verified: true,
  note: "a transfer rests on the fit of competence with the requirements of the job; read in summaries",
};
const REQUIREMENTS_OF_THE_POST: LegalBasis = {
  title: "Peraturan BKN 9/2022",
  verified: true,
  note: "the information on a job states its requirements; PP 11/2017 is said to have dropped rank as a formal criterion",
};
const CAREER_PATTERN: LegalBasis = {
  title: "Peraturan BKN 5/2019",
  article: "2",
  verified: false,
  note: "the regulation names job classification and career pattern; that family and level stay the same is practice",
};

function requirement(id: keyof Requirements, severity: Rule["severity"], legalBasis: LegalBasis, text: RuleText): Rule {
  return {
    id,
    version: VERSION,
    text,
    legalBasis,
    severity,
    predicate: "requirement",
    parameters: { requirement: id },
  };
}

const RULES: readonly Rule[] = [
  requirement("minGrade", "policy", REQUIREMENTS_OF_THE_POST, {
    id: "golongan pegawai tidak di bawah golongan minimal jabatan",
    en: "the grade is not below the lowest grade of the post",
  }),
  requirement("maxGrade", "policy", REQUIREMENTS_OF_THE_POST, {
    id: "golongan pegawai tidak di atas golongan maksimal jabatan",
    en: "the grade is not above the highest grade of the post",
  }),
  requirement("minEducation", "law", FIT_FOR_THE_POST, {
    id: "pendidikan memenuhi syarat jabatan",
    en: "the level of education meets the post's requirement",
  }),
  requirement("fields", "law", FIT_FOR_THE_POST, {
    id: "jurusan sesuai syarat jabatan",
    en: "the field of study is one that the post accepts",
  }),
  requirement("competencies", "law", FIT_FOR_THE_POST, {
    id: "kompetensi memenuhi standar jabatan",
    en: "the competencies meet the standard of the post",
  }),
  requirement("certificates", "law", FIT_FOR_THE_POST, {
    id: "sertifikat yang disyaratkan jabatan dimiliki",
    en: "the certificates that the post requires are held",
  }),
  {
    id: "minimumTenure",
    version: VERSION,
    text: {
      id: `mutasi paling cepat setelah ${minimumTenure.value} tahun dalam jabatan`,
      en: `a transfer takes at least ${minimumTenure.value} years in the present post`,
    },
    ...minimumTenure.basis,
    severity: "law",
    appliesTo: { events: ["move"] },
    predicate: "minimumTenure",
    parameters: { years: minimumTenure.value },
  },
  {
    id: "maximumTenure",
    version: VERSION,
    text: {
      id: `mutasi paling lama setelah ${maximumTenure.value} tahun dalam jabatan`,
      en: `a post is held for at most ${maximumTenure.value} years`,
    },
    ...maximumTenure.basis,
    severity: "preference",
    appliesTo: { events: ["stay"] },
    predicate: "maximumTenure",
    parameters: { years: maximumTenure.value },
  },
  {
    id: "activeStatus",
    version: VERSION,
    text: { id: "kedudukan hukum aktif", en: "the legal standing is active" },
    legalBasis: {
      title: "Peraturan BKN 5/2019",
      article: "3",
      verified: false,
      note: "the regulation asks for the status of a civil servant; that the standing must be active is practice",
    },
    effectiveFrom: minimumTenure.basis.effectiveFrom!,
    severity: "law",
    predicate: "flag",
    parameters: { fact: "active", must: true },
  },
  {
    id: "probation",
    version: VERSION,
    text: { id: "CPNS belum dapat dimutasi", en: "civil servants on probation are not transferred" },
    ...statuses.basis,
    severity: "law",
    predicate: "status",
    parameters: { barred: statuses.value },
  },
  {
    id: "pppkMobility",
    version: VERSION,
    text: {
      id: "PPPK hanya pindah ke jabatan yang sama di instansi yang sama",
      en: "contract staff move only to the same job in their own agency",
    },
    ...mobility.basis,
    severity: "law",
    appliesTo: { events: ["move"], statuses: ["PPPK"] },
    predicate: "contractMobility",
    parameters: { mobility: mobility.value },
  },
  {
    id: "discipline",
    version: VERSION,
    text: { id: "tidak sedang menjalani hukuman disiplin", en: "no disciplinary penalty is being served" },
    ...penalties.basis,
    severity: "law",
    appliesTo: { events: ["move"] },
    predicate: "discipline",
    parameters: { levels: penalties.value },
  },
  {
    id: "studyLeave",
    version: VERSION,
    text: { id: "tidak sedang tugas belajar", en: "not on study leave" },
    ...statuses.basis,
    severity: "law",
    predicate: "studyLeave",
    parameters: {},
  },
  {
    id: "openFindings",
    version: VERSION,
    text: { id: "bebas temuan pemeriksaan", en: "no audit findings are open" },
    ...statuses.basis,
    severity: "law",
    appliesTo: { events: ["move"] },
    predicate: "flag",
    parameters: { fact: "openFindings", must: false },
  },
  {
    id: "performance",
    version: VERSION,
    text: {
      id: `kinerja minimal ${performance.value.atLeast} dalam ${performance.value.years} tahun terakhir`,
      en: `performance of at least ${performance.value.atLeast} in the last ${performance.value.years} years`,
    },
    ...performance.basis,
    severity: "law",
    appliesTo: { events: ["move"] },
    predicate: "performance",
    parameters: performance.value,
  },
  {
    id: "retirementHorizon",
    version: VERSION,
    text: {
      id: `sisa masa kerja minimal ${retirement.value} tahun sebelum pensiun`,
      en: `at least ${retirement.value} year of service before retirement`,
    },
    ...retirement.basis,
    severity: "policy",
    appliesTo: { events: ["move"] },
    predicate: "retirementHorizon",
    parameters: { years: retirement.value },
  },
  {
    id: "healthCertificate",
    version: VERSION,
    text: { id: "tenaga kesehatan memiliki STR", en: "health workers hold a certificate of registration (STR)" },
    ...health.basis,
    severity: "law",
    predicate: "certificate",
    parameters: health.value,
  },
  {
    id: "jobFamily",
    version: VERSION,
    text: { id: "mutasi dalam rumpun jabatan yang sama", en: "a transfer stays within the job family" },
    legalBasis: CAREER_PATTERN,
    severity: "policy",
    predicate: "jobFamily",
    parameters: {},
  },
  {
    id: "jobLevel",
    version: VERSION,
    text: { id: "mutasi dalam jenjang jabatan yang sama", en: "a transfer keeps the job level" },
    legalBasis: CAREER_PATTERN,
    severity: "policy",
    predicate: "jobLevel",
    parameters: { rise: 0, fall: 0 },
  },
  {
    id: "kinship",
    version: VERSION,
    text: {
      id: "kerabat tidak bekerja di bawah pengawasan langsung",
      en: "relatives do not work under each other's direct supervision",
    },
    ...kinship.basis,
    severity: "policy",
    predicate: "kinship",
    parameters: { scope: kinship.value },
  },
  {
    id: "tenYearCommitment",
    version: VERSION,
    text: {
      id: `mutasi atas permintaan sendiri setelah ${commitment.value} tahun masa kerja`,
      en: `a transfer at one's own request takes ${commitment.value} years of service`,
    },
    ...commitment.basis,
    severity: "law",
    appliesTo: { events: ["move"] },
    predicate: "serviceCommitment",
    parameters: { years: commitment.value, scope: "any" },
  },
];

/**
 * The default rules on transfers within one government, as data. Deeply frozen.
 *
 * What a transfer asks for (tenure, performance, no penalty, no findings, years before retirement) concerns moves alone:
 * a waiting person has to be placed somewhere. Whoever may hold no post, or not this one, is not placed either.
 */
export const asnMutasi: RulePack = frozen({
  id: "asnMutasi",
  version: VERSION,
  text: {
    id: "aturan mutasi ASN dalam satu instansi",
    en: "rules on transfers of civil servants within one government",
  },
  rules: RULES,
});
