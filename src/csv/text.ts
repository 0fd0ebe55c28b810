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

/** Number of single-letter insertions, deletions and changes from one text to the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++) {
      const change = row[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1);
      next.push(Math.min(change, row[k]! + 1, next[k - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The candidate nearest to a text, `null` where none is near (more than a third of its letters differ). */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(text.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) >= least) continue;
    const distance = editDistance(text, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
