/** Why a person has this score, and why one stands before another: tables that add up, exactly. */
import { openDoor } from "../door/index.js";
import type { RankedPerson, Ranking } from "./ranking.js";
import { checkRanking } from "./read-ranking.js";
import type { Label } from "./scheme.js";
import { findPeople } from "./swap.js";

/** What one indicator adds to a score. */
export interface ScorePart {
  readonly indicator: string;
  readonly label: Label;
  /** Share of all weight, 0 … 1. */
  readonly weight: number;
  /** 0 … 100. */
  readonly points: number;
  /** Points of the score that come from here; `units` exactly. */
  readonly contribution: number;
  readonly units: number;
  /** Points of the score that full points here would add. */
  readonly lost: number;
  /** Whether the figure stands in for a missing one. */
  readonly substituted: boolean;
}

/** A score taken apart. */
export interface ScoreExplanation {
  readonly id: string;
  readonly place: number;
  readonly score: number;
  /** Σ `units` of the parts. */
  readonly units: number;
  readonly unitsPerPoint: number;
  /** In the order of the scheme. */
  readonly parts: readonly ScorePart[];
}

/**
 * Takes the score of one person apart. O(people) to find the person.
 *
 * @throws ScenarioError `merit/not-a-ranking`, `merit/unknown-id`
 */
export function explainScore(ranking: Ranking, id: string): ScoreExplanation {
  const door = openDoor("merit");
  if (!checkRanking(door, ranking)) door.close();
  const places = new Map(ranking.people.map((person) => [person.id, person]));
  door.knownPerson(id, ["id"], places, "the id of anyone ranked");
  door.close();
  const person = places.get(id)!;
  const { indicators, unitsPerPoint } = ranking;
  const total = unitsPerPoint / 1e6;
  return {
    id,
    place: person.place,
    score: person.score,
    units: person.units,
    unitsPerPoint,
    parts: indicators.map(({ id: indicator, label, share }, j) => ({
      indicator,
      label,
      weight: share / total,
      points: person.points[j]! / 1e6,
      contribution: (share * person.points[j]!) / unitsPerPoint,
      units: share * person.points[j]!,
      lost: (share * (100e6 - person.points[j]!)) / unitsPerPoint,
      substituted: person.substituted.includes(indicator),
    })),
  };
}

/** Why one person stands before another. */
export interface RankComparison {
  readonly ahead: string;
  readonly behind: string;
  /** Score of the one ahead less that of the other, points. */
  readonly gap: number;
  readonly units: number;
  /** Contribution of the one ahead less that of the other: they add up to `units`. In the order of the scheme. */
  readonly parts: readonly {
    readonly indicator: string;
    readonly label: Label;
    readonly gap: number;
    readonly units: number;
  }[];
  /** What decided: the score, an indicator that breaks ties, or the lottery. */
  readonly decidedBy: string;
}

/**
 * Compares two people of a ranking, indicator by indicator.
 *
 * @throws ScenarioError `merit/not-a-ranking`, `merit/unknown-id`, `merit/same-person`
 */
export function compareRanked(ranking: Ranking, first: string, second: string): RankComparison {
  const [one, other] = findPeople(ranking, first, second);
  const [ahead, behind] = one.place < other.place ? [one, other] : [other, one];
  const units = ahead.units - behind.units;
  const { indicators, unitsPerPoint } = ranking;
  return {
    ahead: ahead.id,
    behind: behind.id,
    gap: units / unitsPerPoint,
    units,
    parts: indicators.map(({ id, label, share }, j) => {
      const part = share * (ahead.points[j]! - behind.points[j]!);
      return { indicator: id, label, gap: part / unitsPerPoint, units: part };
    }),
    decidedBy: units > 0 ? "score" : (tieBreak(ranking, ahead, behind) ?? "lottery"),
  };
}

function tieBreak({ indicators, tieBreaks }: Ranking, ahead: RankedPerson, behind: RankedPerson): string | undefined {
  return tieBreaks.find((name) => {
    const j = indicators.findIndex(({ id }) => id === name);
    return ahead.points[j] !== behind.points[j];
  });
}
