/** Integer programs whose difficulty is in the structure: covers, packings, colours, queens, tours, puzzles. */
import type { LinearProgram } from "../../linear/index.js";
import { type EngineCase, type SimpleCase, solvingCases } from "../engine-case.js";
import { atLeast, atMost, BINARY, exactly, marks, maximise, minimise, type Row, vector } from "../notation.js";

type Edge = readonly [from: number, to: number];

export function structureCases(): EngineCase[] {
  return solvingCases("structures", [
    ...graphs(),
    {
      name: "every line of the Fano plane is met",
      source: "by hand: a line meets every line, and two points never do",
      program: minimise(
        ones(7),
        lines(7, FANO).map((line) => atLeast(line, 1)),
        BINARY,
      ),
      expected: 3,
    },
    {
      name: "every triple of nine points is met (stein9)",
      source: "Fulkerson, Nemhauser and Trotter 1974; MIPLIB stein9: 5",
      program: minimise(
        ones(9),
        lines(9, AFFINE).map((line) => atLeast(line, 1)),
        BINARY,
      ),
      expected: 5,
    },
    {
      name: "disjoint lines of nine points",
      source: "by hand: a parallel class has three lines and all nine points",
      program: maximise(
        ones(12),
        points(9, AFFINE).map((point) => atMost(point, 1)),
        BINARY,
      ),
      expected: -3,
    },
    ...(
      [
        [3, 2],
        [4, 4],
        [5, 5],
        [6, 6],
      ] as const
    ).map(([size, queens]): SimpleCase => ({
      name: `queens on a board of ${size} × ${size}`,
      source: "well known: n queens fit for n = 4 and more, two on 3 × 3",
      program: queensProgram(size),
      expected: -queens,
    })),
    {
      name: "queens that guard a board of 5 × 5",
      source: "well known: the domination number of queens on 5 × 5 is 3",
      program: minimise(
        ones(25),
        vector(25, (at) => at).map((at) =>
          atLeast(
            vector(25, (from) => (attacks(5, from, at) ? 1 : 0)),
            1,
          ),
        ),
        BINARY,
      ),
      expected: 3,
    },
    {
      name: "a sudoku of 4 × 4",
      source: "by hand: 1234 / 3412 / 2143 / 4321 is the only one with these seven given",
      program: sudoku([
        [1, 0, 0, 0],
        [0, 4, 0, 2],
        [2, 0, 4, 0],
        [0, 0, 2, 1],
      ]),
      expected: {
        status: "optimal",
        objective: 0,
        values: [1, 2, 3, 4, 3, 4, 1, 2, 2, 1, 4, 3, 4, 3, 2, 1].flatMap((digit) => marks(4, [digit - 1])),
      },
    },
    {
      name: "a sudoku of 4 × 4 that cannot be solved",
      source: "by hand: the last cell of the first row sees 1, 2, 3 and 4",
      program: sudoku([
        [1, 2, 3, 0],
        [0, 0, 0, 4],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]),
      expected: "infeasible",
    },
    {
      name: "three bins",
      source: "by hand: 6+4, 5+5, 7+3 fill three bins of 10, and 30 units need as many",
      program: binPacking([7, 6, 5, 5, 4, 3], 10, 4),
      expected: 3,
    },
    {
      name: "three bins are not enough",
      source: "by hand: no two of 6, 6, 6, 6 share a bin of 10",
      program: binPacking([6, 6, 6, 6], 10, 4),
      expected: 4,
    },
    {
      name: "where to open depots",
      source: "by hand: the first two at 7 + 1+2+1+3; all three 19, 1 and 3 21, 2 and 3 23, alone 22, 24, 25",
      program: facilities(
        [3, 4, 6],
        [
          [1, 9, 8],
          [7, 2, 6],
          [8, 1, 3],
          [3, 8, 2],
        ],
      ),
      expected: 14,
    },
    {
      name: "the shortest round trip of five towns",
      source: "by hand: 0-1-2-3-4-0 round the pentagon, 5 sides of 10; a diagonal costs 16",
      program: roundTrip(5, (from, to) => ((to - from + 5) % 5 === 1 || (to - from + 5) % 5 === 4 ? 10 : 16)),
      expected: 50,
    },
    {
      name: "jobs on one machine, one at a time",
      source: "Smith's rule: by p/w: 1/3, 2/3, 4/2: 3·1 + 3·3 + 2·7 = 26",
      program: singleMachine([4, 1, 2], [2, 3, 3]),
      expected: 26,
    },
    {
      name: "rolls cut into strips",
      source:
        "by hand: 9 m of rolls, 4 strips of 4 m and 2 of 3 m: patterns 4+4, 4+3, 3+3+3; 22 m need three rolls: 4+4, 4+3, 4+3",
      program: minimise([1, 1, 1], [atLeast([2, 1, 0], 4), atLeast([0, 1, 3], 2)], { upper: 9, integer: true }),
      expected: 3,
    },
    {
      name: "shifts around the clock",
      source: "javascript-lp-solver, Shift Work Problem: 26",
      program: minimise(
        ones(6),
        [4, 8, 10, 7, 12, 4].map((need, at) => atLeast(marks(6, [at, (at + 5) % 6]), need)),
        { upper: 30, integer: true },
      ),
      expected: 26,
    },
    {
      name: "two couples stay together",
      source:
        "by hand: seats of 2 and 3; the pair of 2 people goes to the first, the other pair and one more to the second",
      program: minimise(
        [1, 4, 2, 2, 5, 1],
        [
          exactly([1, 1], 1),
          exactly([0, 0, 1, 1], 1),
          exactly([0, 0, 0, 0, 1, 1], 1),
          atMost([2, 0, 2, 0, 1], 2),
          atMost([0, 2, 0, 2, 0, 1], 3),
        ],
        BINARY,
      ),
      expected: 4,
    },
  ]);
}

const ones = (count: number): number[] => vector(count, () => 1);

const FANO = ["012", "034", "056", "135", "146", "236", "245"];
const AFFINE = ["012", "345", "678", "036", "147", "258", "048", "156", "237", "057", "138", "246"];

/** One row of marks a line. */
function lines(count: number, blocks: readonly string[]): number[][] {
  return blocks.map((block) => marks(count, Array.from(block, Number)));
}

/** One row of marks a point: the lines through it. */
function points(count: number, blocks: readonly string[]): number[][] {
  return vector(count, (point) => point).map((point) => blocks.map((block) => (block.includes(String(point)) ? 1 : 0)));
}

const ring = (size: number): Edge[] => vector(size, (at) => at).map((at) => [at, (at + 1) % size] as const);
/** An outer ring, an inner star, spokes. */
const PETERSEN: readonly Edge[] = [
  ...ring(5),
  ...vector(5, (at) => at).map((at) => [5 + at, 5 + ((at + 2) % 5)] as const),
  ...vector(5, (at) => at).map((at) => [at, at + 5] as const),
];

function graphs(): SimpleCase[] {
  return [
    {
      name: "pairs in a ring of seven",
      source: "by hand: ⌊7/2⌋; the relaxation says 3.5",
      program: maximise(
        ones(7),
        vector(7, (at) => at).map((at) => atMost(marks(7, [at, (at + 6) % 7]), 1)),
        BINARY,
      ),
      expected: -3,
    },
    {
      name: "strangers in a ring of five",
      source: "by hand: two; the relaxation says 2.5",
      program: maximise(
        ones(5),
        ring(5).map((edge) => atMost(marks(5, edge), 1)),
        BINARY,
      ),
      expected: -2,
    },
    {
      name: "strangers in the Petersen graph",
      source: "well known: its independence number is 4",
      program: maximise(
        ones(10),
        PETERSEN.map((edge) => atMost(marks(10, edge), 1)),
        BINARY,
      ),
      expected: -4,
    },
    {
      name: "guards on the Petersen graph",
      source: "well known: its vertex cover number is 10 − 4",
      program: minimise(
        ones(10),
        PETERSEN.map((edge) => atLeast(marks(10, edge), 1)),
        BINARY,
      ),
      expected: 6,
    },
    {
      name: "colours for a ring of five",
      source: "by hand: an odd ring takes three",
      program: colouring(5, ring(5), 3),
      expected: 3,
    },
    {
      name: "two colours for a ring of five",
      source: "by hand: an odd ring takes three",
      program: colouring(5, ring(5), 2),
      expected: "infeasible",
    },
    {
      name: "the largest cut of a ring of five",
      source: "by hand: an odd ring cannot be cut everywhere: 4",
      program: largestCut(5, ring(5)),
      expected: -4,
    },
  ];
}

/** x[vertex, colour], then used[colour]. */
function colouring(vertices: number, edges: readonly Edge[], colours: number): LinearProgram {
  const width = vertices * colours + colours;
  const used = (colour: number): number => vertices * colours + colour;
  const palette = vector(colours, (colour) => colour);
  const rows: Row[] = [
    ...vector(vertices, (at) => at).map((at) =>
      exactly(
        marks(
          width,
          palette.map((colour) => at * colours + colour),
        ),
        1,
      ),
    ),
    ...edges.flatMap(([from, to]) =>
      palette.map((colour) => {
        const row = marks(width, [from * colours + colour, to * colours + colour]);
        row[used(colour)] = -1;
        return atMost(row, 0);
      }),
    ),
  ];
  return minimise(marks(width, palette.map(used)), rows, BINARY);
}

/** side[vertex], then cut[edge]. */
function largestCut(vertices: number, edges: readonly Edge[]): LinearProgram {
  const width = vertices + edges.length;
  const rows = edges.flatMap(([from, to], index) => {
    const cut = marks(width, [vertices + index]);
    const apart = cut.slice();
    [apart[from], apart[to]] = [-1, -1];
    const both = cut.slice();
    [both[from], both[to]] = [1, 1];
    return [atMost(apart, 0), atMost(both, 2)];
  });
  return maximise([...vector(vertices, () => 0), ...ones(edges.length)], rows, BINARY);
}

function attacks(size: number, from: number, to: number): boolean {
  const [row, column] = [Math.floor(from / size) - Math.floor(to / size), (from % size) - (to % size)];
  return row === 0 || column === 0 || Math.abs(row) === Math.abs(column);
}

function queensProgram(size: number): LinearProgram {
  const cells = vector(size * size, (at) => at);
  const lineOf = (name: (row: number, column: number) => number): Row[] => {
    const groups = new Map<number, number[]>();
    for (const at of cells) {
      const key = name(Math.floor(at / size), at % size);
      groups.set(key, [...(groups.get(key) ?? []), at]);
    }
    return [...groups.values()]
      .filter((group) => group.length > 1)
      .map((group) => atMost(marks(cells.length, group), 1));
  };
  const rows = [
    ...lineOf((row) => row),
    ...lineOf((_, column) => column),
    ...lineOf((row, column) => row + column),
    ...lineOf((row, column) => row - column),
  ];
  return maximise(ones(cells.length), rows, BINARY);
}

/** x[row, column, digit]; 0 stands for an open cell. */
function sudoku(given: readonly (readonly number[])[]): LinearProgram {
  const four = [0, 1, 2, 3];
  const at = (row: number, column: number, digit: number): number => (row * 4 + column) * 4 + digit;
  const pairs = four.flatMap((a) => four.map((b) => [a, b] as const));
  const groups = [
    ...pairs.map(([row, column]) => four.map((digit) => at(row, column, digit))),
    ...pairs.map(([row, digit]) => four.map((column) => at(row, column, digit))),
    ...pairs.map(([column, digit]) => four.map((row) => at(row, column, digit))),
    ...pairs.map(([box, digit]) =>
      four.map((cell) => at(2 * (box >> 1) + (cell >> 1), 2 * (box & 1) + (cell & 1), digit)),
    ),
  ];
  const lower = vector(64, () => 0);
  for (const [row, digits] of given.entries()) {
    for (const [column, digit] of digits.entries()) if (digit > 0) lower[at(row, column, digit - 1)] = 1;
  }
  return minimise(
    vector(64, () => 0),
    groups.map((group) => exactly(marks(64, group), 1)),
    { lower, upper: 1, integer: true },
  );
}

/** used[bin], then x[item, bin]; bins are opened in order. */
function binPacking(sizes: readonly number[], capacity: number, bins: number): LinearProgram {
  const width = bins + sizes.length * bins;
  const at = (item: number, bin: number): number => bins + item * bins + bin;
  const each = vector(bins, (bin) => bin);
  const rows: Row[] = [
    ...sizes.map((_, item) =>
      exactly(
        marks(
          width,
          each.map((bin) => at(item, bin)),
        ),
        1,
      ),
    ),
    ...each.map((bin) => {
      const row = marks(width, [bin], -capacity);
      for (const [item, size] of sizes.entries()) row[at(item, bin)] = size;
      return atMost(row, 0);
    }),
    ...each.slice(1).map((bin) => {
      const row = marks(width, [bin]);
      row[bin - 1] = -1;
      return atMost(row, 0);
    }),
  ];
  return minimise(marks(width, each), rows, BINARY);
}

/** open[site] whole, share[client, site] between 0 and open[site]. */
function facilities(opening: readonly number[], costs: readonly (readonly number[])[]): LinearProgram {
  const sites = opening.length;
  const width = sites + costs.length * sites;
  const rows: Row[] = costs.flatMap((_, client) => {
    const shares = vector(sites, (site) => sites + client * sites + site);
    return [
      exactly(marks(width, shares), 1),
      ...shares.map((share, site) => {
        const row = marks(width, [share]);
        row[site] = -1;
        return atMost(row, 0);
      }),
    ];
  });
  return minimise([...opening, ...costs.flat()], rows, {
    upper: 1,
    integer: vector(width, (j) => (j < sites ? 1 : 0)),
  });
}

/** Miller, Tucker and Zemlin 1960: x[from, to], then the place of every town but the first. */
function roundTrip(towns: number, cost: (from: number, to: number) => number): LinearProgram {
  const each = vector(towns, (town) => town);
  const ways = each.flatMap((from) => each.filter((to) => to !== from).map((to) => [from, to] as const));
  const width = ways.length + towns - 1;
  const rows: Row[] = [
    ...each.map((town) =>
      exactly(
        ways.map(([from]) => (from === town ? 1 : 0)),
        1,
      ),
    ),
    ...each.map((town) =>
      exactly(
        ways.map(([, to]) => (to === town ? 1 : 0)),
        1,
      ),
    ),
    ...ways.flatMap(([from, to], way) => {
      if (from === 0 || to === 0) return [];
      const row = marks(width, [way], towns - 1);
      row[ways.length + from - 1] = 1;
      row[ways.length + to - 1] = -1;
      return [atMost(row, towns - 2)];
    }),
  ];
  return minimise([...ways.map(([from, to]) => cost(from, to)), ...vector(towns - 1, () => 0)], rows, {
    lower: vector(width, (j) => (j < ways.length ? 0 : 1)),
    upper: vector(width, (j) => (j < ways.length ? 1 : towns - 1)),
    integer: vector(width, (j) => (j < ways.length ? 1 : 0)),
  });
}

/** end[job], then before[a, b] for a < b: the total weighted completion time, by big-M. */
function singleMachine(durations: readonly number[], weights: readonly number[]): LinearProgram {
  const count = durations.length;
  const pairs = durations.flatMap((_, a) => vector(count - a - 1, (k) => a + 1 + k).map((b) => [a, b] as const));
  const width = count + pairs.length;
  const total = durations.reduce((sum, duration) => sum + duration, 0);
  const rows = pairs.flatMap(([a, b], index) => {
    const first = marks(width, [b]);
    first[a] = -1;
    first[count + index] = -total;
    const second = marks(width, [a]);
    second[b] = -1;
    second[count + index] = total;
    // a before b: end[b] − end[a] ≥ duration[b]; b before a: end[a] − end[b] ≥ duration[a].
    return [atLeast(first, durations[b]! - total), atLeast(second, durations[a]!)];
  });
  return minimise([...weights, ...pairs.map(() => 0)], rows, {
    lower: [...durations, ...pairs.map(() => 0)],
    upper: [...durations.map(() => total), ...pairs.map(() => 1)],
    integer: vector(width, (j) => (j < count ? 0 : 1)),
  });
}
