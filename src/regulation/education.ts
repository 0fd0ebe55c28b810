/**
 * Levels of education (*tingkat pendidikan*) and their order as staffing rules read them.
 *
 * D4 and S1 count as equal ("S1/DIV" in PermenPANRB and PP 11/2017), as do the three names of upper secondary school.
 */

const RANK = {
  SD: 0,
  SMP: 1,
  SMA: 2,
  SMK: 2,
  SLTA: 2,
  D1: 3,
  D2: 4,
  D3: 5,
  D4: 6,
  S1: 6,
  S2: 7,
  S3: 8,
} as const;

/** A level of education: primary school (SD) to doctorate (S3). */
export type EducationLevel = keyof typeof RANK;

/** Every level, lowest first. */
export const EDUCATION_LEVELS: readonly EducationLevel[] = Object.keys(RANK) as EducationLevel[];

/** Negative where `a` is lower than `b`, 0 where they count as equal, positive where higher. */
export function compareEducation(a: EducationLevel, b: EducationLevel): number {
  return RANK[a] - RANK[b];
}
