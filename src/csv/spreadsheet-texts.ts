/**
 * What a spreadsheet makes of a text that it meets in a CSV file: numbers, dates, times and logical values lose their
 * spelling, in the English and the Indonesian convention alike.
 */

/** No number and no date is longer; and patterns would search a long text again and again. */
const LONGEST = 60;

/** A number that comes out as it went in; nothing is lost. */
const PLAIN = /^(?:0|[1-9]\d{0,10})$/;

const NUMBERS: readonly RegExp[] = [
  // 007, 1.234, 1.001.002, 1,5, 12 %, (5), Rp 1.000, and digits beyond those a number keeps
  /^[-+(]?\s*(?:rp\.?|idr|usd|[$€£¥])?\s*[-+]?[\d.,' \u00A0]*\d[\d.,' \u00A0]*\s*(?:[-%)]|rp|idr|usd|[$€£¥])?$/iu,
  /^[-+]?[\d.,]*\d[.,]?\s?e\s?[-+]?\d+$/i, // 1E+5
  /^[-+]?\d+(?: \d+)?\s?\/\s?\d+$/, // 1/2, 1 1/2
];

const MONTHS = [
  "jan,januari,january,feb,februari,february,peb,pebruari,mar,maret,march,mrt,apr,april,mei,may,jun,juni,june",
  "jul,juli,july,agu,agt,ags,agst,agustus,aug,august,sep,sept,september,okt,oktober,oct,october",
  "nov,nop,november,nopember,des,desember,dec,december",
]
  .join(",")
  .replaceAll(",", "|");
const PART = "\\s*[-/., ]\\s*";
const DATE = [
  `\\d{1,4}${PART}\\d{1,2}(?:${PART}\\d{1,4})?`, // 1-2, 3/1, 12.01.2024, 2024-01-12
  `\\d{1,4}(?:${PART})?(?:${MONTHS})\\.?(?:(?:${PART})?\\d{1,4})?`, // 1-Jan, 1 Mei 2024
  `(?:${MONTHS})\\.?(?:${PART})?\\d{1,4}(?:${PART}\\d{1,4})?`, // MAR1, Sep-24, January 5, 2024
].join("|");
const CLOCK = "\\d{1,5}[:.]\\d{1,2}(?:[:.]\\d{1,2}(?:[.,]\\d+)?)?";
const TIME = `${CLOCK}\\s*(?:[ap]m?)?|\\d{1,2}\\s*[ap]m|\\d{1,2} [ap]`;

const MOMENTS: readonly RegExp[] = [
  new RegExp(`^(?:${TIME})$`, "i"),
  new RegExp(`^(?:${DATE})(?:[ T]\\s*(?:${TIME}))?$`, "i"),
];

const CHANGED = [...NUMBERS, ...MOMENTS];
const LOGICAL = /^(?:true|false|benar|salah)$/i;

/** Whether a spreadsheet would turn the text into something that is spelt differently. */
export function changedBySpreadsheet(text: string): boolean {
  if (PLAIN.test(text)) return false;
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return /^\d+$/.test(trimmed); // of which a number keeps 15 digits
  return LOGICAL.test(trimmed) || CHANGED.some((pattern) => pattern.test(trimmed));
}
