/**
 * Lexicographic levels on one network: solve a level, verify it, keep exactly its optimal flows, go on to the next.
 *
 * After a level is optimal with potentials π, every arc of non-zero reduced cost is locked at its bound; what is left is
 * the optimal face, still a network (mathematics, section "Lexicographic levels, exactly"). The answer of every level is
 * checked by `verifyFlow`, which shares no code with the simplex, on a face that is narrowed here and not by the simplex.
 *
 * The lottery (`tie`) is drawn again with other numbers until one plan is left: two plans that draw equal sums are
 * possible, so one draw is not always enough.
 */
import { EngineError, ScenarioError, type Issue } from "../errors/index.js";
import { dualBound } from "../network/dual-bound.js";
import { flowCost } from "../network/exact-sum.js";
import { optimalFace } from "../network/face.js";
import { advance, createSimplex, currentFlow, currentPotential, lockFace, setCosts } from "../network/simplex.js";
import type { FlowNetwork } from "../network/types.js";
import { isOnlyFlow } from "../network/uniqueness.js";
import { requireNetwork } from "../network/validate.js";
import { verifyFlow } from "../network/verify-flow.js";
import type { Formulation } from "./formulate.js";
import { levelUnit } from "./levels.js";
import type { ProgressEvent } from "./options.js";
import type { LevelPrices, LevelResult } from "./types.js";

/** What the level loop found. */
export interface SolvedLevels {
  readonly flow: Float64Array;
  readonly levels: readonly LevelResult[];
  /** Per level, the prices that prove its bound. */
  readonly certificate: readonly LevelPrices[];
  /** What stopped the proof; `undefined` if nothing did. */
  readonly limit: "time" | "cancelled" | undefined;
}

/** When to stop, and whom to tell. */
export interface RunControl {
  /** Milliseconds on the clock of `performance.now()`. */
  readonly startedAt: number;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((event: ProgressEvent) => void) | undefined;
}

/** Pivots between two looks at the clock: well under a millisecond of work. */
const PIVOTS_AT_A_TIME = 64;
/** Milliseconds of work before the event loop gets its turn, so that an abort can arrive. */
const WORK_BEFORE_YIELD = 40;
/** Milliseconds between progress events. */
const BETWEEN_EVENTS = 400;
/** A lottery of 2^20 numbers that ties more often than this is no accident. */
const MOST_DRAWS = 50;

/** The state of the clock, shared by all levels of a run. */
interface Pace {
  yieldedAt: number;
  reportedAt: number;
}

/**
 * Solves all levels, or as many as the limits allow; the flow is feasible in any case.
 *
 * @throws EngineError `planning/wrong-answer` if the simplex gives an answer that does not survive verification.
 * @throws ScenarioError `planning/out-of-range` if the value of a level leaves ±2^53.
 */
export async function solveLevels(formulation: Formulation, control: RunControl): Promise<SolvedLevels> {
  const { network, startFlow, levels } = formulation;
  requireNetwork(network);
  const simplex = createSimplex(network, startFlow);
  const pace: Pace = { yieldedAt: performance.now(), reportedAt: performance.now() };
  let face = network;
  let limit = stopReason(control, performance.now());

  /** Runs the simplex to the optimum of `cost` on the face and narrows the face to it; stops early at a limit. */
  const optimize = async (cost: Float64Array, report: () => void): Promise<void> => {
    setCosts(simplex, cost);
    while (advance(simplex, PIVOTS_AT_A_TIME) === "working") {
      const now = performance.now();
      limit = stopReason(control, now);
      if (limit !== undefined) return;
      if (now - pace.reportedAt >= BETWEEN_EVENTS) {
        report();
        pace.reportedAt = now;
      }
      if (now - pace.yieldedAt >= WORK_BEFORE_YIELD) {
        await yieldToEventLoop();
        pace.yieldedAt = performance.now();
      }
    }
    const problem = { ...face, cost };
    const flow = currentFlow(simplex);
    const answer = {
      status: simplex.status,
      flow,
      potential: currentPotential(simplex),
      cost: flow.every(Number.isSafeInteger) ? Number(flowCost(cost, flow)) : Number.NaN,
    };
    const { ok, issues } = verifyFlow(problem, answer);
    if (!ok) throw wrongAnswer(issues, problem, answer);
    face = optimalFace(problem, answer.flow, answer.potential);
    lockFace(simplex);
  };

  const results: LevelResult[] = [];
  const certificate: LevelPrices[] = [];
  for (let index = 0; index < levels.length; index++) {
    const { name, node } = levels[index]!;
    const constant = formulation.levelConstant(index);
    const cost = formulation.levelCosts(index);
    const problem = { ...face, cost };
    const evaluate = (potential: Float64Array): LevelResult => {
      const value = formulation.levelValue(index, cost, currentFlow(simplex));
      const bound = constant + dualBound(problem, potential)!;
      return {
        name,
        node,
        value: inRange(value, name),
        bound: inRange(bound, name),
        proven: value === bound,
        ...levelUnit(name),
      };
    };
    const report = (): void => {
      if (control.onProgress === undefined) return;
      const { value, bound } = evaluate(strongest(problem, currentPotential(simplex)));
      control.onProgress({
        level: name,
        index: index + 1,
        count: levels.length,
        incumbent: value,
        bound,
        gap: value - bound,
        elapsed: (performance.now() - control.startedAt) / 1000,
      });
    };

    let potential: Float64Array = new Float64Array(network.nodeCount); // a level never begun: prices of 0 prove a bound, too
    if (limit === undefined) {
      await optimize(cost, report);
      report();
      potential = currentPotential(simplex);
    }
    results.push(evaluate(strongest(problem, potential)));
    certificate.push(formulation.pricesOf(potential));
  }

  const lottery = levels.length - 1;
  for (let draw = 1; !isOnlyFlow(face, currentFlow(simplex)); draw++) {
    if (limit !== undefined) break;
    if (draw > MOST_DRAWS) throw endlessLottery();
    await optimize(formulation.levelCosts(lottery, draw), () => {});
  }
  return { flow: currentFlow(simplex), levels: results, certificate, limit };
}

function stopReason({ signal, deadline }: RunControl, now: number): SolvedLevels["limit"] {
  if (signal?.aborted === true) return "cancelled";
  return now >= deadline ? "time" : undefined;
}

/** Lets timers, messages and aborts through. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
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

function inRange(value: bigint, level: string): number {
  const result = Number(value);
  if (Number.isSafeInteger(result)) return result;
  throw new ScenarioError([
    {
      code: "planning/out-of-range",
      path: ["positions"],
      message: `the level ${level} has the value ${value}, beyond the range in which numbers are exact`,
      hint: "a need or a priority is far too large",
    },
  ]);
}

function endlessLottery(): EngineError {
  const message = `${MOST_DRAWS} draws of the lottery left more than one plan`;
  return new EngineError([{ code: "planning/wrong-answer", path: [], message }], {});
}

function wrongAnswer(issues: readonly Issue[], network: FlowNetwork, answer: unknown): EngineError {
  return new EngineError(
    [
      {
        code: "planning/wrong-answer",
        path: [],
        message: "the network simplex gave an answer that does not survive verification; no plan is returned",
        hint: "this is a fault of the library: please report it with the bundle of this error",
      },
      ...issues,
    ],
    { network, answer },
  );
}
