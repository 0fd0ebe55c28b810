/** A post should not be held for longer than some time. */
import { before, inWords } from "../days.js";
import { aboutPerson } from "../question.js";
import type { Predicate } from "./predicate.js";

/** On the day the time is full the post may still be held; from the next day on it is too long. */
export const maximumTenure: Predicate<"maximumTenure"> = (period, { asOf }) => {
  const earliest = before(asOf, period);
  const most = inWords(period);
  return aboutPerson(
    ({ positionSince }) => (positionSince === undefined ? undefined : positionSince >= earliest),
    ({ positionSince }) => ({
      forbidden: {
        id: `masa jabatan maksimal ${most.id}, menduduki jabatan sejak ${positionSince}`,
        en: `a post is held for at most ${most.en}; held since ${positionSince}`,
      },
      unknown: {
        id: `masa jabatan maksimal ${most.id}; TMT jabatan tidak tercatat`,
        en: `a post is held for at most ${most.en}; since when is not recorded`,
      },
      missing: ["staff", "positionSince"],
    }),
  );
};
