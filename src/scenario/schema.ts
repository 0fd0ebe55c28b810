/**
 * The shapes of the input as zod schemas: one place that says which keys exist, which values they take and in which
 * range. What spans several records (ids, cycles, floors) is checked in `cross-checks.ts`.
 */
import * as z from "zod";
import { EDUCATION_LEVELS, GRADES } from "../regulation/index.js";
import { rulePackSchema } from "./rule-schema.js";

/** Largest need or priority-weighted quantity that the exact arithmetic of the levels is designed for. */
const LARGEST_NEED = 1_000_000;
const LARGEST_PRIORITY = 1_000;

const id = z.string().min(1).max(500);
const text = z.string().max(2_000);
const count = z.int().min(0);
const day = z.iso.date();
const grade = z.enum(GRADES);
const educationLevel = z.enum(EDUCATION_LEVELS);
const competencies = z.record(text.min(1), z.int().min(1).max(5));
const extra = z.record(z.string(), z.unknown()).optional();
const location = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

const agency = z.strictObject({ id, name: text, extra });

const unit = z.strictObject({
  id,
  agencyId: id,
  parentUnitId: id.optional(),
  name: text,
  location: location.optional(),
  extra,
});

const requirements = z.strictObject({
  minGrade: grade.optional(),
  maxGrade: grade.optional(),
  minEducation: educationLevel.optional(),
  fields: z.array(text.min(1)).optional(),
  competencies: competencies.optional(),
  certificates: z.array(text.min(1)).optional(),
});

const position = z.strictObject({
  id,
  unitId: id,
  title: text,
  kind: z.enum(["structural", "functional", "executing"]).optional(),
  echelon: text.optional(),
  jobFamily: text.optional(),
  jobLevel: text.optional(),
  jobClass: z.int().min(1).max(17).optional(),
  capacity: count,
  required: z.number().min(0).max(LARGEST_NEED).nullable(),
  minimum: count.optional(),
  priority: z.number().min(1).max(LARGEST_PRIORITY).optional(),
  requirements: requirements.optional(),
  extra,
});

const predicate = z.enum(["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]);
const wish = z.strictObject({ positionId: id.optional(), unitId: id.optional(), rank: z.int().min(1).max(1_000) });
const objection = z.strictObject({ positionId: id.optional(), unitId: id.optional(), reason: text.optional() });

const staff = z.strictObject({
  id,
  positionId: id.nullable(),
  grade: grade.optional(),
  education: z.strictObject({ level: educationLevel, field: text.optional() }).optional(),
  competencies: competencies.optional(),
  certificates: z.array(text.min(1)).optional(),
  status: z.enum(["PNS", "PPPK", "CPNS"]).optional(),
  active: z.boolean().optional(),
  birthDate: day.optional(),
  appointedOn: day.optional(),
  positionSince: day.optional(),
  jobFamily: text.optional(),
  jobLevel: text.optional(),
  performance: z.array(z.strictObject({ year: z.int().min(1900).max(2200), predicate })).optional(),
  discipline: z
    .array(z.strictObject({ level: z.enum(["light", "moderate", "severe"]), until: day.optional() }))
    .optional(),
  studyLeaveUntil: day.nullable().optional(),
  openFindings: z.boolean().optional(),
  ownRequest: z.boolean().optional(),
  home: location.optional(),
  relatives: z.array(id).optional(),
  wishes: z.array(wish).optional(),
  objections: z.array(objection).optional(),
  fixed: z.boolean().optional(),
  merit: z.number().optional(),
  extra,
});

/**
 * The whole input. Its keys are those of `ScenarioInput`; cross-record rules are not in it, and the rule pack is checked
 * apart (`rule-checks.ts`).
 */
export const scenarioSchema: z.ZodObject = z.strictObject({
  asOf: day,
  agencies: z.array(agency),
  units: z.array(unit),
  positions: z.array(position),
  staff: z.array(staff),
  rules: z.unknown().optional(),
  extra,
});

/**
 * The JSON Schema (draft 2020-12) of the input of `createScenario`, for those who fill it from another language.
 * It states shapes and ranges; ids that must exist, floors below capacity and the like are checked by `createScenario`.
 */
export function scenarioJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(scenarioSchema.extend({ rules: rulePackSchema.optional() }), { io: "input" });
}
