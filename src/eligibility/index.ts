export { asnMutasi } from "./asn-mutasi.js";
export { type BoundRule, boundRules, type BoundRules, leavingVerdict, mayStay } from "./bound-rules.js";
export { compileRules, type CompiledRules, hasBit, type PositionBits } from "./compile.js";
export { composeRules, type RuleChanges } from "./compose-rules.js";
export { after } from "./days.js";
export {
  type GateFinding,
  isOverTenured,
  judgeEntering,
  judgeLeaving,
  judgeRequirements,
  judgeStaying,
  judgeTransfer,
  verdictOf,
} from "./judge.js";
export { kinConflict, type KinPair, kinPairs } from "./kin-pairs.js";
export { relativesIn } from "./kin.js";
export type { MissingField, Verdict } from "./question.js";
export { rulesInForce } from "./rules-in-force.js";
export { whyIneligible } from "./why-ineligible.js";
