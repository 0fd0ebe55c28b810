/** Who is whose relative, and which two seats are too close for relatives. */
import type { KinshipScope, Position, Scenario } from "../scenario/index.js";

/** What decides about closeness. */
export interface Seat {
  readonly unitId: string;
  /** The unit above that unit; `null` where it stands at the top. */
  readonly aboveUnitId: string | null;
  readonly kind: NonNullable<Position["kind"]> | null;
  readonly echelon: string | null;
}

/** The seat that a position is. */
export function seatOf(scenario: Scenario, { unitId, kind, echelon }: Position): Seat {
  const aboveUnitId = scenario.unitById.get(unitId)!.parentUnitId ?? null;
  return { unitId, aboveUnitId, kind: kind ?? null, echelon: echelon ?? null };
}

/**
 * Whether relatives on these two seats are too close; `undefined` where the records of the posts do not tell.
 *
 * `unit`: both in one unit. `directSupervision`: one heads the other, which a structural post does to the posts of its
 * unit that are not structural or stand on another echelon, and to the structural posts of the units directly below.
 */
export function areTooClose(scope: KinshipScope, a: Seat, b: Seat): boolean | undefined {
  if (a.unitId === b.unitId) return scope === "unit" ? true : oneHeadsTheOther(a, b);
  if (scope === "unit") return false;
  if (a.unitId === b.aboveUnitId || b.unitId === a.aboveUnitId) return areBothStructural(a, b);
  return false;
}

/** Of two seats in one unit. */
function oneHeadsTheOther(a: Seat, b: Seat): boolean | undefined {
  const structural = [a, b].filter(({ kind }) => kind === "structural").length;
  const untold = [a, b].filter(({ kind }) => kind === null).length;
  if (structural === 2) {
    return a.echelon === null || b.echelon === null ? undefined : a.echelon !== b.echelon;
  }
  if (structural === 1) return untold === 1 ? undefined : true;
  return untold > 0 ? undefined : false;
}

/** Of two seats in a unit and the unit above it. */
function areBothStructural(a: Seat, b: Seat): boolean | undefined {
  const kinds = [a.kind, b.kind];
  if (kinds.every((kind) => kind === "structural")) return true;
  return kinds.every((kind) => kind === "structural" || kind === null) ? undefined : false;
}

const known = new WeakMap<Scenario, ReadonlyMap<string, readonly string[]>>();

/** The relatives of everyone who has any, by staff id, in id order: one of the two records suffices. */
export function relativesIn(scenario: Scenario): ReadonlyMap<string, readonly string[]> {
  const kept = known.get(scenario);
  if (kept !== undefined) return kept;
  const found = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    const ids = found.get(from);
    if (ids === undefined) found.set(from, new Set([to]));
    else ids.add(to);
  };
  for (const { id, relatives = [] } of scenario.staff) {
    for (const relative of relatives) {
      if (relative === id) continue;
      add(id, relative);
      add(relative, id);
    }
  }
  const relatives = new Map(Array.from(found, ([id, ids]) => [id, [...ids].sort()] as const));
  known.set(scenario, relatives);
  return relatives;
}
