/** A search whose first core is too small for the best plan goes on until a core holds it. */
import { createScenario } from "imbang";
import { solveLinear } from "imbang/linear";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";
import { trainingRows } from "../../src/development/formulate.js";
import { planTraining } from "../../src/development/index.js";
import { readTrainingRequest } from "../../src/development/training-options.js";
import { findWays } from "../../src/development/ways.js";
import { everyoneStays } from "../../src/planning/formulate.js";
import { geographyOf } from "../../src/planning/geography.js";
import { formulateWith, NO_CONDITIONS } from "../../src/planning/residue/conditions.js";
import type { CoreEngine } from "../../src/planning/residue/core-engine.js";
import { levelGoal } from "../../src/planning/residue/goal.js";
import { createResidue } from "../../src/planning/residue/residue.js";
import { solveGoal } from "../../src/planning/residue/solve-goal.js";
import { trainingCity } from "./training-city.js";

// Seats of courses and a budget: their relaxation is hardly ever a plan.
test("from everybody staying, without a plan near the relaxation", async () => {
  const engine = await highs();
  const { input, catalogue, budget } = trainingCity(1, { people: 160, posts: 24, units: 8, jobs: 2, courses: 6 });
  const scenario = createScenario(input);
  const options = { policy: ["balance"], budget } as const;
  const plan = await planTraining(scenario, catalogue, { ...options, engine });
  const { resolved, settings, ...read } = readTrainingRequest(scenario, catalogue, options);
  const ways = findWays(scenario, read.catalogue, new Map(), { unknown: resolved.unknown, ...settings });
  const { formulation, source } = formulateWith(scenario, resolved, geographyOf(scenario), NO_CONDITIONS, {
    ways,
    rows: (of) => trainingRows(ways, { courses: read.catalogue.courses, budget }, of),
  });
  let integerCores = 0;
  const patient: CoreEngine = {
    name: engine.name,
    comfortable: 1e9, // a relaxation of everything, and no plan near it
    solve(program, start) {
      if (program.isInteger.includes(1)) integerCores++;
      return solveLinear(program, engine, start === undefined ? {} : { start });
    },
  };
  const found = await solveGoal(
    createResidue(formulation, source, everyoneStays(formulation)),
    levelGoal(formulation, 0, 0),
    {
      engine: patient,
      stops: { deadline: Infinity, signal: undefined },
      report() {},
    },
  );
  expect(found.value).toBe(BigInt(plan.levels[0]!.value));
  expect([found.bound, found.proof]).toEqual([found.value, "search"]);
  expect(integerCores).toBeGreaterThan(1);
});
