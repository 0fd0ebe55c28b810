/**
 * Measures a whole `planTransfers` (from scenario to verified plan) on a generated city, in a process of its own, and
 * prints the figures as a line of JSON:
 *
 *     node --expose-gc one-plan.mjs TASK
 */
import { createScenario, planTransfers } from "../src/index.js";
import { city } from "../test/planning/cities.js";
import { peakMemory } from "./measure.js";
import type { PlanOutcome, PlanTask } from "./policies.js";

async function measure({ policy, seed, people, posts, units }: PlanTask): Promise<PlanOutcome> {
  const scenario = createScenario(city({ seed, people, posts, units }));
  const from = performance.now();
  const cpuFrom = process.cpuUsage();
  const plan = await planTransfers(scenario, { policy });
  const { user, system } = process.cpuUsage(cpuFrom);
  const wall = performance.now() - from;
  if (plan.status !== "optimal") return { status: "failed", reason: `the plan is ${plan.status}` };
  const { groups, pairs } = plan.run.size;
  const transfers = plan.transfers.length;
  const cpu = (user + system) / 1000;
  return { status: "measured", groups, pairs, transfers, cpu, wall, peakMemory: peakMemory() };
}

let outcome: PlanOutcome;
try {
  outcome = await measure(JSON.parse(process.argv[2]!) as PlanTask);
} catch (error) {
  outcome = { status: "failed", reason: String(error) };
}
console.log(JSON.stringify(outcome));
