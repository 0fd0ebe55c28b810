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

/** The ways between nodes: positions, then waiting, then units, then the sink. */
interface Ways {
  readonly count: number;
  /** By node: the nodes that a way leads to, and how many there are of it. */
  readonly out: readonly Map<number, number>[];
  /** By node: the nodes from which a way leads there. */
  readonly into: readonly Set<number>[];
  readonly nodeOf: (place: number) => number;
}

/** `counted`: how many there are of every way; otherwise people who may take the same posts from one post are read once. */
function waysOn({ people, positionSeats, unitSeats, at }: OpenFace, counted: boolean): Ways {
  const waiting = positionSeats.length;
  const firstUnit = waiting + 1;
  const sink = firstUnit + unitSeats.length;
  const nodeOf = (place: number): number => (place < 0 ? waiting : place);
  const out = Array.from({ length: sink + 1 }, () => new Map<number, number>());
  const into = Array.from({ length: sink + 1 }, () => new Set<number>());
  const add = (from: number, to: number): void => {
    out[from]!.set(to, (out[from]!.get(to) ?? 0) + 1);
    into[to]!.add(from);
  };
  const lists = Array.from({ length: firstUnit }, () => new Set<Int32Array>());
  const heads = new Int32Array(sink + 1);
  for (const { members, places } of people) {
    for (const { id } of members) {
      const node = nodeOf(at(id));
      heads[node]!++;
      if (!counted && lists[node]!.has(places)) continue; // people alike share one list
      lists[node]!.add(places);
      for (const place of places) add(node, nodeOf(place));
    }
  }
  const seat = (node: number, above: number, { sure, last }: Pick<Seats, "sure" | "last">): void => {
    if (heads[node]! < last) add(node, above);
    if (heads[node]! > sure) add(above, node);
  };
  positionSeats.forEach((seats, p) => {
    const above = seats.above < 0 ? sink : firstUnit + seats.above;
    if (above < sink) heads[above]! += heads[p]!;
    seat(p, above, seats);
  });
  unitSeats.forEach((seats, u) => seat(firstUnit + u, sink, seats));
  seat(waiting, sink, { sure: 0, last: Infinity });
  return { count: sink + 1, out, into, nodeOf };
}

/**
 * Goes through the turns and narrows everyone's places to those that are as good as what the plan gives. Answers the first
 * person in turn who could have had a better place, if there is one. `standing` of a place, −1 for waiting: lower is better.
 * `face.people`: one person each.
 *
 * A way is looked for from both ends by turns, so a search that fails costs no more than the smaller part that it found to
 * be cut off; that part is left out from then on. O(open places + ways · log nodes).
 */
export function firstWronged(
  face: OpenFace,
  turns: readonly AlikePeople[],
  standing: (person: AlikePeople, place: number) => number,
): { readonly staffId: string; readonly place: number } | undefined {
  const { count, out, into, nodeOf } = waysOn(face, true);
  const part = new Int32Array(count);
  let parts = 1;
  /** Whether a way leads from one node to another. */
  const isJoined = (from: number, to: number): boolean => {
    if (part[from] !== part[to]) return false;
    const ahead = { seen: new Set([from]), queue: [from], next: 0, work: 0 };
    const behind = { seen: new Set([to]), queue: [to], next: 0, work: 0 };
    while (ahead.next < ahead.queue.length && behind.next < behind.queue.length) {
      const isAhead = ahead.work <= behind.work;
      const [mine, other] = isAhead ? [ahead, behind] : [behind, ahead];
      const node = mine.queue[mine.next++]!;
      const onward = isAhead ? out[node]! : into[node]!;
      mine.work += onward.size + 1;
      for (const reached of onward.keys()) {
        if (part[reached] !== part[to] || mine.seen.has(reached)) continue;
        if (other.seen.has(reached)) return true;
        mine.seen.add(reached);
        mine.queue.push(reached);
      }
    }
    // One of them has seen all there is on its side: no circle joins that to the rest.
    for (const node of ahead.next === ahead.queue.length ? ahead.seen : behind.seen) part[node] = parts;
    parts++;
    return false;
  };
  for (const person of turns) {
    const staffId = person.members[0]!.id;
    const own = nodeOf(face.at(staffId));
    const likes = standing(person, face.at(staffId));
    const { places } = person;
    const likings = Float64Array.from(places, (place) => standing(person, place));
    const wronged = places.find((place, k) => likings[k]! < likes && isJoined(nodeOf(place), own));
    if (wronged !== undefined) return { staffId, place: wronged };
    const kept = places.filter((_, k) => likings[k] === likes);
    if (kept.length === places.length) continue;
    places.forEach((place, k) => {
      if (likings[k] === likes) return;
      const left = out[own]!.get(nodeOf(place))! - 1;
      if (left > 0) out[own]!.set(nodeOf(place), left);
      else {
        out[own]!.delete(nodeOf(place));
        into[nodeOf(place)]!.delete(own);
      }
    });
    person.places = kept;
  }
  return undefined;
}

/** The strongly connected parts of the ways: a person may be at `place` exactly if it shares a part with where he or she is. */
export function circlesOn(face: OpenFace): (from: number, place: number) => boolean {
  const { count, out, into, nodeOf } = waysOn(face, false);
  // Kosaraju and Sharir: finish times forward, components backward.
  const order: number[] = [];
  const isEntered = new Uint8Array(count);
  for (let start = 0; start < count; start++) {
    if (isEntered[start] === 1) continue;
    const trail = [{ node: start, onward: out[start]!.keys() }];
    isEntered[start] = 1;
    while (trail.length > 0) {
      const { node, onward } = trail[trail.length - 1]!;
      const step = onward.next();
      if (step.done === true) {
        order.push(node);
        trail.pop();
      } else if (isEntered[step.value] === 0) {
        isEntered[step.value] = 1;
        trail.push({ node: step.value, onward: out[step.value]!.keys() });
      }
    }
  }
  const part = new Int32Array(count).fill(-1);
  for (const start of order.reverse()) {
    if (part[start] !== -1) continue;
    const queue = [start];
    part[start] = start;
    for (const node of queue) {
      for (const from of into[node]!) {
        if (part[from] !== -1) continue;
        part[from] = start;
        queue.push(from);
      }
    }
  }
  return (from, place) => part[nodeOf(from)] === part[nodeOf(place)];
}
