/**
 * Mentoring on small cases by its definition: every way to give mentors to mentees is tried, conditions and goals are taken
 * from the words of the documentation. Reads scenarios alone and shares nothing with the library but its facts.
 */
import type { Position, ScenarioInput, Staff } from "imbang";
import type { MentoringOptions } from "../../src/development/mentors/types.js";
import { hash } from "../../src/planning/hash.js";
import { compareGrades, RETIREMENT_AGES, retirementDate, retirementPost } from "../../src/regulation/index.js";

/** A mentoring as somebody with paper and pencil sees it. */
export interface BruteMentoring {
  /** Mentor by mentee; `null`: none. Every one that is best on all goals but the lottery. */
  readonly best: readonly Readonly<Record<string, string | null>>[];
  /** Values of the five goals before the lottery. */
  readonly values: readonly number[];
  /** By mentee and other person: what stands between them. */
  readonly verdicts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type SmallOptions = Required<
  Pick<MentoringOptions, "reach" | "maximumGradeDistance" | "months" | "keepSeniors" | "unknown">
> & { readonly capacity: Readonly<Record<string, number>>; readonly seed: string };

/** Tries everything. */
export function bruteMentoring(
  input: ScenarioInput,
  placeOf: Readonly<Record<string, string | null>>,
  mentees: readonly string[],
  options: SmallOptions,
): BruteMentoring {
  const { staff, units, positions, asOf } = input;
  const person = (id: string): Staff => staff.find((each) => each.id === id)!;
  const postNamed = (id: string | null): Position | null => positions.find((each) => each.id === id) ?? null;
  const postOf = (id: string): Position | null => postNamed(placeOf[id]!);
  const homeOf = (id: string): Position | null => postNamed(person(id).positionId);
  const unitNamed = (id: string) => units.find((each) => each.id === id)!;

  const relation = (a: Position, b: Position): 0 | 1 | 2 | null => {
    if (a.unitId === b.unitId) return 0;
    const [one, other] = [unitNamed(a.unitId), unitNamed(b.unitId)];
    const siblings = one.parentUnitId !== undefined && one.parentUnitId === other.parentUnitId;
    const isNeighbour = one.parentUnitId === other.id || other.parentUnitId === one.id || siblings;
    if (isNeighbour && options.reach !== "unit") return 1;
    return options.reach === "agency" && one.agencyId === other.agencyId ? 2 : null;
  };
  const sameJob = (a: Position, b: Position): boolean =>
    a.jobFamily !== undefined && b.jobFamily !== undefined
      ? a.jobFamily.toLowerCase() === b.jobFamily.toLowerCase()
      : a.title.toLowerCase() === b.title.toLowerCase();
  /** `null`: not recorded. */
  const inJobSince = (id: string): string | null => {
    const [home, post] = [homeOf(id), postOf(id)!];
    return home !== null && sameJob(home, post) ? (person(id).positionSince ?? null) : asOf;
  };
  const end = (() => {
    const date = new Date(`${asOf}T00:00:00Z`); // the first of a month in these tests
    date.setUTCMonth(date.getUTCMonth() + options.months);
    return date.toISOString().slice(0, 10);
  })();

  /** Of the mentor alone. */
  const alone = (id: string): string | null => {
    const { active, studyLeaveUntil, discipline, birthDate, jobFamily, jobLevel } = person(id);
    const post = postOf(id);
    if (post === null) return "withoutPost";
    if (active === false) return "notActive";
    if (studyLeaveUntil != null && studyLeaveUntil >= asOf) return "studyLeave";
    const severe = (discipline ?? []).filter(({ level }) => level === "severe");
    if (severe.some(({ until }) => until !== undefined && until >= asOf)) return "discipline";
    let isUnknown = studyLeaveUntil === undefined || discipline === undefined;
    if (severe.some(({ until }) => until === undefined)) isUnknown = true;
    if (birthDate === undefined) isUnknown = true;
    else {
      const kind =
        retirementPost(post) ??
        retirementPost({ ...(jobFamily && { jobFamily }), ...(jobLevel && { jobLevel }), ...post });
      const kinds = kind === undefined ? Object.values(RETIREMENT_AGES) : [RETIREMENT_AGES[kind]];
      const inService = kinds.map((ages) => retirementDate(birthDate, ages[0]!.value) >= end);
      if (!inService.includes(true)) return "retiring";
      if (inService.includes(false)) isUnknown = true;
    }
    if (homeOf(id)?.unitId !== post.unitId) return "changesUnit";
    if (options.capacity[id] === 0) return "noCapacity";
    return isUnknown && options.unknown === "forbid" ? "undecided" : null;
  };

  /** Of the mentee alone. */
  const asMentee = (id: string): string | null => {
    const { active, studyLeaveUntil, birthDate, jobFamily, jobLevel } = person(id);
    const post = postOf(id);
    if (post === null) return "menteeWithoutPost";
    if (active === false) return "menteeNotActive";
    if (studyLeaveUntil != null && studyLeaveUntil >= end) return "menteeStudyLeave";
    const kind =
      retirementPost(post) ??
      retirementPost({ ...(jobFamily && { jobFamily }), ...(jobLevel && { jobLevel }), ...post });
    const kinds = kind === undefined ? Object.values(RETIREMENT_AGES) : [RETIREMENT_AGES[kind]];
    const inService =
      birthDate === undefined ? [true, false] : kinds.map((ages) => retirementDate(birthDate, ages[0]!.value) >= end);
    if (!inService.includes(true)) return "menteeRetiring";
    const isUnknown = studyLeaveUntil === undefined || inService.includes(false);
    return isUnknown && options.unknown === "forbid" ? "menteeUndecided" : null;
  };

  const kept = new Set(
    units.flatMap(({ id: unitId }) => {
      const grade = (id: string): number => {
        const own = person(id).grade;
        if (own === undefined) return -1;
        return compareGrades(own, "I/a") === null ? compareGrades(own, "I")! : 100 + compareGrades(own, "I/a")!;
      };
      const order = staff
        .map(({ id }) => id)
        .filter((id) => postOf(id)?.unitId === unitId && alone(id) === null)
        .sort((a, b) => {
          const [mine, other] = [a, b].map((id) => inJobSince(id) ?? "9999");
          if (grade(a) !== grade(b)) return grade(b) - grade(a);
          if (mine !== other) return mine! < other! ? -1 : 1;
          return hash(options.seed, a) - hash(options.seed, b);
        });
      return order.slice(0, options.keepSeniors);
    }),
  );

  const lacks = (id: string): [name: string, own: number, asked: number][] =>
    Object.entries(postOf(id)?.requirements?.competencies ?? {}).flatMap(([name, asked]) => {
      const own = person(id).competencies?.[name];
      return own !== undefined && own < asked ? [[name, own, asked]] : [];
    });
  const closed = (mentee: string, mentor: string): number =>
    lacks(mentee).reduce((sum, [name, own, asked]) => {
      const level = person(mentor).competencies?.[name] ?? 0;
      return sum + Math.max(0, Math.min(level, asked) - own);
    }, 0);
  const steps = (mentee: string, mentor: string): number | null => {
    const [low, high] = [person(mentee).grade, person(mentor).grade];
    return low === undefined || high === undefined ? null : compareGrades(high, low);
  };

  const verdict = (mentee: string, mentor: string): string => {
    const [post, other] = [postOf(mentee)!, postOf(mentor)];
    const own = asMentee(mentee);
    if (own !== null) return own;
    if (other === null) return "withoutPost";
    const away = relation(post, other);
    if (away === null) return "tooFar";
    const barrier = alone(mentor);
    if (barrier !== null) return barrier;
    if (away > 0 && kept.has(mentor)) return "keptForOwnUnit";
    const up = steps(mentee, mentor);
    if (up !== null && up < 0) return "lowerGrade";
    if (up !== null && up > options.maximumGradeDistance) return "gradeTooFar";
    let isUnknown = up === null;
    if (closed(mentee, mentor) === 0) {
      const lacking = lacks(mentee);
      if (lacking.some(([name]) => person(mentor).competencies?.[name] !== undefined)) return "nothingToTeach";
      if (lacking.length > 0) isUnknown = true;
      if (!sameJob(post, other)) return "otherJob";
      const [since, mentorSince] = [inJobSince(mentee), inJobSince(mentor)];
      if (since === null || mentorSince === null) isUnknown = true;
      else if (mentorSince >= since) return "notLonger";
    }
    return isUnknown && options.unknown === "forbid" ? "undecided" : "full";
  };

  const verdicts = Object.fromEntries(
    mentees.map((mentee) => [
      mentee,
      Object.fromEntries(staff.filter(({ id }) => id !== mentee).map(({ id }) => [id, verdict(mentee, id)] as const)),
    ]),
  );
  const gap = (id: string): number => lacks(id).reduce((sum, [, own, asked]) => sum + asked - own, 0);
  const valuesOf = (mentorOf: readonly (string | null)[]): number[] => {
    const values = [0, 0, 0, 0, 0];
    mentees.forEach((mentee, k) => {
      const mentor = mentorOf[k] ?? null;
      values[1]! += gap(mentee);
      if (mentor === null) values[0]!++;
      else {
        values[1]! -= closed(mentee, mentor);
        values[2]! += relation(postOf(mentee)!, postOf(mentor)!)!;
        values[3]! += steps(mentee, mentor) ?? options.maximumGradeDistance;
        values[4]! += mentorOf.slice(0, k).filter((other) => other === mentor).length;
      }
    });
    return values;
  };

  let values: number[] | undefined;
  let best: Record<string, string | null>[] = [];
  const load: Record<string, number> = {};
  const extend = (mentorOf: (string | null)[]): void => {
    if (mentorOf.length === mentees.length) {
      const own = valuesOf(mentorOf);
      const k = values === undefined ? -1 : own.findIndex((value, level) => value !== values![level]);
      const isBetter = values === undefined || (k >= 0 && own[k]! < values[k]!);
      if (isBetter) [values, best] = [own, []];
      if (isBetter || k < 0) best.push(Object.fromEntries(mentees.map((mentee, at) => [mentee, mentorOf[at]!])));
      return;
    }
    const mentee = mentees[mentorOf.length]!;
    for (const [mentor, barrier] of Object.entries(verdicts[mentee]!)) {
      if (barrier !== "full" || (load[mentor] ?? 0) >= options.capacity[mentor]!) continue;
      load[mentor] = (load[mentor] ?? 0) + 1;
      extend([...mentorOf, mentor]);
      load[mentor]--;
    }
    extend([...mentorOf, null]);
  };
  extend([]);
  return { best, values: values!, verdicts };
}
