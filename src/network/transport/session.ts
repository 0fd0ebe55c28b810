/**
 * A whole solve as a resumable object: the parts of a problem one after the other (`parts.ts`), and at any time the prices
 * and, where one is known, a feasible flow.
 */
import { heldIn, splitTransport, type TransportPart } from "./parts.js";
import { addUnits, createRun, type HeldUnits, heldUnits, type TransportRun, type WorkCounter } from "./run.js";
import { improveRun, solveRun, type TransportEnd } from "./solve.js";
import type { TransportProblem, TransportResult } from "./types.js";

/** A solve under way. */
export interface TransportSession {
  /** Goes on; each step is some milliseconds of work, the last one brings the answer. */
  readonly steps: Generator<void, TransportResult>;
  /** Prices as they are: any of them prove a bound (`bound.ts`). Length positions. */
  prices(): Float64Array;
  /** The best feasible flow known, where the start or an auction gave one. */
  incumbent(): HeldUnits | undefined;
}

/**
 * Starts a solve.
 *
 * @param problem passed by `validate.ts`; every row that supplies something has a place to go.
 * @param held a feasible flow to start from: worth giving where it is nearly optimal.
 */
export function startTransport(problem: TransportProblem, held?: HeldUnits): TransportSession {
  // What a level leaves as single arcs is small and nearly solved: taking it apart would cost more than it saves.
  const isFresh = held === undefined || problem.shared !== undefined;
  const parts = (isFresh ? splitTransport(problem) : undefined) ?? [wholePart(problem)];
  const runs: TransportRun[] = [];
  const startOf = (part: TransportPart): HeldUnits | undefined =>
    held === undefined || parts.length === 1 ? held : heldIn(part, problem, held);

  function* steps(): Generator<void, TransportResult> {
    for (const part of parts) {
      const run = createRun(part.problem);
      runs.push(run);
      const start = startOf(part);
      if (start !== undefined) {
        for (let k = 0; k < start.row.length; k++) addUnits(run, start.row[k]!, start.arc[k]!, start.count[k]!);
        run.incumbent = start;
      }
      const end = yield* start === undefined ? solveRun(run) : improveRun(run);
      if (end.status === "infeasible") return infeasible(problem, part, end, workOf(runs));
      run.incumbent = heldUnits(run);
    }
    return optimal(problem, parts, runs);
  }
  return {
    steps: steps(),
    prices: () => pricesOf(problem, parts, runs),
    incumbent() {
      const found = parts.map((part, k) => runs[k]?.incumbent ?? startOf(part));
      return found.every((each) => each !== undefined) ? joined(problem, parts, found) : undefined;
    },
  };
}

/** A problem in one piece: nothing is copied, and arcs need no translation. */
function wholePart(problem: TransportProblem): TransportPart {
  const all = (length: number): Int32Array => Int32Array.from({ length }, (_, k) => k);
  const none = new Int32Array(0);
  return {
    problem,
    rows: all(problem.start.length - 1),
    arcs: none,
    positions: all(problem.pieceStart.length - 1),
    entries: none,
  };
}

/** The answer of a single run that is at its end. O(arcs). */
export function resultOf(run: TransportRun, end: TransportEnd): TransportResult {
  const part = wholePart(run.problem);
  return end.status === "optimal"
    ? optimal(run.problem, [part], [run])
    : infeasible(run.problem, part, end, workOf([run]));
}

function workOf(runs: readonly TransportRun[]): WorkCounter {
  const sum = { arcsRead: 0, bids: 0, scans: 0, phases: 0 };
  for (const { work } of runs) {
    sum.arcsRead += work.arcsRead;
    sum.bids += work.bids;
    sum.scans += work.scans;
    sum.phases += work.phases;
  }
  return sum;
}

function infeasible(
  problem: TransportProblem,
  part: TransportPart,
  end: Extract<TransportEnd, { status: "infeasible" }>,
  work: WorkCounter,
): TransportResult {
  const rows = new Uint8Array(problem.start.length - 1);
  const positions = new Uint8Array(problem.pieceStart.length - 1);
  part.rows.forEach((row, k) => (rows[row] = end.rows[k]!));
  part.positions.forEach((position, k) => (positions[position] = end.positions[k]!));
  return { status: "infeasible", reason: end.reason, rows, positions, work };
}

function optimal(
  problem: TransportProblem,
  parts: readonly TransportPart[],
  runs: readonly TransportRun[],
): TransportResult {
  const held = joined(problem, parts, runs.map(heldUnits));
  const flow = new Int32Array(problem.position.length);
  const load = new Int32Array(problem.pieceStart.length - 1);
  const listed = { row: [] as number[], entry: [] as number[], units: [] as number[] };
  let cost = 0;
  for (let k = 0; k < held.row.length; k++) {
    const row = held.row[k]!;
    const arc = held.arc[k]!;
    const units = held.count[k]!;
    if (arc < flow.length) {
      flow[arc]! += units;
      cost += units * problem.cost[arc]!;
      load[problem.position[arc]!]! += units;
      continue;
    }
    const entry = arc - flow.length;
    listed.row.push(row);
    listed.entry.push(entry);
    listed.units.push(units);
    cost += units * problem.shared!.cost[row]!;
    load[problem.shared!.position[entry]!]! += units;
  }
  const { pieceStart, pieceWidth, pieceSlope } = problem;
  for (let j = 0; j < load.length; j++) {
    let left = load[j]!;
    for (let p = pieceStart[j]!; left > 0 && p < pieceStart[j + 1]!; p++) {
      const taken = Math.min(left, pieceWidth[p]!);
      cost += taken * pieceSlope[p]!;
      left -= taken;
    }
  }
  const answer = {
    status: "optimal" as const,
    cost,
    flow,
    price: pricesOf(problem, parts, runs),
    work: workOf(runs),
  };
  if (problem.shared === undefined) return answer;
  const { row, entry, units } = listed;
  const sharedFlow = { row: Int32Array.from(row), entry: Int32Array.from(entry), units: Int32Array.from(units) };
  return { ...answer, sharedFlow };
}

function pricesOf(
  problem: TransportProblem,
  parts: readonly TransportPart[],
  runs: readonly TransportRun[],
): Float64Array {
  const price = new Float64Array(problem.pieceStart.length - 1);
  runs.forEach((run, k) => parts[k]!.positions.forEach((position, j) => (price[position] = run.price[j]!)));
  return price;
}

/** The flows of the parts as one, in the numbers of the whole. */
function joined(problem: TransportProblem, parts: readonly TransportPart[], held: readonly HeldUnits[]): HeldUnits {
  if (parts.length === 1) return held[0]!;
  const arcCount = problem.position.length;
  const length = held.reduce((sum, { row }) => sum + row.length, 0);
  const whole = { row: new Int32Array(length), arc: new Int32Array(length), count: new Int32Array(length) };
  let next = 0;
  held.forEach(({ row, arc, count }, k) => {
    const { rows, arcs, entries } = parts[k]!;
    for (let h = 0; h < row.length; h++, next++) {
      whole.row[next] = rows[row[h]!]!;
      whole.arc[next] = arc[h]! < arcs.length ? arcs[arc[h]!]! : arcCount + entries[arc[h]! - arcs.length]!;
      whole.count[next] = count[h]!;
    }
  });
  return whole;
}
