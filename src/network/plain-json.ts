/** Networks and answers as plain JSON, for the bundles that reproduce a fault. */

/** The fields of an object, typed arrays as lists, with `null` for what JSON cannot write (Infinity, NaN). */
export function plainJson(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, field]: [string, unknown]) => [name, plainField(field)]));
}

function plainField(field: unknown): unknown {
  if (!ArrayBuffer.isView(field)) return field;
  return Array.from(field as Float64Array, (entry) => (Number.isFinite(entry) ? entry : null));
}
