/**
 * How evenly people are spread over the need, in five figures that do not depend on each other's opinion.
 *
 * With need w_i > 0, people x_i and ratio r_i = x_i / w_i of each unit, W = Σ w_i and mean ratio μ = Σ x_i / W:
 *
 *     coefficient of variation   √(Σ w_i (r_i − μ)² / W) / μ          need-weighted
 *     Gini                       Σ_ij w_i w_j |r_i − r_j| / (2 μ W²)  need-weighted; area between the Lorenz curve and
 *                                                                     the diagonal, times two
 *     Jain                       (Σ r_i)² / (n Σ r_i²)                every unit counts alike
 *
 * All three are unchanged when everybody's staffing or need is scaled. All sums are compensated.
 * Sources: C. Gini, *Variabilità e mutabilità*, 1912; M. O. Lorenz, *Publ. Am. Stat. Assoc.* 9, 1905; R. Jain, D. Chiu,
 * W. Hawe, *A quantitative measure of fairness*, DEC-TR-301, 1984.
 */
import { runningSum, sumOf } from "./compensated-sum.js";
import { type Door, openDoor, type Path } from "../door/index.js";
import { isBelow, NOBODY } from "./tolerance.js";

/** Need against people of one unit or position; rows of an analysis fit as they are. */
export interface Load {
  readonly id?: string;
  /** Full-time staff needed, ≥ 0; `null` where nothing was studied. */
  readonly required: number | null;
  /** People there, ≥ 0. */
  readonly existing: number;
}

/** A corner of the Lorenz curve: the worst-staffed units with this share of the need have this share of the people. */
export interface LorenzPoint {
  readonly needShare: number;
  readonly staffShare: number;
}

/** Evenness of staffing. `null` where a figure does not exist: nothing is needed, or nobody is there. */
export interface BalanceIndices {
  /** Units that count: those with a need (less than 10⁻⁹ people are none). */
  readonly counted: number;
  /** Units left out: no study, or a need of 0. */
  readonly leftOut: number;
  /** Σ required and Σ existing over the units that count. */
  readonly required: number;
  readonly existing: number;
  /** μ = Σ existing / Σ required. */
  readonly meanRatio: number | null;
  /** Need-weighted coefficient of variation of existing / required, ≥ 0; 0 is even. */
  readonly coefficientOfVariation: number | null;
  /** Need-weighted Gini coefficient of existing / required, 0 (even) … 1. */
  readonly gini: number | null;
  /** Corners from (0, 0) to (1, 1), units in order of their ratio, equal ratios as one; empty where nobody is there. */
  readonly lorenz: readonly LorenzPoint[];
  /** Jain's fairness index of existing / required, 1/n … 1; 1 is even. Every unit counts alike. */
  readonly jain: number | null;
  /** Lowest existing / required and where it is; ties: the first in the input. */
  readonly worst: { readonly id: string | null; readonly index: number; readonly ratio: number } | null;
  /** Share of the people of studied units who work where required > existing by more than 10⁻⁹ of it, 0 … 1. */
  readonly shareOverloaded: number | null;
}

/**
 * The indices of a list of units (or positions). O(n log n), good for 10⁶ units.
 *
 * @throws ScenarioError with every issue: `staffing/no-loads`, `staffing/wrong-type`, `staffing/missing-value`,
 * `staffing/not-a-number`, `staffing/out-of-range`
 */
export function balanceIndices(loads: readonly Load[]): BalanceIndices {
  const door = openDoor("staffing");
  const list = checkLoads(door, loads, ["loads"]);
  if (Array.isArray(loads) && list.length === 0) {
    door.report("no-loads", ["loads"], "there is no unit, so there is nothing to compare");
  }
  door.close();
  return indicesOf(loads);
}

/** Checks loads from outside. Other keys of a row are not read. */
export function checkLoads(door: Door, loads: unknown, path: Path): readonly unknown[] {
  const list = door.list(loads, path, "loads");
  for (let k = 0; k < list.length; k++) {
    const load = list[k] as Partial<Load> | null | undefined;
    if (typeof load !== "object" || load === null) {
      door.report("wrong-type", [...path, k], "an object { required, existing } is needed");
      continue;
    }
    const { required, existing } = load;
    if (!isAmount(required) && required !== null) door.number(required, [...path, k, "required"], NEED);
    if (!isAmount(existing)) door.number(existing, [...path, k, "existing"], PEOPLE);
  }
  return list;
}

/** Ratios and their squares stay in range for figures up to this. */
const MOST = 1e12;
const NEED = { what: "the need", most: MOST };
const PEOPLE = { what: "the number of people", most: MOST };

function isAmount(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= MOST;
}

/** The indices, without a look at the input. */
export function indicesOf(loads: readonly Load[]): BalanceIndices {
  const rows = loads.filter(({ required }) => required !== null && required >= NOBODY);
  const studied = sumOf(loads, (one) => (one.required === null ? 0 : one.existing));
  const overloaded = sumOf(loads, (one) =>
    one.required !== null && isBelow(one.existing, one.required) ? one.existing : 0,
  );
  const required = sumOf(rows, (one) => one.required!);
  const existing = sumOf(rows, (one) => one.existing);
  const base = {
    counted: rows.length,
    leftOut: loads.length - rows.length,
    required,
    existing,
    shareOverloaded: studied === 0 ? null : overloaded / studied,
  };
  if (rows.length === 0) {
    const nothing = { meanRatio: null, coefficientOfVariation: null, gini: null, jain: null, worst: null };
    return { ...base, ...nothing, lorenz: [] };
  }
  const worst = worstOf(loads);
  const mean = existing / required;
  if (existing < NOBODY) {
    const nothing = { meanRatio: mean, coefficientOfVariation: null, gini: null, jain: null };
    return { ...base, ...nothing, worst, lorenz: [] };
  }
  const relative = Float64Array.from(rows, (one) => one.existing / one.required! / mean);
  let k = 0;
  const variance = sumOf(rows, (one) => one.required! * (relative[k++]! - 1) ** 2) / required;
  const ratios = sumOf(relative, (ratio) => ratio);
  const squares = sumOf(relative, (ratio) => ratio * ratio);
  return {
    ...base,
    meanRatio: mean,
    coefficientOfVariation: Math.sqrt(variance),
    ...lorenzOf(rows, relative, required, existing),
    jain: Math.min(1, (ratios * ratios) / (rows.length * squares)),
    worst,
  };
}

function worstOf(loads: readonly Load[]): BalanceIndices["worst"] {
  let index = -1;
  let ratio = Infinity;
  loads.forEach(({ required, existing }, k) => {
    if (required === null || required < NOBODY || existing / required >= ratio) return;
    [index, ratio] = [k, existing / required];
  });
  return { id: loads[index]!.id ?? null, index, ratio };
}

/**
 * The Lorenz curve and the Gini coefficient. With C_i the need up to and including unit i in order of ratio,
 * G = Σ w_i (r_i/μ − 1)(2 C_i − w_i − W) / W²: the mean is taken off first, so that nearly even staffing does not
 * vanish in the difference of two large areas. `relative` holds r_i / μ.
 */
function lorenzOf(
  rows: readonly Load[],
  relative: Float64Array,
  required: number,
  existing: number,
): { readonly gini: number; readonly lorenz: readonly LorenzPoint[] } {
  const order = Uint32Array.from(rows.keys()).sort((a, b) => relative[a]! - relative[b]! || a - b);
  const lorenz: LorenzPoint[] = [{ needShare: 0, staffShare: 0 }];
  const [need, staff, area] = [runningSum(), runningSum(), runningSum()];
  let gini = 0;
  for (let k = 0; k < order.length; k++) {
    const [i, next] = [order[k]!, order[k + 1]];
    const weight = rows[i]!.required!;
    const upTo = need.add(weight);
    const people = staff.add(rows[i]!.existing);
    gini = area.add(((weight * (relative[i]! - 1)) / required) * ((2 * upTo - weight - required) / required));
    if (next === undefined) lorenz.push({ needShare: 1, staffShare: 1 });
    else if (relative[next] !== relative[i]) {
      lorenz.push({ needShare: upTo / required, staffShare: people / existing });
    }
  }
  return { gini: Math.min(1, Math.max(0, gini)), lorenz };
}
