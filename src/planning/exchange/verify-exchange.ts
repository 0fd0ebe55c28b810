/**
 * Checks an exchange from the people up: everyone has one place, may have it and is not worse off; posts keep floors and
 * capacities; transfers, trades and figures say what the placements say; every goal has the value it claims and its bound is
 * proven by the prices that came with it; deferred acceptance is stable, and nobody could do better in a stable outcome.
 * Shares with the solver what one person thinks of one place, the gates, which of two relatives stays, the order of merit and
 * the draws of the lottery.
 *
 * Bounds (Lagrangian duality, as in `verify-levels.ts`): let entering a post cost price(p). Then no exchange costs less than
 * Σ people min over places (cost + price) + Σ seats min(0, slope − price), floors counted as they stand; and if that equals
 * the value, the exchanges that are as good are those on least places and seats, among which the next goal is proven.
 */
import { judgeTransfer, kinConflict, kinPairs, verdictOf } from "../../eligibility/index.js";
import type { Issue } from "../../errors/index.js";
import { assertScenario, byId, type Position, type Scenario, type Staff } from "../../scenario/index.js";
import { analyzePlacement, analyzeStaffing } from "../../staffing/index.js";
import { hash } from "../hash.js";
import { lotteryOf } from "../lottery.js";
import { inOrderOfMerit } from "../merit-order.js";
import { isCounted } from "../pair-costs.js";
import { preferenceOrder } from "../preferences.js";
import { exact, newMeasure } from "../verify-measures.js";
import type { Verification } from "../verify-plan.js";
import { kinAnchors } from "./kin-anchors.js";
import type { Exchange, ExchangeLevel } from "./types.js";

/** Somebody with a choice, as the verifier sees it. */
interface Chooser {
  readonly person: Staff;
  /** Places that the person may have and likes at least as well as staying (strictly better, without weak consent). */
  readonly places: { readonly position: Position | null; readonly standing: number }[];
  readonly staying: number;
  readonly at: Position | null;
}

/**
 * Whether `exchange` is what it says it is for `scenario`. Answers for whatever is in the exchange and does not throw for it.
 * O(people × posts they may like × goals).
 *
 * Codes, all `planning/…`: `unreadable-exchange`, `unknown-person`, `person-twice`, `missing-person`, `unknown-position`,
 * `not-eligible`, `kin-conflict`, `worse-off`, `no-consent`, `over-capacity`, `under-floor`, `wrong-transfer`, `wrong-trade`, `wrong-analysis`,
 * `wrong-level-value`, `wrong-bound`, `wrong-proof`, `not-proven`, `not-stable`, `not-best-stable`.
 *
 * @throws ScenarioError `scenario/not-created`
 */
export function verifyExchange(scenario: Scenario, exchange: Exchange): Verification {
  assertScenario(scenario);
  const issues: Issue[] = [];
  const say = (code: string, path: Issue["path"], message: string): void => {
    issues.push({ code: `planning/${code}`, path, message });
  };
  try {
    judge(scenario, exchange, say);
  } catch {
    say("unreadable-exchange", [], "this cannot be read as an exchange: a part is missing or of another kind");
  }
  return { ok: issues.length === 0, issues };
}

type Say = (code: string, path: Issue["path"], message: string) => void;

function judge(scenario: Scenario, exchange: Exchange, say: Say): void {
  const placeOf = judgePlaces(scenario, exchange, say);
  if (placeOf === undefined) return;
  judgeTransfers(scenario, exchange, placeOf, say);
  judgeFigures(scenario, exchange, placeOf, say);
  const choosers = choosersOf(scenario, exchange, placeOf);
  if (exchange.settings.mechanism === "deferredAcceptance") judgeDeferred(scenario, exchange, choosers, say);
  else judgeGoals(scenario, exchange, choosers, say);
}

/** Where everyone is, if everyone has one place; says what is wrong with it. */
function judgePlaces(
  scenario: Scenario,
  { placements, settings }: Exchange,
  say: Say,
): Map<string, Position | null> | undefined {
  const placeOf = new Map<string, Position | null>();
  const heads = new Map<string, number>();
  let isWhole = true;
  placements.forEach(({ staffId, positionId }, k) => {
    const path = ["placements", k];
    const person = scenario.staffById.get(staffId);
    const place = positionId === null ? null : scenario.positionById.get(positionId);
    if (person === undefined || place === undefined || placeOf.has(staffId)) {
      isWhole = false;
      if (person === undefined) say("unknown-person", path, `nobody has the id ${JSON.stringify(staffId)}`);
      else if (place === undefined)
        say("unknown-position", path, `no position has the id ${JSON.stringify(positionId)}`);
      else say("person-twice", path, `${JSON.stringify(staffId)} has two places`);
      return;
    }
    placeOf.set(staffId, place);
    if (place !== null) heads.set(place.id, (heads.get(place.id) ?? 0) + 1);
    if (positionId === person.positionId) return;
    const order = preferenceOrder(person);
    const home = person.positionId === null ? null : scenario.positionById.get(person.positionId)!;
    const [now, before] = [order(place), order(home)];
    if (now > before || place === null) say("worse-off", path, `${JSON.stringify(staffId)} would rather stay`);
    else if (now === before && settings.consent !== "weak")
      say("no-consent", path, `${JSON.stringify(staffId)} likes the new place no better than staying`);
    if (place !== null && !mayTake(scenario, person, place, settings.unknown))
      say("not-eligible", path, `${JSON.stringify(staffId)} may not take ${JSON.stringify(place.id)}`);
  });
  for (const pair of kinPairs(scenario)) {
    const [first, second] = pair.staffIds.map((id) => placeOf.get(id) ?? null);
    const verdict = kinConflict(scenario, pair, first!, second!);
    if (verdict === "forbidden" || (verdict === "unknown" && settings.unknown === "forbid"))
      say("kin-conflict", ["placements"], `${pair.staffIds.join(" and ")} would work too close: ${pair.ruleId}`);
  }
  for (const { id } of scenario.staff) {
    if (placeOf.has(id)) continue;
    isWhole = false;
    say("missing-person", ["placements"], `${JSON.stringify(id)} has no place`);
  }
  for (const position of scenario.positions) {
    const { least, most } = limitsOf(scenario, position, settings.vacancies);
    const people = heads.get(position.id) ?? 0;
    const where = JSON.stringify(position.id);
    if (people > most) say("over-capacity", ["placements"], `${people} people at ${where}, which seats ${most}`);
    if (people < least) say("under-floor", ["placements"], `${people} people at ${where}, which keeps ${least}`);
  }
  return isWhole ? placeOf : undefined;
}

function limitsOf(
  scenario: Scenario,
  { id, capacity, minimum = 0 }: Position,
  vacancies: "use" | "keep",
): { readonly least: number; readonly most: number } {
  const holders = scenario.incumbentsByPosition.get(id)!.length;
  if (vacancies === "keep") return { least: holders, most: holders };
  return { least: Math.min(minimum, holders), most: Math.max(capacity, holders) };
}

function mayTake(scenario: Scenario, person: Staff, place: Position, unknown: "allow" | "forbid"): boolean {
  const verdict = verdictOf(judgeTransfer(scenario, person, place));
  return verdict === "allowed" || (verdict === "unknown" && unknown === "allow");
}

/** Transfers and trades tell exactly the changes. */
function judgeTransfers(
  scenario: Scenario,
  { transfers, trades }: Exchange,
  placeOf: ReadonlyMap<string, Position | null>,
  say: Say,
): void {
  const changes = [...scenario.staff]
    .filter(({ id, positionId }) => (placeOf.get(id)?.id ?? null) !== positionId)
    .map(({ id, positionId }) => `${id} ${positionId} ${placeOf.get(id)!.id}`)
    .sort();
  const told = (steps: readonly { staffId: string; fromPositionId: string | null; toPositionId: string }[]): string =>
    steps
      .map(({ staffId, fromPositionId, toPositionId }) => `${staffId} ${fromPositionId} ${toPositionId}`)
      .sort()
      .join("\n");
  if (told(transfers) !== changes.join("\n"))
    say("wrong-transfer", ["transfers"], "transfers are not the changes of place");
  if (told(trades.flatMap(({ steps }) => steps)) !== changes.join("\n"))
    say("wrong-trade", ["trades"], "trades are not the changes of place");
  trades.forEach(({ kind, steps }, k) => {
    const isLinked = steps.every((step, n) => n === 0 || step.toPositionId === steps[n - 1]!.fromPositionId);
    const isClosed = steps[0]?.toPositionId === steps[steps.length - 1]?.fromPositionId;
    if (!isLinked || steps.length === 0 || isClosed !== (kind === "cycle"))
      say("wrong-trade", ["trades", k], `this is no ${kind}: each takes the seat that the one before leaves`);
  });
}

function judgeFigures(
  scenario: Scenario,
  exchange: Exchange,
  placeOf: ReadonlyMap<string, Position | null>,
  say: Say,
): void {
  const heads = new Map<string, number>();
  for (const place of placeOf.values()) if (place !== null) heads.set(place.id, (heads.get(place.id) ?? 0) + 1);
  const expected = {
    before: analyzeStaffing(scenario),
    after: analyzePlacement(scenario, ({ id }) => heads.get(id) ?? 0),
  };
  for (const when of ["before", "after"] as const) {
    if (JSON.stringify(expected[when]) !== JSON.stringify(exchange[when]))
      say("wrong-analysis", [when], `the staffing ${when} is not that of the placements`);
  }
}

function choosersOf(
  scenario: Scenario,
  { settings, run }: Exchange,
  placeOf: ReadonlyMap<string, Position | null>,
): Chooser[] {
  const open = scenario.positions.filter(({ required }) => required !== null);
  const wished = wishedPosts(scenario);
  const kin = kinAnchors(scenario, run.seed, settings.unknown);
  return [...scenario.staff].sort(byId).flatMap((person): Chooser[] => {
    if (!isCounted(scenario, person)) return [];
    const isHeld = kin.staysFor(person.id);
    const order = preferenceOrder(person);
    const home = person.positionId === null ? null : scenario.positionById.get(person.positionId)!;
    const staying = order(home);
    const named = person.positionId === null ? open : wished(person);
    const places = named
      .map((position) => ({ position, standing: order(position) }))
      .filter(({ position, standing }) => {
        const isLiked = standing < staying || (standing === staying && settings.consent === "weak");
        if (position === home || !isLiked || isHeld || kin.closes(person, position)) return false;
        return mayTake(scenario, person, position, settings.unknown);
      });
    return [
      { person, staying, at: placeOf.get(person.id)!, places: [{ position: home, standing: staying }, ...places] },
    ];
  });
}

/** Studied posts that wishes name: no other can be better for a holder than staying. */
function wishedPosts(scenario: Scenario): (person: Staff) => Position[] {
  return ({ wishes = [] }) => {
    const named = wishes.flatMap((wish) =>
      "positionId" in wish
        ? [scenario.positionById.get(wish.positionId)!]
        : scenario.positionsByUnit.get(wish.unitId)!.slice(),
    );
    return [...new Set(named)].filter(({ required }) => required !== null);
  };
}

/** A goal in the verifier's own words. */
function costOf(name: ExchangeLevel["name"], chooser: Chooser, place: Chooser["places"][number]): bigint {
  const isMove = place.position?.id !== (chooser.person.positionId ?? undefined);
  const hasGained = isMove && place.standing < chooser.staying;
  const couldGain = chooser.places.some(({ standing }) => standing < chooser.staying);
  if (name === "unmet") return couldGain && !hasGained ? 1n : 0n;
  if (name === "ranks") return hasGained ? BigInt(place.standing) - 1n : 0n;
  if (name === "moves") return isMove && chooser.person.positionId !== null ? 1n : 0n;
  return 0n;
}

const NAMES = ["unmet", "ranks", "moves", "squaredBalance", "tie"];

function judgeGoals(
  scenario: Scenario,
  { levels, settings, status, run }: Exchange,
  choosers: Chooser[],
  say: Say,
): void {
  if (levels.map(({ name }) => name).join() !== NAMES.join()) {
    return say("unreadable-exchange", ["levels"], `the goals are ${NAMES.join(", ")}, in this order`);
  }
  if (status === "optimal" && levels.some(({ proven }) => !proven))
    say("not-proven", ["status"], "the exchange says optimal, but not every goal is proven");
  const free = choosers.filter(({ places }) => places.length > 1);
  const inQuestion = new Set(free.flatMap(({ places }) => places.map(({ position }) => position)));
  const posts = scenario.positions.filter((position) => inQuestion.has(position));
  const settled = new Map(posts.map(({ id }) => [id, 0]));
  for (const { places } of choosers) {
    const only = places.length === 1 ? places[0]!.position?.id : undefined;
    if (only !== undefined && settled.has(only)) settled.set(only, settled.get(only)! + 1);
  }
  const heads = new Map(settled);
  for (const { at } of free) if (at !== null) heads.set(at.id, (heads.get(at.id) ?? 0) + 1);
  const seats = posts.map((position) => {
    const { least, most } = limitsOf(scenario, position, settings.vacancies);
    const measure = newMeasure(
      "squaredBalance",
      exact(position.required!),
      exact(position.priority ?? 1),
      0,
      exact(0),
    )!;
    return { id: position.id, measure, sure: Math.max(least, settled.get(position.id)!), last: most };
  });
  let open = free.map(({ places }) => places);
  const lottery = lotteryOf(run.seed, 0);
  levels.forEach(({ name, value, bound, proven }, index) => {
    const cost = (chooser: Chooser, place: Chooser["places"][number]): bigint =>
      name === "tie" ? BigInt(lottery(chooser.person.id, place.position)) : costOf(name, chooser, place);
    const isOnSeats = name === "squaredBalance";
    let total = 0n;
    free.forEach((chooser) => {
      const place = chooser.places.find(({ position }) => position === chooser.at)!;
      total += cost(chooser, place);
    });
    if (isOnSeats) {
      for (const { id, measure } of seats) {
        total += measure.atZero;
        for (let k = 1; k <= heads.get(id)!; k++) total += measure.slope(k);
      }
    }
    const path = ["levels", index];
    if (BigInt(value) !== total) say("wrong-level-value", path, `${name} is worth ${total}, not ${value}`);
    if (proven !== (value === bound))
      say("wrong-proof", path, `${name}: value ${value}, bound ${bound}, proven ${proven}`);

    const prices = new Map(run.certificate[index]?.positions);
    const priceOf = (position: Position | null): bigint =>
      position === null ? 0n : BigInt(prices.get(position.id) ?? 0);
    let least = 0n;
    const narrowed = open.map((places, i) => {
      const sums = places.map((place) => cost(free[i]!, place) + priceOf(place.position));
      const best = sums.reduce((a, b) => (b < a ? b : a));
      least += best;
      return places.filter((_, k) => sums[k] === best);
    });
    for (const node of seats) {
      const price = BigInt(prices.get(node.id) ?? 0);
      const slope = (k: number): bigint => (isOnSeats ? node.measure.slope(k) : 0n) - price;
      if (isOnSeats) least += node.measure.atZero;
      const taken = settled.get(node.id)!;
      for (let k = 1; k <= node.sure; k++) least += slope(k) + (k <= taken ? price : 0n);
      let [sure, last] = [node.sure, node.sure];
      for (let k = node.sure + 1; k <= node.last; k++) {
        const reduced = slope(k);
        if (reduced > 0n) break;
        least += reduced;
        last = k;
        if (reduced < 0n) sure = k;
      }
      if (proven) [node.sure, node.last] = [sure, last];
    }
    if (proven) open = narrowed;
    if (BigInt(bound) > least) say("wrong-bound", path, `${name}: the prices prove ${least}, not ${bound}`);
  });
}

/** Stability from the definition, and the best stable outcome by the algorithm of McVitie and Wilson, one person at a time. */
function judgeDeferred(scenario: Scenario, { run }: Exchange, choosers: readonly Chooser[], say: Say): void {
  const free = choosers.filter(({ places }) => places.length > 1);
  const ordered = inOrderOfMerit(
    free.map(({ person }) => person),
    run.seed,
  );
  const chooserOf = new Map(free.map((chooser) => [chooser.person.id, chooser]));
  const rank = new Map(ordered.map(({ id }, k) => [id, k]));
  const trading = new Map<string, number>();
  for (const { person } of free)
    if (person.positionId !== null) trading.set(person.positionId, (trading.get(person.positionId) ?? 0) + 1);
  const leaving = new Map<string, number>();
  const held = new Set<string>();
  for (const { id, positionId } of ordered) {
    if (positionId === null) continue;
    const position = scenario.positionById.get(positionId)!;
    const holders = scenario.incumbentsByPosition.get(positionId)!.length;
    const left = leaving.get(positionId) ?? 0;
    if (holders - left > limitsOf(scenario, position, "use").least) leaving.set(positionId, left + 1);
    else held.add(id);
  }
  const roomOf = (position: Position): number => {
    const holders = scenario.incumbentsByPosition.get(position.id)!.length;
    return limitsOf(scenario, position, "use").most - holders + (trading.get(position.id) ?? 0);
  };
  /** Smaller is better. */
  const claim = ({ person }: Chooser, position: Position): number =>
    (person.positionId === position.id ? 0 : free.length) + rank.get(person.id)!;
  /** By person, best first; of equals the lottery's first comes first, and the present place last. */
  const liking = new Map(
    free.map(({ person, places }) => {
      const drawn = places.map(({ position, standing }) => ({
        position,
        standing,
        number: position === places[0]!.position ? 2 ** 33 : hash(run.seed, "wish", person.id, position!.id),
      }));
      drawn.sort((x, y) => x.standing - y.standing || x.number - y.number);
      return [person.id, drawn.map(({ position }) => position)];
    }),
  );

  const seated = new Map<Position, Chooser[]>();
  for (const chooser of free)
    if (chooser.at !== null) seated.set(chooser.at, [...(seated.get(chooser.at) ?? []), chooser]);
  free.forEach((chooser) => {
    if (held.has(chooser.person.id)) {
      if (chooser.at?.id !== chooser.person.positionId)
        say("not-stable", ["placements"], `${chooser.person.id} leaves a post that would fall below its floor`);
      return;
    }
    for (const position of liking.get(chooser.person.id)!) {
      if (position === null || position === chooser.at) break; // what follows is liked less
      const there = seated.get(position) ?? [];
      const isWanted = there.some((other) => claim(other, position) > claim(chooser, position));
      if (there.length < roomOf(position) || isWanted)
        say("not-stable", ["placements"], `${chooser.person.id} and ${position.id} would rather have each other`);
    }
  });

  const best = new Map<Position, Chooser[]>();
  const placeNow = new Map<string, Position | null>();
  const tried = new Map<string, number>();
  for (const { id } of ordered) {
    for (let proposer: Chooser | undefined = chooserOf.get(id); proposer !== undefined;) {
      const { person, places }: Chooser = proposer;
      const list = held.has(person.id) ? [places[0]!.position] : liking.get(person.id)!;
      const k = tried.get(person.id) ?? 0;
      tried.set(person.id, k + 1);
      const position: Position | null = list[k]!;
      placeNow.set(person.id, position);
      if (position === null) break;
      const there = [...(best.get(position) ?? []), proposer].sort((a, b) => claim(a, position) - claim(b, position));
      proposer = there.length > roomOf(position) ? there.pop() : undefined;
      best.set(position, there);
    }
  }
  for (const { person, at } of free) {
    if (placeNow.get(person.id) !== at)
      say("not-best-stable", ["placements"], `${person.id} has a better place in another stable outcome`);
  }
}
