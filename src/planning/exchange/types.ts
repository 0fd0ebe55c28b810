/** What a voluntary exchange is, as plain JSON: the answer of `voluntaryExchange`, the input of `verifyExchange`. */
import type { Issue } from "../../errors/index.js";
import type { StaffingAnalysis } from "../../staffing/types.js";
import type { LevelName, LevelPrices, Placement, Transfer } from "../types.js";

/** A sentence in Indonesian and English. */
export interface BothLanguages {
  readonly id: string;
  readonly en: string;
}

/** How the exchange is found; the properties of each are listed at `voluntaryExchange`. */
export type ExchangeMechanism = "exchange" | "deferredAcceptance";

/** The goals of the mechanism `exchange`, most important first. All are minimised, values are integers. */
export type ExchangeLevelName = "unmet" | "ranks" | "moves" | "squaredBalance" | "tie";

/** What became of one goal. */
export interface ExchangeLevel {
  readonly name: ExchangeLevelName;
  readonly value: number;
  /** Proven lower bound, given the levels before; equals `value` where proven. */
  readonly bound: number;
  readonly proven: boolean;
  readonly unit: string;
  readonly scale: number;
}

/** The options that decide what the exchange is, with defaults filled in. */
export interface ExchangeSettings {
  readonly mechanism: ExchangeMechanism;
  readonly consent: "strict" | "weak";
  readonly vacancies: "use" | "keep";
  readonly unknown: "allow" | "forbid";
}

/** One person's part in a trade. `fromPositionId: null`: a waiting person. */
export interface TradeStep {
  readonly staffId: string;
  readonly fromPositionId: string | null;
  readonly toPositionId: string;
}

/**
 * People who move together. In a `cycle` everyone takes the seat that the one before leaves, the first that of the last. In a
 * `chain` the first takes a free seat, everyone else the seat that the one before leaves; the seat of the last stays free,
 * unless the last was waiting.
 */
export interface Trade {
  readonly kind: "cycle" | "chain";
  readonly steps: readonly TradeStep[];
  readonly text: BothLanguages;
}

/** A level of `planTransfers` with everyone staying, after the exchange and, where one was given, under a plan. */
export interface ExchangeBalance {
  readonly name: Exclude<LevelName, "fit" | "tie" | "leximin">;
  readonly node: "position" | "unit";
  readonly unit: string;
  readonly scale: number;
  readonly staying: number;
  readonly exchange: number;
  /** Value under the plan that was passed as `compareWith`; `null` without one. `exchange − plan` is given up. */
  readonly plan: number | null;
}

/**
 * Why somebody does not get a place that he or she likes better.
 *
 * * `notEligible`: a rule or gate forbids it.
 * * `noRoom`: in no exchange: somebody would be worse off than staying, a post over its capacity or under its floor.
 * * `fewerGain`, `lowerRanks`, `moreMoves`, `lessBalance`: some exchange gives it, and is worse on the first goal so named.
 * * `lottery`: another exchange is as good on every goal; the published lottery drew this one.
 * * `outranked`: deferred acceptance; every seat has a holder or somebody of higher priority.
 * * `heldForRelative`: a relative may move as well, and one of the two has to stay.
 * * `heldByFloor`: deferred acceptance; the present post would fall below its floor.
 */
export type ExchangeReason =
  | "notEligible"
  | "noRoom"
  | "fewerGain"
  | "lowerRanks"
  | "moreMoves"
  | "lessBalance"
  | "lottery"
  | "outranked"
  | "heldForRelative"
  | "heldByFloor";

/** A place liked better than the outcome, and why it is not given. */
export interface MissedPlace {
  readonly positionId: string;
  /** Standing in the person's order, 1 = best. */
  readonly standing: number;
  readonly reason: ExchangeReason;
  readonly text: BothLanguages;
}

/** Somebody who would like to be elsewhere than the exchange puts him or her. */
export interface UnmetPerson {
  readonly staffId: string;
  /** Where the person ends up; `null`: still waiting. */
  readonly positionId: string | null;
  readonly standing: number;
  /** Whether the person gains something all the same. */
  readonly gains: boolean;
  /** The best three wishes; `more` counts the others. Who waits and wishes nothing would take any post: an empty list. */
  readonly missed: readonly MissedPlace[];
  readonly more: number;
}

/**
 * A person and a post that would rather have each other: the person may take it and likes it better than the outcome, and
 * the post has a free seat (`emptySeat`), or gave one to somebody who comes after the person in the order of merit
 * (`lowerPriority`, justified envy). Holders who keep their post are nobody's envy: that is the status-quo guarantee.
 */
export interface BlockingPair {
  readonly staffId: string;
  readonly positionId: string;
  readonly kind: "emptySeat" | "lowerPriority";
  /** Of those who got a seat there the last in the order of merit; `null` for a free seat. */
  readonly overStaffId: string | null;
  readonly reason: ExchangeReason;
  readonly text: BothLanguages;
}

/** Who would like what else, and why not. */
export interface ExchangeAudit {
  /** People who may move at all: they have a place to go that they like at least as well. */
  readonly traders: number;
  /** People who get a place that they like better. */
  readonly gain: number;
  readonly unmet: readonly UnmetPerson[];
  /** Justified envy is the kind `lowerPriority`. */
  readonly blockingPairs: readonly BlockingPair[];
}

/** The answer of `voluntaryExchange`. */
export interface Exchange {
  /** `optimal`: proven at every level (or the fixed outcome of deferred acceptance); `feasible`: a limit came first. */
  readonly status: "optimal" | "feasible";
  /** What stopped the proof; `null` if nothing did. */
  readonly limit: "time" | "cancelled" | "iterations" | null;
  readonly settings: ExchangeSettings;
  /** Empty for deferred acceptance, which pursues no goal of the whole. */
  readonly levels: readonly ExchangeLevel[];
  /** Movers and placed waiting people, by staff id. */
  readonly transfers: readonly Transfer[];
  /** Everyone, by staff id. */
  readonly placements: readonly Placement[];
  readonly trades: readonly Trade[];
  readonly before: StaffingAnalysis;
  readonly after: StaffingAnalysis;
  readonly balance: readonly ExchangeBalance[];
  readonly audit: ExchangeAudit;
  readonly notices: readonly Issue[];
  readonly run: {
    /** Seconds. */
    readonly elapsed: number;
    readonly seed: string;
    readonly inputDigest: string | null;
    /** One entry a level: prices of posts that prove its bound. */
    readonly certificate: readonly Pick<LevelPrices, "positions">[];
  };
}
