/** Joins the scores of a ranking to the people of a scenario that is still plain data. */
import { openDoor } from "../door/index.js";
import type { ScenarioInput, Staff } from "../scenario/index.js";
import type { Ranking } from "./ranking.js";
import { checkRanking } from "./read-ranking.js";

/**
 * The same input with `merit` of everyone who is ranked: the score, 0 … 100. The others keep what they have, so that
 * several rankings (one a post, say) can be joined one after another. Nothing is changed in place. What `input` itself
 * holds is checked by `createScenario`. O(staff + people).
 *
 * @throws ScenarioError `merit/not-a-ranking`, `merit/unknown-id` (someone is ranked who is not among the staff),
 * `merit/missing-value`, `merit/wrong-type`
 */
export function withMerit(input: ScenarioInput, ranking: Ranking): ScenarioInput {
  const door = openDoor("merit");
  if (!checkRanking(door, ranking)) door.close();
  const given = (input as Partial<ScenarioInput> | null | undefined)?.staff;
  const staff = door.list(given, ["input", "staff"], "people") as readonly (Staff | null | undefined)[];
  door.close();
  const known = new Set(staff.map((person) => person?.id).filter((id) => typeof id === "string"));
  for (const [k, { id }] of ranking.people.entries()) {
    door.knownPerson(id, ["ranking", "people", k, "id"], known, "the id of anyone among the staff");
  }
  door.close();
  const scores = new Map(ranking.people.map(({ id, score }) => [id, score]));
  const join = (person: Staff | null | undefined): Staff => {
    const merit = scores.get(person?.id ?? "");
    return merit === undefined ? person! : { ...person!, merit };
  };
  return { ...input, staff: Array.from(staff, join) };
}
