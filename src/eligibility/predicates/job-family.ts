/** A transfer stays within the job family (*rumpun jabatan*). */
import { plainText } from "../../scenario/index.js";
import { aboutPair } from "../question.js";
import { ownOrPresent, type Predicate } from "./predicate.js";

/** The person's family is that of the record, else that of the present post. A post without a family takes everyone. */
export const jobFamily: Predicate<"jobFamily"> = ({ alike = [] }, { scenario }) => {
  const representative = new Map<string, string>();
  for (const families of alike) {
    const plain = families.map(plainText);
    const known = plain.find((family) => representative.has(family));
    const first = known === undefined ? plain[0] : representative.get(known);
    for (const family of plain) if (first !== undefined) representative.set(family, first);
  }
  const familyOf = (text: string | undefined): string | null => {
    if (text === undefined) return null;
    const plain = plainText(text);
    return representative.get(plain) ?? plain;
  };
  return aboutPair(
    {
      ofPerson: (person) => familyOf(ownOrPresent(scenario, person, "jobFamily")),
      ofPosition: ({ jobFamily: asked }) => familyOf(asked),
      isMet: (own, asked) => (asked === null ? true : own === null ? undefined : own === asked),
    },
    (person, { jobFamily: asked }) => ({
      forbidden: {
        id: `rumpun jabatan ${asked} disyaratkan, ${ownOrPresent(scenario, person, "jobFamily")}`,
        en: `the job family ${asked} is required, ${ownOrPresent(scenario, person, "jobFamily")}`,
      },
      unknown: {
        id: `rumpun jabatan ${asked} disyaratkan, rumpun pegawai tidak tercatat`,
        en: `the job family ${asked} is required, the person's is not recorded`,
      },
      missing: ["staff", "jobFamily"],
    }),
  );
};
