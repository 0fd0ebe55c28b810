import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NetworkError } from "../../src/errors/index.js";
import { dualBound } from "../../src/network/dual-bound.js";
import { flowCost } from "../../src/network/exact-sum.js";
import { optimalFace } from "../../src/network/face.js";
import { minCostFlow } from "../../src/network/index.js";
import {
  advance,
  createSimplex,
  currentFlow,
  currentPotential,
  freeArcCount,
  infeasibleCut,
  lockFace,
  setCosts,
  type Simplex,
  unboundedCycle,
} from "../../src/network/simplex.js";
import type { FlowNetwork } from "../../src/network/types.js";
import {
  exhaustiveOptimum,
  expectFeasible,
  expectProof,
  fail,
  makeNetwork,
  randomNetwork,
  seededRandom,
  smallNetwork,
} from "./networks.js";

const seeds = fc.integer({ min: 1, max: 1e9 });
const mediumNetwork = seeds.map((seed) => randomNetwork({ nodes: 15, arcs: 60, seed, negative: true }));

/** All that a run shows to the outside. */
function view(simplex: Simplex): unknown {
  return { status: simplex.status, flow: currentFlow(simplex), potential: currentPotential(simplex) };
}

/** Runs to the end and proves the end from the definitions; the cost of the flow. */
function finish(simplex: Simplex, network: FlowNetwork): bigint {
  expect(advance(simplex, Infinity)).toBe("optimal");
  const flow = currentFlow(simplex);
  const cost = flowCost(network.cost, flow);
  expectProof(network, { status: "optimal", flow, potential: currentPotential(simplex), cost: Number(cost) });
  return cost;
}

/** S1–S4 of `simplex.ts` and T1–T3 of `spanning-tree.ts`, read off the state. */
function expectInvariants({ tree, arcCount, tail, head, cost, flow, capacity, side, locked, network }: Simplex): void {
  const { root, parent, parentArc, upward, depth, potential, firstChild, nextSibling } = tree;
  const isTreeArc = new Uint8Array(arcCount + network.nodeCount);
  for (let node = 0; node < network.nodeCount; node++) {
    const arc = parentArc[node]!;
    isTreeArc[arc] = 1;
    expect([tail[arc], head[arc]]).toEqual(upward[node] === 1 ? [node, parent[node]] : [parent[node], node]);
    expect(depth[node]).toBe(depth[parent[node]!]! + 1);
    expect(cost[arc]! - potential[tail[arc]!]! + potential[head[arc]!]!).toBe(0);
    const roomUp = upward[node] === 1 ? capacity[arc]! - flow[arc]! : flow[arc]!;
    if (!(roomUp > 0)) fail(`not strongly feasible: nothing can be sent up from node ${node}`);
  }
  let children = 0;
  for (let node = 0; node <= root; node++) {
    for (let child = firstChild[node]!; child >= 0; child = nextSibling[child]!) {
      if (parent[child] !== node) fail(`node ${child} is listed under ${node}`);
      children++;
    }
  }
  expect(children).toBe(network.nodeCount);
  for (let slot = 0; slot < arcCount; slot++) {
    const isOut = isTreeArc[slot] === 1 || locked[slot] === 1 || capacity[slot] === 0;
    const expected = isOut ? 0 : flow[slot] === 0 ? 1 : -1;
    if (side[slot] !== expected) fail(`slot ${slot} has side ${side[slot]} instead of ${expected}`);
    const isAtBound = flow[slot] === 0 || flow[slot] === capacity[slot];
    if (isTreeArc[slot] === 0 && !isAtBound) fail(`slot ${slot} is free and outside the tree`);
  }
}

describe("advance", () => {
  test("one pivot at a time ends like all at once, with every invariant held on the way", () => {
    fc.assert(
      fc.property(fc.oneof(smallNetwork(), mediumNetwork), (network) => {
        const atOnce = createSimplex(network);
        advance(atOnce, Infinity);
        const stepwise = createSimplex(network);
        expectInvariants(stepwise);
        while (advance(stepwise, 1) === "working") expectInvariants(stepwise);
        expectInvariants(stepwise);
        expect(view(stepwise)).toEqual(view(atOnce));
        expect(stepwise.pivotCount).toBe(atOnce.pivotCount);
        expect(advance(stepwise, 5)).toBe(atOnce.status);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
  test("does at most as many pivots as it was given", () => {
    const simplex = createSimplex(randomNetwork({ nodes: 50, arcs: 300, seed: 1 }));
    expect(advance(simplex, 0)).toBe("working");
    expect(simplex.pivotCount).toBe(0);
    expect(advance(simplex, 7)).toBe("working");
    expect(simplex.pivotCount).toBe(7);
  });
  test("finds the one paying arc wherever the search stopped before", () => {
    // Two far-apart runs of paying arcs force the search to start behind the last of them and to wrap round.
    for (let where = 0; where < 200; where++) {
      const network = makeNetwork(
        [0, 0],
        Array.from({ length: 200 }, (_, arc) => [arc % 2, 1 - (arc % 2), 10, 1] as const),
      );
      const simplex = createSimplex(network);
      simplex.cursor[0] = where;
      advance(simplex, Infinity);
      for (const paying of [0, 57, 199]) {
        const cost = network.cost.map((value, arc) => (arc === paying ? -20 : value));
        setCosts(simplex, cost);
        finish(simplex, { ...network, cost });
      }
    }
  });
});

describe("createSimplex with a start flow", () => {
  test("reaches the cost of a cold start, on networks of every kind", () => {
    fc.assert(
      fc.property(
        fc.oneof(smallNetwork(), mediumNetwork),
        fc.infiniteStream(fc.integer({ min: -9, max: 9 })),
        (network, noise) => {
          // Some feasible flow, usually with free cycles: the mean of two optima for unrelated costs.
          const other = (): ReturnType<typeof minCostFlow> =>
            minCostFlow({ ...network, cost: network.cost.map(() => noise.next().value as number) });
          const [left, right] = [other(), other()];
          if (left.status === "infeasible" || right.status === "infeasible") return;
          for (const start of [left.flow, right.flow]) {
            const before = start.slice();
            const simplex = createSimplex(network, start);
            expectInvariants(simplex);
            expectFeasible(network, currentFlow(simplex));
            advance(simplex, Infinity);
            expect(start).toEqual(before);
            const cold = minCostFlow(network);
            expect(simplex.status).toBe(cold.status);
            const cost = Number(flowCost(network.cost, currentFlow(simplex)));
            expect(cold.status === "optimal" ? cold.cost : cost).toBe(cost);
          }
        },
      ),
      { numRuns: 300, seed: 6 },
    );
  });
  test("cancels the free cycles of any feasible flow", () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, negative) => {
        const network = randomNetwork({ nodes: 10, arcs: 60, seed, negative });
        const simplex = createSimplex(network, network.start);
        expectInvariants(simplex);
        expectFeasible(network, currentFlow(simplex));
        const cold = minCostFlow(network);
        expect(cold).toMatchObject({ status: "optimal", cost: Number(finish(simplex, network)) });
      }),
      { numRuns: 200, seed: 7 },
    );
  });
  test("takes a free self-loop and an endless free cycle", () => {
    const network = makeNetwork(
      [0, 0],
      [
        [0, 0, 2, 5],
        [0, 1, 3, Infinity],
        [1, 0, 3, Infinity],
      ],
    );
    const simplex = createSimplex(network, Float64Array.of(2, 4, 4));
    expectInvariants(simplex);
    expect(finish(simplex, network)).toBe(0n);
    const paying = { ...network, cost: Float64Array.of(-2, -3, 1) };
    expect(advance(createSimplex(paying, Float64Array.of(2, 4, 4)), Infinity)).toBe("unbounded");
  });
  test("refuses a flow that is not feasible", () => {
    const network = makeNetwork([2, -2], [[0, 1, 1, 3]]);
    for (const flow of [[1], [4], [-1], [1.5], [NaN], [], [2, 0]]) {
      expect(() => createSimplex(network, Float64Array.from(flow))).toThrow(NetworkError);
    }
    expect(advance(createSimplex(network, Float64Array.of(2)), 9)).toBe("optimal");
    const huge = makeNetwork(
      [0, 0],
      [
        [0, 1, 1, Infinity],
        [1, 0, 1, Infinity],
      ],
    );
    expect(() => createSimplex(huge, Float64Array.of(2 ** 52, 2 ** 52))).toThrow(/2\^53/);
  });
});

describe("setCosts", () => {
  test("from the old basis reaches the optimum of the new costs", () => {
    fc.assert(
      fc.property(mediumNetwork, seeds, fc.nat(40), (network, seed, pivots) => {
        const random = seededRandom(seed);
        const cost = network.cost.map((old, arc) =>
          network.upper[arc] === Infinity ? old : Math.floor(random() * 90) - 30,
        );
        const simplex = createSimplex(network);
        advance(simplex, pivots); // perhaps still in phase 1
        setCosts(simplex, cost);
        const changed = { ...network, cost };
        expect(minCostFlow(changed)).toMatchObject({ cost: Number(finish(simplex, changed)) });
      }),
      { numRuns: 200, seed: 8 },
    );
  });
  test("brings an unbounded run back, leaves an infeasible one where it is", () => {
    const network = makeNetwork([0], [[0, 0, -1, Infinity]]);
    const simplex = createSimplex(network);
    expect(advance(simplex, Infinity)).toBe("unbounded");
    expect(unboundedCycle(simplex)).toEqual(Int32Array.of(0));
    setCosts(simplex, Float64Array.of(1));
    expect(finish(simplex, { ...network, cost: Float64Array.of(1) })).toBe(0n);
    const stuck = createSimplex(makeNetwork([1, -1], []));
    expect(advance(stuck, Infinity)).toBe("infeasible");
    setCosts(stuck, new Float64Array());
    expect(advance(stuck, Infinity)).toBe("infeasible");
    expect(infeasibleCut(stuck)).toEqual(Uint8Array.of(1, 0));
  });
  test("refuses costs of the wrong length or beyond the range, and is not touched by later changes", () => {
    const network = makeNetwork([1, -1], [[0, 1, 1]]);
    const simplex = createSimplex(network);
    for (const cost of [[], [1, 2], [0.5], [NaN], [2 ** 52]]) {
      expect(() => setCosts(simplex, Float64Array.from(cost))).toThrow(NetworkError);
    }
    const cost = Float64Array.of(5);
    setCosts(simplex, cost);
    cost[0] = 2;
    advance(simplex, Infinity);
    expect(Array.from(currentPotential(simplex)).map((value, _, [, last]) => value - last!)).toEqual([5, 0]);
  });
});

describe("lockFace", () => {
  test("level after level gives the lexicographic optimum, against every flow there is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4 }).chain((costs) => smallNetwork({ costs, endless: false })),
        (network) => {
          const best = exhaustiveOptimum(network, network.costs);
          const simplex = createSimplex(network);
          const isFeasible = advance(simplex, Infinity) === "optimal";
          expect(isFeasible).toBe(best !== null);
          if (!isFeasible) return;
          const totals = network.costs.map((cost) => {
            setCosts(simplex, cost);
            expect(advance(simplex, Infinity)).toBe("optimal");
            lockFace(simplex);
            expectInvariants(simplex);
            return Number(flowCost(cost, currentFlow(simplex)));
          });
          expect(totals).toEqual(best);
          for (const [level, cost] of network.costs.entries()) {
            expect(Number(flowCost(cost, currentFlow(simplex)))).toBe(best?.[level]); // later levels keep earlier ones
          }
        },
      ),
      { numRuns: 1500, seed: 9 },
    );
  });
  test("agrees with a fresh solve of each face, and with endless arcs", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const network = randomNetwork({ nodes: 30, arcs: 200, seed, negative: true });
        const random = seededRandom(seed);
        const simplex = createSimplex(network, seed % 2 === 0 ? network.start : undefined);
        let face: FlowNetwork = network;
        let free = freeArcCount(simplex);
        for (let level = 0; level < 4; level++) {
          // Few distinct costs: large optimal faces.
          const cost = network.cost.map(() => Math.floor(random() * (level + 2)));
          const problem: FlowNetwork = { ...face, cost };
          setCosts(simplex, cost);
          const total = finish(simplex, problem);
          const fresh = minCostFlow(problem);
          expect(fresh).toMatchObject({ status: "optimal", cost: Number(total) });
          face = optimalFace(problem, currentFlow(simplex), currentPotential(simplex));
          lockFace(simplex);
          expect(freeArcCount(simplex)).toBeLessThanOrEqual(free);
          free = freeArcCount(simplex);
          expect(free).toBe(face.upper.filter((upper, arc) => upper > face.lower![arc]!).length);
        }
      }),
      { numRuns: 60, seed: 10 },
    );
  });
  test("may leave a face that is unbounded for the next costs", () => {
    const network = makeNetwork(
      [0, 0],
      [
        [0, 1, 0, Infinity],
        [1, 0, 0, Infinity],
      ],
    );
    const simplex = createSimplex(network);
    advance(simplex, Infinity);
    lockFace(simplex);
    setCosts(simplex, Float64Array.of(-1, 0));
    expect(advance(simplex, Infinity)).toBe("unbounded");
    expect([...unboundedCycle(simplex)].sort()).toEqual([0, 1]);
  });
  test("and the proofs refuse a run that has not ended that way", () => {
    const simplex = createSimplex(makeNetwork([1, -1], [[0, 1, 1]]));
    expect(() => lockFace(simplex)).toThrow(/network\/not-optimal/);
    expect(() => infeasibleCut(simplex)).toThrow(/network\/no-cut/);
    expect(() => unboundedCycle(simplex)).toThrow(/network\/no-cycle/);
  });
});

describe("optimalFace", () => {
  test("holds exactly the optimal flows", () => {
    fc.assert(
      fc.property(smallNetwork({ endless: false, costs: 2 }), (network) => {
        const result = minCostFlow(network);
        if (result.status !== "optimal") return;
        const face = optimalFace(network, result.flow, result.potential);
        // Any second goal has the same optimum over the face as over the optimal flows.
        expect(exhaustiveOptimum(face, [network.costs[1]!])).toEqual([exhaustiveOptimum(network, network.costs)?.[1]]);
        expect(exhaustiveOptimum(face, [network.cost.map((cost) => -cost)])).toEqual([-result.cost || 0]);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe("dualBound", () => {
  test("never exceeds the optimum on the way, and meets it at the end", () => {
    fc.assert(
      fc.property(fc.oneof(smallNetwork(), mediumNetwork), (network) => {
        const result = minCostFlow(network);
        if (result.status !== "optimal") return;
        const optimum = BigInt(result.cost);
        const simplex = createSimplex(network);
        do {
          const bound = dualBound(network, currentPotential(simplex));
          if (bound !== null && bound > optimum) fail(`the bound ${bound} exceeds ${optimum}`);
        } while (advance(simplex, 1) === "working");
        expect(dualBound(network, currentPotential(simplex))).toBe(optimum);
      }),
      { numRuns: 200, seed: 12 },
    );
  });
  test("holds for any potentials whatever", () => {
    const potential = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(smallNetwork(), fc.array(potential, { minLength: 4, maxLength: 4 }), (network, values) => {
        const result = minCostFlow(network);
        if (result.status !== "optimal") return;
        const { nodeCount, tail, head, lower, upper, cost, supply } = network;
        let expected: bigint | null = values
          .slice(0, nodeCount)
          .reduce((sum, value, node) => sum + BigInt(supply[node]!) * BigInt(value), 0n);
        for (let arc = 0; arc < tail.length && expected !== null; arc++) {
          const reduced = BigInt(cost[arc]!) - BigInt(values[tail[arc]!]!) + BigInt(values[head[arc]!]!);
          const bound = reduced > 0n ? lower![arc]! : upper[arc]!;
          if (reduced !== 0n) expected = bound === Infinity ? null : expected + reduced * BigInt(bound);
        }
        const bound = dualBound(network, Float64Array.from(values.slice(0, nodeCount)));
        expect(bound).toBe(expected);
        expect((bound ?? -(2n ** 99n)) <= BigInt(result.cost)).toBe(true);
      }),
      { numRuns: 1000, seed: 13 },
    );
  });
  test("refuses potentials that are not integers", () => {
    const network = makeNetwork([1, -1], [[0, 1, 1]]);
    for (const potential of [[], [0], [0, 0.5], [NaN, 0], [0, Infinity], [2 ** 53, 0]]) {
      expect(() => dualBound(network, Float64Array.from(potential))).toThrow(/network\/potential/);
    }
  });
});
