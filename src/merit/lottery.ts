/**
 * The last of all tie-breaks: a number drawn from a published seed and the id of a person, the same on every machine. It
 * is the lottery by which transfer plans break their ties, number for number.
 */

/** 32 well-mixed bits of the texts, in order (FNV-1a over UTF-16 code units, finished as in MurmurHash3). */
export function draw(...texts: readonly string[]): number {
  let state = 0x811c9dc5;
  for (const text of texts) {
    for (let k = 0; k < text.length; k++) state = Math.imul(state ^ text.charCodeAt(k), 0x01000193);
    state = Math.imul(state ^ 0x1f_ff_ff, 0x01000193); // no text holds this unit: ("ab", "c") differs from ("a", "bc")
  }
  let bits = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
