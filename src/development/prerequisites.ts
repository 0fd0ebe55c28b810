/**
 * The order in which courses can be taken: every prerequisite before the course that asks for it. Prerequisites that go
 * round in a circle are named, each circle once.
 */

/** What follows from the prerequisites of a catalogue. */
export interface PrerequisiteOrder {
  /** By course: all its prerequisites, those of prerequisites included, in an order of taking (ties: by id). */
  readonly closureOf: ReadonlyMap<string, readonly string[]>;
  /** Circles that share no course, at least one of each knot: from the first course by id, each asking for the next one. */
  readonly cycles: readonly (readonly string[])[];
  /** Courses with more prerequisites than `most`, in id order; what builds on them is not listed again. */
  readonly tooMany: readonly string[];
}

/**
 * Orders courses by their prerequisites. Where there are cycles or too many prerequisites, `closureOf` is not complete.
 * O(courses × most × log most + prerequisites), the same for every order of courses.
 *
 * @param direct - by course in id order, its own prerequisites among the courses, sorted, none itself
 * @param most - prerequisites, direct or not, that one course may have
 */
export function orderPrerequisites(direct: ReadonlyMap<string, readonly string[]>, most: number): PrerequisiteOrder {
  const followers = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [id, needs] of direct) {
    open.set(id, needs.length);
    for (const need of needs) {
      const known = followers.get(need);
      if (known === undefined) followers.set(need, [id]);
      else known.push(id);
    }
  }
  const ids = [...direct.keys()];
  const queue = ids.filter((id) => open.get(id) === 0);
  const settled = new Set<string>();
  const depth = new Map<string, number>();
  const closureOf = new Map<string, readonly string[]>();
  const cycles: string[][] = [];
  const tooMany: string[] = [];

  const settle = (id: string): void => {
    settled.add(id);
    for (const follower of followers.get(id) ?? []) {
      const left = open.get(follower)! - 1;
      open.set(follower, left);
      if (left === 0 && !settled.has(follower)) queue.push(follower);
    }
  };
  /** Depth is the length of the longest chain below: what comes first has the smaller one. */
  const close = (id: string): void => {
    const all = new Set<string>();
    for (const need of direct.get(id)!) {
      for (const deeper of closureOf.get(need) ?? []) all.add(deeper);
      all.add(need);
      if (all.size > most) break;
    }
    if (all.size > most) tooMany.push(id);
    const needed = all.size > most ? [] : [...all];
    closureOf.set(
      id,
      needed.sort((a, b) => depth.get(a)! - depth.get(b)! || (a < b ? -1 : 1)),
    );
    depth.set(
      id,
      direct.get(id)!.reduce((deepest, need) => Math.max(deepest, (depth.get(need) ?? 0) + 1), 0),
    );
  };

  let next = 0;
  let first = 0;
  for (;;) {
    for (; next < queue.length; next++) {
      close(queue[next]!);
      settle(queue[next]!);
    }
    while (first < ids.length && settled.has(ids[first]!)) first++;
    if (first === ids.length) break;
    // Every course left asks for one that is left: going on like this ends in a circle.
    const cycle = circleFrom(ids[first]!, (id) => direct.get(id)!.find((need) => !settled.has(need))!);
    cycles.push(cycle);
    for (const id of cycle) {
      settled.add(id); // all of them before any: they follow one another
      closureOf.set(id, []);
      depth.set(id, 0);
    }
    for (const id of cycle) settle(id);
  }
  return { closureOf, cycles, tooMany: tooMany.sort((a, b) => (a < b ? -1 : 1)) };
}

function circleFrom(start: string, nextOf: (id: string) => string): string[] {
  const placeOf = new Map<string, number>();
  const walk: string[] = [];
  let id = start;
  while (!placeOf.has(id)) {
    placeOf.set(id, walk.push(id) - 1);
    id = nextOf(id);
  }
  const circle = walk.slice(placeOf.get(id));
  const least = circle.reduce((a, b) => (a < b ? a : b));
  const turn = circle.indexOf(least);
  return [...circle.slice(turn), ...circle.slice(0, turn)];
}
