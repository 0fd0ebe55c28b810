/**
 * The smallest change of weights by which two people change places, exactly.
 *
 * The change is measured as the weight that is moved from some indicators to others, half of Σ |new − old|: what is
 * given equals what is taken, since the sum stays. It is the norm in which a commission speaks ("three of a hundred points
 * of weight from attendance to innovation").
 *
 * Let d be the points of the one ahead less those of the other. Moving one part of weight from indicator i to the one
 * with the least d narrows the gap by d(i) − d(least); so the cheapest change takes from the indicators with the largest d
 * first, each down to 0, and gives all of it there. At that change the two are equal; any more, and they have
 * swapped. Fractions are exact, in whole numbers of any size.
 */
import { openDoor, type Path } from "../door/index.js";
import { greatestDivisor } from "./decimal.js";
import type { RankedPerson, Ranking } from "./ranking.js";
import { checkRanking } from "./read-ranking.js";

/** An exact fraction as texts of whole numbers, in plain JSON. */
export interface ExactFraction {
  readonly numerator: string;
  readonly denominator: string;
}

/** How two people change places. */
export interface WeightSwap {
  readonly ahead: string;
  readonly behind: string;
  /** Score of the one ahead less that of the other, points; by how much the weights must close. */
  readonly gap: number;
  /**
   * `weights`: the changes below make them equal, and any more swaps them. `never`: the one ahead has at least as many
   * points in every indicator, and no weights put the other first. `tie`: they are equal already.
   */
  readonly status: "weights" | "never" | "tie";
  /** Weight moved, as a share of all weight, 0 … 1; `null` where no change will do. */
  readonly moved: number | null;
  /** The same, exactly. */
  readonly exactly: ExactFraction | null;
  /** Weights that change, as shares of all weight, 0 … 1; givers first. */
  readonly changes: readonly {
    readonly indicator: string;
    readonly from: number;
    readonly to: number;
  }[];
}

/**
 * The smallest change of weights at which two people of a ranking are equal. O(k log k).
 *
 * @throws ScenarioError `merit/not-a-ranking`, `merit/unknown-id`, `merit/same-person`, `merit/wrong-type`
 */
export function smallestSwap(ranking: Ranking, first: string, second: string): WeightSwap {
  const [one, other] = findPeople(ranking, first, second);
  const [ahead, behind] = one.place < other.place ? [one, other] : [other, one];
  const { indicators, unitsPerPoint } = ranking;
  const base = { ahead: ahead.id, behind: behind.id, gap: (ahead.units - behind.units) / unitsPerPoint };
  const none = { ...base, changes: [] };
  if (ahead.units === behind.units)
    return { ...none, status: "tie", moved: 0, exactly: { numerator: "0", denominator: "1" } };
  const difference = indicators.map((_, j) => ahead.points[j]! - behind.points[j]!);
  const taker = difference.indexOf(Math.min(...difference));
  const least = difference[taker]!;
  if (least >= 0) return { ...none, status: "never", moved: null, exactly: null };

  const total = indicators.reduce((sum, { share }) => sum + share, 0);
  const order = indicators.map((_, j) => j).sort((a, b) => difference[b]! - difference[a]! || a - b);
  let gap = BigInt(ahead.units - behind.units);
  let whole = 0n; // parts moved from givers that end at 0
  let last: { readonly giver: number; readonly numerator: bigint; readonly denominator: bigint } | null = null;
  const emptied: number[] = [];
  for (const giver of order) {
    const gain = BigInt(difference[giver]! - least);
    const share = BigInt(indicators[giver]!.share);
    if (share === 0n) continue;
    if (share * gain >= gap) {
      last = { giver, numerator: gap, denominator: gain };
      break;
    }
    gap -= share * gain;
    whole += share;
    emptied.push(giver);
  }
  // All weight on the taker would put the other ahead, so the loop always ends by its break.
  const { giver, numerator, denominator } = last!;
  const moved = [whole * denominator + numerator, BigInt(total) * denominator] as const;
  const divisor = greatestDivisor(moved);
  const share = (parts: number): number => parts / total;
  const kept = indicators[giver]!.share - Number(numerator) / Number(denominator);
  const given = Number(moved[0] / divisor) / Number(moved[1] / divisor);
  const changes = [
    ...emptied.map((j) => ({ indicator: indicators[j]!.id, from: share(indicators[j]!.share), to: 0 })),
    { indicator: indicators[giver]!.id, from: share(indicators[giver]!.share), to: share(kept) },
    {
      indicator: indicators[taker]!.id,
      from: share(indicators[taker]!.share),
      to: share(indicators[taker]!.share) + given,
    },
  ];
  return {
    ...base,
    status: "weights",
    moved: given,
    exactly: { numerator: String(moved[0] / divisor), denominator: String(moved[1] / divisor) },
    changes,
  };
}

/** Two different people of a ranking. */
export function findPeople(ranking: Ranking, first: string, second: string): readonly [RankedPerson, RankedPerson] {
  const door = openDoor("merit");
  if (!checkRanking(door, ranking)) door.close();
  const places = new Map(ranking.people.map((person) => [person.id, person]));
  const find = (id: string, at: Path): RankedPerson | undefined =>
    door.knownPerson(id, at, places, "the id of anyone ranked") ? places.get(id) : undefined;
  const [one, other] = [find(first, ["first"]), find(second, ["second"])];
  if (one !== undefined && one === other) door.report("same-person", ["second"], "it is the same person twice");
  door.close();
  return [one!, other!];
}
