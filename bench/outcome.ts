/** What is asked of a process that measures, and what it answers: plain data that travels as JSON. */
import type { Form, Size } from "./instances.js";
import type { PeerName } from "./peers.js";

export type SolverName = "imbang" | "LEMON NetworkSimplex" | "LEMON CostScaling" | PeerName;

/** One solver on one instance. */
export interface Task {
  readonly form: Form;
  /** As asked for; some families change it (`makeInstance`). */
  readonly size: Size;
  readonly seed: number;
  readonly solver: SolverName;
}

/** Answer to a task, or why there is none. */
export type Outcome = Measured | Failed;

export interface Failed {
  readonly status: "failed";
  readonly reason: string;
}

/** Figures of one solver on one instance. */
export interface Measured {
  readonly status: "measured";
  readonly people: number;
  readonly positions: number;
  readonly arcs: number;
  /** Σ cost of arcs and seats; NaN (null in JSON) where the solver found no answer. */
  readonly objective: number | null;
  /** CPU milliseconds of the first solve in the process, all threads. */
  readonly cpu: number;
  /** Milliseconds on the clock of the same solve. */
  readonly wall: number;
  /** CPU milliseconds of putting the problem into the solver's form, before `cpu`; 0 for ours, whose form is the instance's. */
  readonly formulation: number;
  /** MiB, the greatest resident size of the process. */
  readonly peakMemory: number;
  /** Ours alone. */
  readonly steady?: SteadyFigures;
}

/** Figures of further solves in the same process, and of the work. */
export interface SteadyFigures {
  /** CPU milliseconds of the 4th solve. */
  readonly cpu: number;
  /** Milliseconds on the clock of the 4th solve. */
  readonly wall: number;
  /** CPU milliseconds of the bench's own check of an answer, the first and the 4th. */
  readonly verification: { readonly first: number; readonly steady: number };
  /** Milliseconds of reading every arc once: position, cost, price. */
  readonly pass: number;
  /** Arcs read by the search / arcs. */
  readonly passesInWork: number;
  /** Time of the first and of the 4th solve / `pass`. */
  readonly passesInTime: { readonly first: number; readonly steady: number };
  /** MiB resident just before the first solve: the runtime and the instance. */
  readonly memoryBefore: number;
}
