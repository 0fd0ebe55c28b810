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
import { plainJson } from "../network/plain-json.js";
import type { FlowNetwork } from "../network/types.js";
import { isOnlyFlow } from "../network/uniqueness.js";
import { requireNetwork } from "../network/validate.js";
import { verifyFlow } from "../network/verify-flow.js";
import { type FlowSolver, type Stop, stopReason, type StopSignals, yieldToEventLoop } from "./flow-solver.js";
import type { Formulation } from "./formulate.js";
import { levelUnit } from "./levels.js";
import type { ProgressEvent } from "./options.js";
import type { SecondOpinion } from "./second-opinion.js";
import type { LevelPrices, LevelResult } from "./types.js";

/** What the level loop found. */
export interface SolvedLevels {
  readonly flow: Float64Array;
  readonly levels: readonly LevelResult[];
  /** Per level, the prices that prove its bound. */
  readonly certificate: readonly LevelPrices[];
  /** What stopped the proof; `undefined` if nothing did. */
  readonly limit: Stop | undefined;
}

/** When to stop, and whom to tell. */
export interface RunControl extends StopSignals {
  /** Milliseconds on the clock of `performance.now()`. */
  readonly startedAt: number;
  readonly onProgress: ((event: ProgressEvent) => void) | undefined;
}

/** A lottery of 2^20 numbers that ties more often than this is no accident. */
const MOST_DRAWS = 50;

/**
 * Solves all levels, or as many as the limits allow; the flow is feasible in any case.
 *
 * @param second asked for the optimum of every level, too.
 * @throws EngineError `planning/wrong-answer` if the solver gives an answer that does not survive verification.
 * @throws ScenarioError `planning/out-of-range` if the value of a level leaves ±2^53.
 */
export async function solveLevels(
  formulation: Formulation,
  solver: FlowSolver,
  control: RunControl,
  second?: SecondOpinion,
): Promise<SolvedLevels> {
  const { network, levels } = formulation;
  requireNetwork(network);
  let face = network;
  let limit = stopReason(control, performance.now());

  /** Solves one level on the face and narrows the face to its optimal flows; stops early at a limit. */
  const optimize = async (cost: Float64Array, report: () => void): Promise<void> => {
    const problem = { ...face, cost };
    limit = await solver.optimize(problem, report);
    if (limit !== undefined) return;
    const [flow, potential] = [solver.flow(), solver.potential()];
    const value = flow.every(Number.isSafeInteger) ? Number(flowCost(cost, flow)) : Number.NaN;
    const answer = { status: "optimal", flow, potential, cost: value };
    const { ok, issues } = verifyFlow(problem, answer);
    if (!ok) throw wrongAnswer(solver.name, issues, problem, answer);
    limit = await second?.confirm(problem, flowCost(cost, flow));
    if (limit !== undefined) return;
    face = optimalFace(problem, flow, potential);
    solver.lock();
  };

  const results: LevelResult[] = [];
  const certificate: LevelPrices[] = [];
  const resultOf = (index: number, bound: bigint): LevelResult => {
    const { name, node } = levels[index]!;
    const value = formulation.levelValue(index, solver.flow());
    const proven = value === bound;
    return { name, node, value: inRange(value, name), bound: inRange(bound, name), proven, ...levelUnit(name) };
  };
  for (let index = 0; index < levels.length; index++) {
    if (limit !== undefined) {
      results.push(resultOf(index, formulation.seatBound(index)));
      certificate.push({ positions: [], units: [] });
      continue;
    }
    await yieldToEventLoop();
    const constant = formulation.levelConstant(index);
    const cost = formulation.levelCosts(index);
    const problem = { ...face, cost };
    const present = (): LevelResult =>
      resultOf(index, constant + dualBound(problem, strongest(problem, solver.potential()))!);
    const report = (): void => {
      if (control.onProgress === undefined) return;
      const { name, value, bound } = present();
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
    await optimize(cost, report);
    report();
    results.push(present());
    certificate.push(formulation.pricesOf(solver.potential()));
  }

  const lottery = levels.length - 1;
  for (let draw = 1; !isOnlyFlow(face, solver.flow()); draw++) {
    if (limit !== undefined) break;
    if (draw > MOST_DRAWS) throw endlessLottery();
    await optimize(formulation.levelCosts(lottery, draw), () => {});
  }
  return { flow: solver.flow(), levels: results, certificate, limit };
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

function wrongAnswer(solver: string, issues: readonly Issue[], network: FlowNetwork, answer: object): EngineError {
  return new EngineError(
    [
      {
        code: "planning/wrong-answer",
        path: [],
        message: `${solver} gave an answer that does not survive verification; no plan is returned`,
        hint: "please report it with the bundle of this error",
      },
      ...issues,
    ],
    { network: plainJson(network), answer: plainJson(answer) },
  );
}
