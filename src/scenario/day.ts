/** Days as texts, `YYYY-MM-DD`. */

/** Whether the text is a day of the calendar. */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1]!;
}

const YEAR_LAST = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\s*$/;

/** What to write in place of what is no day: of `31/12/2025` and the like, the same day in the form that is needed. */
export function dayHint(value: unknown): string {
  const form = "the date needs the form YYYY-MM-DD";
  const parts = typeof value === "string" ? YEAR_LAST.exec(value) : null;
  if (parts === null) return form;
  const [first, second, year] = [parts[1]!.padStart(2, "0"), parts[2]!.padStart(2, "0"), parts[3]!];
  if (isDay(`${year}-${second}-${first}`)) return `${form}: with the day first this is "${year}-${second}-${first}"`;
  if (isDay(`${year}-${first}-${second}`)) return `${form}: with the month first this is "${year}-${first}-${second}"`;
  return form;
}
