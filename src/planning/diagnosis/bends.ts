/**
 * Bending items: how an item becomes weaker by just what a plan misses of it, and back, a unit at a time, until nothing can be
 * taken back. A list of bends is what a repair is before it is put in words.
 */
import type { PairFlow } from "../formulate.js";
import type { ElasticModel, Stopped } from "./elastic-model.js";
import { amountOf, type ConstraintItem, hasAmount, type Item, withAmount } from "./items.js";

/** An item and what is left of it; `undefined`: nothing. */
export interface Bend {
  readonly item: Item;
  readonly to: Item | undefined;
}

/** The bends that make `flow` a plan that keeps everything. */
export function bendsTo(model: ElasticModel, items: readonly Item[], flow: PairFlow): Bend[] {
  return items.flatMap((item): Bend[] => {
    const missed = model.missed(item, flow);
    return missed === 0 ? [] : [{ item, to: bentBy(model, item, missed, flow) }];
  });
}

/** A list of items with some of them bent. */
export function bent(items: readonly Item[], bends: readonly Bend[]): Item[] {
  return items.flatMap((item) => {
    const bend = bends.find((each) => each.item === item);
    if (bend === undefined) return [item];
    return bend.to === undefined ? [] : [bend.to];
  });
}

/**
 * The same bends without what turns out not to be needed: none of them can be left out or be a unit smaller while the others
 * stand as they are.
 */
export async function tightened(
  model: ElasticModel,
  items: readonly Item[],
  bends: readonly Bend[],
): Promise<Bend[] | Stopped> {
  let left = [...bends];
  for (const bend of bends) {
    const without = left.filter((each) => each !== bend);
    const answer = await model.possible(bent(items, without));
    if (answer !== "impossible" && typeof answer === "string") return answer;
    if (answer !== "impossible") left = without;
  }
  for (let k = 0; k < left.length; k++) {
    for (;;) {
      const { item, to } = left[k]!;
      const smaller = to === undefined ? undefined : firmer(item, to);
      if (smaller === undefined) break;
      const tried = left.map((bend, n) => (n === k ? { item, to: smaller } : bend));
      const answer = await model.possible(bent(items, tried));
      if (answer === "impossible") break;
      if (typeof answer === "string") return answer;
      left = tried;
    }
  }
  return left;
}

/** Weaker by what a plan misses. */
function bentBy(model: ElasticModel, item: Item, missed: number, flow: PairFlow): Item | undefined {
  if (item.kind === "pin") return { ...item, free: item.free + missed };
  if (item.kind === "waiver") return { ...item, most: item.most + missed };
  if (!hasAmount(item)) return undefined;
  if (isShare(item)) {
    let percent = Math.ceil(amountOf(item)) - 1;
    while (percent > 0 && model.missed(withAmount(item, percent), flow) > 0) percent--;
    return withAmount(item, percent);
  }
  return withAmount(item, amountOf(item) + (isAtLeast(item) ? -missed : missed));
}

/** One unit nearer to what was asked; `undefined` where that would be what was asked. */
function firmer(item: Item, to: Item): Item | undefined {
  if (item.kind === "pin" && to.kind === "pin")
    return to.free - 1 <= item.free ? undefined : { ...to, free: to.free - 1 };
  if (item.kind === "waiver" && to.kind === "waiver")
    return to.most - 1 <= item.most ? undefined : { ...to, most: to.most - 1 };
  if (!hasAmount(item) || !hasAmount(to)) return undefined;
  const [wanted, now] = [amountOf(item), amountOf(to)];
  const next = isAtLeast(item) ? now + 1 : now - 1;
  return (isAtLeast(item) ? next >= wanted : next <= wanted) ? undefined : withAmount(to, next);
}

function isAtLeast({ constraint }: ConstraintItem): boolean {
  return constraint.kind === "floor" || constraint.kind === "mix";
}

function isShare({ constraint }: ConstraintItem): boolean {
  return constraint.kind === "mix" && typeof constraint.value === "object";
}
