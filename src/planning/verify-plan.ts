/**
 * Checks a plan from the people up: everyone has one place and may have it, posts hold no more than they can, the list of
 * transfers says what the placements say, the figures before and after are right, every level has the value it claims
 * and every bound is proven by the prices that came with it. Shares no code with the solver.
 */
import { type GateFinding, judgeStaying, judgeTransfer, verdictOf } from "../eligibility/index.js";
import type { Issue } from "../errors/index.js";
import { assertScenario, type Position, type Scenario, type Staff } from "../scenario/index.js";
import { analyzePlacement, analyzeStaffing, type StaffingAnalysis } from "../staffing/index.js";
import { type Geography, geographyOf } from "./geography.js";
import { constraintIssues } from "./constraints/issues.js";
import { isCounted, isObjectedTo, isTransfer } from "./pair-costs.js";
import { planShapeIssues } from "./plan-shape.js";
import type { FeasiblePlan, OptimalPlan, Placement, Plan } from "./types.js";
import { type PlacesOf, verifyLevels } from "./verify-levels.js";
import { losesPost, verifyConstraints } from "./verify-constraints.js";
import { placesIn } from "./verify-places.js";

/** The outcome of a verification; `ok` exactly if there are no issues. */
export interface Verification {
  readonly ok: boolean;
  readonly issues: readonly Issue[];
  /**
   * What rests on a search that a verifier cannot repeat, so that the engine's word is taken for it: levels with
   * `proof: "search"`, by name (that nothing better is there), and `infeasible` (that nothing is there at all). Absent where
   * everything was proven anew.
   */
  readonly unrepeated?: readonly string[];
}

/**
 * Whether `plan` is what it says it is for `scenario`. Takes a plan from anywhere (a file, another program) and answers;
 * it does not throw for what is in the plan. O(pairs of people and posts × levels).
 *
 * Codes, all `planning/…`: those of `planShapeIssues`, `unknown-person`, `missing-person`, `person-twice`, `unknown-position`,
 * `not-eligible`, `over-capacity`, `lost-post`, `wrong-transfer`, `wrong-analysis`, `constraint-broken`, `not-proven`,
 * `not-infeasible`, and the codes of `verifyLevels` and of constraints that cannot be read.
 *
 * What a search found is not repeated, and is named in `unrepeated`. Of a level that rests on one the value is counted anew,
 * and its prices must prove a bound no higher than it. Of `infeasible` no more is checked than that everyone who stays
 * breaks a condition: neither that nothing else would do, nor what the diagnosis says.
 *
 * @throws ScenarioError `scenario/not-created`
 */
export function verifyPlan(scenario: Scenario, plan: Plan): Verification {
  assertScenario(scenario);
  return verify(scenario, plan, () => placesIn(scenario, plan.settings.unknown, plan.settings.objections), true);
}

/** `verifyPlan` where it is known who may be where. */
export function verifyPlanAt(scenario: Scenario, plan: Plan, places: PlacesOf): Verification {
  return verify(scenario, plan, () => places, true);
}

/**
 * Everything that `verifyPlan` checks except the bounds, for a plan that must be out at once: people, rules, seats, figures
 * and the value of every level. O(people × levels), where the bounds take every pair. `places` serves many plans.
 */
export function verifyPlacements(scenario: Scenario, plan: Plan, places: PlacesOf): Verification {
  return verify(scenario, plan, () => places, false);
}

function verify(scenario: Scenario, plan: Plan, placesOf: () => PlacesOf, withBounds: boolean): Verification {
  const shape = planShapeIssues(plan);
  if (shape.length > 0) return { ok: false, issues: shape };
  const issues: Issue[] = [];
  judgeAnalysis(scenario, plan, issues);
  const unreadable = settingsIssues(scenario, plan.settings);
  if (unreadable.length > 0) return { ok: false, issues: [...issues, ...unreadable] };
  if (plan.status === "optimal" || plan.status === "feasible") {
    const geography = geographyOf(scenario);
    const { ways } = placesOf();
    judgePlacements(scenario, plan, ways, issues);
    if (issues.length === 0) {
      judgeTransfers(scenario, plan, geography, ways, issues);
      for (const issue of verifyConstraints(scenario, plan.settings, plan.placements, geography)) issues.push(issue);
      for (const issue of verifyLevels(scenario, plan, plan.placements, placesOf(), geography, withBounds))
        issues.push(issue);
    }
    if (plan.status === "optimal" && plan.levels.some(({ proven }) => !proven)) {
      report(issues, "not-proven", ["status"], "the plan says optimal, but not every level is proven");
    }
  }
  if (plan.status === "infeasible" && mayStayAsTheyAre(scenario, plan))
    report(issues, "not-infeasible", ["status"], "if nobody moves no condition is broken: that is a plan");
  const searched = withBounds ? plan.levels.filter(({ proof }) => proof === "search").map(({ name }) => name) : [];
  const unrepeated = plan.status === "infeasible" ? ["infeasible"] : searched;
  return { ok: issues.length === 0, issues, ...(unrepeated.length === 0 ? {} : { unrepeated }) };
}

/** Whether the plan in which everyone stays, and waits where a law takes the post, keeps every condition. */
function mayStayAsTheyAre(scenario: Scenario, { settings }: Plan): boolean {
  const placements = scenario.staff.map((person): Placement => {
    return { staffId: person.id, positionId: losesPost(scenario, person) ? null : person.positionId };
  });
  return verifyConstraints(scenario, settings, placements, geographyOf(scenario)).length === 0;
}

function report(issues: Issue[], code: string, path: Issue["path"], message: string): void {
  issues.push({ code: `planning/${code}`, path, message });
}

/** Conditions that speak of nobody in this scenario cannot be checked. Paths start at `settings`. */
export function settingsIssues(scenario: Scenario, { constraints = [] }: Plan["settings"]): Issue[] {
  return constraintIssues(constraints, scenario).map((issue) => ({ ...issue, path: ["settings", ...issue.path] }));
}

/** What the rules hold against being at a place: entering it, or staying. Staying is never forbidden for lack of data. */
function objectionsTo(scenario: Scenario, person: Staff, place: Position, unknown: "allow" | "forbid"): GateFinding[] {
  const isNew = isTransfer(person, place);
  const findings = isNew ? judgeTransfer(scenario, person, place) : judgeStaying(scenario, person);
  const verdict = verdictOf(findings);
  return verdict === "forbidden" || (verdict === "unknown" && isNew && unknown === "forbid") ? findings : [];
}

function judgePlacements(
  scenario: Scenario,
  plan: OptimalPlan | FeasiblePlan,
  ways: PlacesOf["ways"],
  issues: Issue[],
): void {
  const seen = new Set<string>();
  const heads = new Map<string, number>();
  plan.placements.forEach(({ staffId, positionId, courseIds }, k) => {
    const path = ["placements", k];
    const today = scenario.staffById.get(staffId);
    const place = positionId === null ? null : scenario.positionById.get(positionId);
    if (today === undefined)
      return report(issues, "unknown-person", path, `nobody has the id ${JSON.stringify(staffId)}`);
    if (courseIds !== undefined && (positionId === null || ways?.find(today, positionId, courseIds) === undefined)) {
      const message = `the courses ${courseIds.join(", ")} are no way for ${JSON.stringify(staffId)} to ${JSON.stringify(positionId)}`;
      return report(issues, "no-such-way", path, message);
    }
    const person = courseIds === undefined ? today : ways!.trained(today, courseIds);
    if (seen.has(staffId)) return report(issues, "person-twice", path, `${JSON.stringify(staffId)} has two places`);
    seen.add(staffId);
    if (place === undefined)
      return report(issues, "unknown-position", path, `no position has the id ${JSON.stringify(positionId)}`);
    if (place === null) {
      if (person.positionId !== null && !losesPost(scenario, person))
        report(issues, "lost-post", path, `${JSON.stringify(staffId)} loses a post without getting one`);
      return;
    }
    heads.set(place.id, (heads.get(place.id) ?? 0) + 1);
    const staysUncounted = !isCounted(scenario, person) && !isTransfer(person, place); // nobody leaves such a post
    const objections = staysUncounted ? [] : objectionsTo(scenario, person, place, plan.settings.unknown);
    if (objections.length > 0) {
      const reasons = objections.map(({ rule, text }) => `${rule}: ${text.en}`);
      const message = `${JSON.stringify(staffId)} may not ${isTransfer(person, place) ? "take" : "keep"} ${JSON.stringify(place.id)}: ${reasons.join("; ")}`;
      report(issues, "not-eligible", path, message);
    }
    if (plan.settings.objections === "veto" && isTransfer(person, place) && isObjectedTo(person, place)) {
      const message = `${JSON.stringify(staffId)} objects to ${JSON.stringify(place.id)}, and objections are vetoes`;
      report(issues, "not-eligible", path, message);
    }
  });
  scenario.staff.forEach(({ id }) => {
    if (!seen.has(id))
      report(issues, "missing-person", ["placements"], `${JSON.stringify(id)} has no place in the plan`);
  });
  for (const [id, people] of heads) {
    const seats = Math.max(scenario.positionById.get(id)!.capacity, scenario.incumbentsByPosition.get(id)!.length);
    if (people > seats)
      report(
        issues,
        "over-capacity",
        ["placements"],
        `${people} people at ${JSON.stringify(id)}, which seats ${seats}`,
      );
  }
}

/** The list of transfers must be exactly the placements that differ from today. */
function judgeTransfers(
  scenario: Scenario,
  plan: OptimalPlan | FeasiblePlan,
  geography: Geography,
  ways: PlacesOf["ways"],
  issues: Issue[],
): void {
  const moved = new Map<string, Placement>();
  for (const placement of plan.placements) {
    const isElsewhere = placement.positionId !== scenario.staffById.get(placement.staffId)!.positionId;
    // Who loses the post by a law is not transferred anywhere: a notice of the plan says so.
    if (isElsewhere && placement.positionId !== null) moved.set(placement.staffId, placement);
  }
  plan.transfers.forEach((transfer, k) => {
    const placement = moved.get(transfer.staffId);
    const person = scenario.staffById.get(transfer.staffId);
    const to = scenario.positionById.get(transfer.toPositionId);
    const courseIds = placement?.courseIds;
    const judged = (by: Staff, at: Position): GateFinding[] =>
      courseIds === undefined ? judgeTransfer(scenario, by, at) : ways!.judge(by, at, courseIds);
    const wrong =
      placement === undefined ||
      person === undefined ||
      to === undefined ||
      placement.positionId !== transfer.toPositionId ||
      person.positionId !== transfer.fromPositionId ||
      transfer.sameUnit !== (scenario.positionById.get(person.positionId ?? "")?.unitId === to.unitId) ||
      transfer.distance !== geography.distanceTo(person, to) ||
      JSON.stringify(transfer.checks.map(({ rule }) => rule)) !==
        JSON.stringify(judged(person, to).map(({ rule }) => rule));
    if (wrong)
      report(
        issues,
        "wrong-transfer",
        ["transfers", k],
        `the transfer of ${JSON.stringify(transfer.staffId)} does not match the placements`,
      );
    moved.delete(transfer.staffId);
  });
  for (const staffId of moved.keys()) {
    report(
      issues,
      "wrong-transfer",
      ["transfers"],
      `${JSON.stringify(staffId)} changes place but is not on the list of transfers`,
    );
  }
}

function judgeAnalysis(scenario: Scenario, plan: Plan, issues: Issue[]): void {
  const heads = new Map<string, number>();
  if (plan.status === "optimal" || plan.status === "feasible") {
    for (const { positionId } of plan.placements) {
      if (positionId !== null) heads.set(positionId, (heads.get(positionId) ?? 0) + 1);
    }
  }
  const before = analyzeStaffing(scenario);
  const isPlan = plan.status === "optimal" || plan.status === "feasible";
  const after = !isPlan ? before : analyzePlacement(scenario, ({ id }) => heads.get(id) ?? 0);
  if (!isSame(before, plan.before)) {
    report(issues, "wrong-analysis", ["before"], "the staffing before the plan is not that of the scenario");
  }
  if (!isSame(after, plan.after)) {
    report(issues, "wrong-analysis", ["after"], "the staffing after the plan is not that of the placements");
  }
}

const FIELDS = ["required", "existing", "gap", "ratio", "effectiveness", "shortage", "surplus"] as const;

/** The same rows in the same order, field by field: the order of keys in a file says nothing. */
function isSame(a: StaffingAnalysis, b: StaffingAnalysis): boolean {
  return (["positions", "units", "agencies"] as const).every(
    (list) =>
      a[list].length === b[list].length &&
      a[list].every(
        (row, k) => row.id === b[list][k]!.id && FIELDS.every((field) => row[field] === b[list][k]![field]),
      ),
  );
}
