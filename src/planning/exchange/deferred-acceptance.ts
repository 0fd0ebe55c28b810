/**
 * Deferred acceptance with a status-quo guarantee: people propose to posts in the order of their wishes; a post keeps the
 * proposals of highest priority that it has seats for. Its own holders come before everybody else, so nobody who has a
 * post can lose it: staying is the last proposal and is never refused.
 *
 * Source: D. Gale and L. S. Shapley, *American Mathematical Monthly* 69 (1962); with the priority of holders as in J. Combe,
 * O. Tercieux and C. Terrier, *Review of Economic Studies* 89 (2022), section 3 ("DA*").
 *
 * Priorities of the others are the order of merit; equally good posts are tried in the order of the lottery
 * `hash(seed, "wish", staff id, position id)`, which does not read what anybody wishes.
 *
 * Floors are kept by holding people, for deferred acceptance cannot promise a replacement: where more holders would like to
 * leave than the floor allows, those first in the order of merit may trade and the others stay. Whether somebody is held
 * depends on whether he or she wishes to leave, never on where to.
 */
import { hash } from "../hash.js";
import { inOrderOfMerit } from "../merit-order.js";
import type { Assignment, Market } from "./market.js";

/** Where everyone ends up, and who was held by a floor. */
export interface Deferred {
  readonly assignment: Assignment;
  /** Length traders: 1 = stays because the post would fall below its floor. */
  readonly held: Uint8Array;
  /** Length traders: place in the order of merit, from 0. */
  readonly priority: Int32Array;
}

/** O(people log people + options). */
export function deferredAcceptance(market: Market, seed: string): Deferred {
  const { traders, posts } = market;
  const priority = meritPlaces(market, seed);
  const byMerit = Array.from(priority.keys()).sort((a, b) => priority[a]! - priority[b]!);
  const mayLeave = Int32Array.from(posts, ({ settled, floor }) => settled - floor);
  for (const { home } of traders) if (home >= 0) mayLeave[home]!++;
  const held = new Uint8Array(traders.length);
  for (const i of byMerit) {
    const { home } = traders[i]!;
    if (home < 0) continue;
    if (mayLeave[home]! > 0) mayLeave[home]!--;
    else held[i] = 1;
  }
  const room = Int32Array.from(posts, ({ seats, settled }) => seats - settled);
  const proposals = traders.map(({ person, options, home, staying }, i) => {
    if (held[i] === 1) return [home];
    const drawn = (post: number): number => hash(seed, "wish", person.id, posts[post]!.position.id);
    const strict = options.filter(({ standing }) => standing < staying);
    const ordered = strict
      .map(({ post, standing }) => ({ post, standing, drawn: drawn(post) }))
      .sort((a, b) => a.standing - b.standing || a.drawn - b.drawn || a.post - b.post);
    return [...ordered.map(({ post }) => post), home];
  });
  const next = new Int32Array(traders.length);
  const kept = posts.map((): number[] => []); // worst first
  const assignment: Assignment = new Int32Array(traders.length);
  /** Smaller is better: holders first, then merit. */
  const keyAt = (i: number, post: number): number => (traders[i]!.home === post ? 0 : traders.length) + priority[i]!;
  const free = Array.from(traders.keys());
  for (let i = free.pop(); i !== undefined; i = free.pop()) {
    const post = proposals[i]![next[i]!++]!;
    if (post < 0) {
      assignment[i] = -1;
      continue;
    }
    const seated = kept[post]!;
    const key = keyAt(i, post);
    let at = seated.length;
    while (at > 0 && keyAt(seated[at - 1]!, post) < key) at--;
    seated.splice(at, 0, i);
    if (seated.length > room[post]!) free.push(seated.shift()!);
  }
  kept.forEach((seated, post) => seated.forEach((i) => (assignment[i] = post)));
  return { assignment, held, priority };
}

/** Every trader's place in the order of merit, from 0. */
export function meritPlaces({ traders }: Market, seed: string): Int32Array {
  const indexOf = new Map(traders.map(({ person }, i) => [person.id, i]));
  const places = new Int32Array(traders.length);
  inOrderOfMerit(
    traders.map(({ person }) => person),
    seed,
  ).forEach(({ id }, place) => (places[indexOf.get(id)!] = place));
  return places;
}
