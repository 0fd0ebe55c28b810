/** The shapes of rules as zod schemas. What spans several fields or rules is checked in `rule-checks.ts`. */
import * as z from "zod";
import type { PredicateKind } from "./rules.js";

const id = z.string().min(1).max(200);
const text = z.string().min(1).max(2_000);
/** Who decided something, and why: more than blanks. */
const reason = text.regex(/\S/, "a reason is needed: who decided it, and why");
const day = z.iso.date();
const years = z.int().min(0).max(100);
const months = z.int().min(0).max(11).optional();
const period = z.strictObject({ years, months });
const status = z.enum(["PNS", "PPPK", "CPNS"]);
const words = z.array(text).max(1_000);
const severity = z.enum(["law", "policy", "preference"]);

/** The shape of each predicate's parameters. */
export const PARAMETER_SCHEMAS: Readonly<Record<PredicateKind, z.ZodObject>> = {
  requirement: z.strictObject({
    requirement: z.enum(["minGrade", "maxGrade", "minEducation", "fields", "competencies", "certificates"]),
  }),
  minimumTenure: period,
  maximumTenure: period,
  flag: z.strictObject({ fact: z.enum(["active", "openFindings"]), must: z.boolean() }),
  status: z.strictObject({ barred: z.array(status).min(1) }),
  contractMobility: z.strictObject({ mobility: z.enum(["none", "sameJobInternal"]) }),
  discipline: z.strictObject({ levels: z.array(z.enum(["light", "moderate", "severe"])).min(1) }),
  studyLeave: z.strictObject({}),
  performance: z.strictObject({
    atLeast: z.enum(["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]),
    years: z.int().min(1).max(10),
  }),
  retirementHorizon: period,
  certificate: z.strictObject({ certificate: text, titles: words.min(1) }),
  jobFamily: z.strictObject({ alike: z.array(words).max(1_000).optional() }),
  jobLevel: z.strictObject({ rise: z.int().min(0).max(10), fall: z.int().min(0).max(10) }),
  kinship: z.strictObject({ scope: z.enum(["directSupervision", "unit"]) }),
  serviceCommitment: z.strictObject({ years, months, scope: z.enum(["any", "otherAgency"]) }),
};

/** Names of the predicates. */
export const PREDICATE_KINDS: readonly PredicateKind[] = Object.keys(PARAMETER_SCHEMAS) as PredicateKind[];

const ruleText = z.strictObject({ id: text, en: text });

/** A rule but for its parameters, whose shape the predicate decides. */
export const ruleSchema: z.ZodObject = z.strictObject({
  id,
  version: id,
  text: ruleText,
  legalBasis: z.strictObject({
    title: text,
    article: text.optional(),
    url: text.optional(),
    verified: z.boolean(),
    note: text.optional(),
  }),
  effectiveFrom: day.optional(),
  effectiveTo: day.optional(),
  severity,
  appliesTo: z
    .strictObject({
      events: z
        .array(z.enum(["move", "placement", "stay"]))
        .min(1)
        .optional(),
      statuses: z.array(status).min(1).optional(),
      positionKinds: z
        .array(z.enum(["structural", "functional", "executing"]))
        .min(1)
        .optional(),
      jobFamilies: words.min(1).optional(),
      exceptStaffIds: words.min(1).optional(),
    })
    .optional(),
  replaces: z.strictObject({ ruleId: id, reason: reason.optional() }).optional(),
  predicate: z.enum(PREDICATE_KINDS),
  parameters: z.unknown(),
});

/** A pack but for the rules in it. */
export const packSchema: z.ZodObject = z.strictObject({
  id,
  version: id,
  text: ruleText.optional(),
  rules: z.array(z.unknown()),
  off: z
    .array(z.strictObject({ ruleId: id, severity, reason: reason.optional() }))
    .max(1_000)
    .optional(),
});

/** The whole pack in one schema, for the JSON Schema alone: its complaints about a union would help nobody. */
export const rulePackSchema: z.ZodObject = packSchema.extend({
  rules: z.array(
    z.union(
      PREDICATE_KINDS.map((kind) =>
        ruleSchema.extend({ predicate: z.literal(kind), parameters: PARAMETER_SCHEMAS[kind] }),
      ),
    ),
  ),
});
