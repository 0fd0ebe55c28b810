/** Which memory moves to the other thread instead of being copied. */

/**
 * The buffers of a value that can be transferred: those of typed arrays that fill a buffer of their own. A view on part of
 * a larger buffer is copied, since the rest belongs to someone else; so are arrays that share one buffer, and shared
 * memory. Looks into plain objects two deep, which is where the problems of this library keep their arrays.
 */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const users = new Map<ArrayBuffer, number>();
  for (const { buffer, byteLength } of arraysIn(value, 2)) {
    if (!(buffer instanceof ArrayBuffer)) continue;
    const isWhole = byteLength === buffer.byteLength && byteLength > 0;
    users.set(buffer, (users.get(buffer) ?? 0) + (isWhole ? 1 : Infinity));
  }
  return [...users].flatMap(([buffer, count]) => (count === 1 ? [buffer] : []));
}

function* arraysIn(value: unknown, depth: number): Generator<ArrayBufferView> {
  if (ArrayBuffer.isView(value)) yield value;
  else if (typeof value === "object" && value !== null && !Array.isArray(value) && depth >= 0) {
    for (const item of Object.values(value)) yield* arraysIn(item, depth - 1);
  }
}
