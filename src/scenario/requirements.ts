/**
 * Does a person meet what a position asks? One comparison, used where notices are made (an incumbent who does not meet
 * the post's own requirements) and where eligibility is decided.
 */
import { compareEducation, compareGrades } from "../regulation/index.js";
import type { Requirements, Staff } from "./types.js";

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
  if (requirements === undefined) return unmet;
  const { minGrade, maxGrade, minEducation, fields, competencies, certificates } = requirements;

  const grade = (bound: "minGrade" | "maxGrade", required: typeof minGrade, word: [id: string, en: string]): void => {
    if (required === undefined) return;
    const order = person.grade === undefined ? null : compareGrades(person.grade, required);
    const missed = order === null ? undefined : bound === "minGrade" ? order < 0 : order > 0;
    if (missed === false) return;
    unmet.push({
      requirement: bound,
      verdict: missed === undefined ? "unknown" : "forbidden",
      text: {
        id: `golongan ${word[0]} ${required} disyaratkan, ${person.grade ?? "golongan tidak tercatat"}`,
        en: `a grade of ${word[1]} ${required} is required, ${person.grade ?? "no grade is recorded"}`,
      },
    });
  };
  grade("minGrade", minGrade, ["minimal", "at least"]);
  grade("maxGrade", maxGrade, ["maksimal", "at most"]);

  if (minEducation !== undefined) {
    const level = person.education?.level;
    if (level === undefined || compareEducation(level, minEducation) < 0) {
      unmet.push({
        requirement: "minEducation",
        verdict: level === undefined ? "unknown" : "forbidden",
        text: {
          id: `pendidikan minimal ${minEducation} disyaratkan, ${level ?? "pendidikan tidak tercatat"}`,
          en: `education of at least ${minEducation} is required, ${level ?? "no education is recorded"}`,
        },
      });
    }
  }
  if (fields !== undefined && fields.length > 0) {
    const field = person.education?.field;
    if (field === undefined || !fields.some((accepted) => plain(accepted) === plain(field))) {
      unmet.push({
        requirement: "fields",
        verdict: field === undefined ? "unknown" : "forbidden",
        text: {
          id: `jurusan ${fields.join(" / ")} disyaratkan, ${field ?? "jurusan tidak tercatat"}`,
          en: `a field of study among ${fields.join(" / ")} is required, ${field ?? "no field is recorded"}`,
        },
      });
    }
  }
  for (const [name, level] of sortedEntries(competencies)) {
    const own = ownLevel(person, name);
    if (own !== undefined && own >= level) continue;
    unmet.push({
      requirement: "competencies",
      verdict: own === undefined ? "unknown" : "forbidden",
      text: {
        id: `kompetensi ${name} tingkat ${level} disyaratkan, ${own === undefined ? "belum dinilai" : `tingkat ${own}`}`,
        en: `competency ${name} at level ${level} is required, ${own === undefined ? "not rated yet" : `level ${own}`}`,
      },
    });
  }
  for (const certificate of certificates ?? []) {
    const held = person.certificates;
    if (held?.some((own) => plain(own) === plain(certificate)) === true) continue;
    unmet.push({
      requirement: "certificates",
      verdict: held === undefined ? "unknown" : "forbidden",
      text: {
        id: `sertifikat ${certificate} disyaratkan, ${held === undefined ? "sertifikat tidak tercatat" : "tidak dimiliki"}`,
        en: `the certificate ${certificate} is required, ${held === undefined ? "no certificates are recorded" : "not held"}`,
      },
    });
  }
  return unmet;
}

/** The person's level of a competency; `undefined` where it was never rated. */
export function ownLevel(person: Staff, competency: string): number | undefined {
  const levels = person.competencies;
  return levels !== undefined && Object.hasOwn(levels, competency) ? levels[competency] : undefined;
}

function sortedEntries(levels: Requirements["competencies"]): [string, number][] {
  return Object.entries(levels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, " ").trim();
}
