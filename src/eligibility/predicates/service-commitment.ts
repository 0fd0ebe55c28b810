/** Who asks for a transfer must have served for some years. */
import { before, inWords } from "../days.js";
import { aboutPair, aboutPerson, type Answer } from "../question.js";
import type { Predicate } from "./predicate.js";
import type { Staff } from "../../scenario/index.js";

/** Only own requests are judged (`ownRequest: true`); complete on the same day of the year as the appointment. */
export const serviceCommitment: Predicate<"serviceCommitment"> = ({ scope, ...period }, { asOf, scenario }) => {
  const latest = before(asOf, period);
  const least = inWords(period);
  const hasServed = ({ ownRequest, appointedOn }: Staff): boolean | undefined =>
    ownRequest === true ? (appointedOn === undefined ? undefined : appointedOn <= latest) : true;
  const answer = ({ appointedOn }: Staff): Answer => ({
    forbidden: {
      id: `mutasi atas permintaan sendiri setelah ${least.id} masa kerja, TMT CPNS ${appointedOn}`,
      en: `a transfer at one's own request takes ${least.en} of service, appointed on ${appointedOn}`,
    },
    unknown: {
      id: `mutasi atas permintaan sendiri setelah ${least.id} masa kerja, TMT CPNS tidak tercatat`,
      en: `a transfer at one's own request takes ${least.en} of service, the appointment is not recorded`,
    },
    missing: ["staff", "appointedOn"],
  });
  if (scope === "any") return aboutPerson(hasServed, answer);
  const agencyOf = (unitId: string): string => scenario.unitById.get(unitId)!.agencyId;
  return aboutPair<readonly [served: boolean | null, agencyId: string | null], string>(
    {
      ofPerson: (person) => [
        hasServed(person) ?? null,
        person.positionId === null ? null : agencyOf(scenario.positionById.get(person.positionId)!.unitId),
      ],
      ofPosition: ({ unitId }) => agencyOf(unitId),
      isMet: ([served, own], entered) => own === null || own === entered || (served ?? undefined),
    },
    answer,
  );
};
