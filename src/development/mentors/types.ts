/** Who mentors whom (*pendampingan*, *mentoring*) as plain data: the options of the call and its answer. */
import type { Issue } from "../../errors/index.js";
import type { BothLanguages, Check, Placement, Plan } from "../../planning/index.js";

/**
 * How near the units of two people are. `neighbour`: the unit above, a unit right below, or another unit right below the
 * same one. Units without a unit above are neighbours of nobody but those below them.
 */
export type UnitRelation = "sameUnit" | "neighbour" | "agency";

/** Anything that says where people are: a plan, an exchange, or placements of one's own. */
export interface PlacedStaff {
  /** Everyone, each once. */
  readonly placements: readonly Placement[];
}

/** How mentors are to be found. Everything may be left out. */
export interface MentoringOptions {
  /**
   * Where people will be. Everyone is seen in the post where the plan puts him or her; who changes unit by the plan mentors
   * nobody. Competencies are those of the scenario: where the plan trains people, those before the training. Left out:
   * everyone stays.
   */
  readonly plan?: Plan | PlacedStaff;
  /**
   * Who gets a mentor. `gaps` (default without a plan): people whose competencies are known to fall short of what their post
   * asks. `movers` (default with a plan): people whom the plan puts into another post, placed waiting people included. Or
   * ids.
   */
  readonly mentees?: "gaps" | "movers" | readonly string[];
  /** How far a mentor may be away. Default `neighbours`: the same unit or a neighbouring one; see `UnitRelation`. */
  readonly reach?: "unit" | "neighbours" | "agency";
  /** Steps (*golongan/ruang*) that a mentor may stand above a mentee, integer 0 … 16. Default 4. Never below. */
  readonly maximumGradeDistance?: number;
  /** How long the mentoring takes, integer 1 … 120. Default 6. Who retires before it ends is neither mentor nor mentee. */
  readonly months?: number;
  /**
   * How many mentees a mentor takes, integer 0 … 1,000: for everyone, by staff id (others: 2), or as a function of the
   * staff id. Default 2.
   */
  readonly capacity?:
    number | Readonly<Record<string, number>> | ReadonlyMap<string, number> | ((staffId: string) => number);
  /**
   * The floor "at least one senior": so many of the most senior people of each unit who can mentor at all do so only in
   * their own unit, integer ≥ 0. Default 1. See `matchMentors` for who they are and why.
   */
  readonly keepSeniors?: number;
  /** What becomes of conditions that cannot be decided for lack of data. Default `allow`, with a check on the pair. */
  readonly unknown?: "allow" | "forbid";
  /** Seed of the published lottery. Default `"imbang"`. */
  readonly seed?: string | number;
}

/** The options that decide what the answer is, as plain data with defaults filled in; what `verifyMentoring` needs. */
export interface MentoringSettings {
  /** People whom a plan puts elsewhere than the scenario has them, by staff id. */
  readonly moves: readonly Placement[];
  /** `gaps`, `movers`, or ids in their order. */
  readonly mentees: "gaps" | "movers" | readonly string[];
  readonly reach: "unit" | "neighbours" | "agency";
  readonly maximumGradeDistance: number;
  readonly months: number;
  readonly capacity: number;
  /** People whose capacity is another one, by staff id. */
  readonly capacityOf: readonly (readonly [staffId: string, capacity: number])[];
  readonly keepSeniors: number;
  readonly unknown: "allow" | "forbid";
  readonly seed: string;
}

/** One competency that a mentor can raise. */
export interface CompetencyClosed {
  readonly competency: string;
  /** The mentee's level today. */
  readonly from: number;
  /** The mentor's level, or the one that is asked for where the mentor has a higher one. */
  readonly to: number;
  readonly required: number;
}

/** A mentee and his or her mentor. */
export interface MentorPair {
  readonly menteeId: string;
  readonly mentorId: string;
  /**
   * `competency`: the mentor holds levels that the mentee lacks for the post. `experience`: no gap is known that the mentor
   * could be measured by; the mentor has been in the same job for longer.
   */
  readonly basis: "competency" | "experience";
  /** By name; empty where the basis is experience. */
  readonly competencies: readonly CompetencyClosed[];
  /** Levels, summed over `competencies`. */
  readonly gapClosed: number;
  /** Levels that stay open after that. */
  readonly gapLeft: number;
  readonly relation: UnitRelation;
  /** Steps from the mentee's grade up to the mentor's; `null` where they cannot be compared. */
  readonly gradeDistance: number | null;
  /** What a person must look up first; empty where everything was decided from data. */
  readonly checks: readonly Check[];
  readonly text: BothLanguages;
}

/**
 * A condition that keeps two people from being mentor and mentee. Each candidate counts under the first that does; the
 * mentee's own come first, and count everybody.
 */
export type MentorCondition =
  | "menteeWithoutPost"
  | "menteeNotActive"
  | "menteeStudyLeave"
  | "menteeRetiring"
  | "menteeUndecided"
  | "withoutPost"
  | "tooFar"
  | "notActive"
  | "studyLeave"
  | "discipline"
  | "retiring"
  | "changesUnit"
  | "noCapacity"
  | "keptForOwnUnit"
  | "lowerGrade"
  | "gradeTooFar"
  | "nothingToTeach"
  | "otherJob"
  | "notLonger"
  | "undecided"
  | "full";

/** How many of all other people on the staff list fell to one condition. */
export interface UnmatchedReason {
  readonly condition: MentorCondition;
  readonly count: number;
  readonly text: BothLanguages;
}

/** A mentee for whom there is no mentor. */
export interface UnmatchedMentee {
  readonly menteeId: string;
  /** Levels that stay open; 0 where none are known. */
  readonly gap: number;
  /** In the order of `MentorCondition`; the counts sum to everyone else on the staff list. */
  readonly reasons: readonly UnmatchedReason[];
  readonly text: BothLanguages;
}

/** Somebody who may mentor at least one of the mentees. */
export interface Mentor {
  readonly mentorId: string;
  /** Mentees; 0 for a mentor who is not needed. */
  readonly load: number;
  readonly capacity: number;
  /** Whether the person is kept for the own unit as one of its most senior. */
  readonly kept: boolean;
}

/** The goals, in their order; all are minimised. See `matchMentors`. */
export type MentoringLevelName = "unmentored" | "openGap" | "nearness" | "gradeDistance" | "sharedMentors" | "tie";

/** What became of one goal. A second `tie` is a redraw: the one before left more than one answer. */
export interface MentoringLevel {
  readonly name: MentoringLevelName;
  /** Integers; `bound` is what the prices prove, given the goals before. */
  readonly value: number;
  readonly bound: number;
  readonly proven: boolean;
  readonly unit: string;
}

/** The answer of `matchMentors`: plain JSON. */
export interface Mentoring {
  readonly settings: MentoringSettings;
  /** By mentee id. */
  readonly pairs: readonly MentorPair[];
  /** By mentee id. */
  readonly unmatched: readonly UnmatchedMentee[];
  /** By mentor id. */
  readonly mentors: readonly Mentor[];
  readonly levels: readonly MentoringLevel[];
  readonly notices: readonly Issue[];
  /** One entry a level: what a place with a mentor costs at the margin, where that is not 0; proves the bound. */
  readonly certificate: readonly { readonly mentors: readonly (readonly [mentorId: string, price: number])[] }[];
}
