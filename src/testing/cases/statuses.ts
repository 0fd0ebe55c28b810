/** Every status, and the programs at the edge of being one: empty, without rows, without columns, fixed, redundant. */
import { type EngineCase, solvingCases } from "../engine-case.js";
import { atLeast, atMost, between, exactly, maximise, minimise } from "../notation.js";

export function statusCases(): EngineCase[] {
  return solvingCases("statuses", [
    {
      name: "the cheapest column serves first",
      source: "by hand: 2 units at 1, half a unit at 3",
      program: minimise([1, 3], [atLeast([1, 1], 2.5)], { upper: 2 }),
      expected: { status: "optimal", objective: 3.5, values: [2, 0.5] },
    },
    {
      name: "Wyndor Glass",
      source: "Hillier and Lieberman, Introduction to Operations Research: 36 at (2, 6)",
      program: maximise([3, 5], [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)]),
      expected: { status: "optimal", objective: -36, values: [2, 6] },
    },
    {
      name: "a single feasible point",
      source: "by hand: x + y = 2 and x − y = 0 meet in (1, 1)",
      program: minimise([5, -7], [exactly([1, 1], 2), exactly([1, -1], 0)]),
      expected: { status: "optimal", objective: -2, values: [1, 1] },
    },
    {
      name: "no cost: any feasible point will do",
      source: "by hand: every objective is 0",
      program: minimise([0, 0], [between(1, [1, 1], 2), atLeast([1, -1], 0)]),
      expected: 0,
    },
    {
      name: "bounded although its columns are not",
      source: "by hand: x = 3 − y is greatest at y = 0",
      program: minimise([-1, 0], [exactly([1, 1], 3)]),
      expected: { status: "optimal", objective: -3, values: [3, 0] },
    },
    {
      name: "demand above every capacity",
      source: "by hand: x + y ≤ 2 < 3",
      program: minimise([1, 1], [atLeast([1, 1], 3)], { upper: 1 }),
      expected: "infeasible",
    },
    {
      name: "two rows contradict each other",
      source: "by hand: x + y ≥ 5 and x + y ≤ 4",
      program: minimise([1, 2], [atLeast([1, 1], 5), atMost([1, 1], 4)]),
      expected: "infeasible",
    },
    {
      name: "two equalities contradict a bound",
      source: "by hand: x + y = 3 and x − y = 5 give x = 4 > 3",
      program: minimise([0, 0], [exactly([1, 1], 3), exactly([1, -1], 5)], { lower: -9, upper: 3 }),
      expected: "infeasible",
    },
    {
      name: "a contradiction that takes three rows",
      source: "by hand: the rows add up to 0 ≥ 3",
      program: minimise([1, 1, 1], [atLeast([1, -1], 1), atLeast([0, 1, -1], 1), atLeast([-1, 0, 1], 1)], {
        lower: -50,
        upper: 50,
      }),
      expected: "infeasible",
    },
    {
      name: "infeasible by a hair that is no rounding error",
      source: "by hand: x ≥ 1.001 and x ≤ 1",
      program: minimise([1], [atLeast([1], 1.001)], { upper: 1 }),
      expected: "infeasible",
    },
    {
      name: "infeasible while the cost would fall for ever",
      source: "by hand: x − y ≥ 1 and y − x ≥ 1 add up to 0 ≥ 2",
      program: minimise([-1, -1], [atLeast([1, -1], 1), atLeast([-1, 1], 1)]),
      expected: "infeasible",
    },
    {
      name: "a column that pays to grow",
      source: "by hand: x = t costs −t for every t ≥ 0",
      program: minimise([-1], [atLeast([1], 0)]),
      expected: "unbounded",
    },
    {
      name: "two columns that grow together",
      source: "by hand: x = y = t costs −t",
      program: minimise([-2, 1], [exactly([1, -1], 0)]),
      expected: "unbounded",
    },
    {
      name: "a free column that falls for ever",
      source: "by hand: x = −t, y = 0 costs −t",
      program: minimise([1, 0], [atMost([1, 1], 4)], { lower: [-Infinity, 0] }),
      expected: "unbounded",
    },
    {
      name: "unbounded only along a ray inside the cone",
      source: "by hand: (2, 1)·t keeps x − 2y ≤ 0 and y − x ≤ 0 and costs −t",
      program: minimise([-1, 1], [atMost([1, -2], 0), atMost([-1, 1], 0), atLeast([1, 1], 1)]),
      expected: "unbounded",
    },
    {
      name: "unbounded beside integer columns",
      source: "by hand: b = 1 is feasible, and x = t costs −t",
      program: minimise([3, -1], [atLeast([1, 0], 1), atLeast([-2, 1], 0)], { upper: [5, Infinity], integer: [1, 0] }),
      expected: "unbounded",
    },
    {
      name: "nothing at all",
      source: "by definition: the empty sum",
      program: minimise([], []),
      expected: { status: "optimal", objective: 0, values: [] },
    },
    {
      name: "no rows: every column at its cheaper bound",
      source: "by hand: 2·1 − 3·5 + 0",
      program: minimise([2, -3, 0], [], { lower: [1, 0, -1], upper: [4, 5, 1] }),
      expected: -13,
    },
    {
      name: "no rows: integer columns at whole numbers within their bounds",
      source: "by hand: 2·⌈0.5⌉ − ⌊3.7⌋",
      program: minimise([2, -1], [], { lower: 0.5, upper: 3.7, integer: true }),
      expected: { status: "optimal", objective: -1, values: [1, 3] },
    },
    {
      name: "no rows and no end",
      source: "by hand: the second column rises for ever",
      program: minimise([1, -1], []),
      expected: "unbounded",
    },
    {
      name: "no columns: the rows hold for 0",
      source: "by definition: an empty sum is 0, which lies in [−1, 1]",
      program: minimise([], [between(-1, [], 1), atMost([], 0)]),
      expected: { status: "optimal", objective: 0, values: [] },
    },
    {
      name: "no columns: a row asks for more than 0",
      source: "by definition: an empty sum is 0 < 1",
      program: minimise([], [atLeast([], 1)]),
      expected: "infeasible",
    },
    {
      name: "a row of zeros that holds",
      source: "by hand: 0 ≤ 1 says nothing",
      program: minimise([1, 1], [atMost([0, 0], 1), atLeast([1, 2], 2)]),
      expected: { status: "optimal", objective: 1, values: [0, 1] },
    },
    {
      name: "a row of zeros that cannot hold",
      source: "by hand: 0 ≥ 1",
      program: minimise([1, 1], [atLeast([0, 0], 1), atLeast([1, 2], 2)]),
      expected: "infeasible",
    },
    {
      name: "a row without any bound",
      source: "by hand: only the second row counts",
      program: minimise([1, 1], [between(-Infinity, [3, -7], Infinity), atLeast([1, 1], 2)]),
      expected: 2,
    },
    {
      name: "a column in no row goes to its cheaper bound",
      source: "by hand: 1·2 − 4·6",
      program: minimise([1, -4], [atLeast([1, 0], 2)], { upper: 6 }),
      expected: { status: "optimal", objective: -22, values: [2, 6] },
    },
    {
      name: "every column fixed, and the rows agree",
      source: "by hand: 2·3 + 4",
      program: minimise([2, 1], [atMost([1, 1], 7), exactly([1, -1], -1)], { lower: [3, 4], upper: [3, 4] }),
      expected: { status: "optimal", objective: 10, values: [3, 4] },
    },
    {
      name: "every column fixed, and a row disagrees",
      source: "by hand: 3 + 4 > 6",
      program: minimise([2, 1], [atMost([1, 1], 6)], { lower: [3, 4], upper: [3, 4] }),
      expected: "infeasible",
    },
    {
      name: "the same row five times, in five scales",
      source: "by hand: x + y ≤ 4 and the first column pays more",
      program: maximise(
        [2, 1],
        [1, 2, 0.5, 10, 0.1].map((scale) => atMost([scale, scale], 4 * scale)),
      ),
      expected: { status: "optimal", objective: -8, values: [4, 0] },
    },
    {
      name: "equalities that depend on each other",
      source: "by hand: the third row is the sum of the first two; z = 0 gives x = 2, y = 1",
      program: minimise([1, 1, 3], [exactly([1, 1, 1], 3), exactly([1, -1, 2], 1), exactly([2, 0, 3], 4)]),
      expected: { status: "optimal", objective: 3, values: [2, 1, 0] },
    },
    {
      name: "equalities that depend on each other and disagree",
      source: "by hand: the third row should come to 4",
      program: minimise([1, 1, 3], [exactly([1, 1, 1], 3), exactly([1, -1, 2], 1), exactly([2, 0, 3], 4.5)]),
      expected: "infeasible",
    },
  ]);
}
