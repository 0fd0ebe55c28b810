/** "Did you mean …": the nearest of the words we know. */

/** Longer words are compared by their beginning. */
const LONGEST = 100;
const LETTER = /\p{L}/u;

/**
 * The candidate nearest to `word`, compared without case, spaces and punctuation; `undefined` where none is near
 * (more than a third of its letters differ). Ties go to the first candidate. O(candidates × word²).
 *
 * Numbers have no near ones: of two that differ in a digit each is as right as the other. And the id of a person must
 * never come here, whatever it is made of: the nearest would be somebody else.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word.slice(0, LONGEST));
  if (!LETTER.test(wanted)) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const known = plain(candidate.slice(0, LONGEST));
    if (!LETTER.test(known)) continue;
    if (Math.abs(known.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, known);
    if (distance <= Math.max(wanted.length, known.length) / 3 && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Levenshtein distance with swaps of neighbours counted as one edit (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let [older, previous] = [new Uint32Array(0), Uint32Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const current = new Uint32Array(b.length + 1);
    current[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        distance = Math.min(distance, older[j - 2]! + 1);
      current[j] = distance;
    }
    [older, previous] = [previous, current];
  }
  return previous[b.length]!;
}
