/**
 * The sets of courses that open a post to a person: small, complete with what must be passed before, and without a course
 * that could be left out.
 *
 * Rules ask about single facts, so it is only looked at the questions of a post that a person fails today, and only at
 * courses that change one of those facts; everything else stays as it is, for courses never take anything away.
 */
import type { BoundRule } from "../eligibility/index.js";
import { ScenarioError } from "../errors/index.js";
import type { Staff } from "../scenario/index.js";
import type { CatalogueRead, ReadCourse } from "./read-catalogue.js";
import { trainedRecord } from "./trained-record.js";

type Question = BoundRule["questions"][number];

/** A set of courses in the order of taking. */
export interface CourseSet {
  readonly courseIds: readonly string[];
  readonly cost: number;
  readonly months: number;
}

/** What sets must keep to. */
export interface SetLimits {
  /** Whether a question that the data cannot decide is open or closed. */
  readonly unknown: "allow" | "forbid";
  readonly horizonMonths: number;
  readonly maximumCourses: number;
  /** A course beside that number: a seat that is given away. */
  readonly extraCourse?: string | undefined;
}

/** Sets that are looked at in one run; a catalogue in which so many do for one person says too little. */
const MOST_TRIED = 3_000_000;

/** Finds sets; remembers what it found for facts it has seen. */
export interface CourseSetFinder {
  /**
   * The sets that open posts which say `asked` to the questions, by their names. None of them where all is met.
   *
   * @param passed courses that the person has passed.
   * @throws ScenarioError `development/too-many-ways`
   */
  find(person: Staff, asked: readonly unknown[], passed: ReadonlySet<string>): readonly CourseSet[];
}

/** Of `questions`, what each post says to them is what `find` is asked about. */
export function courseSetFinder(
  { courses, byId, prerequisitesOf }: CatalogueRead,
  questions: readonly Question[],
  { unknown, horizonMonths, maximumCourses, extraCourse }: SetLimits,
): CourseSetFinder {
  const known = new Map<string, readonly CourseSet[]>();
  let tried = 0;
  const isOpen = (met: boolean | undefined): boolean => met ?? unknown === "allow";
  // Whoever must be passed first has fewer prerequisites.
  const rankOf = new Map(courses.map(({ id }) => [id, prerequisitesOf.get(id)!.length]));
  const inOrder = (a: string, b: string): number => rankOf.get(a)! - rankOf.get(b)! || (a < b ? -1 : a > b ? 1 : 0);
  const setOf = (ids: Iterable<string>): CourseSet => {
    const courseIds = [...ids].sort(inOrder);
    const sum = (of: (course: ReadCourse) => number): number =>
      courseIds.reduce((all, id) => all + of(byId.get(id)!), 0);
    return { courseIds, cost: sum(({ cost }) => cost), months: sum(({ months }) => months) };
  };

  // Nobody goes back behind a course that was passed, even where what comes before it is not on the record.
  const withWhatIsBefore = (id: string, set: Set<string>, passed: ReadonlySet<string>): Set<string> => {
    set.add(id);
    for (const before of byId.get(id)!.prerequisites)
      if (!passed.has(before) && !set.has(before)) withWhatIsBefore(before, set, passed);
    return set;
  };

  const search = (person: Staff, asked: readonly unknown[], failed: readonly number[], passed: ReadonlySet<string>) => {
    const factsAfter = (ids: Iterable<string>): unknown[] => {
      const record = trainedRecord(
        person,
        [...ids].map((id) => byId.get(id)!),
      );
      return failed.map((q) => questions[q]!.ofPerson(record));
    };
    const today = JSON.stringify(factsAfter([]));
    const helpful = courses.filter(({ id }) => !passed.has(id) && JSON.stringify(factsAfter([id])) !== today);
    const found: ReadonlySet<string>[] = [];
    const extend = (from: number, taken: ReadonlySet<string>): void => {
      for (let k = from; k < helpful.length; k++) {
        const { id } = helpful[k]!;
        if (taken.has(id)) continue;
        const set = withWhatIsBefore(id, new Set(taken), passed);
        const counted = set.has(extraCourse ?? "") ? set.size - 1 : set.size;
        if (counted > maximumCourses || setOf(set).months > horizonMonths) continue;
        if (++tried > MOST_TRIED) throw tooManyWays(maximumCourses);
        const facts = factsAfter(set);
        if (failed.every((q, n) => isOpen(questions[q]!.isMet(facts[n], asked[q])))) found.push(set);
        else extend(k + 1, set);
      }
    };
    extend(0, new Set());
    const isLarger = (set: ReadonlySet<string>, than: ReadonlySet<string>): boolean =>
      than.size < set.size && [...than].every((id) => set.has(id));
    const least = found.filter((set) => !found.some((other) => isLarger(set, other))).map(setOf);
    return [...new Map(least.map((set) => [JSON.stringify(set.courseIds), set])).values()];
  };

  return {
    find(person, asked, passed) {
      const failed: number[] = [];
      const facts: unknown[] = [];
      questions.forEach((question, q) => {
        const fact = question.ofPerson(person);
        if (question.isMet(fact, asked[q]) === true) return;
        failed.push(q);
        facts.push(fact ?? null, asked[q] ?? null);
      });
      const key = JSON.stringify([failed, facts, [...passed].sort()]);
      let sets = known.get(key);
      if (sets === undefined) known.set(key, (sets = search(person, asked, failed, passed)));
      return sets;
    },
  };
}

function tooManyWays(maximumCourses: number): ScenarioError {
  const message = `more than ${MOST_TRIED} sets of courses could open a post to somebody`;
  const hint =
    maximumCourses > 1
      ? `lower maximumCourses (now ${maximumCourses}), or offer fewer courses that do the same`
      : "offer fewer courses that do the same";
  return new ScenarioError([{ code: "development/too-many-ways", path: ["options", "maximumCourses"], message, hint }]);
}
