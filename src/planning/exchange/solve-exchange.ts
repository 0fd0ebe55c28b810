/**
 * The best exchange, goal by goal, on the network simplex. Swaps, rings and chains are nothing but a flow: every trader is
 * sent to one place, posts hold between their floor and their seats, staying is one of the places. Each goal's optimum is
 * checked by `verifyFlow` and locked before the next (mathematics: lexicographic levels on the optimal face), so the result
 * is exact: no exchange is better on the first goal, none that is as good is better on the second, and so on.
 *
 * Nodes: traders, posts, sink. Arcs: one a trader and place (waiting leads to the sink), then the seats of each post.
 */
import { EngineError } from "../../errors/index.js";
import { flowCost } from "../../network/exact-sum.js";
import { optimalFace } from "../../network/face.js";
import type { FlowNetwork } from "../../network/types.js";
import { isOnlyFlow } from "../../network/uniqueness.js";
import { requireNetwork } from "../../network/validate.js";
import { verifyFlow } from "../../network/verify-flow.js";
import { exactDecimal } from "../../scenario/index.js";
import { balanceMeasure, type SeatMeasure } from "../fixed-point.js";
import { simplexSolver } from "../flow-solver.js";
import { costsOutOfRange } from "../formulate.js";
import type { Stop, StopSignals } from "../level-solver.js";
import { lotteryOf } from "../lottery.js";
import { wrongAnswer } from "../network-levels.js";
import { costAt, GOALS, placesOf } from "./goals.js";
import { type Assignment, everyoneAtHome, type Market } from "./market.js";
import type { ExchangeLevel, ExchangeLevelName } from "./types.js";

/** What a goal's work shows while it runs. */
export interface ExchangeGlimpse {
  readonly index: number;
  readonly level: ExchangeLevelName;
  readonly incumbent: bigint;
  readonly bound: bigint;
}

/** The best exchange and what proves it. */
export interface SolvedExchange {
  readonly assignment: Assignment;
  readonly levels: readonly ExchangeLevel[];
  /** By level: price of every post; all 0 where nothing is proven. */
  readonly prices: readonly Float64Array[];
  /** The exchanges that were open before the first goal, after the first … after the last; shorter when stopped. */
  readonly faces: readonly FlowNetwork[];
  readonly flow: Float64Array;
  /** Of every trader the first arc; its arcs follow in the order of `placesOf`. Length traders + 1. */
  readonly firstArc: Int32Array;
  readonly limit: Stop | undefined;
}

const MOST_DRAWS = 50;

/**
 * Solves all goals, or as many as the limits allow; the exchange in hand is possible in any case.
 *
 * @throws EngineError `planning/wrong-answer` if an answer does not survive verification.
 */
export async function solveExchange(
  market: Market,
  seed: string,
  stops: StopSignals,
  report: (glimpse: ExchangeGlimpse) => void,
): Promise<SolvedExchange> {
  const { network, firstArc, slopes, constant } = networkOf(market);
  requireNetwork(network);
  const start = startFlow(market, network, firstArc);
  const solver = simplexSolver(network, start, stops);
  const faces = [network];
  const levels: ExchangeLevel[] = [];
  const prices: Float64Array[] = [];
  const isWaiting = market.posts.length;
  let limit: Stop | undefined;

  const costsOf = (goal: ExchangeLevelName, draw: number): Float64Array => {
    const cost = new Float64Array(network.tail.length);
    const lottery = lotteryOf(seed, draw);
    market.traders.forEach((trader, i) => {
      placesOf(trader).forEach(({ post, standing }, k) => {
        const at = post < 0 ? null : market.posts[post]!.position;
        cost[firstArc[i]! + k] = goal === "tie" ? lottery(trader.person.id, at) : costAt(goal, trader, post, standing);
      });
    });
    if (goal === "squaredBalance") cost.set(slopes, firstArc[market.traders.length]!);
    let largest = 0;
    for (const each of cost) largest = Math.max(largest, Math.abs(each));
    if (2 * largest * network.nodeCount < Number.MAX_SAFE_INTEGER) return cost;
    throw costsOutOfRange(goal, largest, network.nodeCount);
  };
  const optimize = async (
    goal: ExchangeLevelName,
    draw: number,
    look: (cost: Float64Array) => void,
  ): Promise<Stop | undefined> => {
    const cost = costsOf(goal, draw);
    const problem = { ...faces[faces.length - 1]!, cost };
    const stop = await solver.optimize(problem, () => look(cost));
    if (stop !== undefined) return stop;
    const [flow, potential] = [solver.flow(), solver.potential()];
    const answer = { status: "optimal" as const, flow, potential, cost: Number(flowCost(cost, flow)) };
    const { ok, issues } = verifyFlow(problem, answer);
    if (!ok) throw wrongAnswer(solver.name, issues, problem, answer);
    if (draw > 0) faces.pop();
    faces.push(optimalFace(problem, flow, potential));
    solver.lock();
    return undefined;
  };

  for (const [index, { name, unit, scale }] of GOALS.entries()) {
    const base = name === "squaredBalance" ? constant : 0n;
    const show = (cost: Float64Array): void =>
      report({
        index,
        level: name,
        incumbent: base + flowCost(cost, solver.flow()),
        bound: leastOf(name, base, slopes),
      });
    if (limit === undefined) limit = await optimize(name, 0, show);
    const value = base + flowCost(costsOf(name, 0), solver.flow());
    const isProven = limit === undefined;
    const bound = isProven ? value : leastOf(name, base, slopes);
    levels.push({ name, value: Number(value), bound: Number(bound), proven: value === bound, unit, scale });
    prices.push(isProven ? pricesNow() : new Float64Array(isWaiting));
    report({ index, level: name, incumbent: value, bound });
  }
  for (let draw = 1; limit === undefined && !isOnlyFlow(faces[faces.length - 1]!, solver.flow()); draw++) {
    if (draw > MOST_DRAWS) throw endlessLottery();
    limit = await optimize("tie", draw, () => {});
  }
  const flow = solver.flow();
  return { assignment: assignmentOf(market, flow, firstArc), levels, prices, faces, flow, firstArc, limit };

  function pricesNow(): Float64Array {
    const potential = solver.potential();
    const first = market.traders.length;
    const sink = network.nodeCount - 1;
    return Float64Array.from(market.posts, (_, p) => potential[first + p]! - potential[sink]!);
  }
}

/** A bound that needs no proof: pairs cost nothing less than 0, seats no less than their negative slopes. */
function leastOf(goal: ExchangeLevelName, base: bigint, slopes: Float64Array): bigint {
  if (goal !== "squaredBalance") return 0n;
  let bound = base;
  for (const slope of slopes) if (slope < 0) bound += BigInt(slope);
  return bound;
}

function networkOf({ traders, posts }: Market): {
  network: FlowNetwork;
  firstArc: Int32Array;
  /** Of the arcs of seats, in order. */
  slopes: Float64Array;
  /** What `squaredBalance` is worth before any trader sits on a seat that is not forced. */
  constant: bigint;
} {
  const sink = traders.length + posts.length;
  const tail: number[] = [];
  const head: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const add = (from: number, to: number, least: number, most: number): void => {
    tail.push(from);
    head.push(to);
    lower.push(least);
    upper.push(most);
  };
  const firstArc = new Int32Array(traders.length + 1);
  traders.forEach((trader, i) => {
    for (const { post } of placesOf(trader)) add(i, post < 0 ? sink : traders.length + post, 0, 1);
    firstArc[i + 1] = tail.length;
  });
  const slopes: number[] = [];
  let constant = 0n;
  posts.forEach(({ position, settled, seats, floor }, p) => {
    const measure = squaredBalance(position.required!, position.priority ?? 1);
    const sure = Math.max(settled, floor);
    constant += measure.atZero;
    for (let k = 1; k <= sure; k++) constant += measure.slope(k);
    if (sure > settled) {
      add(traders.length + p, sink, sure - settled, sure - settled);
      slopes.push(0);
    }
    for (let k = sure + 1; k <= seats;) {
      const slope = measure.slope(k);
      let people = 1;
      while (k + people <= seats && measure.slope(k + people) === slope) people++;
      add(traders.length + p, sink, 0, people);
      slopes.push(Number(slope));
      k += people;
    }
  });
  const supply = new Float64Array(sink + 1).fill(0);
  supply.fill(1, 0, traders.length);
  supply[sink] = 0 - traders.length;
  const network: FlowNetwork = {
    nodeCount: sink + 1,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    cost: new Float64Array(tail.length),
    supply,
  };
  return { network, firstArc, slopes: Float64Array.from(slopes), constant };
}

function squaredBalance(required: number, priority: number): SeatMeasure {
  return balanceMeasure(exactDecimal(required), exactDecimal(priority), exactDecimal(0));
}

/** Everyone stays, posts filled from their first seats. */
function startFlow(market: Market, network: FlowNetwork, firstArc: Int32Array): Float64Array {
  const flow = new Float64Array(network.tail.length);
  const load = new Int32Array(market.posts.length);
  everyoneAtHome(market).forEach((post, i) => {
    flow[firstArc[i]!] = 1;
    if (post >= 0) load[post]!++;
  });
  for (let arc = firstArc[market.traders.length]!; arc < flow.length; arc++) {
    const post = network.tail[arc]! - market.traders.length;
    const seated = Math.min(load[post]!, network.upper[arc]!);
    flow[arc] = seated;
    load[post]! -= seated;
  }
  return flow;
}

function assignmentOf({ traders }: Market, flow: Float64Array, firstArc: Int32Array): Assignment {
  return Int32Array.from(traders, (trader, i) => {
    const k = placesOf(trader).findIndex((_, at) => flow[firstArc[i]! + at] === 1);
    return placesOf(trader)[k]!.post;
  });
}

function endlessLottery(): EngineError {
  const message = `${MOST_DRAWS} draws of the lottery left more than one exchange`;
  return new EngineError([{ code: "planning/wrong-answer", path: [], message }], {});
}
