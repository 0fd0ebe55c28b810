/** A start is a hint: good, bad or impossible, the answer stays the same. */
import { type EngineCase, type SimpleCase, solvingCases } from "../engine-case.js";
import { atLeast, atMost, BINARY, exactly, maximise, minimise } from "../notation.js";

export function warmStartCases(): EngineCase[] {
  const knapsack = maximise([442, 525, 511, 593, 546, 564, 617], [atMost([41, 50, 49, 59, 55, 57, 60], 170)], BINARY);
  const wyndor = maximise([3, 5], [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)]);
  const cover = minimise([2, 3, 4], [atLeast([1, 1], 1), atLeast([0, 1, 1], 1), atLeast([1, 0, 1], 1)], BINARY);
  const p06 = "p06 of Kreher and Stinson: 1735, by the second, fourth and last … checked by brute force in the tests";
  const hillier = "Hillier and Lieberman: 36 at (2, 6)";
  const triangle = "by hand: two of three rows share a column, so the two cheaper of three are needed: 2 + 3";
  const starts: readonly (readonly [string, string, SimpleCase["program"], SimpleCase["expected"], number[]])[] = [
    ["a knapsack from its optimum", p06, knapsack, -1735, [0, 1, 0, 1, 0, 0, 1]],
    ["a knapsack from nothing", p06, knapsack, -1735, [0, 0, 0, 0, 0, 0, 0]],
    ["a knapsack from a bag too full", p06, knapsack, -1735, [1, 1, 1, 1, 1, 1, 1]],
    ["a knapsack from halves", p06, knapsack, -1735, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
    ["a knapsack from far outside", p06, knapsack, -1735, [-1e6, 1e6, 99, -7, 3, 0, 2]],
    ["a linear program from its optimum", hillier, wyndor, -36, [2, 6]],
    ["a linear program from its middle", hillier, wyndor, -36, [1, 1]],
    ["a linear program from outside", hillier, wyndor, -36, [100, -100]],
    ["a cover from the dearest one", triangle, cover, 5, [1, 1, 1]],
    [
      "no start makes an impossible program possible",
      "by hand: x + y = 1, x = y",
      minimise([1, 1], [exactly([1, 1], 1), exactly([1, -1], 0)], BINARY),
      "infeasible",
      [1, 0],
    ],
    ["no start bounds what is not", "by hand: x = t costs −t", minimise([-1], [atLeast([1], 0)]), "unbounded", [5]],
  ];
  return solvingCases(
    "warmStart",
    starts.map(([name, source, program, expected, start]): SimpleCase => ({
      name,
      source,
      program,
      expected,
      needs: ["warmStart"],
      options: { start: Float64Array.from(start) },
    })),
  );
}
