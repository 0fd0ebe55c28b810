/** Shared lists: the same as an arc for every row and position, on small problems of every kind. */
import { expect, test } from "vitest";
import { minCostFlow, solveTransport, type TransportProblem, verifyTransport } from "../../../src/network/index.js";
import { transportNetwork } from "../../../src/network/transport/as-network.js";
import { transportBound } from "../../../src/network/transport/bound.js";
import { splitTransport } from "../../../src/network/transport/parts.js";
import { createRun } from "../../../src/network/transport/run.js";
import { priceHubs } from "../../../src/network/transport/scan.js";
import { randomNumbers } from "../../planning/cities.js";

/** Rows with own arcs, lists, groups, lower bounds, empty lists and rows without a list, costs of several sizes. */
function sharedProblem(seed: number): TransportProblem {
  const random = randomNumbers(seed);
  const int = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const [positions, rows, lists] = [int(1, 6), int(0, 9), int(1, 3)];
  const range = [1, 3, 20, 1_000_000][int(0, 3)]!;
  const start = [0];
  const arcs: [position: number, cost: number][] = [];
  for (let i = 0; i < rows; i++) {
    const count = int(random() < 0.2 ? 0 : 1, random() < 0.5 ? 1 : 4);
    for (let k = 0; k < count; k++) arcs.push([int(0, positions - 1), int(random() < 0.3 ? -range : 0, range)]);
    start.push(arcs.length);
  }
  const listStart = [0];
  const entries: number[] = [];
  for (let l = 0; l < lists; l++) {
    for (let j = 0; j < positions; j++) if (random() < 0.6) entries.push(j);
    listStart.push(entries.length);
  }
  const pieceStart = [0];
  const width: number[] = [];
  const slope: number[] = [];
  const lower: number[] = [];
  for (let j = 0; j < positions; j++) {
    let capacity = 0;
    const slopes = Array.from({ length: int(0, 4) }, () => int(-range, range)).sort((a, b) => a - b);
    for (const each of slopes) {
      width.push(int(0, 4));
      slope.push(each);
      capacity += width.at(-1)!;
    }
    pieceStart.push(width.length);
    lower.push(random() < 0.3 ? int(0, Math.min(capacity, 2)) : 0);
  }
  return {
    start: Int32Array.from(start),
    position: Int32Array.from(arcs, ([position]) => position),
    cost: Int32Array.from(arcs, ([, cost]) => cost),
    ...(random() < 0.5 ? { supply: Int32Array.from({ length: rows }, () => int(0, 4)) } : {}),
    pieceStart: Int32Array.from(pieceStart),
    pieceWidth: Int32Array.from(width),
    pieceSlope: Float64Array.from(slope),
    ...(random() < 0.3 ? { lower: Int32Array.from(lower) } : {}),
    shared: {
      list: Int32Array.from({ length: rows }, () => int(-1, lists - 1)),
      cost: Int32Array.from({ length: rows }, () => int(0, range)),
      start: Int32Array.from(listStart),
      position: Int32Array.from(entries),
    },
  };
}

/** The same with an arc for every row and entry of its list. */
function spelledOut(problem: TransportProblem): TransportProblem {
  const { shared, ...rest } = problem;
  const start = [0];
  const position: number[] = [];
  const cost: number[] = [];
  for (let i = 0; i + 1 < problem.start.length; i++) {
    for (let a = problem.start[i]!; a < problem.start[i + 1]!; a++) {
      position.push(problem.position[a]!);
      cost.push(problem.cost[a]!);
    }
    const list = shared!.list[i]!;
    for (let k = list < 0 ? 0 : shared!.start[list]!; k < (list < 0 ? 0 : shared!.start[list + 1]!); k++) {
      position.push(shared!.position[k]!);
      cost.push(shared!.cost[i]!);
    }
    start.push(position.length);
  }
  return {
    ...rest,
    start: Int32Array.from(start),
    position: Int32Array.from(position),
    cost: Int32Array.from(cost),
  };
}

test("shared lists give what arcs would give, to the network simplex and to the kernel itself", () => {
  const seen = { optimal: 0, infeasible: 0, inParts: 0 };
  for (let seed = 1; seed <= 3_000; seed++) {
    const problem = sharedProblem(seed);
    const result = solveTransport(problem);
    const expected = minCostFlow(transportNetwork(problem));
    expect(result.status, `seed ${seed}`).toBe(expected.status);
    expect(verifyTransport(problem, result).issues).toEqual([]);
    if (result.status === "optimal" && expected.status === "optimal") {
      expect(result.cost, `seed ${seed}`).toBe(expected.cost);
      expect(transportBound(problem, result.price)).toBe(BigInt(result.cost));
    }
    const alone = solveTransport(spelledOut(problem));
    expect(alone.status).toBe(result.status);
    if (alone.status === "optimal" && result.status === "optimal") expect(alone.cost).toBe(result.cost);
    seen[result.status]++;
    if (splitTransport(problem) !== undefined) seen.inParts++;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(300);
});

test("a hub costs what its cheapest position costs, and Infinity where it has none", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const problem = sharedProblem(seed);
    const random = randomNumbers(seed);
    const run = createRun(problem);
    for (let j = 0; j < run.positionCount; j++) run.price[j] = Math.floor(100 * random());
    priceHubs(run);
    const { start, position } = problem.shared!;
    run.hubPrice.forEach((price, l) => {
      const prices = Array.from(position.subarray(start[l], start[l + 1]), (j) => run.price[j]!);
      expect(price).toBe(Math.min(...prices));
    });
  }
});

test("any prices bound the cost from below", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const problem = sharedProblem(seed);
    const result = solveTransport(problem);
    if (result.status !== "optimal") continue;
    const random = randomNumbers(seed);
    const price = result.price.map((each) => each + Math.round(20 * (random() - 0.5)));
    expect(transportBound(problem, price)).toBeLessThanOrEqual(BigInt(result.cost));
  }
});

test("a flow over an entry that is not on the list of the row is refused", () => {
  const problem: TransportProblem = {
    start: Int32Array.of(0, 0),
    position: new Int32Array(0),
    cost: new Int32Array(0),
    pieceStart: Int32Array.of(0, 1, 2),
    pieceWidth: Int32Array.of(1, 1),
    pieceSlope: Float64Array.of(0, 0),
    shared: {
      list: Int32Array.of(0),
      cost: Int32Array.of(0),
      start: Int32Array.of(0, 1, 2),
      position: Int32Array.of(0, 1),
    },
  };
  const result = solveTransport(problem);
  if (result.status !== "optimal") throw new Error("a place is free");
  const sharedFlow = { ...result.sharedFlow!, entry: Int32Array.of(1) };
  const codes = verifyTransport(problem, { ...result, sharedFlow }).issues.map(({ code }) => code);
  expect(codes).toContain("network/wrong-flow");
});
