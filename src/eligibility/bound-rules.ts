/** The rules in force, bound to the people and posts of one scenario: what judging and compiling both start from. */
import type { Position, Rule, RuleEvent, Scenario, Staff } from "../scenario/index.js";
import { eventsOf } from "../scenario/index.js";
import { type Concern, concerning, concernOf } from "./applies.js";
import { gatesOfPerson } from "./gates.js";
import { bindPredicate } from "./predicates/table.js";
import type { RuleContext } from "./predicates/predicate.js";
import { type BoundPredicate, type Question, type Reason, type Verdict, verdictFor } from "./question.js";
import { rulesInForce } from "./rules-in-force.js";

/** One rule, ready to judge. */
export interface BoundRule {
  readonly rule: Rule;
  /** What the rule asks of a transfer. */
  readonly questions: readonly Question[];
  /** Everything that the rule holds against it, in words. `position` `null`: whatever the destination. */
  reasons(person: Staff, position: Position | null, event: RuleEvent): readonly Reason[];
}

/** The rules in force by what they look at; each list in the order of the pack. */
export interface BoundRules {
  /** Laws and policies on transfers that look at the person alone. */
  readonly ofPerson: readonly BoundRule[];
  /** Those that look at the post, too. */
  readonly ofPair: readonly BoundRule[];
  /** Laws that can forbid staying. */
  readonly ofStay: readonly BoundRule[];
  /** What a level counts and nothing forbids. */
  readonly preferences: readonly BoundRule[];
}

const bound = new WeakMap<Scenario, BoundRules>();

/** The bound rules of a scenario; made once. */
export function boundRules(scenario: Scenario): BoundRules {
  const known = bound.get(scenario);
  if (known !== undefined) return known;
  const leaving = new Map<Staff, Verdict>();
  const context: RuleContext = {
    asOf: scenario.asOf,
    scenario,
    mayLeave(person) {
      let verdict = leaving.get(person);
      if (verdict === undefined) leaving.set(person, (verdict = leavingVerdict(scenario, rules.ofPerson, person)));
      return verdict;
    },
    losesPost: (person) => isStudied(scenario, person) && !mayStay(rules, scenario, person),
  };
  const all = rulesInForce(scenario).map((rule) => bindRule(rule, context));
  const transfers = all.filter(
    ({ rule }) => rule.severity !== "preference" && eventsOf(rule).some((event) => event !== "stay"),
  );
  const looksAtPosts = ({ questions }: BoundRule): boolean =>
    questions.some(({ ofPosition }) => ofPosition !== undefined);
  const rules: BoundRules = {
    ofPerson: transfers.filter((rule) => !looksAtPosts(rule)),
    ofPair: transfers.filter(looksAtPosts),
    ofStay: all.filter(({ rule }) => rule.severity === "law" && eventsOf(rule).includes("stay")),
    preferences: all.filter(({ rule }) => rule.severity === "preference"),
  };
  bound.set(scenario, rules);
  return rules;
}

/** May the person leave the present post (or be placed), as far as the post entered does not matter? */
export function leavingVerdict(scenario: Scenario, ofPerson: readonly BoundRule[], person: Staff): Verdict {
  if (gatesOfPerson(scenario, person).length > 0) return "forbidden";
  let verdict: Verdict = "allowed";
  for (const { questions } of ofPerson) {
    for (const question of questions) {
      const found = verdictFor(question.isMet(question.ofPerson(person), null));
      if (found === "forbidden") return found;
      if (found === "unknown") verdict = found;
    }
  }
  return verdict;
}

/** Whether a law takes the present post away. What the data cannot decide takes nothing away. */
export function mayStay({ ofStay }: BoundRules, scenario: Scenario, person: Staff): boolean {
  if (ofStay.length === 0 || person.positionId === null) return true;
  const present = scenario.positionById.get(person.positionId)!;
  return ofStay.every((rule) => rule.reasons(person, present, "stay").every(({ verdict }) => verdict !== "forbidden"));
}

/** Holders of posts without a study are left where they are, whatever the laws on staying say. */
function isStudied({ positionById }: Scenario, { positionId }: Staff): boolean {
  return positionId !== null && positionById.get(positionId)!.required !== null;
}

function bindRule(rule: Rule, context: RuleContext): BoundRule {
  const predicate = bindPredicate(rule, context);
  const concern = concernOf(rule);
  return {
    rule,
    questions: predicate.questions.map((question) => concerning(question, concern)),
    reasons: (person, position, event) => reasonsIn(rule, predicate, concern, person, position, event),
  };
}

function reasonsIn(
  rule: Rule,
  predicate: BoundPredicate,
  concern: Concern,
  person: Staff,
  position: Position | null,
  event: RuleEvent,
): readonly Reason[] {
  const concernsPerson = concern.person(person, event);
  const concernsPost = position === null || concern.position === undefined ? true : concern.position(position);
  if (concernsPerson === false || concernsPost === false) return [];
  const reasons = predicate.reasons(person, position);
  if (concernsPerson === true && concernsPost === true) return reasons;
  // It would be held against the person only if the rule concerns him or her, and nobody knows whether it does.
  return reasons.slice(0, 1).map(() => {
    const missing = concern.missing(person, position);
    const [id, en] = FIELD_NAMES[missing[1] as keyof typeof FIELD_NAMES];
    const text = { id: `${rule.text.id}: ${id} tidak tercatat`, en: `${rule.text.en}: the ${en} is not recorded` };
    return { verdict: "unknown", text, missing };
  });
}

const FIELD_NAMES = {
  status: ["status kepegawaian", "status"],
  kind: ["jenis jabatan", "kind of post"],
  jobFamily: ["rumpun jabatan", "job family"],
} as const;
