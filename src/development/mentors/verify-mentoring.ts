/**
 * Checks a mentoring from the people up: every mentee is there once and has a mentor who may be one, or a count of reasons
 * that is right; nobody has more mentees than places; the floor of seniors holds; every goal has the value it claims, its
 * bound follows from the prices that came with it, and the lottery left one answer. Shares with the solver the types, the
 * reading of settings, the words, the draws of the lottery and the facts of other rooms, and nothing of how pairs are judged
 * or goals are solved.
 *
 * Bounds (Lagrangian duality): let a place with mentor j cost price(j). Then no mentoring costs less than Σ mentees min over
 * open choices (cost + price) + Σ places min(0, slope − price), places that are sure counted as they stand; and if that equals
 * the value, the mentorings that are as good are those on least choices and places, among which the next goal is proven.
 */
import { type Issue, ScenarioError } from "../../errors/index.js";
import type { Verification } from "../../planning/index.js";
import { assertScenario, type Scenario, show } from "../../scenario/index.js";
import { lotteryOf } from "./lottery.js";
import { collectPairs, MOST_PAIRS } from "./pair-columns.js";
import { readMentoringSettings } from "./read-options.js";
import { isSame } from "./same.js";
import type { Mentoring, MentoringLevelName } from "./types.js";
import { judgesOf, type Judges } from "./verify-people.js";

/**
 * Whether `mentoring` is what it says it is for `scenario`, words included; of its notices nothing is said. Answers for
 * whatever is in it and does not throw for it. O(pairs within reach × goals).
 *
 * Codes, all `development/…`: those of the options of `matchMentors` and `wrong-settings` (settings that it does not write),
 * `unreadable-mentoring`, `unknown-person`, `not-a-mentee`, `missing-mentee`, `mentee-twice`, `wrong-order`, `too-many-pairs`,
 * `not-a-mentor`, `wrong-pair`, `wrong-reasons`, `over-capacity`, `wrong-mentor`, `wrong-levels`, `wrong-level-value`,
 * `wrong-bound`, `wrong-proof`, `not-proven`, `not-the-only-one`.
 *
 * @throws ScenarioError `scenario/not-created`
 */
export function verifyMentoring(scenario: Scenario, mentoring: Mentoring): Verification {
  assertScenario(scenario);
  const issues: Issue[] = [];
  const say: Say = (code, path, message) => issues.push({ code: `development/${code}`, path, message });
  try {
    const settings = readMentoringSettings(scenario, mentoring.settings);
    if (hasRealLists(mentoring, say)) judge(scenario, { ...mentoring, settings }, say);
  } catch (error) {
    if (error instanceof ScenarioError) issues.push(...error.issues);
    else {
      const reason = error instanceof Error ? error.message : "unknown reason";
      say("unreadable-mentoring", [], `this cannot be read as a mentoring: ${reason}`);
    }
  }
  return { ok: issues.length === 0, issues };
}

type Say = (code: string, path: Issue["path"], message: string) => void;

/** Lists are lists, and without holes: what loops pass over is not checked. */
function hasRealLists({ pairs, unmatched, mentors, levels, notices, certificate }: Mentoring, say: Say): boolean {
  const isReal = (list: unknown, path: Issue["path"]): boolean => {
    if (!Array.isArray(list)) say("unreadable-mentoring", path, `${show(list)} is not a list`);
    else if (!isWhole(list)) say("unreadable-mentoring", path, "places of this list are empty");
    else return true;
    return false;
  };
  const lists = Object.entries({ pairs, unmatched, mentors, levels, notices, certificate });
  return (
    lists.every(([name, list]) => isReal(list, [name])) &&
    certificate.every((proof, k) => isReal(proof.mentors, ["certificate", k, "mentors"]))
  );
}

function isWhole(list: readonly unknown[]): boolean {
  for (let k = 0; k < list.length; k++) if (!(k in list)) return false;
  return true;
}

function judge(scenario: Scenario, mentoring: Mentoring, say: Say): void {
  const judges = judgesOf(scenario, mentoring.settings);
  const mentees = judges.mentees();
  if (!judgeMentees(scenario, mentoring, mentees, say)) return;
  const choices = choicesOf(scenario, judges, mentees);
  if (choices === undefined) {
    say("too-many-pairs", [], `more than ${MOST_PAIRS} pairs may be: that is too many to check`);
    return;
  }
  const mentorOf = judgePairs(mentoring, judges, say);
  judgeUnmatched(mentoring, judges, say);
  judgeMentors(mentoring, judges, choices, mentorOf, say);
  judgeLevels(mentoring, choices, mentorOf, say);
}

/** Everyone who should is there once, in a pair or without a mentor, by id. */
function judgeMentees(scenario: Scenario, mentoring: Mentoring, mentees: readonly string[], say: Say): boolean {
  const wanted = new Set(mentees);
  const seen = new Set<string>();
  let isWhole = true;
  const wrong = (code: string, path: Issue["path"], message: string): void => {
    isWhole = false;
    say(code, path, message);
  };
  for (const list of ["pairs", "unmatched"] as const) {
    mentoring[list].forEach(({ menteeId }, k) => {
      const [path, name] = [[list, k, "menteeId"], JSON.stringify(menteeId)];
      if (!scenario.staffById.has(menteeId)) wrong("unknown-person", path, `nobody has the id ${name}`);
      else if (!wanted.has(menteeId)) wrong("not-a-mentee", path, `${name} is none of those who need a mentor`);
      else if (seen.has(menteeId)) wrong("mentee-twice", path, `${name} is there twice`);
      seen.add(menteeId);
      if (k > 0 && mentoring[list][k - 1]!.menteeId > menteeId)
        say("wrong-order", path, `${name} comes too late: this list is in the order of the ids of mentees`);
    });
  }
  mentoring.pairs.forEach(({ mentorId }, k) => {
    if (scenario.staffById.has(mentorId)) return;
    wrong("unknown-person", ["pairs", k, "mentorId"], `nobody has the id ${JSON.stringify(mentorId)}`);
  });
  for (const id of mentees) if (!seen.has(id)) wrong("missing-mentee", [], `nothing is said of ${JSON.stringify(id)}`);
  return isWhole;
}

/** By mentee: the mentor. */
function judgePairs({ pairs }: Mentoring, judges: Judges, say: Say): Map<string, string> {
  const mentorOf = new Map<string, string>();
  pairs.forEach((pair, k) => {
    const { menteeId, mentorId } = pair;
    mentorOf.set(menteeId, mentorId);
    const barrier = judges.barrier(menteeId, mentorId);
    if (barrier !== undefined) {
      say("not-a-mentor", ["pairs", k], `${mentorId} may not mentor ${menteeId}: ${barrier}`);
      return;
    }
    const right = judges.pair(menteeId, mentorId);
    for (const key of Object.keys(right) as (keyof typeof right)[]) {
      if (!isSame(right[key], pair[key]))
        say("wrong-pair", ["pairs", k, key], `${key} should be ${JSON.stringify(right[key])}`);
    }
  });
  return mentorOf;
}

function judgeUnmatched({ unmatched }: Mentoring, judges: Judges, say: Say): void {
  unmatched.forEach((said, k) => {
    const right = judges.unmatched(said.menteeId);
    for (const key of Object.keys(right) as (keyof typeof right)[]) {
      if (!isSame(right[key], said[key]))
        say("wrong-reasons", ["unmatched", k, key], `${key} should be ${JSON.stringify(right[key])}`);
    }
  });
}

/** Choices of the mentees, in the order of ids. */
interface Choices {
  readonly mentees: readonly string[];
  readonly gap: readonly number[];
  /** Length mentees + 1. */
  readonly start: Int32Array;
  /** By choice: place of the mentor in `mentors`. */
  readonly mentor: Int32Array;
  readonly closes: Int32Array;
  readonly away: Uint8Array;
  readonly steps: Uint8Array;
  /** Ids of those who may mentor at least one mentee, ascending. */
  readonly mentors: readonly string[];
  readonly capacity: Int32Array;
}

/** `undefined` where there are too many. */
function choicesOf({ staff }: Scenario, judges: Judges, mentees: readonly string[]): Choices | undefined {
  const start = new Int32Array(mentees.length + 1);
  const found = collectPairs(MOST_PAIRS);
  const isMentor = new Uint8Array(staff.length);
  for (const [row, id] of mentees.entries()) {
    judges.eachMentor(id, (mentor, closes, away, steps) => {
      found.add(mentor, closes, away, steps);
      isMentor[mentor] = 1;
    });
    if (found.isTooFull) return undefined;
    start[row + 1] = found.count;
  }
  const mentors = staff.flatMap(({ id }, number) => (isMentor[number] === 1 ? [id] : [])).sort();
  const place = new Map(mentors.map((id, j) => [id, j]));
  const placeOf = Int32Array.from(staff, ({ id }) => place.get(id) ?? -1);
  const { person, ...counted } = found.columns();
  return {
    mentees,
    gap: mentees.map(judges.gap),
    start,
    mentor: person.map((number) => placeOf[number]!),
    ...counted,
    mentors,
    capacity: Int32Array.from(mentors, judges.capacity),
  };
}

function judgeMentors(
  { mentors }: Mentoring,
  judges: Judges,
  { mentors: possible, capacity }: Choices,
  mentorOf: ReadonlyMap<string, string>,
  say: Say,
): void {
  const load = new Map<string, number>();
  for (const mentorId of mentorOf.values()) load.set(mentorId, (load.get(mentorId) ?? 0) + 1);
  const right = possible.map((mentorId, j) => ({
    mentorId,
    load: load.get(mentorId) ?? 0,
    capacity: capacity[j]!,
    kept: judges.isKept(mentorId),
  }));
  for (const { mentorId, load: mentees, capacity: places } of right) {
    if (mentees > places)
      say("over-capacity", ["mentors"], `${mentorId} has ${mentees} mentees and places for ${places}`);
  }
  if (mentors.length !== right.length)
    say("wrong-mentor", ["mentors"], `${right.length} people may mentor somebody, not ${mentors.length}`);
  right.forEach((each, k) => {
    if (!isSame(each, mentors[k])) say("wrong-mentor", ["mentors", k], `this should be ${JSON.stringify(each)}`);
  });
}

/** The goals in their order, and what they count. */
const GOALS: readonly (readonly [name: MentoringLevelName, unit: string])[] = [
  ["unmentored", "people"],
  ["openGap", "competency levels"],
  ["nearness", "steps (same unit 0, neighbour 1, agency 2)"],
  ["gradeDistance", "steps of grade"],
  ["sharedMentors", "pairs of mentees with one mentor"],
  ["tie", "lottery numbers"],
];
const TIE = GOALS.length - 1;

/** Values from the pairs, bounds from the prices, goal by goal; then whether one answer is left. */
function judgeLevels(
  { levels, certificate, settings }: Mentoring,
  choices: Choices,
  mentorOf: ReadonlyMap<string, string>,
  say: Say,
): void {
  const { mentees, mentors, start, mentor, gap, closes, away, steps, capacity } = choices;
  const isInOrder = levels.every(({ name }, k) => name === GOALS[Math.min(k, TIE)]![0]);
  if (!isInOrder || levels.length < GOALS.length || certificate.length !== levels.length) {
    say("wrong-levels", ["levels"], `the goals are ${GOALS.map(([name]) => name).join(", ")}, each with its prices`);
    return;
  }
  const place = new Map(mentors.map((id, j) => [id, j]));
  const chosen = Int32Array.from(mentees, (id, row) => {
    const j = place.get(mentorOf.get(id) ?? "");
    for (let c = start[row]!; c < start[row + 1]!; c++) if (mentor[c] === j) return c;
    return -1;
  });
  const load = new Int32Array(mentors.length);
  for (const c of chosen) if (c >= 0) load[mentor[c]!]!++;
  const isOpen = new Uint8Array(mentor.length).fill(1);
  const mayHaveNone = new Uint8Array(mentees.length).fill(1);
  const sure = new Int32Array(mentors.length);
  const last = new Int32Array(mentors.length); // nobody needs more places than there are mentees to take them
  for (const j of mentor) if (last[j]! < capacity[j]!) last[j]!++;

  let isProven = true;
  for (const [k, { name, value, bound, proven, unit }] of levels.entries()) {
    const path = ["levels", k];
    const counted = GOALS[Math.min(k, TIE)]![1];
    if (unit !== counted) say("wrong-levels", [...path, "unit"], `${name} counts ${counted}`);
    const draw = Math.max(0, k - TIE);
    const lottery = name === "tie" ? lotteryOf(settings.seed, draw) : undefined;
    const costOf = (row: number, c: number): number => {
      switch (name) {
        case "unmentored":
          return c < 0 ? 1 : 0;
        case "openGap":
          return gap[row]! - (c < 0 ? 0 : closes[c]!);
        case "nearness":
          return c < 0 ? 0 : away[c]!;
        case "gradeDistance":
          return c < 0 ? 0 : steps[c]!;
        case "sharedMentors":
          return 0;
        case "tie":
          return lottery!(mentees[row]!, c < 0 ? "" : mentors[mentor[c]!]!);
      }
    };
    const slopeOf = (seat: number): number => (name === "sharedMentors" ? seat - 1 : 0);
    let recomputed = 0;
    chosen.forEach((c, row) => (recomputed += costOf(row, c)));
    if (name === "sharedMentors") for (const people of load) recomputed += (people * (people - 1)) / 2;
    if (recomputed !== value) say("wrong-level-value", path, `${name} is ${recomputed}, not ${value}`);

    const price = new Float64Array(mentors.length);
    for (const [id, each] of certificate[k]!.mentors) {
      if (!place.has(id) || !Number.isSafeInteger(each)) say("wrong-proof", path, `${JSON.stringify(id)} has no price`);
      else price[place.get(id)!] = each;
    }
    let least = 0n;
    const keep: Keep = { isOpen, mayHaveNone, sure, last };
    mentees.forEach((_, row) => (least += BigInt(narrowRow(choices, row, costOf, price, keep))));
    mentors.forEach((_, j) => (least += narrowSeats(j, slopeOf, price[j]!, keep)));
    if (least !== BigInt(bound)) say("wrong-bound", path, `the prices of ${name} prove ${least}, not ${bound}`);
    if (bound !== value || proven !== true)
      say("not-proven", path, `${name} is ${value}, and ${bound} might be possible`);
    if (least !== BigInt(recomputed)) isProven = false;
  }
  // Without the proofs nearly every pair is open still, and there may be millions.
  if (isProven && !isTheOnlyOne(choices, chosen, load, { isOpen, mayHaveNone, sure, last }))
    say("not-the-only-one", ["levels"], "the lottery left another mentoring that is as good");
}

/** What is open still; narrowed goal by goal. */
interface Keep {
  readonly isOpen: Uint8Array;
  readonly mayHaveNone: Uint8Array;
  readonly sure: Int32Array;
  readonly last: Int32Array;
}

/** The least that a mentee costs; only choices that cost no more stay open. */
function narrowRow(
  { start, mentor }: Choices,
  row: number,
  costOf: (row: number, choice: number) => number,
  price: Float64Array,
  { isOpen, mayHaveNone }: Keep,
): number {
  let least = mayHaveNone[row] === 1 ? costOf(row, -1) : Infinity;
  for (let c = start[row]!; c < start[row + 1]!; c++) {
    if (isOpen[c] === 1) least = Math.min(least, costOf(row, c) + price[mentor[c]!]!);
  }
  if (mayHaveNone[row] === 1 && costOf(row, -1) > least) mayHaveNone[row] = 0;
  for (let c = start[row]!; c < start[row + 1]!; c++) {
    if (isOpen[c] === 1 && costOf(row, c) + price[mentor[c]!]! > least) isOpen[c] = 0;
  }
  return least;
}

/** The least that the places with a mentor cost; those cheaper than their price are sure, dearer ones go. */
function narrowSeats(j: number, slopeOf: (seat: number) => number, price: number, { sure, last }: Keep): bigint {
  let least = 0n;
  let [below, upTo] = [0, 0];
  for (let seat = 1; seat <= last[j]!; seat++) {
    const reduced = slopeOf(seat) - price;
    if (reduced < 0) below = seat;
    if (reduced <= 0) upTo = seat;
    if (reduced < 0 || seat <= sure[j]!) least += BigInt(reduced);
  }
  sure[j] = Math.max(sure[j]!, below);
  last[j] = Math.max(sure[j]!, upTo);
  return least;
}

/**
 * Another mentoring on what is left would differ by rings: a mentee goes from one mentor to another, one of whose mentees goes
 * on …, back to the first, or by way of a place that is taken here and left there. So this one is the only one exactly if no
 * step of a mentee lies in a strongly connected part of the graph of steps.
 */
function isTheOnlyOne(
  { mentors, start, mentor }: Choices,
  chosen: Int32Array,
  load: Int32Array,
  { isOpen, mayHaveNone, sure, last }: Keep,
): boolean {
  const none = mentors.length; // no limit to the people there, and nobody must be there: it is also where places come from
  const next: number[][] = Array.from({ length: none + 1 }, () => []);
  const steps: (readonly [from: number, to: number])[] = [];
  chosen.forEach((own, row) => {
    const from = own < 0 ? none : mentor[own]!;
    const step = (to: number): void => {
      steps.push([from, to]);
      next[from]!.push(to);
    };
    for (let c = start[row]!; c < start[row + 1]!; c++) if (isOpen[c] === 1 && c !== own) step(mentor[c]!);
    if (own >= 0 && mayHaveNone[row] === 1) step(none);
  });
  for (let j = 0; j < none; j++) {
    if (load[j]! < last[j]!) next[j]!.push(none);
    if (load[j]! > sure[j]!) next[none]!.push(j);
  }
  const part = stronglyConnected(next);
  return steps.every(([from, to]) => part[from] !== part[to]);
}

/** Kosaraju's two passes, without recursion. */
function stronglyConnected(next: readonly (readonly number[])[]): Int32Array {
  const size = next.length;
  const back: number[][] = Array.from({ length: size }, () => []);
  next.forEach((nodes, from) => nodes.forEach((to) => back[to]!.push(from)));
  const finished: number[] = [];
  const seen = new Uint8Array(size);
  for (let root = 0; root < size; root++) {
    if (seen[root] === 1) continue;
    seen[root] = 1;
    const stack: [node: number, at: number][] = [[root, 0]];
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const to = next[top[0]]![top[1]++];
      if (to === undefined) finished.push(stack.pop()![0]);
      else if (seen[to] === 0) {
        seen[to] = 1;
        stack.push([to, 0]);
      }
    }
  }
  const part = new Int32Array(size).fill(-1);
  for (const root of finished.reverse()) {
    if (part[root]! >= 0) continue;
    part[root] = root;
    const stack = [root];
    while (stack.length > 0) {
      for (const from of back[stack.pop()!]!) {
        if (part[from]! >= 0) continue;
        part[from] = root;
        stack.push(from);
      }
    }
  }
  return part;
}
