/**
 * Whom competencies alone keep from posts that are short. The rules are compiled twice, with what posts ask of competencies
 * and without it: who is let in without and not with is kept out by competencies and nothing else, and what such a person
 * lacks says by which. People who are alike in all of this are one group, and each group meets a post as one bit.
 */
import { compileRules, hasBit } from "../eligibility/index.js";
import { type Position, type Scenario, type Staff } from "../scenario/index.js";
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

/** One competency in all the sets. */
export interface BlockingCompetency {
  readonly competency: string;
  /** Where it alone keeps people out. */
  readonly alone: Omit<BlockingSet, "competencies">;
  /** Different people for whom it is one of those that keep them out of a post; those kept out by it alone included. */
  readonly people: number;
}

/** What was worked out for one group is good for the next one of the same levels; beyond this it is worked out again. */
const MOST_REMEMBERED = 1_000_000;

/** What a group lacks for posts that ask the same. */
interface Lack {
  readonly lack: PersonLacks;
  /** Index of the set that keeps them out, −1: none. */
  readonly set: number;
  readonly hasUnratedInSet: boolean;
  /** Order of nearness. */
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
} {
  const positions = open.map(({ position }) => position);
  const asking = classesOf(positions);
  const groups = groupsOf(scenario, positions, places, unknown, asking.names);
  const sets = new Map<string, number>();
  const names: (readonly string[])[] = [];
  const indexOf = (competencies: readonly string[]): number => {
    const key = JSON.stringify(competencies);
    let index = sets.get(key);
    if (index === undefined) sets.set(key, (index = names.push(competencies) - 1));
    return index;
  };
  const eligible = new Float64Array(open.length);
  const unrated = new Float64Array(open.length);
  const counts = open.map(() => new Map<number, { people: number; neverRated: number }>());
  const nearest = open.map((): Near[] => []);
  const peopleOf: { people: number; neverRated: number; last: number }[] = [];
  const involved = new Map<string, { people: number; last: number }>();
  const known = new Map<string, Lack>();

  groups.forEach(({ members, open: mayEnter, barred, levels, own }, g) => {
    const size = members.length;
    const lackOf: (Lack | undefined)[] = [];
    for (let w = 0; w < mayEnter.length; w++) {
      for (let bits = mayEnter[w]!; bits !== 0; bits &= bits - 1) {
        const p = w * 32 + 31 - Math.clz32(bits & -bits);
        if (p === own) continue;
        const c = asking.classOf[p]!;
        let found = lackOf[c];
        if (found === undefined) {
          const key = `${levels} ${c}`;
          found = known.get(key);
          if (found === undefined) {
            found = lackFor(members[0]!, asking.asked[c]!, unknown, indexOf);
            if (known.size < MOST_REMEMBERED) known.set(key, found);
          }
          lackOf[c] = found;
        }
        if (!hasBit(barred, p)) {
          eligible[p]! += size;
          if (found.lack.neverRated.length > 0) unrated[p]! += size;
          continue;
        }
        const { set, hasUnratedInSet } = found;
        const count = counts[p]!.get(set);
        if (count === undefined) counts[p]!.set(set, { people: size, neverRated: hasUnratedInSet ? size : 0 });
        else {
          count.people += size;
          if (hasUnratedInSet) count.neverRated += size;
        }
        keepNearest(nearest[p]!, found, members, most);
        const all = (peopleOf[set] ??= { people: 0, neverRated: 0, last: -1 });
        if (all.last === g) continue;
        all.last = g;
        all.people += size;
        if (hasUnratedInSet) all.neverRated += size;
        for (const name of names[set]!) {
          let one = involved.get(name);
          if (one === undefined) involved.set(name, (one = { people: 0, last: -1 }));
          if (one.last !== g) one.people += size;
          one.last = g;
        }
      }
    }
  });

  const posts = open.map(({ closable }, p): PostBlocks => {
    const blocked = [...counts[p]!].map(([set, count]) => {
      return { competencies: names[set]!, ...count, closes: Math.min(closable, count.people) };
    });
    blocked.sort((a, b) => b.people - a.people || inOrder(a.competencies, b.competencies));
    return {
      eligible: eligible[p]!,
      unrated: unrated[p]!,
      blocked,
      nearest: nearest[p]!.map(({ id, of }) => ({ staffId: id, ...of.lack })),
    };
  });
  const totals = names.map((competencies, set): BlockingSet => {
    const at = open.flatMap(({ closable }, p) => {
      const count = counts[p]!.get(set);
      return count === undefined ? [] : [{ closable, closes: Math.min(closable, count.people) }];
    });
    const { people, neverRated } = peopleOf[set] ?? { people: 0, neverRated: 0 };
    const [closable, closes] = (["closable", "closes"] as const).map((key) =>
      tidy(at.reduce((sum, one) => sum + one[key], 0)),
    ) as [number, number];
    return { competencies, posts: at.length, closable, closes, people, neverRated };
  });
  const found = totals.filter(({ people }) => people > 0);
  found.sort((a, b) => b.closes - a.closes || b.people - a.people || inOrder(a.competencies, b.competencies));
  const nothing = { posts: 0, closable: 0, closes: 0, people: 0, neverRated: 0 };
  const competencies = [...involved].map(([competency, { people }]): BlockingCompetency => {
    const alone = found.find((set) => set.competencies.length === 1 && set.competencies[0] === competency);
    if (alone === undefined) return { competency, alone: nothing, people };
    const { competencies: _, ...figures } = alone;
    return { competency, alone: figures, people };
  });
  competencies.sort(
    (a, b) => b.alone.closes - a.alone.closes || b.people - a.people || (a.competency < b.competency ? -1 : 1),
  );
  return { posts, sets: found, competencies };
}

/** Without the noise of binary fractions: needs have a few decimals. */
export function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function lackFor(
  person: Staff,
  asked: readonly (readonly [string, number])[],
  unknown: "allow" | "forbid",
  indexOf: (competencies: readonly string[]) => number,
): Lack {
  const lack = lacks(person, asked);
  const inWay = unknown === "allow" ? lack.tooLow : [...lack.tooLow, ...lack.neverRated];
  const set = inWay.length === 0 ? -1 : indexOf(inWay.map(({ competency }) => competency).sort());
  const hasUnratedInSet = unknown === "forbid" && lack.neverRated.length > 0;
  return { lack, set, hasUnratedInSet, distance: lack.neverRated.length * 1e6 + lack.missingLevels };
}

/** Posts that ask the same of competencies are one class. */
function classesOf(positions: readonly Position[]): {
  readonly classOf: Int32Array;
  readonly asked: readonly (readonly (readonly [string, number])[])[];
  readonly names: readonly string[];
} {
  const known = new Map<string, number>();
  const asked: (readonly (readonly [string, number])[])[] = [];
  const classOf = Int32Array.from(positions, ({ requirements }) => {
    const wanted = askedBy(requirements);
    const key = JSON.stringify(wanted);
    let index = known.get(key);
    if (index === undefined) known.set(key, (index = asked.push(wanted) - 1));
    return index;
  });
  const names = [...new Set(asked.flatMap((wanted) => wanted.map(([name]) => name)))].sort();
  return { classOf, asked, names };
}

interface Group {
  /** In id order. */
  readonly members: readonly Staff[];
  /** Posts that rules open to them if nothing were asked of competencies. */
  readonly open: Uint32Array;
  /** Posts that they do not open as things are. */
  readonly barred: Uint32Array;
  /** Which levels they have, as a number. */
  readonly levels: number;
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
  const levels = new Map<string, number>();
  const groups = new Map<string, Group & { readonly members: Staff[] }>();
  scenario.staff.forEach((person, s) => {
    const leaving = strict.leaving(s);
    if (leaving === "forbidden" || (leaving === "unknown" && unknown === "forbid")) return;
    const [loose, tight] = [relaxed.profileOf[s]!, strict.profileOf[s]!];
    const own = placeOf.get(places.get(person.id) ?? "") ?? -1;
    const text = names
      .map((name) => (Object.hasOwn(person.competencies ?? {}, name) ? person.competencies![name] : 0))
      .join("");
    let level = levels.get(text);
    if (level === undefined) levels.set(text, (level = levels.size));
    const key = `${loose} ${tight} ${level} ${own}`;
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
    groups.set(key, { members: [person], open: opened.get(loose)!, barred: barred.get(tight)!, levels: level, own });
  });
  for (const { members } of groups.values()) members.sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...groups.values()];
}

function withoutCompetencies(position: Position): Position {
  if (position.requirements?.competencies === undefined) return position;
  const { competencies: _, ...requirements } = position.requirements;
  return { ...position, requirements };
}

/** Someone near to a post, and what is lacking. */
interface Near {
  readonly id: string;
  readonly of: Lack;
}

/** Keeps the nearest of a list and of `members` (in id order). */
function keepNearest(people: Near[], of: Lack, members: readonly Staff[], most: number): void {
  for (const { id } of members) {
    if (people.length === most) {
      const last = people.at(-1);
      if (last === undefined || !isBefore(of.distance, id, last)) return;
      people.pop();
    }
    let at = people.length;
    while (at > 0 && isBefore(of.distance, id, people[at - 1]!)) at--;
    people.splice(at, 0, { id, of });
  }
}

function isBefore(distance: number, id: string, other: Near): boolean {
  return distance === other.of.distance ? id < other.id : distance < other.of.distance;
}

function inOrder(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((name, k) => name !== b[k]);
  if (at < 0) return a.length - b.length;
  return b[at] === undefined || a[at]! > b[at] ? 1 : -1;
}
