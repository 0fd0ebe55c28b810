/** From bends to steps that somebody can decide on, with the people whom a plan would send. */
import type { PairFlow } from "../formulate.js";
import type { Bend } from "./bends.js";
import type { ElasticModel, Waivable } from "./elastic-model.js";
import { amountOf, hasAmount } from "./items.js";
import type { RepairStep } from "./types.js";

/** The steps of bends, named after what `flow` makes of the freedom that they give. */
export function stepsOf(
  model: ElasticModel,
  bends: readonly Bend[],
  flow: PairFlow,
  waivable: Waivable | undefined,
): RepairStep[] {
  const { scenario } = model;
  const placements = model.placements(flow);
  const moved = placements.filter(
    ({ staffId, positionId }) => scenario.staffById.get(staffId)!.positionId !== positionId,
  );
  return bends.map(({ item, to }): RepairStep => {
    switch (item.kind) {
      case "pin": {
        const staffIds = placements.flatMap(({ staffId, positionId }) =>
          item.staffIds.includes(staffId) && positionId !== item.positionId ? [staffId] : [],
        );
        return { kind: "unpin", staffIds };
      }
      case "veto":
        return { kind: "overrule", staffIds: item.staffIds };
      case "waiver": {
        if (item.pair !== undefined) return { kind: "waive", ruleId: item.ruleId, staffIds: item.pair.staffIds };
        const staffIds = moved.flatMap(({ staffId, positionId }) => {
          const [person, position] = [scenario.staffById.get(staffId)!, scenario.positionById.get(positionId ?? "")];
          return position !== undefined && waivable?.forbids(item.ruleId, person, position) === true ? [staffId] : [];
        });
        return { kind: "waive", ruleId: item.ruleId, staffIds };
      }
      default: {
        const { constraintId, node, constraint } = item;
        if (to === undefined || !hasAmount(item) || !hasAmount(to)) return { kind: "drop", constraintId, node };
        const isShare = constraint.kind === "mix" && typeof constraint.value === "object";
        const unit = constraint.kind === "budget" ? BUDGET_UNITS[constraint.of] : isShare ? "percent" : "people";
        return { kind: "relax", constraintId, node, from: amountOf(item), to: amountOf(to), unit };
      }
    }
  });
}

const BUDGET_UNITS = { moves: "moves", distance: "kilometres", money: "money" } as const;

/** Steps that waive the same rule as one. */
export function withoutRepeats(steps: readonly RepairStep[]): RepairStep[] {
  const waived = new Map<string, Set<string>>();
  for (const step of steps) {
    if (step.kind !== "waive") continue;
    const who = waived.get(step.ruleId) ?? new Set();
    step.staffIds.forEach((id) => who.add(id));
    waived.set(step.ruleId, who);
  }
  return [
    ...steps.filter(({ kind }) => kind !== "waive"),
    ...Array.from(waived, ([ruleId, who]): RepairStep => ({ kind: "waive", ruleId, staffIds: [...who].sort() })),
  ];
}
