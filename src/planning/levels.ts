/**
 * Policies as lists of levels. A level is one goal; goals are lexicographic: a later one never costs an earlier one
 * anything. The named policies are the lists of "Levels, not weights"; a caller may compose another.
 */
import { ScenarioError } from "../errors/index.js";
import type { BalanceName, Level, LevelName, PolicyName } from "./types.js";
import { SCALE } from "./fixed-point.js";
import { DEFAULT_STEP } from "./leximin.js";
import { isTrainingLevel, TRAINING_LEVELS, type TrainingLevelName } from "./ways.js";

/** One level, spelt out: `fit` is expanded, the node is given. */
export interface PlanLevel {
  readonly name: Exclude<LevelName, "fit"> | TrainingLevelName;
  readonly node: "position" | "unit";
  /** Of `leximin` alone: percentage points that count alike; 0 compares ratios exactly. */
  readonly step?: number;
}

/** `fit` in words: first nobody against an objection, then wishes, then competencies, then short ways. */
const FIT = ["objections", "wishes", "competencyGap", "distance"] as const;

/**
 * The levels of the named policies.
 *
 * * `worthwhile` (default): someone is moved only if the unit that gives is more than `moveThreshold` points better
 *   staffed than the one that receives, or more than half of that if a whole person of shortage is closed.
 * * `fillShortages`: as little shortage as possible, a move counting as half a person; moves nobody where every unit
 *   is short.
 * * `equalizeWorkload`: the worst-staffed position as well off as possible, then the next, in steps of 10 points. It can
 *   move many people: the level `moves` says how many.
 *
 * None of them lists `merit`: whether seats go by merit is for the caller to say, `[..., "moves", "merit", "fit"]`.
 */
const POLICIES: Readonly<Record<PolicyName, readonly LevelName[]>> = {
  worthwhile: ["floors", "waiting", "balance", "moves", "fit", "tie"],
  fillShortages: ["floors", "waiting", "shortageWithMoves", "moves", "squaredBalance", "fit", "tie"],
  equalizeWorkload: ["floors", "waiting", "leximin", "moves", "squaredBalance", "fit", "tie"],
};

/** Names of the policies, default first. */
export const POLICY_NAMES: readonly PolicyName[] = ["worthwhile", "fillShortages", "equalizeWorkload"];

const BALANCE_NAMES: readonly BalanceName[] = ["shortage", "shortageWithMoves", "balance", "squaredBalance", "leximin"];

/** Names of the levels that a caller may list. */
export const LEVEL_NAMES: readonly LevelName[] = [
  "floors",
  "waiting",
  ...BALANCE_NAMES,
  "overTenured",
  "moves",
  "merit",
  "fit",
  ...FIT,
  "tie",
];

/**
 * The levels of a policy in order, `fit` expanded, `tie` last (it is added where the caller's list lacks it: without
 * the lottery two equally good plans would be chosen by accident).
 *
 * @throws ScenarioError `planning/no-unit-level`, `planning/no-step`, `planning/no-level`, `planning/duplicate-level`, `planning/tie-not-last`
 */
export function policyLevels(policy: PolicyName | readonly (Level | TrainingLevelName)[]): PlanLevel[] {
  const listed: readonly (Level | TrainingLevelName)[] = typeof policy === "string" ? POLICIES[policy] : policy;
  const levels: PlanLevel[] = [];
  for (const level of listed) {
    const given: { name: LevelName | TrainingLevelName; node?: PlanLevel["node"]; step?: number } =
      typeof level === "string" ? { name: level } : level;
    const { name, node = "position", step = DEFAULT_STEP } = given;
    const names = name === "fit" ? FIT : [name];
    for (const each of names) levels.push(each === "leximin" ? { name: each, node, step } : { name: each, node });
  }
  const problem = (code: string, message: string): ScenarioError =>
    new ScenarioError([{ code: `planning/${code}`, path: ["options", "policy"], message }]);
  const misplaced = levels.find(
    ({ name, node }) => node === "unit" && !(BALANCE_NAMES as readonly string[]).includes(name),
  );
  if (misplaced !== undefined) {
    throw problem(
      "no-unit-level",
      `the level ${misplaced.name} cannot be measured on units; ${BALANCE_NAMES.join(", ")} can`,
    );
  }
  const stepped = listed.find((level) => typeof level !== "string" && "step" in level && level.name !== "leximin");
  if (stepped !== undefined) throw problem("no-step", "only the level leximin is measured in steps");
  if (levels.length === 0) throw problem("no-level", "the policy has no level, so every plan would be as good as any");
  const seen = new Set<string>();
  for (const { name, node } of levels) {
    if (seen.has(`${name} ${node}`))
      throw problem("duplicate-level", `the level ${name} is listed twice (fit contains ${FIT.join(", ")})`);
    seen.add(`${name} ${node}`);
  }
  const tie = levels.findIndex(({ name }) => name === "tie");
  if (tie >= 0 && tie < levels.length - 1)
    throw problem("tie-not-last", "tie decides between equal plans and must come last");
  return tie >= 0 ? levels : [...levels, { name: "tie", node: "position" }];
}

/** Levels in front of which training is paid for: what costs the people themselves comes after what costs the budget. */
const AFTER_TRAINING: readonly PlanLevel["name"][] = ["overTenured", "moves", "merit", ...FIT, "tie"];

/** The levels of a policy with those of training, in front of `moves` and what follows it where the list does not say. */
export function withTrainingLevels(levels: readonly PlanLevel[]): PlanLevel[] {
  const missing = TRAINING_LEVELS.filter((name) => levels.every((level) => level.name !== name));
  const listed = levels.findIndex(({ name }) => isTrainingLevel(name)) + 1;
  const at = listed > 0 ? listed : levels.findIndex(({ name }) => AFTER_TRAINING.includes(name));
  const added = missing.map((name) => ({ name, node: "position" as const }));
  return [...levels.slice(0, at), ...added, ...levels.slice(at)];
}

/** What the integers of a level count: `value / scale` of `unit`. */
export function levelUnit(name: PlanLevel["name"]): { readonly unit: string; readonly scale: number } {
  switch (name) {
    case "floors":
      return { unit: "people below floors", scale: 1 };
    case "waiting":
      return { unit: "people left waiting", scale: 1 };
    case "shortage":
    case "shortageWithMoves":
      return { unit: "people short, weighted by priority", scale: SCALE };
    case "balance":
    case "squaredBalance":
      return { unit: "squared relative deviation", scale: SCALE };
    case "leximin":
      return { unit: "ranks of the seats taken", scale: 1 };
    case "overTenured":
      return { unit: "people who stay past the longest tenure", scale: 1 };
    case "moves":
      return { unit: "moves", scale: 1 };
    case "merit":
      return { unit: "steps from the best place, everyone in the order of merit", scale: 1 };
    case "objections":
      return { unit: "people sent where they object", scale: 1 };
    case "wishes":
      return { unit: "steps from the first wish", scale: 1 };
    case "competencyGap":
      return { unit: "competency levels missing", scale: 1 };
    case "distance":
      return { unit: "metres", scale: 1_000 };
    case "trainingCost":
      return { unit: "rupiah", scale: 1 };
    case "trainingMonths":
      return { unit: "months of training", scale: 1 };
    case "tie":
      return { unit: "lottery", scale: 1 };
  }
}
