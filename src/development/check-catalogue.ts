/** Is a catalogue fit for use with a scenario? Asked before anything is planned with it. */
import { openDoor } from "../door/index.js";
import type { Issue } from "../errors/index.js";
import { assertScenario, type Scenario } from "../scenario/index.js";
import { readAttended } from "./read-attended.js";
import { checkAgainstScenario, readCatalogue } from "./read-catalogue.js";
import type { AttendedTraining, Course } from "./types.js";

/**
 * Checks a catalogue (and attended training) as every call of this room does, and returns what is unusual but real.
 *
 * Notices: `development/certificate-not-asked-for`, `development/completed-later`, `development/passed-not-on-record`.
 * O(people + posts + courses + rows), but for sorting.
 *
 * @throws ScenarioError with every issue: `scenario/not-created`, and (all `development/…`) `missing-value`, `wrong-type`,
 * `unknown-key`, `unknown-value`, `unknown-id`, `not-a-number`, `out-of-range`, `impossible-date`, `too-many`,
 * `duplicate-id`, `duplicate-value`, `duplicate-training`, `raises-nothing`, `prerequisite-on-itself`, `prerequisite-cycle`,
 * `unknown-competency`, `cost-out-of-range`
 */
export function checkCatalogue(
  scenario: Scenario,
  catalogue: readonly Course[],
  attended?: readonly AttendedTraining[],
): readonly Issue[] {
  assertScenario(scenario);
  const door = openDoor("development");
  const read = readCatalogue(catalogue, door, ["catalogue"]);
  const notices = checkAgainstScenario(read, scenario, door, ["catalogue"]);
  const past = readAttended(attended, scenario, read, door, ["attended"]);
  door.close();
  return [...notices, ...past.notices];
}
