/**
 * The conditions of mentoring once more, from their words and person by person: what `verifyMentoring` measures an answer
 * by. Shares no code with `who-may.ts` and what that reads.
 */
import { hash } from "../../planning/hash.js";
import type { Check } from "../../planning/index.js";
import {
  CIVIL_SERVICE_GRADES,
  compareGrades,
  inForce,
  RETIREMENT_AGES,
  retirementDate,
  retirementPost,
} from "../../regulation/index.js";
import { plainText, type Position, type Scenario, type Staff } from "../../scenario/index.js";
import type {
  CompetencyClosed,
  MentorCondition,
  MentoringSettings,
  MentorPair,
  UnitRelation,
  UnmatchedMentee,
} from "./types.js";
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

/** Called for somebody who may mentor: the person's place in the scenario's list, and what the goals count. */
export type Visit = (mentor: number, closes: number, away: number, steps: number) => void;

/** Answers about people by their ids. */
export interface Judges {
  /** Ids of those who need a mentor, ascending. */
  readonly mentees: () => string[];
  readonly eachMentor: (menteeId: string, visit: Visit) => void;
  /** What stands between two people, if anything. */
  readonly barrier: (menteeId: string, mentorId: string) => MentorCondition | undefined;
  /** What should be said of a pair. */
  readonly pair: (menteeId: string, mentorId: string) => MentorPair;
  readonly gap: (staffId: string) => number;
  /** What should be said of a mentee without a mentor. */
  readonly unmatched: (menteeId: string) => UnmatchedMentee;
  readonly capacity: (staffId: string) => number;
  readonly isKept: (staffId: string) => boolean;
}

/** A competency, also as an index into `levels`. */
interface Shortfall {
  readonly competency: string;
  readonly at: number;
  readonly own: number;
  readonly asked: number;
}

/** A person under the plan. */
interface Member {
  readonly person: Staff;
  /** Place in the scenario's list. */
  readonly number: number;
  /** Level of every competency that any post asks, in the order of their names; 0 where it was never rated. */
  readonly levels: Uint8Array;
  readonly post: Position | null;
  /** What bars the person from mentoring anybody. */
  readonly barrier: MentorCondition | undefined;
  /** What was not known about that. */
  readonly open: readonly Check[];
  /** What bars the person from being mentored by anybody. */
  readonly menteeBarrier: MentorCondition | undefined;
  readonly menteeOpen: readonly Check[];
  /** What the post asks and the person has less of, by name. */
  readonly short: readonly Shortfall[];
  /** What the post asks and the person was never rated in, by name. */
  readonly unrated: readonly string[];
  readonly family: string | undefined;
  readonly title: string;
  /** Since when in the job; empty where no day is recorded. */
  readonly since: string;
}

/** @throws anything for settings that are none: the caller says so. */
export function judgesOf(scenario: Scenario, settings: MentoringSettings): Judges {
  const { months, reach, maximumGradeDistance, keepSeniors, unknown, seed } = settings;
  const movedTo = new Map(settings.moves.map(({ staffId, positionId }) => [staffId, positionId]));
  const places = new Map(settings.capacityOf);
  const capacity = (staffId: string): number => places.get(staffId) ?? settings.capacity;
  const lastDay = monthsLater(scenario.asOf, months);
  const isStrict = unknown === "forbid";

  const names = [
    ...new Set(scenario.positions.flatMap(({ requirements }) => Object.keys(requirements?.competencies ?? {}))),
  ].sort();
  const members = new Map<string, Member>();
  const byUnit = new Map<string, Member[]>(scenario.units.map(({ id }) => [id, []]));
  let waiting = 0;
  for (const [number, person] of scenario.staff.entries()) {
    const member = memberOf(person, number);
    members.set(person.id, member);
    if (member.post === null) waiting++;
    else byUnit.get(member.post.unitId)!.push(member);
  }
  const isKept = new Uint8Array(scenario.staff.length);
  for (const unit of byUnit.values()) for (const { number } of keptOf(unit)) isKept[number] = 1;
  const unitsNear = nearOf(scenario, reach);

  return {
    mentees() {
      const ids = scenario.staff.map(({ id }) => id);
      if (typeof settings.mentees !== "string") return [...settings.mentees].sort();
      const needs = (id: string): boolean => {
        const { person, post, short } = members.get(id)!;
        if (settings.mentees === "gaps") return short.length > 0;
        return post !== null && post.id !== person.positionId;
      };
      return ids.filter(needs).sort();
    },
    eachMentor(menteeId, visit) {
      const mentee = members.get(menteeId)!;
      for (const [unitId, relation] of mentee.menteeBarrier === undefined ? unitsNear(mentee.post!.unitId) : []) {
        const away = relation === "sameUnit" ? 0 : relation === "neighbour" ? 1 : 2;
        for (const mentor of byUnit.get(unitId)!) {
          if (mentor.barrier !== undefined || mentor === mentee) continue;
          if (between(mentee, mentor, relation) !== undefined) continue;
          let closes = 0;
          for (const { at, own, asked } of mentee.short) {
            closes += Math.max(0, Math.min(mentor.levels[at]!, asked) - own);
          }
          visit(mentor.number, closes, away, stepsUp(mentee, mentor) ?? maximumGradeDistance);
        }
      }
    },
    barrier(menteeId, mentorId) {
      const [mentee, mentor] = [members.get(menteeId)!, members.get(mentorId)!];
      if (mentee.menteeBarrier !== undefined) return mentee.menteeBarrier;
      if (mentor.post === null) return "withoutPost";
      const relation = unitsNear(mentee.post!.unitId).get(mentor.post.unitId);
      if (relation === undefined || mentor === mentee) return "tooFar";
      return mentor.barrier ?? between(mentee, mentor, relation);
    },
    pair(menteeId, mentorId) {
      const [mentee, mentor] = [members.get(menteeId)!, members.get(mentorId)!];
      const competencies = raised(mentee, mentor);
      const gradeDistance = stepsUp(mentee, mentor) ?? null;
      const relation = unitsNear(mentee.post!.unitId).get(mentor.post!.unitId)!;
      return {
        menteeId,
        mentorId,
        basis: competencies.length > 0 ? "competency" : "experience",
        competencies,
        gapClosed: levels(competencies),
        gapLeft: shortBy(mentee) - levels(competencies),
        relation,
        gradeDistance,
        checks: checksOf(mentee, mentor, gradeDistance, competencies.length > 0),
        text: pairText(menteeId, mentorId, competencies, relation, gradeDistance, months),
      };
    },
    gap: (staffId) => shortBy(members.get(staffId)!),
    unmatched(menteeId) {
      const counts = barriersOf(members.get(menteeId)!);
      const reasons = CONDITIONS.flatMap((condition) => {
        const count = counts.get(condition) ?? 0;
        return count > 0 ? [{ condition, count, text: reasonText(condition, count, settings) }] : [];
      });
      return { menteeId, gap: shortBy(members.get(menteeId)!), reasons, text: unmatchedText(menteeId, reasons) };
    },
    capacity,
    isKept: (staffId) => isKept[members.get(staffId)!.number] === 1,
  };

  /** How many of all others fall to each condition. */
  function barriersOf(mentee: Member): Map<MentorCondition, number> {
    const others = scenario.staff.length - 1;
    if (mentee.menteeBarrier !== undefined) return new Map([[mentee.menteeBarrier, others]]);
    const counts = new Map<MentorCondition, number>([["withoutPost", waiting]]);
    let far = others - waiting;
    for (const [unitId, relation] of unitsNear(mentee.post!.unitId)) {
      for (const mentor of byUnit.get(unitId)!) {
        if (mentor === mentee) continue;
        far--;
        const barrier = mentor.barrier ?? between(mentee, mentor, relation) ?? "full";
        counts.set(barrier, (counts.get(barrier) ?? 0) + 1);
      }
    }
    return counts.set("tooFar", far);
  }

  function checksOf(mentee: Member, mentor: Member, gradeDistance: number | null, isByLevels: boolean): Check[] {
    const checks = [...mentor.open, ...mentee.menteeOpen];
    if (gradeDistance === null) checks.push(gradesUnknown(maximumGradeDistance));
    if (mentee.unrated.length > 0) checks.push(menteeUnrated(mentee.unrated));
    if (isByLevels) return checks;
    if (mentee.short.length > 0) checks.push(mentorUnrated(mentee.short.map(({ competency }) => competency)));
    if (mentee.since === "" || mentor.since === "") checks.push(CHECKS.experience);
    return checks;
  }

  function memberOf(person: Staff, number: number): Member {
    const at = movedTo.has(person.id) ? movedTo.get(person.id)! : person.positionId;
    const post = at === null ? null : scenario.positionById.get(at)!;
    const home = person.positionId === null ? null : scenario.positionById.get(person.positionId)!;
    const family = (of: Position): string | undefined =>
      of.jobFamily === undefined ? undefined : plainText(of.jobFamily);
    const asked = Object.entries(post?.requirements?.competencies ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    const isSameJob =
      home !== null &&
      post !== null &&
      (home === post ||
        (family(home) !== undefined && family(post) !== undefined
          ? family(home) === family(post)
          : plainText(home.title) === plainText(post.title)));
    const levels = Uint8Array.from(names, (name) => levelIn(person, name));
    return {
      person,
      number,
      levels,
      post,
      ...mentorBarrier(person, home, post),
      ...menteeBarrier(person, post),
      short: asked.flatMap(([competency, level]) => {
        const at = names.indexOf(competency);
        const own = levels[at]!;
        return own > 0 && own < level ? [{ competency, at, own, asked: level }] : [];
      }),
      unrated: asked.flatMap(([name]) => (levelIn(person, name) === 0 ? [name] : [])),
      family: post === null ? undefined : family(post),
      title: plainText(post?.title ?? ""),
      since: isSameJob ? (person.positionSince ?? "") : scenario.asOf,
    };
  }

  function mentorBarrier(
    person: Staff,
    home: Position | null,
    post: Position | null,
  ): Pick<Member, "barrier" | "open"> {
    const { active, studyLeaveUntil, discipline } = person;
    const { asOf } = scenario;
    const severe = discipline?.filter((penalty) => penalty.level === "severe");
    const days = post === null ? [] : retirementDays(person, post, asOf);
    const tests: readonly (readonly [MentorCondition, boolean])[] = [
      ["withoutPost", post === null],
      ["notActive", active === false],
      ["studyLeave", typeof studyLeaveUntil === "string" && studyLeaveUntil >= asOf],
      ["discipline", severe?.some(({ until }) => until !== undefined && until >= asOf) === true],
      ["retiring", days.length > 0 && days.every((day) => day < lastDay)],
      ["changesUnit", post !== null && (home === null || home.unitId !== post.unitId)],
      ["noCapacity", capacity(person.id) === 0],
    ];
    const barrier = tests.find(([, bars]) => bars)?.[0];
    if (barrier !== undefined) return { barrier, open: [] };
    const open: Check[] = [];
    if (studyLeaveUntil === undefined) open.push(CHECKS.studyLeave);
    if (severe === undefined) open.push(CHECKS.discipline);
    else if (severe.some(({ until }) => until === undefined)) open.push(CHECKS.disciplineEnd);
    if (days.length === 0) open.push(CHECKS.birthDate);
    else if (days.some((day) => day < lastDay)) open.push(CHECKS.retirementAge);
    return { barrier: open.length > 0 && isStrict ? "undecided" : undefined, open };
  }

  function menteeBarrier(person: Staff, post: Position | null): Pick<Member, "menteeBarrier" | "menteeOpen"> {
    const { active, studyLeaveUntil } = person;
    const days = post === null ? [] : retirementDays(person, post, scenario.asOf);
    const tests: readonly (readonly [MentorCondition, boolean])[] = [
      ["menteeWithoutPost", post === null],
      ["menteeNotActive", active === false],
      ["menteeStudyLeave", typeof studyLeaveUntil === "string" && studyLeaveUntil >= lastDay],
      ["menteeRetiring", days.length > 0 && days.every((day) => day < lastDay)],
    ];
    const barrier = tests.find(([, bars]) => bars)?.[0];
    if (barrier !== undefined) return { menteeBarrier: barrier, menteeOpen: [] };
    const menteeOpen: Check[] = [];
    if (studyLeaveUntil === undefined) menteeOpen.push(CHECKS.menteeStudyLeave);
    if (days.length === 0) menteeOpen.push(CHECKS.menteeBirthDate);
    else if (days.some((day) => day < lastDay)) menteeOpen.push(CHECKS.menteeRetirementAge);
    return { menteeBarrier: isStrict && menteeOpen.length > 0 ? "menteeUndecided" : undefined, menteeOpen };
  }

  /** Of the pair alone, both of whom hold posts. */
  function between(mentee: Member, mentor: Member, relation: UnitRelation): MentorCondition | undefined {
    if (relation !== "sameUnit" && isKept[mentor.number] === 1) return "keptForOwnUnit";
    const distance = stepsUp(mentee, mentor);
    if (distance !== undefined && distance < 0) return "lowerGrade";
    if (distance !== undefined && distance > maximumGradeDistance) return "gradeTooFar";
    let isKnown = distance !== undefined;
    const teaches = mentee.short.some(({ at, own }) => mentor.levels[at]! > own);
    if (!teaches) {
      if (mentee.short.some(({ at }) => mentor.levels[at]! > 0)) return "nothingToTeach";
      if (mentee.short.length > 0) isKnown = false;
      const bothInFamilies = mentee.family !== undefined && mentor.family !== undefined;
      const isSameJob = bothInFamilies ? mentee.family === mentor.family : mentee.title === mentor.title;
      if (!isSameJob) return "otherJob";
      if (mentee.since === "" || mentor.since === "") isKnown = false;
      else if (!(mentor.since < mentee.since)) return "notLonger";
    }
    return isStrict && !isKnown ? "undecided" : undefined;
  }

  /** The first of a unit by seniority. */
  function keptOf(unit: readonly Member[]): Member[] {
    const standing = ({ person, since }: Member): readonly (number | string)[] => {
      const grade = person.grade;
      const ladder = grade === undefined ? 2 : (CIVIL_SERVICE_GRADES as readonly string[]).includes(grade) ? 0 : 1;
      return [ladder, since === "" ? "~" : since, hash(seed, person.id), person.id];
    };
    return unit
      .filter(({ barrier }) => barrier === undefined)
      .map((member) => ({ member, by: standing(member) }))
      .sort((a, b) => {
        if (a.by[0] !== b.by[0]) return a.by[0]! < b.by[0]! ? -1 : 1;
        const [mine, other] = [a.member.person.grade, b.member.person.grade];
        const higher = mine === undefined || other === undefined ? 0 : compareGrades(other, mine)!;
        if (higher !== 0) return higher;
        const k = a.by.findIndex((each, at) => each !== b.by[at]);
        return a.by[k]! < b.by[k]! ? -1 : 1;
      })
      .slice(0, keepSeniors)
      .map(({ member }) => member);
  }
}

function levelIn({ competencies }: Staff, name: string): number {
  return competencies !== undefined && Object.hasOwn(competencies, name) ? competencies[name]! : 0;
}

function stepsUp(mentee: Member, mentor: Member): number | undefined {
  const [lower, higher] = [mentee.person.grade, mentor.person.grade];
  return lower === undefined || higher === undefined ? undefined : (compareGrades(higher, lower) ?? undefined);
}

function raised({ short }: Member, mentor: Member): CompetencyClosed[] {
  const found: CompetencyClosed[] = [];
  for (const { competency, at, own: from, asked: required } of short) {
    const level = mentor.levels[at]!;
    if (level > from) found.push({ competency, from, to: level > required ? required : level, required });
  }
  return found;
}

function levels(closed: readonly CompetencyClosed[]): number {
  let sum = 0;
  for (const { from, to } of closed) sum += to - from;
  return sum;
}

function shortBy({ short }: Member): number {
  let sum = 0;
  for (const { own, asked } of short) sum += asked - own;
  return sum;
}

/** The days on which a person may retire from a post: one where the age is known, one an age where not, none without birth date. */
function retirementDays({ birthDate, jobFamily, jobLevel }: Staff, post: Position, asOf: string): string[] {
  if (birthDate === undefined) return [];
  const own = {
    ...(jobFamily === undefined ? {} : { jobFamily }),
    ...(jobLevel === undefined ? {} : { jobLevel }),
  };
  const kind = retirementPost(post) ?? retirementPost({ ...own, ...post });
  const rules = kind === undefined ? Object.values(RETIREMENT_AGES) : [RETIREMENT_AGES[kind]];
  return rules.map((rule) => retirementDate(birthDate, inForce(rule, asOf).value));
}

/** The same day so many months on; it need not exist to be compared. */
function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const total = year * 12 + month - 1 + months;
  const pad = (value: number, digits: number): string => String(value).padStart(digits, "0");
  return `${pad(Math.floor(total / 12), 4)}-${pad((total % 12) + 1, 2)}-${pad(date, 2)}`;
}

/** By unit: the units within reach, each with its relation. */
function nearOf(
  { units, unitById }: Scenario,
  reach: MentoringSettings["reach"],
): (unitId: string) => ReadonlyMap<string, UnitRelation> {
  const groups = new Map<string, string[]>();
  const group = (key: string): string[] => {
    const there = groups.get(key) ?? [];
    groups.set(key, there);
    return there;
  };
  for (const { id, agencyId, parentUnitId } of units) {
    group(`in ${agencyId}`).push(id);
    if (parentUnitId !== undefined) group(`under ${parentUnitId}`).push(id);
  }
  const made = new Map<string, Map<string, UnitRelation>>();
  return (unitId) => {
    const before = made.get(unitId);
    if (before !== undefined) return before;
    const { agencyId, parentUnitId } = unitById.get(unitId)!;
    const near = new Map<string, UnitRelation>();
    if (reach === "agency") for (const id of group(`in ${agencyId}`)) near.set(id, "agency");
    if (reach !== "unit") {
      for (const id of group(`under ${unitId}`)) near.set(id, "neighbour");
      if (parentUnitId !== undefined)
        for (const id of [parentUnitId, ...group(`under ${parentUnitId}`)]) near.set(id, "neighbour");
    }
    near.set(unitId, "sameUnit");
    made.set(unitId, near);
    return near;
  };
}
