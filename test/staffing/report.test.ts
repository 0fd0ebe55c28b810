import * as fc from "fast-check";
import { analyzeStaffing, createScenario, planTransfers, type ScenarioInput } from "imbang";
import { describe, expect, test } from "vitest";
import { EFFECTIVENESS_BANDS, type GroupReport, inForce, staffingReport } from "../../src/staffing/index.js";
import { smallScenario } from "../planning/random-scenarios.js";

const people = (positionId: string | null, count: number): ScenarioInput["staff"] =>
  Array.from({ length: count }, (_, k) => ({ id: `${positionId}-${k}`, positionId }));

const input: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: [
    { id: "health", name: "Dinas Kesehatan" },
    { id: "school", name: "Dinas Pendidikan" },
  ],
  units: [
    { id: "north", agencyId: "health", name: "Puskesmas Utara" },
    { id: "south", agencyId: "health", name: "Puskesmas Selatan" },
    { id: "sd1", agencyId: "school", name: "SD 1" },
    { id: "bare", agencyId: "school", name: "SD 2" },
  ],
  positions: [
    { id: "n-bidan", unitId: "north", title: "Bidan", jobFamily: "bidan", capacity: 9, required: 2 },
    { id: "n-perawat", unitId: "north", title: "Perawat", jobFamily: "perawat", capacity: 9, required: 3 },
    { id: "s-bidan", unitId: "south", title: "Bidan", jobFamily: "bidan", capacity: 9, required: 1.5 },
    { id: "s-admin", unitId: "south", title: "Administrasi", capacity: 9, required: null },
    { id: "s-guru", unitId: "sd1", title: "Guru", jobFamily: "guru", capacity: 9, required: 4 },
  ],
  staff: [
    ...people("n-bidan", 4),
    ...people("n-perawat", 2),
    ...people("s-admin", 2),
    ...people("s-guru", 4),
    ...people(null, 1),
  ],
};

describe("a report by hand", () => {
  const scenario = createScenario(input);
  const report = staffingReport(scenario, { districtOf: { north: "Utara", south: "Selatan", bare: "Selatan" } });

  test("positions: grade, and what is needed and empty", () => {
    expect(
      report.positions.map(({ id, grade, vacantButNeeded, district }) => [id, grade, vacantButNeeded, district]),
    ).toEqual([
      ["n-bidan", "D", false, "Utara"],
      ["n-perawat", "A", false, "Utara"],
      ["s-admin", null, false, "Selatan"],
      ["s-bidan", null, true, "Selatan"],
      ["s-guru", "B", false, null],
    ]);
  });

  test("groups: a surplus of one post never hides the shortage of another", () => {
    const figures = ({
      id,
      shortage,
      surplus,
      positions,
      notStudied,
      vacantButNeeded,
      vacantNeed,
      grade,
    }: GroupReport): unknown => [id, shortage, surplus, positions, notStudied, vacantButNeeded, vacantNeed, grade];
    expect(report.units.map(figures)).toEqual([
      ["bare", 0, 0, 0, 0, 0, 0, null],
      ["north", 1, 2, 2, 0, 0, 0, "C"],
      ["sd1", 0, 0, 1, 0, 0, 0, "B"],
      ["south", 1.5, 0, 2, 1, 1, 1.5, null],
    ]);
    expect(report.districts.map(figures)).toEqual([
      ["Selatan", 1.5, 0, 2, 1, 1, 1.5, null],
      ["Utara", 1, 2, 2, 0, 0, 0, "C"],
    ]);
    expect(report.withoutDistrict).toMatchObject({ required: 4, existing: 4, positions: 1 });
    expect(report.jobFamilies.map(({ id, gap, shortage }) => [id, gap, shortage])).toEqual([
      ["bidan", 0.5, 1.5],
      ["guru", 0, 0],
      ["perawat", -1, 1],
    ]);
    expect(report.withoutJobFamily).toMatchObject({ required: null, notStudied: 1 });
  });

  test("totals, and who is not in them", () => {
    expect(report.totals).toMatchObject({
      required: 10.5,
      existing: 10,
      gap: -0.5,
      shortage: 2.5,
      surplus: 2,
      closableByTransfers: 2,
      inUnstudied: 2,
      waiting: 1,
      vacantButNeeded: 1,
      vacantNeed: 1.5,
    });
  });

  test("what transfers could at best close is no whole number, and noise does not make it jump", () => {
    const withNeed = (required: number): number =>
      staffingReport(
        createScenario({
          ...input,
          positions: input.positions.map((one) => (one.id === "n-bidan" ? { ...one, required } : one)),
        }),
      ).totals.closableByTransfers;
    expect(withNeed(3.5)).toBe(0.5);
    expect(withNeed(3 - 2 ** -40)).toBeCloseTo(1, 9);
    expect(withNeed(3 + 2 ** -40)).toBeCloseTo(1, 9);
  });

  test("notices: units without figures, units without a district", () => {
    expect(report.notices.map(({ code, path }) => [code, path])).toEqual([
      ["staffing/empty-unit", ["units", 3]],
      ["staffing/no-district", ["options", "districtOf"]],
    ]);
  });

  test("the other reading of the boundary at 1.00", () => {
    const bands = inForce(EFFECTIVENESS_BANDS.A).value;
    expect(staffingReport(scenario, { bands }).positions.at(-1)!.grade).toBe("A");
  });

  test("without districts there are none", () => {
    const plain = staffingReport(scenario);
    expect([plain.districts, plain.withoutDistrict]).toEqual([[], null]);
  });

  test("indices before and after a plan: the plan evens out", async () => {
    const plan = await planTransfers(scenario);
    const { before, after } = staffingReport(scenario, { after: plan.after }).indices;
    expect(before.positions.worst).toMatchObject({ id: "s-bidan", ratio: 0 });
    expect(after!.positions.worst!.ratio).toBeGreaterThan(0);
    expect(after!.positions.gini!).toBeLessThan(before.positions.gini!);
    expect(after!.units.coefficientOfVariation!).toBeLessThan(before.units.coefficientOfVariation!);
    expect(staffingReport(scenario).indices.after).toBeNull();
  });
});

test("law: no placement of the same people in the studied posts closes more shortage than was said", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0, max: 5, noNaN: true }), fc.nat(6), fc.nat(6)), {
        minLength: 1,
        maxLength: 6,
      }),
      (rows) => {
        const shortage = (pick: (row: (typeof rows)[number]) => number): number =>
          rows.reduce((sum, row) => sum + Math.max(0, row[0] - pick(row)), 0);
        const scenario = createScenario({
          asOf: "2026-01-01",
          agencies: [{ id: "a", name: "A" }],
          units: [{ id: "u", agencyId: "a", name: "U" }],
          positions: rows.map(([required], k) => ({ id: `p${k}`, unitId: "u", title: "t", capacity: 99, required })),
          staff: rows.flatMap(([, existing], k) =>
            Array.from({ length: existing }, (_, n) => ({ id: `${k}-${n}`, positionId: `p${k}` })),
          ),
        });
        const { closableByTransfers } = staffingReport(scenario).totals;
        const people = (column: 1 | 2): number => rows.reduce((sum, row) => sum + row[column], 0);
        fc.pre(people(2) === people(1));
        expect(shortage((row) => row[1]) - shortage((row) => row[2])).toBeLessThanOrEqual(closableByTransfers + 1e-9);
      },
    ),
  );
});

test("laws: every grouping adds up to the totals; rows repeat analyzeStaffing; nothing is NaN", () => {
  fc.assert(
    fc.property(
      smallScenario(),
      fc.array(fc.constantFrom("x", "y", null), { minLength: 3, maxLength: 3 }),
      (random, names) => {
        const scenario = createScenario(random);
        const districts = new Map(names.flatMap((name, k) => (name === null ? [] : [[`u${k}`, name] as const])));
        const report = staffingReport(scenario, { districtOf: districts });
        const analysis = analyzeStaffing(scenario);
        const keys = [
          "shortage",
          "surplus",
          "existing",
          "positions",
          "notStudied",
          "vacantButNeeded",
          "vacantNeed",
        ] as const;
        const groupings = [
          report.units,
          report.agencies,
          [...report.districts, ...(report.withoutDistrict === null ? [] : [report.withoutDistrict])],
          [...report.jobFamilies, ...(report.withoutJobFamily === null ? [] : [report.withoutJobFamily])],
        ];
        for (const rows of groupings) {
          for (const key of keys) {
            expect(rows.reduce((sum, row) => sum + row[key], 0)).toBeCloseTo(report.totals[key], 9);
          }
          expect(rows.reduce((sum, row) => sum + (row.required ?? 0), 0)).toBeCloseTo(report.totals.required ?? 0, 9);
        }
        for (const { required, existing, vacantButNeeded } of report.positions) {
          expect(vacantButNeeded).toBe((required ?? 0) > 0 && existing === 0);
        }
        expect(report.positions).toMatchObject(analysis.positions as object[]);
        expect(report.units).toMatchObject(analysis.units as object[]);
        expect(report.agencies).toMatchObject(analysis.agencies as object[]);
        expect(JSON.parse(JSON.stringify(report))).toEqual(report);
      },
    ),
  );
});
