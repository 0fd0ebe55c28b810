/**
 * The check of a rule pack, from wherever it comes: shapes first, then what no single field can show. Every issue is
 * collected, with its path.
 */
import { nearest, type Issue } from "../errors/index.js";
import { PARAMETER_SCHEMAS, packSchema, ruleSchema } from "./rule-schema.js";
import type { Period, PredicateKind, Rule, RuleEvent, RulePack } from "./rules.js";
import { shapeIssues, show } from "./shape-issues.js";

/** No city has so many; a pack that does is a fault of the program that wrote it, and would take its time. */
export const MOST_RULES = 500;

/** Predicates that judge staying and nothing else. */
const STAY_ONLY: ReadonlySet<PredicateKind> = new Set(["maximumTenure"]);
/** Predicates that say nothing about staying. */
const NEVER_STAY: ReadonlySet<PredicateKind> = new Set([
  "minimumTenure",
  "contractMobility",
  "kinship",
  "serviceCommitment",
]);
/** Predicates that a level can count. */
const COUNTED: ReadonlySet<PredicateKind> = new Set(["maximumTenure"]);

const DEFAULT_EVENTS: readonly RuleEvent[] = ["move", "placement"];

/** The events that a rule judges. */
export function eventsOf({ appliesTo }: Pick<Rule, "appliesTo">): readonly RuleEvent[] {
  return appliesTo?.events ?? DEFAULT_EVENTS;
}

/**
 * Everything that is wrong with a pack; `at` is where it stands in the caller's input. Empty: the pack can be used.
 * O(rules) but for spelling suggestions.
 *
 * Codes, all `rules/…`: those of `shapeIssues`; `too-many-rules` (nothing else is checked then), `duplicate-rule`,
 * `unknown-rule`, `dates-reversed`, `empty-range` (a minimum tenure above the maximum), `law-off-without-reason`,
 * `replaces-itself`, `circular-replacement`, `stay-needs-law`, `event-not-judged`, `preference-without-level`,
 * `law-with-exemptions`.
 */
export function rulePackIssues(pack: unknown, at: Issue["path"]): Issue[] {
  const shape = packSchema.safeParse(pack);
  const issues = shape.success ? [] : below(at, shapeIssues("rules", packSchema, pack, shape.error));
  if (typeof pack !== "object" || pack === null || !("rules" in pack) || !Array.isArray(pack.rules)) return issues;
  const listed: readonly unknown[] = Array.from(pack.rules); // holes are no rules, either
  if (listed.length > MOST_RULES) {
    const message = `${listed.length} rules are more than the ${MOST_RULES} that a pack may hold`;
    const hint = "one rule can serve many posts: what differs from post to post belongs to the post's requirements";
    return [...issues, { code: "rules/too-many-rules", path: [...at, "rules"], message, hint }];
  }
  const rules: (Rule | undefined)[] = listed.map((rule, index) => {
    const found = ruleIssues(rule, [...at, "rules", index]);
    for (const issue of found) issues.push(issue);
    return found.length === 0 ? (rule as Rule) : undefined;
  });
  if (!shape.success) return issues;
  for (const issue of acrossRules(rules, pack as RulePack, at)) issues.push(issue);
  return issues;
}

/** What is wrong with a single rule. */
export function ruleIssues(rule: unknown, at: Issue["path"]): Issue[] {
  const parsed = ruleSchema.safeParse(rule);
  const issues = parsed.success ? [] : shapeIssues("rules", ruleSchema, rule, parsed.error);
  const { predicate, parameters } = typeof rule === "object" && rule !== null ? (rule as Partial<Rule>) : {};
  if (typeof predicate === "string" && Object.hasOwn(PARAMETER_SCHEMAS, predicate)) {
    for (const issue of parameterIssues(predicate, parameters, ["parameters"])) issues.push(issue);
  }
  if (issues.length === 0) for (const issue of withinRule(rule as Rule)) issues.push(issue);
  return below(at, issues);
}

/** What is wrong with the parameters of a predicate. */
export function parameterIssues(predicate: PredicateKind, parameters: unknown, at: Issue["path"]): Issue[] {
  const schema = PARAMETER_SCHEMAS[predicate];
  const parsed = schema.safeParse(parameters);
  return parsed.success ? [] : below(at, shapeIssues("rules", schema, parameters, parsed.error));
}

function below(at: Issue["path"], issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: [...at, ...issue.path] }));
}

function withinRule(rule: Rule): Issue[] {
  const issues: Issue[] = [];
  const say = (code: string, path: Issue["path"], message: string, hint?: string): void => {
    issues.push({ code: `rules/${code}`, path, message, ...(hint === undefined ? {} : { hint }) });
  };
  const { effectiveFrom, effectiveTo, severity, predicate } = rule;
  if (effectiveFrom !== undefined && effectiveTo !== undefined && effectiveFrom > effectiveTo) {
    say(
      "dates-reversed",
      ["effectiveTo"],
      `the last day in force, ${effectiveTo}, is before the first, ${effectiveFrom}`,
    );
  }
  const events = eventsOf(rule);
  const judgesStay = events.includes("stay");
  if (STAY_ONLY.has(predicate) && (events.length > 1 || !judgesStay)) {
    say("event-not-judged", ["appliesTo", "events"], `${predicate} judges staying alone`, 'write events: ["stay"]');
  } else if (NEVER_STAY.has(predicate) && judgesStay) {
    say("event-not-judged", ["appliesTo", "events"], `${predicate} says nothing about staying`);
  } else if (judgesStay && severity === "policy") {
    const message = "a policy cannot forbid staying: only a law takes a post away";
    say("stay-needs-law", ["appliesTo", "events"], message);
  }
  if (severity === "preference" && !COUNTED.has(predicate)) {
    const message = `a preference is counted on a level, and no level counts ${predicate}`;
    say("preference-without-level", ["severity"], message, `preferences can be: ${[...COUNTED].join(", ")}`);
  }
  if (severity === "law" && rule.appliesTo?.exceptStaffIds !== undefined) {
    say("law-with-exemptions", ["appliesTo", "exceptStaffIds"], "nobody is exempt from a law by name");
  }
  if (rule.replaces?.ruleId === rule.id) say("replaces-itself", ["replaces", "ruleId"], "a rule cannot replace itself");
  return issues;
}

/** What only the whole pack shows. Rules that are broken in themselves are passed over: they have issues of their own. */
function acrossRules(rules: readonly (Rule | undefined)[], { off = [] }: RulePack, at: Issue["path"]): Issue[] {
  const issues: Issue[] = [];
  const say = (code: string, path: Issue["path"], message: string, hint?: string): void => {
    issues.push({ code: `rules/${code}`, path: [...at, ...path], message, ...(hint === undefined ? {} : { hint }) });
  };
  const indexOf = new Map<string, number>();
  rules.forEach((rule, index) => {
    if (rule === undefined) return;
    const earlier = indexOf.get(rule.id);
    if (earlier === undefined) indexOf.set(rule.id, index);
    else say("duplicate-rule", ["rules", index, "id"], `the id ${show(rule.id)} is already used by rules.${earlier}`);
  });
  off.forEach(({ ruleId, severity, reason }, index) => {
    if (severity !== "law" || reason !== undefined) return;
    say(
      "law-off-without-reason",
      ["off", index, "reason"],
      `${show(ruleId)} is a law and was switched off without a reason`,
    );
  });
  const severityOff = new Map(off.map(({ ruleId, severity }) => [ruleId, severity]));
  rules.forEach((rule, index) => {
    if (rule?.replaces === undefined || rule.replaces.ruleId === rule.id) return;
    const { ruleId, reason } = rule.replaces;
    const replaced = indexOf.get(ruleId);
    const severity = replaced === undefined ? severityOff.get(ruleId) : rules[replaced]!.severity;
    const path = ["rules", index, "replaces"];
    if (severity === undefined) {
      const near = nearest(ruleId, indexOf.keys());
      const hint = near === undefined ? undefined : `you meant ${show(near)}`;
      say("unknown-rule", [...path, "ruleId"], `${show(ruleId)} is not the id of a rule of the pack`, hint);
    } else if (severity === "law" && reason === undefined) {
      say("law-off-without-reason", [...path, "reason"], `${show(ruleId)} is a law: replacing it takes a reason`);
    }
  });
  for (const index of circles(rules, indexOf)) {
    say("circular-replacement", ["rules", index, "replaces"], "these rules replace one another in a circle");
  }
  const shortest = boundOf(rules, "minimumTenure");
  const longest = boundOf(rules, "maximumTenure");
  for (const [index, least] of shortest) {
    for (const [, most] of longest) {
      if (monthsOf(least) <= monthsOf(most)) continue;
      say("empty-range", ["rules", index, "parameters"], "the minimum tenure is above the maximum tenure");
      break;
    }
  }
  return issues;
}

/** The first rule, in the order of the pack, of every circle of replacements. */
function circles(rules: readonly (Rule | undefined)[], indexOf: ReadonlyMap<string, number>): number[] {
  const done = new Set<number>();
  const found: number[] = [];
  rules.forEach((_, first) => {
    const trail = new Set<number>();
    let at: number | undefined = first;
    while (at !== undefined && !done.has(at) && !trail.has(at)) {
      trail.add(at);
      const replaced: string | undefined = rules[at]?.replaces?.ruleId;
      const next: number | undefined = replaced === undefined ? undefined : indexOf.get(replaced);
      at = next === at ? undefined : next; // a rule that replaces itself has its own issue
    }
    if (at !== undefined && trail.has(at)) found.push(at);
    for (const index of trail) done.add(index);
  });
  return found;
}

function boundOf(
  rules: readonly (Rule | undefined)[],
  predicate: "minimumTenure" | "maximumTenure",
): [number, Period][] {
  return rules.flatMap((rule, index): [number, Period][] =>
    rule?.predicate === predicate ? [[index, rule.parameters]] : [],
  );
}

function monthsOf({ years, months = 0 }: Period): number {
  return 12 * years + months;
}
