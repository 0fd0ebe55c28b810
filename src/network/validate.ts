/**
 * The one place where a network is checked before the kernel sees it. Collects every issue; changes and caps nothing.
 *
 * Two guards keep every number of the simplex an exact integer in a double:
 *   G1  |cost| × nodeCount < 2^53. A tree path has fewer than nodeCount arcs with a cost, so potentials, and the
 *       reduced cost of any arc (the cost of a cycle), stay below that product.
 *   G2  Σ|supply| + Σ|lower| + Σ finite |upper| < 2^53. The flow on a tree arc is a signed sum of such terms.
 */
import { type Issue, nearest, NetworkError } from "../errors/index.js";
import type { FlowNetwork } from "./types.js";

/** 2^53: integers below it are exact in a double, and so is every comparison with it. */
const EXACT_LIMIT = 2 ** 53;
/** Nodes, the root of the simplex included, are numbered in an Int32Array. */
const MOST_NODES = 2 ** 31 - 2;

/**
 * Everything that is wrong with a network, in field order; empty means that the kernel may have it. Takes any value:
 * missing fields and plain arrays are issues, never a TypeError. O(nodes + arcs).
 *
 * Codes: `network/not-a-network`, `network/node-count`, `network/wrong-type`, `network/wrong-length`,
 * `network/node-out-of-range`, `network/not-an-integer`, `network/infinite-lower`, `network/crossed-bounds`,
 * `network/cost-out-of-range`, `network/capacity-out-of-range`, `network/unknown-key`.
 *
 * Supplies that do not sum to 0 are no issue: such a network is infeasible, which is an answer.
 */
export function networkIssues(network: unknown): Issue[] {
  if (typeof network !== "object" || network === null) {
    const message = `a network is an object, this is ${describe(network)}`;
    return [
      { code: "network/not-a-network", path: [], message, hint: "pass { nodeCount, tail, head, upper, cost, supply }" },
    ];
  }
  const issues: Issue[] = [];
  const fields = network as Readonly<Record<string, unknown>>;
  // Other fields may travel along, but the one optional field must not be lost to a slip of the pen.
  const misspelt = "lower" in fields ? undefined : nearest("lower", Object.keys(fields));
  if (misspelt !== undefined) {
    const message = `a network has no field ${JSON.stringify(misspelt)}`;
    issues.push({ code: "network/unknown-key", path: [misspelt], message, hint: "you meant `lower`" });
  }
  const nodeCount = readNodeCount(fields["nodeCount"], issues);
  const tail = readIntegers(fields["tail"], "tail", issues);
  const head = readIntegers(fields["head"], "head", issues);
  const lower = fields["lower"] === undefined ? undefined : readNumbers(fields["lower"], "lower", issues);
  const upper = readNumbers(fields["upper"], "upper", issues);
  const cost = readNumbers(fields["cost"], "cost", issues);
  const supply = readNumbers(fields["supply"], "supply", issues);

  if (tail !== undefined) {
    for (const [name, values] of Object.entries({ head, lower, upper, cost })) {
      checkLength(values, name, tail.length, "one entry an arc, as in `tail`", issues);
    }
  }
  if (nodeCount !== undefined) {
    checkLength(supply, "supply", nodeCount, "one entry a node", issues);
    if (tail !== undefined) checkNodes(tail, "tail", nodeCount, issues);
    if (head !== undefined) checkNodes(head, "head", nodeCount, issues);
  }
  if (lower !== undefined) checkLower(lower, issues);
  if (upper !== undefined) checkUpper(upper, lower, issues);
  if (cost !== undefined) checkCost(cost, nodeCount ?? 1, issues);
  if (supply !== undefined) checkSupply(supply, issues);
  if (upper !== undefined && supply !== undefined) checkTotal(upper, lower, supply, issues);
  return issues;
}

/** What is wrong with a cost vector for a network of that size (see `networkIssues`). O(arcs). */
export function costIssues(cost: unknown, arcCount: number, nodeCount: number): Issue[] {
  const issues: Issue[] = [];
  const values = readNumbers(cost, "cost", issues);
  checkLength(values, "cost", arcCount, "one entry an arc", issues);
  if (values !== undefined) checkCost(values, nodeCount, issues);
  return issues;
}

/**
 * Lets only sound networks pass.
 *
 * @throws NetworkError with every issue of `networkIssues`.
 */
export function requireNetwork(network: unknown): asserts network is FlowNetwork {
  const issues = networkIssues(network);
  if (issues.length > 0) throw new NetworkError(issues);
}

function readNodeCount(value: unknown, issues: Issue[]): number | undefined {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST_NODES) return value;
  const message = `nodeCount must be an integer from 0 to ${MOST_NODES}, this is ${describe(value)}`;
  issues.push({ code: "network/node-count", path: ["nodeCount"], message });
  return undefined;
}

function readIntegers(value: unknown, name: string, issues: Issue[]): Int32Array | undefined {
  if (isTyped(value, "Int32Array")) return value as Int32Array;
  issues.push(wrongType(value, name, "Int32Array"));
  return undefined;
}

function readNumbers(value: unknown, name: string, issues: Issue[]): Float64Array | undefined {
  if (isTyped(value, "Float64Array")) return value as Float64Array;
  issues.push(wrongType(value, name, "Float64Array"));
  return undefined;
}

/** By tag, not by `instanceof`: arrays from another realm (an iframe, a test runner) are welcome. */
function isTyped(value: unknown, tag: "Int32Array" | "Float64Array"): boolean {
  return ArrayBuffer.isView(value) && (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === tag;
}

function wrongType(value: unknown, name: string, wanted: string): Issue {
  const message = `${name} must be a ${wanted}, this is ${describe(value)}`;
  const hint = Array.isArray(value) ? `wrap it: ${wanted}.from(${name})` : undefined;
  return { code: "network/wrong-type", path: [name], message, ...(hint === undefined ? {} : { hint }) };
}

function checkLength(
  values: Int32Array | Float64Array | undefined,
  name: string,
  wanted: number,
  reason: string,
  issues: Issue[],
): void {
  if (values === undefined || values.length === wanted) return;
  const message = `${name} has length ${values.length} and must have length ${wanted}: ${reason}`;
  issues.push({ code: "network/wrong-length", path: [name], message });
}

function checkNodes(nodes: Int32Array, name: string, nodeCount: number, issues: Issue[]): void {
  for (let arc = 0; arc < nodes.length; arc++) {
    const node = nodes[arc]!;
    if (node >= 0 && node < nodeCount) continue;
    const message = `node ${node} does not exist: nodes are numbered from 0 to ${nodeCount - 1}`;
    issues.push({ code: "network/node-out-of-range", path: [name, arc], message });
  }
}

function checkLower(lower: Float64Array, issues: Issue[]): void {
  for (let arc = 0; arc < lower.length; arc++) {
    const value = lower[arc]!;
    if (Math.abs(value) === Infinity) {
      const message = `a lower bound must be finite, this is ${value}`;
      issues.push({ code: "network/infinite-lower", path: ["lower", arc], message });
    } else if (!Number.isInteger(value)) {
      issues.push(notAnInteger("lower", arc, value));
    }
  }
}

function checkUpper(upper: Float64Array, lower: Float64Array | undefined, issues: Issue[]): void {
  for (let arc = 0; arc < upper.length; arc++) {
    const value = upper[arc]!;
    const least = lower === undefined ? 0 : lower[arc]!;
    if (value !== Infinity && !Number.isInteger(value)) {
      issues.push(notAnInteger("upper", arc, value));
    } else if (value < least) {
      const message = `the upper bound ${value} is below the lower bound ${least}`;
      issues.push({ code: "network/crossed-bounds", path: ["upper", arc], message });
    }
  }
}

/** Guard G1. */
function checkCost(cost: Float64Array, nodeCount: number, issues: Issue[]): void {
  const nodes = Math.max(1, nodeCount);
  for (let arc = 0; arc < cost.length; arc++) {
    const value = cost[arc]!;
    if (!Number.isInteger(value)) {
      issues.push(notAnInteger("cost", arc, value));
    } else if (Math.abs(value) * nodes >= EXACT_LIMIT) {
      const message = `the cost ${value} times ${nodes} nodes reaches 2^53, where integers stop being exact`;
      const hint = "use a coarser unit of cost, or split the goal into levels";
      issues.push({ code: "network/cost-out-of-range", path: ["cost", arc], message, hint });
    }
  }
}

function checkSupply(supply: Float64Array, issues: Issue[]): void {
  for (let node = 0; node < supply.length; node++) {
    const value = supply[node]!;
    if (!Number.isInteger(value)) issues.push(notAnInteger("supply", node, value));
  }
}

/** Guard G2. A sum of non-negative integers is exact up to 2^53 and never rounds back below it. */
function checkTotal(upper: Float64Array, lower: Float64Array | undefined, supply: Float64Array, issues: Issue[]): void {
  const before = issues.length;
  const magnitude =
    magnitudeOf(supply, "supply", issues) +
    magnitudeOf(upper, "upper", issues) +
    (lower === undefined ? 0 : magnitudeOf(lower, "lower", issues));
  if (magnitude < EXACT_LIMIT || issues.length > before) return;
  const message = "supplies, lower bounds and finite upper bounds together reach 2^53, where integers stop being exact";
  issues.push({ code: "network/capacity-out-of-range", path: ["upper"], message, hint: NO_LIMIT_HINT });
}

const NO_LIMIT_HINT = "use Infinity for arcs without a limit";

/** Σ |value| over the integers of the field; each that is too large for itself is an issue. */
function magnitudeOf(values: Float64Array, name: string, issues: Issue[]): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index]!);
    if (!Number.isInteger(size)) continue;
    total += size;
    if (size < EXACT_LIMIT) continue;
    const message = `${values[index]} is at or beyond 2^53, where integers stop being exact`;
    issues.push({ code: "network/capacity-out-of-range", path: [name, index], message, hint: NO_LIMIT_HINT });
  }
  return total;
}

function notAnInteger(name: string, index: number, value: number): Issue {
  const hint = Number.isFinite(value) ? "scale to whole units first (fixed point)" : undefined;
  const message = `${name} must hold integers, this is ${value}`;
  return { code: "network/not-an-integer", path: [name, index], message, ...(hint === undefined ? {} : { hint }) };
}

/** A short name for any value, safe for values that refuse to be printed. */
function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "object") return Array.isArray(value) ? "a plain array" : "an object of another kind";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  return typeof value === "string" ? "a text" : String(value);
}
