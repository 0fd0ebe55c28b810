/**
 * The vocabulary of rules: what a regulation or a city demands of a transfer, as plain data. A rule names one of a small
 * closed set of predicates and its parameters; there is no code in it. What the predicates mean is for eligibility to say.
 */
import type { CivilStatus, DisciplineLevel, IsoDate, PerformancePredicate, Position, Requirements } from "./types.js";

/** A sentence in both languages. */
export interface RuleText {
  readonly id: string;
  readonly en: string;
}

/** Where a rule stands. */
export interface LegalBasis {
  /** The regulation, or the decision of the city. */
  readonly title: string;
  readonly article?: string;
  readonly url?: string;
  /** `true` only where a published text that states the rule was read. */
  readonly verified: boolean;
  readonly note?: string;
}

/**
 * `law` and `policy` forbid; a law is switched off only with a recorded reason and is never suggested for relaxing.
 * A `preference` forbids nothing: it is counted on a level of its own.
 */
export type RuleSeverity = "law" | "policy" | "preference";

/**
 * What may happen to a person: `move` to another post, `placement` of a waiting person, `stay`. Staying is judged by laws
 * that say so, and counted by preferences; nothing else looks at it.
 */
export type RuleEvent = "move" | "placement" | "stay";

/** Whom and what a rule concerns; what is left out is no restriction. */
export interface AppliesTo {
  /** Default `["move", "placement"]`. */
  readonly events?: readonly RuleEvent[];
  readonly statuses?: readonly CivilStatus[];
  /** Kinds of the post that is entered (or kept). */
  readonly positionKinds?: readonly NonNullable<Position["kind"]>[];
  /** Job families (*rumpun*) of that post. */
  readonly jobFamilies?: readonly string[];
  /** People whom a decision exempts, by id; none of a law. */
  readonly exceptStaffIds?: readonly string[];
}

/** Whole years and months, e.g. two years: `{ years: 2 }`. */
export interface Period {
  readonly years: number;
  /** 0 … 11, default 0. */
  readonly months?: number;
}

/** Who stands too close to a relative: under one's direct supervision, or anywhere in one unit. */
export type KinshipScope = "directSupervision" | "unit";

/** The predicates and their parameters. */
export interface PredicateParameters {
  /** The person meets what the post's record asks under this name. */
  readonly requirement: { readonly requirement: keyof Requirements };
  /** The present post has been held for at least so long. */
  readonly minimumTenure: Period;
  /** The present post has been held for no longer than this. Judges staying alone. */
  readonly maximumTenure: Period;
  /** A yes-or-no fact of the person's record is as it must be. */
  readonly flag: { readonly fact: "active" | "openFindings"; readonly must: boolean };
  /** The person's status is none of these. */
  readonly status: { readonly barred: readonly CivilStatus[] };
  /** Contract staff do not move at all, or to the same job in the same agency. */
  readonly contractMobility: { readonly mobility: "none" | "sameJobInternal" };
  /** No disciplinary penalty of these levels is being served. */
  readonly discipline: { readonly levels: readonly DisciplineLevel[] };
  /** The person is not on study leave. */
  readonly studyLeave: Readonly<Record<never, never>>;
  /** Performance at least this good in each of the last calendar years, 1 … 10 of them. */
  readonly performance: { readonly atLeast: PerformancePredicate; readonly years: number };
  /** Retirement from the post entered lies at least so far ahead. */
  readonly retirementHorizon: Period;
  /**
   * Posts whose title begins with one of these words ask for a certificate whose name begins with this one; where the
   * post's own record asks for such a certificate, that decides instead.
   */
  readonly certificate: { readonly certificate: string; readonly titles: readonly string[] };
  /** Person and post are of one job family; the families of one list count as one. */
  readonly jobFamily: { readonly alike?: readonly (readonly string[])[] };
  /** The post is at most so many levels (*jenjang*) above or below the person's, on the same ladder. */
  readonly jobLevel: { readonly rise: number; readonly fall: number };
  /** No relative who cannot move stands too close at the post entered. */
  readonly kinship: { readonly scope: KinshipScope };
  /** Who asks for the transfer has served so long since the appointment; `otherAgency`: only where the agency changes. */
  readonly serviceCommitment: Period & { readonly scope: "any" | "otherAgency" };
}

/** The closed set of predicates. */
export type PredicateKind = keyof PredicateParameters;

/** What every rule says, whatever it asks. */
export interface RuleCommon {
  /** Unique in its pack. */
  readonly id: string;
  readonly version: string;
  readonly text: RuleText;
  readonly legalBasis: LegalBasis;
  /** First day in force; left out: always has been. */
  readonly effectiveFrom?: IsoDate;
  /** Last day in force; left out: until further notice. */
  readonly effectiveTo?: IsoDate;
  readonly severity: RuleSeverity;
  readonly appliesTo?: AppliesTo;
  /** While this rule is in force that one is not. Replacing a law takes a reason. */
  readonly replaces?: { readonly ruleId: string; readonly reason?: string };
}

/** A rule with the given predicate. */
export type RuleWith<Kind extends PredicateKind> = RuleCommon & {
  readonly predicate: Kind;
  readonly parameters: PredicateParameters[Kind];
};

/** One rule, a union on `predicate`. */
export type Rule = { readonly [Kind in PredicateKind]: RuleWith<Kind> }[PredicateKind];

/** A rule that composing switched off, for the record. */
export interface RuleOff {
  readonly ruleId: string;
  readonly severity: RuleSeverity;
  /** Who decided it and why; needed for laws. */
  readonly reason?: string;
}

/** A pack of rules: self-contained, plain JSON. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly text?: RuleText;
  readonly rules: readonly Rule[];
  readonly off?: readonly RuleOff[];
}
