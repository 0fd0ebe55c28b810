/** How far a row can be missed at all: what keeps bounds finite where a unit missed is worth more than it costs. */
import type { Residue } from "./residue.js";
import { missing } from "./rows.js";

/** By row, the most units that any plan misses; remembered. */
export function mostMissing(residue: Residue): (row: number) => number {
  const { formulation, rows, start, pair } = residue;
  const known = new Map<number, number>();
  return (r) => {
    let most = known.get(r);
    if (most !== undefined) return most;
    const row = rows[r]!;
    let [least, greatest] = [0, 0];
    const ofGroup = (g: number): void => {
      let [low, high] = [0, 0];
      for (let a = start[g]!; a < start[g + 1]!; a++) {
        const coefficient = row.coefficient(g, formulation.place[pair[a]!]!);
        low = Math.min(low, coefficient);
        high = Math.max(high, coefficient);
      }
      least += low * formulation.people[g]!;
      greatest += high * formulation.people[g]!;
    };
    if (row.groups === undefined) for (let g = 0; g + 1 < start.length; g++) ofGroup(g);
    else row.groups.forEach(ofGroup);
    most = Math.max(missing(row, least), missing(row, greatest));
    known.set(r, most);
    return most;
  };
}
