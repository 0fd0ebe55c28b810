/** The answer to "why not me, why not there?": every rule and gate in the way, the firmest first. */
import { nearest, ScenarioError } from "../errors/index.js";
import { assertScenario, type Scenario, show } from "../scenario/index.js";
import { type GateFinding, judgeStaying, judgeTransfer } from "./judge.js";

const FIRMNESS: Readonly<Record<GateFinding["severity"], number>> = { law: 0, policy: 1, gate: 2 };

/**
 * Everything that forbids a person a position, or lacks data to decide it: laws first, then policies, then gates; within
 * each what forbids before what is open. Empty: nothing is in the way. For the present post: the laws that forbid staying.
 *
 * @throws ScenarioError `scenario/not-created`, `scenario/unknown-id`.
 */
export function whyIneligible(scenario: Scenario, staffId: string, positionId: string): GateFinding[] {
  assertScenario(scenario);
  const person = scenario.staffById.get(staffId);
  const position = scenario.positionById.get(positionId);
  const issues = [
    ...(person === undefined ? [unknownId("staffId", staffId, "staff", scenario.staffById)] : []),
    ...(position === undefined ? [unknownId("positionId", positionId, "positions", scenario.positionById)] : []),
  ];
  if (person === undefined || position === undefined) throw new ScenarioError(issues);
  const findings =
    position.id === person.positionId ? judgeStaying(scenario, person) : judgeTransfer(scenario, person, position);
  const rank = ({ severity, verdict }: GateFinding): number =>
    2 * FIRMNESS[severity] + (verdict === "forbidden" ? 0 : 1);
  return findings.sort((a, b) => rank(a) - rank(b)); // stable: else in the order of the pack
}

function unknownId(
  argument: string,
  id: unknown,
  list: "staff" | "positions",
  known: ReadonlyMap<string, unknown>,
): ScenarioError["issues"][number] {
  const near = list === "positions" && typeof id === "string" ? nearest(id, known.keys()) : undefined;
  return {
    code: "scenario/unknown-id",
    path: [argument],
    message: `${show(id)} is not the id of any of the ${list}`,
    ...(near === undefined ? {} : { hint: `you meant ${show(near)}` }),
  };
}
