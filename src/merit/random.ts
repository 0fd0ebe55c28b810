/** Numbers drawn from a text: the same on every machine. */

/** Numbers in [0, 1) with 53 random bits; each call gives the next one. */
export type Draws = () => number;

/**
 * sfc32 (C. Doty-Humphrey, PractRand: period at least 2³², no known failures), its state filled from the text by FNV-1a
 * and splitmix32.
 */
export function seededDraws(seed: string): Draws {
  let hash = 0x811c9dc5;
  for (let k = 0; k < seed.length; k++) hash = Math.imul(hash ^ seed.charCodeAt(k), 0x01000193);
  const state = Int32Array.from({ length: 4 }, () => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  });
  const next = (): number => {
    const drawn = (state[0]! + state[1]! + state[3]!) | 0;
    state[3] = state[3]! + 1;
    state[0] = state[1]! ^ (state[1]! >>> 9);
    state[1] = (state[2]! + (state[2]! << 3)) | 0;
    state[2] = ((state[2]! << 21) | (state[2]! >>> 11)) + drawn;
    return drawn >>> 0;
  };
  for (let k = 0; k < 15; k++) next();
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
}
