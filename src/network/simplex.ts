/**
 * Minimum-cost flow by the primal network simplex with strongly feasible trees, as a resumable object.
 *
 * Problem: minimise Σ cost·flow, lower ≤ flow ≤ upper, outflow − inflow = supply at every node (see `types.ts`).
 *
 * Source: R. K. Ahuja, T. L. Magnanti and J. B. Orlin, *Network Flows* (Prentice Hall, 1993), ch. 11: §11.3 tree
 * structure, §11.5 pivots and pricing, §11.6 strongly feasible trees (Cunningham 1976). The book's names are kept:
 * `supply` b, `potential` π, reduced cost c − π(tail) + π(head), `apex` of a cycle.
 *
 * A root is added, with one artificial arc to or from every node. Phase 1 charges 1 for artificial arcs and 0 for all
 * others. If flow is left on an artificial arc at its optimum, the network is infeasible and the nodes of potential 1
 * are a cut that proves it: every real arc that leaves them is full, every one that enters them is at its lower bound,
 * and some of their supply still goes to the root. Otherwise phase 2 takes the real costs. There is no "big M": in a
 * strongly feasible tree the artificial arcs that are left run *to* the root, the root sends nothing back, so by
 * conservation they stay at flow 0. Their cost is 0, and they are never priced again once they have left the tree.
 *
 * Invariants, held between pivots:
 *   S1  flow is feasible (artificial arcs included), and arcs outside the tree are at a bound
 *   S2  every tree arc has reduced cost 0 (T3 of `spanning-tree.ts`)
 *   S3  the tree is strongly feasible: some flow can be sent from every node to the root along the tree
 *   S4  side[arc] = 0 for tree arcs, locked arcs and arcs without capacity; else 1 at the lower, −1 at the upper bound
 * S3 and the choice of the *last* blocking arc make a run finite, degenerate pivots included.
 *
 * Numbers: all integers, exact in doubles under the guards G1 and G2 of `validate.ts`. Nothing is compared with a
 * tolerance.
 *
 * Complexity: a pivot costs O(arcs read until a violated one turns up + depth + size of the subtree that moves); the
 * first is one block as a rule, all arcs where hardly any is violated (a long chain: O(nodes × arcs) in all). The number
 * of pivots is pseudo-polynomial in the worst case and near-linear in the arcs in practice.
 *
 * What it cannot do: check its input (`validate.ts` does), check its answer (`verify-flow.ts` does), or bound its running
 * time by a polynomial. Which of several optima it ends at depends on the order of the arcs.
 */
import { NetworkError } from "../errors/index.js";
import { findEnteringArc } from "./pricing.js";
import { apexOf, createSpanningTree, link, measureTree, rehang, type SpanningTree } from "./spanning-tree.js";
import { cancelFreeCycles, requireStartFlow } from "./start-flow.js";
import type { FlowNetwork } from "./types.js";
import { costIssues } from "./validate.js";

/** What a run knows so far. "working": not at an end yet. */
export type SimplexStatus = "working" | "optimal" | "infeasible" | "unbounded";

/**
 * The state of a run. Only the functions of this file change it. "By slot": real arcs first, in an order of our own
 * (`arcOfSlot`), then the artificial arc of node v at slot arcCount + v.
 */
export interface Simplex {
  readonly network: FlowNetwork;
  readonly arcCount: number;
  /** Length arcCount: the arc of the caller's network that sits in a slot. */
  readonly arcOfSlot: Int32Array;
  readonly tail: Int32Array; // by slot
  readonly head: Int32Array; // by slot
  readonly capacity: Float64Array; // by slot, upper − lower
  readonly flow: Float64Array; // by slot, above the lower bound
  readonly cost: Float64Array; // by slot, of the present phase
  readonly side: Int8Array; // by slot, see S4
  readonly locked: Uint8Array; // length arcCount, by slot
  readonly tree: SpanningTree;
  readonly blockSize: number;
  readonly cursor: Int32Array; // length 1: the slot where the next search starts
  phase: 1 | 2;
  status: SimplexStatus;
  /** The arc whose cycle can be followed for ever; −1 unless the status is "unbounded". */
  endlessSlot: number;
  /** The costs of phase 2, by arc of the caller. */
  targetCost: Float64Array;
  /** Pivots done since the start, for reports. */
  pivotCount: number;
}

/** Blocks smaller than this cost more in loop overhead than they save. */
const SMALLEST_BLOCK = 16;

/**
 * A run at its starting tree. The network is read, never written; it must not change while the run is used.
 * O(nodes + arcs), plus the cost of `cancelFreeCycles` with a start flow.
 *
 * @param network passed by `validate.ts`.
 * @param startFlow length m: a feasible flow to start from; phase 1 is skipped. Where its free arcs hold cycles, they
 * are cancelled (`start-flow.ts`).
 * @throws NetworkError `network/start-flow` if the start flow is not a feasible integral flow of the network.
 */
export function createSimplex(network: FlowNetwork, startFlow?: Float64Array): Simplex {
  const { nodeCount } = network;
  const arcCount = network.tail.length;
  const slotCount = arcCount + nodeCount;
  if (startFlow !== undefined) requireStartFlow(network, startFlow);

  const blockSize = Math.max(SMALLEST_BLOCK, Math.ceil(Math.sqrt(arcCount)));
  const arcOfSlot = spreadArcs(arcCount, blockSize);
  const simplex: Simplex = {
    network,
    arcCount,
    arcOfSlot,
    tail: new Int32Array(slotCount),
    head: new Int32Array(slotCount),
    capacity: new Float64Array(slotCount).fill(Infinity),
    flow: new Float64Array(slotCount),
    cost: new Float64Array(slotCount),
    side: new Int8Array(slotCount),
    locked: new Uint8Array(arcCount),
    tree: createSpanningTree(nodeCount),
    blockSize,
    cursor: new Int32Array(1),
    phase: startFlow === undefined ? 1 : 2,
    status: "working",
    endlessSlot: -1,
    targetCost: network.cost.slice(),
    pivotCount: 0,
  };
  const { tail, head, capacity, flow } = simplex;
  for (let slot = 0; slot < arcCount; slot++) {
    const arc = arcOfSlot[slot]!;
    const lower = network.lower === undefined ? 0 : network.lower[arc]!;
    tail[slot] = network.tail[arc]!;
    head[slot] = network.head[arc]!;
    capacity[slot] = network.upper[arc]! - lower;
    if (startFlow !== undefined) flow[slot] = startFlow[arc]! - lower;
  }
  if (startFlow === undefined) plantArtificialTree(simplex);
  else plantTreeOfFlow(simplex);
  return simplex;
}

/**
 * Goes on for at most that many pivots (Infinity: to the end) and says where the run stands. "optimal", "infeasible"
 * and "unbounded" are ends: further calls change nothing until `setCosts`.
 */
export function advance(simplex: Simplex, pivots: number): SimplexStatus {
  const { tail, head, cost, side, tree, arcCount, blockSize, cursor } = simplex;
  for (let left = pivots; simplex.status === "working" && left > 0;) {
    const entering = findEnteringArc(tail, head, cost, side, tree.potential, arcCount, blockSize, cursor);
    if (entering < 0) {
      endPhase(simplex);
    } else {
      pivot(simplex, entering);
      simplex.pivotCount++;
      left--;
    }
  }
  return simplex.status;
}

/**
 * New costs by arc of the caller's network, on the same flow and the same tree; arcs locked by `lockFace` stay locked.
 * A run that was optimal or unbounded goes on; an infeasible one stays infeasible, whatever the costs. O(nodes + arcs).
 *
 * @throws NetworkError with the issues of `costIssues`.
 */
export function setCosts(simplex: Simplex, cost: Float64Array): void {
  const issues = costIssues(cost, simplex.arcCount, simplex.network.nodeCount);
  if (issues.length > 0) throw new NetworkError(issues);
  simplex.targetCost = cost.slice();
  if (simplex.phase === 1) return;
  takeTargetCosts(simplex);
  simplex.status = "working";
  simplex.endlessSlot = -1;
}

/**
 * Confines the run to the flows that are optimal now: every arc with a reduced cost other than 0 stays at its bound
 * under all later costs. By complementary slackness the flows that remain are exactly the optimal ones. O(arcs).
 *
 * @throws NetworkError `network/not-optimal` unless the run has just ended as "optimal".
 */
export function lockFace(simplex: Simplex): void {
  if (simplex.status !== "optimal") {
    const message = `only an optimum can be locked, this run is "${simplex.status}"`;
    throw new NetworkError([
      { code: "network/not-optimal", path: [], message, hint: "call advance until it says optimal" },
    ]);
  }
  const { tail, head, cost, side, locked, tree, arcCount } = simplex;
  const { potential } = tree;
  for (let slot = 0; slot < arcCount; slot++) {
    const reducedCost = cost[slot]! - potential[tail[slot]!]! + potential[head[slot]!]!;
    if (reducedCost === 0) continue;
    locked[slot] = 1;
    side[slot] = 0;
  }
}

/** How many arcs may still change their flow: not locked, and with capacity. O(arcs). */
export function freeArcCount({ arcCount, locked, capacity }: Simplex): number {
  let count = 0;
  for (let slot = 0; slot < arcCount; slot++) if (locked[slot] === 0 && capacity[slot]! > 0) count++;
  return count;
}

/** The present flow by arc of the caller's network (length m, a copy). Until phase 1 is over it misses some supplies. */
export function currentFlow({ network, arcCount, arcOfSlot, flow }: Simplex): Float64Array {
  const result = new Float64Array(arcCount);
  for (let slot = 0; slot < arcCount; slot++) {
    const arc = arcOfSlot[slot]!;
    result[arc] = flow[slot]! + (network.lower === undefined ? 0 : network.lower[arc]!);
  }
  return result;
}

/** The present potentials by node (length nodeCount, a copy). Any of them give a lower bound: see `dual-bound.ts`. */
export function currentPotential({ network, tree }: Simplex): Float64Array {
  return tree.potential.slice(0, network.nodeCount);
}

/**
 * The node mask (length nodeCount) of a cut that proves infeasibility: phase-1 potentials are 1 or −1 at its end.
 *
 * @throws NetworkError `network/no-cut` unless the status is "infeasible".
 */
export function infeasibleCut({ network, tree, status }: Simplex): Uint8Array {
  if (status !== "infeasible") throw missingProof("network/no-cut", "cut", status);
  return Uint8Array.from({ length: network.nodeCount }, (_, node) => (tree.potential[node] === 1 ? 1 : 0));
}

/**
 * The arcs, in order, of a directed cycle of endless arcs with negative cost.
 *
 * @throws NetworkError `network/no-cycle` unless the status is "unbounded".
 */
export function unboundedCycle({ tail, head, tree, arcOfSlot, endlessSlot, status }: Simplex): Int32Array {
  if (status !== "unbounded") throw missingProof("network/no-cycle", "cycle", status);
  const apex = apexOf(tree, tail[endlessSlot]!, head[endlessSlot]!);
  const slots: number[] = [];
  for (let node = tail[endlessSlot]!; node !== apex; node = tree.parent[node]!) slots.push(tree.parentArc[node]!);
  slots.reverse();
  slots.push(endlessSlot);
  for (let node = head[endlessSlot]!; node !== apex; node = tree.parent[node]!) slots.push(tree.parentArc[node]!);
  return Int32Array.from(slots, (slot) => arcOfSlot[slot]!);
}

function missingProof(code: string, proof: string, status: SimplexStatus): NetworkError {
  return new NetworkError([{ code, path: [], message: `there is no ${proof}: this run is "${status}"` }]);
}

/**
 * The order in which arcs are priced: each block takes one arc from every stretch of the caller's list. Callers list
 * arcs node by node; blocks of neighbours would choose among the arcs of one node, and take about twice the pivots.
 */
function spreadArcs(arcCount: number, blockSize: number): Int32Array {
  const arcOfSlot = new Int32Array(arcCount);
  const stride = Math.max(1, Math.ceil(arcCount / blockSize));
  let slot = 0;
  for (let first = 0; first < stride; first++) {
    for (let arc = first; arc < arcCount; arc += stride) arcOfSlot[slot++] = arc;
  }
  return arcOfSlot;
}

/**
 * Phase 1: every real arc at its lower bound, every node hung under the root by its artificial arc. Strongly feasible:
 * arcs to the root have no limit, and arcs from the root, which stand only at nodes that want flow, carry some.
 */
function plantArtificialTree(simplex: Simplex): void {
  const { network, tail, head, flow, cost, side, capacity, tree, arcCount } = simplex;
  const offer = network.supply.slice(); // what is left to send once the lower bounds are met
  if (network.lower !== undefined) {
    for (let arc = 0; arc < arcCount; arc++) {
      offer[network.tail[arc]!]! -= network.lower[arc]!;
      offer[network.head[arc]!]! += network.lower[arc]!;
    }
  }
  for (let slot = 0; slot < arcCount; slot++) side[slot] = capacity[slot]! > 0 ? 1 : 0;
  for (let node = 0; node < network.nodeCount; node++) {
    const slot = arcCount + node;
    const upward = offer[node]! >= 0;
    tail[slot] = upward ? node : tree.root;
    head[slot] = upward ? tree.root : node;
    flow[slot] = Math.abs(offer[node]!);
    cost[slot] = 1;
    link(tree, node, tree.root, slot, upward ? 1 : 0);
  }
  measureTree(tree, cost);
}

/**
 * Phase 2 from a feasible flow: the free arcs form a forest; one node of each of its trees is hung under the root by
 * an artificial arc to the root at flow 0. Strongly feasible: a free arc has room in both directions, and arcs to the
 * root have no limit, so flow can be sent from every node to the root.
 */
function plantTreeOfFlow(simplex: Simplex): void {
  const { network, tail, head, flow, side, capacity, tree, arcCount, arcOfSlot, targetCost } = simplex;
  const { nodeCount } = network;
  const { root } = tree;
  const slotCost = Float64Array.from(arcOfSlot, (arc) => targetCost[arc]!);
  const forest = cancelFreeCycles(nodeCount, tail, head, capacity, slotCost, flow, arcCount);
  for (let slot = 0; slot < arcCount; slot++) {
    if (capacity[slot]! > 0) side[slot] = flow[slot] === 0 ? 1 : -1; // tree arcs are set to 0 below
  }
  for (let node = 0; node < nodeCount; node++) {
    const artificial = arcCount + node;
    tail[artificial] = node;
    head[artificial] = root;
    const slot = forest.parentArc[node]!;
    if (slot < 0) {
      link(tree, node, root, artificial, 1);
    } else {
      link(tree, node, forest.parent[node]!, slot, tail[slot] === node ? 1 : 0);
      side[slot] = 0;
    }
  }
  takeTargetCosts(simplex);
}

/** Real costs on the real arcs, 0 on the artificial ones, and the potentials that go with them. */
function takeTargetCosts({ cost, targetCost, arcOfSlot, arcCount, tree }: Simplex): void {
  for (let slot = 0; slot < arcCount; slot++) cost[slot] = targetCost[arcOfSlot[slot]!]!;
  cost.fill(0, arcCount);
  measureTree(tree, cost);
}

/** No arc is violated: the end of phase 1 shows whether the network is feasible, the end of phase 2 is the optimum. */
function endPhase(simplex: Simplex): void {
  if (simplex.phase === 2) {
    simplex.status = "optimal";
  } else if (simplex.flow.subarray(simplex.arcCount).some((amount) => amount > 0)) {
    simplex.status = "infeasible";
  } else {
    simplex.phase = 2;
    takeTargetCosts(simplex);
  }
}

/**
 * Sends as much flow as fits round the cycle that the entering arc closes, and exchanges it for the arc that blocks.
 *
 * The cycle is read in the direction of the change: apex → first → entering arc → second → apex. Of several blocking
 * arcs the *last* one in that order leaves, which keeps the tree strongly feasible (S3).
 */
function pivot(simplex: Simplex, entering: number): void {
  const { tail, head, capacity, flow, cost, side, tree } = simplex;
  const { parent, parentArc, upward, depth, potential } = tree;
  const sign = side[entering]!; // 1: flow rises from the lower bound; −1: it falls from the upper bound
  const first = sign > 0 ? tail[entering]! : head[entering]!;
  const second = sign > 0 ? head[entering]! : tail[entering]!;

  // One walk finds the apex and the blocking arcs: the deeper of the two ends climbs until they meet.
  let firstRoom = capacity[entering]!;
  let firstCut = -1; // the lower end of a blocking arc; −1 = the entering arc itself only changes sides
  let secondRoom = Infinity;
  let secondCut = -1;
  let left = first;
  let right = second;
  while (left !== right) {
    if (depth[left]! >= depth[right]!) {
      const arc = parentArc[left]!; // the change runs down to the node
      const room = upward[left] === 1 ? flow[arc]! : capacity[arc]! - flow[arc]!;
      if (room < firstRoom) {
        firstRoom = room;
        firstCut = left;
      }
      left = parent[left]!;
    } else {
      const arc = parentArc[right]!; // the change runs up from the node
      const room = upward[right] === 1 ? capacity[arc]! - flow[arc]! : flow[arc]!;
      if (room <= secondRoom) {
        secondRoom = room;
        secondCut = right;
      }
      right = parent[right]!;
    }
  }
  const apex = left;
  const cutBelowSecond = secondCut >= 0 && secondRoom <= firstRoom;
  const amount = cutBelowSecond ? secondRoom : firstRoom;
  const cut = cutBelowSecond ? secondCut : firstCut;
  if (amount === Infinity) {
    simplex.status = "unbounded";
    simplex.endlessSlot = entering;
    return;
  }

  if (amount > 0) {
    flow[entering]! += sign * amount;
    for (let node = first; node !== apex; node = parent[node]!) {
      flow[parentArc[node]!]! += upward[node] === 1 ? -amount : amount;
    }
    for (let node = second; node !== apex; node = parent[node]!) {
      flow[parentArc[node]!]! += upward[node] === 1 ? amount : -amount;
    }
  }
  if (cut < 0) {
    side[entering] = -sign;
    return;
  }

  const leaving = parentArc[cut]!;
  side[leaving] = flow[leaving] === 0 ? 1 : -1;
  side[entering] = 0;
  const reducedCost = cost[entering]! - potential[tail[entering]!]! + potential[head[entering]!]!;
  const inner = cutBelowSecond ? second : first;
  const outer = cutBelowSecond ? first : second;
  const runsOut = inner === tail[entering]!;
  rehang(tree, cut, inner, outer, entering, runsOut ? 1 : 0, runsOut ? reducedCost : -reducedCost);
}
