import { describe, expect, test } from "vitest";
import { minCostFlow, verifyFlow } from "../../src/network/index.js";
import { advance, createSimplex } from "../../src/network/simplex.js";
import type { FlowNetwork } from "../../src/network/types.js";
import { type Arc, expectProof, makeNetwork, randomNetwork, seededRandom, transportNetwork } from "./networks.js";

/** Solves, proves by hand and by `verifyFlow`; the cost. */
function solve(network: FlowNetwork): number | null {
  const result = minCostFlow(network);
  expect(result.status).toBe("optimal");
  expect(verifyFlow(network, result).issues).toEqual([]);
  return expectProof(network, result);
}

/** Far more pivots than these families take, far fewer than a run that cycles. */
function expectFewPivots(network: FlowNetwork): void {
  const simplex = createSimplex(network);
  expect(advance(simplex, 40 * (network.nodeCount + network.tail.length) + 1000)).toBe("optimal");
}

describe("medium random networks are solved and proven", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    test(`300 nodes, 3,000 arcs, seed ${seed}`, () => {
      const network = randomNetwork({ nodes: 300, arcs: 3000, seed, negative: true });
      const { flow: _, ...cold } = minCostFlow(network) as { flow: Float64Array; cost: number };
      expect(solve(network)).toBe(cold.cost);
      const warm = createSimplex(network, network.start);
      expect(advance(warm, Infinity)).toBe("optimal");
    });
  }
  for (const seed of [1, 2, 3]) {
    test(`transport of 500 sources to 50 destinations with convex seats, seed ${seed}`, () => {
      solve(transportNetwork({ sources: 500, destinations: 50, degree: 20, seed }));
    });
  }
});

describe("families on which a careless simplex cycles or crawls end within a sane number of pivots", () => {
  test("degenerate assignment: every cost 0 or 1, every basis degenerate", () => {
    for (const size of [10, 40, 90]) {
      for (const seed of [1, 2, 3]) {
        const random = seededRandom(seed * size);
        const arcs = Array.from({ length: size * size }, (_, arc): Arc => {
          return [Math.floor(arc / size), size + (arc % size), random() < 0.2 ? 0 : 1];
        });
        const network = makeNetwork(
          Array.from({ length: 2 * size }, (_, node) => (node < size ? 1 : -1)),
          arcs,
        );
        expectFewPivots(network);
        solve(network);
      }
    }
  });
  test("transport in which every partial sum of offers meets one of wants", () => {
    const size = 30;
    const arcs = Array.from({ length: size * size }, (_, arc): Arc => {
      const [row, column] = [Math.floor(arc / size), arc % size];
      return [row, size + column, Math.abs(row - column) % 7, Infinity];
    });
    const network = makeNetwork(
      Array.from({ length: 2 * size }, (_, node) => (node < size ? 5 : -5)),
      arcs,
    );
    expectFewPivots(network);
    expect(solve(network)).toBe(0);
  });
  test("circulation without any supply and with many arcs of cost 0", () => {
    const random = seededRandom(9);
    const arcs = Array.from({ length: 2000 }, (): Arc => {
      return [Math.floor(random() * 60), Math.floor(random() * 60), Math.floor(random() * 3) - 1, 1];
    });
    const network = makeNetwork(
      Array.from({ length: 60 }, () => 0),
      arcs,
    );
    expectFewPivots(network);
    solve(network);
  });
  test("a chain of 5,000 nodes, deeper than any recursion should go", () => {
    const length = 5000;
    const supply = Array.from({ length }, (_, node) => (node === 0 ? 3 : node === length - 1 ? -3 : 0));
    const arcs: Arc[] = [];
    for (let node = 0; node + 1 < length; node++) {
      arcs.push([node, node + 1, 2, 2], [node, node + 1, 3, 2], [node + 1, node, 1, 5]);
    }
    expect(solve(makeNetwork(supply, arcs))).toBe((length - 1) * (2 * 2 + 3));
  });
});
