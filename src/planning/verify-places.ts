/**
 * Where everyone may be, found out anew for the verifier: it shares the judgement of a single requirement with the gates
 * (`requirementVerdict`), and nothing of how eligibility is compiled.
 *
 * Requirements are taken apart into single things asked (a grade range, a level of one competency, one certificate …), and
 * each is judged once for every different record of people; a post is open to a person if no part of it refuses.
 */
import { judgeEntering, judgeLeaving } from "../eligibility/index.js";
import {
  byId,
  type Position,
  type Requirements,
  requirementVerdict,
  type Scenario,
  type Staff,
} from "../scenario/index.js";
import type { PlacesOf } from "./verify-levels.js";

/** The places of a scenario. People alike to all requirements share one list. */
export function placesIn(scenario: Scenario, unknown: "allow" | "forbid"): PlacesOf {
  const positions = scenario.positions.filter(({ required }) => required !== null).sort(byId);
  const indexOf = new Map(positions.map(({ id }, p) => [id, p]));
  const fitting = fittingLists(scenario, positions, unknown);
  return {
    positions,
    of(person) {
      const present = person.positionId === null ? -1 : indexOf.get(person.positionId)!;
      if (judgeLeaving(scenario, person).length > 0) return Int32Array.of(present);
      const fits = fitting(person);
      if (present >= 0 && contains(fits, present)) return fits;
      const places = new Int32Array(fits.length + 1);
      places[0] = present;
      places.set(fits, 1);
      return places;
    },
  };
}

/** Whether an ascending list holds a number. */
function contains(list: Int32Array, wanted: number): boolean {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted;
}

/**
 * The open posts whose requirements a person meets, or may meet, by the record of the person. Each value of a record that
 * decides something refuses a set of posts; what no value refuses is open.
 */
function fittingLists(
  scenario: Scenario,
  positions: readonly Position[],
  unknown: "allow" | "forbid",
): (person: Staff) => Int32Array {
  const open = positions.flatMap((position, p) => (judgeEntering(scenario, position).length === 0 ? [p] : []));
  const readers = new Map<string, Reader>();
  open.forEach((p, k) => {
    for (const { reads, valueOf, single } of singleRequirements(positions[p]!.requirements)) {
      const reader: Reader = readers.get(reads) ?? { valueOf, asked: new Map(), refused: new Map() };
      readers.set(reads, reader);
      const key = JSON.stringify(single);
      const posts = reader.asked.get(key)?.posts ?? [];
      posts.push(k);
      reader.asked.set(key, { single, posts });
    }
  });
  const lists = new Map<string, Int32Array>();
  const isRefused = new Uint32Array((open.length + 31) >> 5);
  const found = new Int32Array(open.length);
  return (person) => {
    const { grade, education, competencies, certificates } = person; // all that a requirement can ask about
    const key = JSON.stringify([grade, education, competencies, certificates]);
    const known = lists.get(key);
    if (known !== undefined) return known;
    isRefused.fill(0);
    for (const reader of readers.values()) {
      const refused = refusedBy(reader, person, isRefused.length, unknown);
      for (let word = 0; word < isRefused.length; word++) isRefused[word]! |= refused[word]!;
    }
    let count = 0;
    for (let k = 0; k < open.length; k++) {
      if (((isRefused[k >> 5]! >>> (k & 31)) & 1) === 0) found[count++] = open[k]!;
    }
    const places = found.slice(0, count);
    lists.set(key, places);
    return places;
  };
}

/** The posts that a person's value refuses, one bit each; judged once for each value. */
function refusedBy(reader: Reader, person: Staff, words: number, unknown: "allow" | "forbid"): Uint32Array {
  const value = reader.valueOf(person);
  let refused = reader.refused.get(value);
  if (refused !== undefined) return refused;
  reader.refused.set(value, (refused = new Uint32Array(words)));
  for (const { single, posts } of reader.asked.values()) {
    const verdict = requirementVerdict(person, single);
    if (verdict === "allowed" || (verdict === "unknown" && unknown === "allow")) continue;
    for (const k of posts) refused[k >> 5]! |= 1 << (k & 31);
  }
  return refused;
}

/** What decides some single requirements: one value of a person's record. */
interface Reader {
  readonly valueOf: (person: Staff) => string;
  /** The single requirements that it decides, and the posts that ask each: places in the list of open posts. */
  readonly asked: Map<string, { readonly single: Requirements; readonly posts: number[] }>;
  /** By value. */
  readonly refused: Map<string, Uint32Array>;
}

/** One thing asked, and what it reads. */
interface SingleRequirement {
  readonly reads: string;
  readonly valueOf: (person: Staff) => string;
  readonly single: Requirements;
}

/** A requirement as a list of requirements that ask one thing each. */
function singleRequirements(requirements: Requirements = {}): SingleRequirement[] {
  return (Object.keys(requirements) as (keyof Requirements)[]).flatMap((name): SingleRequirement[] => {
    switch (name) {
      case "competencies":
        return Object.entries(requirements.competencies!).map(([competency, level]) => ({
          reads: `competency ${competency}`,
          valueOf: ({ competencies = {} }) =>
            Object.hasOwn(competencies, competency) ? String(competencies[competency]) : "",
          single: { competencies: { [competency]: level } },
        }));
      case "certificates":
        return requirements.certificates!.map((certificate) => ({
          reads: "certificates",
          valueOf: ({ certificates }) => JSON.stringify(certificates) ?? "",
          single: { certificates: [certificate] },
        }));
      case "minEducation":
        return [
          {
            reads: "level of education",
            valueOf: ({ education }) => education?.level ?? "",
            single: { minEducation: requirements.minEducation! },
          },
        ];
      case "fields":
        return [
          {
            reads: "field of study",
            valueOf: ({ education }) => JSON.stringify(education?.field) ?? "",
            single: { fields: requirements.fields! },
          },
        ];
      default: {
        const single = { [name]: requirements[name] } as Requirements; // minGrade, maxGrade
        return [{ reads: "grade", valueOf: ({ grade }) => grade ?? "", single }];
      }
    }
  });
}
