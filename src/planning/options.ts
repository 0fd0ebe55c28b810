/** The options of `planTransfers`: what they are, what they default to, and the check at the door. */
import * as z from "zod";
import { type Issue, ScenarioError } from "../errors/index.js";
import type { Engine } from "../linear/types.js";
import { type Scenario, shapeIssues } from "../scenario/index.js";
import { constraintIssues } from "./constraints/issues.js";
import type { Constraint } from "./constraints/types.js";
import { LEVEL_NAMES, type PlanLevel, POLICY_NAMES, policyLevels, withTrainingLevels } from "./levels.js";
import { listenerShape, secondsShape, seedShape, signalShape } from "./option-shapes.js";
import type { Level, PolicyName } from "./types.js";
import { TRAINING_LEVELS, type TrainingLevelName } from "./ways.js";

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
  /**
   * Conditions that the plan must keep beyond rules and seats. Where they do not bind the plan is the one without them;
   * where they do, every level is the best that they leave, proven by prices or by an integer program (`levels[].proof`).
   * Where they cannot hold together the answer is `infeasible`.
   */
  readonly constraints?: readonly Constraint[];
  /** No more moves than this; placing a waiting person is none. */
  readonly maxMoves?: number;
  /** `hard`: the `minimum` of every position is a condition. Default `soft`: it is a goal, of the level `floors`. */
  readonly floors?: "soft" | "hard";
  /**
   * `veto`: nobody is sent where he or she objects. Default `level`: objections are a goal, of the level `objections`. With a
   * veto the level `merit` is not strategy-proof: an objection can leave the worse place to somebody of more merit.
   */
  readonly objections?: "level" | "veto";
  /**
   * Share of a level's value by which the plan may miss the best under conditions that no network holds, 0 … 0.1. A level
   * that is so near its bound is left, the later ones keep its value, and the plan is `feasible` with `limit: "gap"`
   * unless it turned out to be the best. Without such conditions every level is proven anyway. Default 0.
   */
  readonly gap?: number;
  /** Seed of the published lottery between equal plans. Default `"imbang"`. */
  readonly seed?: string | number;
  /**
   * A linear-programming engine that finds every level's optimum in place of the library's kernels. The plan is
   * the same; its answers are checked like everyone's. For scenarios of some hundred people, or engines that can do more.
   * With constraints the kernels come first, and the engine solves what they cannot hold: large cores need `highs()`.
   */
  readonly engine?: Engine;
  /**
   * `high` asks a second engine for every level's optimum: the network simplex where `engine` is given, else the embedded
   * javascript-lp-solver (some hundred people at most). A disagreement is an `EngineError`. It is asked about networks:
   * where constraints bind, the notice `planning/not-confirmed` says that it was not. Default `standard`: every level is
   * proven by prices that `verifyPlan` checks, which needs no second engine.
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
  /**
   * What the run is at. `levels`: the levels of the answer. Where conditions hold across people two phases come before:
   * `unconditioned`, the levels as they would be without the conditions (if that plan keeps them it is the answer), and
   * `possible`, the search for a plan that keeps them, from one that misses as little as may be.
   */
  readonly phase: "unconditioned" | "possible" | "levels";
  /** Name of the level in work; `conditions` in the phase `possible`. */
  readonly level: PlanLevel["name"] | "conditions";
  /** Its place in the policy, from 1 (`conditions`: 0), and how many levels there are. */
  readonly index: number;
  readonly count: number;
  /** Value of the best plan so far on this level (`conditions`: what it misses), and the proven lower bound: integers. */
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
  readonly constraints: readonly Constraint[];
  readonly maxMoves: number | undefined;
  readonly floors: "soft" | "hard";
  readonly objections: "level" | "veto";
  readonly gap: number;
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

const ENGINE_NEEDED = "an engine is needed, such as `await highs()` of `imbang/linear/highs`";

const optionsSchema = z.strictObject({
  policy: z.enum(POLICY_NAMES).optional(),
  moveThreshold: z.number().min(0).max(1_000).optional(),
  unknown: z.enum(["allow", "forbid"]).optional(),
  constraints: z.unknown().optional(),
  maxMoves: z.int().min(0).optional(),
  floors: z.enum(["soft", "hard"]).optional(),
  objections: z.enum(["level", "veto"]).optional(),
  gap: z.number().min(0).max(0.1).optional(),
  seed: seedShape.optional(),
  engine: z.custom<Engine>(isEngine, ENGINE_NEEDED).optional(),
  assurance: z.enum(["standard", "high"]).optional(),
  signal: signalShape.optional(),
  timeLimit: secondsShape.optional(),
  onProgress: listenerShape.optional(),
});
const TRANSFER_OPTIONS = {
  named: optionsSchema,
  composed: optionsSchema.extend({ policy: z.array(levelSchema) }),
};
const ownOptionsSchema = optionsSchema.omit({ assurance: true }); // no second engine confirms levels under conditions
const TRAINING_OPTIONS = {
  named: ownOptionsSchema,
  composed: ownOptionsSchema.extend({ policy: z.array(z.union([z.enum(TRAINING_LEVELS), levelSchema])) }),
};

/**
 * Checks the options and fills in the defaults. `scenario`: what constraints speak of; without it ids are not looked up.
 *
 * @throws ScenarioError with every issue: `planning/unknown-key`, `planning/unknown-value`, `planning/out-of-range`,
 * `planning/wrong-type`, `planning/not-a-number`, `planning/too-many` (levels, constraints), `planning/leximin-with-constraints`,
 * and the codes of `policyLevels` and of `constraintIssues`.
 */
export function resolveOptions(options: PlanOptions, scenario?: Scenario): ResolvedOptions {
  return resolve(options, scenario, TRANSFER_OPTIONS);
}

/** Options whose policy may list the levels of training; they are put in where it does not. */
export type TrainingPlanOptions = Omit<PlanOptions, "policy" | "assurance"> & {
  readonly policy?: PolicyName | readonly (Level | TrainingLevelName)[];
};

/** Like {@link resolveOptions}, with the levels of training. */
export function resolveTrainingOptions(options: TrainingPlanOptions, scenario: Scenario): ResolvedOptions {
  const resolved = resolve(options, scenario, TRAINING_OPTIONS);
  return { ...resolved, levels: withTrainingLevels(resolved.levels) };
}

function resolve(
  options: Omit<PlanOptions, "policy"> & TrainingPlanOptions,
  scenario: Scenario | undefined,
  { named, composed }: { readonly named: z.ZodType; readonly composed: z.ZodType },
): ResolvedOptions {
  const issues = optionIssues(options, { named, composed }, scenario);
  if (issues.length > 0)
    throw new ScenarioError(issues.map((issue) => ({ ...issue, path: ["options", ...issue.path] })));
  const levels = policyLevels(options.policy ?? POLICY_NAMES[0]!);
  const { constraints = [], maxMoves, floors = "soft", objections = "level" } = options;
  const isConstrained = constraints.length > 0 || maxMoves !== undefined || floors === "hard";
  if (isConstrained && levels.some(({ name }) => name === "leximin")) throw leximinRefused("constraints");
  return {
    levels,
    moveThreshold: options.moveThreshold ?? DEFAULT_MOVE_THRESHOLD,
    unknown: options.unknown ?? "allow",
    constraints,
    maxMoves,
    floors,
    objections,
    gap: options.gap ?? 0,
    seed: String(options.seed ?? DEFAULT_SEED),
    engine: options.engine,
    assurance: options.assurance ?? "standard",
    signal: options.signal,
    timeLimit: options.timeLimit ?? Infinity,
    onProgress: options.onProgress,
  };
}

/** Levels that a list can name without naming one twice: each on positions and on units. */
const MOST_LEVELS = 2 * (LEVEL_NAMES.length + TRAINING_LEVELS.length);

/** What is wrong with options and the constraints among them; options that fail when they are read are one issue. */
function optionIssues(
  options: unknown,
  { named, composed }: { readonly named: z.ZodType; readonly composed: z.ZodType },
  scenario: Scenario | undefined,
): Issue[] {
  try {
    const { policy, constraints } = (options ?? {}) as { readonly policy?: unknown; readonly constraints?: unknown };
    const levels = Array.isArray(policy) ? policy.length : 0;
    const isTooLong = levels > MOST_LEVELS;
    const tooLong = isTooLong ? [tooManyLevels(levels)] : [];
    const schema = Array.isArray(policy) && !isTooLong ? composed : named;
    const checked: unknown = isTooLong ? { ...(options as object), policy: undefined } : options;
    const parsed = schema.safeParse(checked);
    const ofShape = parsed.success ? [] : shapeIssues("planning", schema, checked, parsed.error);
    return tooLong.concat(ofShape, constraints === undefined ? [] : constraintIssues(constraints, scenario));
  } catch {
    const message = "reading these options fails, so they are no plain data";
    return [{ code: "planning/wrong-type", path: [], message, hint: "pass a copy of plain data" }];
  }
}

function tooManyLevels(levels: number): Issue {
  const message = `${levels} levels are listed: a policy without a level twice has at most ${MOST_LEVELS}`;
  return { code: "planning/too-many", path: ["policy"], message };
}

/** Ranks are valid on the pure network alone. */
export function leximinRefused(what: "constraints" | "relatives who both move" | "training"): ScenarioError {
  const message = `the ranks of leximin are right on the network alone: with ${what} they could rank plans wrongly`;
  const hint =
    what !== "relatives who both move"
      ? `use squaredBalance or balance${what === "training" ? " where courses open posts" : ", or leave the constraints out"}`
      : "fix one of the relatives whom the best plan would bring too close, or use squaredBalance or balance";
  return new ScenarioError([{ code: "planning/leximin-with-constraints", path: ["options", "policy"], message, hint }]);
}

/** Turns are taken on a network: under conditions that no network holds an extension test would be a search of its own. */
export function meritRefused(): ScenarioError {
  const message =
    "seats cannot go by merit where constraints bind, courses open posts, or relatives who both move would come together";
  const hint = "leave the level merit out, or the constraints; `fixed: true` for one of two relatives keeps both apart";
  return new ScenarioError([{ code: "planning/merit-with-constraints", path: ["options", "policy"], message, hint }]);
}

function isEngine(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, features, solve } = value as Partial<Engine>;
  return typeof name === "string" && features instanceof Set && typeof solve === "function";
}
