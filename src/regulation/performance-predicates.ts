/**
 * The yearly predicate of performance (*predikat kinerja*) from the rating of results (*hasil kerja*) and the rating of
 * conduct (*perilaku kerja*, the seven BerAKHLAK values), and the points that talent systems give each predicate.
 *
 * The matrix is the one of PermenPANRB 6/2022 as public applications implement it; the regulation's own table was not
 * read. Its annex was: that conduct has seven values, and that the achievement of the organisation sets the curve by
 * which predicates are distributed in a unit.
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** A rating against what was expected: *di bawah, sesuai, di atas ekspektasi*. */
export type Expectation = "below" | "meets" | "above";

/** Every rating, lowest first. */
export const EXPECTATIONS: readonly Expectation[] = frozen(["below", "meets", "above"]);

/** The ratings in words. */
export const EXPECTATION_LABELS: Readonly<Record<Expectation, { readonly id: string; readonly en: string }>> = frozen({
  below: { id: "di bawah ekspektasi", en: "below expectation" },
  meets: { id: "sesuai ekspektasi", en: "meets expectation" },
  above: { id: "di atas ekspektasi", en: "above expectation" },
});

/** A predicate of performance, in the words of the regulation. */
export type Predicate = "Sangat Baik" | "Baik" | "Butuh Perbaikan" | "Kurang" | "Sangat Kurang";

/** Every predicate, best first. */
export const PREDICATES: readonly Predicate[] = frozen([
  "Sangat Baik",
  "Baik",
  "Butuh Perbaikan",
  "Kurang",
  "Sangat Kurang",
]);

/** The predicates in English. */
export const PREDICATE_LABELS: Readonly<Record<Predicate, { readonly id: string; readonly en: string }>> = frozen({
  "Sangat Baik": { id: "Sangat Baik", en: "very good" },
  Baik: { id: "Baik", en: "good" },
  "Butuh Perbaikan": { id: "Butuh Perbaikan", en: "needs improvement" },
  Kurang: { id: "Kurang", en: "poor (misconduct)" },
  "Sangat Kurang": { id: "Sangat Kurang", en: "very poor" },
});

/** Predicate by the rating of results, then of conduct. */
export type PredicateMatrix = Readonly<Record<Expectation, Readonly<Record<Expectation, Predicate>>>>;

/** The matrix of results (rows) and conduct (columns); oldest first. */
export const PREDICATE_MATRIX: readonly DatedParameter<PredicateMatrix>[] = frozen([
  {
    value: {
      above: { below: "Kurang", meets: "Baik", above: "Sangat Baik" },
      meets: { below: "Kurang", meets: "Baik", above: "Baik" },
      below: { below: "Sangat Kurang", meets: "Butuh Perbaikan", above: "Butuh Perbaikan" },
    },
    effectiveFrom: "2022-01-01",
    legalBasis: "PermenPANRB 6/2022 as implemented by public applications (“Kurang/misconduct” where conduct is below)",
    verified: false,
    note: "the regulation's own table was not read; day of effect not verified",
  },
]);

/** Points of each predicate, 0 … 100; oldest first. */
export const PREDICATE_POINTS: readonly DatedParameter<Readonly<Record<Predicate, number>>>[] = frozen([
  {
    value: { "Sangat Baik": 100, Baik: 80, "Butuh Perbaikan": 60, Kurang: 40, "Sangat Kurang": 20 },
    effectiveFrom: "2022-01-01",
    legalBasis: "the talent system of a ministry",
    verified: false,
    note: "met in software; no regulation that states these points was read",
  },
]);
