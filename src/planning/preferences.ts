/**
 * In which order a person would like to have the places: the one reading of wishes, objections, staying and silence on
 * which merit and voluntary exchange rest.
 *
 * From the best: wishes by rank (equal ranks are equally good; of several wishes that name one post the best counts), then
 * staying, then posts of which the person says nothing, then waiting, then posts to which the person objects. A wish for
 * the present post puts staying at the rank of that wish. An objection outweighs a wish for the same post; it is never held
 * against staying. So whoever says nothing prefers to stay, and whoever waits prefers any post not objected to.
 */
import type { Place, Position, Staff } from "../scenario/index.js";

/**
 * The standing of a place for a person: a whole number from 1, lower is better, equal is equally good. `null` is waiting.
 */
export type PreferenceOrder = (place: Position | null) => number;

/** The order of a person. O(wishes + objections) a place. */
export function preferenceOrder({ positionId, wishes = [], objections = [] }: Staff): PreferenceOrder {
  const ranks = [...new Set(wishes.map(({ rank }) => rank))].sort((a, b) => a - b);
  const staying = ranks.length + 1;
  const [silent, waiting, objected] = [staying + 1, staying + 2, staying + 3];
  const wished = (position: Position): number | undefined => {
    let best: number | undefined;
    for (const wish of wishes) {
      if (names(wish, position) && (best === undefined || wish.rank < best)) best = wish.rank;
    }
    return best === undefined ? undefined : ranks.indexOf(best) + 1;
  };
  return (place) => {
    if (place === null) return waiting;
    if (place.id === positionId) return wished(place) ?? staying;
    if (objections.some((objection) => names(objection, place))) return objected;
    return wished(place) ?? silent;
  };
}

function names(named: Place, position: Position): boolean {
  return "positionId" in named ? named.positionId === position.id : named.unitId === position.unitId;
}
