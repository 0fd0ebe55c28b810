/**
 * Who is part of the network: people who may go somewhere else, grouped where they are interchangeable. The others are
 * settled; holders of unstudied posts are neither, they are not counted at all.
 */
import { compileRequirements, judgeEntering, judgeLeaving } from "../eligibility/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import { groupKey } from "./lottery.js";
import { isCounted } from "./pair-costs.js";

/** Interchangeable people. */
export interface Group {
  /** Canonical text of everything that makes its members alike; the present post included. */
  readonly key: string;
  readonly members: readonly Staff[];
  /** Index into `positions` of the present post; −1 for waiting people. */
  readonly from: number;
  /** Indices into `positions` of the posts that the members may enter, ascending. */
  readonly destinations: readonly number[];
}

/** Everyone who is counted, divided. */
export interface GroupedPeople {
  /** By key. */
  readonly groups: readonly Group[];
  /** People who cannot go anywhere else. */
  readonly settled: readonly Staff[];
}

/** Groups those who may go somewhere else. `positions`: the studied ones. O(people + profiles × posts). */
export function groupPeople(
  scenario: Scenario,
  positions: readonly Position[],
  unknown: "allow" | "forbid",
): GroupedPeople {
  const compiled = compileRequirements(scenario);
  const indexOf = new Map(positions.map((position, p) => [position.id, p]));
  const requirementOf = new Map(scenario.positions.map(({ id }, k) => [id, compiled.requirementOf[k]!]));
  const open = positions.flatMap((position, p) => (judgeEntering(scenario, position).length === 0 ? [p] : []));
  const mayEnter = compiled.profileKeys.map((_, profile) =>
    open.filter((p) => {
      const verdict = compiled.verdict(profile, requirementOf.get(positions[p]!.id)!);
      return verdict === "allowed" || (verdict === "unknown" && unknown === "allow");
    }),
  );

  const byKey = new Map<string, { members: Staff[]; from: number; destinations: readonly number[] }>();
  const settled: Staff[] = [];
  scenario.staff.forEach((person, k) => {
    if (!isCounted(scenario, person)) return;
    const from = person.positionId === null ? -1 : indexOf.get(person.positionId)!;
    const profile = compiled.profileOf[k]!;
    const somewhereElse = mayEnter[profile]!.some((p) => p !== from);
    if (!somewhereElse || judgeLeaving(scenario, person).length > 0) {
      settled.push(person);
      return;
    }
    const key = groupKey(person, compiled.profileKeys[profile]!);
    const known = byKey.get(key);
    if (known !== undefined) known.members.push(person);
    else byKey.set(key, { members: [person], from, destinations: mayEnter[profile]!.filter((p) => p !== from) });
  });
  const groups = [...byKey].map(([key, group]) => ({ key, ...group })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return { groups, settled };
}
