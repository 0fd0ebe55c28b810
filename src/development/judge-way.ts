/** What rules say about a transfer through courses, on the days on which a training plan has them judged. */
import { boundRules, type GateFinding, judgeRequirements, judgeTransfer } from "../eligibility/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import { monthsAfter, trainedRecord } from "./trained-record.js";
import type { Course } from "./types.js";

/**
 * Judges transfers through courses as `judgeTransfer` does, by the record that the courses leave; rules on the time before
 * retirement, which come last, by the day on which the courses end.
 */
export function wayJudge(
  scenario: Scenario,
  byId: ReadonlyMap<string, Course>,
): (person: Staff, to: Position, courseIds: readonly string[]) => GateFinding[] {
  const after = new Map<number, Scenario>();
  return (person, to, courseIds) => {
    const courses = courseIds.map((id) => byId.get(id)!);
    const record = trainedRecord(person, courses);
    const months = courses.reduce((sum, course) => sum + course.months, 0);
    if (months === 0) return judgeTransfer(scenario, record, to);
    let then = after.get(months);
    if (then === undefined) after.set(months, (then = { ...scenario, asOf: monthsAfter(scenario.asOf, months) }));
    const [today, later] = [horizonRules(scenario), horizonRules(then)];
    return [
      ...judgeTransfer(scenario, record, to).filter(({ rule }) => !today.has(rule)),
      ...judgeRequirements(then, record, to).filter(({ rule }) => later.has(rule)),
    ];
  };
}

/** Ids of the rules in force on the time before retirement. */
function horizonRules(scenario: Scenario): ReadonlySet<string> {
  const rules = boundRules(scenario).ofPair.map(({ rule }) => rule);
  return new Set(rules.filter(({ predicate }) => predicate === "retirementHorizon").map(({ id }) => id));
}
