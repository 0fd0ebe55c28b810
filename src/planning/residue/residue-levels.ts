/** The levels of a policy under conditions that no network holds: a `LevelSolver` like those of the kernels. */
import { EngineError } from "../../errors/index.js";
import type { Formulation, PairFlow } from "../formulate.js";
import type { LevelSolver, StopSignals } from "../level-solver.js";
import type { LevelPrices } from "../types.js";
import type { CoreEngine } from "./core-engine.js";
import { type Goal, levelGoal } from "./goal.js";
import { type Multipliers, noMultipliers } from "./lagrangian.js";
import { narrow } from "./narrow.js";
import { createResidue } from "./residue.js";
import { brokenRows, type RowSource } from "./rows.js";
import { type Outcome, solveGoal } from "./solve-goal.js";

/** Draws of the lottery after the first. Two sums of 20-bit numbers tie now and then; two in a row hardly ever do, and a draw is a search. */
const FURTHER_DRAWS = 1;

/**
 * The residue solver on a formulation whose groups are split.
 *
 * @param inHand a possible plan to start from.
 * @param hints by level, prices of the same level without conditions, where they are known.
 * @param gap share of its value by which a level may miss its bound.
 */
export function residueSolver(
  formulation: Formulation,
  source: RowSource,
  engine: CoreEngine,
  stops: StopSignals,
  inHand: PairFlow,
  hints: readonly LevelPrices[],
  gap: number,
): LevelSolver {
  const residue = createResidue(formulation, source, inHand);
  const done: { readonly goal: Goal; readonly value: bigint }[] = [];
  let outcome: Outcome | undefined;
  let draws = 0;
  return {
    name: `imbang transport kernel, ${engine.name}`,
    async optimize(level, draw, report) {
      draws = draw;
      outcome = undefined;
      const goal = levelGoal(formulation, level, draw);
      const hint = draw === 0 ? hintOf(formulation, hints[level]) : undefined;
      const found = await solveGoal(residue, goal, {
        engine,
        stops,
        hint: hint === undefined ? undefined : { ...noMultipliers(residue), ...hint },
        gap,
        report(soFar) {
          outcome = soFar;
          report();
        },
      });
      outcome = found;
      checkPlan(residue.flow, engine.name);
      if (found.stop !== undefined) return found.stop;
      done.push({ goal, value: found.value });
      narrow(residue, goal, level, found.value, found.multipliers, found.valuation);
      return undefined;
    },
    flow: () => residue.flow,
    bound: () => outcome?.bound ?? -(2n ** 1000n),
    proof: () => outcome?.proof ?? "prices",
    prices: () => pricesOf(outcome?.multipliers ?? noMultipliers(residue)),
    keepsValues: true,
    isOnlyPlan: () =>
      draws >= FURTHER_DRAWS || residue.start.every((first, g) => g === 0 || first === residue.start[g - 1]! + 1),
    isExact: () => true,
  };

  /** @throws EngineError if a plan breaks a condition, or costs an earlier level something. */
  function checkPlan(flow: PairFlow, name: string): void {
    const broken = brokenRows(source, formulation, flow).map((row) => row.name.join(" "));
    const worse = done.filter(({ goal, value }) => goal.value(flow, residue.rows) > value);
    if (broken.length === 0 && worse.length === 0) return;
    const message = `the plan found with ${name} breaks ${broken.join(", ") || "an earlier level"}`;
    throw new EngineError([{ code: "planning/wrong-answer", path: [], message }], { pair: [...flow.pair] });
  }

  function pricesOf({ scale, positions, units, rows, kept }: Multipliers): LevelPrices {
    const ofRows = residue.rows.flatMap(({ name }, r): [...typeof name, number][] =>
      (rows[r] ?? 0) === 0 ? [] : [[...name, rows[r]!]],
    );
    const ofLevels = residue.kept.flatMap(({ level }, k): [number, number][] =>
      (kept[k] ?? 0) === 0 ? [] : [[level, kept[k]!]],
    );
    return {
      ...formulation.pricesOf(positions, units),
      ...(scale === 1 ? {} : { scale }),
      ...(ofRows.length === 0 ? {} : { rows: ofRows }),
      ...(ofLevels.length === 0 ? {} : { levels: ofLevels }),
    };
  }
}

/** Prices by id as multipliers. */
function hintOf({ positions, units }: Formulation, prices: LevelPrices | undefined): Partial<Multipliers> | undefined {
  if (prices === undefined) return undefined;
  const [ofPosition, ofUnit] = [new Map(prices.positions), new Map(prices.units)];
  return {
    positions: Float64Array.from(positions, ({ id }) => ofPosition.get(id) ?? 0),
    units: Float64Array.from(units, ({ id }) => ofUnit.get(id) ?? 0),
  };
}
