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

/** Requirements that a post can have, each with the part of a person's record that decides it. */
const READS: Readonly<Record<keyof Requirements, (person: Staff) => unknown>> = {
  minGrade: ({ grade }) => grade,
  maxGrade: ({ grade }) => grade,
  minEducation: ({ education }) => education?.level,
  fields: ({ education }) => education?.field,
  competencies: ({ competencies }) => competencies,
  certificates: ({ certificates }) => certificates,
};

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
      if (present >= 0 && fits.includes(present)) return fits;
      const places = new Int32Array(fits.length + 1);
      places[0] = present;
      places.set(fits, 1);
      return places;
    },
  };
}

/** The open posts whose requirements a person meets, or may meet, by the record of the person. */
function fittingLists(
  scenario: Scenario,
  positions: readonly Position[],
  unknown: "allow" | "forbid",
): (person: Staff) => Int32Array {
  const open = positions.flatMap((position, p) => (judgeEntering(scenario, position).length === 0 ? [p] : []));
  const parts: { readonly name: keyof Requirements; readonly asked: Requirements }[] = [];
  const partIndex = new Map<string, number>();
  const partsOf = open.map((p) =>
    singleRequirements(positions[p]!.requirements).map((part) => {
      const key = JSON.stringify(part.asked);
      const index = partIndex.get(key) ?? parts.push(part) - 1;
      partIndex.set(key, index);
      return index;
    }),
  );
  const judged = parts.map(() => new Map<string, boolean>());
  const lists = new Map<string, Int32Array>();
  return (person) => {
    const { grade, education, competencies, certificates } = person; // all that a requirement can ask about
    const key = JSON.stringify([grade, education, competencies, certificates]);
    const known = lists.get(key);
    if (known !== undefined) return known;
    const texts = new Map<keyof Requirements, string>();
    const passes = parts.map(({ name, asked }, index) => {
      const record = texts.get(name) ?? JSON.stringify(READS[name](person)) ?? "";
      texts.set(name, record);
      let answer = judged[index]!.get(record);
      if (answer === undefined) {
        const verdict = requirementVerdict(person, asked);
        judged[index]!.set(record, (answer = verdict === "allowed" || (verdict === "unknown" && unknown === "allow")));
      }
      return answer;
    });
    const list = Int32Array.from(open.filter((_, k) => partsOf[k]!.every((index) => passes[index])));
    lists.set(key, list);
    return list;
  };
}

/** A requirement as a list of requirements that ask one thing each. */
function singleRequirements(requirements: Requirements = {}): { name: keyof Requirements; asked: Requirements }[] {
  type Part = { name: keyof Requirements; asked: Requirements };
  return (Object.keys(requirements) as (keyof Requirements)[]).flatMap((name): Part[] => {
    if (name === "competencies") {
      return Object.entries(requirements.competencies!).map(([competency, level]) => ({
        name,
        asked: { competencies: { [competency]: level } },
      }));
    }
    if (name === "certificates") {
      return requirements.certificates!.map((certificate) => ({ name, asked: { certificates: [certificate] } }));
    }
    return [{ name, asked: { [name]: requirements[name] } as Requirements }];
  });
}
