/** Plain data compared value by value, whatever the order of keys. */

/**
 * Whether `given` is `expected`, in which nothing is undefined: a real list where that is one, a record with the same keys
 * where that is one.
 */
export function isSame(expected: unknown, given: unknown): boolean {
  if (typeof expected !== "object" || expected === null) return expected === given;
  if (typeof given !== "object" || given === null || Array.isArray(expected) !== Array.isArray(given)) return false;
  if (Array.isArray(expected)) {
    const list = given as readonly unknown[];
    return list.length === expected.length && expected.every((value, k) => isSame(value, list[k]));
  }
  const entries = Object.entries(expected);
  const other = given as Readonly<Record<string, unknown>>;
  return (
    Object.keys(other).length === entries.length &&
    entries.every(([key, value]) => Object.hasOwn(other, key) && isSame(value, other[key]))
  );
}
