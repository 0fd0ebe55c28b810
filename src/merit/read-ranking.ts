/** Takes a ranking back in: from the caller's hands or from JSON, and only if it still adds up. */
import type { Door } from "../door/index.js";
import { wholeMultiples } from "./decimal.js";
import type { PointTable } from "./dominance.js";
import { FULL_POINTS, PARTS } from "./points.js";
import type { RankedIndicator, Ranking } from "./ranking.js";

/** Points of the first `rows` people of a ranking, row by row. */
export function pointTable(ranking: Ranking): PointTable {
  const k = ranking.indicators.length;
  const table = new Int32Array(ranking.people.length * k);
  for (const [row, { points }] of ranking.people.entries()) table.set(points, row * k);
  return table;
}

/**
 * Checks that a ranking is one: indicators with names, labels and shares that follow from their weights, people in the order
 * of their places, points within 0 … 100, and units that are the sum of shares times points. One issue for the first
 * thing that is not. O(people × indicators).
 */
export function checkRanking(door: Door, given: unknown): given is Ranking {
  const refuse = (message: string): false => {
    door.report("not-a-ranking", ["ranking"], message, "rankByMerit makes rankings; this one was changed or cut");
    return false;
  };
  const ranking = given as Partial<Ranking> | null | undefined;
  if (typeof ranking !== "object" || ranking === null) return refuse("this is not a ranking");
  const { indicators, people, unitsPerPoint, tieBreaks, seed } = ranking;
  if (!Array.isArray(indicators) || !Array.isArray(people) || !Array.isArray(tieBreaks) || typeof seed !== "string") {
    return refuse("a ranking has indicators, people, tie-breaks and a seed");
  }
  if (!Array.from(indicators).every(isIndicator)) {
    return refuse("an indicator lacks its id, its label in both languages, its weight or its share");
  }
  const names = new Set(indicators.map(({ id }) => id));
  if (names.size < indicators.length || !Array.from(tieBreaks).every((name) => names.has(name))) {
    return refuse("an indicator stands twice, or a tie-break is no indicator");
  }
  const shares = indicators.map(({ share }) => share);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total === 0 || unitsPerPoint !== total * PARTS || total * FULL_POINTS > Number.MAX_SAFE_INTEGER) {
    return refuse("the shares of the indicators and the units of a point do not agree");
  }
  const weights = wholeMultiples(indicators.map(({ weight }) => weight));
  if (weights.some((weight, j) => weight !== BigInt(shares[j]!))) {
    return refuse("the shares of the indicators do not follow from their weights");
  }
  const ids = new Set<string>();
  let above = Infinity;
  for (const [row, person] of (people as Ranking["people"]).entries()) {
    const points: readonly number[] | undefined = person?.points;
    if (typeof person?.id !== "string" || !Array.isArray(points) || points.length !== shares.length) {
      return refuse(`person ${row} has no id, or not one figure for each indicator`);
    }
    if (ids.has(person.id)) return refuse(`person ${row} stands there twice`);
    ids.add(person.id);
    if (!Array.isArray(person.substituted)) return refuse(`person ${row} has no list of missing figures`);
    let units = 0;
    for (const [j, share] of shares.entries()) {
      const one = points[j]!;
      if (!Number.isInteger(one) || one < 0 || one > FULL_POINTS) return refuse(`person ${row} has impossible points`);
      units += share * one;
    }
    const isScore = units === person.units && person.score === units / unitsPerPoint;
    if (!isScore || person.place !== row + 1 || units > above) {
      return refuse(`the score or the place of person ${row} does not follow from the points`);
    }
    above = units;
  }
  return true;
}

function isIndicator(given: unknown): given is RankedIndicator {
  const { id, label, weight, share } = (given ?? {}) as Partial<RankedIndicator>;
  const isNamed = typeof id === "string" && typeof label?.id === "string" && typeof label.en === "string";
  return isNamed && Number.isFinite(weight) && weight! >= 0 && Number.isSafeInteger(share) && share! >= 0;
}
