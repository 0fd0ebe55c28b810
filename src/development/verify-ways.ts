/**
 * Ways found anew for the verifier, by their definition and with none of the code that finds them for the plan: sets of courses
 * grow one course at a time, each when everything that it asks for was passed, and a post is judged rule by rule.
 *
 * What decides is remembered by the raw records: what the post asks that can be learnt, what the person has of it, which courses
 * were passed, and whom rules concern.
 */
import { type BoundRule, boundRules } from "../eligibility/index.js";
import type { ResolvedOptions } from "../planning/options.js";
import { verdictOn, placesIn } from "../planning/verify-places.js";
import type { PlacesOf } from "../planning/verify-levels.js";
import type { PricedRow } from "../planning/verify-rows.js";
import type { Way } from "../planning/ways.js";
import { ownLevel, type Position, type Scenario, type Staff } from "../scenario/index.js";
import { COURSE_SEATS, TRAINING_BUDGET } from "./formulate.js";
import { wayJudge } from "./judge-way.js";
import type { AttendedRead } from "./read-attended.js";
import type { CatalogueRead, ReadCourse } from "./read-catalogue.js";
import { monthsAfter, trainedRecord } from "./trained-record.js";
import type { TrainingSettings } from "./training-options.js";
import { isLearnable } from "./ways.js";

/** What was read of a plan's settings. */
export interface WayReading extends Pick<ResolvedOptions, "unknown" | "objections"> {
  readonly catalogue: CatalogueRead;
  readonly attended: Pick<AttendedRead, "passedBy">;
  /** A course that does not count among those of one person. */
  readonly extraCourse?: string | undefined;
}

/** The places of a scenario, those at the end of ways included. */
export function placesWithWays(
  scenario: Scenario,
  { budget, horizonMonths, maximumCourses }: Pick<TrainingSettings, "budget" | "horizonMonths" | "maximumCourses">,
  { unknown, objections, catalogue, attended: { passedBy }, extraCourse }: WayReading,
): PlacesOf {
  const direct = placesIn(scenario, unknown, objections);
  const { positions } = direct;
  const { courses, byId } = catalogue;
  const rules = boundRules(scenario).ofPair.filter(({ rule }) => isLearnable(rule));
  const setsOf = setReader(courses, rules, positions, { unknown, horizonMonths, maximumCourses, extraCourse });
  const mayStayOn = retirementReader(scenario, unknown);

  const list: Way[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (p: number, courseIds: readonly string[]): number => {
    const name = JSON.stringify([p, courseIds]);
    let number = numbers.get(name);
    if (number === undefined) {
      const taken = courseIds.map((id) => byId.get(id)!);
      number = list.push({ position: p, courseIds, cost: total(taken, "cost"), months: total(taken, "months") }) - 1;
      numbers.set(name, number);
    }
    return number;
  };
  const known = new Map<string, Int32Array>();
  const of = (person: Staff): Int32Array => {
    const found = known.get(person.id);
    if (found !== undefined) return found;
    const own = direct.of(person);
    const passed = passedBy.get(person.id) ?? new Set<string>();
    const open = courses.filter(({ id }) => !passed.has(id));
    const isOwn = new Set(own);
    const ways: number[] = [];
    for (const p of direct.of(atBest(person, open, unknown))) {
      if (p < 0 || isOwn.has(p) || positions[p]!.id === person.positionId) continue;
      for (const set of setsOf(person, p, open, passed)) {
        if (mayStayOn(person, positions[p]!, total(set, "months")))
          ways.push(
            numberOf(
              p,
              set.map(({ id }) => id),
            ),
          );
      }
    }
    const places = Int32Array.from([...own, ...ways.map((w) => positions.length + w).sort((a, b) => a - b)]);
    known.set(person.id, places);
    return places;
  };
  for (const person of scenario.staff) of(person); // every way has its number before anyone asks
  const indexOf = new Map(positions.map(({ id }, p) => [id, p]));
  const divisor = list.reduce((all, { cost }) => commonDivisor(all, cost), 0);
  return {
    positions,
    of,
    ways: {
      list,
      named: new Set(passedBy.keys()),
      trained: (person, courseIds) =>
        trainedRecord(
          person,
          courseIds.map((id) => byId.get(id)!),
        ),
      judge: wayJudge(scenario, byId),
      find(person, positionId, courseIds) {
        const number = numbers.get(JSON.stringify([indexOf.get(positionId), courseIds]));
        return number !== undefined && of(person).includes(positions.length + number) ? number : undefined;
      },
      row(constraint, node, detail) {
        const row = (upper: number, ofWay: (way: Way) => number): PricedRow => {
          return { lower: -Infinity, upper, isSoft: false, count: () => 0, ofWay };
        };
        if (detail !== "") return undefined;
        if (constraint === TRAINING_BUDGET && budget !== null && divisor > 0)
          return row(Math.floor(budget / divisor), ({ cost }) => cost / divisor);
        const seats = constraint === COURSE_SEATS ? byId.get(node)?.seats : undefined;
        return seats === undefined ? undefined : row(seats, ({ courseIds }) => (courseIds.includes(node) ? 1 : 0));
      },
    },
  };
}

/** A record that no courses can do better than: where what is not known stands in nobody's way it stays unknown. */
function atBest(person: Staff, courses: readonly ReadCourse[], unknown: "allow" | "forbid"): Staff {
  const trained = trainedRecord(person, courses);
  if (unknown === "forbid") return trained;
  const { competencies = {}, certificates, ...rest } = trained;
  const known = Object.entries(competencies).filter(([name]) => ownLevel(person, name) !== undefined);
  const held = person.certificates === undefined ? undefined : certificates;
  return {
    ...rest,
    competencies: Object.fromEntries(known),
    ...(held === undefined ? {} : { certificates: held }),
  };
}

/** Reads the least sets of courses after which no rule on what can be learnt refuses a post. */
function setReader(
  courses: readonly ReadCourse[],
  rules: readonly BoundRule[],
  positions: readonly Position[],
  {
    unknown,
    horizonMonths,
    maximumCourses,
    extraCourse,
  }: Pick<TrainingSettings, "horizonMonths" | "maximumCourses"> & Pick<WayReading, "unknown" | "extraCourse">,
): (person: Staff, p: number, open: readonly ReadCourse[], passed: ReadonlySet<string>) => readonly ReadCourse[][] {
  const needs = new Map(courses.map(({ id, prerequisites }) => [id, prerequisites]));
  const depthOf = new Map<string, number>();
  const everythingBefore = (id: string, all: Set<string>): Set<string> => {
    for (const need of needs.get(id)!) if (!all.has(need)) everythingBefore(need, all.add(need));
    return all;
  };
  for (const { id } of courses) depthOf.set(id, everythingBefore(id, new Set()).size);
  const byTitle = rules.filter(({ rule }) => rule.predicate === "certificate");
  const namesExempt = rules.flatMap(({ rule }) => rule.appliesTo?.exceptStaffIds ?? []);
  const askedBy = positions.map(({ requirements: { competencies = {}, certificates = [] } = {} }, p) => {
    const emptyHanded = { id: "", positionId: null, certificates: [] };
    const titles = byTitle.filter((rule) => verdictOn(rule, emptyHanded, positions[p]!) !== "allowed");
    return { competencies, asksCertificates: certificates.length + titles.length > 0, certificates, titles };
  });
  const texts = askedBy.map((asked, p) => {
    const { kind, jobFamily } = positions[p]!;
    return JSON.stringify([
      asked.competencies,
      asked.certificates,
      asked.titles.map(({ rule }) => rule.id),
      kind,
      jobFamily,
    ]);
  });
  const known = new Map<string, readonly ReadCourse[][]>();

  const isOpen = (person: Staff, position: Position, taken: readonly ReadCourse[]): boolean => {
    const record = trainedRecord(person, taken);
    return rules.every((rule) => {
      const verdict = verdictOn(rule, record, position);
      return verdict === "allowed" || (verdict === "unknown" && unknown === "allow");
    });
  };
  const grow = (person: Staff, p: number, open: readonly ReadCourse[], passed: ReadonlySet<string>): ReadCourse[][] => {
    const { competencies, asksCertificates } = askedBy[p]!;
    const useful = new Set<string>();
    for (const { id, raises, grants } of open) {
      const isUseful =
        (asksCertificates && grants.length > 0) ||
        Object.entries(raises).some(
          ([name, level]) => Object.hasOwn(competencies, name) && level > (ownLevel(person, name) ?? 0),
        );
      if (isUseful) for (const each of everythingBefore(id, new Set([id]))) useful.add(each);
    }
    const candidates = open.filter(({ id }) => useful.has(id));
    const opening: ReadCourse[][] = [];
    let sets: ReadCourse[][] = [[]];
    const most = extraCourse === undefined ? maximumCourses : maximumCourses + 1;
    for (let size = 1; size <= most; size++) {
      const next = new Map<string, ReadCourse[]>();
      for (const set of sets) {
        for (const course of candidates) {
          if (set.includes(course)) continue;
          if (!course.prerequisites.every((id) => passed.has(id) || set.some((each) => each.id === id))) continue;
          if (size > maximumCourses && ![...set, course].some(({ id }) => id === extraCourse)) continue;
          const larger = [...set, course].sort(
            (a, b) => depthOf.get(a.id)! - depthOf.get(b.id)! || (a.id < b.id ? -1 : 1),
          );
          next.set(JSON.stringify(larger.map(({ id }) => id)), larger);
        }
      }
      sets = [];
      for (const set of next.values()) {
        if (total(set, "months") > horizonMonths || opening.some((less) => less.every((each) => set.includes(each))))
          continue;
        if (isOpen(person, positions[p]!, set)) opening.push(set);
        else sets.push(set);
      }
    }
    return opening;
  };
  return (person, p, open, passed) => {
    const { competencies, asksCertificates } = askedBy[p]!;
    const key = [
      texts[p],
      JSON.stringify(Object.keys(competencies).map((name) => ownLevel(person, name) ?? null)),
      asksCertificates ? JSON.stringify(person.certificates) : "",
      JSON.stringify([person.status, person.positionId === null, [...passed].sort()]),
      namesExempt.includes(person.id) ? person.id : "",
    ].join("\n");
    let sets = known.get(key);
    if (sets === undefined) known.set(key, (sets = grow(person, p, open, passed)));
    return sets;
  };
}

/** Judges rules on the time before retirement on the day some months from today. */
function retirementReader(
  scenario: Scenario,
  unknown: "allow" | "forbid",
): (person: Staff, position: Position, months: number) => boolean {
  const rulesAfter = new Map<number, readonly BoundRule[]>();
  return (person, position, months) => {
    if (months === 0) return true;
    let rules = rulesAfter.get(months);
    if (rules === undefined) {
      const then: Scenario = { ...scenario, asOf: monthsAfter(scenario.asOf, months) };
      rules = boundRules(then).ofPair.filter(({ rule }) => rule.predicate === "retirementHorizon");
      rulesAfter.set(months, rules);
    }
    return rules.every((rule) => {
      const verdict = verdictOn(rule, person, position);
      return verdict === "allowed" || (verdict === "unknown" && unknown === "allow");
    });
  };
}

function total(courses: readonly ReadCourse[], of: "cost" | "months"): number {
  return courses.reduce((sum, course) => sum + course[of], 0);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
