/**
 * The ranking by merit: figures to points, points times weights to a score, scores to places. Everything that decides is
 * a whole number, so that a score is the exact sum of its contributions and equal means equal.
 *
 *     units = Σ share · points,   score = units / (Σ share · 10⁶)   points, 0 … 100
 *
 * with shares the weights in whole parts and points in millionths (`points.ts`). Monotone in every indicator, unchanged
 * by another unit, by weights times a constant, or by an indicator that is split in two; nothing depends on the order of
 * people or of an object's keys.
 */
import { type Door, openDoor } from "../door/index.js";
import type { Issue } from "../errors/index.js";
import { compile, type Fault } from "./formula/evaluate.js";
import { draw } from "./lottery.js";
import { PARTS, pointsOf } from "./points.js";
import type { RankedPerson, Ranking } from "./ranking.js";
import { type Columns, meantBy, readPeople } from "./read-people.js";
import { type ReadIndicator, readScheme, type ReadScheme } from "./read-scheme.js";
import type { MeritPerson, MeritScheme } from "./scheme.js";

/**
 * Ranks people by a scheme. O(people · (indicators + size of formulas) + people · log people).
 *
 * Notices: `merit/unread-figure` (figures that no indicator of the scheme reads), `merit/clamped` (figures beyond their
 * scale), `merit/substituted` (figures that stand in for missing ones), `merit/excluded` (people who are not ranked).
 *
 * @throws ScenarioError with every issue. Of the scheme: `merit/protected-attribute`, `merit/bad-name`,
 * `merit/reserved-name`, `merit/duplicate-indicator`, `merit/no-indicators`, `merit/too-many`, `merit/no-weight`,
 * `merit/weights-too-fine`, `merit/empty-range`, `merit/formula-too-long`, `merit/formula-too-large`,
 * `merit/formula-not-allowed`, `merit/formula-unknown-name`, `merit/formula-syntax`, `merit/unused-policy`,
 * `merit/duplicate-tie-break`, `merit/unknown-id`. Of people: `merit/duplicate-id`, `merit/missing-figure`,
 * `merit/out-of-scale`, `merit/calculated-figure`, `merit/division-by-zero`, `merit/overflow`. Of both:
 * `merit/missing-value`, `merit/wrong-type`, `merit/not-a-number`, `merit/out-of-range`, `merit/unknown-key`,
 * `merit/unknown-value`, `merit/impossible-date`
 */
export function rankByMerit(people: readonly MeritPerson[], scheme: MeritScheme): Ranking {
  const door = openDoor("merit");
  const read = readScheme(door, scheme);
  door.close(); // people cannot be read by a scheme that is not one
  const columns = readPeople(door, people, read);
  door.close(); // formulas calculate with figures that are there
  const figures = calculated(door, columns, read);
  door.close();
  const points = read.indicators.map((indicator, j) => pointsColumn(figures[j]!, indicator, columns.ids.length));
  return rankingOf(columns, read, points);
}

/** Figures by indicator, those of formulas calculated. */
function calculated(
  door: Door,
  { ids, givenAt, figures, clamped }: Columns,
  { indicators }: ReadScheme,
): readonly Float64Array[] {
  const byName = new Map<string, Float64Array>();
  for (const [j, column] of figures.entries()) if (column !== null) byName.set(indicators[j]!.id, column);
  for (const [j, { id, formula, scale, clamp }] of indicators.entries()) {
    if (formula === null) continue;
    const column = new Float64Array(ids.length);
    const evaluator = compile(formula, (name) => byName.get(name)!);
    for (let row = 0; row < ids.length; row++) {
      const value = evaluator.evaluate(row);
      const fault = evaluator.fault();
      if (fault !== null) reportFault(door, fault, ["people", givenAt[row]!, "values", id], formula.text);
      else if (value >= scale.from && value <= scale.to) column[row] = value;
      else if (clamp || isNoise(value, scale)) {
        if (!isNoise(value, scale)) clamped[j]!++;
        column[row] = value < scale.from ? scale.from : scale.to;
      } else {
        door.report(
          "out-of-scale",
          ["people", givenAt[row]!, "values", id],
          `${value} lies beyond the scale of ${id}, ${scale.from} to ${scale.to}`,
          'the scale is too narrow for the formula; or the scheme says outside: "clamp"',
        );
      }
    }
    byName.set(id, column);
  }
  return indicators.map(({ id }) => byName.get(id)!);
}

/** Beyond the scale by no more than the noise of binary fractions. */
function isNoise(value: number, { from, to }: ReadIndicator["scale"]): boolean {
  const beyond = value < from ? from - value : value - to;
  return beyond <= 1e-12 * Math.max(Math.abs(from), Math.abs(to));
}

const FAULTS: Readonly<Record<Fault["reason"], string>> = {
  "division-by-zero": "divides by zero",
  "not-a-number": "has no result",
  overflow: "goes beyond the largest number",
};

function reportFault(door: Door, { reason, at }: Fault, path: Issue["path"], text: string): void {
  const where = `at character ${at + 1}, ${JSON.stringify(text.slice(at, at + 20))}`;
  const hint = reason === "division-by-zero" ? "if(b == 0, 0, a / b) says what counts in this case" : undefined;
  door.report(reason, path, `the formula ${FAULTS[reason]} (${where})`, hint);
}

function pointsColumn(figures: Float64Array, { scale, formula }: ReadIndicator, rows: number): Int32Array {
  const points = new Int32Array(rows);
  for (let row = 0; row < rows; row++) points[row] = pointsOf(figures[row]!, scale, formula !== null);
  return points;
}

const NONE: readonly string[] = Object.freeze([]);

function rankingOf(columns: Columns, scheme: ReadScheme, points: readonly Int32Array[]): Ranking {
  const { ids, substituted } = columns;
  const { indicators, tieBreaks, seed } = scheme;
  const units = new Float64Array(ids.length);
  for (const [j, { share }] of indicators.entries()) {
    const column = points[j]!;
    for (let row = 0; row < units.length; row++) units[row]! += share * column[row]!;
  }
  const compare = placeOrder(
    ids,
    units,
    tieBreaks.map((j) => points[j]!),
    seed,
  );
  const order = Array.from(ids, (_, row) => row).sort(compare);
  const unitsPerPoint = scheme.total * PARTS;
  let rank = 1;
  const people: RankedPerson[] = [];
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && units[order[end]!] === units[order[start]!]) end++;
    rank = start + 1;
    for (let k = start; k < end; k++) {
      const row = order[k]!;
      people.push({
        id: ids[row]!,
        place: k + 1,
        rank,
        score: units[row]! / unitsPerPoint,
        units: units[row]!,
        contributions: indicators.map(({ share }, j) => share * points[j]![row]!),
        points: points.map((column) => column[row]!),
        tied: end - start - 1,
        decidedBy: k === start ? null : tieBreakBetween(order[k - 1]!, row, points, scheme),
        substituted: substituted.get(row) ?? NONE,
      });
    }
    start = end;
  }
  return {
    asOf: scheme.asOf,
    indicators: indicators.map(({ id, label, weight, share, scale, formula }) => ({
      id,
      label,
      weight,
      share,
      scale: { from: scale.from, to: scale.to },
      direction: scale.higherIsBetter ? "higherIsBetter" : "lowerIsBetter",
      formula: formula?.text ?? null,
    })),
    unitsPerPoint,
    tieBreaks: tieBreaks.map((j) => indicators[j]!.id),
    seed,
    people,
    excluded: columns.excluded,
    notices: noticesOf(columns, scheme),
  };
}

/**
 * The total order of places: by units, then by the points of each tie-break, then by the lottery, then by id.
 *
 * @param keys - points of the tie-breaks, the first first.
 */
export function placeOrder(
  ids: readonly string[],
  units: ArrayLike<number>,
  keys: readonly ArrayLike<number>[],
  seed: string,
): (a: number, b: number) => number {
  const drawn = Uint32Array.from(ids, (id) => draw(seed, id));
  return (a, b) => {
    const difference = units[b]! - units[a]!;
    if (difference !== 0) return difference;
    for (const key of keys) if (key[a]! !== key[b]!) return key[b]! - key[a]!;
    return drawn[a]! - drawn[b]! || (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : 0);
  };
}

function tieBreakBetween(
  before: number,
  row: number,
  points: readonly Int32Array[],
  { indicators, tieBreaks }: ReadScheme,
): string {
  const decisive = tieBreaks.find((j) => points[j]![before] !== points[j]![row]);
  return decisive === undefined ? "lottery" : indicators[decisive]!.id;
}

function noticesOf({ clamped, unread, substituted, excluded }: Columns, { indicators }: ReadScheme): Issue[] {
  const notices: Issue[] = [];
  const notice = (code: string, path: Issue["path"], message: string, hint?: string): void => {
    notices.push({ code: `merit/${code}`, path, message, ...(hint === undefined ? {} : { hint }) });
  };
  for (const name of [...unread.keys()].sort()) {
    const { first, count } = unread.get(name)!;
    const who = count === 1 ? "one person has" : `${count} people have`;
    const what = JSON.stringify(name.slice(0, 60));
    notice(
      "unread-figure",
      ["people", first, "values", name],
      `${who} a figure ${what}, which no indicator of the scheme reads`,
      meantBy(name, indicators),
    );
  }
  for (const [j, count] of clamped.entries()) {
    if (count === 0) continue;
    const { id, scale } = indicators[j]!;
    notice("clamped", ["scheme", "indicators", j], `${count} figures of ${id} count as ${scale.from} or ${scale.to}`);
  }
  const stands = new Map<string, number>();
  for (const names of substituted.values()) for (const name of names) stands.set(name, (stands.get(name) ?? 0) + 1);
  for (const [j, { id, missing }] of indicators.entries()) {
    const count = stands.get(id);
    if (count === undefined || missing.kind !== "value") continue;
    notice("substituted", ["scheme", "indicators", j], `${count} missing figures of ${id} count as ${missing.value}`);
  }
  if (excluded.length > 0)
    notice("excluded", ["people"], `${excluded.length} people are not ranked: figures are missing`);
  return notices;
}
