/** Nobody on study leave (*tugas belajar*) is transferred. */
import { aboutPerson } from "../question.js";
import type { Predicate } from "./predicate.js";

/** On leave up to and including its last day; `null` says that there is none. */
export const studyLeave: Predicate<"studyLeave"> = (_, { asOf }) =>
  aboutPerson(
    ({ studyLeaveUntil }) =>
      studyLeaveUntil === undefined ? undefined : studyLeaveUntil === null || studyLeaveUntil < asOf,
    ({ studyLeaveUntil }) => ({
      forbidden: {
        id: `sedang tugas belajar sampai ${studyLeaveUntil}`,
        en: `on study leave until ${studyLeaveUntil}`,
      },
      unknown: { id: "tugas belajar tidak tercatat", en: "whether there is a study leave is not recorded" },
      missing: ["staff", "studyLeaveUntil"],
    }),
  );
