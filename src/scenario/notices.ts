/** What is unusual but real in a valid scenario: nothing is refused for it, nobody is kept in the dark about it. */
import type { Issue } from "../errors/index.js";
import { unmetRequirements } from "./requirements.js";
import type { Position, Staff } from "./types.js";

/**
 * Notices in input order. Codes: `scenario/no-staff`, `scenario/over-capacity`, `scenario/not-studied`,
 * `scenario/requirement-unmet` (an incumbent fails the post's own requirements; missing data are not a failure).
 */
export function scenarioNotices(
  positions: readonly Position[],
  staff: readonly Staff[],
  incumbents: ReadonlyMap<string, readonly Staff[]>,
): Issue[] {
  const notices: Issue[] = [];
  if (staff.length === 0) {
    notices.push({ code: "scenario/no-staff", path: ["staff"], message: "there is nobody on the staff list" });
  }
  positions.forEach((position, index) => {
    const held = incumbents.get(position.id)!.length;
    if (held > position.capacity) {
      notices.push({
        code: "scenario/over-capacity",
        path: ["positions", index, "capacity"],
        message: `${held} people hold ${JSON.stringify(position.id)}, which may hold ${position.capacity}: nobody is forced out, anyone may leave, nobody enters`,
      });
    }
    if (position.required === null) {
      notices.push({
        code: "scenario/not-studied",
        path: ["positions", index, "required"],
        message: `${JSON.stringify(position.id)} has no workload study: nobody enters or leaves it and nobody in it is counted${position.minimum === undefined || position.minimum === 0 ? "" : "; its floor is not watched"}`,
      });
    }
  });
  const positionById = new Map(positions.map((position) => [position.id, position]));
  staff.forEach((person, index) => {
    const position = person.positionId === null ? undefined : positionById.get(person.positionId);
    const failed = unmetRequirements(person, position?.requirements).filter(({ verdict }) => verdict === "forbidden");
    for (const { text } of failed) {
      notices.push({
        code: "scenario/requirement-unmet",
        path: ["staff", index, "positionId"],
        message: `the holder of ${JSON.stringify(person.positionId)} does not meet its own requirements: ${text.en}; staying stays possible`,
      });
    }
  });
  return notices;
}
