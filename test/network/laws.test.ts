import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minCostFlow, verifyFlow } from "../../src/network/index.js";
import type { FlowNetwork, FlowResult } from "../../src/network/types.js";
import {
  type Arc,
  arcsOf,
  exhaustiveOptimum,
  expectProof,
  fail,
  hasEndlessNegativeCycle,
  makeNetwork,
  randomNetwork,
  smallNetwork,
} from "./networks.js";

/** What a network is worth: its status, and the cost if it is optimal. */
function worth(network: FlowNetwork): string | number {
  const result = minCostFlow(network);
  return result.status === "optimal" ? result.cost : result.status;
}

/** The same, by looking at every flow. */
function exhaustiveWorth(network: FlowNetwork): string | number {
  const best = exhaustiveOptimum(network, [network.cost]);
  if (best === null) return "infeasible";
  return hasEndlessNegativeCycle(network, network.cost) ? "unbounded" : best[0]!;
}

function optimum(network: FlowNetwork): Extract<FlowResult, { status: "optimal" }> {
  const result = minCostFlow(network);
  if (result.status !== "optimal") return fail(`expected an optimum, got ${result.status}`);
  return result;
}

function replaced(arcs: readonly Arc[], index: number, by: readonly Arc[]): Arc[] {
  return [...arcs.slice(0, index), ...by, ...arcs.slice(index + 1)];
}

const seeds = fc.integer({ min: 1, max: 1e9 });
const mediumNetwork = seeds.map((seed) => randomNetwork({ nodes: 12, arcs: 40, seed, negative: seed % 2 === 0 }));

describe("minCostFlow on every small network", () => {
  test("agrees with an exhaustive search, and proves its answer", () => {
    const seen = { optimal: 0, infeasible: 0, unbounded: 0 };
    fc.assert(
      fc.property(smallNetwork(), (network) => {
        const result = minCostFlow(network);
        const cost = expectProof(network, result);
        seen[result.status]++;
        expect(cost ?? result.status).toBe(exhaustiveWorth(network));
        expect(verifyFlow(network, result)).toEqual({ ok: true, issues: [] });
      }),
      { numRuns: 3000, seed: 1 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100); // every kind of answer was met
  });

  test("never changes its input", () => {
    fc.assert(
      fc.property(smallNetwork(), (network) => {
        const before = structuredClone(network);
        minCostFlow(network);
        expect(network).toEqual(before);
      }),
      { numRuns: 200, seed: 2 },
    );
  });
});

describe("minCostFlow on the smallest networks there are", () => {
  test("no nodes at all", () => {
    const network = makeNetwork([], []);
    expect(minCostFlow(network)).toEqual({
      status: "optimal",
      flow: new Float64Array(),
      potential: new Float64Array(),
      cost: 0,
    });
  });
  test("nodes without arcs: optimal if nobody wants anything, else infeasible", () => {
    expect(optimum(makeNetwork([0, 0], []))).toMatchObject({ cost: 0, potential: Float64Array.of(0, 0) });
    const result = minCostFlow(makeNetwork([1, -1], []));
    expect(result).toEqual({ status: "infeasible", cut: Uint8Array.of(1, 0) });
  });
  test("a self-loop that pays is filled; without a limit it is unbounded", () => {
    expect(optimum(makeNetwork([0], [[0, 0, -7, 3]]))).toMatchObject({ cost: -21, flow: Float64Array.of(3) });
    expect(minCostFlow(makeNetwork([0], [[0, 0, -7, Infinity]]))).toMatchObject({
      status: "unbounded",
      cycle: Int32Array.of(0),
    });
  });
  test("a self-loop that costs stays at its lower bound", () => {
    expect(optimum(makeNetwork([0], [[0, 0, 7, 9, 2]]))).toMatchObject({ cost: 14, flow: Float64Array.of(2) });
  });
  test("of parallel arcs the cheaper is filled first", () => {
    const network = makeNetwork(
      [3, -3],
      [
        [0, 1, 5, 2],
        [0, 1, 1, 2],
      ],
    );
    expect(optimum(network)).toMatchObject({ cost: 7, flow: Float64Array.of(1, 2) });
  });
  test("an endless negative cycle does not hide that the network is infeasible", () => {
    const network = makeNetwork(
      [0, 0, 1, -1],
      [
        [0, 1, -1, Infinity],
        [1, 0, 0, Infinity],
      ],
    );
    expect(minCostFlow(network).status).toBe("infeasible");
  });
  test("a lower bound that nobody can meet is infeasible, and so is a negative one that must be met", () => {
    expect(worth(makeNetwork([0, 0], [[0, 1, 1, 2, 1]]))).toBe("infeasible");
    expect(worth(makeNetwork([0, 0], [[0, 1, 1, -1, -2]]))).toBe("infeasible");
    expect(worth(makeNetwork([-2, 2], [[0, 1, 3, 0, -2]]))).toBe(-6);
  });
  test("works without lower bounds in the input", () => {
    const { lower: _, ...network } = makeNetwork([1, -1], [[0, 1, 4]]);
    expect(worth(network)).toBe(4);
  });
  test("stays exact just below the guards", () => {
    const large = 2 ** 51 - 1;
    const network = makeNetwork(
      [1, 0, 0, -1],
      [
        [0, 1, large, 1],
        [1, 2, large, 1],
        [2, 3, large, 1],
        [0, 3, 2 ** 51 - 1, 1, 0],
      ],
    );
    expect(worth(network)).toBe(2 ** 51 - 1);
    const long = makeNetwork([1, 0, 0, -1], arcsOf(network).slice(0, 3));
    expect(worth(long)).toBe(3 * large);
  });
});

describe("minCostFlow: what must not change the cost", () => {
  const runs = { numRuns: 150, seed: 3 };
  const anyNetwork = fc.oneof(smallNetwork(), mediumNetwork);

  test("permuting the arcs", () => {
    fc.assert(
      fc.property(anyNetwork, fc.infiniteStream(fc.nat()), (network, keys) => {
        const keyed = arcsOf(network).map((arc) => ({ arc, key: keys.next().value as number }));
        const shuffled = keyed.sort((left, right) => left.key - right.key).map(({ arc }) => arc);
        expect(worth(makeNetwork([...network.supply], shuffled))).toBe(worth(network));
      }),
      runs,
    );
  });
  test("renumbering the nodes", () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const last = network.nodeCount - 1;
        const arcs = arcsOf(network).map(([tail, head, cost, upper, lower]): Arc => {
          return [last - tail, last - head, cost, upper!, lower!];
        });
        expect(worth(makeNetwork([...network.supply].reverse(), arcs))).toBe(worth(network));
      }),
      runs,
    );
  });
  test("splitting an arc in two parallel ones", () => {
    fc.assert(
      fc.property(anyNetwork, fc.nat(), (network, pick) => {
        const arcs = arcsOf(network);
        fc.pre(arcs.length > 0);
        const [tail, head, cost, upper, lower] = arcs[pick % arcs.length]! as [number, number, number, number, number];
        const share = upper === Infinity ? 1 : Math.floor((upper - lower) / 2);
        const halves: Arc[] = [
          [tail, head, cost, lower + share, lower],
          [tail, head, cost, upper === Infinity ? Infinity : upper - lower - share, 0],
        ];
        const split = makeNetwork([...network.supply], replaced(arcs, pick % arcs.length, halves));
        expect(worth(split)).toBe(worth(network));
      }),
      runs,
    );
  });
  test("splitting an arc in two in a row", () => {
    fc.assert(
      fc.property(anyNetwork, fc.nat(), (network, pick) => {
        const arcs = arcsOf(network);
        fc.pre(arcs.length > 0);
        const [tail, head, cost, upper, lower] = arcs[pick % arcs.length]!;
        const middle = network.nodeCount;
        const halves: Arc[] = [
          [tail, middle, cost - 1, upper!, lower!],
          [middle, head, 1, Infinity, -9],
        ];
        const split = makeNetwork([...network.supply, 0], replaced(arcs, pick % arcs.length, halves));
        expect(worth(split)).toBe(worth(network));
      }),
      runs,
    );
  });
  test("moving a lower bound into the supplies", () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const supply = [...network.supply];
        let paid = 0;
        const arcs = arcsOf(network).map(([tail, head, cost, upper, lower]): Arc => {
          supply[tail]! -= lower!;
          supply[head]! += lower!;
          paid += cost * lower!;
          return [tail, head, cost, upper! - lower!];
        });
        const moved = worth(makeNetwork(supply, arcs));
        expect(typeof moved === "number" ? moved + paid : moved).toBe(worth(network));
      }),
      runs,
    );
  });
  test("removing an arc that is unused and priced out", () => {
    fc.assert(
      fc.property(mediumNetwork, (network) => {
        const result = minCostFlow(network);
        if (result.status !== "optimal") return;
        const { flow, potential, cost } = result;
        const kept = arcsOf(network).filter(([tail, head, arcCost], arc) => {
          return flow[arc] !== 0 || arcCost - potential[tail]! + potential[head]! <= 0;
        });
        expect(worth(makeNetwork([...network.supply], kept))).toBe(cost);
      }),
      runs,
    );
  });
});

describe("minCostFlow: what changes the cost, and how", () => {
  const runs = { numRuns: 150, seed: 4 };

  test("scaling every cost scales the optimum", () => {
    fc.assert(
      fc.property(fc.oneof(smallNetwork(), mediumNetwork), fc.integer({ min: 1, max: 1000 }), (network, factor) => {
        const before = worth(network);
        const after = worth({ ...network, cost: network.cost.map((cost) => cost * factor) });
        expect(after).toBe(typeof before === "number" ? before * factor : before);
      }),
      runs,
    );
  });
  test("scaling every supply and bound scales the optimum", () => {
    fc.assert(
      fc.property(mediumNetwork, fc.integer({ min: 1, max: 1000 }), (network, factor) => {
        const times = (value: number): number => value * factor;
        const scaled = {
          ...network,
          supply: network.supply.map(times),
          lower: network.lower!.map(times),
          upper: network.upper.map(times),
        };
        expect(worth(scaled)).toBe(optimum(network).cost * factor);
      }),
      runs,
    );
  });
  test("one more arc never hurts", () => {
    fc.assert(
      fc.property(mediumNetwork, fc.nat(11), fc.nat(11), fc.nat(100), (network, tail, head, cost) => {
        const wider = makeNetwork([...network.supply], [...arcsOf(network), [tail, head, cost, 5]]);
        expect(optimum(wider).cost).toBeLessThanOrEqual(optimum(network).cost);
      }),
      runs,
    );
  });
  test("a higher upper bound never raises the cost", () => {
    fc.assert(
      fc.property(mediumNetwork, fc.nat(39), (network, arc) => {
        const upper = network.upper.slice();
        upper[arc]! += 3;
        expect(optimum({ ...network, upper }).cost).toBeLessThanOrEqual(optimum(network).cost);
      }),
      runs,
    );
  });
  test("a constant on every arc out of a node that is never entered shifts the cost by constant × supply", () => {
    fc.assert(
      fc.property(mediumNetwork, fc.integer({ min: 1, max: 9 }), fc.nat(50), (network, offer, constant) => {
        const source = network.nodeCount;
        const supply = [...network.supply, offer];
        supply[0]! -= offer;
        const build = (extra: number): FlowNetwork =>
          makeNetwork(supply, [
            ...arcsOf(network),
            [source, 0, 10 + extra, 9],
            [source, 5, 3 + extra, 4],
            [source, 7, 1 + extra, 2],
          ]);
        expect(worth(build(constant))).toBe(optimum(build(0)).cost + constant * offer);
      }),
      runs,
    );
  });
});
