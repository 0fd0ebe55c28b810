/**
 * Gates compiled to classes and bits: people who look alike to every requirement form one profile, and what a profile may
 * hold is a set of bits, one a position. Nothing is judged pair by pair: each value of each attribute (a grade, a level of
 * a competency) is judged once against each different thing that is asked of it, which gives the bits it fails and the
 * bits it leaves open; a profile joins those of its values. A city of 20,000 people and 5,000 posts has 100 million pairs,
 * some dozens of values, and 157 words of bits a profile.
 */
import {
  ownLevel,
  type Position,
  type Requirements,
  requirementVerdict,
  type Scenario,
  type Staff,
} from "../scenario/index.js";
import type { Verdict } from "./gates.js";

/** One bit a position: position p is bit p mod 32 of word ⌊p / 32⌋. */
export type PositionBits = Uint32Array;

/** Requirements judged class by class. */
export interface CompiledRequirements {
  /** Per person, in `scenario.staff` order: the index of the profile. */
  readonly profileOf: Int32Array;
  /** Per profile: a canonical text of what requirements read of a person; equal texts, equal profile. */
  readonly profileKeys: readonly string[];
  /** The positions, by their place in the list that was compiled, that a profile meets; `unknown` says whether those count of which the data say too little. */
  eligible(profile: number, unknown: "allow" | "forbid"): PositionBits;
  /** The verdict of a profile on one position of the list. */
  verdict(profile: number, position: number): Verdict;
}

/**
 * Compiles the requirements of the given positions (all of the scenario by default).
 * O(people + values × different requirements + values × positions); `eligible` O(attributes × positions / 32).
 */
export function compileRequirements(
  scenario: Scenario,
  positions: readonly Position[] = scenario.positions,
): CompiledRequirements {
  const readBy = attributesRead(scenario.positions);
  const profiles = classify(scenario.staff, (person) => profileKey(person, readBy));
  const attributes = attributesOf(positions);
  const tables = attributes.map((attribute) => judgeValues(attribute, positions));
  const words = (positions.length + 31) >> 5;
  const judged = (profile: number): { fails: PositionBits; open: PositionBits } => {
    const [fails, open] = [new Uint32Array(words), new Uint32Array(words)];
    const person = profiles.members[profile]!;
    for (const judge of tables) {
      const bits = judge(person);
      for (let w = 0; w < words; w++) {
        fails[w]! |= bits.fails[w]!;
        open[w]! |= bits.open[w]!;
      }
    }
    return { fails, open };
  };
  return {
    profileOf: profiles.classOf,
    profileKeys: profiles.keys,
    eligible(profile, unknown) {
      const { fails, open } = judged(profile);
      const bits = new Uint32Array(words);
      for (let w = 0; w < words; w++) bits[w] = ~(unknown === "allow" ? fails[w]! : fails[w]! | open[w]!);
      if (positions.length % 32 !== 0) bits[words - 1]! &= 2 ** (positions.length % 32) - 1;
      return bits;
    },
    verdict(profile, position) {
      const { fails, open } = judged(profile);
      if (hasBit(fails, position)) return "forbidden";
      return hasBit(open, position) ? "unknown" : "allowed";
    },
  };
}

/** Whether the bit of a position is set. */
export function hasBit(bits: PositionBits, position: number): boolean {
  return ((bits[position >> 5]! >>> (position & 31)) & 1) === 1;
}

/** One thing about a person that requirements read, and the part of a requirement that reads it. */
interface Attribute {
  /** Equal texts, equal verdicts. */
  readonly valueOf: (person: Staff) => string;
  readonly askedBy: (requirements: Requirements) => Requirements | undefined;
}

/** The attributes that any of the positions asks for. */
function attributesOf(positions: readonly Position[]): Attribute[] {
  const asked = positions.flatMap(({ requirements }) => (requirements === undefined ? [] : [requirements]));
  const competencies = new Set(asked.flatMap((requirements) => Object.keys(requirements.competencies ?? {})));
  const certificates = new Set(asked.flatMap((requirements) => requirements.certificates ?? []));
  const attributes: Attribute[] = [
    {
      valueOf: ({ grade }) => grade ?? "",
      askedBy: ({ minGrade, maxGrade }) =>
        minGrade === undefined && maxGrade === undefined
          ? undefined
          : { ...(minGrade === undefined ? {} : { minGrade }), ...(maxGrade === undefined ? {} : { maxGrade }) },
    },
    {
      valueOf: ({ education }) => education?.level ?? "",
      askedBy: ({ minEducation }) => (minEducation === undefined ? undefined : { minEducation }),
    },
    {
      valueOf: ({ education }) => JSON.stringify(education?.field ?? null),
      askedBy: ({ fields }) => (fields === undefined ? undefined : { fields }),
    },
  ];
  for (const name of [...competencies].sort()) {
    attributes.push({
      valueOf: (person) => String(ownLevel(person, name)),
      askedBy: ({ competencies: levels }) =>
        levels !== undefined && Object.hasOwn(levels, name) ? { competencies: { [name]: levels[name]! } } : undefined,
    });
  }
  for (const name of [...certificates].sort()) {
    attributes.push({
      valueOf: ({ certificates: own }) => JSON.stringify(own ?? null),
      askedBy: ({ certificates: all }) => (all?.includes(name) === true ? { certificates: [name] } : undefined),
    });
  }
  return attributes;
}

/** What a value of an attribute fails and leaves open, judged when a person first brings it. */
function judgeValues(
  { valueOf, askedBy }: Attribute,
  positions: readonly Position[],
): (person: Staff) => { readonly fails: PositionBits; readonly open: PositionBits } {
  const words = (positions.length + 31) >> 5;
  const asking = positions.flatMap(({ requirements }, p) => {
    const asked = requirements === undefined ? undefined : askedBy(requirements);
    return asked === undefined ? [] : [{ p, asked, text: canonical(asked) }];
  });
  const known = new Map<string, { fails: PositionBits; open: PositionBits }>();
  return (person) => {
    const value = valueOf(person);
    let bits = known.get(value);
    if (bits !== undefined) return bits;
    known.set(value, (bits = { fails: new Uint32Array(words), open: new Uint32Array(words) }));
    const verdicts = new Map<string, Verdict>();
    for (const { p, asked, text } of asking) {
      let verdict = verdicts.get(text);
      if (verdict === undefined) verdicts.set(text, (verdict = requirementVerdict(person, asked)));
      if (verdict === "allowed") continue;
      const set = verdict === "forbidden" ? bits.fails : bits.open;
      set[p >> 5]! |= 1 << (p & 31);
    }
    return bits;
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
