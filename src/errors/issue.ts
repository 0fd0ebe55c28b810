/**
 * What is wrong, as data. Every door of the library reports mistakes in this one form: a stable `code` for programs,
 * a `path` into the caller's own input, a sentence for people and, where we can, a hint how to mend it.
 */

/**
 * One thing that is wrong, or (as a notice) unusual but real.
 *
 * @see {@link formatIssue} for the text that people read.
 */
export interface Issue {
  /** Stable, documented code `room/what`, e.g. `scenario/unknown-id`. Never reused for another meaning. */
  readonly code: string;
  /** Where, in the caller's own input: keys and indices from the outside in, e.g. `["staff", 3, "grade"]`; in files `[file, line, column]`. */
  readonly path: readonly (string | number)[];
  /** What is wrong, in plain words, with the value that was found. */
  readonly message: string;
  /** What to do about it. Reads on after "Maybe". */
  readonly hint?: string;
}

/** The text of an issue: code, place and message on one line, the hint (if any) on the next. Takes any value, and says what is no issue. */
export function formatIssue(issue: Issue): string {
  if (!isIssue(issue)) return `no issue, but a value of type ${typeof issue}`;
  const { code, path, message, hint } = issue;
  const where = path.length > 0 ? ` at ${path.join(".")}` : "";
  return `[${code}]${where}: ${message}${hint === undefined ? "" : `\n  Maybe ${hint}`}`;
}

/** Whether a value has what every issue has. */
export function isIssue(value: unknown): value is Issue {
  return typeof value === "object" && value !== null && Array.isArray((value as Partial<Issue>).path);
}
