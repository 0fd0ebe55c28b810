/** The oracle of last resort: every point of an integer box, in plain integers. */
import type { LinearProgram } from "../../src/linear/types.js";

/** The answer by trying every point; `undefined` where there are columns that are no integers, or too many points. */
export function bruteForce(program: LinearProgram, mostPoints = 300_000): number | "infeasible" | undefined {
  const { cost, colLower, colUpper, isInteger, rowLower, rowUpper, matrix } = program;
  const low = Array.from(colLower, Math.ceil);
  const high = Array.from(colUpper, Math.floor);
  let points = 1;
  for (let j = 0; j < cost.length; j++) points *= isInteger[j] === 1 ? Math.max(0, high[j]! - low[j]! + 1) : Infinity;
  if (!(points <= mostPoints)) return undefined;
  const activity = new Float64Array(rowLower.length);
  let best: number | "infeasible" = "infeasible";
  const visit = (j: number, spent: number): void => {
    if (j === cost.length) {
      const fits = activity.every((found, i) => found >= rowLower[i]! - 1e-9 && found <= rowUpper[i]! + 1e-9);
      if (fits && (best === "infeasible" || spent < best)) best = spent;
      return;
    }
    const move = (by: number): void => {
      for (let k = matrix.starts[j]!; k < matrix.starts[j + 1]!; k++)
        activity[matrix.rows[k]!]! += by * matrix.values[k]!;
    };
    move(low[j]!);
    for (let value = low[j]!; value <= high[j]!; value++) {
      visit(j + 1, spent + value * cost[j]!);
      move(1);
    }
    move(-(high[j]! + 1));
  };
  visit(0, 0);
  return best;
}

/** Generalised assignment by trying every agent for every job; `undefined` where the program has another form. */
export function bruteForceAssignment(program: LinearProgram, agents: number): number | "infeasible" {
  const { cost, rowUpper, matrix } = program;
  const jobs = cost.length / agents;
  const room = Array.from(rowUpper.slice(jobs));
  const weight = Array.from(cost, (_, j) => matrix.values[matrix.starts[j]! + 1]!);
  let best: number | "infeasible" = "infeasible";
  const visit = (job: number, spent: number): void => {
    if (job === jobs) {
      if (best === "infeasible" || spent < best) best = spent;
      return;
    }
    for (let agent = 0; agent < agents; agent++) {
      const at = agent * jobs + job;
      if (weight[at]! > room[agent]!) continue;
      room[agent]! -= weight[at]!;
      visit(job + 1, spent + cost[at]!);
      room[agent]! += weight[at]!;
    }
  };
  visit(0, 0);
  return best;
}
