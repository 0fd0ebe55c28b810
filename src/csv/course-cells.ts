/** Headings and cells of a course catalogue: forms of training, amounts of rupiah, counts with their unit, shares and percentages. */
import type { CourseKind } from "../development/types.js";
import { type DecimalMark, type NumberRange, parseNumber } from "./numbers.js";
import { failed, parsed, type Parsed, quoted } from "./problem.js";
import { foldHeading } from "./text.js";

/** Headings of the code and of the name of a course, in catalogues and in records of training. */
export const COURSE_IDS = [
  "course id",
  "id pelatihan",
  "kode pelatihan",
  "id kursus",
  "kode kursus",
  "id diklat",
  "kode diklat",
  "course code",
] as const;
export const COURSE_NAMES = [
  "course name",
  "nama pelatihan",
  "nama kursus",
  "nama diklat",
  "judul pelatihan",
  "pelatihan",
  "diklat",
  "course",
] as const;

const KINDS: ReadonlyMap<string, CourseKind> = new Map(
  (
    [
      [
        "classical",
        "classical,classroom,klasikal,tatap muka,luring,offline,kelas,pelatihan,pelatihan klasikal,diklat,pendidikan dan pelatihan,training,kursus,penataran,bimtek,bimbingan teknis,sosialisasi,seminar,workshop,lokakarya,konferensi,sarasehan,diklat teknis,diklat fungsional,pelatihan teknis,pelatihan fungsional,pelatihan manajerial,pelatihan struktural,pelatihan sosial kultural",
      ],
      [
        "eLearning",
        "e-learning,daring,online,dalam jaringan,pelatihan daring,pelatihan online,pelatihan jarak jauh,jarak jauh,PJJ,distance learning,webinar,MOOC",
      ],
      ["coaching", "coaching,mentoring,coaching dan mentoring,coaching & mentoring,pendampingan,pembimbingan"],
      [
        "internship",
        "internship,magang,praktik kerja,magang/praktik kerja,detasering,secondment,on the job training,OJT",
      ],
    ] as const
  ).flatMap(([kind, words]) => words.split(",").map((word) => [foldHeading(word), kind] as const)),
);

/** Reads a form of training in the words of catalogues: `klasikal`, `bimtek`, `daring`, `magang` … */
export function parseCourseKind(cell: string): Parsed<CourseKind> {
  const word = foldHeading(cell);
  const kind = KINDS.get(word) ?? KINDS.get(word.replace(/^nonklasikal/, ""));
  if (kind !== undefined) return parsed(kind);
  return failed(
    "csv/bad-course-kind",
    `${quoted(cell)} is no form of training that a plan tells apart`,
    "write klasikal, e-learning, coaching or magang",
  );
}

const FREE = /^(?:gratis|free|cuma-cuma|nihil|tidak ada|tanpa biaya|tidak berbayar)$/i;
const CURRENCY = /^(?:rp|idr)\s*\.?\s*|\s*(?:rupiah|idr)$/gi;
/** `,-` and `,00`: no sen. The mark before `00` is not that of the thousands. */
const NO_SEN = /^(?:(.*)[.,]\s?-+|([^.]*)\.00|([^,]*),00)$/;
const SCALED = /^(.*\d)\s*(juta|jt|ribu|rb)\.?$/i;
/** Three digits behind a mark are thousands whichever mark it is: rupiah have no thousandths. */
const GROUPS = /^[1-9]\d{0,2}(?:[. ]\d{3})+$|^[1-9]\d{0,2}(?:[, ]\d{3})+$/;

/**
 * Reads an amount of rupiah: `Rp 1.500.000`, `1,500,000`, `Rp750.000,-`, `1,5 juta`, `gratis`. Whole rupiah only.
 *
 * @param mark - the decimal mark of the file; it decides `1.500 juta` alone.
 */
export function parseRupiah(cell: string, range: NumberRange, mark: DecimalMark): Parsed<number> {
  if (FREE.test(cell)) return parsed(0);
  const bare = cell.replace(CURRENCY, "").replace(NO_SEN, "$1$2$3");
  const scaled = SCALED.exec(bare);
  if (scaled !== null) {
    const count = parseNumber(scaled[1]!, { ...range, integer: false }, mark);
    if (!count.ok) return count;
    const factor = /^j/i.test(scaled[2]!) ? 1_000_000 : 1000;
    return inRange(cell, Math.round(count.value * factor * 100) / 100, range);
  }
  if (GROUPS.test(bare)) return inRange(cell, Number(bare.replace(/[., ]/g, "")), range);
  const value = parseNumber(bare, range, mark);
  return value.ok ? value : badAmount(cell);
}

function inRange(cell: string, value: number, { minimum, maximum }: NumberRange): Parsed<number> {
  return Number.isInteger(value) && value >= minimum && value <= maximum ? parsed(value) : badAmount(cell);
}

function badAmount(cell: string): Parsed<never> {
  return failed(
    "csv/bad-number",
    `${quoted(cell)} is not an amount of whole rupiah`,
    "write 1500000 or Rp 1.500.000; 0 or gratis where it is free",
  );
}

/** Reads a number with its unit behind it: `40 JP`, `25 orang`, `3 bulan`. */
export function parseCounted(cell: string, unit: RegExp, range: NumberRange, mark: DecimalMark): Parsed<number> {
  return parseNumber(cell.replace(unit, "").trimEnd(), range, mark);
}

/** Units of time in which catalogues give what a plan counts in months. */
const OTHER_TIME = /\d\s*(?:hari|days?|minggu|mgg|weeks?|pekan|tahun|thn|years?)\.?$/i;
const MONTHS = /(?:bulan|bln|months?)\.?$/i;

/** Reads whole months: `3`, `3 bulan`. Days, weeks and years are not converted. */
export function parseMonths(cell: string, range: NumberRange, mark: DecimalMark): Parsed<number> {
  if (!OTHER_TIME.test(cell)) return parseCounted(cell, MONTHS, range, mark);
  return failed(
    "csv/bad-number",
    `${quoted(cell)} is not a number of whole months`,
    "write the whole months until what is learnt counts; 0 for a course of some days",
  );
}

const PERCENT_MARK = /\s*(?:%|persen|percent)$/i;

/** Smaller bare numbers are no evidence of percentages: `1,2` is a share that was mistyped, and hardly anybody passes at 5 %. */
const LEAST_PERCENTAGE = 10;

/** Whether a cell holds a bare number that can only be a percentage. */
export function isBarePercentage(cell: string): boolean {
  const value = parseNumber(cell, { minimum: 0, maximum: 100 }, null);
  return value.ok && value.value >= LEAST_PERCENTAGE;
}

/**
 * Reads a share more than 0, at most 1: `0,85` or `85 %`.
 *
 * @param percent - whether bare numbers of the column are percentages; then one below 10 is refused, for it may be
 *   meant as a share.
 */
export function parseShare(cell: string, percent: boolean, mark: DecimalMark): Parsed<number> {
  const isMarked = PERCENT_MARK.test(cell);
  const value = parseNumber(cell.replace(PERCENT_MARK, ""), { minimum: 0, maximum: 100 }, mark);
  const share = !value.ok ? Number.NaN : isMarked || percent ? value.value / 100 : value.value;
  if (!(share > 0 && share <= 1)) {
    return failed(
      "csv/bad-number",
      `${quoted(cell)} is not a share of more than 0 and at most 1`,
      "write 0,85 or 85 %",
    );
  }
  if (percent && !isMarked && 100 * share < LEAST_PERCENTAGE) {
    return failed(
      "csv/ambiguous-number",
      `${quoted(cell)} may be a percentage, as others of its column are, or a share`,
      "write the percent sign behind percentages, and shares as 0,85",
    );
  }
  return parsed(share);
}

const PASSED: ReadonlySet<string> = new Set(
  "ya,y,yes,true,1,benar,v,x,lulus,l,passed,pass,kompeten,memenuhi,memenuhi syarat,selesai,completed".split(","),
);
const NOT_PASSED: ReadonlySet<string> = new Set(
  "tidak,n,no,false,0,salah,tdk,tidak lulus,tdk lulus,tl,belum lulus,failed,fail,gagal,tidak kompeten,belum kompeten,tidak memenuhi syarat,mengulang,tidak selesai".split(
    ",",
  ),
);

/** Reads whether a training was passed: `lulus`, `tidak lulus`, `ya`, `tidak`, `belum kompeten` … */
export function parsePassed(cell: string): Parsed<boolean> {
  const word = cell.toLowerCase();
  if (PASSED.has(word)) return parsed(true);
  if (NOT_PASSED.has(word)) return parsed(false);
  return failed("csv/bad-boolean", `${quoted(cell)} says neither passed nor failed`, "write lulus or tidak lulus");
}

const LEVEL = /^(?:level|lv\.?|tingkat|l)?\s*([1-5])(?:[.,]0+)?$/i;

/** Reads a level of a competency: `3`, `Level 3`, `3,00`. */
export function parseLevel(cell: string): Parsed<1 | 2 | 3 | 4 | 5> {
  const level = LEVEL.exec(cell)?.[1];
  if (level !== undefined) return parsed(Number(level) as 1 | 2 | 3 | 4 | 5);
  return failed("csv/bad-competency-level", `${quoted(cell)} is not a level 1 … 5 of a competency`);
}
