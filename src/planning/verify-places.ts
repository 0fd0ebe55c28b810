/**
 * Where everyone may be, found out anew for the verifier: it shares the judgement of one rule on one person and one post
 * with the gates, and nothing of how eligibility is compiled.
 *
 * For every rule that looks at posts `verify-reading.ts` says which entries of a person's record and of a post's decide, by
 * the raw records; each pair of different entries is judged once, and a post is open to a person if no rule refuses. Rules
 * on the person alone are judged person by person.
 */
import {
  type BoundRule,
  boundRules,
  judgeEntering,
  leavingVerdict,
  mayStay,
  type Verdict,
} from "../eligibility/index.js";
import { byId, type Position, type Scenario, type Staff } from "../scenario/index.js";
import { isObjectedTo } from "./pair-costs.js";
import type { PlacesOf } from "./verify-levels.js";
import { type Reading, readingsOf } from "./verify-reading.js";

/** The places of a scenario. People alike to all rules share one list. */
export function placesIn(scenario: Scenario, unknown: "allow" | "forbid", objections?: "level" | "veto"): PlacesOf {
  const positions = scenario.positions.filter(({ required }) => required !== null).sort(byId);
  const indexOf = new Map(positions.map(({ id }, p) => [id, p]));
  const fitting = fittingLists(scenario, positions, unknown);
  const rules = boundRules(scenario);
  return {
    positions,
    of(person) {
      const present = person.positionId === null ? -1 : indexOf.get(person.positionId)!;
      const keeps = mayStay(rules, scenario, person);
      const home = keeps ? present : -1;
      const leaving = leavingVerdict(scenario, rules.ofPerson, person);
      if (leaving === "forbidden" || (leaving === "unknown" && unknown === "forbid")) return Int32Array.of(home);
      const isVetoed = objections === "veto" && person.objections !== undefined;
      let fits = keeps ? fitting(person) : fitting(person).filter((p) => p !== present);
      if (isVetoed) fits = fits.filter((p) => p === present || !isObjectedTo(person, positions[p]!));
      if (home >= 0 && contains(fits, home)) return fits;
      const places = new Int32Array(fits.length + 1);
      places[0] = home;
      places.set(fits, 1);
      return places;
    },
  };
}

/** Whether an ascending list holds a number. */
function contains(list: Int32Array, wanted: number): boolean {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted;
}

/**
 * The open posts that no rule refuses to a person. What a rule reads of a person refuses a set of posts; what nothing
 * refuses is open.
 */
function fittingLists(
  scenario: Scenario,
  positions: readonly Position[],
  unknown: "allow" | "forbid",
): (person: Staff) => Int32Array {
  const open = positions.flatMap((position, p) => (judgeEntering(scenario, position).length === 0 ? [p] : []));
  const posts = open.map((p) => positions[p]!);
  const readers = boundRules(scenario)
    .ofPair.flatMap((rule) => readingsOf(rule.rule, scenario).map((reading) => readerOf(rule, reading, posts)))
    .filter(({ kinds }) => kinds.length > 0); // what no post asks decides nothing
  const lists = new Map<string, Int32Array>();
  const isRefused = new Uint32Array((open.length + 31) >> 5);
  const found = new Int32Array(open.length);
  return (person) => {
    const entries = readers.map(({ reading }) => reading.ofPerson(person));
    const key = entries.join("\n"); // which no JSON text contains
    const known = lists.get(key);
    if (known !== undefined) return known;
    isRefused.fill(0);
    readers.forEach((reader, k) => {
      const refused = refusedBy(reader, entries[k]!, person, isRefused.length, unknown);
      for (let word = 0; word < isRefused.length; word++) isRefused[word]! |= refused[word]!;
    });
    let count = 0;
    for (let k = 0; k < open.length; k++) {
      if (((isRefused[k >> 5]! >>> (k & 31)) & 1) === 0) found[count++] = open[k]!;
    }
    const places = found.slice(0, count);
    lists.set(key, places);
    return places;
  };
}

/** One thing that a rule reads, and the posts by what they say about it. */
interface Reader {
  readonly rule: BoundRule;
  readonly reading: Reading;
  /** By the entries of the posts: one post of each kind, and all of them by their places in the list of open posts. */
  readonly kinds: readonly { readonly sample: Position; readonly posts: readonly number[] }[];
  /** Refused posts, one bit each, by the entries of a person. */
  readonly refused: Map<string, Uint32Array>;
}

function readerOf(rule: BoundRule, reading: Reading, posts: readonly Position[]): Reader {
  const kinds = new Map<string, { readonly sample: Position; readonly posts: number[] }>();
  posts.forEach((post, k) => {
    const entries = reading.ofPosition(post);
    if (entries === null) return; // asks nothing
    const kind = kinds.get(entries);
    if (kind === undefined) kinds.set(entries, { sample: post, posts: [k] });
    else kind.posts.push(k);
  });
  return { rule, reading, kinds: [...kinds.values()], refused: new Map() };
}

/** The posts that a person's entries refuse; judged once for each. */
function refusedBy(
  { rule, reading, kinds, refused: known }: Reader,
  entries: string,
  person: Staff,
  words: number,
  unknown: "allow" | "forbid",
): Uint32Array {
  let refused = known.get(entries);
  if (refused !== undefined) return refused;
  known.set(entries, (refused = new Uint32Array(words)));
  for (const { sample, posts } of kinds) {
    const verdict = reading.verdict?.(person, sample) ?? verdictOn(rule, person, sample);
    if (verdict === "allowed" || (verdict === "unknown" && unknown === "allow")) continue;
    for (const k of posts) refused[k >> 5]! |= 1 << (k & 31);
  }
  return refused;
}

/** A rule's verdict on one person and one post. */
export function verdictOn({ questions }: BoundRule, person: Staff, position: Position): Verdict {
  let verdict: Verdict = "allowed";
  for (const { ofPerson, ofPosition, isMet } of questions) {
    const met = isMet(ofPerson(person), ofPosition?.(position));
    if (met === false) return "forbidden";
    if (met === undefined) verdict = "unknown";
  }
  return verdict;
}
