/**
 * Gates compiled to classes: people who look alike to every requirement of the scenario form one profile, posts that
 * ask the same form one requirement class, and each pair of classes is judged once. A city has 20,000 × 5,000 pairs of
 * people and posts but only some hundreds of classes.
 */
import { ownLevel, type Position, requirementVerdict, type Scenario, type Staff } from "../scenario/index.js";
import type { Verdict } from "./gates.js";

/** Requirements judged class by class. */
export interface CompiledRequirements {
  /** Per person, in `scenario.staff` order: the index of the profile. */
  readonly profileOf: Int32Array;
  /** Per profile: a canonical text of what requirements read of a person; equal texts, equal profile. */
  readonly profileKeys: readonly string[];
  /** Per position, in `scenario.positions` order: the index of the requirement class. */
  readonly requirementOf: Int32Array;
  /** The verdict of a profile on a requirement class. */
  verdict(profile: number, requirement: number): Verdict;
}

/** Judges every pair of classes once. O(people + posts + profiles × requirement classes). */
export function compileRequirements(scenario: Scenario): CompiledRequirements {
  const readBy = attributesRead(scenario.positions);
  const profiles = classify(scenario.staff, (person) => profileKey(person, readBy));
  const requirements = classify(scenario.positions, ({ requirements }) => canonical(requirements ?? {}));
  const width = requirements.members.length;
  const verdicts: Verdict[] = [];
  for (const person of profiles.members) {
    for (const position of requirements.members) verdicts.push(requirementVerdict(person, position.requirements));
  }
  return {
    profileOf: profiles.classOf,
    profileKeys: profiles.keys,
    requirementOf: requirements.classOf,
    verdict: (profile, requirement) => verdicts[profile * width + requirement]!,
  };
}

/** Which attributes any post asks for: only these make people different. */
interface AttributesRead {
  readonly grade: boolean;
  readonly education: boolean;
  readonly field: boolean;
  readonly certificates: boolean;
  readonly competencies: readonly string[];
}

function attributesRead(positions: readonly Position[]): AttributesRead {
  const asks = (test: (position: NonNullable<Position["requirements"]>) => boolean): boolean =>
    positions.some(({ requirements }) => requirements !== undefined && test(requirements));
  const competencies = new Set(positions.flatMap(({ requirements }) => Object.keys(requirements?.competencies ?? {})));
  return {
    grade: asks(({ minGrade, maxGrade }) => minGrade !== undefined || maxGrade !== undefined),
    education: asks(({ minEducation }) => minEducation !== undefined),
    field: asks(({ fields }) => fields !== undefined),
    certificates: asks(({ certificates }) => certificates !== undefined),
    competencies: [...competencies].sort(),
  };
}

function profileKey(person: Staff, read: AttributesRead): string {
  return JSON.stringify([
    read.grade ? (person.grade ?? null) : null,
    read.education ? (person.education?.level ?? null) : null,
    read.field ? (person.education?.field ?? null) : null,
    read.certificates ? (person.certificates === undefined ? null : [...person.certificates].sort()) : null,
    read.competencies.map((name) => ownLevel(person, name) ?? null),
  ]);
}

/** Numbers the classes in the order in which their first member comes. */
function classify<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): { classOf: Int32Array; keys: string[]; members: T[] } {
  const known = new Map<string, number>();
  const members: T[] = [];
  const classOf = Int32Array.from(items, (item) => {
    const key = keyOf(item);
    let index = known.get(key);
    if (index === undefined) {
      index = members.push(item) - 1;
      known.set(key, index);
    }
    return index;
  });
  return { classOf, keys: [...known.keys()], members };
}

/** JSON with sorted keys: equal content, equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
