/**
 * Programs with published duals. The door has checked stationarity, signs and duality gap before a case sees the answer;
 * here the numbers are compared where they are unique.
 *
 * Signs, for a minimisation: cost − Aᵀ·row = column; the dual of a row is ≥ 0 at its lower bound, ≤ 0 at its upper.
 */
import { type EngineCase, solvingCases, type SimpleCase } from "../engine-case.js";
import { atLeast, atMost, between, exactly, marks, maximise, minimise, vector } from "../notation.js";

export function dualCases(): EngineCase[] {
  return solvingCases(
    "duals",
    CASES.map((each): SimpleCase => ({ ...each, needs: ["duals"] })),
  );
}

const CASES: readonly SimpleCase[] = [
  {
    name: "Wyndor Glass",
    source: "Hillier and Lieberman: shadow prices 0, 3/2, 1",
    program: maximise([3, 5], [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)]),
    expected: { status: "optimal", objective: -36, values: [2, 6], rowDuals: [0, -1.5, -1] },
  },
  {
    name: "Reddy Mikks",
    source: "Taha, Operations Research: 21 at (3, 1.5); dual prices 0.75, 0.5, 0, 0",
    program: maximise([5, 4], [atMost([6, 4], 24), atMost([1, 2], 6), atMost([-1, 1], 1), atMost([0, 1], 2)]),
    expected: { status: "optimal", objective: -21, values: [3, 1.5], rowDuals: [-0.75, -0.5, 0, 0] },
  },
  {
    name: "Dakota Furniture",
    source: "Winston, Operations Research, ch. 6: 280 at (2, 0, 8); shadow prices 0, 10, 10",
    program: maximise(
      [60, 30, 20],
      [atMost([8, 6, 1], 48), atMost([4, 2, 1.5], 20), atMost([2, 1.5, 0.5], 8), atMost([0, 1], 5)],
    ),
    expected: { status: "optimal", objective: -280, values: [2, 0, 8], rowDuals: [0, -10, -10, 0] },
  },
  {
    name: "transport from two canneries to three markets",
    source:
      "Dantzig, Linear Programming and Extensions, ch. 3.3; GAMS trnsport: 153.675; marginals 0, 0, 0.225, 0.153, 0.126",
    program: minimise(
      [2.5, 1.7, 1.8, 2.5, 1.8, 1.4].map((distance) => (distance * 90) / 1000),
      [
        atMost([1, 1, 1, 0, 0, 0], 350),
        atMost([0, 0, 0, 1, 1, 1], 600),
        atLeast(marks(6, [0, 3]), 325),
        atLeast(marks(6, [1, 4]), 300),
        atLeast(marks(6, [2, 5]), 275),
      ],
    ),
    expected: { status: "optimal", objective: 153.675, rowDuals: [0, 0, 0.225, 0.153, 0.126] },
  },
  {
    name: "transport from three canneries to four warehouses (P & T Company)",
    source:
      "Hillier and Lieberman, ch. 9: 152,535; duals are unique up to a constant, so only their objective is compared",
    program: minimise(
      [464, 513, 654, 867, 352, 416, 690, 791, 995, 682, 388, 685],
      [
        ...[75, 125, 100].map((supply, i) =>
          exactly(
            marks(
              12,
              vector(4, (j) => 4 * i + j),
            ),
            supply,
          ),
        ),
        ...[80, 65, 70, 85].map((demand, j) => exactly(marks(12, [j, 4 + j, 8 + j]), demand)),
      ],
    ),
    expected: 152_535,
  },
  {
    name: "the price of a floor and of a ceiling",
    source: "by hand: x + y ≥ 3 costs 1 a unit, and one more unit of y ≤ 2 would cost nothing; y is dearer",
    program: minimise([1, 2], [between(3, [1, 1], 8), atMost([0, 1], 2)]),
    expected: { status: "optimal", objective: 3, values: [3, 0], rowDuals: [1, 0] },
  },
  {
    name: "a range that holds at its upper end",
    source: "by hand: x + y ≤ 8 earns 3 a unit",
    program: maximise([3, 1], [between(3, [1, 1], 8)]),
    expected: { status: "optimal", objective: -24, values: [8, 0], rowDuals: [-3] },
  },
  {
    name: "the price of an equality may be negative",
    source: "by hand: raising x − y = 1 by one raises x by one, which earns 2",
    program: minimise([-2, 5], [exactly([1, -1], 1), atMost([0, 1], 9)], { upper: 50 }),
    expected: { status: "optimal", objective: -2, values: [1, 0], rowDuals: [-2, 0] },
  },
  {
    name: "free columns have no reduced cost",
    source: "by hand: the median of 1, 2, 9 by pairs of rows; 1 + 0 + 7",
    program: minimise(
      [0, 1, 1, 1],
      [1, 2, 9].flatMap((point, k) => [atLeast([1, ...marks(3, [k])], point), atLeast([-1, ...marks(3, [k])], -point)]),
      { lower: [-Infinity, 0, 0, 0] },
    ),
    expected: { status: "optimal", objective: 8 },
  },
  {
    name: "a game of chance: odds and evens",
    source: "by hand: [[2, −3], [−3, 4]] has value −1/12 at (7/12, 5/12), for both players",
    program: maximise([0, 0, 1], [atLeast([2, -3, -1], 0), atLeast([-3, 4, -1], 0), exactly([1, 1, 0], 1)], {
      lower: [0, 0, -Infinity],
    }),
    expected: {
      status: "optimal",
      objective: 1 / 12,
      values: [7 / 12, 5 / 12, -1 / 12],
      rowDuals: [7 / 12, 5 / 12, 1 / 12],
    },
  },
  {
    name: "rock, paper, scissors",
    source: "by hand: value 0 at thirds, for both players",
    program: maximise(
      [0, 0, 0, 1],
      [atLeast([0, 1, -1, -1], 0), atLeast([-1, 0, 1, -1], 0), atLeast([1, -1, 0, -1], 0), exactly([1, 1, 1, 0], 1)],
      { lower: [0, 0, 0, -Infinity] },
    ),
    expected: {
      status: "optimal",
      objective: 0,
      values: [1 / 3, 1 / 3, 1 / 3, 0],
      rowDuals: [1 / 3, 1 / 3, 1 / 3, 0],
    },
  },
  {
    name: "nothing to pay where no row binds",
    source: "by hand: both columns at their bounds, the row is slack",
    program: minimise([1, -1], [atMost([1, 1], 9)], { lower: [2, 0], upper: [5, 3] }),
    expected: { status: "optimal", objective: -1, values: [2, 3], rowDuals: [0] },
  },
  {
    name: "Beale's cycling example",
    source:
      "by hand: 3/2 of the second row and 5/4 of the third leave no reduced cost below 0: 20 − 18, 6 + 4.5, and 0 twice",
    program: minimise(
      [-0.75, 20, -0.5, 6],
      [atMost([0.25, -8, -1, 9], 0), atMost([0.5, -12, -0.5, 3], 0), atMost([0, 0, 1], 1)],
    ),
    expected: { status: "optimal", objective: -1.25, rowDuals: [0, -1.5, -1.25] },
  },
];
