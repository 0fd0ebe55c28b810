export { planTransfers } from "./plan-transfers.js";
export type { PlanOptions, ProgressEvent } from "./options.js";
export { type Verification, verifyPlan } from "./verify-plan.js";
export type {
  Amount,
  ApartConstraint,
  BudgetConstraint,
  Constraint,
  ConstraintNode,
  FloorConstraint,
  IfThenConstraint,
  InflowCap,
  MixConstraint,
  OutflowCap,
  PlanEvent,
  TogetherConstraint,
  Trait,
} from "./constraints/types.js";
export { applyRepair, type PlanQuestion } from "./diagnosis/apply-repair.js";
export {
  diagnoseShortage,
  type ShortageBlocker,
  type ShortageDiagnosis,
  type ShortageOptions,
  type ShortPost,
} from "./diagnosis/diagnose-shortage.js";
export { type PriceOptions, priceOfRules, type RulePrice, type RulePrices } from "./diagnosis/price-of-rules.js";
export type { ConflictCounts, ConflictMember, Diagnosis, Repair, RepairStep } from "./diagnosis/types.js";
export type {
  BalanceName,
  Check,
  FeasiblePlan,
  InfeasiblePlan,
  Level,
  LevelName,
  LevelPrices,
  LevelResult,
  MissedConstraint,
  NoPlan,
  OptimalPlan,
  Placement,
  Plan,
  PlanSettings,
  PolicyName,
  RunRecord,
  Transfer,
} from "./types.js";
export { voluntaryExchange } from "./exchange.js";
export type { ExchangeOptions, ExchangeProgress } from "./exchange/options.js";
export { verifyExchange } from "./exchange/verify-exchange.js";
export type {
  BlockingPair,
  BothLanguages,
  Exchange,
  ExchangeAudit,
  ExchangeBalance,
  ExchangeLevel,
  ExchangeLevelName,
  ExchangeMechanism,
  ExchangeReason,
  ExchangeSettings,
  MissedPlace,
  Trade,
  TradeStep,
  UnmetPerson,
} from "./exchange/types.js";
export {
  evaluatePlan,
  type EvaluatedRow,
  type EvaluatedTransfer,
  type PlanEvaluation,
  type TransferOutcome,
  type UnplannedChange,
} from "./evaluate-plan.js";
export { auditMerit, type EnvyCase, type EnvyReason, type MeritAudit } from "./audit-merit.js";
