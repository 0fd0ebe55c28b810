export { assertScenario, createScenario } from "./create-scenario.js";
export { ownLevel, requirementVerdict, unmetRequirements, type UnmetRequirement } from "./requirements.js";
export { byId, type Scenario } from "./scenario.js";
export { scenarioJsonSchema } from "./schema.js";
export { shapeIssues, show } from "./shape-issues.js";
export type {
  Agency,
  CompetencyLevels,
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
