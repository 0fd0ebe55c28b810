/**
 * Who may trade what: the people who have somewhere to go that they like at least as well as staying, and the posts in
 * question with their seats. The only file of this room in which people become numbers.
 */
import { judgeTransfer, verdictOf } from "../../eligibility/index.js";
import { byId, type Position, type Scenario, type Staff } from "../../scenario/index.js";
import { isCounted } from "../pair-costs.js";
import { preferenceOrder } from "../preferences.js";
import { type KinAnchors, kinAnchors } from "./kin-anchors.js";
import type { ExchangeSettings } from "./types.js";

/** A post that a person may take, and how well the person likes it (lower is better). */
export interface TradeOption {
  /** Index into `posts`. */
  readonly post: number;
  readonly standing: number;
}

/** Somebody who may move. */
export interface Trader {
  readonly person: Staff;
  /** Index of the present post; −1 for who waits. */
  readonly home: number;
  readonly staying: number;
  /** Posts liked better than staying (or as well, with weak consent), best first, then by post. */
  readonly options: readonly TradeOption[];
}

/** A post in question. */
export interface MarketPost {
  readonly position: Position;
  /** Holders who do not trade. */
  readonly settled: number;
  /** The most people it may have: capacity, or its holders where they are more. */
  readonly seats: number;
  /** The fewest people it may have: `minimum`, or its holders where they are fewer. */
  readonly floor: number;
}

/** People and posts, each by id. */
export interface Market {
  readonly traders: readonly Trader[];
  readonly posts: readonly MarketPost[];
  readonly kin: KinAnchors;
}

/** Where every trader is: an index into `posts`, −1 for waiting; length traders. */
export type Assignment = Int32Array;

/** The market of a scenario. O(people × wishes × posts of a wished unit); for who waits, all posts are looked at. */
export function marketOf(
  scenario: Scenario,
  { consent, vacancies, unknown }: Omit<ExchangeSettings, "mechanism">,
  seed: string,
): Market {
  const kin = kinAnchors(scenario, seed, unknown);
  const open = scenario.positions.filter(({ required }) => required !== null).sort(byId);
  const found = [...scenario.staff].sort(byId).flatMap((person) => {
    if (!isCounted(scenario, person) || kin.staysFor(person.id)) return [];
    const order = preferenceOrder(person);
    const home = person.positionId === null ? null : scenario.positionById.get(person.positionId)!;
    const staying = order(home);
    const options = liked(scenario, person, open)
      .map((position) => ({ position, standing: order(position) }))
      .filter(({ position, standing }) => {
        if (position === home || standing > staying || (standing === staying && consent === "strict")) return false;
        return mayTake(scenario, person, position, unknown) && !kin.closes(person, position);
      })
      .sort((a, b) => a.standing - b.standing || (a.position.id < b.position.id ? -1 : 1));
    return options.length === 0 ? [] : [{ person, home, staying, options }];
  });
  const inQuestion = new Set(found.flatMap(({ home, options }) => [home, ...options.map(({ position }) => position)]));
  const positions = open.filter((position) => inQuestion.has(position));
  const indexOf = new Map(positions.map((position, p) => [position.id, p]));
  const trading = new Int32Array(positions.length);
  const traders = found.map(({ person, home, staying, options }): Trader => {
    const at = home === null ? -1 : indexOf.get(home.id)!;
    if (at >= 0) trading[at]!++;
    const choice = options.map(({ position, standing }) => ({ post: indexOf.get(position.id)!, standing }));
    return { person, home: at, staying, options: choice };
  });
  const posts = positions.map((position, p): MarketPost => {
    const holders = scenario.incumbentsByPosition.get(position.id)!.length;
    return {
      position,
      settled: holders - trading[p]!,
      seats: vacancies === "keep" ? holders : Math.max(position.capacity, holders),
      floor: vacancies === "keep" ? holders : Math.min(position.minimum ?? 0, holders),
    };
  });
  return { traders, posts, kin };
}

/** Everyone where he or she is. */
export function everyoneAtHome({ traders }: Market): Assignment {
  return Int32Array.from(traders, ({ home }) => home);
}

/** How well a trader likes a place of the market. */
export function standingAt({ home, staying, options }: Trader, post: number): number {
  return post === home ? staying : options.find((option) => option.post === post)!.standing;
}

/** The posts that a person may like better than staying: those that wishes name, and all for who waits. */
function liked(scenario: Scenario, { positionId, wishes = [] }: Staff, open: readonly Position[]): readonly Position[] {
  if (positionId === null) return open;
  const named = new Set<Position>();
  for (const wish of wishes) {
    if ("positionId" in wish) named.add(scenario.positionById.get(wish.positionId)!);
    else for (const position of scenario.positionsByUnit.get(wish.unitId)!) named.add(position);
  }
  return [...named];
}

function mayTake(scenario: Scenario, person: Staff, position: Position, unknown: "allow" | "forbid"): boolean {
  const verdict = verdictOf(judgeTransfer(scenario, person, position));
  return verdict === "allowed" || (verdict === "unknown" && unknown === "allow");
}
