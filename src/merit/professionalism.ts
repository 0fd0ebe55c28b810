/**
 * The index of professionalism (*Indeks Profesionalitas ASN*, IP-ASN): qualification 25, competence 40, performance 30,
 * discipline 5.
 */
import { openDoor, type Path } from "../door/index.js";
import type { Issue } from "../errors/index.js";
import {
  EDUCATION_LEVELS,
  type EducationLevel,
  inForce,
  type IndexPost,
  type Predicate,
  PREDICATES,
  PROFESSIONALISM_CATEGORIES,
  PROFESSIONALISM_INDEX,
} from "../regulation/index.js";
import { type Basis, basisOf, type RuleOptions } from "./performance.js";
import type { Label } from "./scheme.js";

/** What the index asks about a person. */
export interface ProfessionalismProfile {
  /** *Struktural, fungsional, pelaksana*. */
  readonly post: IndexPost;
  readonly education: EducationLevel;
  readonly training: {
    /** *Diklat kepemimpinan* that matches the own level; asked of structural posts. */
    readonly leadership?: boolean;
    /** *Diklat fungsional*; asked of functional posts. */
    readonly functional?: boolean;
    /** Hours (JP) of *diklat teknis* that count. */
    readonly technicalHours: number;
    /** Seminar or workshop within the last two years. */
    readonly seminar: boolean;
  };
  /** A value 0 … 100, a predicate where the rule reads one, or `null`: no data, which the rule gives 0 points, with a notice. */
  readonly performance: number | Predicate | null;
  /** Worst sanction of the last five years. */
  readonly discipline: "never" | "light" | "moderate" | "severe";
}

/** The index and its sum. */
export interface ProfessionalismIndex {
  /** 0 … 100: the sum of the items. */
  readonly index: number;
  readonly category: Label;
  readonly items: readonly {
    readonly dimension: "qualification" | "competence" | "performance" | "discipline";
    readonly label: Label;
    readonly points: number;
    /** Most points that the item can give to a post of this kind. */
    readonly most: number;
  }[];
  readonly basis: Basis;
  readonly categoryBasis: Basis;
  readonly notices: readonly Issue[];
}

const LABELS = {
  qualification: { id: "kualifikasi", en: "qualification" },
  leadership: { id: "diklat kepemimpinan", en: "leadership training" },
  functional: { id: "diklat fungsional", en: "functional training" },
  technical: { id: "diklat teknis", en: "technical training" },
  seminar: { id: "seminar/workshop", en: "seminar or workshop" },
  performance: { id: "kinerja", en: "performance" },
  discipline: { id: "disiplin", en: "discipline" },
} as const;
const POSTS = ["structural", "functional", "executing"] as const;
const SANCTIONS = ["never", "light", "moderate", "severe"] as const;

/**
 * The index of one person.
 *
 * Notices: `merit/no-performance` (nothing is known, the rule gives 0).
 *
 * @throws ScenarioError `merit/missing-value`, `merit/wrong-type`, `merit/not-a-number`, `merit/out-of-range`,
 * `merit/unknown-key`, `merit/unknown-value`, `merit/no-predicates` (the rule of the day knows no predicates),
 * `merit/impossible-date`
 */
export function professionalismIndex(profile: ProfessionalismProfile, options: RuleOptions = {}): ProfessionalismIndex {
  const door = openDoor("merit");
  const day = door.day(door.record(options, ["options"], ["asOf"])["asOf"], ["options", "asOf"]);
  const parameter = inForce(PROFESSIONALISM_INDEX, day);
  const { value: rule } = parameter;
  const at: Path = ["profile"];
  const given = door.record(profile, at, ["post", "education", "training", "performance", "discipline"]);
  const post = door.choice(given["post"], [...at, "post"], POSTS);
  const education = door.choice(given["education"], [...at, "education"], EDUCATION_LEVELS);
  const discipline = door.choice(given["discipline"], [...at, "discipline"], SANCTIONS);
  const place: Path = [...at, "training"];
  const training = door.record(given["training"], place, ["leadership", "functional", "technicalHours", "seminar"]);
  const most = rule.competence[post];
  const said = (key: "leadership" | "functional" | "seminar"): boolean => {
    if (training[key] === undefined && most[key] === 0) return false;
    if (training[key] === undefined) door.report("missing-value", [...place, key], "true or false is needed");
    else if (typeof training[key] !== "boolean") door.report("wrong-type", [...place, key], "true or false is needed");
    return training[key] === true;
  };
  const hours = door.number(training["technicalHours"], [...place, "technicalHours"], { what: "hours of training" });
  const attended = {
    leadership: said("leadership"),
    functional: said("functional"),
    technical: hours >= rule.technicalHours,
    seminar: said("seminar"),
  };
  const notices: Issue[] = [];
  const performance = ((): number => {
    const value = given["performance"];
    const path: Path = [...at, "performance"];
    if (value === null) {
      notices.push({
        code: "merit/no-performance",
        path,
        message: "nothing is known of performance: the rule gives 0",
      });
      return 0;
    }
    if (typeof value !== "string") {
      const known = door.number(value, path, { what: "performance", most: 100 });
      return (rule.performance.find(({ above }) => known > above) ?? rule.performance.at(-1)!).points;
    }
    if (rule.predicates === null) {
      door.report("no-predicates", path, "the rule of this day reads a value of performance, not a predicate");
      return 0;
    }
    return rule.predicates[door.choice(value, path, PREDICATES)];
  })();
  door.close();

  const items: ProfessionalismIndex["items"][number][] = [
    item("qualification", "qualification", rule.qualification[education]!, rule.weights.qualification),
    ...(["leadership", "functional", "technical", "seminar"] as const)
      .filter((key) => most[key] > 0)
      .map((key) => item("competence", key, attended[key] ? most[key] : 0, most[key])),
    item("performance", "performance", performance, rule.weights.performance),
    item("discipline", "discipline", rule.discipline[discipline], rule.weights.discipline),
  ];
  // Points are whole or halves: the sum is exact.
  const index = items.reduce((sum, { points }) => sum + points, 0);
  const categories = inForce(PROFESSIONALISM_CATEGORIES, day);
  const category = categories.value.find(({ above }) => index > above) ?? categories.value.at(-1)!;
  return {
    index,
    category: category.label,
    items,
    basis: basisOf(parameter),
    categoryBasis: basisOf(categories),
    notices,
  };
}

function item(
  dimension: ProfessionalismIndex["items"][number]["dimension"],
  label: keyof typeof LABELS,
  points: number,
  most: number,
): ProfessionalismIndex["items"][number] {
  return { dimension, label: LABELS[label], points, most };
}
