/** The options of `planTransfers`: what they are, what they default to, and the check at the door. */
import * as z from "zod";
import { ScenarioError } from "../errors/index.js";
import type { Engine } from "../linear/types.js";
import { shapeIssues } from "../scenario/index.js";
import { LEVEL_NAMES, POLICY_NAMES, policyLevels, type PlanLevel } from "./levels.js";
import type { Level, PolicyName } from "./types.js";

/** How a plan is to be made. Everything may be left out. */
export interface PlanOptions {
  /** A named policy, or the caller's own list of levels, most important first. Default `worthwhile`. */
  readonly policy?: PolicyName | readonly Level[];
  /**
   * Percentage points of staffing by which the giver must be better off than the receiver, counted half-way through
   * the move, before someone is moved: 0 … 1000, used by the level `balance`. Default 10; about twice the error of
   * the needs is a good choice.
   */
  readonly moveThreshold?: number;
  /**
   * What becomes of a transfer whose requirements cannot be decided for lack of data: `allow` puts a check-list item on
   * it, `forbid` rules it out. Default `allow`.
   */
  readonly unknown?: "allow" | "forbid";
  /** Seed of the published lottery between equal plans. Default `"imbang"`. */
  readonly seed?: string | number;
  /**
   * A linear-programming engine that finds every level's optimum in place of the library's kernels. The plan is
   * the same; its answers are checked like everyone's. For scenarios of some hundred people, or engines that can do more.
   */
  readonly engine?: Engine;
  /**
   * `high` asks a second engine for every level's optimum: the network simplex where `engine` is given, else the embedded
   * javascript-lp-solver (some hundred people at most). A disagreement is an `EngineError`. Default `standard`: every
   * level is proven by prices that `verifyPlan` checks, which needs no second engine.
   */
  readonly assurance?: "standard" | "high";
  /** Stops the run; the best plan so far is returned with status `feasible`, as soon as it is checked (see `timeLimit`). */
  readonly signal?: AbortSignal;
  /**
   * Seconds after which the best plan so far is returned. Default: no limit. Building the network is not interrupted:
   * allow half a second for every million pairs of people and posts, or use `imbang/worker`. The people, seats and values
   * of such a plan are checked; its bounds were when they were found, and `verifyPlan` proves them again from the people.
   */
  readonly timeLimit?: number;
  /** Called at least twice a second while a level is solved, and once after each level. */
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** How far a run is. Where a plan needs more seats shown than at first, levels are gone through again from the first. */
export interface ProgressEvent {
  /** Name of the level in work. */
  readonly level: PlanLevel["name"];
  /** Its place in the policy, from 1, and how many levels there are. */
  readonly index: number;
  readonly count: number;
  /** Value of the best plan so far on this level, and the proven lower bound: integers. */
  readonly incumbent: number;
  readonly bound: number;
  /** incumbent − bound; 0 when the level is proven. */
  readonly gap: number;
  /** Seconds since the call. */
  readonly elapsed: number;
}

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly levels: readonly PlanLevel[];
  readonly moveThreshold: number;
  readonly unknown: "allow" | "forbid";
  readonly seed: string;
  readonly engine: Engine | undefined;
  readonly assurance: "standard" | "high";
  readonly signal: AbortSignal | undefined;
  readonly timeLimit: number;
  readonly onProgress: ((event: ProgressEvent) => void) | undefined;
}

const DEFAULT_MOVE_THRESHOLD = 10;
const DEFAULT_SEED = "imbang";

const levelSchema = z.union([
  z.enum(LEVEL_NAMES),
  z.strictObject({
    name: z.enum(LEVEL_NAMES),
    node: z.enum(["position", "unit"]).optional(),
    step: z.number().min(0).max(100).optional(),
  }),
]);

const optionsSchema = z.strictObject({
  policy: z.enum(POLICY_NAMES).optional(),
  moveThreshold: z.number().min(0).max(1_000).optional(),
  unknown: z.enum(["allow", "forbid"]).optional(),
  seed: z.union([z.string(), z.int()]).optional(),
  engine: z.custom<Engine>(isEngine, "an engine is needed").optional(),
  assurance: z.enum(["standard", "high"]).optional(),
  signal: z.custom<AbortSignal>(isSignal, "an AbortSignal is needed").optional(),
  timeLimit: z.union([z.number().min(0), z.literal(Infinity)]).optional(),
  onProgress: z.custom((value) => typeof value === "function", "a function is needed").optional(),
});
const composedOptionsSchema = optionsSchema.extend({ policy: z.array(levelSchema) });

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ScenarioError with every issue: `planning/unknown-key`, `planning/unknown-value`, `planning/out-of-range`,
 * `planning/wrong-type`, `planning/not-a-number`, and the codes of `policyLevels`.
 */
export function resolveOptions(options: PlanOptions): ResolvedOptions {
  const composed = typeof options === "object" && options !== null && Array.isArray(options.policy);
  const schema = composed ? composedOptionsSchema : optionsSchema;
  const parsed = schema.safeParse(options);
  if (!parsed.success) {
    const issues = shapeIssues("planning", schema, options, parsed.error);
    throw new ScenarioError(issues.map((issue) => ({ ...issue, path: ["options", ...issue.path] })));
  }
  return {
    levels: policyLevels(options.policy ?? POLICY_NAMES[0]!),
    moveThreshold: options.moveThreshold ?? DEFAULT_MOVE_THRESHOLD,
    unknown: options.unknown ?? "allow",
    seed: String(options.seed ?? DEFAULT_SEED),
    engine: options.engine,
    assurance: options.assurance ?? "standard",
    signal: options.signal,
    timeLimit: options.timeLimit ?? Infinity,
    onProgress: options.onProgress,
  };
}

function isEngine(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, features, solve } = value as Partial<Engine>;
  return typeof name === "string" && features instanceof Set && typeof solve === "function";
}

function isSignal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value;
}
