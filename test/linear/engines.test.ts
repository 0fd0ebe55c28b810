/** Both engines through the door: known answers, random programs, statuses, limits, and what follows an abort. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ImbangError } from "../../src/errors/index.js";
import { highs } from "../../src/linear/highs.js";
import {
  type Engine,
  javascriptLpSolver,
  linearProgram,
  type LinearProgram,
  type LinearResult,
  programFingerprint,
  solveLinear,
} from "../../src/linear/index.js";
import { degenerateCases, exhaustive, random, randomProgram, tortureCases } from "./programs.js";

const engines: Engine[] = [javascriptLpSolver(), await highs()];
const INF = Infinity;

/** The objective, or the status where there is none. */
function verdict(result: LinearResult): number | string {
  return result.status === "optimal" ? result.solution.objective : result.status;
}

function expectVerdict(result: LinearResult, expected: number | string): void {
  const found = verdict(result);
  if (typeof expected === "number" && typeof found === "number") {
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 + 1e-9 * Math.abs(expected));
  } else expect(found).toBe(expected);
}

/** A knapsack-like program that nobody proves in a moment: 40 columns, one equality. */
function hard(seed: number, columns = 40): LinearProgram {
  const next = random(seed);
  const weights = Array.from({ length: columns }, () => 1000 + Math.floor(next() * 9000) * 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return linearProgram({
    cost: weights.map((weight) => -weight - Math.floor(next() * 3)),
    colUpper: weights.map(() => 1),
    isInteger: weights.map(() => 1),
    rowUpper: [Math.floor(total / 2) | 1, columns / 2],
    entries: weights.flatMap((weight, j): [number, number, number][] => [
      [0, j, weight],
      [1, j, 1],
    ]),
  });
}

describe.each(engines)("$name", (engine) => {
  test.for([...tortureCases, ...degenerateCases])("$name ($source)", async ({ input, expected }) => {
    expectVerdict(await solveLinear(linearProgram(input), engine), expected);
  });

  test.for([
    ["no column, no row", { cost: [] }, 0],
    ["no column, a row that 0 meets", { cost: [], rowLower: [-1], rowUpper: [1] }, 0],
    ["no column, a row that 0 misses", { cost: [], rowLower: [1], rowUpper: [2] }, "infeasible"],
    ["no row", { cost: [1, -1], colUpper: [4, 5] }, -5],
    ["no row, no end", { cost: [1, -1], colUpper: [4, INF] }, "unbounded"],
    ["no row, no beginning", { cost: [1], colLower: [-INF], colUpper: [4] }, "unbounded"],
    ["no row, integers", { cost: [1, -1], colLower: [-2, 0], colUpper: [4, 5], isInteger: [1, 1] }, -7],
    ["no cost", { cost: [0], colUpper: [3], rowLower: [2], entries: [[0, 0, 1]] }, 0],
    ["an empty row that 0 misses", { cost: [1], rowLower: [1], rowUpper: [2] }, "infeasible"],
    ["a row without bounds", { cost: [1], rowLower: [-INF], rowUpper: [INF], entries: [[0, 0, 1]] }, 0],
    [
      "a fixed column",
      {
        cost: [3, 1],
        colLower: [2, 0],
        colUpper: [2, 9],
        rowLower: [5],
        entries: [
          [0, 0, 1],
          [0, 1, 1],
        ],
      },
      9,
    ],
    [
      "only fixed columns",
      { cost: [3], colLower: [2], colUpper: [2], rowLower: [5], entries: [[0, 0, 1]] },
      "infeasible",
    ],
    ["a free column", { cost: [1], colLower: [-INF], rowLower: [-3], rowUpper: [8], entries: [[0, 0, 1]] }, -3],
    [
      "a column with an upper bound only",
      { cost: [-1], colLower: [-INF], colUpper: [-2], rowUpper: [9], entries: [[0, 0, 1]] },
      2,
    ],
    [
      "a range",
      {
        cost: [-1, -1],
        rowLower: [1],
        rowUpper: [4],
        entries: [
          [0, 0, 1],
          [0, 1, 2],
        ],
      },
      -4,
    ],
    [
      "an equality",
      {
        cost: [1, 1],
        rowLower: [4],
        rowUpper: [4],
        entries: [
          [0, 0, 1],
          [0, 1, 2],
        ],
      },
      2,
    ],
    [
      "crossing rows",
      {
        cost: [1],
        rowLower: [3, -INF],
        rowUpper: [INF, 2],
        entries: [
          [0, 0, 1],
          [1, 0, 1],
        ],
      },
      "infeasible",
    ],
    [
      "an integer column without an integer",
      { cost: [1], colLower: [0.2], colUpper: [0.8], isInteger: [1] },
      "infeasible",
    ],
    ["unbounded beside integers", { cost: [1, -1], colUpper: [3, INF], isInteger: [1, 0] }, "unbounded"],
    [
      "falling for ever from nowhere",
      { cost: [0, -1], colUpper: [3, INF], isInteger: [1, 0], rowLower: [1], rowUpper: [1], entries: [[0, 0, 2]] },
      "infeasible",
    ],
    [
      "large numbers",
      { cost: [1e6], colUpper: [1e9], rowLower: [123456789], isInteger: [1], entries: [[0, 0, 1]] },
      123456789e6,
    ],
  ] as const)("statuses: %s", async ([, input, expected]) => {
    const program = linearProgram(input as unknown as Parameters<typeof linearProgram>[0]);
    expectVerdict(await solveLinear(program, engine), expected);
  });

  test("duals price the rows, reduced costs the columns", async () => {
    const program = linearProgram({
      cost: [1, 3],
      colUpper: [2, 2],
      rowLower: [2.5],
      entries: [
        [0, 0, 1],
        [0, 1, 1],
      ],
    });
    const result = await solveLinear(program, engine);
    expect(result).toMatchObject({ status: "optimal", solution: { objective: 3.5 } });
    if (result.status !== "optimal") return;
    expect([...result.solution.duals!.row]).toEqual([3]);
    expect([...result.solution.duals!.column]).toEqual([-2, 0]);
  });

  test("an integer optimum has no duals and a bound that is its objective", async () => {
    const result = await solveLinear(linearProgram(tortureCases[1]!.input), engine);
    expect(result).toEqual({
      status: "optimal",
      solution: { values: Float64Array.of(2, 1), objective: -5, bound: -5 },
    });
  });

  test("the same program gets the same answer, whatever was solved in between", async () => {
    const program = randomProgram(77, "mixed");
    const first = await solveLinear(program, engine);
    for (let seed = 0; seed < 5; seed++) await solveLinear(randomProgram(seed, "continuous"), engine);
    expect(await solveLinear(program, engine)).toEqual(first);
  });

  test("a start that is optimal, one that is not, and one that is not even feasible", async () => {
    const program = linearProgram(tortureCases[2]!.input);
    for (const start of [
      [2, 0, 5, 2],
      [8, 10, 0, 0],
      [1, 1, 1, 1],
    ]) {
      expectVerdict(await solveLinear(program, engine, { start: Float64Array.from(start) }), -41);
    }
  });

  test("a gap is used: the first point within it will do", async () => {
    const result = await solveLinear(hard(1), engine, { relativeGap: 0.5, timeLimit: 20 });
    expect(result.status).toBe("optimal");
    if (result.status !== "optimal") return;
    const { objective, bound } = result.solution;
    expect(objective - bound).toBeLessThanOrEqual(0.5 * Math.abs(objective));
  });

  test("a target ends the search, proven or not; one that is out of reach changes nothing", async () => {
    const started = await solveLinear(hard(1), engine, { relativeGap: 0.5, timeLimit: 20 });
    if (started.status !== "optimal") throw new Error(started.status);
    const target = started.solution.objective;
    const reached = await solveLinear(hard(1), engine, { target, timeLimit: 20 });
    expect(reached).toMatchObject({ status: "feasible", limit: "target" });
    if (reached.status !== "feasible") return;
    expect(reached.solution.objective).toBeLessThanOrEqual(target);
    expect(reached.solution.bound).toBeLessThan(reached.solution.objective);
    const program = linearProgram(tortureCases[2]!.input);
    expectVerdict(await solveLinear(program, engine, { target: -1e9 }), -41);
  });

  test("a time limit is kept and is never called optimal", async () => {
    const startedAt = Date.now();
    const result = await solveLinear(unprovable(), engine, { timeLimit: 0.5 });
    expect(Date.now() - startedAt).toBeLessThan(2500);
    expect(["feasible", "noSolutionFound"]).toContain(result.status);
    expect((result as { limit: string }).limit).toBe("time");
    if (result.status === "feasible") expect(result.solution.bound).toBeLessThan(result.solution.objective);
  });

  test("a time limit of 0 finds nothing, or what is known", async () => {
    expect(await solveLinear(unprovable(), engine, { timeLimit: 0 })).toMatchObject({ limit: "time" });
  });

  test("cancelled from its own progress report, and right the next time", async () => {
    const controller = new AbortController();
    const result = await solveLinear(unprovable(), engine, {
      signal: controller.signal,
      timeLimit: 100,
      onProgress: () => controller.abort(),
    });
    expect((result as { limit?: string }).limit).toBe("cancelled");
    expectVerdict(await solveLinear(linearProgram(tortureCases[0]!.input), engine), -7);
  });

  test("progress tells the truth", async () => {
    const events: { incumbent: number; bound: number; elapsed: number }[] = [];
    const result = await solveLinear(hard(3, 24), engine, {
      onProgress: (event) => events.push(event),
      timeLimit: 100,
    });
    expect(result.status).toBe("optimal");
    if (result.status !== "optimal") return;
    for (const { incumbent, bound, elapsed } of events) {
      expect(incumbent).toBeGreaterThanOrEqual(result.solution.objective - 1e-6);
      expect(bound).toBeLessThanOrEqual(incumbent);
      expect(elapsed).toBeGreaterThanOrEqual(0);
    }
  });

  test("300 solves in one process with aborts at random: the next one right every time", async () => {
    const next = random(5);
    const short = unprovable();
    for (let turn = 0; turn < 300; turn++) {
      if (turn % 20 === 7) {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), next() * 20);
        const limits = { signal: controller.signal, timeLimit: 0.03 };
        const cut = await solveLinear(short, engine, limits);
        expect(["time", "cancelled"]).toContain((cut as { limit?: string }).limit);
      }
      const { input, expected } = tortureCases[turn % 3]!;
      expectVerdict(await solveLinear(linearProgram(input), engine), expected);
    }
  });
});

/** Market-split (Cornuéjols and Dawande 1998): tiny, and out of reach of branch and bound. Slacks keep it feasible. */
function unprovable(): LinearProgram {
  const next = random(99);
  const [rows, columns] = [5, 40];
  const weights = Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.floor(next() * 100)));
  const perColumn = (value: (j: number) => number): number[] =>
    Array.from({ length: columns + 2 * rows }, (_, j) => value(j));
  const sums = weights.map((row) => Math.floor(row.reduce((sum, weight) => sum + weight, 0) / 2));
  return linearProgram({
    cost: perColumn((j) => (j < columns ? 0 : 1)),
    colUpper: perColumn((j) => (j < columns ? 1 : 10_000)),
    isInteger: perColumn(() => 1),
    rowLower: sums,
    rowUpper: sums,
    entries: weights.flatMap((row, i): [number, number, number][] => [
      ...row.map((weight, j): [number, number, number] => [i, j, weight]).filter(([, , weight]) => weight > 0),
      [i, columns + 2 * i, 1],
      [i, columns + 2 * i + 1, -1],
    ]),
  });
}

test("both engines agree with each other, and with exhaustive search, on random programs", async () => {
  let compared = 0;
  for (let seed = 1; seed <= 450; seed++) {
    const kind = (["continuous", "integer", "mixed"] as const)[seed % 3]!;
    const program = randomProgram(seed, kind);
    const [first, second] = [await solveLinear(program, engines[0]!), await solveLinear(program, engines[1]!)];
    expectVerdict(second, verdict(first));
    if (kind !== "integer") continue;
    const best = exhaustive(program);
    expectVerdict(first, best === INF ? "infeasible" : best);
    compared += 1;
  }
  expect(compared).toBe(150);
});

test("the default engine touches no asset and no package but its own", () => {
  const read = (file: string): string => readFileSync(new URL(`../../src/linear/${file}.ts`, import.meta.url), "utf8");
  for (const file of ["index", "solve-linear", "javascript-lp-solver", "branch-and-bound", "certificates", "points"]) {
    const imports = Array.from(read(file).matchAll(/from "([^"]+)"/g), ([, target]) => target!);
    expect(imports.filter((target) => !target.startsWith(".") && target !== "javascript-lp-solver")).toEqual([]);
    expect(imports).not.toContain("./highs.js");
    expect(read(file)).not.toMatch(/fetch\(|readFile|\.wasm/);
  }
});

test("options of the factories are checked", async () => {
  const code = async (call: () => unknown): Promise<string> => {
    try {
      await call();
      return "none";
    } catch (error) {
      return error instanceof ImbangError ? error.issues[0]!.code : "another error";
    }
  };
  const any = (value: unknown): never => value as never;
  expect(await code(() => javascriptLpSolver(any({ nodes: 3 })))).toBe("linear/unknown-option");
  expect(await code(() => javascriptLpSolver({ nodeLimit: 0 }))).toBe("linear/wrong-option");
  expect(await code(() => highs(any({ wasmbinary: 3 })))).toBe("linear/unknown-option");
  expect(await code(() => highs(any({ secondOpinion: 1 })))).toBe("linear/wrong-option");
  expect(await code(() => highs(any({ locateFile: "here" })))).toBe("linear/wrong-option");
  expect(await code(() => highs(any({ wasmBinary: "bytes" })))).toBe("linear/wrong-option");
  expect(await code(() => highs({ wasmBinary: new Uint8Array(8) }))).toBe("linear/engine-unavailable");
});

test("the wasm file may be handed over", async () => {
  const wasmBinary = readFileSync(new URL("../../node_modules/highs/build/highs.wasm", import.meta.url));
  const engine = await highs({ wasmBinary });
  expectVerdict(await solveLinear(linearProgram(tortureCases[0]!.input), engine), -7);
  engine.dispose!();
  await expect(solveLinear(linearProgram(tortureCases[0]!.input), engine)).rejects.toThrow("disposed");
});

test("after HiGHS threw in the middle of a run, the next call gets a fresh runtime", async () => {
  const engine = await highs();
  const bang = (): never => {
    throw new Error("from a callback");
  };
  await expect(engine.solve(unprovable(), { onProgress: bang, timeLimit: 5 })).rejects.toThrow("from a callback");
  expectVerdict(await solveLinear(linearProgram(tortureCases[0]!.input), engine), -7);
});

test("a second opinion is not needed where it changes nothing", async () => {
  const { input, expected } = tortureCases.find(({ name }) => name.startsWith("large bounds"))!;
  expectVerdict(await solveLinear(linearProgram(input), await highs({ secondOpinion: false })), expected);
});

test("what HiGHS would silently change is refused", async () => {
  const refused = async (input: Parameters<typeof linearProgram>[0]): Promise<string[]> => {
    const error: unknown = await solveLinear(linearProgram(input), engines[1]!).catch((thrown: unknown) => thrown);
    return (error as ImbangError).issues.map((issue) => issue.code);
  };
  expect(await refused({ cost: [1], rowLower: [1], entries: [[0, 0, 1e-13]] })).toEqual(["linear/out-of-range"]);
  expect(await refused({ cost: [1], rowLower: [1], entries: [[0, 0, 1e16]] })).toEqual(["linear/out-of-range"]);
  expect(await refused({ cost: [1], colUpper: [1e21] })).toEqual(["linear/out-of-range"]);
  expect(await refused({ cost: [1e21], colUpper: [1] })).toEqual(["linear/out-of-range"]);
});

test("what does not fit is refused before it is tried", async () => {
  const wide = linearProgram({ cost: new Float64Array(600_000), colUpper: new Float64Array(600_000) });
  const tall = { ...wide, rowLower: new Float64Array(600_000), rowUpper: new Float64Array(600_000) };
  for (const engine of engines) {
    const error: unknown = await solveLinear(tall, engine).catch((thrown: unknown) => thrown);
    expect((error as ImbangError).issues.map((issue) => issue.code)).toEqual(["linear/too-large"]);
  }
});

test("a limit of nodes is a limit of iterations", async () => {
  const result = await solveLinear(unprovable(), javascriptLpSolver({ nodeLimit: 3 }));
  expect(result).toMatchObject({ limit: "iterations" });
});

test("fingerprints tell programs apart", () => {
  const base = randomProgram(1, "mixed");
  expect(programFingerprint(base)).toBe(programFingerprint({ ...base, columnNames: [] }));
  expect(programFingerprint(base)).toMatch(/^[0-9a-f]{16}$/);
  const seen = new Set(Array.from({ length: 500 }, (_, seed) => programFingerprint(randomProgram(seed, "mixed"))));
  expect(seen.size).toBeGreaterThanOrEqual(495);
});
