/** The person meets what the post's own record asks (*syarat jabatan*): grade, education, competencies, certificates. */
import {
  ownLevel,
  plainText,
  type Qualifications,
  type Requirements,
  requirementVerdict,
  type Scenario,
  type Staff,
  unmetRequirements,
} from "../../scenario/index.js";
import type { MissingField, Question } from "../question.js";
import type { Predicate } from "./predicate.js";

/** The field of a person that each requirement reads. */
const READS: Readonly<Record<keyof Requirements, keyof Staff>> = {
  minGrade: "grade",
  maxGrade: "grade",
  minEducation: "education",
  fields: "education",
  competencies: "competencies",
  certificates: "certificates",
};

/** Competencies and certificates are one question each, so that people differ by single levels and not by all at once. */
export const requirement: Predicate<"requirement"> = ({ requirement: name }, { scenario }) => ({
  questions: questionsOf(name, scenario),
  reasons(person, position) {
    const asked = position?.requirements?.[name];
    if (asked === undefined) return [];
    const missing: MissingField = ["staff", READS[name]];
    return unmetRequirements(person, { [name]: asked }).map(({ verdict, text }) =>
      verdict === "unknown" ? { verdict, text, missing } : { verdict, text },
    );
  },
});

function questionsOf(name: keyof Requirements, scenario: Scenario): readonly Question[] {
  const asked = scenario.positions.flatMap(({ requirements }) => (requirements === undefined ? [] : [requirements]));
  switch (name) {
    case "competencies":
      return [...new Set(asked.flatMap(({ competencies = {} }) => Object.keys(competencies)))]
        .sort()
        .map((competency) =>
          asking(
            (person) => ownLevel(person, competency),
            ({ competencies: levels }) =>
              levels === undefined ? undefined : ownLevel({ competencies: levels }, competency),
            (own, least) => [
              own === undefined ? {} : { competencies: levelOf(competency, own) },
              { competencies: levelOf(competency, least) },
            ],
          ),
        );
    case "certificates": {
      const names = new Map(
        asked.flatMap(({ certificates = [] }) => certificates.map((text) => [plainText(text), text] as const)),
      );
      const isOn = readerOfLists();
      return [...names]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([wanted, certificate]) =>
          asking(
            ({ certificates: own }) => (own === undefined ? undefined : isOn(own, wanted)),
            ({ certificates: all = [] }) => (isOn(all, wanted) ? true : undefined),
            (holds) => [
              holds === undefined ? {} : { certificates: holds ? [certificate] : [] },
              { certificates: [certificate] },
            ],
          ),
        );
    }
    case "minEducation":
      return [
        asking(
          ({ education }) => education?.level,
          ({ minEducation }) => minEducation,
          (level, minEducation) => [level === undefined ? {} : { education: { level } }, { minEducation }],
        ),
      ];
    case "fields":
      return [
        asking(
          ({ education }) => education?.field,
          ({ fields }) => fields,
          (field, fields) => [field === undefined ? {} : { education: { field } }, { fields }],
        ),
      ];
    default:
      return [
        asking(
          ({ grade }) => grade,
          ({ [name]: bound }) => bound,
          (grade, bound) => [grade === undefined ? {} : { grade }, { [name]: bound }],
        ),
      ];
  }
}

/**
 * A question whose facts are single values: what the person has, `undefined` where it is not recorded, and what the post
 * asks, `undefined` where it asks nothing. `records` puts them back into the records that are judged.
 */
function asking<Own, Asked>(
  ofPerson: (person: Staff) => Own | undefined,
  ofRequirements: (requirements: Requirements) => Asked | undefined,
  records: (own: Own | undefined, asked: Asked) => readonly [Qualifications, Requirements],
): Question {
  return {
    ofPerson,
    ofPosition: ({ requirements }) => (requirements === undefined ? undefined : ofRequirements(requirements)),
    isMet(own, asked) {
      if (asked === undefined) return true;
      const verdict = requirementVerdict(...records(own as Own | undefined, asked as Asked));
      return verdict === "unknown" ? undefined : verdict === "allowed";
    },
  };
}

/** Whether a text is on a list, as texts of the data are compared; each list is read once. */
function readerOfLists(): (list: readonly string[], plain: string) => boolean {
  const read = new WeakMap<readonly string[], ReadonlySet<string>>();
  return (list, plain) => {
    let texts = read.get(list);
    if (texts === undefined) read.set(list, (texts = new Set(list.map(plainText))));
    return texts.has(plain);
  };
}

/** A record of one level; competencies may have any name. */
function levelOf(competency: string, level: number): Readonly<Record<string, 1 | 2 | 3 | 4 | 5>> {
  return Object.fromEntries([[competency, level as 1 | 2 | 3 | 4 | 5]]);
}
