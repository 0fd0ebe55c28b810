/** The city of the end-to-end benchmark: the same bytes from a seed, nothing in it that cannot be read, and a plan. */
import { createScenario, planTransfers, verifyPlan } from "imbang";
import { readPositionsCsv, readStaffCsv, readUnitsCsv } from "imbang/csv";
import { expect, test } from "vitest";
import { bigCity, CITY_DAY, type CityFiles } from "../../bench/big-city.js";

const size = { people: 300, positions: 75 };

function readAll(files: CityFiles) {
  const units = readUnitsCsv(files["units.csv"]);
  const positions = readPositionsCsv(files["positions.csv"], { units: units.rows, agencies: units.agencies });
  const staff = readStaffCsv(files["staff.csv"], { units: units.rows, positions: positions.rows });
  return { units, positions, staff };
}

test("a seed gives the same bytes, another seed others", () => {
  expect(bigCity({ ...size, seed: 7 })).toEqual(bigCity({ ...size, seed: 7 }));
  expect(bigCity({ ...size, seed: 8 })["staff.csv"]).not.toBe(bigCity({ ...size, seed: 7 })["staff.csv"]);
});

test.for([1, 2, 3])("every row is read without an issue, and all are there (seed %i)", (seed) => {
  const { units, positions, staff } = readAll(bigCity({ ...size, seed }));
  for (const { issues } of [units, positions, staff]) expect(issues).toEqual([]);
  expect(positions.rows).toHaveLength(75);
  expect(staff.rows).toHaveLength(300);
  expect(staff.rows.filter(({ positionId }) => positionId === null)).toHaveLength(5); // 1.5 %, the only notices
  const notices = [units, positions, staff].flatMap((result) => result.notices.map(({ code }) => code));
  expect(new Set(notices)).toEqual(new Set(["csv/waiting-person"]));
});

test("posts that ask for more are open to fewer; the plan is optimal and verified", async () => {
  const pairs: number[] = [];
  for (const asked of [0, 4]) {
    const { units, positions, staff } = readAll(bigCity({ ...size, asked }));
    const scenario = createScenario({
      asOf: CITY_DAY,
      agencies: units.agencies,
      units: units.rows,
      positions: positions.rows,
      staff: staff.rows,
    });
    const plan = await planTransfers(scenario);
    expect(plan.status).toBe("optimal");
    expect(verifyPlan(scenario, plan)).toEqual({ ok: true, issues: [] });
    expect(plan.status === "optimal" && plan.transfers.length).toBeGreaterThan(0);
    pairs.push(plan.run.size.pairs);
  }
  expect(pairs[1]).toBeLessThan(pairs[0]! / 2);
});
