/**
 * Measures one solver on one instance, in a process of its own, and prints the outcome as a line of JSON:
 *
 *     node --expose-gc one.mjs TASK [LEMON-DRIVER]
 *
 * TASK is a `Task` as JSON. `processes.ts` bundles this file and runs it.
 */
import { faultOf } from "./certificate.js";
import { makeInstance } from "./instances.js";
import { type OptimalTransport, solveTransport, type TransportProblem } from "imbang/network";
import { runLemon } from "./lemon.js";
import { peakMemory, timed } from "./measure.js";
import type { Measured, Outcome, SteadyFigures, Task } from "./outcome.js";
import { type PeerName, prepare } from "./peers.js";

type Figures = Omit<Measured, "status" | "people" | "positions" | "arcs">;

async function measure({ form, size, seed, solver }: Task, driver: string | undefined): Promise<Outcome> {
  const { problem } = makeInstance(form, size, seed);
  const sizes = {
    people: problem.start.length - 1,
    positions: problem.pieceStart.length - 1,
    arcs: problem.position.length,
  };
  (globalThis as { gc?: () => void }).gc?.(); // what building the instance left behind is not the solver's
  if (solver === "imbang") return { status: "measured", ...sizes, ...measureOwn(problem) };
  if (solver === "LEMON NetworkSimplex" || solver === "LEMON CostScaling") {
    if (driver === undefined) return { status: "failed", reason: "no driver" };
    const algorithm = solver === "LEMON CostScaling" ? "scaling" : "simplex";
    const { objective, run, build, peakMemory } = runLemon(driver, problem, algorithm);
    return { status: "measured", ...sizes, objective, cpu: run, wall: run, formulation: build, peakMemory };
  }
  return { status: "measured", ...sizes, ...(await measurePeer(solver, problem)) };
}

function measureOwn(problem: TransportProblem): Figures {
  const memoryBefore = process.memoryUsage.rss() / 2 ** 20;
  const first = timed(() => solve(problem));
  const firstCheck = timed(() => check(problem, first.value));
  solve(problem);
  solve(problem);
  const fourth = timed(() => solve(problem));
  const memory = peakMemory();
  const fourthCheck = timed(() => check(problem, fourth.value));
  const pass = passTime(problem, fourth.value.price);
  const steady: SteadyFigures = {
    cpu: fourth.cpu,
    wall: fourth.wall,
    verification: { first: firstCheck.cpu, steady: fourthCheck.cpu },
    pass,
    passesInWork: first.value.work.arcsRead / problem.position.length,
    passesInTime: { first: first.wall / pass, steady: fourth.wall / pass },
    memoryBefore,
  };
  const objective = first.value.cost;
  return { objective, cpu: first.cpu, wall: first.wall, formulation: 0, peakMemory: memory, steady };
}

function solve(problem: TransportProblem): OptimalTransport {
  const result = solveTransport(problem);
  if (result.status !== "optimal") throw new Error(`the instance is feasible, the answer was ${result.status}`);
  return result;
}

function check(problem: TransportProblem, result: OptimalTransport): void {
  const fault = faultOf(problem, result);
  if (fault !== undefined) throw new Error(`the answer is not proven: ${fault}`);
}

/** Milliseconds of reading every arc once for the least cost + price of each row: the mean of 50 ms of passes, after 50 ms. */
function passTime({ start, position, cost }: TransportProblem, price: Float64Array): number {
  let sink = 0; // or the compiler sees that nobody wants the result
  const pass = (): void => {
    for (let row = 0; row + 1 < start.length; row++) {
      let least = Infinity;
      for (let arc = start[row]!, end = start[row + 1]!; arc < end; arc++) {
        const value = cost[arc]! + price[position[arc]!]!;
        if (value < least) least = value;
      }
      sink += least;
    }
  };
  const meanOf = (milliseconds: number): number => {
    const from = performance.now();
    for (let count = 1; ; count++) {
      pass();
      const spent = performance.now() - from;
      if (spent >= milliseconds) return spent / count;
    }
  };
  meanOf(50);
  const mean = meanOf(50);
  if (Number.isNaN(sink)) throw new Error("a price is not a number");
  return mean;
}

async function measurePeer(peer: PeerName, problem: TransportProblem): Promise<Figures> {
  const from = process.cpuUsage();
  const question = await prepare(peer, problem);
  const { user, system } = process.cpuUsage(from);
  const { value, cpu, wall } = timed(question);
  return { objective: value, cpu, wall, formulation: (user + system) / 1000, peakMemory: peakMemory() };
}

const [task, driver] = process.argv.slice(2);
let outcome: Outcome;
try {
  outcome = await measure(JSON.parse(task!) as Task, driver);
} catch (error) {
  outcome = { status: "failed", reason: String(error) };
}
console.log(JSON.stringify(outcome));
