/**
 * The turns of the level `merit` once more, for the verifier and the audit alone: on positions and the people at them, not on
 * the network of the solver, and from the finished plan, which needs no step to be taken again.
 *
 * Whether a person could be somewhere else in a plan that keeps what is settled so far: such a plan differs from the one at hand
 * by people who move round in a circle. So: post → post where somebody at the first may take the second, post → unit → sink
 * and back where a seat is free to be taken or given up. A person may be at p instead of q exactly if a way leads from p
 * to q.
 */
import type { AlikePeople, Seats } from "./verify-levels.js";

/** The plan at hand with what is open: places of people, ranges of seats. */
export interface OpenFace {
  readonly people: readonly AlikePeople[];
  readonly positionSeats: readonly Seats[];
  readonly unitSeats: readonly Seats[];
  /** Where a person is: index of a position, −1 for waiting. */
  readonly at: (staffId: string) => number;
}

/** The ways between places: nodes are positions, then waiting, then units, then the sink. */
interface Ways {
  readonly count: number;
  /** What leads on from a node. */
  readonly next: (node: number) => Iterable<number>;
  readonly nodeOf: (place: number) => number;
}

function waysOn({ people, positionSeats, unitSeats, at }: OpenFace): Ways {
  const waiting = positionSeats.length;
  const firstUnit = waiting + 1;
  const sink = firstUnit + unitSeats.length;
  const here = Array.from({ length: waiting + 1 }, (): AlikePeople[] => []);
  const heads = new Int32Array(waiting + 1);
  for (const alike of people) {
    for (const { id } of alike.members) {
      const node = at(id) < 0 ? waiting : at(id);
      here[node]!.push(alike);
      heads[node]!++;
    }
  }
  const unitHeads = new Int32Array(unitSeats.length);
  const inside = unitSeats.map((): number[] => []);
  positionSeats.forEach(({ above }, p) => {
    if (above < 0) return;
    unitHeads[above]! += heads[p]!;
    inside[above]!.push(p);
  });
  const below = (node: number): readonly number[] =>
    node < sink
      ? inside[node - firstUnit]!
      : unitSeats.length > 0
        ? unitSeats.map((_, u) => firstUnit + u)
        : positionSeats.map((_, p) => p);
  const givesUp = (node: number): boolean => {
    if (node === waiting) return heads[waiting]! > 0;
    return node < waiting
      ? heads[node]! > positionSeats[node]!.sure
      : unitHeads[node - firstUnit]! > unitSeats[node - firstUnit]!.sure;
  };
  const takesOn = (node: number): boolean => {
    if (node === waiting) return true;
    return node < waiting
      ? heads[node]! < positionSeats[node]!.last
      : unitHeads[node - firstUnit]! < unitSeats[node - firstUnit]!.last;
  };
  return {
    count: sink + 1,
    nodeOf: (place) => (place < 0 ? waiting : place),
    *next(node) {
      if (node <= waiting) {
        for (const { places } of here[node]!) for (const place of places) yield place < 0 ? waiting : place;
      }
      if (node < sink && takesOn(node)) {
        const above = node < waiting ? positionSeats[node]!.above : -1;
        yield above < 0 ? sink : firstUnit + above;
      }
      if (node >= firstUnit) for (const lower of below(node)) if (givesUp(lower)) yield lower;
      if (node === sink && givesUp(waiting)) yield waiting;
    },
  };
}

/**
 * Goes through the turns and narrows everyone's places to those that are as good as what the plan gives. Answers the first
 * person in turn who could have had a better place, if there is one. `standing` of a place, −1 for waiting: lower is better.
 * `face.people`: one person each. O(people + open places), and one search for each person who has not the best open place.
 */
export function firstWronged(
  face: OpenFace,
  turns: readonly AlikePeople[],
  standing: (person: AlikePeople, place: number) => number,
): { readonly staffId: string; readonly place: number } | undefined {
  const ways = waysOn(face);
  // Nodes that a failed search reached cannot reach the others: no circle joins them any more.
  const part = new Int32Array(ways.count);
  let parts = 1;
  for (const person of turns) {
    const staffId = person.members[0]!.id;
    const own = face.at(staffId);
    const target = ways.nodeOf(own);
    const likes = standing(person, own);
    const better = [...person.places].filter(
      (place) => standing(person, place) < likes && part[ways.nodeOf(place)] === part[target],
    );
    if (better.length > 0) {
      const reached = new Set(better.map((place) => ways.nodeOf(place)));
      const queue = [...reached];
      for (let k = 0; k < queue.length; k++) {
        for (const node of ways.next(queue[k]!)) {
          if (part[node] !== part[target] || reached.has(node)) continue;
          reached.add(node);
          queue.push(node);
        }
        if (reached.has(target)) return { staffId, place: better[0]! };
      }
      for (const node of reached) part[node] = parts;
      parts++;
    }
    person.places = person.places.filter((place) => standing(person, place) === likes);
  }
  return undefined;
}

/** The strongly connected parts of the ways: a person may be at `place` exactly if it shares a part with where he or she is. */
export function circlesOn(face: OpenFace): (from: number, place: number) => boolean {
  const ways = waysOn(face);
  const forward = Array.from({ length: ways.count }, (_, node) => [...new Set(ways.next(node))]);
  const backward = forward.map((): number[] => []);
  forward.forEach((list, node) => list.forEach((to) => backward[to]!.push(node)));
  // Kosaraju and Sharir: finish times forward, components backward.
  const order: number[] = [];
  const state = new Uint8Array(ways.count);
  for (let start = 0; start < ways.count; start++) {
    if (state[start] !== 0) continue;
    const trail: { node: number; next: number }[] = [{ node: start, next: 0 }];
    state[start] = 1;
    while (trail.length > 0) {
      const top = trail[trail.length - 1]!;
      const to = forward[top.node]![top.next++];
      if (to === undefined) {
        order.push(top.node);
        trail.pop();
      } else if (state[to] === 0) {
        state[to] = 1;
        trail.push({ node: to, next: 0 });
      }
    }
  }
  const part = new Int32Array(ways.count).fill(-1);
  for (const start of order.reverse()) {
    if (part[start] !== -1) continue;
    const queue = [start];
    part[start] = start;
    for (const node of queue) {
      for (const from of backward[node]!) {
        if (part[from] !== -1) continue;
        part[from] = start;
        queue.push(from);
      }
    }
  }
  return (from, place) => part[ways.nodeOf(from)] === part[ways.nodeOf(place)];
}
