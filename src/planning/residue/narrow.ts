/**
 * Confines the residue to what plans as good as the one in hand can use: a plan worth δ more than what multipliers prove
 * uses no pair, no seat and no slack of a row that alone costs more. Where δ is 0 that is exactly the best plans; else the
 * goal is kept as a row besides.
 */
import type { Goal } from "./goal.js";
import { forSeats, type Multipliers, type Valuation } from "./lagrangian.js";
import type { Residue } from "./residue.js";

/** O(open pairs + seats). `value`: of the plan in hand, which is best on the goal. */
export function narrow(
  residue: Residue,
  goal: Goal,
  level: number,
  value: bigint,
  multipliers: Multipliers,
  valuation: Valuation | undefined,
): void {
  const delta = valuation === undefined ? undefined : BigInt(multipliers.scale) * value - valuation.bound;
  if (delta !== 0n || residue.rows.some(({ isSoft }) => isSoft)) {
    narrowWithin(residue, goal, multipliers, valuation, delta);
    residue.kept.push({ goal, level, most: value });
    // A soft row that nothing has broken yet may bind from now on: without it, programs would not see what it costs here.
    residue.rows.forEach((row, r) => {
      if (row.isSoft && goal.missingCost(row)! > 0) residue.isActive[r] = true;
    });
    return;
  }
  narrowWithin(residue, goal, multipliers, valuation, delta);
}

function narrowWithin(
  residue: Residue,
  goal: Goal,
  multipliers: Multipliers,
  valuation: Valuation | undefined,
  delta: bigint | undefined,
): void {
  if (valuation === undefined || delta === undefined || delta > BigInt(Number.MAX_SAFE_INTEGER)) return;
  const slack = Number(delta);
  const { start, pair, rows, lower, upper, sure, last, unitSure, unitLast } = residue;
  const newStart = new Int32Array(start.length);
  const kept = new Int32Array(pair.length);
  let used = 0;
  for (let g = 0; g + 1 < start.length; g++) {
    for (let a = start[g]!; a < start[g + 1]!; a++) if (valuation.reduced[a]! <= slack) kept[used++] = pair[a]!;
    newStart[g + 1] = used;
  }

  const below = [new Int32Array(sure.length), new Int32Array(unitSure.length)] as const;
  const upTo = [new Int32Array(sure.length), new Int32Array(unitSure.length)] as const;
  forSeats(residue, goal, multipliers, (people, slope, isSure, node, isUnit) => {
    const kind = isUnit ? 1 : 0;
    if (isSure || slope < -slack) below[kind][node]! += people;
    if (isSure || slope <= slack) upTo[kind][node]! += people;
  });
  sure.set(below[0]);
  last.set(upTo[0]);
  unitSure.set(below[1]);
  unitLast.set(upTo[1]);
  residue.start = newStart;
  residue.pair = kept.slice(0, used);

  rows.forEach((row, r) => {
    const multiplier = multipliers.rows[r] ?? 0;
    if (multiplier === 0 || row.isSoft) return;
    const most = Math.floor(slack / Math.abs(multiplier));
    if (multiplier > 0) upper[r] = Math.min(upper[r]!, lower[r]! + most);
    else lower[r] = Math.max(lower[r]!, upper[r]! - most);
    residue.isActive[r] = true;
  });
}
