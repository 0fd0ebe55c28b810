/** Who can mentor at all: what is asked of a mentor whoever the mentee is. */
import { after } from "../../eligibility/index.js";
import type { Position, Scenario, Staff } from "../../scenario/index.js";
import type { Check } from "../../planning/index.js";
import { retirementDaysOn } from "../retirement-days.js";
import type { Seating } from "./seating.js";
import type { MentorCondition } from "./types.js";

/** What stands in the way of a person as a mentor, if anything; and what was not in the data. */
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
    const stays = isInService(person, post);
    if (stays === undefined) checks.push(person.birthDate === undefined ? CHECKS.birthDate : CHECKS.retirementAge);
    else if (!stays) return no("retiring");
    const before = person.positionId === null ? undefined : scenario.positionById.get(person.positionId)!;
    if (before?.unitId !== post.unitId) return no("changesUnit");
    if (capacityOf(person.id) === 0) return no("noCapacity");
    if (checks.length > 0 && unknown === "forbid") return no("undecided");
    return { barrier: undefined, checks };
  };

  /** Whether the person retires on the last day of the mentoring or later; where the age is not known, by every age. */
  function isInService(person: Staff, post: Position): boolean | undefined {
    const days = retirementDays(person, post);
    if (days === undefined) return undefined;
    const [earliest, latest] = days;
    if (earliest >= end) return true;
    return latest < end ? false : undefined;
  }
}

const CHECKS = {
  studyLeave: {
    rule: "studyLeave",
    text: {
      id: "tugas belajar mentor tidak tercatat",
      en: "whether the mentor is on study leave is not recorded",
    },
  },
  discipline: {
    rule: "discipline",
    text: {
      id: "hukuman disiplin mentor tidak tercatat",
      en: "whether the mentor serves a disciplinary penalty is not recorded",
    },
  },
  disciplineEnd: {
    rule: "discipline",
    text: {
      id: "akhir hukuman disiplin berat mentor tidak tercatat",
      en: "the end of a severe disciplinary penalty of the mentor is not recorded",
    },
  },
  birthDate: {
    rule: "retirement",
    text: {
      id: "tanggal lahir mentor tidak tercatat: bisa jadi pensiun sebelum pendampingan selesai",
      en: "the mentor's date of birth is not recorded: retirement may come before the mentoring ends",
    },
  },
  retirementAge: {
    rule: "retirement",
    text: {
      id: "batas usia pensiun jabatan mentor tidak diketahui: bisa jadi pensiun sebelum pendampingan selesai",
      en: "the retirement age of the mentor's post is not known: retirement may come before the mentoring ends",
    },
  },
} satisfies Record<string, Check>;
