/** The numbers behind the sentence: who is wanted where, who may come, who is held and by what. */
import { judgeStaying, rulesInForce } from "../../eligibility/index.js";
import type { Position, Staff } from "../../scenario/index.js";
import { nodeReader } from "../constraints/nodes.js";
import { isObjectedTo } from "../pair-costs.js";
import { type BlockedCounts, type BlockedPeople, blockedPeople } from "./blocked-people.js";
import { isFloor } from "./describe.js";
import type { ElasticModel, Stopped } from "./elastic-model.js";
import { amountOf, type ConstraintItem, type Item } from "./items.js";
import { keptApart } from "./kept-apart.js";
import type { ConflictCounts } from "./types.js";

/** Pairs that are judged in words for the sake of the numbers; beyond them the blocked are left out. */
const MOST_JUDGEMENTS = 3_000_000;

/** Counts around the floors of a conflict; `undefined` where it has none. */
export async function conflictCounts(
  model: ElasticModel,
  members: readonly Item[],
  unknown: "allow" | "forbid",
): Promise<ConflictCounts | Stopped | undefined> {
  const floors = members.filter(isFloor);
  if (floors.length === 0) return undefined;
  const others: readonly Item[] = members.filter((item) => !isFloor(item));
  const flow = await model.least(others, new Map(floors.map((item) => [item, 1])), true);
  if (typeof flow === "string") return flow === "impossible" ? undefined : flow;
  const lacking = floors.reduce((sum, item) => sum + model.missed(item, flow), 0);

  const { scenario, formulation } = model;
  const { groups, studied, start, place } = formulation;
  const insideOf = insideReader(model);
  const wantedIn = new Uint8Array(studied.length + 1);
  for (const item of floors) insideOf(item).forEach((flag, p) => (wantedIn[p]! |= flag));
  const places = studied.filter((_, p) => wantedIn[p] === 1);
  const held = new Set(others.flatMap((item) => (item.kind === "pin" ? item.staffIds : [])));
  const objecting = new Set(others.flatMap((item) => (item.kind === "veto" ? item.staffIds : [])));
  const caps = others
    .filter((item): item is ConstraintItem => "constraint" in item && item.constraint.kind === "outflowCap")
    .map((item) => ({ item, inside: insideOf(item), leaving: 0 }));

  let [eligible, pinned, vetoed] = [0, 0, 0];
  const mayCome = new Set<string>();
  const inside = new Set(places.map(({ id }) => id));
  const leaving = formulation.settled.flatMap(({ person, at }) =>
    at === null && person.positionId !== null && inside.has(person.positionId) ? [person] : [],
  );
  const atHand = new Set<string>();
  groups.forEach(({ members: alike, from, mayStay }, g) => {
    const open: number[] = [];
    for (let pair = start[g]!; pair < start[g + 1]!; pair++) if (wantedIn[place[pair]!] === 1) open.push(place[pair]!);
    if (from >= 0 && wantedIn[from] === 1) {
      if (mayStay) return;
      for (const person of alike) if (open.length === 0 || held.has(person.id)) leaving.push(person);
      return;
    }
    if (open.length === 0) return;
    for (const person of alike) {
      eligible++;
      mayCome.add(person.id);
      if (held.has(person.id)) pinned++;
      else if (objecting.has(person.id) && open.every((p) => isObjectedTo(person, studied[p]!))) vetoed++;
      else atHand.add(person.id);
    }
    for (const cap of caps) {
      if (from >= 0 && cap.inside[from] === 1 && open.some((p) => cap.inside[p] === 0)) cap.leaving += alike.length;
    }
  });
  const heads = (position: Position): number => scenario.incumbentsByPosition.get(position.id)!.length;
  const wanted = wantedTogether(floors, insideOf);
  for (const { id, positionId } of scenario.staff) if (positionId !== null && inside.has(positionId)) atHand.add(id);
  for (const { id } of leaving) atHand.delete(id);
  return {
    wanted,
    attainable: Math.max(0, wanted - lacking),
    seats: places.reduce((sum, position) => sum + Math.max(position.capacity, heads(position)), 0),
    present: places.reduce((sum, position) => sum + heads(position), 0),
    eligible,
    pinned,
    vetoed,
    capped: caps.flatMap(({ item, leaving }) => {
      const beyond = leaving - amountOf(item);
      return beyond > 0 ? [{ constraintId: item.constraintId, node: item.node, people: beyond }] : [];
    }),
    ...blockedFrom(model, places, mayCome, unknown),
    leaving: byLaw(model, leaving),
    apart: keptApart(scenario, atHand, places, unknown),
  };
}

/** The studied positions at the node of an item, as flags. */
function insideReader({ scenario, formulation: { studied } }: ElasticModel): (item: ConstraintItem) => Uint8Array {
  const nodesOf = nodeReader(scenario, studied);
  return ({ constraint }) => {
    const node = "node" in constraint && typeof constraint.node === "object" ? constraint.node : undefined;
    return node === undefined ? new Uint8Array(studied.length + 1).fill(1) : nodesOf(node)[0]!.inside;
  };
}

/** Floors of places within places: each place wants the more of its own floor and what those within it want together. */
function wantedTogether(floors: readonly ConstraintItem[], insideOf: (item: ConstraintItem) => Uint8Array): number {
  const own = floors.map((item) => ({ inside: insideOf(item), size: 0, wanted: amountOf(item), within: 0 }));
  for (const floor of own) floor.size = floor.inside.reduce((sum, flag) => sum + flag, 0);
  own.sort((a, b) => a.size - b.size);
  let total = 0;
  own.forEach((floor, k) => {
    const wanted = Math.max(floor.wanted, floor.within);
    const parent = own
      .slice(k + 1)
      .find(({ inside }) => floor.inside.every((flag, p) => flag === 0 || inside[p] === 1));
    if (parent === undefined) total += wanted;
    else if (parent.size === floor.size) parent.wanted = Math.max(parent.wanted, wanted);
    else parent.within += wanted;
  });
  return total;
}

/** People elsewhere whom a single rule or gate keeps from one of the places, by rule. */
function blockedFrom(
  { scenario }: ElasticModel,
  places: readonly Position[],
  mayCome: ReadonlySet<string>,
  unknown: "allow" | "forbid",
): BlockedCounts {
  const inside = new Set(places.map(({ id }) => id));
  const outside = scenario.staff.filter(
    ({ id, positionId }) => !mayCome.has(id) && (positionId === null || !inside.has(positionId)),
  );
  if (outside.length * places.length > MOST_JUDGEMENTS)
    return { blocked: [], blockedBySeveral: 0, undecided: { people: 0, columns: [] } };
  return blockedPeople(scenario, outside, places, unknown);
}

/** People who lose their posts, counted under the first law that takes them. */
function byLaw({ scenario }: ElasticModel, people: readonly Staff[]): readonly BlockedPeople[] {
  const counts = new Map<string, number>();
  for (const { id } of people) {
    const law = judgeStaying(scenario, scenario.staffById.get(id)!).find(({ verdict }) => verdict === "forbidden")!;
    counts.set(law.rule, (counts.get(law.rule) ?? 0) + 1);
  }
  return rulesInForce(scenario).flatMap(({ id, text }) =>
    counts.has(id) ? [{ rule: id, text, people: counts.get(id)! }] : [],
  );
}
