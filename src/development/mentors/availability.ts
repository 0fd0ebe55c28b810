/** Who can mentor, and who can be mentored, at all: what is asked of either whoever the other is. */
import { after } from "../../eligibility/index.js";
import type { Scenario, Staff } from "../../scenario/index.js";
import type { Check } from "../../planning/index.js";
import { isInServiceOn, retirementDaysOn } from "../retirement-days.js";
import type { Seating } from "./seating.js";
import type { MentorCondition } from "./types.js";
import { CHECKS } from "./words.js";

/** What stands in the way of a person as a mentor or as a mentee, if anything; and what was not in the data. */
export interface Availability {
  readonly barrier: MentorCondition | undefined;
  /** Empty where there is a barrier. */
  readonly checks: readonly Check[];
}

/** What `availabilityOf` reads of the settings. */
export interface AvailabilityTerms {
  readonly months: number;
  readonly capacityOf: (staffId: string) => number;
  readonly unknown: "allow" | "forbid";
}

/**
 * Judges people as mentors, in this order: holds a post, is not recorded as inactive, on no study leave, serves no severe
 * penalty, does not retire before the mentoring ends, does not change unit by the plan, has a place to give.
 */
export function availabilityOf(
  scenario: Scenario,
  seating: Seating,
  { months, capacityOf, unknown }: AvailabilityTerms,
): (person: Staff) => Availability {
  const { asOf } = scenario;
  const end = after(asOf, { years: 0, months });
  const retirementDays = retirementDaysOn(asOf);
  return (person) => {
    const post = seating(person);
    const no = (barrier: MentorCondition): Availability => ({ barrier, checks: [] });
    if (post === null) return no("withoutPost");
    if (person.active === false) return no("notActive");
    const checks: Check[] = [];
    const leave = person.studyLeaveUntil;
    if (leave === undefined) checks.push(CHECKS.studyLeave);
    else if (leave !== null && leave >= asOf) return no("studyLeave");
    const severe = person.discipline?.filter(({ level }) => level === "severe");
    if (severe === undefined) checks.push(CHECKS.discipline);
    else if (severe.some(({ until }) => until !== undefined && until >= asOf)) return no("discipline");
    else if (severe.some(({ until }) => until === undefined)) checks.push(CHECKS.disciplineEnd);
    const stays = isInServiceOn(end, retirementDays(person, post));
    if (stays === undefined) checks.push(person.birthDate === undefined ? CHECKS.birthDate : CHECKS.retirementAge);
    else if (!stays) return no("retiring");
    const before = person.positionId === null ? undefined : scenario.positionById.get(person.positionId)!;
    if (before?.unitId !== post.unitId) return no("changesUnit");
    if (capacityOf(person.id) === 0) return no("noCapacity");
    if (checks.length > 0 && unknown === "forbid") return no("undecided");
    return { barrier: undefined, checks };
  };
}

/**
 * Judges people as mentees, in this order: holds a post, is not recorded as inactive, is back from any study leave before the
 * mentoring ends, does not retire before that.
 */
export function readinessOf(
  { asOf }: Scenario,
  seating: Seating,
  { months, unknown }: Omit<AvailabilityTerms, "capacityOf">,
): (person: Staff) => Availability {
  const end = after(asOf, { years: 0, months });
  const retirementDays = retirementDaysOn(asOf);
  return (person) => {
    const post = seating(person);
    const no = (barrier: MentorCondition): Availability => ({ barrier, checks: [] });
    if (post === null) return no("menteeWithoutPost");
    if (person.active === false) return no("menteeNotActive");
    const checks: Check[] = [];
    const leave = person.studyLeaveUntil;
    if (leave === undefined) checks.push(CHECKS.menteeStudyLeave);
    else if (leave !== null && leave >= end) return no("menteeStudyLeave");
    const stays = isInServiceOn(end, retirementDays(person, post));
    if (stays === false) return no("menteeRetiring");
    if (stays === undefined)
      checks.push(person.birthDate === undefined ? CHECKS.menteeBirthDate : CHECKS.menteeRetirementAge);
    return checks.length > 0 && unknown === "forbid" ? no("menteeUndecided") : { barrier: undefined, checks };
  };
}
