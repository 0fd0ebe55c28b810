/**
 * One solver on one city with conditions, in a process of its own; prints the figures as a line of JSON:
 *
 *     node residue-process.mjs TASK
 *
 * Ours is a whole `planTransfers`, from scenario to verified plan, the lottery included. The full model is solved level by
 * level by the same engine, each level from the answer of the one before; only the engine's own time counts, and it is asked
 * once, while ours asks for the second opinions that it has by default.
 */
import { createScenario, type Level, planTransfers } from "../src/index.js";
import { highs } from "../src/linear/highs.js";
import { fullModel, solveFullModel } from "../test/planning/full-model.js";
import { constrainedCity } from "../test/planning/constrained-city.js";
import { peakMemory } from "./measure.js";
import { timedEngine } from "./timed-engine.js";
import type { ResidueOutcome, ResidueTask } from "./residue.js";

/** The levels that both sides solve. */
const LEVELS = ["balance", "moves", "distance"] as const satisfies readonly Level[];

async function measure({ solver, seed, size, seconds }: ResidueTask): Promise<ResidueOutcome> {
  const { input, options } = constrainedCity(seed, size);
  const engine = await highs({ secondOpinion: solver === "ours" });
  if (solver === "full") {
    const spent = { cpu: 0 };
    const model = fullModel(input, options);
    const goals = LEVELS.map((name) => ({ name, node: "position" as const }));
    const answer = await solveFullModel(input, model, goals, timedEngine(engine, spent), { timeLimit: seconds });
    const values = answer.status === "infeasible" ? [] : answer.values.map(String);
    const reason = answer.status === "stopped" ? answer.reason.split("\n")[0]! : answer.status;
    const solved = answer.status === "solved";
    return {
      status: "measured",
      solved,
      reason,
      values,
      gaps: [],
      pairs: model.columns.length,
      ...spent,
      peakMemory: peakMemory(),
    };
  }
  const scenario = createScenario(input);
  const from = process.cpuUsage();
  const plan = await planTransfers(scenario, { policy: LEVELS, engine, timeLimit: seconds, ...options });
  const { user, system } = process.cpuUsage(from);
  const levels = plan.levels.filter(({ name }) => name !== "tie");
  return {
    status: "measured",
    solved: plan.status === "optimal",
    reason: `${plan.status}: ${levels.map(({ name, proof }) => `${name} by ${proof ?? "bound"}`).join(", ")}`,
    values: levels.map(({ value }) => String(value)),
    gaps: levels.map(({ value, bound }) => (value - bound) / Math.max(1, Math.abs(value))),
    pairs: plan.run.size.pairs,
    cpu: (user + system) / 1e6,
    peakMemory: peakMemory(),
  };
}

let outcome: ResidueOutcome;
try {
  outcome = await measure(JSON.parse(process.argv[2]!) as ResidueTask);
} catch (error) {
  outcome = { status: "failed", reason: String(error) };
}
console.log(JSON.stringify(outcome));
