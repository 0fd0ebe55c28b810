/**
 * Shared by the tests of the transport kernel: problems as plain lists that are easy to change, arbitrary and seeded
 * ones, the same problem as a network, an exhaustive oracle, and proofs checked by hand (not by `verifyTransport`,
 * which is itself under test).
 */
import * as fc from "fast-check";
import { expect } from "vitest";
import { minCostFlow, solveTransport } from "../../../src/network/index.js";
import { createRun, type TransportRun } from "../../../src/network/transport/run.js";
import { resultOf } from "../../../src/network/transport/session.js";
import { solveRun, type TransportEnd } from "../../../src/network/transport/solve.js";
import type { TransportProblem, TransportResult } from "../../../src/network/transport/types.js";
import type { FlowNetwork } from "../../../src/network/types.js";
import { type Arc, fail, makeNetwork, seededRandom } from "../networks.js";

export interface Row {
  readonly supply: number;
  readonly arcs: readonly (readonly [position: number, cost: number])[];
}
export interface Position {
  readonly pieces: readonly (readonly [width: number, slope: number])[];
  readonly lower: number;
}
/** A transport problem in lists. */
export interface Sketch {
  readonly rows: readonly Row[];
  readonly positions: readonly Position[];
  /** Whether supplies of 1 and lower bounds of 0 are written out. */
  readonly isExplicit?: boolean;
}

export function problemOf({ rows, positions, isExplicit = true }: Sketch): TransportProblem {
  const arcs = rows.flatMap((row) => row.arcs);
  const pieces = positions.flatMap((position) => position.pieces);
  const isPlain = !isExplicit && rows.every(({ supply }) => supply === 1);
  const isUnbound = !isExplicit && positions.every(({ lower }) => lower === 0);
  return {
    start: offsets(rows.map((row) => row.arcs.length)),
    position: Int32Array.from(arcs, ([position]) => position),
    cost: Int32Array.from(arcs, ([, cost]) => cost),
    ...(isPlain ? {} : { supply: Int32Array.from(rows, ({ supply }) => supply) }),
    pieceStart: offsets(positions.map((position) => position.pieces.length)),
    pieceWidth: Int32Array.from(pieces, ([width]) => width),
    pieceSlope: Float64Array.from(pieces, ([, slope]) => slope),
    ...(isUnbound ? {} : { lower: Int32Array.from(positions, ({ lower }) => lower) }),
  };
}

export function sketchOf(problem: TransportProblem): Sketch {
  const { start, position, cost, supply, pieceStart, pieceWidth, pieceSlope, lower } = problem;
  const lists = <T>(from: Int32Array, item: (k: number) => T): T[][] =>
    Array.from({ length: from.length - 1 }, (_, i) =>
      Array.from({ length: from[i + 1]! - from[i]! }, (__, k) => item(from[i]! + k)),
    );
  return {
    rows: lists(start, (a) => [position[a]!, cost[a]!] as const).map((arcs, i) => ({ supply: supply?.[i] ?? 1, arcs })),
    positions: lists(pieceStart, (p) => [pieceWidth[p]!, pieceSlope[p]!] as const).map((pieces, j) => ({
      pieces,
      lower: lower?.[j] ?? 0,
    })),
  };
}

function offsets(lengths: readonly number[]): Int32Array {
  let end = 0;
  return Int32Array.from([0, ...lengths.map((length) => (end += length))]);
}

/** A row that supplies 1, from `[position, cost]`. */
export function row(...arcs: readonly (readonly [number, number])[]): Row {
  return { supply: 1, arcs };
}

/** A position without a lower bound, from `[width, slope]`. */
export function seats(...pieces: readonly (readonly [number, number])[]): Position {
  return { pieces, lower: 0 };
}

/**
 * Rows → positions → sink, an arc a piece. The first seats of a position are its cheapest, so its lower bound is one on
 * its first pieces.
 */
export function networkOf(problem: TransportProblem): FlowNetwork {
  const { rows, positions } = sketchOf(problem);
  const sink = rows.length + positions.length;
  const supply = [...rows.map((row) => row.supply), ...positions.map(() => 0), 0];
  for (const row of rows) supply[sink]! -= row.supply;
  const arcs: Arc[] = rows.flatMap((row, i) =>
    row.arcs.map(([j, cost]): Arc => [i, rows.length + j, cost, row.supply]),
  );
  for (const [j, { pieces, lower }] of positions.entries()) {
    let forced = lower;
    for (const [width, slope] of pieces) {
      const least = Math.min(width, forced);
      forced -= least;
      arcs.push([rows.length + j, sink, slope, width, least]);
    }
  }
  return makeNetwork(supply, arcs);
}

/** The optimum by network simplex; `null` if there is no flow. */
export function networkOptimum(problem: TransportProblem): number | null {
  const result = minCostFlow(networkOf(problem));
  return result.status === "optimal" ? result.cost : null;
}

/** The optimum over all ways to fill the positions, row by row and arc by arc; `null` if there is none. */
export function exhaustiveOptimum(problem: TransportProblem): number | null {
  const { rows, positions } = sketchOf(problem);
  let states = new Map<string, { loads: number[]; cost: number }>([["", { loads: positions.map(() => 0), cost: 0 }]]);
  for (const { supply, arcs } of rows) {
    let spread = Array.from(states.values(), (state) => ({ ...state, left: supply }));
    for (const [j, cost] of arcs) {
      spread = spread.flatMap((state) =>
        Array.from({ length: state.left + 1 }, (_, units) => ({
          loads: state.loads.map((load, k) => (k === j ? load + units : load)),
          cost: state.cost + units * cost,
          left: state.left - units,
        })),
      );
    }
    states = new Map();
    for (const { loads, cost, left } of spread) {
      const known = states.get(loads.join());
      if (left === 0 && (known === undefined || cost < known.cost)) states.set(loads.join(), { loads, cost });
    }
  }
  let best: number | null = null;
  for (const { loads, cost } of states.values()) {
    let total: number | null = cost;
    for (const [j, position] of positions.entries()) {
      const each = seatCost(position, loads[j]!);
      total = total === null || each === null ? null : total + each;
    }
    if (total !== null && (best === null || total < best)) best = total;
  }
  return best;
}

function seatCost({ pieces, lower }: Position, load: number): number | null {
  const slopes = pieces.flatMap(([width, slope]) => Array.from({ length: width }, () => slope));
  if (load < lower || load > slopes.length) return null;
  return slopes.slice(0, load).reduce((sum, slope) => sum + slope, 0);
}

/** Every proof, seat by seat from the definitions, in BigInt. Returns the cost (`null` if infeasible). */
export function expectProof(problem: TransportProblem, result: TransportResult): number | null {
  const { rows, positions } = sketchOf(problem);
  if (result.status === "infeasible") {
    expect([result.rows.length, result.positions.length]).toEqual([rows.length, positions.length]);
    const isOverfull = result.reason === "overfull";
    let [sent, room] = [0, 0];
    for (const [i, { supply, arcs }] of rows.entries()) {
      const isMarked = result.rows[i] === 1;
      if (isMarked) sent += supply;
      for (const [j] of arcs) {
        const leadsIn = result.positions[j] === 1;
        if (isOverfull && isMarked && !leadsIn) fail(`row ${i} can go elsewhere`);
        if (!isOverfull && !isMarked && leadsIn) fail(`row ${i} can help`);
      }
    }
    for (const [j, { pieces, lower }] of positions.entries()) {
      if (result.positions[j] === 1) room += isOverfull ? pieces.reduce((sum, [width]) => sum + width, 0) : lower;
    }
    if (isOverfull) expect(sent).toBeGreaterThan(room);
    else expect(sent).toBeLessThan(room);
    return null;
  }
  const { flow, price, cost } = result;
  let [spent, a] = [0n, 0];
  const received = positions.map(() => 0);
  for (const [i, { supply, arcs }] of rows.entries()) {
    const first = a;
    let sent = 0;
    const values = arcs.map(([j, each]) => BigInt(each) + BigInt(price[j]!));
    for (const [j, each] of arcs) {
      const units = flow[a]!;
      if (units < 0) fail(`arc ${a} carries ${units}`);
      if (units > 0 && values.some((value) => value < values[a - first]!)) fail(`row ${i} has a cheaper arc than ${a}`);
      sent += units;
      received[j]! += units;
      spent += BigInt(units) * BigInt(each);
      a++;
    }
    expect(sent).toBe(supply);
  }
  for (const [j, { pieces, lower }] of positions.entries()) {
    let seat = 0;
    for (const [width, slope] of pieces) {
      for (let k = 0; k < width && k < 1000; k++, seat++) {
        const isTaken = seat < received[j]!;
        if (isTaken) spent += BigInt(slope);
        if (isTaken && seat >= lower && slope > price[j]!) fail(`seat ${seat} of position ${j} is too dear`);
        if (!isTaken && slope < price[j]!) fail(`seat ${seat} of position ${j} should be taken`);
      }
    }
    if (received[j]! < lower || received[j]! > seat) fail(`position ${j} receives ${received[j]}`);
  }
  expect([flow.length, price.length]).toEqual([a, positions.length]);
  expect(BigInt(cost)).toBe(spent);
  return cost;
}

/** More steps than any run of the tests takes, fewer than a run that does not end. */
const MOST_STEPS = 20_000;

/** Runs a generator to its end. */
export function finish(steps: Generator<void, TransportEnd>, eachStep: () => void = () => {}): TransportEnd {
  for (let count = 0; count < MOST_STEPS; count++) {
    const step = steps.next();
    if (step.done === true) return step.value;
    eachStep();
  }
  return fail(`the run has not ended after ${MOST_STEPS} steps`);
}

/** What `solveTransport` answers, unverified, from a run that must end. */
export function solveInSteps(problem: TransportProblem): TransportResult {
  const { start, supply } = problem;
  // The door sees to rows that supply something and have no arc.
  for (let i = 0; i + 1 < start.length; i++) {
    if (start[i] === start[i + 1] && supply?.[i] !== 0) return solveTransport(problem);
  }
  const run: TransportRun = createRun(problem);
  return resultOf(run, finish(solveRun(run)));
}

const costRanges = [0, 1, 3, 20, 1_000_000];

/** Positions numbered so that rows may lead there; pieces of width 0 and positions without a seat among them. */
function anyPosition(slopes: number, widest: number): fc.Arbitrary<Position> {
  return fc
    .record({
      first: fc.integer({ min: -slopes, max: slopes }),
      pieces: fc.array(fc.tuple(fc.integer({ min: 0, max: widest }), fc.integer({ min: 0, max: slopes })), {
        maxLength: 3,
      }),
      lower: fc.constantFrom(0, 0, 0, 0, 1, 2),
    })
    .map(({ first, pieces, lower }) => {
      let [slope, capacity] = [first, 0];
      const convex = pieces.map(([width, rise]): [number, number] => {
        slope += rise;
        capacity += width;
        return [width, slope];
      });
      return { pieces: convex, lower: Math.min(lower, capacity) };
    });
}

function anyRow(positionCount: number, costs: number): fc.Arbitrary<Row> {
  const arc = fc.tuple(fc.nat(positionCount - 1), fc.integer({ min: -costs, max: costs }));
  return fc.record({
    supply: fc.constantFrom(1, 1, 1, 1, 2, 3, 4, 0),
    arcs: fc.oneof(
      { weight: 50, arbitrary: fc.array(arc, { minLength: 1, maxLength: 5 }) },
      { weight: 10, arbitrary: fc.tuple(arc) },
      { weight: 1, arbitrary: fc.constant([]) },
    ),
  });
}

/**
 * Any small problem: costs and slopes of unequal ranges, parallel arcs, supplies of 0 to 4, positions without seats,
 * pieces without width, lower bounds; feasible about half the time.
 */
export function smallSketch(options: { rows?: number; positions?: number } = {}): fc.Arbitrary<Sketch> {
  const { rows: mostRows = 5, positions: mostPositions = 4 } = options;
  return fc
    .record({
      positionCount: fc.integer({ min: 1, max: mostPositions }),
      costs: fc.constantFrom(...costRanges),
      slopes: fc.constantFrom(...costRanges),
      widest: fc.constantFrom(1, 3, 6, 9),
      isExplicit: fc.boolean(),
    })
    .chain(({ positionCount, costs, slopes, widest, isExplicit }) =>
      fc.record({
        rows: fc.array(anyRow(positionCount, costs), { maxLength: mostRows }),
        positions: fc.array(anyPosition(slopes, widest), { minLength: positionCount, maxLength: positionCount }),
        isExplicit: fc.constant(isExplicit),
      }),
    );
}

/** What a seeded problem looks like. */
export interface Shape {
  readonly rows: number;
  readonly positions: number;
  readonly arcs: number;
  readonly costs: number;
  readonly slopes: number;
  /** Seats a unit; below 1 there is no flow. */
  readonly room: number;
  readonly mostSupply?: number;
  /** Part of the positions with a lower bound. */
  readonly bounded?: number;
}

/** A seeded problem, wide enough for the kernel to search on a pool. */
export function randomProblem(seed: number, shape: Shape): TransportProblem {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const around = (range: number): number => below(2 * range + 1) - range;
  const rows = Array.from({ length: shape.rows }, (): Row => {
    return {
      supply: shape.mostSupply === undefined ? 1 : below(shape.mostSupply + 1),
      arcs: Array.from({ length: shape.arcs }, () => [below(shape.positions), around(shape.costs)] as const),
    };
  });
  const total = rows.reduce((sum, { supply }) => sum + supply, 0);
  const perPosition = Math.max(1, Math.round((shape.room * total) / shape.positions));
  const positions = Array.from({ length: shape.positions }, (): Position => {
    let slope = around(shape.slopes);
    const pieces: [number, number][] = [];
    for (let capacity = 0; capacity < perPosition;) {
      const width = Math.min(perPosition - capacity, below(3));
      pieces.push([width, slope]);
      capacity += width;
      slope += below(shape.slopes + 1);
    }
    return { pieces, lower: random() < (shape.bounded ?? 0) ? 1 + below(Math.ceil(perPosition / 2)) : 0 };
  });
  return problemOf({ rows, positions, isExplicit: seed % 2 === 0 });
}

/** Seeded problems of many shapes, 14 to 40 arcs a row. */
export const wideProblem: fc.Arbitrary<TransportProblem> = fc.integer({ min: 1, max: 1e9 }).map((seed) => {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  return randomProblem(seed, {
    rows: pick([5, 12, 30, 60]),
    positions: pick([4, 12, 40]),
    arcs: pick([14, 20, 40]),
    costs: pick(costRanges),
    slopes: pick(costRanges),
    room: pick([0.9, 1, 1, 1.1, 1.5, 4]),
    ...(random() < 0.4 ? { mostSupply: pick([2, 4, 9]) } : {}),
    bounded: pick([0, 0, 0.2, 0.6]),
  });
});
