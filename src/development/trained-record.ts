/** What courses make of a person's record, and the day on which it counts. */
import { type CompetencyLevels, type IsoDate, ownLevel, plainText, type Staff } from "../scenario/index.js";
import type { Course } from "./types.js";

/**
 * The record of a person who has passed courses: of each competency the higher of the own level and what a course raises
 * it to, and the certificates that courses grant beside the own ones.
 */
export function trainedRecord(person: Staff, courses: readonly Pick<Course, "raises" | "grants">[]): Staff {
  const levels = new Map<string, CompetencyLevels[string]>(Object.entries(person.competencies ?? {}));
  const certificates = [...(person.certificates ?? [])];
  const held = new Set(certificates.map(plainText));
  for (const { raises = {}, grants = [] } of courses) {
    for (const [name, level] of Object.entries(raises)) {
      if ((ownLevel(person, name) ?? 0) < level && (levels.get(name) ?? 0) < level) levels.set(name, level);
    }
    for (const name of grants) {
      if (held.has(plainText(name))) continue;
      held.add(plainText(name));
      certificates.push(name);
    }
  }
  return {
    ...person,
    ...(levels.size === 0 && person.competencies === undefined ? {} : { competencies: Object.fromEntries(levels) }),
    ...(certificates.length === 0 && person.certificates === undefined ? {} : { certificates }),
  };
}

/** The same day some months later; the last of the month where it has no such day. */
export function monthsAfter(day: IsoDate, months: number): IsoDate {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const total = 12 * year + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
  const isLeap = (toYear % 4 === 0 && toYear % 100 !== 0) || toYear % 400 === 0;
  const last = toMonth === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(toMonth) ? 30 : 31;
  const pad = (value: number, digits: number): string => String(value).padStart(digits, "0");
  return `${pad(toYear, 4)}-${pad(toMonth, 2)}-${pad(Math.min(date, last), 2)}`;
}
