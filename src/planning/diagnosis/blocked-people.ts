/** Whom a single rule keeps out: the people for whom it would be enough to be exempt from it. */
import { judgeTransfer, rulesInForce } from "../../eligibility/index.js";
import type { Position, Scenario, Staff } from "../../scenario/index.js";
import type { Text } from "./text.js";

/** So many people are kept out by one rule or gate and nothing else. */
export interface BlockedPeople {
  readonly rule: string;
  readonly text: Text;
  readonly people: number;
}

/** People whom no rule refuses: what is missing keeps them out where `unknown` is `forbid`. */
export interface UndecidedPeople {
  readonly people: number;
  /** The columns that would decide, e.g. `positionSince`. */
  readonly columns: readonly string[];
}

/** Everyone whom rules or missing data keep out, once. */
export interface BlockedCounts {
  readonly blocked: readonly BlockedPeople[];
  /** People whom two rules or more keep from every place. */
  readonly blockedBySeveral: number;
  readonly undecided: UndecidedPeople;
}

/**
 * Counts the people whom exactly one rule or gate keeps from one of the places, by rule, most people first; pins are no rule.
 * Whom missing data alone keep out is counted by itself, and so is who has several rules against every place.
 * O(people × places) judgements in words.
 */
export function blockedPeople(
  scenario: Scenario,
  people: readonly Staff[],
  places: readonly Position[],
  unknown: "allow" | "forbid",
): BlockedCounts {
  const texts = new Map(rulesInForce(scenario).map(({ id, text }) => [id, text]));
  const counts = new Map<string, { text: Text; people: number }>();
  const columns = new Set<string>();
  let [undecided, blockedBySeveral] = [0, 0];
  for (const person of people) {
    const found = places.map((position) =>
      judgeTransfer(scenario, person, position).filter(
        ({ verdict, rule }) => rule !== "fixed" && (verdict === "forbidden" || unknown === "forbid"),
      ),
    );
    const open = found.find((list) => list.length > 0 && list.every(({ verdict }) => verdict === "unknown"));
    if (open !== undefined) {
      undecided++;
      for (const { missing } of open) if (missing !== undefined) columns.add(missing[1]);
      continue;
    }
    if (found.every((list) => list.some(({ rule }) => rule !== list[0]!.rule))) blockedBySeveral++;
    for (const forbidding of found) {
      const first = forbidding[0];
      if (first === undefined || forbidding.some(({ rule }) => rule !== first.rule)) continue;
      const count = counts.get(first.rule);
      if (count === undefined) counts.set(first.rule, { text: texts.get(first.rule) ?? first.text, people: 1 });
      else count.people++;
      break;
    }
  }
  const blocked = [...counts]
    .map(([rule, { text, people: number }]) => ({ rule, text, people: number }))
    .sort((a, b) => b.people - a.people || (a.rule < b.rule ? -1 : 1));
  return { blocked, blockedBySeveral, undecided: { people: undecided, columns: [...columns].sort() } };
}
