/** What the README says about the sample city and about needs: its figures are those that are printed, its code runs. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as imbang from "imbang";
import { expect, test } from "vitest";
import * as csv from "../../src/csv/index.js";
import type * as development from "../../src/development/index.js";
import type * as merit from "../../src/merit/index.js";
import type * as staffing from "../../src/staffing/index.js";
import { pageCode } from "../page-code.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");
const printed = readFileSync(`${root}examples/expected/01.txt`, "utf8");

test("the figures of the sample city are those that example 01 prints", () => {
  const [, posts, people] = /60 units, (\d+) posts and ([\d,]+) people/.exec(readme)!;
  expect(printed).toContain(`60 units, ${posts} posts (jabatan), ${people} people (pegawai)`);
  const [, moves, placements] = /It takes (\d+) moves and (\d+) placements/.exec(readme)!;
  expect(printed).toContain(`${moves} people move (mutasi)`);
  expect(printed).toContain(`${placements} waiting people get a post`);
  const rows = [...readme.matchAll(/^\| ([^|]*[a-z][^|]*?) +\| +([^|]+?) \| +([^|]+?) \|$/gm)];
  const figures = rows.filter(([, , before]) => /^\d/.test(before!));
  expect(figures).toHaveLength(6);
  for (const [, what, before, after] of figures) {
    const words = what!.replace(" of their need", "");
    const line = printed.split("\n").find((one) => one.startsWith(`${words}  `));
    expect(line?.split(/ {2,}/).slice(1), words).toEqual([before, after]);
  }
});

test("the figures of the ranking are those that example 05 prints", () => {
  const output = readFileSync(`${root}examples/expected/05.txt`, "utf8");
  const [, ranked] = /ranks the (\d+) holders of one post/.exec(readme)!;
  expect(output).toContain(`${ranked} of them ranked`);
  expect(readme).toContain("of the first ten, two are among them");
  expect(output).toContain("Among the first 10 whatever these weights (pasti): 2 people.");
});

/** The sample city as it stood, a year later. */
function nextYear(file: (name: string) => Uint8Array): imbang.Scenario {
  const { rows: units, agencies } = csv.readUnitsCsv(file("units"));
  const positions = csv.readPositionsCsv(file("positions"), { units }).rows;
  const staff = csv.readStaffCsv(file("staff"), { units, positions }).rows;
  return imbang.createScenario({ asOf: "2027-01-01", agencies, units, positions, staff });
}

test("the code from exports to needs to a plan runs on the sample city", async () => {
  const { code, imported } = pageCode(readme);
  const file = (name: string): Uint8Array => readFileSync(`${root}examples/data/${name}.csv`);
  const names = {
    ...imported,
    bytesOfUnits: file("units"),
    bytesOfPositions: file("positions"),
    bytesOfStaff: file("staff"),
    bytesOfWorkload: file("workload"),
    bytesOfIndicators: file("indicators"),
    scenarioOfNextYear: nextYear(file),
  };
  // The text is our own README.
  const run = new Function(
    ...Object.keys(names),
    `return (async () => { ${code}; return { needs, scenario, plan, refused, within, ranking, why, moved, robust, trained, mentoring }; })()`,
  ) as (...values: unknown[]) => Promise<{
    readonly needs: readonly staffing.AbkPositionNeed[];
    readonly scenario: imbang.Scenario;
    readonly plan: imbang.Plan;
    readonly refused: imbang.Plan;
    readonly within: imbang.Plan;
    readonly ranking: merit.Ranking;
    readonly why: merit.RankComparison;
    readonly moved: number;
    readonly robust: merit.Robustness;
    readonly trained: development.TrainingPlan;
    readonly mentoring: development.Mentoring;
  }>;
  const { needs, scenario, plan, refused, within, ranking, why, moved, robust, trained, mentoring } = await run(
    ...Object.values(names),
  );
  expect(plan.status).toBe("optimal");
  expect([refused.status, within.status]).toEqual(["infeasible", "optimal"]);
  expect(needs.length).toBeGreaterThan(50);
  for (const { positionId, required } of needs) {
    expect(scenario.positionById.get(positionId)!.required).toBe(required);
  }
  expect(ranking.people.length + ranking.excluded.length).toBe(2897);
  expect(why.parts.reduce((sum, { units }) => sum + units, 0)).toBe(why.units);
  expect(moved).toBeGreaterThanOrEqual(0);
  expect(robust.people[0]!.outer.best).toBe(1);
  expect(trained.trainings.map(({ availableOn }) => availableOn)).toEqual(["2026-03-01", "2026-03-01"]);
  expect(mentoring.pairs.length + mentoring.unmatched.length).toBe(2);
});

test("the figures of the training are those that example 06 prints", () => {
  const output = readFileSync(`${root}examples/expected/06.txt`, "utf8");
  const [, people, rupiah] = /\((\d+)\s+people trained for Rp ([\d,]+) close/.exec(readme)!;
  expect(output).toContain(rupiah!.replaceAll(",", "."));
  expect(output).toMatch(new RegExp(`\\b${people} people`));
});
