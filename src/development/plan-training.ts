/**
 * Train, then transfer: who is moved as he or she is, and who goes through which courses first, best level by level.
 *
 * Posts that rules close for lack of a competency or certificate are open through courses; such ways join the places of
 * `planTransfers`, and the seats of courses and the budget join its conditions. Bounds and proofs are those of any plan under
 * conditions (docs/decisions, "Conditions that no network holds").
 */
import { EngineError } from "../errors/index.js";
import { planWithTraining } from "../planning/plan-transfers.js";
import type { Plan } from "../planning/index.js";
import { isTrainingLevel } from "../planning/ways.js";
import type { Scenario } from "../scenario/index.js";
import { trainingRows } from "./formulate.js";
import {
  readTrainingRequest,
  type TrainingOptions,
  type TrainingRequest,
  type TrainingSettings,
} from "./training-options.js";
import { type CourseUse, coursesOf, type Training, trainingIssues, trainingsOf } from "./trainings.js";
import type { Course } from "./types.js";
import { placesWithWays } from "./verify-ways.js";
import { findWays } from "./ways.js";

/** What a plan with training says beside the plan; the lists are empty where there is no plan. */
export interface TrainingDetails {
  readonly trainingSettings: TrainingSettings;
  /** By staff id. */
  readonly trainings: readonly Training[];
  /** Every course of the catalogue, by id. */
  readonly courses: readonly CourseUse[];
}

/** The answer of {@link planTraining}: a plan whose placements name courses, where somebody goes through some. */
export type TrainingPlan = Plan & TrainingDetails;

/**
 * The best plan of transfers and training: on the first level of the policy, among those best on the second, and so on. Who can
 * be moved without a course is, unless the levels in front of `trainingCost` (by default floors, waiting people and staffing) are
 * served better by training somebody; cost decides next, then months, then what a plan asks of the people.
 *
 * A way to a post goes through at most `maximumCourses` courses within `horizonMonths`, one after the other, with all their
 * prerequisites, and without any that could be left out. The plan counts everyone as passing; what to expect otherwise says
 * `expectedShortage`. Without a way the answer is that of `planTransfers`. The diagnosis of an `infeasible` plan speaks of
 * transfers alone.
 *
 * Every plan is verified (`verifyTraining`) before it is returned; every level carries its bound. Large cities need an engine
 * (`engine: await highs()`).
 *
 * @throws ScenarioError for what is wrong with scenario, catalogue or options, all of it at once: `scenario/not-created`,
 * `planning/…`, `development/…`; `planning/leximin-with-constraints` and `planning/merit-with-constraints`, where courses open posts;
 * `development/too-many-ways`; `planning/needs-engine`
 * @throws EngineError `planning/wrong-answer` if an answer does not survive verification
 */
export function planTraining(
  scenario: Scenario,
  catalogue: readonly Course[],
  options: TrainingOptions = {},
): Promise<TrainingPlan> {
  return planWithSeat(scenario, catalogue, options, undefined);
}

/** A plan in which a course of the catalogue does not count among those that one person may be sent to. */
export async function planWithSeat(
  scenario: Scenario,
  catalogue: readonly Course[],
  options: TrainingOptions,
  extraCourse: string | undefined,
): Promise<TrainingPlan> {
  const request = readTrainingRequest(scenario, catalogue, options);
  const { settings, planOptions, resolved, attended } = request;
  const { courses } = request.catalogue;
  const limits = { unknown: resolved.unknown, ...settings, extraCourse };
  const ways = findWays(scenario, request.catalogue, attended.passedBy, limits);
  const listed = Array.isArray(planOptions.policy) ? planOptions.policy : [];
  const plainLevels = resolved.levels.filter(({ name }) => !isTrainingLevel(name));
  const transferOptions = {
    ...planOptions,
    policy: plainLevels as NonNullable<Parameters<typeof planWithTraining>[1]["policy"]>,
  };
  const levels = resolved.levels.filter(({ name }) => !isTrainingLevel(name) || listed.includes(name));
  const plan =
    ways.list.length === 0
      ? await planWithTraining(scenario, transferOptions, { ...resolved, levels }, undefined)
      : await planWithTraining(scenario, transferOptions, resolved, {
          ways,
          rows: (formulation) => trainingRows(ways, { courses, budget: settings.budget ?? undefined }, formulation),
          places: () =>
            placesWithWays(scenario, settings, { ...resolved, catalogue: request.catalogue, attended, extraCourse }),
        });
  const answer = withDetails(scenario, plan, request);
  const issues = trainingIssues(scenario.asOf, request.catalogue, settings, answer);
  if (issues.length > 0) {
    const message = "the plan does not survive verification and is not returned";
    throw new EngineError([{ code: "planning/wrong-answer", path: [], message }, ...issues], { plan: answer });
  }
  return answer;
}

function withDetails(scenario: Scenario, plan: Plan, { settings, catalogue, notices }: TrainingRequest): TrainingPlan {
  const placements = "placements" in plan ? plan.placements : [];
  return {
    ...plan,
    notices: [...plan.notices, ...notices],
    trainingSettings: settings,
    trainings: trainingsOf(scenario.asOf, catalogue.byId, placements),
    courses: coursesOf(catalogue.courses, placements),
  };
}
