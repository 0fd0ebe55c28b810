/**
 * Who is part of the network: people who may go somewhere else, grouped where they are interchangeable. The others are
 * settled; holders of unstudied posts are neither, they are not counted at all.
 */
import { compileRequirements, hasBit, judgeEntering, judgeLeaving, type PositionBits } from "../eligibility/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import { groupKey } from "./lottery.js";
import { isCounted } from "./pair-costs.js";

/** Interchangeable people. */
export interface Group {
  /** Canonical text of everything that makes its members alike; the present post included. */
  readonly key: string;
  readonly members: readonly Staff[];
  /** Index into `positions` of the present post; −1 for waiting people. */
  readonly from: number;
}

/** Everyone who is counted, divided, and where the groups may go. */
export interface GroupedPeople {
  /** By key. */
  readonly groups: readonly Group[];
  /** People who cannot go anywhere else. */
  readonly settled: readonly Staff[];
  /** Length groups + 1: group g has the pairs start[g] … start[g + 1] − 1. */
  readonly start: Int32Array;
  /**
   * Length pairs: index into `positions`, or `positions.length` for waiting. The first pair of a group is its present
   * place, the others the posts that its members may enter, ascending.
   */
  readonly place: Int32Array;
  /** The different sets of posts that groups may enter: each group has one, ascending; the present post may be in it. */
  readonly list: Int32Array; // length groups
  readonly listStart: Int32Array;
  readonly listPlace: Int32Array;
}

/**
 * Groups those who may go somewhere else. `positions`: the studied ones.
 * O(people + profiles × attributes × positions / 32 + pairs).
 */
export function groupPeople(
  scenario: Scenario,
  positions: readonly Position[],
  unknown: "allow" | "forbid",
): GroupedPeople {
  const compiled = compileRequirements(scenario, positions);
  const indexOf = new Map(positions.map((position, p) => [position.id, p]));
  const closed = positions.flatMap((position, p) => (judgeEntering(scenario, position).length > 0 ? [p] : []));
  const listOf = new Map<number, EntryList>(); // by profile
  const listByBits = new Map<string, EntryList>();
  const mayEnter = (profile: number): EntryList => {
    const known = listOf.get(profile);
    if (known !== undefined) return known;
    const bits = compiled.eligible(profile, unknown);
    for (const p of closed) bits[p >> 5]! &= ~(1 << (p & 31));
    const key = String.fromCharCode(...new Uint16Array(bits.buffer));
    let list = listByBits.get(key);
    if (list === undefined) listByBits.set(key, (list = { number: listByBits.size, bits, count: countBits(bits) }));
    listOf.set(profile, list);
    return list;
  };

  const byKey = new Map<string, { members: Staff[]; from: number; list: EntryList; elsewhere: number }>();
  const settled: Staff[] = [];
  scenario.staff.forEach((person, k) => {
    if (!isCounted(scenario, person)) return;
    const profile = compiled.profileOf[k]!;
    const key = groupKey(person, compiled.profileKeys[profile]!);
    const known = byKey.get(key);
    const isHeld = judgeLeaving(scenario, person).length > 0;
    if (known !== undefined && !isHeld) {
      known.members.push(person);
      return;
    }
    const from = person.positionId === null ? -1 : indexOf.get(person.positionId)!;
    const list = mayEnter(profile);
    const elsewhere = list.count - (from >= 0 && hasBit(list.bits, from) ? 1 : 0);
    if (elsewhere === 0 || isHeld) settled.push(person);
    else byKey.set(key, { members: [person], from, list, elsewhere });
  });
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));

  const start = new Int32Array(sorted.length + 1);
  sorted.forEach(([, { elsewhere }], g) => (start[g + 1] = start[g]! + 1 + elsewhere));
  const place = new Int32Array(start[sorted.length]!);
  const lists = [...listByBits.values()].map(({ bits, count }) => placesOf(bits, count));
  sorted.forEach(([, { from, list }], g) => {
    let pair = start[g]!;
    place[pair++] = from < 0 ? positions.length : from;
    for (const p of lists[list.number]!) if (p !== from) place[pair++] = p;
  });
  const listStart = new Int32Array(lists.length + 1);
  lists.forEach(({ length }, l) => (listStart[l + 1] = listStart[l]! + length));
  const listPlace = new Int32Array(listStart[lists.length]!);
  lists.forEach((places, l) => listPlace.set(places, listStart[l]!));
  return {
    groups: sorted.map(([key, { members, from }]) => ({ key, members, from })),
    settled,
    start,
    place,
    list: Int32Array.from(sorted, ([, { list }]) => list.number),
    listStart,
    listPlace,
  };
}

/** A set of posts that some people may enter. */
interface EntryList {
  readonly number: number;
  readonly bits: PositionBits;
  readonly count: number;
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
