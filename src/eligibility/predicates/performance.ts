/** Performance must have been good enough in each of the last years. */
import type { PerformancePredicate } from "../../scenario/index.js";
import { yearOf } from "../days.js";
import { aboutPerson } from "../question.js";
import type { Predicate } from "./predicate.js";

/** Best first. */
const ORDER: readonly PerformancePredicate[] = ["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"];

/**
 * The last `years` calendar years before the day of the plan. One year below the mark forbids, whatever is missing; of
 * several records of a year all count.
 */
export const performance: Predicate<"performance"> = ({ atLeast, years }, { asOf }) => {
  const asked = Array.from({ length: years }, (_, k) => yearOf(asOf) - years + k);
  const mark = ORDER.indexOf(atLeast);
  type Records = NonNullable<Parameters<Parameters<typeof aboutPerson>[0]>[0]["performance"]>;
  const below = (records: Records): Records =>
    records.filter(({ year, predicate }) => asked.includes(year) && ORDER.indexOf(predicate) > mark);
  const missing = (records: Records): readonly number[] =>
    asked.filter((wanted) => records.every(({ year }) => year !== wanted));
  return aboutPerson(
    ({ performance: records = [] }) =>
      below(records).length > 0 ? false : missing(records).length > 0 ? undefined : true,
    ({ performance: records = [] }) => {
      const poor = below(records)
        .map(({ year, predicate }) => `${year}: ${predicate}`)
        .join(", ");
      const absent = missing(records).join(", ");
      return {
        forbidden: {
          id: `kinerja minimal ${atLeast} selama ${years} tahun terakhir disyaratkan, ${poor}`,
          en: `performance of at least ${atLeast} in the last ${years} years is required, ${poor}`,
        },
        unknown: {
          id: `kinerja minimal ${atLeast} selama ${years} tahun terakhir disyaratkan, ${absent} tidak tercatat`,
          en: `performance of at least ${atLeast} in the last ${years} years is required, ${absent} not recorded`,
        },
        missing: ["staff", "performance"],
      };
    },
  );
};
