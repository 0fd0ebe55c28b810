/** No unverified plan leaves `planTransfers`: neither a wrong level nor a wrong list of names. */
import { createScenario, EngineError, type Placement, planTransfers, type PlanOptions } from "imbang";
import type { OptimalTransport } from "imbang/network";
import { beforeEach, expect, test, vi } from "vitest";
import { city } from "./cities.js";

type Simplex = typeof import("../../src/network/simplex.js");
type Session = typeof import("../../src/network/transport/session.js");
type Formulate = typeof import("../../src/planning/formulate.js");
const lies: {
  flow?: (flow: Float64Array) => void;
  answer?: (answer: OptimalTransport) => OptimalTransport;
  placements?: (placements: Placement[]) => Placement[];
  constant?: (value: bigint) => bigint;
} = {};

vi.mock("../../src/network/simplex.js", async (importOriginal) => {
  const honest = await importOriginal<Simplex>();
  return {
    ...honest,
    currentFlow: (...args: Parameters<Simplex["currentFlow"]>) => {
      const flow = honest.currentFlow(...args);
      lies.flow?.(flow);
      return flow;
    },
  };
});
vi.mock("../../src/network/transport/session.js", async (importOriginal) => {
  const honest = await importOriginal<Session>();
  const startTransport: Session["startTransport"] = (...args) => {
    const session = honest.startTransport(...args);
    function* steps(): (typeof session)["steps"] {
      const answer = yield* session.steps;
      return answer.status === "optimal" && lies.answer !== undefined ? lies.answer(answer) : answer;
    }
    return { ...session, steps: steps() };
  };
  return { ...honest, startTransport };
});
vi.mock("../../src/planning/formulate.js", async (importOriginal) => {
  const honest = await importOriginal<Formulate>();
  const formulate: Formulate["formulate"] = (...args) => {
    const formulation = honest.formulate(...args);
    return {
      ...formulation,
      readBack: (flow) => (lies.placements ?? ((same) => same))(formulation.readBack(flow)),
      levelConstant: (level) => (lies.constant ?? ((same) => same))(formulation.levelConstant(level)),
    };
  };
  return { ...honest, formulate };
});

const scenario = createScenario(city({ seed: 4, people: 60, posts: 8, units: 4 }));

beforeEach(() => {
  for (const key of Object.keys(lies)) delete lies[key as keyof typeof lies];
});

test("the honest plan passes", async () => {
  expect((await planTransfers(scenario)).status).toBe("optimal");
});

const onUnits: PlanOptions = { policy: [{ name: "balance", node: "unit" }, "moves"] };

test.for<[string, typeof lies, PlanOptions]>([
  ["a flow with one person too many", { flow: (flow) => void (flow[0]! += 1) }, onUnits],
  ["a flow of NaN", { flow: (flow) => void flow.fill(Number.NaN) }, onUnits],
  ["a kernel that loses somebody", { answer: withFlow((flow) => flow.fill(0)) }, {}],
  ["a kernel that doubles somebody", { answer: withFlow((flow) => flow.fill(2)) }, {}],
  ["a kernel that is off by one", { answer: (answer) => ({ ...answer, cost: answer.cost + 1 }) }, {}],
  ["a kernel with false prices", { answer: (answer) => ({ ...answer, price: answer.price.map((p) => p + 9e6) }) }, {}],
  ["a kernel that answers NaN", { answer: (answer) => ({ ...answer, price: answer.price.fill(Number.NaN) }) }, {}],
  ["a kernel that finds no plan", { answer: () => ({ status: "infeasible" }) as unknown as OptimalTransport }, {}],
  ["two people swapped on the list", { placements: (all) => swapped(all) }, {}],
  ["a person left off the list", { placements: (all) => all.slice(1) }, {}],
  ["a bound above the truth", { constant: (value) => value + 1n }, {}],
])("%s is caught", async ([, lie, options]) => {
  Object.assign(lies, lie);
  const error: unknown = await planTransfers(scenario, options).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(EngineError);
  expect((error as EngineError).issues[0]!.code).toBe("planning/wrong-answer");
  expect((error as EngineError).bundle).toBeTypeOf("object");
});

function withFlow(change: (flow: Int32Array) => void): NonNullable<typeof lies.answer> {
  return (answer) => {
    change(answer.flow);
    return answer;
  };
}

/** Gives somebody who stays the place of somebody elsewhere, and the reverse. */
function swapped(placements: Placement[]): Placement[] {
  const [first, ...others] = placements;
  const other = others.findIndex(({ positionId }) => positionId !== first!.positionId && positionId !== null);
  const second = others[other]!;
  others[other] = { ...second, positionId: first!.positionId };
  return [{ ...first!, positionId: second.positionId }, ...others];
}
