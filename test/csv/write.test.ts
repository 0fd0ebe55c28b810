import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { readPositionsCsv, readStaffCsv, writePlanCsv, writeStaffingCsv } from "../../src/csv/index.js";
import { ImbangError } from "../../src/errors/index.js";
import type { Transfer } from "../../src/planning/types.js";
import type { StaffingAnalysis, StaffingRow } from "../../src/staffing/types.js";

const names = {
  agencies: [{ id: "A", name: "Dinas Pendidikan" }],
  units: [
    { id: "U1", agencyId: "A", name: "SDN 1" },
    { id: "U2", agencyId: "A", name: "SDN 2; Cabang" },
  ],
  positions: [
    { id: "P1", unitId: "U1", title: "Guru", capacity: 3, required: 2 },
    { id: "P2", unitId: "U2", title: "=cmd|' /C calc'!A0", capacity: 3, required: 2.5 },
  ],
};

const transfers: Transfer[] = [
  {
    staffId: "198609262015051001",
    fromPositionId: "P1",
    toPositionId: "P2",
    sameUnit: false,
    distance: 3_500_000,
    checks: [{ rule: "grade", text: { id: "periksa golongan", en: "check the grade" } }],
  },
  { staffId: "-7", fromPositionId: null, toPositionId: "P1", sameUnit: false, distance: null, checks: [] },
];

const staffingRow = (id: string, required: number | null, existing: number): StaffingRow => ({
  id,
  required,
  existing,
  gap: required === null ? null : existing - required,
  ratio: required === null ? null : existing / required,
  effectiveness: required === null ? null : required / existing,
  shortage: 0,
  surplus: 0,
});

const analysis = (existing: number): StaffingAnalysis => ({
  agencies: [staffingRow("A", 4.5, existing)],
  units: [staffingRow("U1", 2, existing)],
  positions: [staffingRow("P1", 3.42, existing), staffingRow("P2", null, existing)],
});

test("a plan without names: ids alone", () => {
  expect(writePlanCsv({ transfers })).toBe(
    [
      "staff_id,from_position,to_position,same_unit,distance_km,checks",
      "198609262015051001,P1,P2,no,3.5,check the grade",
      "'-7,,P1,no,,",
      "",
    ].join("\r\n"),
  );
});

test("a plan for an Indonesian Excel: semicolons, decimal comma, mark, ids kept as text, formulas disarmed", () => {
  expect(writePlanCsv({ transfers }, names, { excel: true, language: "id" })).toBe(
    [
      "\uFEFFid_pegawai;id_jabatan_asal;jabatan_asal;unit_asal;opd_asal;id_jabatan_tujuan;jabatan_tujuan;unit_tujuan;opd_tujuan;unit_sama;jarak_km;perlu_diperiksa",
      `'198609262015051001;P1;Guru;SDN 1;Dinas Pendidikan;P2;'=cmd|' /C calc'!A0;"SDN 2; Cabang";Dinas Pendidikan;tidak;3,5;periksa golongan`,
      "'-7;;;;;P1;Guru;SDN 1;Dinas Pendidikan;tidak;;",
      "",
    ].join("\r\n"),
  );
});

test("an independent parser reads every file that is written", () => {
  for (const delimiter of [",", ";", "\t"]) {
    for (const decimal of [",", "."] as const) {
      const text = writePlanCsv({ transfers }, names, { delimiter, decimal, bom: true });
      const records = parse(text, { delimiter, bom: true });
      expect(records[1]).toEqual([
        "198609262015051001", "P1", "Guru", "SDN 1", "Dinas Pendidikan",
        "P2", "'=cmd|' /C calc'!A0", "SDN 2; Cabang", "Dinas Pendidikan",
        "no", decimal === "," ? "3,5" : "3.5", "check the grade",
      ]); // prettier-ignore
    }
  }
});

test("what was written can be read as a list of people again: ids survive Excel's apostrophe", () => {
  const text = writePlanCsv({ transfers }, undefined, { excel: true });
  const result = readStaffCsv(text.replace("to_position", "position id"));
  expect(result.rows).toEqual([
    { id: "198609262015051001", positionId: "P2" },
    { id: "-7", positionId: "P1" },
  ]);
});

test("ids that Excel would turn into numbers or dates get an apostrophe, numbers do not", () => {
  const changed = [
    "007", "198609262015051001", "1.234", "1.001.002", "1,5", "1 000", "12 %", "(5)", "Rp 1.000", "$5",
    "1e5", "1E+5", "1.5E-3", "1/2", "1 1/2",
    "1-2", "3/1", "12-01-2024", "2024-01-12", "12.01.2024", "1-Jan", "1 Mei 2024", "MAR1", "Sep-24", "DES 2",
    "January 5, 2024", "2024-01-12 12:30", "12:30", "12:30:15", "1:30 PM", "3pm", "TRUE", "false", "BENAR",
  ]; // prettier-ignore
  const kept = [
    "P-1",
    "12345",
    "0",
    "Marketing 1",
    "Mart 1",
    "1 Ruang",
    "A.1",
    "SDN 1",
    "3a",
    "UK-010",
    "JF/1",
    "Benar-benar",
  ];
  const write = (ids: readonly string[]): string =>
    writePlanCsv({ transfers: ids.map((staffId): Transfer => ({ ...transfers[1]!, staffId })) }, undefined, {
      excel: true,
    });
  const written = (ids: readonly string[]): (string | undefined)[] =>
    (parse(write(ids), { delimiter: ";", bom: true, from: 2 }) as string[][]).map(([id]) => id);
  expect(written(changed)).toEqual(changed.map((id) => `'${id}`));
  expect(written(kept)).toEqual(kept);
  const read = readPositionsCsv(
    write(changed)
      .replace("staff_id;from_position;to_position", "position id;kapasitas;title")
      .replace("same_unit", "unit id"),
  );
  expect(read.issues.map(({ code }) => code)).not.toContain("csv/id-mangled");
});

test("a text with the separator of other files cannot split; numbers stay bare", () => {
  const named = { ...names, units: [names.units[0]!, { ...names.units[1]!, name: "SDN 2, Cabang; Barat\tLaut" }] };
  for (const delimiter of [",", ";", "\t", "|"]) {
    const text = writePlanCsv({ transfers }, named, { delimiter, decimal: "," });
    expect(text).toContain('"SDN 2, Cabang; Barat\tLaut"');
    expect((parse(text, { delimiter }) as string[][])[1]![7]).toBe("SDN 2, Cabang; Barat\tLaut");
  }
  expect(writePlanCsv({ transfers }, undefined, { excel: true })).toContain(";3,5;");
});

test("staffing before and after, with names; what was not studied stays empty", () => {
  const text = writeStaffingCsv(analysis(3), analysis(4), names, { decimal: ",", delimiter: ";" });
  const records = parse(text, { delimiter: ";", columns: true }) as Record<string, string>[];
  expect(records.map(({ level, id }) => `${level} ${id}`)).toEqual([
    "agency A",
    "unit U1",
    "position P1",
    "position P2",
  ]);
  expect(records[2]).toMatchObject({ agency: "Dinas Pendidikan", unit: "SDN 1", title: "Guru", required: "3,42" });
  expect(records[2]).toMatchObject({
    existing_before: "3",
    existing_after: "4",
    gap_before: "-0,42",
    gap_after: "0,58",
  });
  expect(records[3]).toMatchObject({ required: "", gap_before: "", ratio_after: "" });
});

test("everything wrong with what is written is said at once, with its place", () => {
  const wrong = [{ ...transfers[0], staffId: 7 }, null, { ...transfers[1], checks: [{ text: {} }] }];
  try {
    writePlanCsv({ transfers: wrong } as never, { agencies: {} } as never);
    expect.unreachable();
  } catch (error) {
    expect((error as ImbangError).issues.map(({ path }) => path.join("."))).toEqual([
      "plan.transfers.0.staffId",
      "plan.transfers.1",
      "plan.transfers.2.checks.0.text.en",
      "plan.transfers.2.checks.0.text.id",
      "names.agencies",
    ]);
  }
});

test("staffing of one state has plain headings", () => {
  const [head] = writeStaffingCsv(analysis(3), undefined, undefined, { language: "id" }).split("\r\n");
  expect(head).toBe("tingkat,id,kebutuhan,bezetting,selisih,rasio,efektivitas,kekurangan,kelebihan");
});

test.for([
  ["no transfers", () => writePlanCsv({} as never), "csv/no-plan"],
  ["no plan", () => writePlanCsv(undefined as never), "csv/no-plan"],
  ["an unknown option", () => writePlanCsv({ transfers }, names, { lang: "id" } as never), "csv/unknown-option"],
  ["an unknown language", () => writePlanCsv({ transfers }, names, { language: "fr" } as never), "csv/bad-option"],
  ["a row that vanished", () => writeStaffingCsv(analysis(3), { ...analysis(3), units: [] }), "csv/analyses-differ"],
  ["a row that appeared", () => writeStaffingCsv({ ...analysis(3), units: [] }, analysis(3)), "csv/analyses-differ"],
  ["no analysis", () => writeStaffingCsv(null as never), "csv/bad-input"],
  ["an empty analysis", () => writeStaffingCsv({} as never), "csv/bad-input"],
  ["a later analysis that is none", () => writeStaffingCsv(analysis(3), {} as never), "csv/bad-input"],
  ["a later analysis of null", () => writeStaffingCsv(analysis(3), null as never), "csv/bad-input"],
  ["rows of null", () => writeStaffingCsv({ ...analysis(3), units: [null] } as never), "csv/bad-input"],
  ["a need of NaN", () => writeStaffingCsv({ ...analysis(3), units: [staffingRow("U", NaN, 1)] }), "csv/bad-input"],
  ["a transfer of null", () => writePlanCsv({ transfers: [null] } as never), "csv/bad-input"],
  ["a hole among the transfers", () => writePlanCsv({ transfers: Array(1) }), "csv/bad-input"],
  [
    "a transfer without checks",
    () => writePlanCsv({ transfers: [{ ...transfers[1], checks: undefined }] } as never),
    "csv/bad-input",
  ],
  ["options in the place of names", () => writePlanCsv({ transfers }, { excel: true } as never), "csv/bad-input"],
  [
    "options in the place of the later analysis",
    () => writeStaffingCsv(analysis(3), { excel: true } as never),
    "excel is an option",
  ],
  [
    "options in the place of names of a staffing",
    () => writeStaffingCsv(analysis(3), undefined, { language: "id" } as never),
    "names.language: language is an option",
  ],
  ["names that are none", () => writePlanCsv({ transfers }, "x" as never), "csv/bad-input"],
  ["names of null", () => writePlanCsv({ transfers }, { units: [null] } as never), "csv/bad-input"],
] as const)("the caller's mistake is thrown: %s", ([, call, code]) => {
  expect(call).toThrow(ImbangError);
  expect(call).toThrow(code);
});
