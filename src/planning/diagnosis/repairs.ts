/**
 * The menu: three to five ways out of a conflict where there are so many. Whatever mends a conflict gives way at one of its
 * members, so each member is bent in turn while the others hold, by as little as some seconds will find; outside the conflict anything may
 * give way besides, for there may be further conflicts. Then come the ways that bend nothing: people from outside, and doing
 * without a rule of policy for some. Every draft is tightened, carried out, solved again and checked.
 */
import type { Scenario } from "../../scenario/index.js";
import type { PlanOptions } from "../options.js";
import { applyRepair } from "./apply-repair.js";
import { type Bend, bendsTo, bent, tightened } from "./bends.js";
import { isSolvable } from "./check-repair.js";
import { describeStep, isFloor } from "./describe.js";
import type { ElasticModel, Stopped, Waivable } from "./elastic-model.js";
import { amountOf, hasAmount, type Item, type WaiverItem, withAmount } from "./items.js";
import { recruitSteps } from "./recruits.js";
import { costOf, DROP, OVERRULE_ONE, RELAX_ONE, UNPIN_ONE, WAIVE_ONE } from "./repair-costs.js";
import { stepsOf, withoutRepeats } from "./repair-steps.js";
import { asSentence, joined } from "./text.js";
import type { Repair, RepairStep } from "./types.js";

/** Repairs on a menu. */
const MOST_REPAIRS = 5;
const MOST_ALIKE = 3;
/** Members that are bent one after the other; a longer conflict has more ways out than anyone reads. */
const MOST_MEMBERS = 5;

/**
 * Bends that are tightened one by one. Where more must give way, conditions contradict each other in many places: one way out
 * is shown, as the cheapest plan has it.
 */
const MOST_BENDS = 10;

/** What repairs are looked for in. */
export interface RepairContext {
  readonly scenario: Scenario;
  readonly options: PlanOptions;
  readonly model: ElasticModel;
  /** The same with the rules of policy as items; absent where none can be waived. */
  readonly waivers?: {
    readonly model: ElasticModel;
    readonly waivable: Waivable;
    readonly items: readonly WaiverItem[];
  };
}

/** Repairs, and what stopped the search, if anything did. */
export interface RepairMenu {
  readonly repairs: readonly Repair[];
  readonly stopped?: Stopped;
}

/** Finds, tightens, checks and sorts. */
export async function findRepairs(
  context: RepairContext,
  items: readonly Item[],
  conflict: readonly Item[],
): Promise<RepairMenu> {
  const repairs = new Map<string, Repair>();
  let stopped: Stopped | undefined;
  const add = async (steps: readonly RepairStep[], bends: readonly Bend[] = []): Promise<void> => {
    if (steps.length === 0) return;
    const key = JSON.stringify(steps);
    if (repairs.has(key)) return;
    const solvable = await isSolvable(applyRepair(context.scenario, context.options, { steps }));
    if (typeof solvable === "string") stopped = solvable;
    if (solvable !== true) return;
    const texts = steps.map((step, k) => describeStep(context.scenario, step, bends[k]?.item));
    const cost = steps.reduce((sum, step) => sum + costOf(step), 0);
    repairs.set(key, { steps, cost, text: asSentence(joined(texts, "; ")) });
  };
  for (const draft of drafts(context, items, conflict)) {
    const found = await draft();
    if (typeof found === "string") stopped = found;
    else await add(found.steps, found.bends);
    if (typeof found !== "string" && found.bends.length > MOST_BENDS && repairs.size > 0) break;
    if (stopped !== undefined && stopped !== "engine") break;
  }
  const sorted = [...repairs].sort(
    ([a, { cost, steps }], [b, other]) => cost - other.cost || steps.length - other.steps.length || (a < b ? -1 : 1),
  );
  return {
    repairs: varied(sorted.map(([, repair]) => repair)),
    ...(stopped === undefined ? {} : { stopped }),
  };
}

/** The cheapest, but no more than three of one kind while there are others. */
function varied(repairs: readonly Repair[]): Repair[] {
  const seen = new Map<string, number>();
  const isRepeated = repairs.map(({ steps }) => {
    const kind = steps.map((step) => step.kind).join();
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return seen.get(kind)! > MOST_ALIKE;
  });
  const first = repairs.filter((_, k) => !isRepeated[k]).slice(0, MOST_REPAIRS);
  const filled = [...first, ...repairs.filter((_, k) => isRepeated[k])].slice(0, MOST_REPAIRS);
  return repairs.filter((repair) => filled.includes(repair));
}

interface Draft {
  readonly steps: readonly RepairStep[];
  /** The bends behind the steps, in their order. */
  readonly bends: readonly Bend[];
}

const NOTHING: Draft = { steps: [], bends: [] };

/** Ways to look for a repair, in a fixed order. */
function drafts(
  { model, waivers }: RepairContext,
  items: readonly Item[],
  conflict: readonly Item[],
): (() => Promise<Draft | Stopped>)[] {
  const outside = items.filter((item) => !conflict.includes(item));
  const members = conflict.slice(0, MOST_MEMBERS);
  const finish = async (bends: readonly Bend[]): Promise<Draft | Stopped> => {
    const needed = bends.length > MOST_BENDS ? bends : await tightened(model, items, bends);
    if (typeof needed === "string") return needed;
    const flow = await model.possible(bent(items, needed));
    if (flow === "impossible") return NOTHING;
    return typeof flow === "string" ? flow : { steps: stepsOf(model, needed, flow, undefined), bends: needed };
  };
  const bendOne = (member: Item) => async (): Promise<Draft | Stopped> => {
    const hard = conflict.filter((item) => item !== member);
    const flow = await model.least(hard, pricesOf([member, ...outside]), false);
    if (flow === "impossible") return NOTHING;
    return typeof flow === "string" ? flow : finish(bendsTo(model, [member, ...outside], flow));
  };
  /** Half of what one member alone would give, and the rest from another. */
  const share = (one: Item, other: Item) => async (): Promise<Draft | Stopped> => {
    const alone = await bendOne(one)();
    if (typeof alone === "string") return alone;
    const bend = alone.bends.find(({ item }) => item === one);
    if (bend?.to === undefined || !hasAmount(one) || !hasAmount(bend.to) || alone.bends.length > 1) return NOTHING;
    const [from, to] = [amountOf(one), amountOf(bend.to)];
    if (Math.abs(from - to) < 2) return NOTHING;
    const half: Bend = { item: one, to: halfway(bend.to, from, to) };
    const hard = bent(
      conflict.filter((item) => item !== other),
      [half],
    );
    const flow = await model.least(hard, pricesOf([other, ...outside]), false);
    if (flow === "impossible") return NOTHING;
    return typeof flow === "string" ? flow : finish([half, ...bendsTo(model, [other, ...outside], flow)]);
  };
  const recruit = async (): Promise<Draft | Stopped> => {
    const floors = items.filter(isFloor);
    const flow = await model.least(
      items.filter((item) => !isFloor(item)),
      pricesOf(floors),
      false,
    );
    if (flow === "impossible") return NOTHING;
    return typeof flow === "string" ? flow : { steps: recruitSteps(model, floors, flow), bends: [] };
  };
  const waive = async (): Promise<Draft | Stopped> => {
    if (waivers === undefined) return NOTHING;
    const flow = await waivers.model.least(items, pricesOf(waivers.items), false);
    if (flow === "impossible") return NOTHING;
    if (typeof flow === "string") return flow;
    const bends = bendsTo(waivers.model, waivers.items, flow);
    return { steps: withoutRepeats(stepsOf(waivers.model, bends, flow, waivers.waivable)), bends };
  };
  const numbered = members.filter(hasAmount);
  return [
    ...members.map(bendOne),
    ...(numbered.length >= 2 ? [share(numbered[0]!, numbered[1]!)] : []),
    ...(conflict.some(isFloor) ? [recruit] : []),
    waive,
  ];
}

function halfway(to: Item, from: number, end: number): Item {
  const by = Math.floor(Math.abs(from - end) / 2);
  return hasAmount(to) ? withAmount(to, end < from ? from - by : from + by) : to;
}

/** What a unit of each item costs, in whole numbers that keep the ratios of the price list. */
function pricesOf(items: readonly Item[]): ReadonlyMap<Item, number> {
  const amounts = items.flatMap((item) => (isMeasured(item) ? [amountOf(item)] : []));
  const scale = Math.min(1e6, Math.max(1, Math.ceil(Math.max(0, ...amounts) / 10)));
  return new Map(items.map((item) => [item, priceOf(item, scale)]));
}

function priceOf(item: Item, scale: number): number {
  switch (item.kind) {
    case "pin":
      return UNPIN_ONE * scale;
    case "veto":
      return OVERRULE_ONE * scale;
    case "waiver":
      return (item.pair === undefined ? WAIVE_ONE : 2 * WAIVE_ONE) * scale;
    default:
      if (isMeasured(item)) return Math.max(1, Math.round((10 * scale) / Math.max(1, amountOf(item))));
      return (hasAmount(item) ? RELAX_ONE : DROP) * scale;
  }
}

/** Kilometres or money. */
function isMeasured(item: Item): item is Extract<Item, { readonly constraint: unknown }> {
  return "constraint" in item && item.constraint.kind === "budget" && item.constraint.of !== "moves";
}
