/** Why no flow exists: a search over all arcs of the instance that ignores costs. */
import type { TransportRun } from "./run.js";
import type { InfeasibleTransport } from "./types.js";

/**
 * Everything that units which are too many could ever reach; `undefined` if that includes a place where one is missing.
 * Otherwise the nodes reached are closed: their positions are full and no unit on them can leave (`overfull`), or the
 * others stand at their lower bounds and get nobody (`underfull`). O(arcs).
 */
export function infeasibleMarks(
  run: TransportRun,
): Pick<InfeasibleTransport, "reason" | "rows" | "positions"> | undefined {
  const { problem, shared, rowCount, positionCount, load, filled, capacity, lower, holdings, work } = run;
  const { start, position } = problem;
  const sink = positionCount;
  const isReached = new Uint8Array(positionCount + 1);
  const isRead = new Uint8Array(rowCount);
  const isListRead = new Uint8Array(run.hubPrice.length);
  const waiting: number[] = [];
  const reach = (node: number): void => {
    if (isReached[node] === 1) return;
    isReached[node] = 1;
    waiting.push(node);
  };
  let excessOfSink = 0;
  for (let j = 0; j < positionCount; j++) {
    excessOfSink += filled[j]! - load[j]!;
    if (load[j]! > filled[j]!) reach(j);
  }
  if (excessOfSink > 0) reach(sink);
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (node === sink) {
      if (excessOfSink < 0) return undefined;
      for (let q = 0; q < positionCount; q++) if (filled[q]! > lower[q]!) reach(q);
      continue;
    }
    if (load[node]! < filled[node]!) return undefined;
    if (filled[node]! < capacity[node]!) reach(sink);
    for (let h = holdings.firstAt[node]!; h >= 0; h = holdings.nextAt[h]!) {
      const row = holdings.row[h]!;
      if (isRead[row] === 1) continue;
      isRead[row] = 1;
      work.arcsRead += start[row + 1]! - start[row]!;
      for (let a = start[row]!; a < start[row + 1]!; a++) reach(position[a]!);
      const list = shared?.list[row] ?? -1;
      if (list < 0 || isListRead[list] === 1) continue;
      isListRead[list] = 1;
      for (let k = shared!.start[list]!; k < shared!.start[list + 1]!; k++) reach(shared!.position[k]!);
    }
  }
  const positions = isReached.slice(0, positionCount);
  const rows = new Uint8Array(rowCount);
  if (isReached[sink] === 0) {
    for (let i = 0; i < rowCount; i++) rows[i] = isRead[i]!;
    return { reason: "overfull", rows, positions };
  }
  for (let j = 0; j < positionCount; j++) positions[j] = 1 - positions[j]!;
  for (let i = 0; i < rowCount; i++) {
    for (let a = start[i]!; a < start[i + 1]!; a++) if (positions[position[a]!] === 1) rows[i] = 1;
    const list = shared?.list[i] ?? -1;
    if (list < 0) continue;
    for (let k = shared!.start[list]!; k < shared!.start[list + 1]!; k++)
      if (positions[shared!.position[k]!] === 1) rows[i] = 1;
  }
  return { reason: "underfull", rows, positions };
}
