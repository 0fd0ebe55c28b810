/** The nodes of constraints as sets of studied positions. */
import type { Position, Scenario } from "../../scenario/index.js";
import type { ConstraintNode } from "./types.js";

/** One node: what it is called and which of the studied positions it holds. */
export interface NodePlaces {
  readonly id: string;
  /** Length positions + 1 (the last is waiting), 1 = inside. */
  readonly inside: Uint8Array;
}

/**
 * Reads nodes. `positions`: the studied ones, in the order that indices refer to. Nodes of one answer are sorted by id;
 * those without a studied position are left out of `each`. O(units + positions) a node.
 */
export function nodeReader(
  scenario: Scenario,
  positions: readonly Position[],
): (node: ConstraintNode) => readonly NodePlaces[] {
  const known = new Map<string, NodePlaces>();
  const place = (kind: string, id: string, isInside: (position: Position) => boolean): NodePlaces => {
    const key = JSON.stringify([kind, id]);
    let found = known.get(key);
    if (found === undefined) {
      const inside = new Uint8Array(positions.length + 1);
      positions.forEach((position, p) => (inside[p] = isInside(position) ? 1 : 0));
      known.set(key, (found = { id, inside }));
    }
    return found;
  };
  const above = new Map<string, Set<string>>(); // of each unit: itself and the units above it
  const isBelow = (unitId: string, ancestor: string): boolean => {
    let all = above.get(unitId);
    if (all === undefined) {
      above.set(unitId, (all = new Set()));
      for (let at: string | undefined = unitId; at !== undefined; at = scenario.unitById.get(at)!.parentUnitId)
        all.add(at);
    }
    return all.has(ancestor);
  };
  const position = (id: string): NodePlaces => place("position", id, (each) => each.id === id);
  const unit = (id: string): NodePlaces => place("unit", id, ({ unitId }) => isBelow(unitId, id));
  const agency = (id: string): NodePlaces =>
    place("agency", id, ({ unitId }) => scenario.unitById.get(unitId)!.agencyId === id);
  return (node) => {
    if ("positionId" in node) return [position(node.positionId)];
    if ("unitId" in node) return [unit(node.unitId)];
    if ("agencyId" in node) return [agency(node.agencyId)];
    const [list, read] =
      node.each === "position"
        ? [positions, position]
        : node.each === "unit"
          ? [scenario.units, unit]
          : [scenario.agencies, agency];
    const ids = list.map(({ id }: { readonly id: string }) => id).sort();
    return ids.map(read).filter(({ inside }) => inside.includes(1));
  };
}

/** What people can be counted at, from the smallest. */
export type NodeKind = "position" | "unit" | "agency";

/** The node of a kind that a studied position lies in, itself: not those above. */
export function ownNode(scenario: Scenario, position: Position, kind: NodeKind): string {
  if (kind === "position") return position.id;
  return kind === "unit" ? position.unitId : scenario.unitById.get(position.unitId)!.agencyId;
}
