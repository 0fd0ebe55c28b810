/** Places that conditions on every place pass over, because nobody is counted there: said, not refused. */
import type { Issue } from "../../errors/index.js";
import type { Scenario } from "../../scenario/index.js";
import { namedConstraints } from "./cross-checks.js";
import { KIND_NAMES } from "./kind-names.js";
import { nodeReader } from "./nodes.js";
import type { Constraint } from "./types.js";

/** As many names as a sentence can hold. */
const NAMED = 10;

/**
 * One notice (`planning/not-watched`) for each floor or mix on every position, unit or agency, and for hard minimums, that
 * passes over places without a workload study. Caps and budgets hold there by themselves: nobody enters or leaves.
 * O(constraints · nodes · positions).
 */
export function unwatchedNotices(
  scenario: Scenario,
  { constraints, floors }: { readonly constraints: readonly Constraint[]; readonly floors: "soft" | "hard" },
): Issue[] {
  const unstudied = scenario.positions.filter(({ required }) => required === null);
  if (unstudied.length === 0) return [];
  const notice = (path: Issue["path"], what: string, ids: readonly string[]): Issue[] => {
    if (ids.length === 0) return [];
    const named = ids.slice(0, NAMED).map((id) => JSON.stringify(id));
    const message = `${what} not watched where no workload study is: ${named.join(", ")}${ids.length > NAMED ? `, … (${ids.length})` : ""}`;
    const hint = "a `required` makes a position count";
    return [{ code: "planning/not-watched", path: ["options", ...path], message, hint }];
  };
  const ofOption = unstudied.filter(({ minimum = 0 }) => floors === "hard" && minimum > 0).map(({ id }) => id);
  const everywhere = nodeReader(scenario, scenario.positions);
  const counted = nodeReader(
    scenario,
    scenario.positions.filter(({ required }) => required !== null),
  );
  return [
    ...notice(["floors"], "minimums are", ofOption.sort()),
    ...namedConstraints(constraints).flatMap(({ id, constraint }, k) => {
      if ((constraint.kind !== "floor" && constraint.kind !== "mix") || !("each" in constraint.node)) return [];
      const watched = new Set(counted(constraint.node).map((node) => node.id));
      const others = everywhere(constraint.node).filter((node) => !watched.has(node.id));
      return notice(
        ["constraints", k],
        `the ${KIND_NAMES[constraint.kind].en} ${JSON.stringify(id)} is`,
        others.map((node) => node.id),
      );
    }),
  ];
}
