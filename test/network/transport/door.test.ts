/** A kernel that lies is caught at the door: no unverified value leaves `solveTransport`. */
import { beforeEach, expect, test, vi } from "vitest";
import { EngineError } from "../../../src/errors/index.js";
import { solveTransport } from "../../../src/network/index.js";
import type { TransportRun } from "../../../src/network/transport/run.js";
import type { TransportEnd } from "../../../src/network/transport/solve.js";
import type { TransportProblem } from "../../../src/network/transport/types.js";
import { problemOf, row, seats } from "./problems.js";

type Solve = typeof import("../../../src/network/transport/solve.js");
const lies: { change?: (run: TransportRun) => void; end?: TransportEnd } = {};

vi.mock("../../../src/network/transport/solve.js", async (importOriginal) => {
  const honest = await importOriginal<Solve>();
  return {
    ...honest,
    *solveRun(run: TransportRun): Generator<void, TransportEnd> {
      const end = yield* honest.solveRun(run);
      lies.change?.(run);
      return lies.end ?? end;
    },
  };
});

// Two units to position 0 for 1 each, on seats of 0 and 5; position 1 takes the third one, which must come.
const problem = problemOf({
  rows: [{ supply: 2, arcs: [[0, 1], [1, 9]] }, row([1, 2])], // prettier-ignore
  positions: [seats([1, 0], [2, 5]), { pieces: [[2, 3]], lower: 1 }], // prettier-ignore
});

beforeEach(() => {
  for (const key of Object.keys(lies)) delete lies[key as keyof typeof lies];
});

test("the honest answer passes", () => {
  expect(solveTransport(problem)).toMatchObject({ status: "optimal", cost: 12 });
});

const marks = (...values: number[]): Uint8Array => Uint8Array.from(values);

test.for<[string, typeof lies]>([
  ["a unit more on an arc", { change: ({ holdings }) => holdings.count[holdings.firstOf[0]!]!++ }],
  ["a unit less on an arc", { change: ({ holdings }) => holdings.count[holdings.firstOf[0]!]!-- }],
  ["nothing at all sent", { change: ({ holdings }) => holdings.firstOf.fill(-1) }],
  ["a plan that is not the cheapest", { change: ({ holdings }) => (holdings.arc[holdings.firstOf[0]!] = 1) }],
  ["a price one too high", { change: ({ price }) => price[0]!++ }],
  ["a price one too low", { change: ({ price }) => price[0]!-- }],
  ["half a price", { change: ({ price }) => (price[0]! += 0.5) }],
  ["a price that is no number", { change: ({ price }) => price.fill(NaN) }],
  [
    "overfull, though it is not",
    { end: { status: "infeasible", reason: "overfull", rows: marks(1, 1), positions: marks(1, 1) } },
  ],
  [
    "underfull, though it is not",
    { end: { status: "infeasible", reason: "underfull", rows: marks(0, 1), positions: marks(0, 1) } },
  ],
  ["marks that are none", { end: { status: "infeasible", reason: "underfull", rows: marks(), positions: marks() } }],
])("%s is caught, with a bundle that reproduces it", ([, lie]) => {
  Object.assign(lies, lie);
  const error = (() => {
    try {
      return solveTransport(problem);
    } catch (caught) {
      return caught;
    }
  })();
  expect(error).toBeInstanceOf(EngineError);
  const { issues, bundle } = error as EngineError;
  expect(issues[0]!.code).toBe("network/wrong-answer");
  expect(issues.length).toBeGreaterThan(1);

  // The bundle is plain JSON, and the problem in it is the problem: solved again it fails again, honestly it passes.
  const read = JSON.parse(JSON.stringify(bundle)) as { problem: Record<string, number[]>; result: object };
  expect(read).toEqual(bundle);
  expect(read.result).toHaveProperty("status");
  const again = Object.fromEntries(
    Object.entries(read.problem).map(([name, values]) => [
      name,
      name === "pieceSlope" ? Float64Array.from(values) : Int32Array.from(values),
    ]),
  ) as unknown as TransportProblem;
  expect(again).toEqual(problem);
  expect(() => solveTransport(again)).toThrow(EngineError);
  for (const key of Object.keys(lies)) delete lies[key as keyof typeof lies];
  expect(solveTransport(again)).toMatchObject({ status: "optimal", cost: 12 });
});
