/**
 * The door of a companion room: reads plain data value by value and collects every issue on the way. A reading always
 * gives back something usable, so that one bad figure does not hide the next; nothing is calculated before `close()` has
 * found that there was no issue.
 */
import { type Issue, nearest, ScenarioError } from "../errors/index.js";
import { dayHint, isDay, show } from "../scenario/index.js";

/** Where a value stands in the caller's own input. */
export type Path = Issue["path"];

/** Any object that came from outside. */
export type Loose = Readonly<Record<string, unknown>>;

/** What a number may be. The ends belong to the range unless `above` is given. */
export interface NumberRule {
  /** The figure in words, e.g. "the volume". */
  readonly what: string;
  /** Least value. Default 0. */
  readonly least?: number;
  /** The value must be greater than this one; takes the place of `least`. */
  readonly above?: number;
  /** Largest value. Default {@link LARGEST}. */
  readonly most?: number;
  readonly whole?: boolean;
  /** Code of a value that is too small, where it has a name of its own. Default `out-of-range`. */
  readonly codeBelow?: string;
  readonly hint?: string;
}

/** Volumes and counts beyond this are no figures of a city or country; below it no product or quotient overflows. */
export const LARGEST = 1e15;

/** What a need is divided by: nothing this small is the standard of anyone's work, and no quotient overflows. */
export const DIVISOR: { readonly least: number; readonly hint: string } = {
  least: 1e-9,
  hint: "an empty cell was read as 0",
};

/** Minutes for one time of a task or activity. */
export const TIME_NORM: NumberRule = { what: "the time norm in minutes", ...DIVISOR };

/** Names to look among: a Map or a Set. */
export interface Names {
  has(name: string): boolean;
  keys(): Iterable<string>;
  readonly size: number;
}

/** Names compared in one call in search of what was meant: thousands of wrong ids are no misspellings, and cost time. */
const MOST_COMPARED = 100_000;

/** A figure that is known as a range. */
export interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** A door in use. Codes carry the prefix of its room. */
export interface Door {
  readonly issues: Issue[];
  /** Puts an issue on record. */
  report(code: string, path: Path, message: string, hint?: string): void;
  /** A plain object that has no other keys than `keys`; an empty one (and an issue) where it is something else. */
  record(value: unknown, path: Path, keys: readonly string[]): Loose;
  /** Entries of a plain object or a Map with any names as keys; none (and an issue) where it is something else. */
  byName(value: unknown, path: Path, what: string): readonly (readonly [name: string, value: unknown])[];
  /** A name that must be among `known`: `whose` it is in words, e.g. "the id of any of the units". Says the nearest. */
  known(name: unknown, path: Path, known: Names, whose: string): boolean;
  /** The same for the id of a person, to which the nearest would be somebody else: none is said. */
  knownPerson(id: unknown, path: Path, known: Names, whose: string): boolean;
  /** A list; an empty one (and an issue) where it is something else. */
  list(value: unknown, path: Path, what: string): readonly unknown[];
  number(value: unknown, path: Path, rule: NumberRule): number;
  /** A number, or `{ low, expected, high }` in this order. */
  estimate(value: unknown, path: Path, rule: NumberRule): Range;
  /** One of the texts known here; the first of them (and an issue) where it is none. */
  choice<T extends string>(value: unknown, path: Path, known: readonly T[], code?: string): T;
  /** A text, `undefined` where it was left out. */
  text(value: unknown, path: Path): string | undefined;
  /** A day that exists, `undefined` where it was left out. */
  day(value: unknown, path: Path): string | undefined;
  /**
   * Ends the reading.
   *
   * @throws ScenarioError with every issue, if there was one
   */
  close(): void;
}

/**
 * Opens the door of one call.
 *
 * @param room - what stands before every code, e.g. `staffing`
 */
export function openDoor(room: string): Door {
  const issues: Issue[] = [];
  const report: Door["report"] = (code, path, message, hint) => {
    const issue = { code: `${room}/${code}`, path, message };
    issues.push(hint === undefined ? issue : { ...issue, hint });
  };
  const wrongType = (value: unknown, path: Path, wanted: string): void => {
    if (value === undefined) report("missing-value", path, `a value is missing: ${wanted} is needed`);
    else report("wrong-type", path, `${kindOf(value) ?? show(value)} is not ${wanted}`);
  };
  let compared = 0;

  const number: Door["number"] = (value, path, rule) => {
    if (typeof value !== "number") {
      if (typeof value === "string") {
        report("wrong-type", path, `${show(value)} is not a number`, "the quotes round the number must go");
      } else wrongType(value, path, "a number");
      return 1;
    }
    if (!Number.isFinite(value)) {
      report("not-a-number", path, `${value} is not a usable number for ${rule.what}`);
      return 1;
    }
    const { least = 0, above, most = LARGEST } = rule;
    if (above === undefined ? value < least : value <= above) {
      const wanted = above === undefined ? `at least ${least}` : `more than ${above}`;
      report(
        rule.codeBelow ?? "out-of-range",
        path,
        `${value} is out of range: ${rule.what} must be ${wanted}`,
        rule.hint,
      );
      return 1;
    }
    if (value > most) {
      report("out-of-range", path, `${value} is out of range: ${rule.what} must be at most ${most}`, rule.hint);
      return 1;
    }
    if (rule.whole === true && !Number.isInteger(value)) {
      report("out-of-range", path, `${value} is out of range: ${rule.what} must be a whole number`);
      return 1;
    }
    return value;
  };

  const record: Door["record"] = (value, path, keys) => {
    if (!isPlain(value)) {
      wrongType(value, path, "a plain object");
      return {};
    }
    for (const key of Object.keys(value)) {
      if (keys.includes(key)) continue;
      const near = nearest(key, keys);
      const hint = near === undefined ? `the keys here are ${keys.join(", ")}` : `you meant \`${near}\``;
      report("unknown-key", [...path, key], `the key ${show(key)} is not known`, hint);
    }
    return value as Loose;
  };

  return {
    issues,
    report,
    record,
    byName(value, path, what) {
      if (isPlain(value)) return Object.entries(value);
      if (!(value instanceof Map)) {
        wrongType(value, path, `${what} by name, in a plain object or a Map`);
        return [];
      }
      return [...(value as ReadonlyMap<unknown, unknown>)].filter((entry): entry is [string, unknown] => {
        if (typeof entry[0] === "string") return true;
        report("wrong-type", path, `${show(entry[0])} is not a name: names and ids are texts`);
        return false;
      });
    },
    known(name, path, known, whose) {
      if (typeof name === "string" && known.has(name)) return true;
      if (typeof name !== "string") wrongType(name, path, whose);
      else {
        const near = compared < MOST_COMPARED ? nearest(name, known.keys()) : undefined;
        compared += known.size;
        const hint = near === undefined ? undefined : `you meant ${show(near)}`;
        report("unknown-id", path, `${show(name)} is not ${whose}`, hint);
      }
      return false;
    },
    knownPerson(id, path, known, whose) {
      if (typeof id === "string" && known.has(id)) return true;
      if (typeof id !== "string") wrongType(id, path, whose);
      else report("unknown-id", path, `${show(id)} is not ${whose}`);
      return false;
    },
    list(value, path, what) {
      if (isList(value)) return value;
      wrongType(value, path, `a list of ${what}`);
      return [];
    },
    number,
    estimate(value, path, rule) {
      if (typeof value !== "object" || value === null) {
        const only = number(value, path, rule);
        return { low: only, expected: only, high: only };
      }
      const ends = record(value, path, ["low", "expected", "high"]);
      const before = issues.length;
      const low = number(ends["low"], [...path, "low"], rule);
      const expected = number(ends["expected"], [...path, "expected"], rule);
      const high = number(ends["high"], [...path, "high"], rule);
      if (issues.length === before && !(low <= expected && expected <= high)) {
        report(
          "unordered-interval",
          path,
          `${low}, ${expected}, ${high} do not ascend`,
          "low ≤ expected ≤ high is meant",
        );
      }
      return { low, expected, high };
    },
    choice(value, path, known, code = "unknown-value") {
      const found = known.find((one) => one === value);
      if (found !== undefined) return found;
      if (value === undefined) report("missing-value", path, `a value is missing`, `one of ${known.join(", ")}`);
      else {
        const near = typeof value === "string" ? nearest(value, known) : undefined;
        const hint = near === undefined ? `use one of ${known.join(", ")}` : `you meant ${show(near)}`;
        report(code, path, `${show(value)} is not one of the values known here`, hint);
      }
      return known[0]!;
    },
    text(value, path) {
      if (value !== undefined && typeof value !== "string") wrongType(value, path, "a text");
      return typeof value === "string" ? value : undefined;
    },
    day(value, path) {
      if (value === undefined) return undefined;
      if (typeof value === "string" && isDay(value)) return value;
      report("impossible-date", path, `${show(value)} is not a day that exists`, dayHint(value));
      return undefined;
    },
    close() {
      if (issues.length > 0) throw new ScenarioError(withoutEchoes(room, issues));
    },
  };
}

/** Leaves out what is said to be missing inside a value that is itself missing or of the wrong type. */
function withoutEchoes(room: string, issues: readonly Issue[]): Issue[] {
  const keyOf = (path: Path): string => JSON.stringify(path);
  const unreadable = new Set<string>();
  for (const { code, path } of issues) {
    if (code === `${room}/wrong-type` || code === `${room}/missing-value`) unreadable.add(keyOf(path));
  }
  if (unreadable.size === 0) return [...issues];
  return issues.filter(
    ({ path }) => !path.some((_, depth) => depth > 0 && unreadable.has(keyOf(path.slice(0, depth)))),
  );
}

/** What an object is that is neither a plain one nor a list: "a Map", "a Date", or one that fails where it is asked. */
function kindOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    if (Array.isArray(value)) return undefined;
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    return kind === "Object" ? undefined : `a ${kind}`;
  } catch {
    return show(value);
  }
}

function isPlain(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && kindOf(value) === undefined && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return kindOf(value) === undefined && Array.isArray(value);
}
