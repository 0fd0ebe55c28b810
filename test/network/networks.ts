/**
 * Shared by the tests of this room: networks from short lists, seeded and arbitrary instances, an exhaustive oracle,
 * and a certificate check written out by hand (not `verifyFlow`, which is itself under test).
 */
import * as fc from "fast-check";
import { expect } from "vitest";
import type { FlowNetwork, FlowResult } from "../../src/network/types.js";

/** tail, head, cost, upper (default 1), lower (default 0). */
export type Arc = readonly [tail: number, head: number, cost: number, upper?: number, lower?: number];

export function makeNetwork(supply: readonly number[], arcs: readonly Arc[]): FlowNetwork {
  return {
    nodeCount: supply.length,
    tail: Int32Array.from(arcs, ([tail]) => tail),
    head: Int32Array.from(arcs, ([, head]) => head),
    lower: Float64Array.from(arcs, ([, , , , lower]) => lower ?? 0),
    upper: Float64Array.from(arcs, ([, , , upper]) => upper ?? 1),
    cost: Float64Array.from(arcs, ([, , cost]) => cost),
    supply: Float64Array.from(supply),
  };
}

export function arcsOf({ tail, head, cost, upper, lower }: FlowNetwork): Arc[] {
  return Array.from(tail, (from, arc): Arc => [from, head[arc]!, cost[arc]!, upper[arc]!, lower?.[arc] ?? 0]);
}

/** Ends a test. For conditions that are cheaper to look at than to hand to `expect` one by one. */
export function fail(message: string): never {
  throw new Error(message);
}

/** A seeded generator of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}

/** A connected, feasible random network: supplies come from a random flow; a fifth of the arcs has no limit. */
export function randomNetwork(options: {
  nodes: number;
  arcs: number;
  seed: number;
  negative?: boolean;
}): FlowNetwork & { readonly start: Float64Array } {
  const random = seededRandom(options.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const supply = Array.from({ length: options.nodes }, () => 0);
  const start: number[] = [];
  const arcs: Arc[] = [];
  for (let arc = 0; arc < options.arcs; arc++) {
    const tail = arc < options.nodes ? arc : below(options.nodes);
    const head = arc < options.nodes ? (arc + 1) % options.nodes : below(options.nodes);
    const lower = random() < 0.2 ? below(5) - 2 : 0;
    const width = below(20);
    const flow = lower + (random() < 0.5 ? below(width + 1) : 0);
    // A negative cost only where a limit keeps the network bounded.
    const endless = random() < 0.2;
    const cost = options.negative === true && !endless ? below(200) - 60 : below(200);
    arcs.push([tail, head, cost, endless ? Infinity : lower + width, lower]);
    start.push(flow);
    supply[tail]! += flow;
    supply[head]! -= flow;
  }
  return { ...makeNetwork(supply, arcs), start: Float64Array.from(start) };
}

/** Sources with arcs to random destinations, which pass people on to a sink through convex seats. */
export function transportNetwork(options: {
  sources: number;
  destinations: number;
  degree: number;
  seed: number;
}): FlowNetwork {
  const { sources, destinations, degree } = options;
  const random = seededRandom(options.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const sink = sources + destinations;
  const supply = Array.from({ length: sink + 1 }, () => 0);
  const present = Array.from({ length: destinations }, () => 0);
  const arcs: Arc[] = [];
  for (let source = 0; source < sources; source++) {
    const people = 1 + below(6);
    const home = below(destinations);
    supply[source] = people;
    supply[sink]! -= people;
    present[home]! += people;
    arcs.push([source, sources + home, 0, Infinity]);
    for (let k = 0; k < degree; k++) arcs.push([source, sources + below(destinations), 200_001, Infinity]);
  }
  for (let destination = 0; destination < destinations; destination++) {
    const need = Math.max(1, Math.round((-supply[sink]! / destinations) * (0.5 + random())));
    for (let seat = 1; seat <= Math.max(present[destination]!, need) + 3; seat++) {
      const slope = Math.floor((1e6 * (2 * seat - 1 - 2 * need)) / need + 0.5);
      arcs.push([sources + destination, sink, slope, 1]);
    }
  }
  return makeNetwork(supply, arcs);
}

/** Any small network: self-loops, parallel arcs, negative costs and bounds, endless arcs; feasible about half the time. */
export function smallNetwork(
  options: { endless?: boolean; costs?: number } = {},
): fc.Arbitrary<FlowNetwork & { readonly costs: Float64Array[] }> {
  const levels = options.costs ?? 1;
  return fc.integer({ min: 1, max: 4 }).chain((nodeCount) => {
    const node = fc.integer({ min: 0, max: nodeCount - 1 });
    const arc = fc.record({
      tail: node,
      head: node,
      costs: fc.array(fc.integer({ min: -3, max: 5 }), { minLength: levels, maxLength: levels }),
      lower: fc.constantFrom(0, 0, 0, 1, -1),
      width: fc.constantFrom(0, 1, 1, 2, 3, ...(options.endless === false ? [] : [Infinity])),
      flow: fc.integer({ min: 0, max: 2 }),
    });
    return fc
      .record({
        arcs: fc.array(arc, { maxLength: 6 }),
        fromFlow: fc.constantFrom(true, true, false),
        offers: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: nodeCount - 1, maxLength: nodeCount - 1 }),
      })
      .map(({ arcs, fromFlow, offers }) => {
        const supply = Array.from({ length: nodeCount }, () => 0);
        if (fromFlow) {
          for (const { tail, head, lower, width, flow } of arcs) {
            const amount = lower + Math.min(flow, width);
            supply[tail]! += amount;
            supply[head]! -= amount;
          }
        } else {
          for (const [index, offer] of offers.entries()) {
            supply[index]! += offer;
            supply[nodeCount - 1]! -= offer;
          }
        }
        const network = makeNetwork(
          supply,
          arcs.map(({ tail, head, costs, lower, width }): Arc => [tail, head, costs[0]!, lower + width, lower]),
        );
        const costs = Array.from({ length: levels }, (_, level) =>
          Float64Array.from(arcs, (each) => each.costs[level]!),
        );
        return Object.assign(network, { costs });
      });
  });
}

/** Whether the arcs without a limit hold a directed cycle of negative cost (Floyd and Warshall). */
export function hasEndlessNegativeCycle({ nodeCount, tail, head, upper }: FlowNetwork, cost: Float64Array): boolean {
  const distance = Array.from({ length: nodeCount }, () => Array.from({ length: nodeCount }, () => Infinity));
  for (let arc = 0; arc < tail.length; arc++) {
    const row = distance[tail[arc]!]!;
    if (upper[arc] === Infinity) row[head[arc]!] = Math.min(row[head[arc]!]!, cost[arc]!);
  }
  for (let via = 0; via < nodeCount; via++) {
    for (const row of distance) {
      for (let to = 0; to < nodeCount; to++) row[to] = Math.min(row[to]!, row[via]! + distance[via]![to]!);
    }
  }
  return distance.some((row, node) => row[node]! < 0);
}

/**
 * The lexicographically least totals over *all* integral flows, by dynamic programming over the balances; `null` if
 * there is no flow. Arcs without a limit are cut at what a flow without cycles can need at most.
 */
export function exhaustiveOptimum(network: FlowNetwork, costs: readonly Float64Array[]): number[] | null {
  const { tail, head, supply } = network;
  const arcs = arcsOf(network);
  let most = 0;
  for (const value of supply) most += Math.abs(value);
  for (const [, , , upper, lower] of arcs) most += Math.abs(lower!) + (upper === Infinity ? 0 : Math.abs(upper!));

  let states = new Map<string, { left: number[]; totals: number[] }>();
  states.set("", { left: Array.from(supply), totals: costs.map(() => 0) });
  for (const [arc, [, , , upper, lower]] of arcs.entries()) {
    const next: typeof states = new Map();
    for (const { left, totals } of states.values()) {
      for (let amount = lower!; amount <= Math.min(upper!, most); amount++) {
        const balances = left.slice();
        balances[tail[arc]!]! -= amount;
        balances[head[arc]!]! += amount;
        const sums = totals.map((total, level) => total + costs[level]![arc]! * amount);
        const key = balances.join();
        const known = next.get(key);
        if (known === undefined || isLess(sums, known.totals)) next.set(key, { left: balances, totals: sums });
      }
    }
    states = next;
  }
  for (const { left, totals } of states.values()) if (left.every((balance) => balance === 0)) return totals;
  return null;
}

function isLess(left: readonly number[], right: readonly number[]): boolean {
  const level = left.findIndex((value, index) => value !== right[index]);
  return level >= 0 && left[level]! < right[level]!;
}

/** Every proof, from the definitions, in BigInt. Returns the cost (`null` unless optimal). */
export function expectProof(network: FlowNetwork, result: FlowResult): number | null {
  const { nodeCount, tail, head, lower, upper, cost, supply } = network;
  if (result.status === "infeasible") {
    expect(result.cut.length).toBe(nodeCount);
    let surplus = 0;
    for (let node = 0; node < nodeCount; node++) if (result.cut[node] === 1) surplus += supply[node]!;
    for (let arc = 0; arc < tail.length; arc++) {
      const [fromCut, toCut] = [result.cut[tail[arc]!] === 1, result.cut[head[arc]!] === 1];
      if (fromCut && !toCut) surplus -= upper[arc]!;
      if (!fromCut && toCut) surplus += lower?.[arc] ?? 0;
    }
    // Of all nodes together any surplus is a proof, of either sign.
    if (result.cut.every((mark) => mark === 1)) expect(surplus).not.toBe(0);
    else expect(surplus).toBeGreaterThan(0);
    return null;
  }
  expectFeasible(network, result.flow);
  if (result.status === "unbounded") {
    let total = 0;
    for (const [step, arc] of result.cycle.entries()) {
      total += cost[arc]!;
      expect(upper[arc]).toBe(Infinity);
      expect(head[arc]).toBe(tail[result.cycle[(step + 1) % result.cycle.length]!]);
    }
    expect(total).toBeLessThan(0);
    return null;
  }
  let spent = 0n;
  for (let arc = 0; arc < tail.length; arc++) {
    const reduced = BigInt(cost[arc]!) - BigInt(result.potential[tail[arc]!]!) + BigInt(result.potential[head[arc]!]!);
    if (reduced > 0n && result.flow[arc] !== (lower?.[arc] ?? 0)) fail(`arc ${arc} is not at its lower`);
    if (reduced < 0n && result.flow[arc] !== upper[arc]) fail(`arc ${arc} is not at its upper`);
    spent += BigInt(cost[arc]!) * BigInt(result.flow[arc]!);
  }
  expect(result.potential.length).toBe(nodeCount);
  expect(BigInt(result.cost)).toBe(spent);
  return result.cost;
}

export function expectFeasible(network: FlowNetwork, flow: Float64Array): void {
  const { tail, head, lower, upper, supply } = network;
  const sent = Array.from(supply, () => 0n);
  expect(flow.length).toBe(tail.length);
  for (let arc = 0; arc < tail.length; arc++) {
    const amount = flow[arc]!;
    if (!(amount >= (lower?.[arc] ?? 0) && amount <= upper[arc]!)) fail(`arc ${arc} is out of bounds`);
    sent[tail[arc]!]! += BigInt(amount);
    sent[head[arc]!]! -= BigInt(amount);
  }
  expect(sent).toEqual(Array.from(supply, BigInt));
}
