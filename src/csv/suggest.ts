/** "Did you mean …" within reason: the search takes the product of both lengths for every candidate. */
import { nearest } from "../errors/index.js";

/** Longer texts are not names that somebody mistyped. */
const LONGEST = 100;
/** When more names than this are unknown, spelling is not the cause, and the search for near ones would take minutes. */
const MOST_SUGGESTIONS = 50;

/** The nearest of the candidates; `undefined` where none is near or the text is too long to be a misspelt name. */
export function nearestShort(text: string, candidates: Iterable<string>): string | undefined {
  return text.length > LONGEST ? undefined : nearest(text, shortOnes(candidates));
}

function* shortOnes(candidates: Iterable<string>): Iterable<string> {
  for (const candidate of candidates) if (candidate.length <= LONGEST) yield candidate;
}

/** The same for a whole file: after 50 searches it answers nothing more. */
export class Suggestions {
  private made = 0;

  nearest(text: string, candidates: Iterable<string>): string | undefined {
    return this.made++ < MOST_SUGGESTIONS ? nearestShort(text, candidates) : undefined;
  }
}
