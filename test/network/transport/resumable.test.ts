import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveTransport, verifyTransport } from "../../../src/network/index.js";
import { canGoOn, createAuction, holdStage, takeOver } from "../../../src/network/transport/auction.js";
import { commonPhase, phaseFrom } from "../../../src/network/transport/augment.js";
import {
  addUnits,
  clearHoldings,
  createRun,
  heldUnits,
  moveUnits,
  type TransportRun,
} from "../../../src/network/transport/run.js";
import { beginPool, scanRows, settleSeats } from "../../../src/network/transport/scan.js";
import { fitFilled, roomAtLast, roomAtNext, setFilled } from "../../../src/network/transport/seats.js";
import { beginRound, createSearch } from "../../../src/network/transport/search.js";
import { resultOf } from "../../../src/network/transport/session.js";
import { improveRun, proveOptimum, solveRun } from "../../../src/network/transport/solve.js";
import type { TransportProblem, TransportResult } from "../../../src/network/transport/types.js";
import { fail, seededRandom } from "../networks.js";
import { finish, problemOf, randomProblem, row, seats, sketchOf, smallSketch, wideProblem } from "./problems.js";

const seeds = fc.integer({ min: 1, max: 1e9 });

/** Small and wide problems in which no row is without arcs: the door sees to those. */
const anyProblem: fc.Arbitrary<TransportProblem> = fc.oneof(
  smallSketch().map(({ rows, ...sketch }) =>
    problemOf({ ...sketch, rows: rows.filter(({ arcs }) => arcs.length > 0) }),
  ),
  wideProblem,
);

/** R1 of `run.ts`: units by row and by position, and every list of holdings link by link. */
function expectHoldings(run: TransportRun): void {
  const { problem, rowCount, positionCount, supply, load, holdings } = run;
  const { arc, row: rowOf, count, nextAt, previousAt, firstAt, nextOf, firstOf } = holdings;
  const isUsed = new Set<number>();
  const received = new Float64Array(positionCount);
  for (let i = 0; i < rowCount; i++) {
    let sent = 0;
    const arcs = new Set<number>();
    for (let h = firstOf[i]!; h >= 0; h = nextOf[h]!) {
      if (isUsed.has(h)) fail(`holding ${h} is listed twice`);
      if (rowOf[h] !== i || count[h]! <= 0) fail(`holding ${h} of row ${i} has ${count[h]} units of ${rowOf[h]}`);
      if (arc[h]! < problem.start[i]! || arc[h]! >= problem.start[i + 1]!) fail(`row ${i} has no arc ${arc[h]}`);
      if (arcs.has(arc[h]!)) fail(`row ${i} has two holdings on arc ${arc[h]}`);
      isUsed.add(h);
      arcs.add(arc[h]!);
      sent += count[h]!;
      received[problem.position[arc[h]!]!]! += count[h]!;
    }
    if (sent !== supply[i]) fail(`row ${i} holds ${sent} of ${supply[i]}`);
  }
  let linked = 0;
  for (let j = 0; j < positionCount; j++) {
    if (load[j] !== received[j]) fail(`the load of ${j} is ${load[j]}, it receives ${received[j]}`);
    for (let h = firstAt[j]!, before = -1; h >= 0; before = h, h = nextAt[h]!) {
      if (!isUsed.has(h) || problem.position[arc[h]!] !== j) fail(`holding ${h} is not at ${j}`);
      if (previousAt[h] !== before) fail(`before holding ${h} stands ${before}, not ${previousAt[h]}`);
      linked++;
    }
  }
  expect(linked).toBe(isUsed.size);
  let unused = 0;
  for (let h = holdings.unused; h >= 0; h = nextOf[h]!, unused++) if (isUsed.has(h)) fail(`holding ${h} is in use`);
  expect(isUsed.size + unused).toBe(arc.length);
}

/** R3 of `run.ts`, from the list of all seats. */
function expectSeats(run: TransportRun, j: number): void {
  const { problem, filled, lower, piece, inPiece, nextSlope, lastSlope } = run;
  const list: [piece: number, inPiece: number, slope: number][] = [];
  for (let p = problem.pieceStart[j]!; p < problem.pieceStart[j + 1]!; p++) {
    for (let k = 0; k < problem.pieceWidth[p]!; k++) list.push([p, k, problem.pieceSlope[p]!]);
  }
  const count = filled[j]!;
  const next = list[count] ?? [problem.pieceStart[j + 1]!, 0, Infinity];
  const last = count > lower[j]! ? list[count - 1]![2] : -Infinity;
  const state = [piece[j], inPiece[j], nextSlope[j], lastSlope[j]];
  if (state.some((value, k) => value !== [...next, last][k])) fail(`position ${j} at ${count}: ${state.join()}`);
}

/**
 * R2 of `run.ts`: the range in which the price of the sink must lie for the seats taken to be right. Between rounds it
 * is 0, within a round prices have not been reduced by it yet.
 */
function expectComplementary(run: TransportRun, isRoundOver: boolean, sinkPrice = isRoundOver ? 0 : undefined): void {
  const { price, nextSlope, lastSlope, filled, lower } = run;
  let [least, most] = [-Infinity, Infinity];
  for (let j = 0; j < price.length; j++) {
    if (filled[j]! < lower[j]!) fail(`position ${j} counts ${filled[j]} seats, not ${lower[j]}`);
    least = Math.max(least, price[j]! - nextSlope[j]!);
    most = Math.min(most, price[j]! - lastSlope[j]!);
  }
  if (least > (sinkPrice ?? most) || most < (sinkPrice ?? least))
    fail(`the price of the sink is from ${least} to ${most}`);
}

/** R4 of `run.ts`, on all arcs: those outside the pool are too dear as well, or the drift was not limited. */
function expectCheapest({ problem, rowCount, price, holdings }: TransportRun): void {
  const { start, position, cost } = problem;
  const valueOf = (a: number): number => cost[a]! + price[position[a]!]!;
  for (let i = 0; i < rowCount; i++) {
    let least = Infinity;
    for (let a = start[i]!; a < start[i + 1]!; a++) least = Math.min(least, valueOf(a));
    for (let h = holdings.firstOf[i]!; h >= 0; h = holdings.nextOf[h]!) {
      if (valueOf(holdings.arc[h]!) > least) fail(`row ${i} holds arc ${holdings.arc[h]}, which is not its cheapest`);
    }
  }
}

/** The pool: copies of arcs of the row, or the instance itself. */
function expectPool({ problem, pool, rowCount }: TransportRun): void {
  if (pool.isAll) {
    expect(pool.start === problem.start && pool.position === problem.position && pool.cost === problem.cost).toBe(true);
    return;
  }
  for (let i = 0; i < rowCount; i++) {
    for (let k = pool.start[i]!; k < pool.start[i + 1]!; k++) {
      const a = pool.arc[k]!;
      const isRight = pool.position[k] === problem.position[a] && pool.cost[k] === problem.cost[a];
      if (!isRight || a < problem.start[i]! || a >= problem.start[i + 1]!) fail(`place ${k} of the pool is no copy`);
    }
  }
}

/** Runs to the end, looking at the state after every step from the first scan on; the answer. */
function finishWatched(run: TransportRun, steps: ReturnType<typeof solveRun>): TransportResult {
  const before = { ...run.work };
  let { scans, phases } = run.work;
  const end = finish(steps, () => {
    expectHoldings(run);
    if (run.work.scans === before.scans) return; // still the auction: prices and seats are anything
    expectCheapest(run);
    expectPool(run);
    const isRoundOver = run.work.scans > scans && run.work.phases === phases;
    ({ scans, phases } = run.work);
    if (run.work.phases === before.phases) return; // seats are settled between the first scan and the first phase
    expectComplementary(run, isRoundOver);
    for (let j = 0; j < run.positionCount; j++) expectSeats(run, j);
  });
  expectHoldings(run);
  expectCheapest(run);
  expectComplementary(run, true);
  for (let j = 0; j < run.positionCount; j++) expectSeats(run, j);
  if (end.status === "optimal") expect(run.load).toEqual(run.filled);
  const result = resultOf(run, end);
  expect(verifyTransport(run.problem, result).issues).toEqual([]);
  return result;
}

/** Any prices whatever, and the units of each row anywhere on its arcs. */
function scatter(run: TransportRun, seed: number): void {
  const random = seededRandom(seed);
  const range = [0, 3, 1000, 1e6, 1e9][seed % 5]!;
  const { start } = run.problem;
  for (let j = 0; j < run.positionCount; j++) run.price[j] = Math.round((2 * random() - 1) * range);
  clearHoldings(run);
  for (let i = 0; i < run.rowCount; i++) {
    for (let left = run.supply[i]!; left > 0;) {
      const units = 1 + Math.floor(random() * left);
      addUnits(run, i, start[i]! + Math.floor(random() * (start[i + 1]! - start[i]!)), units);
      left -= units;
    }
  }
}

const worthOf = (result: TransportResult): number | string =>
  result.status === "optimal" ? result.cost : result.status;

test("addUnits and moveUnits keep every list right, whatever is moved", () => {
  fc.assert(
    fc.property(anyProblem, seeds, (problem, seed) => {
      const run = createRun(problem);
      scatter(run, seed);
      expectHoldings(run);
      const random = seededRandom(seed);
      const below = (limit: number): number => Math.floor(random() * limit);
      for (let move = 0; move < 30; move++) {
        const i = below(run.rowCount);
        let h = run.rowCount > 0 ? run.holdings.firstOf[i]! : -1;
        while (h >= 0 && random() < 0.5 && run.holdings.nextOf[h]! >= 0) h = run.holdings.nextOf[h]!;
        if (h < 0) continue;
        const to = problem.start[i]! + below(problem.start[i + 1]! - problem.start[i]!);
        if (to === run.holdings.arc[h]) continue;
        moveUnits(run, h, to, 1 + below(run.holdings.count[h]!));
        expectHoldings(run);
      }
      const { arc, count } = heldUnits(run);
      expect(new Set(arc).size).toBe(arc.length);
      expect(count.reduce((sum, units) => sum + units, 0)).toBe(run.total);
    }),
    { numRuns: 200, seed: 12 },
  );
});

test("setFilled and fitFilled know every seat, and the room at the next and at the last", () => {
  fc.assert(
    fc.property(smallSketch(), fc.infiniteStream(fc.nat(40)), (sketch, stream) => {
      const problem = problemOf(sketch);
      const run = createRun(problem);
      const slopes = sketchOf(problem).positions.map(({ pieces }) =>
        pieces.flatMap(([width, slope]) => Array.from({ length: width }, () => slope)),
      );
      const draw = (): number => stream.next().value as number;
      for (let step = 0; step < 12; step++) {
        const j = draw() % run.positionCount;
        const [list, least] = [slopes[j]!, run.lower[j]!];
        if (step % 2 === 0) setFilled(run, j, Math.min(list.length, least + (draw() % (list.length + 1))));
        else {
          run.price[j] = list.length > 0 ? list[draw() % list.length]! + (draw() % 3) - 1 : draw();
          run.load[j] = draw() % 9;
          fitFilled(run, j);
          const below = Math.max(least, list.filter((slope) => slope < run.price[j]!).length);
          const upTo = Math.max(least, list.filter((slope) => slope <= run.price[j]!).length);
          expect(run.filled[j]).toBe(Math.min(Math.max(run.load[j]!, below), upTo));
        }
        expectSeats(run, j);
        const count = run.filled[j]!;
        if (run.nextSlope[j]! < Infinity) {
          const room = roomAtNext(run, j);
          expect(room).toBeGreaterThan(0);
          expect(list.slice(count, count + room)).toEqual(Array.from({ length: room }, () => run.nextSlope[j]));
        }
        if (run.lastSlope[j]! > -Infinity) {
          const room = roomAtLast(run, j);
          expect(room).toBeGreaterThan(0);
          expect(count - room).toBeGreaterThanOrEqual(least);
          expect(list.slice(count - room, count)).toEqual(Array.from({ length: room }, () => run.lastSlope[j]));
        }
      }
    }),
    { numRuns: 1000, seed: 13 },
  );
});

test("after every stage of the auction, every seated unit is within ε of the best that its row could get", () => {
  fc.assert(fc.property(anyProblem, expectNearBest), { numRuns: 200, seed: 18 });
  // Prices that fall far from one stage to the next, and rows with more arcs than they remember.
  for (let seed = 1; seed < 40; seed++) {
    const shape = { rows: 60, positions: 40, arcs: 30 };
    expectNearBest(randomProblem(seed, { ...shape, costs: 20, slopes: 0, room: 1 }));
    expectNearBest(randomProblem(seed, { ...shape, costs: 1000, slopes: 1000, room: 4 }));
  }
});

/** ε-complementary slackness after each stage. */
function expectNearBest(problem: TransportProblem): void {
  const run = createRun(problem);
  const auction = createAuction(run);
  takeOver(auction);
  expectHoldings(run);
  const { start, position, cost } = problem;
  const valueOf = (a: number): number => cost[a]! + auction.price[position[a]!]!;
  for (let stage = 0; stage < 4 && canGoOn(auction); stage++) {
    for (const step of holdStage(auction)) expect(step).toBeUndefined();
    takeOver(auction);
    expectHoldings(run);
    const epsilon = Math.max(1, Math.round(auction.epsilon));
    for (let i = 0; i < run.rowCount; i++) {
      if (auction.free[i]! > 0) continue; // its units without a seat are anywhere
      let least = Infinity;
      for (let a = start[i]!; a < start[i + 1]!; a++) least = Math.min(least, valueOf(a));
      for (let h = run.holdings.firstOf[i]!; h >= 0; h = run.holdings.nextOf[h]!) {
        const value = valueOf(run.holdings.arc[h]!);
        if (value > least + epsilon) fail(`row ${i} sits at ${value}, ${least} + ${epsilon} is to be had`);
      }
    }
    for (let j = 0; j < run.positionCount; j++) {
      if (auction.heapSize[j]! > run.capacity[j]!) fail(`position ${j} seats more than it has seats`);
      if (run.price[j] !== auction.price[j] && auction.price[j] !== Infinity) fail(`the price of ${j} was lost`);
    }
  }
}

test("a scan puts every unit on a cheapest arc and every arc within the radius into the pool", () => {
  fc.assert(
    fc.property(anyProblem, seeds, (problem, seed) => {
      const run = createRun(problem);
      scatter(run, seed);
      const { start, position, cost } = problem;
      const radius = Math.floor(seededRandom(seed)() * [1, 3, 100, 1e6][seed % 4]!);
      beginPool(run, { radius, part: 0 });
      run.pool.start[0] = 0;
      scanRows(run, 0, run.rowCount);
      settleSeats(run);
      expectHoldings(run);
      expectCheapest(run);
      expectPool(run);
      expectComplementary(run, true);
      for (let j = 0; j < run.positionCount; j++) expectSeats(run, j);
      const near: number[] = [];
      for (let i = 0; i < run.rowCount; i++) {
        const arcs = Array.from({ length: start[i + 1]! - start[i]! }, (_, k) => start[i]! + k);
        const valueOf = (a: number): number => cost[a]! + run.price[position[a]!]!;
        const limit = Math.min(...arcs.map(valueOf)) + radius;
        near.push(...arcs.filter((a) => valueOf(a) <= limit));
      }
      expect(Array.from(run.pool.arc.subarray(0, run.pool.start[run.rowCount]))).toEqual(near);
      expect(run.work.arcsRead).toBe(position.length);
    }),
    { numRuns: 300, seed: 17 },
  );
});

describe("commonPhase and phaseFrom", () => {
  test("push all that can go at one distance, holding after holding, or what fits along one path", () => {
    // Three rows at position 0, which has one seat; position 1, which has three, is as cheap at these prices.
    const rows = Array.from({ length: 3 }, () => row([0, 0], [1, 3]));
    const problem = problemOf({ rows, positions: [seats([1, -10]), seats([3, -10])] });
    for (const isCommon of [true, false]) {
      const run = createRun(problem);
      run.price[1] = -3;
      for (let i = 0; i < 3; i++) addUnits(run, i, 2 * i, 1);
      beginPool(run, { radius: 0, part: 1 });
      settleSeats(run);
      const search = createSearch(run);
      beginRound(run, search);
      expect(Array.from(search.excess)).toEqual([2, -3, 1]);
      expect(isCommon ? commonPhase(run, search, 0) : phaseFrom(run, search, 0, 0)).toBe("augmented");
      expect(Array.from(search.excess)).toEqual(isCommon ? [0, -1, 1] : [1, -2, 1]);
      expectHoldings(run);
    }
  });
  test("push where they say so, keep to their limit and hold every invariant", () => {
    const outcomes = { augmented: 0, limit: 0, stuck: 0 };
    fc.assert(
      fc.property(anyProblem, seeds, (problem, seed) => {
        const run = createRun(problem);
        scatter(run, seed);
        const random = seededRandom(seed);
        const isAll = random() < 0.3;
        const radius = Math.floor(random() * [3, 100, 1e6][seed % 3]!);
        beginPool(run, { radius, part: isAll ? 1 : 0 });
        run.pool.start[0] = 0;
        scanRows(run, 0, run.rowCount);
        settleSeats(run);
        const search = createSearch(run);
        const excessNow = (): number => search.excess.reduce((sum, units) => sum + Math.max(0, units), 0);
        expect(beginRound(run, search)).toBe(excessNow());
        for (let phase = 0; phase < 25 && excessNow() > 0; phase++) {
          const source = search.excess.findIndex((units) => units > 0);
          const limit =
            isAll && random() < 0.5 ? Infinity : Math.floor(random() * (Math.max(0, radius - search.drift) + 1));
          const [excess, drift] = [excessNow(), search.drift];
          const isCommon = random() < 0.4;
          const outcome = isCommon ? commonPhase(run, search, limit) : phaseFrom(run, search, source, limit);
          outcomes[outcome]++;
          if (outcome === "augmented") expect(excessNow()).toBeLessThan(excess);
          else expect(excessNow()).toBe(excess);
          expect(search.drift).toBeLessThanOrEqual(drift + limit);
          let sum = 0;
          for (let j = 0; j < run.positionCount; j++) {
            if (search.excess[j] !== run.load[j]! - run.filled[j]!) fail(`the excess of ${j} is ${search.excess[j]}`);
            sum += search.excess[j]!;
          }
          expect(search.excess[run.positionCount]! + sum).toBe(0);
          expectHoldings(run);
          for (let j = 0; j < run.positionCount; j++) expectSeats(run, j);
          expectComplementary(run, false, search.sinkPrice);
          if (isAll || search.drift <= radius) expectCheapest(run);
          if (!isCommon || limit === Infinity || outcome !== "stuck") continue;
          break; // nothing can be reached at all
        }
      }),
      { numRuns: 500, seed: 16 },
    );
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(50);
  });
});

describe("solveRun", () => {
  test("holds every invariant between its steps, and never changes its input", () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const before = structuredClone(problem);
        const run = createRun(problem);
        const result = finishWatched(run, solveRun(run));
        expect(worthOf(result)).toBe(worthOf(solveTransport(problem)));
        expect(JSON.stringify(problem)).toBe(JSON.stringify(before));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
  test("several runs in turns do not disturb each other", () => {
    fc.assert(
      fc.property(fc.array(anyProblem, { minLength: 2, maxLength: 4 }), (problems) => {
        const runs = problems.map((problem) => createRun(problem));
        const waiting = new Map(runs.map((run) => [run, solveRun(run)]));
        const results = new Map<TransportRun, TransportResult>();
        while (waiting.size > 0) {
          for (const [run, steps] of waiting) {
            const step = steps.next();
            if (step.done !== true) continue;
            results.set(run, resultOf(run, step.value));
            waiting.delete(run);
          }
        }
        for (const run of runs) expect(worthOf(results.get(run)!)).toBe(worthOf(solveTransport(run.problem)));
      }),
      { numRuns: 60, seed: 8 },
    );
  });
  test("gives a caller the chance to stop now and then, also on a large instance", () => {
    const problem = randomProblem(1, { rows: 4000, positions: 60, arcs: 12, costs: 1000, slopes: 20, room: 1 });
    const run = createRun(problem);
    let steps = 0;
    finish(solveRun(run), () => steps++);
    expect(steps).toBeGreaterThanOrEqual(2);
    expect(run.incumbent).toBeDefined();
  });
});

describe("improveRun", () => {
  test("from any prices and holdings, good or poor, reaches the optimum of a cold solve", () => {
    fc.assert(
      fc.property(anyProblem, seeds, (problem, seed) => {
        const run = createRun(problem);
        scatter(run, seed);
        const expected = worthOf(solveTransport(problem));
        // Once from anywhere, once from the optimum, once from near it.
        for (let again = 0; again < 3; again++) {
          if (again === 2 && run.positionCount > 0) run.price[seed % run.positionCount]! += 7;
          const result = resultOf(run, finish(improveRun(run)));
          expect(verifyTransport(problem, result).issues).toEqual([]);
          expect(worthOf(result)).toBe(expected);
        }
      }),
      { numRuns: 200, seed: 19 },
    );
  });
});

describe("proveOptimum", () => {
  test("from any prices and holdings reaches the optimum of a cold solve, with every invariant held on the way", () => {
    fc.assert(
      fc.property(anyProblem, seeds, (problem, seed) => {
        const run = createRun(problem);
        scatter(run, seed);
        expect(worthOf(finishWatched(run, proveOptimum(run)))).toBe(worthOf(solveTransport(problem)));
      }),
      { numRuns: 400, seed: 9 },
    );
  });
  test("may be called again on the same run, after other prices and holdings", () => {
    fc.assert(
      fc.property(anyProblem, seeds, (problem, seed) => {
        const run = createRun(problem);
        const expected = worthOf(resultOf(run, finish(solveRun(run))));
        const random = seededRandom(seed);
        for (let again = 0; again < 3; again++) {
          if (again === 1) scatter(run, seed);
          else for (let j = 0; j < run.positionCount; j++) run.price[j]! += Math.floor(random() * 41) - 20;
          expect(worthOf(finishWatched(run, proveOptimum(run)))).toBe(expected);
        }
      }),
      { numRuns: 150, seed: 10 },
    );
  });
  test("goes on where another run was left", () => {
    fc.assert(
      fc.property(anyProblem, fc.integer({ min: 1, max: 12 }), (problem, most) => {
        const run = createRun(problem);
        const abandoned = solveRun(run);
        for (let step = 0; step < most; step++) if (abandoned.next().done === true) break;
        expect(worthOf(finishWatched(run, proveOptimum(run)))).toBe(worthOf(solveTransport(problem)));
      }),
      { numRuns: 200, seed: 11 },
    );
  });
  test("after a run on the instance itself may go back to a pool", () => {
    const problem = randomProblem(1, { rows: 120, positions: 40, arcs: 60, costs: 1, slopes: 3, room: 1.1 });
    const run = createRun(problem);
    const expected = worthOf(solveTransport(problem));
    expect(worthOf(resultOf(run, finish(solveRun(run))))).toBe(expected);
    for (const range of [0, 4000, 0, 4000]) {
      const random = seededRandom(1);
      for (let j = 0; j < run.positionCount; j++) run.price[j] = Math.floor(random() * range);
      expect(worthOf(finishWatched(run, proveOptimum(run)))).toBe(expected);
    }
  });
  test("counts seats beyond 2^31 in all", () => {
    const most = 2 ** 31 - 1;
    const problem = problemOf({
      rows: [row([0, 1], [1, 2], [2, 0])],
      positions: [seats([most, -1]), seats([most, -2]), seats([most, -3])],
    });
    const run = createRun(problem);
    addUnits(run, 0, 0, 1);
    run.price.fill(5);
    const result = resultOf(run, finish(proveOptimum(run)));
    expect(verifyTransport(problem, result).issues).toEqual([]);
    expect(worthOf(result)).toBe(-3);
  });
});
