/** What counts as the text of a cell, as empty, and as the same name. */

/** The longest id that a scenario takes. */
export const LONGEST_ID = 500;
/** The longest name, title or item of a list that a scenario takes. */
export const LONGEST_TEXT = 2_000;
/** A cell with more characters is no heading. */
const LONGEST_HEADING = 100;

/** A space of any kind, or an invisible mark that travels with copied text. */
const EDGE = /[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/;

const EMPTY: ReadonlySet<string> = new Set(["", "-", "--", "---", "–", "—", "null", "n/a"]);

/**
 * The text of a cell: without the spaces around it, without one leading apostrophe (a spreadsheet's mark for "this is
 * text", and ours for "this is no formula"), or without the `="…"` that keeps spreadsheets from making a number of it, and
 * with inner white space as single spaces. What stands for "nothing"
 * (`null`, `-`, `n/a` …) becomes the empty text.
 */
export function cellText(raw: string): string {
  const text = withoutEdges(plainText(withoutEdges(raw))).replace(/\s+/g, " ");
  return text.length <= 5 && EMPTY.has(text.toLowerCase()) ? "" : text;
}

/** How a cell marks its content as text, whatever it looks like: an apostrophe in front, or `="…"` around it. */
const TEXT_MARK = /^['\u2019]|^="/;

/** Whether a cell says that its content is a text. */
export function isMarkedText(raw: string): boolean {
  return TEXT_MARK.test(withoutEdges(raw));
}

/** The content of a cell without the marks of a text. */
export function plainText(text: string): string {
  const isWrapped = text.startsWith('="') && text.indexOf('"', 2) === text.length - 1;
  return isWrapped ? text.slice(2, -1) : text.replace(/^['\u2019]/, "");
}

/** What stands in a cell whose formula failed, in English and as other languages write it; `Err:508` of LibreOffice. */
const SPREADSHEET_ERROR =
  /^(?:#(?:n\/a|nv|n\/d|ref!|bezug!|value!|wert!|div\/0!|name\?|num!|null!|spill!|calc!)|err:\d{3})$/i;

/** Whether the text is the error of a formula: nobody knows what should stand there. */
export function isSpreadsheetError(text: string): boolean {
  return SPREADSHEET_ERROR.test(text);
}

/** By index, since a pattern that ends in `$` looks at every run of spaces from each of its spaces. */
function withoutEdges(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && EDGE.test(text.charAt(start))) start++;
  while (end > start && EDGE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * The form in which names are compared: without case, accents and spaces, except that a space between two digits
 * stays ("SDN 1 12" is not "SDN 11 2").
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .trim()
    .replace(/\s+/g, " ")
    .replace(/(?<!\d) | (?!\d)/g, "");
}

/**
 * The form in which headings are compared: letters and digits alone, without case and accents; empty for what is too
 * long for a heading.
 */
export function foldHeading(text: string): string {
  if (text.length > LONGEST_HEADING) return "";
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
}
