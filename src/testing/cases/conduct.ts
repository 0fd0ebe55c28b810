/** How an engine behaves over many calls: it changes nothing, forgets nothing, keeps nothing, and does not tire. */
import type { Engine, LinearProgram, LinearResult } from "../../linear/index.js";
import {
  type EngineCase,
  type Expected,
  expectAnswer,
  expectNear,
  expectOptimal,
  fail,
  neededBy,
  solved,
} from "../engine-case.js";
import { atLeast, atMost, BINARY, exactly, maximise, minimise, vector } from "../notation.js";
import { seededIntegers } from "../random.js";

/** Names that have broken parsers of text formats. */
const HOSTILE_NAMES = [
  "free",
  "inf",
  "pegawai-2",
  "End",
  "",
  " ",
  "x y",
  ">= 3",
  "NaN",
  "__proto__",
  "e12",
  "\n",
  "ß–é",
];

export function conductCases(): EngineCase[] {
  const lp = diet();
  const milp = ties();
  return [
    conduct("a linear program is not changed", lp, async (engine) => {
      await expectUntouched(engine, lp.program);
    }),
    conduct("an integer program is not changed", milp, async (engine) => {
      await expectUntouched(engine, milp.program);
    }),
    conduct("the same linear program, the same answer", lp, (engine) => expectSame(engine, lp.program)),
    conduct("the same integer program, the same answer", milp, (engine) => expectSame(engine, milp.program)),
    conduct("names do no harm", milp, async (engine) => {
      const { program, expected } = milp;
      const named: LinearProgram = {
        ...program,
        columnNames: Array.from(program.cost, (_, j) => HOSTILE_NAMES[j % HOSTILE_NAMES.length]!),
        rowNames: Array.from(program.rowLower, () => "End"),
      };
      expectAnswer(program, expected, await solved(named, engine));
    }),
    conduct("an answer stays as it was given", lp, async (engine) => {
      const { values } = expectOptimal(await solved(lp.program, engine));
      const before = values.join();
      await solved({ ...lp.program, cost: lp.program.cost.map((cost, j) => cost * (j + 2)) }, engine);
      if (values.join() !== before) fail(`values ${before}, also after the next call`, values.join());
    }),
    conduct("two calls at once", milp, async (engine) => {
      const known = [milp, lp, milp, lp];
      const results = await Promise.all(known.map(({ program }) => solved(program, engine)));
      for (const [index, { program, expected }] of known.entries()) expectAnswer(program, expected, results[index]!);
    }),
    conduct("every status in turn, forty times", milp, async (engine) => {
      for (let round = 0; round < 40; round++) {
        for (const { program, expected } of everyStatus(round)) {
          expectAnswer(program, expected, await solved(program, engine));
        }
      }
    }),
    {
      name: "conduct: two hundred programs in a row",
      group: "conduct",
      source: "one row each: the cheapest columns fill the demand, computed by sorting",
      needs: [],
      programs: [],
      async run(engine) {
        for (let seed = 0; seed < 200; seed++) {
          const { program, expected } = fillUp(seed);
          expectAnswer(program, expected, await solved(program, engine));
        }
      },
    },
    ...changes().map(([name, change, expected]): EngineCase => {
      const changed = change(milp.program);
      return conduct(
        name,
        { program: changed, expected: { status: "optimal", objective: expected } },
        async (engine) => {
          expectNear("objective", expected, expectOptimal(await solved(changed, engine)).objective);
        },
      );
    }),
  ];
}

interface Known {
  readonly program: LinearProgram;
  readonly expected: Expected;
}

function conduct(name: string, known: Known, run: (engine: Engine) => Promise<void>): EngineCase {
  const source = "the answer does not depend on anything but the question; the optimum is checked exactly by the tests";
  return { name: `conduct: ${name}`, group: "conduct", source, needs: neededBy(known.program), programs: [known], run };
}

/** Looks over the engine's shoulder: the door gives it copies, and those it must leave alone, too. */
async function expectUntouched(engine: Engine, program: LinearProgram): Promise<void> {
  const watched: Engine = {
    name: engine.name,
    features: engine.features,
    async solve(given, options): Promise<LinearResult> {
      const before = textOf(given);
      const result = await engine.solve(given, options);
      const after = textOf(given);
      if (after !== before) throw new Error(`the engine changed the program from ${before} to ${after}`);
      return result;
    },
  };
  await solved(program, watched);
}

function textOf({ cost, colLower, colUpper, isInteger, rowLower, rowUpper, matrix }: LinearProgram): string {
  const parts = [cost, colLower, colUpper, isInteger, rowLower, rowUpper, matrix.starts, matrix.rows, matrix.values];
  return parts.map((part) => part.join()).join(" | ");
}

async function expectSame(engine: Engine, program: LinearProgram): Promise<void> {
  const first = expectOptimal(await solved(program, engine));
  await solved({ ...program, cost: program.cost.map((cost) => 7 - cost) }, engine);
  const second = expectOptimal(await solved(program, engine));
  if (first.objective !== second.objective) fail(`objective ${first.objective} again`, String(second.objective));
  if (first.values.join() !== second.values.join()) fail(`values ${first.values.join()} again`, second.values.join());
}

/** Many optimal points. */
function ties(): Known {
  const pairs = vector(6, (k) => k).map((k) =>
    atLeast(
      vector(6, (j) => (j === k || j === (k + 1) % 6 ? 1 : 0)),
      1,
    ),
  );
  return {
    program: minimise([2, 2, 2, 2, 2, 2], pairs, BINARY),
    expected: { status: "optimal", objective: 6 },
  };
}

/** 2x + y ≥ 8, x + 3y ≥ 9, x + y ≥ 5: the corners cost 24, 13.4 … the least of them is (3, 2) at 12. */
function diet(): Known {
  return {
    program: minimise([2, 3], [atLeast([2, 1], 8), atLeast([1, 3], 9), atLeast([1, 1], 5)]),
    expected: { status: "optimal", objective: 12, values: [3, 2] },
  };
}

function everyStatus(round: number): readonly Known[] {
  const size = round + 1;
  return [
    {
      program: minimise([1, 3], [atLeast([1, 1], 2 * size)], { upper: [size, 9 * size], integer: true }),
      expected: { status: "optimal", objective: 4 * size },
    },
    {
      program: minimise([1, 1], [exactly([2, 2], 2 * size + 1)], { upper: 9, integer: true }),
      expected: { status: "infeasible" },
    },
    { program: minimise([-size], [atLeast([1], 0)]), expected: { status: "unbounded" } },
    { program: maximise([1], [atMost([size], 3 * size)]), expected: { status: "optimal", objective: -3 } },
  ];
}

/** Demand to be filled by columns of different costs and sizes. */
function fillUp(seed: number): Known {
  const draw = seededIntegers(seed);
  const count = draw(1, 8);
  const cost = vector(count, () => draw(-5, 20));
  const upper = vector(count, () => draw(0, 9));
  const demand = draw(0, 40);
  let [missing, total] = [demand, 0];
  for (const j of cost.map((_, index) => index).sort((a, b) => cost[a]! - cost[b]!)) {
    const amount = cost[j]! < 0 ? upper[j]! : Math.min(upper[j]!, Math.max(0, missing));
    missing -= amount;
    total += amount * cost[j]!;
  }
  return {
    program: minimise(
      cost,
      [
        atLeast(
          vector(count, () => 1),
          demand,
        ),
      ],
      { upper },
    ),
    expected: missing > 0 ? { status: "infeasible" } : { status: "optimal", objective: total },
  };
}

/** Changes of a program whose effect on the optimum is known. */
function changes(): readonly (readonly [name: string, (program: LinearProgram) => LinearProgram, optimum: number])[] {
  return [
    ["the rows in another order", (program) => rebuilt(program, { rows: [5, 2, 0, 4, 1, 3] }), 6],
    ["the columns in another order", (program) => rebuilt(program, { columns: [3, 1, 5, 0, 2, 4] }), 6],
    [
      "costs a thousand times as high",
      (program) => ({ ...program, cost: program.cost.map((cost) => 1000 * cost) }),
      6000,
    ],
    ["every column turned round", turnedRound, 6],
    ["rows in another scale", (program) => rebuilt(program, { scale: [1, 2, 4, 0.5, 8, 16] }), 6],
  ];
}

interface Rearrangement {
  readonly rows?: readonly number[];
  readonly columns?: readonly number[];
  readonly scale?: readonly number[];
}

function rebuilt(program: LinearProgram, { rows, columns, scale }: Rearrangement): LinearProgram {
  const dense = denseRows(program);
  const order = columns ?? Array.from(program.cost, (_, j) => j);
  return minimise(
    order.map((j) => program.cost[j]!),
    (rows ?? dense.map((_, i) => i)).map((i) => {
      const factor = scale?.[i] ?? 1;
      return atLeast(
        order.map((j) => factor * dense[i]![j]!),
        factor * program.rowLower[i]!,
      );
    }),
    {
      lower: order.map((j) => program.colLower[j]!),
      upper: order.map((j) => program.colUpper[j]!),
      integer: order.map((j) => program.isInteger[j]!),
    },
  );
}

/** x becomes −x. */
function turnedRound(program: LinearProgram): LinearProgram {
  const negated = (values: Float64Array): Float64Array => values.map((value) => 0 - value);
  return {
    ...program,
    cost: negated(program.cost),
    colLower: negated(program.colUpper),
    colUpper: negated(program.colLower),
    matrix: { ...program.matrix, values: negated(program.matrix.values) },
  };
}

function denseRows({ cost, rowLower, matrix }: LinearProgram): number[][] {
  const dense = Array.from(rowLower, () => Array.from(cost, () => 0));
  for (let j = 0; j < cost.length; j++) {
    for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++) dense[matrix.rows[k]!]![j] = matrix.values[k]!;
  }
  return dense;
}
