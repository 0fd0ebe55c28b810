/** What a plan is, as plain JSON: the answer of `planTransfers`, the input of `verifyPlan` and of every report. */
import type { Issue } from "../errors/index.js";
import type { StaffingAnalysis } from "../staffing/types.js";
import type { Constraint } from "./constraints/types.js";
import type { Diagnosis } from "./diagnosis/types.js";
import type { TrainingLevelName } from "./ways.js";

/** The goals that a level can pursue. All are minimised, values are integers. */
export type LevelName =
  | "floors"
  | "waiting"
  | "shortage"
  | "shortageWithMoves"
  | "balance"
  | "squaredBalance"
  | "leximin"
  | "overTenured"
  | "moves"
  | "merit"
  | "fit"
  | "objections"
  | "wishes"
  | "competencyGap"
  | "distance"
  | "tie";

/** Levels that can be measured on whole units instead of positions. */
export type BalanceName = "shortage" | "shortageWithMoves" | "balance" | "squaredBalance" | "leximin";

/**
 * One goal of a policy: its name, or the name with the node it measures. Measured on units, need and people of a
 * unit's studied positions are summed and priorities count as 1; position is the default. `step`: percentage points of
 * staffing that `leximin` counts alike, 0 … 100, default 10; 0 compares ratios exactly.
 */
export type Level =
  | LevelName
  | { readonly name: "leximin"; readonly node?: "position" | "unit"; readonly step?: number }
  | { readonly name: BalanceName; readonly node?: "position" | "unit" }
  | { readonly name: LevelName; readonly node?: "position" };

/** The named policies. Each is a list of levels; see `policyLevels`. */
export type PolicyName = "worthwhile" | "fillShortages" | "equalizeWorkload";

/** What became of one level. */
export interface LevelResult {
  readonly name: Exclude<LevelName, "fit"> | TrainingLevelName;
  readonly node: "position" | "unit";
  /** Value of the plan on this level, an integer: `value / scale` of `unit`. */
  readonly value: number;
  /**
   * Proven lower bound on the value among plans that are as good on the levels before. Equals `value` where proven. The level `merit` is no sum that
   * is minimised: its value is what the order of merit leads to, and proven means that nobody in turn could have had more.
   */
  readonly bound: number;
  readonly proven: boolean;
  /**
   * How the bound is proven where conditions bind: `prices`, which `verifyPlan` checks, or `search`: an integer program on
   * a core that holds every better plan. Absent: by prices, or a limit stopped the proof.
   */
  readonly proof?: "prices" | "search";
  readonly unit: string;
  readonly scale: number;
}

/** A fact that was not in the data and on which a transfer rests: to be checked by a person before the letter goes out. */
export interface Check {
  /** The requirement that could not be decided, e.g. `minGrade` or `fields`. */
  readonly rule: string;
  readonly text: { readonly id: string; readonly en: string };
}

/** One person who changes position, or a waiting person who gets one (`fromPositionId: null`). */
export interface Transfer {
  readonly staffId: string;
  readonly fromPositionId: string | null;
  readonly toPositionId: string;
  /** Whether both positions belong to one unit. */
  readonly sameUnit: boolean;
  /** Great-circle millimetres as the level `distance` counts them; `null` where no place is known. */
  readonly distance: number | null;
  /** What a person must look up first; empty where every requirement was decided from data. */
  readonly checks: readonly Check[];
}

/** Where a person is under the plan; `null`: still waiting. */
export interface Placement {
  readonly staffId: string;
  readonly positionId: string | null;
  /** Courses to be passed before, in their order; only where training is planned. */
  readonly courseIds?: readonly string[];
}

/** What may differ between two runs on the same input. */
export interface RunRecord {
  readonly engine: string;
  /**
   * Who confirmed every level's optimum (`assurance: "high"`); `null` where nobody was asked, or where constraints bind:
   * then the notice `planning/not-confirmed` says why.
   */
  readonly secondEngine: string | null;
  /** Seconds. */
  readonly elapsed: number;
  /** Seed of the lottery between equal plans. */
  readonly seed: string;
  /** SHA-256 of the canonical input (hex), `null` where the platform offers no digest. */
  readonly inputDigest: string | null;
  /** People in the network, the groups of interchangeable people they form, positions and eligible pairs. */
  readonly size: {
    readonly people: number;
    readonly groups: number;
    readonly positions: number;
    readonly pairs: number;
  };
  /** One entry a level: the prices that prove its bound. `verifyPlan` checks them. */
  readonly certificate: readonly LevelPrices[];
}

/**
 * Prices that prove the bound of one level: what entering a position (or its unit) costs in the level's integer units.
 * Pairs `[id, price]` in id order; what is left out has price 0.
 */
export interface LevelPrices {
  readonly positions: readonly (readonly [id: string, price: number])[];
  readonly units: readonly (readonly [id: string, price: number])[];
  /** Prices and multipliers are in 1/scale of the level's units. Default 1. */
  readonly scale?: number;
  /** What conditions are worth: multipliers of their lower bounds (positive) or upper bounds (negative). */
  readonly rows?: readonly (readonly [constraint: string, node: string, detail: string, multiplier: number])[];
  /** What one unit of an earlier level is worth, by its index. */
  readonly levels?: readonly (readonly [level: number, multiplier: number])[];
}

/** The options that decide what the plan is, with defaults filled in; what `verifyPlan` needs to recompute it. */
export interface PlanSettings {
  /** The levels in order, spelt out. */
  readonly levels: readonly {
    readonly name: Exclude<LevelName, "fit"> | TrainingLevelName;
    readonly node: "position" | "unit";
    readonly step?: number;
  }[];
  readonly moveThreshold: number;
  readonly unknown: "allow" | "forbid";
  /** Absent where nothing was asked. */
  readonly constraints?: readonly Constraint[];
  readonly maxMoves?: number;
  readonly floors?: "hard";
  readonly objections?: "veto";
}

interface PlanBase {
  readonly settings: PlanSettings;
  readonly levels: readonly LevelResult[];
  readonly before: StaffingAnalysis;
  /** Staffing under the plan; the same as `before` where no plan was found. */
  readonly after: StaffingAnalysis;
  /** Unusual but real: from the scenario and from planning. */
  readonly notices: readonly Issue[];
  readonly run: RunRecord;
}

interface PlanWithTransfers extends PlanBase {
  /** Movers and placed waiting people, by staff id. */
  readonly transfers: readonly Transfer[];
  /** Everyone, by staff id. */
  readonly placements: readonly Placement[];
}

/** Proven optimal at every level. */
export interface OptimalPlan extends PlanWithTransfers {
  readonly status: "optimal";
}

/** A verified plan whose proof a limit stopped; the levels say how far it got. `gap`: the caller's own, and all within it. */
export interface FeasiblePlan extends PlanWithTransfers {
  readonly status: "feasible";
  readonly limit: "time" | "cancelled" | "iterations" | "gap";
}

/** A limit came before any plan. */
export interface NoPlan extends PlanBase {
  readonly status: "noPlanFound";
  readonly limit: "time" | "cancelled" | "iterations";
}

/**
 * How far the plan that misses least misses a condition at a node: people, moves, kilometres or money, rounded up. One entry
 * a condition and node.
 */
export interface MissedConstraint {
  /** Id of the constraint; `maxMoves` and `floors` stand for the options of that name. */
  readonly constraintId: string;
  /** Id of the position, unit or agency; empty where the condition has none. */
  readonly node: string;
  readonly missing: number;
}

/** No plan meets what the caller made hard: proven. */
export interface InfeasiblePlan extends PlanBase {
  readonly status: "infeasible";
  /** What a plan that misses little still misses. */
  readonly missed: readonly MissedConstraint[];
  /** Whether every plan misses so much: proven. `false` where the search for less was given up after some seconds. */
  readonly missedIsLeast: boolean;
  /** What contradicts what, and what would mend it. */
  readonly diagnosis: Diagnosis;
}

/** The answer of `planTransfers`, a union on `status`. */
export type Plan = OptimalPlan | FeasiblePlan | NoPlan | InfeasiblePlan;
