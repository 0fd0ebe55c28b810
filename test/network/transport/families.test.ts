import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { solveTransport, verifyTransport } from "../../../src/network/index.js";
import type { TransportProblem } from "../../../src/network/transport/types.js";
import { seededRandom } from "../networks.js";
import { expectProof, networkOptimum, type Position, problemOf, randomProblem, type Row } from "./problems.js";

/** Seats around a need, as for squared relative shortage: slopes up to about ±2,000,000. */
function convexSeats(need: number, capacity: number): Position {
  const slope = (k: number): number => Math.floor((1e6 * (2 * k - 1 - 2 * need)) / need + 0.5);
  return { lower: 0, pieces: Array.from({ length: capacity }, (_, k) => [1, slope(k + 1)] as const) };
}

type Below = (limit: number) => number;

const drawing = (seed: number): Below => {
  const random = seededRandom(seed);
  return (limit) => Math.floor(random() * limit);
};

/** Rows of one unit each with a home and `arcs` more arcs; positions whose needs sum to about the units. */
function city(
  rows: number,
  seed: number,
  options: {
    readonly perPosition?: number;
    readonly arcs?: number;
    readonly slack?: number;
    readonly isHomeFree?: boolean;
    readonly cost?: (below: Below, row: number, position: number) => number;
    readonly target?: (below: Below, home: number, positions: number) => number;
  },
): TransportProblem {
  const draw = drawing(seed);
  const { perPosition = 10, arcs = 20, slack = 3, isHomeFree = true } = options;
  const {
    cost = (below: Below) => 200_001 + below(1000),
    target = (below: Below, _: number, all: number) => below(all),
  } = options;
  const positionCount = Math.max(2, Math.ceil(rows / perPosition));
  const homes = Array.from({ length: rows }, (_, i) => i % positionCount);
  const people = Array.from({ length: rows }, (_, i): Row => {
    const others = Array.from({ length: arcs - 1 }, () => target(draw, homes[i]!, positionCount));
    const home = [homes[i]!, isHomeFree ? 0 : cost(draw, i, homes[i]!)] as const;
    return { supply: 1, arcs: [home, ...others.map((j) => [j, cost(draw, i, j)] as const)] };
  });
  const positions = Array.from({ length: positionCount }, (_, j) => {
    const present = homes.filter((home) => home === j).length;
    return convexSeats(Math.max(1, Math.round(present * (0.5 + draw(1000) / 1000))), present + slack);
  });
  return problemOf({ rows: people, positions, isExplicit: false });
}

const families: Record<string, (rows: number, seed: number) => TransportProblem> = {
  "a city": (rows, seed) => city(rows, seed, {}),
  "costs of 0 and 1": (rows, seed) => city(rows, seed, { cost: (below) => below(2) }),
  "no slack": (rows, seed) => city(rows, seed, { slack: 0, isHomeFree: false, cost: (below) => below(1000) }),
  "identical profiles": (rows, seed) => {
    const { start, position, cost, ...rest } = city(rows, seed, {});
    // Rows of the same home share the arcs of the first of them.
    const positions = rest.pieceStart.length - 1;
    const like = (array: Int32Array): Int32Array =>
      array.map((_, a) => array[start[Math.floor(a / 20) % positions]! + (a % 20)]!);
    return { start, position: like(position), cost: like(cost), ...rest };
  },
  "costs to 1,000,000": (rows, seed) => city(rows, seed, { cost: (below) => below(1_000_001) }),
  "few positions": (rows, seed) => city(rows, seed, { perPosition: rows / 4, cost: (below) => below(5000) }),
  "no cost": (rows, seed) => city(rows, seed, { cost: () => 0 }),
  "a chain of regions": (rows, seed) =>
    city(rows, seed, {
      arcs: 15,
      cost: (below) => 50_000 + below(100),
      target: (below, home, positions) => Math.min(positions - 1, Math.max(0, home + below(5) - 2)),
    }),
  sparse: (rows, seed) => city(rows, seed, { arcs: 5 }),
  "distance alone": (rows, seed) => {
    const problem = city(rows, seed, {
      arcs: 30,
      slack: 2,
      isHomeFree: false,
      cost: (_, i, j) => 1 + Math.abs(((i * 37) % 997) - j * 13),
    });
    return { ...problem, pieceSlope: problem.pieceSlope.fill(0) };
  },
  "assignment of one seat each": (rows, seed) => {
    const below = drawing(seed);
    return problemOf({
      rows: Array.from({ length: rows }, (_, i) => ({
        supply: 1,
        arcs: Array.from({ length: 30 }, (__, k) => [k === 0 ? i : below(rows), below(1000)] as const),
      })),
      positions: Array.from({ length: rows }, () => ({ lower: 0, pieces: [[1, 0]] })),
      isExplicit: false,
    });
  },
  "groups and lower bounds": (rows, seed) => {
    const problem = city(rows, seed, { perPosition: 5, slack: 40 });
    const below = drawing(seed);
    return {
      ...problem,
      supply: new Int32Array(rows).map(() => below(9)),
      lower: new Int32Array(problem.pieceStart.length - 1).map(() => below(8)),
    };
  },
};

describe("families made to be hard, at 300 and 2,000 rows", () => {
  for (const [name, family] of Object.entries(families)) {
    test(`${name}`, () => {
      for (const [rows, seed] of [
        [300, 1],
        [300, 2],
        [2000, 3],
      ] as const) {
        const problem = family(rows, seed);
        const result = solveTransport(problem);
        expect(verifyTransport(problem, result).issues).toEqual([]);
        const cost = expectProof(problem, result);
        if (rows === 300) expect(cost).toBe(networkOptimum(problem));
        else expect(cost).not.toBeNull();
        // Far more work than these families take, far less than a search that goes astray.
        const { arcsRead, scans, phases, bids } = result.work;
        const units = problem.supply?.reduce((sum, value) => sum + value, 0) ?? rows;
        expect(bids).toBeLessThanOrEqual(20 * units + 1);
        expect(scans).toBeLessThanOrEqual(20);
        expect(phases).toBeLessThanOrEqual(3 * rows);
        expect(arcsRead).toBeLessThanOrEqual(300 * problem.cost.length);
      }
    });
  }
});

test("a run may look at the whole instance first and at a pool after another stage of the auction", () => {
  for (let seed = 1; seed <= 50; seed++) {
    // Costs of two kinds: until prices differ, nearly half of the arcs of a row are equally cheap.
    const halves = randomProblem(seed, { rows: 60, positions: 3, arcs: 40, costs: 8, slopes: 3, room: 1.05 });
    const position = halves.position.map((j, a) => (halves.cost[a]! % 2 === 0 ? j : j % 2));
    const problem = { ...halves, position, cost: halves.cost.map((cost) => (cost < 0 ? 0 : 100_000)) };
    expect(expectProof(problem, solveTransport(problem))).toBe(networkOptimum(problem));
  }
});

const folder = new URL("../../../../shared/data/assignment/", import.meta.url);
/** The published data is not part of the repository (licences, size): without it there is nothing to compare with. */
const hasAssignments = existsSync(folder);

describe.skipIf(!hasAssignments)("OR-Library assignment (skipped where ../shared/data is absent)", () => {
  const optima = hasAssignments
    ? (JSON.parse(readFileSync(new URL("optima.json", folder), "utf8")) as Record<string, number>)
    : {};

  test("all 5 are here", () => {
    expect(Object.keys(optima)).toHaveLength(5);
  });
  for (const [name, optimum] of Object.entries(optima)) {
    test(`${name}: ${optimum}`, () => {
      const text = readFileSync(new URL(`${name}.txt`, folder), "utf8");
      const [size, ...values] = text.trim().split(/\s+/).map(Number) as [number, ...number[]];
      const arcs: [position: number, cost: number][][] = Array.from({ length: size }, () => []);
      if (name.startsWith("assignp")) {
        for (let k = 0; k < values.length; k += 3) arcs[values[k]! - 1]!.push([values[k + 1]! - 1, values[k + 2]!]);
      } else for (const [k, cost] of values.entries()) arcs[Math.floor(k / size)]!.push([k % size, cost]);
      const problem = problemOf({
        rows: arcs.map((each) => ({ supply: 1, arcs: each })),
        positions: arcs.map(() => ({ lower: 0, pieces: [[1, 0]] })),
      });
      const result = solveTransport(problem);
      expect(expectProof(problem, result)).toBe(optimum);
    });
  }
});
