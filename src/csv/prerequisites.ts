/** Which courses of a catalogue can never be taken, since what they ask for cannot be passed. */
import { type Problem, quoted } from "./problem.js";

/** A course and the ids of those to be passed before. */
export interface CourseNeeds {
  readonly id: string;
  readonly needs: readonly string[];
}

/**
 * Courses, by id, that ask for one that is not there, for one another in a circle, or for such a course; and those that ask for
 * more than `most`, others' prerequisites included. Linear in the courses and their prerequisites, but for `most`.
 */
export function unfitPrerequisites(courses: readonly CourseNeeds[], most: number): ReadonlyMap<string, Problem> {
  const needsOf = new Map(courses.map(({ id, needs }) => [id, needs]));
  const askedBy = new Map<string, string[]>();
  for (const { id, needs } of courses) {
    for (const need of needs) {
      const asking = askedBy.get(need);
      if (asking === undefined) askedBy.set(need, [id]);
      else asking.push(id);
    }
  }
  const unfit = new Map<string, Problem>();
  for (const { id, needs } of courses) {
    const missing = needs.find((need) => !needsOf.has(need));
    if (missing !== undefined) unfit.set(id, absent(missing));
  }
  spread(unfit, askedBy);

  // Of the rest, those that no order of taking reaches stand in a circle or behind one.
  const open = new Map(courses.filter(({ id }) => !unfit.has(id)).map(({ id, needs }) => [id, needs.length]));
  const taken = takeAll(open, askedBy);
  // From the other side: what nobody left asks for stands behind a circle, not in one.
  const circle = new Map(
    [...open.keys()].map((id) => [id, (askedBy.get(id) ?? []).filter((asking) => open.has(asking)).length]),
  );
  takeAll(circle, needsOf);
  for (const id of circle.keys()) {
    unfit.set(id, {
      code: "csv/prerequisite-cycle",
      message: `${quoted(id)} asks, directly or through others, for itself to be passed before`,
      hint: "remove one of the prerequisites of the circle",
    });
  }
  spread(unfit, askedBy);
  for (const id of tooDeep(taken, needsOf, most)) {
    unfit.set(id, {
      code: "csv/too-many-prerequisites",
      message: `${quoted(id)} has more than ${most} prerequisites, direct or through others`,
    });
  }
  return unfit;
}

/**
 * Courses that ask for more than `most`, one of them through another included.
 *
 * @param order - everything that a course asks for stands before it
 */
function tooDeep(
  order: readonly string[],
  needsOf: ReadonlyMap<string, readonly string[]>,
  most: number,
): readonly string[] {
  const allOf = new Map<string, ReadonlySet<string> | undefined>();
  for (const id of order) {
    let all: Set<string> | undefined = new Set();
    for (const need of needsOf.get(id)!) {
      const before = allOf.get(need);
      all = before === undefined ? undefined : all.add(need);
      for (const each of before ?? []) all?.add(each);
      if (all === undefined || all.size > most) {
        all = undefined;
        break;
      }
    }
    allOf.set(id, all);
  }
  return order.filter((id) => allOf.get(id) === undefined);
}

/** Removes what waits for nothing, and what then waits for nothing. Returns it in this order. */
function takeAll(waiting: Map<string, number>, next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const taken: string[] = [];
  const ready = [...waiting].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    waiting.delete(id);
    taken.push(id);
    for (const other of next.get(id) ?? []) {
      const count = waiting.get(other);
      if (count === undefined) continue;
      waiting.set(other, count - 1);
      if (count === 1) ready.push(other);
    }
  }
  return taken;
}

/** Adds whatever asks for an unfit course. */
function spread(unfit: Map<string, Problem>, askedBy: ReadonlyMap<string, readonly string[]>): void {
  const open = [...unfit.keys()];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const asking of askedBy.get(id) ?? []) {
      if (unfit.has(asking)) continue;
      unfit.set(asking, absent(id, "which is left out"));
      open.push(asking);
    }
  }
}

function absent(id: string, why = "which is not among the courses read from this file"): Problem {
  return {
    code: "csv/unknown-prerequisite",
    message: `asks for ${quoted(id)}, ${why}`,
    hint: "prerequisites are given by the code (or the name) of a course of the file, separated by |",
  };
}
