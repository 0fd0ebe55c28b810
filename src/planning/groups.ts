/**
 * Who is part of the network: people who may go somewhere else, grouped where they are interchangeable. The others are
 * settled; holders of unstudied posts are neither, they are not counted at all.
 */
import { compileRules, hasBit, judgeEntering, type PositionBits } from "../eligibility/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import type { PlanLevel } from "./levels.js";
import { addPosts, groupKey, likenessIn, NO_POST, postSum, type PostSum } from "./lottery.js";
import { isCounted, isObjectedTo } from "./pair-costs.js";
import type { Ways } from "./ways.js";

/** Interchangeable people. */
export interface Group {
  /** Canonical text of everything that makes its members alike; the present post included, ways not. */
  readonly key: string;
  readonly members: readonly Staff[];
  /** Index into `positions` of the present post; −1 for waiting people. */
  readonly from: number;
  /** Whether the present post may be kept; where a law takes it away, waiting is in its place. */
  readonly mayStay: boolean;
}

/** Somebody who cannot go anywhere else, and where: the present post, or `null` for waiting. */
export interface Settled {
  readonly person: Staff;
  readonly at: Position | null;
}

/** Everyone who is counted, divided, and where the groups may go. */
export interface GroupedPeople {
  /** By key. */
  readonly groups: readonly Group[];
  /** People who cannot go anywhere else. */
  readonly settled: readonly Settled[];
  /** Length groups + 1: group g has the pairs start[g] … start[g + 1] − 1. */
  readonly start: Int32Array;
  /**
   * Length pairs: index into `positions`, or `positions.length` for waiting. The first pair of a group is its present
   * place (waiting, where it may not stay), the others the posts that its members may enter, ascending, then the ways:
   * the n-th of all ways is the place `positions.length + 1 + n`.
   */
  readonly place: Int32Array;
  /** The different sets of posts that groups may enter: each group has one, ascending; the present post may be in it. */
  readonly list: Int32Array; // length groups
  readonly listStart: Int32Array;
  readonly listPlace: Int32Array;
}

/**
 * Groups those who may go somewhere else. `positions`: the studied ones; `levels`: what is read of people beside the rules;
 * `vetoes`: nobody goes where he or she objects; `ways`: to posts that rules do not open to people as they are.
 * O(people × rules + profiles × questions × positions / 32 + pairs).
 */
export function groupPeople(
  scenario: Scenario,
  positions: readonly Position[],
  unknown: "allow" | "forbid",
  levels: readonly Pick<PlanLevel, "name">[] = [],
  vetoes = false,
  ways?: Ways,
): GroupedPeople {
  const compiled = compileRules(scenario, positions);
  const likenessOf = likenessIn(scenario, levels);
  const indexOf = new Map(positions.map((position, p) => [position.id, p]));
  const sumOf = positions.map(postSum);
  const closed = positions.flatMap((position, p) => (judgeEntering(scenario, position).length > 0 ? [p] : []));
  const listOf = new Map<number, EntryList>(); // by profile
  const listByBits = new Map<string, EntryList>();
  const listWith = (bits: PositionBits): EntryList => {
    const key = String.fromCharCode(...new Uint16Array(bits.buffer));
    let list = listByBits.get(key);
    if (list === undefined) listByBits.set(key, (list = newList(listByBits.size, bits, sumOf)));
    return list;
  };
  const mayEnter = (profile: number): EntryList => {
    let list = listOf.get(profile);
    if (list === undefined) {
      const bits = compiled.eligible(profile, unknown);
      for (const p of closed) bits[p >> 5]! &= ~(1 << (p & 31));
      listOf.set(profile, (list = listWith(bits)));
    }
    return list;
  };
  /** A set without the post that a law takes away, to which no way leads back, and without those objected to. */
  const without = (list: EntryList, closed: readonly number[]): EntryList => {
    const bits = list.bits.slice();
    for (const p of closed) bits[p >> 5]! &= ~(1 << (p & 31));
    return listWith(bits);
  };

  const waysOf = (person: Staff): Int32Array => {
    const all = ways?.of(person) ?? NO_WAYS;
    return vetoes ? all.filter((w) => !isObjectedTo(person, positions[ways!.list[w]!.position]!)) : all;
  };
  const byKey = new Map<string, Gathered>();
  const settled: Settled[] = [];
  scenario.staff.forEach((person, k) => {
    if (!isCounted(scenario, person)) return;
    const from = person.positionId === null ? -1 : indexOf.get(person.positionId)!;
    const mayStay = compiled.mayStay(k);
    const leaving = compiled.leaving(k);
    const isHeld = leaving === "forbidden" || (leaving === "unknown" && unknown === "forbid");
    const at = mayStay && from >= 0 ? positions[from]! : null;
    if (isHeld) {
      settled.push({ person, at });
      return;
    }
    const open = mayEnter(compiled.profileOf[k]!);
    const objected = vetoes
      ? positions.flatMap((each, p) => (p !== from && isObjectedTo(person, each) ? [p] : []))
      : [];
    const closedTo = mayStay || !hasBit(open.bits, from) ? objected : [...objected, from];
    const list = closedTo.length === 0 ? open : without(open, closedTo);
    const isPresentIn = from >= 0 && hasBit(list.bits, from);
    const count = list.count - (isPresentIn ? 1 : 0);
    const through = waysOf(person);
    if (count + through.length === 0) {
      settled.push({ person, at });
      return;
    }
    const sum = isPresentIn ? addPosts(list.sum, sumOf[from]!, -1) : list.sum;
    const key = groupKey(likenessOf(person), count, sum, mayStay);
    const keyAndWays = through.length === 0 ? key : `${key} ${through.join(" ")}`;
    const known = byKey.get(keyAndWays);
    if (known === undefined) byKey.set(keyAndWays, { key, members: [person], from, mayStay, list, count, through });
    else known.members.push(person);
  });
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));

  const start = new Int32Array(sorted.length + 1);
  sorted.forEach(([, { count, through }], g) => (start[g + 1] = start[g]! + 1 + count + through.length));
  const place = new Int32Array(start[sorted.length]!);
  const lists = [...listByBits.values()].map(({ bits, count }) => placesOf(bits, count));
  sorted.forEach(([, { from, mayStay, list, through }], g) => {
    let pair = start[g]!;
    place[pair++] = from < 0 || !mayStay ? positions.length : from;
    for (const p of lists[list.number]!) if (p !== from) place[pair++] = p;
    for (const w of through) place[pair++] = positions.length + 1 + w;
  });
  const listStart = new Int32Array(lists.length + 1);
  lists.forEach(({ length }, l) => (listStart[l + 1] = listStart[l]! + length));
  const listPlace = new Int32Array(listStart[lists.length]!);
  lists.forEach((places, l) => listPlace.set(places, listStart[l]!));
  return {
    groups: sorted.map(([, { key, members, from, mayStay }]) => ({ key, members, from, mayStay })),
    settled,
    start,
    place,
    list: Int32Array.from(sorted, ([, { list }]) => list.number),
    listStart,
    listPlace,
  };
}

const NO_WAYS = new Int32Array(0);

/** A group in the making. */
interface Gathered {
  readonly key: string;
  readonly members: Staff[];
  readonly from: number;
  readonly mayStay: boolean;
  readonly list: EntryList;
  /** Posts that its members may enter beside the present one, and the ways that are open to them besides. */
  readonly count: number;
  readonly through: Int32Array;
}

/** A set of posts that some people may enter. */
interface EntryList {
  readonly number: number;
  readonly bits: PositionBits;
  readonly count: number;
  readonly sum: PostSum;
}

function newList(number: number, bits: PositionBits, sumOf: readonly PostSum[]): EntryList {
  const count = countBits(bits);
  const places = placesOf(bits, count);
  return { number, bits, count, sum: places.reduce((sum, p) => addPosts(sum, sumOf[p]!), NO_POST) };
}

function placesOf(bits: PositionBits, count: number): Int32Array {
  const places = new Int32Array(count);
  let next = 0;
  for (let w = 0; w < bits.length; w++) {
    for (let word = bits[w]!; word !== 0; word &= word - 1) places[next++] = 32 * w + 31 - Math.clz32(word & -word);
  }
  return places;
}

function countBits(bits: PositionBits): number {
  let count = 0;
  for (let word of bits) for (; word !== 0; word &= word - 1) count++;
  return count;
}
