/** Each named policy on generated cities: what a plan takes from scenario to verified answer. */
import type { PolicyName } from "../src/index.js";
import type { Failed } from "./outcome.js";

/** The policies that are measured. A new policy is one more name here. */
export const POLICIES: readonly PolicyName[] = ["worthwhile", "fillShortages", "equalizeWorkload"];

/** The cities; people of a city are few kinds, so that some share a row. */
export const CITIES: readonly { readonly people: number; readonly posts: number; readonly units: number }[] = [
  { people: 200, posts: 40, units: 10 },
  { people: 1_000, posts: 150, units: 30 },
  { people: 5_000, posts: 500, units: 100 },
];

/** One policy on one city. */
export interface PlanTask {
  readonly policy: PolicyName;
  readonly seed: number;
  readonly people: number;
  readonly posts: number;
  readonly units: number;
}

export type PlanOutcome = PlanMeasured | Failed;

export interface PlanMeasured {
  readonly status: "measured";
  readonly groups: number;
  /** Of groups and positions that are allowed. */
  readonly pairs: number;
  readonly transfers: number;
  /** CPU milliseconds of the first plan in the process. */
  readonly cpu: number;
  /** Milliseconds on the clock of the same plan. */
  readonly wall: number;
  /** MiB, the greatest resident size of the process. */
  readonly peakMemory: number;
}

export interface PlanRow {
  readonly task: PlanTask;
  readonly outcome: PlanOutcome;
}

/** Every policy on every city, seeds 1 … seeds. */
export function planTasks(seeds: number, mostPeople: number): PlanTask[] {
  const tasks: PlanTask[] = [];
  for (const city of CITIES.filter(({ people }) => people <= mostPeople)) {
    for (const policy of POLICIES) for (let seed = 1; seed <= seeds; seed++) tasks.push({ policy, seed, ...city });
  }
  return tasks;
}
