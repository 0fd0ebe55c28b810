/** A file like SIASN's "Export Data ASN": every person in it is invented. */
import { expect, test } from "vitest";
import { readStaffCsv } from "../../src/csv/index.js";
import type { Position, Unit } from "../../src/scenario/types.js";

const HEADINGS =
  "PNS ID;NIP BARU;NIP LAMA;NAMA;GELAR DEPAN;GELAR BELAKANG;TEMPAT LAHIR ID;TEMPAT LAHIR NAMA;TANGGAL LAHIR;JENIS KELAMIN;AGAMA ID;AGAMA NAMA;JENIS KAWIN ID;JENIS KAWIN NAMA;NIK;NOMOR HP;EMAIL;EMAIL GOV;ALAMAT;NPWP NOMOR;BPJS;JENIS PEGAWAI ID;JENIS PEGAWAI NAMA;KEDUDUKAN HUKUM ID;KEDUDUKAN HUKUM NAMA;STATUS CPNS PNS;KARTU ASN VIRTUAL;NOMOR SK CPNS;TANGGAL SK CPNS;TMT CPNS;NOMOR SK PNS;TANGGAL SK PNS;TMT PNS;GOL AWAL ID;GOL AWAL NAMA;GOL AKHIR ID;GOL AKHIR NAMA;TMT GOLONGAN;MK TAHUN;MK BULAN;JENIS JABATAN ID;JENIS JABATAN NAMA;JABATAN ID;JABATAN NAMA;TMT JABATAN;TINGKAT PENDIDIKAN ID;TINGKAT PENDIDIKAN NAMA;PENDIDIKAN ID;PENDIDIKAN NAMA;NAMA SEKOLAH;TAHUN LULUS;KPKN ID;KPKN NAMA;LOKASI KERJA ID;LOKASI KERJA NAMA;UNOR ID;UNOR NAMA;INSTANSI INDUK ID;INSTANSI INDUK NAMA;INSTANSI KERJA ID;INSTANSI KERJA NAMA;SATUAN KERJA INDUK ID;SATUAN KERJA INDUK NAMA;SATUAN KERJA KERJA ID;SATUAN KERJA KERJA NAMA;IS VALID NIK;FLAG IKD;STATUS ASN".split(
    ";",
  );

/** Texts that must never come out again. */
const SECRET = "RAHASIA";

const units: Unit[] = Array.from({ length: 400 }, (_, k) => ({
  id: `A5EB03E2-${k}`,
  agencyId: "D1",
  name: `SD Negeri Contoh ${k}`,
}));
const positions: Position[] = units.flatMap(({ id }, k) => [
  { id: `G${k}`, unitId: id, title: "Guru Ahli Pertama", capacity: 40, required: 12.5 },
  { id: `T${k}`, unitId: id, title: "Pengelola Layanan Operasional", capacity: 40, required: 3.42 },
]);

interface Person {
  readonly NIP: string;
  readonly cells?: Readonly<Record<string, string>>;
}

/** One row: what a plan reads, and secrets in every other column. */
function row({ NIP, cells = {} }: Person, unit = units[0]!): string {
  const read: Record<string, string> = {
    "NIP BARU": `'${NIP}`,
    "TANGGAL LAHIR": `${NIP.slice(6, 8)}-${NIP.slice(4, 6)}-${NIP.slice(0, 4)}`,
    "JENIS PEGAWAI NAMA": "PNS Daerah",
    "KEDUDUKAN HUKUM ID": "'01",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "STATUS CPNS PNS": "P",
    "TMT CPNS": `01-${NIP.slice(12, 14)}-${NIP.slice(8, 12)}`,
    "GOL AKHIR NAMA": "III/b",
    "JABATAN NAMA": "'Guru Ahli Pertama",
    "TMT JABATAN": "01-02-2019",
    "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
    "PENDIDIKAN NAMA": "S-1 PENDIDIKAN GURU SEKOLAH DASAR",
    "UNOR ID": `'${unit.id}`,
    "UNOR NAMA": unit.name,
    "INSTANSI INDUK NAMA": "Pemerintah Kota Contoh",
    "INSTANSI KERJA NAMA": "Pemerintah Kota Contoh",
    "SATUAN KERJA INDUK NAMA": "Pemerintah Kota Contoh",
    "SATUAN KERJA KERJA NAMA": "Pemerintah Kota Contoh",
    ...cells,
  };
  return HEADINGS.map((heading) => read[heading] ?? `'${SECRET} ${heading}`).join(";");
}

const file = (...rows: readonly string[]): string => `${[HEADINGS.join(";"), ...rows].join("\r\n")}\r\n`;

test("an export is read: apostrophes, null, day first, semicolons", () => {
  const result = readStaffCsv(
    file(
      row({ NIP: "198609262015051001" }),
      row({
        NIP: "199009132025212014",
        cells: {
          "JENIS PEGAWAI NAMA": "PPPK",
          "KEDUDUKAN HUKUM ID": "71",
          "KEDUDUKAN HUKUM NAMA": "PPPK Aktif",
          "STATUS CPNS PNS": "P",
          "TMT CPNS": "null",
          "GOL AKHIR NAMA": "IX",
          "PENDIDIKAN NAMA": "null",
        },
      }),
      row({
        NIP: "199703152024041002",
        cells: { "STATUS CPNS PNS": "C", "JABATAN NAMA": "null", "UNOR ID": "null", "UNOR NAMA": "null" },
      }),
    ),
    { units, positions },
  );
  expect(result.issues).toEqual([]);
  expect(result.notices.map(({ code, path }) => [code, path[1]])).toEqual([["csv/waiting-person", 4]]);
  expect(result.rows).toEqual([
    {
      id: "198609262015051001",
      positionId: "G0",
      grade: "III/b",
      education: { level: "S1", field: "PENDIDIKAN GURU SEKOLAH DASAR" },
      status: "PNS",
      active: true,
      birthDate: "1986-09-26",
      appointedOn: "2015-05-01",
      positionSince: "2019-02-01",
    },
    {
      id: "199009132025212014",
      positionId: "G0",
      grade: "IX",
      education: { level: "S1" },
      status: "PPPK",
      active: true,
      birthDate: "1990-09-13",
      positionSince: "2019-02-01",
    },
    {
      id: "199703152024041002",
      positionId: null,
      grade: "III/b",
      education: { level: "S1", field: "PENDIDIKAN GURU SEKOLAH DASAR" },
      status: "CPNS",
      active: true,
      birthDate: "1997-03-15",
      appointedOn: "2024-04-01",
      positionSince: "2019-02-01",
    },
  ]);
});

test("no private column comes out again: neither in rows nor in any message", () => {
  const broken = { "GOL AKHIR NAMA": "03-Jan", "TMT JABATAN": "besok", "JABATAN NAMA": "Tidak Ada" };
  const result = readStaffCsv(
    file(
      row({ NIP: "198609262015051001", cells: { "KEDUDUKAN HUKUM NAMA": SECRET } }),
      row({ NIP: "198609262015051001" }),
      row({ NIP: "198609262015051002", cells: broken }),
      `${row({ NIP: "198609262015051003" })};${SECRET} too many`,
      `JUMLAH;${SECRET}`,
    ),
    { units, positions },
  );
  expect(result).toMatchObject({ rowsRead: 5, rowsReported: 4 });
  expect(JSON.stringify(result)).not.toContain(SECRET);
  expect(JSON.stringify(result)).not.toMatch(/AGAMA|NIK|NOMOR HP|NPWP/);
});

test("a nominatif list is read: titles, column numbers, rank names, dates in words", () => {
  const text = [
    "DAFTAR NOMINATIF PEGAWAI NEGERI SIPIL;;;;;;;;;;;",
    "KEADAAN BULAN JANUARI 2025;;;;;;;;;;;",
    ";;;;;;;;;;;",
    "NO;NAMA;NIP BARU;GOLRU;PANGKAT;TMT GOLRU;UNIT KERJA;JABATAN;TMT JABATAN;PENDIDIKAN TERAKHIR;JENIS PENDIDIKAN;TGL LAHIR",
    "1;2;3;4;5;6;7;8;9;10;11;12",
    `1;${SECRET};19860926 201505 1 001;III/b;Penata Muda Tk. I;1 April 2020;SD Negeri Contoh 7;Guru Ahli Pertama;1 Februari 2019;S1;PGSD;26 September 1986`,
    "JUMLAH;1;;;;;;;;;;",
  ].join("\n");
  const result = readStaffCsv(text, { units, positions });
  expect(result.rows).toMatchObject([
    { positionId: "G7", grade: "III/b", education: { level: "S1", field: "PGSD" }, positionSince: "2019-02-01" },
  ]);
  expect(result.issues.map(({ code }) => code)).toEqual(["csv/total-row"]);
  expect(result.notices.map(({ code }) => code)).toEqual([
    "csv/skipped-lines",
    "csv/skipped-lines",
    "csv/second-column", // the rank beside the grade: compared, and the same
  ]);
});

const numbered = (k: number): string => `1986092620150${(k % 9) + 1}1${String((k % 999) + 1).padStart(3, "0")}`;

test("20,000 people and 68 columns are read in seconds", () => {
  const text = file(
    ...Array.from({ length: 20_000 }, (_, k) => {
      const day = `19${60 + (k % 40)}${String((k % 12) + 1).padStart(2, "0")}${String((Math.floor(k / 480) % 28) + 1).padStart(2, "0")}`;
      const year = 1960 + (k % 40) + 22;
      return row({ NIP: `${day}${year}011${String((k % 998) + 1).padStart(3, "0")}` }, units[k % units.length]);
    }),
  );
  const start = performance.now();
  const result = readStaffCsv(text, { units, positions });
  const elapsed = performance.now() - start;
  console.info(`20,000 rows, ${(text.length / 1e6).toFixed(1)} MB: ${elapsed.toFixed(0)} ms`);
  expect(result.rowsRead).toBe(20_000);
  expect(result.rows.length + result.rowsReported).toBe(20_000);
  expect(elapsed).toBeLessThan(20_000); // a guard against quadratic work, not a measurement
});

test("20,000 rows that are all wrong are all reported", () => {
  const bad = { "GOL AKHIR NAMA": "?", "TMT JABATAN": "?", "UNOR ID": "?", "TINGKAT PENDIDIKAN NAMA": "?" };
  const text = file(...Array.from({ length: 20_000 }, (_, k) => row({ NIP: numbered(k), cells: bad })));
  const result = readStaffCsv(text, { units, positions });
  expect(result.rows).toEqual([]);
  expect(result.rowsReported).toBe(20_000);
  expect(result.issues.length).toBeGreaterThanOrEqual(60_000);
  expect(result.notices).toEqual([]); // of rows that were left out, nothing more is said
});
