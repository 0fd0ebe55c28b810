/** The options of `voluntaryExchange`: what they are, what they default to, and the check at the door. */
import * as z from "zod";
import { type Issue, ScenarioError } from "../../errors/index.js";
import { type Scenario, shapeIssues, show } from "../../scenario/index.js";
import { policyLevels, POLICY_NAMES } from "../levels.js";
import { type ValuedLevel, valuedLevels } from "../level-values.js";
import { listenerShape, secondsShape, seedShape, signalShape } from "../option-shapes.js";
import type { Plan } from "../types.js";
import { verifyPlan } from "../verify-plan.js";
import type { ExchangeLevelName, ExchangeMechanism, ExchangeSettings } from "./types.js";

/** How an exchange is to be found. Everything may be left out. */
export interface ExchangeOptions {
  /**
   * `exchange` (default): the best exchange for the people as a whole. `deferredAcceptance`: deferred acceptance under a
   * status-quo guarantee, for comparison. Their properties are listed at `voluntaryExchange`.
   */
  readonly mechanism?: ExchangeMechanism;
  /**
   * `strict` (default): people move only to places that they like better than their own. `weak`: also to places that they
   * like as well, by equal ranks of their wishes, where that helps somebody else. Of `exchange` alone.
   */
  readonly consent?: "strict" | "weak";
  /**
   * `use` (default): chains may end at free seats. `keep`: swaps and rings alone, every post keeps its head count and no
   * balance is given up; waiting people are not placed. Of `exchange` alone.
   */
  readonly vacancies?: "use" | "keep";
  /** What becomes of places whose requirements cannot be decided for lack of data. Default `allow`, with a check. */
  readonly unknown?: "allow" | "forbid";
  /** Seed of the published lottery. Default `"imbang"`. */
  readonly seed?: string | number;
  /** A plan of `planTransfers` for the same scenario: the balance is then told beside that of the plan. */
  readonly compareWith?: Plan;
  /** Stops the run; the exchange in hand is returned with status `feasible`. */
  readonly signal?: AbortSignal;
  /** Seconds after which the exchange in hand is returned. Default: no limit. */
  readonly timeLimit?: number;
  /** Called at least twice a second while a goal is pursued, and once after each. */
  readonly onProgress?: (event: ExchangeProgress) => void;
}

/** How far a run is. */
export interface ExchangeProgress {
  readonly level: ExchangeLevelName;
  /** Its place among the goals, from 1, and how many goals there are. */
  readonly index: number;
  readonly count: number;
  readonly incumbent: number;
  readonly bound: number;
  readonly gap: number;
  /** Seconds since the call. */
  readonly elapsed: number;
}

/** Options with every default filled in. */
export interface ResolvedExchange {
  readonly settings: ExchangeSettings;
  readonly seed: string;
  /** Levels whose values are told, and the threshold of `balance`. */
  readonly told: readonly ValuedLevel[];
  readonly moveThreshold: number;
  readonly compareWith: Exclude<Plan, { status: "noPlanFound" | "infeasible" }> | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeLimit: number;
  readonly onProgress: ((event: ExchangeProgress) => void) | undefined;
}

const schema = z.strictObject({
  mechanism: z.enum(["exchange", "deferredAcceptance"]).optional(),
  consent: z.enum(["strict", "weak"]).optional(),
  vacancies: z.enum(["use", "keep"]).optional(),
  unknown: z.enum(["allow", "forbid"]).optional(),
  seed: seedShape.optional(),
  compareWith: z.custom((value) => typeof value === "object" && value !== null, "a plan is needed").optional(),
  signal: signalShape.optional(),
  timeLimit: secondsShape.optional(),
  onProgress: listenerShape.optional(),
});

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ScenarioError with every issue: `planning/unknown-key`, `planning/unknown-value`, `planning/out-of-range`,
 * `planning/wrong-type`; `planning/exchange-option` for options of the other mechanism; `planning/no-comparison` and the
 * codes of `verifyPlan` for a plan that is none of this scenario.
 */
export function resolveExchange(scenario: Scenario, options: ExchangeOptions): ResolvedExchange {
  const parsed = schema.safeParse(options);
  const issues: Issue[] = parsed.success ? [] : shapeIssues("planning", schema, options, parsed.error);
  if (parsed.success) {
    if (options.mechanism === "deferredAcceptance") {
      for (const [key, usual] of [
        ["consent", "strict"],
        ["vacancies", "use"],
      ] as const) {
        if ((options[key] ?? usual) === usual) continue;
        const message = `deferred acceptance knows no ${key}: ${JSON.stringify(options[key])}`;
        issues.push({ code: "planning/exchange-option", path: [key], message, hint: 'use mechanism: "exchange"' });
      }
    }
    if (options.compareWith !== undefined)
      for (const issue of comparisonIssues(scenario, options.compareWith)) issues.push(issue);
  }
  if (issues.length > 0)
    throw new ScenarioError(issues.map((issue) => ({ ...issue, path: ["options", ...issue.path] })));
  const { compareWith } = options;
  return {
    settings: {
      mechanism: options.mechanism ?? "exchange",
      consent: options.consent ?? "strict",
      vacancies: options.vacancies ?? "use",
      unknown: options.unknown ?? "allow",
    },
    seed: String(options.seed ?? "imbang"),
    told: valuedLevels(compareWith?.settings.levels ?? policyLevels(POLICY_NAMES[0]!)),
    moveThreshold: compareWith?.settings.moveThreshold ?? DEFAULT_MOVE_THRESHOLD,
    compareWith: compareWith as ResolvedExchange["compareWith"],
    signal: options.signal,
    timeLimit: options.timeLimit ?? Infinity,
    onProgress: options.onProgress,
  };
}

/** That of `planTransfers`. */
const DEFAULT_MOVE_THRESHOLD = 10;

function comparisonIssues(scenario: Scenario, plan: Plan): Issue[] {
  if (plan.status !== "optimal" && plan.status !== "feasible") {
    const message = `a plan of the status ${show(plan.status)} has no balance to compare with`;
    return [{ code: "planning/no-comparison", path: ["compareWith"], message, hint: "leave it out" }];
  }
  return verifyPlan(scenario, plan).issues.map((issue) => ({ ...issue, path: ["compareWith", ...issue.path] }));
}
