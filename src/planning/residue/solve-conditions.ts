/**
 * From the plan without conditions to the plan with them: if it keeps them it is the answer; else a possible plan is found,
 * and the levels are solved again from there.
 */
import type { Scenario } from "../../scenario/index.js";
import { everyoneStays, type Formulation } from "../formulate.js";
import type { Geography } from "../geography.js";
import { pause, type Stop } from "../level-solver.js";
import { leximinRefused, meritRefused, type ProgressEvent, type ResolvedOptions } from "../options.js";
import { type LevelWatch, type RunControl, type SolvedLevels, solveLevels } from "../solve-levels.js";
import type { LevelPrices, MissedConstraint, Placement } from "../types.js";
import { type Conditions, flowOf, formulateWith, leastLackingOf, type TrainingConditions } from "./conditions.js";
import { coreEngine } from "./core-engine.js";
import { levelGoal } from "./goal.js";
import { leastMissingSoon, missedBy } from "./possible-plan.js";
import { residueSolver } from "./residue-levels.js";
import { createResidue } from "./residue.js";
import { activities, brokenRows, missing } from "./rows.js";
import type { Outcome } from "./solve-goal.js";

/** What became of the conditions. */
export type ConditionsOutcome =
  | { readonly kind: "kept" }
  | {
      readonly kind: "solved";
      readonly formulation: Formulation;
      readonly solved: SolvedLevels;
      readonly engine: string;
    }
  | {
      readonly kind: "infeasible";
      readonly missed: readonly MissedConstraint[];
      readonly isLeast: boolean;
      readonly engine: string;
    }
  | { readonly kind: "noPlanFound"; readonly limit: Stop; readonly engine: string };

/**
 * Solves the levels under conditions.
 *
 * @param placements the plan without conditions. @param certificate its prices, level by level.
 * @param training ways that the plan without conditions does not know: it is where the search begins, never the answer.
 */
export async function solveConditions(
  scenario: Scenario,
  options: ResolvedOptions,
  geography: Geography,
  conditions: Conditions,
  {
    placements,
    certificate,
  }: { readonly placements: readonly Placement[]; readonly certificate: readonly LevelPrices[] },
  control: RunControl,
  watch?: (formulation: Formulation) => LevelWatch | undefined,
  training?: TrainingConditions,
): Promise<ConditionsOutcome> {
  const { formulation: network, source } = formulateWith(scenario, options, geography, conditions, training);
  const plain = flowOf(network, placements);
  const soft = source.rows.filter(({ isSoft }) => isSoft);
  const softActivity = activities(soft, network, plain);
  const isKept =
    brokenRows(source, network, plain).length === 0 && soft.every((row, r) => missing(row, softActivity[r]!) === 0);
  if (isKept && training === undefined) return { kind: "kept" };
  if (network.levels.some(({ name }) => name === "leximin"))
    throw leximinRefused(training === undefined ? "relatives who both move" : "training");
  if (network.levels.some(({ name }) => name === "merit")) throw meritRefused();

  // Soft floors count on the level `floors`.
  const goals = network.levels.map((_, level) => levelGoal(network, level, 0));
  const formulation: Formulation = { ...network, levelValue: (level, flow) => goals[level]!.value(flow, source.rows) };
  const engine = await coreEngine(options.engine, control);
  let flow = isKept ? plain : everyoneStays(formulation);
  if (brokenRows(source, formulation, flow).length > 0) {
    const stopped = await pause(control); // conditions as rows may have taken a while
    if (stopped !== undefined) return { kind: "noPlanFound", limit: stopped, engine: engine.name };
    const direct = leastLackingOf(conditions, formulation, source);
    const residue = createResidue(formulation, source, direct ?? flow);
    if (direct !== undefined && brokenRows(source, formulation, direct).length > 0)
      return {
        kind: "infeasible",
        missed: missedBy(source, residue, direct),
        isLeast: true,
        engine: "imbang network simplex",
      };
    const tell = (outcome: Pick<Outcome, "value" | "bound">): void =>
      control.onProgress?.(progressTo(outcome, formulation.levels.length, control));
    const atFirst = missedBy(source, residue, residue.flow);
    tell({ value: atFirst.reduce((sum, { missing: by }) => sum + BigInt(by), 0n), bound: 0n });
    const { value, bound, stop } = await leastMissingSoon(residue, options.engine, control, tell);
    if (value > 0n && bound > 0n) {
      const missed = missedBy(source, residue, residue.flow);
      return { kind: "infeasible", missed, isLeast: bound === value, engine: engine.name };
    }
    if (value > 0n) return { kind: "noPlanFound", limit: stop ?? "time", engine: engine.name };
    flow = residue.flow;
  }
  const { rows, broken } = source;
  const solver = residueSolver(network, { rows, broken }, engine, control, flow, certificate, options.gap);
  const solved = await solveLevels(formulation, solver, control, watch?.(formulation));
  return { kind: "solved", formulation, solved, engine: solver.name };
}

/** How near a plan that keeps the conditions is. */
function progressTo(
  { value, bound: proven }: Pick<Outcome, "value" | "bound">,
  count: number,
  { startedAt }: RunControl,
): ProgressEvent {
  const [incumbent, bound] = [Number(value), Number(proven > 0n ? proven : 0n)]; // nothing misses less than nothing
  const elapsed = (performance.now() - startedAt) / 1000;
  return { phase: "possible", level: "conditions", index: 0, count, incumbent, bound, gap: incumbent - bound, elapsed };
}
