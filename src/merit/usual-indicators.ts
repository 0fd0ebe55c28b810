/** Indicators that agencies usually score, with their names in both languages: a start for a scheme, not a rule. */
import type { Indicator, Label } from "./scheme.js";

/** Usual indicators by id: label, scale and direction. Weights are the agency's own. */
export const USUAL_INDICATORS: Readonly<Record<string, Pick<Indicator, "label" | "scale" | "direction">>> =
  Object.freeze(
    Object.fromEntries(
      (
        [
          ["attendance", "kehadiran", "attendance", 0, 100],
          ["task_completion", "penyelesaian tugas", "task completion", 0, 100],
          ["innovation", "inovasi", "innovation", 0, 100],
          ["conduct", "perilaku kerja", "conduct", 0, 100],
          ["supervisor", "penilaian atasan", "assessment by the supervisor", 0, 100],
          ["self", "penilaian diri", "self-assessment", 0, 100],
          ["peers", "penilaian rekan kerja", "assessment by peers", 0, 100],
          ["citizens", "penilaian masyarakat", "assessment by citizens", 0, 100],
          ["qualification", "kualifikasi", "qualification", 0, 100],
          ["training_hours", "jam pelatihan (JP)", "hours of training", 0, 60],
          ["experience_years", "pengalaman (tahun)", "experience in years", 0, 10],
          ["integrity", "integritas", "integrity", 0, 100],
        ] as const
      ).map(([key, id, en, from, to]) => [key, usual({ id, en }, from, to)]),
    ),
  );

function usual(label: Label, from: number, to: number): Pick<Indicator, "label" | "scale" | "direction"> {
  return Object.freeze({
    label: Object.freeze(label),
    scale: Object.freeze({ from, to }),
    direction: "higherIsBetter" as const,
  });
}
