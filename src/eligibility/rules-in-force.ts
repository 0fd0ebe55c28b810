/** Which rules of a scenario are in force. */
import type { IsoDate, Rule, Scenario } from "../scenario/index.js";
import { asnMutasi } from "./asn-mutasi.js";

/**
 * The rules in force on the day of the plan, in the order of the pack; of two rules of which one replaces the other only
 * the one that replaces.
 */
export function rulesInForce({ rules: pack = asnMutasi, asOf }: Pick<Scenario, "rules" | "asOf">): readonly Rule[] {
  const dated = pack.rules.filter((rule) => isInForce(rule, asOf));
  const replaced = new Set(dated.flatMap(({ replaces }) => (replaces === undefined ? [] : [replaces.ruleId])));
  return dated.filter(({ id }) => !replaced.has(id));
}

function isInForce({ effectiveFrom, effectiveTo }: Rule, day: IsoDate): boolean {
  return (effectiveFrom === undefined || effectiveFrom <= day) && (effectiveTo === undefined || day <= effectiveTo);
}
