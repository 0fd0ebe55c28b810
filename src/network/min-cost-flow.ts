/**
 * The public door to the kernel: checks in, solve, checks out.
 */
import { EngineError, NetworkError } from "../errors/index.js";
import { flowCost } from "./exact-sum.js";
import { plainJson } from "./plain-json.js";
import { advance, createSimplex, currentFlow, currentPotential, infeasibleCut, unboundedCycle } from "./simplex.js";
import type { FlowNetwork, FlowResult } from "./types.js";
import { requireNetwork } from "./validate.js";
import { verifyFlow } from "./verify-flow.js";

/**
 * The cheapest flow that meets every bound and every supply, with its proof; or a proof that none exists or that there
 * is no cheapest one. Integers in, integers out, exact; the same network always gives the same result.
 *
 * Runs the primal network simplex (`simplex.ts`) to its end on the calling thread, then verifies the answer from the
 * definitions (`verify-flow.ts`).
 *
 * @throws NetworkError with every issue of the network (`networkIssues` lists the codes), or
 * `network/objective-out-of-range` if the cost of the cheapest flow is not within ±(2^53 − 1).
 * @throws EngineError `network/wrong-answer` if the answer does not survive verification: a fault of this library;
 * `bundle` reproduces it.
 */
export function minCostFlow(network: FlowNetwork): FlowResult {
  requireNetwork(network);
  const result = solve(network);
  const { ok, issues } = verifyFlow(network, result);
  if (ok) return result;
  const [first] = issues;
  const message = `the answer "${result.status}" failed ${issues.length} checks, the first: ${first?.message}`;
  const hint = "report this as a bug, with `bundle`";
  throw new EngineError([{ code: "network/wrong-answer", path: [], message, hint }, ...issues.slice(0, 100)], {
    network: plainJson(network),
    result: plainJson(result),
  });
}

function solve(network: FlowNetwork): FlowResult {
  const offered = Array.from(network.supply, BigInt).reduce((sum, value) => sum + value, 0n);
  if (offered !== 0n) return { status: "infeasible", cut: new Uint8Array(network.nodeCount).fill(1) };
  const simplex = createSimplex(network);
  const status = advance(simplex, Infinity);
  if (status === "infeasible") return { status, cut: infeasibleCut(simplex) };
  const flow = currentFlow(simplex);
  if (status === "unbounded") return { status, cycle: unboundedCycle(simplex), flow };
  const potential = currentPotential(simplex);
  const isReadable = flow.length === network.cost.length && flow.every(Number.isSafeInteger);
  if (!isReadable) return { status: "optimal", flow, potential, cost: Number.NaN }; // the checks will say why
  const cost = flowCost(network.cost, flow);
  if (cost > BigInt(Number.MAX_SAFE_INTEGER) || cost < BigInt(Number.MIN_SAFE_INTEGER)) {
    const message = `the cheapest flow costs ${cost}, beyond ±(2^53 − 1), where integers stop being exact`;
    const hint = "use a coarser unit of cost, or split the goal into levels";
    throw new NetworkError([{ code: "network/objective-out-of-range", path: ["cost"], message, hint }]);
  }
  return { status: "optimal", flow, potential, cost: Number(cost) };
}
