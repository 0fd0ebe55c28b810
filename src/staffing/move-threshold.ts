/** One `moveThreshold` for a plan that rests on many uncertain needs. */
import { sumOf } from "./compensated-sum.js";
import { openDoor } from "./door.js";
import { type Interval, LARGEST_THRESHOLD } from "./estimate.js";

/**
 * The `moveThreshold` to plan with: twice the mean relative error of the needs in percentage points, each need weighing
 * as many people as it asks for: 200·Σ max(high − expected, expected − low) / Σ expected, at most 1000. `null` where
 * nothing is uncertain or nobody is needed.
 *
 * @param needs what the calculations of need returned; only `range` is read
 * @throws ScenarioError `staffing/wrong-type`, `staffing/missing-value`, `staffing/not-a-number`,
 * `staffing/out-of-range`, `staffing/unordered-interval`, `staffing/unknown-key`
 */
export function advisedMoveThreshold(needs: readonly { readonly range: Interval }[]): number | null {
  const door = openDoor();
  const ranges = Array.from(door.list(needs, ["needs"], "needs"), (need, k) => {
    const range = typeof need === "object" && need !== null ? (need as { readonly range?: unknown }).range : undefined;
    return door.estimate(range, ["needs", k, "range"], { what: "the need", most: Number.MAX_VALUE });
  });
  door.close();
  const error = sumOf(ranges, ({ low, expected, high }) => Math.max(high - expected, expected - low));
  const expected = sumOf(ranges, (range) => range.expected);
  return error === 0 || expected === 0 ? null : Math.min(LARGEST_THRESHOLD, (200 * error) / expected);
}
