/** The answers without a plan: a limit came before any, or conditions contradict each other. */
import type { Scenario } from "../scenario/index.js";
import { analyzeStaffing } from "../staffing/index.js";
import { unwatchedNotices } from "./constraints/unwatched.js";
import type { ResolvedOptions } from "./options.js";
import type { InfeasiblePlan, NoPlan, PlanSettings } from "./types.js";
import { unconfirmedNotice } from "./unconfirmed.js";

/** @param elapsed seconds since the call. */
export function noPlan(
  scenario: Scenario,
  options: ResolvedOptions,
  limit: NoPlan["limit"],
  elapsed: number,
  engine: string = options.engine?.name ?? "none",
): NoPlan {
  const before = analyzeStaffing(scenario);
  return {
    status: "noPlanFound",
    limit,
    settings: settingsOf(options),
    levels: [],
    before,
    after: before,
    notices: [...scenario.notices, ...unwatchedNotices(scenario, options)],
    run: {
      engine,
      secondEngine: null,
      elapsed,
      seed: options.seed,
      inputDigest: null,
      size: { people: 0, groups: 0, positions: 0, pairs: 0 },
      certificate: [],
    },
  };
}

/** @param elapsed seconds since the call. */
export function infeasiblePlan(
  scenario: Scenario,
  options: ResolvedOptions,
  found: Pick<InfeasiblePlan, "missed" | "missedIsLeast" | "diagnosis">,
  elapsed: number,
  engine: string,
): InfeasiblePlan {
  const { limit: _, notices, ...rest } = noPlan(scenario, options, "time", elapsed, engine);
  const unconfirmed = options.assurance === "high" ? [unconfirmedNotice("contradiction")] : [];
  return { ...rest, status: "infeasible", notices: [...notices, ...unconfirmed], ...found };
}

/** The options that decide what the plan is. */
export function settingsOf(options: ResolvedOptions): PlanSettings {
  const { levels, moveThreshold, unknown, constraints, maxMoves, floors, objections } = options;
  return {
    levels,
    moveThreshold,
    unknown,
    ...(constraints.length === 0 ? {} : { constraints }),
    ...(maxMoves === undefined ? {} : { maxMoves }),
    ...(floors === "soft" ? {} : { floors }),
    ...(objections === "level" ? {} : { objections }),
  };
}
