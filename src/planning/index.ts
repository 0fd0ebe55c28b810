export { planTransfers } from "./plan-transfers.js";
export type { PlanOptions, ProgressEvent } from "./options.js";
export { type Verification, verifyPlan } from "./verify-plan.js";
export type {
  BalanceName,
  Check,
  FeasiblePlan,
  Level,
  LevelName,
  LevelPrices,
  LevelResult,
  NoPlan,
  OptimalPlan,
  Placement,
  Plan,
  PlanSettings,
  PolicyName,
  RunRecord,
  Transfer,
} from "./types.js";
