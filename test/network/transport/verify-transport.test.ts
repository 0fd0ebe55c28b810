import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveTransport, verifyTransport } from "../../../src/network/index.js";
import type {
  InfeasibleTransport,
  OptimalTransport,
  TransportProblem,
  TransportResult,
} from "../../../src/network/transport/types.js";
import { expectProof, problemOf, row, seats, sketchOf, smallSketch } from "./problems.js";

const work = { arcsRead: 0, bids: 0, scans: 0, phases: 0 };
const int = (...values: number[]): Int32Array => Int32Array.from(values);
const float = (...values: number[]): Float64Array => Float64Array.from(values);

/**
 * By hand: two units to position 0 for 1 each, on seats of 0 and 5; one each for 2 and 0 to position 1, on seats of 1.
 * The last seat taken of position 0 and the next both cost 5, so that is its price; that of position 1 may be 2 to 5.
 */
const problem = problemOf({
  rows: [{ supply: 2, arcs: [[0, 1], [1, 4]] }, row([0, 2], [1, 2]), row([1, 0])], // prettier-ignore
  positions: [seats([1, 0], [2, 5]), { pieces: [[2, 1], [1, 8]], lower: 1 }], // prettier-ignore
});
const answer: OptimalTransport = {
  status: "optimal",
  cost: 11,
  flow: int(2, 0, 0, 1, 1),
  price: float(5, 3),
  work,
};

function codesOf(result: unknown, of: TransportProblem = problem): string[] {
  const { ok, issues } = verifyTransport(of, result as TransportResult);
  expect(ok).toBe(issues.length === 0);
  return Array.from(new Set(issues.map(({ code }) => code)));
}

describe("verifyTransport on an optimum", () => {
  test("accepts the right answer, and every price that proves it", () => {
    expect(codesOf(answer)).toEqual([]);
    for (const price of [2, 4, 5]) expect(codesOf({ ...answer, price: float(5, price) })).toEqual([]);
    expect(solveTransport(problem)).toMatchObject({ cost: 11, flow: answer.flow });
  });

  const corrupted: [what: string, change: object, codes: string[]][] = [
    ["one unit too many on an arc", { flow: int(3, 0, 0, 1, 1) }, ["wrong-flow", "wrong-cost"]],
    ["one unit too few on an arc", { flow: int(1, 0, 0, 1, 1) }, ["wrong-flow", "wrong-cost"]],
    ["a unit less than none", { flow: int(3, -1, 0, 1, 1) }, ["wrong-flow", "wrong-cost"]],
    ["nobody sent", { flow: int(0, 0, 0, 0, 0), cost: 0 }, ["wrong-flow", "wrong-proof"]],
    ["a cost that is one too high", { cost: 12 }, ["wrong-cost"]],
    ["a cost that is one too low", { cost: 10 }, ["wrong-cost"]],
    ["a cost that is no number", { cost: NaN }, ["wrong-cost"]],
    ["half a unit of cost", { cost: 11.5 }, ["wrong-cost"]],
    ["an endless cost", { cost: Infinity }, ["wrong-cost"]],
    ["a price below the last seat taken", { price: float(4, 3) }, ["wrong-proof"]],
    ["a price above the next seat", { price: float(6, 3) }, ["wrong-proof"]],
    ["a price that makes an unused arc cheaper", { price: float(5, 1) }, ["wrong-proof"]],
    ["a price that makes a used arc too dear", { price: float(5, 6) }, ["wrong-proof"]],
    ["a unit on an arc that is not the cheapest", { flow: int(1, 1, 0, 1, 1), cost: 16 }, ["wrong-proof"]],
    ["fractional prices", { price: float(5, 2.5) }, ["wrong-shape"]],
    ["a price that is no number", { price: float(5, NaN) }, ["wrong-shape"]],
    ["an endless price", { price: float(5, Infinity) }, ["wrong-shape"]],
    ["a price too few", { price: float(5) }, ["wrong-shape"]],
    ["a price too many", { price: float(5, 3, 0) }, ["wrong-shape"]],
    ["an arc too few", { flow: int(2, 0, 0, 1) }, ["wrong-shape"]],
    ["an arc too many", { flow: int(2, 0, 0, 1, 1, 0) }, ["wrong-shape"]],
    ["half a unit", { flow: float(1.5, 0.5, 0, 1, 1) }, ["wrong-flow"]],
    ["units that are no number", { flow: float(2, NaN, 0, 1, 1) }, ["wrong-flow"]],
    ["an answer that is neither", { status: "unbounded" }, ["wrong-shape"]],
  ];
  for (const [what, change, codes] of corrupted) {
    test(`notices ${what}`, () => {
      const found = codesOf({ ...answer, ...change });
      for (const code of codes) expect(found).toContain(`network/${code}`);
    });
  }

  test("notices more units at a position than it has seats", () => {
    const narrow = { ...problem, pieceWidth: int(1, 0, 2, 1) };
    expect(codesOf(answer, narrow)).toContain("network/wrong-flow");
  });
  test("notices a position that receives less than its lower bound", () => {
    expect(codesOf(answer, { ...problem, lower: int(3, 1) })).toEqual(["network/wrong-flow"]);
    expect(codesOf(answer, { ...problem, lower: int(2, 2) })).toEqual([]);
  });
  test("lets seats be dearer than the price only as far as the lower bound asks for them", () => {
    const forced = problemOf({
      rows: [row([0, 0], [1, 0]), row([0, 0], [1, 0])],
      positions: [{ pieces: [[2, 9]], lower: 1 }, seats([2, 0])],
    });
    const both = { status: "optimal", cost: 9, flow: int(1, 0, 0, 1), price: float(0, 0), work };
    expect(codesOf(both, forced)).toEqual([]);
    expect(codesOf({ ...both, cost: 18, flow: int(1, 0, 1, 0) }, forced)).toEqual(["network/wrong-proof"]);
    expect(codesOf(both, { ...forced, lower: int(0, 0) })).toEqual(["network/wrong-proof"]);
    expect(codesOf({ ...both, cost: 0, flow: int(0, 1, 0, 1) }, forced)).toEqual(["network/wrong-flow"]);
  });
  test("notices a dearer one of two parallel arcs, however high the price", () => {
    const parallel = problemOf({ rows: [row([0, 1], [0, 2])], positions: [seats([1, 0])] });
    for (const price of [0, 1000, 2 ** 52, 2 ** 53 - 1]) {
      const dear = { status: "optimal", cost: 2, flow: int(0, 1), price: float(price), work };
      expect(codesOf(dear, parallel)).not.toEqual([]);
    }
  });
  test("sums costs exactly: the last unit counts beyond 2^52", () => {
    const large = problemOf({
      rows: [row([0, 1]), row([1, 0])],
      positions: [seats([1, 2 ** 52 - 1]), seats([1, 2 ** 52 - 1])],
    });
    const result = { status: "optimal", flow: int(1, 1), price: float(2 ** 52 - 1, 2 ** 52 - 1), work };
    expect(codesOf({ ...result, cost: 2 ** 53 - 1 }, large)).toEqual([]);
    expect(codesOf({ ...result, cost: 2 ** 53 - 2 }, large)).toEqual(["network/wrong-cost"]);
  });
  test("stops after twenty complaints", () => {
    const rows = Array.from({ length: 500 }, () => row([0, 0]));
    const crowd = problemOf({ rows, positions: [seats([500, 0])] });
    const nobody = { ...answer, cost: 0, flow: new Int32Array(500), price: float(0) };
    expect(verifyTransport(crowd, nobody).issues.length).toBeLessThanOrEqual(20);
    expect(codesOf(nobody, crowd)).toEqual(["network/wrong-flow"]);
  });
});

describe("verifyTransport on marks", () => {
  const marks = (reason: string, rows: number[], positions: number[]): InfeasibleTransport =>
    ({
      status: "infeasible",
      reason,
      rows: Uint8Array.from(rows),
      positions: Uint8Array.from(positions),
      work,
    }) as InfeasibleTransport;
  // Rows 0 and 1 have two arcs to position 0 with one seat; row 2 may go to position 1, too, which wants two.
  const rows = [row([0, 1]), row([0, 2]), row([0, 1], [1, 1])];
  const full = problemOf({ rows, positions: [seats([1, 0]), { pieces: [[3, 0]], lower: 2 }] });
  const cases: [what: string, result: InfeasibleTransport, code: string | undefined][] = [
    ["overfull: two rows, one seat", marks("overfull", [1, 1, 0], [1, 0]), undefined],
    ["underfull: two wanted, one row comes", marks("underfull", [0, 0, 1], [0, 1]), undefined],
    ["nothing marked", marks("overfull", [0, 0, 0], [0, 0]), "wrong-proof"],
    ["nothing marked as underfull", marks("underfull", [0, 0, 0], [0, 0]), "wrong-proof"],
    ["everything marked", marks("overfull", [1, 1, 1], [1, 1]), "wrong-proof"],
    ["one row, one seat", marks("overfull", [1, 0, 0], [1, 0]), "wrong-proof"],
    ["a marked row with a way out", marks("overfull", [1, 1, 1], [1, 0]), "wrong-proof"],
    ["rows without their position", marks("overfull", [1, 1, 0], [0, 0]), "wrong-proof"],
    ["a position that gets help from outside", marks("underfull", [0, 0, 0], [0, 1]), "wrong-proof"],
    ["a position that asks for nothing", marks("underfull", [1, 1, 1], [1, 0]), "wrong-proof"],
    ["the wrong reason", marks("underfull", [1, 1, 0], [1, 0]), "wrong-proof"],
    ["marks the wrong way round", marks("overfull", [0, 0, 1], [0, 1]), "wrong-proof"],
    ["a row too few", marks("overfull", [1, 1], [1, 0]), "wrong-shape"],
    ["a position too many", marks("overfull", [1, 1, 0], [1, 0, 0]), "wrong-shape"],
    ["rows marked with 2", marks("underfull", [0, 0, 2], [0, 1]), "wrong-shape"],
    ["positions marked with 2", marks("underfull", [0, 0, 0], [0, 2]), "wrong-shape"],
    ["a reason that is none", marks("crowded", [0, 0, 0], [1, 1]), "wrong-shape"],
  ];
  for (const [what, result, code] of cases) {
    test(`${code === undefined ? "accepts" : "refuses"} ${what}`, () => {
      expect(codesOf(result, full)).toEqual(code === undefined ? [] : [`network/${code}`]);
    });
  }
  test("supplies count, not rows", () => {
    const supplied = { ...full, supply: int(0, 1, 2) };
    expect(codesOf(marks("overfull", [1, 1, 0], [1, 0]), supplied)).toEqual(["network/wrong-proof"]);
    expect(codesOf(marks("underfull", [0, 0, 1], [0, 1]), supplied)).toEqual(["network/wrong-proof"]);
  });
});

test("of any change to an answer, exactly those are refused that break its proof", () => {
  const seen = { refused: 0, accepted: 0 };
  const change = fc.record({ field: fc.nat(6), at: fc.nat(), to: fc.nat(), by: fc.constantFrom(-2, -1, 1, 1, 3) });
  fc.assert(
    fc.property(smallSketch(), fc.array(change, { minLength: 1, maxLength: 2 }), (sketch, changes) => {
      const of = problemOf(sketch);
      const result = changes.reduce((changed, each) => corrupt(of, changed, each), solveTransport(of));
      const isProof = ((): boolean => {
        try {
          expectProof(of, result);
          return true;
        } catch {
          return false;
        }
      })();
      seen[isProof ? "accepted" : "refused"]++;
      expect(verifyTransport(of, result).ok).toBe(isProof);
    }),
    { numRuns: 2000, seed: 14 },
  );
  expect(Math.min(seen.refused, seen.accepted)).toBeGreaterThan(150);
});

/** The answer with one number changed, or with one unit moved to another arc of its row, at the price of that. */
function corrupt(
  of: TransportProblem,
  result: TransportResult,
  { field, at, to, by }: { field: number; at: number; to: number; by: number },
): TransportResult {
  const spoilt = <T extends Int32Array | Float64Array | Uint8Array>(array: T, change: (value: number) => number): T =>
    array.map((value: number, k: number) => (k === at % array.length ? change(value) : value)) as T;
  if (result.status === "infeasible") {
    if (field < 3) return { ...result, rows: spoilt(result.rows, (mark) => 1 - mark) };
    if (field < 6) return { ...result, positions: spoilt(result.positions, (mark) => 1 - mark) };
    return { ...result, reason: result.reason === "overfull" ? "underfull" : "overfull" };
  }
  if (field === 0) return { ...result, cost: result.cost + by };
  if (field === 1) return { ...result, flow: spoilt(result.flow, (units) => units + by) };
  if (field < 4) return { ...result, price: spoilt(result.price, (price) => price + by) };
  const { rows, positions } = sketchOf(of);
  const flow = result.flow.slice();
  const i = at % Math.max(1, rows.length);
  const arcs = flow.subarray(of.start[i], of.start[i + 1]);
  const from = arcs.findIndex((units) => units > 0);
  if (from < 0) return result;
  arcs[from]!--;
  arcs[to % arcs.length]!++;
  // The cost of the changed flow, so that only its proof can be wrong.
  let cost = 0;
  const received = positions.map(() => 0);
  for (const [a, units] of flow.entries()) {
    cost += units * of.cost[a]!;
    received[of.position[a]!]! += units;
  }
  for (const [j, { pieces }] of positions.entries()) {
    const slopes = pieces.flatMap(([width, slope]) => Array.from({ length: width }, () => slope));
    for (const slope of slopes.slice(0, received[j])) cost += slope;
  }
  return { ...result, flow, cost };
}
