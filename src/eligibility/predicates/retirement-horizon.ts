/** Nobody is sent to a post who retires from it soon. */
import { inForce, RETIREMENT_AGES, retirementDate, retirementPost } from "../../regulation/index.js";
import type { Position, Staff } from "../../scenario/index.js";
import { after, inWords } from "../days.js";
import { aboutPair } from "../question.js";
import type { Predicate } from "./predicate.js";

/** An age that no post has. */
const NO_AGE = 1_000;

/**
 * The retirement age is that of the post entered, told by its record and, where that says nothing, by the person's own
 * family and level. Where neither tells, the answer is sure only if every age would give the same.
 */
export const retirementHorizon: Predicate<"retirementHorizon"> = (period, { asOf }) => {
  const ages = [...new Set(Object.values(RETIREMENT_AGES).map((rule) => inForce(rule, asOf).value))].sort(
    (a, b) => a - b,
  );
  const horizon = after(asOf, period);
  const least = inWords(period);
  type Traits = Pick<Position, "kind" | "echelon" | "jobFamily" | "jobLevel" | "title">;
  type Person = readonly [lowestAge: number | null, jobFamily: string | null, jobLevel: string | null];
  /** The least retirement age at which the person still has the time. */
  const lowestAgeOf = ({ birthDate }: Staff): number | null =>
    birthDate === undefined ? null : (ages.find((age) => retirementDate(birthDate, age) >= horizon) ?? NO_AGE);
  const ageOf = (post: Traits, family: string | null, level: string | null): number | undefined => {
    const { jobFamily = family, jobLevel = level, ...told } = post;
    const traits = {
      ...told,
      ...(jobFamily === null ? {} : { jobFamily }),
      ...(jobLevel === null ? {} : { jobLevel }),
    };
    const kind = retirementPost(post) ?? retirementPost(traits);
    return kind === undefined ? undefined : inForce(RETIREMENT_AGES[kind], asOf).value;
  };
  return aboutPair<Person, Traits>(
    {
      ofPerson: (person) => [lowestAgeOf(person), person.jobFamily ?? null, person.jobLevel ?? null],
      ofPosition: ({ kind, echelon, jobFamily, jobLevel, title }) => ({
        title,
        ...(kind === undefined ? {} : { kind }),
        ...(echelon === undefined ? {} : { echelon }),
        ...(jobFamily === undefined ? {} : { jobFamily }),
        ...(jobLevel === undefined ? {} : { jobLevel }),
      }),
      isMet([lowest, family, level], post) {
        if (lowest === null) return undefined;
        const age = ageOf(post, family, level);
        if (age !== undefined) return age >= lowest;
        return lowest <= ages[0]! ? true : lowest > ages.at(-1)! ? false : undefined;
      },
    },
    (person, position) => {
      const age = ageOf(position, person.jobFamily ?? null, person.jobLevel ?? null);
      const asked = {
        id: `sisa masa kerja minimal ${least.id} sebelum pensiun`,
        en: `service of at least ${least.en} before retirement is required`,
      };
      const day = person.birthDate === undefined ? undefined : retirementDate(person.birthDate, age ?? ages.at(-1)!);
      return {
        forbidden: {
          id: `${asked.id}; pensiun dari jabatan ini ${day}`,
          en: `${asked.en}; retirement from this post on ${day}`,
        },
        unknown:
          person.birthDate === undefined
            ? { id: `${asked.id}; tanggal lahir tidak tercatat`, en: `${asked.en}; the date of birth is not recorded` }
            : {
                id: `${asked.id}; batas usia pensiun jabatan ini tidak diketahui`,
                en: `${asked.en}; the retirement age of this post is not known`,
              },
        missing: person.birthDate === undefined ? ["staff", "birthDate"] : ["positions", "kind"],
      };
    },
  );
};
