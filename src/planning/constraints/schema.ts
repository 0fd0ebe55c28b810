/** The shape of constraints: one strict schema a kind, so that complaints speak of the kind that was meant. */
import * as z from "zod";
import { nearest, type Issue } from "../../errors/index.js";
import { GRADES } from "../../regulation/index.js";
import { shapeIssues, show } from "../../scenario/index.js";
import type { Constraint } from "./types.js";

/** People and percent beyond this are slips of the keyboard. */
const MOST_PEOPLE = 10_000_000;
const MOST_PERCENT = 1_000;
/** Kilometres, units of money. */
const LARGEST = 1e12;

const id = z.string().min(1).max(200);
const people = z.int().min(0).max(MOST_PEOPLE);
const percentUpTo = (most: number): z.ZodType => z.strictObject({ percent: z.number().min(0).max(most) });
const amountUpTo = (percent: number): z.ZodType => z.union([people, percentUpTo(percent)]);
const node = z.strictObject({
  positionId: id.optional(),
  unitId: id.optional(),
  agencyId: id.optional(),
  each: z.enum(["position", "unit", "agency"]).optional(),
});
const event = z.strictObject({
  staffId: id,
  moves: z.boolean().optional(),
  positionId: id.optional(),
  unitId: id.optional(),
});
const condition = { id: id.optional(), hard: z.boolean().optional() };
const group = {
  ...condition,
  staffIds: z.array(id).min(2).max(1_000),
  node: z.enum(["position", "unit", "agency"]).optional(),
};
const text = z.string().min(1).max(200);
const price = z.number().min(0).max(LARGEST);

const schemas: Readonly<Record<Constraint["kind"], z.ZodType>> = {
  floor: z.strictObject({ kind: z.literal("floor"), ...condition, node, value: amountUpTo(MOST_PERCENT) }),
  inflowCap: z.strictObject({ kind: z.literal("inflowCap"), ...condition, node, value: amountUpTo(MOST_PERCENT) }),
  outflowCap: z.strictObject({ kind: z.literal("outflowCap"), ...condition, node, value: amountUpTo(100) }),
  mix: z.strictObject({
    kind: z.literal("mix"),
    ...condition,
    node,
    of: z.strictObject({
      minGrade: z.enum(GRADES).optional(),
      jobLevels: z.array(text).min(1).max(100).optional(),
      minYearsInPost: z.int().min(0).max(60).optional(),
      certificates: z.array(text).min(1).max(100).optional(),
    }),
    value: amountUpTo(100),
  }),
  budget: z.strictObject({
    kind: z.literal("budget"),
    ...condition,
    of: z.enum(["moves", "distance", "money"]),
    node: node.optional(),
    perMove: price.optional(),
    perKilometre: price.optional(),
    value: z.union([z.number().min(0).max(LARGEST), percentUpTo(100)]),
  }),
  together: z.strictObject({ kind: z.literal("together"), ...group }),
  apart: z.strictObject({ kind: z.literal("apart"), ...group }),
  ifThen: z.strictObject({ kind: z.literal("ifThen"), ...condition, if: event, then: event }),
};

/** The kinds of constraints. */
export const CONSTRAINT_KINDS = Object.keys(schemas) as Constraint["kind"][];

/** Constraints of one plan: several for every post of a country. */
const MOST_CONSTRAINTS = 1_000_000;

/**
 * What is wrong with the shape of a list of constraints: every issue, with paths from `constraints` on. Codes as
 * `shapeIssues` says, with the prefix `planning/`, and `planning/too-many`.
 */
export function constraintShapeIssues(list: unknown): Issue[] {
  if (!Array.isArray(list)) {
    const message = `${show(list)} is not a list`;
    return [{ code: "planning/wrong-type", path: ["constraints"], message }];
  }
  if (list.length > MOST_CONSTRAINTS) {
    const message = `${list.length} constraints are given: at most ${MOST_CONSTRAINTS} are read`;
    return [{ code: "planning/too-many", path: ["constraints"], message }];
  }
  // Spread, for flatMap goes past the holes of a list.
  return [...(list as unknown[])].flatMap((constraint, k): Issue[] => {
    const path = ["constraints", k];
    if (typeof constraint !== "object" || constraint === null || Array.isArray(constraint))
      return [{ code: "planning/wrong-type", path, message: `${show(constraint)} is not an object` }];
    const { kind } = constraint as { kind?: unknown };
    if (typeof kind !== "string" || !Object.hasOwn(schemas, kind)) return [unknownKind(kind, [...path, "kind"])];
    const schema = schemas[kind as Constraint["kind"]];
    const parsed = schema.safeParse(constraint);
    if (parsed.success) return [];
    const issues = shapeIssues("planning", schema, constraint, parsed.error);
    return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  });
}

function unknownKind(kind: unknown, path: Issue["path"]): Issue {
  const near = typeof kind === "string" ? nearest(kind, CONSTRAINT_KINDS) : undefined;
  const known = `the kinds are ${CONSTRAINT_KINDS.join(", ")}`;
  if (kind === undefined) return { code: "planning/missing-value", path, message: "a kind is missing", hint: known };
  const message = `${show(kind)} is no kind of constraint`;
  return {
    code: "planning/unknown-value",
    path,
    message,
    hint: near === undefined ? known : `you meant ${show(near)}`,
  };
}
