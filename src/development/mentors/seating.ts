/** Where everyone is under the plan, how units lie to one another, and what each person brings to a job. */
import { plainText, type Position, type Scenario, type Staff } from "../../scenario/index.js";
import type { Placement } from "../../planning/index.js";
import type { MentoringSettings, UnitRelation } from "./types.js";

/** The post of everyone under the plan; `null` for people who wait. */
export type Seating = (person: Staff) => Position | null;

/** Everyone where the scenario has them, but for `moves`. */
export function seatingAfter(scenario: Scenario, moves: readonly Placement[]): Seating {
  const moved = new Map(moves.map(({ staffId, positionId }) => [staffId, positionId]));
  return ({ id, positionId }) => {
    const at = moved.has(id) ? moved.get(id)! : positionId;
    return at === null ? null : scenario.positionById.get(at)!;
  };
}

/** A unit within reach of another. */
export interface NearUnit {
  readonly unitId: string;
  readonly relation: UnitRelation;
}

const ORDER: readonly UnitRelation[] = ["sameUnit", "neighbour", "agency"];

/** The units within reach of each, nearest first, then by id. Made once a unit. */
export function unitsInReach(scenario: Scenario, reach: MentoringSettings["reach"]): (unitId: string) => NearUnit[] {
  const below = new Map<string, string[]>();
  const inAgency = new Map<string, string[]>();
  const push = (lists: Map<string, string[]>, key: string, unitId: string): void => {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [unitId]);
    else list.push(unitId);
  };
  for (const { id, agencyId, parentUnitId } of scenario.units) {
    if (parentUnitId !== undefined) push(below, parentUnitId, id);
    push(inAgency, agencyId, id);
  }
  const known = new Map<string, NearUnit[]>();
  return (unitId) => {
    const before = known.get(unitId);
    if (before !== undefined) return before;
    const { agencyId, parentUnitId } = scenario.unitById.get(unitId)!;
    const found = new Map<string, UnitRelation>([[unitId, "sameUnit"]]);
    const add = (ids: readonly string[], relation: UnitRelation): void => {
      for (const id of ids) if (!found.has(id)) found.set(id, relation);
    };
    if (reach !== "unit") {
      add(parentUnitId === undefined ? [] : [parentUnitId, ...below.get(parentUnitId)!], "neighbour");
      add(below.get(unitId) ?? [], "neighbour");
    }
    if (reach === "agency") add(inAgency.get(agencyId)!, "agency");
    const near = Array.from(found, ([id, relation]) => ({ unitId: id, relation })).sort(
      (a, b) => ORDER.indexOf(a.relation) - ORDER.indexOf(b.relation) || (a.unitId < b.unitId ? -1 : 1),
    );
    known.set(unitId, near);
    return near;
  };
}

/** Whether two posts are the same job: by job family where both name one, else by title. */
export function isSameJob(a: Position, b: Position): boolean {
  if (a.jobFamily !== undefined && b.jobFamily !== undefined) return plainText(a.jobFamily) === plainText(b.jobFamily);
  return plainText(a.title) === plainText(b.title);
}

/**
 * Since when somebody is in the job of the post held under the plan: the day on record where the job stays the same, the
 * day of the plan where it is a new one; `undefined` where no day is recorded.
 */
export function inJobSince(scenario: Scenario, person: Staff, post: Position): string | undefined {
  if (person.positionId === post.id) return person.positionSince;
  const before = person.positionId === null ? undefined : scenario.positionById.get(person.positionId)!;
  return before !== undefined && isSameJob(before, post) ? person.positionSince : scenario.asOf;
}
