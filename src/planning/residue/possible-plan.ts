/**
 * Whether conditions can hold together: the plan that misses the least of them, which is possible if that is nothing.
 */
import type { Engine } from "../../linear/types.js";
import type { Scenario } from "../../scenario/index.js";
import type { Constraint } from "../constraints/types.js";
import { everyoneStays, type PairFlow } from "../formulate.js";
import { geographyOf } from "../geography.js";
import { soon, type Stop, type StopSignals } from "../level-solver.js";
import { type PlanOptions, resolveOptions } from "../options.js";
import type { MissedConstraint, Placement } from "../types.js";
import { type CoreEngine, coreEngine, isBeyondEngine } from "./core-engine.js";
import { conditionsOf, formulateWith, leastLackingOf, NO_CONDITIONS } from "./conditions.js";
import { possibilityGoal } from "./goal.js";
import { createResidue, type Residue } from "./residue.js";
import { activities, missing, type RowSource } from "./rows.js";
import { type Outcome, solveGoal } from "./solve-goal.js";

/** The answer of {@link findPossiblePlan}. */
export type PossiblePlan =
  | { readonly status: "possible"; readonly placements: readonly Placement[] }
  | {
      /** No plan meets the conditions: proven. */
      readonly status: "infeasible";
      /** The plan that misses the least, or near it, and what it misses. */
      readonly placements: readonly Placement[];
      readonly missed: readonly MissedConstraint[];
    }
  | { readonly status: "unknown"; readonly limit: Stop };

/** Replaces conditions of the options, so that one scenario can be asked about many sets of them. */
export interface PossibleWith {
  readonly withConstraints?: readonly Constraint[];
  readonly maxMoves?: number | undefined;
  readonly floors?: "soft" | "hard";
  /** `true`: the plan that misses least, proven; default: any proof that something is missed will do. */
  readonly leastMissed?: boolean;
}

/**
 * Whether a set of hard conditions can hold for a scenario, with a plan that shows it. Soft floors ask nothing here.
 *
 * @throws ScenarioError as `planTransfers` does.
 */
export async function findPossiblePlan(
  scenario: Scenario,
  options: PlanOptions = {},
  { withConstraints, maxMoves, floors, leastMissed = false }: PossibleWith = {},
): Promise<PossiblePlan> {
  const resolved = resolveOptions(
    {
      ...options,
      policy: ["moves"],
      ...(withConstraints === undefined ? {} : { constraints: withConstraints }),
      ...(maxMoves === undefined ? {} : { maxMoves }),
      ...(floors === undefined ? {} : { floors }),
    },
    scenario,
  );
  const geography = geographyOf(scenario);
  const conditions = conditionsOf(scenario, resolved) ?? NO_CONDITIONS;
  const { formulation, source } = formulateWith(scenario, resolved, geography, conditions);
  const direct = leastLackingOf(conditions, formulation, source);
  if (direct !== undefined) {
    const placed = formulation.readBack(direct);
    const missed = missedBy(source, { formulation }, direct);
    return missed.length === 0
      ? { status: "possible", placements: placed }
      : { status: "infeasible", placements: placed, missed };
  }
  const stops: StopSignals = { deadline: performance.now() + resolved.timeLimit * 1000, signal: resolved.signal };
  const engine = await coreEngine(resolved.engine, stops);
  const residue = createResidue(formulation, source, everyoneStays(formulation));
  const { stop, value, bound } = await leastMissing(residue, engine, stops, leastMissed, () => {});
  const placements = formulation.readBack(residue.flow);
  if (value === 0n) return { status: "possible", placements };
  if (bound <= 0n) return { status: "unknown", limit: stop ?? "time" };
  return { status: "infeasible", placements, missed: missedBy(source, residue, residue.flow) };
}

/** Looks for a possible plan from the one in hand; leaves the plan that misses least in the residue. */
export async function leastMissing(
  residue: Residue,
  engine: CoreEngine,
  stops: StopSignals,
  toTheEnd: boolean,
  report: (outcome: Outcome) => void,
): Promise<Outcome> {
  const isEnough = ({ value, bound }: Outcome): boolean => value === 0n || (!toTheEnd && bound > 0n);
  return solveGoal(residue, possibilityGoal(residue.formulation), { engine, stops, report, isEnough });
}

/**
 * The same where what is missed is worth knowing: once it is proven that something is, the least is looked for with some
 * more effort. `bound` equals `value` where that proved it.
 */
export async function leastMissingSoon(
  residue: Residue,
  engine: Engine | undefined,
  stops: StopSignals,
  report: (outcome: Pick<Outcome, "value" | "bound">) => void,
): Promise<Pick<Outcome, "value" | "bound" | "stop">> {
  const startedAt = performance.now();
  const proof = await leastMissing(residue, await coreEngine(engine, stops), stops, false, report);
  if (proof.value === 0n || proof.bound <= 0n || proof.bound === proof.value) return proof;
  const near = soon(stops, startedAt);
  try {
    const { value, bound } = await leastMissing(residue, await coreEngine(engine, near), near, true, report);
    return { value, bound: bound > proof.bound ? bound : proof.bound, stop: undefined };
  } catch (error) {
    if (!isBeyondEngine(error)) throw error;
    return { ...proof, stop: undefined };
  }
}

/** What a plan misses of the conditions that must hold, by constraint and node: several rows of one are summed. */
export function missedBy(
  source: RowSource,
  { formulation }: Pick<Residue, "formulation">,
  flow: PairFlow,
): MissedConstraint[] {
  const hard = [...source.rows.filter(({ isSoft }) => !isSoft), ...source.broken(flow)];
  const activity = activities(hard, formulation, flow);
  const found = new Map<string, MissedConstraint>();
  hard.forEach((row, r) => {
    const by = missing(row, activity[r]!);
    if (by === 0) return;
    const [constraintId, node] = row.name;
    const key = JSON.stringify([constraintId, node]);
    found.set(key, { constraintId, node, missing: (found.get(key)?.missing ?? 0) + by });
  });
  return [...found.values()];
}
