/** Where people see themselves otherwise than others see them: self-assessment against that of a supervisor. */
import { openDoor } from "../door/index.js";
import { exactDecimal } from "../scenario/index.js";
import { PARTS } from "./points.js";
import type { Ranking } from "./ranking.js";
import { checkRanking } from "./read-ranking.js";

/** Which assessments are compared. */
export interface AssessmentGapOptions {
  /** Indicator of the self-assessment (*penilaian diri*). */
  readonly self: string;
  /** Indicator of the other one, e.g. of the supervisor (*atasan*) or of peers (*rekan kerja*). */
  readonly other: string;
  /** Points, more than 0 … 100, from which a gap is flagged. */
  readonly threshold: number;
}

/** A person whose two assessments differ. */
export interface AssessmentGap {
  readonly id: string;
  /** 0 … 100. */
  readonly self: number;
  readonly other: number;
  /** self − other: above 0 the person's own view is the higher one. */
  readonly gap: number;
}

/** Gaps of a ranking. */
export interface AssessmentGaps {
  /** People whose gap is at least the threshold either way, widest first, then by id. A reason to talk, not a verdict. */
  readonly flagged: readonly AssessmentGap[];
  /** People with both figures. */
  readonly compared: number;
  /** Mean of self − other over them, points; `null` for nobody. A mean far from 0 says more about the forms than about people. */
  readonly meanGap: number | null;
  /** Ids of people of whom a figure was missing, in id order: they are not compared. */
  readonly unknown: readonly string[];
}

/**
 * Flags the gaps between two assessments, in points of their scales. O(people).
 *
 * @throws ScenarioError `merit/not-a-ranking`, `merit/unknown-id`, `merit/missing-value`, `merit/wrong-type`,
 * `merit/not-a-number`, `merit/out-of-range`, `merit/unknown-key`
 */
export function assessmentGaps(ranking: Ranking, options: AssessmentGapOptions): AssessmentGaps {
  const door = openDoor("merit");
  const given = door.record(options, ["options"], ["self", "other", "threshold"]);
  const threshold = door.number(given["threshold"], ["options", "threshold"], {
    what: "the threshold",
    above: 0,
    most: 100,
  });
  if (!checkRanking(door, ranking)) door.close();
  const names = new Map(ranking.indicators.map(({ id }, j) => [id, j]));
  const [self, other] = (["self", "other"] as const).map((key) => {
    const isKnown = door.known(given[key], ["options", key], names, "the name of an indicator of this ranking");
    return isKnown ? names.get(given[key] as string)! : 0;
  }) as [number, number];
  door.close();

  // In whole millionths, rounded up: 16.1 · 10⁶ is 16100000.000000002 to a double, and a gap of 16.1 would pass.
  const { numerator, denominator } = exactDecimal(threshold);
  const least = Number((numerator * BigInt(PARTS) + denominator - 1n) / denominator);
  const flagged: AssessmentGap[] = [];
  const unknown: string[] = [];
  let sum = 0; // of whole millionths: exact for all rankings that fit in memory
  let compared = 0;
  for (const { id, points, substituted } of ranking.people) {
    if (substituted.includes(options.self) || substituted.includes(options.other)) {
      unknown.push(id);
      continue;
    }
    const gap = points[self]! - points[other]!;
    sum += gap;
    compared++;
    if (Math.abs(gap) >= least) {
      flagged.push({ id, self: points[self]! / 1e6, other: points[other]! / 1e6, gap: gap / 1e6 });
    }
  }
  return {
    flagged: flagged.sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap) || (a.id < b.id ? -1 : 1)),
    compared,
    meanGap: compared === 0 ? null : sum / compared / 1e6,
    unknown: unknown.sort((a, b) => (a < b ? -1 : 1)),
  };
}
