/**
 * One solver on one city with courses, in a process of its own; prints the figures as a line of JSON:
 *
 *     node training-process.mjs TASK
 *
 * Ours is a whole `planTraining`, from scenario to verified plan, the lottery included. The full model is solved level by
 * level by the same engine, each level from the answer of the one before; only the engine's own time counts, and it is asked
 * once, while ours asks for the second opinions that it has by default.
 */
import { planTraining } from "../src/development/index.js";
import { createScenario } from "../src/index.js";
import { highs } from "../src/linear/highs.js";
import { fullTrainingModel } from "../test/development/full-training-model.js";
import { trainingCity } from "../test/development/training-city.js";
import { solveFullModel } from "../test/planning/full-model.js";
import { peakMemory } from "./measure.js";
import { timedEngine } from "./timed-engine.js";
import type { TrainingOutcome, TrainingTask } from "./training.js";

/** The levels that both sides solve: staffing, then what training costs, then how long it takes. */
const LEVELS = ["balance", "trainingCost", "trainingMonths"] as const;

async function measure({ solver, seed, size, seconds, gap }: TrainingTask): Promise<TrainingOutcome> {
  const { input, catalogue, budget } = trainingCity(seed, size);
  const engine = await highs({ secondOpinion: solver === "ours" });
  if (solver === "full") {
    const spent = { cpu: 0 };
    const model = fullTrainingModel(input, { catalogue, budget }, { constraints: [] });
    const goals = LEVELS.map((name) => ({ name, node: "position" as const }));
    const answer = await solveFullModel(input, model, goals, timedEngine(engine, spent), {
      timeLimit: seconds,
      relativeGap: gap,
    });
    return {
      status: "measured",
      solved: answer.status === "solved",
      reason: answer.status === "stopped" ? answer.reason.split("\n")[0]! : answer.status,
      values: answer.status === "infeasible" ? [] : answer.values.map(Number),
      bounds: [],
      pairs: model.columns.length,
      ways: model.columns.filter(({ way }) => way !== undefined).length,
      trained: 0,
      spent: 0,
      budget,
      ...spent,
      peakMemory: peakMemory(),
    };
  }
  const scenario = createScenario(input);
  const from = process.cpuUsage();
  const plan = await planTraining(scenario, catalogue, { policy: LEVELS, engine, timeLimit: seconds, budget, gap });
  const { user, system } = process.cpuUsage(from);
  const levels = plan.levels.filter(({ name }) => name !== "tie");
  const trainings = plan.status === "optimal" || plan.status === "feasible" ? plan.trainings : [];
  return {
    status: "measured",
    solved: plan.status === "optimal",
    reason: `${plan.status}: ${levels.map(({ name, proof }) => `${name} by ${proof ?? "bound"}`).join(", ")}`,
    values: levels.map(({ value }) => value),
    bounds: levels.map(({ bound }) => bound),
    pairs: plan.run.size.pairs,
    ways: 0,
    trained: trainings.length,
    spent: trainings.reduce((sum, { cost }) => sum + cost, 0),
    budget,
    cpu: (user + system) / 1e6,
    peakMemory: peakMemory(),
  };
}

let outcome: TrainingOutcome;
try {
  outcome = await measure(JSON.parse(process.argv[2]!) as TrainingTask);
} catch (error) {
  outcome = { status: "failed", reason: String(error) };
}
console.log(JSON.stringify(outcome));
