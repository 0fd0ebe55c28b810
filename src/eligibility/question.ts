/**
 * What a rule asks, in a form that can be judged class by class: a fact read of the person, a fact read of the post, and
 * the verdict, which sees these two facts and nothing else. People of equal facts get equal verdicts by construction, so a
 * city is judged once for every pair of different facts and not for every pair of people and posts.
 */
import type { Position, RuleText, Staff } from "../scenario/index.js";

/** `allowed` proven from data, `forbidden` with a reason, `unknown` where the data say too little. */
export type Verdict = "allowed" | "forbidden" | "unknown";

/**
 * A single value (`undefined` and `null` included) or plain data, of which equal JSON texts are equal facts. The facts of
 * one question are all single values or all plain data, and `undefined` and `null` do not stand side by side.
 */
export type Fact = unknown;

/** One question. Verdicts are `true`, `false`, or `undefined` where the data say too little. */
export interface Question {
  ofPerson(person: Staff): Fact;
  /** Left out: the question does not look at posts. */
  readonly ofPosition?: (position: Position) => Fact;
  isMet(person: Fact, position: Fact): boolean | undefined;
}

/** Which field of which list would decide. */
export type MissingField = readonly ["staff", keyof Staff] | readonly ["positions", keyof Position];

/** Why a rule forbids something, or what is missing to decide it. */
export interface Reason {
  readonly verdict: "forbidden" | "unknown";
  readonly text: RuleText;
  /** Present where the verdict is `unknown`. */
  readonly missing?: MissingField;
}

/** A predicate with its parameters, ready to judge the people and posts of one scenario. */
export interface BoundPredicate {
  /** All must be met. */
  readonly questions: readonly Question[];
  /**
   * Every question that is not met, in words. `position`: the post entered or kept; `null` asks about the person alone,
   * which only a predicate that looks at no post answers.
   */
  reasons(person: Staff, position: Position | null): readonly Reason[];
}

/** What is said of a verdict: one sentence where something forbids, another where nothing is known. */
export interface Answer {
  readonly forbidden: RuleText;
  readonly unknown: RuleText;
  readonly missing: MissingField;
}

/** A predicate of one question about the person alone. */
export function aboutPerson(
  isMet: (person: Staff) => boolean | undefined,
  answer: (person: Staff) => Answer,
): BoundPredicate {
  return {
    questions: [{ ofPerson: isMet, isMet: (met) => met as boolean | undefined }],
    reasons: (person) => reasonOf(isMet(person), () => answer(person)),
  };
}

/** A predicate of one question about a person and a post. */
export function aboutPair<OfPerson, OfPosition>(
  {
    ofPerson,
    ofPosition,
    isMet,
  }: {
    readonly ofPerson: (person: Staff) => OfPerson;
    readonly ofPosition: (position: Position) => OfPosition;
    readonly isMet: (person: OfPerson, position: OfPosition) => boolean | undefined;
  },
  answer: (person: Staff, position: Position) => Answer,
): BoundPredicate {
  return {
    questions: [{ ofPerson, ofPosition, isMet: isMet as Question["isMet"] }],
    reasons: (person, position) =>
      position === null ? [] : reasonOf(isMet(ofPerson(person), ofPosition(position)), () => answer(person, position)),
  };
}

function reasonOf(met: boolean | undefined, answer: () => Answer): readonly Reason[] {
  if (met === true) return [];
  const { forbidden, unknown, missing } = answer();
  return met === false ? [{ verdict: "forbidden", text: forbidden }] : [{ verdict: "unknown", text: unknown, missing }];
}

/** The verdict that an answer amounts to. */
export function verdictFor(met: boolean | undefined): Verdict {
  return met === undefined ? "unknown" : met ? "allowed" : "forbidden";
}
