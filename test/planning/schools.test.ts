/** Two real school systems with published figures (see the README of the data folder). */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { analyzeStaffing, createScenario, type Level, planTransfers, type Scenario, verifyPlan } from "imbang";
import { describe, expect, test } from "vitest";
import { readSchools } from "../../examples/schools.js";

const folder = fileURLToPath(new URL("../../../shared/data/schools/", import.meta.url));
const reason = `the real school data are not on this machine (${folder.split("/").slice(-4).join("/")})`;

function schoolsOf(file: string, city: string): { scenario: Scenario; notices: string[] } {
  const { units, positions, staff, notices } = readSchools(
    readFileSync(`${folder}${file}`),
    readFileSync(`${folder}kecamatan-coordinates.csv`),
    city,
  );
  const agencies = [{ id: "education", name: "Dinas Pendidikan" }];
  return { scenario: createScenario({ asOf: "2025-12-01", agencies, units, positions, staff }), notices };
}

const total = (rows: readonly { shortage: number; surplus: number }[], key: "shortage" | "surplus"): number =>
  rows.reduce((sum, row) => sum + row[key], 0);

describe.skipIf(!existsSync(folder))(`real schools (skipped where ${reason})`, () => {
  test("Depok: filling every shortage takes 104 moves and 234.451 person-km", async () => {
    const { scenario } = schoolsOf("depok.csv", "Kota Depok");
    const before = analyzeStaffing(scenario);
    expect(scenario.units).toHaveLength(206);
    expect([total(before.positions, "surplus"), total(before.positions, "shortage")]).toEqual([170, 104]);

    const policy: Level[] = ["floors", "shortage", "moves", "fit"];
    const plan = await planTransfers(scenario, { policy });
    expect(plan.status).toBe("optimal");
    expect(plan.levels.find(({ name }) => name === "moves")!.value).toBe(104);
    expect(total(plan.after.positions, "shortage")).toBe(0);
    const distance = plan.levels.find(({ name }) => name === "distance")!;
    expect((distance.value / 1e6).toFixed(3)).toBe("234.451");
    expect(verifyPlan(scenario, plan).issues).toEqual([]);
  });

  test("Depok, worthwhile: 103 moves, 1 teacher short", async () => {
    const { scenario } = schoolsOf("depok.csv", "kota depok");
    const plan = await planTransfers(scenario);
    expect(plan.status).toBe("optimal");
    expect(plan.levels.find(({ name }) => name === "moves")!.value).toBe(103);
    expect(total(plan.after.positions, "shortage")).toBe(1);
  });

  test("Palembang, worthwhile: 120 moves, none short; the places without coordinates are named and charged", async () => {
    const { scenario, notices } = schoolsOf("palembang.csv", "KOTA PALEMBANG");
    const before = analyzeStaffing(scenario);
    expect(scenario.units).toHaveLength(249);
    expect([total(before.positions, "surplus"), total(before.positions, "shortage")]).toEqual([711, 50]);
    expect(notices.some((text) => text.includes("no class and no teacher"))).toBe(true);
    expect(notices.some((text) => text.includes("Ilir Timur III") && text.includes("Jakabaring"))).toBe(true);

    const plan = await planTransfers(scenario);
    if (plan.status !== "optimal") throw new Error(plan.status);
    expect(plan.transfers).toHaveLength(120);
    expect(total(plan.after.positions, "shortage")).toBe(0);
    expect(plan.notices.map(({ code }) => code)).toContain("planning/unknown-location");
  });
});
