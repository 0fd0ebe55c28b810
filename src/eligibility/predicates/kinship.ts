/**
 * Relatives do not work too close to each other. Judged here: entering a post too close to a relative who cannot move.
 * Two relatives who may both move are a condition across people (`kin-pairs.ts`).
 */
import type { Staff } from "../../scenario/index.js";
import { areTooClose, relativesIn, type Seat, seatOf } from "../kin.js";
import { aboutPair } from "../question.js";
import type { Predicate } from "./predicate.js";

/**
 * A relative who certainly cannot leave forbids; one of whom nobody knows whether he or she may leave leaves it open, as
 * does a record without relatives (an empty list says that there are none). Whose post a law takes away is not there.
 */
export const kinship: Predicate<"kinship"> = ({ scope }, { scenario, mayLeave, losesPost }) => {
  const relatives = relativesIn(scenario);
  interface Relative {
    readonly seat: Seat;
    readonly isHeld: boolean;
  }
  /** Relatives who keep a post that they may not leave. */
  const settledOf = ({ id }: Staff): Relative[] =>
    (relatives.get(id) ?? []).flatMap((relative): Relative[] => {
      const person = scenario.staffById.get(relative)!;
      if (person.positionId === null || losesPost(person)) return [];
      const leaving = mayLeave(person);
      if (leaving === "allowed") return [];
      return [
        { seat: seatOf(scenario, scenario.positionById.get(person.positionId)!), isHeld: leaving === "forbidden" },
      ];
    });
  return aboutPair<readonly [isKnown: boolean, settled: readonly Relative[]], Seat>(
    {
      ofPerson: (person) => [person.relatives !== undefined, settledOf(person)],
      ofPosition: (position) => seatOf(scenario, position),
      isMet([isKnown, settled], entered) {
        let met: boolean | undefined = isKnown ? true : undefined;
        for (const { seat, isHeld } of settled) {
          const close = areTooClose(scope, seat, entered);
          if (close === true && isHeld) return false;
          if (close !== false) met = undefined;
        }
        return met;
      },
    },
    (person, position) => {
      const unit = scenario.unitById.get(position.unitId)!.name;
      const near = settledOf(person).length > 0;
      const forbidden = {
        id: `kerabat yang tidak dapat pindah bekerja terlalu dekat di ${unit}`,
        en: `a relative who cannot move works too close at ${unit}`,
      };
      return {
        forbidden,
        unknown:
          person.relatives === undefined
            ? { id: "hubungan kerabat tidak tercatat", en: "relatives among the staff are not recorded" }
            : {
                id: `kedekatan dengan kerabat di ${unit} tidak dapat dipastikan`,
                en: `whether a relative works too close at ${unit} cannot be told`,
              },
        missing: person.relatives === undefined || !near ? ["staff", "relatives"] : ["positions", "kind"],
      };
    },
  );
};
