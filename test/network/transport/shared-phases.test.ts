/** Lists of positions that rows share: the same flows as with an arc for each row and position. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minCostFlow, solveTransport, verifyTransport } from "../../../src/network/index.js";
import { transportNetwork } from "../../../src/network/transport/as-network.js";
import { commonPhase, phaseFrom } from "../../../src/network/transport/augment.js";
import { addUnits, createRun, positionOf } from "../../../src/network/transport/run.js";
import { beginPool, priceHubs, scanRows, settleSeats } from "../../../src/network/transport/scan.js";
import { beginRound, createSearch, excessOf } from "../../../src/network/transport/search.js";
import type { OptimalTransport, TransportProblem, TransportResult } from "../../../src/network/transport/types.js";
import { fail, seededRandom } from "../networks.js";
import { expectProof, problemOf, row, seats, type Sketch, sketchOf, smallSketch, wideProblem } from "./problems.js";

/** By row: its list (−1 for none) and what the list costs it; by list: its positions. */
interface Lists {
  readonly of: readonly (readonly [list: number, cost: number])[];
  readonly positions: readonly (readonly number[])[];
}

function sharing(sketch: Sketch, { of, positions }: Lists): TransportProblem {
  let end = 0;
  return {
    ...problemOf(sketch),
    shared: {
      list: Int32Array.from(of, ([list]) => list),
      cost: Int32Array.from(of, ([, cost]) => cost),
      start: Int32Array.from([0, ...positions.map((list) => (end += list.length))]),
      position: Int32Array.from(positions.flat()),
    },
  };
}

/** The same with every entry of a list as an arc of the row, behind its own arcs. */
function expanded(sketch: Sketch, { of, positions }: Lists): TransportProblem {
  const rows = sketch.rows.map(({ supply, arcs }, i) => {
    const [list, cost] = of[i]!;
    return { supply, arcs: [...arcs, ...(positions[list] ?? []).map((j) => [j, cost] as const)] };
  });
  return problemOf({ ...sketch, rows });
}

/** The answer in terms of the expanded problem. */
function expandedResult(problem: TransportProblem, wide: TransportProblem, result: TransportResult): TransportResult {
  if (result.status === "infeasible") return result;
  const flow = new Int32Array(wide.position.length);
  for (let i = 0; i + 1 < problem.start.length; i++) {
    flow.set(result.flow.subarray(problem.start[i], problem.start[i + 1]), wide.start[i]);
  }
  const { row: rows, entry, units } = result.sharedFlow!;
  for (const [k, i] of rows.entries()) {
    const own = problem.start[i + 1]! - problem.start[i]!;
    flow[wide.start[i]! + own + entry[k]! - problem.shared!.start[problem.shared!.list[i]!]!]! += units[k]!;
  }
  return { ...result, flow };
}

const anySketch = fc.oneof(
  { weight: 5, arbitrary: smallSketch() },
  { weight: 1, arbitrary: wideProblem.map(sketchOf) },
);

const anyCase: fc.Arbitrary<[Sketch, Lists]> = anySketch.chain((sketch) => {
  const position = fc.nat(sketch.positions.length - 1);
  return fc.integer({ min: 1, max: 3 }).chain((count) =>
    fc.tuple(
      fc.constant(sketch),
      fc.record({
        of: fc.array(fc.tuple(fc.integer({ min: -1, max: count - 1 }), fc.integer({ min: -20, max: 20 })), {
          minLength: sketch.rows.length,
          maxLength: sketch.rows.length,
        }),
        positions: fc.array(fc.array(position, { maxLength: 6 }), { minLength: count, maxLength: count }),
      }),
    ),
  );
});

describe("solveTransport with shared lists", () => {
  test("answers what it would with an arc for every entry, and proves it", () => {
    const seen: Record<string, number> = { optimal: 0, infeasible: 0 };
    fc.assert(
      fc.property(anyCase, ([sketch, lists]) => {
        const problem = sharing(sketch, lists);
        const wide = expanded(sketch, lists);
        const result = solveTransport(problem);
        seen[result.status]!++;
        expect(verifyTransport(problem, result)).toEqual({ ok: true, issues: [] });
        const cost = expectProof(wide, expandedResult(problem, wide, result));
        const network = minCostFlow(transportNetwork(problem));
        expect(network.status === "optimal" ? network.cost : null).toBe(cost);
        const alone = solveTransport(wide);
        expect(alone.status === "optimal" ? alone.cost : null).toBe(cost);
      }),
      { numRuns: 1500, seed: 20 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(150);
  });
  test("keeps every unit on a cheapest place in every phase of the exact part, from any prices", () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 1e9 }), ([sketch, lists], seed) => {
        const problem = sharing(sketch, lists);
        const { rows } = sketchOf(expanded(sketch, lists));
        if (rows.some(({ supply, arcs }) => supply > 0 && arcs.length === 0)) return;
        const run = createRun(problem);
        const random = seededRandom(seed);
        for (let j = 0; j < run.positionCount; j++) run.price[j] = Math.floor(random() * [1, 9, 2000][seed % 3]!);
        for (const [i, { supply, arcs }] of sketch.rows.entries()) {
          const [list] = lists.of[i]!;
          const first = arcs.length > 0 ? problem.start[i]! : run.arcCount + (problem.shared!.start[list] ?? 0);
          if (supply > 0) addUnits(run, i, first, supply);
        }
        const expectCheapest = (): void => {
          for (const [i, { arcs }] of rows.entries()) {
            const least = Math.min(...arcs.map(([j, cost]) => cost + run.price[j]!));
            let units = 0;
            for (let h = run.holdings.firstOf[i]!; h >= 0; h = run.holdings.nextOf[h]!) {
              const value = run.holdings.cost[h]! + run.price[positionOf(run, run.holdings.arc[h]!)]!;
              if (value !== least) fail(`row ${i} holds a place at ${value}, one at ${least} is there`);
              units += run.holdings.count[h]!;
            }
            if (units !== run.supply[i]) fail(`row ${i} holds ${units} units`);
          }
        };
        beginPool(run, { radius: 0, part: 1 });
        priceHubs(run);
        scanRows(run, 0, run.rowCount);
        settleSeats(run);
        expectCheapest();
        const search = createSearch(run);
        beginRound(run, search);
        for (let phase = 0; phase < 20 && excessOf(search) > 0; phase++) {
          const before = excessOf(search);
          const source = search.excess.findIndex((units) => units > 0);
          const outcome =
            random() < 0.5 ? commonPhase(run, search, Infinity) : phaseFrom(run, search, source, Infinity);
          if (outcome === "augmented") expect(excessOf(search)).toBeLessThan(before);
          expectCheapest();
        }
      }),
      { numRuns: 1000, seed: 22 },
    );
  });
  test("with lists alone, and no arc at all", () => {
    fc.assert(
      fc.property(anyCase, ([{ rows, ...rest }, { of, positions }]) => {
        const sketch = { ...rest, rows: rows.map(({ supply }) => ({ supply, arcs: [] })) };
        const lists = { of: of.map(([list, cost]) => [Math.max(0, list), cost] as const), positions };
        const [problem, wide] = [sharing(sketch, lists), expanded(sketch, lists)];
        const cost = expectProof(wide, expandedResult(problem, wide, solveTransport(problem)));
        const alone = solveTransport(wide);
        expect(alone.status === "optimal" ? alone.cost : null).toBe(cost);
      }),
      { numRuns: 400, seed: 21 },
    );
  });
});

describe("verifyTransport on shared lists", () => {
  // By hand: row 0 over its list to position 1 for 2, row 1 over its own arc to position 0 for 1.
  const problem: TransportProblem = sharing(
    { rows: [row(), row([0, 1])], positions: [seats([1, 0]), seats([1, 0])] },
    { of: [[0, 2], [-1, 0]], positions: [[0, 1], [1]] }, // prettier-ignore
  );
  const int = (...values: number[]): Int32Array => Int32Array.from(values);
  const answer = solveTransport(problem) as OptimalTransport;
  const right = { row: int(0), entry: int(1), units: int(1) };

  test("accepts the right answer", () => {
    expect(answer).toMatchObject({ status: "optimal", cost: 3, flow: int(1), sharedFlow: right });
  });
  const corrupted: [what: string, change: object][] = [
    ["no flow over lists", { sharedFlow: undefined }],
    ["a unit too many", { sharedFlow: { ...right, units: int(2) } }],
    ["a unit less than none", { sharedFlow: { ...right, units: int(-1) } }],
    ["half a unit", { sharedFlow: { ...right, units: Float64Array.of(0.5) } }],
    ["a position that is taken", { sharedFlow: { ...right, entry: int(0) } }],
    ["an entry of another list", { sharedFlow: { ...right, entry: int(2) } }],
    ["an entry that does not exist", { sharedFlow: { ...right, entry: int(7) } }],
    ["a negative entry", { sharedFlow: { ...right, entry: int(-1) } }],
    ["a row without a list", { sharedFlow: { ...right, row: int(1) } }],
    ["a row that does not exist", { sharedFlow: { ...right, row: int(9) } }],
    ["a cost that leaves lists out", { cost: 1 }],
    [
      "a price that makes the other entry cheaper",
      { price: answer.price.map((price, j) => (j === 1 ? price + 100 : price)) },
    ],
  ];
  for (const [what, change] of corrupted) {
    test(`notices ${what}`, () => {
      expect(verifyTransport(problem, { ...answer, ...change } as TransportResult).ok).toBe(false);
    });
  }
});
