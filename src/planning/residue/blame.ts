/** Which conditions a proof rests on: mostly a few of many, and found without asking an engine anything. */
import type { Goal } from "./goal.js";
import { type Multipliers, valuate } from "./lagrangian.js";
import type { Residue } from "./residue.js";
import { mostMissing } from "./most-missing.js";
import type { Row } from "./rows.js";

/**
 * Conditions, by the first part of the names of their rows, that alone keep every plan from a value of 0: a bound that
 * multipliers prove stays proven when those of other conditions are 0 instead. Halves are left out first, then smaller
 * parts, so that of conflicts that have nothing to do with each other one remains. `undefined` where the multipliers prove
 * nothing. O(conditions) evaluations at worst, exact like all of them.
 */
export function blamed(residue: Residue, goal: Goal, multipliers: Multipliers): ReadonlySet<string> | undefined {
  const { rows } = residue;
  const most = mostMissing(residue);
  const namesOf = ({ name, relief }: Row): string[] =>
    relief === undefined ? [name[0]] : relief.map(([row]) => row.name[0]);
  const proves = (names: ReadonlySet<string>): boolean => {
    const ofRows = multipliers.rows.map((multiplier, r) =>
      multiplier !== 0 && namesOf(rows[r]!).every((name) => names.has(name)) ? multiplier : 0,
    );
    const valuation = valuate(residue, goal, { ...multipliers, rows: ofRows }, most);
    return valuation !== undefined && valuation.bound > 0n;
  };
  const priced = rows.filter((_, r) => (multipliers.rows[r] ?? 0) !== 0);
  let names = [...new Set(priced.flatMap(namesOf))].sort();
  if (!proves(new Set(names))) return undefined;
  for (let part = Math.ceil(names.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2)) {
    for (let first = 0; first < names.length;) {
      const others = names.filter((_, k) => k < first || k >= first + part);
      if (others.length > 0 && proves(new Set(others))) names = others;
      else first += part;
    }
  }
  return new Set(names);
}
