export { minCostFlow } from "./min-cost-flow.js";
export { type FlowVerification, verifyFlow } from "./verify-flow.js";
export type { FlowNetwork, FlowResult, InfeasibleFlow, OptimalFlow, UnboundedFlow } from "./types.js";
