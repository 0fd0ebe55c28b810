/**
 * Levels on the transport kernel: the fast path, for every policy that measures positions.
 *
 * A level is a transport problem on what the levels before left open (`open-plans.ts`): groups keep their cheapest pairs,
 * positions a range of seats. Every answer is checked by `verifyTransport`, which shares no code with the kernel. A level on
 * which nothing can differ is proven by prices of 0 and not solved at all.
 *
 * The price of waiting is 0, always: waiting has a seat more than there are people to take it, so its price is at most 0,
 * and if it is less nobody waits; 0 proves the same.
 */
import { chooseInTurn } from "../network/choose-in-turn.js";
import { transportNetwork } from "../network/transport/as-network.js";
import { transportBound } from "../network/transport/bound.js";
import { transportFace } from "../network/transport/face.js";
import type { HeldUnits } from "../network/transport/run.js";
import { startTransport, type TransportSession } from "../network/transport/session.js";
import type { TransportProblem } from "../network/transport/types.js";
import { verifyTransport } from "../network/transport/verify-transport.js";
import { isOnlyFlow } from "../network/uniqueness.js";
import { costsOutOfRange, type Formulation, type PairFlow } from "./formulate.js";
import { type LevelSolver, type Stop, type StopSignals, watch } from "./level-solver.js";
import { wrongAnswer } from "./network-levels.js";
import {
  allOpen,
  costHeld,
  keptPairs,
  narrowed,
  openNetwork,
  openProblem,
  pairsHeld,
  placeHeld,
  spelledOut,
} from "./open-plans.js";
import { FEW, seatArcs } from "./seats.js";
import type { SecondOpinion } from "./second-opinion.js";

const NAME = "imbang transport kernel";

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
export function fitsTransport({ units, farthest }: Formulation): boolean {
  return units.length === 0 && farthest < 2 ** 31;
}

/**
 * The transport kernel on a formulation that fits it.
 *
 * @param spread how many times the usual number of people a position shows as single seats; see `seatArcs`.
 * @param inHand the possible plan to start from.
 */
export function transportSolver(
  formulation: Formulation,
  stops: StopSignals,
  spread: number,
  second: SecondOpinion | undefined,
  inHand: PairFlow,
): LevelSolver {
  const pieces = piecesOf(formulation, spread);
  const waiting = formulation.positions.length;
  const look = watch(stops);
  let open = allOpen(formulation, seatsOf(pieces), inHand);
  // Of the level in work: its problem, its prices and what it is worth before anyone sits down.
  let problem: TransportProblem | undefined;
  let price: Float64Array = new Float64Array(waiting + 1);
  let constant = 0n;
  let session: TransportSession | undefined; // only while it works

  /** The problem of a level; `undefined` where nothing can differ. Spells pairs out where the level looks at them. */
  const problemOf = (level: number, draw: number): TransportProblem | undefined => {
    const uniform = formulation.uniformCost(level);
    const pieceSlope = pieces.slopes[level]!;
    if (uniform !== undefined && Object.values(uniform).every((cost) => cost === 0)) {
      if (pieceSlope.every((slope) => slope === 0)) return undefined;
    }
    if (uniform === undefined) open = spelledOut(open, formulation);
    const costs = formulation.pairCosts(level, draw, open.pair);
    const cost = costs === undefined ? new Int32Array(open.pair.length) : Int32Array.from(costs);
    const listCost =
      uniform && Int32Array.from(formulation.groups, ({ from }) => (from < 0 ? uniform.placement : uniform.move));
    const ofSeats = { pieceStart: pieces.start, pieceWidth: widthsUpTo(pieces, open.last), pieceSlope };
    const made = openProblem(open, formulation.people, ofSeats, cost, listCost);
    guardRange(made, formulation, level);
    return made;
  };

  const work = async (
    on: TransportProblem,
    { steps }: TransportSession,
    report: () => void,
  ): Promise<Stop | undefined> => {
    for (;;) {
      const step = steps.next();
      if (step.done !== true) {
        const stop = await look(report);
        if (stop !== undefined) return stop;
        continue;
      }
      const answer = step.value;
      if (answer.status === "optimal") {
        answer.price[waiting] = 0;
        price = answer.price;
      }
      const { ok, issues } = verifyTransport(on, answer);
      if (!ok || answer.status !== "optimal") throw wrongAnswer(NAME, issues, on, answer);
      const stopped = await second?.confirm(transportNetwork(on), BigInt(answer.cost));
      if (stopped !== undefined) return stopped;
      open = narrowed(open, transportFace(on, price), answer);
      return undefined;
    }
  };

  /** The best plan known while the kernel works: the last one, or what its auction found. */
  const heldNow = (): HeldUnits => {
    const found = session?.incumbent();
    if (problem === undefined || found === undefined) return open.held;
    return costHeld(problem, open, found) < costHeld(problem, open, open.held) ? found : open.held;
  };
  const pricesNow = (): Float64Array => {
    if (session === undefined) return price;
    const prices = session.prices();
    prices[waiting] = 0;
    return prices;
  };

  return {
    name: NAME,
    async optimize(level, draw, report) {
      constant = formulation.levelConstant(level);
      problem = problemOf(level, draw);
      price = new Float64Array(waiting + 1);
      if (problem === undefined) return undefined;
      session = startTransport(problem, open.held);
      const stop = await work(problem, session, report);
      if (stop !== undefined) {
        price = pricesNow();
        open = { ...open, held: heldNow() };
      }
      session = undefined;
      return stop;
    },
    async chooseInTurn(level, turns, report) {
      problem = undefined;
      constant = formulation.levelConstant(level);
      open = spelledOut(open, formulation);
      const { network, flow } = openNetwork(open, formulation.people);
      const cost = new Float64Array(network.tail.length);
      cost.set(formulation.pairCosts(level, 0, open.pair) ?? []);
      const steps = chooseInTurn(network, flow, turns, cost);
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) {
          const { upper } = step.value.network;
          open = keptPairs(open, (a) => upper[a] !== 0, step.value.flow);
          return undefined;
        }
        const stop = await look(report);
        if (stop !== undefined) return stop;
      }
    },
    flow: () => pairsHeld(open, formulation, heldNow()),
    bound: () => (problem === undefined ? constant : constant + transportBound(problem, pricesNow())),
    prices: () => formulation.pricesOf(price.subarray(0, waiting), new Float64Array(0)),
    isOnlyPlan() {
      open = spelledOut(open, formulation);
      const { network, flow } = openNetwork(open, formulation.people);
      return isOnlyFlow(network, flow);
    },
    isExact() {
      const heads = new Int32Array(waiting + 1);
      open.held.arc.forEach((arc, k) => (heads[placeHeld(open, arc)]! += open.held.count[k]!));
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

function piecesOf({ positions, levels, people, start: startOf, place }: Formulation, spread: number): Pieces {
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
  const peopleWaiting = people.reduce(
    (sum, count, g) => sum + (place[startOf[g]!] === positions.length ? count : 0),
    0,
  );
  width.push(peopleWaiting + 1);
  for (const ofLevel of slopes) ofLevel.push(0);
  start[positions.length + 1] = width.length;
  const isRest = new Uint8Array(width.length);
  for (const piece of rests) isRest[piece] = 1;
  return { start, width: Int32Array.from(width), slopes: slopes.map((each) => Float64Array.from(each)), isRest };
}

/** Seats of each place. */
function seatsOf({ start, width }: Pieces): Int32Array {
  const seats = new Int32Array(start.length - 1);
  for (let p = 0; p < seats.length; p++) {
    for (let k = start[p]!; k < start[p + 1]!; k++) seats[p]! += width[k]!;
  }
  return seats;
}

/** Widths of the pieces up to the last seat that may be taken. */
function widthsUpTo({ start, width }: Pieces, last: Int32Array): Int32Array {
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

/** The guards T1 and T2 of the kernel, in the words of planning. */
function guardRange(
  { cost, pieceSlope, shared }: TransportProblem,
  { levels, size }: Formulation,
  level: number,
): void {
  let [costs, slopes] = [0, 0];
  for (const each of cost) costs = Math.max(costs, Math.abs(each));
  for (const each of shared?.cost ?? []) costs = Math.max(costs, Math.abs(each));
  for (const each of pieceSlope) slopes = Math.max(slopes, Math.abs(each));
  const nodes = size.positions + 3;
  const inRange =
    4 * (2 * costs + 2 * slopes + 1) * nodes < Number.MAX_SAFE_INTEGER &&
    (costs + slopes) * size.people < Number.MAX_SAFE_INTEGER;
  if (!inRange) throw costsOutOfRange(levels[level]!.name, Math.max(costs, slopes), nodes);
}
