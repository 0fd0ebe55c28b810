/**
 * What is still open to the transport kernel after some levels: for every group a few own pairs and, as long as no level
 * told single pairs apart, the whole set of posts that it may enter as a shared list; for every position a range of seats.
 *
 * A city has millions of pairs but only some hundreds of different sets. Levels that look at nothing but the kind of a
 * pair (floors, balance, moves …) are solved on the sets; the first level that looks closer spells out the pairs that are
 * left by then.
 */
import type { TransportFace } from "../network/transport/face.js";
import type { HeldUnits } from "../network/transport/run.js";
import type { TransportProblem, TransportResult } from "../network/transport/types.js";
import type { FlowNetwork } from "../network/types.js";
import type { Formulation, PairFlow } from "./formulate.js";

/** See above. Waiting is the place after the last position. */
export interface OpenPlans {
  /** Own pairs: CSR by group. */
  readonly start: Int32Array;
  readonly position: Int32Array;
  /** Length own pairs: which pair of the formulation each is. */
  readonly pair: Int32Array;
  /** The shared lists, where there are any: by group, −1 for none. */
  readonly lists: { readonly list: Int32Array; readonly start: Int32Array; readonly position: Int32Array } | undefined;
  /** Length places: seats that are surely taken, and the last that may be. */
  readonly sure: Int32Array;
  readonly last: Int32Array;
  /** The plan in hand, as the kernel holds it. */
  readonly held: HeldUnits;
}

/** Everything open. `last`: the seats of each place; `inHand`: a possible plan. O(pairs in use · log posts of a set). */
export function allOpen(formulation: Formulation, last: Int32Array, inHand: PairFlow): OpenPlans {
  const { groups, start, place, list, listStart, listPlace } = formulation;
  const row = new Int32Array(inHand.pair.length);
  const arc = inHand.pair.map((pair, k) => {
    const g = (row[k] = formulation.groupOf(pair));
    if (pair === start[g]) return g; // the present place
    let [low, high] = [listStart[list[g]!]!, listStart[list[g]! + 1]!]; // posts of a set ascend
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (listPlace[middle]! <= place[pair]!) low = middle;
      else high = middle;
    }
    return groups.length + low;
  });
  return {
    start: Int32Array.from({ length: groups.length + 1 }, (_, g) => g),
    position: Int32Array.from(groups, (_, g) => place[start[g]!]!),
    pair: start.slice(0, groups.length),
    lists: { list, start: listStart, position: listPlace },
    sure: new Int32Array(last.length),
    last,
    held: { row, arc, count: inHand.people },
  };
}

/** The same with every pair spelt out. O(pairs that are open · log pairs of a group). */
export function spelledOut(open: OpenPlans, formulation: Formulation): OpenPlans {
  const { lists } = open;
  if (lists === undefined) return open;
  const groupCount = open.start.length - 1;
  const start = new Int32Array(groupCount + 1);
  let most = open.pair.length;
  for (const list of lists.list) if (list >= 0) most += lists.start[list + 1]! - lists.start[list]!;
  const pair = new Int32Array(most);
  let used = 0;
  for (let g = 0; g < groupCount; g++) {
    for (let a = open.start[g]!; a < open.start[g + 1]!; a++) pair[used++] = open.pair[a]!;
    const own = formulation.place[formulation.start[g]!]!;
    const isOwnOpen = used > start[g]!;
    const list = lists.list[g]!;
    const [first, end] = list < 0 ? [0, 0] : [lists.start[list]!, lists.start[list + 1]!];
    for (let k = first; k < end; k++) {
      const at = lists.position[k]!;
      if (at !== own || !isOwnOpen) pair[used++] = formulation.pairOf(g, at);
    }
    start[g + 1] = used;
  }
  const flow = pairsHeld(open, formulation);
  const arcOf = (group: number, wanted: number): number => {
    let [low, high] = [start[group]!, start[group + 1]!]; // pairs of a group ascend
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (pair[middle]! <= wanted) low = middle;
      else high = middle;
    }
    return low;
  };
  return {
    ...open,
    start,
    pair: pair.slice(0, used),
    position: pair.slice(0, used).map((each) => formulation.place[each]!),
    lists: undefined,
    held: {
      row: open.held.row,
      arc: flow.pair.map((each, k) => arcOf(open.held.row[k]!, each)),
      count: open.held.count,
    },
  };
}

/** The problem of a level whose pieces of seats and costs are given. */
export function openProblem(
  open: OpenPlans,
  supply: Int32Array,
  pieces: Pick<TransportProblem, "pieceStart" | "pieceWidth" | "pieceSlope">,
  cost: Int32Array,
  listCost: Int32Array | undefined,
): TransportProblem {
  return {
    start: open.start,
    position: open.position,
    cost,
    supply,
    ...pieces,
    lower: open.sure,
    ...(open.lists === undefined || listCost === undefined ? {} : { shared: { ...open.lists, cost: listCost } }),
  };
}

/** What is left open on the optimal face of a level, with the plan that was found there. */
export function narrowed(
  open: OpenPlans,
  face: TransportFace,
  answer: Extract<TransportResult, { status: "optimal" }>,
): OpenPlans {
  const row: number[] = [];
  const arc: number[] = [];
  const count: number[] = [];
  const hold = (g: number, a: number, units: number): void => {
    row.push(g);
    arc.push(a);
    count.push(units);
  };
  for (let g = 0; g + 1 < face.start.length; g++) {
    for (let a = face.start[g]!; a < face.start[g + 1]!; a++) {
      const units = answer.flow[face.arc[a]!]!;
      if (units > 0) hold(g, a, units);
    }
  }
  const { list, listStart, listPosition } = face;
  const isListed = list !== undefined && list.some((each) => each >= 0);
  if (isListed && answer.sharedFlow !== undefined) {
    const { row: rows, entry, units } = answer.sharedFlow;
    for (let k = 0; k < rows.length; k++) {
      const at = open.lists!.position[entry[k]!]!;
      let e = listStart![list[rows[k]!]!]!;
      while (listPosition![e] !== at) e++;
      hold(rows[k]!, face.arc.length + e, units[k]!);
    }
  }
  return {
    start: face.start,
    position: face.position,
    pair: face.arc.map((a) => open.pair[a]!),
    lists: isListed ? { list, start: listStart!, position: listPosition! } : undefined,
    sure: face.sure,
    last: face.last,
    held: { row: Int32Array.from(row), arc: Int32Array.from(arc), count: Int32Array.from(count) },
  };
}

/** What is left of open plans, spelt out, where only some own pairs are kept; `flow`: people by own pair. */
export function keptPairs(open: OpenPlans, isKept: (arc: number) => boolean, flow: Float64Array): OpenPlans {
  const groupCount = open.start.length - 1;
  const start = new Int32Array(groupCount + 1);
  const kept: number[] = [];
  const row: number[] = [];
  const arc: number[] = [];
  const count: number[] = [];
  for (let g = 0; g < groupCount; g++) {
    for (let a = open.start[g]!; a < open.start[g + 1]!; a++) {
      if (!isKept(a)) continue;
      if (flow[a]! > 0) {
        row.push(g);
        arc.push(kept.length);
        count.push(flow[a]!);
      }
      kept.push(a);
    }
    start[g + 1] = kept.length;
  }
  return {
    ...open,
    start,
    position: Int32Array.from(kept, (a) => open.position[a]!),
    pair: Int32Array.from(kept, (a) => open.pair[a]!),
    held: { row: Int32Array.from(row), arc: Int32Array.from(arc), count: Int32Array.from(count) },
  };
}

/** Where the units of a plan are. */
export function placeHeld({ position, lists }: OpenPlans, arc: number): number {
  return arc < position.length ? position[arc]! : lists!.position[arc - position.length]!;
}

/** The plan in hand, or another one on the same open plans, by pairs of the formulation. */
export function pairsHeld(open: OpenPlans, formulation: Formulation, held: HeldUnits = open.held): PairFlow {
  const pair = Int32Array.from(held.arc, (arc, k) =>
    arc < open.pair.length ? open.pair[arc]! : formulation.pairOf(held.row[k]!, placeHeld(open, arc)),
  );
  return { pair, people: held.count };
}

/** Cost of a plan on the problem of a level. */
export function costHeld(problem: TransportProblem, open: OpenPlans, held: HeldUnits): number {
  const heads = new Int32Array(problem.pieceStart.length - 1);
  let cost = 0;
  held.arc.forEach((arc, k) => {
    const each = arc < problem.cost.length ? problem.cost[arc]! : problem.shared!.cost[held.row[k]!]!;
    cost += each * held.count[k]!;
    heads[placeHeld(open, arc)]! += held.count[k]!;
  });
  heads.forEach((people, p) => {
    for (let k = problem.pieceStart[p]!, left = people; left > 0 && k < problem.pieceStart[p + 1]!; k++) {
      const taken = Math.min(left, problem.pieceWidth[k]!);
      cost += taken * problem.pieceSlope[k]!;
      left -= taken;
    }
  });
  return cost;
}

/** What is open, spelt out, as a network without costs, with the plan in hand: one arc a pair, one for the seats of a place. */
export function openNetwork(
  { start, position, sure, last, held }: OpenPlans,
  people: Int32Array,
): { network: FlowNetwork; flow: Float64Array } {
  const [rows, places] = [people.length, last.length];
  const sink = rows + places;
  const arcCount = position.length + places;
  const tail = new Int32Array(arcCount);
  const head = new Int32Array(arcCount).fill(sink);
  const lower = new Float64Array(arcCount);
  const upper = new Float64Array(arcCount).fill(Infinity);
  const supply = new Float64Array(sink + 1);
  supply.set(people);
  for (const each of people) supply[sink]! -= each;
  for (let i = 0; i < rows; i++) {
    for (let a = start[i]!; a < start[i + 1]!; a++) {
      tail[a] = i;
      head[a] = rows + position[a]!;
    }
  }
  const flow = new Float64Array(arcCount);
  held.arc.forEach((a, k) => {
    flow[a]! += held.count[k]!;
    flow[position.length + position[a]!]! += held.count[k]!;
  });
  for (let p = 0; p < places; p++) {
    tail[position.length + p] = rows + p;
    lower[position.length + p] = sure[p]!;
    upper[position.length + p] = last[p]!;
  }
  return { network: { nodeCount: sink + 1, tail, head, lower, upper, cost: new Float64Array(arcCount), supply }, flow };
}
