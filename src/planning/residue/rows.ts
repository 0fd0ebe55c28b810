/**
 * Conditions as linear rows over the pairs of a formulation: lower ≤ Σ coefficient(group, place) · people ≤ upper, all
 * integers. People who are not in the network have gone into the bounds.
 */
import type { Formulation, PairFlow } from "../formulate.js";

/** Names a row: constraint, node, and what else tells rows of one constraint apart; empty where there is nothing. */
export type RowName = readonly [constraint: string, node: string, detail: string];

/** One condition. */
export interface Row {
  readonly name: RowName;
  /** Integer, or −Infinity. */
  readonly lower: number;
  /** Integer, or Infinity. */
  readonly upper: number;
  /** What one whole person, kilometre … amounts to in the row: how far a condition is missed is counted in these. */
  readonly unit: number;
  /** Wanted, not demanded: what is missing costs on the level `floors`. */
  readonly isSoft: boolean;
  /** A rule of the scenario, not a condition of the caller's: no plan that is looked at misses it. */
  readonly isRule?: boolean;
  /** All rows of the condition that the row was made for, where rows are made on demand. */
  readonly family?: (() => readonly Row[]) | undefined;
  /**
   * Rows of which each unit missed allows so many units here: the row follows from them, asks nothing of its own and is
   * never missed (`meeting-cuts.ts`).
   */
  readonly relief?: readonly (readonly [row: Row, times: number])[] | undefined;
  /** Groups that alone have coefficients; `undefined`: any. */
  readonly groups: Int32Array | undefined;
  /** Places that alone have coefficients; `undefined`: any. */
  readonly places: Int32Array | undefined;
  /** Integer coefficient of a person of the group at the place (waiting is the place after the last position). */
  coefficient(group: number, place: number): number;
}

/** People by pair, as they are or as a relaxation has them. */
export interface Weights {
  readonly pair: Int32Array;
  readonly people: ArrayLike<number>;
}

/** All conditions of a run. */
export interface RowSource {
  /** Conditions that are looked at from the start. */
  readonly rows: readonly Row[];
  /** Conditions, among those too many to write down, that given weights break; by name. */
  broken(weights: Weights): readonly Row[];
  /** What conditions imply together and weights break; for goals that count what is missed. */
  implied?(weights: Weights): readonly Row[];
}

/** Finds the rows in which a pair may have a coefficient. */
export interface RowIndex {
  /** Calls `visit` with the number of every row in which the pair has a coefficient other than 0, and that coefficient. */
  ofPair(group: number, place: number, visit: (row: number, coefficient: number) => void): void;
}

/** O(rows · their groups or places). `isWanted`: rows that are indexed; all by default. */
export function indexRows(
  rows: readonly Row[],
  groupCount: number,
  placeCount: number,
  isWanted: (row: number) => boolean = () => true,
): RowIndex {
  const ofGroup: (number[] | undefined)[] = Array.from({ length: groupCount });
  const ofPlace: (number[] | undefined)[] = Array.from({ length: placeCount });
  const everywhere: number[] = [];
  rows.forEach(({ groups, places }, r) => {
    if (!isWanted(r)) return;
    if (groups !== undefined) for (const g of groups) (ofGroup[g] ??= []).push(r);
    else if (places !== undefined) for (const p of places) (ofPlace[p] ??= []).push(r);
    else everywhere.push(r);
  });
  const lists = (group: number, place: number): (readonly number[] | undefined)[] => [
    ofGroup[group],
    ofPlace[place],
    everywhere,
  ];
  return {
    ofPair(group, place, visit) {
      for (const list of lists(group, place)) {
        if (list === undefined) continue;
        for (const r of list) {
          const coefficient = rows[r]!.coefficient(group, place);
          if (coefficient !== 0) visit(r, coefficient);
        }
      }
    },
  };
}

/** What each row comes to under a plan. Exact: integers below 2^53. O(people · rows of a pair). */
export function activities(rows: readonly Row[], formulation: Formulation, { pair, people }: Weights): Float64Array {
  const { groups, positions, place } = formulation;
  const index = indexRows(rows, groups.length, positions.length + 1);
  const activity = new Float64Array(rows.length);
  for (let k = 0; k < pair.length; k++) {
    index.ofPair(formulation.groupOf(pair[k]!), place[pair[k]!]!, (r, coefficient) => {
      activity[r]! += coefficient * people[k]!;
    });
  }
  return activity;
}

/** How far an activity misses a row, in units of the row rounded up; 0 where the row holds. */
export function missing({ lower, upper, unit }: Row, activity: number): number {
  return Math.ceil(Math.max(0, lower - activity, activity - upper) / unit);
}

/** Rows that a plan breaks, soft ones left out. */
export function brokenRows(source: RowSource, formulation: Formulation, flow: PairFlow): Row[] {
  const activity = activities(source.rows, formulation, flow);
  const broken = source.rows.filter((row, r) => !row.isSoft && missing(row, activity[r]!) > 0);
  return [...broken, ...source.broken(flow)];
}
