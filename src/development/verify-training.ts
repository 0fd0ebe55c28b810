/** Checks a plan with training from the people up: everything that `verifyPlan` checks, and every course. */
import { openDoor } from "../door/index.js";
import { ScenarioError } from "../errors/index.js";
import { type Verification, verifyPlan } from "../planning/index.js";
import { verifyPlanAt } from "../planning/verify-plan.js";
import { assertScenario, type Scenario, show } from "../scenario/index.js";
import { ownFields } from "./own-fields.js";
import type { TrainingPlan } from "./plan-training.js";
import { readTrainingRequest, type TrainingRequest } from "./training-options.js";
import { trainingIssues } from "./trainings.js";
import type { Course } from "./types.js";
import { placesWithWays } from "./verify-ways.js";

/**
 * Whether `plan` is what it says it is for `scenario`: everyone goes by a way that exists (courses complete, none passed before, none
 * superfluous, in time), nobody is sent to a course beyond its seats or the budget, lists and dates are right, every level has its
 * value, and every bound is proven over all places and all ways, which are found anew. Takes a plan from anywhere and answers.
 *
 * Codes: those of `verifyPlan`, `planning/no-such-way`, `development/unreadable-plan`, `development/wrong-training`,
 * `development/seats-exceeded`, `development/budget-exceeded`, and those of catalogues that cannot be read.
 *
 * The catalogue is the one that the plan carries; whoever has it from elsewhere passes `catalogue`, and a plan made with another
 * one is refused (`development/other-catalogue`).
 *
 * @throws ScenarioError `scenario/not-created`; `development/wrong-type` and `development/unknown-key` for options that are none: a
 * catalogue that is not looked at would be taken for the right one
 */
export function verifyTraining(
  scenario: Scenario,
  plan: TrainingPlan,
  options: { readonly catalogue?: readonly Course[] } = {},
): Verification {
  assertScenario(scenario);
  const door = openDoor("development");
  const own = ownFields(door, options, ["options"], ["catalogue"])["catalogue"] as readonly Course[] | undefined;
  door.close();
  const given: Partial<TrainingPlan> | null = typeof plan === "object" ? plan : null;
  const settings = given?.trainingSettings;
  if (given === null || typeof settings !== "object" || settings === null)
    return unreadable(["trainingSettings"], `${show(settings)} does not say what was trained`);
  for (const key of ["trainings", "courses"] as const)
    if (!Array.isArray(given[key])) return unreadable([key], `${show(given[key])} is not a list`);
  let request: TrainingRequest;
  try {
    const { catalogue, attended, budget, horizonMonths, maximumCourses } = settings;
    const options = { attended, horizonMonths, maximumCourses, ...(budget === null ? {} : { budget }) };
    request = readTrainingRequest(scenario, catalogue, options);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, path: ["trainingSettings", ...issue.path] }));
    return { ok: false, issues };
  }
  if (own !== undefined && !isSameCatalogue(scenario, own, request)) {
    const message = "the plan was made with another catalogue than the one passed";
    return {
      ok: false,
      issues: [{ code: "development/other-catalogue", path: ["trainingSettings", "catalogue"], message }],
    };
  }
  const { unknown, objections = "level" } = plan.settings ?? {};
  const places = placesWithWays(scenario, settings, { ...request, unknown, objections });
  const found = places.ways!.list.length === 0 ? verifyPlan(scenario, plan) : verifyPlanAt(scenario, plan, places);
  const issues = [...found.issues];
  if (found.ok) issues.push(...trainingIssues(scenario.asOf, request.catalogue, settings, plan));
  return { ...found, ok: issues.length === 0, issues };
}

/** The same courses, whatever their order; what hangs under `extra` says nothing. */
function isSameCatalogue(scenario: Scenario, own: readonly Course[], { catalogue }: TrainingRequest): boolean {
  const text = ({ courses }: TrainingRequest["catalogue"]): string =>
    JSON.stringify(courses.map(({ extra: _extra, ...course }) => course));
  try {
    return text(readTrainingRequest(scenario, own, {}).catalogue) === text(catalogue);
  } catch (error) {
    if (error instanceof ScenarioError) return false;
    throw error;
  }
}

function unreadable(path: readonly string[], message: string): Verification {
  return { ok: false, issues: [{ code: "development/unreadable-plan", path, message }] };
}
