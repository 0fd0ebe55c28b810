/**
 * What the shape of a constraint cannot show: ids that do not exist or are used twice, what a kind cannot do, prices that
 * are missing. Whether constraints contradict each other is not asked here: that is an answer of the plan, not a mistake.
 */
import { nearest, type Issue } from "../../errors/index.js";
import type { Scenario } from "../../scenario/index.js";
import { aKind } from "./kind-names.js";
import type { Constraint, NamedConstraint, PlanEvent } from "./types.js";

/** Ids that belong to options, to the rule on relatives, and to what training uses up. */
export const RESERVED_IDS: readonly string[] = ["maxMoves", "floors", "kinship", "courseSeats", "trainingBudget"];
/** Searching a city for the nearest id takes a while; when more ids than this dangle, spelling is not the cause. */
const MOST_SUGGESTIONS = 50;

/** Constraints with the names that they go by: their own, or their place in the list. */
export function namedConstraints(constraints: readonly Constraint[]): NamedConstraint[] {
  return constraints.map((constraint, k) => ({ id: nameOf(constraint, k), constraint }));
}

function nameOf({ id }: Constraint, k: number): string {
  return id ?? `constraint-${k + 1}`;
}

/** A constraint as far as it could be read. */
export interface ReadConstraint {
  readonly constraint: Constraint;
  /** Whether every part of it was. */
  readonly isWhole: boolean;
}

/**
 * Issues of constraints as far as they could be read, in their order; `undefined` where nothing could. Codes, all
 * `planning/…`: `unknown-id`, `duplicate-id`, `duplicate-constraint`, `reserved-id`, `soft-not-supported`, `one-node`,
 * `one-event`, `no-trait`, `missing-price`, `misplaced-price`, `no-percent`, `not-studied` (a node that is a position without a study).
 */
export function constraintCrossIssues(
  scenario: Scenario,
  constraints: readonly (ReadConstraint | undefined)[],
): Issue[] {
  const issues: Issue[] = [];
  const mustExist = existence(scenario, issues);
  const ids = new Map<string, number>();
  const contents = new Map<string, number>();
  constraints.forEach((read, k) => {
    if (read === undefined) return;
    const { constraint, isWhole } = read;
    const id = nameOf(constraint, k);
    const path = ["constraints", k];
    const say = (code: string, at: Issue["path"], message: string, hint?: string): void => {
      const issue: Issue = { code: `planning/${code}`, path: [...path, ...at], message };
      issues.push(hint === undefined ? issue : { ...issue, hint });
    };
    if (ids.has(id)) say("duplicate-id", ["id"], `the id ${JSON.stringify(id)} is that of constraints.${ids.get(id)}`);
    else ids.set(id, k);
    if (RESERVED_IDS.includes(id))
      say("reserved-id", ["id"], `the id ${JSON.stringify(id)} names an option`, "the constraint needs another id");
    const content = isWhole ? contentOf(constraint) : undefined; // half a constraint repeats none
    if (content !== undefined && contents.has(content))
      say("duplicate-constraint", [], `this says what constraints.${contents.get(content)} says`);
    else if (content !== undefined) contents.set(content, k);
    if (constraint.hard === false && constraint.kind !== "floor")
      say(
        "soft-not-supported",
        ["hard"],
        `${aKind(constraint.kind)} holds or does not: only a floor can be wanted without being demanded`,
        "without `hard: false` it is a condition; a level of the policy can pursue a goal",
      );
    if ("node" in constraint && typeof constraint.node === "object") {
      if (Object.keys(constraint.node).length !== 1)
        say("one-node", ["node"], "exactly one of `positionId`, `unitId`, `agencyId` and `each` names the node");
      for (const [key, kind] of NODE_IDS) {
        mustExist(kind, (constraint.node as Record<string, string>)[key], [...path, "node", key]);
      }
      const { positionId } = constraint.node as { readonly positionId?: string };
      if (positionId !== undefined && scenario.positionById.get(positionId)?.required === null)
        say(
          "not-studied",
          ["node", "positionId"],
          `${JSON.stringify(positionId)} has no workload study: nobody enters or leaves it and nobody in it is counted, so no condition can speak of it`,
          "give the position a `required`, or leave the constraint out",
        );
    }
    switch (constraint.kind) {
      case "together":
      case "apart":
        constraint.staffIds.forEach((staffId, n) => {
          mustExist("staff", staffId, [...path, "staffIds", n]);
          const first = constraint.staffIds.indexOf(staffId);
          if (first < n) say("duplicate-id", ["staffIds", n], `${JSON.stringify(staffId)} stands here twice`);
        });
        break;
      case "ifThen":
        for (const side of ["if", "then"] as const) {
          if (Object.keys(constraint[side]).length !== 2)
            say("one-event", [side], "exactly one of `moves`, `positionId` and `unitId` says what happens");
          const event = constraint[side] as Partial<Record<"staffId" | "positionId" | "unitId", string>>;
          mustExist("staff", event.staffId, [...path, side, "staffId"]);
          mustExist("positions", event.positionId, [...path, side, "positionId"]);
          mustExist("units", event.unitId, [...path, side, "unitId"]);
        }
        break;
      case "mix":
        if (Object.keys(constraint.of).length === 0)
          say("no-trait", ["of"], "no trait is named, so everyone has it", "name one, e.g. minGrade");
        break;
      case "budget":
        for (const key of ["perMove", "perKilometre"] as const) {
          if (constraint.of !== "money" && constraint[key] !== undefined)
            say("misplaced-price", [key], `a budget of ${constraint.of} has no prices`, 'of: "money" has');
        }
        if (constraint.of === "money" && constraint.perMove === undefined && constraint.perKilometre === undefined)
          say("missing-price", [], "a budget of money needs `perMove`, `perKilometre` or both");
        if (constraint.of !== "moves" && typeof constraint.value === "object")
          say(
            "no-percent",
            ["value"],
            `a budget of ${constraint.of} is no percentage of the people there`,
            "use a number",
          );
        if (constraint.of === "moves" && typeof constraint.value === "number" && !Number.isInteger(constraint.value))
          say("wrong-type", ["value"], `${constraint.value} is not a whole number of moves`);
        break;
      default:
    }
  });
  return issues;
}

const NODE_IDS = [
  ["positionId", "positions"],
  ["unitId", "units"],
  ["agencyId", "agencies"],
] as const;

/** What a constraint says, whatever it is called and in whatever order its keys and people stand. */
export function contentOf(constraint: Constraint): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, key === "staffIds" ? [...(inner as string[])].sort() : sorted(inner)]);
  };
  const { id: _, hard = true, ...rest } = constraint;
  const node = rest.kind === "together" || rest.kind === "apart" ? { node: rest.node ?? "unit" } : {};
  return JSON.stringify(sorted({ ...rest, ...node, hard }));
}

type Kind = "agencies" | "units" | "positions" | "staff";

function existence(
  scenario: Scenario,
  issues: Issue[],
): (kind: Kind, id: string | undefined, path: Issue["path"]) => void {
  const maps: Record<Kind, ReadonlyMap<string, unknown>> = {
    agencies: scenario.agencyById,
    units: scenario.unitById,
    positions: scenario.positionById,
    staff: scenario.staffById,
  };
  let suggestions = 0;
  return (kind, id, path) => {
    if (id === undefined || maps[kind].has(id)) return;
    const isNamed = kind !== "staff" && suggestions++ < MOST_SUGGESTIONS;
    const near = isNamed ? nearest(id, maps[kind].keys()) : undefined;
    const message = `${JSON.stringify(id)} is not the id of any of the ${kind}`;
    const hint = near === undefined ? {} : { hint: `you meant ${JSON.stringify(near)}` };
    issues.push({ code: "planning/unknown-id", path, message, ...hint });
  };
}

/** The people whom constraints call by name: nobody is like them. */
export function namedPeople(constraints: readonly NamedConstraint[]): Set<string> {
  const ids = new Set<string>();
  const add = ({ staffId }: PlanEvent): unknown => ids.add(staffId);
  for (const { constraint } of constraints) {
    if (constraint.kind === "together" || constraint.kind === "apart") constraint.staffIds.forEach((id) => ids.add(id));
    if (constraint.kind === "ifThen") [constraint.if, constraint.then].forEach(add);
  }
  return ids;
}
