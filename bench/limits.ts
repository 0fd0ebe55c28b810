/** How far each peer goes in 120 seconds, found by measuring. */
import type { Size } from "./instances.js";
import type { PeerName } from "./peers.js";

/** CPU seconds that a peer may take at a size to be asked there: in a full run; in a quick one, or for more than one seed. */
export const FULL_SECONDS = 120;
export const QUICK_SECONDS = 20;

/** Seconds on the clock after which a peer is ended: the machine may be shared, and formulation comes on top. */
export const PEER_DEADLINE = 300;

/**
 * By size (people/positions/arcs each): CPU seconds of one solve on two shared cores under Node 20, or what happens
 * instead. Sizes that are missing come after one that cannot be done.
 */
const MEASURED: Readonly<Record<PeerName, Readonly<Record<string, number | string>>>> = {
  highs: {
    "200/40/10": 0.2,
    "1000/150/20": 1,
    "5000/500/50": 3,
    "15000/1500/100": 18,
    "20000/3000/100": 24,
    "20000/5000/300": "aborts: its WebAssembly heap ends at 2 GiB",
    "50000/3000/100": "aborts: its WebAssembly heap ends at 2 GiB",
    "20000/600/30": 6,
  },
  "javascript-lp-solver": {
    "200/40/10": 0.3,
    "1000/150/20": 19,
    "5000/500/50": "a dense tableau of 4.9·10⁹ cells is longer than an array can be",
  },
  yalps: {
    "200/40/10": 0.2,
    "1000/150/20": 10,
    "5000/500/50": "a dense tableau of 4.9·10⁹ cells is longer than an array can be",
  },
  "min-cost-flow": {
    "200/40/10": 0.1,
    "1000/150/20": 3,
    "5000/500/50": "stack overflow: it spreads all edges into the arguments of one call",
  },
  munkres: {
    "200/40/10": 0.1,
    "1000/150/20": 0.8,
    "5000/500/50": 50,
    "15000/1500/100": "over 120 s (nine times the matrix of 5,000 people, which takes 50 s)",
  },
};

/** Why a peer is not asked at a size; `undefined` if it is. */
export function whyLeftOut(peer: PeerName, { people, positions, arcs }: Size, seconds: number): string | undefined {
  const known = MEASURED[peer];
  const measured = known[`${people}/${positions}/${arcs}`] ?? Object.values(known).at(-1)!;
  if (typeof measured === "string") return measured;
  return measured <= seconds ? undefined : `takes ${measured} s`;
}
