/** Programs with known answers, random programs, and an exhaustive search to compare with. */
import { linearProgram, type LinearProgram, type LinearProgramInput, type Triplet } from "../../src/linear/index.js";

const INF = Infinity;

export interface KnownProgram {
  readonly name: string;
  /** Where the answer comes from, so nobody "updates" it blindly. */
  readonly source: string;
  readonly input: LinearProgramInput;
  readonly expected: number | "infeasible" | "unbounded";
}

/** Entries of a dense matrix, row by row. */
export function dense(rows: readonly (readonly number[])[]): Triplet[] {
  return rows.flatMap((row, i) => row.map((value, j): Triplet => [i, j, value])).filter(([, , value]) => value !== 0);
}

/** Instances on which engines have answered wrongly, or never. */
export const tortureCases: readonly KnownProgram[] = [
  {
    name: "a result that contradicts its own point",
    source: "lessons 5.1: javascript-lp-solver says −13 at the point of −7",
    input: {
      cost: [-1, -4, 1],
      colUpper: [5, 2, 6],
      isInteger: [1, 1, 0],
      rowLower: [-INF, -INF],
      rowUpper: [2, -6],
      entries: dense([
        [-2, -1, 0],
        [0, 0, -1],
      ]),
    },
    expected: -7,
  },
  {
    name: "a missed optimum on two columns",
    source: "lessons 5.1: javascript-lp-solver says −4",
    input: {
      cost: [-2, -1],
      colUpper: [10, 1],
      isInteger: [1, 1],
      rowLower: [-4, -6, -INF, 0],
      rowUpper: [-4, -2, 5, INF],
      entries: dense([
        [-2, 0],
        [0, -4],
        [1, 0],
        [4, 1],
      ]),
    },
    expected: -5,
  },
  {
    name: "a missed optimum on four columns",
    source: "lessons 5.1: javascript-lp-solver says −31; x1 ≤ 10 added, as every integer column is bounded here",
    input: {
      cost: [-3, -3, -5, -5],
      colUpper: [8, 10, 5, 2],
      isInteger: [1, 1, 0, 1],
      rowLower: [-6, -6, -INF, -INF],
      rowUpper: [INF, -4, -2, 6],
      entries: dense([
        [1, 1, 3, 0],
        [0, 3, 0, -2],
        [4, 4, -2, 0],
        [0, 0, 1, 0],
      ]),
    },
    expected: -41,
  },
  {
    name: "an endless run on an unbounded program",
    source: "lessons 5.1: javascript-lp-solver never ends; integer columns bounded by 40 here, x3 left free to grow",
    input: {
      cost: [1, 1, 1, -3, 5, 1, -5],
      colUpper: [7, 40, 6, INF, 1, 40, 40],
      isInteger: [0, 1, 1, 0, 1, 1, 1],
      rowLower: [-INF, -INF, -INF],
      rowUpper: [-11, -4, -7],
      entries: dense([
        [-1, -3, 3, 0, 0, 1, 0],
        [0, -4, -4, -3, 0, 0, 4],
        [0, 0, 0, 0, 0, -3, 2],
      ]),
    },
    expected: "unbounded",
  },
  {
    name: "an infeasible program that is called unbounded",
    source: "lessons 5.1 (YALPS): no integer lies in [10/4, 11/4]; integer columns bounded by 1000",
    input: {
      cost: [3, -3, -4, -2, -1, -3],
      colUpper: [INF, 1000, 1000, 1000, INF, INF],
      isInteger: [0, 1, 1, 1, 0, 0],
      rowLower: [4, 10],
      rowUpper: [4, 11],
      entries: dense([
        [3, 4, -2, -1, 0, 0],
        [0, 0, 0, 4, 0, 0],
      ]),
    },
    expected: "infeasible",
  },
  {
    name: "lovasoa/highs-js #53",
    source: "highs 1.14.2 says 15",
    input: { cost: [2, 3], colUpper: [10, 10], isInteger: [0, 1], rowLower: [4.5], entries: dense([[1, 1]]) },
    expected: 9,
  },
  {
    name: "HiGHS #2957",
    source: "by hand: x = 12, y = 8.1 costs 28.2",
    input: {
      cost: [1, 2],
      colLower: [0, 8],
      colUpper: [20, 20],
      isInteger: [1, 0],
      rowLower: [20.1],
      entries: dense([[1, 1]]),
    },
    expected: 28.2,
  },
  {
    name: "HiGHS #2226, bounded",
    source: "by parity: 8x + 4y = −19 has no integer solution; bounds of ±20 added",
    input: {
      cost: [0, 0, 0],
      colLower: [-20, -20, -20],
      colUpper: [20, 20, 20],
      isInteger: [1, 1, 1],
      rowLower: [0, -19],
      rowUpper: [0, -19],
      entries: dense([
        [0, 4, -1],
        [8, 0, 1],
      ]),
    },
    expected: "infeasible",
  },
  {
    name: "large bounds (lessons 5.4)",
    source: "HiGHS 1.15.1 says 193,428 with presolve; 193,425.5 is feasible, and proven by our branch and bound",
    input: {
      cost: [2, 5, -7, -7, 7],
      colUpper: [857928, 729598, 635750, 735249, 513818],
      isInteger: [1, 1, 1, 1, 0],
      rowLower: [80792, 90845, 50361, -INF],
      rowUpper: [80792, INF, INF, -73305],
      entries: dense([
        [-6, 0, -7, 1, 4],
        [0, -6, 2, 0, 0],
        [0, 0, -9, -5, 6],
        [2, 0, 3, -9, 0],
      ]),
    },
    expected: 193425.5,
  },
  {
    name: "fractional bounds on an integer column (fuzz 1008344)",
    source: "x = (0, 3, 0, −3, 0, 0.706); HiGHS 1.15.1 says −4.00479, without presolve −3.60865",
    input: {
      cost: [1.781, -3.539, 3.666, -3.626, 3.147, -6.273],
      isInteger: [0, 1, 1, 1, 0, 0],
      colLower: [0, 0, 0, -3.482, 0, 0],
      colUpper: [7.436, 6.996, 6.851, -2.807, 0.74, 0.706],
      rowLower: [-INF, -20.359, -18.839, 0.888, -INF, -INF, -INF],
      rowUpper: [0, INF, INF, INF, -5.108, -12.375, -0.81],
      entries: dense([
        [0, 0, 6.22, 0, -1.252, 0],
        [-5.542, 0, 0, 5.668, 0, -0.626],
        [2.925, -4.615, 7.785, 0, 0, -5.216],
        [4.233, -2.885, -3.055, -3.181, 1.452, 0],
        [-0.562, -5.806, -0.719, -0.415, 0, -1.551],
        [-7.022, 0, 0.392, 4.125, 0, 0],
        [0, -7.169, 0.321, 0, 0.043, 0],
      ]),
    },
    expected: -4.167738,
  },
  {
    name: "fractional bounds and a free row (fuzz 1009297)",
    source: "by hand: each column at its best integer; HiGHS 1.15.1 aborts without presolve",
    input: {
      cost: [2.796, -6.338, 5.48, -5.281, -2.17, -4.806],
      isInteger: [1, 1, 0, 1, 1, 1],
      colLower: [0.235, 0, 0, 0, 0, 0],
      colUpper: [2.397, 2.181, 1.113, 5.129, 2.835, 0.985],
      rowLower: [-INF],
      rowUpper: [INF],
      entries: dense([[0, 0, -2.996, 0, -8.505, -8.284]]),
    },
    expected: 2.796 - 2 * 6.338 - 5 * 5.281 - 2 * 2.17,
  },
  {
    name: "tolerances too strict for large numbers (fuzz 2016619)",
    source: "two engines; with tolerances of 1e-9 HiGHS 1.15.1 stays at its root node, 3 s past a limit of 5 s",
    input: {
      cost: [-7, -4, -1, 2, 6, 4],
      isInteger: [1, 1, 1, 1, 1, 1],
      colUpper: [378116, 277843, 563320, 557950, 209813, 387326],
      rowLower: [362686, 400412, 72758, -INF],
      rowUpper: [INF, 400412, INF, -3456],
      entries: dense([
        [7, 0, 7, -6, 1, 0],
        [0, 0, -4, 0, 6, 6],
        [2, 2, 7, -8, 0, 0],
        [-3, 3, 9, -6, -2, 7],
      ]),
    },
    expected: -3453507,
  },
  {
    name: "tolerances too strict, mixed (fuzz 2004701)",
    source: "two engines; with tolerances of 1e-9 and without presolve HiGHS 1.15.1 takes 15 s for a limit of 5 s",
    input: {
      cost: [4, 2, 3, -5, -3, 3, 0],
      isInteger: [1, 1, 1, 0, 0, 0, 1],
      colLower: [0, 0, 0, -INF, 0, -1, 0],
      colUpper: [894350, 723503, 572228, INF, INF, INF, 756802],
      rowLower: [-151323, -17156, -1308282, -635928, -738958, -21490, -INF],
      rowUpper: [INF, -17156, INF, INF, -738958, -21490, 50942],
      entries: dense([
        [0, -1, 0, 8, -7, 0, 0],
        [-6, 2, 0, 1, 0, -7, 0],
        [0, -8, 0, -4, -6, 2, 6],
        [0, -3, 1, 0, 0, -6, 7],
        [0, -8, -4, 1, 6, -4, 0],
        [4, -2, 0, 0, 0, 0, -4],
        [0, 8, 4, -5, 6, 0, -2],
      ]),
    },
    expected: -1055999.7391304348,
  },
];

/** Degenerate and cycling linear programs of the textbooks. */
export const degenerateCases: readonly KnownProgram[] = [
  {
    name: "Beale's cycling example",
    source: "Beale 1955",
    input: {
      cost: [-0.75, 150, -0.02, 6],
      rowLower: [-INF, -INF, -INF],
      rowUpper: [0, 0, 1],
      entries: dense([
        [0.25, -60, -0.04, 9],
        [0.5, -90, -0.02, 3],
        [0, 0, 1, 0],
      ]),
    },
    expected: -0.05,
  },
  {
    name: "Kuhn's cycling example",
    source: "Balinski and Tucker 1969",
    input: {
      cost: [-2, -3, 1, 12],
      rowLower: [-INF, -INF, -INF],
      rowUpper: [0, 0, 2],
      entries: dense([
        [-2, -9, 1, 9],
        [1 / 3, 1, -1 / 3, -2],
        [2, 3, -1, -12],
      ]),
    },
    expected: -2,
  },
  {
    name: "Marshall and Suurballe's cycling example",
    source: "Marshall and Suurballe 1969",
    input: {
      cost: [-10, 57, 9, 24],
      rowLower: [-INF, -INF, -INF],
      rowUpper: [0, 0, 1],
      entries: dense([
        [0.5, -5.5, -2.5, 9],
        [0.5, -1.5, -0.5, 1],
        [1, 0, 0, 0],
      ]),
    },
    expected: -1,
  },
  ...[3, 6, 10].map((size): KnownProgram => kleeMinty(size)),
];

/** max Σ 2^(n−j)·x_j over the twisted cube: 5^n. */
function kleeMinty(size: number): KnownProgram {
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (j < i ? 2 ** (i - j + 1) : j === i ? 1 : 0)),
  );
  return {
    name: `Klee and Minty's cube of ${size} dimensions`,
    source: "Klee and Minty 1972",
    input: {
      cost: Array.from({ length: size }, (_, j) => -(2 ** (size - 1 - j))),
      rowUpper: Array.from({ length: size }, (_, i) => 5 ** (i + 1)),
      entries: dense(rows),
    },
    expected: -(5 ** size),
  };
}

/** A generator of numbers in [0, 1) that depends on nothing but its seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A program of up to 6 columns and 6 rows; most have a feasible point. `kind` decides on integrality. */
export function randomProgram(seed: number, kind: "continuous" | "integer" | "mixed"): LinearProgram {
  const next = random(seed);
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const columns = int(1, 6);
  const rows = int(0, 6);
  const isInteger = Array.from({ length: columns }, () => kind === "integer" || (kind === "mixed" && next() < 0.6));
  const colLower = isInteger.map((whole) => (next() < 0.7 ? 0 : whole || next() < 0.6 ? int(-4, 1) : -INF));
  const colUpper = isInteger.map((whole, j) => (!whole && next() < 0.5 ? INF : Math.max(colLower[j]!, -4) + int(0, 5)));
  const known = colLower.map((lower, j) => {
    const from = Math.max(lower, -4);
    return Math.min(colUpper[j]!, from + int(0, 4));
  });
  const entries: Triplet[] = [];
  const [rowLower, rowUpper]: [number[], number[]] = [[], []];
  for (let i = 0; i < rows; i++) {
    let activity = 0;
    for (let j = 0; j < columns; j++) {
      const value = next() < 0.6 ? int(-9, 9) : 0;
      if (value !== 0) entries.push([i, j, value]);
      activity += value * known[j]!;
    }
    const side = next() < 0.75 ? activity : int(-10, 10);
    const sense = int(0, 3);
    rowLower.push(sense === 1 ? -INF : side - (sense === 0 ? 0 : int(0, 3)));
    rowUpper.push(sense === 2 ? INF : side + (sense === 0 ? 0 : int(0, 3)));
  }
  const cost = isInteger.map(() => int(-7, 7));
  return linearProgram({ cost, colLower, colUpper, isInteger, rowLower, rowUpper, entries });
}

/** The least objective of a pure integer program, by trying every point; Infinity where there is none. */
export function exhaustive(program: LinearProgram): number {
  const { cost, colLower, colUpper, rowLower, rowUpper, matrix } = program;
  const point = colLower.map(Math.ceil);
  if (point.some((value, j) => value > colUpper[j]!)) return INF;
  let best = INF;
  for (;;) {
    const activity = new Float64Array(rowLower.length);
    let objective = 0;
    for (let j = 0; j < cost.length; j++) {
      objective += cost[j]! * point[j]!;
      for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) {
        activity[matrix.rows[k]!]! += matrix.values[k]! * point[j]!;
      }
    }
    if (activity.every((found, i) => found >= rowLower[i]! && found <= rowUpper[i]!)) best = Math.min(best, objective);
    let column = 0;
    while (column < cost.length && point[column]! + 1 > colUpper[column]!) {
      point[column] = Math.ceil(colLower[column]!);
      column += 1;
    }
    if (column === cost.length) return best;
    point[column]! += 1;
  }
}
