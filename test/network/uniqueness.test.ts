import * as fc from "fast-check";
import { expect, test } from "vitest";
import { minCostFlow } from "../../src/network/index.js";
import type { FlowNetwork } from "../../src/network/types.js";
import { isOnlyFlow } from "../../src/network/uniqueness.js";
import { arcsOf, makeNetwork, smallNetwork } from "./networks.js";

test("isOnlyFlow agrees with counting every flow", () => {
  const seen = { only: 0, several: 0 };
  fc.assert(
    fc.property(smallNetwork(), (network) => {
      const result = minCostFlow({ ...network, cost: network.cost.map(Math.abs) });
      if (result.status === "infeasible") return;
      const isOnly = countFlows(network) === 1;
      seen[isOnly ? "only" : "several"]++;
      expect(isOnlyFlow(network, result.flow)).toBe(isOnly);
    }),
    { numRuns: 2000, seed: 16 },
  );
  expect(Math.min(seen.only, seen.several)).toBeGreaterThan(200);
});

test("isOnlyFlow takes a network without nodes, and a chain too deep for recursion", () => {
  expect(isOnlyFlow(makeNetwork([], []), new Float64Array())).toBe(true);
  const length = 50_000;
  const supply = Array.from({ length }, () => 0);
  const there = supply.slice(1).map((_, node) => [node, node + 1, 0, 2] as const);
  const flow = new Float64Array(length - 1);
  expect(isOnlyFlow(makeNetwork(supply, there), flow)).toBe(true);
  const round = makeNetwork(supply, [...there, [length - 1, 0, 0, 1]]);
  expect(isOnlyFlow(round, new Float64Array(length))).toBe(false);
});

/** The number of feasible flows; where arcs have no limit, of those that a flow without cycles or one with one can be. */
function countFlows(network: FlowNetwork): number {
  const arcs = arcsOf(network);
  let most = 1;
  for (const value of network.supply) most += Math.abs(value);
  for (const [, , , upper, lower] of arcs) most += Math.abs(lower!) + (upper === Infinity ? 0 : Math.abs(upper!));
  let states = new Map<string, { left: number[]; count: number }>();
  states.set("", { left: Array.from(network.supply), count: 1 });
  for (const [tail, head, , upper, lower] of arcs) {
    const next: typeof states = new Map();
    for (const { left, count } of states.values()) {
      for (let amount = lower!; amount <= Math.min(upper!, most); amount++) {
        const balances = left.slice();
        balances[tail]! -= amount;
        balances[head]! += amount;
        const known = next.get(balances.join());
        if (known === undefined) next.set(balances.join(), { left: balances, count });
        else known.count += count;
      }
    }
    states = next;
  }
  for (const { left, count } of states.values()) if (left.every((balance) => balance === 0)) return count;
  return 0;
}
