/**
 * A core of the residue as a linear program: columns are pairs that are in question, bundles of seats, and what elastic
 * rows miss; rows are groups, positions, units, conditions and earlier goals. Whoever has one pair left in the core is a
 * constant. All coefficients are integers.
 */
import type { LinearProgram } from "../../linear/types.js";
import type { PairFlow } from "../formulate.js";
import { seatArcs } from "../seats.js";
import type { Goal } from "./goal.js";
import { type Residue } from "./residue.js";
import { unitIndex } from "./lagrangian.js";
import { indexRows, type Row } from "./rows.js";

/** A program and how to read what an engine says of it. */
export interface CoreProgram {
  readonly program: LinearProgram;
  /** The plan in hand as a point, and a point as people by pair (fractions where it has any). */
  pointOf(flow: PairFlow): Float64Array;
  weightsOf(point: Float64Array): { readonly pair: Int32Array; readonly people: Float64Array };
  /** Duals by position, unit, row of the residue and earlier goal, in units of the goal. */
  readDuals(row: Float64Array): CoreDuals;
}

/** What entering a position or unit costs, and what rows are worth: fractions. */
export interface CoreDuals {
  readonly positions: Float64Array;
  readonly units: Float64Array;
  readonly rows: Float64Array;
  readonly kept: Float64Array;
}

/** A matrix in the making, column by column. */
interface Columns {
  readonly cost: number[];
  readonly upper: number[];
  readonly starts: number[];
  readonly rows: number[];
  readonly values: number[];
}

/**
 * The program of a core. O(core · rows of a pair + seats).
 *
 * @param core indices into `residue.pair`, ascending; every group has one at least.
 * @param most by elastic row, the most units that it can miss.
 */
export function coreProgram(
  residue: Residue,
  goal: Goal,
  core: Int32Array,
  most: (row: number) => number,
): CoreProgram {
  const { formulation, rows, lower, upper, isActive, kept, start, pair, sure, last, unitSure, unitLast } = residue;
  const { positions, units, people, place, seat } = formulation;
  const goals = [goal, ...kept.map((each) => each.goal)];
  const pairs = core.map((a) => pair[a]!);
  const costs = goals.map((each) => each.pairCosts(pairs));
  const waiting = positions.length;
  const groupCount = start.length - 1;

  // Rows of the program: groups with a choice, positions, units, active rows, earlier goals.
  const coreStart = new Int32Array(groupCount + 1);
  for (let k = 0, g = 0; k < core.length; k++) {
    while (core[k]! >= start[g + 1]!) g++;
    coreStart[g + 1] = k + 1;
  }
  const rowOfGroup = new Int32Array(groupCount).fill(-1);
  let rowCount = 0;
  for (let g = 0; g < groupCount; g++) {
    if (coreStart[g + 1]! - coreStart[g]! > 1) rowOfGroup[g] = rowCount++;
  }
  const firstPosition = rowCount;
  const firstUnit = (rowCount += positions.length);
  rowCount += units.length;
  const rowOf = new Int32Array(rows.length).fill(-1);
  rows.forEach((_, r) => {
    if (isActive[r]!) rowOf[r] = rowCount++;
  });
  const firstKept = rowCount;
  rowCount += kept.length;
  const rowLower = new Float64Array(rowCount);
  const rowUpper = new Float64Array(rowCount);
  for (let g = 0; g < groupCount; g++) {
    if (rowOfGroup[g]! >= 0) rowLower[rowOfGroup[g]!] = rowUpper[rowOfGroup[g]!] = people[g]!;
  }
  const unitOf = unitIndex(residue);
  positions.forEach((_, p) => {
    rowLower[firstPosition + p] = rowUpper[firstPosition + p] = sure[p]!;
    if (unitOf[p]! >= 0) {
      rowLower[firstUnit + unitOf[p]!]! -= sure[p]!;
      rowUpper[firstUnit + unitOf[p]!]! -= sure[p]!;
    }
  });
  units.forEach((_, u) => {
    rowLower[firstUnit + u]! += unitSure[u]!;
    rowUpper[firstUnit + u]! += unitSure[u]!;
  });
  rows.forEach((_, r) => {
    if (rowOf[r]! >= 0) [rowLower[rowOf[r]!], rowUpper[rowOf[r]!]] = [lower[r]!, upper[r]!];
  });
  const keptConstant = kept.map((each) => each.goal.constant);

  const columns: Columns = { cost: [], upper: [], starts: [0], rows: [], values: [] };
  const addColumn = (cost: number, most: number, entries: [number, number][]): void => {
    columns.cost.push(cost);
    columns.upper.push(most);
    entries.sort((a, b) => a[0] - b[0]);
    for (const [row, value] of entries) {
      if (value === 0) continue;
      columns.rows.push(row);
      columns.values.push(value);
    }
    columns.starts.push(columns.rows.length);
  };

  // Pairs.
  const columnPair: number[] = [];
  const fixed: { pair: number; people: number }[] = [];
  const index = indexRows(rows, groupCount, waiting + 1, (r) => isActive[r]!);
  for (let g = 0; g < groupCount; g++) {
    const isFixed = rowOfGroup[g]! < 0;
    for (let k = coreStart[g]!; k < coreStart[g + 1]!; k++) {
      const at = seat[pairs[k]!]!;
      const entries: [number, number][] = [];
      if (!isFixed) entries.push([rowOfGroup[g]!, 1]);
      if (at < waiting) entries.push([firstPosition + at, 1]);
      index.ofPair(g, place[pairs[k]!]!, (r, coefficient) => entries.push([rowOf[r]!, coefficient]));
      kept.forEach((_, j) => {
        const cost = costs[j + 1]?.[k] ?? 0;
        if (cost !== 0) entries.push([firstKept + j, cost]);
      });
      if (!isFixed) {
        columnPair.push(pairs[k]!);
        addColumn(costs[0]?.[k] ?? 0, people[g]!, entries);
        continue;
      }
      fixed.push({ pair: pairs[k]!, people: people[g]! });
      for (const [row, value] of entries) {
        if (row >= firstKept) keptConstant[row - firstKept]! += BigInt(value) * BigInt(people[g]!);
        else {
          rowLower[row]! -= value * people[g]!;
          rowUpper[row]! -= value * people[g]!;
        }
      }
    }
  }

  // Seats.
  const seatColumns: { readonly column: number; readonly node: number; readonly isUnit: boolean }[] = [];
  const addSeats = (
    node: number,
    isUnit: boolean,
    taken: number,
    first: number,
    end: number,
    entries: readonly (readonly [number, number])[],
  ): void => {
    const measures = goals.map((each) => (isUnit ? each.ofUnit(node) : each.ofPosition(node)));
    for (const { people: seats, slopes } of seatArcs(measures, taken, first, first)) {
      kept.forEach((_, j) => (keptConstant[j]! += BigInt(seats) * BigInt(slopes[j + 1]!)));
    }
    for (const { people: seats, slopes } of seatArcs(measures, taken + first, end - first, end - first)) {
      seatColumns.push({ column: columns.cost.length, node, isUnit });
      const ofKept = kept.map((_, j): [number, number] => [firstKept + j, slopes[j + 1]!]);
      addColumn(slopes[0]!, seats, [...entries.map(([row, value]): [number, number] => [row, value]), ...ofKept]);
    }
  };
  positions.forEach(({ taken }, p) => {
    const above: [number, number][] = unitOf[p]! < 0 ? [] : [[firstUnit + unitOf[p]!, 1]];
    addSeats(p, false, taken, sure[p]!, last[p]!, [[firstPosition + p, -1], ...above]);
  });
  units.forEach(({ taken }, u) => addSeats(u, true, taken, unitSure[u]!, unitLast[u]!, [[firstUnit + u, -1]]));

  // What elastic rows miss, which implied rows allow.
  const relieved = new Map<Row, [number, number][]>();
  rows.forEach(({ relief = [] }, r) => {
    if (rowOf[r]! < 0) return;
    for (const [each, times] of relief) relieved.set(each, [...(relieved.get(each) ?? []), [rowOf[r]!, 0 - times]]);
  });
  const missColumns: { readonly column: number; readonly row: number; readonly isBelow: boolean }[] = [];
  rows.forEach((row, r) => {
    const cost = goal.missingCost(row);
    if (rowOf[r]! < 0 || cost === undefined) return;
    for (const isBelow of [true, false]) {
      if (!Number.isFinite(isBelow ? lower[r] : upper[r])) continue;
      missColumns.push({ column: columns.cost.length, row: r, isBelow });
      const ofKept = kept.map((each, j): [number, number] => [firstKept + j, each.goal.missingCost(row) ?? 0]);
      const ofImplied = relieved.get(row) ?? [];
      addColumn(cost, most(r), [[rowOf[r]!, isBelow ? row.unit : -row.unit], ...ofImplied, ...ofKept]);
    }
  });
  kept.forEach(({ most: limit }, j) => {
    rowLower[firstKept + j] = -Infinity;
    rowUpper[firstKept + j] = Number(limit - keptConstant[j]!);
  });

  const columnCount = columns.cost.length;
  const program: LinearProgram = {
    cost: Float64Array.from(columns.cost),
    colLower: new Float64Array(columnCount),
    colUpper: Float64Array.from(columns.upper),
    isInteger: new Uint8Array(columnCount).fill(1),
    rowLower,
    rowUpper,
    matrix: {
      starts: Int32Array.from(columns.starts),
      rows: Int32Array.from(columns.rows),
      values: Float64Array.from(columns.values),
    },
  };

  return {
    program,
    pointOf(flow) {
      const point = new Float64Array(columnCount);
      const columnOf = new Map(columnPair.map((each, column) => [each, column]));
      const heads = new Int32Array(waiting + 1);
      const active = rows.flatMap((_, r) => (rowOf[r]! >= 0 ? [r] : []));
      const activity = new Float64Array(rows.length);
      for (let k = 0; k < flow.pair.length; k++) {
        const column = columnOf.get(flow.pair[k]!);
        if (column !== undefined) point[column]! += flow.people[k]!;
        heads[seat[flow.pair[k]!]!]! += flow.people[k]!;
        index.ofPair(formulation.groupOf(flow.pair[k]!), place[flow.pair[k]!]!, (r, coefficient) => {
          activity[r]! += coefficient * flow.people[k]!;
        });
      }
      const left = Int32Array.from(positions, (_, p) => heads[p]! - sure[p]!);
      const unitLeft = Int32Array.from(units, ({ members }, u) =>
        members.reduce((sum, p) => sum + heads[p]!, 0 - unitSure[u]!),
      );
      for (const { column, node, isUnit } of seatColumns) {
        const of = isUnit ? unitLeft : left;
        point[column] = Math.min(of[node]!, columns.upper[column]!);
        of[node]! -= point[column]!;
      }
      const isWanted = new Set(active);
      for (const { column, row, isBelow } of missColumns) {
        if (!isWanted.has(row)) continue;
        const short = isBelow ? lower[row]! - activity[row]! : activity[row]! - upper[row]!;
        point[column] = Math.ceil(Math.max(0, short) / rows[row]!.unit);
      }
      return point;
    },
    weightsOf(point) {
      const used: number[] = fixed.map((each) => each.pair);
      const weight: number[] = fixed.map((each) => each.people);
      columnPair.forEach((each, column) => {
        if (point[column]! <= 1e-9) return;
        used.push(each);
        weight.push(point[column]!);
      });
      return { pair: Int32Array.from(used), people: Float64Array.from(weight) };
    },
    readDuals: (dual) => ({
      positions: Float64Array.from(positions, (_, p) => -dual[firstPosition + p]!),
      units: Float64Array.from(units, (_, u) => -dual[firstUnit + u]!),
      rows: Float64Array.from(rows, (_, r) => (rowOf[r]! < 0 ? 0 : dual[rowOf[r]!]!)),
      kept: Float64Array.from(kept, (_, j) => -dual[firstKept + j]!),
    }),
  };
}
