/**
 * Which posts courses open to whom: the ways of a training plan. A way leads to a post that rules do not open to the person as
 * he or she is, though everything holds that cannot be learnt; it goes through a set of courses that opens the post
 * (`course-sets.ts`), and a rule on the time before retirement is judged on the day when the last of them ends.
 */
import { boundRules, compileRules, hasBit, judgeEntering, type PositionBits } from "../eligibility/index.js";
import type { Way, Ways } from "../planning/ways.js";
import { byId as inIdOrder, type Position, type Rule, type Scenario } from "../scenario/index.js";
import { courseSetFinder, type SetLimits } from "./course-sets.js";
import { wayJudge } from "./judge-way.js";
import type { CatalogueRead } from "./read-catalogue.js";
import { monthsAfter, trainedRecord } from "./trained-record.js";

/** Whether a rule asks for what courses give. */
export function isLearnable(rule: Rule): boolean {
  if (rule.predicate === "certificate") return true;
  if (rule.predicate !== "requirement") return false;
  return rule.parameters.requirement === "competencies" || rule.parameters.requirement === "certificates";
}

/**
 * All ways of a scenario, numbered by post and courses. O(people × classes of posts × questions + sets tried).
 *
 * @param passedBy by person, courses that were passed before: they are not taken again, and count as prerequisites.
 * @throws ScenarioError `development/too-many-ways`
 */
export function findWays(
  scenario: Scenario,
  catalogue: CatalogueRead,
  passedBy: ReadonlyMap<string, ReadonlySet<string>>,
  limits: SetLimits,
): Ways {
  const positions = scenario.positions.filter(({ required }) => required !== null).sort(inIdOrder);
  const { unknown } = limits;
  const asTheyAre = compileRules(scenario, positions);
  const otherwise = compileRules(scenario, positions, (rule) => !isLearnable(rule));
  const questions = boundRules(scenario)
    .ofPair.filter(({ rule }) => isLearnable(rule))
    .flatMap((rule) => rule.questions);
  const finder = courseSetFinder(catalogue, questions, limits);
  const { classOf, asked } = postsByWhatTheyAsk(positions, (position) =>
    questions.map((question) => question.ofPosition?.(position)),
  );
  const isOpen = positions.map((position) => judgeEntering(scenario, position).length === 0);
  const inTime = retirementJudge(scenario, positions, unknown);

  const numbers = new Map<string, number>();
  const list: Way[] = [];
  const taken = new Map<string, number[]>();
  scenario.staff.forEach((person, k) => {
    const leaving = otherwise.leaving(k);
    if (leaving === "forbidden" || (leaving === "unknown" && unknown === "forbid")) return;
    const today = asTheyAre.eligible(asTheyAre.profileOf[k]!, unknown);
    const learnt = otherwise.eligible(otherwise.profileOf[k]!, unknown);
    const passed = passedBy.get(person.id) ?? NOTHING_PASSED;
    const setsOf = new Map<number, ReturnType<typeof finder.find>>();
    const own: number[] = [];
    eachBit(learnt, today, (p) => {
      if (!isOpen[p]! || positions[p]!.id === person.positionId) return;
      const kind = classOf[p]!;
      let sets = setsOf.get(kind);
      if (sets === undefined) setsOf.set(kind, (sets = finder.find(person, asked[kind]!, passed)));
      for (const set of sets) {
        if (!inTime(k, p, set.months)) continue;
        const name = JSON.stringify([p, set.courseIds]);
        let number = numbers.get(name);
        if (number === undefined) numbers.set(name, (number = list.push({ position: p, ...set }) - 1));
        own.push(number);
      }
    });
    if (own.length > 0) taken.set(person.id, own);
  });
  return {
    ...renumbered(list, taken),
    trained: (person, courseIds) =>
      trainedRecord(
        person,
        courseIds.map((id) => catalogue.byId.get(id)!),
      ),
    judge: wayJudge(scenario, catalogue.byId),
  };
}

const NOTHING_PASSED: ReadonlySet<string> = new Set();
const NO_WAYS = new Int32Array(0);

/** Calls `visit` for every position in `bits` that is not in `without`, ascending. */
function eachBit(bits: PositionBits, without: PositionBits, visit: (position: number) => void): void {
  for (let w = 0; w < bits.length; w++) {
    for (let word = bits[w]! & ~without[w]!; word !== 0; word &= word - 1)
      visit(32 * w + 31 - Math.clz32(word & -word));
  }
}

/** Posts that give the same answers to all questions are of one class. */
function postsByWhatTheyAsk(
  positions: readonly Position[],
  answersOf: (position: Position) => readonly unknown[],
): { readonly classOf: Int32Array; readonly asked: readonly (readonly unknown[])[] } {
  const known = new Map<string, number>();
  const asked: (readonly unknown[])[] = [];
  const classOf = Int32Array.from(positions, (position) => {
    const answers = answersOf(position);
    const key = JSON.stringify(answers);
    let index = known.get(key);
    if (index === undefined) known.set(key, (index = asked.push(answers) - 1));
    return index;
  });
  return { classOf, asked };
}

/** Whether a person has the time that rules want before retirement, some months from today. */
function retirementJudge(
  scenario: Scenario,
  positions: readonly Position[],
  unknown: "allow" | "forbid",
): (person: number, position: number, months: number) => boolean {
  const isWanted = ({ predicate }: Rule): boolean => predicate === "retirementHorizon";
  const judged = new Map<number, (person: number) => PositionBits>();
  return (person, position, months) => {
    if (months === 0) return true; // judged with everything else
    let eligible = judged.get(months);
    if (eligible === undefined) {
      const then: Scenario = { ...scenario, asOf: monthsAfter(scenario.asOf, months) };
      const compiled = compileRules(then, positions, isWanted);
      const byProfile = new Map<number, PositionBits>();
      eligible = (k) => {
        const profile = compiled.profileOf[k]!;
        let bits = byProfile.get(profile);
        if (bits === undefined) byProfile.set(profile, (bits = compiled.eligible(profile, unknown)));
        return bits;
      };
      judged.set(months, eligible);
    }
    return hasBit(eligible(person), position);
  };
}

/** Ways in the order of posts and courses, whatever the order of people. */
function renumbered(list: readonly Way[], taken: ReadonlyMap<string, readonly number[]>): Pick<Ways, "list" | "of"> {
  const names = list.map(({ courseIds }) => JSON.stringify(courseIds));
  const order = [...list.keys()].sort(
    (a, b) => list[a]!.position - list[b]!.position || (names[a]! < names[b]! ? -1 : 1),
  );
  const numberOf = new Int32Array(list.length);
  order.forEach((old, number) => (numberOf[old] = number));
  const own = new Map([...taken].map(([id, ways]) => [id, Int32Array.from(ways, (old) => numberOf[old]!).sort()]));
  return { list: order.map((old) => list[old]!), of: ({ id }) => own.get(id) ?? NO_WAYS };
}
