import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EngineError, type ImbangError, NetworkError } from "../../src/errors/index.js";
import { minCostFlow, verifyFlow } from "../../src/network/index.js";
import { costIssues, networkIssues, requireNetwork } from "../../src/network/validate.js";
import { makeNetwork } from "./networks.js";

const sound = makeNetwork(
  [2, 0, -2],
  [
    [0, 1, 5, 4],
    [1, 2, -3, Infinity],
    [0, 2, 9, 3, 1],
  ],
);
const int = (...values: number[]): Int32Array => Int32Array.from(values);
const float = (...values: number[]): Float64Array => Float64Array.from(values);

describe("networkIssues", () => {
  test("has nothing to say about a sound network", () => {
    expect(networkIssues(sound)).toEqual([]);
    const { lower: _, ...withoutLower } = sound;
    expect(networkIssues(withoutLower)).toEqual([]);
    expect(networkIssues({ ...sound, lower: undefined })).toEqual([]);
    expect(() => requireNetwork(sound)).not.toThrow();
  });

  const malformed: [what: string, change: object, code: string, path: (string | number)[]][] = [
    ["no node count", { nodeCount: undefined }, "node-count", ["nodeCount"]],
    ["a node count in text", { nodeCount: "3" }, "node-count", ["nodeCount"]],
    ["a negative node count", { nodeCount: -1 }, "node-count", ["nodeCount"]],
    ["half a node", { nodeCount: 2.5 }, "node-count", ["nodeCount"]],
    ["more nodes than can be numbered", { nodeCount: 2 ** 31 }, "node-count", ["nodeCount"]],
    ["fewer supplies than nodes", { supply: float(2, -2) }, "wrong-length", ["supply"]],
    ["more nodes than supplies", { nodeCount: 4 }, "wrong-length", ["supply"]],
    ["no tails", { tail: undefined }, "wrong-type", ["tail"]],
    ["tails in a plain array", { tail: [0, 1, 0] }, "wrong-type", ["tail"]],
    ["tails in doubles", { tail: float(0, 1, 0) }, "wrong-type", ["tail"]],
    ["heads as null", { head: null }, "wrong-type", ["head"]],
    ["costs in an Int32Array", { cost: int(5, -3, 9) }, "wrong-type", ["cost"]],
    ["costs as a text", { cost: "5,-3,9" }, "wrong-type", ["cost"]],
    ["lower bounds as null", { lower: null }, "wrong-type", ["lower"]],
    ["upper bounds as a DataView", { upper: new DataView(new ArrayBuffer(24)) }, "wrong-type", ["upper"]],
    ["no supplies", { supply: undefined }, "wrong-type", ["supply"]],
    ["one head too few", { head: int(1, 2) }, "wrong-length", ["head"]],
    ["one cost too many", { cost: float(1, 2, 3, 4) }, "wrong-length", ["cost"]],
    ["one upper bound too few", { upper: float(4, 5) }, "wrong-length", ["upper"]],
    ["one lower bound too many", { lower: float(0, 0, 1, 0) }, "wrong-length", ["lower"]],
    ["a tail that does not exist", { tail: int(0, 3, 0) }, "node-out-of-range", ["tail", 1]],
    ["a negative tail", { tail: int(-1, 1, 0) }, "node-out-of-range", ["tail", 0]],
    ["a head that does not exist", { head: int(1, 2, 3) }, "node-out-of-range", ["head", 2]],
    ["a fractional cost", { cost: float(5, 0.5, 9) }, "not-an-integer", ["cost", 1]],
    ["a cost that is NaN", { cost: float(5, NaN, 9) }, "not-an-integer", ["cost", 1]],
    ["an endless cost", { cost: float(5, -3, Infinity) }, "not-an-integer", ["cost", 2]],
    ["a fractional supply", { supply: float(2, 0.5, -2) }, "not-an-integer", ["supply", 1]],
    ["a fractional upper bound", { upper: float(4, 2.5, 3) }, "not-an-integer", ["upper", 1]],
    ["an upper bound that is NaN", { upper: float(NaN, 2, 3) }, "not-an-integer", ["upper", 0]],
    ["an upper bound of minus infinity", { upper: float(4, -Infinity, 3) }, "not-an-integer", ["upper", 1]],
    ["a fractional lower bound", { lower: float(0, 0.5, 1) }, "not-an-integer", ["lower", 1]],
    ["a lower bound that is NaN", { lower: float(0, NaN, 1) }, "not-an-integer", ["lower", 1]],
    ["a lower bound of minus infinity", { lower: float(-Infinity, 0, 1) }, "infinite-lower", ["lower", 0]],
    ["bounds that cross", { lower: float(0, 0, 4) }, "crossed-bounds", ["upper", 2]],
    [
      "a negative upper bound over the default lower bound",
      { lower: undefined, upper: float(-1, 5, 3) },
      "crossed-bounds",
      ["upper", 0],
    ],
    ["a cost of 2^53", { cost: float(5, 2 ** 53, 9) }, "cost-out-of-range", ["cost", 1]],
    [
      "a cost whose multiple by the nodes reaches 2^53",
      { cost: float(5, -3, -3002399751580331) },
      "cost-out-of-range",
      ["cost", 2],
    ],
    ["a cost of 1e300", { cost: float(1e300, 1, 1) }, "cost-out-of-range", ["cost", 0]],
    [
      "an upper bound of 2^53 where Infinity is meant",
      { upper: float(4, 2 ** 53, 3) },
      "capacity-out-of-range",
      ["upper", 1],
    ],
    [
      "upper bounds that reach 2^53 together",
      { upper: float(2 ** 52, 2 ** 52, 3) },
      "capacity-out-of-range",
      ["upper"],
    ],
  ];
  for (const [what, change, code, path] of malformed) {
    test(`${what}: ${code}`, () => {
      const network = { ...sound, ...change };
      expect(networkIssues(network)).toEqual([expect.objectContaining({ code: `network/${code}`, path })]);
      expect(() => minCostFlow(network as typeof sound)).toThrow(NetworkError);
    });
  }

  test("a value that is no object at all", () => {
    for (const value of [undefined, null, 3, "network", true, Symbol("x"), 7n]) {
      expect(networkIssues(value).map(({ code }) => code)).toEqual(["network/not-a-network"]);
    }
    expect(networkIssues([]).length).toBeGreaterThan(0);
    expect(networkIssues(() => 0).map(({ code }) => code)).toEqual(["network/not-a-network"]);
  });

  test("the guards let the last exact value pass", () => {
    expect(networkIssues({ ...sound, cost: float(5, -3, -3002399751580330) })).toEqual([]);
    const room = 2 ** 53 - 1 - 4 - 3 - 1;
    expect(networkIssues({ ...sound, upper: float(room, Infinity, 3) })).toEqual([]);
    expect(networkIssues({ ...sound, upper: float(room + 1, Infinity, 3) })).toHaveLength(1);
  });

  test("a slip in the name of the optional field is not overlooked", () => {
    const { lower, ...others } = sound;
    const network = { ...others, lowers: lower };
    expect(networkIssues(network).map(({ code, hint }) => `${code} ${hint}`)).toEqual([
      "network/unknown-key you meant `lower`",
    ]);
    expect(networkIssues({ ...others, name: "an instance" })).toEqual([]);
  });

  test("supplies that do not sum to 0 are infeasible, too much and too little alike, with all nodes as the cut", () => {
    for (const supply of [float(2, 0, -1), float(1, 0, -2)]) {
      const network = { ...sound, supply };
      expect(networkIssues(network)).toEqual([]);
      const result = minCostFlow(network);
      expect(result).toEqual({ status: "infeasible", cut: new Uint8Array(3).fill(1) });
      expect(verifyFlow(network, result).ok).toBe(true);
    }
  });

  test("collects every issue, in field order", () => {
    const network = { ...sound, head: int(1, 9, 9), cost: float(NaN, 0.5, 0), supply: float(1, 0, 0) };
    expect(networkIssues(network).map(({ code, path }) => [code, ...path].join(" "))).toEqual([
      "network/node-out-of-range head 1",
      "network/node-out-of-range head 2",
      "network/not-an-integer cost 0",
      "network/not-an-integer cost 1",
    ]);
  });

  test("200,000 issues are fine", () => {
    const size = 200_000;
    const network = {
      nodeCount: 1,
      tail: new Int32Array(size).fill(7),
      head: new Int32Array(size),
      upper: new Float64Array(size),
      cost: new Float64Array(size),
      supply: new Float64Array(1),
    };
    const error = errorOf(() => minCostFlow(network));
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as NetworkError).issues).toHaveLength(size);
  });
});

test("costIssues checks a cost vector of its own", () => {
  expect(costIssues(float(1, 2), 2, 9)).toEqual([]);
  expect(costIssues(float(1), 2, 9).map(({ code }) => code)).toEqual(["network/wrong-length"]);
  expect(costIssues([1, 2], 2, 9).map(({ code }) => code)).toEqual(["network/wrong-type"]);
  expect(costIssues(float(1, 2 ** 50), 2, 9).map(({ path }) => path)).toEqual([["cost", 1]]);
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
  const field = { weight: 1, arbitrary: value };
  const network = fc.record({
    nodeCount: fc.oneof({ weight: 4, arbitrary: fc.constant(3) }, field),
    tail: fc.oneof({ weight: 4, arbitrary: fc.constant(sound.tail) }, field),
    head: fc.oneof({ weight: 4, arbitrary: fc.constant(sound.head) }, field),
    lower: fc.oneof({ weight: 4, arbitrary: fc.constant(sound.lower) }, field),
    upper: fc.oneof({ weight: 4, arbitrary: fc.constant(sound.upper) }, field),
    cost: fc.oneof({ weight: 4, arbitrary: fc.constant(sound.cost) }, field),
    supply: fc.oneof({ weight: 4, arbitrary: fc.constant(sound.supply) }, field),
  });
  fc.assert(
    fc.property(fc.oneof(network, value), (input) => {
      const error = errorOf(() => minCostFlow(input as typeof sound));
      expect(error === undefined || error instanceof NetworkError).toBe(true);
    }),
    { numRuns: 2000, seed: 15 },
  );
});

test("an answer that leaves ±(2^53 − 1) is refused, one that just fits is not", () => {
  expect(minCostFlow(expensive(2 ** 27 - 1))).toMatchObject({ cost: 2 ** 53 - 2 ** 26 });
  const error = errorOf(() => minCostFlow(expensive(2 ** 27)));
  expect(error).toBeInstanceOf(NetworkError);
  expect((error as ImbangError).issues.map(({ code }) => code)).toEqual(["network/objective-out-of-range"]);
  expect(error).not.toBeInstanceOf(EngineError);
});

function expensive(units: number): typeof sound {
  return makeNetwork([units, -units], [[0, 1, 2 ** 26, Infinity]]);
}

function errorOf(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}
