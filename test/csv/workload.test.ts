import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  CSV_CODES,
  formatCsvIssue,
  type ReadResult,
  readSchoolsCsv,
  readWisnCsv,
  readWorkloadCsv,
} from "../../src/csv/index.js";
import { formatIssue, ImbangError } from "../../src/errors/index.js";
import { abkNeeds, teachingNeed, wisnNeed } from "../../src/staffing/index.js";

const units = [
  { id: "UK-010", agencyId: "A", name: "Bidang Mutasi" },
  { id: "PKM-1", agencyId: "B", name: "Puskesmas Ampera" },
];
const positions = [
  { id: "JF-ASDM-1", unitId: "UK-010", title: "Analis SDM Aparatur", capacity: 2, required: null },
  { id: "UK-010/adm", unitId: "UK-010", title: "Pengadministrasi", capacity: 2, required: null },
  { id: "P-1", unitId: "PKM-1", title: "Perawat", capacity: 9, required: null },
  { id: "P-2", unitId: "PKM-1", title: "Bidan", jobLevel: "terampil", capacity: 9, required: null },
  { id: "P-3", unitId: "PKM-1", title: "Bidan", jobLevel: "mahir", capacity: 9, required: null },
];
const places = { units, positions };

const HEAD = "kode_unit,kode_jabatan,tahun,uraian_tugas,hasil_kerja,volume,satuan_periode,norma_waktu";
const work = (...rows: string[]): string => [HEAD, ...rows, ""].join("\n");
const task = (cells: Partial<Record<"unit" | "job" | "year" | "volume" | "period" | "norm", string>>): string => {
  const { unit = "UK-010", job = "JF-ASDM-1", year = "2026", volume = "12", period = "tahun", norm = "900" } = cells;
  return [unit, job, year, "Menyusun rencana", "Dokumen", volume, period, norm].join(",");
};

test("the template of the field reads as it stands, and gives the need of its tasks", () => {
  const text = work(
    "UK-010,JF-ASDM-1,2026,Menyusun rencana kebutuhan pegawai,Dokumen,12,tahun,900",
    "UK-010,JF-ASDM-1,2026,Memeriksa usul,Usul,20,bulan,45",
  );
  const { rows, issues, notices, rowsRead } = readWorkloadCsv(text, { positions });
  expect([issues, notices, rowsRead]).toEqual([[], [], 2]);
  expect(rows[0]).toEqual({
    positionId: "JF-ASDM-1",
    name: "Menyusun rencana kebutuhan pegawai",
    volume: 12,
    period: "year",
    timeNorm: 900,
  });
  // 12·900 + 20·12·45 = 21,600 minutes of 75,000
  expect(abkNeeds(rows)).toMatchObject([{ positionId: "JF-ASDM-1", load: 21_600, required: 0.288 }]);
});

test.for([
  ["tahun", "year"],
  ["Per Tahun", "year"],
  ["SEMESTER", "semester"],
  ["triwulan", "quarter"],
  ["bln", "month"],
  ["/minggu", "week"],
  ["harian", "day"],
  ["jam", "hour"],
  ["month", "month"],
])("the period %s is %s", ([text, period]) => {
  expect(readWorkloadCsv(work(task({ period: text! }))).rows).toMatchObject([{ period }]);
});

test("positions are found by id, by unit and code, and by unit and title; without positions the file's words are kept", () => {
  const rows = [task({}), task({ job: "adm" }), task({ job: "pengadministrasi" }), task({ unit: "", job: "P-1" })];
  expect(readWorkloadCsv(work(...rows.slice(0, 3)), places).rows.map(({ positionId }) => positionId)).toEqual([
    "JF-ASDM-1",
    "UK-010/adm",
    "UK-010/adm",
  ]);
  expect(readWorkloadCsv(work(rows[1]!)).rows).toMatchObject([{ positionId: "UK-010/adm" }]);
  const named = "position id;task;volume;period;time norm (hours)\nP-9;Menulis;2;month;1,5\n";
  expect(readWorkloadCsv(named).rows).toEqual([
    { positionId: "P-9", name: "Menulis", volume: 2, period: "month", timeNorm: 90 },
  ]);
  const titled =
    "Nama Unit;Nama Jabatan;Jenjang;Volume;Satuan Periode;Norma Waktu\nPuskesmas Ampera;Bidan;mahir;2;hari;1,5\n";
  expect(readWorkloadCsv(titled, places).rows).toMatchObject([{ positionId: "P-3", timeNorm: 1.5 }]);
});

test("of several years the newest of each position is read, or the one asked for", () => {
  const text = work(
    task({ year: "2025", volume: "1" }),
    task({ year: "2026", volume: "2" }),
    task({ job: "adm", year: "2024", volume: "3" }),
    task({ job: "adm", year: "2025", volume: "4" }),
  );
  const result = readWorkloadCsv(text, places);
  expect(result.rows).toMatchObject([{ volume: 2 }, { volume: 4 }]);
  expect(result.issues.map(({ code, path }) => [code, path[1]])).toEqual([
    ["csv/other-year", 2],
    ["csv/other-year", 4],
  ]);
  expect(result.incomplete).toEqual([]);
  expect(result.notices).toMatchObject([{ code: "csv/older-year", path: ["workload.csv", 1, "tahun"] }]);
  expect(result.notices[0]!.message).toContain('"UK-010/adm" (2025)');
  const asked = readWorkloadCsv(text, { ...places, year: 2025 });
  expect(asked.rows).toMatchObject([{ volume: 1 }, { volume: 4 }]);
  expect(asked.notices).toEqual([]);
});

test("a year that cannot be meant is no newest year", () => {
  const rows = Array.from({ length: 5 }, (_, k) => task({ norm: String(k + 1) }));
  for (const year of ["2126", "2062", "1926", "2037"]) {
    const { rows: kept, issues, incomplete } = readWorkloadCsv(work(...rows, task({ year })));
    expect([kept.length, issues.map(({ code }) => code)]).toEqual([5, ["csv/implausible-year"]]);
    expect(incomplete).toEqual(["UK-010/JF-ASDM-1"]);
    expect(issues[0]!.path).toEqual(["workload.csv", 7, "tahun"]);
  }
  expect(readWorkloadCsv(work(task({ year: "2126" }))).rows).toEqual([]);
  expect(readWorkloadCsv(work(task({ year: "2126" })), { year: 2126 }).rows).toHaveLength(1);
});

test("rows without a year are read, and named", () => {
  const text = work(task({}), task({ year: "", norm: "1" }), task({ year: "-", norm: "2" }));
  for (const options of [{}, { year: 2026 }]) {
    const { rows, notices } = readWorkloadCsv(text, options);
    expect(rows).toHaveLength(3);
    const [notice] = notices.filter(({ code }) => code === "csv/blank-year");
    expect(notice).toMatchObject({
      path: ["workload.csv", 3, "tahun"],
      message: expect.stringContaining("lines 3, 4"),
    });
  }
  expect(readWorkloadCsv(work(task({ year: "" }))).notices).toEqual([]);
});

const WISN =
  "kode unit;jabatan;jenis;kegiatan;volume per tahun;menit;per jam;menit per hari;jam per bulan;jam per tahun;orang";
const sheet = (...rows: string[]): string => [WISN, ...rows, ""].join("\n");
const nurse = (rest: string): string => `PKM-1;Perawat;${rest}`;
const VISIT = nurse("kegiatan;Rawat jalan;2310;30;;;;;");

test("a WISN sheet gives studies: activities, allowances of everybody and of some", () => {
  const text = sheet(
    VISIT,
    nurse("Kegiatan;Suntik;1155;;2,5;;;;"),
    nurse("penunjang;Pencatatan;;;;15;;;"),
    nurse("penunjang;Rapat;;;;;2;;"),
    nurse("tambahan;Program;;;;;;120;2"),
    "PKM-1;Perawat;kegiatan;Kunjungan;100;60;;;;;",
  );
  const { rows, studies, issues, notices } = readWisnCsv(text, places);
  expect([issues, notices, rows.length]).toEqual([[], [], 6]);
  expect(studies).toEqual([
    {
      positionId: "P-1",
      activities: [
        { name: "Rawat jalan", workload: 2310, timeNorm: 30 },
        { name: "Suntik", workload: 1155, ratePerHour: 2.5 },
        { name: "Kunjungan", workload: 100, timeNorm: 60 },
      ],
      categoryAllowances: [
        { name: "Pencatatan", minutesPerDay: 15 },
        { name: "Rapat", hoursPerMonth: 2 },
      ],
      individualAllowances: [{ name: "Program", people: 2, hoursPerYear: 120 }],
    },
  ]);
  const { positionId: _, ...parts } = studies[0]!;
  const need = wisnNeed({ workingTime: { hoursPerYear: 1155, hoursPerDay: 4.375 }, ...parts });
  expect(need.serviceRequired).toBeCloseTo((1155 + 462 + 100) / 1155, 12);
});

test("the headings of Dapodik give what teachingNeed takes", () => {
  const text =
    "Nama_Sekolah,Kota_Kabupaten,Kecamatan,NPSN,Status,Bentuk_Pendidikan,Guru_L,Guru_P,Guru_Total,Peserta_Didik_Total,Rombel\n" +
    "SD NEGERI 1,Kota Contoh,Kec. Contoh,00000001,Negeri,SD,3,9,12,240,12\n";
  const { rows, issues } = readSchoolsCsv(text);
  expect(issues).toEqual([]);
  expect(rows).toEqual([
    {
      id: "00000001",
      name: "SD NEGERI 1",
      status: "state",
      district: "Kec. Contoh",
      city: "Kota Contoh",
      school: { level: "SD", classes: 12, pupils: 240, existing: 12 },
    },
  ]);
  expect(teachingNeed(rows[0]!.school)).toMatchObject({ required: 14, comparison: { existing: 12 } });
});

test("levels of schools are read with state or private behind them", () => {
  const levels = [
    "SDN",
    "SD Negeri",
    "SDS",
    "SMPN",
    "SMPS",
    "SMP Swasta",
    "SMAN",
    "SMKN",
    "MIN",
    "MTsN",
    "MTsS",
    "MAN",
    "MIS",
  ];
  const rows = levels.map((level, k) => `${k};${level};${level};6`);
  const result = readSchoolsCsv(`NPSN;Nama_Sekolah;Bentuk_Pendidikan;Rombel\n${rows.join("\n")}\n`);
  expect(result.issues).toEqual([]);
  expect(result.rows.map(({ school, status }) => `${school.level} ${status}`)).toEqual([
    "SD state",
    "SD state",
    "SD private",
    "SMP state",
    "SMP private",
    "SMP private",
    "SMA state",
    "SMK state",
    "MI state",
    "MTs state",
    "MTs private",
    "MA state",
    "MI private",
  ]);
});

interface Case {
  readonly name: string;
  readonly read: (text: string) => ReadResult<unknown>;
  readonly text: string;
  readonly kept: number;
  readonly issues: readonly (keyof typeof CSV_CODES)[];
  readonly notices?: readonly (keyof typeof CSV_CODES)[];
}

const abk = (text: string): ReadResult<unknown> => readWorkloadCsv(text, places);
const wisn = (text: string): ReadResult<unknown> => readWisnCsv(text, places);
const school = (text: string): ReadResult<unknown> => readSchoolsCsv(text);
const SCHOOL = "NPSN;Nama_Sekolah;Bentuk_Pendidikan;Status;Rombel;Peserta_Didik_Total;Guru_Total";

/** Tasks with the columns `norma_waktu` and one more. */
const timed = (heading: string, ...cells: readonly string[]): string =>
  [
    `kode_unit;kode_jabatan;uraian_tugas;volume;periode;norma_waktu;${heading}`,
    ...cells.map((pair) => `UK-010;JF-ASDM-1;a;10;hari;${pair}`),
    "",
  ].join("\n");

const cases: readonly Case[] = [
  // Workload
  { name: "nothing", read: abk, text: "", kept: 0, issues: ["csv/empty-file"] },
  { name: "headings alone", read: abk, text: work(), kept: 0, issues: [], notices: ["csv/no-rows"] },
  {
    name: "no norm, no period",
    read: abk,
    text: "kode_jabatan;volume\nP-1;3\n",
    kept: 0,
    issues: ["csv/missing-column", "csv/missing-column"],
  },
  { name: "an unknown period", read: abk, text: work(task({ period: "windu" })), kept: 0, issues: ["csv/bad-period"] },
  { name: "no period", read: abk, text: work(task({ period: "" })), kept: 0, issues: ["csv/missing-value"] },
  { name: "a negative volume", read: abk, text: work(task({ volume: "-3" })), kept: 0, issues: ["csv/bad-number"] },
  { name: "a volume in words", read: abk, text: work(task({ volume: "tiga" })), kept: 0, issues: ["csv/bad-number"] },
  {
    name: "a volume with its unit",
    read: abk,
    text: work(task({ volume: "3 kali" })),
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "a volume without end",
    read: abk,
    text: work(task({ volume: "1e400" })),
    kept: 0,
    issues: ["csv/bad-number"],
  },
  { name: "a norm of 0", read: abk, text: work(task({ norm: "0" })), kept: 0, issues: ["csv/bad-number"] },
  { name: "no norm", read: abk, text: work(task({ norm: "-" })), kept: 0, issues: ["csv/missing-value"] },
  {
    name: "thousands or decimals",
    read: abk,
    text: work(task({ volume: "1.200" })),
    kept: 0,
    issues: ["csv/ambiguous-number"],
  },
  {
    name: "thousands, told by another row",
    read: abk,
    text: work(task({ volume: "1.200" }), task({ norm: '"7,5"' })),
    kept: 2,
    issues: [],
    notices: ["csv/repeated-task", "csv/number-settled"],
  },
  {
    name: "units in scientific notation, not in a list",
    read: (text) => readWorkloadCsv(text),
    text: work(task({ unit: '"3,27601E+12"' }), task({ job: "1E+12" })),
    kept: 0,
    issues: ["csv/id-mangled", "csv/id-mangled"],
  },
  {
    name: "a school's number in scientific notation",
    read: school,
    text: `${SCHOOL}\n1,0E+07;SD 1;SD;Negeri;6;60;3\n`,
    kept: 0,
    issues: ["csv/id-mangled"],
  },
  {
    name: "an unknown job",
    read: abk,
    text: work(task({ job: "JF-ASDM-9" })),
    kept: 0,
    issues: ["csv/unknown-position"],
  },
  { name: "an unknown unit", read: abk, text: work(task({ unit: "UK-011" })), kept: 0, issues: ["csv/unknown-unit"] },
  {
    name: "a job of another unit",
    read: abk,
    text: work(task({ job: "P-1" })),
    kept: 0,
    issues: ["csv/unknown-position"],
  },
  {
    name: "a title of two posts",
    read: abk,
    text: work(task({ unit: "PKM-1", job: "Bidan" })),
    kept: 0,
    issues: ["csv/ambiguous-position"],
  },
  { name: "no unit", read: abk, text: work(task({ unit: "" })), kept: 0, issues: ["csv/missing-value"] },
  { name: "no job", read: abk, text: work(task({ job: "" })), kept: 0, issues: ["csv/missing-value"] },
  {
    name: "two years",
    read: abk,
    text: work(task({ year: "2025" }), task({})),
    kept: 1,
    issues: ["csv/other-year"],
  },
  { name: "a year in words", read: abk, text: work(task({ year: "kini" })), kept: 0, issues: ["csv/bad-number"] },
  { name: "a row of totals", read: abk, text: work(task({}), ",,,Jumlah,,12,,"), kept: 1, issues: ["csv/total-row"] },
  { name: "the headings again", read: abk, text: work(task({}), HEAD), kept: 1, issues: ["csv/repeated-heading"] },
  {
    name: "a cell too few",
    read: abk,
    text: work(task({}), "UK-010,JF-ASDM-1,2026"),
    kept: 1,
    issues: ["csv/ragged-row"],
  },
  {
    name: "a task twice",
    read: abk,
    text: work(task({}), task({})),
    kept: 2,
    issues: [],
    notices: ["csv/repeated-task"],
  },
  {
    name: "totals and averages with codes filled down",
    read: abk,
    text: work(
      task({}),
      "UK-010,JF-ASDM-1,2026,JUMLAH,,12,tahun,900",
      "UK-010,JF-ASDM-1,2026,Jml beban kerja :,,12,,900",
      "UK-010,JF-ASDM-1,2026,Sub Total,,12,tahun,900",
      "UK-010,JF-ASDM-1,2026,Rata-rata,,12,tahun,900",
      "JUMLAH,JF-ASDM-1,2026,,,12,tahun,900",
      ",,,Rata-rata,,,,900",
    ),
    kept: 1,
    issues: Array(6).fill("csv/total-row"),
  },
  {
    name: "a task that counts something",
    read: abk,
    text: work("UK-010,JF-ASDM-1,2026,Jumlah arsip dihitung,Jumlah,12,tahun,900"),
    kept: 1,
    issues: [],
  },
  {
    name: "signatures, remarks and titles between the rows",
    read: abk,
    text: work(
      ",,,I. Sub Bagian Umum,,,,",
      task({}),
      ',,,,,,,"Medan, 1 Januari 2026"',
      ",,,Mengetahui,,,,Analis",
      ",,,NIP. 198609262015051001,,,,",
    ),
    kept: 1,
    issues: Array(4).fill("csv/stray-row"),
  },
  {
    name: "two columns of volumes that disagree",
    read: abk,
    text: "kode_jabatan;kode_unit;volume;jumlah volume;periode;norma_waktu\nJF-ASDM-1;UK-010;10;20;hari;5\nJF-ASDM-1;UK-010;10;10;hari;5\n",
    kept: 1,
    issues: ["csv/columns-disagree"],
    notices: ["csv/second-column"],
  },
  {
    name: "a second table below",
    read: abk,
    text: work(
      task({}),
      "kode_unit,kode_jabatan,tahun,uraian_tugas,hasil_kerja,norma_waktu,satuan_periode,volume",
      task({}),
    ),
    kept: 1,
    issues: ["csv/another-table"],
  },
  {
    name: "a unit of time that is a period",
    read: abk,
    text: timed("satuan_waktu", "10;tahun"),
    kept: 0,
    issues: ["csv/bad-norm-unit"],
  },
  { name: "no unit of time", read: abk, text: timed("satuan_waktu", "10;"), kept: 0, issues: ["csv/missing-value"] },
  {
    name: "hours under a heading of minutes",
    read: abk,
    text: timed("satuan_waktu", "10;jam").replace("norma_waktu", "norma waktu (menit)"),
    kept: 0,
    issues: ["csv/columns-disagree"],
  },
  {
    name: "a unit of time is no period",
    read: abk,
    text: "kode_jabatan;kode_unit;volume;norma_waktu;satuan_waktu\nJF-ASDM-1;UK-010;10;2;jam\n",
    kept: 0,
    issues: ["csv/missing-column"],
  },
  {
    name: "hours beside minutes that contradict them",
    read: abk,
    text: timed("norma waktu (jam)", "90;1,5", "90;2", "10;0,17", "10;0"),
    kept: 3,
    issues: ["csv/columns-disagree"],
    notices: ["csv/repeated-task"],
  },
  // WISN
  {
    name: "hours a week without the weeks",
    read: wisn,
    text: `kode unit;jabatan;jenis;kegiatan;jam per minggu\n${nurse("penunjang;Rapat;2")}\n`,
    kept: 0,
    issues: ["csv/weeks-unknown"],
  },
  {
    name: "an activity of 0 minutes",
    read: wisn,
    text: sheet(nurse("kegiatan;X;1;0;0;;;;")),
    kept: 0,
    issues: ["csv/wrong-columns"],
  },
  {
    name: "an unknown kind",
    read: wisn,
    text: sheet(nurse("lain;X;1;1;;;;;")),
    kept: 0,
    issues: ["csv/bad-work-kind"],
  },
  { name: "no kind", read: wisn, text: sheet(nurse(";X;1;1;;;;;")), kept: 0, issues: ["csv/missing-value"] },
  {
    name: "an activity without time",
    read: wisn,
    text: sheet(nurse("kegiatan;X;1;;;;;;")),
    kept: 0,
    issues: ["csv/wrong-columns"],
  },
  {
    name: "an activity with both times",
    read: wisn,
    text: sheet(nurse("kegiatan;X;1;1;1;;;;")),
    kept: 0,
    issues: ["csv/wrong-columns"],
  },
  {
    name: "an activity without workload",
    read: wisn,
    text: sheet(nurse("kegiatan;X;;1;;;;;")),
    kept: 0,
    issues: ["csv/missing-value"],
  },
  {
    name: "an activity with an allowance",
    read: wisn,
    text: sheet(nurse("kegiatan;X;1;1;;9;;;")),
    kept: 0,
    issues: ["csv/wrong-columns"],
  },
  {
    name: "an allowance in two forms",
    read: wisn,
    text: sheet(VISIT, nurse("penunjang;X;;;;9;9;;")),
    kept: 1,
    issues: ["csv/wrong-columns"],
  },
  {
    name: "an allowance longer than the day",
    read: wisn,
    text: sheet(VISIT, nurse("penunjang;X;;;;1441;;;")),
    kept: 1,
    issues: ["csv/bad-number"],
  },
  {
    name: "an allowance of everybody with people",
    read: wisn,
    text: sheet(VISIT, nurse("penunjang;X;;;;9;;;2")),
    kept: 1,
    issues: ["csv/wrong-columns"],
  },
  {
    name: "an additional activity of nobody knows how many",
    read: wisn,
    text: sheet(VISIT, nurse("tambahan;X;;;;9;;;")),
    kept: 1,
    issues: ["csv/missing-value"],
  },
  {
    name: "allowances alone",
    read: wisn,
    text: sheet(nurse("penunjang;X;;;;9;;;")),
    kept: 1,
    issues: [],
    notices: ["csv/no-activity"],
  },
  {
    name: "an activity twice",
    read: wisn,
    text: sheet(VISIT, VISIT),
    kept: 2,
    issues: [],
    notices: ["csv/repeated-task"],
  },
  // Schools
  {
    name: "a school without a class",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SD;Negeri;0;0;3\n`,
    kept: 0,
    issues: ["csv/no-class"],
  },
  {
    name: "fewer classes than none",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SD;Negeri;-1;0;3\n`,
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "a state school that is private",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SDN;Swasta;6;60;3\n`,
    kept: 1,
    issues: [],
    notices: ["csv/status-disagrees"],
  },
  {
    name: "half a class",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SD;Negeri;6,5;0;3\n`,
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "no classes",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SD;Negeri;;0;3\n`,
    kept: 0,
    issues: ["csv/missing-value"],
  },
  {
    name: "another kind of school",
    read: school,
    text: `${SCHOOL}\n1;SLB 1;SLB;Negeri;6;60;3\n`,
    kept: 0,
    issues: ["csv/bad-level"],
  },
  {
    name: "a school twice",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SD;N;6;9;3\n1;SD 2;SD;N;6;9;3\n`,
    kept: 1,
    issues: ["csv/duplicate-id"],
  },
  {
    name: "negative teachers",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SD;Negeri;6;60;-1\n`,
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "a status of another kind",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SD;Yayasan;6;60;3\n`,
    kept: 1,
    issues: [],
    notices: ["csv/bad-school-status"],
  },
  {
    name: "a total",
    read: school,
    text: `${SCHOOL}\n1;SD 1;SD;N;6;60;3\n;JUMLAH;;;6;60;3\n`,
    kept: 1,
    issues: ["csv/total-row"],
  },
];

test.for(cases)("$read.name: $name", ({ read, text, kept, issues, notices = [] }) => {
  const result = read(text);
  expect(result.rows).toHaveLength(kept);
  expect(result.issues.map(({ code }) => code)).toEqual(issues);
  expect(result.notices.map(({ code }) => code)).toEqual(expect.arrayContaining([...notices]));
  for (const { code } of result.notices) expect([...notices, "csv/unknown-columns"]).toContain(code);
  expect(result.rowsRead).toBe(result.rows.length + result.rowsReported);
  expect(result.lines).toHaveLength(kept);
  for (const { code, path, message } of [...result.issues, ...result.notices]) {
    expect(Object.keys(CSV_CODES)).toContain(code);
    expect(path[0]).toMatch(/^(?:workload|wisn|schools)\.csv$/);
    expect(message).not.toBe("");
  }
});

test("an issue names file, line and heading, and the word that was meant", () => {
  const { issues } = readWorkloadCsv(work(task({}), task({ job: "Analis SDM Aparatr", period: "dasawarsa" })), {
    positions,
    fileName: "abk.csv",
  });
  expect(issues.map(({ path }) => path)).toEqual([
    ["abk.csv", 3, "kode_jabatan"],
    ["abk.csv", 3, "satuan_periode"],
  ]);
  expect(issues[0]!.hint).toBe('"Analis SDM Aparatur" is meant');
});

test("equal titles of several agencies stay apart; where nothing keeps them apart, that is said", () => {
  const sheetOf = (head: string, ...rows: readonly string[]): string =>
    [`${head};uraian_tugas;volume;periode;norma_waktu`, ...rows.map((row) => `${row};a;10;hari;5`), ""].join("\n");
  const read = (text: string): unknown[] => {
    const { rows, issues, notices } = readWorkloadCsv(text);
    return [rows.map(({ positionId }) => positionId), [...issues, ...notices].map(({ code }) => code)];
  };
  expect(read(sheetOf("OPD;Jabatan", "A;Arsiparis", "B;Arsiparis"))).toEqual([["A/Arsiparis", "B/Arsiparis"], []]);
  expect(read(sheetOf("OPD;Unit Kerja;Jabatan", "A;Sekretariat;Arsiparis", "B;Sekretariat;Arsiparis"))).toEqual([
    ["A/Sekretariat/Arsiparis", "B/Sekretariat/Arsiparis"],
    [],
  ]);
  expect(read(sheetOf("OPD;kode_unit;Jabatan", "A;U1;Arsiparis"))).toEqual([["U1/Arsiparis"], []]);
  expect(read(sheetOf("OPD;Jabatan", "A;Arsiparis", ";Arsiparis"))).toEqual([["A/Arsiparis"], ["csv/missing-value"]]);
  expect(read(sheetOf("Jabatan", "Arsiparis"))).toEqual([["Arsiparis"], ["csv/no-unit-column"]]);
});

test("blank places hint at merged cells", () => {
  const { issues } = readWorkloadCsv(work(task({ unit: "" }), task({ job: "" })));
  expect(issues.map(({ hint }) => hint)).toEqual(Array(2).fill(expect.stringContaining("merged")));
});

test("ids are found in upper and lower case; title and level in one cell are told apart", () => {
  const ids = readWorkloadCsv(work(task({ job: "jf-asdm-1" }), task({ job: "ADM", unit: "uk-010" })), places);
  expect(ids.rows.map(({ positionId }) => positionId)).toEqual(["JF-ASDM-1", "UK-010/adm"]);
  const byId = "id jabatan;volume;periode;norma_waktu\njf-asdm-1;1;hari;1\n";
  expect(readWorkloadCsv(byId, places).rows).toMatchObject([{ positionId: "JF-ASDM-1" }]);
  const twins = [...positions, { ...positions[0]!, id: "jf-asdm-1" }];
  expect(readWorkloadCsv(work(task({ job: "Jf-Asdm-1" })), { positions: twins }).rows).toEqual([]);
  const hint = (job: string): string | undefined =>
    readWorkloadCsv(work(task({ unit: "PKM-1", job })), places).issues[0]!.hint;
  expect(hint("Bidan Mahir")).toMatch(/^"Bidan" with the level "mahir" is meant/);
  expect(hint("Perawat Ahli Pertama")).toMatch(/^"Perawat" is meant: the level belongs in a column/);
});

test("the sheet of one post: options supply the position and the period", () => {
  const text =
    "No;Uraian Tugas;Satuan Hasil;Waktu Penyelesaian (jam);Volume\n1;Menyusun rencana;Dokumen;1,5;12\n2;Jumlah arsip dihitung;Arsip;1;4\n;JUMLAH;;;16\n";
  const { rows, issues, notices } = readWorkloadCsv(text, { positionId: "P-1", period: "year", positions });
  expect(rows).toEqual([
    { positionId: "P-1", name: "Menyusun rencana", volume: 12, period: "year", timeNorm: 90 },
    { positionId: "P-1", name: "Jumlah arsip dihitung", volume: 4, period: "year", timeNorm: 60 },
  ]);
  expect([issues.map(({ code }) => code), notices]).toEqual([["csv/total-row"], []]);
  const unknown = readWorkloadCsv(text, { positionId: "P-99", period: "year", positions });
  expect(unknown.issues[0]).toMatchObject({ code: "csv/unknown-position" });
  const named = readWorkloadCsv(work(task({})), { positionId: "P-1", period: "day" });
  expect(named.rows).toMatchObject([{ positionId: "UK-010/JF-ASDM-1", period: "year" }]);
  expect(named.notices.map(({ code }) => code)).toEqual(["csv/unused-option", "csv/unused-option"]);
  expect(() => readWorkloadCsv(text, { period: "tahun" } as never)).toThrow(ImbangError);
  expect(() => readWorkloadCsv(text, { positionId: "" })).toThrow(ImbangError);
});

test("the unit of a norm stands in its heading or in a column of its own", () => {
  const norms = (text: string): number[] => readWorkloadCsv(text).rows.map(({ timeNorm }) => timeNorm);
  expect(norms(timed("satuan_waktu", "2;jam", "2;menit", "1,5;Jam", "90;minutes"))).toEqual([120, 2, 90, 90]);
  expect(norms(timed("norma waktu (jam)", "90;1,5", ";1,5", "90;"))).toEqual([90, 90, 90]);
});

test("a WISN sheet in hours: norms, hours a week, and zeros where a column does not apply", () => {
  const head =
    "kode unit;jabatan;jenis;kegiatan;volume per tahun;norma waktu (jam);per jam;menit per hari;jam per minggu;orang";
  const text = [
    head,
    nurse("kegiatan;Kunjungan;100;1,5;0;0;0;0"),
    nurse("kegiatan;Suntik;100;0;2,5;0;0;0"),
    nurse("penunjang;Rapat;0;0;0;0;2;0"),
    nurse("penunjang;Nihil;0;0;0;0;0;0"),
    nurse("tambahan;Program;0;0;0;9;0,0;2"),
    "",
  ].join("\n");
  const { rows, issues } = readWisnCsv(text, { weeksPerYear: 44 });
  expect(issues).toEqual([]);
  expect(rows.map(({ entry }) => entry)).toEqual([
    { name: "Kunjungan", workload: 100, timeNorm: 90 },
    { name: "Suntik", workload: 100, ratePerHour: 2.5 },
    { name: "Rapat", hoursPerYear: 88 },
    { name: "Nihil", minutesPerDay: 0 },
    { name: "Program", people: 2, minutesPerDay: 9 },
  ]);
  expect(() => readWisnCsv(text, { weeksPerYear: 54 })).toThrow(ImbangError);
});

test("positions of which a row was left out are named, others are not", () => {
  const text = work(
    task({}),
    task({ volume: "?" }), // of JF-ASDM-1
    task({ job: "adm" }),
    task({ job: "adm", year: "2025" }), // another year leaves nothing out
    "UK-010,adm,2026,Jumlah,,12,tahun,900", // nor does a total
    task({ unit: "PKM-1", job: "P-1", period: "?" }), // nothing is left of P-1
    "PKM-1,P-2,2026,cut off", // a row cut off still names its position
    task({ unit: "PKM-9", job: "P-3" }), // whose place cannot be read
  );
  expect(readWorkloadCsv(text, places).incomplete).toEqual(["JF-ASDM-1", "P-1", "P-2"]);
  const free = work(task({ job: "a" }), task({ job: "a", norm: "0" }), "UK-010,a", "UK-010,b", "x");
  expect(readWorkloadCsv(free).incomplete).toEqual(["UK-010/a"]);
  expect(readWorkloadCsv(work(task({}))).incomplete).toEqual([]);
  expect(readWisnCsv(sheet(VISIT, nurse("penunjang;X;;;;;;;")), places).incomplete).toEqual(["P-1"]);
});

test("every row says on which line it stands, and so does every entry of a study", () => {
  const tasks = readWorkloadCsv(work(task({}), "", task({ volume: "?" }), task({ job: "P-9" })));
  expect(tasks.rows).toHaveLength(2);
  expect(tasks.lines).toEqual([2, 5]);
  const school = readSchoolsCsv(`DAFTAR SEKOLAH\n${SCHOOL}\n1;SD 1;SD;Negeri;6;60;3\n`);
  expect(school.lines).toEqual([3]);
  const { lines, studies, studyLines } = readWisnCsv(
    sheet("PKM-1;Bidan;kegiatan;X;1;1;;;;;", nurse("penunjang;Y;;;;9;;;"), VISIT, nurse("tambahan;Z;;;;9;;;1"), VISIT),
  );
  expect(lines).toEqual([2, 3, 4, 5, 6]);
  expect(studies.map(({ positionId }) => positionId)).toEqual(["PKM-1/Bidan", "PKM-1/Perawat"]);
  expect(studyLines).toEqual([
    { activities: [2], categoryAllowances: [], individualAllowances: [] },
    { activities: [4, 6], categoryAllowances: [3], individualAllowances: [5] },
  ]);
});

test("the recipe for studies works on every study: allowances alone are none", () => {
  const { studies, studyLines, notices, rows } = readWisnCsv(
    sheet("PKM-1;Bidan;penunjang;Y;;;;9;;;", VISIT, nurse("penunjang;Y;;;;9;;;")),
  );
  const needs = new Map<string, ReturnType<typeof wisnNeed>>();
  const workingTime = { hoursPerYear: 1155, hoursPerDay: 4.375 };
  for (const { positionId, ...parts } of studies) needs.set(positionId, wisnNeed({ workingTime, ...parts }));
  expect([...needs.keys()]).toEqual(["PKM-1/Perawat"]);
  expect([rows.length, studyLines.length]).toEqual([3, 1]);
  expect(notices).toMatchObject([
    { code: "csv/no-activity", path: ["wisn.csv", 2], message: expect.stringContaining("Bidan") },
  ]);
});

test("a number that another one settled is named with its reading, the evidence and the option that overrides", () => {
  const text = work(task({ volume: "1.250" }), task({ volume: "2.500" }), task({ norm: "7.5" }));
  const { notices, rows } = readWorkloadCsv(text);
  expect(rows[0]).toMatchObject({ volume: 1.25 });
  expect(notices.filter(({ code }) => code === "csv/number-settled")).toEqual([
    {
      code: "csv/number-settled",
      path: ["workload.csv", 2, "volume"],
      message:
        '"1.250" was read as 1.25, since "7.5" on line 4 (norma_waktu) has a decimal point; 1 more of this column likewise',
      hint: 'this is wrong: the option decimal: "," reads it the other way',
    },
  ]);
  const other = readWorkloadCsv(text, { decimal: "," });
  expect(other.rows[0]).toMatchObject({ volume: 1250 });
  expect(other.notices.map(({ code }) => code)).not.toContain("csv/number-settled");
});

test("messages name a maximum only where it is what was missed", () => {
  const message = (volume: string): string => readWorkloadCsv(work(task({ volume }))).issues[0]!.message;
  expect(message("-10")).toBe('"-10" is not a number of at least 0');
  expect(message("tiga")).toBe('"tiga" is not a number of at least 0');
  expect(message("1".repeat(14))).toMatch(/from 0 to 1000000000000$/);
});

test("what to head a missing column leads with the headings of the templates", () => {
  const hints = readWorkloadCsv("kode_unit;uraian_tugas\nU;a\n").issues.map(({ hint }) => hint);
  expect(hints[0]).toBe("add a column headed kode_jabatan, nama jabatan, id jabatan");
  expect(hints[2]).toBe("add a column headed satuan_periode, periode, period");
  expect(hints[3]).toMatch(/^add a column headed norma_waktu, /);
});

test("an issue of a file reads as a line and a column", () => {
  const { issues } = readWisnCsv(sheet(nurse("kegiatan;X;?;1;;;;;")), places);
  expect(issues.map(formatCsvIssue)).toEqual([
    '[csv/bad-number] wisn.csv line 2, column "volume per tahun": "?" is not a number of at least 0',
  ]);
  expect(formatCsvIssue(readWisnCsv("").issues[0]!)).toBe("[csv/empty-file] wisn.csv: the file is empty");
  const other = { code: "csv/bad-input", path: ["plan", "transfers", 3], message: "m", hint: "h" };
  expect(formatCsvIssue(other)).toBe(formatIssue(other));
  expect(formatCsvIssue({ ...other, path: ["a.csv", 7] })).toBe("[csv/bad-input] a.csv line 7: m\n  Maybe h");
});

test("options that do not exist are refused", () => {
  expect(() => readWorkloadCsv("", { yaer: 2026 } as never)).toThrow(ImbangError);
  expect(() => readWorkloadCsv("", { year: 2026.5 })).toThrow(ImbangError);
  expect(() => readWisnCsv("", { positions: [{}] } as never)).toThrow(ImbangError);
  expect(() => readSchoolsCsv("", { units } as never)).toThrow(ImbangError);
  expect(() => readSchoolsCsv(7 as never)).toThrow(ImbangError);
});

test("no text makes a reader throw, and every row is kept or reported", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "UK-010",
      "JF-ASDM-1",
      "P-1",
      "Perawat",
      "kegiatan",
      "tambahan",
      "tahun",
      "SD",
      "12",
      "7,5",
      "1.200",
      "",
    ),
    fc.string({ maxLength: 12 }),
  );
  const row = fc.array(cell, { minLength: 1, maxLength: 12 }).map((cells) => cells.join(";"));
  const head = fc.constantFrom(HEAD.replaceAll(",", ";"), WISN, SCHOOL, "");
  const file = fc.tuple(head, fc.array(row, { maxLength: 8 })).map(([first, rows]) => [first, ...rows].join("\n"));
  fc.assert(
    fc.property(file, (text) => {
      for (const read of [abk, wisn, school]) {
        const { rows, lines, rowsRead, rowsReported, issues } = read(text);
        expect(lines).toHaveLength(rows.length);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        expect(rowsRead).toBe(rows.length + rowsReported);
        if (rowsReported > 0) expect(issues.length).toBeGreaterThan(0);
      }
      const workload = readWorkloadCsv(text).rows;
      if (workload.length > 0) expect(abkNeeds(workload).length).toBeGreaterThan(0);
      for (const one of readSchoolsCsv(text).rows) {
        if (one.school.level === "SD") expect(teachingNeed(one.school).required).toBeGreaterThan(0);
      }
    }),
  );
});

test("what is read is taken by the calculation at the ends of every range", () => {
  const ends = work(task({ volume: "0", norm: '"0,001"' }), task({ volume: "1000000000000", norm: "1000000000" }));
  expect(readWorkloadCsv(ends).rows).toHaveLength(2);
  expect(abkNeeds(readWorkloadCsv(ends).rows)[0]!.required).toBeGreaterThan(1e15);
  const text = sheet(nurse("kegiatan;X;1000000000000;;0,001;;;;"), nurse("tambahan;Y;;;;;0;;1000000"));
  const [study] = readWisnCsv(text, places).studies;
  const { positionId: _, ...parts } = study!;
  expect(wisnNeed({ workingTime: { hoursPerYear: 1155, hoursPerDay: 4.375 }, ...parts }).required).toBeGreaterThan(
    1e10,
  );
});
