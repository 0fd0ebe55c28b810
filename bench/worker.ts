/**
 * What a worker costs and how soon it obeys, on a generated city: overhead, gaps in the caller's event loop, latency of an
 * abort, error of a time limit; then some hundred small calls with aborts.
 *
 *     npm run build:js && npx tsx bench/worker.ts [--people 2000] [--posts 300] [--calls 300]
 */
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { createScenario, type Plan, planTransfers, verifyPlan } from "imbang";
import * as worker from "imbang/worker";
import { city, identityOf } from "../test/planning/cities.js";

const { values } = parseArgs({
  options: { people: { type: "string" }, posts: { type: "string" }, calls: { type: "string" } },
});
const [people, posts] = [Number(values.people ?? 2_000), Number(values.posts ?? 300)];
const thread = new URL("../dist/worker-thread.js", import.meta.url);
// Without the loader that runs this script: a thread of the package needs none.
const createWorker = (): Worker => new Worker(thread, { execArgv: [] });
const scenario = createScenario(city({ seed: 1, people, posts, units: Math.ceil(posts / 5) }));
const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** Runs something with a clock beside it; how long it took, and the longest that the clock stood still. */
async function watched<Result>(run: () => Promise<Result>): Promise<{ result: Result; took: number; gap: number }> {
  let [gap, tickedAt] = [0, performance.now()];
  const tick = (): void => {
    const now = performance.now();
    gap = Math.max(gap, now - tickedAt);
    tickedAt = now;
  };
  const clock = setInterval(tick, 5);
  const startedAt = performance.now();
  const result = await run();
  const took = performance.now() - startedAt;
  tick();
  clearInterval(clock);
  return { result, took, gap };
}

function outcome(plan: Plan): string {
  const proven = plan.levels.filter((level) => level.proven).length;
  return `${plan.status}, ${proven} levels proven, ${verifyPlan(scenario, plan).ok ? "verified" : "NOT VERIFIED"}`;
}

console.log(`${people} people, ${posts} posts`);
const there = await watched(() => worker.planTransfers(scenario, { createWorker }));
const limited = await watched(() => worker.planTransfers(scenario, { createWorker, timeLimit: 100_000 }));
const here = await watched(() => planTransfers(scenario));
const isSame = identityOf(here.result) === identityOf(there.result);
console.log(`here ${ms(here.took)}, longest gap ${ms(here.gap)}`);
console.log(`in a worker ${ms(there.took)}, longest gap ${ms(there.gap)}; the same plan: ${isSame}`);
console.log(`in a worker with a limit that never comes ${ms(limited.took)}`);

for (const share of [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]) {
  const controller = new AbortController();
  let abortedAt = 0;
  setTimeout(() => {
    abortedAt = performance.now();
    controller.abort();
  }, share * there.took);
  const plan = await worker.planTransfers(scenario, { createWorker, signal: controller.signal });
  console.log(`abort at ${ms(share * there.took)}: ${ms(performance.now() - abortedAt)} later; ${outcome(plan)}`);
}
for (const share of [0.2, 0.5, 0.8]) {
  const timeLimit = (share * there.took) / 1000;
  const { result, took } = await watched(() => worker.planTransfers(scenario, { createWorker, timeLimit }));
  const over = ((took / 1000 / timeLimit - 1) * 100).toFixed(1);
  console.log(`time limit ${timeLimit.toFixed(2)} s: ${over} % over; ${outcome(result)}`);
}

const calls = Number(values.calls ?? 300);
const made: Worker[] = [];
const startedAt = performance.now();
let aborted = 0;
for (let call = 0; call < calls; call++) {
  const controller = new AbortController();
  if (call % 3 === 0) setTimeout(() => controller.abort(), call % 100);
  const result = await worker.minCostFlow(
    {
      nodeCount: 2,
      tail: Int32Array.of(0),
      head: Int32Array.of(1),
      upper: Float64Array.of(5),
      cost: Float64Array.of(1),
      supply: Float64Array.of(3, -3),
    },
    { signal: controller.signal, createWorker: () => (made[made.length] = createWorker()) },
  );
  if (result.status === "noSolutionFound") aborted++;
  if (call % 100 === 99) console.log(`${call + 1} calls: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
}
const each = (performance.now() - startedAt) / calls;
await new Promise((resolve) => setTimeout(resolve, 500));
const alive = made.filter(({ threadId }) => threadId !== -1).length;
console.log(`${calls} small calls, ${aborted} aborted: ${ms(each)} each; ${alive} workers left`);
