/**
 * What one person at one place costs on each level: the part of every goal that looks at people, not at head counts.
 * The place is a position, the present one included, or `null` for waiting.
 */
import { boundRules, isOverTenured } from "../eligibility/index.js";
import { exactDecimal, ownLevel, type Place, type Position, type Scenario, type Staff } from "../scenario/index.js";
import { priceOfMove, SCALE } from "./fixed-point.js";
import type { Geography } from "./geography.js";
import type { PlanLevel } from "./levels.js";
import { type PreferenceOrder, preferenceOrder } from "./preferences.js";

/** Integer cost of `person` at `place`. */
export type PairCost = (person: Staff, place: Position | null) => number;

/** What a level charges where it looks at nothing but the kind of the pair. */
export interface UniformCost {
  /** Keeping the present position. */
  readonly stay: number;
  /** Another position than the present one. */
  readonly move: number;
  /** A position for a waiting person. */
  readonly placement: number;
  /** Being left waiting. */
  readonly waiting: number;
}

/** Nothing costs anything. */
export const FREE: UniformCost = { stay: 0, move: 0, placement: 0, waiting: 0 };

/**
 * The pair costs of the levels that charge by kind alone; `undefined` for the others.
 *
 * * `waiting`: 1 where the person is left waiting.
 * * `moves`: 1 for a change of position; placing a waiting person is none. `shortageWithMoves` and `balance` charge
 *   their price for the same.
 */
export function uniformCostOf(name: PlanLevel["name"], moveThreshold: number): UniformCost | undefined {
  switch (name) {
    case "floors":
    case "shortage":
    case "squaredBalance":
    case "leximin":
      return FREE;
    case "waiting":
      return { ...FREE, waiting: 1 };
    case "moves":
      return { ...FREE, move: 1 };
    case "shortageWithMoves":
      return { ...FREE, move: SCALE / 2 };
    case "balance":
      return { ...FREE, move: Number(priceOfMove(exactDecimal(moveThreshold))) };
    default:
      return undefined;
  }
}

/** A uniform cost for one pair. */
function ofKind({ stay, move, placement, waiting }: UniformCost): PairCost {
  return ({ positionId }, place) => {
    if (place === null) return waiting;
    if (positionId === null) return placement;
    return positionId === place.id ? stay : move;
  };
}

/**
 * The pair cost of a level; `tie`, which looks at groups of people, is left to the formulation. What training costs hangs on
 * ways, not on places: those levels are 0 here (`ways.ts`).
 *
 * * The levels of `uniformCostOf` as said there.
 * * `overTenured`: 1 for staying at a post that has been held for longer than a preference of the rules allows.
 * * `merit`: standing of the place in the person's order, less 1 (`preferences.ts`). People choose in turn; the sum only tells
 *   how far from their best places that left them.
 * * `objections`: 1 for being sent to a place objected to; staying never counts.
 * * `wishes`: rank − 1 of the best wish met, the highest rank listed where none is met; 0 for people without wishes.
 * * `competencyGap`: levels missing to what the post asks, staying included; a competency never rated counts in full.
 * * `distance`: millimetres of a transfer.
 */
export function pairCostOf(
  name: Exclude<PlanLevel["name"], "tie">,
  {
    scenario,
    moveThreshold,
    geography,
  }: { readonly scenario: Scenario; readonly moveThreshold: number; readonly geography: Geography },
): PairCost {
  switch (name) {
    case "overTenured":
      return (person, place) =>
        place !== null && person.positionId === place.id && isOverTenured(scenario, person) ? 1 : 0;
    case "merit": {
      let [known, order]: [Staff | undefined, PreferenceOrder | undefined] = [undefined, undefined];
      return (person, place) => {
        if (person !== known) [known, order] = [person, preferenceOrder(person)];
        return order!(place) - 1;
      };
    }
    case "objections":
      return (person, place) => (isTransfer(person, place) && isObjectedTo(person, place) ? 1 : 0);
    case "wishes":
      return (person, place) => {
        if (person.wishes === undefined || person.wishes.length === 0) return 0;
        const met = person.wishes.filter((wish) => place !== null && matches(wish, place)).map(({ rank }) => rank - 1);
        return met.length > 0 ? Math.min(...met) : Math.max(...person.wishes.map(({ rank }) => rank));
      };
    case "competencyGap": {
      const asked = new Map<Position, (readonly [string, number])[]>();
      return (person, place) => {
        if (place?.requirements?.competencies === undefined) return 0;
        let levels = asked.get(place);
        if (levels === undefined) asked.set(place, (levels = Object.entries(place.requirements.competencies)));
        let gap = 0;
        for (const [competency, level] of levels) gap += Math.max(0, level - (ownLevel(person, competency) ?? 0));
        return gap;
      };
    }
    case "distance":
      return (person, place) => (isTransfer(person, place) ? (geography.distanceTo(person, place) ?? 0) : 0);
    default:
      return ofKind(uniformCostOf(name, moveThreshold) ?? FREE);
  }
}

/** Whether nobody can cost anything on a level, wherever people go: nothing needs to be read pair by pair. */
export function isFree(name: PlanLevel["name"], scenario: Scenario, { farthest }: Geography): boolean {
  switch (name) {
    case "floors":
    case "shortage":
    case "squaredBalance":
    case "leximin":
      return true;
    case "waiting": // a law that forbids staying can leave anybody waiting
      return boundRules(scenario).ofStay.length === 0 && scenario.staff.every(({ positionId }) => positionId !== null);
    case "overTenured":
      return boundRules(scenario).preferences.length === 0;
    case "objections":
      return scenario.staff.every(({ objections = [] }) => objections.length === 0);
    case "wishes":
      return scenario.staff.every(({ wishes = [] }) => wishes.length === 0);
    case "competencyGap":
      return scenario.positions.every(({ requirements }) => requirements?.competencies === undefined);
    case "distance":
      return farthest === 0;
    default:
      return false;
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

/** Whether a person objects to a position or its unit. */
export function isObjectedTo({ objections = [] }: Staff, place: Position): boolean {
  return objections.some((objection) => matches(objection, place));
}

function matches(named: Place, place: Position): boolean {
  return "positionId" in named ? named.positionId === place.id : named.unitId === place.unitId;
}

/** Whether holders of this person's post are counted at all: everyone but the holders of unstudied posts. */
export function isCounted(scenario: Scenario, person: Staff): boolean {
  return person.positionId === null || scenario.positionById.get(person.positionId)!.required !== null;
}
