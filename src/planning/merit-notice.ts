/** Who has no merit score although seats go by merit. */
import type { Issue } from "../errors/index.js";
import { byId, type Scenario } from "../scenario/index.js";
import type { PlanLevel } from "./levels.js";
import { isCounted } from "./pair-costs.js";

/** As many names as a sentence can hold. */
const NAMED = 10;

/** `planning/no-merit` where the level `merit` is listed and people lack a score: they choose after all others. */
export function meritNotices(scenario: Scenario, levels: readonly PlanLevel[]): Issue[] {
  if (levels.every(({ name }) => name !== "merit")) return [];
  const without = scenario.staff
    .filter((person) => person.merit === undefined && isCounted(scenario, person))
    .sort(byId);
  if (without.length === 0) return [];
  const named = without.slice(0, NAMED).map(({ id }) => id);
  const more = without.length > NAMED ? ` and ${without.length - NAMED} more` : "";
  return [
    {
      code: "planning/no-merit",
      path: ["staff", "merit"],
      message: `${without.length} people have no merit score and choose after all others: ${named.join(", ")}${more}`,
      hint: "staff.merit takes the scores of any ranking; higher is better",
    },
  ];
}
