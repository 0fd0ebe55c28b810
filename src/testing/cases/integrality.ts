/** Integer programs whose difficulty is in the numbers: knapsacks, parity, gaps between a program and its relaxation. */
import { type EngineCase, type SimpleCase, solvingCases } from "../engine-case.js";
import { atLeast, atMost, between, BINARY, exactly, maximise, minimise, vector } from "../notation.js";

export function integralityCases(): EngineCase[] {
  return solvingCases("integrality", [
    ...knapsacks(),
    {
      name: "rounds up to a whole transfer",
      source: "by hand: 3 units are needed for 2.5; two at 1, one at 3",
      program: minimise([1, 3], [atLeast([1, 1], 2.5)], { upper: 2, integer: true }),
      expected: { status: "optimal", objective: 5, values: [2, 1] },
    },
    {
      name: "the optimum is far from the rounded relaxation",
      source: "Wolsey, Integer Programming (1998), ch. 1: 5 at (5, 0); the relaxation lies at (1.9, 4.9)",
      program: maximise([1, 0.64], [atMost([50, 31], 250), atLeast([3, -2], -4)], { upper: 20, integer: true }),
      expected: { status: "optimal", objective: -5, values: [5, 0] },
    },
    {
      name: "the relaxation promises 1000 and whole numbers give 0",
      source: "by hand: y ≤ 2000x and y ≤ 2000 − 2000x; at x = 0 and x = 1 nothing is left for y",
      program: maximise([0, 1], [atMost([-2000, 1], 0), atMost([2000, 1], 2000)], { upper: [1, 5000], integer: true }),
      expected: 0,
    },
    {
      name: "negative whole numbers",
      source: "by hand: ⌈−10/3⌉",
      program: minimise([1], [atLeast([3], -10)], { lower: -9, upper: 9, integer: true }),
      expected: { status: "optimal", objective: -3, values: [-3] },
    },
    {
      name: "bounds between whole numbers",
      source: "by hand: the only integer of [0.2, 1.8], the least of [−2.5, 3]",
      program: minimise([-1, 1], [atMost([1, 1], 9)], { lower: [0.2, -2.5], upper: [1.8, 3], integer: true }),
      expected: { status: "optimal", objective: -3, values: [1, -2] },
    },
    {
      name: "bounds that hold no whole number",
      source: "by hand: there is no integer in [0.2, 0.8]",
      program: minimise([1, 1], [atMost([1, 1], 9)], { lower: [0.2, 0], upper: [0.8, 5], integer: true }),
      expected: "infeasible",
    },
    {
      name: "a range that holds no multiple",
      source: "by hand: no multiple of 4 in [10, 11]",
      program: minimise([1], [between(10, [4], 11)], { upper: 100, integer: true }),
      expected: "infeasible",
    },
    {
      name: "an even sum cannot be odd",
      source: "by hand: parity",
      program: minimise([1, 1], [exactly([2, 2], 9)], { upper: 50, integer: true }),
      expected: "infeasible",
    },
    {
      name: "an even sum cannot be odd, six columns",
      source: "by hand: parity",
      program: minimise([1, 2, 3, 4, 5, 6], [exactly([2, 4, 6, 8, 10, 12], 21)], { upper: 3, integer: true }),
      expected: "infeasible",
    },
    {
      name: "parity hidden in two rows",
      source: "by hand: the rows add up to 2x + 2y = 3 + 2z",
      program: minimise([0, 0, 0], [exactly([1, 2, -1], 1), exactly([1, 0, -1], 2)], {
        lower: -9,
        upper: 9,
        integer: true,
      }),
      expected: "infeasible",
    },
    ...[5, 9].map((size): SimpleCase => ({
      name: `Jeroslow's parity program with ${size} columns`,
      source: "Jeroslow 1974: 2·Σx + y = n, n odd, so y = 1",
      program: minimise([...vector(size, () => 0), 1], [exactly([...vector(size, () => 2), 1], size)], BINARY),
      expected: 1,
    })),
    {
      name: "an equality knapsack that has an answer",
      source: "by hand: 6x + 10y + 15z = 30 with the fewest: z = 2",
      program: minimise([1, 1, 1], [exactly([6, 10, 15], 30)], { upper: 10, integer: true }),
      expected: { status: "optimal", objective: 2, values: [0, 0, 2] },
    },
    {
      name: "the largest number that three coins cannot pay",
      source: "Frobenius number of 6, 10, 15 is 29",
      program: minimise([1, 1, 1], [exactly([6, 10, 15], 29)], { upper: 10, integer: true }),
      expected: "infeasible",
    },
    {
      name: "43 nuggets",
      source: "the McNugget numbers: 6a + 9b + 20c never comes to 43",
      program: minimise([1, 1, 1], [exactly([6, 9, 20], 43)], { upper: 10, integer: true }),
      expected: "infeasible",
    },
    {
      name: "44 nuggets",
      source:
        "by hand: 44 = 20 + 6·4 = 20 + 6 + 9·2; the second takes 4 boxes, and with two of 20 the rest of 4 cannot be had",
      program: minimise([1, 1, 1], [exactly([6, 9, 20], 44)], { upper: 10, integer: true }),
      expected: { status: "optimal", objective: 4, values: [1, 2, 1] },
    },
    {
      name: "the fewest coins",
      source: "by hand: 67 = 2·25 + 10 + 5 + 2·1",
      program: minimise([1, 1, 1, 1], [exactly([1, 5, 10, 25], 67)], { upper: 99, integer: true }),
      expected: { status: "optimal", objective: 6, values: [2, 1, 1, 2] },
    },
    {
      name: "a binary number is read back",
      source: "by hand: 693,025 = 0b10101001001100100001 has eight ones",
      program: minimise(
        vector(20, () => 1),
        [
          exactly(
            vector(20, (k) => 2 ** k),
            693_025,
          ),
        ],
        BINARY,
      ),
      expected: { status: "optimal", objective: 8, values: vector(20, (k) => Math.floor(693_025 / 2 ** k) % 2) },
    },
    {
      name: "large numbers that must match to the last unit",
      source: "by hand: 1,234,567·3 + 7,654,321·2 = 19,012,343, and no other pair of whole numbers does",
      program: minimise([1, 1], [exactly([1_234_567, 7_654_321], 19_012_343)], { upper: 20, integer: true }),
      expected: { status: "optimal", objective: 5, values: [3, 2] },
    },
    {
      name: "large numbers that miss by one",
      source: "by hand: 19,012,344 is no such sum (see the case before; the multiples are too few for another)",
      program: minimise([1, 1], [exactly([1_234_567, 7_654_321], 19_012_344)], { upper: 20, integer: true }),
      expected: "infeasible",
    },
    {
      name: "one part in a hundred thousand decides",
      source: "by hand: three of five at about 100,000 each, two by two excluded: 100,000 + 100,002 + 100,004",
      program: minimise(
        [100_000, 100_001, 100_002, 100_003, 100_004],
        [exactly([1, 1, 1, 1, 1], 3), atMost([1, 1], 1), atMost([0, 0, 1, 1], 1), atLeast([0, 0, 0, 0, 1], 1)],
        BINARY,
      ),
      expected: { status: "optimal", objective: 300_006, values: [1, 0, 1, 0, 1] },
    },
    {
      name: "whole numbers beside fractions",
      source: "by hand: 3 boxes of 2 hold the 5.5, the last one half empty: 3·4 + 5.5·0.5",
      program: minimise([4, 0.5], [exactly([0, 1], 5.5), atLeast([2, -1], 0)], { upper: [9, 9], integer: [1, 0] }),
      expected: { status: "optimal", objective: 14.75, values: [3, 5.5] },
    },
    {
      name: "an amount is 0 or at least 3",
      source: "by hand: 2 are needed, so 3 are made by one line, at 10 + 3",
      program: minimise(
        [10, 10, 1, 2],
        [
          atLeast([0, 0, 1, 1], 2),
          between(-Infinity, [3, 0, -1], 0),
          atMost([-8, 0, 1], 0),
          atMost([0, 3, 0, -1], 0),
          atMost([0, -8, 0, 1], 0),
        ],
        {
          upper: [1, 1, 8, 8],
          integer: [1, 1, 0, 0],
        },
      ),
      expected: { status: "optimal", objective: 13, values: [1, 0, 3, 0] },
    },
    {
      name: "a fixed charge is paid once",
      source: "by hand: 7 units: A for 5 + 7·2 = 19, B for 12 + 7·1 = 19, both cost more; 8 units: B, 20",
      program: minimise([5, 12, 2, 1], [exactly([0, 0, 1, 1], 8), atMost([-8, 0, 1], 0), atMost([0, -8, 0, 1], 0)], {
        upper: [1, 1, 8, 8],
        integer: [1, 1, 0, 0],
      }),
      expected: { status: "optimal", objective: 20, values: [0, 1, 0, 8] },
    },
    {
      name: "either of two rows",
      source: "by hand: x ≥ 4 or y ≥ 3; y is cheaper",
      program: minimise([1, 1, 0], [atLeast([1, 0, -4], 0), atLeast([0, 1, 3], 3)], {
        upper: [9, 9, 1],
        integer: [0, 0, 1],
      }),
      expected: { status: "optimal", objective: 3, values: [0, 3, 0] },
    },
    {
      name: "integer columns that are fixed",
      source: "by hand: 3·2 + ⌈7 − 2⌉",
      program: minimise([3, 1], [atLeast([1, 1], 7)], { lower: [2, 0], upper: [2, 9], integer: true }),
      expected: { status: "optimal", objective: 11, values: [2, 5] },
    },
    {
      name: "the relaxation is already whole",
      source: "by hand: a matrix of intervals (totally unimodular); one at 1 and one at 3 cover all four days",
      program: minimise([1, 1, 1, 1], [atLeast([1, 1], 1), atLeast([0, 1, 1], 1), atLeast([0, 0, 1, 1], 1)], {
        upper: 3,
        integer: true,
      }),
      expected: 2,
    },
    {
      name: "infeasible only because of whole numbers",
      source: "by hand: x + y = 1, x = y",
      program: minimise([1, 1], [exactly([1, 1], 1), exactly([1, -1], 0)], BINARY),
      expected: "infeasible",
    },
  ]);
}

/** Values, weights, capacity, optimum. */
type Knapsack = readonly [
  name: string,
  values: readonly number[],
  weights: readonly number[],
  capacity: number,
  best: number,
];

function knapsacks(): SimpleCase[] {
  const instances: readonly Knapsack[] = [
    ["of three", [60, 100, 120], [10, 20, 30], 50, 220],
    ["p01", [92, 57, 49, 68, 60, 43, 67, 84, 87, 72], [23, 31, 29, 44, 53, 38, 63, 85, 89, 82], 165, 309],
    ["p02", [24, 13, 23, 15, 16], [12, 7, 11, 8, 9], 26, 51],
    ["p03", [50, 50, 64, 46, 50, 5], [56, 59, 80, 64, 75, 17], 190, 150],
    ["p04", [70, 20, 39, 37, 7, 5, 10], [31, 10, 20, 19, 4, 3, 6], 50, 107],
    ["p05", [350, 400, 450, 20, 70, 8, 5, 5], [25, 35, 45, 5, 25, 3, 2, 2], 104, 900],
    ["p06", [442, 525, 511, 593, 546, 564, 617], [41, 50, 49, 59, 55, 57, 60], 170, 1735],
    [
      "p07",
      [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240],
      [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
      750,
      1458,
    ],
  ];
  const published = "Kreher and Stinson, Combinatorial Algorithms, by way of Burkardt's KNAPSACK_01 data";
  return instances.map(([name, values, weights, capacity, best], index) => ({
    name: `knapsack ${name}`,
    source: index === 0 ? "by hand: the two heavier ones" : published,
    program: maximise(values, [atMost(weights, capacity)], BINARY),
    expected: -best,
  }));
}
