/** The main call: a scenario in, a verified plan out. */
import { type GateFinding, judgeTransfer } from "../eligibility/index.js";
import { EngineError, type Issue } from "../errors/index.js";
import { assertScenario, type Position, type Scenario, type Staff } from "../scenario/index.js";
import { analyzePlacement, analyzeStaffing, type StaffingAnalysis } from "../staffing/index.js";
import { unwatchedNotices } from "./constraints/unwatched.js";
import { diagnose } from "./diagnosis/diagnose.js";
import { everyoneStays, formulate } from "./formulate.js";
import { type Geography, geographyOf } from "./geography.js";
import { inputDigest } from "./input-digest.js";
import { type LevelSolver, yieldToEventLoop } from "./level-solver.js";
import { meritNotices } from "./merit-notice.js";
import { networkSolver } from "./network-levels.js";
import { infeasiblePlan, noPlan, settingsOf } from "./no-plan.js";
import { type PlanOptions, resolveOptions, type ResolvedOptions } from "./options.js";
import { ruleNotices } from "./rule-notices.js";
import { conditionsOf, NO_CONDITIONS, type TrainingConditions } from "./residue/conditions.js";
import { solveConditions } from "./residue/solve-conditions.js";
import { secondOpinion } from "./second-opinion.js";
import { type LevelWatch, type RunControl, type SolvedLevels, solveLevels } from "./solve-levels.js";
import { fitsTransport, transportSolver } from "./transport-levels.js";
import type { FeasiblePlan, LevelResult, OptimalPlan, Placement, Plan, Transfer } from "./types.js";
import { unconfirmedNotice } from "./unconfirmed.js";
import type { PlacesOf } from "./verify-levels.js";
import { placesIn } from "./verify-places.js";
import { verifyPlacements, verifyPlanAt } from "./verify-plan.js";
import type { Ways } from "./ways.js";

/**
 * Computes who should be transferred where: the plan that is best on the first level of the policy, among those best on
 * the second, and so on; ties are drawn by a published lottery.
 *
 * The same scenario gives the same plan on every machine, whatever the order of its records (for runs that no limit
 * stops). Every plan is verified from the people up before it is returned. Being out of time is an answer
 * (`feasible`, `noPlanFound`), not an error. Yields to the event loop some 20 times a second.
 *
 * @param options see {@link PlanOptions}; unknown options are refused.
 * @throws ScenarioError `scenario/not-created`; `planning/…` for options that cannot be used, and
 * `planning/out-of-range` where needs or priorities leave exact arithmetic.
 * @throws EngineError `planning/wrong-answer` if an answer does not survive verification: no such plan is ever returned.
 */
export function planTransfers(scenario: Scenario, options: PlanOptions = {}): Promise<Plan> {
  return planWatched(scenario, options, undefined);
}

/** What a run has in hand after `done` levels: at the beginning (0), after each level, and when a limit stopped it. */
export interface RunGlimpse {
  readonly done: number;
  /** A limit stopped the run here. */
  readonly isLast: boolean;
  readonly levels: readonly LevelResult[];
  /**
   * The plan in hand, checked person by person (`verifyPlacements`). Its bounds were checked level by level in the words
   * of the network; `verifyPlan` would prove them again from every pair of people and posts, which takes its time.
   *
   * @throws EngineError `planning/wrong-answer`
   */
  plan(limit: FeasiblePlan["limit"]): FeasiblePlan;
}

/** `planTransfers` with somebody who looks on; whatever the onlooker throws ends the run. */
export async function planWatched(
  scenario: Scenario,
  options: PlanOptions,
  watch: ((glimpse: RunGlimpse) => void) | undefined,
): Promise<Plan> {
  const startedAt = performance.now();
  assertScenario(scenario);
  return planResolved(scenario, options, resolveOptions(options, scenario), startedAt, watch);
}

/** What training adds to a run. */
export interface TrainingRun extends TrainingConditions {
  /** Where everyone may be, ways included, found out anew for the verifier. */
  places(): PlacesOf;
}

/** A plan in which people may go through courses, from options that are resolved. */
export function planWithTraining(
  scenario: Scenario,
  options: PlanOptions,
  resolved: ResolvedOptions,
  training: TrainingRun | undefined,
): Promise<Plan> {
  return planResolved(scenario, options, resolved, performance.now(), undefined, training);
}

async function planResolved(
  scenario: Scenario,
  options: PlanOptions,
  resolved: ResolvedOptions,
  startedAt: number,
  watch: ((glimpse: RunGlimpse) => void) | undefined,
  training?: TrainingRun,
): Promise<Plan> {
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  const deadline = startedAt + resolved.timeLimit * 1000;
  await yieldToEventLoop(); // an abort that is already under way should be seen before the work begins
  if (resolved.signal?.aborted === true || performance.now() >= deadline) {
    return noPlan(scenario, resolved, resolved.signal?.aborted === true ? "cancelled" : "time", elapsed());
  }

  const before = analyzeStaffing(scenario);
  const geography = geographyOf(scenario);
  const digest = await inputDigest(scenario);
  const { engine, assurance, signal, onProgress } = resolved;
  const conditions = conditionsOf(scenario, resolved);
  const control: RunControl = { startedAt, deadline, signal, onProgress, phase: "levels" };
  // What is in hand before the conditions are looked at is nobody's plan.
  const isShown = conditions === undefined && training === undefined;
  const first: RunControl = isShown ? control : { ...control, phase: "unconditioned" };
  const second = assurance === "high" ? await secondOpinion(engine, control) : undefined;
  let formulation = formulate(scenario, resolved, geography);
  // The transport kernel wherever it can hold the problem; the general network for levels on units, for costs beyond 32
  // bits, and for engines of the caller's. Under constraints the engine is wanted for what no kernel can hold.
  const isForCores =
    training !== undefined ||
    (conditions !== undefined && (conditions.constraints.length > 0 || conditions.hardFloors));
  const ofCaller = isForCores ? undefined : engine;
  const isFast = ofCaller === undefined && fitsTransport(formulation);
  let solver: LevelSolver;
  let engineName: string;
  let isUnconfirmed = false;
  const planOf = <Status extends object>(
    status: Status,
    { flow, levels, certificate }: SolvedLevels,
  ): Status & Omit<OptimalPlan, "status"> => {
    const placements = formulation.readBack(flow);
    const judge = transferJudge(scenario, placements, training?.ways);
    const transfers = transfersOf(scenario, placements, geography, judge);
    return {
      ...status,
      settings: settingsOf(resolved),
      transfers,
      placements,
      levels,
      before,
      after: analyzePlacement(scenario, countsOf(placements)),
      notices: [
        ...scenario.notices,
        ...planNotices(before, resolved, geography),
        ...unwatchedNotices(scenario, resolved),
        ...ruleNotices(scenario, transfers, placements, resolved.unknown, judge),
        ...meritNotices(scenario, resolved.levels),
        ...(isUnconfirmed ? [unconfirmedNotice("levels")] : []),
      ],
      run: {
        engine: engineName,
        secondEngine: isUnconfirmed ? null : (second?.name ?? null),
        elapsed: elapsed(),
        seed: resolved.seed,
        inputDigest: digest,
        size: formulation.size,
        certificate,
      },
    };
  };
  let places: PlacesOf | undefined;
  const placesOf = (): PlacesOf =>
    (places ??= training?.places() ?? placesIn(scenario, resolved.unknown, resolved.objections));
  const show = (found: SolvedLevels, done: number): void =>
    watch?.({
      done,
      isLast: found.limit !== undefined,
      levels: found.levels,
      plan(limit) {
        const plan = planOf({ status: "feasible" as const, limit }, found);
        const { ok, issues } = verifyPlacements(scenario, plan, placesOf());
        if (!ok) throw wrongPlan(plan, issues);
        return plan;
      },
    });

  let solved: SolvedLevels;
  let spread = 1;
  let inHand = everyoneStays(formulation);
  do {
    solver = isFast
      ? transportSolver(formulation, control, spread, second, inHand)
      : networkSolver(formulation, control, spread, ofCaller, second, inHand);
    engineName = solver.name;
    solved = await solveLevels(formulation, solver, first, isShown ? watch && show : undefined);
    inHand = solved.flow;
    spread *= 4;
  } while (solved.limit === undefined && !solver.isExact());
  if (conditions !== undefined || training !== undefined) {
    const plain = { placements: formulation.readBack(solved.flow), certificate: solved.certificate };
    const onSplit = (split: typeof formulation): LevelWatch | undefined => {
      formulation = split;
      isUnconfirmed = second !== undefined;
      return watch && show;
    };
    const all = conditions ?? NO_CONDITIONS;
    const found = await solveConditions(scenario, resolved, geography, all, plain, control, onSplit, training);
    if (found.kind === "noPlanFound") return noPlan(scenario, resolved, found.limit, elapsed(), found.engine);
    if (found.kind === "infeasible") {
      const diagnosis = await diagnose(scenario, options, resolved, control);
      const { missed, isLeast: missedIsLeast } = found;
      return infeasiblePlan(scenario, resolved, { missed, missedIsLeast, diagnosis }, elapsed(), found.engine);
    }
    if (found.kind === "solved") ({ formulation, solved, engine: engineName } = found);
  }
  const limit = solved.limit ?? (solved.levels.every(({ proven }) => proven) ? undefined : "gap");
  if (limit !== undefined) show(solved, solved.levels.filter(({ proven }) => proven).length);

  const plan: Plan =
    limit === undefined
      ? planOf({ status: "optimal" as const }, solved)
      : planOf({ status: "feasible" as const, limit }, solved);
  // A stopped run must be out at once: its bounds were checked level by level, its people are checked here.
  const { ok, issues } =
    solved.limit === undefined
      ? verifyPlanAt(scenario, plan, placesOf())
      : verifyPlacements(scenario, plan, placesOf());
  if (!ok) throw wrongPlan(plan, issues);
  return { ...plan, run: { ...plan.run, elapsed: elapsed() } };
}

function wrongPlan(plan: Plan, issues: readonly Issue[]): EngineError {
  const message = "the plan does not survive verification and is not returned";
  const hint = "this is a fault of the library: please report it with the bundle of this error";
  return new EngineError([{ code: "planning/wrong-answer", path: [], message, hint }, ...issues], { plan });
}

function countsOf(placements: readonly Placement[]): (position: { readonly id: string }) => number {
  const counts = new Map<string, number>();
  for (const { positionId } of placements)
    if (positionId !== null) counts.set(positionId, (counts.get(positionId) ?? 0) + 1);
  return ({ id }) => counts.get(id) ?? 0;
}

/** What the rules say about each transfer: after the courses, where somebody goes through some. In a plan nothing forbids it. */
function transferJudge(
  scenario: Scenario,
  placements: readonly Placement[],
  ways: Ways | undefined,
): (person: Staff, to: Position) => GateFinding[] {
  const coursesOf = new Map(
    placements.flatMap(({ staffId, courseIds }) => (courseIds === undefined ? [] : [[staffId, courseIds] as const])),
  );
  return (person, to) => {
    const courseIds = coursesOf.get(person.id);
    return courseIds === undefined ? judgeTransfer(scenario, person, to) : ways!.judge(person, to, courseIds);
  };
}

/** Movers and placed waiting people, with what remains to be checked about each; in the order of the placements. */
function transfersOf(
  scenario: Scenario,
  placements: readonly Placement[],
  geography: Geography,
  judge: (person: Staff, to: Position) => GateFinding[],
): Transfer[] {
  return placements.flatMap(({ staffId, positionId }): Transfer[] => {
    const person = scenario.staffById.get(staffId)!;
    if (positionId === null || positionId === person.positionId) return [];
    const to = scenario.positionById.get(positionId)!;
    const from = person.positionId === null ? undefined : scenario.positionById.get(person.positionId)!;
    return [
      {
        staffId,
        fromPositionId: person.positionId,
        toPositionId: positionId,
        sameUnit: from?.unitId === to.unitId,
        distance: geography.distanceTo(person, to),
        checks: judge(person, to).flatMap(({ rule, text, verdict }) => (verdict === "unknown" ? [{ rule, text }] : [])),
      },
    ];
  });
}

/** What planning itself found unusual: units without a place, shortage everywhere. */
function planNotices(before: StaffingAnalysis, { levels }: ResolvedOptions, geography: Geography): Issue[] {
  const notices: Issue[] = levels.some(({ name }) => name === "distance") ? [...geography.notices] : [];
  const studied = before.positions.filter(({ required }) => required !== null);
  if (studied.some(({ shortage }) => shortage > 0) && studied.every(({ surplus }) => surplus === 0)) {
    notices.push({
      code: "planning/short-everywhere",
      path: ["positions"],
      message:
        "no post has more people than it needs: transfers can share the shortage out, only recruitment closes it",
    });
  }
  return notices;
}
