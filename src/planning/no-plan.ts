/** The answer where a limit came before any plan. */
import type { Scenario } from "../scenario/index.js";
import { analyzeStaffing } from "../staffing/index.js";
import type { ResolvedOptions } from "./options.js";
import type { NoPlan, PlanSettings } from "./types.js";

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
    notices: scenario.notices,
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

/** The options that decide what the plan is. */
export function settingsOf({ levels, moveThreshold, unknown }: ResolvedOptions): PlanSettings {
  return { levels, moveThreshold, unknown };
}
