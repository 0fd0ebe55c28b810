/**
 * May this person take that position, or stay? The rules in force and the gates, pair by pair and in words. Each refusal
 * and each open question carries its reason in both languages, where it stands, and how firmly.
 */
import { ScenarioError } from "../errors/index.js";
import {
  assertScenario,
  type LegalBasis,
  type Position,
  type RuleEvent,
  type RuleText,
  type Scenario,
  type Staff,
} from "../scenario/index.js";
import { transferEvent } from "./applies.js";
import { boundRules, type BoundRule } from "./bound-rules.js";
import { gatesOfPerson, gatesOfPost, type ShutGate } from "./gates.js";
import type { MissingField, Verdict } from "./question.js";

/** One rule or gate that forbids a transfer, or cannot be decided. */
export interface GateFinding {
  /** The id of the rule (`minGrade`, `minimumTenure` …), or the gate: `fixed`, `leavesUnstudied`, `notStudied`, `overFull`. */
  readonly rule: string;
  readonly verdict: "forbidden" | "unknown";
  /** How firm: a `gate` is a fact of the plan and no rule. */
  readonly severity: "law" | "policy" | "gate";
  readonly text: RuleText;
  /** Where a rule stands; gates stand nowhere. */
  readonly legalBasis?: LegalBasis;
  /** Which field would decide, where the verdict is `unknown`. */
  readonly missing?: MissingField;
}

/**
 * Everything that forbids `person` to move to `position` (or to be placed there), or that could not be decided: first the
 * gates and rules of the person, then the gates of the post, then the rules on both. Empty: allowed.
 *
 * @throws ScenarioError `scenario/not-created`, `scenario/unknown-id` for a person or post of another scenario.
 */
export function judgeTransfer(scenario: Scenario, person: Staff, position: Position): GateFinding[] {
  assertScenario(scenario);
  if (scenario.staffById.get(person?.id) === undefined) throw notOfThisScenario("person", "staff");
  if (scenario.positionById.get(position?.id) === undefined) throw notOfThisScenario("position", "positions");
  return [
    ...judgeLeaving(scenario, person),
    ...judgeEntering(scenario, position),
    ...judgeRequirements(scenario, person, position),
  ];
}

/** What keeps a person where he or she is (or waiting), whatever the destination. */
export function judgeLeaving(scenario: Scenario, person: Staff): GateFinding[] {
  const event = transferEvent(person);
  return [
    ...gatesOfPerson(scenario, person).map(shut),
    ...boundRules(scenario).ofPerson.flatMap((rule) => findingsOf(rule, person, null, event)),
  ];
}

/** The gates of a post that takes nobody in. */
export function judgeEntering(scenario: Scenario, position: Position): GateFinding[] {
  return gatesOfPost(scenario, position).map(shut);
}

/** What rules ask of a person for one post and he or she fails, or of which nothing is known. */
export function judgeRequirements(scenario: Scenario, person: Staff, position: Position): GateFinding[] {
  const event = transferEvent(person);
  return boundRules(scenario).ofPair.flatMap((rule) => findingsOf(rule, person, position, event));
}

/** The laws that take the present post away, or might. Empty for waiting people, and wherever no law judges staying. */
export function judgeStaying(scenario: Scenario, person: Staff): GateFinding[] {
  if (person.positionId === null) return [];
  const present = scenario.positionById.get(person.positionId)!;
  return boundRules(scenario).ofStay.flatMap((rule) => findingsOf(rule, person, present, "stay"));
}

/** Whether a preference is held against a person who stays; what the data cannot decide is not. */
export function isOverTenured(scenario: Scenario, person: Staff): boolean {
  if (person.positionId === null) return false;
  const present = scenario.positionById.get(person.positionId)!;
  return boundRules(scenario).preferences.some((rule) =>
    rule.reasons(person, present, "stay").some(({ verdict }) => verdict === "forbidden"),
  );
}

/** The verdict of a list of findings: a single refusal decides, then a single open question. */
export function verdictOf(findings: readonly GateFinding[]): Verdict {
  if (findings.some(({ verdict }) => verdict === "forbidden")) return "forbidden";
  return findings.length > 0 ? "unknown" : "allowed";
}

function findingsOf(
  { rule, reasons }: BoundRule,
  person: Staff,
  position: Position | null,
  event: RuleEvent,
): GateFinding[] {
  const severity = rule.severity === "law" ? "law" : "policy";
  return reasons(person, position, event).map(({ verdict, text, missing }) => ({
    rule: rule.id,
    verdict,
    severity,
    text,
    legalBasis: rule.legalBasis,
    ...(missing === undefined ? {} : { missing }),
  }));
}

function shut({ gate, text }: ShutGate): GateFinding {
  return { rule: gate, verdict: "forbidden", severity: "gate", text };
}

/** The error for a value that a caller took from another scenario, or made. */
export function notOfThisScenario(what: string, list: string): ScenarioError {
  const message = `the ${what} is not one of this scenario`;
  const hint = `take it from scenario.${list}`;
  return new ScenarioError([{ code: "scenario/unknown-id", path: [what], message, hint }]);
}
