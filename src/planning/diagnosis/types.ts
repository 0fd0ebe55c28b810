/** Why conditions cannot hold together and what would mend it, as plain JSON. */
import type { BlockedPeople, UndecidedPeople } from "./blocked-people.js";
import type { KeptApart } from "./kept-apart.js";
import type { Text } from "./text.js";

/** One condition of a conflict. Every one of them is needed: without it the others can hold. */
export interface ConflictMember {
  /** `constraint`: one of `constraints` or `maxMoves`; `floor`: the minimum of a position where floors are hard. */
  readonly kind: "constraint" | "floor" | "pin" | "veto";
  /** Id of the constraint, `maxMoves`, `floors`, or empty for pins and vetoes. */
  readonly constraintId: string;
  /** Id of the position, unit or agency where the condition holds; empty where it has none. */
  readonly node: string;
  /** Whom it names: the fixed people of one post, the one who objects, the people kept together or apart. */
  readonly staffIds: readonly string[];
  readonly text: Text;
}

/** People at the places that the floors of a conflict want filled. Sums over places that lie in one another count once. */
export interface ConflictCounts {
  /** People wanted at these places, all floors together. */
  readonly wanted: number;
  /** The most who can be there at once under the other conditions of the conflict. */
  readonly attainable: number;
  /** Seats of these places. */
  readonly seats: number;
  /** Who is there today. */
  readonly present: number;
  /** People elsewhere whom rules and facts allow to come, before the conditions of the conflict are looked at. */
  readonly eligible: number;
  /** Of the eligible, those whom pins of the conflict hold elsewhere. */
  readonly pinned: number;
  /** Of the eligible, those whose vetoes in the conflict close every one of these places. */
  readonly vetoed: number;
  /** Of the eligible at a node, those beyond what its outflow cap in the conflict lets go. */
  readonly capped: readonly { readonly constraintId: string; readonly node: string; readonly people: number }[];
  /** People elsewhere whom nothing but this one rule or gate keeps out, by rule; most people first. */
  readonly blocked: readonly BlockedPeople[];
  /** People elsewhere whom two rules or more keep from every one of these places. */
  readonly blockedBySeveral: number;
  /** People elsewhere whom no rule refuses, and whom missing data keep out. */
  readonly undecided: UndecidedPeople;
  /** Of the present, those whom a law takes away from all these places, by law. */
  readonly leaving: readonly BlockedPeople[];
  /** Of those who are there or may come, relatives who may not hold some of these places at once. */
  readonly apart: readonly KeptApart[];
}

/** One thing that a repair changes. */
export type RepairStep =
  | {
      /** Asks less of a condition: a floor falls, a cap rises. */
      readonly kind: "relax";
      readonly constraintId: string;
      readonly node: string;
      readonly from: number;
      readonly to: number;
      readonly unit: "people" | "moves" | "percent" | "kilometres" | "money";
    }
  /** Gives up a condition at a node. */
  | { readonly kind: "drop"; readonly constraintId: string; readonly node: string }
  /** Lets fixed people go. */
  | { readonly kind: "unpin"; readonly staffIds: readonly string[] }
  /** Sends somebody in spite of an objection. */
  | { readonly kind: "overrule"; readonly staffIds: readonly string[] }
  /** Does without a rule of policy for these people. Never a law. */
  | { readonly kind: "waive"; readonly ruleId: string; readonly staffIds: readonly string[] }
  /** Hires or seconds people from outside into a post. */
  | { readonly kind: "recruit"; readonly positionId: string; readonly people: number };

/** One way out. Solved again with its steps carried out, and the plan found checked person by person. */
export interface Repair {
  readonly steps: readonly RepairStep[];
  /** The price list of `repair-costs.ts`: repairs are sorted by it. */
  readonly cost: number;
  readonly text: Text;
}

/** The answer to "why is there no plan?". */
export interface Diagnosis {
  /** What contradicts what, with names and numbers. */
  readonly sentence: Text;
  readonly conflict: readonly ConflictMember[];
  /** Whether every member was proven necessary; `false` only where a limit came first. */
  readonly isMinimal: boolean;
  /** Cheapest first, up to five; each alone is enough. */
  readonly repairs: readonly Repair[];
  /** Absent where no floor is part of the conflict. */
  readonly counts?: ConflictCounts;
  /** What stopped the search before its end, if anything did. */
  readonly limit?: "time" | "cancelled" | "iterations" | "engine";
}
