/** Relatives whom a rule keeps apart, for the sake of a sentence: the rule is no condition of the caller's. */
import { rulesInForce } from "../../eligibility/index.js";
import type { Position, Scenario } from "../../scenario/index.js";
import { conflictPairs } from "../conflicts.js";
import type { Text } from "./text.js";

/** Two people who may not hold some of the places at once. */
export interface KeptApart {
  readonly rule: string;
  readonly text: Text;
  readonly staffIds: readonly [string, string];
}

/** Pairs of places that are asked about; beyond them nobody is named. */
const MOST_QUESTIONS = 1_000_000;

/** The pairs among `people` who may not hold some two of `places` at once. O(pairs × places²). */
export function keptApart(
  scenario: Scenario,
  people: ReadonlySet<string>,
  places: readonly Position[],
  unknown: "allow" | "forbid",
): readonly KeptApart[] {
  const pairs = conflictPairs(scenario, unknown).filter(({ staffIds }) => staffIds.every((id) => people.has(id)));
  if (pairs.length * places.length ** 2 > MOST_QUESTIONS) return [];
  const texts = new Map(rulesInForce(scenario).map(({ id, text }) => [id, text]));
  return pairs
    .filter(({ conflict }) => places.some((a) => places.some((b) => conflict(a, b))))
    .map(({ id, staffIds }) => ({ rule: id, text: texts.get(id) ?? { id, en: id }, staffIds }));
}
