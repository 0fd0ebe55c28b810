/** Carries out a repair: the scenario and the options that `planTransfers` takes next. */
import { asnMutasi } from "../../eligibility/index.js";
import {
  assertScenario,
  createScenario,
  type Rule,
  type Scenario,
  type ScenarioInput,
  type Staff,
} from "../../scenario/index.js";
import { contentOf, namedConstraints } from "../constraints/cross-checks.js";
import type { Constraint, NamedConstraint } from "../constraints/types.js";
import { type PlanOptions, resolveOptions } from "../options.js";
import { inputOf } from "../scenario-input.js";
import { type ConstraintItem, cutConstraint, withAmount } from "./items.js";
import { assertRepair } from "./repair-door.js";
import type { Repair, RepairStep } from "./types.js";

/** What is planned, and how. */
export interface PlanQuestion {
  readonly scenario: Scenario;
  readonly options: PlanOptions;
}

/**
 * The question with the steps of a repair carried out; the arguments stay as they are. A constraint on `each` node of a kind
 * becomes one constraint a node where only one node asks for less, with ids like `cap/unit-7` (or `cap/unit-7-2`, where that is
 * taken). People to recruit join the
 * staff as fixed holders of their post, with ids `recruit-1`, `recruit-2` …
 *
 * @throws ScenarioError `scenario/not-created`; the codes of `resolveOptions` and of `assertRepair`.
 */
export function applyRepair(scenario: Scenario, options: PlanOptions, repair: Pick<Repair, "steps">): PlanQuestion {
  assertScenario(scenario);
  assertRepair(scenario, resolveOptions(options, scenario), repair);
  const { steps } = repair;
  const { constraints = [] } = options;
  const bending = steps.filter((step): step is BendingStep => step.kind === "relax" || step.kind === "drop");
  const whole = namedConstraints(constraints);
  const taken = new Set(whole.map(({ id }) => id));
  const named = whole.flatMap((each) =>
    bentAt(
      scenario,
      each,
      bending.filter(({ constraintId }) => constraintId === each.id),
      taken,
    ),
  );
  let { maxMoves } = options;
  let input = inputOf(scenario);
  for (const step of steps) {
    switch (step.kind) {
      case "relax":
      case "drop":
        if (step.constraintId === "maxMoves") maxMoves = step.kind === "relax" ? step.to : undefined;
        else if (step.constraintId === "floors") input = withMinimum(input, step);
        break;
      case "unpin":
        input = withPeople(input, step.staffIds, (person) => ({ ...person, fixed: false }));
        break;
      case "overrule":
        input = withPeople(input, step.staffIds, withoutObjections);
        break;
      case "waive":
        input = withExemption(input, step);
        break;
      case "recruit":
        input = { ...input, staff: [...input.staff, ...recruits(input, step)] };
        break;
    }
  }
  const { constraints: _, maxMoves: __, ...others } = options;
  return {
    scenario: createScenario(input),
    options: {
      ...others,
      ...(options.constraints === undefined ? {} : { constraints: distinct(named) }),
      ...(maxMoves === undefined ? {} : { maxMoves }),
    },
  };
}

type BendingStep = Extract<RepairStep, { kind: "relax" | "drop" }>;

function withMinimum(input: ScenarioInput, step: BendingStep): ScenarioInput {
  const minimum = step.kind === "relax" ? step.to : 0;
  const positions = input.positions.map((each) => (each.id === step.node ? { ...each, minimum } : each));
  return { ...input, positions };
}

function withPeople(input: ScenarioInput, ids: readonly string[], change: (person: Staff) => Staff): ScenarioInput {
  const who = new Set(ids);
  return { ...input, staff: input.staff.map((person) => (who.has(person.id) ? change(person) : person)) };
}

/** The rule no longer concerns these people, and says so. */
function withExemption(
  input: ScenarioInput,
  { ruleId, staffIds }: Extract<RepairStep, { kind: "waive" }>,
): ScenarioInput {
  const pack = input.rules ?? asnMutasi;
  const rules = pack.rules.map((rule): Rule => {
    if (rule.id !== ruleId) return rule;
    const exceptStaffIds = [...(rule.appliesTo?.exceptStaffIds ?? []), ...staffIds];
    return { ...rule, appliesTo: { ...rule.appliesTo, exceptStaffIds } };
  });
  return { ...input, rules: { ...pack, rules } };
}

function withoutObjections(person: Staff): Staff {
  const { objections: _, ...rest } = person;
  return rest;
}

function recruits({ staff }: ScenarioInput, step: Extract<RepairStep, { kind: "recruit" }>): Staff[] {
  const taken = new Set(staff.map(({ id }) => id));
  const people: Staff[] = [];
  for (let k = 1; people.length < step.people; k++) {
    const id = `recruit-${k}`;
    if (!taken.has(id)) people.push({ id, positionId: step.positionId, fixed: true });
  }
  return people;
}

/** A constraint of which some nodes ask for less, or nothing. */
function bentAt(
  scenario: Scenario,
  named: NamedConstraint,
  steps: readonly BendingStep[],
  taken: Set<string>,
): NamedConstraint[] {
  if (steps.length === 0) return [named];
  return cutConstraint(scenario, named, "constraint").flatMap((item: ConstraintItem): NamedConstraint[] => {
    const id = isEach(named.constraint) ? untaken(`${named.id}/${item.node}`, taken) : named.id;
    const step = steps.find(({ node }) => node === item.node);
    if (step === undefined) return [{ id, constraint: item.constraint }];
    return step.kind === "drop" ? [] : [{ id, constraint: withAmount(item, step.to).constraint }];
  });
}

/** An id that no constraint has: the wanted one, or that with a number. It is taken from now on. */
function untaken(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let k = 2; taken.has(id); k++) id = `${wanted}-${k}`;
  taken.add(id);
  return id;
}

function isEach(constraint: Constraint): boolean {
  return "node" in constraint && typeof constraint.node === "object" && "each" in constraint.node;
}

/** Constraints with their names; of those that say the same the first. */
function distinct(named: readonly NamedConstraint[]): Constraint[] {
  const seen = new Set<string>();
  return named.flatMap(({ id, constraint }) => {
    const content = contentOf(constraint);
    if (seen.has(content)) return [];
    seen.add(content);
    return [{ ...constraint, id }];
  });
}
