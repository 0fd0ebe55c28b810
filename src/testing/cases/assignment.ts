/** Generalised assignment: each job to one agent, agents have capacities. Instances by a seeded formula. */
import type { LinearProgram } from "../../linear/index.js";
import { type EngineCase, type SimpleCase, solvingCases } from "../engine-case.js";
import { atMost, BINARY, exactly, marks, minimise, vector } from "../notation.js";
import { seededIntegers } from "../random.js";

/** agents, jobs, seed, how full the agents are (per cent), optimum. */
const INSTANCES: readonly (readonly [number, number, number, number, number | "infeasible"])[] = [
  [2, 10, 1, 90, 167],
  [3, 6, 2, 85, 100],
  [3, 8, 3, 80, 134],
  [3, 9, 4, 90, 149],
  [4, 8, 5, 75, 129],
  [5, 6, 6, 100, 97],
  [6, 6, 7, 80, 90],
  [3, 9, 8, 60, "infeasible"],
];

export function assignmentCases(): EngineCase[] {
  return solvingCases(
    "assignment",
    INSTANCES.map(([agents, jobs, seed, fill, expected]): SimpleCase => ({
      name: `${jobs} jobs for ${agents} agents, seed ${seed}`,
      source: "brute force over all assignments, repeated in the tests",
      program: generalisedAssignment(agents, jobs, seed, fill),
      expected,
    })),
  );
}

/** Costs 10 … 25 and weights 5 … 25, capacities fill % of an equal share of all weights. x[agent, job] at agent·jobs + job. */
function generalisedAssignment(agents: number, jobs: number, seed: number, fill: number): LinearProgram {
  const draw = seededIntegers(seed);
  const width = agents * jobs;
  const costs = vector(width, () => draw(10, 25));
  const weights = vector(width, () => draw(5, 25));
  const share = weights.reduce((sum, weight) => sum + weight, 0) / agents / agents;
  const capacity = Math.floor((share * fill) / 100);
  return minimise(
    costs,
    [
      ...vector(jobs, (job) => job).map((job) =>
        exactly(
          marks(
            width,
            vector(agents, (agent) => agent * jobs + job),
          ),
          1,
        ),
      ),
      ...vector(agents, (agent) => agent).map((agent) =>
        atMost(
          vector(width, (at) => (Math.floor(at / jobs) === agent ? weights[at]! : 0)),
          capacity,
        ),
      ),
    ],
    BINARY,
  );
}
