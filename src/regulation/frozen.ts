/** Tables that nobody changes by accident: results point into them, and a caller may hold on to a result. */

/** Freezes a plain value through and through, in place. O(size). */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
