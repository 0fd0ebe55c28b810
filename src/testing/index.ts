import { assignmentCases } from "./cases/assignment.js";
import { boundCases } from "./cases/bounds.js";
import { conductCases } from "./cases/conduct.js";
import { degeneracyCases } from "./cases/degeneracy.js";
import { dualCases } from "./cases/duals.js";
import { integralityCases } from "./cases/integrality.js";
import { limitCases } from "./cases/limits.js";
import { statusCases } from "./cases/statuses.js";
import { structureCases } from "./cases/structures.js";
import { tortureCases } from "./cases/torture.js";
import { warmStartCases } from "./cases/warm-start.js";
import type { EngineCase } from "./engine-case.js";

export type { CaseGroup, EngineCase, Expected, KnownProgram } from "./engine-case.js";
export { knownFaults, skipReason } from "./known-faults.js";
export { type RuleClaims, type RuleSetting, type RuleUnderTest, verifyRule } from "./verify-rule.js";

/**
 * Every conformance case, self-contained, in a fixed order. A bug that is found in one engine becomes a case here for all.
 *
 * Run each with a fresh engine, or with one engine for all; `skipReason` names those that say nothing about an engine.
 */
export function engineCases(): readonly EngineCase[] {
  return [
    ...statusCases(),
    ...boundCases(),
    ...degeneracyCases(),
    ...integralityCases(),
    ...structureCases(),
    ...tortureCases(),
    ...assignmentCases(),
    ...dualCases(),
    ...limitCases(),
    ...warmStartCases(),
    ...conductCases(),
  ];
}
