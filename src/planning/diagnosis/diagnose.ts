/** Why a plan is impossible and what would mend it: conflict, numbers, sentence, menu. */
import { EngineError } from "../../errors/index.js";
import type { Scenario } from "../../scenario/index.js";
import type { StopSignals } from "../level-solver.js";
import type { PlanOptions, ResolvedOptions } from "../options.js";
import { conflictCounts } from "./conflict-counts.js";
import { describeConflict, describeItem } from "./describe.js";
import { type ElasticModel, elasticModel, type Stopped } from "./elastic-model.js";
import { type Item, itemsOf } from "./items.js";
import { type KeptApart, keptApart } from "./kept-apart.js";
import { minimalConflict } from "./minimal-conflict.js";
import { findRepairs } from "./repairs.js";
import type { ConflictMember, Diagnosis } from "./types.js";
import { waiverModel } from "./waivers.js";

/**
 * Diagnoses a scenario whose conditions cannot hold together. Ends at the limits of
 * `stops` with what it has by then.
 *
 * @throws EngineError `planning/wrong-answer` where they can after all.
 * @param options as the caller gave them; `resolved` the same with defaults.
 */
export async function diagnose(
  scenario: Scenario,
  options: PlanOptions,
  resolved: ResolvedOptions,
  stops: StopSignals,
): Promise<Diagnosis> {
  const items = itemsOf(scenario, resolved);
  const model = await elasticModel(scenario, resolved, stops);
  const conflict = await minimalConflict(model, items);
  if (conflict === undefined) throw contradicted();
  const { members, isMinimal } = conflict;
  let stopped: Stopped | undefined = conflict.stopped;
  const counts = stopped === undefined ? await conflictCounts(model, members, resolved.unknown) : undefined;
  if (typeof counts === "string") stopped = counts;
  const known = typeof counts === "string" ? undefined : counts;
  const remaining = { ...options, timeLimit: Math.max(0, (stops.deadline - performance.now()) / 1000) };
  const waivers = stopped === undefined ? await waiverModel(scenario, resolved, stops) : undefined;
  const menu =
    stopped === undefined
      ? await findRepairs(
          { scenario, options: remaining, model, ...(waivers === undefined ? {} : { waivers }) },
          items,
          members,
        )
      : { repairs: [] };
  const limit = stopped ?? ("stopped" in menu ? menu.stopped : undefined);
  return {
    sentence: describeConflict(scenario, members, known, relativesIn(model, members, resolved.unknown)),
    conflict: members.map((item) => memberOf(scenario, item)),
    isMinimal,
    repairs: menu.repairs,
    ...(known === undefined ? {} : { counts: known }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Who should be together and may not. */
function relativesIn(
  { scenario, formulation }: ElasticModel,
  members: readonly Item[],
  unknown: "allow" | "forbid",
): readonly KeptApart[] {
  const who = new Set(
    members.flatMap((item) =>
      "constraint" in item && item.constraint.kind === "together" ? item.constraint.staffIds : [],
    ),
  );
  return who.size === 0 ? [] : keptApart(scenario, who, formulation.studied, unknown);
}

function contradicted(): EngineError {
  const message = "one solve finds that the conditions cannot hold, another finds a plan that keeps them";
  return new EngineError([{ code: "planning/wrong-answer", path: ["engine"], message }], {});
}

function memberOf(scenario: Scenario, item: Item): ConflictMember {
  const text = describeItem(scenario, item);
  if (item.kind === "pin")
    return { kind: "pin", constraintId: "", node: item.positionId ?? "", staffIds: item.staffIds, text };
  if (item.kind === "veto") return { kind: "veto", constraintId: "", node: "", staffIds: item.staffIds, text };
  if (item.kind === "waiver") throw new Error("rules are no members of conflicts");
  const { constraint, kind, constraintId, node } = item;
  const staffIds = "staffIds" in constraint ? constraint.staffIds : [];
  return { kind, constraintId, node, staffIds, text };
}
