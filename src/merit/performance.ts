/** The yearly predicate of performance from results and conduct (PermenPANRB 6/2022). */
import { openDoor } from "../door/index.js";
import {
  EXPECTATION_LABELS,
  EXPECTATIONS,
  type Expectation,
  inForce,
  type Predicate,
  PREDICATE_LABELS,
  PREDICATE_MATRIX,
  PREDICATE_POINTS,
  PREDICATES,
} from "../regulation/index.js";
import type { Label } from "./scheme.js";

/** Which rule is read. */
export interface RuleOptions {
  /** The day whose rules hold, `YYYY-MM-DD`. Default: the newest. */
  readonly asOf?: string;
}

/** The rule a result rests on. */
export interface Basis {
  readonly legalBasis: string;
  readonly effectiveFrom: string;
  /** `true` only where a published text that states the figures was read. */
  readonly verified: boolean;
}

/** A predicate of performance and how it came about. */
export interface PerformanceResult {
  readonly predicate: Predicate;
  readonly label: Label;
  /** Points of the predicate, 0 … 100 ({@link PREDICATE_POINTS}). */
  readonly points: number;
  readonly result: Label;
  readonly conduct: Label;
  readonly basis: Basis;
}

/**
 * The predicate (*predikat kinerja*) of a rating of results (*hasil kerja*) and one of conduct (*perilaku kerja*).
 *
 * @throws ScenarioError `merit/missing-value`, `merit/unknown-value`, `merit/unknown-key`, `merit/impossible-date`
 */
export function performancePredicate(
  result: Expectation,
  conduct: Expectation,
  options: RuleOptions = {},
): PerformanceResult {
  const door = openDoor("merit");
  const [row, column] = [
    door.choice(result, ["result"], EXPECTATIONS),
    door.choice(conduct, ["conduct"], EXPECTATIONS),
  ];
  const day = door.day(door.record(options, ["options"], ["asOf"])["asOf"], ["options", "asOf"]);
  door.close();
  const matrix = inForce(PREDICATE_MATRIX, day);
  const predicate = matrix.value[row][column];
  return {
    predicate,
    label: PREDICATE_LABELS[predicate],
    points: inForce(PREDICATE_POINTS, day).value[predicate],
    result: EXPECTATION_LABELS[row],
    conduct: EXPECTATION_LABELS[column],
    basis: basisOf(matrix),
  };
}

/**
 * Points of a predicate, 0 … 100, for use as a figure of an indicator.
 *
 * @throws ScenarioError `merit/missing-value`, `merit/unknown-value`, `merit/unknown-key`, `merit/impossible-date`
 */
export function predicatePoints(predicate: Predicate, options: RuleOptions = {}): number {
  const door = openDoor("merit");
  const known = door.choice(predicate, ["predicate"], PREDICATES);
  const day = door.day(door.record(options, ["options"], ["asOf"])["asOf"], ["options", "asOf"]);
  door.close();
  return inForce(PREDICATE_POINTS, day).value[known];
}

/** What a result says about the rule it rests on. */
export function basisOf({ legalBasis, effectiveFrom, verified }: Basis): Basis {
  return { legalBasis, effectiveFrom, verified };
}
