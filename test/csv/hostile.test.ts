import { expect, test } from "vitest";
import { ImbangError } from "../../src/errors/index.js";
import { CSV_CODES, readPositionsCsv, readStaffCsv, readUnitsCsv, type ReadResult } from "../../src/csv/index.js";

/** Two units of one name in two agencies, and positions of which two share title and unit. */
const units = [
  { id: "U1", agencyId: "A1", name: "SD Negeri 1" },
  { id: "U2", agencyId: "A1", name: "Puskesmas Ampera" },
  { id: "U3", agencyId: "A2", name: "Sekretariat" },
  { id: "U4", agencyId: "A1", name: "Sekretariat" },
];
const agencies = [
  { id: "A1", name: "Dinas Pendidikan" },
  { id: "A2", name: "Dinas Kesehatan" },
];
const positions = [
  { id: "P1", unitId: "U1", title: "Guru Kelas", capacity: 9, required: 8 },
  { id: "P2", unitId: "U2", title: "Perawat", jobLevel: "terampil", capacity: 4, required: 4 },
  { id: "P3", unitId: "U2", title: "Perawat", jobLevel: "mahir", capacity: 4, required: 4 },
  { id: "P4", unitId: "U3", title: "Arsiparis", capacity: 1, required: 1 },
];
const places = { units, agencies, positions };

const staff = (text: string | Uint8Array): ReadResult<unknown> => readStaffCsv(text, places);
const unit = (text: string | Uint8Array): ReadResult<unknown> => readUnitsCsv(text);
const position = (text: string | Uint8Array): ReadResult<unknown> => readPositionsCsv(text, { units, agencies });

const NIP = "198609262015051001";
const OTHER = "199009132025242014";
/** One person at P1 with one more column. */
const person = (heading: string, cell: string): string => `nip;position id;${heading}\n${NIP};P1;${cell}\n`;
/** One position with one more column. */
const post = (heading: string, cell: string): string =>
  `position id;unit id;title;capacity;required;${heading}\nX;U1;Guru;3;2,5;${cell}\n`;

interface Case {
  readonly name: string;
  readonly read: (text: string | Uint8Array) => ReadResult<unknown>;
  readonly text: string | Uint8Array;
  readonly kept: number;
  readonly issues: readonly (keyof typeof CSV_CODES)[];
  readonly notices?: readonly (keyof typeof CSV_CODES)[];
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const cases: readonly Case[] = [
  // The file
  { name: "nothing at all", read: staff, text: "", kept: 0, issues: ["csv/empty-file"] },
  { name: "no bytes", read: staff, text: bytes(), kept: 0, issues: ["csv/empty-file"] },
  { name: "a byte-order mark alone", read: staff, text: bytes(0xef, 0xbb, 0xbf), kept: 0, issues: ["csv/empty-file"] },
  { name: "blank lines", read: staff, text: "\n\r\n ;; \n", kept: 0, issues: ["csv/empty-file"] },
  {
    name: "headings alone",
    read: unit,
    text: "unit id,unit name,opd\n",
    kept: 0,
    issues: [],
    notices: ["csv/no-rows"],
  },
  {
    name: "headings alone, no line end",
    read: unit,
    text: "unit id,unit name,opd",
    kept: 0,
    issues: [],
    notices: ["csv/no-rows"],
  },
  {
    name: "no heading row",
    read: staff,
    text: `${NIP},Budi,Islam\n${OTHER},Siti,Islam\n`,
    kept: 0,
    issues: ["csv/no-header"],
  },
  { name: "another kind of file", read: unit, text: "date,amount\n2024,5\n", kept: 0, issues: ["csv/no-header"] },
  {
    name: "all columns missing but one",
    read: position,
    text: "title\nGuru\n",
    kept: 0,
    issues: ["csv/missing-column", "csv/missing-column", "csv/missing-column"],
  },
  {
    name: "a misspelt heading",
    read: unit,
    text: "unit id,unit nmae,opd\nU,N,A\n",
    kept: 0,
    issues: ["csv/missing-column"],
    notices: ["csv/unknown-columns"],
  },
  {
    name: "no position id and no positions",
    read: (text) => readStaffCsv(text),
    text: `nip,unit,jabatan\n${NIP},a,b\n`,
    kept: 0,
    issues: ["csv/missing-column"],
  },
  {
    name: "people without any place column",
    read: staff,
    text: `nip,grade\n${NIP},III/a\n`,
    kept: 0,
    issues: ["csv/missing-column", "csv/missing-column"],
  },
  {
    name: "a heading twice",
    read: unit,
    text: "unit id,unit name,opd,opd\nU,N,A,B\n",
    kept: 1,
    issues: ["csv/duplicate-heading"],
  },
  {
    name: "a private heading twice",
    read: unit,
    text: "unit id,unit name,opd,NIK,NIK\nU,N,A,1,2\n",
    kept: 1,
    issues: [],
  },
  {
    name: "unknown columns",
    read: unit,
    text: "unit id,unit name,opd,luas,lantai\nU,N,A,1,2\n",
    kept: 1,
    issues: [],
    notices: ["csv/unknown-columns"],
  },
  {
    name: "Windows-1252",
    read: unit,
    text: latin("unit id;unit name;opd\nU;Caf\xe9;A\n"),
    kept: 1,
    issues: [],
    notices: ["csv/windows-1252"],
  },
  {
    name: "UTF-16 without mark",
    read: unit,
    text: Uint8Array.from("unit id;unit name;opd\nU;N;A\n", (c) => c.charCodeAt(0)).reduce((all, c, k) => {
      all[2 * k] = c;
      return all;
    }, new Uint8Array(56)),
    kept: 1,
    issues: [],
    notices: ["csv/utf-16-guessed"],
  },
  {
    name: "lost characters",
    read: unit,
    text: "unit id;unit name;opd\nU;Caf\uFFFD;A\n",
    kept: 1,
    issues: [],
    notices: ["csv/replacement-characters"],
  },
  {
    name: "titles above the headings",
    read: unit,
    text: "DAFTAR UNIT KERJA;;\nTAHUN 2024;;\n\nunit id;unit name;opd\nU;N;A\n",
    kept: 1,
    issues: [],
    notices: ["csv/skipped-lines"],
  },
  {
    name: "column numbers under the headings",
    read: unit,
    text: "unit id;unit name;opd;lintang;bujur\n(1);(2);(3);(4);(5)\nU;N;A;;\n",
    kept: 1,
    issues: [],
    notices: ["csv/skipped-lines"],
  },
  { name: "sep= of Excel", read: unit, text: "sep=|\nunit id|unit name|opd\nU|a;b;c|A\n", kept: 1, issues: [] },
  { name: "old Mac line ends", read: unit, text: "unit id,unit name,opd\rU,N,A\rV,M,A\r", kept: 2, issues: [] },
  { name: "mixed line ends", read: unit, text: "unit id,unit name,opd\r\nU,N,A\nV,M,A\rW,O,A", kept: 3, issues: [] },
  {
    name: "no need column",
    read: position,
    text: "position id,unit id,title,capacity\nX,U1,Guru,3\n",
    kept: 1,
    issues: [],
    notices: ["csv/no-need-column"],
  },
  {
    name: "one agency, two names",
    read: unit,
    text: "unit id,unit name,opd id,opd\nU,N,A,Dinas\nV,M,A,Badan\n",
    kept: 2,
    issues: [],
    notices: ["csv/agency-names-differ"],
  },

  // Rows
  {
    name: "too few cells",
    read: unit,
    text: "unit id,unit name,opd\nU,N\nV,M,A\n",
    kept: 1,
    issues: ["csv/ragged-row"],
  },
  {
    name: "too many cells",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A,more\nV,M,A\n",
    kept: 1,
    issues: ["csv/ragged-row"],
  },
  {
    name: "an empty cell too many is nothing",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A,\n",
    kept: 1,
    issues: [],
  },
  {
    name: "an unquoted delimiter",
    read: unit,
    text: "unit id,unit name,opd\nU,Dinas A, B dan C,A\n",
    kept: 0,
    issues: ["csv/ragged-row"],
  },
  {
    name: "a quote that never closes",
    read: unit,
    text: 'unit id,unit name,opd\nU,"N,A\nV,M,A\nW,O,A\n',
    kept: 2,
    issues: ["csv/unclosed-quote"],
  },
  {
    name: "a quote that swallows rows",
    read: unit,
    text: 'unit id,unit name,opd\nU,N,"A\nV,M,A\nW,O,A"\nX,P,A\n',
    kept: 2,
    issues: ["csv/unclosed-quote", "csv/unclosed-quote"],
  },
  {
    name: "a quote in the middle",
    read: unit,
    text: 'unit id,unit name,opd\nU,Toko "Maju" Jaya,A\n',
    kept: 1,
    issues: [],
  },
  {
    name: "a cell over two lines",
    read: unit,
    text: 'unit id,unit name,opd\nU,"Bidang\nUmum",A\nV,M\n',
    kept: 1,
    issues: ["csv/ragged-row"],
  },
  {
    name: "a row of totals",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A\nJUMLAH,1,\n",
    kept: 1,
    issues: ["csv/total-row"],
  },
  {
    name: "totals in a later cell",
    read: position,
    text: "position id,unit id,title,capacity,required\nX,U1,Guru,3,2\n,,Total,3,2\n",
    kept: 1,
    issues: ["csv/total-row"],
  },
  {
    name: "a signature under the table",
    read: unit,
    text: "unit id;unit name;opd\nU;N;A\n;;Medan, 1 Januari 2025\n",
    kept: 1,
    issues: ["csv/missing-value", "csv/missing-value"],
  },
  {
    name: "no id, no name",
    read: unit,
    text: "unit id,unit name,opd\n-,null,A\n",
    kept: 0,
    issues: ["csv/missing-value", "csv/missing-value"],
  },
  {
    name: "one unit twice",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A\nU,M,A\n",
    kept: 1,
    issues: ["csv/duplicate-id"],
  },
  {
    name: "one person twice, spelt apart",
    read: staff,
    text: `nip;position id\n${NIP};P1\n'19860926 201505 1 001;P1\n`,
    kept: 1,
    issues: ["csv/duplicate-id"],
  },
  {
    name: "one position twice",
    read: position,
    text: "position id,unit id,title,capacity,required\nX,U1,Guru,3,2\nX,U1,Guru,3,2\n",
    kept: 1,
    issues: ["csv/duplicate-id"],
  },

  {
    name: "the headings again",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A\nUnit ID,Unit Name,OPD\nV,M,A\n",
    kept: 2,
    issues: ["csv/repeated-heading"],
  },

  // Places
  {
    name: "an unknown unit id",
    read: position,
    text: "position id,unit id,title,capacity,required\nX,U9,Guru,3,2\n",
    kept: 0,
    issues: ["csv/unknown-unit"],
  },
  {
    name: "a unit by name",
    read: position,
    text: "position id,unit,title,capacity,required\nX,  sd  negeri 1,Guru,3,2\n",
    kept: 1,
    issues: [],
  },
  {
    name: "a unit name that two bear",
    read: position,
    text: "position id,unit,title,capacity,required\nX,sekretariat,Guru,3,2\n",
    kept: 0,
    issues: ["csv/ambiguous-unit"],
  },
  {
    name: "… told apart by the agency",
    read: position,
    text: "position id,unit,opd,title,capacity,required\nX,sekretariat,dinas kesehatan,Guru,3,2\n",
    kept: 1,
    issues: [],
  },
  {
    name: "a unit of another agency",
    read: position,
    text: "position id,unit,opd,title,capacity,required\nX,SD Negeri 1,Dinas Kesehatan,Guru,3,2\n",
    kept: 0,
    issues: ["csv/unknown-unit"],
  },
  {
    name: "a unit name without units",
    read: (text) => readPositionsCsv(text),
    text: "position id,unit,title,capacity,required\nX,SD,Guru,3,2\n",
    kept: 0,
    issues: ["csv/unknown-unit"],
  },
  {
    name: "an unknown position id",
    read: staff,
    text: `nip;position id\n${NIP};P9\n`,
    kept: 0,
    issues: ["csv/unknown-position"],
  },
  {
    name: "an unknown title",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};SD Negeri 1;Kepala\n`,
    kept: 0,
    issues: ["csv/unknown-position"],
  },
  {
    name: "two positions of one title",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};Puskesmas Ampera;Perawat\n`,
    kept: 0,
    issues: ["csv/ambiguous-position"],
  },
  {
    name: "… told apart by the level",
    read: staff,
    text: `nip;unit;jabatan;jenjang\n${NIP};Puskesmas Ampera;Perawat;Mahir\n`,
    kept: 1,
    issues: [],
  },
  {
    name: "a title without a unit",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};;Perawat\n`,
    kept: 0,
    issues: ["csv/unknown-unit"],
  },
  {
    name: "a unit without a title",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};SD Negeri 1;null\n`,
    kept: 0,
    issues: ["csv/unknown-position"],
  },
  {
    name: "neither",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};null;-\n`,
    kept: 1,
    issues: [],
    notices: ["csv/waiting-person"],
  },
  {
    name: "a wish for nowhere",
    read: staff,
    text: person("wishes", "P2:1|Q:2"),
    kept: 0,
    issues: ["csv/unknown-place"],
  },
  { name: "a wish without a rank", read: staff, text: person("wishes", "P2"), kept: 0, issues: ["csv/bad-list"] },

  // NIP
  {
    name: "a NIP in scientific notation",
    read: staff,
    text: "nip;position id\n1,98609E+17;P1\n",
    kept: 0,
    issues: ["csv/nip-mangled"],
  },
  {
    name: "a rounded NIP",
    read: staff,
    text: "nip;position id\n198609262015051000;P1\n",
    kept: 0,
    issues: ["csv/nip-mangled"],
  },
  {
    name: "a pseudonym in scientific notation",
    read: staff,
    text: "id;position id\n1.98609E+17;P1\n",
    kept: 0,
    issues: ["csv/nip-mangled"],
  },
  { name: "an old NIP", read: staff, text: "nip;position id\n131234567;P1\n", kept: 0, issues: ["csv/bad-nip"] },
  { name: "no NIP", read: staff, text: "nip;position id\n;P1\n", kept: 0, issues: ["csv/missing-value"] },
  {
    name: "a NIP against TANGGAL LAHIR",
    read: staff,
    text: person("tanggal lahir", "27-09-1986"),
    kept: 1,
    issues: [],
    notices: ["csv/nip-disagrees"],
  },
  {
    name: "a NIP against TMT CPNS",
    read: staff,
    text: person("tmt cpns", "01-06-2015"),
    kept: 1,
    issues: [],
    notices: ["csv/nip-disagrees"],
  },
  {
    name: "a NIP against the status",
    read: staff,
    text: person("status", "PPPK"),
    kept: 1,
    issues: [],
    notices: ["csv/status-disagrees"],
  },

  // Cells
  {
    name: "an impossible day",
    read: staff,
    text: person("tmt jabatan", "31-02-2020"),
    kept: 0,
    issues: ["csv/bad-date"],
  },
  {
    name: "a year of two digits",
    read: staff,
    text: person("tmt jabatan", "01/02/20"),
    kept: 0,
    issues: ["csv/bad-date"],
  },
  {
    name: "month before day",
    read: staff,
    text: person("tmt jabatan", "09/26/2015"),
    kept: 0,
    issues: ["csv/bad-date"],
  },
  {
    name: "a serial number out of range",
    read: staff,
    text: person("tmt jabatan", "99999"),
    kept: 0,
    issues: ["csv/bad-date"],
  },
  {
    name: "a month named constructor",
    read: staff,
    text: person("tmt jabatan", "1 constructor 2020"),
    kept: 0,
    issues: ["csv/bad-date"],
  },
  {
    name: "words for a date",
    read: staff,
    text: person("tmt jabatan", "sejak lama"),
    kept: 0,
    issues: ["csv/bad-date"],
  },
  {
    name: "a grade that became a date",
    read: staff,
    text: person("golongan", "03-Jan"),
    kept: 0,
    issues: ["csv/bad-grade"],
  },
  {
    name: "a grade that does not exist",
    read: staff,
    text: person("golongan", "III/e"),
    kept: 0,
    issues: ["csv/bad-grade"],
  },
  {
    name: "a civil servant's grade without letter",
    read: staff,
    text: person("golongan", "III"),
    kept: 0,
    issues: ["csv/bad-grade"],
  },
  {
    name: "a rank beside another grade",
    read: staff,
    text: person("golongan", "Pembina (III/a)"),
    kept: 0,
    issues: ["csv/bad-grade"],
  },
  {
    name: "contract staff with a civil grade",
    read: staff,
    text: `nip;position id;golongan\n${OTHER};P1;III/a\n`,
    kept: 1,
    issues: [],
    notices: ["csv/grade-disagrees"],
  },
  {
    name: "an unknown level of education",
    read: staff,
    text: person("pendidikan", "Kejar Paket"),
    kept: 0,
    issues: ["csv/bad-education"],
  },
  {
    name: "two levels of education",
    read: staff,
    text: person("pendidikan", "S1/S2"),
    kept: 0,
    issues: ["csv/bad-education"],
  },
  { name: "neither yes nor no", read: staff, text: person("tetap", "mungkin"), kept: 0, issues: ["csv/bad-boolean"] },
  {
    name: "an old mark of performance",
    read: staff,
    text: person("SKP 2023", "85,3"),
    kept: 0,
    issues: ["csv/bad-predicate"],
  },
  {
    name: "a level of discipline",
    read: staff,
    text: person("hukuman disiplin", "lumayan"),
    kept: 0,
    issues: ["csv/bad-discipline"],
  },
  {
    name: "half a home",
    read: staff,
    text: `${NIP.slice(0, 0)}nip;position id;lintang rumah;bujur rumah\n${NIP};P1;-7,25;\n`,
    kept: 0,
    issues: ["csv/bad-location"],
  },
  {
    name: "a latitude beyond the pole",
    read: unit,
    text: "unit id;unit name;opd;lintang;bujur\nU;N;A;-97,2;112\n",
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "coordinates without decimal point",
    read: unit,
    text: "unit id;unit name;opd;lintang;bujur\nU;N;A;-7.250.445;112.750.833\n",
    kept: 0,
    issues: ["csv/bad-number", "csv/bad-number"],
  },
  {
    name: "competencies without levels",
    read: staff,
    text: person("kompetensi", "Integritas"),
    kept: 0,
    issues: ["csv/bad-list"],
  },
  {
    name: "a competency of level 6",
    read: staff,
    text: person("kompetensi", "Integritas:6"),
    kept: 0,
    issues: ["csv/bad-list"],
  },
  {
    name: "a competency twice",
    read: staff,
    text: person("kompetensi", "Integritas:3|Integritas:4"),
    kept: 0,
    issues: ["csv/bad-list"],
  },
  {
    name: "1.234 with nothing to tell",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;3;1.234\n",
    kept: 0,
    issues: ["csv/ambiguous-number"],
  },
  {
    name: "1.234 beside 2,5",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;3;1.234\nY;U1;Guru;3;2,5\n",
    kept: 2,
    issues: [],
  },
  {
    name: "1.234 beside 2,5 and 2.5",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;3;1.234\nY;U1;Guru;3;2,5\nZ;U1;Guru;3;2.5\n",
    kept: 2,
    issues: ["csv/ambiguous-number"],
  },
  {
    name: "half a seat",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;2,5;2\n",
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "a negative need",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;2;-2\n",
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "no capacity",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;;2\n",
    kept: 0,
    issues: ["csv/missing-value"],
  },
  {
    name: "Infinity, NaN, hexadecimal, exponent",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;2;Infinity\nY;U1;Guru;2;NaN\nZ;U1;Guru;0x10;2\nW;U1;Guru;2;1e3\n",
    kept: 0,
    issues: ["csv/bad-number", "csv/bad-number", "csv/bad-number", "csv/bad-number"],
  },
  { name: "class 18", read: position, text: post("kelas jabatan", "18"), kept: 0, issues: ["csv/bad-number"] },
  { name: "an unknown kind", read: position, text: post("jenis jabatan", "2"), kept: 0, issues: ["csv/bad-kind"] },
  { name: "an unknown echelon", read: position, text: post("eselon", "VI.a"), kept: 0, issues: ["csv/bad-echelon"] },
  {
    name: "education with a field as a requirement",
    read: position,
    text: post("pendidikan minimal", "S1 Hukum"),
    kept: 0,
    issues: ["csv/bad-education"],
  },
  {
    name: "everything wrong in one row",
    read: staff,
    text: `nip;position id;golongan;pendidikan;tmt jabatan;tetap\n1;P9;q;y;z;w\n`,
    kept: 0,
    issues: [
      "csv/bad-nip",
      "csv/unknown-position",
      "csv/bad-grade",
      "csv/bad-education",
      "csv/bad-date",
      "csv/bad-boolean",
    ],
  },
  {
    name: "keys of Object.prototype",
    read: staff,
    text: person("kompetensi", "__proto__:3|constructor:2"),
    kept: 1,
    issues: [],
  },
];

test.for(cases)("$name", ({ read, text, kept, issues, notices = [] }) => {
  const result = read(text);
  expect({
    kept: result.rows.length,
    issues: result.issues.map(({ code }) => code).sort(),
    notices: result.notices.map(({ code }) => code).sort(),
  }).toEqual({ kept, issues: [...issues].sort(), notices: [...notices].sort() });
  expect(result.rowsRead).toBe(result.rows.length + result.rowsReported);
  for (const { code, path, message } of [...result.issues, ...result.notices]) {
    expect(Object.keys(CSV_CODES)).toContain(code);
    expect(path[0]).toMatch(/^(?:units|positions|staff)\.csv$/);
    expect(message).not.toBe("");
  }
});

test("paths name the file, the physical line and the heading", () => {
  const text = 'DAFTAR\n\nunit id;unit name;opd;Lintang\n"U";"Bidang\nUmum";A;\n\nV;M;A;abc\n';
  const { issues } = readUnitsCsv(text, { fileName: "unor.csv" });
  expect(issues.map(({ path }) => path)).toEqual([["unor.csv", 7, "Lintang"]]);
});

test("an unclosed quote is reported on its own line, and the rows behind it are read", () => {
  const { issues, rows } = readUnitsCsv('unit id,unit name,opd\nU,N,A\nV,"M,A\nW,O,A\nX,"P,A\n');
  expect(issues.map(({ path }) => path[1])).toEqual([3, 5]);
  expect(rows.map(({ id }) => id)).toEqual(["U", "W"]);
});

test("stray quotation marks cost their own rows, not those between them", () => {
  const lines = Array.from({ length: 1000 }, (_, k) => `U${k};${k % 50 === 7 ? '"' : ""}N;A`);
  const { rows, issues, rowsRead } = readUnitsCsv(`unit id;unit name;opd\n${lines.join("\n")}\n`);
  expect([rows.length, issues.length, rowsRead]).toEqual([980, 20, 1000]);
  expect(issues[1]).toMatchObject({ code: "csv/unclosed-quote", path: ["units.csv", 59] });
});

test("a missing column names the heading that was probably meant", () => {
  const { issues } = readUnitsCsv("unit id,unit nmae,opd\nU,N,A\n");
  expect(issues[0]?.hint).toContain('"unit nmae"');
});

test("the second of two rows with one id names the line of the first", () => {
  const { issues } = readUnitsCsv("unit id,unit name,opd\nU,N,A\n\nU,M,A\n");
  expect(issues[0]).toMatchObject({ path: ["units.csv", 4, "unit id"], message: expect.stringContaining("line 2") });
});

test("a file without headings: its content never reaches a message", () => {
  const result = readStaffCsv(`${NIP},Budi Santoso,Islam\n${OTHER},Siti,Islam\n`);
  expect(JSON.stringify(result)).not.toMatch(/Budi|Islam|1986/);
});

test.for([
  ["a number", () => readUnitsCsv(5 as never), "csv/bad-input"],
  ["null", () => readUnitsCsv(null as never), "csv/bad-input"],
  ["a list of bytes", () => readUnitsCsv([1, 2] as never), "csv/bad-input"],
  ["an unknown option", () => readUnitsCsv("", { filename: "x" } as never), "csv/unknown-option"],
  ["a bad option", () => readUnitsCsv("", { decimal: ";" } as never), "csv/bad-option"],
  ["options that are none", () => readUnitsCsv("", "x" as never), "csv/bad-option"],
  ["units without names", () => readStaffCsv("", { units: [{ id: "U" }] } as never), "csv/bad-option"],
  ["positions that are no list", () => readStaffCsv("", { positions: {} } as never), "csv/bad-option"],
] as const)("the caller's mistake is thrown: %s", ([, call, code]) => {
  expect(call).toThrow(ImbangError);
  expect(call).toThrow(code);
});
