/**
 * Rules compiled to classes and bits. Nothing is judged pair by pair: every question of a rule reads one fact of a person
 * and one of a post, so each pair of different facts is judged once, and gives the bits that a person of this fact fails
 * and those that are left open. People who fail and leave open the same form one profile, whatever their records say: a
 * date does not set people apart, what follows from it does. A city of 20,000 people and 5,000 posts has 100 million
 * pairs, some dozens of facts a question, and 157 words of bits a profile.
 *
 * What rules ask of the person alone is judged person by person: it says yes or no to all posts at once.
 */
import type { Position, Rule, Scenario } from "../scenario/index.js";
import { boundRules, leavingVerdict, mayStay } from "./bound-rules.js";
import type { Fact, Question, Verdict } from "./question.js";

/** One bit a position: position p is bit p mod 32 of word ⌊p / 32⌋. */
export type PositionBits = Uint32Array;

/** The rules of a scenario judged class by class. People go by their place in `scenario.staff`. */
export interface CompiledRules {
  /** Per person: the index of the profile. */
  readonly profileOf: Int32Array;
  /** Whether a person may go anywhere at all, as far as the post entered does not matter. */
  leaving(person: number): Verdict;
  /** Whether no law takes the present post of a person away. */
  mayStay(person: number): boolean;
  /**
   * The positions, by their place in the list that was compiled, that rules open to a profile; `unknown` says whether those
   * count of which the data say too little. Gates of posts are not in it.
   */
  eligible(profile: number, unknown: "allow" | "forbid"): PositionBits;
  /** The verdict of the rules on one person and one position of the list. */
  verdict(person: number, position: number): Verdict;
}

/**
 * Compiles the rules in force for the given positions (all of the scenario by default).
 * O(people × rules + facts of people × positions) a question; `eligible` O(questions × positions / 32).
 *
 * @param isWanted rules on person and post that are looked at; all by default.
 */
export function compileRules(
  scenario: Scenario,
  positions: readonly Position[] = scenario.positions,
  isWanted: (rule: Rule) => boolean = () => true,
): CompiledRules {
  const { staff } = scenario;
  const rules = boundRules(scenario);
  const words = (positions.length + 31) >> 5;
  const tables = rules.ofPair
    .filter(({ rule }) => isWanted(rule))
    .flatMap(({ questions }) => questions)
    .map((question) => judgeClasses(question, scenario, positions))
    .filter(({ rows }) => rows.some((row) => row !== undefined));
  const profiles = refine(tables, staff.length);
  const leaving = staff.map((person) => leavingVerdict(scenario, rules.ofPerson, person));
  const judged = (profile: number): Row => {
    const all: Row = { fails: new Uint32Array(words), open: new Uint32Array(words) };
    const sample = profiles.sampleOf[profile]!;
    for (const { classOf, rows } of tables) {
      const row = rows[classOf[sample]!];
      if (row === undefined) continue;
      for (let w = 0; w < words; w++) {
        all.fails[w]! |= row.fails[w]!;
        all.open[w]! |= row.open[w]!;
      }
    }
    return all;
  };
  return {
    profileOf: profiles.profileOf,
    leaving: (person) => leaving[person]!,
    mayStay: (person) => mayStay(rules, scenario, staff[person]!),
    eligible(profile, unknown) {
      const { fails, open } = judged(profile);
      const bits = new Uint32Array(words);
      for (let w = 0; w < words; w++) bits[w] = ~(unknown === "allow" ? fails[w]! : fails[w]! | open[w]!);
      if (positions.length % 32 !== 0) bits[words - 1]! &= 2 ** (positions.length % 32) - 1;
      return bits;
    },
    verdict(person, position) {
      const { fails, open } = judged(profiles.profileOf[person]!);
      const left = leaving[person]!;
      if (left === "forbidden" || hasBit(fails, position)) return "forbidden";
      return left === "unknown" || hasBit(open, position) ? "unknown" : "allowed";
    },
  };
}

/** Whether the bit of a position is set. */
export function hasBit(bits: PositionBits, position: number): boolean {
  return ((bits[position >> 5]! >>> (position & 31)) & 1) === 1;
}

/** What people of one class fail, and what they leave open. */
interface Row {
  readonly fails: PositionBits;
  readonly open: PositionBits;
}

/** One question: people by class, and the row of each class; `undefined`: allowed everywhere. */
interface Table {
  readonly classOf: Int32Array;
  readonly rows: readonly (Row | undefined)[];
}

/** Judges every pair of different facts of one question; people whose rows are equal are one class. */
function judgeClasses(question: Question, { staff }: Scenario, positions: readonly Position[]): Table {
  const posts = classify(positions, (position) => question.ofPosition?.(position));
  const people = classify(staff, (person) => question.ofPerson(person));
  const words = (positions.length + 31) >> 5;
  const rows: (Row | undefined)[] = [];
  const known = new Map<string, number>();
  const verdicts = new Int8Array(posts.facts.length); // 1 fails, −1 open
  const rowOf = people.facts.map((ofPerson) => {
    let [fails, opens] = [0, 0];
    posts.facts.forEach((ofPosition, k) => {
      const met = question.isMet(ofPerson, ofPosition);
      verdicts[k] = met === undefined ? -1 : met ? 0 : 1;
      if (met === false) fails++;
      else if (met === undefined) opens++;
    });
    const row: Row | undefined =
      fails + opens === 0 ? undefined : { fails: new Uint32Array(words), open: new Uint32Array(words) };
    if (row !== undefined) {
      for (let p = 0; p < positions.length; p++) {
        const verdict = verdicts[posts.classOf[p]!]!;
        if (verdict === 0) continue;
        const bits = verdict > 0 ? row.fails : row.open;
        bits[p >> 5]! |= 1 << (p & 31);
      }
    }
    const key = row === undefined ? "" : `${textOf(row.fails)}|${textOf(row.open)}`;
    let index = known.get(key);
    if (index === undefined) known.set(key, (index = rows.push(row) - 1));
    return index;
  });
  return { classOf: people.classOf.map((each) => rowOf[each]!), rows };
}

/** Bits as a text of their words. */
function textOf(bits: PositionBits): string {
  return String.fromCharCode(...new Uint16Array(bits.buffer));
}

/** Numbers the different facts in the order in which they first come. */
function classify<T>(items: readonly T[], factOf: (item: T) => Fact): { classOf: Int32Array; facts: readonly Fact[] } {
  const known = new Map<Fact, number>();
  const facts: Fact[] = [];
  const classOf = Int32Array.from(items, (item) => {
    const fact = factOf(item);
    const key = typeof fact === "object" && fact !== null ? JSON.stringify(fact) : fact;
    let index = known.get(key);
    if (index === undefined) known.set(key, (index = facts.push(fact) - 1));
    return index;
  });
  return { classOf, facts };
}

/** People of one class in every table form one profile. */
function refine(tables: readonly Table[], people: number): { profileOf: Int32Array; sampleOf: readonly number[] } {
  let profileOf: Int32Array = new Int32Array(people);
  let sampleOf: number[] = people > 0 ? [0] : [];
  for (const { classOf, rows } of tables) {
    if (rows.length === 1) continue;
    const known = new Map<number, number>();
    const samples: number[] = [];
    profileOf = profileOf.map((profile, person) => {
      const key = profile * rows.length + classOf[person]!;
      let index = known.get(key);
      if (index === undefined) known.set(key, (index = samples.push(person) - 1));
      return index;
    });
    sampleOf = samples;
  }
  return { profileOf, sampleOf };
}
