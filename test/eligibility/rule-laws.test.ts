/** Laws of rules that hold whatever the pack: what is compiled is what is judged, and rules only ever take away. */
import * as fc from "fast-check";
import {
  asnMutasi,
  createScenario,
  judgeTransfer,
  kinConflict,
  kinPairs,
  type Plan,
  planTransfers,
  type RulePack,
  type ScenarioInput,
  verifyPlan,
} from "imbang";
import { expect, test } from "vitest";
import { compileRules, hasBit, judgeStaying, verdictOf } from "../../src/eligibility/index.js";
import { placesIn } from "../../src/planning/verify-places.js";
import { identityOf, shuffled } from "../planning/cities.js";
import { randomPack } from "../planning/random-packs.js";
import { smallScenario } from "../planning/random-scenarios.js";

const POLICY = ["floors", "waiting", "balance", "moves"] as const;

function valuesOf({ levels }: Plan): number[] {
  return levels.filter(({ name }) => name !== "tie").map(({ value }) => value);
}

/** −1, 0 or 1: lexicographic order. */
function compare(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((value, index) => value !== b[index]);
  return k < 0 ? 0 : Math.sign(a[k]! - b[k]!);
}

test("what is compiled, and what the verifier finds anew, is what is judged pair by pair", () => {
  fc.assert(
    fc.property(smallScenario(), randomPack(), fc.constantFrom("allow", "forbid"), (input, rules, unknown) => {
      const scenario = createScenario({ ...input, rules });
      const compiled = compileRules(scenario);
      const places = placesIn(scenario, unknown);
      scenario.staff.forEach((person, s) => {
        const losesPost = verdictOf(judgeStaying(scenario, person)) === "forbidden";
        expect(compiled.mayStay(s)).toBe(!losesPost);
        const expected: string[] = [];
        scenario.positions.forEach((position, p) => {
          const findings = judgeTransfer(scenario, person, position);
          const verdict = verdictOf(findings.filter(({ rule }) => rule !== "overFull" && rule !== "notStudied"));
          expect(compiled.verdict(s, p)).toBe(verdict);
          const isOpen = findings.every((finding) => finding.verdict === "unknown" && unknown === "allow");
          if (isOpen && position.id !== person.positionId) expected.push(position.id);
          if (compiled.leaving(s) === "allowed") {
            expect(hasBit(compiled.eligible(compiled.profileOf[s]!, unknown), p)).toBe(
              verdict === "allowed" || (verdict === "unknown" && unknown === "allow"),
            );
          }
        });
        const isUncounted =
          person.positionId !== null && scenario.positionById.get(person.positionId)!.required === null;
        if (isUncounted) return;
        const home = person.positionId === null || losesPost ? null : person.positionId;
        const found = Array.from(places.of(person), (p) => places.positions[p]?.id ?? null);
        expect(found.map(String).sort()).toEqual([...expected, home].map(String).sort());
      });
    }),
    { numRuns: 500 },
  );
});

test("relaxing any rule never makes a plan worse", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), fc.nat(), async (input, pick) => {
      const rules = asnMutasi.rules.filter((_, k) => k !== pick % asnMutasi.rules.length);
      const before = await planTransfers(createScenario(input), { policy: POLICY });
      const after = await planTransfers(createScenario({ ...input, rules: { ...asnMutasi, rules } }), {
        policy: POLICY,
      });
      expect(compare(valuesOf(after), valuesOf(before))).toBeLessThanOrEqual(0);
    }),
    { numRuns: 150 },
  );
});

test("taking a rule out of any pack never makes a plan worse", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario({ people: 6 }), randomPack(), fc.nat(), async (input, pack, pick) => {
      fc.pre(pack.rules.length > 0);
      const gone = pack.rules[pick % pack.rules.length]!;
      fc.pre(gone.replaces === undefined && pack.rules.every(({ replaces }) => replaces?.ruleId !== gone.id));
      // Kinship asks who can leave: with fewer rules more people can, and it falls silent about them.
      const planned = async (rules: RulePack): Promise<Plan> => {
        const scenario = createScenario({ ...input, rules });
        const plan = await planTransfers(scenario, { policy: POLICY });
        expect(verifyPlan(scenario, plan).issues).toEqual([]);
        return plan;
      };
      const before = await planned(pack);
      const after = await planned({ ...pack, rules: pack.rules.filter((rule) => rule !== gone) });
      expect(compare(valuesOf(after), valuesOf(before))).toBeLessThanOrEqual(0);
    }),
    { numRuns: 150 },
  );
});

test("permuting records and rules gives the same plan", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), randomPack(), fc.integer(), async (input, rules, seed) => {
      const planned = async (one: ScenarioInput): Promise<string> => {
        const plan = await planTransfers(createScenario(one));
        if (plan.status === "noPlanFound" || plan.status === "infeasible") throw new Error("no limit was set");
        // Checks come in the order of the pack.
        const transfers = plan.transfers.map(({ checks, ...rest }) => ({
          ...rest,
          checks: [...checks].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
        }));
        return identityOf({ ...plan, transfers });
      };
      const reversed = { ...rules, rules: [...rules.rules].reverse() };
      expect(await planned({ ...shuffled(input, seed), rules: reversed })).toBe(await planned({ ...input, rules }));
    }),
    { numRuns: 150 },
  );
});

test("a preference forbids nothing and changes nothing but its own level", async () => {
  await fc.assert(
    fc.asyncProperty(smallScenario(), async (input) => {
      const rules = { ...asnMutasi, rules: asnMutasi.rules.filter(({ severity }) => severity !== "preference") };
      const [withIt, without] = [createScenario(input), createScenario({ ...input, rules })];
      expect(identityOf(await planTransfers(withIt))).toBe(identityOf(await planTransfers(without)));
      const counted = await planTransfers(without, { policy: ["waiting", "overTenured", "moves"] });
      expect(counted.levels.find(({ name }) => name === "overTenured")!.value).toBe(0);
    }),
    { numRuns: 100 },
  );
});

test("kin pairs are relatives of whom neither is held, each once, and the test of two places is symmetric", () => {
  fc.assert(
    fc.property(smallScenario(), randomPack(), (input, rules) => {
      const scenario = createScenario({ ...input, rules });
      const pairs = kinPairs(scenario);
      expect(new Set(pairs.map((pair) => JSON.stringify(pair))).size).toBe(pairs.length);
      for (const pair of pairs) {
        const [first, second] = pair.staffIds.map((id) => scenario.staffById.get(id)!);
        expect(first!.id < second!.id).toBe(true);
        expect([first!.relatives?.includes(second!.id), second!.relatives?.includes(first!.id)]).toContain(true);
        for (const a of scenario.positions) {
          expect(kinConflict(scenario, pair, a, null)).toBe("allowed");
          for (const b of scenario.positions) {
            const swapped = { ...pair, staffIds: [pair.staffIds[1], pair.staffIds[0]] as const };
            expect(kinConflict(scenario, pair, a, b)).toBe(kinConflict(scenario, swapped, b, a));
            const stay = first!.positionId === a.id && second!.positionId === b.id;
            if (stay) expect(kinConflict(scenario, pair, a, b)).toBe("allowed");
            else if (pair.scope === "unit") {
              expect(kinConflict(scenario, pair, a, b)).toBe(a.unitId === b.unitId ? "forbidden" : "allowed");
            }
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});
