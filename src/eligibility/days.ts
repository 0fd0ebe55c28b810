/** Days as texts: `YYYY-MM-DD` sorts by time, so periods are counted on the parts and compared as texts. */
import type { IsoDate, Period } from "../scenario/index.js";

/**
 * The day a period before `day`, by the calendar: the same day of an earlier month. It may not exist (29 February); a
 * day compares with it all the same, and one that began on the 29th is complete on the 1st of March.
 */
export function before(day: IsoDate, { years, months = 0 }: Period): string {
  const [year, month, date] = parts(day);
  const total = 12 * year + (month - 1) - (12 * years + months);
  return text(Math.floor(total / 12), (((total % 12) + 12) % 12) + 1, date);
}

/** The day a period after `day`, likewise. */
export function after(day: IsoDate, { years, months = 0 }: Period): string {
  return before(day, { years: -years, months: -months });
}

/** "2 years", "1 year and 6 months", in both languages. */
export function inWords({ years, months = 0 }: Period): { readonly id: string; readonly en: string } {
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
  if (months === 0) return { id: `${years} tahun`, en: plural(years, "year") };
  if (years === 0) return { id: `${months} bulan`, en: plural(months, "month") };
  return { id: `${years} tahun ${months} bulan`, en: `${plural(years, "year")} and ${plural(months, "month")}` };
}

/** The calendar year of a day. */
export function yearOf(day: IsoDate): number {
  return parts(day)[0];
}

function parts(day: IsoDate): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function text(year: number, month: number, date: number): string {
  const pad = (value: number, digits: number): string => String(value).padStart(digits, "0");
  return `${pad(Math.max(0, year), 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}
