/** Seeded numbers for cases that are made by a formula: the same on every machine. */

/** Integers in [low, high] from a seed (mulberry32). Each call gives the next one. */
export function seededIntegers(seed: number): (low: number, high: number) => number {
  let state = seed | 0;
  return (low, high) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return low + Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 4294967296) * (high - low + 1));
  };
}
