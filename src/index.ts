/**
 * imbang plans staff transfers (*mutasi*) that even out workload between public agencies.
 *
 * `createScenario` checks the data, `analyzeStaffing` finds the gaps, `planTransfers` computes the plan, `verifyPlan`
 * proves it.
 */
export { EngineError, formatIssue, ImbangError, type Issue, NetworkError, ScenarioError } from "./errors/index.js";
export {
  type Agency,
  type AppliesTo,
  type CivilStatus,
  type CompetencyLevels,
  createScenario,
  type DisciplineLevel,
  type IsoDate,
  type KinshipScope,
  type LegalBasis,
  type Location,
  type PerformancePredicate,
  type Period,
  type Place,
  type Position,
  type PredicateKind,
  type PredicateParameters,
  type Requirements,
  type Rule,
  type RuleCommon,
  type RuleEvent,
  type RuleOff,
  type RulePack,
  type RuleSeverity,
  type RuleText,
  type RuleWith,
  type Scenario,
  type ScenarioInput,
  scenarioJsonSchema,
  type Staff,
  type Unit,
} from "./scenario/index.js";
export { analyzeStaffing, type StaffingAnalysis, type StaffingRow } from "./staffing/index.js";
export {
  asnMutasi,
  composeRules,
  type GateFinding,
  judgeTransfer,
  kinConflict,
  type KinPair,
  kinPairs,
  type MissingField,
  type RuleChanges,
  type Verdict,
  whyIneligible,
} from "./eligibility/index.js";
export * from "./planning/index.js";
export type { EducationLevel, Grade } from "./regulation/index.js";
