import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minCostFlow, verifyFlow } from "../../src/network/index.js";
import type { FlowNetwork, OptimalFlow } from "../../src/network/types.js";
import { makeNetwork, randomNetwork } from "./networks.js";

/** A diamond where every kind of arc occurs: basic, at its lower bound, at its upper bound, a loop. */
const diamond = makeNetwork(
  [3, 0, 0, -3],
  [
    [0, 1, 1, 2],
    [0, 2, 4, 5, 0],
    [1, 3, 1, 2],
    [2, 3, 4, Infinity],
    [1, 2, 9, 4],
    [3, 3, -2, 2],
  ],
);
const answer = minCostFlow(diamond) as OptimalFlow;

const codesOf = (network: unknown, result: unknown): string[] => [
  ...new Set(verifyFlow(network, result).issues.map(({ code }) => code)),
];
const changed = (values: Float64Array, index: number, by: number): Float64Array =>
  values.map((value, at) => (at === index ? value + by : value));

describe("verifyFlow accepts what is right", () => {
  test("an optimum, also with other potentials of the same kind", () => {
    expect(answer.cost).toBe(2 * 2 + 8 - 4);
    expect(verifyFlow(diamond, answer)).toEqual({ ok: true, issues: [] });
    const potential = answer.potential.map((value) => value + 1000);
    expect(codesOf(diamond, { ...answer, potential })).toEqual([]);
  });
  test("numbers whose products and sums leave 2^53, exactly", () => {
    const large = 2 ** 50;
    const network = makeNetwork(
      [large, -large],
      [
        [0, 1, 5, Infinity],
        [0, 1, 7, Infinity],
      ],
    );
    const flow = Float64Array.of(large, 0);
    const potential = Float64Array.of(5, 0);
    expect(codesOf(network, { status: "optimal", flow, potential, cost: 5 * large })).toEqual([]);
    expect(codesOf(network, { status: "optimal", flow, potential, cost: 5 * large + 1 })).toEqual([
      "network/wrong-cost",
    ]);
    const far = Float64Array.of(2 ** 53 - 1, 2 ** 53 - 6);
    expect(codesOf(network, { status: "optimal", flow, potential: far, cost: 5 * large })).toEqual([]);
    const endless = makeNetwork(
      [0, 0],
      [
        [0, 1, 1, Infinity],
        [1, 0, -1, Infinity],
      ],
    );
    const round = Float64Array.of(2 ** 53 - 1, 2 ** 53 - 1);
    expect(codesOf(endless, { status: "optimal", flow: round, potential: Float64Array.of(1, 0), cost: 0 })).toEqual([]);
  });
});

describe("verifyFlow rejects what is wrong", () => {
  const wrong: [string, object, string[]][] = [
    ["a flow one too high", { flow: changed(answer.flow, 1, 1) }, ["wrong-balance", "wrong-cost", "duality-gap"]],
    ["a flow one too low", { flow: changed(answer.flow, 0, -1) }, ["wrong-balance", "wrong-cost", "duality-gap"]],
    [
      "a flow that is not the cheapest",
      { flow: Float64Array.of(1, 2, 1, 2, 0, 2), cost: 1 + 8 + 1 + 8 - 4 },
      ["wrong-slackness", "duality-gap"],
    ],
    [
      "a flow above its upper bound",
      { flow: Float64Array.of(3, 0, 3, 0, 0, 2) },
      ["above-upper", "wrong-cost", "wrong-slackness", "duality-gap"],
    ],
    [
      "a loop above its upper bound",
      { flow: changed(answer.flow, 5, 1), cost: answer.cost - 2 },
      ["above-upper", "wrong-slackness", "duality-gap"],
    ],
    [
      "a flow below its lower bound",
      { flow: changed(changed(answer.flow, 4, -1), 2, 0) },
      ["below-lower", "wrong-balance", "wrong-cost", "wrong-slackness", "duality-gap"],
    ],
    ["half a unit of flow", { flow: changed(answer.flow, 1, 0.5) }, ["not-an-integer"]],
    ["NaN in the flow", { flow: changed(answer.flow, 2, NaN) }, ["not-an-integer"]],
    ["NaN in the potentials", { potential: changed(answer.potential, 2, NaN) }, ["not-an-integer"]],
    ["an endless flow", { flow: changed(answer.flow, 3, Infinity) }, ["not-an-integer"]],
    ["a potential that breaks a reduced cost", { potential: changed(answer.potential, 2, 1) }, ["wrong-slackness"]],
    ["a cost off by one", { cost: answer.cost + 1 }, ["wrong-cost"]],
    ["a cost that is NaN", { cost: NaN }, ["wrong-cost"]],
    ["no cost", { cost: undefined }, ["wrong-cost"]],
    ["a cost in BigInt", { cost: BigInt(answer.cost) }, ["wrong-cost"]],
    ["a short flow", { flow: answer.flow.slice(1) }, ["wrong-length"]],
    ["short potentials", { potential: answer.potential.slice(1) }, ["wrong-length"]],
    ["a flow as a plain array", { flow: [...answer.flow] }, ["unreadable"]],
    ["no flow", { flow: undefined }, ["unreadable"]],
    ["no potentials", { potential: null }, ["unreadable"]],
    ["an unknown status", { status: "feasible" }, ["unreadable"]],
    ["a status that belongs to other fields", { status: "infeasible" }, ["unreadable"]],
  ];
  for (const [name, change, codes] of wrong) {
    test(`${name} is rejected`, () => {
      expect(codesOf(diamond, { ...answer, ...change }).sort()).toEqual(codes.map((code) => `network/${code}`).sort());
    });
  }

  test("each flow of a random optimum changed by one, each potential that matters changed by one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(), fc.constantFrom(1, -1), (seed, pick, by) => {
        const network = randomNetwork({ nodes: 8, arcs: 30, seed, negative: true });
        const result = minCostFlow(network) as OptimalFlow;
        expect(verifyFlow(network, { ...result, flow: changed(result.flow, pick % 30, by) }).ok).toBe(false);
        const potential = changed(result.potential, pick % 8, by);
        const breaks = Array.from(network.tail).some((tail, arc) => {
          const reduced = network.cost[arc]! - potential[tail]! + potential[network.head[arc]!]!;
          return (
            (reduced > 0 && result.flow[arc] !== network.lower![arc]) ||
            (reduced < 0 && result.flow[arc] !== network.upper[arc])
          );
        });
        expect(verifyFlow(network, { ...result, potential }).ok).toBe(!breaks);
      }),
      { numRuns: 300, seed: 14 },
    );
  });

  describe("cuts", () => {
    const network = makeNetwork(
      [2, 0, -2, 0],
      [
        [0, 1, 1, 1],
        [1, 2, 1, 5],
        [2, 1, 1, 3, 1],
        [0, 3, 1, Infinity],
        [3, 0, 1, 1, 1],
      ],
    );
    const cutOf = (...cut: number[]): string[] => codesOf(network, { status: "infeasible", cut: Uint8Array.from(cut) });
    test("the one that the solver found is right", () => {
      const result = minCostFlow(network);
      expect(result.status).toBe("infeasible");
      expect(codesOf(network, result)).toEqual([]);
    });
    test("wrong ones are not", () => {
      expect(cutOf(1, 0, 0, 1)).toEqual([]); // 2 to send, 1 fits
      expect(cutOf(0, 1, 1, 0)).toEqual(["network/wrong-cut"]);
      expect(cutOf(0, 0, 0, 0)).toEqual(["network/wrong-cut"]);
      expect(cutOf(1, 1, 1, 1)).toEqual(["network/wrong-cut"]);
      expect(cutOf(1, 0, 0, 0)).toEqual(["network/wrong-cut"]); // an endless arc leaves it
      expect(cutOf(1, 1, 0, 1)).toEqual(["network/wrong-cut"]); // 2 + 1 to send, 5 fit
      expect(cutOf(2, 0, 0, 1)).toEqual(["network/wrong-cut"]);
      expect(cutOf(1, 0, 0)).toEqual(["network/wrong-length"]);
      expect(codesOf(network, { status: "infeasible", cut: [1, 0, 0, 1] })).toEqual(["network/unreadable"]);
      expect(codesOf(diamond, { status: "infeasible", cut: Uint8Array.of(1, 0, 0, 0) })).toEqual(["network/wrong-cut"]);
    });
    test("a lower bound on an entering arc counts", () => {
      const pushed = makeNetwork(
        [0, 0],
        [
          [0, 1, 1, 1],
          [1, 0, 1, 4, 2],
        ],
      );
      expect(codesOf(pushed, { status: "infeasible", cut: Uint8Array.of(1, 0) })).toEqual([]);
      const enough = makeNetwork(
        [0, 0],
        [
          [0, 1, 1, 2],
          [1, 0, 1, 4, 2],
        ],
      );
      expect(codesOf(enough, { status: "infeasible", cut: Uint8Array.of(1, 0) })).toEqual(["network/wrong-cut"]);
    });
  });

  describe("cycles", () => {
    const network: FlowNetwork = makeNetwork(
      [0, 0, 0],
      [
        [0, 1, -3, Infinity],
        [1, 0, 1, Infinity],
        [1, 2, 0, Infinity],
        [2, 0, 3, Infinity],
        [1, 0, -9, 5],
      ],
    );
    const flow = new Float64Array(5);
    const cycleOf = (...cycle: number[]): string[] =>
      codesOf(network, { status: "unbounded", flow, cycle: Int32Array.from(cycle) });
    test("the one that the solver found is right", () => {
      const result = minCostFlow(network);
      expect(result.status).toBe("unbounded");
      expect(codesOf(network, result)).toEqual([]);
    });
    test("wrong ones are not", () => {
      expect(cycleOf(0, 1)).toEqual([]);
      expect(cycleOf(1, 0)).toEqual([]);
      expect(cycleOf()).toEqual(["network/wrong-cycle"]);
      expect(cycleOf(0)).toEqual(["network/wrong-cycle"]); // not closed
      expect(cycleOf(0, 2)).toEqual(["network/wrong-cycle"]); // not closed
      expect(cycleOf(0, 2, 3)).toEqual(["network/wrong-cycle"]); // costs nothing
      expect(cycleOf(0, 4)).toEqual(["network/wrong-cycle"]); // has a limit
      expect(cycleOf(0, 99)).toEqual(["network/wrong-cycle"]);
      expect(cycleOf(0, -1)).toEqual(["network/wrong-cycle"]);
      expect(codesOf(network, { status: "unbounded", flow, cycle: [0, 1] })).toEqual(["network/unreadable"]);
    });
    test("a cycle without a feasible flow proves nothing", () => {
      const cycle = Int32Array.of(0, 1);
      expect(codesOf(network, { status: "unbounded", cycle })).toEqual(["network/unreadable"]);
      expect(codesOf(network, { status: "unbounded", cycle, flow: flow.map(() => 1) })).toEqual([
        "network/wrong-balance",
      ]);
    });
  });
});

describe("verifyFlow never throws", () => {
  test("on junk of any kind, on either side", () => {
    const junk: unknown[] = [
      undefined,
      null,
      0,
      "x",
      true,
      1n,
      Symbol("s"),
      [],
      {},
      () => 0,
      new Date(),
      Object.create(null),
    ];
    for (const value of junk) {
      expect(verifyFlow(value, answer).ok).toBe(false);
      expect(verifyFlow(diamond, value).ok).toBe(false);
      for (const field of Object.keys(diamond).filter((name) => name !== "lower" || value !== undefined)) {
        expect(codesOf({ ...diamond, [field]: value }, answer)).toEqual(["network/unreadable"]);
      }
      for (const field of Object.keys(answer))
        expect(verifyFlow(diamond, { ...answer, [field]: value }).ok).toBe(false);
    }
    const hostile = {
      get status(): string {
        throw new Error("no");
      },
    };
    expect(codesOf(diamond, hostile)).toEqual(["network/unreadable"]);
  });
  test("on networks with the wrong numbers", () => {
    const spoilt: Partial<FlowNetwork>[] = [
      { head: Int32Array.of(1, 2, 3, 3, 2, 4) },
      { tail: Int32Array.of(-1, 0, 1, 2, 1, 3) },
      { tail: diamond.tail.slice(1) },
      { cost: changed(diamond.cost, 0, NaN) },
      { upper: changed(diamond.upper, 0, -Infinity) },
      { supply: changed(diamond.supply, 0, 0.5) },
      { lower: diamond.lower!.slice(1) },
    ];
    for (const change of spoilt) expect(codesOf({ ...diamond, ...change }, answer)).toEqual(["network/unreadable"]);
  });
});
