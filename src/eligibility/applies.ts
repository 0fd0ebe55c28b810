/** Whom a rule concerns: its `appliesTo` as a part of its questions. */
import { eventsOf, plainText, type Position, type Rule, type RuleEvent, type Staff } from "../scenario/index.js";
import type { Fact, MissingField, Question } from "./question.js";

/** Whether a rule concerns somebody; `undefined` where the data say too little. */
export interface Concern {
  /** Every transfer of everybody: nothing needs to be asked. */
  readonly isGeneral: boolean;
  person(person: Staff, event: RuleEvent): boolean | undefined;
  /** Left out: whatever the post. */
  readonly position?: (position: Position) => boolean | undefined;
  /** The field that would tell, where one of them does not. */
  missing(person: Staff, position: Position | null): MissingField;
}

/** What a transfer of a person is called: waiting people are placed, the others move. */
export function transferEvent({ positionId }: Staff): "move" | "placement" {
  return positionId === null ? "placement" : "move";
}

/** The concern of a rule. */
export function concernOf(rule: Rule): Concern {
  const events = eventsOf(rule);
  const { statuses, positionKinds, jobFamilies } = rule.appliesTo ?? {};
  const families = jobFamilies?.map(plainText);
  const exempt = new Set(rule.appliesTo?.exceptStaffIds);
  const concerned = {
    isGeneral: false,
    person({ id, status }: Staff, event: RuleEvent): boolean | undefined {
      if (!events.includes(event) || exempt.has(id)) return false;
      if (statuses === undefined) return true;
      return status === undefined ? undefined : statuses.includes(status);
    },
    missing: ({ status }: Staff, position: Position | null): MissingField =>
      statuses !== undefined && status === undefined
        ? ["staff", "status"]
        : ["positions", positionKinds !== undefined && position?.kind === undefined ? "kind" : "jobFamily"],
  };
  if (positionKinds === undefined && families === undefined) {
    return {
      ...concerned,
      isGeneral: statuses === undefined && exempt.size === 0 && events.includes("move") && events.includes("placement"),
    };
  }
  return {
    ...concerned,
    position({ kind, jobFamily }) {
      const ofKind = positionKinds === undefined ? true : kind === undefined ? undefined : positionKinds.includes(kind);
      const ofFamily =
        families === undefined ? true : jobFamily === undefined ? undefined : families.includes(plainText(jobFamily));
      return both(ofKind, ofFamily);
    },
  };
}

/** The question of a rule on transfers, asked only of those whom the rule concerns; in doubt it may stay open, not fail. */
export function concerning(question: Question, concern: Concern): Question {
  if (concern.isGeneral) return question;
  const { ofPosition } = question;
  const looksAtPosts = ofPosition !== undefined || concern.position !== undefined;
  return {
    ofPerson(person) {
      const isConcerned = concern.person(person, transferEvent(person));
      return isConcerned === false ? null : [isConcerned ?? null, question.ofPerson(person)];
    },
    ...(looksAtPosts
      ? {
          ofPosition(position: Position): Fact {
            const isConcerned = concern.position === undefined ? true : concern.position(position);
            return isConcerned === false ? null : [isConcerned ?? null, ofPosition?.(position)];
          },
        }
      : {}),
    isMet(person, position) {
      if (person === null || (looksAtPosts && position === null)) return true;
      const [concernsPerson, ofPerson] = person as readonly [boolean | null, Fact];
      const [concernsPost, ofPost] = looksAtPosts ? (position as readonly [boolean | null, Fact]) : [true];
      const met = question.isMet(ofPerson, ofPost);
      return met === false && (concernsPerson === null || concernsPost === null) ? undefined : met;
    },
  };
}

/** Of two three-valued answers: one `false` decides. */
export function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}
