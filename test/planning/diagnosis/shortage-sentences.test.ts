/** What a diagnosis of shortages says: totals, posts, and laws for information. */
import {
  asnMutasi,
  createScenario,
  diagnoseShortage,
  type Plan,
  planTransfers,
  priceOfRules,
  type ScenarioInput,
} from "imbang";
import { expect, test } from "vitest";

/** So many people at the first post, wanted at the second. */
function offices(people: number, needs: readonly [number, number], rest: Partial<ScenarioInput> = {}): ScenarioInput {
  return {
    asOf: "2026-01-01",
    agencies: [{ id: "A", name: "Dinas A" }],
    units: [1, 2].map((k) => ({ id: `u${k}`, agencyId: "A", name: `Unit ${k}` })),
    positions: needs.map((required, k) => {
      return { id: `p${k + 1}`, unitId: `u${k + 1}`, title: "Analis", kind: "functional", capacity: 9, required };
    }),
    staff: Array.from({ length: people }, (_, k) => ({ id: `s${k}`, positionId: "p1", positionSince: "2025-10-01" })),
    ...rest,
  };
}

test("a law that alone keeps everybody is listed, marked as information", async () => {
  const scenario = createScenario(offices(4, [1, 4]));
  const plan = await planTransfers(scenario);
  const { blockers, sentence, posts } = await diagnoseShortage(scenario, plan);
  expect(blockers).toMatchObject([{ kind: "rule", id: "minimumTenure", severity: "law", buys: 3 }]);
  expect(sentence.en).toMatch(/^4 people short; .* \(a law, for information\) 3 more\.$/);
  expect(sentence.id).toMatch(/\(hukum, sekadar informasi\) 3 lebih banyak\.$/);
  expect(posts[0]!.blocked).toMatchObject([{ rule: "minimumTenure", people: 4 }]);
  const found = await priceOfRules(scenario);
  if (found.status !== "priced") throw new Error(found.status);
  expect(found.prices[0]).toMatchObject({ id: "minimumTenure", severity: "law", decides: "balance" });
});

test("one person is a person, and a post looked at alone is said to be", async () => {
  const rules = { id: "none", version: "1", rules: [] };
  const scenario = createScenario(offices(2, [2, 1], { rules }));
  const plan: Plan = await planTransfers(scenario);
  const { sentence, posts } = await diagnoseShortage(scenario, plan);
  expect(sentence.en).toBe("1 person short; transfers could still close 0, but not the other 1.");
  expect(posts[0]!.sentence.en).toBe("Analis (Unit 1) is 1 person short; looked at alone, transfers could close 1.");
});

test("totals that count a post more than once say that they are weighted", async () => {
  const input = offices(1, [1, 2]);
  const positions = input.positions.map((each) => (each.id === "p2" ? { ...each, priority: 5 } : each));
  const scenario = createScenario({ ...input, positions });
  const { short, sentence } = await diagnoseShortage(scenario, await planTransfers(scenario));
  expect(short).toBe(10);
  expect(sentence.en).toMatch(/^A shortage of 10, weighted by priority; /);
  expect(sentence.id).toMatch(/^Kekurangan berbobot prioritas 10; /);
});

test("a post that only missing data keep empty is not said to need recruitment", async () => {
  const tenure = asnMutasi.rules.filter(({ id }) => id === "minimumTenure");
  const input = offices(4, [1, 4], { rules: { id: "tenure", version: "1", rules: tenure } });
  const staff = input.staff.map(({ id, positionId }, k) => ({ id, positionId, fixed: k === 0 }));
  const scenario = createScenario({ ...input, staff });
  const { posts } = await diagnoseShortage(scenario, await planTransfers(scenario, { unknown: "forbid" }));
  expect(posts[0]).toMatchObject({ short: 4, byTransfer: 0, byData: 3, byRecruitment: 1, withoutSeat: 0 });
  expect(posts[0]!.sentence.en).toBe(
    "Analis (Unit 2) is 4 people short; 3 depend on missing data; only recruitment 1; 3 more are kept out for missing data (positionSince).",
  );
  expect(posts[0]!.sentence.id).toContain("3 bergantung pada data yang belum ada; 1 hanya dengan penambahan pegawai");
});
