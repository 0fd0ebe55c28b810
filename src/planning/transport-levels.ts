/**
 * Levels on the transport kernel: the fast path, for every policy that measures positions.
 *
 * A level is a transport problem on what the levels before left open: rows keep the cheapest pairs, positions a range of
 * seats (`network/transport/face.ts`). The first level that tells plans apart reads all pairs; what it leaves is a few
 * pairs a group, so later levels cost next to nothing. Every answer is checked by `verifyTransport`, which shares no code
 * with the kernel. A level on which nothing can differ is proven by prices of 0 and not solved at all.
 *
 * The price of waiting is 0, always: waiting has a seat more than there are people to take it, so its price is at most 0,
 * and if it is less nobody waits; 0 proves the same.
 */
import { transportNetwork } from "../network/transport/as-network.js";
import { transportBound } from "../network/transport/bound.js";
import { transportFace } from "../network/transport/face.js";
import { addUnits, createRun, type TransportRun } from "../network/transport/run.js";
import { improveRun } from "../network/transport/solve.js";
import { resultOf } from "../network/transport/solve-transport.js";
import type { TransportProblem } from "../network/transport/types.js";
import { verifyTransport } from "../network/transport/verify-transport.js";
import { isOnlyFlow } from "../network/uniqueness.js";
import { costsOutOfRange, everyoneStays, type Formulation, type PairFlow } from "./formulate.js";
import { type LevelSolver, type Stop, type StopSignals, watch } from "./level-solver.js";
import { wrongAnswer } from "./network-levels.js";
import { FEW, seatArcs } from "./seats.js";
import type { SecondOpinion } from "./second-opinion.js";

const NAME = "imbang transport kernel";

/** What is still open after some levels. */
interface Open {
  readonly start: Int32Array;
  /** Length pairs that are open: the place of each. */
  readonly position: Int32Array;
  /** Which pair of the formulation each is; `undefined`: all, in their order. */
  readonly pair: Int32Array | undefined;
  /** Length positions + 1: seats that are surely taken, and the last that may be. */
  readonly sure: Int32Array;
  readonly last: Int32Array;
  /** The plan in hand, by open pair. */
  readonly held: { readonly arc: Int32Array; readonly count: Int32Array };
}

/** The seats of all positions and of waiting as pieces. */
interface Pieces {
  readonly start: Int32Array;
  readonly width: Int32Array;
  /** By level. */
  readonly slopes: readonly Float64Array[];
  /** Pieces whose later seats are dearer than their slopes say. */
  readonly isRest: Uint8Array;
}

/** Whether the kernel can hold a formulation: no level measures units, and costs fit 32 bits. */
export function fitsTransport({ units, largestCost }: Formulation): boolean {
  return units.length === 0 && largestCost < 2 ** 31;
}

/**
 * The transport kernel on a formulation that fits it.
 *
 * @param spread how many times the usual number of people a position shows as single seats; see `seatArcs`.
 */
export function transportSolver(
  formulation: Formulation,
  stops: StopSignals,
  spread: number,
  second: SecondOpinion | undefined,
): LevelSolver {
  const pieces = piecesOf(formulation, spread);
  const waiting = formulation.positions.length;
  const look = watch(stops);
  let open = everythingOpen(formulation, pieces);
  // Of the level in work: its problem, its prices and what it is worth before anyone sits down.
  let problem: TransportProblem | undefined;
  let price: Float64Array = new Float64Array(waiting + 1);
  let constant = 0n;
  let run: TransportRun | undefined; // only while it works

  const problemOf = (level: number, draw: number): TransportProblem | undefined => {
    const costs = formulation.pairCosts(level, draw, open.pair);
    const slopes = pieces.slopes[level]!;
    if (costs === undefined && slopes.every((slope) => slope === 0)) return undefined;
    const problem = {
      start: open.start,
      position: open.position,
      cost: costs === undefined ? new Int32Array(open.position.length) : Int32Array.from(costs),
      supply: formulation.people,
      pieceStart: pieces.start,
      pieceWidth: cutWidths(pieces, open.last),
      pieceSlope: slopes,
      lower: open.sure,
    };
    guardRange(problem, formulation, level);
    return problem;
  };

  const work = async (at: TransportRun, report: () => void): Promise<Stop | undefined> => {
    const steps = improveRun(at);
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        const answer = resultOf(at, step.value);
        if (answer.status === "optimal") {
          answer.price[waiting] = 0;
          price = answer.price;
        }
        const { ok, issues } = verifyTransport(at.problem, answer);
        if (!ok || answer.status !== "optimal") throw wrongAnswer(NAME, issues, at.problem, answer);
        const stopped = await second?.confirm(transportNetwork(at.problem), BigInt(answer.cost));
        if (stopped !== undefined) return stopped;
        open = narrowed(open, at.problem, price, answer.flow);
        return undefined;
      }
      const stop = await look(report);
      if (stop !== undefined) return stop;
    }
  };

  /** The best plan known while a run works: the last one, or what its auction found. */
  const heldNow = (): Open["held"] => {
    const found = run?.incumbent;
    if (problem === undefined || found === undefined) return open.held;
    return costOf(problem, found) < costOf(problem, open.held) ? found : open.held;
  };

  return {
    name: NAME,
    async optimize(level, draw, report) {
      constant = formulation.levelConstant(level);
      problem = problemOf(level, draw);
      price = new Float64Array(waiting + 1);
      if (problem === undefined) return undefined;
      run = createRun(problem);
      const { start } = problem;
      let row = 0;
      open.held.arc.forEach((arc, k) => {
        while (arc >= start[row + 1]!) row++;
        addUnits(run!, row, arc, open.held.count[k]!);
      });
      const stop = await work(run, report);
      if (stop !== undefined) {
        open = { ...open, held: heldNow() };
        price = run.price.slice();
        price[waiting] = 0;
      }
      run = undefined;
      return stop;
    },
    flow(): PairFlow {
      const { arc, count } = heldNow();
      return { pair: open.pair === undefined ? arc : arc.map((a) => open.pair![a]!), people: count };
    },
    bound() {
      if (problem === undefined) return constant;
      let prices = price;
      if (run !== undefined) {
        prices = run.price.slice();
        prices[waiting] = 0;
      }
      return constant + transportBound(problem, prices);
    },
    prices: () => formulation.pricesOf(price.subarray(0, waiting), new Float64Array(0)),
    isOnlyPlan() {
      const { network, flow } = faceNetwork(open, formulation);
      return isOnlyFlow(network, flow);
    },
    isExact() {
      const heads = headsOf(open, waiting);
      for (let p = 0; p < waiting; p++) {
        let left = heads[p]!;
        for (let k = pieces.start[p]!; k < pieces.start[p + 1]!; k++) {
          if (pieces.isRest[k] === 1 && left > 1) return false;
          left -= Math.min(left, pieces.width[k]!);
        }
      }
      return true;
    },
  };
}

function piecesOf({ positions, levels, groups }: Formulation, spread: number): Pieces {
  const start = new Int32Array(positions.length + 2);
  const width: number[] = [];
  const slopes: number[][] = levels.map(() => []);
  const rests: number[] = [];
  positions.forEach(({ measures, taken, width: seats, usual }, p) => {
    for (const arc of seatArcs(measures, taken, seats, Math.min(seats, spread * (usual + FEW)))) {
      if (arc.isRest) rests.push(width.length);
      width.push(arc.people);
      arc.slopes.forEach((slope, level) => slopes[level]!.push(slope));
    }
    start[p + 1] = width.length;
  });
  const isWaiting = groups.reduce((sum, { from, members }) => sum + (from < 0 ? members.length : 0), 0);
  width.push(isWaiting + 1);
  for (const ofLevel of slopes) ofLevel.push(0);
  start[positions.length + 1] = width.length;
  const isRest = new Uint8Array(width.length);
  for (const piece of rests) isRest[piece] = 1;
  return { start, width: Int32Array.from(width), slopes: slopes.map((each) => Float64Array.from(each)), isRest };
}

function everythingOpen(formulation: Formulation, { start, width }: Pieces): Open {
  const last = new Int32Array(start.length - 1);
  for (let p = 0; p < last.length; p++) for (let k = start[p]!; k < start[p + 1]!; k++) last[p]! += width[k]!;
  const { pair, people } = everyoneStays(formulation);
  return {
    start: formulation.start,
    position: formulation.place,
    pair: undefined,
    sure: new Int32Array(last.length),
    last,
    held: { arc: pair, count: people },
  };
}

/** Widths of the pieces up to the last seat that may be taken. */
function cutWidths({ start, width }: Pieces, last: Int32Array): Int32Array {
  const cut = width.slice();
  for (let p = 0; p < last.length; p++) {
    let left = last[p]!;
    for (let k = start[p]!; k < start[p + 1]!; k++) {
      cut[k] = Math.min(left, width[k]!);
      left -= cut[k]!;
    }
  }
  return cut;
}

/** What is open after a level with these optimal prices and this flow. */
function narrowed(open: Open, problem: TransportProblem, price: Float64Array, flow: Int32Array): Open {
  const face = transportFace(problem, price);
  const arc: number[] = [];
  const count: number[] = [];
  for (let a = 0; a < face.arc.length; a++) {
    const people = flow[face.arc[a]!]!;
    if (people === 0) continue;
    arc.push(a);
    count.push(people);
  }
  return {
    start: face.start,
    position: face.position,
    pair: open.pair === undefined ? face.arc : face.arc.map((a) => open.pair![a]!),
    sure: face.sure,
    last: face.last,
    held: { arc: Int32Array.from(arc), count: Int32Array.from(count) },
  };
}

function headsOf({ held, position }: Open, waiting: number): Int32Array {
  const heads = new Int32Array(waiting + 1);
  held.arc.forEach((arc, k) => (heads[position[arc]!]! += held.count[k]!));
  return heads;
}

/** Cost of a plan on a problem. */
function costOf(problem: TransportProblem, { arc, count }: Open["held"]): number {
  const heads = new Int32Array(problem.pieceStart.length - 1);
  let cost = 0;
  arc.forEach((a, k) => {
    cost += problem.cost[a]! * count[k]!;
    heads[problem.position[a]!]! += count[k]!;
  });
  heads.forEach((people, p) => {
    for (let k = problem.pieceStart[p]!, left = people; left > 0 && k < problem.pieceStart[p + 1]!; k++) {
      const taken = Math.min(left, problem.pieceWidth[k]!);
      cost += taken * problem.pieceSlope[k]!;
      left -= taken;
    }
  });
  return cost;
}

/** What is open as a network without costs, with the plan in hand: one arc a pair, one for the seats of each place. */
function faceNetwork(open: Open, { people, size }: Formulation): ReturnType<typeof networkAndFlow> {
  return networkAndFlow(open, people, size.people);
}

function networkAndFlow(
  { start, position, sure, last, held }: Open,
  people: Int32Array,
  total: number,
): { network: Parameters<typeof isOnlyFlow>[0]; flow: Float64Array } {
  const [rows, places] = [people.length, last.length];
  const sink = rows + places;
  const arcCount = position.length + places;
  const network = {
    nodeCount: sink + 1,
    tail: new Int32Array(arcCount),
    head: new Int32Array(arcCount).fill(sink),
    lower: new Float64Array(arcCount),
    upper: new Float64Array(arcCount).fill(Infinity),
    cost: new Float64Array(arcCount),
    supply: new Float64Array(sink + 1),
  };
  network.supply.set(people);
  network.supply[sink] = -total;
  for (let i = 0; i < rows; i++) {
    for (let a = start[i]!; a < start[i + 1]!; a++) {
      network.tail[a] = i;
      network.head[a] = rows + position[a]!;
    }
  }
  const flow = new Float64Array(arcCount);
  held.arc.forEach((a, k) => {
    flow[a] = held.count[k]!;
    flow[position.length + position[a]!]! += held.count[k]!;
  });
  for (let p = 0; p < places; p++) {
    network.tail[position.length + p] = rows + p;
    network.lower[position.length + p] = sure[p]!;
    network.upper[position.length + p] = last[p]!;
  }
  return { network, flow };
}

/** The guards T1 and T2 of the kernel, in the words of planning. */
function guardRange({ cost, pieceSlope }: TransportProblem, { levels, size }: Formulation, level: number): void {
  let [costs, slopes] = [0, 0];
  for (let a = 0; a < cost.length; a++) costs = Math.max(costs, Math.abs(cost[a]!));
  for (let p = 0; p < pieceSlope.length; p++) slopes = Math.max(slopes, Math.abs(pieceSlope[p]!));
  const nodes = size.positions + 3;
  const inRange =
    4 * (2 * costs + 2 * slopes + 1) * nodes < Number.MAX_SAFE_INTEGER &&
    (costs + slopes) * size.people < Number.MAX_SAFE_INTEGER;
  if (!inRange) throw costsOutOfRange(levels[level]!.name, Math.max(costs, slopes), nodes);
}
