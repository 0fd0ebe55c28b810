/**
 * Whom competencies alone keep from posts that are short. The rules are compiled twice, with what posts ask of competencies
 * and without it: who is let in without and not with is kept out by competencies and nothing else, and what such a person
 * lacks says by which. People who are alike in all of this are one group, and each group meets a post as one bit.
 */
import { compileRules, hasBit } from "../eligibility/index.js";
import { ownLevel, type Position, type Scenario, type Staff } from "../scenario/index.js";
import { askedBy, lacks, type PersonLacks } from "./own-gaps.js";

/** A post that is short and has a seat. */
export interface OpenPost {
  readonly position: Position;
  /** How much of the shortage there are seats for. */
  readonly closable: number;
}

/** People kept out of a post by exactly these competencies and nothing else. */
export interface PostBlock {
  /** By name. */
  readonly competencies: readonly string[];
  readonly people: number;
  /** Of these, people who were never rated in at least one of them: an assessment comes before a course. */
  readonly neverRated: number;
  /** min(closable, people): what they could close at most. */
  readonly closes: number;
}

/** A person near to a post: nothing but competencies stands between them. */
export interface NearPerson extends PersonLacks {
  readonly staffId: string;
}

/** What stands between people and one post. */
export interface PostBlocks {
  /** People elsewhere whom the rules let in as they are. */
  readonly eligible: number;
  /** Of these, people who were never rated in a competency that the post asks for. */
  readonly unrated: number;
  /** By what keeps them out: most people first, then by names. */
  readonly blocked: readonly PostBlock[];
  /** Fewest never rated first, then fewest levels missing, then by id. */
  readonly nearest: readonly NearPerson[];
}

/** Competencies that keep people out, in all posts together. */
export interface BlockingSet {
  /** By name; none can be left out: each person counted here lacks all of them and nothing else for the post. */
  readonly competencies: readonly string[];
  /** Posts from which they alone keep somebody. */
  readonly posts: number;
  /** Shortage of these posts that has a seat. */
  readonly closable: number;
  /** Σ over the posts of min(closable, people kept out): an upper figure, as if nothing else were done. */
  readonly closes: number;
  /** Different people. */
  readonly people: number;
  readonly neverRated: number;
}

/** What keeps people from the short posts of a unit or an agency: the same figures, counted there alone. */
export interface PlaceBlocks {
  readonly id: string;
  /** Most shortage first; people are different people within the place. */
  readonly blocking: readonly BlockingSet[];
}

/** One competency in all the sets. */
export interface BlockingCompetency {
  readonly competency: string;
  /** Where it alone keeps people out. */
  readonly alone: Omit<BlockingSet, "competencies">;
  /** Different people for whom it is one of those that keep them out of a post; those kept out by it alone included. */
  readonly people: number;
}

/** What keeps a group out of posts that ask the same of competencies. */
interface Lack {
  /** Index of the set of competencies, −1: none. */
  readonly set: number;
  /** Index of the set among those that occur for these posts. */
  readonly local: number;
  readonly hasUnrated: boolean;
  readonly hasUnratedInSet: boolean;
  /** Order of nearness: never rated, then levels missing. */
  readonly distance: number;
}

/**
 * Blocks of every open post, in the order given, and of all together.
 * O(people × rules + groups × open posts), and memory for the sets of each post.
 *
 * @param unknown - whether people whose record says too little count as let in
 * @param most - people listed as nearest to a post
 */
export function blockingCompetencies(
  scenario: Scenario,
  open: readonly OpenPost[],
  places: ReadonlyMap<string, string | null>,
  unknown: "allow" | "forbid",
  most: number,
): {
  readonly posts: readonly PostBlocks[];
  readonly sets: readonly BlockingSet[];
  readonly competencies: readonly BlockingCompetency[];
  /** In id order. */
  readonly units: readonly PlaceBlocks[];
  readonly agencies: readonly PlaceBlocks[];
} {
  const positions = open.map(({ position }) => position);
  const asking = classesOf(positions);
  const groups = groupsOf(scenario, positions, places, unknown, asking.names);
  const sets = setsOf(asking.names);
  const eligible = new Float64Array(open.length);
  const unrated = new Float64Array(open.length);
  // By post, and then by the local index of the set.
  const people: number[][] = open.map(() => []);
  const unratedPeople: number[][] = open.map(() => []);
  const localSets: Map<number, number>[] = asking.asked.map(() => new Map());
  const nearest = open.map((): Near[] => []);
  const everywhere: Tally = new Map();
  const units = new Map<string, Tally>(scenario.units.map(({ id }) => [id, new Map()]));
  const agencies = new Map<string, Tally>(scenario.agencies.map(({ id }) => [id, new Map()]));
  const talliesOf = positions.map(({ unitId }) => [
    everywhere,
    units.get(unitId)!,
    agencies.get(scenario.unitById.get(unitId)!.agencyId)!,
  ]);
  const involved = new Map<string, { people: number; last: number }>();

  groups.forEach(({ members, open: mayEnter, barred, levels, own }, g) => {
    const size = members.length;
    const lackOf: (Lack | undefined)[] = [];
    for (let w = 0; w < mayEnter.length; w++) {
      for (let bits = mayEnter[w]!; bits !== 0; bits &= bits - 1) {
        const p = w * 32 + 31 - Math.clz32(bits & -bits);
        if (p === own) continue;
        const c = asking.classOf[p]!;
        const found = (lackOf[c] ??= lackFor(levels, asking.asked[c]!, unknown, sets, localSets[c]!));
        if (!hasBit(barred, p)) {
          eligible[p]! += size;
          if (found.hasUnrated) unrated[p]! += size;
          continue;
        }
        const { set, local, hasUnratedInSet } = found;
        const counts = people[p]!;
        counts[local] = (counts[local] ?? 0) + size;
        if (hasUnratedInSet) unratedPeople[p]![local] = (unratedPeople[p]![local] ?? 0) + size;
        keepNearest(nearest[p]!, found.distance, members, most);
        const isNew = talliesOf[p]!.map((tally) => addPeople(tally, set, g, size, hasUnratedInSet));
        if (isNew[0] !== true) continue;
        for (const name of sets.namesOf(set)) {
          let one = involved.get(name);
          if (one === undefined) involved.set(name, (one = { people: 0, last: -1 }));
          if (one.last !== g) one.people += size;
          one.last = g;
        }
      }
    }
  });

  const posts = open.map(({ position, closable }, p): PostBlocks => {
    const blocked = [...localSets[asking.classOf[p]!]!].flatMap(([set, local]): PostBlock[] => {
      const count = people[p]![local] ?? 0;
      if (count === 0) return [];
      const closes = Math.min(closable, count);
      for (const tally of talliesOf[p]!) addPost(tally.get(set)!, closable, closes);
      const neverRated = unratedPeople[p]![local] ?? 0;
      return [{ competencies: sets.namesOf(set), people: count, neverRated, closes }];
    });
    blocked.sort((a, b) => b.people - a.people || inOrder(a.competencies, b.competencies));
    const asked = askedBy(position.requirements);
    const near = nearest[p]!.map(({ id }) => ({ staffId: id, ...lacks(scenario.staffById.get(id)!, asked) }));
    return { eligible: eligible[p]!, unrated: unrated[p]!, blocked, nearest: near };
  });
  const found = blocksOf(everywhere, sets);
  const nothing = { posts: 0, closable: 0, closes: 0, people: 0, neverRated: 0 };
  const competencies = [...involved].map(([competency, { people: different }]): BlockingCompetency => {
    const alone = found.find((set) => set.competencies.length === 1 && set.competencies[0] === competency);
    if (alone === undefined) return { competency, alone: nothing, people: different };
    const { competencies: _, ...figures } = alone;
    return { competency, alone: figures, people: different };
  });
  competencies.sort(
    (a, b) => b.alone.closes - a.alone.closes || b.people - a.people || (a.competency < b.competency ? -1 : 1),
  );
  const byPlace = (all: ReadonlyMap<string, Tally>): PlaceBlocks[] =>
    [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, tally]) => ({ id, blocking: blocksOf(tally, sets) }));
  return { posts, sets: found, competencies, units: byPlace(units), agencies: byPlace(agencies) };
}

/** By set of competencies: the figures of the posts of one place, or of all. */
type Tally = Map<number, Sum>;

interface Sum {
  posts: number;
  closable: number;
  closes: number;
  people: number;
  neverRated: number;
  /** The last group counted among the people: it may be kept from several posts. */
  last: number;
}

/** Counts a group once for a set of a place; whether it was the first time. */
function addPeople(tally: Tally, set: number, group: number, size: number, hasUnrated: boolean): boolean {
  let sum = tally.get(set);
  if (sum === undefined)
    tally.set(set, (sum = { posts: 0, closable: 0, closes: 0, people: 0, neverRated: 0, last: -1 }));
  if (sum.last === group) return false;
  sum.last = group;
  sum.people += size;
  if (hasUnrated) sum.neverRated += size;
  return true;
}

function addPost(sum: Sum, closable: number, closes: number): void {
  sum.posts++;
  sum.closable += closable;
  sum.closes += closes;
}

function blocksOf(tally: Tally, sets: Sets): BlockingSet[] {
  const found = [...tally].map(([set, { posts, closable, closes, people, neverRated }]): BlockingSet => {
    const sums = { posts, closable: tidy(closable), closes: tidy(closes) };
    return { competencies: sets.namesOf(set), ...sums, people, neverRated };
  });
  return found.sort((a, b) => b.closes - a.closes || b.people - a.people || inOrder(a.competencies, b.competencies));
}

/** Without the noise of binary fractions: needs have a few decimals. */
export function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Sets of competencies, numbered as they first come. */
interface Sets {
  /** @param indices - ascending places in the list of names */
  indexOf(indices: readonly number[]): number;
  namesOf(set: number): readonly string[];
}

function setsOf(names: readonly string[]): Sets {
  const known = new Map<string, number>();
  const lists: (readonly string[])[] = [];
  return {
    indexOf(indices) {
      const key = indices.join(",");
      let index = known.get(key);
      if (index === undefined) known.set(key, (index = lists.push(indices.map((k) => names[k]!)) - 1));
      return index;
    },
    namesOf: (set) => lists[set]!,
  };
}

function lackFor(
  levels: Uint8Array,
  asked: readonly (readonly [name: number, level: number])[],
  unknown: "allow" | "forbid",
  sets: Sets,
  local: Map<number, number>,
): Lack {
  const inWay: number[] = [];
  let [unrated, missing] = [0, 0];
  for (const [name, level] of asked) {
    const own = levels[name]!;
    if (own >= level) continue;
    if (own > 0) missing += level - own;
    else unrated++;
    if (own > 0 || unknown === "forbid") inWay.push(name);
  }
  const hasUnrated = unrated > 0;
  const rest = { hasUnrated, hasUnratedInSet: hasUnrated && unknown === "forbid", distance: unrated * 1e6 + missing };
  if (inWay.length === 0) return { set: -1, local: -1, ...rest };
  const set = sets.indexOf(inWay);
  let at = local.get(set);
  if (at === undefined) local.set(set, (at = local.size));
  return { set, local: at, ...rest };
}

/** Posts that ask the same of competencies are one class. */
function classesOf(positions: readonly Position[]): {
  readonly classOf: Int32Array;
  /** By class: places in `names`, ascending, and levels. */
  readonly asked: readonly (readonly (readonly [name: number, level: number])[])[];
  readonly names: readonly string[];
} {
  const wanted = positions.map(({ requirements }) => askedBy(requirements));
  const names = [...new Set(wanted.flatMap((levels) => levels.map(([name]) => name)))].sort();
  const placeOf = new Map(names.map((name, k) => [name, k]));
  const known = new Map<string, number>();
  const asked: (readonly (readonly [number, number])[])[] = [];
  const classOf = Int32Array.from(wanted, (levels) => {
    const key = JSON.stringify(levels);
    let index = known.get(key);
    if (index === undefined) {
      index = asked.push(levels.map(([name, level]) => [placeOf.get(name)!, level] as const)) - 1;
      known.set(key, index);
    }
    return index;
  });
  return { classOf, asked, names };
}

interface Group {
  /** In id order. */
  readonly members: readonly Staff[];
  /** Posts that rules open to them if nothing were asked of competencies. */
  readonly open: Uint32Array;
  /** Posts that they do not open as things are. */
  readonly barred: Uint32Array;
  /** Their level of each competency that is asked for, 0: never rated. */
  readonly levels: Uint8Array;
  /** Their own post among the open ones, −1: none of them. */
  readonly own: number;
}

function groupsOf(
  scenario: Scenario,
  positions: readonly Position[],
  places: ReadonlyMap<string, string | null>,
  unknown: "allow" | "forbid",
  names: readonly string[],
): readonly Group[] {
  const strict = compileRules(scenario, positions);
  const relaxed = compileRules(scenario, positions.map(withoutCompetencies));
  const placeOf = new Map(positions.map(({ id }, p) => [id, p]));
  const opened = new Map<number, Uint32Array>();
  const barred = new Map<number, Uint32Array>();
  const groups = new Map<string, Group & { readonly members: Staff[] }>();
  scenario.staff.forEach((person, s) => {
    const leaving = strict.leaving(s);
    if (leaving === "forbidden" || (leaving === "unknown" && unknown === "forbid")) return;
    const [loose, tight] = [relaxed.profileOf[s]!, strict.profileOf[s]!];
    const own = placeOf.get(places.get(person.id) ?? "") ?? -1;
    const levels = Uint8Array.from(names, (name) => ownLevel(person, name) ?? 0);
    const key = `${loose} ${tight} ${levels.join("")} ${own}`;
    const group = groups.get(key);
    if (group !== undefined) {
      group.members.push(person);
      return;
    }
    if (!opened.has(loose)) opened.set(loose, relaxed.eligible(loose, unknown));
    if (!barred.has(tight))
      barred.set(
        tight,
        strict.eligible(tight, unknown).map((word) => ~word),
      );
    groups.set(key, { members: [person], open: opened.get(loose)!, barred: barred.get(tight)!, levels, own });
  });
  for (const { members } of groups.values()) members.sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...groups.values()];
}

function withoutCompetencies(position: Position): Position {
  if (position.requirements?.competencies === undefined) return position;
  const { competencies: _, ...requirements } = position.requirements;
  return { ...position, requirements };
}

/** Someone near to a post. */
interface Near {
  readonly id: string;
  readonly distance: number;
}

/** Keeps the nearest of a list and of `members` (in id order). */
function keepNearest(people: Near[], distance: number, members: readonly Staff[], most: number): void {
  for (const { id } of members) {
    if (people.length === most) {
      const last = people.at(-1);
      if (last === undefined || !isBefore(distance, id, last)) return;
      people.pop();
    }
    let at = people.length;
    while (at > 0 && isBefore(distance, id, people[at - 1]!)) at--;
    people.splice(at, 0, { id, distance });
  }
}

function isBefore(distance: number, id: string, other: Near): boolean {
  return distance === other.distance ? id < other.id : distance < other.distance;
}

function inOrder(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((name, k) => name !== b[k]);
  if (at < 0) return a.length - b.length;
  return b[at] === undefined || a[at]! > b[at] ? 1 : -1;
}
