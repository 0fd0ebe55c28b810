/** Sentences whose numbers add up, with the reason that is no condition of the caller's. */
import {
  asnMutasi,
  createScenario,
  type InfeasiblePlan,
  planTransfers,
  type PlanOptions,
  type Rule,
  type ScenarioInput,
} from "imbang";
import { expect, test } from "vitest";

/** Three auditors in the first unit, one in each of the others; relatives are kept out of one unit, and tenure counts. */
function auditors(
  change: (staff: Record<string, unknown>[]) => unknown = () => 0,
  add: readonly Rule[] = [],
): ScenarioInput {
  const staff = ["p1", "p1", "p1", "p2", "p3"].map((positionId, k) => ({ id: "abcde"[k]!, positionId, relatives: [] }));
  change(staff);
  const kept = asnMutasi.rules.filter(({ id }) => id === "kinship" || id === "minimumTenure");
  const rules = kept.map((rule) =>
    rule.id === "kinship" ? { ...rule, parameters: { scope: "unit" } } : rule,
  ) as Rule[];
  return {
    asOf: "2026-01-01",
    agencies: [{ id: "A", name: "Dinas A" }],
    units: [1, 2, 3].map((k) => ({ id: `u${k}`, agencyId: "A", name: `Unit ${k}` })),
    positions: [1, 2, 3].map((k) => {
      return { id: `p${k}`, unitId: `u${k}`, title: "Auditor", kind: "functional", capacity: 9, required: 3 };
    }),
    staff,
    rules: { id: "some", version: "1", rules: [...rules, ...add] },
  };
}

async function diagnosisOf(input: ScenarioInput, options: PlanOptions): Promise<InfeasiblePlan["diagnosis"]> {
  const plan = await planTransfers(createScenario(input), options);
  if (plan.status !== "infeasible") throw new Error(plan.status);
  return plan.diagnosis;
}

const threeAtThird: PlanOptions = { constraints: [{ kind: "floor", node: { positionId: "p3" }, value: 3 }] };

test("relatives who may not both come are named with the rule that keeps them apart", async () => {
  const input = auditors((staff) => {
    staff[0]!["relatives"] = ["b"];
    staff[2]!["fixed"] = staff[3]!["fixed"] = true;
  });
  const { sentence, counts } = await diagnosisOf(input, threeAtThird);
  expect(counts).toMatchObject({ attainable: 2, present: 1, eligible: 4, pinned: 2 });
  expect(counts!.apart).toMatchObject([{ rule: "kinship", staffIds: ["a", "b"] }]);
  expect(sentence.en).toMatch(
    /2 of them fixed elsewhere; "relatives .*" keeps apart a–b; of all these at most 2 at once/,
  );
  expect(sentence.id).toMatch(/"kerabat .*" memisahkan a–b; dari semuanya paling banyak 2 sekaligus/);
});

test("relatives who must be together are named with the rule, too", async () => {
  const input = auditors((staff) => (staff[0]!["relatives"] = ["e"]));
  const { sentence } = await diagnosisOf(input, { constraints: [{ kind: "together", staffIds: ["a", "e"] }] });
  expect(sentence.en).toMatch(/^This cannot hold: a and e must be in one unit; "relatives .*" keeps apart a–e\.$/);
});

test("missing data are the reason where they keep people out", async () => {
  const { sentence, counts } = await diagnosisOf(auditors(), { ...threeAtThird, unknown: "forbid" });
  expect(counts).toMatchObject({ eligible: 0, blocked: [], undecided: { people: 4, columns: ["positionSince"] } });
  expect(sentence.en).toContain("4 more are kept out for missing data (positionSince)");
  expect(sentence.id).toContain("4 lagi tertahan karena data belum ada (positionSince)");
});

test("who must leave by law is taken from those who are there", async () => {
  const law = {
    id: "clean",
    version: "1",
    text: { id: "bebas temuan", en: "no findings are open" },
    legalBasis: { title: "Peraturan", verified: false },
    severity: "law",
    appliesTo: { events: ["stay"] },
    predicate: "flag",
    parameters: { fact: "openFindings", must: false },
  } as Rule;
  const input = auditors((staff) => staff.forEach((each, k) => (each["openFindings"] = k === 0)), [law]);
  const floor = { kind: "floor", node: { unitId: "u1" }, value: 3 } as const;
  const { sentence, counts } = await diagnosisOf(input, { constraints: [floor], maxMoves: 0 });
  expect(counts).toMatchObject({ present: 3, attainable: 2, leaving: [{ rule: "clean", people: 1 }] });
  expect(sentence.en).toContain('1 of those there must leave by law ("no findings are open")');
});

test("who is kept out by one rule and who by several are two numbers, and all people are in them", async () => {
  const certified = asnMutasi.rules.filter(({ text }) => text.en.startsWith("the certificates"));
  const input = auditors((staff) => {
    // Nobody has the tenure, and two have not the certificate of the third post either.
    for (const k of [0, 1, 2, 3]) staff[k]!["positionSince"] = "2025-12-01";
    for (const k of [0, 1, 2, 3]) staff[k]!["certificates"] = k < 2 ? ["X"] : [];
  }, certified);
  Object.assign(input.positions[2]!, { requirements: { certificates: ["X"] } });
  const { sentence, counts } = await diagnosisOf(input, threeAtThird);
  expect(counts).toMatchObject({ present: 1, eligible: 0, blockedBySeveral: 2 });
  expect(counts!.blocked.map(({ people }) => people)).toEqual([2]);
  expect(sentence.en).toMatch(/2 more are blocked by ".*" alone; 2 more are blocked by several rules at once/);
  expect(sentence.id).toMatch(/2 lagi terhalang hanya oleh ".*"; 2 lagi terhalang beberapa aturan sekaligus/);
});
