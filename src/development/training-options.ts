/** The options of `planTraining`: what they are, what they default to, and the check at the door. */
import { type Door, openDoor } from "../door/index.js";
import { type Issue, ScenarioError } from "../errors/index.js";
import type { Level, PolicyName } from "../planning/index.js";
import { type PlanOptions, type ResolvedOptions, resolveTrainingOptions } from "../planning/options.js";
import type { TrainingLevelName } from "../planning/ways.js";
import { assertScenario, type Scenario } from "../scenario/index.js";
import { readOr } from "./own-fields.js";
import { type AttendedRead, readAttended } from "./read-attended.js";
import { type CatalogueRead, checkAgainstScenario, readCatalogue } from "./read-catalogue.js";
import type { AttendedTraining, Course } from "./types.js";

/** How a plan with training is to be made. Everything may be left out. */
export interface TrainingOptions extends Omit<PlanOptions, "policy" | "assurance"> {
  /**
   * As in `planTransfers`; a list may name the levels `trainingCost` (rupiah) and `trainingMonths` (of all people together). Where it
   * does not they stand in front of what a plan asks of the people: `moves`, `merit`, `fit`.
   */
  readonly policy?: PolicyName | readonly (Level | TrainingLevelName)[];
  /** What people have been through: passed courses are not taken again, and count where others ask for them. */
  readonly attended?: readonly AttendedTraining[];
  /** Rupiah for all courses of the plan together, integer ≥ 0. Default: no limit. */
  readonly budget?: number;
  /** Months within which what is learnt must count, 0 … 120. Default 12. */
  readonly horizonMonths?: number;
  /** Courses that one person may be sent to, 1 … 4. Default 2. */
  readonly maximumCourses?: number;
}

/** What decides beside the options of planning; `verifyTraining` finds the same ways from it. */
export interface TrainingSettings {
  readonly catalogue: readonly Course[];
  readonly attended: readonly AttendedTraining[];
  /** Rupiah; `null`: no limit. */
  readonly budget: number | null;
  readonly horizonMonths: number;
  readonly maximumCourses: number;
}

/** What a plan with training keeps within. */
export type TrainingLimits = Pick<TrainingSettings, "budget" | "horizonMonths" | "maximumCourses">;

/** Everything that came through the door. */
export interface TrainingRequest {
  readonly settings: TrainingSettings;
  readonly catalogue: CatalogueRead;
  readonly attended: AttendedRead;
  readonly notices: readonly Issue[];
  /** What is for planning, as the caller gave it, and with defaults. */
  readonly planOptions: Omit<TrainingOptions, "attended" | "budget" | "horizonMonths" | "maximumCourses">;
  readonly resolved: ResolvedOptions;
}

const DEFAULT_HORIZON = 12;
const DEFAULT_COURSES = 2;

/**
 * Checks catalogue and options.
 *
 * @throws ScenarioError with every issue: `scenario/not-created`, those of `checkCatalogue` and of the options of `planTransfers`, and
 * `development/…` with a path in `options` for what is wrong with the options of training
 */
export function readTrainingRequest(
  scenario: Scenario,
  catalogue: readonly Course[],
  options: TrainingOptions,
): TrainingRequest {
  assertScenario(scenario);
  const isObject = isPlainObject(options);
  const { attended, budget, horizonMonths, maximumCourses, ...planOptions } = isObject
    ? options
    : ({} as TrainingOptions);
  const door = openDoor("development");
  if (!isObject) door.report("wrong-type", ["options"], "the options are not a plain object");
  const settings = readLimits(door, { budget, horizonMonths, maximumCourses });
  const read = readCatalogue(catalogue, door, ["catalogue"]);
  const ofCourses = checkAgainstScenario(read, scenario, door, ["catalogue"]);
  const past = readAttended(attended, scenario, read, door, ["options", "attended"]);
  let resolved: ResolvedOptions | undefined;
  try {
    resolved = resolveTrainingOptions(planOptions, scenario);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ScenarioError([...door.issues, ...error.issues]);
  }
  door.close();
  return {
    settings: { catalogue: read.courses, attended: past.rows, ...settings },
    catalogue: read,
    attended: past,
    notices: [...ofCourses, ...past.notices],
    planOptions,
    resolved,
  };
}

/** Options can be taken apart. A `Map`, whose entries nobody would read, is none, nor is what fails when its fields are read. */
export function isPlainObject(options: unknown): boolean {
  return readOr(false, () => {
    void { ...(options as object) };
    return Object.prototype.toString.call(options) === "[object Object]";
  });
}

/** Budgets beyond are no sums of a city; sums below stay exact. */
const LARGEST_BUDGET = 1e15;

/** Budget, months and number of courses; what was left out has its default. */
export function readLimits(
  door: Door,
  { budget, horizonMonths = DEFAULT_HORIZON, maximumCourses = DEFAULT_COURSES }: Readonly<Record<string, unknown>>,
): TrainingLimits {
  return {
    budget: budget === undefined ? null : readWhole(door, budget, "budget", "the budget in rupiah", 0, LARGEST_BUDGET),
    horizonMonths: readWhole(door, horizonMonths, "horizonMonths", "the horizon in months", 0, 120),
    maximumCourses: readWhole(door, maximumCourses, "maximumCourses", "the number of courses", 1, 4),
  };
}

function readWhole(door: Door, value: unknown, key: string, what: string, least: number, most: number): number {
  return door.number(value, ["options", key], { what, least, most, whole: true });
}
