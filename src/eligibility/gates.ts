/**
 * May this person take that position? The first gates: who stays whatever happens, which posts take nobody in, and
 * what the post asks of its holder. Each refusal and each open question carries its reason in both languages.
 *
 * Staying needs no gate: an incumbent may always stay.
 */
import { ScenarioError } from "../errors/index.js";
import { assertScenario, unmetRequirements, type Position, type Scenario, type Staff } from "../scenario/index.js";

/** `allowed` proven from data, `forbidden` with a reason, `unknown` where the data say too little. */
export type Verdict = "allowed" | "forbidden" | "unknown";

/** One gate that forbids a transfer, or cannot be decided. */
export interface GateFinding {
  /** `fixed`, `probation`, `leavesUnstudied`, `notStudied`, `overFull`, or the requirement: `minGrade`, `fields` … */
  readonly rule: string;
  readonly verdict: "forbidden" | "unknown";
  readonly text: { readonly id: string; readonly en: string };
}

/**
 * Everything that forbids `person` to move to `position` (or to be placed there), or that could not be decided;
 * first the gates of the person, then of the post, then its requirements. Empty: allowed.
 *
 * Civil servants on probation (CPNS) and `fixed` people are neither moved nor placed (BKN Regulation 5/2019 art. 3:
 * a transfer needs the status of civil servant; read in summaries, not in the text of the regulation).
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
    ...judgeRequirements(person, position),
  ];
}

/** The gates that keep a person where he or she is (or waiting), whatever the destination. */
export function judgeLeaving(scenario: Scenario, person: Staff): GateFinding[] {
  const findings: GateFinding[] = [];
  if (person.fixed === true) {
    findings.push(forbid("fixed", "ditetapkan tidak dipindahkan", "the person is fixed"));
  }
  if (person.status === "CPNS") {
    findings.push(forbid("probation", "CPNS belum dapat dimutasi", "civil servants on probation are not transferred"));
  }
  const held = person.positionId === null ? undefined : scenario.positionById.get(person.positionId);
  if (held?.required === null) {
    findings.push(forbid("leavesUnstudied", "jabatan asal belum dianalisis", "the present post has no workload study"));
  }
  return findings;
}

/** The gates of a post that takes nobody in. */
export function judgeEntering(scenario: Scenario, position: Position): GateFinding[] {
  const findings: GateFinding[] = [];
  if (position.required === null) {
    findings.push(forbid("notStudied", "jabatan tujuan belum dianalisis", "the post has no workload study"));
  }
  if (scenario.incumbentsByPosition.get(position.id)!.length > position.capacity) {
    findings.push(forbid("overFull", "pemangku melebihi formasi", "the post has more holders than its capacity"));
  }
  return findings;
}

/** What the post asks and the person fails, or of which nothing is known. */
export function judgeRequirements(person: Staff, position: Position): GateFinding[] {
  return unmetRequirements(person, position.requirements).map(({ requirement, verdict, text }) => ({
    rule: requirement,
    verdict,
    text,
  }));
}

/** The verdict of a list of findings: a single refusal decides, then a single open question. */
export function verdictOf(findings: readonly GateFinding[]): Verdict {
  if (findings.some(({ verdict }) => verdict === "forbidden")) return "forbidden";
  return findings.length > 0 ? "unknown" : "allowed";
}

function forbid(rule: string, id: string, en: string): GateFinding {
  return { rule, verdict: "forbidden", text: { id, en } };
}

function notOfThisScenario(what: string, list: string): ScenarioError {
  const message = `the ${what} is not one of this scenario`;
  const hint = `take it from scenario.${list}`;
  return new ScenarioError([{ code: "scenario/unknown-id", path: [what], message, hint }]);
}
