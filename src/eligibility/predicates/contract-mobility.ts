/** What contract staff may do during their contract. The rule says by `appliesTo` whom it concerns. */
import { plainText, type Position } from "../../scenario/index.js";
import { aboutPair } from "../question.js";
import type { Predicate } from "./predicate.js";

/** The same job has the same title and the same level; internal is within one agency. */
export const contractMobility: Predicate<"contractMobility"> = ({ mobility }, { scenario }) => {
  type Job = readonly [title: string, level: string, agencyId: string];
  const jobOf = ({ title, jobLevel = "", unitId }: Position): Job => [
    plainText(title),
    plainText(jobLevel),
    scenario.unitById.get(unitId)!.agencyId,
  ];
  return aboutPair<Job | null, Job>(
    {
      ofPerson: ({ positionId }) =>
        positionId === null || mobility === "none" ? null : jobOf(scenario.positionById.get(positionId)!),
      ofPosition: jobOf,
      isMet: (own, entered) => own !== null && own.every((part, k) => part === entered[k]),
    },
    (_, { title, unitId }) => {
      const agency = scenario.agencyById.get(scenario.unitById.get(unitId)!.agencyId)!.name;
      const forbidden =
        mobility === "none"
          ? { id: "PPPK tidak dapat dimutasi selama kontrak", en: "contract staff do not move during their contract" }
          : {
              id: `PPPK hanya dapat pindah ke jabatan yang sama di instansi yang sama, bukan ${title} di ${agency}`,
              en: `contract staff move only to the same job in their own agency, not to ${title} at ${agency}`,
            };
      return { forbidden, unknown: forbidden, missing: ["staff", "positionId"] }; // everybody's post is known
    },
  );
};
