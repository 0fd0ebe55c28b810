/**
 * The gates that are no rules but facts of the plan: who is pinned, which posts take nobody in, and posts whose workload
 * nobody has studied. They hold whatever the rule pack says.
 */
import type { RuleText, Position, Scenario, Staff } from "../scenario/index.js";

/** A gate that is shut. */
export interface ShutGate {
  readonly gate: "fixed" | "leavesUnstudied" | "notStudied" | "overFull";
  readonly text: RuleText;
}

/** The gates that keep a person where he or she is (or waiting), whatever the destination. */
export function gatesOfPerson(scenario: Scenario, person: Staff): ShutGate[] {
  const shut: ShutGate[] = [];
  if (person.fixed === true) {
    shut.push({ gate: "fixed", text: { id: "ditetapkan tidak dipindahkan", en: "the person is fixed" } });
  }
  const held = person.positionId === null ? undefined : scenario.positionById.get(person.positionId);
  if (held?.required === null) {
    const text = { id: "jabatan asal belum dianalisis", en: "the present post has no workload study" };
    shut.push({ gate: "leavesUnstudied", text });
  }
  return shut;
}

/** The gates of a post that takes nobody in. */
export function gatesOfPost(scenario: Scenario, position: Position): ShutGate[] {
  const shut: ShutGate[] = [];
  if (position.required === null) {
    const text = { id: "jabatan tujuan belum dianalisis", en: "the post has no workload study" };
    shut.push({ gate: "notStudied", text });
  }
  if (scenario.incumbentsByPosition.get(position.id)!.length > position.capacity) {
    const text = { id: "pemangku melebihi formasi", en: "the post has more holders than its capacity" };
    shut.push({ gate: "overFull", text });
  }
  return shut;
}
