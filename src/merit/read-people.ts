/** Reads people into columns, one an indicator: what was given, what was missing and what stands in for it. */
import type { Door, Path } from "../door/index.js";
import { nearest } from "../errors/index.js";
import type { ExcludedPerson, MissingFigure } from "./ranking.js";
import type { ReadIndicator, ReadScheme } from "./read-scheme.js";

/** People as columns. Row `k` of a column belongs to `ids[k]`. */
export interface Columns {
  /** People who can be ranked, in the order given. */
  readonly ids: readonly string[];
  /** Place of each in the caller's list. */
  readonly givenAt: Int32Array;
  /** Figures by indicator, in its own unit; `null` where a formula calculates them. */
  readonly figures: readonly (Float64Array | null)[];
  /** Indicators whose figure stands in for a missing one, by row; rows without any are not here. */
  readonly substituted: ReadonlyMap<number, readonly string[]>;
  readonly excluded: readonly ExcludedPerson[];
  /** Figures that were beyond their scale and count as its end, by indicator. */
  readonly clamped: number[];
  /** Names of figures that no indicator reads: how many people have them, and the first one's place. */
  readonly unread: ReadonlyMap<string, { readonly first: number; count: number }>;
}

const LONGEST_ID = 500;

/** Reads people. Rows mean nothing where the door has issues. O(people × indicators). */
export function readPeople(door: Door, given: unknown, scheme: ReadScheme): Columns {
  const list = door.list(given, ["people"], "people");
  const { indicators } = scheme;
  const measured = indicators.map((indicator) => (indicator.formula === null ? new Float64Array(list.length) : null));
  const ids: string[] = [];
  const givenAt = new Int32Array(list.length);
  const seen = new Map<string, number>();
  const substituted = new Map<number, readonly string[]>();
  const excluded: ExcludedPerson[] = [];
  const clamped = indicators.map(() => 0);
  const unread = new Map<string, { first: number; count: number }>();
  const known = new Set(indicators.map(({ id }) => id));
  // By index: a sparse list has holes, and a hole is no person.
  for (let k = 0; k < list.length; k++) {
    const at: Path = ["people", k];
    const person = door.record(list[k], at, ["id", "values"]);
    const id = readId(door, person["id"], k, seen);
    const values = readValues(door, person["values"], k, known, unread);
    const row = ids.length;
    let missing: MissingFigure[] | null = null;
    let stands: string[] | null = null;
    for (const [j, indicator] of indicators.entries()) {
      const column = measured[j]!;
      const found = values[indicator.id];
      if (column === null) {
        if (found !== undefined && found !== null) refuseCalculated(door, k, indicator.id);
        continue;
      }
      const figure = typeof found === "number" ? found : figureOf(door, found, k, indicator, scheme.asOf);
      if (typeof figure === "number") {
        column[row] = withinScale(door, figure, k, indicator, j, clamped);
        continue;
      }
      const { missing: policy } = indicator;
      if (policy.kind === "value") {
        column[row] = policy.value;
        (stands ??= []).push(indicator.id);
      } else if (policy.kind === "exclude") (missing ??= []).push({ indicator: indicator.id, reason: figure });
      else {
        door.report(
          "missing-figure",
          ["people", k, "values", indicator.id],
          `there is no figure for ${indicator.id}${WHY[figure]}`,
          'fill it in, or let the scheme say what becomes of it: missing: "exclude", "worst" or { value }',
        );
      }
    }
    if (missing !== null) excluded.push({ id, missing });
    else {
      ids.push(id);
      givenAt[row] = k;
      if (stands !== null) substituted.set(row, stands);
    }
  }
  excluded.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { ids, givenAt, figures: measured, substituted, excluded, clamped, unread };
}

const WHY: Readonly<Record<MissingFigure["reason"], string>> = {
  absent: "",
  stale: ": the one given is of a day before the period",
  later: ": the one given is of a day after the period or the ranking",
};

function readId(door: Door, given: unknown, k: number, seen: Map<string, number>): string {
  const at: Path = ["people", k, "id"];
  if (typeof given !== "string") {
    if (given === undefined) door.report("missing-value", at, "a person needs an id");
    else
      door.report(
        "wrong-type",
        at,
        "an id is a text",
        typeof given === "number" ? "a NIP as a number has lost its last digits" : undefined,
      );
    return "";
  }
  if (given === "" || given.length > LONGEST_ID) {
    door.report("out-of-range", at, `an id of ${given.length} characters: 1 to ${LONGEST_ID} are allowed`);
  }
  const earlier = seen.get(given);
  if (earlier === undefined) seen.set(given, k);
  else door.report("duplicate-id", at, `person ${earlier} has the same id`, "a person is ranked once");
  return given;
}

const NO_VALUES: Readonly<Record<string, unknown>> = {};

function readValues(
  door: Door,
  given: unknown,
  k: number,
  known: ReadonlySet<string>,
  unread: Map<string, { first: number; count: number }>,
): Readonly<Record<string, unknown>> {
  // A set or a date has no figures; to pass it would call all of them missing.
  if (Object.prototype.toString.call(given) !== "[object Object]") {
    door.record(given, ["people", k, "values"], []);
    return NO_VALUES;
  }
  for (const name of Object.keys(given as object)) {
    if (known.has(name)) continue;
    const one = unread.get(name);
    if (one === undefined) unread.set(name, { first: k, count: 1 });
    else one.count++;
  }
  return given as Readonly<Record<string, unknown>>;
}

function refuseCalculated(door: Door, k: number, id: string): void {
  const hint = "leave it out here, or the formula out of the scheme";
  door.report("calculated-figure", ["people", k, "values", id], `a formula calculates ${id}`, hint);
}

/** The figure, or why it is missing. */
function figureOf(
  door: Door,
  found: unknown,
  k: number,
  { id, period }: ReadIndicator,
  asOf: string,
): number | MissingFigure["reason"] {
  if (found === undefined || found === null) return "absent";
  const at: Path = ["people", k, "values", id];
  if (typeof found !== "object") {
    return door.number(found, at, { what: `the figure for ${id}`, least: -1e15, most: 1e15 });
  }
  const { value, on } = door.record(found, at, ["value", "on"]) as { readonly value?: unknown; readonly on?: unknown };
  const day = door.day(on, [...at, "on"]);
  if (value === undefined || value === null) return "absent";
  if (day !== undefined && (day > asOf || (period !== null && day > period.to))) return "later";
  if (day !== undefined && period !== null && day < period.from) return "stale";
  return door.number(value, [...at, "value"], { what: `the figure for ${id}`, least: -1e15, most: 1e15 });
}

function withinScale(
  door: Door,
  figure: number,
  k: number,
  { id, scale, clamp }: ReadIndicator,
  j: number,
  clamped: number[],
): number {
  if (figure >= scale.from && figure <= scale.to) return figure;
  const at: Path = ["people", k, "values", id];
  if (!Number.isFinite(figure)) door.report("not-a-number", at, `${figure} is not a usable figure for ${id}`);
  else if (clamp) {
    clamped[j]!++;
    return figure < scale.from ? scale.from : scale.to;
  } else {
    door.report(
      "out-of-scale",
      at,
      `${figure} lies beyond the scale of ${id}, ${scale.from} to ${scale.to}`,
      'the figure is in another unit; or the scheme says outside: "clamp"',
    );
  }
  return scale.from;
}

/** What to say about the name of a figure that nobody reads. */
export function meantBy(name: string, indicators: readonly ReadIndicator[]): string | undefined {
  if (name.length > 100) return undefined;
  const near = nearest(
    name,
    indicators.map(({ id }) => id),
  );
  return near === undefined ? undefined : `\`${near}\` is meant`;
}
