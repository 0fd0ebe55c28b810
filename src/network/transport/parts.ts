/**
 * Independent parts of a transport problem, found by union-find and solved apart: positions that no row and no list
 * connects have nothing to do with each other, for everything that is sent must arrive within its part.
 *
 * Large components become parts of their own, all small ones together one more: a part costs a copy of its arcs.
 */
import type { HeldUnits } from "./run.js";
import type { SharedLists, TransportProblem } from "./types.js";

/** A part: a problem of its own, and what its numbers are in the whole. */
export interface TransportPart {
  readonly problem: TransportProblem;
  readonly rows: Int32Array;
  readonly arcs: Int32Array;
  readonly positions: Int32Array;
  /** Entries of the shared lists. */
  readonly entries: Int32Array;
}

/** A component with less than this part of all rows and arcs is not worth a part of its own. */
const WORTH_A_PART = 1 / 32;

/** The parts of a problem, the largest first; `undefined` where it is in one piece. O(arcs · α). */
export function splitTransport(problem: TransportProblem): TransportPart[] | undefined {
  const component = componentsOf(problem);
  const { start, shared } = problem;
  const rowCount = start.length - 1;
  const componentOfRow = new Int32Array(rowCount).fill(-1);
  const weight = new Float64Array(component.length);
  let total = 0;
  for (let i = 0; i < rowCount; i++) {
    const at = placeOf(problem, i);
    if (at < 0) continue; // such a row has nowhere to go; the door answers for it
    componentOfRow[i] = component[at]!;
    weight[component[at]!]! += 1 + start[i + 1]! - start[i]!;
    total += 1 + start[i + 1]! - start[i]!;
  }
  if (shared !== undefined) {
    for (const at of shared.position) weight[component[at]!]!++;
    total += shared.position.length;
  }
  const large = Array.from(weight, (each, c) => ({ each, c })).filter(({ each }) => each >= WORTH_A_PART * total);
  large.sort((a, b) => b.each - a.each || a.c - b.c);
  const partOf = new Int32Array(component.length).fill(large.length); // by component; the last part holds the small ones
  large.forEach(({ c }, part) => (partOf[c] = part));
  const used = new Set(component.map((c) => partOf[c]!));
  if (used.size < 2) return undefined;
  return [...used]
    .sort((a, b) => a - b)
    .map((part) =>
      cutOut(
        problem,
        indicesWhere(rowCount, (i) => componentOfRow[i]! >= 0 && partOf[componentOfRow[i]!] === part),
        indicesWhere(component.length, (j) => partOf[component[j]!] === part),
      ),
    );
}

/** What of a plan lies in a part, in the numbers of the part. */
export function heldIn(part: TransportPart, whole: TransportProblem, held: HeldUnits): HeldUnits {
  const arcCount = whole.position.length;
  const partArcs = part.arcs.length;
  const rowOf = inverse(part.rows, whole.start.length - 1);
  const arcOf = inverse(part.arcs, arcCount);
  const entryOf = inverse(part.entries, whole.shared?.position.length ?? 0);
  const inside = indicesWhere(held.row.length, (k) => rowOf[held.row[k]!]! >= 0);
  return {
    row: inside.map((k) => rowOf[held.row[k]!]!),
    arc: inside.map((k) =>
      held.arc[k]! < arcCount ? arcOf[held.arc[k]!]! : partArcs + entryOf[held.arc[k]! - arcCount]!,
    ),
    count: inside.map((k) => held.count[k]!),
  };
}

/** By position: the number of its component; numbers are those of one of its positions. */
function componentsOf({ start, position, shared, pieceStart }: TransportProblem): Int32Array {
  const parent = Int32Array.from({ length: pieceStart.length - 1 }, (_, j) => j);
  let apart = parent.length; // components so far
  const rootOf = (j: number): number => {
    let root = j;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  const join = (a: number, b: number): void => {
    const rootA = rootOf(a);
    const rootB = rootOf(b);
    if (rootA === rootB) return;
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    apart--;
  };
  if (shared !== undefined) {
    for (let l = 0; l + 1 < shared.start.length; l++) {
      for (let k = shared.start[l]! + 1; k < shared.start[l + 1]!; k++)
        join(shared.position[k - 1]!, shared.position[k]!);
    }
  }
  for (let i = 0; i + 1 < start.length; i++) {
    if (apart === 1) break;
    for (let a = start[i]! + 1; a < start[i + 1]!; a++) join(position[a - 1]!, position[a]!);
    const list = shared?.list[i] ?? -1;
    if (list < 0 || start[i] === start[i + 1] || shared!.start[list] === shared!.start[list + 1]) continue;
    join(position[start[i]!]!, shared!.position[shared!.start[list]!]!);
  }
  return parent.map((_, j) => rootOf(j));
}

/** Some position that a row may use; −1 for none. */
function placeOf({ start, position, shared }: TransportProblem, row: number): number {
  if (start[row]! < start[row + 1]!) return position[start[row]!]!;
  const list = shared?.list[row] ?? -1;
  return list < 0 || shared!.start[list] === shared!.start[list + 1] ? -1 : shared!.position[shared!.start[list]!]!;
}

function cutOut(problem: TransportProblem, rows: Int32Array, positions: Int32Array): TransportPart {
  const { start, position, cost, supply, pieceStart, pieceWidth, pieceSlope, lower, shared } = problem;
  const positionOf = inverse(positions, pieceStart.length - 1);
  const { first: partStart, items: arcs } = chosen(start, rows);
  const { first: partPieceStart, items: pieces } = chosen(pieceStart, positions);
  const lists = shared === undefined ? undefined : cutLists(shared, rows, positionOf);
  return {
    problem: {
      start: partStart,
      position: arcs.map((a) => positionOf[position[a]!]!),
      cost: arcs.map((a) => cost[a]!),
      ...(supply === undefined ? {} : { supply: rows.map((i) => supply[i]!) }),
      pieceStart: partPieceStart,
      pieceWidth: pieces.map((p) => pieceWidth[p]!),
      pieceSlope: Float64Array.from(pieces, (p) => pieceSlope[p]!),
      ...(lower === undefined ? {} : { lower: positions.map((j) => lower[j]!) }),
      ...(lists === undefined ? {} : { shared: lists.shared }),
    },
    rows,
    arcs,
    positions,
    entries: lists?.entries ?? new Int32Array(0),
  };
}

/** The lists whose positions lie in the part; a list lies in one part or, where it is empty, in none. */
function cutLists(
  { list, cost, start, position }: SharedLists,
  rows: Int32Array,
  positionOf: Int32Array,
): { shared: SharedLists; entries: Int32Array } {
  const kept = indicesWhere(
    start.length - 1,
    (l) => start[l]! < start[l + 1]! && positionOf[position[start[l]!]!]! >= 0,
  );
  const listOf = inverse(kept, start.length - 1);
  const { first: partStart, items: entries } = chosen(start, kept);
  return {
    shared: {
      list: rows.map((i) => (list[i]! < 0 ? -1 : listOf[list[i]!]!)),
      cost: rows.map((i) => cost[i]!),
      start: partStart,
      position: entries.map((k) => positionOf[position[k]!]!),
    },
    entries,
  };
}

/** Of groups start[g] … start[g + 1] − 1 the chosen ones, one after the other: where each begins, and their items. */
function chosen(start: Int32Array, groups: Int32Array): { first: Int32Array; items: Int32Array } {
  const first = new Int32Array(groups.length + 1);
  for (let k = 0; k < groups.length; k++) first[k + 1] = first[k]! + start[groups[k]! + 1]! - start[groups[k]!]!;
  const items = new Int32Array(first[groups.length]!);
  let next = 0;
  for (const g of groups) for (let item = start[g]!; item < start[g + 1]!; item++) items[next++] = item;
  return { first, items };
}

function indicesWhere(length: number, test: (index: number) => boolean): Int32Array {
  const found = new Int32Array(length);
  let count = 0;
  for (let k = 0; k < length; k++) if (test(k)) found[count++] = k;
  return found.slice(0, count);
}

/** By number of the whole: the number in the part; −1 for what lies elsewhere. */
function inverse(numbers: Int32Array, length: number): Int32Array {
  const result = new Int32Array(length).fill(-1);
  numbers.forEach((number, k) => (result[number] = k));
  return result;
}
