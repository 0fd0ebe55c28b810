/**
 * The shape of a plan that comes from anywhere: a file, a database, another program. What passes here can be read without
 * surprise; whether it is true is for `verify-plan.ts` to find out.
 */
import * as z from "zod";
import type { Issue } from "../errors/index.js";
import { shapeIssues, show } from "../scenario/index.js";
import { LEVEL_NAMES, levelUnit } from "./levels.js";
import type { Plan } from "./types.js";
import { TRAINING_LEVELS } from "./ways.js";

const integer = z.int();
const figure = z.number().nullable();
const row = z.object({
  id: z.string(),
  required: figure,
  existing: integer,
  gap: figure,
  ratio: figure,
  effectiveness: figure,
  shortage: z.number(),
  surplus: z.number(),
});
const analysis = z.object({ positions: z.array(row), units: z.array(row), agencies: z.array(row) });
const node = z.enum(["position", "unit"]);
const levelName = z.enum([...LEVEL_NAMES.filter((name) => name !== "fit"), ...TRAINING_LEVELS]);
const price = z.tuple([z.string(), integer]);
const common = {
  settings: z.object({
    levels: z.array(z.object({ name: levelName, node, step: z.number().min(0).max(100).optional() })).min(1),
    moveThreshold: z.number().min(0).max(1_000),
    unknown: z.enum(["allow", "forbid"]),
    constraints: z.array(z.unknown()).optional(), // read by their own door
    maxMoves: z.int().min(0).optional(),
    floors: z.literal("hard").optional(),
    objections: z.literal("veto").optional(),
  }),
  levels: z.array(
    z.object({
      name: levelName,
      node,
      value: integer,
      bound: integer,
      proven: z.boolean(),
      proof: z.enum(["prices", "search"]).optional(),
      unit: z.string(),
      scale: integer,
    }),
  ),
  before: analysis,
  after: analysis,
  run: z.object({
    seed: z.string(),
    certificate: z.array(
      z.object({
        positions: z.array(price),
        units: z.array(price),
        scale: integer.min(1).optional(),
        rows: z.array(z.tuple([z.string(), z.string(), z.string(), integer])).optional(),
        levels: z.array(z.tuple([integer.min(0), integer.min(0)])).optional(),
      }),
    ),
  }),
};
const people = {
  transfers: z.array(
    z.object({
      staffId: z.string(),
      fromPositionId: z.string().nullable(),
      toPositionId: z.string(),
      sameUnit: z.boolean(),
      distance: integer.nullable(),
      checks: z.array(z.object({ rule: z.string() })),
    }),
  ),
  placements: z.array(
    z.object({
      staffId: z.string(),
      positionId: z.string().nullable(),
      courseIds: z.array(z.string()).min(1).optional(),
    }),
  ),
};
const nobody = { transfers: z.undefined().optional(), placements: z.undefined().optional() };
const limit = z.enum(["time", "cancelled", "iterations", "gap"]);
const missed = z.object({ constraintId: z.string(), node: z.string(), missing: integer });
const schemas = {
  optimal: z.object({ ...common, ...people }),
  feasible: z.object({ ...common, ...people, limit }),
  noPlanFound: z.object({ ...common, ...nobody, limit }),
  infeasible: z.object({ ...common, ...nobody, missed: z.array(missed).min(1), missedIsLeast: z.boolean() }),
};

/**
 * What is wrong with the shape of a plan. Codes, all `planning/…`: `unreadable-plan` (no plan at all, an unknown status,
 * levels that are not those of the settings, lists out of order) and those of `shapeIssues`.
 */
export function planShapeIssues(plan: Plan): Issue[] {
  const unreadable = (path: Issue["path"], message: string): Issue => ({
    code: "planning/unreadable-plan",
    path,
    message,
  });
  if (typeof plan !== "object" || plan === null) return [unreadable([], "this is no plan")];
  if (typeof plan.status !== "string" || !Object.hasOwn(schemas, plan.status)) {
    return [unreadable(["status"], `the status ${show(plan.status)} is not known`)];
  }
  const schema = schemas[plan.status];
  const parsed = schema.safeParse(plan);
  if (!parsed.success) return shapeIssues("planning", schema, plan, parsed.error);

  const issues: Issue[] = [];
  if (plan.status === "noPlanFound" || plan.status === "infeasible") return issues;
  const { levels, settings, placements, transfers } = plan;
  const asked = settings.levels.map(({ name, node: of }) => `${name} ${of}`).join(", ");
  if (levels.map(({ name, node: of }) => `${name} ${of}`).join(", ") !== asked) {
    issues.push(unreadable(["levels"], `the levels are not those of the settings: ${asked}`));
  }
  levels.forEach(({ name, unit, scale }, k) => {
    const expected = levelUnit(name);
    if (unit === expected.unit && scale === expected.scale) return;
    issues.push(unreadable(["levels", k], `${name} counts in ${expected.unit}, ${expected.scale} to the unit`));
  });
  for (const [name, list] of Object.entries({ placements, transfers })) {
    const isSorted = list.every(({ staffId }, k) => k === 0 || list[k - 1]!.staffId <= staffId);
    if (!isSorted) issues.push(unreadable([name], `the ${name} are not in the order of the staff ids`));
  }
  return issues;
}
