/** A rule pack made from another: figures changed, rules switched off, rules added. Nothing is ever changed in place. */
import { type Issue, nearest, ScenarioError } from "../errors/index.js";
import { frozen } from "../regulation/index.js";
import { type Rule, type RuleOff, type RulePack, rulePackIssues, show } from "../scenario/index.js";

/** What a city does to a pack. */
export interface RuleChanges {
  /** The new pack's id and version; left out: those of the pack with what follows joined to them. */
  readonly id?: string;
  readonly version?: string;
  /** By rule id: the parameters that differ, e.g. `{ minimumTenure: { years: 3 } }`. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Rules that are not to hold. A law takes a reason, which stays on record in `off`. */
  readonly switchOff?: readonly { readonly ruleId: string; readonly reason?: string }[];
  /** Rules of the city's own. */
  readonly add?: readonly Rule[];
}

const KEYS: readonly string[] = ["id", "version", "parameters", "switchOff", "add"] satisfies (keyof RuleChanges)[];

/**
 * The pack with every change made, in order; a whole pack in the place of changes adds its rules. The result is plain,
 * self-contained and frozen: it travels as JSON, and says what was switched off and why.
 *
 * @throws ScenarioError with *every* issue, paths into the arguments (`pack`, `changes`): the codes of `rulePackIssues`, and
 * `rules/unknown-rule`, `rules/unknown-key`, `rules/wrong-type`, `rules/law-off-without-reason`,
 * `rules/contradicting-changes` for a rule that is changed or added and switched off at once.
 */
export function composeRules(pack: RulePack, ...changes: readonly (RuleChanges | RulePack)[]): RulePack {
  const issues = rulePackIssues(pack, ["pack"]);
  if (issues.length > 0) throw new ScenarioError(issues);
  let made = pack;
  changes.forEach((change, k) => {
    const at = ["changes", k];
    made = isPack(change) ? joined(made, change, at, issues) : changed(made, change, at, issues);
  });
  if (issues.length > 0) throw new ScenarioError(issues);
  return frozen(structuredClone(made));
}

function isPack(change: RuleChanges | RulePack): change is RulePack {
  return isRecord(change) && "rules" in change;
}

function joined(pack: RulePack, other: RulePack, at: Issue["path"], issues: Issue[]): RulePack {
  const found = rulePackIssues(other, at);
  for (const issue of found) issues.push(issue);
  if (found.length > 0) return pack;
  const result = withRules(
    { ...pack, id: `${pack.id}+${other.id}`, version: `${pack.version}+${other.version}` },
    [...pack.rules, ...other.rules],
    [...(pack.off ?? []), ...(other.off ?? [])],
  );
  for (const issue of rulePackIssues(result, [])) {
    const [list, index, ...rest] = issue.path;
    const isTheirs = list === "rules" && typeof index === "number" && index >= pack.rules.length;
    const path = isTheirs ? [...at, list, index - pack.rules.length, ...rest] : at;
    issues.push({ ...issue, path });
  }
  return result;
}

function changed(pack: RulePack, changes: RuleChanges, at: Issue["path"], issues: Issue[]): RulePack {
  const say = (code: string, path: Issue["path"], message: string, hint?: string): void => {
    issues.push({ code: `rules/${code}`, path: [...at, ...path], message, ...(hint === undefined ? {} : { hint }) });
  };
  if (!isRecord(changes)) {
    say("wrong-type", [], `${show(changes)} is neither a pack nor changes to one`);
    return pack;
  }
  for (const key of Object.keys(changes)) {
    if (KEYS.includes(key)) continue;
    const near = nearest(key, KEYS);
    say("unknown-key", [key], `the key ${show(key)} is not known`, near && `you meant \`${near}\``);
  }
  const { id = pack.id, version = pack.version, parameters = {}, switchOff = [], add = [] }: RuleChanges = changes;
  if (!isRecord(parameters)) say("wrong-type", ["parameters"], `${show(parameters)} is not an object`);
  if (!Array.isArray(switchOff)) say("wrong-type", ["switchOff"], `${show(switchOff)} is not a list`);
  if (!Array.isArray(add)) say("wrong-type", ["add"], `${show(add)} is not a list`);
  if (!isRecord(parameters) || !Array.isArray(switchOff) || !Array.isArray(add)) return pack;

  const ruleOf = new Map(pack.rules.map((rule) => [rule.id, rule]));
  const known = (ruleId: unknown, path: Issue["path"]): Rule | undefined => {
    const rule = ruleOf.get(ruleId as string);
    if (rule !== undefined) return rule;
    const near = typeof ruleId === "string" ? nearest(ruleId, ruleOf.keys()) : undefined;
    say("unknown-rule", path, `${show(ruleId)} is not the id of a rule of the pack`, near && `you meant ${show(near)}`);
    return undefined;
  };
  const off: RuleOff[] = [];
  const gone = new Set<string>();
  Array.from(switchOff).forEach((entry: unknown, k) => {
    if (!isRecord(entry)) {
      say("wrong-type", ["switchOff", k], `${show(entry)} is not an object`, "write { ruleId, reason }");
      return;
    }
    for (const key of Object.keys(entry)) {
      if (key === "ruleId" || key === "reason") continue;
      const near = nearest(key, ["ruleId", "reason"]);
      say("unknown-key", ["switchOff", k, key], `the key ${show(key)} is not known`, near && `you meant \`${near}\``);
    }
    const { ruleId, reason } = entry;
    const rule = known(ruleId, ["switchOff", k, "ruleId"]);
    if (rule === undefined) return;
    if (reason !== undefined && (typeof reason !== "string" || reason.trim() === "")) {
      say("wrong-type", ["switchOff", k, "reason"], `${show(reason)} is no reason`, "write who decided it, and why");
    } else if (rule.severity === "law" && reason === undefined) {
      const message = `${show(ruleId)} is a law: switching it off takes a reason`;
      say("law-off-without-reason", ["switchOff", k, "reason"], message, "write who decided it, and why");
    }
    if (gone.has(rule.id)) say("contradicting-changes", ["switchOff", k], `${show(ruleId)} is switched off twice`);
    gone.add(rule.id);
    off.push({ ruleId: rule.id, severity: rule.severity, ...(typeof reason === "string" ? { reason } : {}) });
  });
  const own = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [ruleId, values] of Object.entries(parameters)) {
    const path = ["parameters", ruleId];
    const rule = known(ruleId, path);
    if (rule === undefined) continue;
    if (gone.has(ruleId)) say("contradicting-changes", path, `${show(ruleId)} is changed and switched off at once`);
    if (isRecord(values)) own.set(ruleId, values);
    else say("wrong-type", path, `${show(values)} is not an object`);
  }
  add.forEach((rule: unknown, k) => {
    const id = isRecord(rule) ? rule["id"] : undefined;
    if (typeof id !== "string" || !gone.has(id)) return;
    const hint = "a rule of one's own needs an id of its own; figures are changed under `parameters`";
    say("contradicting-changes", ["add", k, "id"], `${show(id)} is added and switched off at once`, hint);
  });
  const kept = pack.rules.flatMap((rule): Rule[] => {
    if (gone.has(rule.id)) return [];
    const values = own.get(rule.id);
    if (values === undefined) return [rule];
    return [withFigures(rule, merged(rule.parameters, values))];
  });
  const result = withRules({ ...pack, id, version }, [...kept, ...add], [...(pack.off ?? []), ...off]);
  // Whatever is wrong with new figures and rules is reported at its place among the changes.
  const firstAdded = kept.length;
  for (const issue of rulePackIssues(result, [])) {
    if (issue.code === "rules/law-off-without-reason") continue; // said above, at its place
    const [list, index, ...rest] = issue.path;
    const at = list === "rules" && typeof index === "number" ? placeOf(index, rest) : [];
    say(issue.code.slice("rules/".length), at, issue.message, issue.hint);
  }
  return result;

  function placeOf(index: number, rest: Issue["path"]): Issue["path"] {
    if (index >= firstAdded) return ["add", index - firstAdded, ...rest];
    return ["parameters", kept[index]!.id, ...(rest[0] === "parameters" ? rest.slice(1) : rest)];
  }
}

function withRules(pack: RulePack, rules: readonly Rule[], off: readonly RuleOff[]): RulePack {
  const { off: _, ...rest } = pack;
  return { ...rest, rules, ...(off.length === 0 ? {} : { off }) };
}

/**
 * A rule with figures of the city's own: it says so in its version, in its text and in its basis, for what was verified was
 * the old figure. A rule whose figures stay the same stays as it is.
 */
function withFigures(rule: Rule, parameters: Record<string, unknown>): Rule {
  const old = rule.parameters as Readonly<Record<string, unknown>>;
  const changed = Object.keys(parameters).filter((key) => JSON.stringify(parameters[key]) !== JSON.stringify(old[key]));
  if (changed.length === 0) return rule;
  const now = changed.map((key) => `${key} ${JSON.stringify(parameters[key])}`).join(", ");
  const before = changed.map((key) => `${key} ${JSON.stringify(old[key]) ?? "–"}`).join(", ");
  const { note } = rule.legalBasis;
  return {
    ...rule,
    version: `${rule.version}+changed`,
    text: { id: `${rule.text.id} (diubah: ${now})`, en: `${rule.text.en} (changed: ${now})` },
    legalBasis: {
      ...rule.legalBasis,
      verified: false,
      note: `${note === undefined ? "" : `${note}; `}figures of the city's own, not those of the regulation: ${now} (was ${before})`,
    },
    parameters,
  } as Rule;
}

/** Figures by name; `undefined` keeps the old one. */
function merged(old: object, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...Object.entries(old), ...values]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
