/**
 * Conditions as the verifier prices them: by the name that a certificate gives to a row, what each person at each place counts
 * there and within which bounds. Written from what conditions say, apart from the rows that the solver uses.
 */
import type { Position, Scenario, Staff } from "../scenario/index.js";
import { type ConflictPair, conflictingSets, conflictPairs } from "./conflicts.js";
import type { Constraint, PlanEvent } from "./constraints/types.js";
import type { Geography } from "./geography.js";
import type { PlanSettings } from "./types.js";
import { capAt, floorAt, isOfTrait, losesPost, nodeIdOf, nodes, unitsAbove } from "./verify-constraints.js";
import { exact } from "./verify-measures.js";
import type { Way } from "./ways.js";

/** One row over all people who are counted. */
export interface PricedRow {
  readonly lower: number;
  readonly upper: number;
  /** Wanted, not demanded: each person missing costs 1 on the level `floors`. */
  readonly isSoft: boolean;
  /** Whether a person can count at all; absent: anybody. */
  concerns?(person: Staff): boolean;
  /** Ids of positions where people can count; absent: anywhere. */
  readonly places?: ReadonlySet<string>;
  /** What a person at a place counts; `null`: waiting. */
  count(person: Staff, at: Position | null): number;
  /** In place of that, where a row looks at ways alone: what anybody counts who takes one. */
  ofWay?(way: Way): number;
}

/** People whom conditions or exemptions from rules call by name: their records alone do not say what they count. */
export function peopleByName(scenario: Scenario, { constraints = [], unknown }: PlanSettings): Set<string> {
  return new Set([
    ...conflictPairs(scenario, unknown).flatMap(({ staffIds }) => staffIds),
    ...(scenario.rules?.rules ?? []).flatMap(({ appliesTo }) => appliesTo?.exceptStaffIds ?? []),
    ...constraints.flatMap((constraint) => {
      if (constraint.kind === "together" || constraint.kind === "apart") return constraint.staffIds;
      return constraint.kind === "ifThen" ? [constraint.if.staffId, constraint.then.staffId] : [];
    }),
  ]);
}

/** Reads the rows that a certificate names; `undefined` for a name that stands for nothing. */
export function rowReader(
  scenario: Scenario,
  settings: PlanSettings,
  geography: Geography,
): (constraint: string, node: string, detail: string) => PricedRow | undefined {
  const byId = new Map<string, Constraint>(
    (settings.constraints ?? []).map((constraint, k) => [constraint.id ?? `constraint-${k + 1}`, constraint]),
  );
  if (settings.maxMoves !== undefined) byId.set("maxMoves", { kind: "budget", of: "moves", value: settings.maxMoves });
  const isMoved = (person: Staff, at: Position | null): boolean =>
    at !== null && person.positionId !== null && person.positionId !== at.id;
  const row = (shape: Partial<PricedRow> & Pick<PricedRow, "count">): PricedRow => ({
    lower: -Infinity,
    upper: Infinity,
    isSoft: false,
    ...shape,
  });
  const conflicts = new Map(
    conflictPairs(scenario, settings.unknown).map((pair) => [
      JSON.stringify([pair.id, JSON.stringify(pair.staffIds)]),
      pair,
    ]),
  );
  return (id, nodeId, detail) => {
    const pair = conflicts.get(JSON.stringify([id, nodeId]));
    if (pair !== undefined) return conflictRow(scenario, pair, detail, row);
    if (id === "floors") {
      const position = scenario.positionById.get(nodeId);
      if (settings.floors !== "hard" || position === undefined) return undefined;
      const places = new Set([nodeId]);
      return row({ lower: position.minimum ?? 0, places, count: (_, at) => (at === position ? 1 : 0) });
    }
    const constraint = byId.get(id);
    if (constraint === undefined) return undefined;
    if (constraint.kind === "ifThen") return ifThenRow(scenario, constraint.if, constraint.then, row);
    if (constraint.kind === "together" || constraint.kind === "apart") {
      const kind = constraint.node ?? "unit";
      const isThere = (at: Position | null): number => (nodeIdOf(scenario, at, kind) === nodeId ? 1 : 0);
      const [first, ...others] = [...constraint.staffIds].sort();
      const uncounted = (staffId: string): number => {
        const at = positionOf(scenario, staffId);
        return at?.required === null ? isThere(at) : 0;
      };
      if (constraint.kind === "apart") {
        const settled = constraint.staffIds.reduce((sum, staffId) => sum + uncounted(staffId), 0);
        const named = new Set(constraint.staffIds);
        if (nodeId === "") return undefined;
        const concerns = (person: Staff): boolean => named.has(person.id);
        return row({ upper: 1 - settled, concerns, count: (person, at) => (concerns(person) ? isThere(at) : 0) });
      }
      if (!others.includes(detail)) return undefined;
      const net = uncounted(detail) - uncounted(first!);
      const sign = (staffId: string): number => (staffId === first ? 1 : staffId === detail ? -1 : 0);
      const concerns = (person: Staff): boolean => sign(person.id) !== 0;
      return row({ lower: net, upper: net, concerns, count: (person, at) => sign(person.id) * isThere(at) });
    }
    const isGlobal = constraint.kind === "budget" && constraint.node === undefined;
    const found = isGlobal
      ? { positions: scenario.positions.filter(({ required }) => required !== null) }
      : nodes(scenario, constraint.node!).find((node) => node.id === nodeId);
    if (found === undefined || (isGlobal && nodeId !== "")) return undefined;
    const { positions } = found;
    const inside = new Set(positions.map((position) => position.id));
    const isAt = (at: Position | null): boolean => at !== null && inside.has(at.id);
    const isFrom = ({ positionId }: Staff): boolean => positionId !== null && inside.has(positionId);
    switch (constraint.kind) {
      case "floor": {
        const lower = floorAt(scenario, constraint.value, positions);
        return row({ lower, isSoft: constraint.hard === false, places: inside, count: (_, at) => (isAt(at) ? 1 : 0) });
      }
      case "inflowCap":
        return row({
          upper: capAt(scenario, constraint.value, positions),
          places: inside,
          count: (person, at) => (isAt(at) && !isFrom(person) ? 1 : 0),
        });
      case "outflowCap": {
        const decides = (person: Staff): boolean => isFrom(person) && !losesPost(scenario, person);
        return row({
          upper: capAt(scenario, constraint.value, positions),
          concerns: decides,
          count: (person, at) => (isFrom(person) && !isAt(at) && decides(person) ? 1 : 0),
        });
      }
      case "mix": {
        const holds = (person: Staff): number => (isOfTrait(scenario, person, constraint.of) ? 1 : 0);
        if (typeof constraint.value === "number")
          return row({
            lower: constraint.value,
            places: inside,
            count: (person, at) => (isAt(at) ? holds(person) : 0),
          });
        const [top, bottom] = lowest(...exact(constraint.value.percent));
        return row({ lower: 0, places: inside, count: (person, at) => (isAt(at) ? bottom * holds(person) - top : 0) });
      }
      case "budget": {
        const isPaid = (person: Staff): boolean => isGlobal || isFrom(person);
        if (constraint.of === "moves") {
          const upper = capAt(scenario, constraint.value, positions);
          return row({
            upper,
            concerns: isPaid,
            count: (person, at) => (isPaid(person) && isMoved(person, at) ? 1 : 0),
          });
        }
        const spend = spending(constraint, geography, isMoved);
        const [top, bottom] = exact(constraint.value as number);
        const upper = Number((top * (constraint.of === "distance" ? 1_000_000n : 1n)) / bottom);
        return row({ upper, concerns: isPaid, count: (person, at) => (isPaid(person) ? spend(person, at) : 0) });
      }
    }
  };
}

/** Percent as a fraction in lowest terms: numerator, denominator. */
function lowest(top: bigint, bottom: bigint): [number, number] {
  let [a, b] = [top, 100n * bottom];
  while (b !== 0n) [a, b] = [b, a % b];
  return [Number(top / a), Number((100n * bottom) / a)];
}

function spending(
  { of, perMove = 0, perKilometre = 0 }: Extract<Constraint, { kind: "budget" }>,
  geography: Geography,
  isMoved: (person: Staff, at: Position | null) => boolean,
): (person: Staff, at: Position | null) => number {
  const [a, b] = exact(perMove);
  const [c, d] = exact(perKilometre);
  const bottom = b * d * 1_000_000n;
  return (person, at) => {
    if (at === null || at.id === person.positionId) return 0;
    const millimetres = geography.distanceTo(person, at) ?? 0;
    if (of === "distance") return millimetres;
    const top = (isMoved(person, at) ? a * d * 1_000_000n : 0n) + c * b * BigInt(millimetres);
    return Number((2n * top + bottom) / (2n * bottom));
  };
}

function positionOf(scenario: Scenario, staffId: string): Position | null {
  const { positionId } = scenario.staffById.get(staffId)!;
  return positionId === null ? null : scenario.positionById.get(positionId)!;
}

function ifThenRow(
  scenario: Scenario,
  cause: PlanEvent,
  effect: PlanEvent,
  row: (shape: Partial<PricedRow> & Pick<PricedRow, "count">) => PricedRow,
): PricedRow {
  const happens = (event: PlanEvent, person: Staff, at: Position | null): number => {
    if (person.id !== event.staffId) return 0;
    if ("moves" in event) return (person.positionId !== (at?.id ?? null)) === event.moves ? 1 : 0;
    if ("positionId" in event) return at?.id === event.positionId ? 1 : 0;
    return at !== null && unitsAbove(scenario, at.unitId).includes(event.unitId) ? 1 : 0;
  };
  const uncounted = (event: PlanEvent): number => {
    const at = positionOf(scenario, event.staffId);
    return at?.required === null ? happens(event, scenario.staffById.get(event.staffId)!, at) : 0;
  };
  return row({
    lower: uncounted(cause) - uncounted(effect),
    concerns: ({ id }) => id === cause.staffId || id === effect.staffId,
    count: (person, at) => happens(effect, person, at) - happens(cause, person, at),
  });
}

/** At most one of two people on sets of positions that are in conflict; `detail` names the two where they met. */
function conflictRow(
  scenario: Scenario,
  pair: ConflictPair,
  detail: string,
  row: (shape: Partial<PricedRow> & Pick<PricedRow, "count">) => PricedRow,
): PricedRow | undefined {
  const b = scenario.positions.find(({ id }) => detail.endsWith(`,${JSON.stringify(id)}]`));
  if (b === undefined) return undefined;
  const today = [positionOf(scenario, pair.staffIds[0]), positionOf(scenario, pair.staffIds[1])] as const;
  const studied = scenario.positions.filter(({ required }) => required !== null);
  const sets = conflictingSets(pair, today, b, studied);
  const settled = today.filter((at, k) => at?.required === null && sets[k]!.has(at)).length;
  return row({
    upper: 1 - settled,
    concerns: ({ id }) => pair.staffIds.includes(id),
    count: ({ id }, at) => (at !== null && sets[pair.staffIds.indexOf(id)]?.has(at) === true ? 1 : 0),
  });
}
