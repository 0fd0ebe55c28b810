/** Levels of education in the spellings of SIASN and of personnel lists. */
import type { EducationLevel } from "../regulation/index.js";
import { failed, parsed, type Parsed, quoted } from "./problem.js";

/** Spellings of each level, compared without case, spaces and marks. */
const SPELLINGS: Readonly<Record<EducationLevel, readonly string[]>> = {
  SD: ["sd", "sekolah dasar", "mi", "madrasah ibtidaiyah", "sd sederajat"],
  SMP: [
    "smp",
    "sltp",
    "mts",
    "sekolah menengah pertama",
    "sltp kejuruan",
    "madrasah tsanawiyah",
    "smp sederajat",
    "sltp sederajat",
    "sltp smp sederajat",
  ],
  SMA: [
    "sma",
    "smu",
    "ma",
    "sekolah menengah atas",
    "sekolah menengah umum",
    "madrasah aliyah",
    "slta umum",
    "sma umum",
  ],
  SMK: ["smk", "stm", "smea", "sekolah menengah kejuruan", "slta kejuruan", "smk sederajat"],
  SLTA: [
    "slta",
    "sma smk",
    "slta sma",
    "slta sma sederajat",
    "sma sederajat",
    "slta sederajat",
    "slta keguruan",
    "spg",
    "sma smk sederajat",
    "slta sma smk",
    "slta smk",
  ],
  D1: ["d1", "d i", "diploma i", "diploma 1", "diploma satu"],
  D2: ["d2", "d ii", "diploma ii", "diploma 2", "diploma dua"],
  D3: [
    "d3",
    "d iii",
    "diploma iii",
    "diploma 3",
    "diploma tiga",
    "sarjana muda",
    "diploma iii sarjana muda",
    "d iii sarjana muda",
    "d3 sarjana muda",
    "ahli madya",
  ],
  D4: [
    "d4",
    "d iv",
    "diploma iv",
    "diploma 4",
    "diploma empat",
    "sarjana terapan",
    "d iv sarjana terapan",
    "diploma iv sarjana terapan",
  ],
  S1: [
    "s1",
    "s i",
    "strata 1",
    "strata i",
    "strata satu",
    "sarjana",
    "s1 sarjana",
    "sarjana s1",
    "bachelor",
    "s1 div",
    "s1 d4",
    "d4 s1",
    "div s1",
  ],
  S2: [
    "s2",
    "s ii",
    "strata 2",
    "strata ii",
    "strata dua",
    "magister",
    "s2 magister",
    "magister s2",
    "s2 master",
    "master",
    "pasca sarjana s2",
  ],
  S3: [
    "s3",
    "s iii",
    "strata 3",
    "strata iii",
    "strata tiga",
    "doktor",
    "s3 doktor",
    "doktor s3",
    "doctor",
    "doctorate",
  ],
};

const LEVEL_OF: ReadonlyMap<string, EducationLevel> = new Map(
  (Object.entries(SPELLINGS) as [EducationLevel, readonly string[]][]).flatMap(([level, names]) =>
    names.map((name) => [squeeze(name), level] as const),
  ),
);

const LEADING =
  /^(sarjana (?:terapan|muda)|s[-. ]?(?:iii|ii|i|[123])|d[-. ]?(?:iv|iii|ii|i|[1-4])|diploma (?:iv|iii|ii|i|[1-4])|strata (?:iii|ii|i|[123])|doktor|magister|sarjana|slta kejuruan|slta|sltp|sma|smk|smp|smu|stm|sd)(?:\s*[,:-]\s*|\s+)(\S.*)$/i;

/** A level of education and, where the same cell names it, the field of study. */
export interface EducationCell {
  readonly level: EducationLevel;
  readonly field?: string;
}

/**
 * Reads a level of education: `S-1/Sarjana`, `S1`, `D-IV`, `Diploma III/Sarjana Muda`, `SLTA Kejuruan`, `Magister` …,
 * also with the field of study behind it (`S1 Teknik Sipil`). `S1/D-IV`, as laws put it, is S1; the two count as equal.
 */
export function parseEducation(cell: string): Parsed<EducationCell> {
  const level = LEVEL_OF.get(squeeze(cell));
  if (level !== undefined) return parsed({ level });
  const leading = LEADING.exec(cell);
  const leadingLevel = leading === null ? undefined : LEVEL_OF.get(squeeze(leading[1]!));
  if (leading !== null && leadingLevel !== undefined) {
    // "S1/D3 …" and "S1 atau D3" name two levels; nothing says which one is meant.
    if (!/^(?:\/|atau\b|or\b|dan\b|sd\b|s\/d\b)/i.test(leading[2]!))
      return parsed({ level: leadingLevel, field: leading[2]!.trim() });
  }
  return failed(
    "csv/bad-education",
    `${quoted(cell)} is not a level of education`,
    "write SD, SMP, SMA, SMK, SLTA, D1 … D4, S1, S2 or S3",
  );
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
