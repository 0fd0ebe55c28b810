/** When people retire, as far as the record tells: what mentoring and the training year read of retirement. */
import { inForce, RETIREMENT_AGES, retirementDate, type RetirementPost, retirementPost } from "../regulation/index.js";
import type { IsoDate, Position, Staff } from "../scenario/index.js";

/** The first and the last day on which a person may retire; the same day where the age is known. */
export type RetirementDays = readonly [earliest: IsoDate, latest: IsoDate];

/**
 * Prepares the days of retirement by the ages in force on a day; where the age of a post is not known, by every age.
 * `undefined` without a date of birth.
 */
export function retirementDaysOn(day: IsoDate): (person: Staff, post: Position | null) => RetirementDays | undefined {
  const ages = Object.values(RETIREMENT_AGES).map((rule) => inForce(rule, day).value);
  const extremes = [Math.min(...ages), Math.max(...ages)] as const;
  return (person, post) => {
    const { birthDate } = person;
    if (birthDate === undefined) return undefined;
    const kind = kindOf(person, post);
    const [first, last] = kind === undefined ? extremes : both(inForce(RETIREMENT_AGES[kind], day).value);
    return [retirementDate(birthDate, first), retirementDate(birthDate, last)];
  };
}

/** Whether a person retires on a day or later; `undefined` where the record leaves it open. */
export function isInServiceOn(day: IsoDate, days: RetirementDays | undefined): boolean | undefined {
  if (days === undefined) return undefined;
  const [earliest, latest] = days;
  if (earliest >= day) return true;
  return latest < day ? false : undefined;
}

function both(age: number): readonly [number, number] {
  return [age, age];
}

/** By the record of the post and, where that says nothing, by the person's own family and level. */
function kindOf({ jobFamily, jobLevel }: Staff, post: Position | null): RetirementPost | undefined {
  return (
    retirementPost(post ?? {}) ??
    retirementPost({
      ...post,
      ...(post?.jobFamily === undefined && jobFamily !== undefined ? { jobFamily } : {}),
      ...(post?.jobLevel === undefined && jobLevel !== undefined ? { jobLevel } : {}),
    })
  );
}
