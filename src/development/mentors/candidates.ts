/** Every pair that may be, of units within reach of each other alone: rows are mentees, entries their possible mentors. */
import { gapOf, type PairJudge, type People } from "./who-may.js";
import type { UnitRelation } from "./types.js";

/** Possible pairs by mentee. */
export interface Candidates {
  /** People by number (`People`), ascending: those who need a mentor. */
  readonly mentees: readonly number[];
  /** People by number, ascending: those who may mentor at least one of them. */
  readonly mentors: readonly number[];
  /** Length mentees + 1: mentee r has the pairs start[r] … start[r + 1] − 1. */
  readonly start: Int32Array;
  /** By pair: index into `mentors`. */
  readonly mentor: Int32Array;
  /** By pair: levels closed. */
  readonly closes: Int32Array;
  /** By pair: 0 same unit, 1 neighbour, 2 agency. */
  readonly away: Uint8Array;
  /** By pair: steps of grade; the most that is allowed where grades do not compare. */
  readonly steps: Uint8Array;
  /** By mentee: levels known to be short. */
  readonly gap: Int32Array;
}

/** How many goals count a relation of units. */
export const AWAY: Readonly<Record<UnitRelation, number>> = { sameUnit: 0, neighbour: 1, agency: 2 };

/** Judges the pairs. O(pairs of units within reach). */
export function candidatesOf(
  people: People,
  mentees: readonly number[],
  judge: PairJudge,
  maximumGradeDistance: number,
): Candidates {
  const { staff, posts, availability, inUnit, near, lacks } = people;
  const available = new Map(
    Array.from(inUnit, ([unitId, there]) => [unitId, there.filter((j) => availability[j]!.barrier === undefined)]),
  );
  let size = 1024;
  let person = new Int32Array(size);
  let closes = new Int32Array(size);
  let away = new Uint8Array(size);
  let steps = new Uint8Array(size);
  let used = 0;
  const grow = (): void => {
    size *= 2;
    [person, closes] = [longer(person, new Int32Array(size)), longer(closes, new Int32Array(size))];
    [away, steps] = [longer(away, new Uint8Array(size)), longer(steps, new Uint8Array(size))];
  };
  const start = new Int32Array(mentees.length + 1);
  const isMentor = new Uint8Array(staff.length);
  mentees.forEach((i, row) => {
    const post = posts[i] ?? null;
    for (const { unitId, relation } of post === null ? [] : near(post.unitId)) {
      for (const j of available.get(unitId) ?? []) {
        if (j === i || judge.barrier(i, j, relation) !== undefined) continue;
        if (used === size) grow();
        person[used] = j;
        closes[used] = judge.closes(i, j);
        away[used] = AWAY[relation];
        steps[used++] = judge.gradeDistance(i, j) ?? maximumGradeDistance;
        isMentor[j] = 1;
      }
    }
    start[row + 1] = used;
  });
  const index = new Int32Array(staff.length);
  const mentors: number[] = [];
  isMentor.forEach((is, j) => {
    if (is === 0) return;
    index[j] = mentors.length;
    mentors.push(j);
  });
  return {
    mentees,
    mentors,
    start,
    mentor: person.slice(0, used).map((j) => index[j]!),
    closes: closes.subarray(0, used),
    away: away.subarray(0, used),
    steps: steps.subarray(0, used),
    gap: Int32Array.from(mentees, (i) => gapOf(lacks[i]!)),
  };
}

function longer<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
