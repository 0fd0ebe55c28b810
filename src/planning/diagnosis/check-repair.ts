/**
 * Whether a repair does what it says: the question with its steps carried out is made anew and solved from the start, and the
 * plan found is checked from the people up by what the verifier uses. Nothing of the elastic model comes in here.
 */
import { boundRules, judgeTransfer, mayStay, verdictOf } from "../../eligibility/index.js";
import type { Scenario } from "../../scenario/index.js";
import { geographyOf } from "../geography.js";
import { isCounted, isObjectedTo } from "../pair-costs.js";
import { findPossiblePlan } from "../residue/possible-plan.js";
import type { Placement } from "../types.js";
import { verifyConstraints } from "../verify-constraints.js";
import type { PlanQuestion } from "./apply-repair.js";
import type { Stopped } from "./elastic-model.js";

/** Answers with what stopped it, if anything did. */
export async function isSolvable({ scenario, options }: PlanQuestion): Promise<boolean | Stopped> {
  const found = await findPossiblePlan(scenario, options);
  if (found.status === "unknown") return found.limit;
  return found.status === "possible" && keepsEverything({ scenario, options }, found.placements);
}

/** Rules, vetoes, seats and conditions, person by person. A post is lost exactly where a law takes it away. */
export function keepsEverything({ scenario, options }: PlanQuestion, placements: readonly Placement[]): boolean {
  const { unknown = "allow", objections, constraints = [], maxMoves, floors } = options;
  const heads = new Map<string, number>();
  for (const { staffId, positionId } of placements) {
    const person = scenario.staffById.get(staffId);
    if (person === undefined) return false;
    const mustLeave = isCounted(scenario, person) && !mayStay(boundRules(scenario), scenario, person);
    if (positionId === null) {
      if (person.positionId !== null && !mustLeave) return false;
      continue;
    }
    heads.set(positionId, (heads.get(positionId) ?? 0) + 1);
    if (positionId === person.positionId) {
      if (mustLeave) return false;
      continue;
    }
    const position = scenario.positionById.get(positionId);
    if (position === undefined || (objections === "veto" && isObjectedTo(person, position))) return false;
    const verdict = verdictOf(judgeTransfer(scenario, person, position));
    if (verdict === "forbidden" || (verdict === "unknown" && unknown === "forbid")) return false;
  }
  const settings = {
    levels: [],
    moveThreshold: 0,
    unknown,
    constraints,
    ...(maxMoves === undefined ? {} : { maxMoves }),
    ...(floors === "hard" ? { floors } : {}),
  };
  return (
    placements.length === scenario.staff.length &&
    hasSeats(scenario, heads) &&
    verifyConstraints(scenario, settings, placements, geographyOf(scenario)).length === 0
  );
}

function hasSeats(scenario: Scenario, heads: ReadonlyMap<string, number>): boolean {
  return [...heads].every(([id, count]) => {
    const { capacity } = scenario.positionById.get(id)!;
    return count <= Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length);
  });
}
