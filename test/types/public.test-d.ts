import {
  analyzeStaffing,
  asnMutasi,
  composeRules,
  createScenario,
  type Period,
  type Plan,
  planTransfers,
  type RulePack,
  type Scenario,
  type ScenarioInput,
  type StaffingAnalysis,
  type Transfer,
  whyIneligible,
} from "imbang";
import { readStaffCsv } from "imbang/csv";
import { type FlowResult, minCostFlow } from "imbang/network";
import { expectTypeOf, test } from "vitest";

declare const input: ScenarioInput;
declare const scenario: Scenario;
declare const plan: Plan;
declare const flow: FlowResult;

test("transfers can be read only after the status was checked", () => {
  // @ts-expect-error `noPlanFound` and `infeasible` have no transfers
  void plan.transfers;
  if (plan.status === "optimal") expectTypeOf(plan.transfers).toEqualTypeOf<readonly Transfer[]>();
  if (plan.status === "feasible") expectTypeOf(plan.limit).toEqualTypeOf<"time" | "cancelled" | "iterations" | "gap">();
  expectTypeOf(plan.after).toEqualTypeOf<StaffingAnalysis>();
});

test("a flow can be read only where there is one", () => {
  // @ts-expect-error an infeasible network has no flow
  void flow.flow;
  if (flow.status === "infeasible") expectTypeOf(flow.cut).toEqualTypeOf<Uint8Array>();
  expectTypeOf(minCostFlow).returns.toEqualTypeOf<FlowResult>();
});

test("calls take and give what the architecture says", () => {
  expectTypeOf(createScenario).parameter(0).toEqualTypeOf<ScenarioInput>();
  expectTypeOf(createScenario(input)).toEqualTypeOf<Scenario>();
  expectTypeOf(analyzeStaffing(scenario)).toEqualTypeOf<StaffingAnalysis>();
  expectTypeOf(planTransfers(scenario)).toEqualTypeOf<Promise<Plan>>();
  expectTypeOf(readStaffCsv("").rows).toEqualTypeOf<readonly ScenarioInput["staff"][number][]>();
});

test("a rule is a union on its predicate", () => {
  const rule = asnMutasi.rules[0]!;
  // @ts-expect-error not every rule has years
  void rule.parameters.years;
  if (rule.predicate === "minimumTenure") expectTypeOf(rule.parameters).toEqualTypeOf<Period>();
  expectTypeOf(composeRules).returns.toEqualTypeOf<RulePack>();
  expectTypeOf(whyIneligible(scenario, "a", "b")[0]!.severity).toEqualTypeOf<"law" | "policy" | "gate">();
  // @ts-expect-error code in the place of a predicate
  void createScenario({ ...input, rules: { ...asnMutasi, rules: [{ ...rule, predicate: () => true }] } });
  void createScenario({ ...input, staff: [{ id: "x", positionId: null, studyLeaveUntil: null, active: true }] });
});

test("mistakes are found before anything runs", () => {
  // @ts-expect-error a policy that does not exist
  void planTransfers(scenario, { policy: "equalizeEverything" });
  // @ts-expect-error only leximin goes in steps
  void planTransfers(scenario, { policy: [{ name: "balance", step: 5 }] });
  // @ts-expect-error an option that is not built
  void planTransfers(scenario, { fairness: 3 });
  // @ts-expect-error moves cannot be measured on units
  void planTransfers(scenario, { policy: [{ name: "moves", node: "unit" }] });
  // @ts-expect-error plain data is no scenario
  void planTransfers(input);
  // @ts-expect-error a grade that does not exist
  void createScenario({ ...input, staff: [{ id: "x", positionId: null, grade: "III/e" }] });
  // @ts-expect-error records are read-only
  scenario.staff[0]!.grade = "III/a";
  void planTransfers(scenario, { policy: ["floors", { name: "balance", node: "unit" }], seed: 7, unknown: "forbid" });
  void planTransfers(scenario, { policy: ["floors", { name: "leximin", node: "unit", step: 0 }, "moves"] });
});
