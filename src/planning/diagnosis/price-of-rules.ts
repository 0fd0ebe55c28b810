/** What every rule, constraint, pin and veto costs: the plan without it against the plan with it, level by level. */
import { ScenarioError } from "../../errors/index.js";
import { assertScenario, type Scenario } from "../../scenario/index.js";
import { geographyOf } from "../geography.js";
import { stopReason, yieldToEventLoop } from "../level-solver.js";
import { type PlanOptions, resolveOptions } from "../options.js";
import { planTransfers } from "../plan-transfers.js";
import type { FeasiblePlan, LevelResult, OptimalPlan } from "../types.js";
import { verifyLevels } from "../verify-levels.js";
import { placesIn } from "../verify-places.js";
import type { PlanQuestion } from "./apply-repair.js";
import { type Relaxation, relaxationsOf } from "./relaxations.js";

/** Options of `planTransfers`, and who wants to know how far the pricing is. */
export interface PriceOptions extends Omit<PlanOptions, "onProgress"> {
  /** Called after each price, with how many there will be. */
  readonly onPrice?: (event: { readonly done: number; readonly count: number; readonly id: string }) => void;
}

/** What one of them costs. */
export interface RulePrice extends Omit<Relaxation, "question"> {
  /**
   * By level but the lottery, in the level's integer units: the value with it minus the value without. The first that is not 0
   * is positive; a level after it may gain what that one lost.
   */
  readonly levels: readonly {
    readonly name: LevelResult["name"];
    readonly node: LevelResult["node"];
    readonly price: number;
  }[];
  /** The first level that it costs anything; `null`: it is free. */
  readonly decides: LevelResult["name"] | null;
  /** Whether the prices of the plan alone proved that it is free, so that nothing was solved again. */
  readonly isScreened: boolean;
}

/** Prices, dearest first. */
export type RulePrices =
  | {
      readonly status: "priced";
      /** The levels with everything in place. */
      readonly levels: readonly LevelResult[];
      readonly prices: readonly RulePrice[];
      /** Of how many the plan's own prices proved that they are free, and how many were solved again. */
      readonly screened: number;
      readonly resolved: number;
      /** What stopped the pricing: the things that were not priced by then are left out. */
      readonly limit?: FeasiblePlan["limit"];
    }
  /** There is no proven plan to compare with. */
  | { readonly status: "infeasible" | "noPlanFound" | "feasible" };

/**
 * Prices every constraint, pin and veto of a question, and every rule in force, laws for information: each is left out by
 * itself and the levels are solved again. Where the certificate of the plan with it proves its levels without it, too (no
 * pair that opens has a negative reduced cost, no multiplier rests on it), it is free and nothing is solved.
 *
 * Time is that of one plan and of one more for each thing that is not free.
 *
 * @throws ScenarioError as `planTransfers` does.
 */
export async function priceOfRules(scenario: Scenario, options: PriceOptions = {}): Promise<RulePrices> {
  const startedAt = performance.now();
  assertScenario(scenario);
  if (typeof options !== "object" || options === null || Array.isArray(options)) resolveOptions(options, scenario); // refuses
  const { onPrice, ...planOptions } = options;
  const resolved = resolveOptions(planOptions, scenario);
  if (onPrice !== undefined && typeof onPrice !== "function") throw notCallable(onPrice);
  const left = (question: PlanOptions): PlanOptions =>
    options.timeLimit === undefined
      ? question
      : { ...question, timeLimit: Math.max(0, options.timeLimit - (performance.now() - startedAt) / 1000) };
  const plan = await planTransfers(scenario, left(planOptions));
  if (plan.status !== "optimal") return { status: plan.status };
  const levels = plan.levels.filter(({ name }) => name !== "tie");
  const relaxations = relaxationsOf(scenario, planOptions, resolved);
  const prices: RulePrice[] = [];
  let screened = 0;
  let limit: FeasiblePlan["limit"] | undefined;
  const deadline = startedAt + resolved.timeLimit * 1000;
  for (const { question, ...named } of relaxations) {
    await yieldToEventLoop();
    limit = stopReason({ deadline, signal: options.signal }, performance.now());
    if (limit !== undefined) break;
    const asked = question();
    const isScreened = isProvenBy(plan, asked);
    let values: readonly number[] = levels.map(({ value }) => value);
    if (isScreened) screened++;
    else {
      const without = await planTransfers(asked.scenario, left(asked.options));
      if (without.status !== "optimal") {
        limit = "limit" in without ? without.limit : "time";
        break;
      }
      values = without.levels.filter(({ name }) => name !== "tie").map(({ value }) => value);
    }
    const differences = levels.map(({ name, node, value }, k) => ({ name, node, price: value - values[k]! }));
    const decides = differences.find(({ price }) => price !== 0)?.name ?? null;
    prices.push({ ...named, levels: differences, decides, isScreened });
    onPrice?.({ done: prices.length, count: relaxations.length, id: named.id });
  }
  return {
    status: "priced",
    levels,
    prices: prices.sort(dearestFirst),
    screened,
    resolved: prices.length - screened,
    ...(limit === undefined ? {} : { limit }),
  };
}

function notCallable(value: unknown): ScenarioError {
  const message = `a ${typeof value} cannot be called with the prices: a function is needed`;
  return new ScenarioError([{ code: "planning/wrong-type", path: ["options", "onPrice"], message }]);
}

/** Whether the certificate of a plan proves its levels for another question, too: the lottery apart. */
export function isProvenBy(plan: OptimalPlan, { scenario, options }: PlanQuestion): boolean {
  const levels = plan.levels.filter(({ name }) => name !== "tie");
  if (levels.some(({ proof }) => proof === "search")) return false;
  const { unknown, objections, constraints, maxMoves, floors } = resolveOptions(options, scenario);
  const settings = {
    levels: plan.settings.levels.slice(0, levels.length),
    moveThreshold: plan.settings.moveThreshold,
    unknown,
    ...(constraints.length === 0 ? {} : { constraints }),
    ...(maxMoves === undefined ? {} : { maxMoves }),
    ...(floors === "hard" ? { floors } : {}),
    ...(objections === "veto" ? { objections } : {}),
  };
  const places = placesIn(scenario, unknown, objections);
  const shown: OptimalPlan = { ...plan, settings, levels };
  return verifyLevels(scenario, shown, plan.placements, places, geographyOf(scenario)).length === 0;
}

/** By the first level in which they differ; then by kind and id. */
function dearestFirst(a: RulePrice, b: RulePrice): number {
  const k = a.levels.findIndex(({ price }, n) => price !== b.levels[n]!.price);
  if (k >= 0) return b.levels[k]!.price - a.levels[k]!.price;
  return a.kind === b.kind ? (a.id < b.id ? -1 : 1) : a.kind < b.kind ? -1 : 1;
}
