/** The slow truth of training: every plan of a tiny scenario, each person at every place by every way. */
import type { Position, ScenarioInput, Staff } from "imbang";
import {
  countedPeople,
  type Goal,
  nodeTables,
  objects,
  type Place,
  placesFor,
  post,
  relativesApart,
  seatsAt,
} from "../planning/brute-force.js";
import { judged } from "../planning/constraint-truth.js";
import type { Conditions } from "../planning/random-constraints.js";
import { type Training, trainingValue, type TrainingWay, waysOf } from "./training-truth.js";

/** A person at a place, and the way that leads there. */
export interface Choice {
  readonly at: Place;
  readonly way?: TrainingWay;
}

/** What each counted person may be given: a place as he or she is, or a post through courses. */
export function choicesOf(
  input: ScenarioInput,
  training: Training,
  { objections }: Conditions,
  unknown: "allow" | "forbid",
): Choice[][] {
  return countedPeople(input).map((person) =>
    [
      ...placesFor(input, person, unknown).map((at): Choice => ({ at })),
      ...waysOf(input, person, training, unknown).map((way): Choice => ({ at: way.at, way })),
    ].filter(({ at }) => objections !== "veto" || !objects(person, at)),
  );
}

/**
 * Lexicographically least values over all plans that keep seats of posts and of courses, the budget and the conditions, and
 * the courses of one such plan; `undefined` if there is no plan.
 */
export function bestTraining(
  input: ScenarioInput,
  training: Training,
  goals: readonly Goal[],
  conditions: Conditions,
  choices: readonly (readonly Choice[])[],
  { moveThreshold = 10, unknown = "allow" }: { moveThreshold?: number; unknown?: "allow" | "forbid" } = {},
): { readonly values: readonly number[]; readonly ways: readonly TrainingWay[] } | undefined {
  const people = countedPeople(input);
  const worth = choices.map((list, k) =>
    list.map((choice) =>
      goals.map(({ name }) => Number(trainingValue(input, name, { person: people[k]!, ...choice }, moveThreshold))),
    ),
  );
  const nodes = goals.map((goal) =>
    nodeTables(input, goal, moveThreshold, () => people.length).map(({ ids, table }) => ({
      ids,
      table: table.map(Number),
    })),
  );
  const { constraints, objections: _, ...options } = conditions;
  const isFree = constraints.length === 0 && options.maxMoves === undefined && options.floors !== "hard";
  const settled = input.staff
    .filter((person) => !people.includes(person))
    .map((person): [string, Place] => [person.id, post(input, person)]);
  const missing = (chosen: readonly Choice[]): number | undefined => {
    if (isFree) return 0;
    const at = people.map(({ id }: Staff, k): [string, Place] => [id, chosen[k]!.at]);
    return judged(input, constraints, options as Parameters<typeof judged>[2], new Map([...settled, ...at]));
  };
  const areApart = relativesApart(input, unknown);

  const chosen: Choice[] = [];
  const taken: number[] = [];
  const heads = new Map<string, number>();
  const participants = new Map<string, number>();
  let spent = 0;
  let best: { values: number[]; ways: TrainingWay[] } | undefined;

  const judge = (): void => {
    if (!areApart(chosen.map(({ at }) => at))) return;
    const more = missing(chosen);
    if (more === undefined) return;
    const values: number[] = [];
    let isBetter = best === undefined;
    for (let g = 0; g < goals.length; g++) {
      let value = goals[g]!.name === "floors" ? more : 0;
      for (const { ids, table } of nodes[g]!) value += table[ids.reduce((n, id) => n + (heads.get(id) ?? 0), 0)]!;
      for (let k = 0; k < people.length; k++) value += worth[k]![taken[k]!]![g]!;
      if (!isBetter && value > best!.values[g]!) return;
      if (!isBetter && value < best!.values[g]!) isBetter = true;
      values.push(value);
    }
    if (isBetter) best = { values, ways: chosen.flatMap(({ way }) => way ?? []) };
  };
  const sit = (place: Place, by: 1 | -1): void => {
    if (place !== null) heads.set(place.id, (heads.get(place.id) ?? 0) + by);
  };
  const attend = ({ courses, cost }: TrainingWay, by: 1 | -1): void => {
    for (const { id } of courses) participants.set(id, (participants.get(id) ?? 0) + by);
    spent += by * cost;
  };
  const isFull = (place: Position): boolean => (heads.get(place.id) ?? 0) >= seatsAt(input, place);
  const isClosed = ({ courses, cost }: TrainingWay): boolean =>
    spent + cost > (training.budget ?? Infinity) ||
    courses.some(({ id, seats = Infinity }) => (participants.get(id) ?? 0) >= seats);
  const search = (k: number): void => {
    if (k === people.length) return judge();
    choices[k]!.forEach((choice, c) => {
      const { at, way } = choice;
      if ((at !== null && isFull(at)) || (way !== undefined && isClosed(way))) return;
      sit(at, 1);
      if (way !== undefined) attend(way, 1);
      chosen[k] = choice;
      taken[k] = c;
      search(k + 1);
      sit(at, -1);
      if (way !== undefined) attend(way, -1);
    });
  };
  search(0);
  return best;
}
