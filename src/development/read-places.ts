/** Where people are: today, or under a plan that a caller hands in. */
import type { Door, Path } from "../door/index.js";
import { type Scenario, show } from "../scenario/index.js";
import { rowsOf, someFields } from "./own-fields.js";

/** What is read of a plan: one place for everyone, `null` for those who wait. Every plan with placements has it. */
export interface Placed {
  readonly placements: readonly { readonly staffId: string; readonly positionId: string | null }[];
}

const MOST_PEOPLE = 10_000_000;

/**
 * The position of everyone, by person. Without a plan: today's. Issues (all `development/…`): `no-placements` (a plan that
 * places nobody), `missing-value` (somebody has no place), `duplicate-id`, `unknown-id`, `wrong-type`. O(people).
 */
export function readPlaces(
  plan: unknown,
  { staff, staffById, positionById }: Scenario,
  door: Door,
  path: Path,
): ReadonlyMap<string, string | null> {
  if (plan === undefined) return new Map(staff.map(({ id, positionId }) => [id, positionId]));
  const places = new Map<string, string | null>();
  // A plan has many more fields: they are not read, and so not refused.
  const before = door.issues.length;
  const fields = someFields(door, plan, path, ["placements"]);
  if (door.issues.length > before) return places;
  if (fields["placements"] === undefined) {
    door.report(
      "no-placements",
      path,
      "this plan places nobody",
      "a plan that is infeasible or was not found has no places",
    );
    return places;
  }
  const at = [...path, "placements"];
  for (const [k, row] of rowsOf(door, fields["placements"], at, "places", MOST_PEOPLE)) {
    const { staffId, positionId } = someFields(door, row, [...at, k], ["staffId", "positionId"]);
    if (!door.knownPerson(staffId, [...at, k, "staffId"], staffById, "the id of anyone among the staff")) continue;
    if (positionId !== null && !positionById.has(positionId as string)) {
      door.known(positionId, [...at, k, "positionId"], positionById, "the id of any of the positions");
      continue;
    }
    if (places.has(staffId as string)) {
      door.report("duplicate-id", [...at, k, "staffId"], `${show(staffId)} has a place already`);
    } else places.set(staffId as string, positionId as string | null);
  }
  const without = staff.filter(({ id }) => !places.has(id));
  if (without.length > 0 && door.issues.length === 0) {
    const message = `${show(without[0]!.id)} has no place, not even among the waiting`;
    const more = without.length > 1 ? ` (and ${without.length - 1} more)` : "";
    door.report("missing-value", at, `${message}${more}`, "this is the plan of another scenario");
  }
  return places;
}
