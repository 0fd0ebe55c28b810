/**
 * What one more trained person would be worth, competency by competency: the plan is made once more with one free seat of a course
 * that raises nothing else and does not count among those that one person may be sent to, and the levels of both plans are
 * compared. Not a dual: those are one-sided in ways that nobody sees (mathematics of explanations, "worth of one more"), this is
 * the difference between two proven plans.
 */
import { openDoor } from "../door/index.js";
import type { LevelResult } from "../planning/index.js";
import { POLICY_NAMES, policyLevels, withTrainingLevels } from "../planning/levels.js";
import { isTrainingLevel, type TrainingLevelName } from "../planning/ways.js";
import type { Level } from "../planning/index.js";
import { type CompetencyLevels, type Scenario, show } from "../scenario/index.js";
import { rowsOf } from "./own-fields.js";
import { planTraining, planWithSeat, type TrainingPlan } from "./plan-training.js";
import { isPlainObject, readTrainingRequest, type TrainingOptions } from "./training-options.js";
import type { Course } from "./types.js";

/** A level that one more trained person makes better. */
export interface TrainingGain {
  readonly level: LevelResult["name"];
  readonly node: LevelResult["node"];
  readonly unit: string;
  /** Integers to one of the unit. */
  readonly scale: number;
  readonly before: number;
  readonly after: number;
  /**
   * How much better the level is at least, in integers as `before`: the difference where both plans are proven, what bounds leave
   * of it otherwise. Below 0 for a later level that pays for an earlier one.
   */
  readonly atLeast: number;
}

/** What one more person, trained in one competency to one level, would be worth. */
export interface TrainingValue {
  readonly competency: string;
  readonly level: CompetencyLevels[string];
  /**
   * The first level that is better, and those after it that differ, as far as both plans are proven; of the first level that is
   * not, what is sure. Empty: nobody would be missed, if `proven`; nothing is known otherwise.
   */
  readonly gains: readonly TrainingGain[];
  /** Who would take the seat in the plan with it; `null`: it would change nothing. */
  readonly staffId: string | null;
  /** Whether there are two plans to compare. Where one is infeasible or was not found, empty `gains` say nothing. */
  readonly compared: boolean;
  /** Whether both plans are proven on every level, so that the figures are exact. */
  readonly proven: boolean;
}

/** Competencies named in one call. */
const MOST_COMPETENCIES = 100_000;

/** Options of {@link valueOfTraining}. */
export interface TrainingValueOptions extends Omit<TrainingOptions, "onProgress"> {
  /** Competencies to look at. Default: all that any post asks for. */
  readonly competencies?: readonly string[];
  /** Called before each plan, and at the end. */
  readonly onProgress?: (event: { readonly done: number; readonly count: number }) => void;
}

/**
 * The worth of one more trained person for every competency and every level of it that a post asks for, most valuable first (by the
 * levels of the policy in their order, then by name). Levels count down to what training costs: what a plan asks of the people
 * afterwards is left out. Each figure stands alone: two of them do not add up. One plan for each: O(competencies × levels) plans,
 * so large cities had better name some.
 *
 * @throws ScenarioError as `planTraining`; `development/unknown-value` for a competency that no post asks for.
 */
export async function valueOfTraining(
  scenario: Scenario,
  catalogue: readonly Course[],
  options: TrainingValueOptions = {},
): Promise<TrainingValue[]> {
  const isObject = isPlainObject(options);
  const { competencies, onProgress, ...trainingOptions } = isObject ? options : ({} as TrainingValueOptions);
  readTrainingRequest(scenario, catalogue, isObject ? trainingOptions : (options as object)); // throws where they are none
  const asked = askedLevels(scenario);
  const door = openDoor("development");
  if (competencies !== undefined) {
    const path = ["options", "competencies"];
    for (const [k, name] of rowsOf(door, competencies, path, "competencies", MOST_COMPETENCIES))
      door.known(name, [...path, k], asked, "a competency that a post asks for");
  }
  if (onProgress !== undefined && typeof onProgress !== "function")
    door.report("wrong-type", ["options", "onProgress"], `a function is needed, this is ${show(onProgress)}`);
  door.close();
  const wanted = [...asked]
    .filter(([name]) => competencies?.includes(name) ?? true)
    .flatMap(([competency, levels]) => levels.map((level) => ({ competency, level })));
  const planOptions = { ...trainingOptions, policy: downToTraining(trainingOptions.policy) };
  const count = wanted.length + 1;
  onProgress?.({ done: 0, count });
  const before = await planTraining(scenario, catalogue, planOptions);
  const values: TrainingValue[] = [];
  for (const [k, { competency, level }] of wanted.entries()) {
    onProgress?.({ done: k + 1, count });
    const seat = freeSeat(catalogue, competency, level);
    const after = await planWithSeat(scenario, [...catalogue, seat], planOptions, seat.id);
    const gains = gainsBetween(before, after);
    values.push({
      competency,
      level,
      gains,
      staffId:
        gains.length === 0
          ? null
          : (after.trainings.find(({ courseIds }) => courseIds.includes(seat.id))?.staffId ?? null),
      compared: isMade(before) && isMade(after),
      proven: before.status === "optimal" && after.status === "optimal",
    });
  }
  onProgress?.({ done: count, count });
  const orderOf = new Map(before.levels.map(({ name, node }, index) => [`${name} ${node}`, index]));
  return values.sort((a, b) => compareGains(a, b, orderOf));
}

function isMade({ status }: TrainingPlan): boolean {
  return status === "optimal" || status === "feasible";
}

/** Levels of each competency that posts ask for, both ascending. */
function askedLevels({ positions }: Scenario): ReadonlyMap<string, readonly CompetencyLevels[string][]> {
  const asked = new Map<string, Set<CompetencyLevels[string]>>();
  for (const { required, requirements } of positions) {
    if (required === null) continue;
    for (const [name, level] of Object.entries(requirements?.competencies ?? {}))
      asked.set(name, (asked.get(name) ?? new Set()).add(level));
  }
  return new Map([...asked].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, levels]) => [name, [...levels].sort()]));
}

/** The levels of a policy that stand in front of those which follow training. */
function downToTraining(policy: TrainingOptions["policy"] = POLICY_NAMES[0]!): (Level | TrainingLevelName)[] {
  const levels = withTrainingLevels(policyLevels(policy));
  const last = Math.max(...levels.map(({ name }, index) => (isTrainingLevel(name) ? index : -1)));
  return levels
    .slice(0, last + 1)
    .map((level) => (isTrainingLevel(level.name) ? level.name : (level as Exclude<Level, string>)));
}

/** A course that costs nothing, for one person. */
function freeSeat(catalogue: readonly Course[], competency: string, level: CompetencyLevels[string]): Course {
  const taken = new Set(catalogue.map(({ id }) => id));
  let id = "one more";
  while (taken.has(id)) id = `${id}'`;
  const raises = { [competency]: level };
  return { id, name: id, kind: "classical", raises, hours: 1, cost: 0, seats: 1, months: 0 };
}

/** Level by level: behind one that is not proven, the two plans speak of different things. */
function gainsBetween(before: TrainingPlan, after: TrainingPlan): TrainingGain[] {
  const byName = new Map(after.levels.map((level) => [`${level.name} ${level.node}`, level]));
  const gains: TrainingGain[] = [];
  for (const { name, node, unit, scale, value, bound, proven } of before.levels) {
    const now = byName.get(`${name} ${node}`);
    if (now === undefined || name === "tie") break;
    const isExact = proven && now.proven;
    const atLeast = bound - now.value;
    if (isExact ? atLeast !== 0 : atLeast > 0)
      gains.push({ level: name, node, unit, scale, before: value, after: now.value, atLeast });
    if (!isExact) break;
  }
  return gains;
}

/** The better plan first: the one that is surely better on the first level where two differ. */
function compareGains(a: TrainingValue, b: TrainingValue, orderOf: ReadonlyMap<string, number>): number {
  const keys = [...new Set([...a.gains, ...b.gains].map(({ level, node }) => `${level} ${node}`))];
  keys.sort((x, y) => orderOf.get(x)! - orderOf.get(y)!);
  const change = ({ gains }: TrainingValue, key: string): number => {
    const gain = gains.find(({ level, node }) => `${level} ${node}` === key);
    return gain === undefined ? 0 : 0 - gain.atLeast;
  };
  for (const key of keys) if (change(a, key) !== change(b, key)) return change(a, key) - change(b, key);
  return a.competency < b.competency ? -1 : a.competency > b.competency ? 1 : a.level - b.level;
}
