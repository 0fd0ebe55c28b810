export { planTransfers, type WorkerPlanOptions } from "./plan-transfers.js";
export {
  minCostFlow,
  solveTransport,
  type StoppedRun,
  type Unlimited,
  type WorkerNetworkOptions,
} from "./network-calls.js";
export { solveLinear, type WorkerLinearOptions } from "./solve-linear.js";
export type { EngineName, WorkerHighsOptions } from "./messages.js";
export type { LimitOptions, TransferOptions, WorkerOptions } from "./options.js";
export type { WorkerLike } from "./spawn.js";
