/** One `moveThreshold` for a plan that rests on many uncertain needs. */
import { sumOf } from "./compensated-sum.js";
import { openDoor } from "../door/index.js";
import { type Interval, LARGEST_THRESHOLD } from "./estimate.js";
import { NOBODY } from "./tolerance.js";

/** No calculation answers a need beyond this, and sums of needs up to this stay in the range of numbers. */
const LARGEST_NEED = 1e100;

/**
 * The `moveThreshold` to plan with: twice the mean relative error of the uncertain needs in percentage points, each need
 * weighing as many people as it asks for: 200·Σ max(high − expected, expected − low) / Σ expected, at most 1000. Needs
 * that are certain (low = high) are left out: however many there are, a move between uncertain ones must gain as much.
 * Where all norms are known to ±10 % it is 20.
 *
 * `null` where nothing is uncertain or nobody is expected to be needed where something is. The default of
 * `planTransfers` is then as good as any:
 *
 *     planTransfers(scenario, { moveThreshold: advisedMoveThreshold(needs) ?? 10 })
 *
 * @param needs what the calculations of need returned; only `range` is read
 * @throws ScenarioError `staffing/wrong-type`, `staffing/missing-value`, `staffing/not-a-number`,
 * `staffing/out-of-range`, `staffing/unordered-interval`, `staffing/unknown-key`
 */
export function advisedMoveThreshold(needs: readonly { readonly range: Interval }[]): number | null {
  const door = openDoor("staffing");
  const ranges = Array.from(door.list(needs, ["needs"], "needs"), (need, k) => {
    const range = typeof need === "object" && need !== null ? (need as { readonly range?: unknown }).range : undefined;
    return door.estimate(range, ["needs", k, "range"], { what: "the need", most: LARGEST_NEED });
  });
  door.close();
  const uncertain = ranges.filter(({ low, high }) => low < high);
  const error = sumOf(uncertain, ({ low, expected, high }) => Math.max(high - expected, expected - low));
  const expected = sumOf(uncertain, (range) => range.expected);
  return expected < NOBODY ? null : Math.min(LARGEST_THRESHOLD, (200 * error) / expected);
}
