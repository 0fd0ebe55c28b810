/**
 * The nine boxes of talent management (*sembilan kotak manajemen talenta*): performance by potential, what each box
 * advises, and the cut-offs that agencies use. Cut-offs differ from agency to agency: there is no default.
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** Number of a box, 9 the highest. */
export type TalentBoxNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** A third of an axis, lowest first. */
export type Third = "low" | "middle" | "high";

/** What a box means. */
export interface TalentBoxRule {
  readonly box: TalentBoxNumber;
  /** Third of performance: *di bawah, sesuai, di atas ekspektasi*. */
  readonly performance: Third;
  /** Third of potential: *rendah, menengah, tinggi*. */
  readonly potential: Third;
  /** Recommended actions, in the order of the regulation. */
  readonly actions: readonly { readonly id: string; readonly en: string }[];
  /** Whether the box belongs to the succession pool (*kelompok rencana suksesi*, KRS). */
  readonly pool: boolean;
  /** Whether rotation is among the actions. */
  readonly rotation: boolean;
}

const ACTION = {
  promote: { id: "dipromosikan dan dipertahankan", en: "promote and retain" },
  keep: { id: "dipertahankan", en: "retain" },
  nationalPool: {
    id: "masuk Kelompok Rencana Suksesi (KRS) Instansi/Nasional",
    en: "succession pool of the agency or the nation",
  },
  agencyPool: { id: "masuk Kelompok Rencana Suksesi (KRS) Instansi", en: "succession pool of the agency" },
  award: { id: "penghargaan", en: "reward" },
  rotateWider: { id: "rotasi/perluasan jabatan", en: "rotation or a wider post" },
  rotateRicher: { id: "rotasi/pengayaan jabatan", en: "rotation or a richer post" },
  rotate: { id: "rotasi", en: "rotation" },
  guide: { id: "bimbingan kinerja", en: "guidance on performance" },
  counsel: { id: "konseling kinerja", en: "counselling on performance" },
  develop: { id: "pengembangan kompetensi", en: "development of competencies" },
  study: { id: "tugas belajar", en: "study assignment" },
  place: { id: "penempatan yang sesuai", en: "a post that suits" },
  process: { id: "diproses sesuai ketentuan peraturan perundangan", en: "proceed as the law provides" },
} as const;

/** The nine boxes, highest first; oldest rule first. */
export const TALENT_BOXES: readonly DatedParameter<readonly TalentBoxRule[]>[] = frozen([
  {
    value: [
      box(9, "high", "high", [ACTION.promote, ACTION.nationalPool, ACTION.award]),
      box(8, "middle", "high", [ACTION.keep, ACTION.agencyPool, ACTION.rotateWider, ACTION.guide]),
      box(7, "high", "middle", [ACTION.keep, ACTION.agencyPool, ACTION.rotateRicher, ACTION.develop, ACTION.study]),
      box(6, "low", "high", [ACTION.place, ACTION.guide, ACTION.counsel]),
      box(5, "middle", "middle", [ACTION.place, ACTION.guide, ACTION.develop]),
      box(4, "high", "low", [ACTION.rotate, ACTION.develop]),
      box(3, "low", "middle", [ACTION.guide, ACTION.counsel, ACTION.develop, ACTION.place]),
      box(2, "middle", "low", [ACTION.guide, ACTION.develop, ACTION.place]),
      box(1, "low", "low", [ACTION.process]),
    ],
    effectiveFrom: "2020-01-01",
    legalBasis: "PermenPANRB 3/2020 as implemented by public talent applications",
    verified: false,
    note: "the regulation's own table was not read; applications agree on numbers and actions, but for whether box 7 may be national; day of effect not verified",
  },
]);

function box(
  number: TalentBoxNumber,
  performance: Third,
  potential: Third,
  actions: TalentBoxRule["actions"],
): TalentBoxRule {
  return {
    box: number,
    performance,
    potential,
    actions,
    pool: number >= 7,
    rotation: number === 4 || number === 7 || number === 8,
  };
}

/** Where the middle and the high third of an axis begin; both belong to the third they begin. */
export interface AxisCutOffs {
  readonly middle: number;
  readonly high: number;
}

/** Cut-offs of both axes, on scales of 0 … 100. */
export interface TalentCutOffs {
  readonly performance: AxisCutOffs;
  readonly potential: AxisCutOffs;
}

/** Cut-offs that were met in agencies' software. None is a rule for all: the caller chooses, or brings its own. */
export const TALENT_CUT_OFFS: Readonly<Record<"publicWorks" | "simata", readonly DatedParameter<TalentCutOffs>[]>> =
  frozen({
    publicWorks: [
      {
        value: { performance: { middle: 60, high: 80 }, potential: { middle: 60, high: 80 } },
        effectiveFrom: "2020-01-01",
        legalBasis: "the talent application of a directorate of public works",
        verified: false,
        note: "with these, a predicate of Baik (80) is in the top row and Butuh Perbaikan (60) in the middle; day of effect not verified",
      },
    ],
    simata: [
      {
        value: { performance: { middle: 70, high: 85 }, potential: { middle: 68, high: 77 } },
        effectiveFrom: "2020-01-01",
        legalBasis: "a regional talent application (simata)",
        verified: false,
        note: "day of effect not verified",
      },
    ],
  });

/** Further pairs met in software for the axis of potential alone. */
export const POTENTIAL_CUT_OFFS: readonly DatedParameter<AxisCutOffs>[] = frozen(
  (
    [
      [46, 72],
      [61, 81],
      [78, 90],
    ] as const
  ).map(([middle, high]) => ({
    value: { middle, high },
    effectiveFrom: "2020-01-01",
    legalBasis: "a talent application",
    verified: false,
    note: "met in software; day of effect not verified",
  })),
);

/** How the match score for a target post is put together. */
export interface MatchRule {
  /** Percent of each part; together 100. */
  readonly weights: { readonly potential: number; readonly qualification: number; readonly integrity: number };
  /** Points of a level of education; levels not listed have none. */
  readonly education: Readonly<Record<string, number>>;
  /** Points of years in comparable posts, most years first; a step holds from `from` years on. */
  readonly experienceLength: readonly { readonly from: number; readonly points: number }[];
  /** Points by the worst disciplinary record in force. */
  readonly integrity: Readonly<Record<DisciplineRecord, number>>;
  /** Years for which an assessment counts. */
  readonly assessmentYears: number;
}

/** Worst disciplinary record in force; `serving`: a moderate sanction is being served. */
export type DisciplineRecord = "never" | "light" | "moderate" | "severe" | "serving";

/** Match score 65/20/15; oldest first. */
export const MATCH_SCORE: readonly DatedParameter<MatchRule>[] = frozen([
  {
    value: {
      weights: { potential: 65, qualification: 20, integrity: 15 },
      education: { S2: 90, S1: 80, D4: 80, SLTA: 60, SMA: 60, SMK: 60 },
      experienceLength: [
        { from: 5, points: 100 },
        { from: 2, points: 80 },
        { from: 0, points: 60 },
      ],
      integrity: { never: 100, light: 75, moderate: 50, severe: 25, serving: 0 },
      assessmentYears: 3,
    },
    effectiveFrom: "2020-01-01",
    legalBasis: "the talent system of a ministry",
    verified: false,
    note: "met in software with its tests; it contains no performance: show the predicate beside it",
  },
]);
