/** Serial dictatorship on small networks against every flow. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chooseInTurn, type ChosenFlow } from "../../src/network/choose-in-turn.js";
import type { FlowNetwork } from "../../src/network/types.js";

interface Case {
  readonly network: FlowNetwork;
  readonly cost: Float64Array;
  readonly turns: Int32Array;
}

/** Choosers, places behind which hubs may stand, and a sink; seats with floors. */
const smallCase: fc.Arbitrary<Case> = fc
  .record({
    choosers: fc.array(fc.array(fc.option(fc.nat(3), { nil: undefined }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    }),
    places: fc.array(fc.record({ lower: fc.nat(2), width: fc.nat(2), hub: fc.nat(1) }), { minLength: 3, maxLength: 3 }),
    hubs: fc.array(fc.record({ lower: fc.nat(2), width: fc.nat(4) }), { minLength: 2, maxLength: 2 }),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  })
  .map(({ choosers, places, hubs, order }) => {
    const [firstPlace, firstHub] = [choosers.length, choosers.length + 3];
    const sink = firstHub + 2;
    const arcs: { tail: number; head: number; lower: number; upper: number; cost: number }[] = [];
    choosers.forEach((costs, i) =>
      costs.forEach((cost, p) => {
        if (cost !== undefined) arcs.push({ tail: i, head: firstPlace + p, lower: 0, upper: Infinity, cost });
      }),
    );
    places.forEach(({ lower, width, hub }, p) =>
      arcs.push({ tail: firstPlace + p, head: firstHub + hub, lower, upper: lower + width, cost: 0 }),
    );
    hubs.forEach(({ lower, width }, h) =>
      arcs.push({ tail: firstHub + h, head: sink, lower, upper: lower + width, cost: 0 }),
    );
    const supply = new Float64Array(sink + 1).fill(0);
    supply.fill(1, 0, choosers.length);
    supply[sink] = 0 - choosers.length;
    return {
      network: {
        nodeCount: sink + 1,
        tail: Int32Array.from(arcs, ({ tail }) => tail),
        head: Int32Array.from(arcs, ({ head }) => head),
        lower: Float64Array.from(arcs, ({ lower }) => lower),
        upper: Float64Array.from(arcs, ({ upper }) => upper),
        cost: new Float64Array(arcs.length),
        supply,
      },
      cost: Float64Array.from(arcs, ({ cost }) => cost),
      turns: Int32Array.from(order.filter((i) => i < choosers.length)),
    };
  });

/** Every feasible flow: the arc of each chooser, and the flow that follows. */
function everyFlow({ tail, head, lower, upper, supply }: FlowNetwork): Float64Array[] {
  const flows: Float64Array[] = [];
  const choosers = supply.filter((units) => units === 1).length;
  const flow = new Float64Array(tail.length);
  const search = (i: number): void => {
    if (i < choosers) {
      tail.forEach((from, arc) => {
        if (from !== i || upper[arc] === 0) return;
        flow[arc] = 1;
        search(i + 1);
        flow[arc] = 0;
      });
      return;
    }
    const full = flow.slice();
    tail.forEach((from, arc) => {
      if (from < choosers) return;
      full[arc] = tail.reduce((sum, _, k) => sum + (head[k] === from ? full[k]! : 0), 0);
    });
    if (full.every((units, arc) => units >= lower![arc]! && units <= upper[arc]!)) flows.push(full);
  };
  search(0);
  return flows;
}

function chosen({ network, cost, turns }: Case, flow: Float64Array): ChosenFlow {
  const steps = chooseInTurn(network, flow, turns, cost);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

test("everyone in turn gets the cheapest arc that is left, from any flow; what remains are exactly such flows", () => {
  fc.assert(
    fc.property(smallCase, fc.nat(), (given, pick) => {
      const flows = everyFlow(given.network);
      fc.pre(flows.length > 0);
      let best = flows;
      const costOf = (flow: Float64Array, chooser: number): number =>
        given.network.tail.reduce((sum, from, arc) => sum + (from === chooser ? flow[arc]! * given.cost[arc]! : 0), 0);
      for (const chooser of given.turns) {
        const least = Math.min(...best.map((flow) => costOf(flow, chooser)));
        best = best.filter((flow) => costOf(flow, chooser) === least);
      }
      const { network, flow } = chosen(given, flows[pick % flows.length]!);
      expect(best.map(String)).toContain(String(flow));
      expect(everyFlow(network).map(String)).toEqual(best.map(String));
    }),
    { numRuns: 2_000 },
  );
});

test("the flow and the network that were given are left alone", () => {
  const [given] = fc.sample(
    smallCase.filter(({ network }) => everyFlow(network).length > 1),
    { numRuns: 1, seed: 7 },
  );
  const [flow] = everyFlow(given!.network);
  const before = JSON.stringify([given!.network, flow]);
  chosen(given!, flow!);
  expect(JSON.stringify([given!.network, flow])).toBe(before);
});
