/** What any placement of people is worth on the levels of a policy: for answers that no level was solved for. */
import { exactDecimal, type Scenario } from "../scenario/index.js";
import { addFractions } from "./fixed-point.js";
import type { Geography } from "./geography.js";
import type { PlanLevel } from "./levels.js";
import { isCounted, pairCostOf } from "./pair-costs.js";
import { memoizedMeasures } from "./seats.js";
import type { LevelName, Placement } from "./types.js";
import { TRAINING_LEVELS } from "./ways.js";

/** A level with a value that any placement has: the lottery, training, and ranks that depend on the plan's network have none. */
export type ValuedLevel = PlanLevel & { readonly name: Exclude<LevelName, "fit" | "tie" | "leximin" | "merit"> };

/** The levels of a list that have such a value. */
export function valuedLevels(levels: readonly PlanLevel[]): ValuedLevel[] {
  const without: readonly string[] = ["tie", "leximin", "merit", ...TRAINING_LEVELS];
  return levels.filter((level): level is ValuedLevel => !without.includes(level.name));
}

/**
 * The value of each level, as `planTransfers` counts it. `placements`: everyone, once. O((people + posts) × levels).
 */
export function levelValues(
  scenario: Scenario,
  placements: readonly Placement[],
  levels: readonly ValuedLevel[],
  { moveThreshold, geography }: { readonly moveThreshold: number; readonly geography: Geography },
): bigint[] {
  const studied = scenario.positions.filter(({ required }) => required !== null);
  const heads = new Map<string, number>();
  const counted = placements.filter(({ staffId }) => isCounted(scenario, scenario.staffById.get(staffId)!));
  for (const { positionId } of counted)
    if (positionId !== null) heads.set(positionId, (heads.get(positionId) ?? 0) + 1);
  const measureFor = memoizedMeasures(moveThreshold);
  const byUnit = new Map<string, { need: ReturnType<typeof exactDecimal>; people: number }>();
  for (const { id, unitId, required } of studied) {
    const [need, people] = [exactDecimal(required!), heads.get(id) ?? 0];
    const unit = byUnit.get(unitId);
    if (unit === undefined) byUnit.set(unitId, { need, people });
    else byUnit.set(unitId, { need: addFractions(unit.need, need), people: unit.people + people });
  }
  return levels.map(({ name, node }) => {
    let value = 0n;
    const addNode = (
      need: ReturnType<typeof exactDecimal>,
      priority: number,
      minimum: number,
      people: number,
    ): void => {
      const measure = measureFor(name, need, exactDecimal(priority), minimum);
      if (measure === undefined) return;
      value += measure.atZero;
      for (let k = 1; k <= people; k++) value += measure.slope(k);
    };
    if (node === "unit") for (const { need, people } of byUnit.values()) addNode(need, 1, 0, people);
    else {
      for (const { id, required, priority = 1, minimum = 0 } of studied)
        addNode(exactDecimal(required!), priority, minimum, heads.get(id) ?? 0);
    }
    const cost = pairCostOf(name, { scenario, moveThreshold, geography });
    for (const { staffId, positionId } of counted) {
      const place = positionId === null ? null : scenario.positionById.get(positionId)!;
      value += BigInt(cost(scenario.staffById.get(staffId)!, place));
    }
    return value;
  });
}
