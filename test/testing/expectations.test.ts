/**
 * The answers that the cases expect are right: by exact fractions, by trying every point, and, where values or duals are
 * claimed to be the only ones, by pushing each of them both ways.
 */
import { expect, test } from "vitest";
import { exactEngine } from "../../examples/own-engine.js";
import { type LinearProgram, linearProgram, type Triplet } from "../../src/linear/index.js";
import { engineCases, type KnownProgram } from "../../src/testing/index.js";
import { bruteForce, bruteForceAssignment } from "./brute-force.js";

const exact = exactEngine();
const known = engineCases().flatMap(({ name, programs }) => programs.map((each) => ({ ...each, name })));

test.for(known)("$name: exact arithmetic says the same", async ({ program, expected }) => {
  const result = await exact.solve(program, {});
  expect(result.status).toBe(expected.status);
  if (result.status !== "optimal" || expected.status !== "optimal") return;
  const tolerance = 1e-9 * Math.max(1, Math.abs(expected.objective));
  expect(Math.abs(result.solution.objective - expected.objective)).toBeLessThanOrEqual(tolerance);
});

test("what can be tried point by point was tried point by point", () => {
  let tried = 0;
  for (const { name, program, expected } of known) {
    const found = bruteForce(program);
    if (found === undefined) continue;
    tried += 1;
    if (expected.status === "optimal") expect(found, name).toBeCloseTo(expected.objective, 9);
    else expect(found, name).toBe(expected.status);
  }
  expect(tried).toBeGreaterThan(50);
});

test("generalised assignment: every agent for every job", () => {
  const cases = engineCases().filter(({ group }) => group === "assignment");
  expect(cases.length).toBeGreaterThan(5);
  for (const { name, programs } of cases) {
    const { program, expected } = programs[0]!;
    const agents = Number(/for (\d+) agents/.exec(name)![1]);
    const found = bruteForceAssignment(program, agents);
    expect(found, name).toBe(expected.status === "optimal" ? expected.objective : expected.status);
  }
});

/** A binary number has one reading; proving it by branch and bound takes 2^20 nodes. */
const claimed = known.filter(({ name }) => name !== "integrality: a binary number is read back");

test.for(claimed.filter(({ expected }) => expected.status === "optimal" && expected.values !== undefined))(
  "$name: no other point is optimal",
  async ({ program, expected }: KnownProgram) => {
    if (expected.status !== "optimal") return;
    const isWhole = program.cost.every((c, j) => c === 0 || (Number.isInteger(c) && program.isInteger[j] === 1));
    const most = isWhole ? expected.objective : expected.objective + 1e-9;
    const face = withRow(program, Array.from(program.cost), -Infinity, most);
    for (const [j, value] of expected.values!.entries()) {
      for (const direction of [1, -1]) {
        if (program.colLower[j] === program.colUpper[j]) continue;
        const cost = program.cost.map((_, k) => (k === j ? direction : 0));
        const result = await exact.solve({ ...face, cost }, {});
        if (result.status !== "optimal") throw new Error(`column ${j}: ${result.status}`);
        expect(result.solution.values[j]! - value).toBeCloseTo(0, 5);
      }
    }
  },
);

test.for(known.filter(({ expected }) => expected.status === "optimal" && expected.rowDuals !== undefined))(
  "$name: no other row duals are optimal",
  async ({ program, expected }: KnownProgram) => {
    if (expected.status !== "optimal") return;
    const { face, priceOfRow } = optimalDuals(program, expected.objective);
    for (const [i, price] of expected.rowDuals!.entries()) {
      for (const direction of [1, -1]) {
        const cost = new Float64Array(face.cost.length);
        for (const [column, sign] of priceOfRow[i]!) cost[column] = sign * direction;
        const result = await exact.solve({ ...face, cost }, {});
        if (result.status !== "optimal") throw new Error(`row ${i}: ${result.status}`);
        expect(direction * result.solution.objective - price).toBeCloseTo(0, 5);
      }
    }
  },
);

function entriesOf({ cost, matrix }: LinearProgram): Triplet[] {
  return Array.from(cost).flatMap((_, j) =>
    Array.from(matrix.rows.slice(matrix.starts[j]!, matrix.starts[j + 1]!), (row, k): Triplet => [
      row,
      j,
      matrix.values[matrix.starts[j]! + k]!,
    ]),
  );
}

function withRow(program: LinearProgram, coefficients: readonly number[], lower: number, upper: number): LinearProgram {
  const row = program.rowLower.length;
  return linearProgram({
    cost: program.cost,
    colLower: program.colLower,
    colUpper: program.colUpper,
    isInteger: program.isInteger,
    rowLower: [...program.rowLower, lower],
    rowUpper: [...program.rowUpper, upper],
    entries: [...entriesOf(program), ...coefficients.map((value, column): Triplet => [row, column, value])],
  });
}

/** All optimal duals as a program of its own: one column ≥ 0 for every finite end of a row or column. */
function optimalDuals(
  program: LinearProgram,
  objective: number,
): { face: LinearProgram; priceOfRow: (readonly [column: number, sign: number])[][] } {
  const entries: Triplet[] = [];
  const ends: number[] = [];
  const addEnds = (
    lower: number,
    upper: number,
    shares: readonly (readonly [row: number, value: number])[],
  ): (readonly [number, number])[] =>
    (
      [
        [lower, 1],
        [upper, -1],
      ] as const
    )
      .filter(([end]) => Number.isFinite(end))
      .map(([end, sign]) => {
        const column = ends.push(sign * end) - 1;
        for (const [row, value] of shares) entries.push([row, column, sign * value]);
        return [column, sign] as const;
      });
  const own = entriesOf(program);
  const priceOfRow = Array.from(program.rowLower, (lower, i) =>
    addEnds(
      lower,
      program.rowUpper[i]!,
      own.filter(([row]) => row === i).map(([, column, value]) => [column, value]),
    ),
  );
  for (const [j, lower] of program.colLower.entries()) addEnds(lower, program.colUpper[j]!, [[j, 1]]);
  const last = program.cost.length;
  entries.push(...ends.map((end, column): Triplet => [last, column, end]));
  const face = linearProgram({
    cost: ends.map(() => 0),
    rowLower: [...program.cost, objective - 1e-9],
    rowUpper: [...program.cost, Infinity],
    entries,
  });
  return { face, priceOfRow };
}
