export { compileRequirements, type CompiledRequirements, hasBit, type PositionBits } from "./compile.js";
export {
  type GateFinding,
  judgeEntering,
  judgeLeaving,
  judgeRequirements,
  judgeTransfer,
  type Verdict,
  verdictOf,
} from "./gates.js";
