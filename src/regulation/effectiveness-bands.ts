/**
 * Grades A–E of the effectiveness of a position (*prestasi kerja jabatan*, PEJ, from EJ) or unit (PEU, from EU).
 *
 * Bands as implemented by a public workload application and, from memory, in Permendagri 12/2008. Which grade exactly
 * 1.00 gets is contested: that application says B, another and some regional rules say A ("≥ 1.00"). Both are here.
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** A grade of effectiveness, most loaded first. */
export type EffectivenessGrade = "A" | "B" | "C" | "D" | "E";

/** One grade and where it begins. */
export interface EffectivenessBand {
  readonly grade: EffectivenessGrade;
  readonly label: { readonly id: string; readonly en: string };
  /** Lower end, required / existing. */
  readonly from: number;
  /** Whether a value of exactly `from` has this grade. */
  readonly inclusive: boolean;
}

/** Bands from the highest `from` to the lowest, and the decimals to which a value is rounded (half up) before grading. */
export interface GradeBands {
  readonly decimals: number;
  readonly bands: readonly EffectivenessBand[];
}

/** The five bands. `atOne` decides the contested boundary: which grade an effectiveness of exactly 1.00 gets. */
function bands(atOne: "A" | "B"): GradeBands {
  return {
    decimals: 2,
    bands: [
      { grade: "A", label: { id: "Sangat Baik", en: "very good" }, from: 1, inclusive: atOne === "A" },
      { grade: "B", label: { id: "Baik", en: "good" }, from: 0.9, inclusive: true },
      { grade: "C", label: { id: "Cukup", en: "fair" }, from: 0.7, inclusive: true },
      { grade: "D", label: { id: "Sedang", en: "moderate" }, from: 0.5, inclusive: true },
      { grade: "E", label: { id: "Kurang", en: "poor" }, from: 0, inclusive: true },
    ],
  };
}

/** The bands by the grade that exactly 1.00 gets. `B` is the default of the library. */
export const EFFECTIVENESS_BANDS: Readonly<Record<"A" | "B", readonly DatedParameter<GradeBands>[]>> = frozen({
  A: [
    {
      value: bands("A"),
      effectiveFrom: "2008-01-01",
      legalBasis: "regional rules that write “≥ 1.00”",
      verified: false,
      note: "met in an application of a province, not in a regulation's text",
    },
  ],
  B: [
    {
      value: bands("B"),
      effectiveFrom: "2008-01-01",
      legalBasis: "Permendagri 12/2008 as implemented by public applications (“> 1.00”)",
      verified: false,
      note: "the regulation's own text was not read; the boundary at 1.00 is contested",
    },
  ],
});
