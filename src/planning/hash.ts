/**
 * The published lottery behind every tie: a number drawn from texts alone, the same on every machine. It is for
 * fairness and repeatability, not for secrecy.
 */

/** 32 well-mixed bits of the texts, in order (FNV-1a over UTF-16 code units, finished as in MurmurHash3). */
export function hash(...texts: readonly string[]): number {
  let state = 0x811c9dc5;
  for (const text of texts) {
    for (let k = 0; k < text.length; k++) state = Math.imul(state ^ text.charCodeAt(k), 0x01000193);
    state = Math.imul(state ^ 0x1f_ff_ff, 0x01000193); // no text holds this unit: ("ab", "c") differs from ("a", "bc")
  }
  return finished(state);
}

/** 32 well-mixed bits of two hashes, in order. */
export function mix(first: number, second: number): number {
  return finished(Math.imul(first, 0x9e3779b1) ^ (second + 0x7f4a7c15));
}

/** The finisher of MurmurHash3: every bit of the state reaches every bit of the answer. */
function finished(state: number): number {
  let bits = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Sorts a copy by `hash(seed, id)`, then by id. */
export function inDrawnOrder<T>(items: readonly T[], seed: string, idOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, id: idOf(item), drawn: hash(seed, idOf(item)) }))
    .sort((a, b) => a.drawn - b.drawn || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map(({ item }) => item);
}
