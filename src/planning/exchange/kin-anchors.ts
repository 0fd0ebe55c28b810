/**
 * Relatives in an exchange: where a kinship rule keeps two people apart who may both move, one of them stays. That is the one
 * who comes later in the order of merit, whatever anybody wishes, so that no report can make a relative stay; the other
 * may go wherever the rule allows beside the one who stays.
 */
import { kinConflict, type KinPair, kinPairs } from "../../eligibility/index.js";
import type { Position, Scenario, Staff } from "../../scenario/index.js";
import { inOrderOfMerit } from "../merit-order.js";

/** Who stays for a relative's sake, and which places a relative who stays closes. */
export interface KinAnchors {
  staysFor(staffId: string): boolean;
  /** Whether a relative who stays forbids the place. */
  closes(person: Staff, position: Position): boolean;
}

/** O(people log people + pairs of relatives). */
export function kinAnchors(scenario: Scenario, seed: string, unknown: "allow" | "forbid"): KinAnchors {
  const pairsOf = new Map<string, KinPair[]>();
  for (const pair of kinPairs(scenario)) {
    for (const id of pair.staffIds) {
      const list = pairsOf.get(id);
      if (list === undefined) pairsOf.set(id, [pair]);
      else list.push(pair);
    }
  }
  const otherOf = ({ staffIds: [first, second] }: KinPair, id: string): string => (first === id ? second : first);
  const related = [...pairsOf.keys()].map((id) => scenario.staffById.get(id)!);
  const anchored = new Set<string>();
  for (const { id } of inOrderOfMerit(related, seed)) {
    if (!anchored.has(id)) for (const pair of pairsOf.get(id)!) anchored.add(otherOf(pair, id));
  }
  return {
    staysFor: (staffId) => anchored.has(staffId),
    closes: ({ id }, position) =>
      (pairsOf.get(id) ?? []).some((pair) => {
        const { positionId } = scenario.staffById.get(otherOf(pair, id))!;
        const beside = positionId === null ? null : scenario.positionById.get(positionId)!;
        const [first, second] = pair.staffIds[0] === id ? [position, beside] : [beside, position];
        const verdict = kinConflict(scenario, pair, first, second);
        return verdict === "forbidden" || (verdict === "unknown" && unknown === "forbid");
      }),
  };
}
