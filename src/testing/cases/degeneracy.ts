/** Programs at which simplex methods stall, cycle, or visit every corner. */
import { type EngineCase, type SimpleCase, solvingCases } from "../engine-case.js";
import { atLeast, atMost, exactly, marks, maximise, minimise, type Row, vector } from "../notation.js";
import type { LinearProgram } from "../../linear/index.js";

export function degeneracyCases(): EngineCase[] {
  return solvingCases("degeneracy", [
    ...cyclingExamples(),
    ...[3, 5, 8, 10].map((size): SimpleCase => ({
      name: `Klee–Minty in ${size} dimensions`,
      source: "Klee and Minty 1972, in the form of Chvátal, Linear Programming, ch. 4: the last column alone, at 5ⁿ",
      program: kleeMinty(size),
      expected: {
        status: "optimal",
        objective: -(5 ** size),
        values: vector(size, (j) => (j === size - 1 ? 5 ** size : 0)),
      },
    })),
    {
      name: "forty rows through the optimum",
      source: "by hand: every row holds with equality at (1, 1), and x + y ≤ 2 is among them",
      program: maximise([1, 1], [atMost([1, 1], 2), ...vector(40, (k) => k + 2).map((k) => atMost([k, 1], k + 1))]),
      expected: -2,
    },
    {
      name: "a cone with its tip at 0",
      source: "by hand: x ≤ y/2, y ≤ z/2, z ≤ x/2 leave only 0",
      program: maximise([1, 1, 1], [atMost([2, -1], 0), atMost([0, 2, -1], 0), atMost([-1, 0, 2], 0)]),
      expected: { status: "optimal", objective: 0, values: [0, 0, 0] },
    },
    {
      name: "an edge of optima",
      source: "by hand: every point of x + y = 1 costs 1",
      program: minimise([1, 1], [atLeast([1, 1], 1)], { upper: 1 }),
      expected: 1,
    },
    {
      name: "twenty columns tied to one another",
      source: "by hand: all equal, their sum at least 10",
      program: minimise(
        vector(20, () => 1),
        [
          ...vector(19, (k) => k).map((k) => exactly([...marks(k, []), 1, -1], 0)),
          atLeast(
            vector(20, () => 1),
            10,
          ),
        ],
        { upper: 5 },
      ),
      expected: { status: "optimal", objective: 10, values: vector(20, () => 0.5) },
    },
    {
      name: "ten copies of one column",
      source: "by hand: whichever copy serves, 3 units cost 6",
      program: minimise(
        vector(10, () => 2),
        [
          exactly(
            vector(10, () => 1),
            3,
          ),
        ],
        { upper: 1 },
      ),
      expected: 6,
    },
    {
      name: "transport where every plan costs the same",
      source: "by hand: 30 units at cost 7",
      program: transport([10, 10, 10], [10, 10, 10], () => 7),
      expected: 210,
    },
    {
      name: "transport with a partial sum that matches (degenerate)",
      source: "by hand: each source serves its own destination at 1; anything else costs more",
      program: transport([10, 20, 30], [10, 20, 30], (i, j) => 1 + Math.abs(i - j)),
      expected: 60,
    },
    {
      name: "transport with a source of nothing",
      source: "by hand: the one source that has anything serves both: 4·2 + 6·3",
      program: transport([0, 10], [4, 6], (i, j) => (i === 0 ? 1 : j + 2)),
      expected: 26,
    },
    ...[5, 8, 12].map((size): SimpleCase => ({
      name: `assignment with costs i·j, ${size} × ${size}`,
      source: "rearrangement inequality: opposite orders are cheapest; n(n+1)(n+2)/6",
      program: assignment(size, (i, j) => (i + 1) * (j + 1)),
      expected: (size * (size + 1) * (size + 2)) / 6,
    })),
    {
      name: "assignment where all are equal, 7 × 7",
      source: "by hand: 7 pairs at cost 3",
      program: assignment(7, () => 3),
      expected: 21,
    },
    {
      name: "assignment along the diagonal, 9 × 9",
      source: "by hand: the identity costs nothing, everything else does",
      program: assignment(9, (i, j) => Math.abs(i - j)),
      expected: { status: "optimal", objective: 0, values: vector(81, (k) => (k % 10 === 0 ? 1 : 0)) },
    },
    {
      name: "the shortest way across a grid, all ways equal",
      source: "by hand: three steps right and three down, in any order",
      program: gridWalk(4),
      expected: 6,
    },
    {
      name: "the greatest flow meets the least cut",
      source: "by hand: s→a 3, s→b 2, a→b 1, a→t 2, b→t 3: the cut around s holds 5, and 2 + 2 + 1 fill it",
      program: maximise([1, 1, 0, 0, 0], [exactly([1, 0, -1, -1, 0], 0), exactly([0, 1, 1, 0, -1], 0)], {
        upper: [3, 2, 1, 2, 3],
      }),
      expected: { status: "optimal", objective: -5, values: [3, 2, 1, 2, 3] },
    },
  ]);
}

function cyclingExamples(): SimpleCase[] {
  return [
    {
      name: "Beale's cycling example",
      source: "Beale 1955 (Gass, Linear Programming, ch. 7): −5/4 at (1, 0, 1, 0)",
      program: minimise(
        [-0.75, 20, -0.5, 6],
        [atMost([0.25, -8, -1, 9], 0), atMost([0.5, -12, -0.5, 3], 0), atMost([0, 0, 1], 1)],
      ),
      expected: { status: "optimal", objective: -1.25, values: [1, 0, 1, 0] },
    },
    {
      name: "Kuhn's cycling example",
      source: "Kuhn (Balinski and Tucker 1969): −2 at (2, 0, 2, 0); here with the cost and the second row times 3",
      program: minimise(
        [-6, -9, 3, 36],
        [atMost([-2, -9, 1, 9], 0), atMost([1, 3, -1, -6], 0), atMost([2, 3, -1, -12], 2)],
      ),
      expected: -6,
    },
    {
      name: "Kuhn's cycling example without its last row",
      source: "by hand: (1, 0, 1, 0)·t keeps both rows and costs −t",
      program: minimise([-2, -3, 1, 12], [atMost([-2, -9, 1, 9], 0), atMost([1, 3, -1, -6], 0)]),
      expected: "unbounded",
    },
    {
      name: "Marshall and Suurballe's cycling example",
      source: "Marshall and Suurballe 1969: −2 at (4, 1, 0)",
      program: minimise(
        [-0.4, -0.4, 1.8],
        [atMost([0.6, -6.4, 4.8], 0), atMost([0.2, -1.8, 0.6], 0), atMost([0.4, -1.6, 0.2], 0), atMost([0, 1, 0], 1)],
      ),
      expected: { status: "optimal", objective: -2, values: [4, 1, 0] },
    },
    {
      name: "Chvátal's cycling example",
      source: "Chvátal, Linear Programming (1983), p. 31: 1 at (1, 0, 1, 0)",
      program: maximise(
        [10, -57, -9, -24],
        [atMost([0.5, -5.5, -2.5, 9], 0), atMost([0.5, -1.5, -0.5, 1], 0), atMost([1], 1)],
      ),
      expected: { status: "optimal", objective: -1, values: [1, 0, 1, 0] },
    },
    {
      name: "Yudin and Golshtein's cycling example",
      source: "Yudin and Golshtein (Gass and Vinjamuri 2004): 1/2 at (2.5, 1.5, 0, 0, 0.5, 0, 0)",
      program: maximise(
        [0, 0, 1, -1, 1, -1, 0],
        [exactly([1, 0, 2, -3, -5, 6, 0], 0), exactly([0, 1, 6, -5, -3, 2, 0], 0), exactly([0, 0, 3, 1, 2, 4, 1], 1)],
      ),
      expected: { status: "optimal", objective: -0.5, values: [2.5, 1.5, 0, 0, 0.5, 0, 0] },
    },
    {
      name: "a cycling example without an optimum",
      source: "Sierksma, Linear and Integer Programming: (1, 0, 1, 0)·t keeps both rows and pays 5t",
      program: maximise([3, -80, 2, -24], [atMost([1, -32, -4, 36], 0), atMost([1, -24, -1, 6], 0)]),
      expected: "unbounded",
    },
  ];
}

function kleeMinty(size: number): LinearProgram {
  const rows = vector(size, (i) => i).map((i) => atMost([...vector(i, (j) => 2 ** (i - j + 1)), 1], 5 ** (i + 1)));
  return maximise(
    vector(size, (j) => 2 ** (size - 1 - j)),
    rows,
  );
}

/** Ship `supply` to `demand`, equalities on both sides. */
function transport(
  supply: readonly number[],
  demand: readonly number[],
  cost: (source: number, destination: number) => number,
): LinearProgram {
  const width = demand.length;
  const cells = supply.length * width;
  const rows: Row[] = [
    ...supply.map((amount, i) =>
      exactly(
        marks(
          cells,
          vector(width, (j) => i * width + j),
        ),
        amount,
      ),
    ),
    ...demand.map((amount, j) =>
      exactly(
        marks(
          cells,
          supply.map((_, i) => i * width + j),
        ),
        amount,
      ),
    ),
  ];
  return minimise(
    vector(cells, (k) => cost(Math.floor(k / width), k % width)),
    rows,
  );
}

function assignment(size: number, cost: (row: number, column: number) => number): LinearProgram {
  const ones = vector(size, () => 1);
  return transport(ones, ones, cost);
}

/** From the first to the last crossing of a square grid, steps right and down at cost 1. */
function gridWalk(size: number): LinearProgram {
  const steps = vector(size * size, (at) => at).flatMap((at) => [
    ...(at % size < size - 1 ? [[at, at + 1] as const] : []),
    ...(at < size * (size - 1) ? [[at, at + size] as const] : []),
  ]);
  const rows = vector(size * size, (at) => at).map((at) =>
    exactly(
      steps.map(([from, to]) => (from === at ? 1 : to === at ? -1 : 0)),
      at === 0 ? 1 : at === size * size - 1 ? -1 : 0,
    ),
  );
  return minimise(
    steps.map(() => 1),
    rows,
  );
}
