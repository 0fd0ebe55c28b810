/** Who is not there to be trained in a year: what keeps the schedule of the year from giving somebody a course. */
import type { Scenario, Staff } from "../scenario/index.js";
import { retirementDaysOn } from "./retirement-days.js";

/** Why a person is not there to be trained. */
export type AbsenceReason = "notActive" | "onStudyLeave" | "retires";

/** A person's presence in the year. */
export interface Presence {
  /** Why the person is given no course at all. */
  readonly away: AbsenceReason | undefined;
  /** First month in which a course may begin: the one after a study leave. 1: there is none in the year. */
  readonly back: number;
  /** Whether the record leaves open that the person retires in the year. */
  readonly mayRetire: boolean;
}

const THERE: Presence = { away: undefined, back: 1, mayRetire: false };

/**
 * Judges people, in this order: recorded as inactive, on study leave until no month is left, certain to retire on or before the
 * last day of the year. Of a year that is over nobody is judged: what is on record today says little about it.
 */
export function presenceIn(year: number, { asOf, positionById }: Scenario): (person: Staff) => Presence {
  const lastDay = `${year}-12-31`;
  if (lastDay < asOf) return () => THERE;
  const retirementDays = retirementDaysOn(asOf);
  return (person) => {
    const post = person.positionId === null ? null : positionById.get(person.positionId)!;
    const days = retirementDays(person, post);
    const back = monthAfter(person.studyLeaveUntil, year);
    const away =
      person.active === false
        ? "notActive"
        : back > 12
          ? "onStudyLeave"
          : days !== undefined && days[1] <= lastDay
            ? "retires"
            : undefined;
    return { away, back, mayRetire: away === undefined && (days === undefined || days[0] <= lastDay) };
  };
}

/** The month of the year that follows a day: 1 where the day is before the year, 13 where none follows. */
function monthAfter(day: string | null | undefined, year: number): number {
  if (day === null || day === undefined || day < `${year}-01-01`) return 1;
  return day > `${year}-12-31` ? 13 : Number(day.slice(5, 7)) + 1;
}
