/** What a predicate is: a function that binds its parameters to a scenario. */
import type { IsoDate, PredicateKind, PredicateParameters, Scenario, Staff } from "../../scenario/index.js";
import type { BoundPredicate, Verdict } from "../question.js";

/** What predicates may know beside the person and the post. */
export interface RuleContext {
  readonly asOf: IsoDate;
  readonly scenario: Scenario;
  /** Whether a person may leave the present post at all: by the gates, and by the rules that look at no post. */
  mayLeave(person: Staff): Verdict;
  /** Whether a law takes the present post away. */
  losesPost(person: Staff): boolean;
}

/** Binds the parameters of one kind of predicate. Called once for each rule and scenario. */
export type Predicate<Kind extends PredicateKind> = (
  parameters: PredicateParameters[Kind],
  context: RuleContext,
) => BoundPredicate;

/** A person's own entry, else that of the present post. */
export function ownOrPresent(scenario: Scenario, person: Staff, key: "jobFamily" | "jobLevel"): string | undefined {
  if (person[key] !== undefined) return person[key];
  return person.positionId === null ? undefined : scenario.positionById.get(person.positionId)?.[key];
}
