/**
 * Checks an answer against the network it belongs to, from the definitions alone. Shares no code with the simplex, the
 * dual bound or the validator, so a fault there cannot hide here.
 *
 * What it proves: an "optimal" flow is feasible and no flow is cheaper (complementary slackness, and primal = dual in
 * exact arithmetic); for an "infeasible" network no flow exists (the cut wants to send out more than it can); for an
 * "unbounded" one there is a flow and a cycle round which the cost falls without end.
 */
import type { Issue } from "../errors/index.js";
import type { FlowNetwork } from "./types.js";

/** `ok` exactly if there are no issues. */
export interface FlowVerification {
  readonly ok: boolean;
  readonly issues: Issue[];
}

/**
 * Whether `result` is a right answer for `network`, and if not, everything that is wrong with it. Takes any values and
 * never throws. O(nodes + arcs).
 *
 * Codes: `network/unreadable` (a network or a result of the wrong shape, or the wrong status), `network/wrong-length`,
 * `network/not-an-integer`, `network/below-lower`, `network/above-upper`, `network/wrong-balance`,
 * `network/wrong-slackness`, `network/wrong-cost`, `network/duality-gap`, `network/wrong-cut`, `network/wrong-cycle`.
 */
export function verifyFlow(network: unknown, result: unknown): FlowVerification {
  const issues: Issue[] = [];
  const report: Report = (code, path, message) => issues.push({ code: `network/${code}`, path, message });
  try {
    if (isReadable(network, report)) judge(network, result, report);
  } catch (error) {
    report("unreadable", [], `reading the values failed: ${error instanceof Error ? error.message : "unknown reason"}`);
  }
  return { ok: issues.length === 0, issues };
}

type Report = (code: string, path: readonly (string | number)[], message: string) => void;
type Fields = Readonly<Record<string, unknown>>;

function judge(network: FlowNetwork, result: unknown, report: Report): void {
  if (typeof result !== "object" || result === null) {
    report("unreadable", [], "the result is not an object");
    return;
  }
  const fields = result as Fields;
  switch (fields["status"]) {
    case "optimal":
      judgeOptimal(network, fields, report);
      break;
    case "infeasible":
      judgeCut(network, fields["cut"], report);
      break;
    case "unbounded":
      judgeFlow(network, fields["flow"], report);
      judgeCycle(network, fields["cycle"], report);
      break;
    default:
      report("unreadable", ["status"], "the status must be optimal, infeasible or unbounded");
  }
}

function judgeOptimal(network: FlowNetwork, fields: Fields, report: Report): void {
  const flow = judgeFlow(network, fields["flow"], report);
  const potential = integersOf(fields["potential"], network.nodeCount, "potential", report);
  if (flow === undefined) return;
  const spent = exactDot(network.cost, flow);
  const { cost } = fields as { cost?: unknown };
  if (typeof cost !== "number" || !Number.isSafeInteger(cost) || BigInt(cost) !== spent) {
    report("wrong-cost", ["cost"], `the flow costs ${spent}, the result says ${String(cost)}`);
  }
  if (potential !== undefined) judgeDual(network, flow, potential, spent, report);
}

/** Bounds and balances. Returns the flow if it can be read at all. */
function judgeFlow(network: FlowNetwork, value: unknown, report: Report): Float64Array | undefined {
  const { nodeCount, tail, head, upper, supply } = network;
  const flow = integersOf(value, tail.length, "flow", report);
  if (flow === undefined) return undefined;
  const outflow = new Float64Array(nodeCount); // minus inflow
  let handled = 0; // Σ |flow|: while it is a safe integer, so is every partial sum
  for (let arc = 0; arc < flow.length; arc++) {
    const amount = flow[arc]!;
    const least = network.lower?.[arc] ?? 0;
    if (!(amount >= least))
      report("below-lower", ["flow", arc], `the flow ${amount} is below the lower bound ${least}`);
    if (!(amount <= upper[arc]!)) {
      report("above-upper", ["flow", arc], `the flow ${amount} is above the upper bound ${upper[arc]}`);
    }
    outflow[tail[arc]!]! += amount;
    outflow[head[arc]!]! -= amount;
    handled += Math.abs(amount);
  }
  const isExact = handled <= Number.MAX_SAFE_INTEGER;
  const sent = isExact ? outflow : exactOutflow(network, flow);
  for (let node = 0; node < nodeCount; node++) {
    const wanted = isExact ? supply[node]! : BigInt(supply[node]!);
    if (sent[node] === wanted) continue;
    report("wrong-balance", ["supply", node], `node ${node} sends ${sent[node]} and its supply is ${wanted}`);
  }
  return flow;
}

function exactOutflow({ nodeCount, tail, head }: FlowNetwork, flow: Float64Array): bigint[] {
  const outflow: bigint[] = Array.from({ length: nodeCount }, () => 0n);
  for (let arc = 0; arc < flow.length; arc++) {
    const amount = BigInt(flow[arc]!);
    outflow[tail[arc]!]! += amount;
    outflow[head[arc]!]! -= amount;
  }
  return outflow;
}

/** Complementary slackness arc by arc, and the dual objective against the primal one. */
function judgeDual(
  network: FlowNetwork,
  flow: Float64Array,
  potential: Float64Array,
  spent: bigint,
  report: Report,
): void {
  const { tail, head, cost, upper } = network;
  let worth = exactDot(network.supply, potential); // the dual objective
  let smallTerms = 0;
  for (let arc = 0; arc < flow.length; arc++) {
    const tailPotential = potential[tail[arc]!]!;
    const headPotential = potential[head[arc]!]!;
    const terms = Math.abs(cost[arc]!) + Math.abs(tailPotential) + Math.abs(headPotential);
    const reducedCost =
      terms <= Number.MAX_SAFE_INTEGER
        ? cost[arc]! - tailPotential + headPotential
        : BigInt(cost[arc]!) - BigInt(tailPotential) + BigInt(headPotential);
    if (reducedCost != 0) {
      const [bound, name] = reducedCost > 0 ? [network.lower?.[arc] ?? 0, "lower"] : [upper[arc]!, "upper"];
      if (flow[arc] !== bound) {
        const message = `the reduced cost ${reducedCost} wants the ${name} bound ${bound}, the flow is ${flow[arc]}`;
        report("wrong-slackness", ["flow", arc], message);
      }
      if (bound === Infinity) continue; // reported above: no flow is Infinity
      const term = Number(reducedCost) * bound;
      if (Math.abs(term) + Math.abs(smallTerms) <= Number.MAX_SAFE_INTEGER) smallTerms += term;
      else worth += BigInt(reducedCost) * BigInt(bound);
    }
  }
  worth += BigInt(smallTerms);
  if (worth !== spent) report("duality-gap", ["cost"], `the flow costs ${spent}, the potentials prove ${worth}`);
}

/** S must have to send out more than the arcs across its border can take. */
function judgeCut({ nodeCount, tail, head, lower, upper, supply }: FlowNetwork, value: unknown, report: Report): void {
  if (!isArray(value, "Uint8Array")) {
    report("unreadable", ["cut"], "the cut must be a Uint8Array");
    return;
  }
  const cut = value as Uint8Array;
  if (cut.length !== nodeCount) {
    report("wrong-length", ["cut"], `the cut has length ${cut.length}, there are ${nodeCount} nodes`);
    return;
  }
  let surplus = 0n;
  for (let node = 0; node < nodeCount; node++) {
    if (cut[node]! > 1) report("wrong-cut", ["cut", node], `a mask holds 0 and 1, this is ${cut[node]}`);
    if (cut[node] === 1) surplus += BigInt(supply[node]!);
  }
  for (let arc = 0; arc < tail.length; arc++) {
    const leaves = cut[tail[arc]!] === 1 && cut[head[arc]!] !== 1;
    const enters = cut[tail[arc]!] !== 1 && cut[head[arc]!] === 1;
    if (enters) surplus += BigInt(lower?.[arc] ?? 0);
    if (leaves && upper[arc] === Infinity) {
      report("wrong-cut", ["cut"], `arc ${arc} leaves the cut and has no limit, so the cut proves nothing`);
      return;
    }
    if (leaves) surplus -= BigInt(upper[arc]!);
  }
  // Nothing leaves or enters all nodes together, so wanting more than is offered proves as much as the reverse.
  const isAll = cut.every((mark) => mark === 1);
  if (surplus <= 0n && !(isAll && surplus !== 0n))
    report("wrong-cut", ["cut"], `the cut is left with ${surplus}, which must be more than 0`);
}

/** A closed walk along endless arcs that costs less than nothing. (It may pass a node twice; the proof still holds.) */
function judgeCycle({ tail, head, upper, cost }: FlowNetwork, value: unknown, report: Report): void {
  if (!isArray(value, "Int32Array")) {
    report("unreadable", ["cycle"], "the cycle must be an Int32Array of arcs");
    return;
  }
  const cycle = value as Int32Array;
  if (cycle.length === 0) report("wrong-cycle", ["cycle"], "a cycle has at least one arc");
  let total = 0n;
  for (let step = 0; step < cycle.length; step++) {
    const arc = cycle[step]!;
    const next = cycle[(step + 1) % cycle.length]!;
    if (arc < 0 || arc >= tail.length) {
      report("wrong-cycle", ["cycle", step], `arc ${arc} does not exist`);
      return;
    }
    if (upper[arc] !== Infinity) report("wrong-cycle", ["cycle", step], `arc ${arc} has the limit ${upper[arc]}`);
    if (head[arc] !== tail[next]) report("wrong-cycle", ["cycle", step], `arc ${next} does not go on from arc ${arc}`);
    total += BigInt(cost[arc]!);
  }
  if (total >= 0n) report("wrong-cycle", ["cycle"], `the cycle costs ${total}, which must be less than 0`);
}

/** A vector of the result: of that length and of safe integers, or `undefined` and an issue. */
function integersOf(value: unknown, length: number, name: string, report: Report): Float64Array | undefined {
  if (!isArray(value, "Float64Array")) {
    report("unreadable", [name], `${name} must be a Float64Array`);
    return undefined;
  }
  const values = value as Float64Array;
  if (values.length !== length) {
    report("wrong-length", [name], `${name} has length ${values.length} and must have length ${length}`);
    return undefined;
  }
  let sound = true;
  for (let index = 0; index < length; index++) {
    if (Number.isSafeInteger(values[index])) continue;
    sound = false;
    report("not-an-integer", [name, index], `${name} must hold safe integers, this is ${values[index]}`);
  }
  return sound ? values : undefined;
}

/** Whether the network can be read at all: enough for the checks above not to trip. */
function isReadable(network: unknown, report: Report): network is FlowNetwork {
  const refuse = (field: string, message: string): boolean => {
    report("unreadable", [field], `network: ${message}`);
    return false;
  };
  if (typeof network !== "object" || network === null) return refuse("network", "not an object");
  const { nodeCount, tail, head, lower, upper, cost, supply } = network as Fields;
  if (typeof nodeCount !== "number" || !Number.isInteger(nodeCount)) return refuse("nodeCount", "not an integer");
  if (!isArray(tail, "Int32Array") || !isArray(head, "Int32Array")) return refuse("tail", "ends are not Int32Arrays");
  const arcCount = (tail as Int32Array).length;
  if ((head as Int32Array).length !== arcCount) return refuse("head", "tail and head differ in length");
  for (const ends of [tail as Int32Array, head as Int32Array]) {
    for (const node of ends) if (node < 0 || node >= nodeCount) return refuse("tail", `node ${node} does not exist`);
  }
  const vectors: [string, unknown, number][] = [
    ["upper", upper, arcCount],
    ["cost", cost, arcCount],
    ["supply", supply, nodeCount],
  ];
  if (lower !== undefined) vectors.push(["lower", lower, arcCount]);
  for (const [name, value, length] of vectors) {
    if (!isArray(value, "Float64Array")) return refuse(name, "not a Float64Array");
    const values = value as Float64Array;
    if (values.length !== length) return refuse(name, `length ${values.length} instead of ${length}`);
    const sound = (entry: number): boolean => Number.isSafeInteger(entry) || (name === "upper" && entry === Infinity);
    if (!values.every(sound)) return refuse(name, "holds a value that is not a safe integer");
  }
  return true;
}

function isArray(value: unknown, tag: string): boolean {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === `[object ${tag}]`;
}

/** Σ left·right of safe integers, exact: each product that could round is taken in BigInt. */
function exactDot(left: Float64Array, right: Float64Array): bigint {
  let total = 0n;
  let small = 0;
  for (let index = 0; index < left.length; index++) {
    const term = left[index]! * right[index]!;
    if (Math.abs(term) + Math.abs(small) <= Number.MAX_SAFE_INTEGER) small += term;
    else total += BigInt(left[index]!) * BigInt(right[index]!);
  }
  return total + BigInt(small);
}
