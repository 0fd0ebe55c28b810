/** All conditions of a run in one place: constraints of the caller, the options that are short for some, rules on pairs. */
import type { Scenario } from "../../scenario/index.js";
import { type ConflictPair, conflictPairs } from "../conflicts.js";
import { namedConstraints } from "../constraints/cross-checks.js";
import type { Constraint, NamedConstraint } from "../constraints/types.js";
import { formulate, type Formulation, type PairFlow } from "../formulate.js";
import type { Geography } from "../geography.js";
import type { ResolvedOptions } from "../options.js";
import type { GroupedPeople } from "../groups.js";
import type { Placement } from "../types.js";
import type { Ways } from "../ways.js";
import { constraintRows } from "./constraint-rows.js";
import { leastLackingPlan } from "./floor-network.js";
import { meetingRows } from "./meeting-rows.js";
import type { Row, RowSource } from "./rows.js";
import { classReader, splitGroups } from "./split-groups.js";

/** What must hold beyond the network. */
export interface Conditions {
  readonly constraints: readonly NamedConstraint[];
  /** Whether the minimum of every position is a demand. */
  readonly hardFloors: boolean;
  /** Pairs of people whom a rule keeps apart. */
  readonly conflicts: readonly ConflictPair[];
}

/** Nothing beyond the network. */
export const NO_CONDITIONS: Conditions = { constraints: [], hardFloors: false, conflicts: [] };

/** What training adds: ways to posts, and what they use up together. */
export interface TrainingConditions {
  readonly ways: Ways;
  rows(formulation: Formulation): readonly Row[];
}

/** The conditions of options; `undefined` where there are none. */
export function conditionsOf(
  scenario: Scenario,
  { constraints, maxMoves, floors, unknown }: Pick<ResolvedOptions, "constraints" | "maxMoves" | "floors" | "unknown">,
): Conditions | undefined {
  const ofOptions = optionConstraints(maxMoves);
  const conditions: Conditions = {
    constraints: [...namedConstraints(constraints), ...ofOptions],
    hardFloors: floors === "hard" && scenario.positions.some(({ minimum = 0 }) => minimum > 0),
    conflicts: conflictPairs(scenario, unknown),
  };
  const isEmpty = conditions.constraints.length + conditions.conflicts.length === 0 && !conditions.hardFloors;
  return isEmpty ? undefined : conditions;
}

/** What `maxMoves` stands for. */
export function optionConstraints(maxMoves: number | undefined): NamedConstraint[] {
  if (maxMoves === undefined) return [];
  const constraint: Constraint = { kind: "budget", of: "moves", value: maxMoves };
  return [{ id: "maxMoves", constraint }];
}

/** A formulation whose groups are split as the conditions ask, and the conditions as rows on it. */
export function formulateWith(
  scenario: Scenario,
  options: ResolvedOptions,
  geography: Geography,
  { constraints, hardFloors, conflicts }: Conditions,
  training?: TrainingConditions,
): { readonly formulation: Formulation; readonly source: RowSource } {
  const alone = conflicts.flatMap(({ staffIds }) => staffIds);
  const classOf = classReader(scenario, constraints, alone);
  const refine = (grouped: GroupedPeople): GroupedPeople => splitGroups(grouped, classOf);
  const formulation = formulate(scenario, options, geography, refine, training?.ways);
  const rows = constraintRows({ scenario, formulation, geography }, constraints, hardFloors);
  const meetings = meetingRows(scenario, formulation, constraints, conflicts);
  if (training === undefined) return { formulation, source: { rows, ...meetings } };
  const onSeats = rowsOnSeats(formulation, training.ways);
  return {
    formulation,
    source: {
      rows: [...rows.map(onSeats), ...training.rows(formulation)],
      broken: (weights) => meetings.broken(weights).map(onSeats),
      implied: (weights) => meetings.implied!(weights).map(onSeats),
    },
  };
}

/** Conditions that speak of positions, for ways to them as well; the same row for the same one. */
function rowsOnSeats({ positions, seatOf }: Formulation, { list }: Ways): (row: Row) => Row {
  const waysTo = positions.map((): number[] => []);
  list.forEach(({ position }, w) => waysTo[position]!.push(positions.length + 1 + w));
  const made = new Map<Row, Row>();
  const onSeats = (row: Row): Row => {
    const known = made.get(row);
    if (known !== undefined) return known;
    const { places, family, relief } = row;
    const seated: Row = {
      ...row,
      places: places && Int32Array.from([...places, ...[...places].flatMap((p) => waysTo[p] ?? [])]),
      family: family && (() => family().map(onSeats)),
      relief: relief?.map(([each, times]) => [onSeats(each), times] as const),
      coefficient: (group, place) => row.coefficient(group, seatOf(place)),
    };
    made.set(row, seated);
    return seated;
  };
  return onSeats;
}

/** The plan that misses least, where all conditions are floors that a network holds; `undefined` where they are not. */
export function leastLackingOf(
  { constraints, conflicts }: Conditions,
  formulation: Formulation,
  { rows }: RowSource,
): PairFlow | undefined {
  if (
    formulation.ways !== undefined ||
    conflicts.length > 0 ||
    constraints.some(({ constraint }) => constraint.kind !== "floor")
  )
    return undefined;
  const hard = rows.filter(({ isSoft }) => !isSoft);
  const plan = leastLackingPlan(
    formulation,
    hard.map((row) => ({ row, price: 1 })),
  );
  return plan === "impossible" ? undefined : plan;
}

/** Placements as people by pair. */
export function flowOf({ groups, studied, pairOf }: Formulation, placements: readonly Placement[]): PairFlow {
  const placeOf = new Map(placements.map(({ staffId, positionId }) => [staffId, positionId]));
  const indexOf = new Map(studied.map(({ id }, p) => [id, p]));
  const counts = new Map<number, number>();
  groups.forEach(({ members }, g) => {
    for (const { id } of members) {
      const at = placeOf.get(id) ?? null;
      const pair = pairOf(g, at === null ? studied.length : indexOf.get(at)!);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  });
  const pair = Int32Array.from(counts.keys()).sort();
  return { pair, people: pair.map((each) => counts.get(each)!) };
}
