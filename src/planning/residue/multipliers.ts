/** Duals of a core as integer multipliers: fractions of small denominators exactly, others as fine as numbers allow. */
import type { CoreDuals } from "./core-program.js";
import type { Goal } from "./goal.js";
import { type Multipliers, reliefPrices } from "./lagrangian.js";
import type { Residue } from "./residue.js";

/** Denominators that duals of networks with a few rows mostly have. */
const SCALES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 60, 840];
/** How near to an integer a scaled dual must be, relative to its size and absolutely. */
const NEAR = 1e-9;
/** Scaled costs stay below this, so that sums of some of them are exact. */
const LARGEST = 2 ** 49;
const FINEST = 2 ** 20;

/**
 * Integers near `duals`, on the coarsest scale on which they are (nearly) that. Any choice proves a bound; the nearer, the better.
 *
 * @param largest size of the goal's costs and slopes.
 */
export function roundedMultipliers(residue: Residue, goal: Goal, duals: CoreDuals, largest: number): Multipliers {
  const all = [duals.positions, duals.units, duals.rows, duals.kept];
  const greatest = all.reduce((most, list) => list.reduce((m, each) => Math.max(m, Math.abs(each)), most), largest);
  const isNear = (scale: number): boolean =>
    all.every((list) =>
      list.every((dual) => Math.abs(scale * dual - Math.round(scale * dual)) <= 1e-5 + NEAR * scale * greatest),
    );
  const finest = Math.max(1, Math.min(FINEST, Math.floor(LARGEST / (greatest + 1))));
  const scale = SCALES.find((each) => each <= finest && isNear(each)) ?? finest;
  const { rows, lower, upper, kept } = residue;
  const rounded = (list: Float64Array): Float64Array => list.map((dual) => Math.round(scale * dual) + 0);
  const ofKept = rounded(duals.kept).map((multiplier) => Math.max(0, multiplier));
  const whole = rounded(duals.rows);
  const relief = reliefPrices(residue, whole);
  const ofRow = whole.map((multiplier, r) => {
    if (!Number.isFinite(multiplier > 0 ? lower[r] : upper[r])) return 0;
    const cost = goal.missingCost(rows[r]!);
    if (cost === undefined) return multiplier;
    // A row that may be missed is worth no more than missing it costs.
    const earlier = kept.reduce((sum, each, k) => sum + ofKept[k]! * (each.goal.missingCost(rows[r]!) ?? 0), 0);
    const most = Math.max(0, Math.floor((scale * cost + earlier - (relief.get(r) ?? 0)) / rows[r]!.unit));
    return Math.sign(multiplier) * Math.min(Math.abs(multiplier), most) + 0;
  });
  return { scale, positions: rounded(duals.positions), units: rounded(duals.units), rows: ofRow, kept: ofKept };
}
