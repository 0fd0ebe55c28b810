/**
 * The nine boxes of talent management (PermenPANRB 3/2020): a person's box, what it advises, and the talent pool.
 *
 * Cut-offs are the agency's own and half-open, so that no value falls between two boxes: below `middle` the low third,
 * below `high` the middle one, the rest the high one.
 */
import { type Door, openDoor, type Path } from "../door/index.js";
import {
  inForce,
  TALENT_BOXES,
  type TalentBoxNumber,
  type TalentBoxRule,
  type TalentCutOffs,
  type Third,
} from "../regulation/index.js";
import { exactDecimal } from "../scenario/index.js";
import { nearestDouble } from "./decimal.js";
import { type Basis, basisOf } from "./performance.js";
import type { Label } from "./scheme.js";

/** A box and what it means. */
export interface TalentBox {
  readonly box: TalentBoxNumber;
  readonly performance: { readonly value: number; readonly third: Third };
  readonly potential: { readonly value: number; readonly third: Third };
  /** Half of both values, 0 … 100. */
  readonly talentValue: number;
  /** What the rule recommends, in its order. */
  readonly actions: readonly Label[];
  /** Whether the box belongs to the succession pool (*kelompok rencana suksesi*). */
  readonly pool: boolean;
  /** Whether rotation is among the actions. */
  readonly rotation: boolean;
  readonly basis: Basis;
}

/** Percent; values above are cut to 100, as some assessments exceed their standard. */
const VALUE = { most: 1_000 };

/**
 * The box of one person.
 *
 * @param performance - 0 … 100; above 100 counts as 100. A predicate has points (`predicatePoints`).
 * @param potential - 0 … 100; above 100 counts as 100.
 * @param cutOffs - the agency's own; some are in `TALENT_CUT_OFFS`.
 * @throws ScenarioError `merit/missing-value`, `merit/wrong-type`, `merit/not-a-number`, `merit/out-of-range`,
 * `merit/unknown-key`, `merit/empty-range`
 */
export function talentBox(performance: number, potential: number, cutOffs: TalentCutOffs): TalentBox {
  const door = openDoor("merit");
  const cuts = readCutOffs(door, cutOffs, ["cutOffs"]);
  const values = [performance, potential].map((value, k) => {
    const what = k === 0 ? "performance" : "potential";
    return door.number(value, [what], { what, ...VALUE });
  }) as [number, number];
  door.close();
  return boxOf(values[0], values[1], cuts);
}

/** A person on the way to a pool. `null` where nothing is known: such a person has no box, and is never in box 1 by default. */
export interface TalentPerson {
  readonly id: string;
  readonly performance: number | null;
  readonly potential: number | null;
}

/** The people of an agency in their boxes. */
export interface TalentPool {
  /** Everyone with both values: highest box first, then by talent value, performance and id. */
  readonly people: readonly (TalentBox & { readonly id: string })[];
  /** Number of people by box. */
  readonly counts: Readonly<Record<TalentBoxNumber, number>>;
  /** Ids of boxes 7, 8 and 9 in the order of `people` (*kelompok rencana suksesi*). */
  readonly pool: readonly string[];
  /** Ids of boxes whose actions name rotation. */
  readonly rotation: readonly string[];
  /** People without a box, in id order, and what is missing. */
  readonly unplaced: readonly { readonly id: string; readonly missing: readonly ("performance" | "potential")[] }[];
}

/**
 * Puts people into their boxes. O(n log n).
 *
 * @throws ScenarioError as {@link talentBox}, and `merit/duplicate-id`
 */
export function talentPool(people: readonly TalentPerson[], cutOffs: TalentCutOffs): TalentPool {
  const door = openDoor("merit");
  const cuts = readCutOffs(door, cutOffs, ["cutOffs"]);
  const seen = new Map<string, number>();
  const read = Array.from(door.list(people, ["people"], "people"), (one, k) => {
    const at: Path = ["people", k];
    const person = door.record(one, at, ["id", "performance", "potential"]);
    const value = (key: "performance" | "potential"): number | null =>
      person[key] === null ? null : door.number(person[key], [...at, key], { what: key, ...VALUE });
    return {
      id: readId(door, person["id"], at, seen, k),
      performance: value("performance"),
      potential: value("potential"),
    };
  });
  door.close();
  const placed: (TalentBox & { id: string })[] = [];
  const unplaced: { id: string; missing: ("performance" | "potential")[] }[] = [];
  for (const { id, performance, potential } of read) {
    if (performance !== null && potential !== null) placed.push({ id, ...boxOf(performance, potential, cuts) });
    else {
      const missing = [performance === null ? "performance" : null, potential === null ? "potential" : null] as const;
      unplaced.push({ id, missing: missing.filter((what) => what !== null) });
    }
  }
  placed.sort(
    (a, b) =>
      b.box - a.box ||
      b.talentValue - a.talentValue ||
      b.performance.value - a.performance.value ||
      (a.id < b.id ? -1 : 1),
  );
  const counts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 0 };
  for (const { box } of placed) counts[box]++;
  return {
    people: placed,
    counts,
    pool: placed.filter(({ pool }) => pool).map(({ id }) => id),
    rotation: placed.filter(({ rotation }) => rotation).map(({ id }) => id),
    unplaced: unplaced.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** An id that is a text and stands once. */
export function readId(door: Door, given: unknown, at: Path, seen: Map<string, number>, k: number): string {
  const id = door.text(given, [...at, "id"]);
  if (given === undefined || id === "") door.report("missing-value", [...at, "id"], "an id is missing");
  if (id === undefined || id === "") return "";
  const earlier = seen.get(id);
  if (earlier === undefined) seen.set(id, k);
  else door.report("duplicate-id", [...at, "id"], `entry ${earlier} has the same id`);
  return id;
}

function readCutOffs(door: Door, given: unknown, at: Path): TalentCutOffs {
  const cuts = door.record(given, at, ["performance", "potential"]);
  const axis = (name: "performance" | "potential"): TalentCutOffs["potential"] => {
    const pair = door.record(cuts[name], [...at, name], ["middle", "high"]);
    const before = door.issues.length;
    const [middle, high] = (["middle", "high"] as const).map((end) =>
      door.number(pair[end], [...at, name, end], { what: "a cut-off", most: 100 }),
    ) as [number, number];
    if (door.issues.length === before && middle >= high) {
      const hint = "middle < high is meant: where each third begins";
      door.report("empty-range", [...at, name, "high"], `${middle} and ${high} leave no middle third`, hint);
    }
    return { middle, high };
  };
  return { performance: axis("performance"), potential: axis("potential") };
}

function boxOf(givenPerformance: number, givenPotential: number, cuts: TalentCutOffs): TalentBox {
  const [performance, potential] = [Math.min(givenPerformance, 100), Math.min(givenPotential, 100)];
  const third = (value: number, { middle, high }: TalentCutOffs["potential"]): Third =>
    value < middle ? "low" : value < high ? "middle" : "high";
  const [row, column] = [third(performance, cuts.performance), third(potential, cuts.potential)];
  const rules = inForce(TALENT_BOXES);
  const rule: TalentBoxRule = rules.value.find((one) => one.performance === row && one.potential === column)!;
  return {
    box: rule.box,
    performance: { value: performance, third: row },
    potential: { value: potential, third: column },
    talentValue: halfSum(performance, potential),
    actions: rule.actions,
    pool: rule.pool,
    rotation: rule.rotation,
    basis: basisOf(rules),
  };
}

/** Half the sum of two decimals, rounded once: five tenths of it. */
function halfSum(a: number, b: number): number {
  const [left, right] = [exactDecimal(a), exactDecimal(b)];
  const numerator = left.numerator * right.denominator + right.numerator * left.denominator;
  return nearestDouble({ numerator: 5n * numerator, denominator: 10n * left.denominator * right.denominator });
}
