export { minCostFlow } from "./min-cost-flow.js";
export { type FlowVerification, verifyFlow } from "./verify-flow.js";
export type { FlowNetwork, FlowResult, InfeasibleFlow, OptimalFlow, UnboundedFlow } from "./types.js";
export { solveTransport } from "./transport/solve-transport.js";
export { type TransportVerification, verifyTransport } from "./transport/verify-transport.js";
export type {
  InfeasibleTransport,
  OptimalTransport,
  SharedFlow,
  SharedLists,
  TransportProblem,
  TransportResult,
  TransportWork,
} from "./transport/types.js";
