/**
 * Floors on places that lie in one another, and nothing else beyond rules and seats, need no rows: they are bounds on the arcs
 * of a tree from positions up to everything (mathematics, section "The network"). The plan that misses least of them is one
 * cheapest flow, whole by itself, and in a city a hundred times faster than a program.
 *
 *     group ──► position ──► smallest place with a floor ──► the next larger ──► … ──► all
 *
 * Each place with a floor sends its first people up at a reward, the others at no cost.
 */
import { minCostFlow } from "../../network/min-cost-flow.js";
import type { Formulation, PairFlow } from "../formulate.js";
import type { Row } from "./rows.js";

/** A floor as a row (people ≥ lower at its places), and what each person that it lacks costs; `undefined`: it must hold. */
export interface PricedFloor {
  readonly row: Row;
  readonly price: number | undefined;
}

/**
 * The plan that costs least; `impossible` where no plan keeps the floors that must hold, `undefined` where places overlap
 * without lying in one another. O(one network simplex on pairs and places).
 *
 * @param costOf integer cost of a person of a group at a place, `undefined`: closed. Default: all cost nothing.
 */
export function leastLackingPlan(
  { groups, positions, people, start, place }: Formulation,
  floors: readonly PricedFloor[],
  costOf?: (group: number, place: number) => number | undefined,
): PairFlow | "impossible" | undefined {
  const chain = nested(floors, positions.length);
  if (chain === undefined) return undefined;
  // Nobody need go where no floor is: whoever would make room there may as well stay, and the one who would come, too.
  const isWanted = new Uint8Array(positions.length);
  for (const { inside } of chain) inside.forEach((flag, p) => (isWanted[p]! |= flag));
  const [firstPosition, firstFloor] = [groups.length, groups.length + positions.length];
  const all = firstFloor + chain.length;
  const arcs: { tail: number; head: number; lower: number; upper: number; cost: number }[] = [];
  const pairs: number[] = [];
  for (let g = 0; g < groups.length; g++) {
    for (let pair = start[g]!; pair < start[g + 1]!; pair++) {
      const at = place[pair]!;
      if (pair !== start[g] && (at === positions.length || isWanted[at] === 0)) continue;
      const cost = costOf === undefined ? 0 : costOf(g, at);
      if (cost === undefined) continue;
      const head = at === positions.length ? all : firstPosition + at;
      arcs.push({ tail: g, head, lower: 0, upper: people[g]!, cost });
      pairs.push(pair);
    }
  }
  const parentOf = (inside: (k: number) => boolean): number => {
    const k = chain.findIndex((_, n) => inside(n));
    return k < 0 ? all : firstFloor + k;
  };
  positions.forEach(({ width }, p) => {
    const head = parentOf((k) => chain[k]!.inside[p] === 1);
    arcs.push({ tail: firstPosition + p, head, lower: 0, upper: width, cost: 0 });
  });
  const crowd = people.reduce((sum, each) => sum + each, 0);
  chain.forEach(({ inside, lower, price }, k) => {
    const head = parentOf((n) => n > k && inside.every((flag, p) => flag === 0 || chain[n]!.inside[p] === 1));
    const wanted = Math.max(0, lower);
    if (price === undefined)
      arcs.push({ tail: firstFloor + k, head, lower: wanted, upper: Math.max(wanted, crowd), cost: 0 });
    else {
      arcs.push({ tail: firstFloor + k, head, lower: 0, upper: wanted, cost: 0 - price });
      arcs.push({ tail: firstFloor + k, head, lower: 0, upper: crowd, cost: 0 });
    }
  });
  const supply = new Float64Array(all + 1);
  supply.set(people);
  supply[all] = 0 - crowd;
  const result = minCostFlow({
    nodeCount: all + 1,
    tail: Int32Array.from(arcs, ({ tail }) => tail),
    head: Int32Array.from(arcs, ({ head }) => head),
    lower: Float64Array.from(arcs, ({ lower }) => lower),
    upper: Float64Array.from(arcs, ({ upper }) => upper),
    cost: Float64Array.from(arcs, ({ cost }) => cost),
    supply,
  });
  if (result.status !== "optimal") return "impossible";
  const used = pairs.flatMap((pair, k) => (result.flow[k]! > 0 ? [{ pair, people: result.flow[k]! }] : []));
  return { pair: Int32Array.from(used, ({ pair }) => pair), people: Int32Array.from(used, (each) => each.people) };
}

interface NestedFloor {
  readonly inside: Uint8Array;
  readonly lower: number;
  readonly price: number | undefined;
}

/** Floors by size, smallest first, each inside or apart from every later one; `undefined` where two overlap. */
function nested(floors: readonly PricedFloor[], positionCount: number): readonly NestedFloor[] | undefined {
  const list = floors.map(({ row, price }) => {
    const inside = new Uint8Array(positionCount);
    for (const p of row.places ?? []) if (p < positionCount) inside[p] = 1;
    return { inside, lower: row.lower, price, size: inside.reduce((sum, flag) => sum + flag, 0) };
  });
  list.sort((a, b) => a.size - b.size);
  for (let k = 0; k < list.length; k++) {
    for (let n = k + 1; n < list.length; n++) {
      const shared = list[k]!.inside.reduce((sum, flag, p) => sum + (flag & list[n]!.inside[p]!), 0);
      if (shared !== 0 && shared !== list[k]!.size) return undefined;
    }
  }
  return list;
}
