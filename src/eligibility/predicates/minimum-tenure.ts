/** The present post must have been held for some time before one leaves it. */
import { before, inWords } from "../days.js";
import { aboutPerson } from "../question.js";
import type { Predicate } from "./predicate.js";

/** Complete on the same day of the year: who began on 1 March 2024 has held the post for two years on 1 March 2026. */
export const minimumTenure: Predicate<"minimumTenure"> = (period, { asOf }) => {
  const latest = before(asOf, period);
  const least = inWords(period);
  return aboutPerson(
    ({ positionSince }) => (positionSince === undefined ? undefined : positionSince <= latest),
    ({ positionSince }) => ({
      forbidden: {
        id: `masa jabatan minimal ${least.id}, menduduki jabatan sejak ${positionSince}`,
        en: `the present post must have been held for ${least.en}; held since ${positionSince}`,
      },
      unknown: {
        id: `masa jabatan minimal ${least.id}; TMT jabatan tidak tercatat`,
        en: `the present post must have been held for ${least.en}; since when is not recorded`,
      },
      missing: ["staff", "positionSince"],
    }),
  );
};
