/**
 * Service quality as demand: where citizens are served badly, a shortage weighs more.
 *
 *     shortfall = how far the service is from its target, 0 (at the target or better) … 1 (at the worst or below)
 *     priority  = 1 + (most − 1) · shortfall,  so 1 ≤ priority ≤ most
 *
 * With satisfaction s the shortfall is (target − s) / (target − worst); with complaints c it is
 * (c − tolerated) / (worst − tolerated); both are cut to 0 … 1, and where both are known the larger counts. The formula
 * is the library's own; the cap keeps opinion from drowning need. It can only raise a priority, never lower it.
 */
import { type Door, openDoor } from "../door/index.js";

/** What citizens say about the service of one position or unit. */
export interface ServiceScores {
  /** Satisfaction, e.g. the index of community satisfaction (IKM, 25 … 100); higher is better. */
  readonly satisfaction?: number;
  /** Complaints, e.g. a year for 1,000 served; lower is better. */
  readonly complaints?: number;
}

/** The figures of the formula. */
export interface ServiceFormula {
  /** Largest priority, 1 … 1000. Default 2. */
  readonly most?: number;
  /** Needed where satisfaction is given; target > worst. */
  readonly satisfaction?: { readonly target: number; readonly worst: number };
  /** Needed where complaints are given; worst > tolerated. */
  readonly complaints?: { readonly tolerated: number; readonly worst: number };
}

/** A priority and how it came about. */
export interface ServicePriority {
  /** 1 … most. */
  readonly priority: number;
  readonly most: number;
  /** The larger of the two shortfalls, 0 … 1. */
  readonly shortfall: number;
  /** 0 … 1; `null` where not given. */
  readonly satisfactionShortfall: number | null;
  readonly complaintsShortfall: number | null;
}

const SCORE = { what: "the score", least: -1e9, most: 1e9 };

/**
 * The priority that service scores give a position; 1 where no score is known.
 *
 * @throws ScenarioError with every issue: `staffing/missing-value`, `staffing/wrong-type`, `staffing/not-a-number`,
 * `staffing/out-of-range`, `staffing/unknown-key`, `staffing/empty-range`
 */
export function priorityFromService(scores: ServiceScores, formula: ServiceFormula): ServicePriority {
  const door = openDoor("staffing");
  const given = door.record(scores, ["scores"], ["satisfaction", "complaints"]);
  const rules = door.record(formula, ["formula"], ["most", "satisfaction", "complaints"]);
  const cap = { what: "the largest priority", least: 1, most: 1_000 };
  const most = rules["most"] === undefined ? 2 : door.number(rules["most"], ["formula", "most"], cap);
  const satisfactionShortfall = shortfallOf(door, given, rules, "satisfaction", "target");
  const complaintsShortfall = shortfallOf(door, given, rules, "complaints", "tolerated");
  door.close();
  const shortfall = Math.max(satisfactionShortfall ?? 0, complaintsShortfall ?? 0);
  return { priority: 1 + (most - 1) * shortfall, most, shortfall, satisfactionShortfall, complaintsShortfall };
}

/** How far a score is from `good` on the way to `worst`, cut to 0 … 1; `null` where it was not given. */
function shortfallOf(
  door: Door,
  given: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, unknown>>,
  score: "satisfaction" | "complaints",
  good: "target" | "tolerated",
): number | null {
  if (rules[score] === undefined) {
    if (given[score] !== undefined) {
      const hint = `{ ${good}, worst } says which scores are good and bad`;
      door.report("missing-value", ["formula", score], `the formula does not say how to read ${score}`, hint);
    }
    return null;
  }
  const rule = door.record(rules[score], ["formula", score], [good, "worst"]);
  const before = door.issues.length;
  const from = door.number(rule[good], ["formula", score, good], SCORE);
  const to = door.number(rule["worst"], ["formula", score, "worst"], SCORE);
  if (door.issues.length === before && (score === "satisfaction" ? to >= from : to <= from)) {
    const order = score === "satisfaction" ? "worst < target" : "tolerated < worst";
    door.report(
      "empty-range",
      ["formula", score, "worst"],
      `${to} and ${from} leave no way between`,
      `${order} is meant`,
    );
  }
  if (given[score] === undefined) return null;
  const value = door.number(given[score], ["scores", score], SCORE);
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
