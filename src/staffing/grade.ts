/** The grade of an effectiveness (*prestasi kerja jabatan* PEJ, *prestasi kerja unit* PEU) and the people behind it. */
import { EFFECTIVENESS_BANDS, type EffectivenessGrade, type GradeBands, inForce } from "../regulation/index.js";
import { type Door, openDoor } from "../door/index.js";
import { roundAsMeant } from "./rounding.js";
import { effectivenessOf, ratioOf } from "./tolerance.js";

/** A graded effectiveness. */
export interface Graded {
  readonly grade: EffectivenessGrade;
  readonly label: { readonly id: string; readonly en: string };
  /** The value as it was given: required / existing. */
  readonly effectiveness: number;
  /** The value that was graded: rounded half up to the decimals of the bands. */
  readonly graded: number;
}

/** The bands used where none are given: exactly 1.00 is a B. `EFFECTIVENESS_BANDS.A` holds the other reading. */
export const DEFAULT_BANDS: GradeBands = inForce(EFFECTIVENESS_BANDS.B).value;

/** Keys of one band, and the grades. */
const BAND_KEYS = ["grade", "label", "from", "inclusive"];
const GRADES: readonly EffectivenessGrade[] = ["A", "B", "C", "D", "E"];

/**
 * The grade A–E of an effectiveness (EJ of a position, EU of a unit); `null` where there is none because nobody is
 * there. The value is rounded to the decimals of the bands first, as the field does: 0.895 grades as 0.90, and so does a
 * value that differs from it in the tenth decimal alone.
 *
 * @param effectiveness required / existing, ≥ 0
 * @param bands default {@link DEFAULT_BANDS}; which grade exactly 1.00 gets is contested, see `EFFECTIVENESS_BANDS`
 * @throws ScenarioError `staffing/not-a-number`, `staffing/out-of-range`, `staffing/wrong-type`,
 * `staffing/unknown-key`, `staffing/missing-value`, `staffing/bands-with-holes`
 */
export function gradeEffectiveness(effectiveness: number | null, bands: GradeBands = DEFAULT_BANDS): Graded | null {
  const door = openDoor("staffing");
  if (effectiveness !== null) door.number(effectiveness, ["effectiveness"], { what: "the effectiveness" });
  readBands(door, bands, ["bands"]);
  door.close();
  return gradeOf(effectiveness, bands);
}

/** The grade, without a look at the arguments. */
export function gradeOf(effectiveness: number | null, { decimals, bands }: GradeBands): Graded | null {
  if (effectiveness === null) return null;
  const graded = roundAsMeant(effectiveness, decimals);
  const { grade, label } = bands.find(({ from, inclusive }) => (inclusive ? graded >= from : graded > from))!;
  return { grade, label, effectiveness, graded };
}

/** Checks bands from outside: from the highest to the lowest, down to 0, so that no value is left without a grade. */
export function readBands(door: Door, value: unknown, path: readonly (string | number)[]): GradeBands {
  if (value === undefined || value === DEFAULT_BANDS) return DEFAULT_BANDS;
  const given = door.record(value, path, ["decimals", "bands"]);
  door.number(given["decimals"], [...path, "decimals"], { what: "the number of decimals", whole: true, most: 9 });
  const list = door.list(given["bands"], [...path, "bands"], "bands");
  const before = door.issues.length;
  let last = Infinity;
  for (let k = 0; k < list.length; k++) {
    const at = [...path, "bands", k];
    const band = door.record(list[k], at, BAND_KEYS);
    door.choice(band["grade"], [...at, "grade"], GRADES);
    const label = door.record(band["label"], [...at, "label"], ["id", "en"]);
    for (const language of ["id", "en"]) {
      if (door.text(label[language], [...at, "label", language]) === undefined && label[language] === undefined) {
        door.report("missing-value", [...at, "label", language], "a value is missing: a text is needed");
      }
    }
    const known = door.issues.length;
    const from = door.number(band["from"], [...at, "from"], { what: "the lower end of a band" });
    const readable = door.issues.length === known;
    if (typeof band["inclusive"] !== "boolean") {
      door.report("wrong-type", [...at, "inclusive"], "true or false is needed");
    }
    if (!readable) continue;
    if (from >= last) {
      door.report("bands-with-holes", [...at, "from"], `a band from ${from} stands below one from ${last}`);
    }
    last = from;
  }
  const lowest = list.at(-1) as { readonly from?: unknown; readonly inclusive?: unknown } | undefined;
  if (door.issues.length === before && (lowest?.from !== 0 || lowest.inclusive !== true)) {
    const hint = "the last band begins at 0, inclusive";
    door.report("bands-with-holes", [...path, "bands"], "low values would have no grade", hint);
  }
  return value as GradeBands;
}

/** A need against the people who are there, with the meanings of `StaffingRow`. */
export interface Comparison {
  /** People there (*bezetting*). */
  readonly existing: number;
  /** existing − required: below 0 short, above 0 over. */
  readonly gap: number;
  /** existing / required; `null` where nobody is needed. */
  readonly ratio: number | null;
  /** required / existing (EJ); `null` where nobody is there. */
  readonly effectiveness: number | null;
  /** Grade of the effectiveness (PEJ). */
  readonly grade: EffectivenessGrade | null;
}

/** Sets a need against people. */
export function compare(required: number, existing: number, bands: GradeBands): Comparison {
  const effectiveness = effectivenessOf(required, existing);
  return {
    existing,
    gap: existing - required,
    ratio: ratioOf(existing, required),
    effectiveness,
    grade: gradeOf(effectiveness, bands)?.grade ?? null,
  };
}
