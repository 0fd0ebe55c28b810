/** What travels between the caller's thread and the thread that works. Everything here survives a structured clone. */
import type { LinearOptions, LinearProgram } from "../linear/types.js";
import type { FlowNetwork } from "../network/types.js";
import type { TransportProblem } from "../network/transport/types.js";
import type { PlanOptions, ProgressEvent } from "../planning/index.js";
import type { WireError } from "./wire-error.js";

/** Engines that the working thread can make for itself: an engine object cannot leave its thread. */
export type EngineName = "javascript-lp-solver" | "highs";

/** How HiGHS is loaded in the working thread; see `HighsOptions` of `imbang/linear/highs`. */
export interface WorkerHighsOptions {
  /** The bytes of `highs.wasm`, where the package cannot find the file itself. Copied, never transferred. */
  readonly wasmBinary?: ArrayBuffer | ArrayBufferView;
  readonly secondOpinion?: boolean;
}

/** Which engine to make. */
export interface EngineChoice {
  readonly name: EngineName;
  readonly highs: WorkerHighsOptions;
}

/** A plan to be made. Plain data of people travels as JSON text: faster than a clone, and the same by definition. */
export interface PlanJob {
  readonly call: "planTransfers";
  readonly scenario: string;
  readonly options: Omit<PlanOptions, "engine" | "signal" | "onProgress" | "timeLimit">;
  readonly engine: EngineChoice | undefined;
  readonly wantsProgress: boolean;
  /** A limit may stop the run: what is in hand is worth sending from time to time. */
  readonly mayStop: boolean;
}

/** A linear program to be solved. */
export interface LinearJob {
  readonly call: "solveLinear";
  readonly program: LinearProgram;
  readonly options: Omit<LinearOptions, "signal" | "onProgress" | "timeLimit">;
  readonly engine: EngineChoice;
  readonly wantsProgress: boolean;
}

/** What a thread is asked to do: one thing in its life. */
export type Job =
  | PlanJob
  | LinearJob
  | { readonly call: "solveTransport"; readonly problem: TransportProblem }
  | { readonly call: "minCostFlow"; readonly network: FlowNetwork };

/** To the working thread. */
export type Order =
  | {
      readonly kind: "job";
      readonly job: Job;
      /** Seconds that are left. */
      readonly timeLimit: number | undefined;
      /** One Int32 that becomes 1 when the caller has aborted: seen even by what never visits its event loop. */
      readonly stopFlag: SharedArrayBuffer | undefined;
    }
  | { readonly kind: "stop" };

/** What `solveLinear` tells while it works. */
export type LinearProgress = Parameters<NonNullable<LinearOptions["onProgress"]>>[0];

/** From the working thread. */
export type Report =
  | { readonly kind: "ready" }
  /** A progress event of the run. */
  | { readonly kind: "progress"; readonly event: ProgressEvent | LinearProgress }
  /** A level begins: what is known of it, should the thread fall silent. */
  | { readonly kind: "level"; readonly event: ProgressEvent }
  /** JSON text of a `FeasiblePlan`, checked person by person. */
  | { readonly kind: "inHand"; readonly plan: string }
  | { readonly kind: "answer"; readonly value: unknown }
  | { readonly kind: "failed"; readonly error: WireError };
