/**
 * The best plan of the residue on one goal, and the proof.
 *
 * (1) The linear relaxation of a core (pairs that look cheap, the plan in hand), with rows and pairs added until it is that
 *     of the whole. (2) Its duals, rounded to integers, prove a bound (`lagrangian.ts`); where the relaxation is a plan, or
 *     the plan in hand is worth the bound, that is all. (3) Otherwise a plan that is better than the one in hand uses only
 *     pairs of a reduced cost within the gap: an integer program on those finds it, or shows that there is none.
 */
import { EngineError } from "../../errors/index.js";
import { objectiveValue } from "../../linear/program.js";
import type { LinearProgram } from "../../linear/types.js";
import { plainJson } from "../../network/plain-json.js";
import type { PairFlow } from "../formulate.js";
import { type Stop, stopReason, type StopSignals, yieldToEventLoop } from "../level-solver.js";
import type { CoreEngine } from "./core-engine.js";
import { coreProgram } from "./core-program.js";
import type { Goal } from "./goal.js";
import { type Multipliers, noMultipliers, pricedCosts, valuate, type Valuation } from "./lagrangian.js";
import { mostMissing } from "./most-missing.js";
import { roundedMultipliers } from "./multipliers.js";
import { activate, type Residue } from "./residue.js";
import { activities, brokenRows, type Row, type Weights } from "./rows.js";

/** What is known of a goal at the end, or so far. */
export interface Outcome {
  /** Value of the plan in hand. */
  value: bigint;
  /** Proven lower bound: `value` where solved. */
  bound: bigint;
  /** How the bound is proven: by the multipliers alone, or by an integer program on a complete core. */
  proof: "prices" | "search";
  /** The best multipliers known, and what they prove in units of 1/scale. */
  multipliers: Multipliers;
  valuation: Valuation | undefined;
  stop: Stop | undefined;
}

/** Pairs a group that enter the first core beside the present place, and that join a core in one round of pricing. */
const FIRST_PAIRS = 6;
const JOINING_PAIRS = 20;
/** Rounds in which a core is chosen anew around the duals, not just added to; and how many pairs a group it then has. */
const FRESH_ROUNDS = 3;
const FRESH_PAIRS = 2.5;
/**
 * Pairs of the first integer program of a search by group: it is there for a good plan, whose gap keeps the next one small; each
 * may have twice as many. Where a plan near the relaxation is that already, more at once.
 */
const SMALL_CORE = 1.5;
const LARGE_CORE = 6;
/** Relative gap at which a plan near the relaxation is as good as needed. */
const NEAR_ENOUGH = 1e-5;

/** What a solve works with. */
export interface GoalTools {
  readonly engine: CoreEngine;
  readonly stops: StopSignals;
  /** Multipliers to begin with: of a relaxation, or of an earlier goal. */
  readonly hint?: Multipliers | undefined;
  /** Share of its value by which a plan may miss its bound. Default 0. */
  readonly gap?: number;
  /** Whether a plan or a bound is good enough otherwise; looked at when one of them improves. */
  readonly isEnough?: (outcome: Outcome) => boolean;
  readonly report: (outcome: Outcome) => void;
}

/** Solves a goal from the plan in hand, which is possible; leaves the best plan in `residue.flow`. */
export async function solveGoal(residue: Residue, goal: Goal, tools: GoalTools): Promise<Outcome> {
  const { engine, stops, report } = tools;
  const most = mostMissing(residue);
  const outcome: Outcome = {
    value: worth(residue, goal, residue.flow),
    bound: -(2n ** 1000n),
    proof: "prices",
    multipliers: noMultipliers(residue),
    valuation: undefined,
    stop: undefined,
  };
  const isDone = (): boolean =>
    outcome.value <= outcome.bound + slackOf(outcome, tools.gap) || tools.isEnough?.(outcome) === true;
  const prove = (multipliers: Multipliers): void => {
    const valuation = valuate(residue, goal, multipliers, most);
    if (valuation === undefined) return;
    const bound = ceilDivide(valuation.bound, BigInt(multipliers.scale));
    if (outcome.valuation !== undefined && bound < outcome.bound) return;
    if (outcome.valuation !== undefined && bound === outcome.bound && !isTighter(multipliers, valuation, outcome))
      return;
    Object.assign(outcome, { bound, multipliers, valuation });
  };
  const accept = (flow: PairFlow): void => {
    const value = worth(residue, goal, flow);
    if (value >= outcome.value) return;
    residue.flow = flow;
    outcome.value = value;
  };

  prove(outcome.multipliers);
  if (tools.hint !== undefined) prove({ ...noMultipliers(residue), ...tools.hint });
  if (isDone()) return outcome;

  let core = firstCore(residue, goal, tools.hint ?? outcome.multipliers, engine.comfortable);
  let relaxation: Weights | undefined;
  for (let round = 1; ; round++) {
    outcome.stop = await pause(stops);
    if (outcome.stop !== undefined) return outcome;
    const made = coreProgram(residue, goal, core, most);
    const { program, factor } = relaxed(made.program);
    const result = await engine.solve(program);
    if ("limit" in result && (result.limit === "time" || result.limit === "cancelled")) {
      outcome.stop = result.limit;
      return outcome;
    }
    if (result.status !== "optimal" || result.solution.duals === undefined) {
      if (result.status === "infeasible") throw wrongCore(engine.name, program, result);
      break; // the engine proves nothing: the integer program takes all that is open
    }
    const weights = made.weightsOf(result.solution.values);
    const isNewRow = activate(residue, looselyBroken(residue, weights));
    const flow = wholeFlow(weights);
    if (flow !== undefined && isPossible(residue, goal, flow)) accept(flow);
    relaxation = weights;
    const duals = made.readDuals(result.solution.duals.row.map((dual) => dual * factor));
    const joined = joiningPairs(
      residue,
      goal,
      { scale: 1, ...duals },
      core,
      1e-7 * factor + 1e-6,
      round <= FRESH_ROUNDS,
    );
    if (joined === undefined && isNewRow) continue;
    if (joined === undefined) {
      prove(roundedMultipliers(residue, goal, duals, largestCost(made.program)));
      break;
    }
    core = joined;
    report(outcome);
  }
  report(outcome);
  if (isDone()) return outcome;
  if (relaxation !== undefined && residue.pair.length > engine.comfortable) {
    outcome.stop = await takeNearPlan(residue, goal, tools, relaxation, outcome, most, accept);
    report(outcome);
    if (outcome.stop !== undefined || isDone()) return outcome;
  }
  return search(residue, goal, tools, outcome, most, isDone, accept);
}

/**
 * A plan near the relaxation: most people are at one place there and keep it or their present one; the others choose. A small
 * program, and the nearer the plan is to the bound, the fewer pairs a search has to look at.
 */
async function takeNearPlan(
  residue: Residue,
  goal: Goal,
  { engine, stops, gap }: GoalTools,
  relaxation: Weights,
  outcome: Outcome,
  most: (row: number) => number,
  accept: (flow: PairFlow) => void,
): Promise<Stop | undefined> {
  const { start, pair, formulation } = residue;
  const { valuation } = outcome;
  const weight = new Map(Array.from(relaxation.pair, (each, k) => [each, relaxation.people[k]!]));
  const some: number[] = [];
  for (let g = 0; g + 1 < start.length; g++) {
    let isSplit = false;
    for (let a = start[g]!; a < start[g + 1]!; a++) {
      const share = weight.get(pair[a]!) ?? 0;
      if (share > 0 && share < formulation.people[g]!) isSplit = true;
      if (share > 0 || pair[a] === formulation.start[g]) some.push(a);
    }
    if (isSplit && valuation !== undefined)
      some.push(...leastOf(valuation.reduced, start[g]!, start[g + 1]!, JOINING_PAIRS));
  }
  const core = withPlan(residue, Int32Array.from(some));
  for (;;) {
    const stop = await pause(stops);
    if (stop !== undefined) return stop;
    const made = coreProgram(residue, goal, core, most);
    const inHand = made.pointOf(residue.flow);
    const objective = objectiveValue(made.program, inHand);
    const slack = Math.max(Number(slackOf(outcome, gap)), NEAR_ENOUGH * Math.abs(objective));
    const target = objective - Number(outcome.value - outcome.bound) + slack;
    const result = await engine.solve(made.program, inHand, { relativeGap: NEAR_ENOUGH, target });
    if ("limit" in result && (result.limit === "time" || result.limit === "cancelled")) return result.limit;
    const flow = "solution" in result ? wholeFlow(made.weightsOf(result.solution.values)) : undefined;
    if (flow === undefined) return undefined;
    const isNewRow = activate(residue, looselyBroken(residue, flow));
    if (isPossible(residue, goal, flow)) accept(flow);
    if (!isNewRow) return undefined;
  }
}

/** Integer programs on growing cores, until none can hold a better plan. */
async function search(
  residue: Residue,
  goal: Goal,
  { engine, stops, report }: GoalTools,
  outcome: Outcome,
  most: (row: number) => number,
  isDone: () => boolean,
  accept: (flow: PairFlow) => void,
): Promise<Outcome> {
  const { formulation } = residue;
  const isSmall = residue.pair.length <= engine.comfortable;
  let limit = (isSmall ? SMALL_CORE : LARGE_CORE) * (residue.start.length - 1) + 20;
  let solved = -1; // pairs within the radius of the last core that was solved and broke no new row
  for (;;) {
    outcome.stop = await pause(stops);
    if (outcome.stop !== undefined || isDone()) return outcome;
    const { valuation, multipliers } = outcome;
    const scale = BigInt(multipliers.scale);
    const gap = valuation === undefined ? undefined : scale * outcome.value - valuation.bound - scale;
    const radius = valuation === undefined ? Infinity : fittingRadius(valuation, Number(gap), limit);
    const isComplete = (): boolean =>
      valuation === undefined || BigInt(Math.trunc(radius)) >= scale * outcome.value - valuation.bound - scale;
    limit *= 2;
    const within = Int32Array.from(residue.pair.keys()).filter((a) => (valuation?.reduced[a] ?? 0) <= radius);
    if (within.length === solved) {
      if (isComplete()) return searched(outcome); // pairs of equal costs come all or none: none has joined
      continue;
    }
    const core = withPlan(residue, within);
    const made = coreProgram(residue, goal, core, most);
    const result = await engine.solve(made.program, made.pointOf(residue.flow));
    const isStopped = "limit" in result;
    if (!isStopped && result.status !== "optimal") throw wrongCore(engine.name, made.program, result);
    if ("solution" in result) {
      const flow = wholeFlow(made.weightsOf(result.solution.values));
      if (flow === undefined) throw wrongCore(engine.name, made.program, result);
      const isNewRow = activate(residue, [
        ...looselyBroken(residue, flow),
        ...brokenRows(residue.source, formulation, flow),
      ]);
      if (isPossible(residue, goal, flow)) accept(flow);
      else if (!isNewRow && !isStopped) throw wrongCore(engine.name, made.program, result);
      if (isNewRow && !isStopped) continue;
    }
    report(outcome);
    if (isStopped) {
      outcome.stop = result.limit === "time" || result.limit === "cancelled" ? result.limit : "iterations";
      return outcome;
    }
    solved = within.length;
    if (isComplete()) return searched(outcome);
  }
}

/** By how much a plan may miss its bound: a share of the one that is nearer to 0. */
function slackOf({ value, bound }: Outcome, gap = 0): bigint {
  const least = bound > 0n ? bound : value < 0n ? 0n - value : 0n;
  return BigInt(Math.floor(gap * Number(least)));
}

/** The outcome of a search that left nothing out: no plan is better than the one in hand. */
function searched(outcome: Outcome): Outcome {
  if (outcome.bound < outcome.value) Object.assign(outcome, { bound: outcome.value, proof: "search" });
  return outcome;
}

/** Pairs and those of the plan in hand. */
function withPlan({ pair, flow }: Residue, some: Int32Array): Int32Array {
  const isIn = new Set(some);
  const inHand = new Set(flow.pair);
  return Int32Array.from(pair.keys()).filter((a) => isIn.has(a) || inHand.has(pair[a]!));
}

/** What a plan is worth; rows that are only made on demand are known from here on. */
function worth(residue: Residue, goal: Goal, flow: PairFlow): bigint {
  know(residue, residue.source.broken(flow));
  return goal.value(flow, residue.rows);
}

function know(residue: Residue, rows: readonly Row[]): void {
  const wasActive = residue.isActive.slice();
  activate(residue, rows);
  residue.isActive.forEach((_, r) => (residue.isActive[r] = wasActive[r] ?? false));
}

/**
 * Whether every row holds that must, and no earlier goal is worth more than before: programs keep those only as far as they
 * hold the soft rows that count there.
 */
function isPossible(residue: Residue, goal: Goal, flow: PairFlow): boolean {
  const broken = brokenRows(residue.source, residue.formulation, flow);
  if (broken.some((row) => goal.missingCost(row) === undefined)) return false;
  return residue.kept.every((earlier) => earlier.goal.value(flow, residue.rows) <= earlier.most);
}

/**
 * Rows that weights break by more than noise and that programs do not hold yet; where they were made on demand, all of their
 * conditions, and what those imply.
 */
function looselyBroken(residue: Residue, weights: Weights): Row[] {
  const { rows, isActive, formulation, source } = residue;
  const activity = activities(rows, formulation, weights);
  const broken = rows.filter(
    ({ lower, upper, unit }, r) => !isActive[r]! && Math.max(lower - activity[r]!, activity[r]! - upper) > 1e-6 * unit,
  );
  const families = new Set(source.broken(weights).map((row) => row.family ?? (() => [row])));
  return [...broken, ...[...families].flatMap((family) => family()), ...(source.implied?.(weights) ?? [])];
}

/** Weights as a plan, where they are whole. */
function wholeFlow({
  pair,
  people,
}: {
  readonly pair: Int32Array;
  readonly people: Float64Array;
}): PairFlow | undefined {
  if (people.some((each) => Math.abs(each - Math.round(each)) > 1e-6)) return undefined;
  const used = [...pair.keys()].filter((k) => Math.round(people[k]!) > 0);
  return { pair: Int32Array.from(used, (k) => pair[k]!), people: Int32Array.from(used, (k) => Math.round(people[k]!)) };
}

/** The cheapest pairs of every group at the prices of a hint, the present place, the plan in hand; all where they are few. */
function firstCore(residue: Residue, goal: Goal, hint: Multipliers, comfortable: number): Int32Array {
  const { start, pair, flow, formulation } = residue;
  if (pair.length <= comfortable) return Int32Array.from(pair.keys());
  const inHand = new Set(flow.pair);
  const value = pricedCosts(residue, goal, { ...noMultipliers(residue), ...hint });
  const core: number[] = [];
  for (let g = 0; g + 1 < start.length; g++) {
    const cheapest = leastOf(value, start[g]!, start[g + 1]!, FIRST_PAIRS);
    for (let a = start[g]!; a < start[g + 1]!; a++) {
      if (cheapest.includes(a) || inHand.has(pair[a]!) || pair[a] === formulation.start[g]) core.push(a);
    }
  }
  return Int32Array.from(core);
}

/**
 * The core with the pairs that duals find too cheap to be left out; `undefined` where there are none. `isFresh`: the core is
 * chosen anew, the pairs nearest to being used and the plan in hand, so that people who surely stay are no columns.
 */
function joiningPairs(
  residue: Residue,
  goal: Goal,
  duals: Multipliers,
  core: Int32Array,
  tolerance: number,
  isFresh: boolean,
): Int32Array | undefined {
  const { start, pair, flow } = residue;
  if (core.length === pair.length) return undefined;
  const value = pricedCosts(residue, goal, duals);
  const isIn = new Uint8Array(pair.length);
  for (const a of core) isIn[a] = 1;
  const reduced = new Float64Array(pair.length);
  let joined = 0;
  for (let g = 0; g + 1 < start.length; g++) {
    let least = Infinity;
    for (let a = start[g]!; a < start[g + 1]!; a++) if (isIn[a] === 1) least = Math.min(least, value[a]!);
    for (let a = start[g]!; a < start[g + 1]!; a++) reduced[a] = value[a]! - least;
    for (const a of leastOf(value, start[g]!, start[g + 1]!, JOINING_PAIRS)) {
      if (isIn[a] === 1 || reduced[a]! >= 0 - tolerance) continue;
      isIn[a] = 1;
      joined++;
    }
  }
  if (joined === 0) return undefined;
  if (!isFresh) return Int32Array.from(pair.keys()).filter((a) => isIn[a] === 1);
  const radius = reduced.slice().sort()[Math.min(pair.length - 1, Math.ceil(FRESH_PAIRS * start.length))]!;
  const inHand = new Set(flow.pair);
  const isUsed = new Uint8Array(pair.length); // what the relaxation uses is as cheap as its group gets in the core
  for (const a of core) isUsed[a] = Math.abs(reduced[a]!) <= tolerance ? 1 : 0;
  return Int32Array.from(pair.keys()).filter((a) => reduced[a]! <= radius || isUsed[a] === 1 || inHand.has(pair[a]!));
}

/** Indices of the least values of a range, at most `count`. */
function leastOf(value: Float64Array, first: number, end: number, count: number): number[] {
  const least: number[] = [];
  for (let a = first; a < end; a++) {
    if (least.length === count && value[a]! >= value[least[count - 1]!]!) continue;
    let at = least.length;
    while (at > 0 && value[least[at - 1]!]! > value[a]!) at--;
    least.splice(at, 0, a);
    if (least.length > count) least.pop();
  }
  return least;
}

/** `wanted`, or a smaller radius that takes about `limit` pairs where that is a good deal less. */
function fittingRadius({ reduced }: Valuation, wanted: number, limit: number): number {
  const within = reduced.filter((each) => each <= wanted).sort();
  return within.length <= 2 * limit ? wanted : within[Math.ceil(limit)]!;
}

/** The program without integrality, costs scaled so that engines can tell them apart; and by how much. */
function relaxed(program: LinearProgram): { program: LinearProgram; factor: number } {
  const largest = largestCost(program);
  const factor = 2 ** Math.max(0, Math.ceil(Math.log2(largest + 1)) - 20);
  const cost = program.cost.map((each) => each / factor);
  return { program: { ...program, cost, isInteger: new Uint8Array(cost.length) }, factor };
}

function largestCost({ cost }: LinearProgram): number {
  return cost.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}

/** Of two proofs of one bound, the one that leaves less to later goals. */
function isTighter(multipliers: Multipliers, { bound }: Valuation, best: Outcome): boolean {
  return bound * BigInt(best.multipliers.scale) > best.valuation!.bound * BigInt(multipliers.scale);
}

function ceilDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b < a ? quotient + 1n : quotient;
}

async function pause(stops: StopSignals): Promise<Stop | undefined> {
  await yieldToEventLoop();
  return stopReason(stops, performance.now());
}

/** An engine that calls a core infeasible in which the plan in hand lies, or brings no whole plan. */
function wrongCore(engine: string, program: LinearProgram, result: object): EngineError {
  const message = `${engine} gave an answer to a core that cannot be: it holds a possible plan`;
  return new EngineError([{ code: "planning/wrong-answer", path: ["engine"], message }], {
    program: plainJson(program),
    result: plainJson(result),
  });
}
