/** A yes-or-no fact of the person's record must be as it should. */
import { aboutPerson } from "../question.js";
import type { Predicate } from "./predicate.js";

const WORDS = {
  active: {
    yes: { id: "kedudukan hukum aktif", en: "the legal standing is active" },
    no: { id: "kedudukan hukum tidak aktif", en: "the legal standing is not active" },
    unknown: {
      id: "belum diketahui apakah kedudukan hukum aktif",
      en: "it is not known whether the legal standing is active",
    },
  },
  openFindings: {
    yes: { id: "ada temuan pemeriksaan yang belum selesai", en: "audit findings are open" },
    no: { id: "tidak ada temuan pemeriksaan", en: "no audit findings are open" },
    unknown: { id: "surat bebas temuan tidak tercatat", en: "whether audit findings are open is not recorded" },
  },
} as const;

/** `fact` must equal `must`. */
export const flag: Predicate<"flag"> = ({ fact, must }) =>
  aboutPerson(
    (person) => (person[fact] === undefined ? undefined : person[fact] === must),
    () => ({
      forbidden: WORDS[fact][must ? "no" : "yes"],
      unknown: WORDS[fact].unknown,
      missing: ["staff", fact],
    }),
  );
