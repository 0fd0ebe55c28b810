/**
 * Ratios of the network simplex to linear-programming engines on the same seeded instances, in one process:
 *
 *     npm run bench
 *
 * Instances are transfer problems in pure form (people to posts with convex seats). Three seeds a size; of each solver the
 * median of three runs after one to warm up. Building the instance is not timed; building the engine's program is. A solver
 * is left out where a run would take minutes, and the table says so. Equal objectives are checked, not assumed.
 */
import { type Engine, javascriptLpSolver, type LinearProgram, solveLinear } from "imbang/linear";
import { highs } from "imbang/linear/highs";
import { type FlowNetwork, minCostFlow } from "imbang/network";
import { randomNumbers } from "../test/planning/cities.js";

const SEEDS = [1, 2, 3];
const RUNS = 3;

/** People, posts, posts a person may hold. */
const SIZES = [
  { people: 200, posts: 20, arcs: 8 },
  { people: 1_000, posts: 100, arcs: 20 },
  { people: 5_000, posts: 500, arcs: 50 },
] as const;

/** The largest instance that is given to an engine. */
const MOST_PEOPLE: Readonly<Record<string, number>> = { "javascript-lp-solver": 200, highs: 1_000 };

function transferNetwork(size: (typeof SIZES)[number], seed: number): FlowNetwork {
  const random = randomNumbers(seed);
  const sink = size.people + size.posts;
  const arcs: [tail: number, head: number, upper: number, cost: number][] = [];
  for (let person = 0; person < size.people; person++) {
    for (let k = 0; k < size.arcs; k++) {
      arcs.push([person, size.people + Math.floor(random() * size.posts), 1, Math.floor(random() * 10_000)]);
    }
  }
  const usual = size.people / size.posts;
  for (let post = 0; post < size.posts; post++) {
    const need = usual * (0.5 + random());
    // Seat k costs what the square of the deviation grows by.
    for (let k = 1; k <= 3 * usual; k++) {
      arcs.push([size.people + post, sink, 1, Math.round((100_000 * (2 * k - 1 - 2 * need)) / Math.max(need, 1))]);
    }
  }
  const supply = new Float64Array(sink + 1).fill(1, 0, size.people);
  supply[sink] = -size.people;
  return {
    nodeCount: sink + 1,
    tail: Int32Array.from(arcs, ([tail]) => tail),
    head: Int32Array.from(arcs, ([, head]) => head),
    upper: Float64Array.from(arcs, ([, , upper]) => upper),
    cost: Float64Array.from(arcs, ([, , , cost]) => cost),
    supply,
  };
}

function programOf({ nodeCount, tail, head, upper, cost, supply }: FlowNetwork): LinearProgram {
  const arcCount = tail.length;
  return {
    cost,
    colLower: new Float64Array(arcCount),
    colUpper: upper,
    isInteger: new Uint8Array(arcCount),
    rowLower: supply,
    rowUpper: supply.slice(0, nodeCount),
    matrix: {
      starts: Int32Array.from({ length: arcCount + 1 }, (_, arc) => 2 * arc),
      rows: Int32Array.from({ length: 2 * arcCount }, (_, k) => (k % 2 === 0 ? tail[k >> 1]! : head[k >> 1]!)),
      values: Float64Array.from({ length: 2 * arcCount }, (_, k) => (k % 2 === 0 ? 1 : -1)),
    },
  };
}

async function median(run: () => Promise<number>): Promise<{ milliseconds: number; objective: number }> {
  const times: number[] = [];
  let objective = await run();
  for (let k = 0; k < RUNS; k++) {
    const start = performance.now();
    objective = await run();
    times.push(performance.now() - start);
  }
  return { milliseconds: times.sort((a, b) => a - b)[RUNS >> 1]!, objective };
}

const engines: Engine[] = [javascriptLpSolver(), await highs()];
console.log("people/posts/arcs   seed  solver                     ms   ratio to network simplex");
for (const size of SIZES) {
  for (const seed of SEEDS) {
    const network = transferNetwork(size, seed);
    const label = `${size.people}/${size.posts}/${network.tail.length}`.padEnd(20);
    const kernel = await median(() => {
      const result = minCostFlow(network);
      return Promise.resolve(result.status === "optimal" ? result.cost : Number.NaN);
    });
    const line = (solver: string, milliseconds: number): string =>
      `${label}${String(seed).padStart(4)}  ${solver.padEnd(22)}${milliseconds.toFixed(1).padStart(8)}   ${(milliseconds / kernel.milliseconds).toFixed(1)}`;
    console.log(line("network simplex", kernel.milliseconds));
    for (const engine of engines) {
      if (size.people > MOST_PEOPLE[engine.name]!) {
        console.log(
          `${label}${String(seed).padStart(4)}  ${engine.name.padEnd(22)}       –   left out: too slow at this size`,
        );
        continue;
      }
      const timed = await median(async () => {
        const result = await solveLinear(programOf(network), engine);
        return "solution" in result ? result.solution.objective : Number.NaN;
      });
      const agrees = Math.abs(timed.objective - kernel.objective) < 0.5;
      console.log(line(engine.name, timed.milliseconds) + (agrees ? "" : "   DISAGREES"));
    }
  }
}
