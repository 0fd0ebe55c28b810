/**
 * imbang plans staff transfers (*mutasi*) that even out workload between public agencies.
 *
 * `createScenario` checks the data, `analyzeStaffing` finds the gaps, `planTransfers` computes the plan, `verifyPlan`
 * proves it.
 */
export { EngineError, formatIssue, ImbangError, type Issue, NetworkError, ScenarioError } from "./errors/index.js";
export {
  type Agency,
  type CompetencyLevels,
  createScenario,
  type IsoDate,
  type Location,
  type PerformancePredicate,
  type Place,
  type Position,
  type Requirements,
  type Scenario,
  type ScenarioInput,
  scenarioJsonSchema,
  type Staff,
  type Unit,
} from "./scenario/index.js";
export { analyzeStaffing, type StaffingAnalysis, type StaffingRow } from "./staffing/index.js";
export { type GateFinding, judgeTransfer, type Verdict } from "./eligibility/index.js";
export * from "./planning/index.js";
export type { EducationLevel, Grade } from "./regulation/index.js";
