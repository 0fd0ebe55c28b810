/** Some statuses are not transferred. */
import { aboutPerson } from "../question.js";
import type { Predicate } from "./predicate.js";

/** The person's status must be none of `barred`. */
export const status: Predicate<"status"> = ({ barred }) => {
  const names = barred.join(" / ");
  return aboutPerson(
    (person) => (person.status === undefined ? undefined : !barred.includes(person.status)),
    () => ({
      forbidden: { id: `${names} belum dapat dimutasi`, en: `staff of the status ${names} are not transferred` },
      unknown: {
        id: `${names} belum dapat dimutasi; status kepegawaian tidak tercatat`,
        en: `staff of the status ${names} are not transferred; the status is not recorded`,
      },
      missing: ["staff", "status"],
    }),
  );
};
