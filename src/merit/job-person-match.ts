/**
 * The match of a person's competencies with the standard of a post (*job person match*, JPM), and the standard itself.
 *
 *     JPM = Σ rating / Σ standard · 100 %
 *
 * Some reports let a strength make up for a gap, others do not; `cap` says which. Bands are compared exactly: 79.999… % is
 * not 80 %.
 */
import { DIVISOR, openDoor } from "../door/index.js";
import {
  COMPETENCY_TEST,
  inForce,
  MATCH_BANDS,
  type MatchUse,
  REQUIRED_COMPETENCY_LEVEL,
  STANDARD_COMPETENCIES,
  type StandardPost,
} from "../regulation/index.js";
import { exactDecimal, type Fraction } from "../scenario/index.js";
import { nearestDouble, roundHalfUp } from "./decimal.js";
import { type Basis, basisOf, type RuleOptions } from "./performance.js";
import type { Label } from "./scheme.js";
import { fromMillionths } from "./mean.js";

/**
 * What counts of ratings above the standard: `none` everything, `perItem` nothing (a strength makes up for no gap),
 * `total` what makes up for gaps, up to 100 %.
 */
export type MatchCap = "none" | "perItem" | "total";

/** How a match is read. */
export interface MatchOptions extends RuleOptions {
  /** Which bands. */
  readonly use: MatchUse;
  readonly cap: MatchCap;
}

/** One competency of a match. */
export interface CompetencyMatch {
  readonly competency: string;
  readonly rating: number;
  readonly standard: number;
  /** rating − standard: below 0 a gap to close. */
  readonly gap: number;
}

/** A match with a post. */
export interface JobPersonMatch {
  /** Percent, to a millionth, halves upwards. */
  readonly percent: number;
  readonly band: Label;
  readonly use: MatchUse;
  readonly cap: MatchCap;
  /** Sums of what counts, and of the standard. */
  readonly rating: number;
  readonly standard: number;
  /** In the order of the standard. */
  readonly competencies: readonly CompetencyMatch[];
  readonly basis: Basis;
}

const USES = Object.keys(MATCH_BANDS) as MatchUse[];
const CAPS = ["none", "perItem", "total"] as const;
const LEVEL = { most: 5 };

/**
 * Matches ratings with a standard, competency by competency. O(competencies).
 *
 * @param ratings - level of each competency of the standard, 0 … 5, fractions allowed.
 * @param standard - level that the post asks, more than 0 (at least 10⁻⁹); see {@link competencyStandard}.
 * @throws ScenarioError `merit/missing-value` (a competency without a rating, too), `merit/wrong-type`,
 * `merit/not-a-number`, `merit/out-of-range`, `merit/unknown-key`, `merit/unknown-value`, `merit/unknown-id`,
 * `merit/no-standard`, `merit/impossible-date`
 */
export function jobPersonMatch(
  ratings: Readonly<Record<string, number>>,
  standard: Readonly<Record<string, number>>,
  options: MatchOptions,
): JobPersonMatch {
  const door = openDoor("merit");
  const given = door.record(options, ["options"], ["use", "cap", "asOf"]);
  const use = door.choice(given["use"], ["options", "use"], USES);
  const cap = door.choice(given["cap"], ["options", "cap"], CAPS);
  const day = door.day(given["asOf"], ["options", "asOf"]);
  const asked = door.byName(standard, ["standard"], "levels");
  if (asked.length === 0 && door.issues.length === 0) {
    door.report("no-standard", ["standard"], "a standard without a competency matches nobody");
  }
  const names = new Map(asked);
  const own = new Map(door.byName(ratings, ["ratings"], "levels"));
  for (const name of own.keys()) door.known(name, ["ratings", name], names, "a competency of the standard");
  const competencies = asked.map(([competency, level]): CompetencyMatch => {
    const what = `the level of ${competency}`;
    const wanted = door.number(level, ["standard", competency], { what, ...LEVEL, ...DIVISOR });
    const rating = door.number(own.get(competency), ["ratings", competency], { what, ...LEVEL });
    return { competency, rating, standard: wanted, gap: roundedDifference(rating, wanted) };
  });
  door.close();

  const counted = competencies.map(({ rating, standard: wanted }) =>
    cap === "perItem" ? Math.min(rating, wanted) : rating,
  );
  let sum = exactSum(counted);
  const needed = exactSum(competencies.map(({ standard: wanted }) => wanted));
  if (cap === "total" && isLess(needed, sum)) sum = needed;
  const share = {
    numerator: sum.numerator * needed.denominator * 100n,
    denominator: sum.denominator * needed.numerator,
  };
  const parameter = inForce(MATCH_BANDS[use], day);
  const band = parameter.value.find(({ from }) => !isLess(share, exactDecimal(from))) ?? parameter.value.at(-1)!;
  return {
    percent: fromMillionths(roundHalfUp(share.numerator * 1_000_000n, share.denominator)),
    band: band.label,
    use,
    cap,
    rating: nearestDouble(sum),
    standard: nearestDouble(needed),
    competencies,
    basis: basisOf(parameter),
  };
}

/** The standard of a post: the level that it asks of each of the nine competencies. */
export interface CompetencyStandard {
  /** By the name of the competency; what {@link jobPersonMatch} takes. */
  readonly levels: Readonly<Record<string, number>>;
  readonly basis: Basis;
}

/**
 * The standard that the library lists for a kind of post. The levels are from memory (`basis.verified` is `false`):
 * where the post has a standard of its own, use that.
 *
 * @throws ScenarioError `merit/missing-value`, `merit/unknown-value`, `merit/unknown-key`, `merit/impossible-date`
 */
export function competencyStandard(post: StandardPost, options: RuleOptions = {}): CompetencyStandard {
  const door = openDoor("merit");
  const known = door.choice(post, ["post"], Object.keys(REQUIRED_COMPETENCY_LEVEL[0]!.value) as StandardPost[]);
  const day = door.day(door.record(options, ["options"], ["asOf"])["asOf"], ["options", "asOf"]);
  door.close();
  const required = inForce(REQUIRED_COMPETENCY_LEVEL, day);
  const level = required.value[known];
  return {
    levels: Object.fromEntries(inForce(STANDARD_COMPETENCIES, day).value.map(({ id }) => [id, level])),
    basis: basisOf(required),
  };
}

/** A competency test (*uji kompetensi*) for a functional post. */
export interface CompetencyTest {
  /** Percent: technical and managerial match in the shares of the level, to a millionth. */
  readonly percent: number;
  readonly passed: boolean;
  /** Percent that passes. */
  readonly pass: number;
  /** Percent of the technical part. */
  readonly technicalWeight: number;
  readonly basis: Basis;
}

/**
 * Technical competence and the managerial and socio-cultural one together, each as a match in percent.
 *
 * @throws ScenarioError `merit/missing-value`, `merit/wrong-type`, `merit/not-a-number`, `merit/out-of-range`,
 * `merit/unknown-value`, `merit/unknown-key`, `merit/impossible-date`
 */
export function competencyTest(
  technical: number,
  managerial: number,
  level: "ahliMadya" | "ahliMuda" | "ahliPertama",
  options: RuleOptions = {},
): CompetencyTest {
  const door = openDoor("merit");
  const percent = { what: "a match in percent", most: 1_000 };
  const [own, other] = [
    door.number(technical, ["technical"], percent),
    door.number(managerial, ["managerial"], percent),
  ];
  const known = door.choice(level, ["level"], ["ahliMadya", "ahliMuda", "ahliPertama"] as const);
  const day = door.day(door.record(options, ["options"], ["asOf"])["asOf"], ["options", "asOf"]);
  door.close();
  const parameter = inForce(COMPETENCY_TEST, day);
  const { technical: weights, pass } = parameter.value;
  const weight = weights[known];
  const [a, b] = [exactDecimal(own), exactDecimal(other)];
  const score: Fraction = {
    numerator: a.numerator * b.denominator * BigInt(weight) + b.numerator * a.denominator * BigInt(100 - weight),
    denominator: a.denominator * b.denominator * 100n,
  };
  return {
    percent: fromMillionths(roundHalfUp(score.numerator * 1_000_000n, score.denominator)),
    passed: !isLess(score, exactDecimal(pass)),
    pass,
    technicalWeight: weight,
    basis: basisOf(parameter),
  };
}

function exactSum(values: readonly number[]): Fraction {
  const fractions = values.map(exactDecimal);
  const denominator = fractions.reduce((most, one) => (one.denominator > most ? one.denominator : most), 1n);
  const numerator = fractions.reduce((sum, one) => sum + one.numerator * (denominator / one.denominator), 0n);
  return { numerator, denominator };
}

function isLess(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

function roundedDifference(a: number, b: number): number {
  return nearestDouble(exactSum([a, -b]));
}
