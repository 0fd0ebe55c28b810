export { assertScenario, createScenario } from "./create-scenario.js";
export { dayHint, isDay } from "./day.js";
export { exactDecimal, type Fraction } from "./exact-decimal.js";
export {
  ownLevel,
  plainText,
  type Qualifications,
  requirementVerdict,
  unmetRequirements,
  type UnmetRequirement,
} from "./requirements.js";
export { eventsOf, parameterIssues, ruleIssues, rulePackIssues } from "./rule-checks.js";
export type {
  AppliesTo,
  KinshipScope,
  LegalBasis,
  Period,
  PredicateKind,
  PredicateParameters,
  Rule,
  RuleCommon,
  RuleEvent,
  RuleOff,
  RulePack,
  RuleSeverity,
  RuleText,
  RuleWith,
} from "./rules.js";
export { byId, type Scenario } from "./scenario.js";
export { scenarioJsonSchema } from "./schema.js";
export { shapeIssues, show } from "./shape-issues.js";
export type {
  Agency,
  CivilStatus,
  CompetencyLevels,
  DisciplineLevel,
  IsoDate,
  Location,
  PerformancePredicate,
  Place,
  Position,
  Requirements,
  ScenarioInput,
  Staff,
  Unit,
} from "./types.js";
