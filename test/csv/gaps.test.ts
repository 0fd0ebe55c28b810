import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { writeGapCsv } from "../../src/csv/index.js";
import { ImbangError } from "../../src/errors/index.js";
import { createScenario } from "../../src/scenario/index.js";
import { staffingReport } from "../../src/staffing/index.js";

const scenario = createScenario({
  asOf: "2026-01-01",
  agencies: [{ id: "A", name: "Dinas; Kesehatan" }],
  units: [
    { id: "U1", agencyId: "A", name: "=1+1" },
    { id: "007", agencyId: "A", name: "Puskesmas" },
  ],
  positions: [
    { id: "P1", unitId: "U1", title: "@Perawat", capacity: 3, required: 2.5, jobFamily: "kesehatan" },
    { id: "P2", unitId: "U1", title: "Bidan", capacity: 3, required: 1 },
    { id: "1-2", unitId: "007", title: "Dokter", capacity: 3, required: null },
  ],
  staff: [
    { id: "S1", positionId: "P1" },
    { id: "S2", positionId: "1-2" },
  ],
});
const report = staffingReport(scenario, { districtOf: { U1: "-Melati" } });

test("every level is one kind of row, and the sums of positions are those of the total", () => {
  const rows = parse(writeGapCsv(report), { columns: true }) as Record<string, string>[];
  const of = (level: string): Record<string, string>[] => rows.filter((row) => row["level"] === level);
  expect(rows.map((row) => `${row["level"]} ${row["id"]}`)).toEqual([
    "total ",
    "agency A",
    "unit 007",
    "unit U1",
    "district '-Melati",
    "district ",
    "job family kesehatan",
    "job family ",
    "position 1-2",
    "position P1",
    "position P2",
  ]);
  for (const key of [
    "shortage",
    "surplus",
    "positions",
    "not_studied",
    "vacant_but_needed",
    "vacant_need",
    "required",
  ]) {
    const sum = of("position").reduce((total, row) => total + Number(row[key]), 0);
    expect(sum, key).toBe(Number(of("total")[0]![key]));
  }
  expect(of("position")[1]).toMatchObject({ required: "2.5", existing: "1", gap: "-1.5", ratio: "0.4", grade: "A" });
});

test("the figures come back exactly, whatever the marks", () => {
  for (const decimal of [",", "."] as const) {
    const text = writeGapCsv(report, scenario, { delimiter: "\t", decimal, bom: true });
    const rows = parse(text, { columns: true, bom: true, delimiter: "\t" }) as Record<string, string>[];
    const number = (cell: string | undefined): number | null => (cell === "" ? null : Number(cell!.replace(",", ".")));
    for (const { id, required, existing, gap, effectiveness, grade, shortage, surplus } of report.positions) {
      const row = rows.find((one) => one["level"] === "position" && one["id"] === id)!;
      expect(
        ["required", "existing", "gap", "effectiveness", "shortage", "surplus"].map((key) => number(row[key])),
      ).toEqual([required, existing, gap, effectiveness, shortage, surplus]);
      expect(row["grade"]).toBe(grade ?? "");
    }
  }
});

test("names stand beside ids, formulas are disarmed, and Excel keeps ids as they are", () => {
  const text = writeGapCsv(report, scenario, { excel: true, language: "id" });
  expect(text).toMatch(/^\uFEFFtingkat;id;opd;unit;jabatan;kebutuhan;bezetting;selisih;/);
  const lines = text.split("\r\n");
  expect(lines.find((line) => line.startsWith("jabatan;P1"))).toBe(
    `jabatan;P1;"Dinas; Kesehatan";'=1+1;'@Perawat;2,5;1;-1,5;0,4;2,5;A;1,5;0;1;0;0;0`,
  );
  expect(lines.find((line) => line.startsWith("jabatan;'1-2"))).toBeDefined();
  expect(lines.find((line) => line.startsWith("unit;'007"))).toBeDefined();
});

test("reports of another shape and options that do not exist are refused", () => {
  expect(() => writeGapCsv({} as never)).toThrow(ImbangError);
  expect(() => writeGapCsv(null as never)).toThrow(ImbangError);
  expect(() => writeGapCsv({ ...report, totals: null } as never)).toThrow(ImbangError);
  expect(() => writeGapCsv(report, { units: [{}] } as never)).toThrow(ImbangError);
  expect(() => writeGapCsv(report, { excel: true } as never)).toThrow("excel is an option");
  expect(() => writeGapCsv(report, undefined, { excell: true } as never)).toThrow(ImbangError);
});
