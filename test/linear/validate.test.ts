import { describe, expect, test } from "vitest";
import { ImbangError } from "../../src/errors/index.js";
import { type Engine, linearProgram, type LinearProgram, programIssues, solveLinear } from "../../src/linear/index.js";

const good: LinearProgram = linearProgram({
  cost: [1, 2],
  colUpper: [4, 5],
  isInteger: [0, 1],
  rowLower: [1, 0],
  rowUpper: [3, Infinity],
  entries: [
    [0, 0, 1],
    [1, 0, 2],
    [0, 1, 1],
  ],
});

const idle: Engine = {
  name: "idle",
  features: new Set(["integer"]),
  solve: async () => ({ status: "noSolutionFound", limit: "unknown" }),
};

const matrix = (change: object): unknown => ({ ...good, matrix: { ...good.matrix, ...change } });

/** [what is wrong, the program, the codes it gets] */
const malformed: [string, unknown, string[]][] = [
  ["nothing", undefined, ["not-a-program"]],
  ["null", null, ["not-a-program"]],
  ["a text", "min x", ["not-a-program"]],
  ["a number", 7, ["not-a-program"]],
  ["an empty object", {}, [...Array.from({ length: 6 }, () => "wrong-type"), "wrong-type"]],
  ["cost as a plain array", { ...good, cost: [1, 2] }, ["wrong-type"]],
  ["cost as integers", { ...good, cost: Int32Array.of(1, 2) }, ["wrong-type"]],
  ["no cost", { ...good, cost: undefined }, ["wrong-type"]],
  ["colLower as a text", { ...good, colLower: "00" }, ["wrong-type"]],
  ["isInteger as booleans", { ...good, isInteger: [false, true] }, ["wrong-type"]],
  ["a short colLower", { ...good, colLower: new Float64Array(1) }, ["wrong-length"]],
  ["a long colUpper", { ...good, colUpper: new Float64Array(3) }, ["wrong-length"]],
  ["a short isInteger", { ...good, isInteger: new Uint8Array(1) }, ["wrong-length"]],
  ["a long rowUpper", { ...good, rowUpper: new Float64Array(3).fill(9) }, ["wrong-length"]],
  ["NaN in cost", { ...good, cost: Float64Array.of(NaN, 2) }, ["not-a-number"]],
  ["an infinite cost", { ...good, cost: Float64Array.of(Infinity, 2) }, ["infinite-cost"]],
  ["a cost of −∞", { ...good, cost: Float64Array.of(1, -Infinity) }, ["infinite-cost"]],
  ["NaN in colLower", { ...good, colLower: Float64Array.of(NaN, 0) }, ["not-a-number"]],
  ["NaN in colUpper", { ...good, colUpper: Float64Array.of(NaN, 5) }, ["not-a-number"]],
  ["NaN in rowLower", { ...good, rowLower: Float64Array.of(NaN, 0) }, ["not-a-number"]],
  ["NaN in rowUpper", { ...good, rowUpper: Float64Array.of(NaN, 5) }, ["not-a-number"]],
  ["crossed column bounds", { ...good, colLower: Float64Array.of(5, 0) }, ["crossed-bounds"]],
  ["crossed row bounds", { ...good, rowLower: Float64Array.of(4, 0) }, ["crossed-bounds"]],
  ["a column from +∞", { ...good, colLower: Float64Array.of(Infinity, 0) }, ["impossible-bound"]],
  ["a column up to −∞", { ...good, colUpper: Float64Array.of(-Infinity, 5) }, ["impossible-bound"]],
  ["a row from +∞", { ...good, rowLower: Float64Array.of(1, Infinity) }, ["impossible-bound"]],
  ["a row up to −∞", { ...good, rowUpper: Float64Array.of(-Infinity, 5) }, ["impossible-bound"]],
  ["a flag of 2", { ...good, isInteger: Uint8Array.of(0, 2) }, ["not-a-flag"]],
  ["an integer without an upper bound", { ...good, colUpper: Float64Array.of(4, Infinity) }, ["unbounded-integer"]],
  ["an integer without a lower bound", { ...good, colLower: Float64Array.of(0, -Infinity) }, ["unbounded-integer"]],
  ["no matrix", { ...good, matrix: undefined }, ["wrong-type"]],
  ["a matrix of rows", { ...good, matrix: [[1, 1]] }, ["wrong-type", "wrong-type", "wrong-type"]],
  ["starts as a plain array", matrix({ starts: [0, 2, 3] }), ["wrong-type"]],
  ["values as integers", matrix({ values: Int32Array.of(1, 2, 1) }), ["wrong-type"]],
  ["short starts", matrix({ starts: Int32Array.of(0, 3) }), ["wrong-starts"]],
  ["starts that begin late", matrix({ starts: Int32Array.of(1, 2, 3) }), ["wrong-starts"]],
  ["starts that fall", matrix({ starts: Int32Array.of(0, 4, 3) }), ["wrong-starts"]],
  ["starts that end early", matrix({ starts: Int32Array.of(0, 1, 2) }), ["wrong-starts"]],
  ["fewer values than rows", matrix({ values: Float64Array.of(1, 2) }), ["wrong-length"]],
  ["a row beyond the last", matrix({ rows: Int32Array.of(0, 2, 0) }), ["row-out-of-range"]],
  ["a row of −1", matrix({ rows: Int32Array.of(-1, 1, 0) }), ["row-out-of-range"]],
  ["rows that fall", matrix({ rows: Int32Array.of(1, 0, 0) }), ["unsorted-rows"]],
  ["a row named twice", matrix({ rows: Int32Array.of(1, 1, 0) }), ["duplicate-entry"]],
  ["a zero value", matrix({ values: Float64Array.of(1, 0, 1) }), ["zero-value"]],
  ["a value of NaN", matrix({ values: Float64Array.of(1, NaN, 1) }), ["not-a-number"]],
  ["an infinite value", matrix({ values: Float64Array.of(1, -Infinity, 1) }), ["infinite-value"]],
  ["too few column names", { ...good, columnNames: ["a"] }, ["wrong-length"]],
  ["a row name that is a number", { ...good, rowNames: ["a", 1] }, ["wrong-name"]],
  ["row names as a text", { ...good, rowNames: "ab" }, ["wrong-type"]],
  ["a misspelt field", { ...good, colNames: ["a", "b"] }, ["unknown-key"]],
];

describe("a program", () => {
  test("that is sound has no issues", () => {
    expect(programIssues(good)).toEqual([]);
    expect(programIssues({ ...good, columnNames: ["a", "b"], rowNames: ["c", "d"], note: "from HR" })).toEqual([]);
  });

  test.for(malformed)("with %s is refused", async ([, program, codes]) => {
    expect(programIssues(program).map(({ code }) => code)).toEqual(codes.map((code) => `linear/${code}`));
    await expect(solveLinear(program as LinearProgram, idle)).rejects.toThrow(ImbangError);
  });

  test("may hold an integer column whose bounds hold no integer: that is infeasible, not malformed", () => {
    const bounds = { colLower: Float64Array.of(0, 0.2), colUpper: Float64Array.of(4, 0.8) };
    expect(programIssues({ ...good, ...bounds })).toEqual([]);
  });

  test("with 10,000 faults gets 10,000 issues", () => {
    const size = 10_000;
    const program = {
      ...linearProgram({ cost: new Float64Array(size) }),
      cost: new Float64Array(size).fill(NaN),
    };
    expect(programIssues(program)).toHaveLength(size);
  });
});

describe("options", () => {
  const cases: [string, unknown, string[]][] = [
    ["a text", "fast", ["wrong-options"]],
    ["null", null, ["wrong-options"]],
    ["an array", [], ["wrong-options"]],
    ["an unknown key", { speed: 1 }, ["unknown-option"]],
    ["a misspelt key", { timelimit: 1 }, ["unknown-option"]],
    ["a negative time limit", { timeLimit: -1 }, ["wrong-option"]],
    ["a time limit of NaN", { timeLimit: NaN }, ["wrong-option"]],
    ["a time limit as a text", { timeLimit: "5" }, ["wrong-option"]],
    ["a negative gap", { relativeGap: -0.1 }, ["wrong-option"]],
    ["an infinite target", { target: -Infinity }, ["wrong-option"]],
    ["a target as a text", { target: "5" }, ["wrong-option"]],
    ["an infinite gap", { relativeGap: Infinity }, ["wrong-option"]],
    ["a signal that is none", { signal: {} }, ["wrong-option"]],
    ["a controller for a signal", { signal: new AbortController() }, ["wrong-option"]],
    ["a start as a plain array", { start: [0, 0] }, ["wrong-option"]],
    ["a short start", { start: new Float64Array(1) }, ["wrong-option"]],
    ["a start with NaN", { start: Float64Array.of(0, NaN) }, ["wrong-option"]],
    ["a progress that is no function", { onProgress: true }, ["wrong-option"]],
  ];

  test.for(cases)("%s is refused", async ([, options, codes]) => {
    const error: unknown = await solveLinear(good, idle, options as object).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ImbangError);
    expect((error as ImbangError).issues.map(({ code }) => code)).toEqual(codes.map((code) => `linear/${code}`));
  });

  test("the nearest option is named", async () => {
    await expect(solveLinear(good, idle, { timelimit: 1 } as object)).rejects.toThrow("you meant `timeLimit`");
  });
});

describe("an engine", () => {
  const cases: [string, unknown, string][] = [
    ["nothing", undefined, "linear/not-an-engine"],
    ["a promise of one", Promise.resolve(idle), "linear/not-an-engine"],
    ["one without a name", { ...idle, name: "" }, "linear/not-an-engine"],
    ["one without solve", { ...idle, solve: undefined }, "linear/not-an-engine"],
    ["one with features as an array", { ...idle, features: ["integer"] }, "linear/not-an-engine"],
    ["one with a misspelt feature", { ...idle, features: new Set(["integers"]) }, "linear/unknown-feature"],
    ["one for continuous programs only", { ...idle, features: new Set() }, "linear/unsupported-feature"],
  ];

  test.for(cases)("%s is refused", async ([, engine, code]) => {
    const error: unknown = await solveLinear(good, engine as Engine).catch((thrown: unknown) => thrown);
    expect((error as ImbangError).issues.map((issue) => issue.code)).toEqual([code]);
  });
});

describe("linearProgram", () => {
  test("sorts, adds up and drops", () => {
    const program = linearProgram({
      cost: [1],
      rowUpper: [9, 9, 9],
      entries: [
        [2, 0, 3],
        [0, 0, 1],
        [1, 0, 4],
        [1, 0, -4],
        [0, 0, 1],
      ],
    });
    expect(program.matrix).toEqual({
      starts: Int32Array.of(0, 2),
      rows: Int32Array.of(0, 2),
      values: Float64Array.of(2, 3),
    });
    expect([...program.colUpper]).toEqual([Infinity]);
    expect([...program.rowLower]).toEqual([-Infinity, -Infinity, -Infinity]);
  });

  const cases: [string, unknown, string][] = [
    ["nothing", undefined, "linear/not-a-program"],
    ["no cost", {}, "linear/wrong-type"],
    ["a row that does not exist", { cost: [1], entries: [[0, 0, 1]] }, "linear/bad-triplet"],
    ["an entry of NaN", { cost: [1], rowUpper: [1], entries: [[0, 0, NaN]] }, "linear/bad-triplet"],
    ["an entry that is none", { cost: [1], rowUpper: [1], entries: [7] }, "linear/bad-triplet"],
    ["a flag of a half", { cost: [1], colUpper: [1], isInteger: [0.5] }, "linear/not-a-flag"],
    ["an integer without end", { cost: [1], isInteger: [true] }, "linear/unbounded-integer"],
  ];

  test.for(cases)("refuses %s", ([, input, code]) => {
    let error: unknown;
    try {
      linearProgram(input as Parameters<typeof linearProgram>[0]);
    } catch (thrown) {
      error = thrown;
    }
    expect((error as ImbangError).issues[0]!.code).toBe(code);
  });
});
