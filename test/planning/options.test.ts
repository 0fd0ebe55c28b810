import { createScenario, planTransfers, type PlanOptions, type ProgressEvent, ScenarioError, verifyPlan } from "imbang";
import { expect, test } from "vitest";
import { city, identityOf } from "./cities.js";

const scenario = createScenario(city({ seed: 1 }));

test.for<[string, unknown, string, string]>([
  ["an unknown option", { polcy: "worthwhile" }, "unknown-key", "options.polcy"],
  ["an option of tomorrow", { fairness: 3 }, "unknown-key", "options.fairness"],
  ["an unknown policy", { policy: "worthwile" }, "unknown-value", "options.policy"],
  ["steps of a level that has none", { policy: [{ name: "balance", step: 5 }] }, "no-step", "options.policy"],
  ["a step below 0", { policy: [{ name: "leximin", step: -1 }] }, "out-of-range", "options.policy.0.step"],
  ["an unknown level", { policy: ["floor"] }, "unknown-value", "options.policy.0"],
  [
    "a level that cannot look at units",
    { policy: [{ name: "moves", node: "unit" }] },
    "no-unit-level",
    "options.policy",
  ],
  ["an unknown level as an object", { policy: [{ name: "lexicon" }] }, "unknown-value", "options.policy.0.name"],
  [
    "a node that does not exist",
    { policy: [{ name: "balance", node: "city" }] },
    "unknown-value",
    "options.policy.0.node",
  ],
  ["a level that is a number", { policy: [3] }, "unknown-value", "options.policy.0"],
  ["no level", { policy: [] }, "no-level", "options.policy"],
  ["a level twice", { policy: ["moves", "moves"] }, "duplicate-level", "options.policy"],
  ["a level twice through fit", { policy: ["distance", "fit"] }, "duplicate-level", "options.policy"],
  ["the lottery before a goal", { policy: ["tie", "moves"] }, "tie-not-last", "options.policy"],
  ["a negative threshold", { moveThreshold: -1 }, "out-of-range", "options.moveThreshold"],
  ["a threshold that is no number", { moveThreshold: Number.NaN }, "not-a-number", "options.moveThreshold"],
  ["a threshold as text", { moveThreshold: "10" }, "wrong-type", "options.moveThreshold"],
  ["an unknown unknown", { unknown: "maybe" }, "unknown-value", "options.unknown"],
  ["a signal that is none", { signal: {} }, "wrong-type", "options.signal"],
  ["a limit that is no number", { timeLimit: NaN }, "not-a-number", "options.timeLimit"],
  ["a limit in words", { timeLimit: "ten" }, "wrong-type", "options.timeLimit"],
  ["a limit below zero", { timeLimit: -1 }, "out-of-range", "options.timeLimit"],
  ["a listener that cannot listen", { onProgress: 1 }, "wrong-type", "options.onProgress"],
  ["a seed that is an object", { seed: {} }, "wrong-type", "options.seed"],
  ["options that are null", null, "wrong-type", "options"],
  ["options that are a list", [], "wrong-type", "options"],
])("%s → planning/%s", async ([, options, code, path]) => {
  const error: unknown = await planTransfers(scenario, options as PlanOptions).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ScenarioError);
  expect((error as ScenarioError).issues.map((issue) => `${issue.code} ${issue.path.join(".")}`)).toContain(
    `planning/${code} ${path}`,
  );
});

/** Issues of a call that is refused. */
async function issuesOf(options: unknown): Promise<ScenarioError["issues"]> {
  const error: unknown = await planTransfers(scenario, options as PlanOptions).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ScenarioError);
  return (error as ScenarioError).issues;
}

test("hundreds of thousands of constraints that are none are as many issues, and no overflow", async () => {
  const issues = await issuesOf({
    constraints: Array.from({ length: 300_000 }, () => ({ kind: "nope" })),
    maxMoves: -1,
  });
  expect(issues).toHaveLength(300_001);
  expect(issues.at(-1)!.path).toEqual(["options", "constraints", 299_999, "kind"]);
});

test.for<[string, object, string]>([
  ["levels beyond all that exist", { policy: Array(3_000_000) }, "policy"],
  ["constraints beyond any use", { constraints: Array(3_000_000) }, "constraints"],
])("%s are one issue, beside what else is wrong", async ([, options, key]) => {
  const issues = await issuesOf({ ...options, maxMoves: -1 });
  expect(issues.map(({ code, path }) => `${code} ${path.join(".")}`).sort()).toEqual([
    "planning/out-of-range options.maxMoves",
    `planning/too-many options.${key}`,
  ]);
});

const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const failing = {
  get policy(): string {
    throw new Error("no");
  },
};

test.for<[string, unknown]>([
  ["a getter that throws", failing],
  ["a proxy that was revoked", revoked({})],
  ["a policy that was revoked", { policy: revoked([]) }],
  ["a level that throws", { policy: [{ name: "balance" }, new Proxy(failing, { get: () => failing.policy })] }],
  ["constraints that were revoked", { constraints: revoked([]) }],
  ["a constraint that was revoked", { constraints: [revoked({})] }],
  ["an engine that was revoked", { engine: revoked({}) }],
  ["a number that was revoked", { maxMoves: revoked({}) }],
])("options with %s are refused, and no error of another kind", async ([, options]) => {
  for (const { code, path } of await issuesOf(options)) {
    expect(code).toMatch(/^planning\//);
    expect(path[0]).toBe("options");
  }
});

test.for<[string, object, string]>([
  ["seconds as text", { timeLimit: "5" }, '"5" is not a number: the quotes round the number must go'],
  ["seconds that are no number", { timeLimit: Number.NaN }, "NaN is not a usable number"],
  ["no seconds", { timeLimit: null }, "null is not a number"],
  ["half a seed", { seed: 1.5 }, "1.5 cannot be used here: a text or a whole number is needed"],
  [
    "a controller in the place of its signal",
    { signal: new AbortController() },
    "an object cannot be used here: an AbortSignal is needed, the `signal` of an AbortController",
  ],
  [
    "an engine that is only promised",
    { engine: Promise.resolve({}) },
    "an object cannot be used here: an engine is needed, such as `await highs()` of `imbang/linear/highs`",
  ],
  ["moves as text", { maxMoves: "3" }, '"3" is not a number: the quotes round the number must go'],
  ["a switch for a word", { floors: true }, "true is not one of the values known here: use one of soft, hard"],
])("%s: what is said helps", async ([, options, said]) => {
  const error: unknown = await planTransfers(scenario, options as PlanOptions).catch((caught: unknown) => caught);
  const [{ message, hint }] = (error as ScenarioError).issues as [ScenarioError["issues"][number]];
  expect([message, ...(hint === undefined ? [] : [hint])].join(": ")).toBe(said);
});

test("progress names every level, in order, with a bound that never passes the incumbent", async () => {
  const events: ProgressEvent[] = [];
  const plan = await planTransfers(scenario, { onProgress: (event) => events.push(event) });
  expect([...new Set(events.map(({ level }) => level))]).toEqual(plan.levels.map(({ name }) => name));
  for (const { bound, incumbent, gap, index, count } of events) {
    expect(bound).toBeLessThanOrEqual(incumbent);
    expect(gap).toBe(incumbent - bound);
    expect(index).toBeLessThanOrEqual(count);
  }
  expect(events.at(-1)).toMatchObject({ level: "tie", gap: 0 });
});

test("an abort after the first level gives a verified plan that says how far it got", async () => {
  const controller = new AbortController();
  const plan = await planTransfers(scenario, { signal: controller.signal, onProgress: () => controller.abort() });
  expect(plan).toMatchObject({ status: "feasible", limit: "cancelled" });
  expect(plan.levels[0]!.proven).toBe(true);
  expect(plan.levels.at(-1)!.proven).toBe(false);
  for (const { bound, value } of plan.levels) expect(bound).toBeLessThanOrEqual(value);
  expect(verifyPlan(scenario, plan).issues).toEqual([]);
});

test("an abort in the middle of a level gives a verified plan, too", async () => {
  const large = createScenario(city({ seed: 8, people: 1500, posts: 120, units: 30 }));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 60);
  const plan = await planTransfers(large, { signal: controller.signal });
  if (plan.status === "feasible") expect(plan.limit).toBe("cancelled");
  if (plan.status !== "noPlanFound") expect(verifyPlan(large, plan).issues).toEqual([]);
});

test("a limit that comes before any plan is an answer", async () => {
  const aborted = await planTransfers(scenario, { signal: AbortSignal.abort() });
  expect(aborted).toMatchObject({ status: "noPlanFound", limit: "cancelled", levels: [] });
  const timedOut = await planTransfers(scenario, { timeLimit: 0 });
  expect(timedOut).toMatchObject({ status: "noPlanFound", limit: "time" });
  expect(timedOut.after).toEqual(timedOut.before);
  expect(verifyPlan(scenario, timedOut).ok).toBe(true);
});

test("a run after an aborted one is as good as the first", async () => {
  const before = identityOf(await planTransfers(scenario));
  await planTransfers(scenario, { signal: AbortSignal.abort() });
  expect(identityOf(await planTransfers(scenario))).toBe(before);
});

test("a time limit that is long enough changes nothing", async () => {
  expect(identityOf(await planTransfers(scenario, { timeLimit: 600 }))).toBe(identityOf(await planTransfers(scenario)));
});

test("two plans at once do not disturb each other", async () => {
  const [alone, other] = [identityOf(await planTransfers(scenario)), createScenario(city({ seed: 2 }))];
  const [first, , third] = await Promise.all([planTransfers(scenario), planTransfers(other), planTransfers(scenario)]);
  expect(identityOf(first)).toBe(alone);
  expect(identityOf(third)).toBe(alone);
});

test("a plan is plain JSON and says what it was made from", async () => {
  const plan = await planTransfers(scenario);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(plan.run.inputDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(plan.run.size.people).toBeGreaterThan(plan.run.size.groups);
});

test("needs and priorities beyond exact arithmetic are refused, never rounded", async () => {
  const input = city({ seed: 1, people: 4, posts: 2 });
  const huge = createScenario({
    ...input,
    positions: input.positions.map((position) => ({ ...position, required: 1e6, priority: 1000, capacity: 3 })),
  });
  const plan = await planTransfers(huge).catch((error: unknown) => error);
  if (plan instanceof ScenarioError) expect(plan.issues[0]!.code).toBe("planning/out-of-range");
  else expect((plan as Awaited<ReturnType<typeof planTransfers>>).status).toBe("optimal");
});

test("a stop at any moment gives a plan that holds, no worse than an earlier stop, also where seats are bundled", async () => {
  // Everybody waits for three posts of small need: one pass does not show enough seats.
  const crowd = createScenario({
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: [{ id: "u", agencyId: "a", name: "U" }],
    positions: ["p", "q", "r"].map((id) => ({ id, unitId: "u", title: id, capacity: 400, required: 1 })),
    staff: Array.from({ length: 400 }, (_, k) => ({ id: `s${k}`, positionId: null })),
  });
  for (const policy of ["worthwhile", "equalizeWorkload", ["waiting", "balance"]] as const) {
    let before: readonly number[] | undefined;
    for (let looks = 1, isOver = false; !isOver; looks++) {
      const plan = await planTransfers(crowd, { policy, signal: abortedAfter(looks) });
      isOver = plan.status === "optimal";
      if (plan.status === "noPlanFound") continue;
      expect(verifyPlan(crowd, plan).issues, `${String(policy)} after ${looks} looks`).toEqual([]);
      const values = plan.levels.map(({ value }) => value);
      for (const { value, bound } of plan.levels) expect(bound).toBeLessThanOrEqual(value);
      if (before !== undefined) {
        const first = values.findIndex((value, k) => value !== before![k]);
        if (first >= 0)
          expect(values[first], `${String(policy)} after ${looks} looks`).toBeLessThanOrEqual(before[first]!);
      }
      before = values;
      if (looks > 500) throw new Error("the run does not end");
    }
  }
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
