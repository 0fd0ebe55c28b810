/**
 * Conditions that a plan must keep beyond rules and seats, as plain JSON. Whether a network can hold one or not is no
 * concern of the caller's: all of them hold exactly.
 *
 * People on posts without a workload study are not counted and never move; conditions on named people know where they are.
 */
import type { Grade } from "../../regulation/index.js";

/** A number, or percent of the people who are there today. Floors are rounded up to whole people, caps down. */
export type Amount = number | { readonly percent: number };

/**
 * Where a condition holds. A unit counts its own positions and those of the units below it, an agency those of all its
 * units. `each`: one condition for every node of the kind.
 */
export type ConstraintNode =
  | { readonly positionId: string }
  | { readonly unitId: string }
  | { readonly agencyId: string }
  | { readonly each: "position" | "unit" | "agency" };

interface Condition {
  /** Names the condition in the answer; unique. Default: `constraint-1`, `constraint-2` … by place in the list. */
  readonly id?: string;
  /** `false`: wanted, not demanded; only a `floor` can be wanted. Default `true`. */
  readonly hard?: boolean;
}

/** So many people must be there. A soft one is counted on the level `floors`: people short of it. */
export interface FloorConstraint extends Condition {
  readonly kind: "floor";
  readonly node: ConstraintNode;
  readonly value: Amount;
}

/** No more people than that may come in from outside the node, waiting people included. */
export interface InflowCap extends Condition {
  readonly kind: "inflowCap";
  readonly node: ConstraintNode;
  readonly value: Amount;
}

/**
 * No more people than that may leave the node. Who may not stay by law is none of them, wherever the way leads: the cap is on
 * what a plan decides. Percent is of everyone who is there today.
 */
export interface OutflowCap extends Condition {
  readonly kind: "outflowCap";
  readonly node: ConstraintNode;
  readonly value: Amount;
}

/** People whom a `mix` counts: those of whom everything named here is known and true. Movers keep what they had. */
export interface Trait {
  /** This grade or a higher one on the same scale. */
  readonly minGrade?: Grade;
  /** One of these levels of job (*jenjang*). */
  readonly jobLevels?: readonly string[];
  /** So many full years in the post held on the day of the plan. */
  readonly minYearsInPost?: number;
  /** All of these certificates. */
  readonly certificates?: readonly string[];
}

/** So many of the people there, or so many percent of them, must have a trait. Where nobody is, nothing is asked. */
export interface MixConstraint extends Condition {
  readonly kind: "mix";
  readonly node: ConstraintNode;
  readonly of: Trait;
  readonly value: Amount;
}

/**
 * What transfers may cost together. `moves`: changes of position (placing a waiting person is none), a number or percent
 * of the people who hold a post; `distance`: kilometres as the level `distance` counts them; `money`: `perMove` for each
 * change of position and `perKilometre`, each transfer rounded to whole units of money. With a `node`: of the people who
 * hold a post there today. A transfer of somebody who may not stay by law costs what any other does; waiting costs nothing.
 */
export interface BudgetConstraint extends Condition {
  readonly kind: "budget";
  readonly of: "moves" | "distance" | "money";
  readonly node?: ConstraintNode;
  readonly perMove?: number;
  readonly perKilometre?: number;
  readonly value: Amount;
}

/** These people must end up in one position, one unit or one agency; waiting is a place of its own. Default node `unit`. */
export interface TogetherConstraint extends Condition {
  readonly kind: "together";
  readonly staffIds: readonly string[];
  readonly node?: "position" | "unit" | "agency";
}

/** No two of these people may end up in one position, unit or agency. Default node `unit`. */
export interface ApartConstraint extends Condition {
  readonly kind: "apart";
  readonly staffIds: readonly string[];
  readonly node?: "position" | "unit" | "agency";
}

/** Something that a plan does with one person: moves (or places) him or her or not; or sends to, or leaves at, a place. */
export type PlanEvent =
  | { readonly staffId: string; readonly moves: boolean }
  | { readonly staffId: string; readonly positionId: string }
  | { readonly staffId: string; readonly unitId: string };

/** If the first happens, the second must. */
export interface IfThenConstraint extends Condition {
  readonly kind: "ifThen";
  readonly if: PlanEvent;
  readonly then: PlanEvent;
}

/** One condition. */
export type Constraint =
  | FloorConstraint
  | InflowCap
  | OutflowCap
  | MixConstraint
  | BudgetConstraint
  | TogetherConstraint
  | ApartConstraint
  | IfThenConstraint;

/** A condition with a name. */
export interface NamedConstraint {
  readonly id: string;
  readonly constraint: Constraint;
}
