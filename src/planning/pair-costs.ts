/**
 * What one person at one place costs on each level: the part of every goal that looks at people, not at head counts.
 * The place is a position, the present one included, or `null` for waiting.
 */
import { ownLevel, type Place, type Position, type Scenario, type Staff } from "../scenario/index.js";
import { exactDecimal, priceOfMove, SCALE } from "./fixed-point.js";
import type { Geography } from "./geography.js";
import type { PlanLevel } from "./levels.js";

/** Integer cost of `person` at `place`. */
export type PairCost = (person: Staff, place: Position | null) => number;

const FREE: PairCost = () => 0;

/**
 * The pair cost of a level; `tie`, which looks at groups of people, is left to the formulation.
 *
 * * `waiting`: 1 where the person is left waiting.
 * * `moves`: 1 for a change of position; placing a waiting person is none. `shortageWithMoves` and `balance` charge
 *   their price for the same.
 * * `objections`: 1 for being sent to a place objected to; staying never counts.
 * * `wishes`: rank − 1 of the best wish met, the highest rank listed where none is met; 0 for people without wishes.
 * * `competencyGap`: levels missing to what the post asks, staying included; a competency never rated counts in full.
 * * `distance`: millimetres of a transfer.
 */
export function pairCostOf(
  name: Exclude<PlanLevel["name"], "tie">,
  { moveThreshold, geography }: { readonly moveThreshold: number; readonly geography: Geography },
): PairCost {
  const perMove =
    (price: number): PairCost =>
    (person, place) =>
      isMove(person, place) ? price : 0;
  switch (name) {
    case "floors":
    case "shortage":
    case "squaredBalance":
      return FREE;
    case "waiting":
      return (_, place) => (place === null ? 1 : 0);
    case "moves":
      return perMove(1);
    case "shortageWithMoves":
      return perMove(SCALE / 2);
    case "balance":
      return perMove(Number(priceOfMove(exactDecimal(moveThreshold))));
    case "objections":
      return (person, place) =>
        isTransfer(person, place) && person.objections?.some((objection) => matches(objection, place)) === true ? 1 : 0;
    case "wishes":
      return (person, place) => {
        if (person.wishes === undefined || person.wishes.length === 0) return 0;
        const met = person.wishes.filter((wish) => place !== null && matches(wish, place)).map(({ rank }) => rank - 1);
        return met.length > 0 ? Math.min(...met) : Math.max(...person.wishes.map(({ rank }) => rank));
      };
    case "competencyGap":
      return (person, place) =>
        Object.entries(place?.requirements?.competencies ?? {}).reduce(
          (gap, [competency, level]) => gap + Math.max(0, level - (ownLevel(person, competency) ?? 0)),
          0,
        );
    case "distance":
      return (person, place) => (isTransfer(person, place) ? (geography.distanceTo(person, place) ?? 0) : 0);
  }
}

/** Whether being at `place` means a change of position. */
export function isMove(person: Staff, place: Position | null): place is Position {
  return place !== null && person.positionId !== null && person.positionId !== place.id;
}

/** A move, or the placement of a waiting person. */
export function isTransfer(person: Staff, place: Position | null): place is Position {
  return place !== null && person.positionId !== place.id;
}

function matches(named: Place, place: Position): boolean {
  return "positionId" in named ? named.positionId === place.id : named.unitId === place.unitId;
}

/** Whether holders of this person's post are counted at all: everyone but the holders of unstudied posts. */
export function isCounted(scenario: Scenario, person: Staff): boolean {
  return person.positionId === null || scenario.positionById.get(person.positionId)!.required !== null;
}
