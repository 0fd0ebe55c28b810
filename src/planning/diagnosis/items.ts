/**
 * What a caller asked for, cut into the smallest pieces that can be given up one by one: a constraint at one node, the
 * minimum of one position, the fixed people of one post, the veto of one person. Rules, seats and facts are no items: they
 * are the background, which is never suspected.
 */
import { boundRules, mayStay } from "../../eligibility/index.js";
import type { Scenario } from "../../scenario/index.js";
import type { ConflictPair } from "../conflicts.js";
import { capOf, floorOf } from "../constraints/amounts.js";
import { contentOf, namedConstraints } from "../constraints/cross-checks.js";
import { nodeReader } from "../constraints/nodes.js";
import type { Amount, Constraint, ConstraintNode, NamedConstraint } from "../constraints/types.js";
import { isCounted } from "../pair-costs.js";
import { optionConstraints } from "../residue/conditions.js";
import type { ResolvedOptions } from "../options.js";

/** A constraint at one node. */
export interface ConstraintItem {
  readonly kind: "constraint" | "floor";
  /** Sorts items and names their rows; unique. */
  readonly key: string;
  /** Id of the constraint it was cut from; `maxMoves`, `floors`. */
  readonly constraintId: string;
  /** Empty where the constraint has no node. */
  readonly node: string;
  /** The constraint at this node alone. */
  readonly constraint: Constraint;
  /** Whole people at the node today: what percentages are of. */
  readonly base: number;
}

/**
 * People who are held, whatever a plan wants: all the fixed people of one post (`null`: waiting). A law on staying goes before
 * `fixed`: whom it takes out of a post is held waiting.
 */
export interface PinItem {
  readonly kind: "pin";
  readonly key: string;
  readonly positionId: string | null;
  readonly staffIds: readonly string[];
  /** How many of them may go all the same: 0 but in repairs. */
  readonly free: number;
}

/** Somebody who goes nowhere he or she objects to. */
export interface VetoItem {
  readonly kind: "veto";
  readonly key: string;
  readonly staffIds: readonly [string];
}

/**
 * A rule of policy, held or waived for so many people: an item of repairs, never of conflicts. With `pair`: for two relatives
 * who may both move, and whom the rule keeps apart.
 */
export interface WaiverItem {
  readonly kind: "waiver";
  readonly key: string;
  readonly ruleId: string;
  /** People for whom the rule does not hold; 1 for both of a pair. */
  readonly most: number;
  readonly pair?: ConflictPair;
}

/** One piece. */
export type Item = ConstraintItem | PinItem | VetoItem | WaiverItem;

/** The items of a scenario and its options, in an order that depends on neither list's order. O(constraints × nodes). */
export function itemsOf(
  scenario: Scenario,
  {
    constraints,
    maxMoves,
    floors,
    objections,
  }: Pick<ResolvedOptions, "constraints" | "maxMoves" | "floors" | "objections">,
): readonly Item[] {
  const named = [...namedConstraints(constraints), ...optionConstraints(maxMoves)];
  const items: Item[] = named.flatMap((each) => cutConstraint(scenario, each, "constraint"));
  if (floors === "hard") {
    for (const { id, minimum = 0, required } of scenario.positions) {
      const constraint: Constraint = { kind: "floor", node: { positionId: id }, value: minimum };
      if (minimum > 0 && required !== null)
        for (const item of cutConstraint(scenario, { id: "floors", constraint }, "floor")) items.push(item);
    }
  }
  const held = new Map<string, string[]>();
  const rules = boundRules(scenario);
  for (const person of scenario.staff) {
    if (person.fixed !== true || !isCounted(scenario, person)) continue;
    const key = JSON.stringify(mayStay(rules, scenario, person) ? person.positionId : null);
    held.set(key, [...(held.get(key) ?? []), person.id]);
  }
  for (const [key, staffIds] of held) {
    items.push({
      kind: "pin",
      key: `2 ${key}`,
      positionId: JSON.parse(key) as string | null,
      staffIds: staffIds.sort(),
      free: 0,
    });
  }
  if (objections === "veto") {
    for (const { id, objections: places = [] } of scenario.staff) {
      if (places.length > 0) items.push({ kind: "veto", key: `3 ${id}`, staffIds: [id] });
    }
  }
  return items.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The whole people that a floor or cap comes to at its node; percent of a mix and sums of money stay what they are. */
export function amountOf({ constraint, base }: ConstraintItem): number {
  switch (constraint.kind) {
    case "floor":
      return floorOf(constraint.value, base);
    case "inflowCap":
    case "outflowCap":
      return capOf(constraint.value, base);
    case "mix":
      return typeof constraint.value === "number" ? constraint.value : constraint.value.percent;
    case "budget":
      return constraint.of === "moves" ? capOf(constraint.value, base) : (constraint.value as number);
    default:
      return 0;
  }
}

/** The same item with another amount: of people, percent of a mix, kilometres or money, as `amountOf` counts. */
export function withAmount(item: ConstraintItem, amount: number): ConstraintItem {
  const { constraint } = item;
  if (!("value" in constraint)) return item;
  const isShare = constraint.kind === "mix" && typeof constraint.value === "object";
  const value: Amount = isShare ? { percent: amount } : amount;
  return { ...item, constraint: { ...constraint, value } as Constraint };
}

/** Whether an item asks for so many, or allows so many; the others hold or do not. */
export function hasAmount(item: Item): item is ConstraintItem {
  return "constraint" in item && "value" in item.constraint;
}

/** A constraint node by node. Soft ones ask nothing. */
export function cutConstraint(
  scenario: Scenario,
  { id, constraint }: NamedConstraint,
  kind: "constraint" | "floor",
): ConstraintItem[] {
  if (constraint.hard === false) return [];
  const studied = scenario.positions.filter(({ required }) => required !== null);
  const people = (inside?: Uint8Array): number =>
    studied.reduce(
      (sum, position, p) =>
        inside === undefined || inside[p] === 1 ? sum + scenario.incumbentsByPosition.get(position.id)!.length : sum,
      0,
    );
  const item = (node: string, each: Constraint, base: number): ConstraintItem => {
    const { id: _, ...content } = each;
    return { kind, key: `1 ${contentOf(content)} ${id}`, constraintId: id, node, constraint: content, base };
  };
  if (!("node" in constraint) || typeof constraint.node !== "object") return [item("", constraint, people())];
  const { node } = constraint;
  return nodeReader(
    scenario,
    studied,
  )(node).map(({ id: nodeId, inside }) => {
    const own: ConstraintNode = "each" in node ? ({ [`${node.each}Id`]: nodeId } as unknown as ConstraintNode) : node;
    return item(nodeId, { ...constraint, node: own }, people(inside));
  });
}
