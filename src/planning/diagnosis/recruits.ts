/** Where people from outside would fill what floors lack. */
import { nodeReader } from "../constraints/nodes.js";
import type { PairFlow } from "../formulate.js";
import type { ElasticModel } from "./elastic-model.js";
import { amountOf, type ConstraintItem } from "./items.js";
import type { RepairStep } from "./types.js";

/**
 * As few people as floors lack under a plan, each on a seat that the plan leaves free; small places first, so that one person
 * counts for the unit and the agency, too. Empty where the seats do not suffice.
 */
export function recruitSteps(model: ElasticModel, floors: readonly ConstraintItem[], flow: PairFlow): RepairStep[] {
  const { scenario, formulation } = model;
  const { studied } = formulation;
  const heads = new Map<string, number>();
  for (const { positionId } of model.placements(flow))
    if (positionId !== null) heads.set(positionId, (heads.get(positionId) ?? 0) + 1);
  const nodesOf = nodeReader(scenario, studied);
  const recruited = studied.map(() => 0);
  const wanting = floors
    .map((item) => ({
      inside: nodesOf((item.constraint as { node: Parameters<typeof nodesOf>[0] }).node)[0]!.inside,
      item,
    }))
    .map((floor) => ({ ...floor, size: floor.inside.reduce((sum, flag) => sum + flag, 0) }))
    .sort((a, b) => a.size - b.size);
  for (const { inside, item } of wanting) {
    const there = studied.reduce((sum, { id }, p) => sum + inside[p]! * ((heads.get(id) ?? 0) + recruited[p]!), 0);
    for (let lacking = amountOf(item) - there; lacking > 0; lacking--) {
      let best = -1;
      let bestNeed = -Infinity;
      studied.forEach(({ id, capacity, required }, p) => {
        const now = (heads.get(id) ?? 0) + recruited[p]!;
        if (inside[p] === 0 || now >= capacity) return;
        const need = required! - now;
        if (need > bestNeed) [best, bestNeed] = [p, need];
      });
      if (best < 0) return [];
      recruited[best]!++;
    }
  }
  return recruited.flatMap((people, p): RepairStep[] =>
    people === 0 ? [] : [{ kind: "recruit", positionId: studied[p]!.id, people }],
  );
}
