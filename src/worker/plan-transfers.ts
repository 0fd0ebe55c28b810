/** `planTransfers` off the caller's thread. */
import { ScenarioError } from "../errors/index.js";
import type { FeasiblePlan, Plan, PlanOptions, ProgressEvent } from "../planning/index.js";
import { noPlan } from "../planning/no-plan.js";
import { type ResolvedOptions, resolveOptions } from "../planning/options.js";
import { assertScenario, type Scenario } from "../scenario/index.js";
import { runCall } from "./call.js";
import type { EngineName, PlanJob, WorkerHighsOptions } from "./messages.js";
import { engineChoice, engineChoiceIssues, workerIssues, type WorkerOptions } from "./options.js";

/** The options of `planTransfers`, with engines by name; and those of the thread. */
export interface WorkerPlanOptions extends Omit<PlanOptions, "engine">, WorkerOptions {
  /** The engine that the worker makes for itself; `highs` needs the package of that name. */
  readonly engine?: EngineName;
  /** How `highs` is loaded there. */
  readonly highs?: WorkerHighsOptions;
}

const CONDITION_KEYS = ["constraints", "maxMoves", "floors", "objections"];
const RUN_KEYS = ["policy", "moveThreshold", "unknown", "seed", "assurance", "signal", "timeLimit", "onProgress"];
const PLAN_KEYS = [...RUN_KEYS, ...CONDITION_KEYS];
const OWN_KEYS = [...PLAN_KEYS, "engine", "highs"];
/** Milliseconds of silence after which the caller is told again how far the run is. */
const LONGEST_SILENCE = 350;

/**
 * `planTransfers` of `imbang` in a thread of its own: the same scenario, options and plan, while the caller's event loop
 * stays free.
 *
 * The scenario travels as plain data, without what hangs under `extra`, and is created again there. `signal` is honoured
 * within 200 ms and `timeLimit` within 10 % (at least 50 ms) whatever runs inside, an engine that blocks its thread
 * included: the run is asked to stop, and if its answer does not come (`grace`) its thread is ended, and the plan that it
 * had sent last is returned. That plan was checked person by person when it was sent; its bounds are those that the
 * kernel's own verifier passed, and `verifyPlan` proves them again. Where none was sent, the answer is `noPlanFound`.
 *
 * `onProgress` is called on the caller's thread; while the run is silent, its last event is repeated with a new `elapsed`.
 *
 * @throws ScenarioError as `planTransfers` does, and `worker/unknown-option`, `worker/wrong-option`,
 * `worker/unknown-engine`, `worker/cannot-be-sent`; all before a thread is started.
 * @throws ImbangError `worker/not-available`, `worker/not-started`, `linear/engine-unavailable`.
 * @throws EngineError as `planTransfers` does, and `worker/died`: its bundle holds the plan that was sent last.
 */
export async function planTransfers(scenario: Scenario, options: WorkerPlanOptions = {}): Promise<Plan> {
  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  assertScenario(scenario);
  const resolved = checked(scenario, options);
  const { signal, timeLimit, onProgress } = resolved;
  const job: PlanJob = {
    call: "planTransfers",
    scenario: plainData(scenario),
    options: plainOptions(options),
    engine: options.engine === undefined ? undefined : engineChoice(options.engine, options.highs),
    wantsProgress: onProgress !== undefined,
    mayStop: signal !== undefined || timeLimit < Infinity,
  };
  let inHand: string | undefined;
  let last: ProgressEvent | undefined;
  let toldAt = startedAt;
  const tell = (event: ProgressEvent): void => {
    last = event;
    toldAt = performance.now();
    onProgress?.({ ...event, elapsed: elapsed() });
  };
  return runCall<Plan>({
    job,
    transfer: [],
    options: { ...options, timeLimit },
    startedAt,
    isAttentive: true,
    answered(text) {
      const plan = JSON.parse(text as string) as Plan;
      return { ...plan, run: { ...plan.run, elapsed: elapsed() } };
    },
    stopped(limit) {
      if (inHand === undefined) return noPlan(scenario, resolved, limit, elapsed(), options.engine);
      const plan = JSON.parse(inHand) as FeasiblePlan;
      return { ...plan, limit, run: { ...plan.run, elapsed: elapsed() } };
    },
    heard(report) {
      if (report.kind === "inHand") inHand = report.plan;
      else if (report.kind === "level") last = report.event as ProgressEvent;
      else if (report.kind === "progress") tell(report.event as ProgressEvent);
    },
    tick() {
      if (last !== undefined && performance.now() - toldAt >= LONGEST_SILENCE) tell(last);
    },
    known: () => ({
      options: job.options,
      size: { people: scenario.staff.length, positions: scenario.positions.length },
      progress: last ?? null,
      plan: inHand === undefined ? null : (JSON.parse(inHand) as FeasiblePlan),
    }),
  });
}

/** @throws ScenarioError with every issue. */
function checked(scenario: Scenario, options: WorkerPlanOptions): ResolvedOptions {
  const issues = workerIssues(options, ["workerUrl", "createWorker", "grace"], OWN_KEYS);
  if (issues[0]?.code !== "worker/wrong-options") {
    issues.push(...engineChoiceIssues(options.engine, options.highs, ["options", "engine"]));
    try {
      const known = Object.entries(options).filter(([key]) => PLAN_KEYS.includes(key));
      const resolved = resolveOptions(Object.fromEntries(known), scenario);
      if (issues.length === 0) return resolved;
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      for (const issue of error.issues) issues.push(issue);
    }
  }
  throw new ScenarioError(issues);
}

function plainOptions(options: WorkerPlanOptions): PlanJob["options"] {
  const { policy, moveThreshold, unknown, seed, assurance, constraints, maxMoves, floors, objections } = options;
  const plain = { policy, moveThreshold, unknown, seed, assurance, constraints, maxMoves, floors, objections };
  return JSON.parse(JSON.stringify(plain)) as PlanJob["options"];
}

/** The data of a scenario as JSON. What is the caller's own stays at home. */
function plainData({ asOf, agencies, units, positions, staff, rules }: Scenario): string {
  const bare = <Row extends { readonly extra?: unknown }>(rows: readonly Row[]): readonly unknown[] =>
    rows.map((row) => {
      if (row.extra === undefined) return row;
      const { extra: _, ...rest } = row;
      return rest;
    });
  return JSON.stringify({
    asOf,
    agencies: bare(agencies),
    units: bare(units),
    positions: bare(positions),
    staff: bare(staff),
    rules,
  });
}
