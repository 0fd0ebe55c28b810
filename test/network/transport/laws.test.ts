import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveTransport, verifyTransport } from "../../../src/network/index.js";
import type { OptimalTransport, TransportProblem, TransportResult } from "../../../src/network/transport/types.js";
import { fail } from "../networks.js";
import {
  exhaustiveOptimum,
  expectProof,
  networkOptimum,
  type Position,
  problemOf,
  randomProblem,
  row,
  type Row,
  seats,
  type Sketch,
  sketchOf,
  smallSketch,
  solveInSteps,
  wideProblem,
} from "./problems.js";

/** The optimum of a problem; `null` if there is none. */
function worth(sketch: Sketch): number | null {
  const result = solveTransport(problemOf(sketch));
  return result.status === "optimal" ? result.cost : null;
}

function optimum(problem: TransportProblem): OptimalTransport {
  const result = solveTransport(problem);
  if (result.status !== "optimal") return fail(`expected an optimum, got ${result.status}`);
  return result;
}

/** Counts the kinds of answers met, so that a law that only ever saw one kind is noticed. */
function counter(): { seen: Record<string, number>; count: (result: TransportResult) => void } {
  const seen: Record<string, number> = { optimal: 0, overfull: 0, underfull: 0 };
  return { seen, count: (result) => seen[result.status === "optimal" ? "optimal" : result.reason]!++ };
}

function shuffled<T>(list: readonly T[], keys: Iterator<number>): T[] {
  const keyed = list.map((item) => ({ item, key: keys.next().value as number }));
  return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
}

function replaced<T>(list: readonly T[], index: number, ...by: readonly T[]): T[] {
  return [...list.slice(0, index), ...by, ...list.slice(index + 1)];
}

const anySketch = fc.oneof(smallSketch(), wideProblem.map(sketchOf));

describe("the kernel on every small problem", () => {
  test("agrees with the network simplex, and proves its answer", () => {
    const { seen, count } = counter();
    fc.assert(
      fc.property(smallSketch(), (sketch) => {
        const problem = problemOf(sketch);
        const result = solveInSteps(problem);
        count(result);
        expect(expectProof(problem, result)).toBe(networkOptimum(problem));
        expect(verifyTransport(problem, result)).toEqual({ ok: true, issues: [] });
      }),
      { numRuns: 8000, seed: 1 },
    );
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(500);
  });
  test("agrees with an exhaustive search", () => {
    const { seen, count } = counter();
    fc.assert(
      fc.property(smallSketch({ rows: 3, positions: 3 }), (sketch) => {
        const problem = problemOf(sketch);
        const result = solveInSteps(problem);
        count(result);
        expect(expectProof(problem, result)).toBe(exhaustiveOptimum(problem));
      }),
      { numRuns: 2000, seed: 2 },
    );
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(100);
  });
  test("agrees with the network simplex where rows have arcs enough for a pool", () => {
    const { seen, count } = counter();
    fc.assert(
      fc.property(wideProblem, (problem) => {
        const result = solveInSteps(problem);
        count(result);
        expect(expectProof(problem, result)).toBe(networkOptimum(problem));
        expect(verifyTransport(problem, result)).toEqual({ ok: true, issues: [] });
      }),
      { numRuns: 400, seed: 3 },
    );
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(10);
  });
  test("stays exact just below the guards", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = randomProblem(seed, {
        rows: 10,
        positions: 5,
        arcs: 3 + (seed % 20),
        costs: 2 ** 30,
        slopes: [0, 2 ** 32, 2 ** 44][seed % 3]!,
        room: 1.2,
      });
      expect(optimum(problem).cost).toBe(networkOptimum(problem));
    }
  });
  test("answers the same through the door, twice alike, and never changes its input", () => {
    fc.assert(
      fc.property(anySketch, (sketch) => {
        const problem = problemOf(sketch);
        const before = structuredClone(problem);
        const result = solveTransport(problem);
        expect(problem).toEqual(before);
        expect(solveTransport(problem)).toEqual(result);
        const { status, ...alone } = solveInSteps(problem); // in one piece, whatever its parts
        expect(status).toBe(result.status);
        if ("cost" in alone && result.status === "optimal") expect(alone.cost).toBe(result.cost);
      }),
      { numRuns: 120, seed: 4 },
    );
  });
});

describe("the smallest problems there are", () => {
  const solved = (rows: readonly Row[], positions: readonly Position[]): TransportResult =>
    solveTransport(problemOf({ rows, positions, isExplicit: false }));

  test("nothing at all", () => {
    expect(solved([], [])).toMatchObject({
      status: "optimal",
      cost: 0,
      flow: new Int32Array(),
      price: new Float64Array(),
    });
  });
  test("rows that supply nothing need no arc, others do", () => {
    expect(solved([{ supply: 0, arcs: [] }], [])).toMatchObject({ status: "optimal", cost: 0 });
    expect(solved([row(), row([0, 1])], [seats([1, 0])])).toMatchObject({
      status: "infeasible",
      reason: "overfull",
      rows: Uint8Array.of(1, 0),
      positions: Uint8Array.of(0),
    });
  });
  test("seats that pay are not taken without anybody to sit on them", () => {
    expect(solved([], [seats([2, -7])])).toMatchObject({ status: "optimal", cost: 0, price: Float64Array.of(-7) });
  });
  test("of parallel arcs the cheapest is used", () => {
    expect(solved([row([0, 5], [0, 1], [0, 3])], [seats([1, 2])])).toMatchObject({
      cost: 3,
      flow: Int32Array.of(0, 1, 0),
    });
  });
  test("a position without seats takes nobody, however cheap the way", () => {
    expect(solved([row([0, -99], [1, 1])], [seats([0, -99]), seats([1, 0])])).toMatchObject({ cost: 1 });
    expect(solved([row([0, -99])], [seats()])).toMatchObject({ status: "infeasible", reason: "overfull" });
  });
  test("a lower bound draws units that would rather go elsewhere, or shows who is missing", () => {
    const bounded = { pieces: [[3, 100]], lower: 2 } as const;
    expect(solved([row([0, 5], [1, 0]), row([0, 9], [1, 0])], [bounded, seats([2, 0])])).toMatchObject({ cost: 214 });
    expect(solved([row([0, 5], [1, 0]), row([1, 0])], [bounded, seats([2, 0])])).toMatchObject({
      status: "infeasible",
      reason: "underfull",
      rows: Uint8Array.of(1, 0),
      positions: Uint8Array.of(1, 0),
    });
  });
  test("one row may fill several positions", () => {
    const sent = solved([{ supply: 5, arcs: [[0, 1], [1, 2]] }], [seats([3, 0], [1, 9]), seats([9, 0])]); // prettier-ignore
    expect(sent).toMatchObject({ cost: 7, flow: Int32Array.of(3, 2) });
  });
});

describe("what must not change the optimum", () => {
  const runs = { numRuns: 150, seed: 5 };
  const keys = fc.infiniteStream(fc.nat());

  test("permuting the rows, and the arcs within each", () => {
    fc.assert(
      fc.property(anySketch, keys, (sketch, stream) => {
        const rows = shuffled(sketch.rows, stream).map((each) => ({ ...each, arcs: shuffled(each.arcs, stream) }));
        expect(worth({ ...sketch, rows })).toBe(worth(sketch));
      }),
      runs,
    );
  });
  test("renumbering the positions", () => {
    fc.assert(
      fc.property(anySketch, keys, (sketch, stream) => {
        const order = shuffled(Array.from(sketch.positions.keys()), stream);
        const rows = sketch.rows.map(({ supply, arcs }) => ({
          supply,
          arcs: arcs.map(([j, cost]) => [order.indexOf(j), cost] as const),
        }));
        const positions = order.map((j) => sketch.positions[j]!);
        expect(worth({ ...sketch, rows, positions })).toBe(worth(sketch));
      }),
      runs,
    );
  });
  test("splitting a row of supply s into s rows, and merging them again", () => {
    fc.assert(
      fc.property(anySketch, fc.nat(), fc.integer({ min: 0, max: 4 }), (sketch, pick, supply) => {
        fc.pre(sketch.rows.length > 0);
        const index = pick % sketch.rows.length;
        const { arcs } = sketch.rows[index]!;
        const merged = { ...sketch, rows: replaced(sketch.rows, index, { supply, arcs }) };
        const ones = Array.from({ length: supply }, () => ({ supply: 1, arcs }));
        expect(worth({ ...sketch, rows: replaced(sketch.rows, index, ...ones) })).toBe(worth(merged));
      }),
      runs,
    );
  });
  test("splitting a piece in two of the same slope", () => {
    fc.assert(
      fc.property(anySketch, keys, (sketch, stream) => {
        const positions = sketch.positions.map(({ pieces, lower }) => ({
          lower,
          pieces: pieces.flatMap(([width, slope]): [number, number][] => {
            const first = (stream.next().value as number) % (width + 1);
            return [
              [first, slope],
              [width - first, slope],
            ];
          }),
        }));
        expect(worth({ ...sketch, positions })).toBe(worth(sketch));
      }),
      runs,
    );
  });
  test("writing out the defaults", () => {
    fc.assert(
      fc.property(anySketch, (sketch) => {
        expect(worth({ ...sketch, isExplicit: true })).toBe(worth({ ...sketch, isExplicit: false }));
      }),
      runs,
    );
  });
  test("removing the arcs that are unused and priced out", () => {
    fc.assert(
      fc.property(anySketch, (sketch) => {
        const result = solveTransport(problemOf(sketch));
        if (result.status !== "optimal") return;
        let a = 0;
        const rows = sketch.rows.map(({ supply, arcs }) => {
          const values = arcs.map(([j, cost]) => cost + result.price[j]!);
          const kept = arcs.filter((_, k) => result.flow[a + k] !== 0 || values[k] === Math.min(...values));
          a += arcs.length;
          return { supply, arcs: kept };
        });
        expect(worth({ ...sketch, rows })).toBe(result.cost);
      }),
      runs,
    );
  });
});

describe("what changes the optimum, and how", () => {
  const runs = { numRuns: 150, seed: 6 };

  test("a constant on the arcs of a row adds constant × supply", () => {
    fc.assert(
      fc.property(anySketch, fc.nat(), fc.integer({ min: -1000, max: 1000 }), (sketch, pick, constant) => {
        fc.pre(sketch.rows.length > 0);
        const index = pick % sketch.rows.length;
        const { supply, arcs } = sketch.rows[index]!;
        const dearer = { supply, arcs: arcs.map(([j, cost]) => [j, cost + constant] as const) };
        const before = worth(sketch);
        const after = worth({ ...sketch, rows: replaced(sketch.rows, index, dearer) });
        expect(after).toBe(before === null ? null : before + constant * supply);
      }),
      runs,
    );
  });
  test("a constant on the arcs into a position is one on its seats", () => {
    fc.assert(
      fc.property(anySketch, fc.nat(), fc.integer({ min: -1000, max: 1000 }), (sketch, pick, constant) => {
        const at = pick % sketch.positions.length;
        const rows = sketch.rows.map(({ supply, arcs }) => ({
          supply,
          arcs: arcs.map(([j, cost]) => [j, j === at ? cost + constant : cost] as const),
        }));
        const { pieces, lower } = sketch.positions[at]!;
        const dearer = { lower, pieces: pieces.map(([width, slope]) => [width, slope + constant] as const) };
        expect(worth({ ...sketch, rows })).toBe(
          worth({ ...sketch, positions: replaced(sketch.positions, at, dearer) }),
        );
      }),
      runs,
    );
  });
  test("costs and slopes times k make k times the optimum", () => {
    fc.assert(
      fc.property(anySketch, fc.integer({ min: 1, max: 1000 }), (sketch, factor) => {
        const times = (pairs: Row["arcs"]): [number, number][] => pairs.map(([key, value]) => [key, value * factor]);
        const rows = sketch.rows.map(({ supply, arcs }) => ({ supply, arcs: times(arcs) }));
        const positions = sketch.positions.map(({ pieces, lower }) => ({ pieces: times(pieces), lower }));
        const before = worth(sketch);
        expect(worth({ ...sketch, rows, positions })).toBe(before === null ? null : before * factor);
      }),
      runs,
    );
  });
  test("supplies, widths and lower bounds times k make k times the optimum", () => {
    fc.assert(
      fc.property(anySketch, fc.integer({ min: 1, max: 9 }), (sketch, factor) => {
        const rows = sketch.rows.map(({ supply, arcs }) => ({ supply: supply * factor, arcs }));
        const positions = sketch.positions.map(({ pieces, lower }) => ({
          pieces: pieces.map(([width, slope]) => [width * factor, slope] as const),
          lower: lower * factor,
        }));
        const before = worth(sketch);
        expect(worth({ ...sketch, rows, positions })).toBe(before === null ? null : before * factor);
      }),
      runs,
    );
  });
  test("one more arc never hurts, nor does one more seat or a lower bound less", () => {
    const change = fc.record({ at: fc.nat(), to: fc.nat(), cost: fc.integer({ min: -1000, max: 1000 }) });
    fc.assert(
      fc.property(anySketch, change, (sketch, { at, to, cost }) => {
        fc.pre(sketch.rows.length > 0);
        const [i, j] = [at % sketch.rows.length, to % sketch.positions.length];
        const { supply, arcs } = sketch.rows[i]!;
        const { pieces } = sketch.positions[j]!;
        const before = worth(sketch);
        if (before === null) return;
        const wider = { ...sketch, rows: replaced(sketch.rows, i, { supply, arcs: [...arcs, [j, cost] as const] }) };
        expect(worth(wider)).toBeLessThanOrEqual(before);
        const [, last] = pieces.at(-1) ?? [0, cost];
        const roomier = { pieces: [...pieces, [1, last] as const], lower: 0 };
        expect(worth({ ...sketch, positions: replaced(sketch.positions, j, roomier) })).toBeLessThanOrEqual(before);
      }),
      runs,
    );
  });
  test("two problems side by side cost the sum", () => {
    fc.assert(
      fc.property(anySketch, anySketch, (left, right) => {
        const moved = right.rows.map(({ supply, arcs }) => ({
          supply,
          arcs: arcs.map(([j, cost]) => [j + left.positions.length, cost] as const),
        }));
        const both = { rows: [...left.rows, ...moved], positions: [...left.positions, ...right.positions] };
        const [one, other] = [worth(left), worth(right)];
        expect(worth(both)).toBe(one === null || other === null ? null : one + other);
      }),
      runs,
    );
  });
  test("n seats of slopes 1, 3, 5 … cost the square of who sits there, however the people are told apart", () => {
    for (const people of [1, 7, 40]) {
      const pieces = Array.from({ length: people }, (_, k) => [1, 2 * k + 1] as const);
      const rows = Array.from({ length: people }, () => row([0, 0], [1, 0]));
      const half = Math.floor(people / 2);
      const expected = half ** 2 + (people - half) ** 2;
      expect(worth({ rows, positions: [seats(...pieces), seats(...pieces)] })).toBe(expected);
    }
  });
});
