import { Worker as NodeWorker } from "node:worker_threads";
import { type Plan, planTransfers as planHere, type Scenario } from "imbang";
import { javascriptLpSolver, type LinearProgram, type LinearResult } from "imbang/linear";
import type { FlowNetwork, FlowResult, TransportProblem, TransportResult } from "imbang/network";
import { minCostFlow, planTransfers, solveLinear, solveTransport, type StoppedRun } from "imbang/worker";
import { expectTypeOf, test } from "vitest";

declare const scenario: Scenario;
declare const problem: TransportProblem;
declare const network: FlowNetwork;
declare const program: LinearProgram;
declare const signal: AbortSignal;

test("the calls have the shapes of those they stand for", () => {
  expectTypeOf(planTransfers(scenario)).toEqualTypeOf(planHere(scenario));
  expectTypeOf(planTransfers(scenario, { policy: "worthwhile", signal, timeLimit: 3 })).toEqualTypeOf<Promise<Plan>>();
  expectTypeOf(solveTransport(problem)).toEqualTypeOf<Promise<TransportResult>>();
  expectTypeOf(minCostFlow(network, { keep: true })).toEqualTypeOf<Promise<FlowResult>>();
  expectTypeOf(solveLinear(program, "highs")).toEqualTypeOf<Promise<LinearResult>>();
});

test("only a call with limits can be stopped by one", () => {
  expectTypeOf(minCostFlow(network, { signal })).toEqualTypeOf<Promise<FlowResult | StoppedRun>>();
  expectTypeOf(solveTransport(problem, { timeLimit: 1 })).toEqualTypeOf<Promise<TransportResult | StoppedRun>>();
});

test("engines go by name", () => {
  void planTransfers(scenario, { engine: "highs" });
  // @ts-expect-error an engine cannot leave its thread
  void planTransfers(scenario, { engine: javascriptLpSolver() });
  // @ts-expect-error an engine that a worker cannot make
  void solveLinear(program, "glpk");
  // @ts-expect-error nothing of people is transferred
  void planTransfers(scenario, { keep: true });
});

test("workers of browsers and of Node both fit", () => {
  void planTransfers(scenario, { createWorker: () => new Worker("thread.js", { type: "module" }) });
  void planTransfers(scenario, { createWorker: () => new NodeWorker("thread.js") });
});
