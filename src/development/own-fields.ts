/**
 * Records and lists from outside, read once and by their own fields alone: what hangs on a prototype is no data, a getter is
 * asked once, and one that fails is an issue and no error of another kind.
 */
import type { Door, Loose, Path } from "../door/index.js";

/** A copy of the fields named in `keys` that a record has itself; none (and an issue) where it is no plain record. O(keys). */
export function ownFields(door: Door, value: unknown, path: Path, keys: readonly string[]): Loose {
  return readable(door, path, {}, () => {
    const given = door.record(value, path, keys);
    return Object.fromEntries(keys.filter((key) => Object.hasOwn(given, key)).map((key) => [key, given[key]]));
  });
}

/** The same of a record that may have other fields, which are not read: a plan, say. O(keys). */
export function someFields(door: Door, value: unknown, path: Path, keys: readonly string[]): Loose {
  return readable(door, path, {}, () => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return door.record(value, path, keys);
    return Object.fromEntries(
      keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, (value as Loose)[key]]),
    );
  });
}

/** A copy of the own entries of a record with any names as keys, by name; none (and an issue) where it is something else. */
export function ownEntries(
  door: Door,
  value: unknown,
  path: Path,
  what: string,
): readonly (readonly [string, unknown])[] {
  return readable(door, path, [], () =>
    [...door.byName(value, path, what)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}

/**
 * A copy of a list as places and values. Too long a list, and holes in it, are one issue each and not one a place. O(length).
 *
 * @param most - length beyond which the list is not read at all
 */
export function rowsOf(
  door: Door,
  value: unknown,
  path: Path,
  what: string,
  most: number,
): readonly (readonly [at: number, value: unknown])[] {
  return readable(door, path, [], () => {
    const list = door.list(value, path, what);
    const { length } = list;
    if (length > most) {
      door.report("too-many", path, `${length} ${what} are given: at most ${most} are read`);
      return [];
    }
    const rows: (readonly [number, unknown])[] = [];
    let firstHole = -1;
    for (let k = 0; k < length; k++) {
      if (k in list) rows.push([k, list[k]]);
      else if (firstHole < 0) firstHole = k;
    }
    const holes = length - rows.length;
    if (holes > 0) {
      const message =
        holes === 1 ? "this place of the list is empty" : `${holes} places of the list are empty, this is the first`;
      door.report("missing-value", [...path, firstHole], message);
    }
    return rows;
  });
}

/** Items of one list in data that is copied whole. */
const MOST_ITEMS = 10_000_000;

/**
 * A copy of data that came as JSON or could have, as deep as it goes. Throws on everything else: where reading throws or would not
 * end, on functions, maps and days, and on lists beyond any use. O(values).
 */
export function plainCopy(value: unknown): unknown {
  if (typeof value === "function" || typeof value === "bigint" || typeof value === "symbol")
    throw new TypeError("this is no plain data");
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    if (value.length > MOST_ITEMS) throw new RangeError("a list that long is none");
    return Array.from(value as readonly unknown[], plainCopy);
  }
  if (Object.prototype.toString.call(value) !== "[object Object]") throw new TypeError("this is no plain data");
  // `fromEntries` defines fields: they may be called anything, `__proto__` included.
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plainCopy(field)]));
}

/** What `read` gives; `otherwise` (and an issue) where reading fails. */
export function readable<T>(door: Door, path: Path, otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    door.report("wrong-type", path, "reading this value fails, so it is no plain data", "pass a copy of plain data");
    return otherwise;
  }
}

/** The same in silence, for what is somebody else's to refuse. */
export function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** An id or a name: a text of 1 to 500 characters. `undefined` (and an issue) where it is something else. */
export function nameIn(door: Door, value: unknown, path: Path, what: string): string | undefined {
  if (value === undefined) door.report("missing-value", path, `a value is missing: ${what} is needed`);
  else if (typeof value !== "string") {
    const hint = typeof value === "number" ? "a NIP as a number has lost its last digits" : undefined;
    door.report("wrong-type", path, `${what} is a text`, hint);
  } else if (value === "" || value.length > LONGEST) {
    door.report("out-of-range", path, `${what} has ${value.length} characters: 1 to ${LONGEST} are allowed`);
  } else return value;
  return undefined;
}

const LONGEST = 500;
