/** What counts as the text of a cell, as empty, and as the same name. */

/** Spaces of every kind, and invisible marks that travel with copied text. */
const EDGES = /^[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+|[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+$/g;

const EMPTY: ReadonlySet<string> = new Set(["", "-", "--", "---", "–", "—", "null", "n/a", "#n/a"]);

/**
 * The text of a cell: without the spaces around it, without one leading apostrophe (a spreadsheet's mark for "this is
 * text", and ours for "this is no formula"), and with inner white space as single spaces. What stands for "nothing"
 * (`null`, `-`, `n/a`, `#N/A` …) becomes the empty text.
 */
export function cellText(raw: string): string {
  const text = raw
    .replace(EDGES, "")
    .replace(/^['\u2019]/, "")
    .replace(EDGES, "")
    .replace(/\s+/g, " ");
  return text.length <= 5 && EMPTY.has(text.toLowerCase()) ? "" : text;
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
    .replace(/(?<!\d)\s+|\s+(?!\d|\s)/g, "")
    .replace(/\s+/g, " ");
}

/** The form in which headings are compared: letters and digits alone, without case and accents. */
export function foldHeading(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
}
