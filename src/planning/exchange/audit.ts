/** The audit of an exchange: who would like what else and why not, and who has reason to envy. */
import { judgeTransfer, verdictOf } from "../../eligibility/index.js";
import { byId, type Position, type Scenario, type Staff } from "../../scenario/index.js";
import { isCounted } from "../pair-costs.js";
import { preferenceOrder } from "../preferences.js";
import { headsOf } from "./goals.js";
import { type Assignment, type Market, standingAt } from "./market.js";
import { REASON_TEXTS, type ReasonFor } from "./reasons.js";
import type { BlockingPair, BothLanguages, ExchangeAudit, ExchangeReason, MissedPlace, UnmetPerson } from "./types.js";

/** Missed places that are told of one person. */
const MOST_MISSED = 3;

/**
 * Audits an assignment. `priority`: by trader, place in the order of merit, smaller first. `unknown`: as in the options.
 * O(people × wishes, and traders × options × arrivals at a post).
 */
export function auditOf(
  scenario: Scenario,
  market: Market,
  assignment: Assignment,
  priority: Int32Array,
  reasonFor: ReasonFor,
  unknown: "allow" | "forbid",
): ExchangeAudit {
  const { traders, posts } = market;
  const heads = headsOf(market, assignment);
  const arrivals = posts.map((): number[] => []);
  assignment.forEach((post, i) => {
    if (post >= 0 && post !== traders[i]!.home) arrivals[post]!.push(i);
  });
  for (const list of arrivals) list.sort((a, b) => priority[b]! - priority[a]!); // last in the order of merit first
  const blockingPairs: BlockingPair[] = [];
  let gain = 0;
  traders.forEach((trader, i) => {
    const own = standingAt(trader, assignment[i]!);
    if (own < trader.staying) gain++;
    for (const { post, standing } of trader.options) {
      if (standing >= own) break; // options come best first
      const last = arrivals[post]![0];
      const isFree = heads[post]! < posts[post]!.seats;
      if (!isFree && (last === undefined || priority[last]! < priority[i]!)) continue;
      const reason = reasonFor(i, post);
      blockingPairs.push({
        staffId: trader.person.id,
        positionId: posts[post]!.position.id,
        kind: isFree ? "emptySeat" : "lowerPriority",
        overStaffId: isFree ? null : traders[last!]!.person.id,
        reason,
        text: textOf(reason),
      });
    }
  });
  return { traders: traders.length, gain, unmet: unmetPeople(), blockingPairs };

  function unmetPeople(): UnmetPerson[] {
    const numberOf = new Map(traders.map(({ person }, i) => [person.id, i]));
    const postOf = new Map(posts.map(({ position }, p) => [position.id, p]));
    return [...scenario.staff].sort(byId).flatMap((person): UnmetPerson[] => {
      if (!isCounted(scenario, person)) return [];
      const i = numberOf.get(person.id);
      const order = preferenceOrder(person);
      const home = person.positionId === null ? null : scenario.positionById.get(person.positionId)!;
      const post = i === undefined ? -1 : assignment[i]!;
      const at = i === undefined ? home : post < 0 ? null : posts[post]!.position;
      const standing = order(at);
      const better = betterPlaces(scenario, person, standing, order);
      if (better.length === 0 && at !== null) return [];
      const missed = better.slice(0, MOST_MISSED).map(({ position, standing: liked }): MissedPlace => {
        const inMarket = i === undefined ? undefined : postOf.get(position.id);
        const isHeld = market.kin.staysFor(person.id);
        const isOption = inMarket !== undefined && traders[i!]!.options.some((option) => option.post === inMarket);
        const reason: ExchangeReason = isOption ? reasonFor(i!, inMarket) : isHeld ? "heldForRelative" : "notEligible";
        const text = isOption || isHeld ? textOf(reason) : refusal(scenario, person, position, unknown);
        return { positionId: position.id, standing: liked, reason, text };
      });
      return [
        {
          staffId: person.id,
          positionId: at?.id ?? null,
          standing,
          gains: standing < order(home),
          missed,
          more: better.length - missed.length,
        },
      ];
    });
  }
}

/** Wished places liked better than a standing. Who waits would take any post: that is not told post by post. */
function betterPlaces(
  scenario: Scenario,
  { positionId, wishes = [] }: Staff,
  standing: number,
  order: (place: Position) => number,
): { readonly position: Position; readonly standing: number }[] {
  const named = new Set<Position>();
  for (const wish of wishes) {
    if ("positionId" in wish) named.add(scenario.positionById.get(wish.positionId)!);
    else for (const position of scenario.positionsByUnit.get(wish.unitId)!) named.add(position);
  }
  return [...named]
    .filter((position) => position.id !== positionId)
    .map((position) => ({ position, standing: order(position) }))
    .filter((place) => place.standing < standing)
    .sort((a, b) => a.standing - b.standing || (a.position.id < b.position.id ? -1 : 1));
}

function refusal(scenario: Scenario, person: Staff, position: Position, unknown: "allow" | "forbid"): BothLanguages {
  const findings = judgeTransfer(scenario, person, position);
  const decisive =
    findings.find(({ verdict }) => verdict === "forbidden") ??
    (unknown === "forbid" && verdictOf(findings) === "unknown" ? findings[0] : undefined);
  return decisive === undefined
    ? { id: "kerabat bekerja terlalu dekat", en: "a relative works too close" } // nothing else is left
    : { id: decisive.text.id, en: decisive.text.en };
}

function textOf(reason: ExchangeReason): BothLanguages {
  return reason === "notEligible" ? { id: "tidak memenuhi syarat", en: "not eligible" } : REASON_TEXTS[reason];
}
