/** The check at the door of `applyRepair`: a menu that was stored, edited or made elsewhere may say anything. */
import * as z from "zod";
import { rulesInForce } from "../../eligibility/index.js";
import { type Issue, nearest, ScenarioError } from "../../errors/index.js";
import { type Scenario, shapeIssues } from "../../scenario/index.js";
import { namedConstraints } from "../constraints/cross-checks.js";
import { aKind } from "../constraints/kind-names.js";
import type { ResolvedOptions } from "../options.js";
import { type ConstraintItem, cutConstraint, hasAmount, itemsOf } from "./items.js";
import type { RepairStep } from "./types.js";

const ids = z.array(z.string());
const amount = z.number().min(0);
const count = z.int().min(1).max(100_000); // more are a slip of the keyboard, and would take for ever
const STEPS = {
  relax: z.strictObject({
    kind: z.literal("relax"),
    constraintId: z.string(),
    node: z.string(),
    from: amount,
    to: amount,
    unit: z.enum(["people", "moves", "percent", "kilometres", "money"]),
  }),
  drop: z.strictObject({ kind: z.literal("drop"), constraintId: z.string(), node: z.string() }),
  unpin: z.strictObject({ kind: z.literal("unpin"), staffIds: ids }),
  overrule: z.strictObject({ kind: z.literal("overrule"), staffIds: ids }),
  waive: z.strictObject({ kind: z.literal("waive"), ruleId: z.string(), staffIds: ids }),
  recruit: z.strictObject({ kind: z.literal("recruit"), positionId: z.string(), people: count }),
} as const;
const KINDS = Object.keys(STEPS) as RepairStep["kind"][];
const repairSchema = z.object({ steps: z.array(z.object({ kind: z.enum(KINDS) })) });

/**
 * Refuses a repair that cannot be carried out as it stands.
 *
 * @throws ScenarioError with every issue: the codes of `shapeIssues`, `planning/unknown-id` for what the question does not
 * have, `planning/no-amount` where a condition without a number should give way by one, and `planning/never-waived`.
 */
export function assertRepair(scenario: Scenario, options: ResolvedOptions, repair: unknown): void {
  const parsed = repairSchema.safeParse(repair);
  let issues = parsed.success ? [] : shapeIssues("planning", repairSchema, repair, parsed.error);
  if (issues.length === 0) {
    const { steps } = repair as { readonly steps: readonly RepairStep[] };
    const reader = stepReader(scenario, options);
    issues = steps.flatMap((step, k) => {
      const schema = STEPS[step.kind];
      const shape = schema.safeParse(step);
      const found = shape.success ? reader(step) : shapeIssues("planning", schema, step, shape.error);
      return found.map((issue) => ({ ...issue, path: ["steps", k, ...issue.path] }));
    });
  }
  if (issues.length > 0)
    throw new ScenarioError(issues.map((issue) => ({ ...issue, path: ["repair", ...issue.path] })));
}

/** What a well-formed step names that is not there. */
function stepReader(scenario: Scenario, options: ResolvedOptions): (step: RepairStep) => Issue[] {
  const items = new Map<string, ConstraintItem[]>(namedConstraints(options.constraints).map(({ id }) => [id, []]));
  const own = namedConstraints(options.constraints).flatMap((each) => cutConstraint(scenario, each, "constraint"));
  const others = itemsOf(scenario, { ...options, constraints: [], objections: "level" });
  for (const item of [...own, ...others]) {
    if (!("constraint" in item)) continue;
    const cut = items.get(item.constraintId);
    if (cut === undefined) items.set(item.constraintId, [item]);
    else cut.push(item);
  }
  const rules = new Map(rulesInForce(scenario).map((rule) => [rule.id, rule]));
  const missing = (path: Issue["path"], id: string, what: string, known: Iterable<string>): Issue => {
    const near = nearest(id, known);
    const message = `${JSON.stringify(id)} is not the id of any of the ${what}`;
    const hint = near === undefined ? {} : { hint: `you meant ${JSON.stringify(near)}` };
    return { code: "planning/unknown-id", path, message, ...hint };
  };
  const people = (staffIds: readonly string[]): Issue[] =>
    staffIds.flatMap((id, n) => (scenario.staffById.has(id) ? [] : [missing(["staffIds", n], id, "staff", [])]));
  return (step) => {
    switch (step.kind) {
      case "relax":
      case "drop": {
        const cut = items.get(step.constraintId);
        if (cut === undefined) return [missing(["constraintId"], step.constraintId, "conditions", items.keys())];
        const item = cut.find(({ node }) => node === step.node);
        if (item === undefined) {
          const nodes = cut.map(({ node }) => node);
          return [missing(["node"], step.node, `nodes of ${JSON.stringify(step.constraintId)}`, nodes)];
        }
        const { kind } = item.constraint;
        if (step.kind === "drop" || hasAmount(item)) return [];
        const message = `${aKind(kind)} holds or does not: it has no amount to change`;
        return [{ code: "planning/no-amount", path: ["constraintId"], message, hint: 'use a step of the kind "drop"' }];
      }
      case "unpin":
      case "overrule":
        return people(step.staffIds);
      case "waive": {
        const rule = rules.get(step.ruleId);
        if (rule === undefined) return [missing(["ruleId"], step.ruleId, "rules in force", rules.keys())];
        if (rule.severity !== "law") return people(step.staffIds);
        const message = `the rule ${JSON.stringify(rule.id)} is a law: nobody is exempt from it by name`;
        return [{ code: "planning/never-waived", path: ["ruleId"], message }, ...people(step.staffIds)];
      }
      case "recruit":
        if (scenario.positionById.has(step.positionId)) return [];
        return [missing(["positionId"], step.positionId, "positions", scenario.positionById.keys())];
    }
  };
}
