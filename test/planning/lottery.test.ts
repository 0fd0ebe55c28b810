/** The lottery ties now and then; the plan must not depend on the order of the rows even then. */
import { createScenario, planTransfers } from "imbang";
import { expect, test, vi } from "vitest";
import { hash } from "../../src/planning/hash.js";
import { city, identityOf, shuffled } from "./cities.js";

const draws = new Set<number>();
type Lottery = typeof import("../../src/planning/lottery.js");

vi.mock("../../src/planning/lottery.js", async (importOriginal) => {
  const honest = await importOriginal<Lottery>();
  // The first draw gives everybody the same number: every plan on the last face is as good as any.
  const lotteryOf: Lottery["lotteryOf"] = (seed, draw) => {
    draws.add(draw);
    return draw === 0 ? () => 7 : honest.lotteryOf(seed, draw);
  };
  return { ...honest, lotteryOf };
});

test.for([1, 2, 3, 4])("a lottery in which everybody ties is drawn again, to one plan (seed %i)", async (seed) => {
  const input = city({ seed, people: 150, posts: 20, units: 8 });
  const options = { policy: ["floors", "shortage", "moves"] } as const;
  const first = await planTransfers(createScenario(input), options);
  expect(first.status).toBe("optimal");
  expect([...draws]).toContain(1);
  for (const order of [1, 2, 3, 4, 5]) {
    expect(identityOf(await planTransfers(createScenario(shuffled(input, order)), options))).toBe(identityOf(first));
  }
});

test("hash depends on every text, on their order and on where one ends", () => {
  const draws = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["c", "ab"]].map((texts) =>
    hash(...texts),
  );
  expect(new Set(draws).size).toBe(draws.length);
  for (const drawn of draws) expect(Number.isInteger(drawn) && drawn >= 0 && drawn < 2 ** 32).toBe(true);
});

test("hash spreads evenly: no bucket of 64 is more than 40 % off over 64,000 similar texts", () => {
  const buckets = new Uint32Array(64);
  for (let k = 0; k < 64_000; k++) buckets[hash("seed", `person-${k}`) >>> 26]!++;
  expect(Math.max(...buckets)).toBeLessThan(1_400);
  expect(Math.min(...buckets)).toBeGreaterThan(600);
});
