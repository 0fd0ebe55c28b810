/**
 * The index of professionalism of civil servants (*Indeks Profesionalitas ASN*, IP-ASN): qualification 25, competence 40,
 * performance 30, discipline 5; the sub-scores, and the categories of the sum.
 *
 * Weights and categories were read (PermenPAN 38/2018, Peraturan BKN 8/2019); the sub-scores are those of a regency's
 * application.
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";
import type { Predicate } from "./performance-predicates.js";

/** Points from a value upwards, highest first: the first step whose `above` the value exceeds; the last one takes the rest. */
export interface Step {
  readonly above: number;
  readonly points: number;
}

/** Kinds of post that the index tells apart: *struktural, fungsional, pelaksana*. */
export type IndexPost = "structural" | "functional" | "executing";

/** Points of the items of competence, for one kind of post. 0: the item is not asked of this kind. */
export interface CompetencePoints {
  /** *Diklat kepemimpinan* that matches the own level. */
  readonly leadership: number;
  /** *Diklat fungsional*. */
  readonly functional: number;
  /** *Diklat teknis* of at least `technicalHours` hours (JP). */
  readonly technical: number;
  /** Seminar or workshop. */
  readonly seminar: number;
}

/** The tables of the index. */
export interface ProfessionalismRule {
  readonly weights: {
    readonly qualification: number;
    readonly competence: number;
    readonly performance: number;
    readonly discipline: number;
  };
  /** By level of education. */
  readonly qualification: Readonly<Record<string, number>>;
  readonly competence: Readonly<Record<IndexPost, CompetencePoints>>;
  /** Hours (JP) of technical training from which it counts. */
  readonly technicalHours: number;
  /** Of a value 0 … 100. */
  readonly performance: readonly Step[];
  /** Of a predicate; `null` where the rule knows none. */
  readonly predicates: Readonly<Record<Predicate, number>> | null;
  /** By the worst sanction of the last five years. */
  readonly discipline: Readonly<Record<"never" | "light" | "moderate" | "severe", number>>;
}

const TABLES: ProfessionalismRule = {
  weights: { qualification: 25, competence: 40, performance: 30, discipline: 5 },
  qualification: { S3: 25, S2: 20, S1: 15, D4: 15, D3: 10, D2: 5, D1: 5, SLTA: 5, SMA: 5, SMK: 5, SMP: 1, SD: 1 },
  competence: {
    structural: { leadership: 15, functional: 0, technical: 15, seminar: 10 },
    functional: { leadership: 0, functional: 15, technical: 15, seminar: 10 },
    executing: { leadership: 0, functional: 0, technical: 22.5, seminar: 17.5 },
  },
  technicalHours: 20,
  performance: [
    { above: 90, points: 30 },
    { above: 75, points: 25 },
    { above: 60, points: 15 },
    { above: 50, points: 5 },
    { above: 0, points: 1 },
  ],
  predicates: null,
  discipline: { never: 5, light: 3, moderate: 2, severe: 1 },
};

/** The index; oldest first. */
export const PROFESSIONALISM_INDEX: readonly DatedParameter<ProfessionalismRule>[] = frozen([
  {
    value: TABLES,
    effectiveFrom: "2019-01-01",
    legalBasis: "PermenPAN 38/2018 and Peraturan BKN 8/2019 (weights); sub-scores as in a regency's application",
    verified: false,
    note: "weights were read, sub-scores met in software; bands of performance on fractions read as “more than 90, 75, 60, 50”; day of effect not verified",
  },
  {
    value: {
      ...TABLES,
      predicates: { "Sangat Baik": 30, Baik: 25, "Butuh Perbaikan": 15, Kurang: 5, "Sangat Kurang": 1 },
    },
    effectiveFrom: "2023-01-01",
    legalBasis: "later versions of the index, which read the predicate of performance",
    verified: false,
    note: "from memory",
  },
]);

/** A category of the index. */
export interface ProfessionalismCategory {
  readonly label: { readonly id: string; readonly en: string };
  /** An index above this value; the last category takes the rest. */
  readonly above: number;
}

/** Categories, highest first; oldest rule first. */
export const PROFESSIONALISM_CATEGORIES: readonly DatedParameter<readonly ProfessionalismCategory[]>[] = frozen([
  {
    value: [
      { label: { id: "Sangat Tinggi", en: "very high" }, above: 90 },
      { label: { id: "Tinggi", en: "high" }, above: 80 },
      { label: { id: "Sedang", en: "moderate" }, above: 70 },
      { label: { id: "Rendah", en: "low" }, above: 60 },
      { label: { id: "Sangat Rendah", en: "very low" }, above: 0 },
    ],
    effectiveFrom: "2019-01-01",
    legalBasis: "Peraturan BKN 8/2019 (91–100, 81–90, 71–80, 61–70, 60 and below)",
    verified: true,
    note: "read in a press summary; on fractions as “more than 90, 80, 70, 60”; day of effect not verified",
  },
]);
