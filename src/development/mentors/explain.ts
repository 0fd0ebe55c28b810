/** Pairs and missing mentors in words and figures. */
import type { Check } from "../../planning/index.js";
import type { PairJudge, People } from "./who-may.js";
import { closedBy, gapOf } from "./who-may.js";
import type { MentorCondition, MentoringSettings, MentorPair, UnmatchedMentee } from "./types.js";
import {
  CHECKS,
  CONDITIONS,
  gradesUnknown,
  menteeUnrated,
  mentorUnrated,
  pairText,
  reasonText,
  unmatchedText,
} from "./words.js";

/** A pair by the numbers of its people. */
export function describePair(
  people: People,
  judge: PairJudge,
  mentee: number,
  mentor: number,
  { months, maximumGradeDistance }: MentoringSettings,
): MentorPair {
  const { staff, posts, lacks, unrated, availability, readiness, near } = people;
  const [menteeId, mentorId] = [staff[mentee]!.id, staff[mentor]!.id];
  const unitId = posts[mentor]!.unitId;
  const { relation } = near(posts[mentee]!.unitId).find((each) => each.unitId === unitId)!;
  const competencies = closedBy(staff[mentor]!, lacks[mentee]!);
  const gapClosed = competencies.reduce((sum, { from, to }) => sum + to - from, 0);
  const gradeDistance = judge.gradeDistance(mentee, mentor) ?? null;
  const basis = competencies.length > 0 ? "competency" : "experience";
  const checks: Check[] = [...availability[mentor]!.checks, ...readiness[mentee]!.checks];
  if (gradeDistance === null) checks.push(gradesUnknown(maximumGradeDistance));
  if (unrated[mentee]!.length > 0) checks.push(menteeUnrated(unrated[mentee]!));
  if (basis === "experience") {
    if (lacks[mentee]!.length > 0) checks.push(mentorUnrated(lacks[mentee]!.map(({ competency }) => competency)));
    if (people.since[mentee] === undefined || people.since[mentor] === undefined) checks.push(CHECKS.experience);
  }
  return {
    menteeId,
    mentorId,
    basis,
    competencies,
    gapClosed,
    gapLeft: gapOf(lacks[mentee]!) - gapClosed,
    relation,
    gradeDistance,
    checks,
    text: pairText(menteeId, mentorId, competencies, relation, gradeDistance, months),
  };
}

/** Why a mentee has no mentor: everyone else on the staff list under the first condition that stands in the way. */
export function describeUnmatched(
  people: People,
  judge: PairJudge,
  mentee: number,
  waiting: number,
  settings: MentoringSettings,
): UnmatchedMentee {
  const { staff, posts, availability, readiness, inUnit, near, lacks } = people;
  const counts = new Map<MentorCondition, number>();
  const count = (condition: MentorCondition, by: number): void => {
    counts.set(condition, (counts.get(condition) ?? 0) + by);
  };
  const others = staff.length - 1;
  const { barrier } = readiness[mentee]!;
  if (barrier !== undefined) count(barrier, others);
  else {
    let within = 0;
    for (const { unitId, relation } of near(posts[mentee]!.unitId)) {
      for (const other of inUnit.get(unitId) ?? []) {
        if (other === mentee) continue;
        within++;
        count(availability[other]!.barrier ?? judge.barrier(mentee, other, relation) ?? "full", 1);
      }
    }
    count("withoutPost", waiting);
    count("tooFar", others - waiting - within);
  }
  const reasons = CONDITIONS.flatMap((condition) => {
    const found = counts.get(condition) ?? 0;
    return found === 0 ? [] : [{ condition, count: found, text: reasonText(condition, found, settings) }];
  });
  const menteeId = staff[mentee]!.id;
  return { menteeId, gap: gapOf(lacks[mentee]!), reasons, text: unmatchedText(menteeId, reasons) };
}
