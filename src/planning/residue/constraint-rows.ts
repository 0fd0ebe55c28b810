/**
 * Constraints as rows. Each kind is one small function from the constraint and a node to a row; groups are split before, so
 * that all members of a group have the same coefficients (`split-groups.ts`).
 */
import type { Scenario, Staff } from "../../scenario/index.js";
import { capOf, floorOf, moneyOf, ratioOf, scaledFloor } from "../constraints/amounts.js";
import { contentOf } from "../constraints/cross-checks.js";
import { type NodePlaces, nodeReader } from "../constraints/nodes.js";
import { hasTrait } from "../constraints/traits.js";
import type {
  BudgetConstraint,
  FloorConstraint,
  IfThenConstraint,
  InflowCap,
  MixConstraint,
  NamedConstraint,
  OutflowCap,
  PlanEvent,
} from "../constraints/types.js";
import type { Formulation } from "../formulate.js";
import type { Geography } from "../geography.js";
import type { Row, RowName } from "./rows.js";

/** Everything that rows are made from. */
export interface RowContext {
  readonly scenario: Scenario;
  readonly formulation: Formulation;
  readonly geography: Geography;
}

/** A row with the usual defaults. */
type RowShape = Pick<Row, "name" | "coefficient"> & Partial<Row>;

/** Makes a row of what is not as usual: no bounds, whole people, demanded, of all groups and places. */
export function newRow(shape: RowShape): Row {
  return { lower: -Infinity, upper: Infinity, unit: 1, isSoft: false, groups: undefined, places: undefined, ...shape };
}

/**
 * The rows of all constraints but `together` and `apart` (`meeting-rows.ts`), and of hard minimums of positions where
 * `minimums` says so; in an order that does not depend on that of the constraints. Rows that hold whatever happens are left out.
 */
export function constraintRows(
  context: RowContext,
  constraints: readonly NamedConstraint[],
  minimums: boolean,
): readonly Row[] {
  const { scenario, formulation } = context;
  const { studied, settled, groups } = formulation;
  const nodesOf = nodeReader(scenario, studied);
  const indexOf = new Map(studied.map(({ id }, p) => [id, p]));
  const settledAt = new Int32Array(studied.length);
  for (const { at } of settled) if (at !== null) settledAt[indexOf.get(at.id)!]!++;
  const rows: Row[] = [];

  const groupsWhere = (test: (g: number) => boolean): Int32Array =>
    Int32Array.from(groups.keys()).filter((g) => test(g));
  const isFrom = ({ inside }: NodePlaces, g: number): boolean => groups[g]!.from >= 0 && inside[groups[g]!.from] === 1;
  const placesIn = ({ inside }: NodePlaces): Int32Array =>
    Int32Array.from(inside.keys()).filter((p) => inside[p] === 1);
  const settledIn = ({ inside }: NodePlaces, test?: (person: Staff) => boolean): number => {
    if (test === undefined) return settledAt.reduce((sum, people, p) => sum + inside[p]! * people, 0);
    return settled.filter(({ person, at }) => at !== null && inside[indexOf.get(at.id)!] === 1 && test(person)).length;
  };
  const today = ({ inside }: NodePlaces): number =>
    studied.reduce((sum, { id }, p) => sum + inside[p]! * scenario.incumbentsByPosition.get(id)!.length, 0);

  const floorRow = (name: RowName, node: NodePlaces, value: number, isSoft: boolean): Row =>
    newRow({ name, lower: value - settledIn(node), isSoft, places: placesIn(node), coefficient: () => 1 });

  const floors = (id: string, { node, value, hard = true }: FloorConstraint): Row[] =>
    nodesOf(node).map((each) => floorRow([id, each.id, ""], each, floorOf(value, today(each)), !hard));

  const inflow = (id: string, { node, value }: InflowCap): Row[] =>
    nodesOf(node).map((each) =>
      newRow({
        name: [id, each.id, ""],
        upper: capOf(value, today(each)),
        places: placesIn(each),
        coefficient: (g) => (isFrom(each, g) ? 0 : 1),
      }),
    );

  const outflow = (id: string, { node, value }: OutflowCap): Row[] =>
    nodesOf(node).map((each) =>
      newRow({
        name: [id, each.id, ""],
        upper: capOf(value, today(each)),
        groups: groupsWhere((g) => isFrom(each, g) && groups[g]!.mayStay), // a law is not capped
        coefficient: (_, p) => 1 - each.inside[p]!,
      }),
    );

  const mix = (id: string, { node, of, value }: MixConstraint): Row[] => {
    const flags = Uint8Array.from(groups, ({ members }) => (hasTrait(scenario, members[0]!, of) ? 1 : 0));
    const hasIt = (person: Staff): boolean => hasTrait(scenario, person, of);
    return nodesOf(node).map((each) => {
      const shared = { name: [id, each.id, ""] as const, places: placesIn(each) };
      const settledWith = settledIn(each, hasIt);
      if (typeof value === "number")
        return newRow({ ...shared, lower: value - settledWith, coefficient: (g) => flags[g]! });
      const { part, whole } = ratioOf((value as { percent: number }).percent);
      const constant = whole * settledWith - part * settledIn(each);
      return newRow({ ...shared, unit: whole, lower: 0 - constant, coefficient: (g) => whole * flags[g]! - part });
    });
  };

  const budget = (id: string, { of, node, perMove = 0, perKilometre = 0, value }: BudgetConstraint): Row[] => {
    const nodes: (NodePlaces | undefined)[] = node === undefined ? [undefined] : [...nodesOf(node)];
    const money = moneyOf(perMove, perKilometre);
    const isMove = (g: number, p: number): boolean =>
      groups[g]!.from >= 0 && p !== groups[g]!.from && p < studied.length;
    const distance = (g: number, p: number): number => {
      const { from, members } = groups[g]!;
      if (p === studied.length || p === from) return 0;
      return context.geography.distanceTo(members[0]!, studied[p]!) ?? 0;
    };
    return nodes.map((each) => {
      const groupsOf = each === undefined ? undefined : groupsWhere((g) => isFrom(each, g));
      const shared = { name: [id, each?.id ?? "", ""] as const, groups: groupsOf };
      const holders =
        each === undefined
          ? studied.reduce((sum, position) => sum + scenario.incumbentsByPosition.get(position.id)!.length, 0)
          : today(each);
      if (of === "moves")
        return newRow({ ...shared, upper: capOf(value, holders), coefficient: (g, p) => (isMove(g, p) ? 1 : 0) });
      if (of === "distance")
        return newRow({
          ...shared,
          unit: 1_000_000,
          upper: scaledFloor(value as number, 1_000_000),
          coefficient: distance,
        });
      const coefficient = (g: number, p: number): number => money(isMove(g, p), distance(g, p));
      return newRow({ ...shared, upper: scaledFloor(value as number, 1), coefficient });
    });
  };

  const settledPlace = new Map(
    settled.map(({ person, at }) => [person.id, at === null ? studied.length : indexOf.get(at.id)!]),
  );
  const groupOfPerson = new Map(groups.flatMap(({ members }, g) => members.map(({ id }) => [id, g] as const)));
  const isBelow = (unitId: string): Uint8Array => nodesOf({ unitId })[0]!.inside;
  /** What happens to a person of the network at a place; and to one who stays for sure. */
  const eventOf = (event: PlanEvent): { group: number; at(place: number): number; constant: number } => {
    const person = scenario.staffById.get(event.staffId)!;
    const group = groupOfPerson.get(event.staffId) ?? -1;
    const present = person.positionId === null ? studied.length : (indexOf.get(person.positionId) ?? -1);
    const at = ((): ((place: number) => number) => {
      if ("moves" in event) return (p) => ((p !== present) === event.moves ? 1 : 0);
      if ("positionId" in event) return (p) => (studied[p]?.id === event.positionId ? 1 : 0);
      const inside = isBelow(event.unitId);
      return (p) => inside[p] ?? 0;
    })();
    if (group >= 0) return { group, at, constant: 0 };
    const kept = settledPlace.get(event.staffId);
    return { group, at, constant: kept === undefined ? settledEvent(scenario, person, event) : at(kept) };
  };
  const ifThen = (id: string, constraint: IfThenConstraint): Row[] => {
    const [cause, effect] = [eventOf(constraint.if), eventOf(constraint.then)];
    const involved = [...new Set([cause.group, effect.group])].filter((g) => g >= 0).sort((a, b) => a - b);
    return [
      newRow({
        name: [id, "", ""],
        lower: cause.constant - effect.constant,
        groups: Int32Array.from(involved),
        coefficient: (g, p) => (g === effect.group ? effect.at(p) : 0) - (g === cause.group ? cause.at(p) : 0),
      }),
    ];
  };

  if (minimums) {
    studied.forEach(({ id, minimum = 0 }) => {
      const node = nodesOf({ positionId: id })[0]!;
      if (minimum > 0) rows.push(floorRow(["floors", id, ""], node, minimum, false));
    });
  }
  const rowsOf = ({ id, constraint }: NamedConstraint): readonly Row[] => {
    switch (constraint.kind) {
      case "floor":
        return floors(id, constraint);
      case "inflowCap":
        return inflow(id, constraint);
      case "outflowCap":
        return outflow(id, constraint);
      case "mix":
        return mix(id, constraint);
      case "budget":
        return budget(id, constraint);
      case "ifThen":
        return ifThen(id, constraint);
      default: // meeting-rows.ts
        return [];
    }
  };
  const ordered = constraints
    .map((named) => ({ named, content: contentOf(named.constraint) }))
    .sort((a, b) => (a.content < b.content ? -1 : 1));
  return rows.concat(ordered.flatMap(({ named }) => rowsOf(named)));
}

/** An event of a person on a post that nobody studied, who stays there. */
function settledEvent(scenario: Scenario, person: Staff, event: PlanEvent): number {
  if ("moves" in event) return event.moves ? 0 : 1;
  if ("positionId" in event) return person.positionId === event.positionId ? 1 : 0;
  let at: string | undefined = scenario.positionById.get(person.positionId!)!.unitId;
  while (at !== undefined && at !== event.unitId) at = scenario.unitById.get(at)!.parentUnitId;
  return at === undefined ? 0 : 1;
}
