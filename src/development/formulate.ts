/**
 * Where training meets mathematics: what courses and the budget limit, as rows over people on ways. Everything else of a plan
 * is planning's.
 *
 *     Σ people on ways through a course ≤ its seats            Σ cost of ways · people ≤ budget
 *
 * Costs are divided by what divides them all: a row of small integers is told apart more safely by an engine.
 */
import type { Formulation } from "../planning/formulate.js";
import type { Row } from "../planning/residue/rows.js";
import type { Ways } from "../planning/ways.js";
import type { ReadCourse } from "./read-catalogue.js";

/** Names of rows, as certificates carry them; no constraint of a caller's has one of these. */
export const COURSE_SEATS = "courseSeats";
export const TRAINING_BUDGET = "trainingBudget";

/** What is limited; courses without a limit and a budget that nobody set have no row. */
export interface TrainingLimits {
  readonly courses: readonly Pick<ReadCourse, "id" | "seats">[];
  readonly budget: number | undefined;
}

/** The rows of a formulation with ways. O(ways · courses of a way + courses). */
export function trainingRows({ list }: Ways, { courses, budget }: TrainingLimits, { positions }: Formulation): Row[] {
  const firstWay = positions.length + 1;
  const shape = { lower: -Infinity, unit: 1, isSoft: false, groups: undefined } as const;
  const waysThrough = new Map<string, number[]>();
  list.forEach(({ courseIds }, w) => {
    for (const id of courseIds) {
      const known = waysThrough.get(id);
      if (known === undefined) waysThrough.set(id, [firstWay + w]);
      else known.push(firstWay + w);
    }
  });
  const ofSeats = courses.flatMap(({ id, seats }): Row[] => {
    const through = waysThrough.get(id);
    if (seats === undefined || through === undefined) return [];
    const places = new Set(through);
    return [
      {
        ...shape,
        name: [COURSE_SEATS, id, ""],
        upper: seats,
        places: Int32Array.from(through),
        coefficient: (_, place) => (places.has(place) ? 1 : 0),
      },
    ];
  });
  const divisor = costDivisor(list);
  if (budget === undefined || divisor === 0) return ofSeats;
  const costs = list.map(({ cost }) => cost / divisor);
  const paid = list.flatMap(({ cost }, w) => (cost > 0 ? [firstWay + w] : []));
  return [
    ...ofSeats,
    {
      ...shape,
      name: [TRAINING_BUDGET, "", ""],
      upper: Math.floor(budget / divisor),
      places: Int32Array.from(paid),
      coefficient: (_, place) => costs[place - firstWay] ?? 0,
    },
  ];
}

/** What divides the cost of every way; 0 where none costs anything. */
export function costDivisor(list: Ways["list"]): number {
  return list.reduce((divisor, { cost }) => greatestCommonDivisor(divisor, cost), 0);
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
