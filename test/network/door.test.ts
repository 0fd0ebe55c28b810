/** A solver that lies is caught at the door: no unverified value leaves `minCostFlow`. */
import { beforeEach, expect, test, vi } from "vitest";
import { EngineError } from "../../src/errors/index.js";
import { minCostFlow } from "../../src/network/index.js";
import { makeNetwork } from "./networks.js";

type Simplex = typeof import("../../src/network/simplex.js");
const lies: {
  flow?: (flow: Float64Array) => Float64Array;
  potential?: (p: Float64Array) => Float64Array;
  status?: string;
} = {};

vi.mock("../../src/network/simplex.js", async (importOriginal) => {
  const honest = await importOriginal<Simplex>();
  return {
    ...honest,
    advance: (...args: Parameters<Simplex["advance"]>) => {
      const status = honest.advance(...args);
      return lies.status ?? status;
    },
    currentFlow: (...args: Parameters<Simplex["currentFlow"]>) => {
      const flow = honest.currentFlow(...args);
      return lies.flow === undefined ? flow : lies.flow(flow);
    },
    currentPotential: (...args: Parameters<Simplex["currentPotential"]>) => {
      const potential = honest.currentPotential(...args);
      return lies.potential === undefined ? potential : lies.potential(potential);
    },
    infeasibleCut: () => Uint8Array.of(1, 0, 0),
  };
});

// Two ways from 0 to 2: by 1 at cost 2 (room for 1), or straight at cost 5.
const network = makeNetwork(
  [2, 0, -2],
  [
    [0, 1, 1, 1],
    [1, 2, 1, 1],
    [0, 2, 5, 9],
  ],
);

beforeEach(() => {
  for (const key of Object.keys(lies)) delete lies[key as keyof typeof lies];
});

test("the honest answer passes", () => {
  expect(minCostFlow(network)).toMatchObject({ status: "optimal", cost: 7 });
});

test.for<[string, typeof lies]>([
  ["all zeros", { flow: (flow) => flow.fill(0) }],
  ["one arc off by one", { flow: (flow) => flow.map((f, arc) => (arc === 2 ? f + 1 : f)) }],
  ["a feasible flow that is not the cheapest", { flow: () => Float64Array.of(0, 0, 2) }],
  ["NaN", { flow: (flow) => flow.fill(Number.NaN) }],
  ["half a person", { flow: () => Float64Array.of(0.5, 0.5, 1.5) }],
  ["too short a flow", { flow: (flow) => flow.slice(1) }],
  ["potentials that prove nothing", { potential: (potential) => potential.map((p, node) => p + 100 * node) }],
  ["infeasible, though it is not", { status: "infeasible" }],
])("%s is caught, with a bundle that reproduces it", ([, lie]) => {
  Object.assign(lies, lie);
  const error = (() => {
    try {
      return minCostFlow(network);
    } catch (caught) {
      return caught;
    }
  })();
  expect(error).toBeInstanceOf(EngineError);
  const { issues, bundle } = error as EngineError;
  expect(issues[0]!.code).toBe("network/wrong-answer");
  expect(JSON.parse(JSON.stringify(bundle))).toMatchObject({ network: { nodeCount: 3, supply: [2, 0, -2] } });
});
