/** Dates as exports write them, to `YYYY-MM-DD`. The day comes before the month, as in Indonesia. */
import { failed, parsed, type Parsed, quoted } from "./problem.js";

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    "januari january jan",
    "februari february pebruari feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu ags agt agus aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
  ].flatMap((names, k) => names.split(" ").map((name) => [name, k + 1] as const)),
);

const TIME = /(?:[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?(?:Z| ?[+-]\d{2}:?\d{2})?)$/i;
const DAY_FIRST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const NAMED_MONTH = /^(\d{1,2})[-/. ]*([a-z]+)\.?[-/., ]*(\d{4})$/i;
const SHORT_YEAR = /^\d{1,2}[-/. ]+(?:\d{1,2}|[a-z]+)[-/. ]+'?\d{2}$/i;
const SERIAL = /^(\d{4,5})(?:[.,]\d+)?$/;

/** Serial numbers of 1920-01-01 and 2100-12-31 in the 1900 date system, day 0 = 1899-12-30. */
const FIRST_SERIAL = 7306;
const LAST_SERIAL = 73_415;
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_LENGTH = 86_400_000;

/** What to do about dates whose order is in doubt. */
export const WRITE_DATES = "write the dates as YYYY-MM-DD or DD/MM/YYYY";

/** In which order a date can be read; `null` where the text is no date with day and month in figures before the year. */
export function dateOrder(cell: string): "day first" | "month first" | "either" | null {
  const [, first, second, year] = (DAY_FIRST.exec(cell.replace(TIME, "").trim()) ?? []).map(Number);
  if (first === undefined || second === undefined || year === undefined || first === second) return null;
  const [dayFirst, monthFirst] = [isoDate(year, second, first), isoDate(year, first, second)];
  if (dayFirst !== null && monthFirst !== null) return "either";
  return dayFirst !== null ? "day first" : monthFirst !== null ? "month first" : null;
}

/**
 * Reads `dd-mm-yyyy` (also with `/`, `.` or spaces), `d MMM yyyy` with Indonesian or English months, ISO dates with or
 * without a time (which is dropped), and spreadsheet serial numbers of 1920 … 2100. Years must lie in 1900 … 2100.
 *
 * @param name - what messages call the cell; by default its text, which a birth date must not be.
 * @param monthFirst - the line that proves that the month comes first in this column: then no date is read of which
 *   day and month could be swapped.
 */
export function parseDate(cell: string, name: string = quoted(cell), monthFirst: number | null = null): Parsed<string> {
  if (monthFirst !== null && dateOrder(cell) === "either") {
    const message = `${name} can be read in two ways: on line ${monthFirst} of this column the month comes first`;
    return failed("csv/ambiguous-date", message, WRITE_DATES);
  }
  const text = cell.replace(TIME, "").trim();
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return calendarDay(name, Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]));
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return calendarDay(name, Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const named = NAMED_MONTH.exec(text);
  const month = named === null ? undefined : MONTHS.get(named[2]!.toLowerCase());
  if (named !== null && month !== undefined) return calendarDay(name, Number(named[3]), month, Number(named[1]));
  const serial = Number(SERIAL.exec(text)?.[1] ?? Number.NaN);
  if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL) {
    return parsed(new Date(DAY_ZERO + serial * DAY_LENGTH).toISOString().slice(0, 10));
  }
  if (SHORT_YEAR.test(text)) {
    return failed("csv/bad-date", `${name} has a year of two digits`, "write the year with four digits");
  }
  return failed("csv/bad-date", `${name} is not a date`, "write dates as dd-mm-yyyy or yyyy-mm-dd");
}

/** `YYYY-MM-DD`, or `null` where the calendar has no such day or the year lies outside 1900 … 2100. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function calendarDay(name: string, year: number, month: number, day: number): Parsed<string> {
  const date = isoDate(year, month, day);
  if (date !== null) return parsed(date);
  const swapped = isoDate(year, day, month) !== null;
  return failed(
    "csv/bad-date",
    `${name} is no day of the calendar between 1900 and 2100`,
    swapped ? `the month comes first in this cell; ${WRITE_DATES}` : "mend the date",
  );
}
