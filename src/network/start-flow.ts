/**
 * From a feasible flow to a flow whose *free* arcs (strictly between their bounds) form a forest, which is what the
 * network simplex needs to start from it.
 *
 * Source: Ahuja, Magnanti and Orlin (1993), §11.1-11.2 (cycle free solutions). A cycle of free arcs is cancelled by
 * pushing flow round it, in the direction that does not raise the cost if a bound stops it there, until an arc hits a
 * bound. The flow stays feasible throughout.
 *
 * Complexity: O(free arcs × nodes). It is quick where few arcs are free, as in "everybody stays".
 */
import { NetworkError } from "../errors/index.js";
import type { FlowNetwork } from "./types.js";

/** Rooted trees over the nodes; −1 = a root. Shapes: length nodeCount. */
export interface Forest {
  readonly parent: Int32Array;
  /** The free arc between a node and its parent. */
  readonly parentArc: Int32Array;
}

/**
 * Changes `flow` in place until its free arcs form a forest, and returns that forest.
 *
 * Shapes: all by arc; `flow` is measured from the lower bound, `capacity` is upper − lower and may be Infinity.
 */
export function cancelFreeCycles(
  nodeCount: number,
  tail: Int32Array,
  head: Int32Array,
  capacity: Float64Array,
  cost: Float64Array,
  flow: Float64Array,
  arcCount: number,
): Forest {
  const parent = new Int32Array(nodeCount).fill(-1);
  const parentArc = new Int32Array(nodeCount).fill(-1);
  const onPath = new Uint8Array(nodeCount);

  // The cycle that the arc at hand closes: its arcs, with 1 where it runs along the arc and −1 where against it.
  const cycleArc = new Int32Array(nodeCount + 1);
  const cycleSign = new Int8Array(nodeCount + 1);
  const cycleNode = new Int32Array(nodeCount + 1); // the lower end of each tree arc; −1 for the arc at hand
  let cycleLength = 0;

  const isFree = (arc: number): boolean => flow[arc]! > 0 && flow[arc]! < capacity[arc]!;

  /** Makes `node` the root of its tree by turning the path above it upside down. */
  const turn = (node: number): void => {
    let newParent = -1;
    let newArc = -1;
    for (let at = node; at >= 0;) {
      const above = parent[at]!;
      const oldArc = parentArc[at]!;
      parent[at] = newParent;
      parentArc[at] = newArc;
      newParent = at;
      newArc = oldArc;
      at = above;
    }
  };

  const addStep = (node: number, arc: number, sign: number): void => {
    cycleNode[cycleLength] = node;
    cycleArc[cycleLength] = arc;
    cycleSign[cycleLength] = sign;
    cycleLength++;
  };

  /** Collects the cycle: along `arc`, then through the forest from its head back to its tail. False if there is none. */
  const findCycle = (arc: number): boolean => {
    cycleLength = 0;
    addStep(-1, arc, 1);
    for (let node = tail[arc]!; node >= 0; node = parent[node]!) onPath[node] = 1;
    let meeting = head[arc]!;
    while (meeting >= 0 && onPath[meeting] === 0) {
      const above = parentArc[meeting]!;
      if (above >= 0) addStep(meeting, above, tail[above] === meeting ? 1 : -1); // up, towards the root
      meeting = parent[meeting]!;
    }
    for (let node = tail[arc]!; node >= 0; node = parent[node]!) onPath[node] = 0;
    if (meeting < 0) return false;
    for (let node = tail[arc]!; node !== meeting; node = parent[node]!) {
      const above = parentArc[node]!;
      addStep(node, above, head[above] === node ? 1 : -1); // down, towards the tail
    }
    return true;
  };

  /** How much flow fits round the cycle, along it (1) or against it (−1). */
  const roomRound = (direction: number): number => {
    let room = Infinity;
    for (let step = 0; step < cycleLength; step++) {
      const arc = cycleArc[step]!;
      const here = cycleSign[step] === direction ? capacity[arc]! - flow[arc]! : flow[arc]!;
      if (here < room) room = here;
    }
    return room;
  };

  const pushRound = (): void => {
    let price = 0;
    for (let step = 0; step < cycleLength; step++) price += cycleSign[step]! * cost[cycleArc[step]!]!;
    let direction = price <= 0 ? 1 : -1;
    if (roomRound(direction) === Infinity) direction = -direction; // against an endless arc there is always a bound
    const amount = roomRound(direction);
    for (let step = 0; step < cycleLength; step++) flow[cycleArc[step]!]! += direction * cycleSign[step]! * amount;
    for (let step = 0; step < cycleLength; step++) {
      const node = cycleNode[step]!;
      if (node < 0 || isFree(cycleArc[step]!)) continue;
      parent[node] = -1;
      parentArc[node] = -1;
    }
  };

  for (let arc = 0; arc < arcCount; arc++) {
    if (!isFree(arc)) continue;
    if (findCycle(arc)) pushRound();
    if (!isFree(arc)) continue;
    turn(tail[arc]!); // still free: some other arc left the forest, so its ends lie in different trees now
    parent[tail[arc]!] = head[arc]!;
    parentArc[tail[arc]!] = arc;
  }
  return { parent, parentArc };
}

/**
 * Checks integrality, bounds and balances of a start flow; exact, because sums that could round are refused.
 *
 * @throws NetworkError `network/start-flow`
 */
export function requireStartFlow(
  { nodeCount, tail, head, lower, upper, supply }: FlowNetwork,
  startFlow: Float64Array,
): void {
  if (startFlow.length !== tail.length) {
    refuse(["startFlow"], `the start flow has length ${startFlow.length}, there are ${tail.length} arcs`);
  }
  const missing = new Float64Array(nodeCount);
  let magnitude = 0;
  for (let node = 0; node < nodeCount; node++) {
    missing[node] = supply[node]!;
    magnitude += Math.abs(supply[node]!);
  }
  for (let arc = 0; arc < tail.length; arc++) {
    const amount = startFlow[arc]!;
    const least = lower === undefined ? 0 : lower[arc]!;
    if (!Number.isInteger(amount) || amount < least || amount > upper[arc]!) {
      refuse(["startFlow", arc], `the flow ${amount} is not an integer from ${least} to ${upper[arc]}`);
    }
    missing[tail[arc]!]! -= amount;
    missing[head[arc]!]! += amount;
    magnitude += Math.abs(amount) + Math.abs(least);
  }
  if (magnitude > Number.MAX_SAFE_INTEGER)
    refuse(["startFlow"], "supplies, flows and lower bounds together reach 2^53, where integers stop being exact");
  for (let node = 0; node < nodeCount; node++) {
    if (missing[node] !== 0) refuse(["startFlow"], `at node ${node} the flow misses the supply by ${missing[node]}`);
  }
}

function refuse(path: (string | number)[], message: string): never {
  throw new NetworkError([{ code: "network/start-flow", path, message, hint: "leave the start flow out" }]);
}
