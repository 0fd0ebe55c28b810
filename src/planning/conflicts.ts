/** Pairs of people whom a rule keeps apart: facts that solver and verifier both read, as they read the gates. */
import { kinConflict, kinPairs } from "../eligibility/index.js";
import type { Position, Scenario } from "../scenario/index.js";

/** Two people who must not hold certain pairs of positions at once. */
export interface ConflictPair {
  /** What the rows are counted under, e.g. `kinship`. */
  readonly id: string;
  readonly staffIds: readonly [string, string];
  /** Whether the first at `a` and the second at `b` is forbidden. What holds today may be allowed here. */
  conflict(a: Position, b: Position): boolean;
}

/** Relatives whom the rules of a scenario keep apart, counted under the id of the rule. */
export function conflictPairs(scenario: Scenario, unknown: "allow" | "forbid"): readonly ConflictPair[] {
  return kinPairs(scenario).map((pair) => ({
    id: pair.ruleId,
    staffIds: pair.staffIds,
    conflict(a, b) {
      const verdict = kinConflict(scenario, pair, a, b);
      return verdict === "forbidden" || (verdict === "unknown" && unknown === "forbid");
    },
  }));
}

/** Where two people are today; `null`: waiting. */
type Today = readonly [Position | null, Position | null];

/**
 * The largest sets that `b` suggests: positions for the first, positions for the second, each pair of them in conflict. Who
 * holds a post without a study is there and nowhere else.
 */
export function conflictingSets(
  { conflict }: ConflictPair,
  [first, second]: Today,
  b: Position,
  studied: readonly Position[],
): readonly [ReadonlySet<Position>, ReadonlySet<Position>] {
  const placesFor = (today: Position | null): readonly Position[] => (today?.required === null ? [today] : studied);
  const ofFirst = placesFor(first).filter((position) => conflict(position, b));
  const ofSecond = placesFor(second).filter((position) => ofFirst.every((other) => conflict(other, position)));
  return [new Set(ofFirst), new Set(ofSecond)];
}
