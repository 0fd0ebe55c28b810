/**
 * The ranks of `leximin` once more, for the verifier alone. From the definition: seat k of a node of need r comes before
 * seat l of a node of need s if it lifts a lower ratio, (k−1)/r < (l−1)/s, or the same ratio by more. A seat lifts by 1/r,
 * so of equal ratios the smaller need comes first. Nodes without need come after everybody.
 */
import type { Exact, Measure } from "./verify-measures.js";

/** Need, and the most people that can ever be at a node. */
export interface NodeOfNeed {
  readonly need: Exact;
  readonly seats: number;
}

/** One measure a node. `step` in percentage points; 0: exact. */
export function newRanks(nodes: readonly NodeOfNeed[], step: Exact): Measure[] {
  const rankOf = step[0] === 0n ? sortedRanks(nodes) : bucketRanks(step);
  let highest = 0n;
  for (const { need, seats } of nodes) {
    if (seats === 0 || need[0] === 0n) continue;
    const rank = rankOf(need, seats);
    if (rank > highest) highest = rank;
  }
  return nodes.map(({ need }) => ({ atZero: 0n, slope: (k) => (need[0] > 0n ? rankOf(need, k) : highest + 1n) }));
}

/** floor(ratio before / step), the ratio in percent. */
function bucketRanks([top, bottom]: Exact): (need: Exact, k: number) => bigint {
  return ([r, s], k) => (BigInt(k - 1) * s * 100n * bottom) / (r * top);
}

function sortedRanks(nodes: readonly NodeOfNeed[]): (need: Exact, k: number) => bigint {
  const text = ([r, s]: Exact): string => `${r}/${s}`;
  const most = new Map<string, NodeOfNeed>();
  for (const node of nodes) {
    if (node.need[0] > 0n && node.seats > (most.get(text(node.need))?.seats ?? 0)) most.set(text(node.need), node);
  }
  const all = [...most.values()].flatMap(({ need, seats }) =>
    Array.from({ length: seats }, (_, before) => ({ need, before: BigInt(before) })),
  );
  type Seat = (typeof all)[number];
  const order = (a: Seat, b: Seat): number => {
    const lifted = a.before * a.need[1] * b.need[0] - b.before * b.need[1] * a.need[0];
    const need = a.need[0] * b.need[1] - b.need[0] * a.need[1];
    const difference = lifted === 0n ? need : lifted;
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  };
  all.sort(order);
  const ranks = new Map<string, bigint>();
  let rank = 0n;
  all.forEach((seat, k) => {
    if (k > 0 && order(all[k - 1]!, seat) !== 0) rank++;
    ranks.set(`${text(seat.need)} ${seat.before}`, rank);
  });
  return (need, k) => ranks.get(`${text(need)} ${k - 1}`) ?? rank;
}
