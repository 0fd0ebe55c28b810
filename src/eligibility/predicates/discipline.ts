/** No penalty is being served. */
import type { DisciplineLevel, IsoDate } from "../../scenario/index.js";
import { aboutPerson } from "../question.js";
import type { Predicate } from "./predicate.js";

const NAMES: Readonly<Record<DisciplineLevel, { readonly id: string; readonly en: string }>> = {
  light: { id: "ringan", en: "light" },
  moderate: { id: "sedang", en: "moderate" },
  severe: { id: "berat", en: "severe" },
};

/**
 * A penalty with a last day is served up to and including that day. A light one without a last day is a reprimand, over
 * once it is given; of a heavier one without a last day nobody knows when it ends.
 */
export const discipline: Predicate<"discipline"> = ({ levels }, { asOf }) => {
  type Record = { readonly level: DisciplineLevel; readonly until?: IsoDate };
  const isServed = ({ until }: Record): boolean => until !== undefined && until >= asOf;
  const isOpen = ({ level, until }: Record): boolean => until === undefined && level !== "light";
  const barring = (records: readonly Record[]): readonly Record[] =>
    records.filter(({ level }) => levels.includes(level));
  return aboutPerson(
    (person) => {
      if (person.discipline === undefined) return undefined;
      const records = barring(person.discipline);
      return records.some(isServed) ? false : records.some(isOpen) ? undefined : true;
    },
    (person) => {
      const served = barring(person.discipline ?? []).find(isServed);
      return {
        forbidden: {
          id: `sedang menjalani hukuman disiplin ${NAMES[served?.level ?? "light"].id} sampai ${served?.until}`,
          en: `a ${NAMES[served?.level ?? "light"].en} disciplinary penalty is being served until ${served?.until}`,
        },
        unknown:
          person.discipline === undefined
            ? {
                id: "hukuman disiplin tidak tercatat",
                en: "whether a disciplinary penalty is being served is not recorded",
              }
            : { id: "akhir hukuman disiplin tidak tercatat", en: "the end of a disciplinary penalty is not recorded" },
        missing: ["staff", "discipline"],
      };
    },
  );
};
