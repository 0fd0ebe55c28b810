/**
 * Who may mentor whom. People are numbered in the order of their ids and what the conditions read of them lies in columns:
 * a city has millions of pairs within reach, and each is judged once.
 */
import { CIVIL_SERVICE_GRADES, CONTRACT_GRADES, type Grade } from "../../regulation/index.js";
import { byId, ownLevel, plainText, type Position, type Scenario, type Staff } from "../../scenario/index.js";
import { hash } from "../../planning/hash.js";
import { type Availability, availabilityOf, readinessOf } from "./availability.js";
import { mostSenior } from "./kept-seniors.js";
import { inJobSince, type NearUnit, seatingAfter, unitsInReach } from "./seating.js";
import type { CompetencyClosed, MentorCondition, MentoringSettings, UnitRelation } from "./types.js";

/** A competency in which a person is known to fall short of the own post. */
export interface Lack {
  readonly competency: string;
  readonly own: number;
  readonly required: number;
}

/** The people of a scenario as mentors and mentees. */
export interface People {
  /** In the order of ids. */
  readonly staff: readonly Staff[];
  /** Under the plan; `null` for people who wait. */
  readonly posts: readonly (Position | null)[];
  /** As mentors. */
  readonly availability: readonly Availability[];
  /** As mentees. */
  readonly readiness: readonly Availability[];
  readonly capacityOf: (staffId: string) => number;
  /** Ids of those whom the floor keeps for their own unit. */
  readonly kept: ReadonlySet<string>;
  /** By unit: everyone there. */
  readonly inUnit: ReadonlyMap<string, readonly number[]>;
  readonly near: (unitId: string) => readonly NearUnit[];
  /** In what each falls short, by name of competency. */
  readonly lacks: readonly (readonly Lack[])[];
  /** Competencies that the own post asks and in which the person was never rated, by name. */
  readonly unrated: readonly (readonly string[])[];
  /** Days since when each is in the job. */
  readonly since: readonly (string | undefined)[];
}

/** Reads the people. O(people × competencies). */
export function peopleOf(scenario: Scenario, settings: MentoringSettings): People {
  const staff = [...scenario.staff].sort(byId);
  const seating = seatingAfter(scenario, settings.moves);
  const posts = staff.map(seating);
  const ownCapacity = new Map(settings.capacityOf);
  const capacityOf = (staffId: string): number => ownCapacity.get(staffId) ?? settings.capacity;
  const availability = staff.map(
    availabilityOf(scenario, seating, { months: settings.months, capacityOf, unknown: settings.unknown }),
  );
  const since = staff.map((person, k) => (posts[k] == null ? undefined : inJobSince(scenario, person, posts[k])));
  const inUnit = new Map<string, number[]>();
  posts.forEach((post, k) => {
    if (post === null) return;
    const there = inUnit.get(post.unitId);
    if (there === undefined) inUnit.set(post.unitId, [k]);
    else there.push(k);
  });
  const seniors = staff.flatMap(({ id, grade }, k) =>
    availability[k]!.barrier === undefined
      ? [{ id, unitId: posts[k]!.unitId, grade, since: since[k], drawn: hash(settings.seed, id) }]
      : [],
  );
  const asked = posts.map((post) =>
    Object.entries(post?.requirements?.competencies ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    staff,
    posts,
    availability,
    readiness: staff.map(readinessOf(scenario, seating, { months: settings.months, unknown: settings.unknown })),
    capacityOf,
    kept: mostSenior(seniors, settings.keepSeniors),
    inUnit,
    near: unitsInReach(scenario, settings.reach),
    lacks: staff.map((person, k) =>
      asked[k]!.flatMap(([competency, required]) => {
        const own = ownLevel(person, competency);
        return own === undefined || own >= required ? [] : [{ competency, own, required }];
      }),
    ),
    unrated: staff.map((person, k) =>
      asked[k]!.flatMap(([competency]) => (ownLevel(person, competency) === undefined ? [competency] : [])),
    ),
    since,
  };
}

/** Levels in which a person is known to fall short. */
export function gapOf(lacks: readonly Lack[]): number {
  return lacks.reduce((sum, { own, required }) => sum + required - own, 0);
}

/** What a mentor can raise of what a mentee lacks. */
export function closedBy(mentor: Staff, lacks: readonly Lack[]): CompetencyClosed[] {
  return lacks.flatMap(({ competency, own, required }) => {
    const to = Math.min(ownLevel(mentor, competency) ?? 0, required);
    return to > own ? [{ competency, from: own, to, required }] : [];
  });
}

/** Judges pairs of people by their numbers. */
export interface PairJudge {
  /** What stands between a mentee who can be one at all and somebody who can mentor at all, if anything. */
  readonly barrier: (mentee: number, mentor: number, relation: UnitRelation) => MentorCondition | undefined;
  /** Levels that the mentor closes. */
  readonly closes: (mentee: number, mentor: number) => number;
  /** Steps up to the mentor's grade, negative for a lower one; `undefined` where they cannot be compared. */
  readonly gradeDistance: (mentee: number, mentor: number) => number | undefined;
}

/** Grades of contract staff are numbered from here, those of nobody's ladder are below 0. */
const CONTRACT = 100;
const NO_GRADE = -1;
const NO_DAY = -1;

/** Prepares the columns. O(people × competencies that anyone of `mentees` lacks). */
export function pairJudge(
  { staff, posts, kept, lacks, since }: People,
  mentees: readonly number[],
  { maximumGradeDistance, unknown }: Pick<MentoringSettings, "maximumGradeDistance" | "unknown">,
): PairJudge {
  const names = [...new Set(mentees.flatMap((i) => lacks[i]!.map(({ competency }) => competency)))];
  const number = new Map(names.map((name, k) => [name, k]));
  const levels = names.map((name) => Uint8Array.from(staff, (person) => ownLevel(person, name) ?? 0));
  const lacking = new Map(
    mentees.map((i) => [
      i,
      lacks[i]!.map(({ competency, own, required }) => ({ levels: levels[number.get(competency)!]!, own, required })),
    ]),
  );
  const grade = Int16Array.from(staff, (person) => gradeNumber(person.grade));
  const isKept = staff.map(({ id }) => kept.has(id));
  const day = Int32Array.from(since, (date) => (date === undefined ? NO_DAY : Number(date.replaceAll("-", ""))));
  const textNumber = numbered();
  const title = Int32Array.from(posts, (post) => textNumber(post === null ? "" : plainText(post.title)));
  const family = Int32Array.from(posts, (post) =>
    post?.jobFamily === undefined ? -1 : textNumber(plainText(post.jobFamily)),
  );

  const isSameJob = (i: number, j: number): boolean =>
    family[i]! >= 0 && family[j]! >= 0 ? family[i] === family[j] : title[i] === title[j];
  const gradeDistance = (i: number, j: number): number | undefined => {
    const [own, other] = [grade[i]!, grade[j]!];
    if (own < 0 || other < 0 || own < CONTRACT !== other < CONTRACT) return undefined;
    return other - own;
  };
  const closes = (i: number, j: number): number => {
    let sum = 0;
    for (const { levels: of, own, required } of lacking.get(i)!) {
      const level = of[j]!;
      if (level > own) sum += Math.min(level, required) - own;
    }
    return sum;
  };
  return {
    closes,
    gradeDistance,
    barrier(i, j, relation) {
      if (relation !== "sameUnit" && isKept[j] === true) return "keptForOwnUnit";
      const distance = gradeDistance(i, j);
      let isOpen = distance === undefined;
      if (distance !== undefined) {
        if (distance < 0) return "lowerGrade";
        if (distance > maximumGradeDistance) return "gradeTooFar";
      }
      if (closes(i, j) === 0) {
        const lacked = lacking.get(i)!;
        if (lacked.length > 0) {
          if (lacked.some(({ levels: of }) => of[j]! > 0)) return "nothingToTeach";
          isOpen = true;
        }
        if (!isSameJob(i, j)) return "otherJob";
        if (day[i] === NO_DAY || day[j] === NO_DAY) isOpen = true;
        else if (day[j]! >= day[i]!) return "notLonger";
      }
      return isOpen && unknown === "forbid" ? "undecided" : undefined;
    },
  };
}

function gradeNumber(grade: Grade | undefined): number {
  if (grade === undefined) return NO_GRADE;
  const step = CIVIL_SERVICE_GRADES.indexOf(grade as (typeof CIVIL_SERVICE_GRADES)[number]);
  return step < 0 ? CONTRACT + CONTRACT_GRADES.indexOf(grade as (typeof CONTRACT_GRADES)[number]) : step;
}

function numbered(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
}
