/** Bounds of every sign and kind, on columns and on rows. */
import { type EngineCase, solvingCases } from "../engine-case.js";
import { atLeast, atMost, between, exactly, maximise, minimise, vector } from "../notation.js";

export function boundCases(): EngineCase[] {
  return solvingCases("bounds", [
    {
      name: "both bounds negative",
      source: "by hand: the least of [−5, −2]",
      program: minimise([1], [atMost([1], 0)], { lower: -5, upper: -2 }),
      expected: { status: "optimal", objective: -5, values: [-5] },
    },
    {
      name: "both bounds negative, upwards",
      source: "by hand: the greatest of [−5, −2]",
      program: maximise([1], [atMost([1], 0)], { lower: -5, upper: -2 }),
      expected: { status: "optimal", objective: 2, values: [-2] },
    },
    {
      name: "an upper bound alone, and it is negative",
      source: "by hand: −x is least at x = −3",
      program: minimise([-1], [atLeast([1], -100)], { lower: -Infinity, upper: -3 }),
      expected: { status: "optimal", objective: 3, values: [-3] },
    },
    {
      name: "no column bound, the row holds it",
      source: "by hand: x ≥ −7",
      program: minimise([1], [atLeast([1], -7)], { lower: -Infinity }),
      expected: { status: "optimal", objective: -7, values: [-7] },
    },
    {
      name: "a free column held by an equality",
      source: "by hand: x = 2 − y, and y goes up to 5",
      program: minimise([1, 0], [exactly([1, 1], 2)], { lower: [-Infinity, 0], upper: [Infinity, 5] }),
      expected: { status: "optimal", objective: -3, values: [-3, 5] },
    },
    {
      name: "bounds on both sides of 0",
      source: "by hand: 2·(−1) − 1·3, and the row allows it: −1 + 3 = 2",
      program: minimise([2, -1], [atMost([1, 1], 2)], { lower: [-1, -3], upper: [1, 3] }),
      expected: { status: "optimal", objective: -5, values: [-1, 3] },
    },
    {
      name: "a range from below",
      source: "by hand: 2 ≤ x + y",
      program: minimise([1, 1], [between(2, [1, 1], 4)]),
      expected: 2,
    },
    {
      name: "a range from above",
      source: "by hand: x + y ≤ 4",
      program: maximise([1, 1], [between(2, [1, 1], 4)]),
      expected: -4,
    },
    {
      name: "a range of negative numbers over negative coefficients",
      source: "by hand: −6 ≤ −4x ≤ −2 is 0.5 ≤ x ≤ 1.5",
      program: maximise([1], [between(-6, [-4], -2)]),
      expected: { status: "optimal", objective: -1.5, values: [1.5] },
    },
    {
      name: "a range that is one number",
      source: "by hand: 3x = 2",
      program: minimise([3], [between(2, [3], 2)]),
      expected: 2,
    },
    {
      name: "a narrow range",
      source: "by hand: x + y = 1, so x + 2y is 1 + y, from 1.25 to 1.251",
      program: minimise([0, 1], [exactly([1, 1], 1), between(1.25, [1, 2], 1.251)]),
      expected: { status: "optimal", objective: 0.25, values: [0.75, 0.25] },
    },
    {
      name: "a wide bound is still a bound",
      source: "by hand: the bound",
      program: minimise([-1, 0], [atLeast([1, 1], 1)], { upper: [1e9, 1] }),
      expected: -1e9,
    },
    {
      name: "a wide row bound is still a bound",
      source: "by hand: x ≤ 1e8 − y, y ≥ 1",
      program: minimise([-1, 0], [atMost([1, 1], 1e8)], { lower: [0, 1] }),
      expected: -99_999_999,
    },
    {
      name: "a lower bound is not forgotten where it costs",
      source: "by hand: 4·2 + 1·0",
      program: minimise([4, 1], [atLeast([1, 1], 1)], { lower: [2, 0] }),
      expected: { status: "optimal", objective: 8, values: [2, 0] },
    },
    {
      name: "an upper bound of 0",
      source: "by hand: only the dear column may serve",
      program: minimise([1, 5], [exactly([1, 1], 2)], { upper: [0, 9] }),
      expected: { status: "optimal", objective: 10, values: [0, 2] },
    },
    {
      name: "bounds imply more than the rows do",
      source: "by hand: each column at most 1/3 of the way",
      program: maximise([1, 1, 1], [atMost([1, 1, 1], 10)], { upper: 0.1 }),
      expected: -0.3,
    },
    {
      name: "the distance from a point, by two rows",
      source: "by hand: |5 − 3|",
      program: minimise([0, 1], [atLeast([-1, 1], -3), atLeast([1, 1], 3)], {
        lower: [5, -Infinity],
        upper: [5, Infinity],
      }),
      expected: 2,
    },
    {
      name: "the median by least absolute deviations",
      source: "by hand: the median of 1, 2, 4, 8, 16 is 4; 3 + 2 + 0 + 4 + 12",
      program: minimise(
        [0, 1, 1, 1, 1, 1],
        [1, 2, 4, 8, 16].flatMap((point, k) => [
          atLeast([1, ...vector(5, (at) => (at === k ? 1 : 0))], point),
          atLeast([-1, ...vector(5, (at) => (at === k ? 1 : 0))], -point),
        ]),
        { lower: [-Infinity, 0, 0, 0, 0, 0] },
      ),
      expected: 21,
    },
    {
      name: "the best line by greatest deviation",
      source: "by hand: (0,0), (1,1), (2,0): a level line at 1/2 misses each by 1/2",
      program: minimise(
        [0, 0, 1],
        [
          [0, 0],
          [1, 1],
          [2, 0],
        ].flatMap(([x, y]) => [atLeast([1, x!, 1], y!), atLeast([-1, -x!, 1], -y!)]),
        { lower: [-Infinity, -Infinity, 0] },
      ),
      expected: { status: "optimal", objective: 0.5, values: [0.5, 0, 0.5] },
    },
    {
      name: "fractions that binary cannot write",
      source: "by hand: 0.1 + 0.2 = 0.3 to within the tolerance",
      program: minimise([1, 1, 1], [exactly([1, 1, -1], 0)], { lower: [0.1, 0.2, 0], upper: [0.1, 0.2, 1] }),
      expected: 0.6,
    },
    {
      name: "small coefficients count",
      source: "by hand: 0.001·x ≥ 3",
      program: minimise([1], [atLeast([0.001], 3)]),
      expected: 3000,
    },
    {
      name: "coefficients of very different sizes",
      source: "by hand: x ≤ 1e5 by 1e-4·x ≤ 10; 1e4·y ≤ 1e4 gives y ≤ 1",
      program: maximise([1e-3, 1e3], [atMost([1e-4, 0], 10), atMost([0, 1e4], 1e4), atMost([1, 1], 1e6)]),
      expected: -1100,
    },
  ]);
}
