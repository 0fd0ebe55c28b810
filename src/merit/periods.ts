/**
 * Two periods compared: of each person, unit and agency, with the uncertainty of every mean; and who deserves
 * recognition (*penghargaan*) or needs coaching (*pembinaan*) by criteria that the caller states.
 *
 * Means of groups are over the people who have a score in both periods, in the group where they are afterwards: who came
 * or went does not pass for a change of those who stayed. Small groups have no mean, for it would tell of single people.
 */
import { type Door, openDoor, type Path } from "../door/index.js";
import type { Issue } from "../errors/index.js";
import type { Label } from "./scheme.js";
import { readId } from "./talent.js";
import { difference, type UncertainMean, uncertainMean } from "./uncertain-mean.js";

/** A person's score in one period. `null`: known to be there, and not scored. */
export interface PeriodScore {
  readonly id: string;
  readonly score: number | null;
  readonly unitId?: string;
  readonly agencyId?: string;
}

/** Who is named. At least one criterion; a person who meets any of them is on the list, with the reasons. */
export interface ListCriteria {
  /** Recognition: a score of at least this. Coaching: a score below this. */
  readonly score?: number;
  /** Recognition: a rise of at least this. Coaching: a fall of at least this. More than 0. */
  readonly change?: number;
}

/** How periods are compared. */
export interface PeriodOptions {
  readonly recognition?: ListCriteria;
  readonly coaching?: ListCriteria;
  /** Of the intervals, 0.5 … 0.999. Default 0.95. */
  readonly confidence?: number;
  /** Groups with fewer people in both periods have no mean. Default 5. */
  readonly smallestGroup?: number;
}

/** One person in both periods. */
export interface PersonChange {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Where the person is afterwards; `null` where not said. */
  readonly unitId: string | null;
  readonly agencyId: string | null;
  /** Whether the unit is another one than before. */
  readonly moved: boolean;
}

/** A group in both periods. */
export interface GroupChange {
  readonly id: string;
  /** People with a score in both periods. */
  readonly people: number;
  /** Means over them; `null` where the group is too small to be shown. */
  readonly before: number | null;
  readonly after: number | null;
  readonly change: UncertainMean | null;
}

/** A person on a list, and why. */
export interface Listed {
  readonly id: string;
  readonly score: number;
  /** `null` where there is no score before. */
  readonly change: number | null;
  readonly reasons: readonly Label[];
}

/** Two periods compared; lists in id order but for those of recognition (best first) and coaching (lowest first). */
export interface PeriodComparison {
  readonly people: readonly PersonChange[];
  readonly units: readonly GroupChange[];
  readonly agencies: readonly GroupChange[];
  readonly everyone: GroupChange;
  /** Scored afterwards alone, before alone, and on a list without any score. */
  readonly entered: readonly string[];
  readonly left: readonly string[];
  readonly unscored: readonly string[];
  readonly recognition: readonly Listed[];
  readonly coaching: readonly Listed[];
  readonly notices: readonly Issue[];
}

const SCORE = { what: "the score", least: -1e9, most: 1e9 };

/**
 * Compares two periods. O(n log n).
 *
 * Notices: `merit/small-group`.
 *
 * @throws ScenarioError `merit/missing-value`, `merit/wrong-type`, `merit/not-a-number`, `merit/out-of-range`,
 * `merit/unknown-key`, `merit/duplicate-id`, `merit/no-criterion`
 */
export function comparePeriods(
  before: readonly PeriodScore[],
  after: readonly PeriodScore[],
  options: PeriodOptions = {},
): PeriodComparison {
  const door = openDoor("merit");
  const earlier = readScores(door, before, ["before"]);
  const later = readScores(door, after, ["after"]);
  const keys = ["recognition", "coaching", "confidence", "smallestGroup"];
  const given = door.record(options, ["options"], keys);
  const confidence =
    given["confidence"] === undefined
      ? 0.95
      : door.number(given["confidence"], ["options", "confidence"], {
          what: "the confidence",
          least: 0.5,
          most: 0.999,
        });
  const smallest =
    given["smallestGroup"] === undefined
      ? 5
      : door.number(given["smallestGroup"], ["options", "smallestGroup"], {
          what: "the smallest group",
          least: 1,
          most: 1e6,
          whole: true,
        });
  const recognition = readCriteria(door, given["recognition"], ["options", "recognition"]);
  const coaching = readCriteria(door, given["coaching"], ["options", "coaching"]);
  door.close();

  const people: PersonChange[] = [];
  const [entered, left, unscored]: [string[], string[], string[]] = [[], [], []];
  for (const [id, { score, unitId, agencyId }] of later) {
    const first = earlier.get(id);
    if (score === null) (first === undefined || first.score === null ? unscored : left).push(id);
    else if (first === undefined || first.score === null) entered.push(id);
    else {
      const moved = first.unitId !== null && unitId !== null && first.unitId !== unitId;
      people.push({
        id,
        before: first.score,
        after: score,
        change: difference(score, first.score),
        unitId,
        agencyId,
        moved,
      });
    }
  }
  for (const [id, { score }] of earlier) if (!later.has(id)) (score === null ? unscored : left).push(id);
  people.sort((a, b) => byText(a.id, b.id));

  const notices: Issue[] = [];
  const group = (id: string, own: readonly PersonChange[]): GroupChange => {
    if (own.length < smallest) return { id, people: own.length, before: null, after: null, change: null };
    return {
      id,
      people: own.length,
      before: uncertainMean(
        own.map((one) => one.before),
        confidence,
      ).mean,
      after: uncertainMean(
        own.map((one) => one.after),
        confidence,
      ).mean,
      change: uncertainMean(
        own.map((one) => one.change),
        confidence,
      ),
    };
  };
  const groups = (key: "unitId" | "agencyId", what: string): GroupChange[] => {
    const byGroup = new Map<string, PersonChange[]>();
    for (const person of people) {
      const id = person[key];
      if (id === null) continue;
      const own = byGroup.get(id);
      if (own === undefined) byGroup.set(id, [person]);
      else own.push(person);
    }
    const rows = [...byGroup].sort(([a], [b]) => byText(a, b)).map(([id, own]) => group(id, own));
    const small = rows.filter(({ change }) => change === null).length;
    if (small > 0) {
      const message = `${small} ${what} with fewer than ${smallest} people in both periods have no mean`;
      notices.push({ code: "merit/small-group", path: ["after"], message });
    }
    return rows;
  };
  return {
    people,
    units: groups("unitId", "units"),
    agencies: groups("agencyId", "agencies"),
    everyone: group("", people),
    entered: entered.sort(byText),
    left: left.sort(byText),
    unscored: unscored.sort(byText),
    recognition: listOf(later, earlier, recognition, "recognition"),
    coaching: listOf(later, earlier, coaching, "coaching"),
    notices,
  };
}

interface ReadScore {
  readonly score: number | null;
  readonly unitId: string | null;
  readonly agencyId: string | null;
}

function readScores(door: Door, given: unknown, at: Path): ReadonlyMap<string, ReadScore> {
  const seen = new Map<string, number>();
  const scores = new Map<string, ReadScore>();
  for (const [k, one] of Array.from(door.list(given, at, "scores")).entries()) {
    const place: Path = [...at, k];
    const row = door.record(one, place, ["id", "score", "unitId", "agencyId"]);
    const id = readId(door, row["id"], place, seen, k);
    const score = row["score"] === null ? null : door.number(row["score"], [...place, "score"], SCORE);
    const unitId = door.text(row["unitId"], [...place, "unitId"]) ?? null;
    const agencyId = door.text(row["agencyId"], [...place, "agencyId"]) ?? null;
    scores.set(id, { score, unitId, agencyId });
  }
  return scores;
}

function readCriteria(door: Door, given: unknown, at: Path): ListCriteria | null {
  if (given === undefined) return null;
  const criteria = door.record(given, at, ["score", "change"]);
  const score = criteria["score"] === undefined ? undefined : door.number(criteria["score"], [...at, "score"], SCORE);
  const rule = { what: "the change", above: 0, most: 1e9 };
  const change =
    criteria["change"] === undefined ? undefined : door.number(criteria["change"], [...at, "change"], rule);
  if (score === undefined && change === undefined) {
    door.report("no-criterion", at, "a list without a criterion names nobody", "state a score, a change, or both");
  }
  return { ...(score === undefined ? {} : { score }), ...(change === undefined ? {} : { change }) };
}

function listOf(
  later: ReadonlyMap<string, ReadScore>,
  earlier: ReadonlyMap<string, ReadScore>,
  criteria: ListCriteria | null,
  kind: "recognition" | "coaching",
): Listed[] {
  if (criteria === null) return [];
  const praised = kind === "recognition";
  const listed: Listed[] = [];
  for (const [id, { score }] of later) {
    if (score === null) continue;
    const before = earlier.get(id)?.score ?? null;
    const change = before === null ? null : difference(score, before);
    const reasons: Label[] = [];
    if (criteria.score !== undefined && (praised ? score >= criteria.score : score < criteria.score)) {
      reasons.push(
        praised
          ? { id: `nilai paling sedikit ${criteria.score}`, en: `a score of at least ${criteria.score}` }
          : { id: `nilai di bawah ${criteria.score}`, en: `a score below ${criteria.score}` },
      );
    }
    const step = change === null ? 0 : praised ? change : -change;
    if (criteria.change !== undefined && step >= criteria.change) {
      reasons.push(
        praised
          ? { id: `naik paling sedikit ${criteria.change}`, en: `a rise of at least ${criteria.change}` }
          : { id: `turun paling sedikit ${criteria.change}`, en: `a fall of at least ${criteria.change}` },
      );
    }
    if (reasons.length > 0) listed.push({ id, score, change, reasons });
  }
  return listed.sort((a, b) => (praised ? b.score - a.score : a.score - b.score) || byText(a.id, b.id));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
