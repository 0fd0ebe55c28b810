/**
 * The match of a person with a target post: 65 % potential and competence, 20 % qualification, 15 % integrity.
 *
 *     qualification = mean of education, field of study, training and experience
 *     experience    = mean of length, variety and substance
 *
 * It holds no performance: show the predicate beside it.
 */
import { type Door, openDoor, type Path } from "../door/index.js";
import { type DisciplineRecord, inForce, MATCH_SCORE, type MatchRule } from "../regulation/index.js";
import { exactDecimal, type Fraction } from "../scenario/index.js";
import { roundHalfUp } from "./decimal.js";
import { type Basis, basisOf, type RuleOptions } from "./performance.js";
import { fromMillionths, meanOf } from "./mean.js";

/** What is known about a person for a post. Points are 0 … 100. */
export interface MatchProfile {
  /** Points of potential and competence together. */
  readonly potential: number;
  readonly qualification: {
    /** Points, or a level of education that the rule lists (`S2`, `S1`, `D4`, `SLTA` …). */
    readonly education: number | string;
    /** How well the field of study fits. */
    readonly field: number;
    readonly training: number;
    /** `years` in comparable posts, or `length` in points. */
    readonly experience: {
      readonly years?: number;
      readonly length?: number;
      readonly variety: number;
      readonly substance: number;
    };
  };
  /** Points, or the worst disciplinary record in force; one that is no longer in force does not count. */
  readonly integrity: number | DisciplineRecord;
}

/** A match score and its parts. */
export interface MatchScore {
  /** 0 … 100: the sum of the contributions of the parts. */
  readonly score: number;
  readonly parts: readonly {
    readonly part: "potential" | "qualification" | "integrity";
    /** Percent. */
    readonly weight: number;
    readonly points: number;
    /** Points of the score, to a millionth. */
    readonly contribution: number;
  }[];
  readonly education: number;
  readonly experience: { readonly length: number; readonly mean: number };
  readonly basis: Basis;
}

const POINTS = { most: 100 };

/**
 * The match score.
 *
 * @throws ScenarioError `merit/missing-value`, `merit/wrong-type`, `merit/not-a-number`, `merit/out-of-range`,
 * `merit/unknown-key`, `merit/unknown-value`, `merit/two-values`, `merit/impossible-date`
 */
export function matchScore(profile: MatchProfile, options: RuleOptions = {}): MatchScore {
  const door = openDoor("merit");
  const day = door.day(door.record(options, ["options"], ["asOf"])["asOf"], ["options", "asOf"]);
  const parameter = inForce(MATCH_SCORE, day);
  const { value: rule } = parameter;
  const at: Path = ["profile"];
  const given = door.record(profile, at, ["potential", "qualification", "integrity"]);
  const points = (value: unknown, path: Path, what: string): number => door.number(value, path, { what, ...POINTS });
  const potential = points(given["potential"], [...at, "potential"], "potential and competence");
  const integrity = byName(door, given["integrity"], [...at, "integrity"], "integrity", rule.integrity);
  const place: Path = [...at, "qualification"];
  const own = door.record(given["qualification"], place, ["education", "field", "training", "experience"]);
  const education = byName(door, own["education"], [...place, "education"], "education", rule.education);
  const field = points(own["field"], [...place, "field"], "the fit of the field of study");
  const training = points(own["training"], [...place, "training"], "training");
  const before: Path = [...place, "experience"];
  const experience = door.record(own["experience"], before, ["years", "length", "variety", "substance"]);
  const length = readLength(door, experience, before, rule);
  const variety = points(experience["variety"], [...before, "variety"], "the variety of experience");
  const substance = points(experience["substance"], [...before, "substance"], "the substance of experience");
  door.close();

  const mean = meanOf([length, variety, substance]);
  const sum = [education, field, training].map(exactDecimal).reduce(add, mean);
  const exact: Readonly<Record<"potential" | "qualification" | "integrity", Fraction>> = {
    potential: exactDecimal(potential),
    qualification: { numerator: sum.numerator, denominator: 4n * sum.denominator },
    integrity: exactDecimal(integrity),
  };
  let score = 0n;
  const parts = (["potential", "qualification", "integrity"] as const).map((part) => {
    const weight = exactDecimal(rule.weights[part]);
    const { numerator, denominator } = exact[part];
    const contribution = roundHalfUp(numerator * weight.numerator * 10_000n, denominator * weight.denominator);
    score += contribution;
    return {
      part,
      weight: rule.weights[part],
      points: inMillionths(exact[part]),
      contribution: fromMillionths(contribution),
    };
  });
  return {
    score: fromMillionths(score),
    parts,
    education,
    experience: { length, mean: inMillionths(mean) },
    basis: basisOf(parameter),
  };
}

function add(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function inMillionths({ numerator, denominator }: Fraction): number {
  return fromMillionths(roundHalfUp(numerator * 1_000_000n, denominator));
}

/** Points as they stand, or those of a name in the table. */
function byName(door: Door, given: unknown, at: Path, what: string, table: Readonly<Record<string, number>>): number {
  if (typeof given !== "string") return door.number(given, at, { what, ...POINTS });
  return table[door.choice(given, at, Object.keys(table))]!;
}

function readLength(
  door: Door,
  { years, length }: Readonly<Record<string, unknown>>,
  at: Path,
  { experienceLength }: MatchRule,
): number {
  if (years !== undefined && length !== undefined) {
    door.report("two-values", [...at, "length"], "years and length both say how long", "one of the two is enough");
  }
  if (length !== undefined)
    return door.number(length, [...at, "length"], { what: "the length of experience", ...POINTS });
  const known = door.number(years, [...at, "years"], { what: "years of experience", most: 80 });
  return experienceLength.find(({ from }) => known >= from)!.points;
}
