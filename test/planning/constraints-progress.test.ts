/** A run under constraints is seen from its first phase on, and ends there when it is asked to. */
import {
  type Constraint,
  createScenario,
  type Plan,
  planTransfers,
  type PlanOptions,
  type ProgressEvent,
  verifyPlan,
} from "imbang";
import { expect, test } from "vitest";
import { javascriptLpSolver } from "../../src/linear/index.js";
import type { Engine } from "../../src/linear/types.js";

const names = ["ani", "budi", "citra", "dewi", "eka", "fajar"];
const scenario = createScenario({
  asOf: "2026-01-01",
  rules: { id: "none", version: "1", rules: [] },
  agencies: [{ id: "dinas", name: "Dinas" }],
  units: ["utara", "tengah", "selatan"].map((id) => ({ id, agencyId: "dinas", name: id })),
  positions: ["utara", "tengah", "selatan"].map((id) => ({ id, unitId: id, title: "Guru", capacity: 6, required: 2 })),
  staff: names.map((id) => ({ id, positionId: "utara" })),
});
/** Today breaks both. */
const constraints: readonly Constraint[] = [
  { id: "south", kind: "floor", node: { unitId: "selatan" }, value: 3 },
  { id: "friends", kind: "apart", staffIds: ["ani", "budi"] },
];
const options: PlanOptions = { policy: ["moves", "balance"], constraints };

test("the plan without conditions, the way to a possible one and the levels are told, in this order", async () => {
  const events: ProgressEvent[] = [];
  const plan = await planTransfers(scenario, { ...options, onProgress: (event) => events.push(event) });
  expect(plan.status).toBe("optimal");
  const phases = events.map(({ phase }) => phase);
  expect([...new Set(phases)]).toEqual(["unconditioned", "possible", "levels"]);
  expect(phases).toEqual([...phases].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
  const [first, last] = [events[phases.indexOf("possible")]!, events[phases.lastIndexOf("possible")]!];
  expect(first).toMatchObject({ level: "conditions", index: 0, count: 3, incumbent: 4, bound: 0, gap: 4 });
  expect(last).toMatchObject({ incumbent: 0, bound: 0, gap: 0 });
});

const ORDER: readonly ProgressEvent["phase"][] = ["unconditioned", "possible", "levels"];

test.for(ORDER)("a listener that aborts in the phase %s ends the run there", async (phase) => {
  const controller = new AbortController();
  const events: ProgressEvent[] = [];
  const plan = await planTransfers(scenario, {
    ...options,
    signal: controller.signal,
    onProgress(event) {
      events.push(event);
      if (event.phase === phase) controller.abort();
    },
  });
  expect(plan).toMatchObject({ status: phase === "levels" ? "feasible" : "noPlanFound", limit: "cancelled" });
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
  expect(events.at(-1)!.phase).toBe(phase);
});

test("after an abort no engine is called again, at whatever call it comes", async () => {
  const embedded = javascriptLpSolver();
  for (let last = 1; ; last++) {
    const controller = new AbortController();
    let calls = 0;
    const engine: Engine = {
      ...embedded,
      solve(program, limits) {
        if (++calls === last) controller.abort();
        return embedded.solve(program, limits);
      },
    };
    const plan = await planTransfers(scenario, { ...options, engine, signal: controller.signal });
    if (calls < last) {
      expect(plan.status).toBe("optimal");
      expect(last).toBeGreaterThan(2);
      return;
    }
    expect(calls).toBe(last);
    if (plan.status !== "optimal") expect(plan).toMatchObject({ limit: "cancelled" }); // after the last call all is done
  }
});

test("a diagnosis that a network answers looks at the signal between its questions", async () => {
  const floors = ["utara", "tengah", "selatan"].map((unitId): Constraint => ({
    kind: "floor",
    node: { unitId },
    value: 3,
  }));
  const under = (looks: number): Promise<Plan> =>
    planTransfers(scenario, { constraints: floors, signal: abortedAfter(looks) });
  const cut: string[] = [];
  for (let looks = 1; ; looks++) {
    const plan = await under(looks);
    if (plan.status === "infeasible" && plan.diagnosis.limit === undefined) break;
    expect(plan.status === "infeasible" ? plan.diagnosis.limit : "limit" in plan && plan.limit).toBe("cancelled");
    cut.push(plan.status);
    if (looks > 500) throw new Error("the run does not end");
  }
  expect(cut.filter((status) => status === "infeasible").length).toBeGreaterThan(5);
});

/** A signal that is aborted once it has been looked at so many times. */
function abortedAfter(looks: number): AbortSignal {
  let left = looks;
  const { signal } = new AbortController();
  return new Proxy(signal, {
    get(target, key) {
      if (key === "aborted") return left-- <= 0;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
