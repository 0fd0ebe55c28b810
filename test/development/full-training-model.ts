/** The full model with training: a column for every person, place and way, and rows for seats of courses and the budget. */
import type { ScenarioInput } from "imbang";
import { countedPeople } from "../planning/brute-force.js";
import { type Column, type FullModel, fullModel, type Row } from "../planning/full-model.js";
import type { Conditions } from "../planning/random-constraints.js";
import { type Training, trainingValue, type TrainingWay, waysQuickly } from "./training-truth.js";

/** A person at a place, as he or she is or by a way. */
export interface TrainingColumn extends Column {
  readonly way?: TrainingWay;
}

/** All pairs, all ways and all conditions. */
export function fullTrainingModel(
  input: ScenarioInput,
  training: Training,
  conditions: Conditions,
  unknown: "allow" | "forbid" = "allow",
): FullModel<TrainingColumn> {
  const ways = countedPeople(input).flatMap((person) =>
    waysQuickly(input, person, training, unknown).map((way): TrainingColumn => ({ person, at: way.at, way })),
  );
  const { columns, rows } = fullModel(input, conditions, unknown, ways);
  const { catalogue, budget } = training;
  const atMost = (upper: number, ofWay: (way: TrainingWay) => number): Row<TrainingColumn> => ({
    lower: -Infinity,
    upper,
    isSoft: false,
    coefficient: (_person, _at, column) => (column?.way === undefined ? 0 : ofWay(column.way)),
  });
  const limited = catalogue.filter(({ seats }) => seats !== undefined);
  return {
    columns,
    rows: [
      ...rows,
      ...limited.map((course) => atMost(course.seats!, ({ courses }) => (courses.includes(course) ? 1 : 0))),
      ...(budget === undefined ? [] : [atMost(budget, ({ cost }) => cost)]),
    ],
    value: (goal, column, threshold) => trainingValue(input, goal, column, threshold),
  };
}
