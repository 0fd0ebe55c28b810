/**
 * Does a person meet what a position asks? One comparison, used where notices are made (an incumbent who does not meet
 * the post's own requirements) and where eligibility is decided.
 */
import { compareEducation, compareGrades, type EducationLevel, type Grade } from "../regulation/index.js";
import type { CompetencyLevels, Requirements, Staff } from "./types.js";

/** What requirements read of a person. */
export interface Qualifications {
  readonly grade?: Grade;
  readonly education?: { readonly level?: EducationLevel; readonly field?: string };
  readonly competencies?: CompetencyLevels;
  readonly certificates?: readonly string[];
}

/** A requirement that a person does not meet, or of which the data say too little. */
export interface UnmetRequirement {
  readonly requirement: keyof Requirements;
  /** `unknown`: the person's record lacks what is needed to decide. */
  readonly verdict: "forbidden" | "unknown";
  readonly text: { readonly id: string; readonly en: string };
}

/**
 * The requirements that `person` fails or of which nothing is known, in the order of the fields of `Requirements`
 * (competencies by name, certificates in their given order). Empty: everything asked for is proven.
 *
 * A grade of the other ladder (PPPK against civil service) is `unknown`. Fields of study and certificates compare
 * without case and spacing.
 */
export function unmetRequirements(person: Staff, requirements: Requirements | undefined): UnmetRequirement[] {
  const unmet: UnmetRequirement[] = [];
  for (const { requirement, met, item } of decide(person, requirements)) {
    if (met === true) continue;
    const verdict = met === undefined ? "unknown" : "forbidden";
    unmet.push({ requirement, verdict, text: sentence(person, requirements!, requirement, item) });
  }
  return unmet;
}

/** `forbidden` if any requirement is failed, else `unknown` if any cannot be decided, else `allowed`. Makes no texts. */
export function requirementVerdict(
  person: Qualifications,
  requirements: Requirements | undefined,
): "allowed" | "forbidden" | "unknown" {
  let verdict: "allowed" | "unknown" = "allowed";
  for (const { met } of decide(person, requirements)) {
    if (met === false) return "forbidden";
    if (met === undefined) verdict = "unknown";
  }
  return verdict;
}

/** One requirement decided: met, failed, or `undefined` where the record says too little. */
interface Decision {
  readonly requirement: keyof Requirements;
  readonly met: boolean | undefined;
  /** Which competency or certificate. */
  readonly item?: string;
}

function decide(person: Qualifications, requirements: Requirements | undefined): readonly Decision[] {
  if (requirements === undefined) return [];
  const { minGrade, maxGrade, minEducation, fields, competencies, certificates } = requirements;
  const { grade, education } = person;
  const decisions: Decision[] = [];
  const add = (requirement: keyof Requirements, met: boolean | undefined, item?: string): void => {
    decisions.push(item === undefined ? { requirement, met } : { requirement, met, item });
  };
  /** `null` where the grades cannot be compared. */
  const gradeAgainst = (bound: Grade): number | null => (grade === undefined ? null : compareGrades(grade, bound));
  if (minGrade !== undefined) {
    const order = gradeAgainst(minGrade);
    add("minGrade", order === null ? undefined : order >= 0);
  }
  if (maxGrade !== undefined) {
    const order = gradeAgainst(maxGrade);
    add("maxGrade", order === null ? undefined : order <= 0);
  }
  if (minEducation !== undefined) {
    const level = education?.level;
    add("minEducation", level === undefined ? undefined : compareEducation(level, minEducation) >= 0);
  }
  if (fields !== undefined && fields.length > 0) {
    const own = education?.field;
    add("fields", own === undefined ? undefined : plainOf(fields).includes(plainText(own)));
  }
  for (const [name, level] of sortedEntries(competencies)) {
    const own = ownLevel(person, name);
    add("competencies", own === undefined ? undefined : own >= level, name);
  }
  for (const certificate of certificates ?? []) {
    add(
      "certificates",
      person.certificates?.some((own) => plainText(own) === plainText(certificate)),
      certificate,
    );
  }
  return decisions;
}

function sentence(
  person: Staff,
  requirements: Requirements,
  requirement: keyof Requirements,
  item = "",
): UnmetRequirement["text"] {
  const { grade, education, certificates } = person;
  switch (requirement) {
    case "minGrade":
    case "maxGrade": {
      const [bound, idWord, enWord] =
        requirement === "minGrade"
          ? [requirements.minGrade, "minimal", "at least"]
          : [requirements.maxGrade, "maksimal", "at most"];
      return {
        id: `golongan ${idWord} ${bound} disyaratkan, ${grade ?? "golongan tidak tercatat"}`,
        en: `a grade of ${enWord} ${bound} is required, ${grade ?? "no grade is recorded"}`,
      };
    }
    case "minEducation":
      return {
        id: `pendidikan minimal ${requirements.minEducation} disyaratkan, ${education?.level ?? "pendidikan tidak tercatat"}`,
        en: `education of at least ${requirements.minEducation} is required, ${education?.level ?? "no education is recorded"}`,
      };
    case "fields": {
      const accepted = requirements.fields!.join(" / ");
      return {
        id: `jurusan ${accepted} disyaratkan, ${education?.field ?? "jurusan tidak tercatat"}`,
        en: `a field of study among ${accepted} is required, ${education?.field ?? "no field is recorded"}`,
      };
    }
    case "competencies": {
      const [level, own] = [requirements.competencies![item], ownLevel(person, item)];
      return {
        id: `kompetensi ${item} tingkat ${level} disyaratkan, ${own === undefined ? "belum dinilai" : `tingkat ${own}`}`,
        en: `competency ${item} at level ${level} is required, ${own === undefined ? "not rated yet" : `level ${own}`}`,
      };
    }
    case "certificates": {
      const isKnown = certificates !== undefined;
      return {
        id: `sertifikat ${item} disyaratkan, ${isKnown ? "tidak dimiliki" : "sertifikat tidak tercatat"}`,
        en: `the certificate ${item} is required, ${isKnown ? "not held" : "no certificates are recorded"}`,
      };
    }
  }
}

/** The person's level of a competency; `undefined` where it was never rated. */
export function ownLevel(person: Qualifications, competency: string): number | undefined {
  const levels = person.competencies;
  return levels !== undefined && Object.hasOwn(levels, competency) ? levels[competency] : undefined;
}

function sortedEntries(levels: Requirements["competencies"]): [string, number][] {
  return Object.entries(levels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Lists of a created scenario are frozen: their plain forms are worth remembering, each is compared a thousand times. */
const plainForms = new WeakMap<readonly string[], readonly string[]>();

function plainOf(texts: readonly string[]): readonly string[] {
  const known = plainForms.get(texts);
  if (known !== undefined) return known;
  const plainTexts = texts.map(plainText);
  if (Object.isFrozen(texts)) plainForms.set(texts, plainTexts);
  return plainTexts;
}

/** As texts of the data are compared: without case, a run of spaces as one. */
export function plainText(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, " ").trim();
}
