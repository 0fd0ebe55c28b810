/**
 * Ten thousand solves in one process, with aborts and limits at random times: does an engine leak, and is the next answer
 * right after every abort?
 *
 *     NODE_OPTIONS=--expose-gc npm run soak -- [--engine javascript-lp-solver|highs] [--solves 10000]
 *
 * Prints the heap after garbage collection along the way and its slope by least squares over the second half, as a share of
 * the heap for the whole run. Exits non-zero on a wrong answer.
 */
import { parseArgs } from "node:util";
import { javascriptLpSolver, linearProgram, solveLinear } from "imbang/linear";
import { highs } from "imbang/linear/highs";
import { randomNumbers } from "../test/planning/cities.js";

const { values } = parseArgs({ options: { engine: { type: "string" }, solves: { type: "string" } } });
const solves = Number(values.solves ?? 10_000);
const engine = values.engine === "highs" ? await highs() : javascriptLpSolver();
const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) console.log("run with NODE_OPTIONS=--expose-gc for a heap without garbage");

/** min 2x + 3z, x + z ≥ 4.5, z whole → 9: a model that an engine once got wrong. */
const program = linearProgram({
  cost: [2, 3],
  colUpper: [10, 10],
  isInteger: [false, true],
  rowLower: [4.5],
  entries: [
    [0, 0, 1],
    [0, 1, 1],
  ],
});

const random = randomNumbers(7);
const heaps: number[] = [];
let wrong = 0;
let aborted = 0;
const start = performance.now();
for (let k = 1; k <= solves; k++) {
  if (random() < 0.2) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), random() * 2);
    const result = await solveLinear(program, engine, {
      signal: controller.signal,
      timeLimit: random() * 0.002,
      onProgress: () => random() < 0.5 && controller.abort(),
    });
    clearTimeout(timer);
    if (result.status !== "optimal") aborted++;
  }
  const result = await solveLinear(program, engine);
  if (result.status !== "optimal" || Math.abs(result.solution.objective - 9) > 1e-6) wrong++;
  if (k % Math.ceil(solves / 40) === 0) {
    collect?.();
    heaps.push(process.memoryUsage().heapUsed / 1e6);
  }
}
const late = heaps.slice(heaps.length >> 1);
const mean = late.reduce((a, b) => a + b, 0) / late.length;
const middle = (late.length - 1) / 2;
const slope =
  late.reduce((sum, heap, k) => sum + (k - middle) * (heap - mean), 0) /
  late.reduce((sum, _, k) => sum + (k - middle) ** 2, 0);
console.log(
  `${engine.name}: ${solves} solves, ${aborted} stopped before them, ${wrong} wrong, ${((performance.now() - start) / 1000).toFixed(1)} s`,
);
console.log(`heap MB: ${heaps.map((heap) => heap.toFixed(1)).join(" ")}`);
console.log(`slope over the second half: ${(((slope * late.length) / mean) * 100).toFixed(2)} % of the heap`);
process.exitCode = wrong === 0 ? 0 : 1;
