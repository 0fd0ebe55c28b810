/**
 * One network on which every item is a row that can be held, bent or left out: people are not held by pins, vetoes close no
 * pair, and each item that is to hold is added as rows. So any set of items is asked about without making the network again,
 * and how far a plan misses an item is counted in whole people (moves, kilometres …).
 *
 * Everyone staying breaks no rule and no seat, so the background alone is always possible: what is impossible is so by items.
 */
import { createScenario, type Scenario, type Staff } from "../../scenario/index.js";
import type { NamedConstraint } from "../constraints/types.js";
import { everyoneStays, formulate, type Formulation, type PairFlow } from "../formulate.js";
import { geographyOf } from "../geography.js";
import { soon, type Stop, type StopSignals, watch } from "../level-solver.js";
import { policyLevels } from "../levels.js";
import type { ResolvedOptions } from "../options.js";
import { isObjectedTo } from "../pair-costs.js";
import { type ConflictPair, conflictPairs } from "../conflicts.js";
import { constraintRows, newRow } from "../residue/constraint-rows.js";
import { blamed } from "../residue/blame.js";
import { type CoreEngine, coreEngine, isBeyondEngine } from "../residue/core-engine.js";
import { leastLackingPlan } from "../residue/floor-network.js";
import type { Goal } from "../residue/goal.js";
import { meetingRows } from "../residue/meeting-rows.js";
import { createResidue } from "../residue/residue.js";
import { activities, missing, type Row, type RowSource } from "../residue/rows.js";
import { solveGoal } from "../residue/solve-goal.js";
import { classReader, splitGroups } from "../residue/split-groups.js";
import { inputOf } from "../scenario-input.js";
import type { Placement } from "../types.js";
import { type ConstraintItem, type Item, itemsOf, type WaiverItem } from "./items.js";

/** What keeps a question from being answered: a limit, or a core that the engine at hand cannot hold. */
export type Stopped = Stop | "engine";

/** See above. Answers are remembered: plans that were found serve every later question that they answer. */
export interface ElasticModel {
  readonly scenario: Scenario;
  readonly formulation: Formulation;
  /** A plan that keeps these items. */
  possible(items: readonly Item[]): Promise<PairFlow | "impossible" | Stopped>;
  /**
   * The plan that keeps `hard` and misses least of the others, at the given price a unit (integers > 0).
   * `impossible` where `hard` is.
   *
   * @param isExact `false`: with some effort; a plan that misses little will do where the least takes longer to find.
   */
  least(
    hard: readonly Item[],
    bent: ReadonlyMap<Item, number>,
    isExact: boolean,
  ): Promise<PairFlow | "impossible" | Stopped>;
  /** Of items that are impossible together, those that a proof rests on: a few, not always a minimum of them. */
  blamed(items: readonly Item[]): readonly Item[];
  /** Units by which a plan misses an item. */
  missed(item: Item, flow: PairFlow): number;
  placements(flow: PairFlow): readonly Placement[];
}

/** The pairs that a repair may open beyond those of the scenario, and how they are closed again: rules of policy. */
export interface Waivable {
  /** The scenario without those rules. */
  readonly scenario: Scenario;
  /** Tells apart whom the rules treat differently. */
  classOf(person: Staff): string;
  /** Relatives whom a rule of policy keeps apart: nobody is like them. */
  readonly pairs: readonly ConflictPair[];
  /** Whether a rule keeps a person from a position (by its place in `formulation.studied`). */
  forbids(ruleId: string, person: Staff, position: Formulation["studied"][number]): boolean;
}

/** The items of a run and the network they are rows on. O(people + pairs). */
export async function elasticModel(
  scenario: Scenario,
  options: ResolvedOptions,
  stops: StopSignals,
  waivable?: Waivable,
): Promise<ElasticModel> {
  const items = itemsOf(scenario, options);
  const constrained = items.filter((item): item is ConstraintItem => "constraint" in item);
  const pinned = new Set(items.flatMap((item) => (item.kind === "pin" ? item.staffIds : [])));
  const wide = withoutPins(waivable?.scenario ?? scenario, pinned);
  const geography = geographyOf(wide);
  const conflicts = conflictPairs(wide, options.unknown);
  const alone = [
    ...[...conflicts, ...(waivable?.pairs ?? [])].flatMap(({ staffIds }) => staffIds),
    ...items.flatMap((item) => (item.kind === "veto" ? item.staffIds : [])),
  ];
  const named = constrained.map(({ key, constraint }): NamedConstraint => ({ id: key, constraint }));
  const conditionClass = classReader(wide, named, alone);
  const classOf = (person: Staff): string =>
    JSON.stringify([conditionClass(person), pinned.has(person.id), waivable?.classOf(person) ?? ""]);
  const formulation = formulate(
    wide,
    { ...options, levels: policyLevels(["moves"]), objections: "level" },
    geography,
    (grouped) => splitGroups(grouped, classOf),
  );
  const { groups, studied } = formulation;
  const context = { scenario: wide, formulation, geography };
  const look = watch(stops);
  let engine: CoreEngine | undefined;

  const rowsById = new Map<string, readonly Row[]>();
  const made = constraintRows(
    context,
    constrained.map((item) => ({ id: identityOf(item), constraint: item.constraint })),
    false,
  );
  for (const item of constrained) rowsById.set(identityOf(item), []);
  for (const row of made) rowsById.set(row.name[0], [...rowsById.get(row.name[0])!, row]);
  const rowsOf = (item: Item): readonly Row[] => {
    const id = identityOf(item);
    let rows = rowsById.get(id);
    if (rows === undefined) rowsById.set(id, (rows = newRows(item, id)));
    return rows;
  };
  const newRows = (item: Item, id: string): readonly Row[] => {
    const name = [id, "", ""] as const;
    const groupsWhere = (test: (person: Staff, g: number) => boolean): Int32Array =>
      Int32Array.from(groups.keys()).filter((g) => test(groups[g]!.members[0]!, g));
    switch (item.kind) {
      case "pin": {
        const who = new Set(item.staffIds);
        const present = (g: number): number => formulation.place[formulation.start[g]!]!; // or waiting, by law
        const held = groupsWhere(({ id: staffId }) => who.has(staffId));
        return [newRow({ name, upper: item.free, groups: held, coefficient: (g, p) => (p === present(g) ? 0 : 1) })];
      }
      case "veto": {
        const [staffId] = item.staffIds;
        const coefficient = (g: number, p: number): number => {
          const [at, person] = [studied[p], groups[g]!.members[0]!];
          return at !== undefined && at.id !== person.positionId && isObjectedTo(person, at) ? 1 : 0;
        };
        return [newRow({ name, upper: 0, groups: groupsWhere((person) => person.id === staffId), coefficient })];
      }
      case "waiver": {
        const coefficient = (g: number, p: number): number => {
          const [at, person] = [studied[p], groups[g]!.members[0]!];
          if (at === undefined || at.id === person.positionId) return 0;
          return waivable?.forbids(item.ruleId, person, at) === true ? 1 : 0;
        };
        const isConcerned = (g: number): boolean => {
          for (let pair = formulation.start[g]!; pair < formulation.start[g + 1]!; pair++)
            if (coefficient(g, formulation.place[pair]!) === 1) return true;
          return false;
        };
        return [newRow({ name, upper: item.most, groups: groupsWhere((_, g) => isConcerned(g)), coefficient })];
      }
      default:
        return constraintRows(context, [{ id, constraint: item.constraint }], false);
    }
  };
  const lazyOf = (list: readonly Item[]): Pick<RowSource, "broken" | "implied"> => {
    const meetings = list.filter(isMeeting);
    return meetingRows(
      wide,
      formulation,
      meetings.flatMap((item) => ("constraint" in item ? [{ id: identityOf(item), constraint: item.constraint }] : [])),
      [...conflicts, ...meetings.flatMap((item) => ("pair" in item ? [{ ...item.pair, id: identityOf(item) }] : []))],
    );
  };

  const witnesses: PairFlow[] = [];
  const knownMisses = new Map<PairFlow, Map<string, number>>();
  const missed = (item: Item, flow: PairFlow): number => {
    let known = knownMisses.get(flow);
    if (known === undefined) knownMisses.set(flow, (known = new Map()));
    const id = identityOf(item);
    let units = known.get(id);
    if (units === undefined) {
      const rows = isMeeting(item)
        ? lazyOf([item])
            .broken(flow)
            .filter(({ name }) => name[0] === id)
        : rowsOf(item);
      const activity = activities(rows, formulation, flow);
      known.set(id, (units = rows.reduce((sum, row, r) => sum + missing(row, activity[r]!), 0)));
    }
    return units;
  };
  const impossibles: ReadonlySet<string>[] = [];
  const blamedIn = (ids: ReadonlySet<string>): ReadonlySet<string> | undefined =>
    impossibles.filter((set) => isSubset(set, ids)).sort((a, b) => a.size - b.size)[0];

  /**
   * The same by one flow on a network, where the items are floors in one another, pins and vetoes: floors are bounds there,
   * pins and vetoes close pairs, or cost what they cost.
   */
  const onNetwork = (
    list: readonly Item[],
    priceOf: (item: Item) => number | undefined,
  ): PairFlow | "impossible" | undefined => {
    if (conflicts.length > 0) return undefined;
    const isPlain = (item: Item): boolean =>
      item.kind === "veto" ||
      (item.kind === "waiver" && item.most === 0 && item.pair === undefined) ||
      (item.kind === "pin" ? item.free === 0 : "constraint" in item && item.constraint.kind === "floor");
    if (!list.every(isPlain)) return undefined;
    const [floors, closing] = [
      list.filter((item) => "constraint" in item),
      list.filter((item) => !("constraint" in item)),
    ];
    const closed = closing.flatMap((item) => rowsOf(item).map((row) => ({ row, price: priceOf(item) })));
    const byGroup = new Map<number, typeof closed>();
    for (const each of closed) for (const g of each.row.groups!) byGroup.set(g, [...(byGroup.get(g) ?? []), each]);
    return leastLackingPlan(
      formulation,
      floors.flatMap((item) => rowsOf(item).map((row) => ({ row, price: priceOf(item) }))),
      (g, p) => {
        let cost = 0;
        for (const { row, price } of byGroup.get(g) ?? []) {
          if (row.coefficient(g, p) === 0) continue;
          if (price === undefined) return undefined;
          cost += price;
        }
        return cost;
      },
    );
  };

  /** Minimises the price of what is missed from a plan that keeps what has no price. */
  const minimise = async (
    from: PairFlow,
    list: readonly Item[],
    priceOf: (row: Row) => number | undefined,
    wanted: "any proof" | "the least" | "little",
  ): Promise<{ flow: PairFlow; value: bigint; blamed: ReadonlySet<string> | undefined } | Stopped> => {
    const source: RowSource = {
      rows: list.flatMap((item) => (isMeeting(item) ? [] : rowsOf(item))),
      ...lazyOf(list),
    };
    const residue = createResidue(formulation, source, from);
    const goal = missingGoal(formulation, priceOf);
    const near = wanted === "little" ? soon(stops, performance.now()) : stops;
    engine ??= await coreEngine(options.engine, stops);
    const toTheEnd = wanted !== "any proof";
    try {
      const { value, bound, stop, multipliers } = await solveGoal(residue, goal, {
        engine: near === stops ? engine : await coreEngine(options.engine, near),
        stops: near,
        report() {},
        isEnough: (outcome) => outcome.value === 0n || (!toTheEnd && outcome.bound > 0n),
      });
      const isProven = bound >= value || value === 0n || (!toTheEnd && bound > 0n);
      const isGivenUp = wanted === "little" && stop === "time" && near.deadline < stops.deadline;
      if (!isProven && !isGivenUp) return stop ?? "time";
      return { flow: residue.flow, value, blamed: toTheEnd ? undefined : blamed(residue, goal, multipliers) };
    } catch (error) {
      if (isBeyondEngine(error)) return "engine";
      throw error;
    }
  };

  const possible = async (list: readonly Item[]): Promise<PairFlow | "impossible" | Stopped> => {
    const witness = witnesses.find((flow) => list.every((item) => missed(item, flow) === 0));
    if (witness !== undefined) return witness;
    const ids = new Set(list.map(identityOf));
    if (blamedIn(ids) !== undefined) return "impossible";
    const stopped = await look(() => {}); // a network answers at once, thousands of times
    if (stopped !== undefined) return stopped;
    const direct = onNetwork(list, (item) => ("constraint" in item ? 1 : undefined));
    if (typeof direct === "object") {
      if (list.every((item) => missed(item, direct) === 0)) {
        witnesses.push(direct);
        return direct;
      }
      impossibles.push(ids);
      return "impossible";
    }
    const nearest = leastOf(witnesses, (flow) => list.reduce((sum, item) => sum + missed(item, flow), 0));
    const found = await minimise(nearest, list, () => 1, "any proof");
    if (typeof found === "string") return found;
    if (found.value > 0n) {
      const suspected = found.blamed ?? ids;
      impossibles.push(new Set([...ids].filter((id) => suspected.has(id))));
      return "impossible";
    }
    witnesses.push(found.flow);
    return found.flow;
  };
  witnesses.push(everyoneStays(formulation));

  return {
    scenario: wide,
    formulation,
    possible,
    async least(hard, bent, isExact) {
      const from = await possible(hard);
      if (typeof from === "string") return from;
      const direct = onNetwork([...hard, ...bent.keys()], (item) => bent.get(item));
      if (typeof direct === "object") {
        witnesses.push(direct);
        return direct;
      }
      const prices = new Map([...bent].map(([item, price]) => [identityOf(item), price]));
      const found = await minimise(
        from,
        [...hard, ...bent.keys()],
        ({ name }) => prices.get(name[0]),
        isExact ? "the least" : "little",
      );
      if (typeof found === "string") return found;
      witnesses.push(found.flow);
      return found.flow;
    },
    blamed(list) {
      const ids = blamedIn(new Set(list.map(identityOf)));
      return ids === undefined ? list : list.filter((item) => ids.has(identityOf(item)));
    },
    missed,
    placements: (flow) => formulation.readBack(flow),
  };
}

/** What an item is called: its place in the order, and how much it asks. */
export function identityOf(item: Item): string {
  if (item.kind === "waiver") return `${item.key} ${item.most}`;
  if (item.kind === "pin") return `${item.key} ${item.free}`;
  return "constraint" in item && "value" in item.constraint
    ? `${item.key} ${JSON.stringify(item.constraint.value)}`
    : item.key;
}

/** Whether the rows of an item are made where a plan breaks them. */
function isMeeting(item: Item): item is ConstraintItem | (WaiverItem & { readonly pair: ConflictPair }) {
  if (item.kind === "waiver") return item.pair !== undefined;
  return "constraint" in item && (item.constraint.kind === "together" || item.constraint.kind === "apart");
}

function missingGoal(formulation: Formulation, priceOf: (row: Row) => number | undefined): Goal {
  return {
    constant: 0n,
    pairCosts: () => undefined,
    ofPosition: () => undefined,
    ofUnit: () => undefined,
    missingCost: (row) => (row.relief !== undefined ? undefined : priceOf(row)),
    value(flow, rows) {
      const priced = rows.filter((row) => row.relief === undefined && priceOf(row) !== undefined);
      const activity = activities(priced, formulation, flow);
      return priced.reduce((sum, row, r) => sum + BigInt(priceOf(row)!) * BigInt(missing(row, activity[r]!)), 0n);
    },
  };
}

function withoutPins(scenario: Scenario, pinned: ReadonlySet<string>): Scenario {
  if (pinned.size === 0) return scenario;
  const staff = scenario.staff.map((person) => (pinned.has(person.id) ? { ...person, fixed: false } : person));
  return createScenario({ ...inputOf(scenario), staff });
}

function isSubset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size <= b.size && [...a].every((each) => b.has(each));
}

function leastOf<T>(list: readonly T[], of: (item: T) => number): T {
  const values = list.map(of);
  return list[values.indexOf(Math.min(...values))]!;
}
