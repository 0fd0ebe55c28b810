/**
 * Relatives who may both move: a condition across two people, which no judgement of one person at one post can hold. Here
 * are the pairs and the test; planning keeps the two apart.
 */
import {
  assertScenario,
  type KinshipScope,
  type Position,
  type RuleSeverity,
  type Scenario,
} from "../scenario/index.js";
import { concernOf, transferEvent } from "./applies.js";
import { boundRules, leavingVerdict } from "./bound-rules.js";
import { areTooClose, relativesIn, seatOf } from "./kin.js";
import { notOfThisScenario } from "./judge.js";
import type { Verdict } from "./question.js";

/** Two relatives of whom neither is held for certain. */
export interface KinPair {
  /** Ascending. */
  readonly staffIds: readonly [string, string];
  /** The rule that keeps them apart. */
  readonly ruleId: string;
  readonly severity: Exclude<RuleSeverity, "preference">;
  readonly scope: KinshipScope;
}

/**
 * The pairs of relatives who may both move (or be placed), by ids, for each kinship rule in force. People whose leaving
 * the data cannot decide count as movable; who has nowhere to go is listed all the same. O(staff + relatives × rules).
 */
export function kinPairs(scenario: Scenario): readonly KinPair[] {
  assertScenario(scenario);
  const { ofPair, ofPerson } = boundRules(scenario);
  const rules = ofPair.flatMap(({ rule }) =>
    rule.predicate === "kinship" ? [{ rule, concern: concernOf(rule) }] : [],
  );
  if (rules.length === 0) return [];
  const relatives = relativesIn(scenario);
  const movable = new Map<string, boolean>();
  const mayMove = (id: string): boolean => {
    let may = movable.get(id);
    if (may === undefined) {
      may = leavingVerdict(scenario, ofPerson, scenario.staffById.get(id)!) !== "forbidden";
      movable.set(id, may);
    }
    return may;
  };
  return [...relatives.keys()].sort().flatMap((first) =>
    relatives.get(first)!.flatMap((second): KinPair[] => {
      if (first > second || !mayMove(first) || !mayMove(second)) return [];
      const people = [first, second].map((id) => scenario.staffById.get(id)!);
      return rules.flatMap(({ rule: { id, severity, parameters }, concern }): KinPair[] => {
        if (people.every((person) => concern.person(person, transferEvent(person)) === false)) return [];
        const firm = severity === "law" ? "law" : "policy";
        return [{ staffIds: [first, second], ruleId: id, severity: firm, scope: parameters.scope }];
      });
    }),
  );
}

/**
 * Whether two relatives may be at these places after the plan (`null`: waiting), in the order of `staffIds`: `forbidden`
 * where they are too close, `unknown` where the records of the posts do not tell. Always `allowed` where both stay at their
 * present posts, or one waits.
 *
 * @throws ScenarioError `scenario/not-created`, `scenario/unknown-id` for relatives or posts of another scenario
 */
export function kinConflict(
  scenario: Scenario,
  pair: Pick<KinPair, "staffIds" | "scope">,
  first: Position | null,
  second: Position | null,
): Verdict {
  assertScenario(scenario);
  const { staffIds, scope } = pair ?? {};
  const isPair = Array.isArray(staffIds) && staffIds.length === 2;
  if (!isPair || staffIds.some((id) => !scenario.staffById.has(id))) throw notOfThisScenario("pair", "staff");
  for (const [name, post] of [
    ["first", first],
    ["second", second],
  ] as const)
    if (post !== null && !scenario.positionById.has(post?.id)) throw notOfThisScenario(name, "positions");
  if (first === null || second === null) return "allowed";
  const present = staffIds.map((id) => scenario.staffById.get(id)?.positionId);
  if (present[0] === first.id && present[1] === second.id) return "allowed";
  const close = areTooClose(scope, seatOf(scenario, first), seatOf(scenario, second));
  return close === undefined ? "unknown" : close ? "forbidden" : "allowed";
}
