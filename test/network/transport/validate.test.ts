import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NetworkError } from "../../../src/errors/index.js";
import { solveTransport } from "../../../src/network/index.js";
import type { TransportProblem } from "../../../src/network/transport/types.js";
import { requireTransport, transportIssues } from "../../../src/network/transport/validate.js";
import { problemOf, row, seats } from "./problems.js";

const int = (...values: number[]): Int32Array => Int32Array.from(values);
const float = (...values: number[]): Float64Array => Float64Array.from(values);

const sound = problemOf({
  rows: [row([0, 5], [1, -3]), { supply: 2, arcs: [[1, 9]] }],
  positions: [seats([2, -1], [1, 4]), { pieces: [[3, 0]], lower: 1 }],
}); // prettier-ignore

const lists = { list: int(0, -1), cost: int(7, 0), start: int(0, 2), position: int(1, 0) };

describe("transportIssues", () => {
  test("has nothing to say about a sound problem", () => {
    expect(transportIssues(sound)).toEqual([]);
    expect(transportIssues({ ...sound, supply: undefined, lower: undefined })).toEqual([]);
    const { supply: _, lower: __, ...bare } = sound;
    expect(transportIssues(bare)).toEqual([]);
    expect(transportIssues(problemOf({ rows: [], positions: [] }))).toEqual([]);
    expect(transportIssues({ ...sound, shared: lists })).toEqual([]);
    expect(transportIssues({ ...sound, shared: undefined })).toEqual([]);
    expect(() => requireTransport(sound)).not.toThrow();
  });

  const malformed: [what: string, change: object, code: string, path: (string | number)[]][] = [
    ["no starts", { start: undefined }, "wrong-type", ["start"]],
    ["starts in a plain array", { start: [0, 2, 3] }, "wrong-type", ["start"]],
    ["positions as null", { position: null }, "wrong-type", ["position"]],
    ["costs in doubles", { cost: float(5, -3, 9) }, "wrong-type", ["cost"]],
    ["costs in Uint32", { cost: Uint32Array.of(5, 3, 9) }, "wrong-type", ["cost"]],
    ["supplies as a text", { supply: "1,2" }, "wrong-type", ["supply"]],
    ["supplies as null", { supply: null }, "wrong-type", ["supply"]],
    ["no starts of pieces", { pieceStart: undefined }, "wrong-type", ["pieceStart"]],
    ["widths in doubles", { pieceWidth: float(2, 1, 3) }, "wrong-type", ["pieceWidth"]],
    ["slopes in Int32", { pieceSlope: int(-1, 4, 0) }, "wrong-type", ["pieceSlope"]],
    ["slopes as a DataView", { pieceSlope: new DataView(new ArrayBuffer(24)) }, "wrong-type", ["pieceSlope"]],
    ["lower bounds in a buffer", { lower: new ArrayBuffer(8) }, "wrong-type", ["lower"]],
    ["a field that does not exist", { weight: int(1) }, "unknown-key", ["weight"]],
    ["starts that do not begin with 0", { start: int(1, 2, 3) }, "bad-offsets", ["start"]],
    ["starts that fall", { start: int(0, 3, 2) }, "bad-offsets", ["start", 2]],
    ["starts that end too early", { start: int(0, 1, 2) }, "bad-offsets", ["start"]],
    ["starts that end too late", { start: int(0, 2, 4) }, "bad-offsets", ["start"]],
    ["starts without a row to start", { start: int(), supply: undefined }, "bad-offsets", ["start"]],
    ["pieces that do not begin with 0", { pieceStart: int(-1, 2, 3) }, "bad-offsets", ["pieceStart"]],
    ["pieces that fall", { pieceStart: int(0, 4, 3) }, "bad-offsets", ["pieceStart", 2]],
    ["pieces that end too early", { pieceStart: int(0, 2, 2) }, "bad-offsets", ["pieceStart"]],
    ["a cost too few", { cost: int(5, -3) }, "wrong-length", ["cost"]],
    ["a slope too many", { pieceSlope: float(-1, 4, 4, 4) }, "wrong-length", ["pieceSlope"]],
    ["a supply too few", { supply: int(1) }, "wrong-length", ["supply"]],
    ["a lower bound too many", { lower: int(0, 1, 0) }, "wrong-length", ["lower"]],
    ["a position that does not exist", { position: int(0, 2, 1) }, "node-out-of-range", ["position", 1]],
    ["a negative position", { position: int(0, 1, -1) }, "node-out-of-range", ["position", 2]],
    ["a fractional slope", { pieceSlope: float(-1, 4.5, 0) }, "not-an-integer", ["pieceSlope", 1]],
    ["a slope that is NaN", { pieceSlope: float(NaN, 4, 0) }, "not-an-integer", ["pieceSlope", 0]],
    ["an endless slope", { pieceSlope: float(-1, 4, Infinity) }, "not-an-integer", ["pieceSlope", 2]],
    ["a slope of 2^53", { pieceSlope: float(-1, 4, 2 ** 53) }, "not-an-integer", ["pieceSlope", 2]],
    ["a negative supply", { supply: int(1, -2) }, "negative", ["supply", 1]],
    ["a negative width", { pieceWidth: int(2, -1, 3) }, "negative", ["pieceWidth", 1]],
    ["a negative lower bound", { lower: int(-1, 1) }, "negative", ["lower", 0]],
    ["slopes that fall", { pieceSlope: float(4, -1, 0) }, "falling-slopes", ["pieceSlope", 1]],
    ["a lower bound above the seats", { lower: int(0, 4) }, "lower-above-capacity", ["lower", 1]],
    ["shared lists as null", { shared: null }, "wrong-type", ["shared"]],
    ["shared lists in an array", { shared: [lists] }, "wrong-type", ["shared"]],
    ["shared costs in doubles", { shared: { ...lists, cost: float(7, 0) } }, "wrong-type", ["shared", "cost"]],
    [
      "shared lists without entries",
      { shared: { ...lists, position: undefined } },
      "wrong-type",
      ["shared", "position"],
    ],
    ["a field that shared lists lack", { shared: { ...lists, costs: int(1) } }, "unknown-key", ["shared", "costs"]],
    ["a list too few", { shared: { ...lists, list: int(0) } }, "wrong-length", ["shared.list"]],
    ["a shared cost too many", { shared: { ...lists, cost: int(7, 0, 0) } }, "wrong-length", ["shared.cost"]],
    ["shared lists that end too early", { shared: { ...lists, start: int(0, 1) } }, "bad-offsets", ["shared.start"]],
    [
      "a list that does not exist",
      { shared: { ...lists, list: int(1, -1) } },
      "node-out-of-range",
      ["shared", "list", 0],
    ],
    ["a list below none", { shared: { ...lists, list: int(0, -2) } }, "node-out-of-range", ["shared", "list", 1]],
    [
      "an entry that does not exist",
      { shared: { ...lists, position: int(1, 2) } },
      "node-out-of-range",
      ["shared", "position", 1],
    ],
    ["units beyond 2^31", { supply: int(2 ** 31 - 1, 1) }, "too-many-units", ["supply"]],
    ["slopes that spread too far", { pieceSlope: float(-1, 2 ** 50, 0) }, "cost-out-of-range", ["cost"]],
    [
      "an objective that might not be exact",
      { supply: int(2 ** 30, 2 ** 30 - 1), cost: int(2 ** 30, 0, 0) },
      "cost-out-of-range",
      ["cost"],
    ],
  ];
  for (const [what, change, code, path] of malformed) {
    test(`${what}: ${code}`, () => {
      const problem = { ...sound, ...change };
      expect(transportIssues(problem)).toEqual([expect.objectContaining({ code: `network/${code}`, path })]);
      expect(() => solveTransport(problem as TransportProblem)).toThrow(NetworkError);
    });
  }

  test("a value that is no object at all", () => {
    for (const value of [undefined, null, 3, "problem", true, Symbol("x"), 7n, () => 0, []]) {
      expect(transportIssues(value).map(({ code }) => code)).toEqual(["network/not-a-network"]);
    }
    expect(transportIssues({}).map(({ path }) => path)).toEqual([
      ["start"],
      ["position"],
      ["cost"],
      ["pieceStart"],
      ["pieceWidth"],
      ["pieceSlope"],
    ]);
  });

  test("slips in names are recognised", () => {
    const slips: [string, string][] = [
      ["suply", "supply"],
      ["lowers", "lower"],
      ["positions", "position"],
      ["pieceSlopes", "pieceSlope"],
      ["costs", "cost"],
    ];
    for (const [slip, name] of slips) {
      const { [name as keyof TransportProblem]: value, ...others } = sound;
      expect(transportIssues({ ...others, [slip]: value })[0]).toMatchObject({
        code: "network/unknown-key",
        path: [slip],
        hint: `you meant \`${name}\``,
      });
    }
    const [issue] = transportIssues({ ...sound, zzzzzzzzzzz: 1 });
    expect(issue).toMatchObject({ code: "network/unknown-key" });
    expect(issue).not.toHaveProperty("hint");
  });

  test("plain arrays get the way to wrap them", () => {
    expect(transportIssues({ ...sound, cost: [5, -3, 9], pieceSlope: [-1, 4, 0] }).map(({ hint }) => hint)).toEqual([
      "wrap it: Int32Array.from(cost)",
      "wrap it: Float64Array.from(pieceSlope)",
    ]);
  });

  test("collects every issue, in field order", () => {
    const problem = {
      ...sound,
      position: int(9, 1, -1),
      pieceWidth: int(-2, 1, 3),
      supply: int(-1, 2),
      lower: int(7, 1),
    };
    expect(transportIssues(problem).map(({ code, path }) => [code, ...path].join(" "))).toEqual([
      "network/negative supply 0",
      "network/node-out-of-range position 0",
      "network/node-out-of-range position 2",
      "network/negative pieceWidth 0",
      "network/lower-above-capacity lower 0",
    ]);
  });

  test("200,000 issues are fine", () => {
    const size = 200_000;
    const start = int(0, size);
    const problem = {
      ...sound,
      start,
      supply: int(1),
      cost: new Int32Array(size),
      position: new Int32Array(size).fill(7),
    };
    expect(transportIssues(problem)).toHaveLength(size);
    expect(() => solveTransport(problem)).toThrow(NetworkError);
  });

  test("the guards let the last exact value pass", () => {
    // T1: 4 × (12 + spread of slopes + 1) × 4 < 2^53.
    const most = 2 ** 49 - 14 - 1;
    expect(transportIssues({ ...sound, pieceSlope: float(-1, most, 0) })).toEqual([]);
    expect(transportIssues({ ...sound, pieceSlope: float(-1, most + 1, 0) })).toHaveLength(1);
    // T2: (2^31 − 1) units × (cost + 4) < 2^53.
    const units = { ...sound, supply: int(2 ** 31 - 2, 1), cost: int(0, 0, 2 ** 22 - 4), lower: undefined };
    expect(transportIssues(units)).toEqual([]);
    expect(transportIssues({ ...units, cost: int(0, 0, 2 ** 22 - 3) })).toHaveLength(1);
    expect(transportIssues({ ...units, supply: int(2 ** 31 - 1, 1) })).toHaveLength(1);
  });
});

test("arrays of another realm are as good as ours", () => {
  const foreign = runInNewContext(`({
    start: Int32Array.of(0, 2, 3), position: Int32Array.of(0, 1, 1), cost: Int32Array.of(5, -3, 9),
    supply: Int32Array.of(1, 2), pieceStart: Int32Array.of(0, 2, 3), pieceWidth: Int32Array.of(2, 1, 3),
    pieceSlope: Float64Array.of(-1, 4, 0), lower: Int32Array.of(0, 1),
  })`) as TransportProblem;
  expect(foreign.start).not.toBeInstanceOf(Int32Array);
  expect(transportIssues(foreign)).toEqual([]);
  expect(solveTransport(foreign)).toEqual(solveTransport(sound));
});

test("nothing but NetworkError is ever thrown, whatever comes in", () => {
  const numbers = fc.array(fc.oneof(fc.integer({ min: -3, max: 5 }), fc.double(), fc.constantFrom(Infinity, 2 ** 53)), {
    maxLength: 4,
  });
  const value = fc.oneof(
    fc.anything({ withBigInt: true, withTypedArray: true, withNullPrototype: true }),
    numbers,
    numbers.map((list) => Float64Array.from(list)),
    numbers.map((list) => Int32Array.from(list)),
  );
  const field = (name: keyof TransportProblem): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(sound[name]) }, { weight: 1, arbitrary: value });
  const problem = fc.record(
    {
      start: field("start"),
      position: field("position"),
      cost: field("cost"),
      supply: field("supply"),
      pieceStart: field("pieceStart"),
      pieceWidth: field("pieceWidth"),
      pieceSlope: field("pieceSlope"),
      lower: field("lower"),
    },
    { requiredKeys: [] },
  );
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: problem }, { weight: 1, arbitrary: value }), (input) => {
      try {
        solveTransport(input as TransportProblem);
        seen.accepted++;
      } catch (error) {
        expect(error).toBeInstanceOf(NetworkError);
        seen.refused++;
      }
    }),
    { numRuns: 3000, seed: 15 },
  );
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(50);
});
