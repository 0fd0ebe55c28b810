/** Every pair that may be, of units within reach of each other alone: rows are mentees, entries their possible mentors. */
import { ScenarioError } from "../../errors/index.js";
import { collectPairs, MOST_PAIRS } from "./pair-columns.js";
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

/**
 * Judges the pairs. O(pairs of units within reach).
 *
 * @throws ScenarioError `development/too-many-pairs` if more than `most` may be
 */
export function candidatesOf(
  people: People,
  mentees: readonly number[],
  judge: PairJudge,
  maximumGradeDistance: number,
  most: number = MOST_PAIRS,
): Candidates {
  const { staff, posts, availability, readiness, inUnit, near, lacks } = people;
  const available = new Map(
    Array.from(inUnit, ([unitId, there]) => [unitId, there.filter((j) => availability[j]!.barrier === undefined)]),
  );
  const pairs = collectPairs(most);
  const start = new Int32Array(mentees.length + 1);
  const isMentor = new Uint8Array(staff.length);
  for (const [row, i] of mentees.entries()) {
    const isReady = readiness[i]!.barrier === undefined;
    for (const { unitId, relation } of isReady ? near(posts[i]!.unitId) : []) {
      for (const j of available.get(unitId) ?? []) {
        if (j === i || judge.barrier(i, j, relation) !== undefined) continue;
        pairs.add(j, judge.closes(i, j), AWAY[relation], judge.gradeDistance(i, j) ?? maximumGradeDistance);
        isMentor[j] = 1;
      }
    }
    if (pairs.isTooFull) throw tooManyPairs(most, row + 1, mentees.length);
    start[row + 1] = pairs.count;
  }
  const index = new Int32Array(staff.length);
  const mentors: number[] = [];
  isMentor.forEach((is, j) => {
    if (is === 0) return;
    index[j] = mentors.length;
    mentors.push(j);
  });
  const { person, ...counted } = pairs.columns();
  return {
    mentees,
    mentors,
    start,
    mentor: person.map((j) => index[j]!),
    ...counted,
    gap: Int32Array.from(mentees, (i) => gapOf(lacks[i]!)),
  };
}

function tooManyPairs(most: number, looked: number, mentees: number): ScenarioError {
  const message = `${looked} of ${mentees} mentees have more than ${most} possible pairs with mentors: that is too many to choose from`;
  const hint = 'reach: "unit" looks nearer by, or name fewer mentees at a time';
  return new ScenarioError([{ code: "development/too-many-pairs", path: ["options", "reach"], message, hint }]);
}
