/**
 * Which arc enters the tree: block search. Arcs are read in blocks, and the most violated arc of the first block that
 * has one enters; the next search goes on where this one stopped and wraps round at the end.
 *
 * Source: Ahuja, Magnanti and Orlin (1993), §11.5 (the candidate rules between "first" and "best").
 */

/**
 * The most violated arc of the first block with a violated arc, or −1 if no arc at all is violated (then the tree is
 * optimal). Moves `cursor[0]` to where the next search starts. O(arcs); ties go to the arc read first.
 *
 * @param side by arc: 1 at its lower bound, −1 at its upper bound, 0 never to be considered.
 */
export function findEnteringArc(
  tail: Int32Array,
  head: Int32Array,
  cost: Float64Array,
  side: Int8Array,
  potential: Float64Array,
  arcCount: number,
  blockSize: number,
  cursor: Int32Array,
): number {
  let arc = cursor[0]!;
  let best = -1;
  let least = 0;
  let unread = arcCount;
  while (unread > 0 && best < 0) {
    let inBlock = Math.min(blockSize, unread);
    unread -= inBlock;
    while (inBlock > 0) {
      const stop = Math.min(arc + inBlock, arcCount);
      inBlock -= stop - arc;
      for (; arc < stop; arc++) {
        const violation = side[arc]! * (cost[arc]! - potential[tail[arc]!]! + potential[head[arc]!]!);
        if (violation < least) {
          least = violation;
          best = arc;
        }
      }
      if (arc === arcCount) arc = 0; // wrap round
    }
  }
  cursor[0] = arc;
  return best;
}
