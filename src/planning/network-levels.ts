/**
 * Levels on a general network: where a level measures units, or where the caller brings an engine. After a level is
 * optimal with potentials π, every arc of non-zero reduced cost is locked at its bound; what is left is the optimal face,
 * still a network (mathematics, section "Lexicographic levels, exactly"). The answer of every level is checked by
 * `verifyFlow`, which shares no code with the solvers, on a face that is narrowed here and not by them.
 */
import { EngineError, type Issue } from "../errors/index.js";
import type { Engine } from "../linear/types.js";
import { chooseInTurn } from "../network/choose-in-turn.js";
import { dualBound } from "../network/dual-bound.js";
import { flowCost } from "../network/exact-sum.js";
import { optimalFace } from "../network/face.js";
import { plainJson } from "../network/plain-json.js";
import type { FlowNetwork } from "../network/types.js";
import { isOnlyFlow } from "../network/uniqueness.js";
import { requireNetwork } from "../network/validate.js";
import { verifyFlow } from "../network/verify-flow.js";
import { engineSolver } from "./engine-solver.js";
import { type FlowSolver, simplexSolver } from "./flow-solver.js";
import { costsOutOfRange, type Formulation, type PairFlow, type SeatNode } from "./formulate.js";
import { type LevelSolver, type StopSignals, watch } from "./level-solver.js";
import { FEW, seatArcs } from "./seats.js";
import type { SecondOpinion } from "./second-opinion.js";

/** A formulation as a network: pairs first, then the seats of positions, then those of units. */
interface NetworkForm {
  readonly network: FlowNetwork;
  /** By seat arc, in the order of the arcs: the slopes by level. */
  readonly slopes: readonly (readonly number[])[];
  /** Seat arcs whose later seats are dearer than their slopes say. */
  readonly rests: readonly number[];
}

/**
 * The network simplex, or `engine`, on the network of a formulation.
 *
 * @param spread how many times the usual number of people a node shows as single seats; see `seatArcs`.
 * @param inHand the possible plan to start from.
 */
export function networkSolver(
  formulation: Formulation,
  stops: StopSignals,
  spread: number,
  engine: Engine | undefined,
  second: SecondOpinion | undefined,
  inHand: PairFlow,
): LevelSolver {
  const { network, slopes, rests } = networkForm(formulation, spread);
  requireNetwork(network);
  const pairCount = formulation.place.length;
  const startFlow = flowFrom(inHand, pairCount, network);
  const look = watch(stops);
  const solverOn = (on: FlowNetwork, flow: Float64Array): FlowSolver =>
    engine === undefined ? simplexSolver(on, flow, stops) : engineSolver(on, flow, engine, stops);
  let solver = solverOn(network, startFlow);
  let face = network;
  let problem = network;
  let constant = 0n;

  const costsOf = (level: number, draw: number): Float64Array => {
    const cost = new Float64Array(network.tail.length);
    const ofPairs = formulation.pairCosts(level, draw);
    if (ofPairs !== undefined) cost.set(ofPairs);
    slopes.forEach((bySeat, k) => (cost[pairCount + k] = bySeat[level]!));
    let largest = 0;
    for (const each of cost) largest = Math.max(largest, Math.abs(each));
    // Prices are differences of two potentials.
    if (2 * largest * network.nodeCount < Number.MAX_SAFE_INTEGER) return cost;
    throw costsOutOfRange(formulation.levels[level]!.name, largest, network.nodeCount);
  };
  return {
    name: solver.name,
    async optimize(level, draw, report) {
      const cost = costsOf(level, draw);
      problem = { ...face, cost };
      constant = formulation.levelConstant(level);
      const stop = await solver.optimize(problem, report);
      if (stop !== undefined) return stop;
      const [flow, potential] = [solver.flow(), solver.potential()];
      const value = flow.every(Number.isSafeInteger) ? Number(flowCost(cost, flow)) : Number.NaN;
      const answer = { status: "optimal" as const, flow, potential, cost: value };
      const { ok, issues } = verifyFlow(problem, answer);
      if (!ok) throw wrongAnswer(solver.name, issues, problem, answer);
      const stopped = await second?.confirm(problem, flowCost(cost, flow));
      if (stopped !== undefined) return stopped;
      face = optimalFace(problem, flow, potential);
      solver.lock();
      return undefined;
    },
    async chooseInTurn(level, turns, report) {
      const cost = new Float64Array(network.tail.length);
      cost.set(formulation.pairCosts(level, 0) ?? []);
      const steps = chooseInTurn(face, solver.flow(), turns, cost);
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) {
          face = step.value.network;
          solver = solverOn(face, step.value.flow);
          return undefined;
        }
        const stop = await look(report);
        if (stop !== undefined) return stop;
      }
    },
    flow: () => pairFlow(solver.flow(), pairCount),
    bound: () => constant + dualBound(problem, strongest(problem, solver.potential()))!,
    prices() {
      const potential = solver.potential();
      const sink = network.nodeCount - 1;
      const firstOf = formulation.groups.length;
      const priceOf = (node: number): number => potential[node]! - potential[sink]!;
      const { positions, units } = formulation;
      return formulation.pricesOf(
        Float64Array.from(positions, (_, p) => priceOf(firstOf + p)),
        Float64Array.from(units, (_, u) => priceOf(firstOf + positions.length + u)),
      );
    },
    isOnlyPlan: () => isOnlyFlow(face, solver.flow()),
    isExact() {
      const flow = solver.flow();
      return rests.every((arc) => flow[arc]! <= 1);
    },
  };
}

function networkForm(formulation: Formulation, spread: number): NetworkForm {
  const { groups, start, place, people, positions, units } = formulation;
  const firstPosition = groups.length;
  const firstUnit = firstPosition + positions.length;
  const sink = firstUnit + units.length;
  const unitOf = new Int32Array(positions.length);
  units.forEach(({ members }, u) => members.forEach((p) => (unitOf[p] = u)));
  const tail: number[] = [];
  const head: number[] = [];
  const upper: number[] = [];
  for (let g = 0; g < groups.length; g++) {
    for (let pair = start[g]!; pair < start[g + 1]!; pair++) {
      tail.push(g);
      head.push(place[pair] === positions.length ? sink : firstPosition + place[pair]!);
      upper.push(Infinity);
    }
  }
  const slopes: (readonly number[])[] = [];
  const rests: number[] = [];
  const addSeats = (from: number, to: number, node: SeatNode, shown: number): void => {
    for (const arc of seatArcs(node.measures, node.taken, node.width, shown)) {
      if (arc.isRest) rests.push(tail.length);
      tail.push(from);
      head.push(to);
      upper.push(arc.people);
      slopes.push(arc.slopes);
    }
  };
  const shownOf = positions.map(({ width, usual }) => Math.min(width, spread * (usual + FEW)));
  positions.forEach((node, p) => {
    addSeats(firstPosition + p, units.length > 0 ? firstUnit + unitOf[p]! : sink, node, shownOf[p]!);
  });
  units.forEach((node, u) => {
    addSeats(
      firstUnit + u,
      sink,
      node,
      node.members.reduce((sum, p) => sum + shownOf[p]!, 0),
    );
  });
  const supply = new Float64Array(sink + 1);
  supply.set(people);
  supply[sink] = -formulation.size.people;
  const network: FlowNetwork = {
    nodeCount: sink + 1,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    upper: Float64Array.from(upper),
    cost: new Float64Array(tail.length),
    supply,
  };
  return { network, slopes, rests };
}

/** A possible plan, everyone on the best seats of the place. */
function flowFrom({ pair, people }: PairFlow, pairCount: number, network: FlowNetwork): Float64Array {
  const flow = new Float64Array(network.tail.length);
  pair.forEach((arc, k) => (flow[arc] = people[k]!));
  // Seat arcs come node by node, positions before units: a node's load is complete when its seats are reached.
  const load = new Float64Array(network.nodeCount);
  for (let arc = 0; arc < pairCount; arc++) load[network.head[arc]!]! += flow[arc]!;
  for (let arc = pairCount; arc < flow.length; arc++) {
    const seated = Math.min(load[network.tail[arc]!]!, network.upper[arc]!);
    flow[arc] = seated;
    load[network.tail[arc]!]! -= seated;
    load[network.head[arc]!]! += seated;
  }
  return flow;
}

function pairFlow(flow: Float64Array, pairCount: number): PairFlow {
  const pair: number[] = [];
  for (let arc = 0; arc < pairCount; arc++) if (flow[arc] !== 0) pair.push(arc);
  return { pair: Int32Array.from(pair), people: Int32Array.from(pair, (arc) => flow[arc]!) };
}

/**
 * Potentials with those of the groups (nodes that nothing enters) set as high as their open arcs allow: the strongest
 * bound for given prices of the other nodes, and no negative reduced cost on an arc without upper bound.
 */
function strongest({ nodeCount, tail, head, upper, cost }: FlowNetwork, potential: Float64Array): Float64Array {
  const result = potential.slice();
  const least = new Float64Array(nodeCount).fill(Infinity);
  for (let arc = 0; arc < tail.length; arc++) {
    if (upper[arc] !== Infinity) continue; // open pairs of group and place are the arcs without upper bound
    const group = tail[arc]!;
    least[group] = Math.min(least[group]!, cost[arc]! + potential[head[arc]!]!);
  }
  for (let node = 0; node < nodeCount; node++) if (least[node] !== Infinity) result[node] = least[node]!;
  return result;
}

/** An answer that must not leave; the bundle reproduces it. */
export function wrongAnswer(solver: string, issues: readonly Issue[], problem: object, answer: object): EngineError {
  const message = `${solver} gave an answer that does not survive verification; no plan is returned`;
  const hint = "please report it with the bundle of this error";
  return new EngineError([{ code: "planning/wrong-answer", path: [], message, hint }, ...issues], {
    network: plainJson(problem),
    answer: plainJson(answer),
  });
}
