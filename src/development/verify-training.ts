/** Checks a plan with training from the people up: everything that `verifyPlan` checks, and every course. */
import { openDoor } from "../door/index.js";
import { type Issue, ScenarioError } from "../errors/index.js";
import { type Verification, verifyPlan } from "../planning/index.js";
import { verifyPlanAt } from "../planning/verify-plan.js";
import { assertScenario, type Scenario, show } from "../scenario/index.js";
import { ownFields, plainCopy } from "./own-fields.js";
import type { TrainingPlan } from "./plan-training.js";
import { readLimits, readTrainingRequest, type TrainingRequest, type TrainingSettings } from "./training-options.js";
import { trainingIssues } from "./trainings.js";
import type { AttendedTraining, Course } from "./types.js";
import { placesWithWays } from "./verify-ways.js";

/**
 * What a plan with training should have been made with, by whoever has it from elsewhere. What is left out is not looked at, and
 * what the plan itself says is taken for it.
 */
export interface TrainingVerifyOptions {
  readonly catalogue?: readonly Course[];
  readonly attended?: readonly AttendedTraining[];
  /** Rupiah; `null`: no limit. */
  readonly budget?: number | null;
  readonly horizonMonths?: number;
  readonly maximumCourses?: number;
}

const SETTINGS = [
  "catalogue",
  "attended",
  "budget",
  "horizonMonths",
  "maximumCourses",
] as const satisfies readonly (keyof TrainingSettings & keyof TrainingVerifyOptions)[];

/**
 * Whether `plan` is what it says it is for `scenario`: everyone goes by a way that exists (courses complete, none passed before, none
 * superfluous, in time), nobody is sent to a course beyond its seats or the budget, lists and dates are right, every level has its
 * value, and every bound is proven over all places and all ways, which are found anew. Takes a plan from anywhere and answers.
 *
 * Codes: those of `verifyPlan`, `planning/no-such-way`, `development/unreadable-plan`, `development/wrong-training`,
 * `development/seats-exceeded`, `development/budget-exceeded`, and those of catalogues that cannot be read.
 *
 * Catalogue, training on record, budget, months and number of courses are those that the plan carries. Whoever has them from
 * elsewhere passes them, and a plan made with others is refused: `development/other-catalogue`, `development/other-settings`. They
 * are compared as they are read: the order of rows says nothing.
 *
 * @throws ScenarioError `scenario/not-created`; `development/wrong-type`, `development/unknown-key`, `development/out-of-range` and
 * `development/not-a-number` for options that are none: what is not looked at would be taken for the right one
 */
export function verifyTraining(
  scenario: Scenario,
  plan: TrainingPlan,
  options: TrainingVerifyOptions = {},
): Verification {
  assertScenario(scenario);
  const own = readOptions(options);
  let copy: TrainingPlan;
  try {
    copy = plainCopy(plan) as TrainingPlan;
  } catch {
    return unreadable([], "something in this plan cannot be read or is no plain data");
  }
  return verifyCopy(scenario, copy, own);
}

function verifyCopy(scenario: Scenario, plan: TrainingPlan, own: TrainingVerifyOptions): Verification {
  const given: Partial<TrainingPlan> | null = typeof plan === "object" ? plan : null;
  const settings = given?.trainingSettings;
  if (given === null || typeof settings !== "object" || settings === null)
    return unreadable(["trainingSettings"], `${show(settings)} does not say what was trained`);
  const missing = SETTINGS.find((key) => !Object.hasOwn(settings, key) || settings[key] === undefined);
  if (missing !== undefined)
    return unreadable(["trainingSettings", missing], "a value is missing: nobody knows what the plan kept within");
  for (const key of ["trainings", "courses"] as const)
    if (!Array.isArray(given[key])) return unreadable([key], `${show(given[key])} is not a list`);
  let request: TrainingRequest;
  try {
    const { catalogue, attended, budget, horizonMonths, maximumCourses } = settings;
    const asked = { attended, horizonMonths, maximumCourses, ...(budget === null ? {} : { budget }) };
    request = readTrainingRequest(scenario, catalogue, asked);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, path: ["trainingSettings", ...issue.path] }));
    return { ok: false, issues };
  }
  const others = otherSettings(scenario, own, request);
  if (others.length > 0) return { ok: false, issues: others };
  const { unknown, objections = "level" } = plan.settings ?? {};
  const places = placesWithWays(scenario, request.settings, { ...request, unknown, objections });
  const found = places.ways!.list.length === 0 ? verifyPlan(scenario, plan) : verifyPlanAt(scenario, plan, places);
  const ofTraining = found.ok ? trainingIssues(scenario.asOf, request.catalogue, request.settings, plan) : [];
  const issues = [...found.issues, ...ofTraining];
  return { ...found, ok: issues.length === 0, issues };
}

/** The options by their own fields; figures are checked here, lists where they are compared. */
function readOptions(options: TrainingVerifyOptions): TrainingVerifyOptions {
  const door = openDoor("development");
  const own = ownFields(door, options, ["options"], SETTINGS);
  const { budget, ...others } = own;
  readLimits(door, budget === null ? others : own);
  door.close();
  return own;
}

/** What the plan was made with and the caller did not pass. Nothing but what the caller has is compared. */
function otherSettings(scenario: Scenario, own: TrainingVerifyOptions, request: TrainingRequest): Issue[] {
  const { settings } = request;
  if (own.catalogue !== undefined && !isSameCatalogue(scenario, own.catalogue, request))
    return [other("catalogue", "the plan was made with another catalogue than the one passed")];
  const issues: Issue[] = [];
  if (own.attended !== undefined && !isSameRecord(scenario, own.attended, request))
    issues.push(other("attended", "the plan was made with other training on record than what was passed"));
  for (const key of ["budget", "horizonMonths", "maximumCourses"] as const) {
    if (own[key] === undefined || own[key] === settings[key]) continue;
    const [made, passed] = [settings[key], own[key]].map((value) => value ?? "no limit");
    issues.push(other(key, `the plan was made with ${made} here, and ${passed} was passed`));
  }
  return issues;
}

function other(key: (typeof SETTINGS)[number], message: string): Issue {
  const code = key === "catalogue" ? "development/other-catalogue" : "development/other-settings";
  return { code, path: ["trainingSettings", key], message };
}

/** The same courses, whatever their order; what hangs under `extra` says nothing. */
function isSameCatalogue(scenario: Scenario, own: readonly Course[], { catalogue }: TrainingRequest): boolean {
  const read = (): string => JSON.stringify(readTrainingRequest(scenario, own, {}).catalogue.courses);
  return isReadAs(JSON.stringify(catalogue.courses), read);
}

/** The same rows, whatever their order; those after the day of the scenario count for nothing. */
function isSameRecord(scenario: Scenario, own: readonly AttendedTraining[], { settings }: TrainingRequest): boolean {
  const text = ({ attended }: TrainingSettings): string =>
    JSON.stringify(attended.map((row) => JSON.stringify(row)).sort());
  const read = (): string => text(readTrainingRequest(scenario, settings.catalogue, { attended: own }).settings);
  return isReadAs(text(settings), read);
}

function isReadAs(expected: string, read: () => string): boolean {
  try {
    return read() === expected;
  } catch (error) {
    if (error instanceof ScenarioError) return false;
    throw error;
  }
}

function unreadable(path: readonly string[], message: string): Verification {
  return { ok: false, issues: [{ code: "development/unreadable-plan", path, message }] };
}
