/**
 * Lexicographic levels: find the best plan of a level, keep exactly the plans that are as good, go on to the next.
 *
 * The lottery (`tie`) is drawn again with other numbers until one plan is left: two plans that draw equal sums are
 * possible, so one draw is not always enough.
 */
import { EngineError, ScenarioError } from "../errors/index.js";
import type { Formulation, PairFlow } from "./formulate.js";
import { type LevelSolver, type Stop, stopReason, type StopSignals, yieldToEventLoop } from "./level-solver.js";
import { levelUnit } from "./levels.js";
import { meritRefused, type ProgressEvent } from "./options.js";
import type { LevelPrices, LevelResult } from "./types.js";

/** What the level loop found. */
export interface SolvedLevels {
  readonly flow: PairFlow;
  readonly levels: readonly LevelResult[];
  /** Per level, the prices that prove its bound. */
  readonly certificate: readonly LevelPrices[];
  /** What stopped the proof; `undefined` if nothing did. */
  readonly limit: Stop | undefined;
}

/** When to stop, and whom to tell. */
export interface RunControl extends StopSignals {
  /** What the listener is told that the run is at. */
  readonly phase: ProgressEvent["phase"];
  /** Milliseconds on the clock of `performance.now()`. */
  readonly startedAt: number;
  readonly onProgress: ((event: ProgressEvent) => void) | undefined;
}

/** Shown what is in hand after `done` levels, and at the beginning (0); only values, so it costs little. */
export type LevelWatch = (found: SolvedLevels, done: number) => void;

/** A lottery of 2^20 numbers that ties more often than this is no accident. */
const MOST_DRAWS = 50;

/**
 * Solves all levels, or as many as the limits allow; the plan is possible in any case.
 *
 * @throws EngineError `planning/wrong-answer` if the solver gives an answer that does not survive verification.
 * @throws ScenarioError `planning/merit-with-constraints` where the solver knows no turns; `planning/out-of-range` if the value of a level leaves ±2^53.
 */
export async function solveLevels(
  formulation: Formulation,
  solver: LevelSolver,
  control: RunControl,
  watch?: LevelWatch,
): Promise<SolvedLevels> {
  const { levels } = formulation;
  let limit = stopReason(control, performance.now());
  const bounds: (bigint | undefined)[] = [];
  const certificate: LevelPrices[] = [];
  const proofs: ("prices" | "search" | undefined)[] = [];
  const resultOf = (index: number, bound: bigint, flow: PairFlow): LevelResult => {
    const { name, node } = levels[index]!;
    const value = formulation.levelValue(index, flow);
    const proven = value === bound;
    const proof = proofs[index] === undefined ? {} : { proof: proofs[index] };
    return {
      name,
      node,
      value: inRange(value, name),
      bound: inRange(bound, name),
      proven,
      ...proof,
      ...levelUnit(name),
    };
  };
  const found = (): SolvedLevels => {
    const flow = solver.flow();
    const results = levels.map((_, index) => resultOf(index, bounds[index] ?? formulation.seatBound(index), flow));
    return { flow, levels: results, certificate: [...certificate], limit };
  };
  /**
   * The best bound that can be proven for the level in work. Where seats are bundled an earlier level may be worth more
   * than its bound; what its prices leave open is then no proven face, and nothing on it proves anything, unless the value
   * itself is kept.
   */
  let isFaceProven = true;
  const boundOf = (index: number): { bound: bigint; prices: LevelPrices } => {
    const bound = isFaceProven ? solver.bound() : undefined;
    const ofSeats = formulation.seatBound(index);
    if (bound === undefined || bound < ofSeats) return { bound: ofSeats, prices: { positions: [], units: [] } };
    return { bound, prices: solver.prices() };
  };
  /** The level `merit` has no prices: its turns are checked by the verifier, one by one. */
  const boundOfTurns = (index: number): bigint =>
    limit === undefined && isFaceProven ? formulation.levelValue(index, solver.flow()) : formulation.seatBound(index);
  for (let index = 0; index < levels.length; index++) {
    if (limit === undefined) watch?.(found(), index);
    if (limit !== undefined) {
      bounds.push(undefined);
      certificate.push({ positions: [], units: [] });
      continue;
    }
    await yieldToEventLoop();
    const isByTurns = levels[index]!.name === "merit";
    let boundSoFar = formulation.seatBound(index);
    const report = (): void => {
      if (control.onProgress === undefined) return;
      const known = isByTurns ? boundSoFar : boundOf(index).bound;
      const { name, value, bound } = resultOf(index, known, solver.flow());
      control.onProgress({
        phase: control.phase,
        level: name,
        index: index + 1,
        count: levels.length,
        incumbent: value,
        bound,
        gap: value - bound,
        elapsed: (performance.now() - control.startedAt) / 1000,
      });
    };
    if (!isByTurns) limit = await solver.optimize(index, 0, report);
    else {
      if (solver.chooseInTurn === undefined) throw meritRefused();
      limit = await solver.chooseInTurn(index, formulation.turns, report);
      boundSoFar = boundOfTurns(index);
    }
    report();
    const { bound, prices } = isByTurns ? { bound: boundSoFar, prices: { positions: [], units: [] } } : boundOf(index);
    bounds.push(bound);
    certificate.push(prices);
    proofs.push(limit === undefined ? solver.proof?.() : undefined);
    isFaceProven &&= solver.keepsValues === true || bound === formulation.levelValue(index, solver.flow());
  }

  const lottery = levels.length - 1;
  for (let draw = 1; limit === undefined && !solver.isOnlyPlan(); draw++) {
    if (draw > MOST_DRAWS) throw endlessLottery();
    limit = await solver.optimize(lottery, draw, () => {});
  }
  return found();
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
