/** The published lottery between mentorings that are equal in everything else. */
import { hash, mix } from "../../planning/hash.js";

/** The lottery numbers of a draw: below 2^20, by the ids of a mentee and of a mentor (`""`: none). */
export function lotteryOf(seed: string, draw: number): (menteeId: string, mentorId: string) => number {
  const round = draw === 0 ? seed : `draw ${draw} ${seed}`;
  return (menteeId, mentorId) => mix(hash(round, "mentee", menteeId), hash(round, "mentor", mentorId)) >>> 12;
}
