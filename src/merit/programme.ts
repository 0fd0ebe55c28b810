/**
 * What a programme did: the change of those who took part, against the change of those who did not (difference in
 * differences), or before and after alone where there is nobody to compare with. Every answer carries its caveats in words.
 *
 *     effect          = mean change of the programme − mean change of the comparison
 *     standard error  = √(s₁²/n₁ + s₀²/n₀),  degrees of freedom by Welch and Satterthwaite
 */
import { openDoor, type Path } from "../door/index.js";
import type { Label } from "./scheme.js";
import { readId } from "./talent.js";
import { type ConfidenceInterval, difference, intervalAround, moments } from "./uncertain-mean.js";

/** A person before and after. */
export interface ProgrammePerson {
  readonly id: string;
  readonly group: "programme" | "comparison";
  readonly before: number;
  readonly after: number;
}

/** One of the two groups. */
export interface ProgrammeGroup {
  readonly people: number;
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

/** The effect of a programme. */
export interface ProgrammeEffect {
  readonly method: "differenceInDifferences" | "beforeAfter";
  /** Points that the programme is taken to have added. */
  readonly effect: number;
  /** `null` where a group has fewer than two people. */
  readonly standardError: number | null;
  readonly interval: ConfidenceInterval | null;
  readonly programme: ProgrammeGroup;
  readonly comparison: ProgrammeGroup | null;
  /** What must be true for the effect to be one. */
  readonly caveats: readonly Label[];
}

const CAVEAT = {
  parallel: {
    id: "Hasil ini mengandaikan bahwa tanpa program kedua kelompok akan berubah sama besar; data ini tidak dapat membuktikannya.",
    en: "This takes for granted that without the programme both groups would have changed alike; these data cannot prove it.",
  },
  alone: {
    id: "Tanpa kelompok pembanding, perubahan ini bukan bukti pengaruh program: apa pun yang terjadi pada masa itu ikut terhitung.",
    en: "Without a comparison group this change is no proof of an effect: whatever else happened in that time is in it.",
  },
  regression: {
    id: "Jika peserta dipilih karena nilainya rendah, nilai mereka cenderung naik dengan sendirinya (regresi ke rata-rata).",
    en: "Where people were chosen for low scores, their scores tend to rise by themselves (regression to the mean).",
  },
  few: {
    id: "Kelompok kecil: selang kepercayaan lebar, dan satu orang dapat mengubah hasilnya.",
    en: "Small groups: the interval is wide, and one person can turn the result.",
  },
  chosen: {
    id: "Sebelum program kedua kelompok sudah berbeda; perbandingannya lebih lemah.",
    en: "The groups differed before the programme, which weakens the comparison.",
  },
} as const;

/** Groups smaller than this are called small. */
const FEW = 30;
/** Groups whose means differ by more standard deviations than this before the programme are called different. */
const APART = 0.25;

/**
 * The effect of a programme. O(n log n), the same for every order of people.
 *
 * @throws ScenarioError `merit/nobody-took-part`, `merit/duplicate-id`, `merit/missing-value`, `merit/wrong-type`,
 * `merit/not-a-number`, `merit/out-of-range`, `merit/unknown-key`, `merit/unknown-value`
 */
export function programmeEffect(
  people: readonly ProgrammePerson[],
  options: { readonly confidence?: number } = {},
): ProgrammeEffect {
  const door = openDoor("merit");
  const given = door.record(options, ["options"], ["confidence"]);
  const rule = { what: "the confidence", least: 0.5, most: 0.999 };
  const confidence =
    given["confidence"] === undefined ? 0.95 : door.number(given["confidence"], ["options", "confidence"], rule);
  const seen = new Map<string, number>();
  const score = { what: "the score", least: -1e9, most: 1e9 };
  const read = Array.from(door.list(people, ["people"], "people"), (one, k) => {
    const at: Path = ["people", k];
    const person = door.record(one, at, ["id", "group", "before", "after"]);
    readId(door, person["id"], at, seen, k);
    return {
      group: door.choice(person["group"], [...at, "group"], ["programme", "comparison"] as const),
      before: door.number(person["before"], [...at, "before"], score),
      after: door.number(person["after"], [...at, "after"], score),
    };
  });
  const [took, others] = (["programme", "comparison"] as const).map((group) =>
    read.filter((one) => one.group === group),
  ) as [typeof read, typeof read];
  if (door.issues.length === 0 && took.length === 0)
    door.report("nobody-took-part", ["people"], "nobody is in the programme");
  door.close();

  const own = statistics(took);
  const few = took.length < FEW || (others.length > 0 && others.length < FEW) ? [CAVEAT.few] : [];
  if (others.length === 0) {
    const standardError = own.variance === null ? null : Math.sqrt(own.variance / took.length);
    return {
      method: "beforeAfter",
      effect: own.group.change,
      standardError,
      interval:
        standardError === null ? null : intervalAround(own.group.change, standardError, took.length - 1, confidence),
      programme: own.group,
      comparison: null,
      caveats: [CAVEAT.alone, CAVEAT.regression, ...few],
    };
  }
  const other = statistics(others);
  const effect = difference(own.group.change, other.group.change);
  const [mine, theirs] = [own, other].map(({ variance, group }) =>
    variance === null ? null : variance / group.people,
  ) as [number | null, number | null];
  const standardError = mine === null || theirs === null ? null : Math.sqrt(mine + theirs);
  const freedom =
    mine === null || theirs === null || standardError === 0
      ? 1
      : (mine + theirs) ** 2 / (mine ** 2 / (took.length - 1) + theirs ** 2 / (others.length - 1));
  const apart = Math.abs(own.group.before - other.group.before);
  const deviation = Math.sqrt(((own.spread ?? 0) + (other.spread ?? 0)) / 2);
  return {
    method: "differenceInDifferences",
    effect,
    standardError,
    interval: standardError === null ? null : intervalAround(effect, standardError, freedom, confidence),
    programme: own.group,
    comparison: other.group,
    caveats: [CAVEAT.parallel, ...(apart > APART * deviation ? [CAVEAT.chosen] : []), CAVEAT.regression, ...few],
  };
}

function statistics(people: readonly { readonly before: number; readonly after: number }[]): {
  readonly group: ProgrammeGroup;
  /** Sample variance of the changes, and of the scores before; `null` for one person. */
  readonly variance: number | null;
  readonly spread: number | null;
} {
  const before = moments(people.map((one) => one.before));
  const after = moments(people.map((one) => one.after));
  const change = moments(people.map((one) => difference(one.after, one.before)));
  return {
    group: { people: people.length, before: before.mean, after: after.mean, change: change.mean },
    variance: change.variance,
    spread: before.variance,
  };
}
