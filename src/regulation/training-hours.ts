/** Hours of training (*jam pelajaran*, JP; one is 45 minutes) that people are to have in a year. */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** JP that everyone is to have in a year, at least. */
export const YEARLY_TRAINING_HOURS: readonly DatedParameter<number>[] = frozen([
  {
    value: 20,
    effectiveFrom: "2017-04-07",
    legalBasis: "PP 11/2017 ps 203(4); form of the index of professionalism (diklat teknis 20 JP)",
    verified: true,
    note: "20 JP was read in the form of the index; the article and its day of effect were not, nor whether it binds for PPPK",
  },
]);

/** JP that contract staff (PPPK) may have in a year, at most. */
export const CONTRACT_TRAINING_HOURS: readonly DatedParameter<number>[] = frozen([
  {
    value: 24,
    effectiveFrom: "2018-11-28",
    legalBasis: "PP 49/2018 and Peraturan LAN 15/2020 (development of PPPK)",
    verified: false,
    note: "figure, source and day from memory",
  },
]);
