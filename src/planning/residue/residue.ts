/** What the residue solver works on: what is still open, the conditions, and the plan in hand. */
import type { Formulation, PairFlow } from "../formulate.js";
import type { Goal } from "./goal.js";
import type { Row, RowSource } from "./rows.js";

/** A goal that was pursued before: no plan may be worth more on it than this. */
export interface KeptGoal {
  readonly goal: Goal;
  readonly level: number;
  readonly most: bigint;
}

/** See above. Everything that changes here is narrowed, never widened. */
export interface Residue {
  readonly formulation: Formulation;
  readonly source: RowSource;
  /** Rows known by now: those of the source, then those that were made on demand. */
  readonly rows: Row[];
  readonly numberOf: Map<Row, number>;
  /** By row: its bounds, tightened where a proof says so, and whether programs hold it. */
  readonly lower: number[];
  readonly upper: number[];
  readonly isActive: boolean[];
  /** Pairs that a best plan may use: CSR by group, ascending. */
  start: Int32Array;
  pair: Int32Array;
  /** By position and by unit: seats of the network's people that are surely taken, and the last that may be. */
  readonly sure: Int32Array;
  readonly last: Int32Array;
  readonly unitSure: Int32Array;
  readonly unitLast: Int32Array;
  /** Earlier goals that narrowing alone does not keep. */
  readonly kept: KeptGoal[];
  /** The best plan known. */
  flow: PairFlow;
}

/** Everything open. */
export function createResidue(formulation: Formulation, source: RowSource, flow: PairFlow): Residue {
  const { place, start, positions, units } = formulation;
  return {
    formulation,
    source,
    rows: [...source.rows],
    numberOf: new Map(source.rows.map((row, r) => [row, r])),
    lower: source.rows.map(({ lower }) => lower),
    upper: source.rows.map(({ upper }) => upper),
    isActive: source.rows.map(() => false),
    start: start.slice(),
    pair: Int32Array.from(place.keys()),
    sure: new Int32Array(positions.length),
    last: Int32Array.from(positions, ({ width }) => width),
    unitSure: new Int32Array(units.length),
    unitLast: Int32Array.from(units, ({ width }) => width),
    kept: [],
    flow,
  };
}

/** Takes rows into the programs, and those that give them relief; answers whether any of them was not there yet. */
export function activate(residue: Residue, rows: readonly Row[]): boolean {
  const { rows: known, lower, upper, isActive } = residue;
  let isNew = false;
  for (const row of rows.flatMap((each) => [...(each.relief ?? []).map(([row]) => row), each])) {
    let at = residue.numberOf.get(row);
    if (at === undefined) {
      at = known.length;
      residue.numberOf.set(row, at);
      known.push(row);
      lower.push(row.lower);
      upper.push(row.upper);
      isActive.push(false);
    }
    if (isActive[at]!) continue;
    isActive[at] = true;
    isNew = true;
  }
  return isNew;
}
