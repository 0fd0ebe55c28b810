/** Programs on which real engines have answered wrongly, hung or broken down. Each one names its victim. */
import type { LinearProgram } from "../../linear/index.js";
import { type EngineCase, solvingCases } from "../engine-case.js";
import { atLeast, atMost, between, BINARY, exactly, marks, maximise, minimise, vector } from "../notation.js";

export function tortureCases(): EngineCase[] {
  return solvingCases("torture", [
    {
      name: "the objective belongs to the point (jsLPSolver)",
      source:
        "by hand: all columns at their cheaper end, −5 − 8 + 6; javascript-lp-solver 1.0.3 says −13 for this very point",
      program: minimise([-1, -4, 1], [atMost([-2, -1, 0], 2), atMost([0, 0, -1], -6)], {
        upper: [5, 2, 6],
        integer: [0, 1, 0],
      }),
      expected: { status: "optimal", objective: -7, values: [5, 2, 6] },
    },
    {
      name: "five, not four (jsLPSolver)",
      source: "by hand: x = 2, and 0.5 ≤ y ≤ 1.5 leaves y = 1; javascript-lp-solver 1.0.3 says 4",
      program: maximise([2, 1], [exactly([-2], -4), between(-6, [0, -4], -2), atMost([1], 5), atLeast([4, 1], 0)], {
        upper: [10, 10],
        integer: true,
      }),
      expected: { status: "optimal", objective: -5, values: [2, 1] },
    },
    {
      name: "minus 41, not minus 31 (jsLPSolver)",
      source: "lessons from a fuzzer; checked exactly by the tests; javascript-lp-solver 1.0.3 says −31",
      program: minimise(
        [-3, -3, -5, -5],
        [atLeast([1, 1, 3, 0], -6), between(-6, [0, 3, 0, -2], -4), atMost([4, 4, -2, 0], -2), atMost([0, 0, 1, 0], 6)],
        { upper: [8, 1000, 5, 2], integer: [1, 1, 0, 1] },
      ),
      expected: { status: "optimal", objective: -41, values: [2, 0, 5, 2] },
    },
    {
      name: "no whole x3 (YALPS)",
      source: "by hand: no multiple of 4 lies in [10, 11]; YALPS 0.6.4 says unbounded",
      program: minimise([3, -3, -4, -2, -1, -3], [exactly([3, 4, -2, -1], 4), between(10, [0, 0, 0, 4], 11)], {
        upper: [Infinity, 1000, 1000, 1000, Infinity, Infinity],
        integer: [0, 1, 1, 1, 0, 0],
      }),
      expected: "infeasible",
    },
    {
      name: "an endless branch and bound (jsLPSolver)",
      source:
        "by hand: x5 and x6 grow together by (1, 1.5)·t, which keeps every row and costs −6.5t; javascript-lp-solver 1.0.3 hangs",
      program: minimise(
        [1, 1, 1, -3, 5, 1, -5],
        [
          atLeast([1, 3, -3, -2, 0, -1, 0], 11),
          atMost([0, -4, -4, -3, 0, 0, 4], -4),
          atLeast([0, 0, 0, -3, 0, 3, -2], 7),
        ],
        { upper: [7, Infinity, 6, 3, 1, Infinity, Infinity], integer: [0, 0, 1, 0, 1, 0, 0] },
      ),
      expected: "unbounded",
    },
    {
      name: "an endless branch and bound, given an end (jsLPSolver)",
      source: "checked exactly by the tests: the same with whole columns up to 20",
      program: minimise(
        [1, 1, 1, -3, 5, 1, -5],
        [
          atLeast([1, 3, -3, -2, 0, -1, 0], 11),
          atMost([0, -4, -4, -3, 0, 0, 4], -4),
          atLeast([0, 0, 0, -3, 0, 3, -2], 7),
        ],
        { upper: [7, 20, 6, 3, 1, 20, 20], integer: [0, 1, 1, 0, 1, 1, 1] },
      ),
      expected: -71,
    },
    {
      name: "nine, not fifteen (highs-js #53)",
      source: "by hand: x at 2 each serves all of 4.5; highs@1.14.2 says 15",
      program: minimise([2, 3], [atLeast([1, 1], 4.5)], { upper: 10, integer: [0, 1] }),
      expected: { status: "optimal", objective: 9, values: [4.5, 0] },
    },
    {
      name: "a whole x and a rest (HiGHS #2957)",
      source: "by hand: x = 12 leaves 8.1: 12 + 16.2; x = 13 leaves 8 at least: 29",
      program: minimise([1, 2], [atLeast([1, 1], 20.1)], { lower: [0, 8], upper: [20, 20], integer: [1, 0] }),
      expected: { status: "optimal", objective: 28.2, values: [12, 8.1] },
    },
    {
      name: "parity behind two rows (HiGHS #2226)",
      source: "by hand: z = 4y, so 8x + 4y = −19; HiGHS 1.15.3 without presolve runs to its time limit",
      program: minimise([0, 0, 0], [exactly([0, 4, -1], 0), exactly([8, 0, 1], -19)], {
        lower: -200,
        upper: 200,
        integer: true,
      }),
      expected: "infeasible",
    },
    {
      name: "a switch that leaks (big-M)",
      source: "by hand: x ≥ 0.5 needs b = 1; a tolerance on b gives 5e-8",
      program: minimise([1, 0], [atMost([-1e7, 1], 0), atLeast([0, 1], 0.5)], { upper: [1, 1e7], integer: [1, 0] }),
      expected: 1,
    },
    {
      name: "a switch that is off (HiGHS #3034)",
      source: "by hand: b + c ≤ 0 turns it off, and x ≥ 1 needs it",
      program: minimise([1, 1, 1], [atMost([0, 1, 1], 0), atMost([1, -1e8, 0], 0), atLeast([1], 1)], {
        upper: [1e8, 1, 1],
        integer: [0, 1, 1],
      }),
      expected: "infeasible",
    },
    {
      name: "a gap of 1e-4 is not 0 (HiGHS #1864)",
      source: "checked by brute force in the tests: the cheapest of many covers by five points at about 10,000 each",
      program: nearlyEqualCover(),
      expected: 50_012,
    },
    {
      name: "level 54 is 54 (MultiObjectiveAlgorithms.jl #198)",
      source: "by hand: 54 of 60, pinned as an equality",
      program: minimise([1, 1, 0], [exactly([3, 6, 9], 54), atMost([0, 0, 1], 4)], { upper: 18, integer: true }),
      expected: { status: "optimal", objective: 3, values: [0, 3, 4] },
    },
    {
      name: "ghosts of 1e-6",
      source: "by hand: thirds of 1 thrice are 1, and then nothing is left for y",
      program: maximise(
        [0, 0, 0, 1],
        [exactly([3, 0, 0], 1), exactly([0, 3, 0], 1), exactly([0, 0, 3], 1), atMost([1, 1, 1, 1], 1)],
      ),
      expected: 0,
    },
    {
      name: "an objective of nothing but a constant column",
      source: "by hand: the one column with a cost is fixed at 7",
      program: minimise([0, 0, 3], [atLeast([1, 1, 0], 2)], { lower: [0, 0, 7], upper: [5, 5, 7], integer: [1, 0, 0] }),
      expected: 21,
    },
    {
      name: "large bounds and a wrong presolve (HiGHS 1.15)",
      source:
        "exact arithmetic: (1644, 0, 45423, 23655, 96240.5) costs 193,425.5, and nothing costs less; HiGHS 1.15.3 says 193,428 with both gaps at 0",
      program: minimise(
        [2, 5, -7, -7, 7],
        [
          exactly([-6, 0, -7, 1, 4], 80_792),
          atLeast([0, -6, 2, 0, 0], 90_845),
          atLeast([0, 0, -9, -5, 6], 50_361),
          atMost([2, 0, 3, -9, 0], -73_305),
        ],
        { upper: [857_928, 729_598, 635_750, 735_249, 513_818], integer: [1, 1, 1, 1, 0] },
      ),
      expected: 193_425.5,
    },
    {
      name: "no end beside a column fixed at 0 (HiGHS 1.15)",
      source:
        "by hand: the second column at 1 keeps the row, and the fourth, which is in no row, pays 1 a unit; HiGHS 1.15.3 without presolve says −1",
      program: minimise([0, -1, 0, -1, -2], [between(12, [0, 12, 0, 0, 97], 13)], {
        upper: [0, 1, 0, Infinity, 1],
        integer: [0, 0, 1, 0, 0],
      }),
      expected: "unbounded",
    },
    {
      name: "no end along thirds (HiGHS 1.15)",
      source:
        "by hand: (2, 2/3, 1)·t keeps every row and pays t; through our adapter HiGHS 1.15.3 finds no ray that proves it",
      program: minimise([0, 0, -1], [between(-1, [1, 0, -2], 0), exactly([0, 3, -2], 0), atMost([-3, 1, 0], 3)], {
        lower: [-Infinity, 0, 0],
      }),
      expected: "unbounded",
    },
    {
      name: "rows of 1e10 that meet at 0 (jsLPSolver)",
      source:
        "by hand: z = −387·852, y = (−426z − 270·387)/5, x = −707y/23; near 1e9 doubles are 1e-7 apart, so row 0 holds to 2e-6 or not at all",
      program: minimise(
        [0, -1, 0, 0],
        [atMost([23, 707], 0), atMost([0, 5, 426, 270], 0), atMost([0, 0, -1, -852], 0)],
        { lower: [-Infinity, -Infinity, -Infinity, 0], upper: [0, Infinity, 0, 387] },
      ),
      expected: { status: "optimal", objective: -28_071_586.8 },
    },
    {
      name: "free columns and a big cost (jsLPSolver #130)",
      source: "by hand: x = −50 is the least that the row allows, and y follows at x + 10",
      program: minimise([1000, 1], [atLeast([1, 0], -50), exactly([-1, 1], 10)], { lower: -Infinity }),
      expected: { status: "optimal", objective: -50_040, values: [-50, -40] },
    },
    {
      name: "ninety, not a hundred and twenty (jsLPSolver #63)",
      source: "by hand: 9 at 10 cover 90; the next multiple of the cheaper 40 is 120",
      program: minimise([10, 40], [atLeast([1, 4], 9), atMost([0, 1], 3)], { upper: [9, 3], integer: true }),
      expected: 90,
    },
  ]);
}

/** The lines of a plane of nine points, met by points that cost nearly the same: every cover has five points or more. */
function nearlyEqualCover(): LinearProgram {
  const planeLines = ["012", "345", "678", "036", "147", "258", "048", "156", "237", "057", "138", "246"];
  return minimise(
    vector(9, (point) => 10_000 + point),
    planeLines.map((line) => atLeast(marks(9, Array.from(line, Number)), 1)),
    BINARY,
  );
}
