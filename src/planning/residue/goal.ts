/**
 * What the residue solver minimises: a level of the policy, or how far a plan is from possible. A goal is a sum over pairs,
 * seats and what rows miss, all in integers.
 */
import type { SeatMeasure } from "../fixed-point.js";
import type { Formulation, PairFlow } from "../formulate.js";
import { activities, missing, type Row } from "./rows.js";

/** See above. */
export interface Goal {
  /** What it is worth before anyone of the network sits down. */
  readonly constant: bigint;
  /** Integer cost per person of the given pairs; `undefined` where all are 0. */
  pairCosts(pairs: Int32Array): Float64Array | undefined;
  /** Seats of the p-th position and of the u-th unit. */
  ofPosition(p: number): SeatMeasure | undefined;
  ofUnit(u: number): SeatMeasure | undefined;
  /** Cost of each unit that a row misses; `undefined`: the row must hold. */
  missingCost(row: Row): number | undefined;
  /** The value of a plan. `rows`: those that may cost something. */
  value(flow: PairFlow, rows: readonly Row[]): bigint;
}

/** A level of the policy, with soft floors counted on the level `floors`. */
export function levelGoal(formulation: Formulation, level: number, draw: number): Goal {
  const { levels, positions, units } = formulation;
  const softCost = levels[level]!.name === "floors" && levels[level]!.node === "position" ? 1 : 0;
  const goal: Goal = {
    constant: formulation.levelConstant(level),
    pairCosts: (pairs) => formulation.pairCosts(level, draw, pairs),
    ofPosition: (p) => positions[p]!.measures[level],
    ofUnit: (u) => units[u]!.measures[level],
    missingCost: (row) => (row.isSoft ? softCost : undefined),
    value(flow, rows) {
      const soft = softCost === 0 ? [] : rows.filter(({ isSoft }) => isSoft);
      const own = draw === 0 ? formulation.levelValue(level, flow) : drawnValue(goal, flow);
      return own + BigInt(missed(soft, formulation, flow));
    },
  };
  return goal;
}

/** Nothing but what hard rows miss, in their units; rules are kept all the while. */
export function possibilityGoal(formulation: Formulation): Goal {
  const isMissable = ({ isSoft, isRule, relief }: Row): boolean => !isSoft && isRule !== true && relief === undefined;
  return {
    constant: 0n,
    pairCosts: () => undefined,
    ofPosition: () => undefined,
    ofUnit: () => undefined,
    missingCost: (row) => (row.isSoft ? 0 : isMissable(row) ? 1 : undefined),
    value: (flow, rows) => BigInt(missed(rows.filter(isMissable), formulation, flow)),
  };
}

/** Units that rows miss together. */
function missed(rows: readonly Row[], formulation: Formulation, flow: PairFlow): number {
  if (rows.length === 0) return 0;
  const activity = activities(rows, formulation, flow);
  return rows.reduce((sum, row, r) => sum + missing(row, activity[r]!), 0);
}

/** Further draws of the lottery have no seats. */
function drawnValue(goal: Goal, { pair, people }: PairFlow): bigint {
  const costs = goal.pairCosts(pair);
  let value = goal.constant;
  costs?.forEach((cost, k) => (value += BigInt(cost) * BigInt(people[k]!)));
  return value;
}
