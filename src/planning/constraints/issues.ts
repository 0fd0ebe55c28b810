/** Every issue of a list of constraints in one round: a fault of one, or of an amount, hides nothing that can be seen beside it. */
import type { Issue } from "../../errors/index.js";
import type { Scenario } from "../../scenario/index.js";
import { constraintCrossIssues, type ReadConstraint } from "./cross-checks.js";
import { constraintShapeIssues } from "./schema.js";
import type { Constraint } from "./types.js";

/**
 * Issues of shape and, where there is a scenario, of what the shape cannot show; in the order of the list, with paths from
 * `constraints` on. Codes as `constraintShapeIssues` and `constraintCrossIssues` say.
 */
export function constraintIssues(list: unknown, scenario: Scenario | undefined): Issue[] {
  const ofShape = constraintShapeIssues(list);
  const isList = Array.isArray(list) && ofShape.every(({ path }) => path.length > 1);
  if (scenario === undefined || !isList) return ofShape;
  const faults = new Map<number, Issue[]>();
  for (const issue of ofShape) {
    const k = issue.path[1] as number;
    const known = faults.get(k);
    if (known === undefined) faults.set(k, [issue]);
    else known.push(issue);
  }
  const readable = [...(list as unknown[])].map((constraint, k) => readablePart(constraint, faults.get(k) ?? []));
  const ofContent = constraintCrossIssues(scenario, readable);
  return [...ofShape, ...ofContent].sort((a, b) => (a.path[1] as number) - (b.path[1] as number));
}

/**
 * A constraint that was read; or, where only its amount or a key that there is not is at fault, who and where it speaks of,
 * with an amount that nothing is wrong with. `undefined`: what it speaks of is not known.
 */
function readablePart(constraint: unknown, faults: readonly Issue[]): ReadConstraint | undefined {
  if (faults.length === 0) return { constraint: constraint as Constraint, isWhole: true };
  const part: Record<string, unknown> = { ...(constraint as Record<string, unknown>) };
  for (const { code, path } of faults) {
    const key = path[2];
    if (key === "value") part["value"] = 0;
    else if (key === "hard") delete part["hard"];
    else if (code === "planning/unknown-key" && path.length === 3) delete part[String(key)];
    else return undefined;
  }
  return { constraint: part as unknown as Constraint, isWhole: false };
}
