/** Cells that say yes or no. */

const YES: ReadonlySet<string> = new Set(["ya", "y", "yes", "true", "1", "benar", "v", "x", "ada"]);
const NO: ReadonlySet<string> = new Set(["tidak", "n", "no", "false", "0", "salah", "tdk", "tidak ada"]);

/** The answer; `undefined` where the text is none. */
export function readBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}
