/**
 * Which raw entries of a person's record and of a post's decide a rule: written for the verifier alone, next to nothing of
 * what eligibility makes of them. Requirements are taken apart into single things asked (a grade range, a level of one
 * competency, one certificate …), each judged by the one comparison of requirements that there is.
 *
 * A rule that reads an entry which is missing here would give people of different records one list of places; the
 * verifier's own test holds the lists against the judgement of every single pair.
 */
import { relativesIn, type Verdict } from "../eligibility/index.js";
import {
  type Position,
  type Requirements,
  requirementVerdict,
  type Rule,
  type Scenario,
  type Staff,
} from "../scenario/index.js";

/** What decides a rule, or one part of it. */
export interface Reading {
  /** The entries of a person, as a JSON text: equal texts, equal verdicts. */
  ofPerson(person: Staff): string;
  /** The entries of a post; `null`: it asks nothing. */
  ofPosition(position: Position): string | null;
  /** The verdict of this part alone; left out: that of the whole rule. */
  readonly verdict?: (person: Staff, position: Position) => Verdict;
}

/** The parts of a rule that looks at posts. */
export function readingsOf(rule: Rule, scenario: Scenario): readonly Reading[] {
  const parts = partsOf(rule, scenario);
  if (rule.appliesTo === undefined) return parts;
  const exempt = new Set(rule.appliesTo.exceptStaffIds);
  // Whom a rule concerns is read of the same records; its parts are then judged together.
  return [
    {
      ofPerson: (person) =>
        text([
          person.positionId === null,
          exempt.has(person.id),
          person.status,
          parts.map(({ ofPerson }) => ofPerson(person)),
        ]),
      ofPosition: (post) => {
        const entries = parts.map(({ ofPosition }) => ofPosition(post));
        return entries.every((each) => each === null) ? null : text([post.kind, post.jobFamily, entries]);
      },
    },
  ];
}

function partsOf(rule: Rule, scenario: Scenario): readonly Reading[] {
  const present = ({ positionId }: Staff): Position | undefined =>
    positionId === null ? undefined : scenario.positionById.get(positionId);
  const agencyOf = (position: Position | undefined): string | undefined =>
    position === undefined ? undefined : scenario.unitById.get(position.unitId)!.agencyId;
  switch (rule.predicate) {
    case "requirement":
      return singleRequirements(scenario, rule.parameters.requirement);
    case "contractMobility":
      return [
        {
          ofPerson: (person) => {
            const post = present(person);
            return text([post?.title, post?.jobLevel, agencyOf(post)]);
          },
          ofPosition: (post) => text([post.title, post.jobLevel, agencyOf(post)]),
        },
      ];
    case "retirementHorizon":
      return [
        {
          ofPerson: ({ birthDate, jobFamily, jobLevel }) => text([birthDate?.slice(0, 7), jobFamily, jobLevel]), // retirement counts months
          ofPosition: ({ kind, echelon, jobFamily, jobLevel, title }) =>
            text([kind, echelon, jobFamily, jobLevel, title]),
        },
      ];
    case "certificate":
      return [
        {
          ofPerson: ({ certificates }) => text(certificates),
          ofPosition: ({ title, requirements }) => text([title, requirements?.certificates]),
        },
      ];
    case "jobFamily":
    case "jobLevel": {
      const entry = rule.predicate;
      return [
        {
          ofPerson: (person) => text(person[entry] ?? present(person)?.[entry]),
          ofPosition: (post) => (post[entry] === undefined ? null : text(post[entry])),
        },
      ];
    }
    case "kinship": {
      const relatives = relativesIn(scenario);
      return [
        {
          ofPerson: ({ id, relatives: listed }) => text([listed === undefined, relatives.get(id)]),
          ofPosition: ({ unitId, kind, echelon }) => text([unitId, kind, echelon]),
        },
      ];
    }
    case "serviceCommitment":
      return [
        {
          ofPerson: (person) => text([person.ownRequest, person.appointedOn, agencyOf(present(person))]),
          ofPosition: (post) => text(agencyOf(post)),
        },
      ];
    default: // of the person alone, looked at post by post only for whom the rule concerns
      return [
        {
          ofPerson: (person) => text({ ...person, extra: undefined }),
          ofPosition: () => "",
        },
      ];
  }
}

/** A requirement as single things asked. */
function singleRequirements(scenario: Scenario, name: keyof Requirements): readonly Reading[] {
  const asked = scenario.positions.flatMap(({ requirements }) => (requirements === undefined ? [] : [requirements]));
  const single = (
    ofPerson: (person: Staff) => unknown,
    part: (requirements: Requirements) => Requirements | undefined,
  ): Reading => ({
    ofPerson: (person) => text(ofPerson(person)),
    ofPosition: ({ requirements }) => {
      const only = requirements === undefined ? undefined : part(requirements);
      return only === undefined ? null : text(only);
    },
    verdict: (person, { requirements = {} }) => requirementVerdict(person, part(requirements)),
  });
  switch (name) {
    case "competencies":
      return [...new Set(asked.flatMap(({ competencies = {} }) => Object.keys(competencies)))].map((competency) =>
        single(
          ({ competencies = {} }) => (Object.hasOwn(competencies, competency) ? competencies[competency] : undefined),
          ({ competencies = {} }) =>
            Object.hasOwn(competencies, competency)
              ? { competencies: { [competency]: competencies[competency]! } }
              : undefined,
        ),
      );
    case "certificates": {
      const texts = new WeakMap<readonly string[], string>(); // a list is read once, not once a certificate
      const textOf = (list: readonly string[]): string => {
        let known = texts.get(list);
        if (known === undefined) texts.set(list, (known = text(list)));
        return known;
      };
      return [...new Set(asked.flatMap(({ certificates = [] }) => certificates))].map((certificate) =>
        single(
          ({ certificates }) => certificates && textOf(certificates),
          ({ certificates = [] }) => (certificates.includes(certificate) ? { certificates: [certificate] } : undefined),
        ),
      );
    }
    case "minEducation":
      return [
        single(
          ({ education }) => education?.level,
          ({ minEducation }) => (minEducation === undefined ? undefined : { minEducation }),
        ),
      ];
    case "fields":
      return [
        single(
          ({ education }) => education?.field,
          ({ fields }) => (fields === undefined ? undefined : { fields }),
        ),
      ];
    default: // minGrade, maxGrade
      return [
        single(
          ({ grade }) => grade,
          ({ [name]: grade }) => (grade === undefined ? undefined : { [name]: grade }),
        ),
      ];
  }
}

function text(entries: unknown): string {
  return JSON.stringify(entries) ?? "";
}
