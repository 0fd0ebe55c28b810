/** A changed exchange is found out, whatever was changed; junk is answered, not thrown at. */
import { createScenario, type Exchange, verifyExchange, voluntaryExchange } from "imbang";
import { beforeAll, expect, test } from "vitest";
import { city } from "../cities.js";

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

const input = city({ seed: 5, people: 200, posts: 25, units: 8 });
const scenario = createScenario({
  ...input,
  staff: input.staff.map((person, k) => ({
    ...person,
    merit: (k * 7) % 50,
    wishes:
      k % 2 === 0
        ? [
            { positionId: `post-${(k * 13) % 25}`, rank: 1 },
            { unitId: `unit-${k % 8}`, rank: 2 },
          ]
        : [],
  })),
});
const exchanges = new Map<string, Exchange>();
beforeAll(async () => {
  for (const mechanism of ["exchange", "deferredAcceptance"] as const)
    exchanges.set(mechanism, await voluntaryExchange(scenario, { mechanism }));
});

const codesAfter = (mechanism: string, change: (copy: Mutable<Exchange>) => void): string[] => {
  const copy = structuredClone(exchanges.get(mechanism)!) as Mutable<Exchange>;
  change(copy);
  return verifyExchange(scenario, copy as Exchange).issues.map(({ code }) => code);
};
const mover = (e: Mutable<Exchange>): string =>
  e.transfers.find(({ fromPositionId }) => fromPositionId !== null)!.staffId;
const placeOf = (e: Mutable<Exchange>, id: string): Mutable<Exchange>["placements"][number] =>
  e.placements.find(({ staffId }) => staffId === id)!;
const silent = input.staff.find((_, k) => k % 2 === 1 && input.staff[k]!.positionId !== null)!.id;

test.for<[string, string, (e: Mutable<Exchange>) => void]>([
  ["somebody silent who is moved", "planning/worse-off", (e) => void (placeOf(e, silent).positionId = "post-3")],
  [
    "a mover sent back",
    "planning/wrong-transfer",
    (e) => void (placeOf(e, mover(e)).positionId = scenario.staffById.get(mover(e))!.positionId),
  ],
  ["a person missing", "planning/missing-person", (e) => void e.placements.pop()],
  ["a person twice", "planning/person-twice", (e) => void e.placements.push({ ...e.placements[0]! })],
  ["somebody unknown", "planning/unknown-person", (e) => void (e.placements[0]!.staffId = "nobody")],
  ["a place unknown", "planning/unknown-position", (e) => void (e.placements[0]!.positionId = "nowhere")],
  ["everyone in one post", "planning/over-capacity", (e) => e.placements.forEach((p) => (p.positionId = "post-1"))],
  ["posts emptied", "planning/under-floor", (e) => e.placements.forEach((p) => (p.positionId = "post-1"))],
  ["a transfer left off", "planning/wrong-transfer", (e) => void e.transfers.pop()],
  ["a trade left off", "planning/wrong-trade", (e) => void e.trades.pop()],
  [
    "a trade of another kind",
    "planning/wrong-trade",
    (e) => void (e.trades[0]!.kind = e.trades[0]!.kind === "chain" ? "cycle" : "chain"),
  ],
  ["other figures", "planning/wrong-analysis", (e) => void (e.after.positions[0]!.existing += 1)],
  ["trades that are none", "planning/unreadable-exchange", (e) => void ((e as { trades: unknown }).trades = 5)],
])("%s → %s", ([, code, change]) => {
  for (const mechanism of exchanges.keys()) expect(codesAfter(mechanism, change)).toContain(code);
});

test.for<[string, string, (e: Mutable<Exchange>) => void]>([
  ["a value off by one", "planning/wrong-level-value", (e) => void (e.levels[0]!.value += 1)],
  ["a bound above the proof", "planning/wrong-bound", (e) => void (e.levels[1]!.bound += 1)],
  ["a proof claimed", "planning/wrong-proof", (e) => void (e.levels[1]!.bound -= 1)],
  ["a goal left out", "planning/unreadable-exchange", (e) => void e.levels.pop()],
  ["no certificate", "planning/wrong-bound", (e) => void (e.run.certificate = [])],
  [
    "not proven but optimal",
    "planning/not-proven",
    (e) => void ((e.levels[1]!.proven = false), (e.levels[1]!.bound -= 1)),
  ],
])("exchange: %s → %s", ([, code, change]) => {
  expect(codesAfter("exchange", change)).toContain(code);
});

test("an outcome of deferred acceptance that is not stable, or not the best stable one, is found", () => {
  const stay = structuredClone(exchanges.get("deferredAcceptance")!) as Mutable<Exchange>;
  stay.placements.forEach((p) => (p.positionId = scenario.staffById.get(p.staffId)!.positionId));
  [stay.transfers, stay.trades, stay.after] = [[], [], stay.before];
  const codes = verifyExchange(scenario, stay as Exchange).issues.map(({ code }) => code);
  expect(codes).toContain("planning/not-stable");
  expect(codes).toContain("planning/not-best-stable");
});

test.for([undefined, null, 5, "exchange", [], {}])("%o is no exchange, and no TypeError is thrown", (junk) => {
  const { ok, issues } = verifyExchange(scenario, junk as never);
  expect(ok).toBe(false);
  expect(issues.map(({ code }) => code)).toEqual(["planning/unreadable-exchange"]);
  expect(issues[0]!.message).not.toMatch(/Cannot|undefined/);
});
