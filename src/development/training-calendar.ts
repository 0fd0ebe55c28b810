/** One person's year: which month a course can begin in, given what the person attends already. */
import type { Course } from "./types.js";

/** A course in the calendar of a person. Months 1 … 12. */
export interface Slot {
  readonly from: number;
  /** Month in which it ends: the last one with hours, or that in which what is learnt begins to count. */
  readonly to: number;
  /** JP by month, from `from` on. */
  readonly hours: readonly number[];
}

/** What a person attends in a year. */
export interface Calendar {
  /** First month in which the next course may begin. */
  readonly next: number;
  /** JP attended by month, 12 numbers. */
  readonly used: readonly number[];
}

/** A year with nothing in it from month `first` on; 13: nothing can begin any more. */
export function emptyCalendar(first: number): Calendar {
  return { next: first, used: Array.from({ length: 12 }, () => 0) };
}

/** The same calendar, in which nothing begins before a month. */
export function startingIn(calendar: Calendar, month: number): Calendar {
  return { ...calendar, next: Math.max(calendar.next, month) };
}

/**
 * The earliest slot of a course, `undefined` where it does not end within the year. Its hours fill month after month up to
 * `monthlyHours`; courses of one person follow one another. O(12²).
 *
 * @param mayBegin - whether the course can begin in a month
 */
export function slotFor(
  { hours, months }: Course,
  { next, used }: Calendar,
  monthlyHours: number,
  mayBegin: (month: number) => boolean,
): Slot | undefined {
  for (let from = next; from <= 12; from++) {
    if (!mayBegin(from) || used[from - 1]! >= monthlyHours) continue;
    const taken: number[] = [];
    let left = hours;
    for (let month = from; month <= 12 && left > 0; month++) {
      const now = Math.min(left, monthlyHours - used[month - 1]!);
      taken.push(now);
      left -= now;
    }
    const to = Math.max(from + taken.length - 1, from + months - 1);
    if (left > 0 || to > 12) return undefined; // a later beginning ends no earlier
    return { from, to, hours: taken };
  }
  return undefined;
}

/** The calendar with a slot in it. A course without months leaves the rest of its last month free. */
export function withSlot({ used }: Calendar, { months }: Course, { from, to, hours }: Slot): Calendar {
  return {
    next: months === 0 ? to : to + 1,
    used: used.map((before, k) => before + (hours[k + 1 - from] ?? 0)),
  };
}
