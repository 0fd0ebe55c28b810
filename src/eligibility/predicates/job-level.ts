/** A transfer keeps the level (*jenjang*), or changes it by no more steps than the rule allows. */
import { plainText } from "../../scenario/index.js";
import { aboutPair } from "../question.js";
import { ownOrPresent, type Predicate } from "./predicate.js";

/** The two ladders of functional posts, lowest first; they do not compare with each other. */
const LADDERS: readonly (readonly string[])[] = [
  ["pemula", "terampil", "mahir", "penyelia"],
  ["ahli pertama", "ahli muda", "ahli madya", "ahli utama"],
];

/**
 * The person's level is that of the record, else that of the present post. A post without a level takes everyone; levels
 * of no known ladder are met by the same level alone.
 */
export const jobLevel: Predicate<"jobLevel"> = ({ rise, fall }, { scenario }) => {
  const plain = (text: string | undefined): string | null => (text === undefined ? null : plainText(text));
  return aboutPair(
    {
      ofPerson: (person) => plain(ownOrPresent(scenario, person, "jobLevel")),
      ofPosition: ({ jobLevel: asked }) => plain(asked),
      isMet: (own, asked) => {
        if (asked === null) return true;
        if (own === null) return undefined;
        if (own === asked) return true;
        const ladder = LADDERS.find((levels) => levels.includes(own) && levels.includes(asked));
        if (ladder === undefined) return false;
        const steps = ladder.indexOf(asked) - ladder.indexOf(own);
        return steps <= rise && -steps <= fall;
      },
    },
    (person, { jobLevel: asked }) => ({
      forbidden: {
        id: `jenjang ${asked} disyaratkan, ${ownOrPresent(scenario, person, "jobLevel")}`,
        en: `the level ${asked} is required, ${ownOrPresent(scenario, person, "jobLevel")}`,
      },
      unknown: {
        id: `jenjang ${asked} disyaratkan, jenjang pegawai tidak tercatat`,
        en: `the level ${asked} is required, the person's is not recorded`,
      },
      missing: ["staff", "jobLevel"],
    }),
  );
};
